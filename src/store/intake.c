#include "config.h"

#include "store/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static const char *const texts[PUT_COUNT] = {
	[PUT_DEFINITION] =
	    "INSERT OR IGNORE INTO definition"
	    " (digest, kind, name, version, text)"
	    " VALUES (:digest, :kind, :name, :version, :text)",
	[GET_SESSION] =
	    "SELECT id, who, login, device, started FROM session"
	    " WHERE uid = :uid",
	/* before all that began here, so that the last session is still the one
	 * whose forms this file was filled in with */
	[PUT_SESSION] =
	    "INSERT INTO session (id, uid, who, login, device, started)"
	    " SELECT min(min(id), 0) - 1, :uid, :who, :login, :device, :started"
	    " FROM session",
	[PUT_SESSION_DEFINITION] =
	    "INSERT OR IGNORE INTO session_definition (session, digest)"
	    " VALUES (:session, :digest)",
	[GET_REDACTED] =
	    "SELECT value_digest FROM redaction WHERE of = :of",
	[PUT_REDACTION] =
	    "INSERT OR IGNORE INTO redaction"
	    " (of, uid, value_digest, session, at, why, taken_by, authority)"
	    " VALUES (:of, :uid, :value_digest, :session, :at, :why, :taken_by,"
	    " :authority)",
	[PUT_WITHHELD] =
	    "INSERT INTO withheld (of, value_digest)"
	    " VALUES (:of, :value_digest)",
	[GET_REVISION] =
	    "SELECT " REVISION_COLUMNS " FROM revision r WHERE r.uid = :uid",
	[PUT_REVISION] =
	    "INSERT INTO revision"
	    " (uid, session, question, value, salt, clock, at, voice)"
	    " VALUES"
	    " (:uid, :session, :question, :value, :salt, :clock, :at, :voice)",
	[FILL_REVISION] =
	    "UPDATE revision SET value = :value, salt = :salt, voice = :voice"
	    " WHERE uid = :uid",
	[DROP_WITHHELD] = "DELETE FROM withheld WHERE of = :of",
	[GET_VERSION] =
	    "SELECT session, at, seal, about FROM version WHERE uid = :uid",
	[PUT_VERSION] =
	    "INSERT INTO version (uid, session, at, seal, about)"
	    " VALUES (:uid, :session, :at, :seal, :about)",
	[PUT_VERSION_BASE] =
	    "INSERT INTO version_base (base, version)"
	    " VALUES (:base, :version)",
	[PUT_VERSION_WITHOUT] =
	    "INSERT INTO version_without (of, version)"
	    " VALUES (:base, :version)",
	[GET_MEMBER] = "SELECT 1 FROM member WHERE digest = :digest",
	[PUT_MEMBER] =
	    "INSERT INTO member (digest, size, bytes)"
	    " VALUES (:digest, :size, :bytes)",
	[GET_VERSION_MEMBER] =
	    "SELECT digest FROM version_member WHERE version = :version"
	    " AND audience = :audience AND path = :path",
	[PUT_VERSION_MEMBER] =
	    "INSERT INTO version_member (version, audience, path, digest)"
	    " VALUES (:version, :audience, :path, :digest)",
	/* of one sitting's two the later; at one second, either, but always the
	 * same one */
	[PUT_FOREIGN_DRAFT] =
	    "INSERT INTO draft (session, field, row, text, cursor, bases, at)"
	    " VALUES (:session, :field, :row, :text, :cursor, :bases, :at)"
	    " ON CONFLICT DO UPDATE SET text = excluded.text,"
	    " cursor = excluded.cursor, bases = excluded.bases,"
	    " at = excluded.at"
	    " WHERE (excluded.at, excluded.text) > (draft.at, draft.text)",
};

void
intake_init(struct intake *intake, struct store *into, struct store *from)
{
	*intake = (struct intake){ .into = into, .from = from };
}

