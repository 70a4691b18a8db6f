/* Versions and unfinished texts of another file, taken in as they are. */
#include "config.h"

#include "store/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* --- what both have --- */

struct uid_list {
	struct uid *items;
	size_t count, cap;
};

/* What WHICH says of VERSION: the versions it follows, or what was out. */
static bool
read_uids(struct store *store, enum statement which,
    const struct uid *version, struct uid_list *out, struct error *err)
{
	struct sql_stmt *stmt;
	bool more;

	if (!store_statement(store, which, &stmt, err))
		return false;
	put_uid(stmt, ":version", version);
	while (sql_step(stmt, &more, err)) {
		if (!more) {
			sql_reset(stmt);
			return true;
		}
		ARRAY_GROW(out->items, out->count, out->cap);
		out->items[out->count++] = take_uid(stmt, 0);
	}
	return false;
}

static bool
same_uids(struct intake *intake, enum statement which,
    const struct uid *version, bool *same, struct error *err)
{
	struct uid_list ours = { 0 }, theirs = { 0 };
	bool ok = read_uids(intake->into, which, version, &ours, err) &&
	    read_uids(intake->from, which, version, &theirs, err);

	*same = ours.count == theirs.count &&
	    (ours.count == 0 ||
		memcmp(ours.items, theirs.items,
		    ours.count * sizeof *ours.items) == 0);
	free(ours.items);
	free(theirs.items);
	return ok;
}

static bool
blob_same(struct sql_stmt *a, int column_a, struct sql_stmt *b, int column_b)
{
	size_t len_a, len_b;
	const void *bytes_a = sql_blob(a, column_a, &len_a);
	const void *bytes_b = sql_blob(b, column_b, &len_b);

	return len_a == len_b &&
	    (len_a == 0 || memcmp(bytes_a, bytes_b, len_a) == 0);
}

/* --- versions --- */

static bool
insert_version(struct intake *intake, struct sql_stmt *from, int64_t session,
    struct error *err)
{
	struct sql_stmt *stmt;

	if (!intake_put(intake, PUT_VERSION, &stmt, err))
		return false;
	put_blob_of(stmt, ":uid", from, 0);
	put_int(stmt, ":session", session);
	put_int(stmt, ":at", sql_int(from, 2));
	put_blob_of(stmt, ":seal", from, 3);
	put_text(stmt, ":about", sql_text(from, 4));
	intake->count.versions++;
	return sql_run(stmt, err);
}

static bool
insert_uids(struct intake *intake, enum statement which, enum put put,
    const struct uid *version, struct error *err)
{
	struct uid_list bases = { 0 };
	struct sql_stmt *stmt;
	bool ok = read_uids(intake->from, which, version, &bases, err) &&
	    intake_put(intake, put, &stmt, err);

	for (size_t i = 0; ok && i < bases.count; i++) {
		put_uid(stmt, ":base", &bases.items[i]);
		put_uid(stmt, ":version", version);
		ok = sql_run(stmt, err);
	}
	free(bases.items);
	return ok;
}

static bool
take_version(struct intake *intake, struct sql_stmt *from, struct error *err)
{
	const struct id_pair *session =
	    id_map_find(&intake->sessions, sql_int(from, 1));
	struct uid uid = take_uid(from, 0);
	struct sql_stmt *stmt;
	bool there, same = true;

	if (!session)
		return intake_differs(err);
	if (!intake_put(intake, GET_VERSION, &stmt, err))
		return false;
	put_uid(stmt, ":uid", &uid);
	if (!sql_step(stmt, &there, err))
		return false;
	if (there)
		same = sql_int(stmt, 0) == session->into &&
		    sql_int(stmt, 1) == sql_int(from, 2) &&
		    blob_same(stmt, 2, from, 3) &&
		    strcmp(sql_text(stmt, 3), sql_text(from, 4)) == 0;
	sql_reset(stmt);
	if (!there)
		return insert_version(intake, from, session->into, err) &&
		    insert_uids(intake, SELECT_VERSION_BASES,
			PUT_VERSION_BASE, &uid, err) &&
		    insert_uids(intake, SELECT_VERSION_WITHOUT,
			PUT_VERSION_WITHOUT, &uid, err);
	if (same &&
	    !same_uids(intake, SELECT_VERSION_BASES, &uid, &same, err))
		return false;
	if (same &&
	    !same_uids(intake, SELECT_VERSION_WITHOUT, &uid, &same, err))
		return false;
	return same || intake_differs(err);
}

/* --- their documents --- */

