/* key_signature: signatures with an OpenSSH key, made and checked by ssh-keygen, so
 * that anybody can check them without oneplan. They are made over SEAL.sha256,
 * under a name of their own, so that none can be passed off as another's. */
#ifndef EXPORT_KEY_SIGNATURE_H
#define EXPORT_KEY_SIGNATURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"

#define KEY_NAMESPACE "oneplan-signoff" /* ssh-keygen's -n */

/* The longest signature that is read, in bytes; usual ones have 300 to 1,700. */
#define KEY_SIGNATURE_MAX 8192

/* Does TEXT look like a signature? */
bool key_signature_is(const char *text, size_t len);

/* Signs TEXT with the key in the file KEY (the private one, or the public one
 * where an agent has the other half); with KEY NULL, with the first key of the
 * agent, else with the one where ssh looks first. ssh-keygen may ask for a
 * passphrase at the terminal, which must not be in use. *SIGNATURE is the caller's
 * to free. No ssh-keygen, no key, a wrong passphrase and an agent that is locked
 * are each a sentence in ERR. */
bool key_sign(const char *key, const struct buf *text, char **signature,
    struct error *err) __attribute__((warn_unused_result));

/* Who made a signature, as far as that can be known. */
struct key_check {
	char *key;   /* "ED25519 key SHA256:..." */
	char *owner; /* as the file of known keys has it; NULL: it has not */
};
/* Is SIGNATURE one over TEXT? ALLOWED is a file of known keys (ssh-keygen's
 * allowed signers), or NULL. False with ERR_USER: it is not; with another code: it
 * could not be checked. Free OUT with key_check_clear. */
bool key_check(const struct buf *text, const char *signature,
    const char *allowed, struct key_check *out, struct error *err)
    __attribute__((warn_unused_result));
void key_check_clear(struct key_check *check);
/* Appends what that means: "The signature holds: it was made with the ED25519 key
 * SHA256:..., which is known here as J. Marsh." */
void key_check_say(const struct key_check *check, struct buf *out);

#endif
