#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "store/store_private.h"

/* A seal is SHA-256(salt, value), and a value can be as short as "yes": with 64
 * bits of salt somebody with many machines could still try them all once the
 * words and the salt were taken out. 128 bits cannot be tried. */
enum { SALT_BYTES = 16 };

/* --- clock --- */

/* 1 + the largest there is, so that order never comes from a wall clock.
 * Revisions are only added, so only the new ones need be looked at. */
static bool
next_clock(struct store *store, int64_t *out, struct error *err)
{
	struct sql_stmt *stmt;
	bool row;

	if (!store_statement(store, SELECT_CLOCK, &stmt, err))
		return false;
	put_int(stmt, ":after", store->clock_rev);
	if (!sql_step(stmt, &row, err))
		return false;
	if (sql_int(stmt, 0) > store->clock_rev)
		store->clock_rev = sql_int(stmt, 0);
	if (sql_int(stmt, 1) > store->clock)
		store->clock = sql_int(stmt, 1);
	sql_reset(stmt);
	if (store->clock >= CLOCK_MAX)
		return error_set(err, ERR_CORRUPT,
		    "The plan counts its changes wrongly.");
	*out = store->clock + 1;
	return true;
}

/* --- applying --- */

/* The question's id in this file; made where nobody has answered it yet. */
static bool
find_question(struct store *store, const struct store_change *change,
    int64_t *out, struct error *err)
{
	struct sql_stmt *stmt;
	bool row;

	if (!store_statement(store, SELECT_QUESTION, &stmt, err))
		return false;
	put_text(stmt, ":field", change->field);
	put_row(stmt, ":row", &change->row);
	if (!sql_step(stmt, &row, err))
		return false;
	if (row)
		*out = sql_int(stmt, 0);
	sql_reset(stmt);
	if (row)
		return true;
	if (!store_statement(store, INSERT_QUESTION, &stmt, err))
		return false;
	put_text(stmt, ":field", change->field);
	put_row(stmt, ":row", &change->row);
	if (!sql_run(stmt, err))
		return false;
	*out = sql_last_rowid(store->sql);
	return true;
}

/* All heads of QUESTION; *OUT is the caller's to free. */
static bool
find_heads(struct store *store, int64_t question, struct uid **out,
    size_t *count, struct error *err)
{
	struct sql_stmt *stmt;
	struct uid *list = NULL;
	size_t n = 0, cap = 0;
	bool row;

	if (!store_statement(store, SELECT_HEADS, &stmt, err))
		return false;
	put_int(stmt, ":question", question);
	while (sql_step(stmt, &row, err)) {
		if (!row) {
			sql_reset(stmt);
			*out = list;
			*count = n;
			return true;
		}
		ARRAY_GROW(list, n, cap);
		list[n++] = take_uid(stmt, 0);
	}
	free(list);
	return false;
}

/* A base is kept whatever it belongs to; only one of the same question stops
 * being a head. */
static bool
add_base(struct store *store, int64_t question, int64_t rev,
    const struct uid *base, struct error *err)
{
	struct sql_stmt *stmt;

	if (!store_statement(store, INSERT_BASE, &stmt, err))
		return false;
	put_uid(stmt, ":base", base);
	put_int(stmt, ":rev", rev);
	if (!sql_run(stmt, err) ||
	    !store_statement(store, DELETE_HEAD, &stmt, err))
		return false;
	put_int(stmt, ":question", question);
	put_uid(stmt, ":base", base);
	return sql_run(stmt, err);
}