void
intake_clear(struct intake *intake)
{
	for (size_t i = 0; i < PUT_COUNT; i++)
		sql_finalize(intake->put[i]);
	free(intake->sessions.items);
	free(intake->questions.items);
	free(intake->ours.items);
	free(intake->theirs.items);
}

bool
intake_put(struct intake *intake, enum put which, struct sql_stmt **out,
    struct error *err)
{
	struct sql_stmt **kept = &intake->put[which];

	if (!*kept &&
	    !sql_prepare(intake->into->sql, texts[which], kept, err))
		return false;
	*out = *kept;
	return true;
}

bool
intake_differs(struct error *err)
{
	return error_set(err, ERR_CORRUPT,
	    "The two files hold different things under one name. That cannot "
	    "be, unless one of them was altered.");
}

void
put_blob_of(struct sql_stmt *to, const char *name, struct sql_stmt *from,
    int column)
{
	size_t len;
	const void *bytes = sql_blob(from, column, &len);

	sql_bind_blob(to, sql_param(to, name), len > 0 ? bytes : NULL, len);
}

/* --- ids --- */

void
id_map_add(struct id_map *map, int64_t from, int64_t into,
    enum store_part part)
{
	ARRAY_GROW(map->items, map->count, map->cap);
	map->items[map->count++] = (struct id_pair){ from, into, part };
}

static int
compare_ids(const void *left, const void *right)
{
	int64_t a = ((const struct id_pair *)left)->from;
	int64_t b = ((const struct id_pair *)right)->from;

	return (a > b) - (a < b);
}

static void
id_map_sort(struct id_map *map)
{
	if (map->count > 0)
		qsort(map->items, map->count, sizeof *map->items, compare_ids);
}

const struct id_pair *
id_map_find(const struct id_map *map, int64_t id)
{
	struct id_pair key = { .from = id };

	if (map->count == 0)
		return NULL;
	return bsearch(&key, map->items, map->count, sizeof *map->items,
	    compare_ids);
}

/* --- definitions --- */

static bool
take_definition(struct intake *intake, struct sql_stmt *from, struct error *err)
{
	struct sql_stmt *stmt;

	if (!intake_put(intake, PUT_DEFINITION, &stmt, err))
		return false;
	put_blob_of(stmt, ":digest", from, 0);
	put_text(stmt, ":kind", sql_text(from, 1));
	put_text(stmt, ":name", sql_text(from, 2));
	put_text(stmt, ":version", sql_text(from, 3));
	put_text(stmt, ":text", sql_text(from, 4));
	return sql_run(stmt, err);
}

bool
intake_definitions(struct intake *intake, struct error *err)
{
	struct sql_stmt *from;
	bool more, ok;

	if (!sql_prepare(intake->from->sql,
		"SELECT digest, kind, name, version, text FROM definition",
		&from, err))
		return false;
	while ((ok = sql_step(from, &more, err)) && more)
		if (!(ok = take_definition(intake, from, err)))
			break;
	sql_finalize(from);
	return ok;
}

/* --- sessions --- */

static bool
session_same(struct sql_stmt *ours, struct sql_stmt *theirs)
{
	for (int column = 1; column <= 3; column++)
		if (strcmp(sql_text(ours, column), sql_text(theirs, column)))
			return false;
	return sql_int(ours, 4) == sql_int(theirs, 4);
}

static bool
insert_session(struct intake *intake, struct sql_stmt *from, int64_t *id,
    struct error *err)
{
	struct sql_stmt *stmt;

	if (!intake_put(intake, PUT_SESSION, &stmt, err))
		return false;
	put_blob_of(stmt, ":uid", from, 5);
	put_text(stmt, ":who", sql_text(from, 1));
	put_text(stmt, ":login", sql_text(from, 2));
	put_text(stmt, ":device", sql_text(from, 3));
	put_int(stmt, ":started", sql_int(from, 4));
	if (!sql_run(stmt, err))
		return false;
	*id = sql_last_rowid(intake->into->sql);
	return true;
}

