#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/store_private.h"

static const char *const texts[STATEMENT_COUNT] = {
	[INSERT_SESSION] =
	    "INSERT INTO session (uid, who, login, device, started)"
	    " VALUES (:uid, :who, :login, :device, :started)",
	[INSERT_DEFINITION] =
	    "INSERT OR IGNORE INTO definition"
	    " (digest, kind, name, version, text)"
	    " VALUES (:digest, :kind, :name, :version, :text)",
	[INSERT_SESSION_DEFINITION] =
	    "INSERT OR IGNORE INTO session_definition (session, digest)"
	    " VALUES (:session, :digest)",
	[SELECT_CLOCK] =
	    "SELECT coalesce(max(rev), 0), coalesce(max(clock), 0)"
	    " FROM revision WHERE rev > :after",
	[SELECT_QUESTION] =
	    "SELECT id FROM question WHERE field = :field AND row = :row",
	[INSERT_QUESTION] =
	    "INSERT INTO question (field, row) VALUES (:field, :row)",
	[SELECT_HEADS] =
	    "SELECT revision.uid FROM head JOIN revision USING (rev)"
	    " WHERE head.question = :question",
	[SELECT_REVISION] = "SELECT 1 FROM revision WHERE uid = :uid",
	[INSERT_REVISION] =
	    "INSERT INTO revision"
	    " (uid, session, question, value, salt, clock, at, voice)"
	    " VALUES"
	    " (:uid, :session, :question, :value, :salt, :clock, :at, :voice)",
	[INSERT_BASE] =
	    "INSERT OR IGNORE INTO revision_base (base, rev)"
	    " VALUES (:base, :rev)",
	[DELETE_HEAD] =
	    "DELETE FROM head WHERE question = :question"
	    " AND rev = (SELECT rev FROM revision WHERE uid = :base)",
	[INSERT_HEAD] =
	    "INSERT INTO head (question, rev) VALUES (:question, :rev)",
	[SELECT_ANSWERS] =
	    "SELECT q.field, q.row, q.id, r.value, r.uid, r.clock, r.at,"
	    " r.value IS NULL AND"
	    " EXISTS (SELECT 1 FROM redaction x WHERE x.of = r.uid),"
	    " r.salt IS NULL AND"
	    " EXISTS (SELECT 1 FROM withheld w WHERE w.of = r.uid), r.voice"
	    " FROM question q"
	    " CROSS JOIN head h ON h.question = q.id"
	    " CROSS JOIN revision r ON r.rev = h.rev"
	    " ORDER BY q.field, q.row",
	[SELECT_REVISIONS] =
	    "SELECT r.uid, r.value, r.clock, r.at, s.who, r.voice,"
	    " EXISTS (SELECT 1 FROM head h"
	    " WHERE h.question = r.question AND h.rev = r.rev),"
	    " r.value IS NULL AND"
	    " EXISTS (SELECT 1 FROM redaction x WHERE x.of = r.uid),"
	    " r.salt IS NULL AND"
	    " EXISTS (SELECT 1 FROM withheld w WHERE w.of = r.uid)"
	    " FROM question q"
	    " JOIN revision r ON r.question = q.id"
	    " JOIN session s ON s.id = r.session"
	    " WHERE q.field = :field AND q.row = :row"
	    " ORDER BY r.clock, r.uid",
	[SELECT_DEFINITIONS] =
	    "SELECT d.digest, d.kind, d.name, d.version, d.text"
	    " FROM session_definition u JOIN definition d USING (digest)"
	    " WHERE u.session = (SELECT max(session) FROM session_definition)"
	    " ORDER BY d.kind, d.name",
	[SELECT_DIGESTS] =
	    "SELECT q.field, q.row, r.value, r.salt,"
	    " coalesce("
	    "(SELECT value_digest FROM redaction x WHERE x.of = r.uid),"
	    " (SELECT value_digest FROM withheld w WHERE w.of = r.uid))"
	    " FROM question q"
	    " JOIN head h ON h.question = q.id"
	    " JOIN revision r ON r.rev = h.rev"
	    " ORDER BY q.field, q.row, r.clock, r.uid",
	[SELECT_ALL_DIGESTS] =
	    "SELECT q.field, q.row, r.value, r.salt,"
	    " coalesce("
	    "(SELECT value_digest FROM redaction x WHERE x.of = r.uid),"
	    " (SELECT value_digest FROM withheld w WHERE w.of = r.uid)),"
	    " r.uid, r.at, r.voice"
	    " FROM question q JOIN revision r ON r.question = q.id"
	    " ORDER BY q.field, q.row, r.clock, r.uid",
	[SELECT_ANSWERS_AT] =
	    "SELECT q.field, q.row, q.id, r.value, r.uid, r.clock, r.at,"
	    " r.value IS NULL AND"
	    " EXISTS (SELECT 1 FROM redaction x WHERE x.of = r.uid),"
	    " r.salt IS NULL AND"
	    " EXISTS (SELECT 1 FROM withheld w WHERE w.of = r.uid), r.voice"
	    " FROM question q JOIN revision r ON r.question = q.id"
	    " WHERE r.at <= :at AND NOT EXISTS"
	    " (SELECT 1 FROM revision n WHERE n.question = r.question"
	    " AND n.at <= :at AND (n.clock, n.uid) > (r.clock, r.uid))"
	    " ORDER BY q.field, q.row",
	[INSERT_VERSION] =
	    "INSERT INTO version (uid, session, at, seal, about)"
	    " VALUES (:uid, :session, :at, :seal, :about)",
	[INSERT_VERSION_BASES] =
	    "INSERT INTO version_base (base, version)"
	    " SELECT v.uid, :uid FROM version v WHERE v.uid <> :uid"
	    " AND NOT EXISTS"
	    " (SELECT 1 FROM version_base b WHERE b.base = v.uid)",
	[INSERT_VERSION_WITHOUT] =
	    "INSERT INTO version_without (version, of)"
	    " SELECT DISTINCT :uid, of FROM redaction",
	[INSERT_MEMBER] =
	    "INSERT OR IGNORE INTO member (digest, size, bytes)"
	    " VALUES (:digest, :size, :bytes)",
	[INSERT_VERSION_MEMBER] =
	    "INSERT INTO version_member (version, audience, path, digest)"
	    " VALUES (:version, :audience, :path, :digest)",
	[SELECT_VERSIONS] =
	    "SELECT v.uid, v.at, s.who, v.seal, v.about,"
	    " NOT EXISTS (SELECT 1 FROM version_base b WHERE b.base = v.uid)"
	    " FROM version v JOIN session s ON s.id = v.session"
	    " ORDER BY v.at, v.rowid",
	[SELECT_VERSION_BASES] =
	    "SELECT base FROM version_base WHERE version = :version"
	    " ORDER BY base",
	[SELECT_VERSION_WITHOUT] =
	    "SELECT of FROM version_without WHERE version = :version"
	    " ORDER BY of",
	[SELECT_MEMBERS] =
	    "SELECT m.audience, m.path, m.digest, b.bytes IS NULL"
	    " FROM version_member m JOIN member b USING (digest)"
	    " WHERE m.version = :version ORDER BY m.audience, m.path",
	[SELECT_MEMBER] =
	    "SELECT b.bytes, b.size FROM version_member m JOIN member b USING (digest)"
	    " WHERE m.version = :version AND m.audience = :audience"
	    " AND m.path = :path",
	[PUT_DRAFT] =
	    "INSERT INTO draft (session, field, row, text, cursor, bases, at)"
	    " VALUES (:session, :field, :row, :text, :cursor, :bases, :at)"
	    " ON CONFLICT DO UPDATE SET text = excluded.text,"
	    " cursor = excluded.cursor, bases = excluded.bases,"
	    " at = excluded.at",
	[DELETE_DRAFT] =
	    "DELETE FROM draft WHERE session = :session"
	    " AND field = :field AND row = :row",
	[PUT_PLACE] =
	    "INSERT INTO place"
	    " (session, process, screen, field, row, cursor, seen)"
	    " VALUES (:session, :process, :screen, :field, :row, :cursor,"
	    " :seen)"
	    " ON CONFLICT DO UPDATE SET screen = excluded.screen,"
	    " field = excluded.field, row = excluded.row,"
	    " cursor = excluded.cursor, seen = excluded.seen",
	[END_PLACE] =
	    "UPDATE place SET process = '' WHERE session = :session",
	[TOUCH_PLACE] = "UPDATE place SET seen = seen WHERE session = :session",
	[SELECT_PLACES] =
	    "SELECT s.who, s.login, s.device, p.process, p.screen, p.field,"
	    " p.row, p.cursor, p.seen"
	    " FROM place p JOIN session s ON s.id = p.session"
	    " WHERE p.session <> :session AND p.screen <> ''"
	    " ORDER BY p.seen DESC, p.session DESC",
	[SELECT_DRAFTS] =
	    "SELECT d.field, d.row, d.text, d.cursor, d.bases, d.at,"
	    " d.session, s.who, s.login, s.device, coalesce(p.process, '')"
	    " FROM draft d JOIN session s ON s.id = d.session"
	    " LEFT JOIN place p ON p.session = d.session"
	    " WHERE d.session <> :session"
	    " ORDER BY d.at, d.session, d.field, d.row",
	[MOVE_DRAFT] =
	    "UPDATE OR IGNORE draft SET session = :session"
	    " WHERE session = :from AND field = :field AND row = :row",
	[PUT_SUMMARY] =
	    "INSERT INTO summary VALUES (1, :name, :born, :nhs_number,"
	    " :coordinator, :kinds, :stage, :done, :asked, :next_due,"
	    " :indicative_pence, :planned_pence)"
	    " ON CONFLICT DO UPDATE SET name = excluded.name,"
	    " born = excluded.born, nhs_number = excluded.nhs_number,"
	    " coordinator = excluded.coordinator, kinds = excluded.kinds,"
	    " stage = excluded.stage, done = excluded.done,"
	    " asked = excluded.asked, next_due = excluded.next_due,"
	    " indicative_pence = excluded.indicative_pence,"
	    " planned_pence = excluded.planned_pence"
	    " WHERE (name, born, nhs_number, coordinator, kinds, stage, done,"
	    " asked, next_due, indicative_pence, planned_pence) IS NOT"
	    " (excluded.name, excluded.born, excluded.nhs_number,"
	    " excluded.coordinator, excluded.kinds, excluded.stage,"
	    " excluded.done, excluded.asked, excluded.next_due,"
	    " excluded.indicative_pence, excluded.planned_pence)",
	[SELECT_VIEW] =
	    "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = :name",
	[SELECT_FREE_PAGES] = "PRAGMA freelist_count",
	[SELECT_NAMED] =
	    "SELECT 1 FROM revision_base b JOIN revision r USING (rev)"
	    " JOIN head h ON h.question = r.question AND h.rev = r.rev"
	    " WHERE b.base = :uid LIMIT 1",
	[SELECT_REDACTIONS] =
	    "SELECT x.of, x.at, x.why, x.taken_by, x.authority, s.who"
	    " FROM question q JOIN revision r ON r.question = q.id"
	    " JOIN redaction x ON x.of = r.uid"
	    " JOIN session s ON s.id = x.session"
	    " WHERE q.field = :field AND q.row = :row"
	    " ORDER BY x.at, x.uid",
	[SELECT_SEEN] =
	    "SELECT EXISTS (SELECT 1 FROM place p"
	    " JOIN session s ON s.id = p.session"
	    " WHERE p.seen >= :at AND s.login <> :login)"
	    " OR EXISTS (SELECT 1 FROM session"
	    " WHERE started >= :at AND login <> :login)"
	    " OR EXISTS (SELECT 1 FROM version WHERE at >= :at)",
};

