/* What was just typed is taken back for good: when that may be, what goes, what
 * stands again, and that nothing of it is left in the file. */
#include "config.h"

#include "plan/unsay.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "plan/handed.h"
#include "plan/jot.h"
#include "plan/redact.h"

#include "support.h"

#define NAME   "about_me.name_first"
#define FAMILY "about_me.name_family"
#define WORDS  "jots.words"
#define SECRET "he frightens her when he drinks"

static void
at(const char *time)
{
	char now[32];

	snprintf(now, sizeof now, "2026-11-16T%s:00Z", time);
	setenv("ONEPLAN_NOW", now, 1);
}

static int
teardown(void **state)
{
	at("09:30");
	return fixture_close(state);
}

static struct unsay_wanted
of_field(struct fixture *f, const char *name, const struct uid *row)
{
	return (struct unsay_wanted){
		.field = form_set_field(f->forms, name),
		.row = row ? *row : UID_NONE,
	};
}

static struct unsay_wanted
of_jot(struct fixture *f, const struct uid *row)
{
	return (struct unsay_wanted){
		.repeat = jot_repeat(f->plan),
		.row = *row,
		.restricted = true,
	};
}

static void
assert_unsaid(struct fixture *f, const struct unsay_wanted *wanted)
{
	struct unsay_done done;
	struct error err = { .text = "" };

	if (!plan_may_unsay(f->plan, wanted, &err) ||
	    !plan_unsay(f->plan, wanted, NULL, &done, &err))
		fail_msg("%s", err.text);
	assert_true(done.answers > 0);
	assert_false(done.later);
}

