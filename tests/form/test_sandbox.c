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

/* A plan's worth of small rules: each case is a form, answers and what must
 * come of them. */
struct rule {
	const char *name, *t, *u, *rows, *answers, *want;
	const char *kinds;
};

#define ONE_FIELD(id, type, more)                                              \
	FORM("t") SECTION("s") FIELD(id, type) more
/* two deep: lines and, in each, shares */
#define LINES                                                                  \
	FORM("t") SECTION("s") FIELD("rate", "number") REPEAT("line")          \
	FIELD("cost", "money") FIELD("kind", "text")
#define PURPOSE                                                                \
	FORM("purpose") SECTION("s") FIELD("kinds", "choices")                 \
	KEY("choices", "k") "[choices.k]\n" KEY("council", "c") KEY("chc", "n")

static const struct rule rules[] = {
	{ .name = "an answer counts", .t = ONE_FIELD("a", "text", ""),
	    .answers = "t.a=hello",
	    .want = "t.a=hello; t.a,asked=1; t.a,holds=1; t.a,readonly=0" },
	{ .name = "a blank is none", .t = ONE_FIELD("a", "text", ""),
	    .answers = "", .want = "t.a=-; t.a,asked=1" },
	{ .name = "what does not hold for its type is none",
	    .t = ONE_FIELD("a", "number", FIELD("b", "yes_no")
		KEY("calculate", ":a IS NULL")),
	    .answers = "t.a=lots", .want = "t.a=-; t.b=1" },

	/* each type binds as what it is */
	{ .name = "money is pence", .t = ONE_FIELD("a", "money",
	    FIELD("b", "number") KEY("calculate", ":a + 1")),
	    .answers = "t.a=4.50", .want = "t.a=450; t.b=451" },
	{ .name = "a decimal is ten-thousandths", .t = ONE_FIELD("a", "decimal",
	    FIELD("b", "number") KEY("calculate", ":a")),
	    .answers = "t.a=5.6", .want = "t.b=56000" },
	{ .name = "a percentage is hundredths", .t = ONE_FIELD("a", "percent",
	    FIELD("b", "number") KEY("calculate", ":a")),
	    .answers = "t.a=50", .want = "t.b=5000" },
	{ .name = "yes is one", .t = ONE_FIELD("a", "yes_no",
	    FIELD("b", "number") KEY("calculate", ":a + 1")),
	    .answers = "t.a=yes", .want = "t.b=2" },
	{ .name = "a date is its ISO text", .t = ONE_FIELD("a", "date",
	    FIELD("b", "text") KEY("calculate", ":a")),
	    .answers = "t.a=3/2/2026", .want = "t.b=2026-02-03" },
	{ .name = "numbers compare as numbers", .t = ONE_FIELD("a", "number",
	    FIELD("b", "yes_no") KEY("calculate", ":a > 10")),
	    .answers = "t.a=2", .want = "t.b=0" },

	/* NULL is no, pass or blank */
	{ .name = "relevant: unknown is no", .t = ONE_FIELD("a", "number",
	    FIELD("b", "text") KEY("relevant", ":a > 3")),
	    .answers = "t.b=words", .want = "t.b,asked=0; t.b=-" },
	{ .name = "relevant: yes", .t = ONE_FIELD("a", "number",
	    FIELD("b", "text") KEY("relevant", ":a > 3")),
	    .answers = "t.a=4; t.b=words", .want = "t.b,asked=1; t.b=words" },
	{ .name = "readonly: unknown is no", .t = ONE_FIELD("a", "number",
	    FIELD("b", "text") KEY("readonly", ":a > 3")),
	    .answers = "t.b=words", .want = "t.b,readonly=0; t.b=words" },
	{ .name = "readonly: yes", .t = ONE_FIELD("a", "number",
	    FIELD("b", "text") KEY("readonly", ":a > 3")),
	    .answers = "t.a=4", .want = "t.b,readonly=1" },
	{ .name = "constraint: unknown passes", .t = ONE_FIELD("a", "number",
	    KEY("constraint", ":a BETWEEN 1 AND 9")
	    KEY("constraint_message", "One to nine.")),
	    .answers = "", .want = "t.a,holds=1" },
	{ .name = "constraint: no", .t = ONE_FIELD("a", "number",
	    KEY("constraint", ":a BETWEEN 1 AND 9")
	    KEY("constraint_message", "One to nine.")),
	    .answers = "t.a=10", .want = "t.a,holds=0; t.a=10" },
	{ .name = "constraint: of a hidden field holds",
	    .t = ONE_FIELD("a", "number", KEY("relevant", "0")
	    KEY("constraint", ":a IS 1")
	    KEY("constraint_message", "One.")),
	    .answers = "t.a=10", .want = "t.a,holds=1; t.a,asked=0; t.a=-" },
	{ .name = "advice: speaks, and holds nothing up",
	    .t = ONE_FIELD("a", "number", KEY("advice", ":a < 9")
	    KEY("advice_message", "That is many.")),
	    .answers = "t.a=10", .want = "t.a,advised=1; t.a,holds=1; t.a=10" },
	{ .name = "advice: unknown says nothing",
	    .t = ONE_FIELD("a", "number", KEY("advice", ":a < 9")
	    KEY("advice_message", "That is many.")),
	    .answers = "", .want = "t.a,advised=0" },
	{ .name = "calculate: unknown is blank", .t = ONE_FIELD("a", "number",
	    FIELD("b", "number") KEY("calculate", ":a * 2")),
	    .answers = "", .want = "t.b=-; t.b,calculated=1; t.b,readonly=1" },
	{ .name = "calculate: an empty text is blank",
	    .t = ONE_FIELD("b", "date", KEY("calculate", "''")),
	    .answers = "", .want = "t.b=-" },
	{ .name = "calculate never takes an answer",
	    .t = ONE_FIELD("b", "number", KEY("calculate", "6 * 7")),
	    .answers = "t.b=1", .want = "t.b=42" },
	{ .name = "calculate in a chain, whatever the order in the file",
	    .t = ONE_FIELD("c", "number", KEY("calculate", ":b + 1")
	    FIELD("b", "number") KEY("calculate", ":a + 1")
	    FIELD("a", "number")),
	    .answers = "t.a=1", .want = "t.b=2; t.c=3" },
	{ .name = "default until answered", .t = ONE_FIELD("a", "number",
	    KEY("default", "52") FIELD("b", "number")
	    KEY("calculate", ":a + 1")),
	    .answers = "", .want = "t.a=52; t.a,defaulted=1; t.b=53" },
	{ .name = "an answer takes the default's place",
	    .t = ONE_FIELD("a", "number", KEY("default", "52")),
	    .answers = "t.a=4", .want = "t.a=4; t.a,defaulted=0" },
	{ .name = "an answer that does not hold is still an answer",
	    .t = ONE_FIELD("a", "number", KEY("default", "52")),
	    .answers = "t.a=four", .want = "t.a=-; t.a,defaulted=0" },
	{ .name = "a default that gives nothing", .t = ONE_FIELD("a", "number",
	    FIELD("b", "number") KEY("default", ":a")),
	    .answers = "", .want = "t.b=-; t.b,defaulted=0" },
	{ .name = "literals", .t = ONE_FIELD("a", "text",
	    KEY("relevant", "1") KEY("readonly", "1") FIELD("b", "text")
	    KEY("relevant", " 0 ") FIELD("c", "yes_no") KEY("default", "1")),
	    .answers = "t.a=x; t.b=y",
	    .want = "t.a=x; t.a,readonly=1; t.b=-; t.c=1" },
	{ .name = "choice_filter", .t = ONE_FIELD("a", "yes_no",
	    FIELD("b", "choice") KEY("choices", "l")
	    KEY("choice_filter", ":choice IS 'x' OR :a = 1")
	    "[choices.l]\n" KEY("x", "X") KEY("y", "Y")),
	    .answers = "", .want = "t.b,offers.x=1; t.b,offers.y=0" },
	{ .name = "choice_filter, widened", .t = ONE_FIELD("a", "yes_no",
	    FIELD("b", "choice") KEY("choices", "l")
	    KEY("choice_filter", ":choice IS 'x' OR :a = 1")
	    "[choices.l]\n" KEY("x", "X") KEY("y", "Y")),
	    .answers = "t.a=yes", .want = "t.b,offers.x=1; t.b,offers.y=1" },
	{ .name = "no choice_filter", .t = ONE_FIELD("b", "choice",
	    KEY("choices", "l") "[choices.l]\n" KEY("x", "X")),
	    .answers = "", .want = "t.b,offers.x=1" },
	{ .name = "choice_filter of a row reads tables",
	    .t = LINES FIELD("b", "choice") KEY("choices", "l")
	    KEY("choice_filter", "(SELECT count(*) FROM t__line WHERE "
	    "t__line.kind IS :choice) > 1")
	    "[choices.l]\n" KEY("x", "X") KEY("y", "Y"),
	    .rows = "t.line:1 t.line:2",
	    .answers = "t.kind@1=x; t.kind@2=x",
	    .want = "t.b@1,offers.x=1; t.b@2,offers.y=0" },

	/* names */
	{ .name = "today", .t = ONE_FIELD("a", "text",
	    KEY("calculate", ":today")),
	    .answers = "", .want = "t.a=2026-11-16" },
	{ .name = "another form's field", .t = ONE_FIELD("a", "number",
	    KEY("calculate", ":u__a + 1")),
	    .u = FORM("u") SECTION("s") FIELD("a", "number"),
	    .answers = "u.a=7", .want = "t.a=8" },
	{ .name = "the row's field hides the form's", .t = LINES
	    FIELD("double", "money") KEY("calculate", ":cost * :rate"),
	    .rows = "t.line:1 t.line:2",
	    .answers = "t.rate=3; t.cost@1=1; t.cost@2=2",
	    .want = "t.double@1=300; t.double@2=600" },
	{ .name = "this row's id", .t = LINES FIELD("me", "text")
	    KEY("calculate", "substr(:row, 32)"),
	    .rows = "t.line:1 t.line:2", .answers = "",
	    .want = "t.me@1=1; t.me@2=2" },
	{ .name = "the row above", .t = LINES REPEAT("share")
	    KEY("in", "line") FIELD("part", "number")
	    KEY("calculate", ":parent__cost * 2 + :rate"),
	    .rows = "t.line:1 t.share:10:1 t.line:2 t.share:11:2 t.share:12:1",
	    .answers = "t.rate=1; t.cost@1=1; t.cost@2=5",
	    .want = "t.part@10=201; t.part@11=1001; t.part@12=201" },

	/* relevance goes down */
	{ .name = "a hidden section hides its fields and tables",
	    .t = FORM("t") SECTION("q") FIELD("on", "yes_no") SECTION("s")
	    KEY("relevant", ":on = 1") FIELD("a", "text") REPEAT("line")
	    FIELD("cost", "money"),
	    .rows = "t.line:1", .answers = "t.a=x; t.cost@1=3",
	    .want = "section t.s=0; section t.q=1; t.a=-; t.a,asked=0; "
	    "table t.line=0; row t.line@1=0; t.cost@1,asked=0; t.cost@1=-" },
	{ .name = "a hidden form hides its sections",
	    .t = FORM("t") KEY("relevant", ":u__on = 1") SECTION("s")
	    FIELD("a", "text"),
	    .u = FORM("u") SECTION("s") FIELD("on", "yes_no"),
	    .answers = "t.a=x",
	    .want = "section t.s=0; t.a=-; section u.s=1" },
	{ .name = "a shown form", .t = FORM("t") KEY("relevant", ":u__on = 1")
	    SECTION("s") FIELD("a", "text"),
	    .u = FORM("u") SECTION("s") FIELD("on", "yes_no"),
	    .answers = "t.a=x; u.on=yes", .want = "section t.s=1; t.a=x" },
	{ .name = "an inner table for some rows",
	    .t = LINES REPEAT("share") KEY("in", "line")
	    KEY("relevant", ":kind IS 'split'") FIELD("part", "number"),
	    .rows = "t.line:1 t.line:2 t.share:3:1 t.share:4:2",
	    .answers = "t.kind@1=split; t.kind@2=whole; t.part@3=1; t.part@4=2",
	    .want = "table t.share@1=1; table t.share@2=0; row t.share@3=1; "
	    "row t.share@4=0; t.part@3=1; t.part@4=-" },
	{ .name = "a hidden outer table hides the inner one",
	    .t = FORM("t") SECTION("s") FIELD("on", "yes_no") REPEAT("line")
	    KEY("relevant", ":on = 1") FIELD("a", "text") REPEAT("share")
	    KEY("in", "line") FIELD("part", "number"),
	    .rows = "t.line:1 t.share:2:1", .answers = "t.part@2=1",
	    .want = "row t.share@2=0; t.part@2=-; table t.share@1=0" },
	{ .name = "a hidden answer is NULL to others",
	    .t = ONE_FIELD("a", "yes_no", FIELD("b", "number")
	    KEY("relevant", ":a = 1") FIELD("c", "number")
	    KEY("calculate", "coalesce(:b, 99)")),
	    .answers = "t.b=5", .want = "t.c=99" },
	{ .name = "hidden by a hidden field", .t = ONE_FIELD("a", "yes_no",
	    FIELD("b", "yes_no") KEY("relevant", ":a = 1") FIELD("c", "text")
	    KEY("relevant", ":b = 1")),
	    .answers = "t.b=yes; t.c=x", .want = "t.c,asked=0" },

	/* kinds */
	{ .name = "kinds that match", .kinds = "chc", .u = PURPOSE,
	    .t = FORM("t") SECTION("s") KEY("kinds", "council chc")
	    FIELD("a", "text") FIELD("b", "text") KEY("kinds", "council")
	    FIELD("c", "number") KEY("calculate", ":b IS NULL"),
	    .answers = "t.a=x; t.b=y",
	    .want = "section t.s=1; t.a=x; t.b=-; t.b,asked=0; t.c=1" },
	{ .name = "kinds that do not", .kinds = "", .u = PURPOSE,
	    .t = FORM("t") KEY("kinds", "council") SECTION("s")
	    FIELD("a", "text"),
	    .answers = "t.a=x", .want = "section t.s=0; t.a=-" },
	{ .name = "a table's kinds", .kinds = "chc", .u = PURPOSE,
	    .t = FORM("t") SECTION("s") FIELD("n", "number")
	    KEY("calculate", "(SELECT count(*) FROM t__line)") REPEAT("line")
	    KEY("kinds", "council") FIELD("a", "text"),
	    .rows = "t.line:1", .answers = "t.a@1=x",
	    .want = "table t.line=0; row t.line@1=0; t.n=0" },

	/* tables */
	{ .name = "sums", .t = LINES REPEAT("share") KEY("in", "line")
	    FIELD("part", "number") FIELD("all", "money") KEY("repeat", "")
	    KEY("calculate",
		"(SELECT coalesce(sum(t__line.cost), 0) FROM t__line)"),
	    .rows = "t.line:1 t.line:2",
	    .answers = "t.cost@1=1.50; t.cost@2=2", .want = "t.all=350" },
	{ .name = "a hidden line leaves the sum",
	    .t = FORM("t") SECTION("s") FIELD("all", "money")
	    KEY("calculate",
		"(SELECT coalesce(sum(t__line.cost), 0) FROM t__line)")
	    FIELD("n", "number")
	    KEY("calculate", "(SELECT count(*) FROM t__line)")
	    REPEAT("line") FIELD("kind", "text") FIELD("cost", "money")
	    KEY("relevant", ":kind IS NOT 'free'"),
	    .rows = "t.line:1 t.line:2",
	    .answers = "t.cost@1=1.50; t.cost@2=2; t.kind@2=free",
	    .want = "t.all=150; t.n=2; t.cost@2=-" },
	{ .name = "rows of this row", .t = LINES FIELD("parts", "number")
	    KEY("calculate", "(SELECT coalesce(sum(t__share.part), 0) FROM "
	    "t__share WHERE t__share.parent IS :row)")
	    REPEAT("share") KEY("in", "line") FIELD("part", "number"),
	    .rows = "t.line:1 t.line:2 t.share:3:1 t.share:4:2 t.share:5:1",
	    .answers = "t.part@3=1; t.part@4=2; t.part@5=4",
	    .want = "t.parts@1=5; t.parts@2=2" },
	{ .name = "places count from one in each row", .t = LINES
	    FIELD("places", "text") KEY("calculate", "(SELECT "
	    "group_concat(t__share.pos, '') FROM t__share WHERE "
	    "t__share.parent IS :row)")
	    REPEAT("share") KEY("in", "line") FIELD("part", "number"),
	    .rows = "t.line:1 t.line:2 t.share:3:1 t.share:4:2 t.share:5:1",
	    .answers = "", .want = "t.places@1=12; t.places@2=1" },
	{ .name = "a table sees calculated columns and defaults",
	    .t = FORM("t") SECTION("s") FIELD("all", "money")
	    KEY("calculate",
		"(SELECT coalesce(sum(t__line.twice), 0) FROM t__line)")
	    FIELD("mean", "money") KEY("calculate", "(SELECT "
	    "coalesce(max(t__line.cost), 0) FROM t__line)")
	    REPEAT("line") FIELD("cost", "money") KEY("default", "100")
	    FIELD("twice", "money") KEY("calculate",
		"(SELECT coalesce(sum(l.cost), 0) FROM t__line AS l WHERE "
		"l.row IS :row) * 2"),
	    .rows = "t.line:1 t.line:2", .answers = "t.cost@1=4",
	    .want = "t.twice@1=800; t.twice@2=200; t.all=1000; t.mean=400" },
	{ .name = "no rows", .t = FORM("t") SECTION("s") FIELD("any", "yes_no")
	    KEY("calculate", "EXISTS (SELECT t__line.row FROM t__line)")
	    REPEAT("line") FIELD("cost", "money"),
	    .answers = "", .want = "t.any=0" },

	/* links */
	{ .name = "a link is the id of a row", .t = FORM("t") SECTION("s")
	    REPEAT("stream") FIELD("budget", "money")
	    FIELD("spent", "money") KEY("calculate", "(SELECT "
	    "coalesce(sum(t__line.cost), 0) FROM t__line WHERE t__line.pays "
	    "IS :row)") REPEAT("line") FIELD("cost", "money")
	    FIELD("pays", "link") KEY("link", "t.stream"),
	    .rows = "t.stream:1 t.stream:2 t.line:3 t.line:4 t.line:5",
	    .answers = "t.cost@3=1; t.pays@3=#1; t.cost@4=2; t.pays@4=#2; "
	    "t.cost@5=4; t.pays@5=#1",
	    .want = "t.spent@1=500; t.spent@2=200; t.pays@3=#1" },
	{ .name = "a link to no row", .t = FORM("t") SECTION("s")
	    FIELD("pays", "link") KEY("link", "t.stream")
	    FIELD("lost", "yes_no")
	    KEY("calculate", ":pays IS NULL") REPEAT("stream")
	    FIELD("budget", "money"),
	    .rows = "t.stream:1", .answers = "t.pays=#9",
	    .want = "t.pays=-; t.lost=1; t.pays,dangling=1" },
	{ .name = "a link to a hidden row", .t = FORM("t") SECTION("s")
	    FIELD("on", "yes_no") FIELD("pays", "link")
	    KEY("link", "t.stream") REPEAT("stream") KEY("relevant", ":on = 1")
	    FIELD("budget", "money"),
	    .rows = "t.stream:1", .answers = "t.pays=#1",
	    .want = "t.pays=-; t.pays,dangling=1" },
	{ .name = "a link to a row that is shown", .t = FORM("t") SECTION("s")
	    FIELD("on", "yes_no") FIELD("pays", "link")
	    KEY("link", "t.stream") REPEAT("stream") KEY("relevant", ":on = 1")
	    FIELD("budget", "money"),
	    .rows = "t.stream:1", .answers = "t.pays=#1; t.on=yes",
	    .want = "t.pays=#1; t.pays,dangling=0" },
	{ .name = "links keep those that are there", .t = FORM("t")
	    SECTION("s") FIELD("of", "links") KEY("link", "t.stream")
	    FIELD("two", "yes_no") KEY("calculate", "length(:of) IS 65")
	    REPEAT("stream") FIELD("budget", "money"),
	    .rows = "t.stream:1 t.stream:2", .answers = "t.of=#1 #7 #2",
	    .want = "t.of=#1 #2; t.of,dangling=1; t.two=1" },
	{ .name = "a default that is a link", .t = FORM("t") SECTION("s")
	    FIELD("of", "link") KEY("link", "t.stream") KEY("default",
	    "(SELECT t__stream.row FROM t__stream WHERE t__stream.pos IS 2)")
	    REPEAT("stream") FIELD("budget", "money"),
	    .rows = "t.stream:1 t.stream:2", .answers = "",
	    .want = "t.of=#2; t.of,defaulted=1" },
};