static bool
insert_revision(struct store *store, const struct store_change *change,
    int64_t question, const struct uid *uid, int64_t *rev, struct error *err)
{
	unsigned char salt[SALT_BYTES];
	struct sql_stmt *stmt;
	int64_t clock = 0;

	if (!next_clock(store, &clock, err) ||
	    !store_statement(store, INSERT_REVISION, &stmt, err))
		return false;
	uid_random(salt, sizeof salt);
	put_uid(stmt, ":uid", uid);
	put_int(stmt, ":session", store->session);
	put_int(stmt, ":question", question);
	sql_bind_value(stmt, sql_param(stmt, ":value"), &change->value);
	sql_bind_blob(stmt, sql_param(stmt, ":salt"), salt, sizeof salt);
	put_int(stmt, ":clock", clock);
	put_int(stmt, ":at", clock_now());
	put_text(stmt, ":voice", change->voice);
	if (!sql_run(stmt, err))
		return false;
	*rev = sql_last_rowid(store->sql);
	if (!store_statement(store, INSERT_HEAD, &stmt, err))
		return false;
	put_int(stmt, ":question", question);
	put_int(stmt, ":rev", *rev);
	return sql_run(stmt, err);
}

static bool
apply_one(struct store *store, const struct store_change *change,
    struct uid *uid_out, struct error *err)
{
	const struct uid *bases = change->bases;
	size_t base_count = change->base_count;
	struct uid *heads = NULL;
	struct uid uid = uid_new();
	int64_t question = 0, rev = 0;
	bool ok;

	if (!find_question(store, change, &question, err))
		return false;
	if (!change->has_bases) {
		if (!find_heads(store, question, &heads, &base_count, err))
			return false;
		bases = heads;
	}
	ok = insert_revision(store, change, question, &uid, &rev, err);
	for (size_t i = 0; ok && i < base_count; i++)
		ok = add_base(store, question, rev, &bases[i], err);
	free(heads);
	store->written = uid;
	if (ok && uid_out)
		*uid_out = uid;
	return ok && draft_delete(store, change->field, &change->row, err);
}

/* Names come from the forms, so these are mistakes of ours. */
static void
check_name(const char *field)
{
	assert(field && *field && strlen(field) <= FIELD_NAME_MAX);
	(void)field;
}

bool
store_apply(struct store *store, const struct store_change *changes,
    size_t count, const struct place *place, struct uid *uids,
    struct error *err)
{
	bool ok = true;

	for (size_t i = 0; i < count; i++)
		check_name(changes[i].field);
	if (!store_write_begin(store, err))
		return false;
	for (size_t i = 0; ok && i < count; i++)
		ok = apply_one(store, &changes[i], uids ? &uids[i] : NULL, err);
	if (ok && place)
		ok = place_put(store, place, err);
	return store_write_end(store, ok, err);
}

/* --- history --- */

static void
take_revision(struct sql_stmt *stmt, struct stored_revision *out)
{
	*out = (struct stored_revision){
		.uid = take_uid(stmt, 0),
		.clock = sql_int(stmt, 2),
		.at = sql_int(stmt, 3),
		.who = take_text(stmt, 4),
		.voice = take_text_or_null(stmt, 5),
		.head = sql_int(stmt, 6) != 0,
		.taken_out = sql_int(stmt, 7) != 0,
		.withheld = sql_int(stmt, 8) != 0,
	};
	value_init(&out->value);
	sql_value(stmt, 1, &out->value);
}

bool
store_revisions(struct store *store, const char *field, const struct uid *row,
    struct stored_revision **out, size_t *count, struct error *err)
{
	struct sql_stmt *stmt;
	struct stored_revision *list = NULL;
	size_t n = 0, cap = 0;
	bool more;

	*out = NULL;
	*count = 0;
	if (!store_statement(store, SELECT_REVISIONS, &stmt, err))
		return store_read_failed(err);
	put_text(stmt, ":field", field);
	put_row(stmt, ":row", row);
	while (sql_step(stmt, &more, err)) {
		if (!more) {
			sql_reset(stmt);
			*out = list;
			*count = n;
			return true;
		}
		ARRAY_GROW(list, n, cap);
		take_revision(stmt, &list[n++]);
	}
	stored_revisions_clear(list, n);
	return store_read_failed(err);
}

void
stored_revisions_clear(struct stored_revision *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		value_clear(&list[i].value);
		free(list[i].who);
		free(list[i].voice);
	}
	free(list);
}
