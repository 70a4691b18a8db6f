#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "store/store_private.h"

/* --- putting --- */

bool
place_put(struct store *store, const struct place *place, struct error *err)
{
	struct sql_stmt *stmt;

	if (!store_statement(store, PUT_PLACE, &stmt, err))
		return false;
	put_int(stmt, ":session", store->session);
	put_text(stmt, ":process", store->process);
	put_text(stmt, ":screen", place->screen);
	put_text(stmt, ":field", place->field ? place->field : "");
	put_row(stmt, ":row", &place->row);
	put_int(stmt, ":cursor", (int64_t)place->cursor);
	put_int(stmt, ":seen", clock_now());
	return sql_run(stmt, err);
}

static bool
put_draft(struct store *store, const char *field, const struct uid *row,
    const char *text, size_t cursor, const struct uid *bases,
    size_t base_count, struct error *err)
{
	struct sql_stmt *stmt;

	if (!store_statement(store, PUT_DRAFT, &stmt, err))
		return false;
	put_int(stmt, ":session", store->session);
	put_text(stmt, ":field", field);
	put_row(stmt, ":row", row);
	put_text(stmt, ":text", text);
	put_int(stmt, ":cursor", (int64_t)cursor);
	sql_bind_blob(stmt, sql_param(stmt, ":bases"), bases,
	    base_count * sizeof *bases);
	put_int(stmt, ":at", clock_now());
	return sql_run(stmt, err);
}

bool
store_put_draft(struct store *store, const char *field, const struct uid *row,
    const char *text, size_t cursor, const struct uid *bases,
    size_t base_count, const struct place *place, struct error *err)
{
	bool ok = true;

	if (!store_write_begin(store, err))
		return false;
	if (text)
		ok = put_draft(store, field, row, text, cursor, bases,
		    base_count, err);
	if (ok && place)
		ok = place_put(store, place, err);
	return store_write_end(store, ok, err);
}

bool
store_put_place(struct store *store, const struct place *place,
    struct error *err)
{
	return store_put_draft(store, NULL, NULL, NULL, 0, NULL, 0, place, err);
}

bool
draft_delete(struct store *store, const char *field, const struct uid *row,
    struct error *err)
{
	struct sql_stmt *stmt;

	if (!store_statement(store, DELETE_DRAFT, &stmt, err))
		return false;
	put_int(stmt, ":session", store->session);
	put_text(stmt, ":field", field);
	put_row(stmt, ":row", row);
	return sql_run(stmt, err);
}

bool
store_drop_draft(struct store *store, const char *field, const struct uid *row,
    struct error *err)
{
	return store_write_begin(store, err) &&
	    store_write_end(store, draft_delete(store, field, row, err), err);
}

/* --- finding --- */

static bool
find_place(struct store *store, struct found *out, struct error *err)
{
	struct sql_stmt *stmt;
	bool row;

	if (!store_statement(store, SELECT_PLACES, &stmt, err))
		return false;
	put_int(stmt, ":session", store->session);
	while (sql_step(stmt, &row, err)) {
		if (row &&
		    (strcmp(sql_text(stmt, 1), store->login) != 0 ||
			session_alive(store, sql_text(stmt, 2),
			    sql_text(stmt, 3))))
			continue;
		out->has_place = row;
		if (row) {
			out->screen = take_text(stmt, 4);
			out->place_field = take_text(stmt, 5);
			out->place_row = take_uid(stmt, 6);
			out->place_cursor = take_size(stmt, 7);
			out->place_at = sql_int(stmt, 8);
		}
		sql_reset(stmt);
		return true;
	}
	return false;
}

static void
take_draft(const struct store *store, struct sql_stmt *stmt,
    struct found_draft *out)
{
	size_t len;
	const void *bases;

	*out = (struct found_draft){
		.field = take_text(stmt, 0),
		.row = take_uid(stmt, 1),
		.text = take_text(stmt, 2),
		.cursor = take_size(stmt, 3),
		.at = sql_int(stmt, 5),
		.session = sql_int(stmt, 6),
		.who = take_text(stmt, 7),
		.mine = strcmp(sql_text(stmt, 8), store->login) == 0 &&
		    strcmp(sql_text(stmt, 9), store->device) == 0,
	};
	if (out->cursor > strlen(out->text))
		out->cursor = strlen(out->text);
	bases = sql_blob(stmt, 4, &len);
	out->base_count = len / sizeof *out->bases;
	out->bases = xcalloc(out->base_count + 1, sizeof *out->bases);
	memcpy(out->bases, bases, out->base_count * sizeof *out->bases);
}

static bool
find_drafts(struct store *store, struct found *out, struct error *err)
{
	struct sql_stmt *stmt;
	size_t cap = 0;
	bool row;

	if (!store_statement(store, SELECT_DRAFTS, &stmt, err))
		return false;
	put_int(stmt, ":session", store->session);
	while (sql_step(stmt, &row, err)) {
		if (!row) {
			sql_reset(stmt);
			return true;
		}
		if (session_alive(store, sql_text(stmt, 9), sql_text(stmt, 10)))
			continue;
		ARRAY_GROW(out->drafts, out->draft_count, cap);
		take_draft(store, stmt, &out->drafts[out->draft_count++]);
	}
	return false;
}

bool
store_find_unfinished(struct store *store, struct found *out,
    struct error *err)
{
	assert(store->begun);
	*out = (struct found){ .has_place = false };
	if (find_place(store, out, err) && find_drafts(store, out, err))
		return true;
	found_clear(out);
	return store_read_failed(err);
}

void
found_clear(struct found *found)
{
	free(found->screen);
	free(found->place_field);
	for (size_t i = 0; i < found->draft_count; i++) {
		free(found->drafts[i].field);
		free(found->drafts[i].text);
		free(found->drafts[i].who);
		free(found->drafts[i].bases);
	}
	free(found->drafts);
	*found = (struct found){ .has_place = false };
}

/* --- adopting --- */

static bool
move_draft(struct store *store, const struct found_draft *draft,
    struct error *err)
{
	struct sql_stmt *stmt;

	if (!store_statement(store, MOVE_DRAFT, &stmt, err))
		return false;
	put_int(stmt, ":session", store->session);
	put_int(stmt, ":from", draft->session);
	put_text(stmt, ":field", draft->field);
	put_row(stmt, ":row", &draft->row);
	if (!sql_run(stmt, err))
		return false;
	if (sql_changes(store->sql) > 0)
		return true;
	return error_set(err, ERR_USER,
	    "The unfinished text is not there any more, or you are already "
	    "typing in that field.");
}

bool
store_adopt_draft(struct store *store, const struct found_draft *draft,
    struct error *err)
{
	return store_write_begin(store, err) &&
	    store_write_end(store, move_draft(store, draft, err), err);
}
