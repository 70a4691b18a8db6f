/* Taking words out for ever. What is left says when, who, why and on whose word,
 * and holds the words' salted digest, so that every seal still shows to hold. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "store/store_private.h"

/* --- documents of sealed versions --- */

struct versions {
	struct stored_version *items;
	size_t count;
	bool *hit; /* it sealed words that were taken out */
};

/* What was taken out that was still there when VERSION was sealed, or that whoever
 * sealed it did not know of. */
static bool
read_taken_out(struct store *store, const struct uid *version,
    struct digests *out, struct error *err)
{
	struct sql_stmt *stmt;
	bool more, ok;

	if (!sql_prepare(store->sql,
		"SELECT DISTINCT value_digest FROM redaction x"
		" WHERE length(value_digest) = 32 AND NOT EXISTS"
		" (SELECT 1 FROM version_without w"
		" WHERE w.version = :version AND w.of = x.of)", &stmt, err))
		return false;
	put_uid(stmt, ":version", version);
	while ((ok = sql_step(stmt, &more, err)) && more) {
		size_t len;
		const void *bytes = sql_blob(stmt, 0, &len);

		ARRAY_GROW(out->items, out->count, out->cap);
		memcpy(out->items[out->count++].bytes, bytes, DIGEST_BYTES);
	}
	sql_finalize(stmt);
	return ok;
}

/* Whether a version sealed one of the words that were taken out. One whose
 * plan.json cannot be read is taken for one that did. */
static bool
version_hit(struct store *store, const struct uid *version, bool *hit,
    struct error *err)
{
	struct digests sealed = { 0 }, taken_out = { 0 };
	bool ok = read_taken_out(store, version, &taken_out, err);

	*hit = ok && taken_out.count > 0 &&
	    !sealed_digests_read(store, version, &sealed, NULL);
	for (size_t i = 0; ok && !*hit && i < taken_out.count; i++)
		*hit = digests_have(&sealed, &taken_out.items[i]);
	free(sealed.items);
	free(taken_out.items);
	return ok;
}

static bool
is_hit(const struct versions *versions, const struct uid *version)
{
	for (size_t i = 0; i < versions->count; i++)
		if (uid_equal(&versions->items[i].uid, version))
			return versions->hit[i];
	return false;
}

/* Which documents to empty: all that stand only in versions that sealed the words,
 * since a page may show them in ways that cannot be searched (a PDF is
 * compressed); but not those that hold digests, or nothing of the plan. One that
 * also stands in a version without the words does not show them. */
static bool
find_documents(struct store *store, const struct versions *versions,
    struct digests *out, struct error *err)
{
	struct digest last = { { 0 } };
	struct sql_stmt *stmt;
	bool more, ok, keep = true;

	if (!sql_prepare(store->sql,
		"SELECT m.digest, m.version, m.path IN ('" SEALED_PATH "',"
		" 'MANIFEST.sha256', 'SEAL.sha256', 'CHECK.sha256',"
		" 'READ-ME-FIRST.txt', 'salt.txt', 'how-to-check.html')"
		" FROM version_member m JOIN member b USING (digest)"
		" WHERE b.bytes IS NOT NULL ORDER BY m.digest", &stmt, err))
		return false;
	while ((ok = sql_step(stmt, &more, err)) && more) {
		struct uid version = take_uid(stmt, 1);
		bool stays = sql_int(stmt, 2) || !is_hit(versions, &version);
		size_t len;
		const void *bytes = sql_blob(stmt, 0, &len);

		if (out->count == 0 || memcmp(&last, bytes, sizeof last)) {
			/* the next one: the last of the list was not kept */
			out->count -= out->count > 0 && keep;
			ARRAY_GROW(out->items, out->count, out->cap);
			memcpy(&last, bytes, sizeof last);
			out->items[out->count++] = last;
			keep = false;
		}
		keep = keep || stays;
	}
	out->count -= out->count > 0 && keep;
	sql_finalize(stmt);
	return ok;
}

