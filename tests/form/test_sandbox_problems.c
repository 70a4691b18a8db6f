#include "config.h"

#include "form/sandbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "sandbox_case.h"

static const struct fact_table *const tables[] = {
	&(const struct fact_table){ .name = "budget", .columns = { "row", "total" }, .types = "ri",
	    .reads = { "t.price" } },
	&(const struct fact_table){ .name = "places", .columns = { "count" }, .types = "i",
	    .reads = { "t.line" } },
};

/* Compiles and returns what is wrong, a line each. */
static char *
problems_of(const char *t, const char *u)
{
	struct form_text texts[2] = { { "t.ini", t, strlen(t) },
		{ "u.ini", u, u ? strlen(u) : 0 } };
	struct error err = { ERR_NONE, "" };
	struct problem_list problems;
	struct sandbox *sandbox;
	struct form_set *set;
	struct buf out;
	bool ok;

	buf_init(&out);
	problem_list_init(&problems);
	if (!form_set_load_texts(texts, u ? 2 : 1, &set, NULL, &err))
		fail_msg("%s", err.text);
	ok = sandbox_new(set, tables, ARRAY_LEN(tables), &sandbox, &problems,
	    &err);
	assert_int_equal(ok, problems.count == 0);
	if (!ok) {
		assert_null(sandbox);
		assert_int_equal(err.code, ERR_FORM);
		assert_int_equal(strncmp(err.text, problems.items[0].where,
		    strlen(problems.items[0].where)), 0);
	}
	for (size_t i = 0; i < problems.count; i++)
		buf_addf(&out, "%s: %s\n", problems.items[i].where,
		    problems.items[i].text);
	problem_list_clear(&problems);
	sandbox_free(ok ? sandbox : NULL);
	form_set_free(set);
	return buf_take(&out);
}

/* One field of a row, in a form with a table in a table, beside another form.
 * The expression stands on line 19. */
#define BEFORE                                                                 \
	FORM("t") SECTION("s") FIELD("rate", "number") REPEAT("line")          \
	FIELD("price", "money")
#define AFTER                                                                  \
	REPEAT("share") KEY("in", "line") FIELD("part", "money")
#define OTHER FORM("u") SECTION("s") FIELD("started", "date")

struct mistake {
	const char *type, *key, *expr;
	const char *want; /* must be in what is said; NULL: nothing is said */
};

