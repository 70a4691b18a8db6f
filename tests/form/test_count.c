#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "form/lint.h"

static const char purpose[] =
    "[form]\nid = \"purpose\"\ntitle = \"Purpose\"\nversion = \"1\"\n"
    "[section.what]\ntitle = \"What for?\"\n"
    "[field.kinds]\ntype = \"choices\"\nlabel = \"Kinds?\"\n"
    "choices = \"kinds\"\n"
    "[choices.kinds]\ncouncil = \"Council\"\nchc = \"CHC\"\n";

#define FORM(more) "[form]\nid = \"f\"\ntitle = \"T\"\nversion = \"1\"\n" more
#define SECTION(more) "[section.s]\ntitle = \"S\"\n" more
#define REPEAT(id, more)                                                       \
	"[repeat." id "]\ntitle = \"R\"\nsingular = \"r\"\n" more
#define FIELD(id, more)                                                        \
	"[field." id "]\ntype = \"text\"\nlabel = \"F?\"\n" more
#define SIGN "need = \"sign\"\n"
#define IF(expr) "relevant = \"" expr "\"\n"

/* What is asked for a council plan; the kinds themselves add one optional
 * question. */
static const struct {
	const char *form;
	struct form_count count;
} cases[] = {
    {FORM("") SECTION("") FIELD("a", ""), {0, 0, 0, 1}},
    {FORM("") SECTION("") FIELD("a", SIGN), {1, 0, 0, 0}},
    {FORM("") SECTION("") FIELD("a", "need = \"visit\"\n"), {1, 0, 0, 0}},
    {FORM("") SECTION("") FIELD("a", "need = \"pay\"\n")
	FIELD("b", "need = \"review\"\n"), {0, 0, 2, 0}},
    {FORM("") SECTION("") FIELD("a", "need = \"council:never sign\"\n"),
	{0, 0, 0, 1}},
    {FORM("") SECTION("") FIELD("a", "need = \"council:sign\"\n"),
	{1, 0, 0, 0}},
    {FORM("") SECTION("") FIELD("a", "need = \"chc:sign\"\n"),
	{0, 0, 0, 1}},
    /* for other kinds */
    {FORM("") SECTION("") FIELD("a", SIGN "kinds = \"chc\"\n"),
	{0, 0, 0, 0}},
    {FORM("") SECTION("kinds = \"chc\"\n") FIELD("a", SIGN), {0, 0, 0, 0}},
    {FORM("kinds = \"chc\"\n") SECTION("") FIELD("a", SIGN), {0, 0, 0, 0}},
    {FORM("") SECTION("") REPEAT("r", "kinds = \"chc\"\n" SIGN)
	FIELD("a", SIGN), {0, 0, 0, 0}},
    /* if something else says so */
    {FORM("") SECTION("") FIELD("a", SIGN IF(":b IS 'x'")) FIELD("b", ""),
	{0, 1, 0, 1}},
    {FORM("") SECTION(IF(":today > '2026'")) FIELD("a", SIGN),
	{0, 1, 0, 0}},
    {FORM(IF(":today > '2026'")) SECTION("") FIELD("a", SIGN),
	{0, 1, 0, 0}},
    {FORM("") SECTION("") FIELD("a", SIGN IF("1")), {1, 0, 0, 0}},
    {FORM("") SECTION("") FIELD("a", SIGN IF("0")) FIELD("b", IF("0")),
	{0, 0, 0, 0}},
    /* nobody is asked */
    {FORM("") SECTION("") FIELD("a", SIGN "readonly = \"1\"\n")
	FIELD("b", "calculate = \"'x'\"\n"), {0, 0, 0, 0}},
    {FORM("") SECTION("") FIELD("a", SIGN "readonly = \":b IS 'x'\"\n")
	FIELD("b", SIGN "default = \"'x'\"\n"), {2, 0, 0, 0}},
    /* rows */
    {FORM("") SECTION("") REPEAT("r", SIGN "rows = \"3\"\n")
	FIELD("a", SIGN) FIELD("b", ""), {3, 0, 0, 3}},
    {FORM("") SECTION("") REPEAT("r", SIGN "rows = \"2\"\n") FIELD("a", SIGN)
	REPEAT("i", SIGN "rows = \"3\"\nin = \"r\"\n") FIELD("b", SIGN),
	{8, 0, 0, 0}},
    {FORM("") SECTION("") REPEAT("r", "rows = \"2\"\n") FIELD("a", SIGN),
	{0, 2, 0, 0}},
    {FORM("") SECTION("") REPEAT("r", "rows = \"0\"\n") FIELD("a", SIGN),
	{0, 0, 0, 0}},
    {FORM("") SECTION("") REPEAT("r", "need = \"pay\"\n") FIELD("a", SIGN),
	{0, 0, 1, 0}},
    {FORM("") SECTION("") REPEAT("r", SIGN IF(":b IS 'x'")) FIELD("a", SIGN)
	"[field.b]\nrepeat = \"\"\ntype = \"text\"\nlabel = \"B?\"\n",
	{0, 1, 0, 1}},
};

static void
test_counts(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct form_text texts[] = {
		    {"10-purpose.ini", purpose, strlen(purpose)},
		    {"20-f.ini", cases[i].form, strlen(cases[i].form)},
		};
		struct form_set *set;
		struct error err = {0};
		struct form_count count = {9, 9, 9, 9};

		if (!form_set_load_texts(texts, 2, &set, NULL, &err))
			fail_msg("case %zu: %s", i, err.text);
		forms_count(set, "council", &count);
		if (count.asked != cases[i].count.asked ||
		    count.conditional != cases[i].count.conditional ||
		    count.later != cases[i].count.later ||
		    count.optional != cases[i].count.optional + 1)
			fail_msg("case %zu: %d %d %d %d", i, count.asked,
			    count.conditional, count.later, count.optional);
		form_set_free(set);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
