#include "config.h"

#include "report/report.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/outfile.h"
#include "base/utf8.h"
#include "export/write_text.h"

/* A plan of our own small forms (tests/report/forms). */
struct scene {
	char top[64];
	struct form_set *forms;
	struct plan *plan;
};

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static char *
source_path(const char *file)
{
	const char *top = getenv("TOP_SRCDIR");
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/tests/report/%s", top != NULL ? top : ".", file);
	return buf_take(&path);
}

static void
make(struct scene *scene, bool training)
{
	static const struct plan_user user = { "Aisha Bloom", "abloom",
		"clinic3" };
	char *dir = source_path("forms"), path[96];
	struct error err = { 0 };

	snprintf(scene->top, sizeof scene->top, "/tmp/oneplan-test-XXXXXX");
	assert_non_null(mkdtemp(scene->top));
	snprintf(path, sizeof path, "%s/plan.oneplan", scene->top);
	if (!form_set_load(dir, NULL, &scene->forms, NULL, &err) ||
	    !plan_create(path, scene->forms, &user, training, &scene->plan,
		&err))
		fail_msg("%s", err.text);
	free(dir);
}

static int
set_up(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);

	make(scene, false);
	*state = scene;
	return 0;
}

static int
set_up_training(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);

	make(scene, true);
	*state = scene;
	return 0;
}

static int
tear_down(void **state)
{
	struct scene *scene = *state;

	plan_close(scene->plan);
	form_set_free(scene->forms);
	nftw(scene->top, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(scene);
	return 0;
}

static void
answer_in(const struct scene *scene, const struct uid *row, const char *name,
    const char *text)
{
	const struct field *field = form_set_field(scene->forms, name);
	struct error err = { 0 };

	assert_non_null(field);
	if (!plan_set_answer(scene->plan, field, row, text, NULL, &err))
		fail_msg("%s", err.text);
}

static void
answer(const struct scene *scene, const char *name, const char *text)
{
	answer_in(scene, &UID_NONE, name, text);
}

static struct uid
add_row(const struct scene *scene, const struct uid *parent, const char *name)
{
	const struct repeat *repeat = form_set_repeat(scene->forms, name);
	struct error err = { 0 };
	struct uid row;

	assert_non_null(repeat);
	if (!plan_row_add(scene->plan, repeat, parent, &row, &err))
		fail_msg("%s", err.text);
	return row;
}

static void
answer_link(const struct scene *scene, const struct uid *row, const char *name,
    const struct uid *to)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(to, hex);
	answer_in(scene, row, name, hex);
}

static void
add_cost(const struct scene *scene, const char *what, const char *price,
    const char *frequency, const struct uid *payer, const struct uid *to)
{
	struct uid line = add_row(scene, &UID_NONE, "money.line");

	answer_in(scene, &line, "money.what", what);
	answer_in(scene, &line, "money.quantity", "1");
	answer_in(scene, &line, "money.price", price);
	answer_in(scene, &line, "money.frequency", frequency);
	if (payer != NULL)
		answer_link(scene, &line, "money.paid_by", payer);
	if (to != NULL)
		answer_link(scene, &line, "money.for_whom", to);
}