static void
each_rule(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rules); i++) {
		const struct rule *rule = &rules[i];
		struct sandbox_case test;

		print_message("# %s\n", rule->name);
		case_open(&test, rule->t, rule->u, NULL, 0);
		if (rule->kinds)
			test.kinds = rule->kinds;
		case_run(&test, rule->rows ? rule->rows : "", rule->answers);
		assert_int_equal(test.err.code, ERR_NONE);
		case_expect(&test, rule->want);
		case_close(&test);
	}
}

/* --- functions --- */

static void
each_function(void **state)
{
	static const struct {
		const char *expr, *want;
	} cases[] = {
		{ "years_between('2000-02-29', '2026-02-28')", "25" },
		{ "years_between('2000-02-29', '2026-03-01')", "26" },
		{ "years_between('2023-02-31', '2026-03-01')", "-" },
		{ "years_between(NULL, '2026-03-01')", "-" },
		{ "days_between('2026-02-28', '2026-03-01')", "1" },
		{ "days_between('2026-03-01', '2026-02-28')", "-1" },
		{ "days_between('1/3/2026', '2026-02-28')", "-" },
		{ "add_days('2026-02-28', 1)", "2026-03-01" },
		{ "add_days('0001-01-01', -1)", "-" },
		{ "add_days('9999-12-31', 1)", "-" },
		{ "add_days('2026-02-28', 9223372036854775807)", "-" },
		{ "add_months('2026-01-31', 1)", "2026-02-28" },
		{ "add_months('2026-01-31', -12)", "2025-01-31" },
		{ "add_months('9999-12-31', 1)", "-" },
		{ "add_months('0001-01-31', -1)", "-" },
		{ "selected('a bc d', 'bc')", "1" },
		{ "selected('a bc d', 'b')", "0" },
		{ "selected('a bc d', 'a bc')", "0" },
		{ "selected('a bc d', '')", "0" },
		{ "selected('d', 'd')", "1" },
		{ "selected(NULL, 'd')", "0" },
		{ "NOT selected(NULL, 'd')", "1" },
		{ "selected('d', NULL)", "0" },
		{ "div_half_up(7, 2)", "4" },
		{ "div_half_up(-7, 2)", "-4" },
		{ "div_half_up(7, 0)", "-" },
		{ "div_half_up('7', 2)", "-" },
		{ "div_half_up(NULL, 2)", "-" },
		{ "div_half_up(-9223372036854775807 - 1, -1)", "-" },
		{ "coalesce(NULL, ifnull(NULL, 3))", "3" },
		{ "iif(1 > 2, 'a', upper('b'))", "B" },
		{ "'Mrs Adeyemi' LIKE '%adey%'", "1" },
		{ "CASE WHEN 1 THEN replace('a-b', '-', '+') END", "a+b" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct sandbox_case test;
		struct buf text, want;

		print_message("# %s\n", cases[i].expr);
		buf_init(&text);
		buf_init(&want);
		buf_addf(&text, FORM("t") SECTION("s") FIELD("a", "text")
		    "calculate = \"'' || (%s)\"\n", cases[i].expr);
		buf_addf(&want, "t.a=%s", cases[i].want);
		case_open(&test, text.data, NULL, NULL, 0);
		case_run(&test, "", "");
		case_expect(&test, want.data);
		case_close(&test);
		buf_clear(&text);
		buf_clear(&want);
	}
}

/* --- tables of rules/ --- */

#define BUDGET_FORM                                                            \
	FORM("t") SECTION("s") FIELD("total", "money")                         \
	KEY("calculate", "(SELECT budget.total FROM budget)")                  \
	FIELD("double", "money") KEY("calculate", ":total * 2")                \
	REPEAT("line") FIELD("free", "yes_no") FIELD("price", "money")         \
	KEY("relevant", ":free IS NOT 1") FIELD("weeks", "number")             \
	KEY("default", "52") FIELD("share", "money")                           \
	KEY("calculate", "(SELECT line_cost.cost FROM line_cost WHERE "        \
	"line_cost.row IS :row)")

static const struct fact_table *const budget_tables[] = {
	&(const struct fact_table){ .name = "line_cost", .columns = { "row", "cost" }, .types = "ri",
	    .reads = { "t.price", "t.weeks" } },
	&(const struct fact_table){ .name = "budget", .columns = { "total" }, .types = "i",
	    .reads = { "t.price", "t.weeks", "t.gone" } },
	&(const struct fact_table){ .name = "unread", .columns = { "words" }, .types = "t",
	    .reads = { "t.total" } },
};

static int64_t
line_cost(const struct sandbox_case *test, const struct repeat *line,
    size_t row)
{
	const struct cell *price = sandbox_cell(test->sandbox,
	    form_set_field(test->set, "t.price"), row);
	const struct cell *weeks = sandbox_cell(test->sandbox,
	    form_set_field(test->set, "t.weeks"), row);

	if (!sandbox_row_relevant(test->sandbox, line, row))
		return 0;
	return price->value.number * weeks->value.number;
}

static void
fill_budget(struct sandbox_case *test, const struct fact_table *table)
{
	const struct repeat *line = form_set_repeat(test->set, "t.line");
	size_t count = sandbox_row_count(test->sandbox, line);
	struct value values[2];
	int64_t total = 0;
	char hex[UID_HEX_LEN + 1];

	value_init(&values[0]);
	value_init(&values[1]);
	for (size_t i = 0; i < count; i++) {
		uid_format(sandbox_row_id(test->sandbox, line, i), hex);
		value_set_text(&values[0], hex);
		value_set_number(&values[1], line_cost(test, line, i));
		total += values[1].number;
		if (strcmp(table->name, "line_cost") == 0)
			sandbox_fact(test->sandbox, values);
	}
	value_set_number(&values[0], total);
	if (strcmp(table->name, "budget") == 0)
		sandbox_fact(test->sandbox, values);
	if (strcmp(table->name, "unread") == 0) {
		/* what it is reckoned from is final */
		case_expect(test, total == 52 * 350 ? "t.total=18200"
						    : "t.total=5200");
		value_set_text(&values[0], "nobody reads this");
		sandbox_fact(test->sandbox, values);
	}
	value_clear(&values[0]);
	value_clear(&values[1]);
}

static void
fact_tables_come_when_they_are_due(void **state)
{
	struct sandbox_case test;

	(void)state;
	case_open(&test, BUDGET_FORM, NULL, budget_tables, 3);
	test.fill = fill_budget;
	for (int i = 0; i < 3; i++) {
		case_run(&test, "t.line:1 t.line:2",
		    "t.price@1=1; t.price@2=2.50");
		case_expect(&test, "t.total=18200; t.double=36400; "
				   "t.share@1=5200; t.share@2=13000");
		case_run(&test, "t.line:1 t.line:2",
		    "t.price@1=1; t.price@2=2.50; t.free@2=yes");
		case_expect(&test, "t.total=5200; t.double=10400; "
				   "t.share@1=5200; t.share@2=0");
	}
	/* every table is due once a run, read or not */
	sandbox_clear(test.sandbox, "", (struct date){ 2026, 11, 16 });
	for (size_t i = 0; i < 3; i++)
		assert_non_null(sandbox_run(test.sandbox, &test.err));
	assert_null(sandbox_run(test.sandbox, &test.err));
	assert_null(sandbox_run(test.sandbox, &test.err));
	case_close(&test);
}

static void
rows_know_what_they_stand_in(void **state)
{
	struct sandbox_case test;
	const struct repeat *line, *share;
	struct uid id = case_row_id(8);

	(void)state;
	case_open(&test, LINES REPEAT("share") KEY("in", "line")
	    FIELD("part", "number"), NULL, NULL, 0);
	case_run(&test, "t.line:1 t.line:2 t.share:7:2 t.share:8:1", "");
	line = form_set_repeat(test.set, "t.line");
	share = form_set_repeat(test.set, "t.share");
	assert_int_equal(sandbox_row_count(test.sandbox, line), 2);
	assert_int_equal(sandbox_row_count(test.sandbox, share), 2);
	assert_int_equal(sandbox_row_parent(test.sandbox, share, 0), 1);
	assert_int_equal(sandbox_row_parent(test.sandbox, share, 1), 0);
	assert_int_equal(sandbox_row_parent(test.sandbox, line, 1), 0);
	assert_true(uid_equal(sandbox_row_id(test.sandbox, share, 1), &id));
	case_close(&test);
}

/* --- what must never happen --- */

static void
expect_same(const char *a, const char *b)
{
	if (strcmp(a, b) != 0)
		fail_msg("these differ:\n%s---\n%s", a, b);
}

#define TOGGLE_FORM                                                            \
	FORM("t") SECTION("s") FIELD("live_in", "yes_no") FIELD("sum", "money")\
	KEY("calculate",                                                       \
	    "(SELECT coalesce(sum(t__line.cost), 0) FROM t__line)")            \
	REPEAT("line") KEY("relevant", ":live_in = 1") FIELD("cost", "money")  \
	KEY("constraint", ":cost < :sum") KEY("constraint_message", "Less.")   \
	FIELD("next", "money") KEY("default", ":cost + 1")

static void
toggling_restores_exactly(void **state)
{
	static const char *const answers[] = {
		"t.live_in=yes; t.cost@1=3; t.cost@2=4",
		"t.live_in=no; t.cost@1=3; t.cost@2=4",
		"t.cost@1=3; t.cost@2=4",
	};
	const char *rows = "t.line:1 t.line:2";
	struct sandbox_case test;
	char *first[ARRAY_LEN(answers)];

	(void)state;
	case_open(&test, TOGGLE_FORM, NULL, NULL, 0);
	for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
		case_run(&test, rows, answers[i]);
		first[i] = case_dump(&test);
	}
	assert_string_not_equal(first[0], first[1]);
	for (size_t i = 0; i < 20; i++) {
		size_t which = i * 7 % ARRAY_LEN(answers);
		char *again;

		case_run(&test, rows, answers[which]);
		again = case_dump(&test);
		expect_same(first[which], again);
		free(again);
	}
	case_run(&test, rows, answers[0]);
	case_expect(&test, "t.sum=700; t.cost@1=300; t.next@2=401");
	case_run(&test, rows, answers[1]);
	case_expect(&test, "t.sum=0; t.cost@1=-; row t.line@1=0");
	for (size_t i = 0; i < ARRAY_LEN(answers); i++)
		free(first[i]);
	case_close(&test);
}

