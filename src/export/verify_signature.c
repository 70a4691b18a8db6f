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

void
check_signatures(struct verifying *verifying)
{
	const struct file *seal = files_find(verifying->files, PACK_SEAL);
	size_t len = strlen(PACK_SIGNATURES "/");

	for (size_t i = 0; seal != NULL && i < verifying->files->count; i++) {
		const struct file *file = &verifying->files->items[i];

		if (strncmp(file->path, PACK_SIGNATURES "/", len) != 0)
			continue;
		if (strcmp(file->path + len, PACK_WHO_SIGNED) == 0)
			verdict_add(verifying->out, VERDICT_NOTE, file->path,
			    "It says who had signed when this was written. It "
			    "is not sealed: what is in ink is on the paper.");
		else
			check_one(verifying, seal, file);
	}
}