static bool
empty_documents(struct store *store, const struct digests *list,
    struct error *err)
{
	struct sql_stmt *stmt;
	bool ok = true;

	if (!sql_prepare(store->sql,
		"UPDATE member SET bytes = NULL WHERE digest = :digest", &stmt,
		err))
		return false;
	for (size_t i = 0; ok && i < list->count; i++) {
		sql_bind_blob(stmt, sql_param(stmt, ":digest"),
		    list->items[i].bytes, DIGEST_BYTES);
		ok = sql_run(stmt, err);
	}
	sql_finalize(stmt);
	return ok;
}

static bool
documents_apply(struct store *store, size_t *count, struct error *err)
{
	struct versions versions = { 0 };
	struct digests documents = { 0 };
	bool ok = store_versions(store, &versions.items, &versions.count, err);

	versions.hit = xcalloc(versions.count + 1, sizeof *versions.hit);
	for (size_t i = 0; ok && i < versions.count; i++)
		ok = version_hit(store, &versions.items[i].uid,
		    &versions.hit[i], err);
	ok = ok && find_documents(store, &versions, &documents, err) &&
	    empty_documents(store, &documents, err);
	if (ok)
		*count = documents.count;
	free(versions.hit);
	free(documents.items);
	stored_versions_clear(versions.items, versions.count);
	return ok;
}

/* --- applying --- */

bool
redactions_apply(struct store *store, struct redacted *out, struct error *err)
{
	if (!sql_exec(store->sql,
		"UPDATE revision SET value = NULL, salt = NULL"
		" WHERE salt IS NOT NULL"
		" AND uid IN (SELECT of FROM redaction)", err))
		return false;
	out->answers = (size_t)sql_changes(store->sql);
	/* whose words they were may name somebody too */
	if (!sql_exec(store->sql,
		"UPDATE revision SET voice = NULL WHERE voice IS NOT NULL"
		" AND uid IN (SELECT of FROM redaction)", err))
		return false;
	if (!sql_exec(store->sql, "DELETE FROM withheld"
				  " WHERE of IN (SELECT of FROM redaction)",
		err) ||
	    !sql_exec(store->sql,
		"DELETE FROM draft WHERE EXISTS (SELECT 1 FROM redaction x"
		" JOIN revision r ON r.uid = x.of"
		" JOIN question q ON q.id = r.question"
		" WHERE q.field = draft.field AND q.row = draft.row"
		" AND x.at >= draft.at)", err))
		return false;
	out->drafts = (size_t)sql_changes(store->sql);
	/* made again when the plan is next written; it may show them */
	if (out->answers > 0 &&
	    !sql_exec(store->sql, "DELETE FROM summary", err))
		return false;
	return documents_apply(store, &out->documents, err);
}

/* --- taking out --- */

static bool
find_words(struct store *store, const struct uid *revision,
    struct answer_digest *out, bool *there, struct error *err)
{
	struct sql_stmt *stmt;

	if (!sql_prepare(store->sql,
		"SELECT q.field, q.row, r.value, r.salt, NULL FROM revision r"
		" JOIN question q ON q.id = r.question"
		" WHERE r.uid = :uid AND r.salt IS NOT NULL", &stmt, err))
		return false;
	put_uid(stmt, ":uid", revision);
	if (!sql_step(stmt, there, err)) {
		sql_finalize(stmt);
		return false;
	}
	*there = *there && take_answer_digest(stmt, out);
	sql_finalize(stmt);
	return true;
}

static bool
put_redaction(struct store *store, const struct uid *revision,
    const struct digest *digest, const struct redaction_why *why,
    struct error *err)
{
	struct uid uid = uid_new();
	struct sql_stmt *stmt;
	bool ok;

