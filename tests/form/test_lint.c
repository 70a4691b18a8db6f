/* Each tests/lint/NAME.ini is a form with a mistake, and NAME.lint is exactly
 * what lint says of it. It is linted beside a form that has the kinds of plan,
 * or alone if its first line is "# alone". GENERATE=1 rewrites the .lint files,
 * for a reviewer to read the difference. */
#include "config.h"

#include "form/lint.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/outfile.h"
#include "form/suggest.h"

#define MAX_BYTES 100000

static const char purpose[] =
    "[form]\nid = \"purpose\"\ntitle = \"Purpose\"\nversion = \"1\"\n"
    "[section.what]\ntitle = \"What for?\"\n"
    "[field.kinds]\ntype = \"choices\"\nlabel = \"Kinds?\"\n"
    "choices = \"kinds\"\n"
    "[choices.kinds]\ncouncil = \"Council\"\nchc = \"CHC\"\n";

static char folder[64];
static struct buf purpose_path, case_path;

static int
make_folder(void **state)
{
	struct error err;

	(void)state;
	strcpy(folder, "/tmp/oneplan-lint-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	buf_init(&purpose_path);
	buf_addf(&purpose_path, "%s/10-purpose.ini", folder);
	buf_init(&case_path);
	buf_addf(&case_path, "%s/50-case.ini", folder);
	return outfile_write(purpose_path.data, purpose, strlen(purpose), true,
	    &err) ? 0 : -1;
}

static int
remove_folder(void **state)
{
	(void)state;
	unlink(purpose_path.data);
	unlink(case_path.data);
	buf_clear(&purpose_path);
	buf_clear(&case_path);
	return rmdir(folder);
}

/* Appends TEXT without the folder's name. */
static void
add_without_folder(struct buf *out, const char *text)
{
	size_t len = strlen(folder);
	const char *found;

	while ((found = strstr(text, folder)) != NULL) {
		buf_add_bytes(out, text, (size_t)(found - text));
		text = found + len + (found[len] == '/');
	}
	buf_add(out, text);
}

/* What lint says of TEXT, a problem a line. */
static void
lint_text(const char *text, struct buf *said)
{
	static const struct fact_table counts = {
	    .name = "counts", .columns = {"n"}, .types = "i",
	    .reads = {"purpose.kinds"}, .about = "how many"};
	static const struct fact_table *const tables[] = {&counts};
	bool alone = strncmp(text, "# alone\n", 8) == 0;
	struct problem_list problems;
	struct error err;
	bool clean;

	assert_true(outfile_write(case_path.data, text, strlen(text), true,
	    &err));
	if (alone)
		assert_int_equal(unlink(purpose_path.data), 0);
	problem_list_init(&problems);
	clean = forms_lint(folder, NULL, tables, alone ? 0 : 1, &problems);
	assert_true(clean == (problems.count == 0));
	for (size_t i = 0; i < problems.count; i++) {
		add_without_folder(said, problems.items[i].where);
		buf_add(said, ": ");
		add_without_folder(said, problems.items[i].text);
		buf_add_char(said, '\n');
	}
	problem_list_clear(&problems);
	if (alone)
		assert_true(outfile_write(purpose_path.data, purpose,
		    strlen(purpose), true, &err));
}

static void
cases_path(struct buf *path, const char *name, const char *ending)
{
	const char *top = getenv("TOP_SRCDIR");

	buf_reset(path);
	buf_addf(path, "%s/tests/lint", top ? top : ".");
	if (name)
		buf_addf(path, "/%s%s", name, ending);
}

/* True where lint says what NAME.lint does. */
static bool
case_holds(const char *name)
{
	struct buf path, said;
	struct error err;
	char *text, *expected;
	size_t len;
	bool same;

	buf_init(&path);
	buf_init(&said);
	cases_path(&path, name, ".ini");
	assert_true(infile_read(path.data, MAX_BYTES, &text, &len, &err));
	lint_text(text, &said);
	free(text);
	cases_path(&path, name, ".lint");
	if (getenv("GENERATE"))
		assert_true(outfile_write(path.data, said.data, said.len,
		    true, &err));
	assert_true(infile_read(path.data, MAX_BYTES, &expected, &len, &err));
	same = strcmp(said.data, expected) == 0;
	if (!same)
		print_message("# %s: lint says\n%s# and not\n%s", name,
		    said.data, expected);
	free(expected);
	buf_clear(&path);
	buf_clear(&said);
	return same;
}

static int
is_case(const struct dirent *entry)
{
	size_t len = strlen(entry->d_name);

	return len > 4 && strcmp(entry->d_name + len - 4, ".ini") == 0;
}

static void
test_cases(void **state)
{
	struct dirent **files;
	size_t wrong = 0;
	struct buf path;
	int count;

	(void)state;
	buf_init(&path);
	cases_path(&path, NULL, "");
	count = scandir(path.data, &files, is_case, alphasort);
	buf_clear(&path);
	assert_true(count > 50);
	for (int i = 0; i < count; i++) {
		char *name = xstrndup(files[i]->d_name,
		    strlen(files[i]->d_name) - 4);

		wrong += !case_holds(name);
		free(name);
		free(files[i]);
	}
	free(files);
	assert_int_equal(wrong, 0);
}

/* Line 10 comes after line 9, and what was in the list stays in front. */
static void
test_sorted_and_added(void **state)
{
	struct problem_list problems;
	struct error err;
	struct buf text;

	(void)state;
	buf_init(&text);
	for (int i = 0; i < 12; i++)
		buf_addf(&text, "word%d\n", i);
	assert_true(outfile_write(case_path.data, text.data, text.len, true,
	    &err));
	buf_clear(&text);
	problem_list_init(&problems);
	problem_add(&problems, "zzz", "from before");
	assert_false(forms_lint(folder, NULL, NULL, 0, &problems));
	assert_int_equal(problems.count, 13);
	assert_string_equal(problems.items[0].text, "from before");
	for (int i = 1; i <= 12; i++) {
		const char *colon = strrchr(problems.items[i].where, ':');

		assert_non_null(colon);
		assert_int_equal(atoi(colon + 1), i);
	}
	problem_list_clear(&problems);
}

static void
test_fact_tables_read_what_is_there(void **state)
{
	static const struct fact_table counts = {
	    .name = "counts", .columns = {"n"}, .types = "i",
	    .reads = {"purpose.kinds", "purpose.kind", "money.line"},
	    .about = "how many"};
	static const struct fact_table *const tables[] = {&counts};
	static const char reader[] =
	    "[form]\nid = \"reader\"\ntitle = \"Reader\"\nversion = \"1\"\n"
	    "[section.s]\ntitle = \"Screen\"\n"
	    "[field.n]\ntype = \"number\"\nlabel = \"How many\"\n"
	    "calculate = \"(SELECT counts.n FROM counts)\"\n";
	struct problem_list problems;
	struct error err;
	size_t without;

	(void)state;
	unlink(case_path.data);
	problem_list_init(&problems);
	/* forms that do not read it need not have what it is made from */
	(void)!forms_lint(folder, NULL, tables, 1, &problems);
	without = problems.count;
	problem_list_clear(&problems);
	assert_true(outfile_write(case_path.data, reader, strlen(reader), true,
	    &err));
	assert_false(forms_lint(folder, NULL, tables, 1, &problems));
	unlink(case_path.data);
	assert_true(problems.count >= without + 2);
	assert_string_equal(problems.items[0].where, "counts");
	assert_string_equal(problems.items[0].text,
	    "The table counts is reckoned from money.line, which no form has. "
	    "Put the field back.");
	assert_string_equal(problems.items[1].text,
	    "The table counts is reckoned from purpose.kind, which no form "
	    "has. Did you mean purpose.kinds?");
	problem_list_clear(&problems);
}

static void
test_folder_not_there(void **state)
{
	struct problem_list problems;

	(void)state;
	problem_list_init(&problems);
	assert_false(forms_lint("/tmp/oneplan-lint-not-there", NULL, NULL, 0,
	    &problems));
	assert_int_equal(problems.count, 1);
	assert_string_equal(problems.items[0].where,
	    "/tmp/oneplan-lint-not-there");
	problem_list_clear(&problems);
}

static void
test_suggestions(void **state)
{
	static const struct {
		const char *word, *offered, *said;
	} cases[] = {
	    {"lable", "label", " Did you mean label?"},
	    {"tittle", "title", " Did you mean title?"},
	    {"hnit", "hint", " Did you mean hint?"},
	    {"visible_if", "relevant", ""},
	    {"in", "id", " Did you mean id?"},
	    {"unit", "hint", ""},
	    {"about_me.frist", "about_me.first",
		" Did you mean about_me.first?"},
	    {"x", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct suggest suggest;
		char said[128];

		suggest_init(&suggest, cases[i].word);
		suggest_offer(&suggest, "something_else_altogether");
		suggest_offer(&suggest, cases[i].offered);
		suggest_write(&suggest, said);
		assert_string_equal(said, cases[i].said);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_cases),
	    cmocka_unit_test(test_sorted_and_added),
	    cmocka_unit_test(test_fact_tables_read_what_is_there),
	    cmocka_unit_test(test_folder_not_there),
	    cmocka_unit_test(test_suggestions),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