static void
rows_know_nothing_of_each_other(void **state)
{
	static const char *const others[] = { "", "t.cost@2=9", "t.kind@2=x",
		"t.cost@2=bad; t.kind@2=y", "t.cost@2=0.01; t.kind@2=x" };
	struct sandbox_case test;

	(void)state;
	case_open(&test, LINES FIELD("twice", "money")
	    KEY("calculate", ":cost * 2") FIELD("note", "text")
	    KEY("relevant", ":kind IS 'x'") KEY("readonly", ":cost > 500")
	    KEY("default", ":kind"), NULL, NULL, 0);
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		struct buf answers;

		buf_init(&answers);
		buf_addf(&answers, "t.cost@1=3; t.kind@1=x; %s", others[i]);
		case_run(&test, "t.line:2 t.line:1", answers.data);
		case_expect(&test, "t.twice@1=600; t.note@1,asked=1; "
				   "t.note@1=x; t.note@1,readonly=0");
		buf_clear(&answers);
	}
	case_close(&test);
}

/* What an expression gave in the row before stands for a row that is alike, and
 * only there: not where it names the row itself, not after another row, and not
 * in the next run. */
static void
alike_rows_give_the_same(void **state)
{
	struct sandbox_case test;

	(void)state;
	case_open(&test, LINES FIELD("all", "number")
	    KEY("calculate", "(SELECT count(t__line.row) FROM t__line WHERE "
		"t__line.kind IS :kind)")
	    FIELD("place", "number")
	    KEY("calculate", "CASE WHEN :kind IS 'x' THEN (SELECT t__line.pos "
		"FROM t__line WHERE t__line.row IS :row) END")
	    FIELD("note", "text") KEY("relevant", ":kind IS 'x'")
	    KEY("default", ":kind"), NULL, NULL, 0);
	case_run(&test, "t.line:1 t.line:2 t.line:3 t.line:4 t.line:5",
	    "t.kind@1=x; t.kind@2=x; t.kind@3=y; t.kind@4=x");
	case_expect(&test, "t.all@1=3; t.all@2=3; t.all@3=1; t.all@4=3; "
	    "t.all@5=1; t.place@1=1; t.place@2=2; t.place@3=-; t.place@4=4; "
	    "t.place@5=-; t.note@1=x; t.note@2=x; t.note@3,asked=0; t.note@4=x; "
	    "t.note@5,asked=0");
	case_run(&test, "t.line:1 t.line:2 t.line:3",
	    "t.kind@1=x; t.kind@3=y");
	case_expect(&test, "t.all@1=1; t.all@2=1; t.all@3=1; t.place@1=1; "
	    "t.place@2=-; t.note@1=x; t.note@2,asked=0; t.note@3,asked=0");
	case_close(&test);
}