	if (!sql_prepare(store->sql,
		"INSERT INTO redaction (of, uid, value_digest, session, at, why,"
		" taken_by, authority) VALUES (:of, :uid, :digest, :session,"
		" :at, :why, :taken_by, :authority)", &stmt, err))
		return false;
	put_uid(stmt, ":of", revision);
	put_uid(stmt, ":uid", &uid);
	sql_bind_blob(stmt, sql_param(stmt, ":digest"), digest->bytes,
	    DIGEST_BYTES);
	put_int(stmt, ":session", store->session);
	put_int(stmt, ":at", clock_now());
	put_text(stmt, ":why", why->why);
	put_text(stmt, ":taken_by", why->taken_by);
	put_text(stmt, ":authority", why->agreed_by);
	ok = sql_run(stmt, err);
	sql_finalize(stmt);
	return ok;
}

static bool
redact_one(struct store *store, const struct uid *revision,
    const struct redaction_why *why, struct error *err)
{
	struct answer_digest words;
	bool there, ok;

	if (!find_words(store, revision, &words, &there, err))
		return false;
	if (!there)
		return true;
	ok = put_redaction(store, revision, &words.digest, why, err);
	free(words.field);
	value_clear(&words.value);
	return ok;
}

bool
store_shrink(struct store *store, struct error *err)
{
	/* the journal still has the pages as they were */
	if (!sql_exec(store->sql, "VACUUM", err) ||
	    !sql_exec(store->sql, "PRAGMA journal_mode = DELETE;"
				  "PRAGMA journal_mode = PERSIST", err))
		return error_prefix(err, "The file could not be written anew. ");
	room_keep(store);
	return true;
}

bool
store_redact(struct store *store, const struct uid *uids, size_t count,
    const struct redaction_why *why, struct redacted *out, bool *later,
    struct error *err)
{
	bool ok = true;

	*out = (struct redacted){ 0 };
	*later = false;
	if (!store_write_begin(store, err))
		return false;
	/* what waits to be written may show the words */
	summary_clear(store);
	for (size_t i = 0; ok && i < count; i++)
		ok = redact_one(store, &uids[i], why, err);
	ok = ok && redactions_apply(store, out, err);
	if (!store_write_end(store, ok, err))
		return false;
	*later = !store_shrink(store, NULL);
	return true;
}

/* --- what was taken out --- */

bool
store_redactions(struct store *store, const char *field, const struct uid *row,
    struct stored_redaction **out, size_t *count, struct error *err)
{
	struct stored_redaction *list = NULL;
	struct sql_stmt *stmt;
	size_t n = 0, cap = 0;
	bool more;

	*out = NULL;
	*count = 0;
	if (!store_statement(store, SELECT_REDACTIONS, &stmt, err))
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
		list[n++] = (struct stored_redaction){
			.of = take_uid(stmt, 0),
			.at = sql_int(stmt, 1),
			.why = take_text(stmt, 2),
			.taken_by = take_text(stmt, 3),
			.agreed_by = take_text(stmt, 4),
			.who = take_text(stmt, 5),
		};
	}
	stored_redactions_clear(list, n);
	return store_read_failed(err);
}

void
stored_redactions_clear(struct stored_redaction *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(list[i].why);
		free(list[i].taken_by);
		free(list[i].agreed_by);
		free(list[i].who);
	}
	free(list);
}

bool
store_seen_by_others(struct store *store, int64_t at, bool *seen,
    struct error *err)
{
	struct presence *others;
	struct sql_stmt *stmt;
	size_t count;

	if (!store_others(store, &others, &count, err))
		return false;
	presence_clear(others, count);
	*seen = count > 0;
	if (*seen)
		return true;
	if (!store_statement(store, SELECT_SEEN, &stmt, err))
		return store_read_failed(err);
	put_int(stmt, ":at", at);
	put_text(stmt, ":login", store->login);
	if (!sql_step(stmt, seen, err))
		return store_read_failed(err);
	*seen = *seen && sql_int(stmt, 0) != 0;
	sql_reset(stmt);
	return true;
}
