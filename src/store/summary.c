#include "config.h"

#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/store_private.h"

/* The summary's texts, in the order of the table's columns. */
static const struct {
	const char *param;
	size_t offset;
} texts[SUMMARY_TEXTS] = {
	{ ":name", offsetof(struct summary, name) },
	{ ":born", offsetof(struct summary, born) },
	{ ":nhs_number", offsetof(struct summary, nhs_number) },
	{ ":coordinator", offsetof(struct summary, coordinator) },
	{ ":kinds", offsetof(struct summary, kinds) },
	{ ":stage", offsetof(struct summary, stage) },
	{ ":next_due", offsetof(struct summary, next_due) },
};

static const char *
text_get(const struct summary *summary, size_t i)
{
	const char *text;

	memcpy(&text, (const char *)summary + texts[i].offset, sizeof text);
	return text;
}

static void
text_set(struct summary *summary, size_t i, const char *text)
{
	memcpy((char *)summary + texts[i].offset, &text, sizeof text);
}

/* --- putting --- */

void
summary_clear(struct store *store)
{
	for (size_t i = 0; i < SUMMARY_TEXTS; i++) {
		free(store->summary_texts[i]);
		store->summary_texts[i] = NULL;
	}
	store->has_summary = store->summary_waits = false;
}

void
store_set_summary(struct store *store, const struct summary *summary)
{
	summary_clear(store);
	store->summary = *summary;
	for (size_t i = 0; i < SUMMARY_TEXTS; i++) {
		const char *text = text_get(summary, i);

		store->summary_texts[i] = text ? xstrdup(text) : NULL;
		text_set(&store->summary, i, store->summary_texts[i]);
	}
	store->has_summary = store->summary_waits = true;
}

bool
summary_put(struct store *store, struct error *err)
{
	const struct summary *summary = &store->summary;
	struct sql_stmt *stmt;

	if (!store->summary_waits)
		return true;
	if (!store_statement(store, PUT_SUMMARY, &stmt, err))
		return false;
	for (size_t i = 0; i < SUMMARY_TEXTS; i++)
		put_text(stmt, texts[i].param, text_get(summary, i));
	put_int(stmt, ":done", summary->done);
	put_int(stmt, ":asked", summary->asked);
	if (summary->has_money) { /* otherwise they stay null */
		put_int(stmt, ":indicative_pence", summary->indicative_pence);
		put_int(stmt, ":planned_pence", summary->planned_pence);
	}
	return sql_run(stmt, err);
}

/* --- reading --- */

static int
take_count(struct sql_stmt *stmt, int column)
{
	int64_t number = sql_int(stmt, column);

	return number < 0 || number > INT_MAX ? 0 : (int)number;
}

/* Everything in one question, since a caseload asks it of many files. */
static const char summary_query[] =
    "SELECT p.uid, p.training,"
    " coalesce((SELECT at FROM revision ORDER BY rev DESC LIMIT 1), p.created),"
    " s.name, s.born, s.nhs_number, s.coordinator, s.kinds, s.stage,"
    " s.next_due, coalesce(s.done, 0), coalesce(s.asked, 0),"
    " s.indicative_pence IS NOT NULL, s.indicative_pence, s.planned_pence"
    " FROM plan p LEFT JOIN summary s";

static void
take_summary(struct sql_stmt *stmt, struct stored_summary *out)
{
	struct summary *summary = &out->summary;

	out->plan = take_uid(stmt, 0);
	out->training = sql_int(stmt, 1) != 0;
	out->changed = sql_int(stmt, 2);
	for (size_t i = 0; i < SUMMARY_TEXTS; i++) {
		out->memory[i] = take_text_or_null(stmt, 3 + (int)i);
		text_set(summary, i, out->memory[i]);
	}
	summary->done = take_count(stmt, 10);
	summary->asked = take_count(stmt, 11);
	summary->has_money = sql_int(stmt, 12) != 0;
	summary->indicative_pence = sql_int(stmt, 13);
	summary->planned_pence = sql_int(stmt, 14);
}

bool
store_read_summary(const char *path, struct stored_summary *out,
    struct error *err)
{
	struct store *store;
	struct sql_stmt *stmt;
	bool row;
	bool ok;

	*out = (struct stored_summary){ .changed = 0 };
	if (!store_open(path, STORE_READ, &store, NULL, err))
		return false;
	ok = sql_prepare(store->sql, summary_query, &stmt, err) &&
	    sql_step(stmt, &row, err);
	if (ok && row)
		take_summary(stmt, out);
	if (!ok)
		store_open_failed(path, err);
	store_close(store);
	return ok;
}

void
stored_summary_clear(struct stored_summary *summary)
{
	for (size_t i = 0; i < ARRAY_LEN(summary->memory); i++)
		free(summary->memory[i]);
	*summary = (struct stored_summary){ .changed = 0 };
}
