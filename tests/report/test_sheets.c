/* The sheets to write on, and the letter with the reasons. */
#include "config.h"

#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "export/write_html.h"
#include "export/write_json.h"
#include "export/write_text.h"

static char *
as_text(struct report *report)
{
	struct buf text;

	buf_init(&text);
	write_text(report, &text);
	report_free(report);
	return buf_take(&text);
}

static char *
sheet(const struct scene *scene, enum audience audience, enum page page)
{
	return as_text(report_page(scene->plan, audience, NULL, page));
}

/* What is asked on the page, by its numbers: "1 3 12.1 ". */
static char *
numbers(const struct scene *scene, enum audience audience, enum page page)
{
	struct report *report =
	    report_page(scene->plan, audience, NULL, page);
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; i < report->count; i++)
		if (report->blocks[i].kind == BLOCK_ASK &&
		    report->blocks[i].ask->number[0] != '\0')
			buf_addf(&text, "%s ", report->blocks[i].ask->number);
	report_free(report);
	return buf_take(&text);
}

static void
assert_numbers(const struct scene *scene, enum audience audience,
    enum page page, const char *expected)
{
	char *text = numbers(scene, audience, page);

	assert_string_equal(text, expected);
	free(text);
}

/* The small forms ask, in their order: 1 kinds, 4 name, 5 family name, 7 date of
 * birth, 11 safe to ring (restricted), 13 a person's name. */
static void
test_what_is_open(void **state)
{
	const struct scene *scene = *state;

	assert_numbers(scene, AUDIENCE_PERSON, PAGE_VISIT, "1 4 ");
	assert_numbers(scene, AUDIENCE_PERSON, PAGE_OPEN, "1 4 5 7 13.1 ");
	assert_numbers(scene, AUDIENCE_AGENCIES, PAGE_OPEN,
	    "1 4 5 7 11 13.1 ");
	answer(scene, "about_me.name_pref", "Kwame");
	assert_numbers(scene, AUDIENCE_PERSON, PAGE_VISIT, "1 ");
	answer(scene, "purpose.kinds", "council");
	assert_numbers(scene, AUDIENCE_PERSON, PAGE_VISIT, "");
	/* a row that is there is asked by what it lacks */
	add_row(scene, &UID_NONE, "about_me.person");
	assert_numbers(scene, AUDIENCE_PERSON, PAGE_OPEN, "5 7 13.1 ");
	/* and what does not hold is asked again */
	answer(scene, "about_me.dob", "31/2/1992");
	answer(scene, "about_me.name_family", "Redfern");
	assert_numbers(scene, AUDIENCE_PERSON, PAGE_OPEN, "7 13.1 ");
}

/* Whether somebody answered what the reader may not see leaves no trace. */
static void
test_restricted(void **state)
{
	const struct scene *scene = *state;
	char *before, *after;

	before = sheet(scene, AUDIENCE_PERSON, PAGE_OPEN);
	assert_null(strstr(before, "11."));
	assert_null(strstr(before, "safe"));
	answer(scene, "about_me.safe_to_ring", "Never on a Friday");
	after = sheet(scene, AUDIENCE_PERSON, PAGE_OPEN);
	assert_string_equal(before, after);
	free(before);
	free(after);
	assert_numbers(scene, AUDIENCE_AGENCIES, PAGE_OPEN,
	    "1 4 5 7 13.1 ");
}

static void
test_sheets_as_text(void **state)
{
	const struct scene *scene = *state;
	char *text = sheet(scene, AUDIENCE_PERSON, PAGE_VISIT);

	assert_golden(text, "visit.txt");
	free(text);
	answer(scene, "about_me.dob", "31/2/1992");
	text = sheet(scene, AUDIENCE_PERSON, PAGE_OPEN);
	assert_golden(text, "open.txt");
	free(text);
	fill(scene);
	text = sheet(scene, AUDIENCE_HOME, PAGE_VISIT);
	assert_non_null(strstr(text, "still to be asked before the visit"));
	assert_non_null(strstr(text, "What else was said?"));
	free(text);
}

/* No line is wider than the page. */
static void
test_width(void **state)
{
	const struct scene *scene = *state;
	char *text = sheet(scene, AUDIENCE_AGENCIES, PAGE_OPEN);

	for (const char *line = text; *line != '\0';) {
		size_t len = strcspn(line, "\n");

		/* bytes: at least as many as columns */
		if (len > TEXT_PAGE_COLS + 8)
			fail_msg("too wide: %.*s", (int)len, line);
		line += len + (line[len] != '\0');
	}
	free(text);
}

static void
test_sheet_as_html(void **state)
{
	const struct scene *scene = *state;
	struct report *report = report_page(scene->plan, AUDIENCE_PERSON, NULL,
	    PAGE_VISIT);
	struct buf page, json;
	const char *body;

	buf_init(&page);
	buf_init(&json);
	write_html(report, false, &page);
	body = strstr(page.data, "<main>");
	assert_non_null(body);
	assert_golden(body, "visit.html");
	write_json(report, &json);
	assert_non_null(strstr(json.data, "\"number\": \"4\""));
	assert_non_null(strstr(json.data, "\"several\": true"));
	buf_clear(&page);
	buf_clear(&json);
	report_free(report);
}

/* --- the letter --- */

static struct uid
add_wish(const struct scene *scene, const char *wish, const char *decision,
    const char *reason)
{
	struct uid row = add_row(scene, &UID_NONE, "asked.item");

	answer_in(scene, &row, "asked.wish", wish);
	answer_in(scene, &row, "asked.decision", decision);
	answer_in(scene, &row, "asked.reason", reason);
	return row;
}