static const struct mistake mistakes[] = {
	{ "number", "calculate", ":price + :rate", NULL },
	{ "number", "calculate", "(SELECT coalesce(sum(t__share.part), 0) FROM "
	    "t__share WHERE t__share.parent IS :row)", NULL },
	{ "number", "calculate", "(SELECT budget.total FROM budget WHERE "
	    "budget.row IS :row)", NULL },
	{ "date", "calculate", ":u__started", NULL },
	{ "yes_no", "calculate", "'a -- b' IS 'it''s /* not */'", NULL },
	{ "yes_no", "calculate", "1 -- a remark", NULL },

	/* names */
	{ "number", "calculate", ":rat", "The name :rat cannot be used" },
	{ "number", "calculate", ":rat", "Did you mean :rate?" },
	{ "number", "calculate", ":u__startd", "Did you mean :u__started?" },
	{ "number", "calculate", ":u_started", "Did you mean :u__started?" },
	{ "number", "calculate", ":v__x", "The name :v__x cannot be used" },
	{ "number", "calculate", ":t__rate", NULL },
	{ "number", "calculate", ":t__price", "there is no such question" },
	{ "number", "calculate", ":parent__rate", "no row of a row" },
	{ "number", "calculate", ":part", "there is no such question" },
	{ "number", "calculate", ":choice", "only a choice_filter has it" },
	{ "number", "calculate", "?", "An answer is written :name" },
	{ "number", "calculate", "@rate", "An answer is written :name" },

	/* tables and columns */
	{ "number", "calculate", "(SELECT count(*) FROM t_share)",
	    "There is no table t_share." },
	{ "number", "calculate", "(SELECT count(*) FROM t_share)",
	    "Did you mean t__share?" },
	{ "number", "calculate", "(SELECT max(t__share.prt) FROM t__share)",
	    "Did you mean t__share.part?" },
	{ "number", "calculate", "rate + 1", "Did you mean :rate?" },
	{ "number", "calculate", "(SELECT max(part) FROM t__share)",
	    "Write t__share.part." },
	{ "number", "calculate", "(SELECT max(t__share.part) FROM t__share "
	    "WHERE parent IS :row)", "Write t__share.parent." },
	{ "number", "calculate", "(SELECT total FROM budget)",
	    "Write budget.total." },
	{ "number", "calculate", "(SELECT s.part FROM t__share AS s)", NULL },
	{ "number", "calculate", "(SELECT max(t__share.part) AS part FROM "
	    "t__share)", NULL },

	/* what is NULL when people think it is not */
	{ "yes_no", "calculate", ":rate <> 1", "Write IS NOT" },
	{ "yes_no", "calculate", "1 != :rate", "Write IS NOT" },
	{ "yes_no", "calculate", ":rate NOT IN (1, 2)", "NOT IN says" },
	{ "yes_no", "calculate", ":today <> '2026-01-01'", NULL },
	{ "yes_no", "calculate", "'<> :rate' IS 1", NULL },
	{ "yes_no", "calculate", ":rate IN (1, 2)", NULL },
	{ "number", "calculate", "(SELECT sum(t__share.part) FROM t__share)",
	    "Write coalesce(sum(...), 0)." },
	{ "number", "calculate", "coalesce((SELECT sum(t__share.part) FROM "
	    "t__share), 0)", NULL },
	{ "number", "calculate", "coalesce(:rate, 0) + (SELECT "
	    "sum(t__share.part) FROM t__share)", "Write coalesce" },

	/* fractions */
	{ "number", "calculate", ":rate * 0.5", "0.5 is not a whole number" },
	{ "number", "calculate", "1e3", "1e3 is not a whole number" },
	{ "number", "calculate", ":rate / 2", "Write div_half_up" },
	{ "number", "calculate", "(SELECT total(t__share.part) FROM t__share)",
	    "total() gives" },

	/* types */
	{ "number", "calculate", "'words'", "does not fit" },
	{ "yes_no", "calculate", "7", "does not fit" },
	{ "date", "default", "'2026-02-31'", "does not fit" },
	{ "date", "default", "0", "does not fit" },
	{ "number", "relevant", "'yes'", "only yes or no" },
	{ "choice", "default", "'z'", "does not fit" },
	{ "choice", "default", "'x'", NULL },

	/* one expression, of one value */
	{ "number", "calculate", "1, 2", "This cannot be understood" },
	{ "number", "calculate", "1); DELETE FROM t__share; SELECT (1",
	    "a ) too many" },
	{ "number", "calculate", "1) FROM t__share WHERE (1", "a ) too many" },
	{ "number", "calculate", "(1", "never closed" },
	{ "number", "calculate", "1 +", "This cannot be understood" },
	{ "number", "calculate", "SELECT 1; SELECT 2",
	    "This cannot be understood" },
	{ "number", "calculate", "-- nothing", "This cannot be understood" },
	{ "number", "calculate", "1;", "This cannot be understood" },

	/* nothing else */
	{ "number", "calculate", "random()", "The function random() may not" },
	{ "number", "calculate", "abs(random())", "These may: abs, add_days" },
	{ "text", "calculate", "date('now')", "The function date() may not" },
	{ "text", "calculate", "load_extension('x')",
	    "The function load_extension() may not" },
	{ "text", "calculate", "readfile('/etc/passwd')", "may not be used" },
	{ "text", "calculate", "printf('%d', 1)", "may not be used" },
	{ "text", "calculate", "strftime('%s')", "may not be used" },
	{ "number", "calculate", "round(:rate)", "may not be used" },
	{ "number", "calculate", "zeroblob(9)", "may not be used" },
	{ "text", "calculate", "CURRENT_TIMESTAMP", "may not be" },
	{ "text", "calculate", "(SELECT sqlite_master.name FROM sqlite_master)",
	    "may not be read" },
	{ "text", "calculate", "(SELECT sqlite_schema.sql FROM sqlite_schema)",
	    "There is no column" },
	{ "number", "calculate", "(SELECT t__share.rowid FROM t__share)",
	    "may not be read" },
	{ "number", "calculate", "(SELECT budget.rowid FROM budget)",
	    "may not be read" },
	{ "text", "calculate", "(SELECT p.name FROM pragma_table_info('x') AS "
	    "p)", "may not be" },
	{ "text", "calculate", "(SELECT j.value FROM json_each('[1]') AS j)",
	    "may not be" },
	{ "number", "calculate", "(PRAGMA user_version)",
	    "This cannot be understood" },
	{ "number", "calculate", "(DELETE FROM t__share)",
	    "This cannot be understood" },
	{ "number", "calculate", "(ATTACH 'x' AS y)",
	    "This cannot be understood" },
	{ "number", "calculate", "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
	    "SELECT n.i + 1 FROM n) SELECT count(n.i) FROM n)",
	    "may not be read" },
};