static bool
take_session(struct intake *intake, struct sql_stmt *from, struct error *err)
{
	struct sql_stmt *stmt;
	int64_t id = 0;
	bool there, same = true;

	if (!intake_put(intake, GET_SESSION, &stmt, err))
		return false;
	put_blob_of(stmt, ":uid", from, 5);
	if (!sql_step(stmt, &there, err))
		return false;
	if (there) {
		same = session_same(stmt, from);
		id = sql_int(stmt, 0);
	}
	sql_reset(stmt);
	if (!same)
		return intake_differs(err);
	if (!there && !insert_session(intake, from, &id, err))
		return false;
	id_map_add(&intake->sessions, sql_int(from, 0), id, PART_WHOLE);
	return true;
}

static bool
take_session_definition(struct intake *intake, struct sql_stmt *from,
    struct error *err)
{
	const struct id_pair *session =
	    id_map_find(&intake->sessions, sql_int(from, 0));
	struct sql_stmt *stmt;

	if (!session)
		return intake_differs(err);
	if (!intake_put(intake, PUT_SESSION_DEFINITION, &stmt, err))
		return false;
	put_int(stmt, ":session", session->into);
	put_blob_of(stmt, ":digest", from, 1);
	return sql_run(stmt, err);
}

/* The last comes first, since each is put before those that are there. */
bool
intake_sessions(struct intake *intake, struct error *err)
{
	static const struct {
		const char *query;
		bool (*take)(struct intake *intake, struct sql_stmt *from,
		    struct error *err);
	} steps[] = {
		{ "SELECT id, who, login, device, started, uid FROM session"
		  " ORDER BY id DESC", take_session },
		{ "SELECT session, digest FROM session_definition"
		  " WHERE digest IN (SELECT digest FROM definition)",
		    take_session_definition },
	};
	bool more, ok = true;

	for (size_t i = 0; ok && i < ARRAY_LEN(steps); i++) {
		struct sql_stmt *from;

		if (!sql_prepare(intake->from->sql, steps[i].query, &from, err))
			return false;
		while ((ok = sql_step(from, &more, err)) && more)
			if (!(ok = steps[i].take(intake, from, err)))
				break;
		sql_finalize(from);
		id_map_sort(&intake->sessions);
	}
	return ok;
}

/* --- questions --- */

static bool
take_question(struct intake *intake, struct sql_stmt *from, struct error *err)
{
	enum store_part part = intake->part
	    ? intake->part(intake->part_data, sql_text(from, 1))
	    : PART_WHOLE;
	struct sql_stmt *stmt;
	int64_t id = 0;
	bool there = false;

	if (part == PART_NOTHING) {
		id_map_add(&intake->questions, sql_int(from, 0), 0, part);
		return true;
	}
	if (!store_statement(intake->into, SELECT_QUESTION, &stmt, err))
		return false;
	put_text(stmt, ":field", sql_text(from, 1));
	put_blob_of(stmt, ":row", from, 2);
	if (!sql_step(stmt, &there, err))
		return false;
	if (there)
		id = sql_int(stmt, 0);
	sql_reset(stmt);
	if (!there) {
		if (!store_statement(intake->into, INSERT_QUESTION, &stmt, err))
			return false;
		put_text(stmt, ":field", sql_text(from, 1));
		put_blob_of(stmt, ":row", from, 2);
		if (!sql_run(stmt, err))
			return false;
		id = sql_last_rowid(intake->into->sql);
	}
	id_map_add(&intake->questions, sql_int(from, 0), id, part);
	return true;
}

bool
intake_questions(struct intake *intake, struct error *err)
{
	struct sql_stmt *from;
	bool more, ok;

	if (!sql_prepare(intake->from->sql,
		"SELECT id, field, row FROM question ORDER BY id", &from, err))
		return false;
	while ((ok = sql_step(from, &more, err)) && more)
		if (!(ok = take_question(intake, from, err)))
			break;
	sql_finalize(from);
	id_map_sort(&intake->questions);
	return ok;
}