bool
store_statement(struct store *store, enum statement which,
    struct sql_stmt **out, struct error *err)
{
	struct sql_stmt **kept = &store->statements[which];

	if (!*kept && !sql_prepare(store->sql, texts[which], kept, err))
		return false;
	*out = *kept;
	return true;
}

void
put_int(struct sql_stmt *stmt, const char *name, int64_t number)
{
	sql_bind_int(stmt, sql_param(stmt, name), number);
}

void
put_text(struct sql_stmt *stmt, const char *name, const char *text)
{
	sql_bind_text(stmt, sql_param(stmt, name), text);
}

void
put_uid(struct sql_stmt *stmt, const char *name, const struct uid *uid)
{
	sql_bind_blob(stmt, sql_param(stmt, name), uid->bytes, UID_BYTES);
}

void
put_row(struct sql_stmt *stmt, const char *name, const struct uid *row)
{
	bool none = !row || uid_is_none(row);

	sql_bind_blob(stmt, sql_param(stmt, name), none ? NULL : row->bytes,
	    none ? 0 : UID_BYTES);
}

char *
take_text_or_null(struct sql_stmt *stmt, int column)
{
	struct value value;

	value_init(&value);
	sql_value(stmt, column, &value);
	/* a number cannot stand where the schema has TEXT */
	return value.kind == VALUE_TEXT ? value.text : NULL;
}

char *
take_text(struct sql_stmt *stmt, int column)
{
	char *text = take_text_or_null(stmt, column);

	return text ? text : xstrdup("");
}

struct uid
take_uid(struct sql_stmt *stmt, int column)
{
	struct uid uid = UID_NONE;
	size_t len;
	const void *bytes = sql_blob(stmt, column, &len);

	if (len == UID_BYTES)
		memcpy(uid.bytes, bytes, UID_BYTES);
	return uid;
}

size_t
take_size(struct sql_stmt *stmt, int column)
{
	int64_t number = sql_int(stmt, column);

	return number > 0 ? (size_t)number : 0;
}