/* 60 rows, four times over: 13 million rows to look at. */
#define SLOW_FORM                                                              \
	FORM("t") SECTION("s") FIELD("slow", "number") KEY("calculate",        \
	"(SELECT count(*) FROM t__line AS a, t__line AS b, t__line AS c, "     \
	"t__line AS d WHERE a.pos + b.pos + c.pos + d.pos > 0)")               \
	REPEAT("line") FIELD("quick", "number")                                \
	KEY("calculate", "coalesce(:slow, 5)")

static void
what_runs_too_long_is_stopped(void **state)
{
	struct sandbox_case test;
	struct buf rows;

	(void)state;
	buf_init(&rows);
	for (int i = 1; i <= 60; i++)
		buf_addf(&rows, "t.line:%d ", i);
	case_open(&test, SLOW_FORM, NULL, NULL, 0);
	case_run(&test, rows.data, "");
	assert_int_equal(test.err.code, ERR_FORM);
	assert_non_null(strstr(test.err.text, "t.slow (t.ini:10)"));
	assert_non_null(strstr(test.err.text, "too long"));
	case_expect(&test, "t.slow=-; t.quick@1=5; t.quick@60=5");
	/* and the next run is as good as new */
	case_run(&test, "t.line:1 t.line:2", "");
	assert_int_equal(test.err.code, ERR_NONE);
	case_expect(&test, "t.slow=16; t.quick@2=16");
	buf_clear(&rows);
	case_close(&test);
}

