/* verify_private: what the files of verify share and nobody else sees. */
#ifndef EXPORT_VERIFY_PRIVATE_H
#define EXPORT_VERIFY_PRIVATE_H

#include "export/manifest.h"
#include "export/verify.h"

/* One look at a pack. */
struct verifying {
	const struct files *files;
	const char *known_keys; /* or NULL */
	struct verdicts *out;
	bool sealed; /* SEAL names a seal */
	struct manifest seal; /* SEAL.sha256 */
	const struct manifest_line *plan; /* the plan's own seal in it */
};

/* Does FILE stand in some folder under NAME? */
bool file_called(const struct file *file, const char *name);

/* Has FILE this digest? */
bool file_fits(const struct file *file, const struct digest *digest);

/* --- verify_signature.c --- */
void check_signatures(struct verifying *verifying);

#endif