static struct uid
add_companion(const struct scene *scene)
{
	struct uid row = add_wish(scene, "Ten hours a week with a companion of "
				  "my choice.", "less",
	    "The panel thinks that five hours are enough to begin with.");

	answer_in(scene, &row, "asked.decided_by", "J. Marsh, team manager");
	answer_in(scene, &row, "asked.decided_on", "12/11/2026");
	answer_in(scene, &row, "asked.rule",
	    "Council direct payment policy, page 12");
	answer_in(scene, &row, "asked.instead",
	    "Five hours now, and a look at it again in March.");
	answer_in(scene, &row, "asked.answer", "Five hours are not enough.");
	answer_in(scene, &row, "asked.challenge",
	    "Write to the complaints team by 20/11/2027.");
	return row;
}

static void
test_letter(void **state)
{
	const struct scene *scene = *state;
	char *text;

	answer(scene, "about_me.name_first", "Kwame");
	answer(scene, "about_me.name_family", "Redfern");
	answer(scene, "about_me.name_pref", "Kay");
	answer(scene, "purpose.coordinator", "Aisha Bloom");
	add_companion(scene);
	add_wish(scene, "A powered chair", "no", NULL);
	add_wish(scene, "A dog", NULL, NULL);
	text = sheet(scene, AUDIENCE_PERSON, PAGE_LETTER);
	assert_golden(text, "letter.txt");
	free(text);
}

static void
test_letter_about_one(void **state)
{
	const struct scene *scene = *state;
	const struct uid *items;
	char *text;

	assert_int_equal(letter_items(scene->plan, &items), 0);
	text = sheet(scene, AUDIENCE_PERSON, PAGE_LETTER);
	assert_non_null(strstr(text, "nothing on this copy that was asked"));
	assert_null(strstr(text, "Dear"));
	free(text);
	add_companion(scene);
	add_wish(scene, "A powered chair", "no", "Too wide for the lift.");
	assert_int_equal(letter_items(scene->plan, &items), 2);
	text = as_text(report_letter(scene->plan, AUDIENCE_PERSON, NULL,
	    &items[1]));
	assert_non_null(strstr(text, "A powered chair"));
	assert_non_null(strstr(text, "Too wide for the lift."));
	assert_null(strstr(text, "companion"));
	assert_null(strstr(text, " of 2"));
	assert_null(strstr(text, "to be checked"));
	free(text);
}

/* Finance has no business with it, nor has a provider. */
static void
test_letter_is_not_for_all(void **state)
{
	const struct scene *scene = *state;
	static const enum audience not_for[] = { AUDIENCE_FINANCE,
		AUDIENCE_PROVIDER, AUDIENCE_FAMILY };

	add_companion(scene);
	for (size_t i = 0; i < ARRAY_LEN(not_for); i++) {
		char *text = sheet(scene, not_for[i], PAGE_LETTER);

		assert_null(strstr(text, "companion"));
		assert_null(strstr(text, "Marsh"));
		free(text);
	}
}

static void
test_letter_in_large_print(void **state)
{
	const struct scene *scene = *state;
	struct report *report;

	add_companion(scene);
	report = report_page(scene->plan, AUDIENCE_PERSON, NULL, PAGE_LETTER);
	assert_false(report->large_print);
	report_free(report);
	answer(scene, "about_me.info_needs", "large_print");
	report = report_page(scene->plan, AUDIENCE_PERSON, NULL, PAGE_LETTER);
	assert_true(report->large_print);
	report_free(report);
}

/* --- what every copy says --- */

static const enum audience audiences[] = { AUDIENCE_PERSON, AUDIENCE_HOME,
	AUDIENCE_FAMILY, AUDIENCE_PROVIDER, AUDIENCE_FINANCE,
	AUDIENCE_APPROVER, AUDIENCE_AGENCIES };

/* PAGE: PAGE_COUNT is the whole plan. */
static char *
copy(const struct scene *scene, enum audience audience, int page)
{
	if (page == PAGE_COUNT)
		return as_text(report_build(scene->plan, audience));
	return sheet(scene, audience, (enum page)page);
}

/* One line says whom it is for, and is the same whatever was left out: where
 * something restricted was said, nothing but the agencies' copy changes. */
static void
test_every_copy_says_whom_it_is_for(void **state)
{
	const struct scene *scene = *state;
	char *before[ARRAY_LEN(audiences)][PAGE_COUNT + 1];

	answer(scene, "purpose.kinds", "council");
	for (size_t a = 0; a < ARRAY_LEN(audiences); a++)
		for (int p = 0; p <= PAGE_COUNT; p++) {
			struct buf line;

			buf_init(&line);
			buf_addf(&line, "This copy shows the parts meant for %s",
			    audience_phrase(audiences[a]));
			before[a][p] = copy(scene, audiences[a], p);
			assert_non_null(strstr(before[a][p], line.data));
			buf_clear(&line);
		}
	answer(scene, "about_me.safe_contact", "one_way");
	answer(scene, "about_me.safe_how", "Never after six.");
	for (size_t a = 0; a < ARRAY_LEN(audiences); a++)
		for (int p = 0; p <= PAGE_COUNT; p++) {
			char *after = copy(scene, audiences[a], p);

			if (audiences[a] != AUDIENCE_AGENCIES)
				assert_string_equal(before[a][p], after);
			free(before[a][p]);
			free(after);
		}
}

#define SMALL(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
#define REAL(test) cmocka_unit_test_setup_teardown(test, set_up_real, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SMALL(test_what_is_open),
		SMALL(test_restricted),
		SMALL(test_sheets_as_text),
		SMALL(test_width),
		SMALL(test_sheet_as_html),
		REAL(test_letter),
		REAL(test_letter_about_one),
		REAL(test_letter_is_not_for_all),
		REAL(test_letter_in_large_print),
		REAL(test_every_copy_says_whom_it_is_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
