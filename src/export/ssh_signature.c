#include "config.h"

#include "export/ssh_signature.h"

#include <string.h>

#include "base/filter.h"

#define BEGINS	   "-----BEGIN SSH SIGNATURE-----"
#define OUTPUT_MAX 4096

/* What ssh-keygen says of one that fits: Good "oneplan-signoff" signature with
 * ED25519 key SHA256:... */
#define WITH " signature with "

bool
ssh_signature_is(const char *text, size_t len)
{
	return len >= strlen(BEGINS) && len <= SSH_SIGNATURE_MAX &&
	    memcmp(text, BEGINS, strlen(BEGINS)) == 0;
}

static void
add_key(const char *said, struct buf *key)
{
	const char *name = strstr(said, WITH);

	if (name != NULL) {
		name += strlen(WITH);
		buf_add_bytes(key, name, strcspn(name, "\n"));
	}
}

bool
ssh_signature_check(const char *signature, size_t signature_len,
    const void *message, size_t len, struct buf *key, struct error *err)
{
	static const char *const argv[] = { "ssh-keygen", "-Y",
		"check-novalidate", "-n", SSH_SIGNOFF, "-s", FILTER_FILE,
		NULL };
	struct filter filter = {
		.argv = argv,
		.input = message,
		.input_len = len,
		.file = signature,
		.file_len = signature_len,
	};
	struct buf said;
	int status;
	bool ok;

	if (!ssh_signature_is(signature, signature_len))
		return error_set(err, ERR_USER,
		    "This is no signature that ssh-keygen made.");
	buf_init(&said);
	ok = filter_run(&filter, OUTPUT_MAX, &said, &status, err);
	if (ok && status == 0)
		add_key(said.data, key);
	else if (ok)
		ok = error_set(err, ERR_USER,
		    "This signature does not fit: it was made for something "
		    "else, or something was changed.");
	buf_clear(&said);
	return ok;
}