static void
assert_refused(struct fixture *f, const struct unsay_wanted *wanted,
    const char *why)
{
	struct unsay_done done;
	struct error may = { .text = "" }, err = { .text = "" };

	assert_false(plan_may_unsay(f->plan, wanted, &may));
	assert_false(plan_unsay(f->plan, wanted, NULL, &done, &err));
	assert_string_equal(may.text, err.text);
	if (!strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
}

/* Is WORDS in no byte of the file, nor of its journal? */
static void
assert_gone(struct fixture *f, const char *words)
{
	char command[400];

	snprintf(command, sizeof command, "! grep -rqaF '%s' '%s'", words,
	    f->folder);
	assert_int_equal(system(command), 0);
}

static void
assert_shows(struct fixture *f, const struct unsay_wanted *wanted,
    const char *want)
{
	struct error err = { .text = "" };
	struct buf text;
	size_t answers;

	buf_init(&text);
	if (!plan_unsay_show(f->plan, wanted, &text, &answers, &err))
		fail_msg("%s", err.text);
	assert_string_equal(text.data, want);
	buf_clear(&text);
}

static void
what_was_just_typed_goes(void **state)
{
	struct fixture *f = *state;
	struct unsay_wanted wanted = of_field(f, NAME, NULL);
	struct error err;
	char *what;

	at("10:00");
	answer(f->plan, NAME, NULL, "Kwame");
	at("10:20");
	answer(f->plan, NAME, NULL, "Kwame, and");
	answer(f->plan, NAME, NULL, "Kwame, and " SECRET);
	at("10:29");
	assert_shows(f, &wanted,
	    "16 Nov 2026 10:20, Aisha Bloom (abloom@clinic): Kwame, and " SECRET
	    "\n16 Nov 2026 10:20, Aisha Bloom (abloom@clinic): Kwame, and\n"
	    "Then this stands again: Kwame\n");
	assert_unsaid(f, &wanted);
	assert_gone(f, SECRET);
	assert_shown(f->plan, NAME, NULL, "Kwame");
	assert_true(plan_undo(f->plan, &what, &err));
	assert_null(what);
	assert_true(plan_words_gone(f->plan));
	/* what it put back was not just typed */
	assert_refused(f, &wanted, "typed yourself");
	/* but what is typed now is, and the same stands again */
	answer(f->plan, NAME, NULL, SECRET);
	assert_unsaid(f, &wanted);
	assert_shown(f->plan, NAME, NULL, "Kwame");
	/* it is no longer news */
	answer(f->plan, NAME, NULL, SECRET);
	at("10:40");
	assert_refused(f, &wanted, "in the last ten minutes");
	assert_shown(f->plan, NAME, NULL, SECRET);
}

/* Step by step, where the words before are to stay. */
static void
the_last_answer_goes_alone(void **state)
{
	struct fixture *f = *state;
	struct unsay_wanted wanted = of_field(f, NAME, NULL);

	answer(f->plan, NAME, NULL, "Kwabena");
	answer(f->plan, NAME, NULL, "Kwabena, and " SECRET);
	wanted.last = true;
	assert_shows(f, &wanted,
	    "16 Nov 2026 09:30, Aisha Bloom (abloom@clinic): Kwabena, and " SECRET
	    "\nThen this stands again: Kwabena\n");
	assert_unsaid(f, &wanted);
	assert_shown(f->plan, NAME, NULL, "Kwabena");
	assert_gone(f, SECRET);
	/* and on: what stands again was typed just now as well */
	assert_shows(f, &wanted,
	    "16 Nov 2026 09:30, Aisha Bloom (abloom@clinic): Kwabena\n"
	    "16 Nov 2026 09:30, Aisha Bloom (abloom@clinic): Kwabena\n");
	assert_unsaid(f, &wanted);
	assert_shown(f->plan, NAME, NULL, "");
	assert_gone(f, "Kwabena");
	assert_refused(f, &wanted, "typed yourself");
}

static void
a_first_answer_leaves_a_blank(void **state)
{
	struct fixture *f = *state;
	struct unsay_wanted wanted = of_field(f, NAME, NULL);
	struct field_state field;

	assert_refused(f, &wanted, "typed yourself");
	answer(f->plan, NAME, NULL, SECRET);
	assert_unsaid(f, &wanted);
	plan_field(f->plan, wanted.field, &UID_NONE, &field);
	assert_false(field.answered);
	assert_false(field.taken_out);
	assert_gone(f, SECRET);
}

static void
what_others_saw_stays(void **state)
{
	struct fixture *f = *state;
	struct unsay_wanted name = of_field(f, NAME, NULL),
			    family = of_field(f, FAMILY, NULL);
	struct plan *other;
	bool changed;

	answer(f->plan, NAME, NULL, SECRET);
	other = fixture_again(f, "praman");
	answer(other, FAMILY, NULL, "Redfern");
	plan_close(other);
	assert_true(plan_refresh(f->plan, &changed, NULL));
	assert_refused(f, &name, "Somebody else has had this plan open");
	/* nor what somebody else typed */
	assert_refused(f, &family, "you typed yourself");
}

/* What stands again is in the words of whoever it was. */
static void
whose_words_stand_again(void **state)
{
	struct fixture *f = *state;
	struct unsay_wanted wanted = of_field(f, "purpose.tried", NULL);
	struct change change = { .field = wanted.field,
		.text = "A ramp would do.", .has_voice = true,
		.voice = "family Nell" };
	struct field_state field;
	struct error err;

	at("10:00");
	assert_true(plan_apply(f->plan, &change, 1, NULL, &err));
	at("10:20");
	answer(f->plan, "purpose.tried", NULL, SECRET);
	assert_unsaid(f, &wanted);
	plan_field(f->plan, wanted.field, &UID_NONE, &field);
	assert_shown(f->plan, "purpose.tried", NULL, "A ramp would do.");
	assert_non_null(field.voice);
	assert_string_equal(field.voice, "family Nell");
}

/* Nor what stands in a copy that somebody has. */
static void
what_was_handed_out_stays(void **state)
{
	struct fixture *f = *state;
	struct unsay_wanted name = of_field(f, NAME, NULL);
	struct handing handing = { .to = "Dan, brother",
		.audience = AUDIENCE_FAMILY, .what = "My week (html)" };
	struct error err = { .text = "" };

	at("10:00");
	if (!plan_hand_out(f->plan, &handing, NULL, &err))
		fail_msg("%s", err.text);
	at("10:05");
	answer(f->plan, NAME, NULL, SECRET);
	assert_true(plan_may_unsay(f->plan, &name, &err));
	at("10:06");
	assert_true(plan_hand_out(f->plan, &handing, NULL, &err));
	assert_refused(f, &name, "was given a copy of this plan since");
	assert_shown(f->plan, NAME, NULL, SECRET);
}

static void
a_note_goes_whole(void **state)
{
	struct fixture *f = *state;
	struct unsay_wanted wanted;
	struct unsay_done done;
	const struct uid *rows;
	struct error err;
	struct uid row;
	char *what;

	assert_true(jot_add(f->plan, &row, &err));
	answer(f->plan, WORDS, &row, SECRET);
	answer(f->plan, "jots.said_by", &row, "Ines");
	wanted = of_jot(f, &row);
	assert_true(plan_unsay(f->plan, &wanted, NULL, &done, &err));
	assert_int_equal(done.answers, 3);
	assert_true(done.row_went);
	assert_int_equal(plan_rows(f->plan, wanted.repeat, &UID_NONE, &rows),
	    0);
	assert_gone(f, SECRET);
	assert_true(plan_undo(f->plan, &what, &err));
	assert_null(what);
}

/* Of a note begun long ago only what was just written goes. */
static void
of_an_older_note_the_new_words_go(void **state)
{
	struct fixture *f = *state;
	struct unsay_wanted wanted;
	struct unsay_done done;
	struct error err;
	struct uid row;

	at("10:00");
	assert_true(jot_add(f->plan, &row, &err));
	answer(f->plan, WORDS, &row, "The ramp is steep.");
	at("10:30");
	answer(f->plan, "jots.said_by", &row, SECRET);
	wanted = of_jot(f, &row);
	assert_true(plan_unsay(f->plan, &wanted, NULL, &done, &err));
	assert_int_equal(done.answers, 1);
	assert_false(done.row_went);
	assert_shown(f->plan, WORDS, &row, "The ramp is steep.");
	assert_gone(f, SECRET);
}

/* With somebody looking on, what only workers may see is left alone. */
static void
on_a_visit_what_is_restricted_stays(void **state)
{
	struct fixture *f = *state;
	struct uid row = add_row(f->plan, "events.concern", NULL);
	struct unsay_wanted wanted = {
		.repeat = form_set_repeat(f->forms, "events.concern"),
		.row = row,
	};

	answer(f->plan, "events.concern_what", &row, SECRET);
	assert_refused(f, &wanted, "typed yourself");
	wanted.restricted = true;
	assert_unsaid(f, &wanted);
	assert_gone(f, SECRET);
}

int
main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_open, teardown)
	const struct CMUnitTest tests[] = {
		TEST(what_was_just_typed_goes),
		TEST(the_last_answer_goes_alone),
		TEST(a_first_answer_leaves_a_blank),
		TEST(what_others_saw_stays),
		TEST(whose_words_stand_again),
		TEST(what_was_handed_out_stays),
		TEST(a_note_goes_whole),
		TEST(of_an_older_note_the_new_words_go),
		TEST(on_a_visit_what_is_restricted_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
