/* Whose words: a letter beside each answer that is not the person's own, and a key
 * to the letters that were used. */
#include "config.h"

#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "export/write_html.h"
#include "export/write_json.h"
#include "export/write_script.h"
#include "export/write_text.h"

static void
say(const struct scene *scene, const struct uid *row, const char *name,
    const char *text, const char *voice)
{
	struct change change = {
		.field = form_set_field(plan_forms(scene->plan), name),
		.row = row != NULL ? *row : UID_NONE,
		.text = text,
		.has_voice = true,
		.voice = voice,
	};

	assert_non_null(change.field);
	assert_true(plan_apply(scene->plan, &change, 1, NULL,
	    &(struct error){ 0 }));
}

static char *
as(const struct scene *scene, enum audience audience,
    void (*write)(const struct report *report, struct buf *out))
{
	struct report *report = report_build(scene->plan, audience);
	struct buf text;

	buf_init(&text);
	write(report, &text);
	report_free(report);
	return buf_take(&text);
}

static void
small_html(const struct report *report, struct buf *out)
{
	write_html(report, false, out);
}

#define KEY "Whose words they are"

static void
test_own_words_need_none(void **state)
{
	const struct scene *scene = *state;
	char *text;

	answer(scene, "purpose.kinds", "council");
	say(scene, NULL, "purpose.asked_for", "A chair that fits.", NULL);
	text = as(scene, AUDIENCE_PERSON, write_text);
	assert_non_null(strstr(text, "\n    A chair that fits.\n"));
	assert_null(strstr(text, KEY));
	free(text);
}

/* The same voice has one letter; another of the same kind has one of its own. */
static void
test_letters_and_key(void **state)
{
	const struct scene *scene = *state;
	char *text;

	answer(scene, "purpose.kinds", "council");
	say(scene, NULL, "purpose.asked_for", "A chair that fits.",
	    "interpreter Marta Silva");
	say(scene, NULL, "purpose.tried", "A cushion.", "family Dan");
	say(scene, NULL, "agree.st_want", "To ride.", "family Dan");
	say(scene, NULL, "agree.st_not_want", "To wait.", "family Ann");
	text = as(scene, AUDIENCE_PERSON, write_text);
	assert_non_null(strstr(text, "\nI   A chair that fits.\n"));
	assert_non_null(strstr(text, "\nF   A cushion.\n"));
	assert_non_null(strstr(text, "\nF   To ride.\n"));
	assert_non_null(strstr(text, "\nF2  To wait.\n"));
	assert_non_null(strstr(text,
	    "\nF       A relative's or friend's: Dan\n"
	    "F2      A relative's or friend's: Ann\n"));
	assert_non_null(strstr(text, "I       The person's, through an "
				     "interpreter, signer or device: Marta"));
	assert_null(strstr(text, "A worker's"));
	free(text);
	text = as(scene, AUDIENCE_PERSON, small_html);
	assert_non_null(strstr(text, "<dd><p class=\"voice\">F2</p>"
				     "<p>To wait.</p></dd>"));
	free(text);
	text = as(scene, AUDIENCE_PERSON, write_json);
	assert_non_null(strstr(text, "\"voice\": \"F2\""));
	free(text);
}

/* In a table the letter stands behind the words. */
static void
test_table(void **state)
{
	const struct scene *scene = *state;
	struct uid row;
	char *text;

	answer(scene, "purpose.kinds", "council");
	row = add_row(scene, &UID_NONE, "agree.no");
	say(scene, &row, "agree.no_who", "Dan Osei", NULL);
	say(scene, &row, "agree.no_as", "carer", "worker Aisha");
	text = as(scene, AUDIENCE_AGENCIES, write_text);
	assert_non_null(strstr(text, "Family or carer [W]"));
	assert_non_null(strstr(text, "W       A worker's: Aisha\n"));
	free(text);
}

/* In easy read it stands at the end of the answer, and in the margin of a page of
 * HTML; a script says it in words. */
static void
test_easy(void **state)
{
	const struct scene *scene = *state;
	char *text;

	answer(scene, "purpose.kinds", "council");
	answer(scene, "about_me.info_needs", "easy_read");
	say(scene, NULL, "agree.st_want", "To ride.", "family Dan");
	text = as(scene, AUDIENCE_PERSON, write_text);
	assert_non_null(strstr(text, "|            |   To ride.\n"
				     "|            |   [F]\n"));
	free(text);
	text = as(scene, AUDIENCE_PERSON, small_html);
	assert_non_null(strstr(text, "<p>I want to do this.</p>\n"
				     "<p class=\"voice\">F</p>"
				     "<div class=\"said\">"));
	free(text);
	text = as(scene, AUDIENCE_PERSON, write_script);
	assert_non_null(strstr(text, "I want to do this.\n\nTo ride.\n\n"
				     "Whose words these are: A relative's or "
				     "friend's: Dan.\n"));
	assert_null(strstr(text, KEY));
	free(text);
}

/* Who may not see an answer sees nothing of whose it was. */
static void
test_not_meant(void **state)
{
	const struct scene *scene = *state;
	char *text;

	answer(scene, "purpose.kinds", "council");
	say(scene, NULL, "purpose.others_said", "Worried about steps.",
	    "family Brother");
	text = as(scene, AUDIENCE_PERSON, write_text);
	assert_null(strstr(text, KEY));
	assert_null(strstr(text, "Brother"));
	free(text);
	text = as(scene, AUDIENCE_AGENCIES, write_text);
	assert_non_null(strstr(text, "A relative's or friend's: Brother"));
	free(text);
}

#define REAL(test) cmocka_unit_test_setup_teardown(test, set_up_real, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		REAL(test_own_words_need_none),
		REAL(test_letters_and_key),
		REAL(test_table),
		REAL(test_easy),
		REAL(test_not_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
