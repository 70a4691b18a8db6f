/* ssh_signature: signatures made with a key, as OpenSSH makes and checks them. */
#ifndef EXPORT_SSH_SIGNATURE_H
#define EXPORT_SSH_SIGNATURE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"

/* What a signature is said to be for; one for something else does not count. */
#define SSH_SIGNOFF "oneplan-signoff"

/* Nothing that ssh-keygen wrote as a signature is longer. */
#define SSH_SIGNATURE_MAX 65536

/* Does the text of a signature look like one? */
bool ssh_signature_is(const char *text, size_t len);

/* Does SIGNATURE fit the LEN bytes of MESSAGE? It appends the key that made it, as
 * ssh-keygen names it: "ED25519 key SHA256:...". Whose key that is, it does not
 * know. False with ERR_USER: it does not fit; with another code: it could not be
 * found out. */
bool ssh_signature_check(const char *signature, size_t signature_len,
    const void *message, size_t len, struct buf *key, struct error *err)
    __attribute__((warn_unused_result));

#endif
