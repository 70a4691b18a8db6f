/* Signatures with a key: each against SEAL.sha256. */
#include "config.h"

#include "export/verify_private.h"

#include <string.h>

#include "export/key_signature.h"
#include "export/pack.h"

static void
check_one(struct verifying *verifying, const struct file *seal,
    const struct file *file)
{
	struct key_check check = { 0 };
	struct error err = { 0 };
	struct buf says;

	buf_init(&says);
	if (key_check(&seal->bytes, file->bytes.data,
		verifying->known_keys, &check, &err)) {
		key_check_say(&check, &says);
		verdict_add(verifying->out, VERDICT_HOLDS, file->path, "%s",
		    says.data);
	} else if (err.code == ERR_USER) {
		verdict_add(verifying->out, VERDICT_FAILS, file->path, "%s",
		    err.text);
	} else {
		verdict_add(verifying->out, VERDICT_NOTE, file->path,
		    "It was not checked. %s", err.text);
	}
	key_check_clear(&check);
	buf_clear(&says);
}

/* --- the folder --- */

/* Is every file in it that was written there as it was then? */
static void
check_listed(struct verifying *verifying, const struct file *file,
    const struct manifest *manifest)
{
	size_t failed = verifying->out->failed;
	struct buf path;

	buf_init(&path);
	for (size_t i = 0; i < manifest->count; i++) {
		const struct manifest_line *line = &manifest->items[i];
		const struct file *named;

		buf_reset(&path);
		buf_addf(&path, PACK_SIGNATURES "/%s", line->path);
		named = files_find(verifying->files, path.data);
		if (named == NULL || !file_fits(named, &line->digest))
			verdict_add(verifying->out, VERDICT_FAILS, path.data,
			    named == NULL
				? "It was in the pack, and is not here."
				: "It is not as it was when the pack was "
				  "written: something in it was changed.");
	}
	if (verifying->out->failed > failed)
		verdict_add(verifying->out, VERDICT_FAILS, file->path,
		    "It does not fit what is in its folder: something in the "
		    "one or the other was changed.");
	buf_clear(&path);
}

/* The list is no part of what was sealed: it finds damage, not forgery. */
static void
check_manifest(struct verifying *verifying)
{
	static const char path[] = PACK_SIGNATURES "/" PACK_MANIFEST;
	const struct file *file = files_find(verifying->files, path);
	struct manifest manifest = { 0 };
	struct error err;

	if (file == NULL) {
		if (files_find(verifying->files,
			PACK_SIGNATURES "/" PACK_WHO_SIGNED) != NULL)
			verdict_add(verifying->out, VERDICT_FAILS, path,
			    "It was in the pack, and is not here.");
		return;
	}
	if (file->broken ||
	    !manifest_read(file->bytes.data, file->bytes.len, &manifest, &err))
		verdict_add(verifying->out, VERDICT_FAILS, path,
		    "It cannot be read: something in it was changed.");
	else
		check_listed(verifying, file, &manifest);
	manifest_clear(&manifest);
}

void
check_signatures(struct verifying *verifying)
{
	const struct file *seal = files_find(verifying->files, PACK_SEAL);
	size_t len = strlen(PACK_SIGNATURES "/");

	check_manifest(verifying);
	for (size_t i = 0; seal != NULL && i < verifying->files->count; i++) {
		const struct file *file = &verifying->files->items[i];

		if (strncmp(file->path, PACK_SIGNATURES "/", len) != 0 ||
		    strcmp(file->path + len, PACK_MANIFEST) == 0)
			continue;
		if (strcmp(file->path + len, PACK_WHO_SIGNED) == 0)
			verdict_add(verifying->out, VERDICT_NOTE, file->path,
			    "It says who had signed when this was written. It "
			    "is not sealed: what is in ink is on the paper.");
		else
			check_one(verifying, seal, file);
	}
}