static void
what_does_not_fit_its_type_is_left_out(void **state)
{
	struct sandbox_case test;

	(void)state;
	case_open(&test, FORM("t") SECTION("s") FIELD("a", "text")
	    FIELD("b", "number") KEY("calculate", ":a") FIELD("c", "date")
	    KEY("relevant", ":a"), NULL, NULL, 0);
	case_run(&test, "", "");
	assert_int_equal(test.err.code, ERR_NONE);
	case_run(&test, "", "t.a=words");
	assert_int_equal(test.err.code, ERR_FORM);
	assert_non_null(strstr(test.err.text, "t.ini:"));
	case_expect(&test, "t.b=-; t.c,asked=0");
	case_close(&test);
}

/* --- random answers --- */

#define RANDOM_SEED 20261116u
#define MEDIUM_FORM                                                            \
	FORM("t") SECTION("s")                                                 \
	FIELD("on", "yes_no") FIELD("rate", "number") KEY("default", "2")      \
	FIELD("lines", "number")                                               \
	KEY("calculate", "(SELECT count(*) FROM t__line)")                     \
	FIELD("spent", "money")                                                \
	KEY("calculate",                                                       \
	    "(SELECT coalesce(sum(t__line.total), 0) FROM t__line)")           \
	REPEAT("line") KEY("relevant", ":on IS NOT 0")                         \
	FIELD("split", "yes_no") FIELD("cost", "money")                        \
	KEY("relevant", ":split IS NOT 1")                                     \
	FIELD("pays", "link") KEY("link", "u.stream")                          \
	FIELD("total", "money") KEY("calculate", "coalesce(:cost, (SELECT "    \
	"coalesce(sum(t__share.part), 0) FROM t__share WHERE t__share.parent " \
	"IS :row)) * :rate")                                                   \
	REPEAT("share") KEY("in", "line") KEY("relevant", ":split = 1")        \
	FIELD("part", "money")                                                 \
	KEY("constraint", ":part <= :parent__total")                           \
	KEY("constraint_message", "Too much.")                                 \
	SECTION("extra") KEY("relevant", ":spent > 100000 OR :u__more = 1")    \
	FIELD("why", "text")