static char *
problems_of_one(const struct mistake *mistake)
{
	struct buf text;
	char *said;

	buf_init(&text);
	buf_addf(&text, BEFORE "[field.it]\ntype = \"%s\"\nlabel = \"it\"\n"
	    "%s = \"%s\"\n", mistake->type, mistake->key, mistake->expr);
	if (strcmp(mistake->type, "choice") == 0)
		buf_add(&text, KEY("choices", "l"));
	buf_add(&text, AFTER);
	if (strcmp(mistake->type, "choice") == 0)
		buf_add(&text, "[choices.l]\n" KEY("x", "X"));
	said = problems_of(text.data, OTHER);
	buf_clear(&text);
	return said;
}

static void
each_mistake(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(mistakes); i++) {
		const struct mistake *mistake = &mistakes[i];
		char *said = problems_of_one(mistake);

		print_message("# %s\n", mistake->expr);
		if (!mistake->want && said[0])
			fail_msg("%s", said);
		if (mistake->want && !strstr(said, mistake->want))
			fail_msg("expected %s, got %s", mistake->want, said);
		if (mistake->want)
			assert_int_equal(strncmp(said, "t.ini:19: ", 10), 0);
		free(said);
	}
}

/* All of them are told, each at its line; the last one is where it begins. */
static void
every_mistake_is_told(void **state)
{
	char *said = problems_of(FORM("t") KEY("relevant", ":x") SECTION("s")
	    KEY("relevant", ":y") FIELD("a", "number") KEY("readonly", ":z")
	    KEY("constraint", "round(1)") KEY("constraint_message", "No.")
	    KEY("calculate", "1") KEY("default", "1") REPEAT("line")
	    KEY("relevant", ":w") FIELD("b", "text"), NULL);

	(void)state;
	assert_non_null(strstr(said, "t.ini:5: The name :x"));
	assert_non_null(strstr(said, "t.ini:8: The name :y"));
	assert_non_null(strstr(said, "t.ini:12: The name :z"));
	assert_non_null(strstr(said, "t.ini:13: The function round()"));
	assert_non_null(strstr(said, "t.ini:16: t.a has both calculate and"));
	assert_non_null(strstr(said, "t.ini:20: The name :w"));
	free(said);
}

