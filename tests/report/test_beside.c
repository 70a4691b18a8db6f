/* What somebody says against an answer: beside it on every copy that shows the
 * answer, and on no other. */
#include "config.h"

#include "scene.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "export/write_html.h"
#include "export/write_json.h"
#include "export/write_text.h"
#include "plan/statement.h"
#include "report/access.h"

#define FAMILY "about_me.name_family"
#define SAFE   "about_me.safe_how"

/* What is said against the answer to NAME in ROW. */
static struct uid
dispute(const struct scene *scene, const char *name, const struct uid *row,
    const char *words)
{
	const struct field *field = form_set_field(scene->forms, name);
	const struct repeat *repeat;
	struct error err = { .text = "" };
	struct uid new;

	assert_non_null(field);
	if (!statement_add(scene->plan, field, row, &repeat, &new, &err))
		fail_msg("%s", err.text);
	answer_in(scene, &new, statement_words(scene->plan, repeat)->name,
	    words);
	return new;
}

static void
begin(const struct scene *scene)
{
	answer(scene, "purpose.kinds", "council");
	answer(scene, "about_me.name_pref", "Kwame");
	answer(scene, FAMILY, "Redfern");
}

static char *
text_of(struct report *report, bool json)
{
	struct buf out;

	buf_init(&out);
	if (json) {
		write_json(report, &out);
		write_html(report, false, &out);
	} else
		write_text(report, &out);
	report_free(report);
	return buf_take(&out);
}

static bool
has(const struct scene *scene, enum audience audience, const char *words)
{
	char *text = text_of(report_build(scene->plan, audience), false);
	bool found = strstr(text, words) != NULL;

	free(text);
	return found;
}

/* The answer, then what is said against it, then what comes next. */
static void
assert_after(const char *text, const char *first, const char *then)
{
	const char *at = strstr(text, first);

	if (at == NULL || strstr(at, then) == NULL)
		fail_msg("\"%s\" does not come after \"%s\" in\n%s", then,
		    first, text);
}

/* --- */

/* Whoever reads the answer reads what is said against it, and nobody else: for one
 * question of each kind of reader. */
static void
it_goes_where_the_answer_goes(void **state)
{
	/* each in a question that is for other readers */
	static const struct {
		const char *name, *answer, *words;
	} cases[] = {
		{ "about_me.language", "Quincish", "Word of talk" },
		{ "purpose.tried", "A new cushion quince", "Word tried" },
		{ "purpose.others_said", "The quince is heavy", "Word other" },
		{ "about_me.share_no", "Not my quince", "Word of share" },
		{ "purpose.visit_present", "Kwame and quince", "Word visit" },
		{ "about_me.not_contact", "Quince the elder", "Word contact" },
		{ "purpose.coordinator", "Quince Bloom", "Word coord" },
	};
	const struct scene *scene = *state;
	size_t shown = 0, hidden = 0;

	begin(scene);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		answer(scene, cases[i].name, cases[i].answer);
		(void)dispute(scene, cases[i].name, &UID_NONE,
		    cases[i].words);
	}
	for (int bit = 0; bit < 7; bit++)
		for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
			enum audience who = (enum audience)(1 << bit);
			bool there = has(scene, who, cases[i].answer);

			if (has(scene, who, cases[i].words) != there)
				fail_msg("%s for %s: the answer is %s",
				    cases[i].name, audience_word(who),
				    there ? "there" : "not");
			shown += there;
			hidden += !there;
		}
	/* both happened, often */
	assert_true(shown >= 20);
	assert_true(hidden >= 20);
}

/* The same for every question of the forms that takes words, restricted ones and
 * what somebody else said among them, and for every page. */
static void
for_every_question(void **state)
{
	const struct scene *scene = *state;
	struct form_set *forms = scene->forms;
	size_t pairs = 0;

	begin(scene);
	for (size_t i = 0; i < forms->once_count; i++) {
		const struct field *field = forms->fields_once[i];
		char words[64];

		if ((field->kind != FIELD_TEXT &&
			field->kind != FIELD_PARAGRAPH) ||
		    field->exprs[EXPR_CALCULATE] != NULL)
			continue;
		snprintf(words, sizeof words, "Answer%zuA", i);
		answer(scene, field->name, words);
		snprintf(words, sizeof words, "Words%zuW", i);
		(void)dispute(scene, field->name, &UID_NONE, words);
	}
	for (int bit = 0; bit < 7; bit++) {
		enum audience who = (enum audience)(1 << bit);
		char *text = page(scene, who);

		for (size_t i = 0; i < forms->once_count; i++) {
			char answered[64], words[64];
			bool there, said;

			snprintf(answered, sizeof answered, "Answer%zuA", i);
			snprintf(words, sizeof words, "Words%zuW", i);
			there = strstr(text, answered) != NULL;
			said = strstr(text, words) != NULL;
			pairs += there && said;
			/* what is told otherwise is disputed all the same; the
			 * agencies read the statements themselves as well */
			if (there != said && !forms->fields_once[i]->quiet &&
			    who != AUDIENCE_AGENCIES && said)
				fail_msg("%s is for %s",
				    forms->fields_once[i]->name,
				    audience_word(who));
			/* whose plan it is stands on every copy */
			if (there && !said &&
			    strncmp(forms->fields_once[i]->name,
				"about_me.name_", 14) != 0)
				fail_msg("nothing beside %s for %s",
				    forms->fields_once[i]->name,
				    audience_word(who));
		}
		free(text);
	}
	assert_true(pairs > 100);
}