#define MEDIUM_OTHER                                                           \
	FORM("u") SECTION("s") FIELD("more", "yes_no")                         \
	REPEAT("stream") FIELD("budget", "money") KEY("default", "100000")     \
	FIELD("used", "money") KEY("calculate", "(SELECT "                     \
	"coalesce(sum(t__line.total), 0) FROM t__line WHERE t__line.pays IS "  \
	":row)") FIELD("over", "text") KEY("relevant", ":used > :budget")      \
	KEY("default", "'over by ' || (:used - :budget)")

static unsigned
roll(unsigned *seed, unsigned sides)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 16) % sides;
}

enum { MOST_ANSWERS = 80, LINES_MOST = 9 };

struct random_plan {
	struct buf rows;
	char *answers[MOST_ANSWERS];
	size_t count;
};

static void
random_answer(struct random_plan *plan, unsigned *seed, const char *format,
    int row, const char *const *values, unsigned count)
{
	struct buf text;

	/* often enough nobody answers */
	if (roll(seed, 3) == 0)
		return;
	assert_true(plan->count < MOST_ANSWERS);
	buf_init(&text);
	buf_add(&text, format);
	if (row)
		buf_addf(&text, "@%d", row);
	buf_addf(&text, "=%s; ", values[roll(seed, count)]);
	plan->answers[plan->count++] = buf_take(&text);
}