static bool
take_member(struct intake *intake, struct sql_stmt *from, struct error *err)
{
	struct sql_stmt *stmt;
	bool there;

	if (!intake_put(intake, GET_MEMBER, &stmt, err))
		return false;
	put_blob_of(stmt, ":digest", from, 0);
	if (!sql_step(stmt, &there, err))
		return false;
	sql_reset(stmt);
	if (there)
		return true;
	if (!intake_put(intake, PUT_MEMBER, &stmt, err))
		return false;
	put_blob_of(stmt, ":digest", from, 0);
	put_int(stmt, ":size", sql_int(from, 2));
	if (!sql_is_null(from, 1)) {
		size_t len;
		const void *bytes = sql_blob(from, 1, &len);

		sql_bind_blob(stmt, sql_param(stmt, ":bytes"),
		    len > 0 ? bytes : "", len);
	}
	return sql_run(stmt, err);
}

static void
put_member_name(struct sql_stmt *stmt, struct sql_stmt *from)
{
	put_blob_of(stmt, ":version", from, 0);
	put_text(stmt, ":audience", sql_text(from, 1));
	put_text(stmt, ":path", sql_text(from, 2));
}

static bool
take_version_member(struct intake *intake, struct sql_stmt *from,
    struct error *err)
{
	struct sql_stmt *stmt;
	bool there, same = true;

	if (!intake_put(intake, GET_VERSION_MEMBER, &stmt, err))
		return false;
	put_member_name(stmt, from);
	if (!sql_step(stmt, &there, err))
		return false;
	if (there)
		same = blob_same(stmt, 0, from, 3);
	sql_reset(stmt);
	if (there)
		return same || intake_differs(err);
	if (!intake_put(intake, PUT_VERSION_MEMBER, &stmt, err))
		return false;
	put_member_name(stmt, from);
	put_blob_of(stmt, ":digest", from, 3);
	return sql_run(stmt, err);
}

/* --- all of it --- */

struct step {
	const char *query;
	bool (*take)(struct intake *intake, struct sql_stmt *from,
	    struct error *err);
};

static bool
take_all(struct intake *intake, const struct step *steps, size_t count,
    struct error *err)
{
	bool more, ok = true;

	for (size_t i = 0; ok && i < count; i++) {
		struct sql_stmt *from;

		if (!sql_prepare(intake->from->sql, steps[i].query, &from, err))
			return false;
		while ((ok = sql_step(from, &more, err)) && more)
			if (!(ok = steps[i].take(intake, from, err)))
				break;
		sql_finalize(from);
	}
	return ok;
}

bool
intake_versions(struct intake *intake, struct error *err)
{
	static const struct step steps[] = {
		{ "SELECT uid, session, at, seal, about FROM version"
		  " ORDER BY at, uid", take_version },
		{ "SELECT digest, bytes, size FROM member", take_member },
		{ "SELECT version, audience, path, digest FROM version_member",
		    take_version_member },
	};

	return take_all(intake, steps, ARRAY_LEN(steps), err);
}

/* --- unfinished texts --- */

static bool
take_draft(struct intake *intake, struct sql_stmt *from, struct error *err)
{
	const struct id_pair *session =
	    id_map_find(&intake->sessions, sql_int(from, 0));
	struct sql_stmt *stmt;

	if (!session)
		return intake_differs(err);
	if (!intake_put(intake, PUT_FOREIGN_DRAFT, &stmt, err))
		return false;
	put_int(stmt, ":session", session->into);
	put_text(stmt, ":field", sql_text(from, 1));
	put_blob_of(stmt, ":row", from, 2);
	put_text(stmt, ":text", sql_text(from, 3));
	put_int(stmt, ":cursor", sql_int(from, 4));
	put_blob_of(stmt, ":bases", from, 5);
	put_int(stmt, ":at", sql_int(from, 6));
	if (!sql_run(stmt, err))
		return false;
	intake->count.drafts += (size_t)sql_changes(intake->into->sql);
	return true;
}

/* What the same sitting finished later is not unfinished any more. */
bool
intake_drafts(struct intake *intake, struct error *err)
{
	static const struct step steps[] = {
		{ "SELECT session, field, row, text, cursor, bases, at"
		  " FROM draft", take_draft },
	};

	return take_all(intake, steps, ARRAY_LEN(steps), err) &&
	    sql_exec(intake->into->sql,
		"DELETE FROM draft WHERE EXISTS (SELECT 1 FROM question q"
		" JOIN revision r ON r.question = q.id"
		" WHERE q.field = draft.field AND q.row = draft.row"
		" AND r.session = draft.session AND r.at > draft.at)", err);
}