/* The plan of Kwame Redfern, who does not exist. */
static void
fill(const struct scene *scene)
{
	struct uid dev, wish, step, worry, payer;

	answer(scene, "purpose.kinds", "council");
	answer(scene, "about_me.name_pref", "Kwame");
	answer(scene, "about_me.name_family", "Redfern");
	answer(scene, "about_me.dob", "3 April 1992");
	answer(scene, "about_me.nhs_no", "999 000 0018");
	answer(scene, "about_me.day",
	    "I swim with Dev before it gets busy.\n\nThen we have tea, and "
	    "nobody hurries me along although the bus is often late.");
	answer(scene, "about_me.safe_to_ring", "Never on a Friday");
	worry = add_row(scene, &UID_NONE, "about_me.worry");
	answer_in(scene, &worry, "about_me.worry_what", "The neighbour");
	dev = add_row(scene, &UID_NONE, "about_me.person");
	answer_in(scene, &dev, "about_me.person_name", "Dev Ash");
	answer_in(scene, &dev, "about_me.role", "Swims with me");
	answer_in(scene, &dev, "about_me.secret_note", "Owes money");
	wish = add_row(scene, &UID_NONE, "about_me.wish");
	answer_in(scene, &wish, "about_me.agency_view", "Only for agencies");
	wish = add_row(scene, &UID_NONE, "about_me.wish");
	answer_in(scene, &wish, "about_me.what", "Swim twice a week.");
	answer_in(scene, &wish, "about_me.score", "11");
	answer_link(scene, &wish, "about_me.who_helps", &dev);
	step = add_row(scene, &wish, "about_me.step");
	answer_in(scene, &step, "about_me.step_what", "Ask for a pass");
	answer_in(scene, &step, "about_me.by_when", "1/12/2026");
	payer = add_row(scene, &UID_NONE, "money.stream");
	answer_in(scene, &payer, "money.funder", "The council");
	answer_in(scene, &payer, "money.indicative", "2,450.00");
	add_cost(scene, "Pool pass", "380.00", "one_off", &payer, NULL);
	add_cost(scene, "Dev's fare", "12.50", "weekly", &payer, &dev);
	add_cost(scene, "A bag", "20", "one_off", NULL, NULL);
	answer(scene, "money.hint", "For finance alone");
}

static char *
page(const struct scene *scene, enum audience audience)
{
	struct report *report = report_build(scene->plan, audience);
	struct buf text;

	buf_init(&text);
	write_text(report, &text);
	report_free(report);
	return buf_take(&text);
}

/* --- the pages, whole --- */

/* Compares with tests/report/NAME; GENERATE=1 writes it anew, to be read. */
static void
assert_golden(const char *text, const char *name)
{
	char *path = source_path(name), *expected = NULL;
	struct error err = { 0 };
	size_t len;

	if (getenv("GENERATE") != NULL) {
		if (!outfile_write(path, text, strlen(text), true, &err))
			fail_msg("%s", err.text);
	}
	if (!infile_read(path, 1 << 20, &expected, &len, &err))
		fail_msg("%s", err.text);
	assert_string_equal(text, expected);
	free(expected);
	free(path);
}

static void
test_pages(void **state)
{
	static const struct {
		enum audience audience;
		const char *file;
	} cases[] = {
		{ AUDIENCE_PERSON, "person.txt" },
		{ AUDIENCE_PROVIDER, "provider.txt" },
		{ AUDIENCE_FINANCE, "finance.txt" },
		{ AUDIENCE_AGENCIES, "agencies.txt" },
	};
	const struct scene *scene = *state;

	fill(scene);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = page(scene, cases[i].audience);

		assert_golden(text, cases[i].file);
		free(text);
	}
}

static void
test_lines_fit_and_have_no_trailing_space(void **state)
{
	const struct scene *scene = *state;
	char *text;

	fill(scene);
	answer(scene, "about_me.day",
	    "Awordthatislongerthanalineofthepageandmustthereforebebrokensome"
	    "wherebecausenothingisevercut 王小明王小明王小明王小明王小明王小明"
	    "王小明王小明王小明王小明王小明王小明王小明\ta tab  \n");
	text = page(scene, AUDIENCE_AGENCIES);
	for (const char *line = text; *line != '\0';) {
		size_t len = strcspn(line, "\n");

		assert_int_equal(line[len], '\n');
		assert_true(utf8_cols(line, len) <= TEXT_PAGE_COLS);
		assert_true(len == 0 || line[len - 1] != ' ');
		assert_null(memchr(line, '\t', len));
		line += len + 1;
	}
	free(text);
}

static void
test_the_same_plan_gives_the_same_bytes(void **state)
{
	const struct scene *scene = *state;
	char *first, *second;

	fill(scene);
	first = page(scene, AUDIENCE_AGENCIES);
	assert_int_equal(setenv("TZ", "Pacific/Auckland", 1), 0);
	assert_int_equal(setenv("ONEPLAN_NOW", "2031-01-01", 1), 0);
	second = page(scene, AUDIENCE_AGENCIES);
	assert_int_equal(setenv("TZ", "UTC", 1), 0);
	assert_int_equal(setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1), 0);
	assert_string_equal(first, second);
	free(first);
	free(second);
}

