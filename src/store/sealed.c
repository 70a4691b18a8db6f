/* What a version sealed, found again among the revisions by its digests. */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/store_private.h"

/* --- the digests that a plan.json names --- */

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

bool
digests_have(const struct digests *digests, const struct digest *digest)
{
	return digests->count > 0 &&
	    bsearch(digest, digests->items, digests->count,
		sizeof *digests->items, compare_digests) != NULL;
}

bool
sealed_digests_read(struct store *store, const struct uid *version,
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

bool
store_sealed_digests(struct store *store, const struct uid *version,
    struct answer_digest **out, size_t *count, struct error *err)
{
	struct digests digests = { 0 };
	struct answer_digest *list = NULL;
	struct sql_stmt *stmt;
	size_t n = 0, cap = 0;
	bool more, ok;

	*out = NULL;
	*count = 0;
	if (!sealed_digests_read(store, version, &digests, err))
		return false;
	ok = store_statement(store, SELECT_ALL_DIGESTS, &stmt, err);
	while (ok && (ok = sql_step(stmt, &more, err)) && more) {
		ARRAY_GROW(list, n, cap);
		if (!take_answer_digest(stmt, &list[n]))
			continue;
		if (digests_have(&digests, &list[n].digest)) {
			n++;
			continue;
		}
		free(list[n].field);
		value_clear(&list[n].value);
	}
	free(digests.items);
	if (!ok) {
		answer_digests_clear(list, n);
		return store_read_failed(err);
	}
	sql_reset(stmt);
	*out = list;
	*count = n;
	return true;
}

/* The names and values pass from one list to the other. */
bool
store_sealed_answers(struct store *store, const struct uid *version,
    struct sealed_answer **out, size_t *count, struct error *err)
{
	struct answer_digest *list;
	struct sealed_answer *answers;

	*out = NULL;
	if (!store_sealed_digests(store, version, &list, count, err))
		return false;
	answers = xcalloc(*count + 1, sizeof *answers);
	for (size_t i = 0; i < *count; i++)
		answers[i] = (struct sealed_answer){
			.field = list[i].field,
			.row = list[i].row,
			.value = list[i].value,
			.taken_out = value_is_none(&list[i].value),
		};
	free(list);
	*out = answers;
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
