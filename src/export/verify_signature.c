/* Signatures with a key: each against SEAL.sha256. */
#include "config.h"

#include "export/verify_private.h"

#include <string.h>

#include "export/pack.h"
#include "export/ssh_signature.h"

static void
check_one(struct verifying *verifying, const struct file *seal,
    const struct file *file)
{
	struct error err = { 0 };
	struct buf key;

	buf_init(&key);
	if (ssh_signature_check(file->bytes.data, file->bytes.len,
		seal->bytes.data, seal->bytes.len, &key, &err))
		verdict_add(verifying->out, VERDICT_HOLDS, file->path,
		    "This signature fits what was sealed. It was made with "
		    "the %s.", key.data);
	else if (err.code == ERR_USER)
		verdict_add(verifying->out, VERDICT_FAILS, file->path, "%s",
		    err.text);
	else
		verdict_add(verifying->out, VERDICT_NOTE, file->path,
		    "It was not checked. %s", err.text);
	buf_clear(&key);
}

void
check_signatures(struct verifying *verifying)
{
	const struct file *seal = files_find(verifying->files, PACK_SEAL);
	size_t len = strlen(PACK_SIGNATURES "/");

	for (size_t i = 0; seal != NULL && i < verifying->files->count; i++) {
		const struct file *file = &verifying->files->items[i];

		if (strncmp(file->path, PACK_SIGNATURES "/", len) == 0)
			check_one(verifying, seal, file);
	}
}