static void
random_plan(struct random_plan *plan, unsigned *seed)
{
	static const char *const yes_no[] = { "yes", "no", "perhaps" };
	static const char *const money[] = { "1", "250", "0.05", "x", "-3" };
	static const char *const numbers[] = { "0", "1", "7" };
	static const char *const links[] = { "#51", "#52", "#59" };
	int lines = (int)roll(seed, LINES_MOST);

	memset(plan, 0, sizeof *plan);
	buf_init(&plan->rows);
	buf_add(&plan->rows, "u.stream:51 u.stream:52 ");
	random_answer(plan, seed, "t.on", 0, yes_no, 3);
	random_answer(plan, seed, "t.rate", 0, numbers, 3);
	random_answer(plan, seed, "t.why", 0, yes_no, 3);
	random_answer(plan, seed, "u.more", 0, yes_no, 3);
	random_answer(plan, seed, "u.budget", 51, money, 5);
	for (int i = 1; i <= lines; i++) {
		buf_addf(&plan->rows, "t.line:%d ", i);
		random_answer(plan, seed, "t.split", i, yes_no, 3);
		random_answer(plan, seed, "t.cost", i, money, 5);
		random_answer(plan, seed, "t.pays", i, links, 3);
		for (int j = 0; j < (int)roll(seed, 3); j++) {
			buf_addf(&plan->rows, "t.share:%d:%d ",
			    100 + i * 10 + j, i);
			random_answer(plan, seed, "t.part", 100 + i * 10 + j,
			    money, 5);
		}
	}
}

