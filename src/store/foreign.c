/* A plan file that came from elsewhere: is it as oneplan writes it? The schema
 * has been compared already when it was opened. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "store/intake.h"

/* Each gives a row for what oneplan never writes. Together with store_check they
 * hold for everything that is taken in. */
static const char *const queries[] = {
	/* names of ours only; no row and no uid is all zero */
	"SELECT 1 FROM question WHERE length(field) NOT BETWEEN 1 AND 200"
	" OR field GLOB '*[^a-z0-9_.]*' OR row = zeroblob(16)",
	"SELECT 1 FROM draft WHERE length(field) NOT BETWEEN 1 AND 200"
	" OR field GLOB '*[^a-z0-9_.]*' OR row = zeroblob(16)"
	" OR cursor < 0 OR length(text) > 1000000 OR instr(text, char(0))",
	"SELECT 1 FROM session WHERE uid = zeroblob(16)"
	" OR length(who) > 1000 OR length(login) > 1000"
	" OR length(device) > 1000 OR instr(who || login || device, char(0))",
	"SELECT 1 FROM revision WHERE uid = zeroblob(16)"
	" OR length(CAST(value AS BLOB)) > 4000000"
	" OR length(salt) NOT BETWEEN 8 AND 64"
	" OR length(voice) > 1000 OR instr(voice, char(0))",
	"SELECT 1 FROM revision_base WHERE length(base) <> 16",
	"SELECT 1 FROM version_base WHERE length(base) <> 16",
	"SELECT 1 FROM version_without WHERE length(of) <> 16",
	"SELECT 1 FROM redaction WHERE length(of) <> 16 OR length(uid) <> 16"
	" OR length(value_digest) <> 32"
	" OR length(why || taken_by || authority) > 100000"
	" OR instr(why || taken_by || authority, char(0))",
	"SELECT 1 FROM redaction GROUP BY of"
	" HAVING count(DISTINCT value_digest) > 1",
	"SELECT 1 FROM withheld w WHERE NOT EXISTS (SELECT 1 FROM revision r"
	" WHERE r.uid = w.of AND r.value IS NULL AND r.salt IS NULL)",
	"SELECT 1 FROM definition WHERE length(kind || name || version) > 1000"
	" OR instr(kind || name || version || text, char(0))",
	/* a version is sealed by its plan.json, and has it */
	"SELECT 1 FROM version WHERE uid = zeroblob(16) OR NOT EXISTS"
	" (SELECT 1 FROM version_member m JOIN member b USING (digest)"
	" WHERE m.version = version.uid AND m.audience = '" SEALED_AUDIENCE "'"
	" AND m.path = '" SEALED_PATH "' AND m.digest = version.seal"
	" AND b.bytes IS NOT NULL)",
	"SELECT 1 FROM version WHERE length(about) > 100000"
	" OR instr(about, char(0))",
	"SELECT 1 FROM version_member WHERE length(audience || path) > 300"
	" OR instr(audience || path, char(0))",
	"SELECT 1 FROM member WHERE size < 0 OR length(bytes) > size",
	"SELECT 1 FROM member WHERE bytes IS NULL"
	" AND NOT EXISTS (SELECT 1 FROM redaction)",
};

static bool
not_sound(const struct store *store, const char *what, struct error *err)
{
	return error_set(err, ERR_CORRUPT,
	    "The file %s is damaged, or was changed by some other program%s%s. "
	    "Use another copy of it.", store->path, *what ? ": " : "", what);
}

static bool
has_row(struct store *store, const char *query, bool *out, struct error *err)
{
	struct sql_stmt *stmt;
	bool ok;

	if (!sql_prepare(store->sql, query, &stmt, err))
		return false;
	ok = sql_step(stmt, out, err);
	sql_finalize(stmt);
	return ok;
}

/* Are the documents the ones that they are called by? */
static bool
documents_hold(struct store *store, bool *out, struct error *err)
{
	struct sql_stmt *stmt;
	bool more, ok;

	*out = true;
	if (!sql_prepare(store->sql,
		"SELECT digest, bytes, size FROM member"
		" WHERE bytes IS NOT NULL",
		&stmt, err))
		return false;
	while ((ok = sql_step(stmt, &more, err)) && more) {
		size_t len, name_len;
		void *document = take_document(stmt, 1, 2, &len);
		const void *name = sql_blob(stmt, 0, &name_len);
		struct digest digest = digest_of(document ? document : "", len);

		*out = *out && document && name_len == DIGEST_BYTES &&
		    memcmp(name, digest.bytes, DIGEST_BYTES) == 0;
		free(document);
	}
	sql_finalize(stmt);
	return ok;
}

bool
store_is_sound(struct store *store, struct error *err)
{
	struct problem_list problems;
	bool odd = false, hold;
	bool ok;

	problem_list_init(&problems);
	ok = store_check(store, &problems, err);
	if (ok && problems.count > 0)
		ok = not_sound(store, problems.items[0].text, err);
	problem_list_clear(&problems);
	for (size_t i = 0; ok && i < sizeof queries / sizeof queries[0]; i++) {
		ok = has_row(store, queries[i], &odd, err);
		if (ok && odd)
			ok = not_sound(store, "", err);
	}
	if (!ok || !documents_hold(store, &hold, err))
		return false;
	return hold || not_sound(store,
	    "a document of a sealed version is not as it was made", err);
}
