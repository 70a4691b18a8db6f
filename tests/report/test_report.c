#include "config.h"

#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "export/write_text.h"

/* --- the pages, whole --- */

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

/* --- what the worker is told is left out --- */

static void
test_withheld(void **state)
{
	static const struct {
		enum audience audience;
		const char *sentence;
		const char *first, *where; /* of the list; NULL: empty */
	} cases[] = {
		{ AUDIENCE_PERSON,
		    "The copy for the person leaves out 5 answers: 3 restricted, "
		    "2 not meant for this audience.",
		    "about_me.safe_to_ring", "About me, Staying safe" },
		{ AUDIENCE_AGENCIES,
		    "The copy for the agencies leaves out nothing.", NULL,
		    NULL },
	};
	const struct scene *scene = *state;

	fill(scene);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct withheld_list list;
		struct buf sentence;

		report_withheld(scene->plan, cases[i].audience, &list);
		buf_init(&sentence);
		withheld_sentence(&list,
		    audience_phrase(cases[i].audience), &sentence);
		assert_string_equal(sentence.data, cases[i].sentence);
		if (cases[i].first != NULL) {
			assert_string_equal(list.items[0].field->name,
			    cases[i].first);
			assert_string_equal(list.items[0].where,
			    cases[i].where);
			/* one that stands in a row */
			assert_string_equal(list.items[1].where,
			    "About me, worry 1");
		}
		buf_clear(&sentence);
		withheld_clear(&list);
	}
}

static void
test_one_answer_is_left_out(void **state)
{
	const struct scene *scene = *state;
	struct withheld_list list;
	struct buf sentence;

	answer(scene, "about_me.safe_to_ring", "No");
	report_withheld(scene->plan, AUDIENCE_HOME, &list);
	buf_init(&sentence);
	withheld_sentence(&list, audience_phrase(AUDIENCE_HOME), &sentence);
	assert_string_equal(sentence.data,
	    "The copy for the person, to keep at home leaves out 1 answer: 1 "
	    "restricted.");
	buf_clear(&sentence);
	withheld_clear(&list);
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
		CASE(test_withheld),
		CASE(test_one_answer_is_left_out),
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
