/* Easy read: who gets it, and that its sentences, its boxes and what is ticked
 * are the same on every kind of page. */
#include "config.h"

#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "export/write_html.h"
#include "export/write_pdf.h"
#include "export/write_text.h"

static struct report *
sign_page(const struct scene *scene, enum audience audience)
{
	answer(scene, "purpose.kinds", "council");
	return report_page(scene->plan, audience, NULL, PAGE_SIGN);
}

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
as_html(struct report *report)
{
	struct buf text;

	buf_init(&text);
	write_html(report, false, &text);
	report_free(report);
	return buf_take(&text);
}

static size_t
count(const char *text, const char *what)
{
	size_t found = 0;

	for (; (text = strstr(text, what)) != NULL; text += strlen(what))
		found++;
	return found;
}

static void
test_who_gets_it(void **state)
{
	static const struct {
		enum audience audience;
		const char *formats, *supporter;
		bool easy, large;
	} cases[] = {
		{ AUDIENCE_PERSON, "easy_read", NULL, true, true },
		{ AUDIENCE_HOME, "large_print easy_read", NULL, true, true },
		{ AUDIENCE_PERSON, "large_print", "easy_read", false, true },
		{ AUDIENCE_PERSON, NULL, "large_print", false, false },
		{ AUDIENCE_FAMILY, NULL, "large_print", false, true },
		{ AUDIENCE_FAMILY, NULL, "easy_read", true, true },
		{ AUDIENCE_FAMILY, "easy_read", NULL, false, false },
		{ AUDIENCE_AGENCIES, "easy_read", "easy_read", false, false },
		{ AUDIENCE_FINANCE, "easy_read", "large_print", false, false },
	};
	const struct scene *scene = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct report *report;

		answer(scene, "about_me.info_needs", cases[i].formats);
		answer(scene, "about_me.supporter_formats",
		    cases[i].supporter);
		report = sign_page(scene, cases[i].audience);
		assert_int_equal(report->easy, cases[i].easy);
		assert_int_equal(report->large_print, cases[i].large);
		report_free(report);
	}
}

/* The four statements, each a yes, a no or not sure, and nothing chosen. */
static void
test_statements_to_sign(void **state)
{
	const struct scene *scene = *state;
	struct report *report = sign_page(scene, AUDIENCE_PERSON);
	char *text;

	report_make_easy(report);
	text = as_text(report);
	assert_int_equal(count(text, "[ ] Yes   [ ] No   [ ] Not sure"), 4);
	assert_int_equal(count(text, "[x]"), 0);
	assert_non_null(strstr(text,
	    ".------------.   I can change my mind about any part.\n"
	    "|            |   I can do that at any time.\n"
	    "|            |   I do not lose my right to support.\n"
	    "|            |\n"
	    "'------------'   [ ] Yes   [ ] No   [ ] Not sure\n"
	    "______________\n"));
	free(text);
	text = as_text(sign_page(scene, AUDIENCE_PERSON));
	assert_non_null(strstr(text, "I can change my mind about any part at "
				     "any time; I do not lose my right to"));
	assert_null(strstr(text, ".-----"));
	free(text);
}

/* Each signs what is theirs to say: a relative has seen their part, a worker has
 * explained and listened. */
static void
test_who_is_asked_what(void **state)
{
	static const struct {
		const char *role, *said, *choice;
	} cases[] = {
		{ "family", "I have seen the parts with my name. Will I do",
		    "Willing, if trained or helped" },
		{ "coordinator", "I explained this plan, and I listened.",
		    "I accept that it is their choice, though" },
		{ "attorney", "Do you agree with this plan?", "With a part" },
	};
	const struct scene *scene = *state;
	struct uid row;

	row = add_row(scene, &UID_NONE, "sign.signature");
	answer_in(scene, &row, "sign.sig_name", "Marta Vale");
	answer_in(scene, &row, "sign.sig_how", "waiting");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *from, *end;
		char *text;

		answer_in(scene, &row, "sign.sig_role", cases[i].role);
		text = as_text(sign_page(scene, AUDIENCE_AGENCIES));
		from = strstr(text, "Marta Vale");
		assert_non_null(from);
		end = strstr(from, "Somebody else");
		assert_true(strstr(from, cases[i].said) < end);
		assert_true(strstr(from, cases[i].choice) < end);
		free(text);
	}
}

/* In the plan the answer is ticked, in words as well as by a box; what is answered
 * in words stands under its sentence. */
static void
test_answers(void **state)
{
	const struct scene *scene = *state;
	struct report *report;
	char *text;

	answer(scene, "purpose.kinds", "council");
	answer(scene, "about_me.info_needs", "easy_read");
	answer(scene, "agree.st_know", "not_sure");
	answer(scene, "agree.st_want", "Ride to work & back.");
	text = as_text(report_build(scene->plan, AUDIENCE_PERSON));
	assert_non_null(strstr(text, "[ ] Yes   [ ] No   [x] Not sure"));
	assert_non_null(strstr(text, ".------------.   I want to do this.\n"
				     "|            |\n"
				     "|            |   Ride to work & back.\n"));
	free(text);
	text = as_html(report_build(scene->plan, AUDIENCE_PERSON));
	assert_non_null(strstr(text, "<p>I know who to ring.</p>\n"
				     "<p>I know what happens next.</p>\n"
				     "<ul>\n<li>Yes</li>\n<li>No</li>\n"
				     "<li class=\"on\">Not sure (ticked)</li>"));
	assert_non_null(strstr(text, "<p>I want to do this.</p>\n"
				     "<div class=\"said\"><p>Ride to work "
				     "&amp; back.</p></div>"));
	free(text);
	/* the others read it as it was */
	report = report_build(scene->plan, AUDIENCE_AGENCIES);
	text = as_text(report);
	assert_null(strstr(text, "[x]"));
	free(text);
}

/* What prints the PDF is told the same. */
static void
test_pdf_is_told(void **state)
{
	const struct scene *scene = *state;
	struct report *report = sign_page(scene, AUDIENCE_PERSON);
	struct buf json;

	buf_init(&json);
	write_pdf_json(report, false, &json);
	assert_null(strstr(json.data, "\"easy\""));
	report_make_easy(report);
	buf_reset(&json);
	write_pdf_json(report, false, &json);
	assert_int_equal(count(json.data, "\"easy\""), 9);
	assert_non_null(strstr(json.data, "\"I know who to ring.\""));
	buf_clear(&json);
	report_free(report);
}

#define REAL(test) cmocka_unit_test_setup_teardown(test, set_up_real, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REAL(test_who_gets_it),
		REAL(test_statements_to_sign),
		REAL(test_who_is_asked_what),
		REAL(test_answers),
		REAL(test_pdf_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