/* --- who sees what --- */

static void
test_no_trace(void **state)
{
	static const struct {
		enum audience audience;
		const char *words; /* nowhere on that page */
	} cases[] = {
		{ AUDIENCE_PERSON, "Friday" },
		{ AUDIENCE_PERSON, "safe" },
		{ AUDIENCE_PERSON, "Staying" },
		{ AUDIENCE_PERSON, "neighbour" },
		{ AUDIENCE_PERSON, "Worr" },
		{ AUDIENCE_PERSON, "careful" },
		{ AUDIENCE_PERSON, "agencies think" },
		{ AUDIENCE_PERSON, "Wish 2" }, /* one shows: it is Wish 1 */
		{ AUDIENCE_PERSON, "finance" },
		{ AUDIENCE_PROVIDER, "safe" },
		{ AUDIENCE_PROVIDER, "Money" },
		{ AUDIENCE_PROVIDER, "£" },
		{ AUDIENCE_PROVIDER, "It is for" },
		{ AUDIENCE_PROVIDER, "1992" },
		{ AUDIENCE_PROVIDER, "018" },
		/* a link would show a name that finance may not see */
		{ AUDIENCE_FINANCE, "Dev Ash" },
		{ AUDIENCE_FINANCE, "gets it" },
		{ AUDIENCE_FINANCE, "good day" },
		{ AUDIENCE_HOME, "Money" },
		{ AUDIENCE_FAMILY, "People" },
		{ AUDIENCE_APPROVER, "Never on" },
	};
	const struct scene *scene = *state;

	fill(scene);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = page(scene, cases[i].audience);

		if (strstr(text, cases[i].words) != NULL)
			fail_msg("\"%s\" is on the page for %s:\n%s",
			    cases[i].words,
			    audience_word(cases[i].audience), text);
		free(text);
	}
}

/* What nobody else may see changes no other page, not even by a date. */
static void
test_restricted_answers_change_no_other_page(void **state)
{
	const struct scene *scene = *state;
	struct uid row;
	char *before[6], *after;

	fill(scene);
	for (int i = 0; i < 6; i++)
		before[i] = page(scene, (enum audience)(1 << i));
	assert_int_equal(setenv("ONEPLAN_NOW", "2026-12-24", 1), 0);
	answer(scene, "about_me.safe_to_ring", "Only from the pool");
	row = add_row(scene, &UID_NONE, "about_me.worry");
	answer_in(scene, &row, "about_me.worry_what", "Another");
	assert_int_equal(setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1), 0);
	for (int i = 0; i < 6; i++) {
		after = page(scene, (enum audience)(1 << i));
		assert_string_equal(before[i], after);
		free(after);
		free(before[i]);
	}
	after = page(scene, AUDIENCE_AGENCIES);
	assert_non_null(strstr(after, "Only from the pool"));
	assert_non_null(strstr(after, "24 December 2026"));
	free(after);
}

/* --- what single answers say --- */

static const struct block *
find_answer(const struct report *report, const char *question)
{
	for (size_t i = 0; i < report->count; i++)
		if (report->blocks[i].kind == BLOCK_ANSWER &&
		    strcmp(report->blocks[i].text, question) == 0)
			return &report->blocks[i];
	return NULL;
}

