/* What a version sealed, found again among the revisions by its digests. */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/store_private.h"

/* --- the digests that a plan.json names --- */

struct digests {
	struct digest *items; /* sorted */
	size_t count, cap;
};

static int
compare_digests(const void *left, const void *right)
{
	return memcmp(left, right, sizeof(struct digest));
}

static size_t
hex_run(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && isxdigit((unsigned char)text[n]))
		n++;
	return n;
}

/* Every run of 64 hexadecimal digits. Some name other things, such as forms; a
 * salted digest is equal to none of these, so nothing more has to be read. */
static void
find_digests(const char *text, size_t len, struct digests *out)
{
	size_t at = 0;

	while (at < len) {
		size_t run = hex_run(text + at, len - at);
		struct digest digest;

		if (run == 0) {
			at++;
			continue;
		}
		if (digest_parse(text + at, run, &digest)) {
			ARRAY_GROW(out->items, out->count, out->cap);
			out->items[out->count++] = digest;
		}
		at += run;
	}
	if (out->count > 0)
		qsort(out->items, out->count, sizeof *out->items,
		    compare_digests);
}

static bool
has_digest(const struct digests *digests, const struct digest *digest)
{
	return digests->count > 0 &&
	    bsearch(digest, digests->items, digests->count,
		sizeof *digests->items, compare_digests) != NULL;
}

static bool
read_digests(struct store *store, const struct uid *version,
    struct digests *out, struct error *err)
{
	void *bytes;
	size_t len;

	if (!store_member(store, version, SEALED_AUDIENCE, SEALED_PATH, &bytes,
		&len, err))
		return false;
	if (!bytes)
		return error_set(err, ERR_CORRUPT,
		    "What was sealed cannot be compared: its %s is not in the "
		    "plan file.", SEALED_PATH);
	find_digests(bytes, len, out);
	free(bytes);
	return true;
}

/* --- the revisions that have them --- */

static bool
take_sealed(struct sql_stmt *stmt, const struct digests *digests,
    struct sealed_answer *out)
{
	struct answer_digest answer;

	if (!take_answer_digest(stmt, &answer))
		return false;
	if (!has_digest(digests, &answer.digest)) {
		free(answer.field);
		value_clear(&answer.value);
		return false;
	}
	*out = (struct sealed_answer){
		.field = answer.field,
		.row = answer.row,
		.value = answer.value,
		.taken_out = value_is_none(&answer.value),
	};
	return true;
}

bool
store_sealed_answers(struct store *store, const struct uid *version,
    struct sealed_answer **out, size_t *count, struct error *err)
{
	struct digests digests = { 0 };
	struct sealed_answer *list = NULL;
	struct sql_stmt *stmt;
	size_t n = 0, cap = 0;
	bool more, ok;

	*out = NULL;
	*count = 0;
	if (!read_digests(store, version, &digests, err))
		return false;
	ok = store_statement(store, SELECT_ALL_DIGESTS, &stmt, err);
	while (ok && (ok = sql_step(stmt, &more, err)) && more) {
		ARRAY_GROW(list, n, cap);
		n += take_sealed(stmt, &digests, &list[n]);
	}
	free(digests.items);
	if (!ok) {
		sealed_list_clear(list, n);
		return store_read_failed(err);
	}
	sql_reset(stmt);
	*out = list;
	*count = n;
	return true;
}

void
sealed_list_clear(struct sealed_answer *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(list[i].field);
		value_clear(&list[i].value);
	}
	free(list);
}
