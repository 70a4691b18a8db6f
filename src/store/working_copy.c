/* A file of the same plan without what its reader may not see, which can be merged
 * back: it is taken in from the plan as a merge is, with less of some answers. */
#include "config.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "store/intake.h"

static bool
mark(struct store *copy, const char *reader, struct error *err)
{
	struct sql_stmt *stmt;
	bool ok;

	if (!sql_prepare(copy->sql,
		"INSERT INTO working_copy (reader) VALUES (:reader)", &stmt,
		err))
		return false;
	put_text(stmt, ":reader", reader);
	ok = sql_run(stmt, err);
	sql_finalize(stmt);
	return ok;
}

typedef bool step_fn(struct intake *intake, struct error *err);

static bool
heads_of_all(struct intake *intake, struct error *err)
{
	return sql_exec(intake->into->sql,
	    "INSERT INTO head (question, rev) SELECT question, rev"
	    " FROM revision r WHERE NOT EXISTS"
	    " (SELECT 1 FROM revision_base b JOIN revision n USING (rev)"
	    " WHERE b.base = r.uid AND n.question = r.question)", err);
}

static bool
take_in(struct intake *intake, struct error *err)
{
	static step_fn *const steps[] = {
		intake_definitions, intake_sessions, intake_questions,
		intake_redactions, intake_revisions, heads_of_all,
	};
	struct sql *from = intake->from->sql;
	bool ok = sql_exec(from, "BEGIN", err);

	for (size_t i = 0; ok && i < ARRAY_LEN(steps); i++)
		ok = steps[i](intake, err);
	sql_rollback(from);
	return ok;
}

/* Current answers of the plan that are not whole in the copy. */
static bool
count_held(struct intake *intake, size_t *held, struct error *err)
{
	struct sql_stmt *stmt;
	bool more, ok;

	if (!sql_prepare(intake->from->sql,
		"SELECT h.question FROM head h JOIN revision r USING (rev)"
		" WHERE r.value IS NOT NULL", &stmt, err))
		return false;
	while ((ok = sql_step(stmt, &more, err)) && more) {
		const struct id_pair *question =
		    id_map_find(&intake->questions, sql_int(stmt, 0));

		*held += question && question->part != PART_WHOLE;
	}
	sql_finalize(stmt);
	return ok;
}

static bool
fill_copy(struct store *store, struct store *copy, const char *reader,
    store_part_fn *part, void *data, size_t *held, struct error *err)
{
	struct intake intake;
	struct error why = { .text = "" };
	bool ok;

	intake_init(&intake, copy, store);
	intake.part = part;
	intake.part_data = data;
	if (store->has_summary)
		store_set_summary(copy, &store->summary);
	ok = store_write_begin(copy, err);
	if (ok) {
		ok = mark(copy, reader, &why) && take_in(&intake, &why) &&
		    count_held(&intake, held, &why);
		for (size_t i = 0; i < PUT_COUNT; i++) {
			sql_finalize(intake.put[i]);
			intake.put[i] = NULL;
		}
		ok = store_write_end(copy, ok, ok ? &why : NULL);
		if (!ok && err)
			*err = why;
	}
	intake_clear(&intake);
	return ok;
}

/* An empty file of the same plan, open. */
static bool
make_empty(struct store *store, const char *path,
    const struct session_info *info, struct store **out, struct error *err)
{
	struct sql *sql;
	bool ok;

	if (!sql_open(path, SQL_CREATE, NULL, &sql, err))
		return false;
	ok = store_fill(sql, &store->plan, store->created, store->training, err);
	sql_close(sql);
	if (!ok || !store_open(path, STORE_WRITE, out, NULL, err))
		return false;
	store_begin_session(*out, info, NULL, 0);
	return true;
}

bool
store_working_copy(struct store *store, const char *path, const char *reader,
    const struct session_info *info, store_part_fn *part, void *data,
    size_t *held, struct error *err)
{
	struct store *copy = NULL;
	char *temporary, *beside;
	size_t count = 0;
	bool ok;

	if (!store_name_is_free(path, err))
		return false;
	temporary = store_temporary_name(path);
	beside = journal_path(temporary);
	ok = make_empty(store, temporary, info, &copy, err) &&
	    fill_copy(store, copy, reader, part, data, &count, err);
	store_close(copy);
	ok = ok || store_make_failed(path, err);
	ok = ok && store_put_in_place(temporary, path, err);
	if (!ok) {
		/* both are ours: their name was made up a moment ago */
		(void)unlink(temporary);
		(void)unlink(beside);
	}
	if (held)
		*held = count;
	free(temporary);
	free(beside);
	return ok;
}