static void
test_answers(void **state)
{
	static const struct {
		const char *field, *typed, *question, *shown; /* NULL: absent */
	} cases[] = {
		{ "about_me.dob", "3/4/1992", "Date of birth", "3 April 1992" },
		{ "about_me.dob", "31/2/1992", "Date of birth",
		    "31/2/1992 (to be checked)" },
		{ "about_me.dob", NULL, "Date of birth", "Not answered yet" },
		{ "about_me.nickname", NULL, "Any other name?", NULL },
		{ "about_me.nickname", "   ", "Any other name?", NULL },
		{ "about_me.nickname", "K", "Any other name?", "K" },
		{ "purpose.weeks", "12", "How many weeks?", "12 weeks" },
		{ "purpose.weeks", "a few", "How many weeks?",
		    "a few (to be checked)" },
		{ "purpose.kinds", "chc council", "What is this plan for?",
		    "Council care; NHS continuing healthcare" },
	};
	const struct scene *scene = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct block *block;
		struct report *report;

		answer(scene, cases[i].field, cases[i].typed);
		report = report_build(scene->plan, AUDIENCE_PERSON);
		block = find_answer(report, cases[i].question);
		if (cases[i].shown == NULL) {
			assert_null(block);
		} else {
			assert_non_null(block);
			assert_string_equal(block->answer, cases[i].shown);
		}
		report_free(report);
	}
}

static void
test_own_words_come_first(void **state)
{
	const struct scene *scene = *state;
	struct report *report;
	size_t i = 0;

	fill(scene);
	report = report_build(scene->plan, AUDIENCE_PERSON);
	while (i < report->count &&
	    (report->blocks[i].kind != BLOCK_HEADING ||
		strcmp(report->blocks[i].text, "My name") != 0))
		i++;
	assert_true(i + 1 < report->count);
	assert_string_equal(report->blocks[i + 1].text,
	    "A good day, in my own words");
	assert_true(report->blocks[i + 1].own_words);
	assert_false(report->blocks[i + 2].own_words);
	report_free(report);
}

static void
test_a_new_plan_asks_for_what_is_needed(void **state)
{
	const struct scene *scene = *state;
	char *text = page(scene, AUDIENCE_PERSON);

	assert_non_null(strstr(text, "Support plan: No name yet\n"));
	assert_non_null(strstr(text,
	    "What is this plan for?\n    Not answered yet\n"));
	assert_non_null(strstr(text,
	    "People who help\n    Not answered yet\n"));
	assert_null(strstr(text, "newest answer"));
	assert_null(strstr(text, "£"));
	free(text);
}

static void
test_a_page_with_nothing_on_it_says_so(void **state)
{
	const struct scene *scene = *state;
	char *text;

	answer(scene, "about_me.name_pref", "Kwame");
	answer(scene, "about_me.name_family", "Redfern");
	answer(scene, "about_me.safe_to_ring", "No");
	text = page(scene, AUDIENCE_HOME);
	assert_non_null(strstr(text, "Family name\n    Redfern\n"));
	assert_null(strstr(text, "Not answered yet"));
	free(text);
}

static void
test_training_stands_first_and_last(void **state)
{
	const struct scene *scene = *state;
	struct report *report = report_build(scene->plan, AUDIENCE_PERSON);

	assert_true(report->training);
	assert_int_equal(report->blocks[0].kind, BLOCK_NOTE);
	assert_string_equal(report->blocks[0].text, TRAINING_NOTE);
	assert_string_equal(report->blocks[report->count - 1].text,
	    TRAINING_NOTE);
	report_free(report);
}

/* An answer from a file that somebody brought cannot move the cursor. */
static void
test_control_characters_never_reach_the_page(void **state)
{
	const struct scene *scene = *state;
	char *text;

	answer(scene, "about_me.nickname", "K\x1b[2J\x07!");
	text = page(scene, AUDIENCE_PERSON);
	assert_null(strchr(text, '\x1b'));
	assert_null(strchr(text, '\x07'));
	free(text);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_pages),
		CASE(test_lines_fit_and_have_no_trailing_space),
		CASE(test_the_same_plan_gives_the_same_bytes),
		CASE(test_no_trace),
		CASE(test_restricted_answers_change_no_other_page),
		CASE(test_answers),
		CASE(test_own_words_come_first),
		CASE(test_a_new_plan_asks_for_what_is_needed),
		CASE(test_a_page_with_nothing_on_it_says_so),
		cmocka_unit_test_setup_teardown(
		    test_training_stands_first_and_last, set_up_training,
		    tear_down),
		CASE(test_control_characters_never_reach_the_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
