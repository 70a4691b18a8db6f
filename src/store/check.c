#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/utf8.h"
#include "store/store_private.h"

/* The revisions of r's own question that name r as a base. */
#define NAMED                                                             \
	"EXISTS (SELECT 1 FROM revision_base b JOIN revision n USING (rev)" \
	" WHERE b.base = r.uid AND n.question = r.question)"

/* Each query gives one row for each thing that is wrong: where it is. */
static const struct {
	const char *query, *sentence;
} checks[] = {
	{ "SELECT DISTINCT \"table\" FROM pragma_foreign_key_check",
	    "A line of this table points to something that is not there." },
	{ "SELECT q.field FROM revision r JOIN question q ON q.id = r.question"
	  " WHERE r.clock < 1 OR r.clock >= 9007199254740992",
	    "An answer has a count that oneplan cannot have given it." },
	{ "SELECT q.field FROM revision r JOIN question q ON q.id = r.question"
	  " JOIN revision_base b ON b.rev = r.rev"
	  " JOIN revision o ON o.uid = b.base WHERE o.clock >= r.clock",
	    "An answer says that it replaced one that came after it." },
	{ "SELECT q.field FROM revision r JOIN question q ON q.id = r.question"
	  " WHERE r.salt IS NULL AND NOT EXISTS"
	  " (SELECT 1 FROM redaction x WHERE x.of = r.uid)"
	  " AND NOT EXISTS (SELECT 1 FROM withheld w WHERE w.of = r.uid)",
	    "An answer lacks what seals are made with." },
	{ "SELECT q.field FROM revision r JOIN question q ON q.id = r.question"
	  " WHERE r.value IS NOT NULL AND EXISTS"
	  " (SELECT 1 FROM redaction x WHERE x.of = r.uid)",
	    "Words that were taken out are still there." },
	{ "SELECT q.field FROM revision r JOIN question q ON q.id = r.question"
	  " WHERE typeof(r.value) NOT IN ('null', 'integer', 'text')",
	    "An answer is of a kind that oneplan does not write." },
	{ "SELECT q.field FROM revision r JOIN question q ON q.id = r.question"
	  " WHERE NOT " NAMED " AND NOT EXISTS (SELECT 1 FROM head h"
	  " WHERE h.question = r.question AND h.rev = r.rev)",
	    "An answer that nobody has replaced does not show." },
	{ "SELECT q.field FROM head h JOIN revision r USING (rev)"
	  " JOIN question q ON q.id = h.question"
	  " WHERE h.question <> r.question OR " NAMED,
	    "An answer shows that has been replaced." },
	{ "SELECT field FROM draft WHERE length(bases) % 16 <> 0"
	  " OR length(row) NOT IN (0, 16)",
	    "Unfinished text has lost what it was started from." },
};

static bool
run_check(struct store *store, size_t which, struct problem_list *problems,
    struct error *err)
{
	struct sql_stmt *stmt;
	bool row = false;
	bool ok;

	if (!sql_prepare(store->sql, checks[which].query, &stmt, err))
		return false;
	while ((ok = sql_step(stmt, &row, err)) && row) {
		char *where = take_text(stmt, 0);

		problem_add(problems, where, "%s", checks[which].sentence);
		free(where);
	}
	sql_finalize(stmt);
	return ok;
}

/* SQLite's own look at every page and index. */
static bool
check_pages(struct store *store, struct problem_list *problems,
    struct error *err)
{
	struct sql_stmt *stmt;
	bool row = false;
	bool ok;

	if (!sql_prepare(store->sql, "PRAGMA integrity_check(20)", &stmt, err))
		return false;
	while ((ok = sql_step(stmt, &row, err)) && row) {
		if (strcmp(sql_text(stmt, 0), "ok") != 0)
			problem_add(problems, store->path,
			    "The file is damaged inside (%s). Use a copy of "
			    "it.",
			    sql_text(stmt, 0));
	}
	sql_finalize(stmt);
	return ok;
}

static bool
check_texts(struct store *store, struct problem_list *problems,
    struct error *err)
{
	struct sql_stmt *stmt;
	bool row = false;
	bool ok;

	if (!sql_prepare(store->sql,
		"SELECT q.field, r.value FROM revision r"
		" JOIN question q ON q.id = r.question"
		" WHERE typeof(r.value) = 'text'",
		&stmt, err))
		return false;
	while ((ok = sql_step(stmt, &row, err)) && row) {
		size_t len;
		const char *text = sql_blob(stmt, 1, &len);

		if (!utf8_valid(text, len) || memchr(text, '\0', len)) {
			char *where = take_text(stmt, 0);

			problem_add(problems, where,
			    "An answer holds bytes that are not text.");
			free(where);
		}
	}
	sql_finalize(stmt);
	return ok;
}

static bool
check_definitions(struct store *store, struct problem_list *problems,
    struct error *err)
{
	struct sql_stmt *stmt;
	bool row = false;
	bool ok;

	if (!sql_prepare(store->sql, "SELECT name, digest, text FROM definition",
		&stmt, err))
		return false;
	while ((ok = sql_step(stmt, &row, err)) && row) {
		size_t len, text_len;
		const void *kept = sql_blob(stmt, 1, &len);
		const void *text = sql_blob(stmt, 2, &text_len);
		struct digest digest = digest_of(text, text_len);

		if (len != DIGEST_BYTES ||
		    memcmp(kept, digest.bytes, DIGEST_BYTES) != 0) {
			char *where = take_text(stmt, 0);

			problem_add(problems, where,
			    "The form was changed inside the plan.");
			free(where);
		}
	}
	sql_finalize(stmt);
	return ok;
}

bool
store_check(struct store *store, struct problem_list *problems,
    struct error *err)
{
	bool ok = check_pages(store, problems, err);

	for (size_t i = 0; ok && i < sizeof checks / sizeof checks[0]; i++)
		ok = run_check(store, i, problems, err);
	ok = ok && check_texts(store, problems, err) &&
	    check_definitions(store, problems, err);
	return ok || error_prefix(err, "The plan could not be checked.");
}