static void
it_stands_below_the_answer(void **state)
{
	const struct scene *scene = *state;
	struct uid row;
	char *text;

	begin(scene);
	row = dispute(scene, FAMILY, &UID_NONE, "My name is\nRedfearn.");
	answer_in(scene, &row, "agree.st_kind", "wrong");
	text = page(scene, AUDIENCE_PERSON);
	assert_after(text, "Family name",
	    "Kwame Redfern says that this is wrong (16 November 2026)\n"
	    "    My name is\n    Redfearn.\n");
	free(text);
	/* the answer stays; of a new one it is said that it is new */
	answer(scene, FAMILY, "Redfearn");
	answer_in(scene, &row, "agree.st_by", "Nell, sister");
	answer_in(scene, &row, "agree.st_kind", "disagree");
	text = page(scene, AUDIENCE_PERSON);
	assert_after(text, "    Redfearn\n",
	    "Nell, sister, does not agree with this (16 November 2026); it "
	    "was changed after\nthat\n");
	free(text);
	/* where oneplan finds the answer again is for oneplan alone */
	text = page(scene, AUDIENCE_AGENCIES);
	assert_null(strstr(text, "about_me.name_family"));
	assert_null(strstr(text, "as oneplan finds it again"));
	free(text);
	/* one in which nothing is said is not there */
	answer_in(scene, &row, "agree.st_words", "");
	assert_false(has(scene, AUDIENCE_PERSON, "does not agree"));
}

static void
of_a_table_it_says_which(void **state)
{
	const struct scene *scene = *state;
	struct uid people[2];
	char *text;

	begin(scene);
	for (int i = 0; i < 2; i++) {
		people[i] = add_row(scene, &UID_NONE, "outcomes.outcome");
		answer_in(scene, &people[i], "outcomes.words",
		    i == 0 ? "To swim" : "To cook");
		answer_in(scene, &people[i], "outcomes.measure",
		    i == 0 ? "Twice a week" : "On Sundays");
	}
	(void)dispute(scene, "outcomes.measure", &people[1],
	    "Sundays are for church");
	text = page(scene, AUDIENCE_PERSON);
	assert_after(text, "On Sundays", "Sundays are for church");
	assert_non_null(strstr(text, "says about this"));
	/* once, and not beside the other row */
	assert_null(strstr(strstr(text, "Sundays are for church") + 1,
	    "Sundays are for church"));
	free(text);
	/* on a page that has the answer in words of its own, at the end */
	answer(scene, "about_me.phone", "01632 960118");
	(void)dispute(scene, "about_me.phone", &UID_NONE, "That is my work");
	for (int p = 0; p < PAGE_COUNT; p++) {
		text = text_of(report_page(scene->plan, AUDIENCE_PERSON, NULL,
				   (enum page)p), false);
		if (strstr(text, "960118") != NULL)
			assert_after(text, "960118", "That is my work");
		else
			assert_null(strstr(text, "That is my work"));
		free(text);
	}
}

/* In no copy for anybody but the organisations, whole or a page of it, in any
 * way of writing; and in its own table only, which only workers see. */
