/* uid: sixteen bytes that name one thing in every copy (libuuid). */
#ifndef BASE_UID_H
#define BASE_UID_H

#include <stdbool.h>
#include <stddef.h>

#define UID_BYTES 16
#define UID_HEX_LEN 32

struct uid {
	unsigned char bytes[UID_BYTES];
};

/* All zero: no row, outside every repeat. */
extern const struct uid UID_NONE;

/* A new random one. With ONEPLAN_SEED set in the environment they come in a
 * fixed order, for golden files only. */
struct uid uid_new(void);
bool uid_is_none(const struct uid *uid);
bool uid_equal(const struct uid *a, const struct uid *b);
int uid_compare(const struct uid *a, const struct uid *b);
/* Writes 32 lower-case hex digits and a NUL. */
void uid_format(const struct uid *uid, char out[UID_HEX_LEN + 1]);
/* Reads exactly 32 hex digits from TEXT's first LEN bytes. */
bool uid_parse(const char *text, size_t len, struct uid *out);
/* Fills OUT with LEN unguessable bytes (getrandom). */
void uid_random(void *out, size_t len);

#endif