static void
circles_are_told_with_their_path(void **state)
{
	static const struct {
		const char *t, *want;
	} cases[] = {
		{ FORM("t") SECTION("s") FIELD("a", "number")
		  KEY("calculate", ":b") FIELD("b", "number")
		  KEY("calculate", ":a"),
		  "t.ini:10: This goes round in a circle: the calculate of t.a "
		  "(t.ini:10), which reads the calculate of t.b (t.ini:14), "
		  "which reads the calculate of t.a (t.ini:10). Change one of "
		  "them so that it does not need the others.\n" },
		{ FORM("t") SECTION("s") FIELD("a", "number")
		  KEY("calculate", ":a + 1"),
		  "t.ini:10: This goes round in a circle: the calculate of t.a "
		  "(t.ini:10), which reads the calculate of t.a (t.ini:10). "
		  "Change one of them so that it does not need the others.\n" },
		/* its own answer decides whether it is asked */
		{ FORM("t") SECTION("s") FIELD("a", "number")
		  KEY("relevant", ":a IS NULL"),
		  "t.ini:10: This goes round in a circle: the relevant of t.a "
		  "(t.ini:10), which reads the relevant of t.a (t.ini:10). "
		  "Change one of them so that it does not need the others.\n" },
		/* a constraint may read its own */
		{ FORM("t") SECTION("s") FIELD("a", "number")
		  KEY("constraint", ":a > 1") KEY("constraint_message", "No.")
		  KEY("readonly", ":a > 1"), "" },
		/* through a table's column, and not through another column */
		{ FORM("t") SECTION("s") FIELD("all", "number")
		  KEY("calculate",
		      "(SELECT coalesce(sum(t__line.n), 0) FROM t__line)")
		  REPEAT("line") FIELD("n", "number")
		  FIELD("m", "number") KEY("calculate", ":all"), "" },
		{ FORM("t") SECTION("s") FIELD("all", "number")
		  KEY("calculate",
		      "(SELECT coalesce(sum(t__line.n), 0) FROM t__line)")
		  REPEAT("line") FIELD("n", "number") KEY("default", ":all"),
		  "t.ini:10: This goes round in a circle: the calculate of t.all "
		  "(t.ini:10), which reads the default of t.n (t.ini:17), which "
		  "reads the calculate of t.all (t.ini:10). Change one of them "
		  "so that it does not need the others.\n" },
		/* counting rows needs to know which of them count */
		{ FORM("t") SECTION("s") FIELD("n", "number")
		  KEY("calculate", "(SELECT count(*) FROM t__line)")
		  REPEAT("line") KEY("relevant", ":n < 3") FIELD("b", "text"),
		  "t.ini:10: This goes round in a circle: the calculate of t.n "
		  "(t.ini:10), which reads the relevant of t.line (t.ini:14), "
		  "which reads the calculate of t.n (t.ini:10). Change one of "
		  "them so that it does not need the others.\n" },
		/* through a table of ours */
		{ FORM("t") SECTION("s") REPEAT("line") FIELD("price", "money")
		  KEY("default", "(SELECT max(budget.total) FROM budget)"),
		  "t.ini:13: This goes round in a circle: the default of t.price "
		  "(t.ini:13), which reads the table budget, which reads the "
		  "default of t.price (t.ini:13). Change one of them so that it "
		  "does not need the others.\n" },
		{ FORM("t") SECTION("s") REPEAT("line")
		  KEY("relevant", "(SELECT places.count FROM places) < 3")
		  FIELD("a", "text"),
		  "t.ini:10: This goes round in a circle: the relevant of "
		  "t.line (t.ini:10), which reads the table places, which "
		  "reads the relevant of t.line (t.ini:10). Change one of them "
		  "so that it does not need the others.\n" },
		/* two circles are two problems; what only waits is none */
		{ FORM("t") SECTION("s") FIELD("a", "number")
		  KEY("calculate", ":a") FIELD("b", "number")
		  KEY("calculate", ":b") FIELD("c", "number")
		  KEY("calculate", ":a + :b"),
		  "t.ini:10: This goes round in a circle: the calculate of t.a "
		  "(t.ini:10), which reads the calculate of t.a (t.ini:10). "
		  "Change one of them so that it does not need the others.\n"
		  "t.ini:14: This goes round in a circle: the calculate of t.b "
		  "(t.ini:14), which reads the calculate of t.b (t.ini:14). "
		  "Change one of them so that it does not need the others.\n" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *said = problems_of(cases[i].t, NULL);

		assert_string_equal(said, cases[i].want);
		free(said);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_mistake),
		cmocka_unit_test(every_mistake_is_told),
		cmocka_unit_test(circles_are_told_with_their_path),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
