/* The map of the PRSB standard that oneplan comes with, and what is said of a
 * map with mistakes. */
#include "config.h"

#include "form/coverage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/digest.h"

/* SHA-256 of every element's path and use, a line each, as the published model
 * has them: none may be left out, added or reworded. */
#define ELEMENTS_DIGEST                                                        \
	"b8981670a64c48bacd6e1efeb3d6a6d64f52f4032d3b7242d170b7e4d5b5223c"

static int
load_forms(void **state)
{
	const char *dir = getenv("ONEPLAN_FORMS");
	struct form_set *set = NULL;
	struct error err;

	if (!dir || !form_set_load(dir, NULL, &set, NULL, &err)) {
		fprintf(stderr, "%s\n", dir ? err.text : "no ONEPLAN_FORMS");
		return -1;
	}
	*state = set;
	return 0;
}

static int
unload_forms(void **state)
{
	form_set_free(*state);
	return 0;
}

/* --- ours --- */

static void
load_ours(const struct form_set *forms, struct coverage *coverage)
{
	const char *data = getenv("ONEPLAN_DATA");
	struct problem_list problems;
	struct error err;
	struct buf path;

	assert_non_null(data);
	buf_init(&path);
	buf_addf(&path, "%s/prsb-pcsp.tsv", data);
	problem_list_init(&problems);
	if (!coverage_load(path.data, forms, coverage, &problems, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < problems.count; i++)
		print_error("%s: %s\n", problems.items[i].where,
		    problems.items[i].text);
	assert_int_equal(problems.count, 0);
	problem_list_clear(&problems);
	buf_clear(&path);
}

static void
has_every_element(void **state)
{
	static const struct {
		const char *title;
		size_t count, mandatory;
	} sections[] = {
		{ "Person demographics", 37, 7 },
		{ "GP practice", 5, 2 },
		{ "About me", 18, 0 },
		{ "Professional contacts", 13, 0 },
		{ "Personal contacts", 7, 1 },
		{ "Formulation", 24, 0 },
		{ "Care and support plan", 74, 0 },
		{ "Contingency/safety plans", 78, 1 },
		{ "Additional support plans", 31, 0 },
	};
	struct coverage coverage;
	struct digest digest;
	struct buf all;
	char hex[DIGEST_HEX_LEN + 1];

	load_ours(*state, &coverage);
	assert_int_equal(coverage.count, 287);
	assert_int_equal(coverage.section_count, ARRAY_LEN(sections));
	for (size_t i = 0; i < ARRAY_LEN(sections); i++) {
		const struct coverage_section *section = &coverage.sections[i];

		assert_string_equal(section->title, sections[i].title);
		assert_int_equal(section->count, sections[i].count);
		assert_int_equal(section->mandatory, sections[i].mandatory);
	}
	buf_init(&all);
	for (size_t i = 0; i < coverage.count; i++)
		buf_addf(&all, "%s\t%c\n", coverage.elements[i].path,
		    coverage.elements[i].use);
	digest = digest_of(all.data, all.len);
	digest_format(&digest, hex);
	assert_string_equal(hex, ELEMENTS_DIGEST);
	buf_clear(&all);
	coverage_clear(&coverage);
}

static void
holds_what_is_mandatory(void **state)
{
	struct coverage coverage;

	load_ours(*state, &coverage);
	assert_int_equal(coverage.total.mandatory, 11);
	assert_int_equal(coverage.total.mandatory_held, 11);
	assert_true(coverage.total.held >= 210);
	coverage_clear(&coverage);
}

/* --- maps with mistakes --- */

static void
load_text(const char *text, const struct form_set *forms,
    struct coverage *coverage, struct problem_list *problems)
{
	char path[] = "test_coverage.XXXXXX";
	int fd = mkstemp(path);
	struct error err;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
	problem_list_init(problems);
	assert_true(coverage_load(path, forms, coverage, problems, &err));
	assert_int_equal(unlink(path), 0);
}

static void
says_what_is_wrong(void **state)
{
	static const struct {
		const char *text, *says;
		int line; /* 0: nothing is wrong */
	} cases[] = {
		{ "# a note\n\nA\tR\tabout_me.dob\n", NULL, 0 },
		{ "A\tR\tnot: why\n", NULL, 0 },
		{ "A\tM\tkept: how", NULL, 0 },
		{ "\nA\tR\tabout_me.dob me.gone\n", "no field \"me.gone\"", 2 },
		{ "A\tR\tabout_me\n", "no field \"about_me\"", 1 },
		{ "A\tR\tnot:\n", "Nothing is said about \"A\"", 1 },
		{ "A\tR\tkept: \n", "Nothing is said about \"A\"", 1 },
		{ "A\tR\t\n", "Nothing is said about \"A\"", 1 },
		{ "A\tX\tnot: why\n", "cannot be read", 1 },
		{ "A\tMR\tnot: why\n", "cannot be read", 1 },
		{ "A\tM\n", "cannot be read", 1 },
		{ "A R not: why\n", "cannot be read", 1 },
		{ "\tM\tabout_me.dob\n", "cannot be read", 1 },
		{ "A\tR\tnot: x\nA\tR\tnot: y\n", "\"A\" is here twice", 2 },
		{ "A\tM\tnot: why\n", "must have \"A\"", 1 },
		{ "A\tM\tgroup\n", "must have \"A\"", 1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct problem_list problems;
		struct coverage coverage;
		char line[16];

		load_text(cases[i].text, *state, &coverage, &problems);
		assert_int_equal(problems.count, cases[i].line > 0);
		if (cases[i].line > 0) {
			assert_non_null(strstr(problems.items[0].text,
			    cases[i].says));
			snprintf(line, sizeof line, ":%d", cases[i].line);
			assert_non_null(strstr(problems.items[0].where, line));
		}
		coverage_clear(&coverage);
		problem_list_clear(&problems);
	}
}

static void
reckons_groups(void **state)
{
	static const struct {
		const char *text;
		bool held;
	} cases[] = {
		{ "A\tR\tgroup\nA > B\tR\tabout_me.dob\n", true },
		{ "A\tR\tgroup\nA > B\tR\tgroup\nA > B > C\tR\tkept: x\n",
		    true },
		{ "A\tR\tgroup\nA > B\tR\tnot: x\n", false },
		{ "A\tR\tgroup\n", false },
		/* another's part is not its own */
		{ "A\tR\tgroup\nAB > C\tR\tabout_me.dob\n", false },
		/* a hole in what is mandatory */
		{ "A\tR\tgroup\nA > B\tM\tnot: x\nA > C\tR\tabout_me.dob\n",
		    false },
		{ "A\tR\tgroup\nA > B\tR\tnot: x\nA > C\tM\tabout_me.dob\n",
		    true },
	};

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct problem_list problems;
		struct coverage coverage;

		load_text(cases[i].text, *state, &coverage, &problems);
		assert_int_equal(coverage.elements[0].held, cases[i].held);
		coverage_clear(&coverage);
		problem_list_clear(&problems);
	}
}

static void
says_when_there_is_none(void **state)
{
	struct problem_list problems;
	struct coverage coverage;
	struct error err;

	problem_list_init(&problems);
	assert_false(coverage_load("no/such/file.tsv", *state, &coverage,
	    &problems, &err));
	assert_non_null(strstr(err.text, "cannot be read"));
	assert_int_equal(problems.count, 0);
	coverage_clear(&coverage);
	problem_list_clear(&problems);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_every_element),
		cmocka_unit_test(holds_what_is_mandatory),
		cmocka_unit_test(says_what_is_wrong),
		cmocka_unit_test(reckons_groups),
		cmocka_unit_test(says_when_there_is_none),
	};

	return cmocka_run_group_tests(tests, load_forms, unload_forms);
}