static void
what_only_workers_see_stays_theirs(void **state)
{
	static const char *const never[] = { "GRIMALKIN", "Sphinxwise",
		"Is it safe to ring" };
	const struct scene *scene = *state;
	const struct uid *rows;
	struct uid row;

	begin(scene);
	answer(scene, "about_me.safe_contact", "this_way");
	answer(scene, SAFE, "GRIMALKIN may listen");
	row = dispute(scene, SAFE, &UID_NONE, "Sphinxwise I ring anyway");
	answer_in(scene, &row, "agree.ks_by", "Sphinxwise Nell");
	assert_int_equal(plan_rows(scene->plan,
			     form_set_repeat(scene->forms, "agree.statement"),
			     &UID_NONE, &rows), 0);
	assert_true(repeat_restricted(form_set_repeat(scene->forms,
	    "agree.kept_statement")));
	assert_true(has(scene, AUDIENCE_AGENCIES, "Sphinxwise I ring"));
	for (int bit = 0; bit < 6; bit++)
		for (int p = -1; p < PAGE_COUNT; p++)
			for (int json = 0; json < 2; json++) {
				enum audience who = (enum audience)(1 << bit);
				char *text = text_of(p < 0
					? report_build(scene->plan, who)
					: report_page(scene->plan, who, NULL,
					      (enum page)p), json == 1);

				for (size_t i = 0; i < ARRAY_LEN(never); i++)
					if (strstr(text, never[i]) != NULL)
						fail_msg("%s is for %s",
						    never[i],
						    audience_word(who));
				free(text);
			}
}

/* What stands beside an answer is not left out; what does not, is. */
static void
what_is_left_out(void **state)
{
	const struct scene *scene = *state;
	struct withheld_list list;

	begin(scene);
	answer(scene, "about_me.not_contact", "Quince");
	(void)dispute(scene, FAMILY, &UID_NONE, "No");
	report_withheld(scene->plan, AUDIENCE_PERSON, &list);
	for (size_t i = 0; i < list.count; i++)
		assert_string_not_equal(list.items[i].field->name,
		    "agree.st_words");
	withheld_clear(&list);
	(void)dispute(scene, "about_me.not_contact", &UID_NONE, "Why not");
	report_withheld(scene->plan, AUDIENCE_PERSON, &list);
	assert_true(list.counts[WITHHELD_RESTRICTED] > 1);
	withheld_clear(&list);
}

/* Given with the answer to whoever asks for everything, as far as it is decided. */
static void
to_whoever_asks_for_everything(void **state)
{
	const struct scene *scene = *state;
	struct access_list list;
	char *text;

	begin(scene);
	answer(scene, "about_me.safe_contact", "this_way");
	answer(scene, SAFE, "GRIMALKIN may listen");
	(void)dispute(scene, FAMILY, &UID_NONE, "It has an a");
	(void)dispute(scene, SAFE, &UID_NONE, "I ring anyway");
	access_list_make(scene->plan, &list);
	for (size_t i = 0; i < list.count; i++)
		if (strcmp(list.items[i].field->name, SAFE) == 0)
			list.items[i].decision = ACCESS_DISCLOSE;
	text = text_of(report_access(scene->plan, &list), false);
	assert_after(text, "    Redfern\n", "It has an a");
	assert_after(text, "Redfern", "GRIMALKIN");
	/* what is said against it is another answer, not decided about */
	assert_null(strstr(text, "I ring anyway"));
	free(text);
	for (size_t i = 0; i < list.count; i++)
		if (strncmp(list.items[i].field->name, "agree.ks_", 9) == 0)
			list.items[i].decision = ACCESS_DISCLOSE;
	text = text_of(report_access(scene->plan, &list), false);
	assert_after(text, "GRIMALKIN", "I ring anyway");
	free(text);
	access_clear(&list);
}

static void
only_what_was_answered(void **state)
{
	const struct scene *scene = *state;
	const struct field *field =
	    form_set_field(scene->forms, "purpose.tried");
	const struct repeat *repeat;
	struct error err = { .text = "" };
	struct uid row;

	begin(scene);
	assert_false(statement_add(scene->plan, field, &UID_NONE, &repeat,
	    &row, &err));
	assert_non_null(strstr(err.text, "Nobody has answered this"));
	assert_false(plan_has_statements(scene->plan));
	/* a row that was begun and left blank is known to be */
	field = form_set_field(scene->forms, FAMILY);
	if (!statement_add(scene->plan, field, &UID_NONE, &repeat, &row, &err))
		fail_msg("%s", err.text);
	assert_true(statement_blank(scene->plan, repeat, &row));
	assert_false(plan_disputed(scene->plan, field, &UID_NONE));
	answer_in(scene, &row, "agree.st_words", "No");
	assert_false(statement_blank(scene->plan, repeat, &row));
	assert_true(plan_disputed(scene->plan, field, &UID_NONE));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define REAL(test)                                                             \
	cmocka_unit_test_setup_teardown(test, set_up_real, tear_down)
		REAL(it_goes_where_the_answer_goes),
		REAL(for_every_question),
		REAL(it_stands_below_the_answer),
		REAL(of_a_table_it_says_which),
		REAL(what_only_workers_see_stays_theirs),
		REAL(what_is_left_out),
		REAL(to_whoever_asks_for_everything),
		REAL(only_what_was_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