static void
shuffle(struct random_plan *plan, unsigned *seed)
{
	for (size_t i = plan->count; i > 1; i--) {
		size_t j = roll(seed, (unsigned)i);
		char *swap = plan->answers[i - 1];

		plan->answers[i - 1] = plan->answers[j];
		plan->answers[j] = swap;
	}
}

static char *
run_plan(struct sandbox_case *test, const struct random_plan *plan)
{
	struct buf answers;

	buf_init(&answers);
	for (size_t i = 0; i < plan->count; i++)
		buf_add(&answers, plan->answers[i]);
	case_run(test, plan->rows.data, answers.data);
	buf_clear(&answers);
	return case_dump(test);
}

/* What a plan says depends on its answers only: not on their order, on what the
 * sandbox ran before, nor on which sandbox it is. */
static void
only_the_answers_count(void **state)
{
	unsigned seed = RANDOM_SEED;
	struct sandbox_case used;

	(void)state;
	print_message("# seed %u\n", seed);
	case_open(&used, MEDIUM_FORM, MEDIUM_OTHER, NULL, 0);
	for (int i = 0; i < 200; i++) {
		struct random_plan plan;
		struct sandbox_case fresh;
		char *first, *again, *new_one;

		random_plan(&plan, &seed);
		first = run_plan(&used, &plan);
		shuffle(&plan, &seed);
		again = run_plan(&used, &plan);
		expect_same(first, again);
		if (i % 10 == 0) {
			case_open(&fresh, MEDIUM_FORM, MEDIUM_OTHER, NULL, 0);
			new_one = run_plan(&fresh, &plan);
			expect_same(first, new_one);
			free(new_one);
			case_close(&fresh);
		}
		for (size_t j = 0; j < plan.count; j++)
			free(plan.answers[j]);
		buf_clear(&plan.rows);
		free(first);
		free(again);
	}
	case_close(&used);
}

/* The same medium form, reckoned by hand. */
static void
a_medium_plan(void **state)
{
	struct sandbox_case test;

	(void)state;
	case_open(&test, MEDIUM_FORM, MEDIUM_OTHER, NULL, 0);
	case_run(&test,
	    "u.stream:51 u.stream:52 t.line:1 t.line:2 t.share:3:2 t.share:4:2 "
	    "t.share:5:1",
	    "t.cost@1=600; t.pays@1=#51; t.split@2=yes; t.cost@2=999; "
	    "t.part@3=10; t.part@4=20; t.part@5=5000; t.pays@2=#52; "
	    "u.budget@52=0.01");
	case_expect(&test,
	    "t.rate=2; t.total@1=120000; t.total@2=6000; t.spent=126000; "
	    "t.cost@2=-; row t.share@5=0; section t.extra=1; u.used@51=120000; "
	    "u.over@51=over by 20000; u.over@52=over by 5999; t.lines=2; "
	    "t.part@3,holds=1");
	case_close(&test);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule),
		cmocka_unit_test(each_function),
		cmocka_unit_test(fact_tables_come_when_they_are_due),
		cmocka_unit_test(rows_know_what_they_stand_in),
		cmocka_unit_test(toggling_restores_exactly),
		cmocka_unit_test(rows_know_nothing_of_each_other),
		cmocka_unit_test(alike_rows_give_the_same),
		cmocka_unit_test(what_runs_too_long_is_stopped),
		cmocka_unit_test(what_does_not_fit_its_type_is_left_out),
		cmocka_unit_test(only_the_answers_count),
		cmocka_unit_test(a_medium_plan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
