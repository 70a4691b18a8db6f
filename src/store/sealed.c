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

struct sealed_rows {
	struct answer_digest *digests;
	struct stored_answer *rest; /* of the same: revision, at and voice */
	size_t count, cap, rest_cap;
};

static void
sealed_rows_clear(struct sealed_rows *rows)
{
	for (size_t i = 0; i < rows->count; i++)
		free(rows->rest[i].voice);
	free(rows->rest);
	answer_digests_clear(rows->digests, rows->count);
}

/* Keeps what STMT has, if DIGESTS name it. */
static void
take_sealed(struct sql_stmt *stmt, const struct digests *digests,
    struct sealed_rows *out)
{
	struct answer_digest one;

	if (!take_answer_digest(stmt, &one))
		return;
	if (!digests_have(digests, &one.digest)) {
		free(one.field);
		value_clear(&one.value);
		return;
	}
	ARRAY_GROW(out->digests, out->count, out->cap);
	if (out->rest_cap < out->cap) {
		out->rest_cap = out->cap;
		out->rest = xreallocarray(out->rest, out->cap,
		    sizeof *out->rest);
	}
	out->digests[out->count] = one;
	out->rest[out->count++] = (struct stored_answer){
		.revision = take_uid(stmt, 5),
		.at = sql_int(stmt, 6),
		.voice = take_text_or_null(stmt, 7),
	};
}

static bool
read_sealed(struct store *store, const struct uid *version,
    struct sealed_rows *out, struct error *err)
{
	struct digests digests = { 0 };
	struct sql_stmt *stmt;
	bool more, ok;

	*out = (struct sealed_rows){ .digests = NULL };
	if (!sealed_digests_read(store, version, &digests, err))
		return false;
	ok = store_statement(store, SELECT_ALL_DIGESTS, &stmt, err);
	while (ok && (ok = sql_step(stmt, &more, err)) && more)
		take_sealed(stmt, &digests, out);
	free(digests.items);
	if (!ok) {
		sealed_rows_clear(out);
		return store_read_failed(err);
	}
	sql_reset(stmt);
	return true;
}

bool
store_sealed_digests(struct store *store, const struct uid *version,
    struct answer_digest **out, size_t *count, struct error *err)
{
	struct sealed_rows rows;

	*out = NULL;
	*count = 0;
	if (!read_sealed(store, version, &rows, err))
		return false;
	*out = rows.digests;
	*count = rows.count;
	rows.digests = NULL;
	for (size_t i = 0; i < rows.count; i++)
		free(rows.rest[i].voice);
	free(rows.rest);
	return true;
}

/* Two that were given apart were both sealed: the later shows. */
static bool
fold_sealed(struct stored_answer *last, struct stored_answer *next)
{
	if (strcmp(last->field, next->field) != 0 ||
	    !uid_equal(&last->row, &next->row))
		return false;
	next->heads = last->heads + 1;
	next->conflict = last->conflict || last->taken_out ||
	    next->taken_out || !value_equal(&last->value, &next->value);
	free(last->field);
	free(last->voice);
	value_clear(&last->value);
	*last = *next;
	return true;
}

bool
store_answers_sealed(struct store *store, const struct uid *version,
    struct stored_answer **out, size_t *count, struct error *err)
{
	struct sealed_rows rows;
	size_t n = 0;

	*out = NULL;
	*count = 0;
	if (!read_sealed(store, version, &rows, err))
		return false;
	for (size_t i = 0; i < rows.count; i++) {
		struct stored_answer *answer = &rows.rest[i];

		answer->field = rows.digests[i].field;
		answer->row = rows.digests[i].row;
		answer->value = rows.digests[i].value;
		answer->taken_out = value_is_none(&answer->value);
		answer->heads = 1;
		if (n == 0 || !fold_sealed(&rows.rest[n - 1], answer))
			rows.rest[n++] = *answer;
	}
	free(rows.digests);
	if (n == 0) {
		free(rows.rest);
		rows.rest = NULL;
	}
	*out = rows.rest;
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
