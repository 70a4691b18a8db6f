/* Every screen as a person sees it, held against golden files. A script's name
 * says what is shown; GENERATE=1 makes the files anew, and somebody reads them. */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/outfile.h"
#include "kwame.h"
#include "plan/merge.h"
#include "support.h"

#define NOBODY 65534

/* --- what lies in the folder, and what is open --- */

static void
open_empty(struct desk *desk)
{
	desk_caseload(desk);
}

static void
open_caseload(struct desk *desk)
{
	static const char damaged[] = "SQLite format 3 it is not";
	struct error err;

	kwame_make(KWAME, KWAME_FULL, false);
	kwame_make(CASELOAD "/half.oneplan", KWAME_HALF, false);
	answer_as(CASELOAD "/half.oneplan", &aisha, "about_me.name_first",
	    "Maureen Antoinette");
	answer_as(CASELOAD "/half.oneplan", &aisha, "about_me.name_family",
	    "Featherstonehaugh-Olatunji");
	kwame_make(CASELOAD "/learner-07.oneplan", KWAME_BLANK, true);
	assert_true(outfile_write(CASELOAD "/old-stick.oneplan", damaged,
	    sizeof damaged, false, &err));
	desk_caseload(desk);
}

static void
open_kwame(struct desk *desk, enum extent extent)
{
	kwame_make(KWAME, extent, false);
	desk_plan(desk, KWAME);
}

static void
open_blank(struct desk *desk)
{
	open_kwame(desk, KWAME_BLANK);
}

static void
open_half(struct desk *desk)
{
	open_kwame(desk, KWAME_HALF);
}

static void
open_full(struct desk *desk)
{
	open_kwame(desk, KWAME_FULL);
}

/* A plan, and that of another person. */
static void
open_two(struct desk *desk)
{
	kwame_make(CASELOAD "/half.oneplan", KWAME_HALF, false);
	answer_as(CASELOAD "/half.oneplan", &aisha, "about_me.name_pref",
	    "Maureen");
	answer_as(CASELOAD "/half.oneplan", &aisha, "about_me.name_family",
	    "Featherstone");
	answer_as(CASELOAD "/half.oneplan", &aisha, "about_me.dob",
	    "1948-02-01");
	answer_as(CASELOAD "/half.oneplan", &aisha, "purpose.tried", NULL);
	open_kwame(desk, KWAME_FULL);
}

/* An exercise that is set on a day of its own. */
static void
open_training(struct desk *desk)
{
	struct taken taken = { .today = { 2026, 12, 24 } };
	struct plan *plan;
	struct error err;

	kwame_make(KWAME, KWAME_HALF, true);
	assert_true(plan_open(KWAME, forms(), NULL, &aisha, false, &plan,
	    &err));
	assert_true(plan_take_in(plan, &taken, NULL, &err));
	plan_close(plan);
	desk_plan(desk, KWAME);
}

static void
open_carried(struct desk *desk)
{
	kwame_make(KWAME, KWAME_FULL, false);
	desk_caseload(desk);
}

#define STICK "stick.oneplan"

/* A second file of the plan, carried on a stick, in which Priya answered. */
static void
make_stick(const char *field, const struct uid *row, const char *text)
{
	struct plan *plan = open_as(KWAME, &aisha), *other;
	struct error err = {0};

	if (!store_copy(plan_store(plan), STICK, &err))
		fail_msg("%s", err.text);
	plan_close(plan);
	other = open_as(STICK, &priya);
	if (!plan_set_answer(other, field_of(field), row, text, NULL, &err))
		fail_msg("%s", err.text);
	plan_close(other);
}

static void
open_with_stick(struct desk *desk)
{
	kwame_make(KWAME, KWAME_FULL, false);
	make_stick("purpose.tried", &UID_NONE,
	    "New cushion in March, it helped a little.");
	answer_as(KWAME, &aisha, "purpose.tried",
	    "New cushion in March. It helped for a week.");
	desk_caseload(desk);
}

/* What Aisha removed Priya changed. */
static void
open_removed(struct desk *desk)
{
	struct merge_wanted wanted = {.other = STICK};
	const struct repeat *repeat =
	    form_set_repeat(forms(), "outcomes.outcome");
	struct merge_done done;
	const struct uid *rows;
	struct plan *plan;
	struct uid row;
	struct error err = {0};

	kwame_make(KWAME, KWAME_FULL, false);
	plan = open_as(KWAME, &aisha);
	assert_true(plan_rows(plan, repeat, &UID_NONE, &rows) > 0);
	row = rows[0];
	make_stick("outcomes.measure", &row, "Three times a month");
	if (!plan_row_remove(plan, repeat, &row, &err) ||
	    !plan_merge(plan, &wanted, &done, &err))
		fail_msg("%s", err.text);
	merge_done_clear(&done);
	plan_close(plan);
	desk_plan(desk, KWAME);
}

static void
open_split(struct desk *desk)
{
	kwame_make(KWAME, KWAME_FULL, false);
	kwame_split(KWAME);
	desk_plan(desk, KWAME);
}

static void
open_urgent(struct desk *desk)
{
	kwame_make(KWAME, KWAME_HALF, false);
	answer_as(KWAME, &aisha, "purpose.kinds", "urgent");
	answer_as(KWAME, &aisha, "purpose.urgent_now", NULL);
	answer_as(KWAME, &aisha, "purpose.cannot_wait",
	    "Night care at home from this evening. Rapid response team, "
	    "10pm to 7am.");
	desk_plan(desk, KWAME);
}

static void
open_spoilt(struct desk *desk)
{
	kwame_make(KWAME, KWAME_FULL, false);
	kwame_spoil(KWAME);
	desk_plan(desk, KWAME);
}

/* Two people answer one question, neither knowing of the other. */
static void
open_conflict(struct desk *desk)
{
	struct plan *theirs;
	struct uid *bases;
	size_t count;
	struct error err = {0};

	kwame_make(KWAME, KWAME_FULL, false);
	theirs = open_as(KWAME, &priya);
	plan_bases(theirs, field_of("purpose.tried"), &UID_NONE, &bases,
	    &count);
	answer_as(KWAME, &aisha, "purpose.tried",
	    "New cushion in March. It helped for a week.");
	struct change change = {.field = field_of("purpose.tried"),
	    .text = "New cushion in March, it helped a little. Dan lifts the "
		    "chair into the van. Physiotherapy, six times.",
	    .has_bases = true, .bases = bases, .base_count = count};
	if (!plan_apply(theirs, &change, 1, NULL, &err))
		fail_msg("%s", err.text);
	free(bases);
	plan_close(theirs);
	desk_plan(desk, KWAME);
}

static void
open_read_only(struct desk *desk)
{
	kwame_make(KWAME, KWAME_HALF, false);
	chmod(KWAME, 0444);
	chmod(CASELOAD, 0555);
	uid_t me = geteuid();
	if (me == 0) /* root may write to anything */
		assert_int_equal(seteuid(NOBODY), 0);
	desk_plan(desk, KWAME);
	assert_int_equal(seteuid(me), 0);
}

/* --- the golden files --- */

struct golden {
	const char *name;
	void (*open)(struct desk *desk);
	int rows, cols;
};

static const struct golden goldens[] = {
    {"caseload_empty", open_empty, 24, 80},
    {"caseload", open_caseload, 24, 80},
    {"new_plan", open_empty, 24, 80},
    {"purpose_half", open_half, 24, 80},
    {"purpose_full", open_full, 24, 80},
    {"purpose_urgent", open_urgent, 24, 80},
    {"about_me_half", open_half, 24, 80},
    {"about_me_full", open_full, 24, 80},
    {"outcomes_half", open_half, 24, 80},
    {"outcomes_full", open_full, 24, 80},
    {"money_half", open_half, 24, 80},
    {"money_full", open_full, 24, 80},
    {"pictures", open_full, 24, 80},
    {"row_outcome", open_full, 24, 80},
    {"row_action", open_full, 24, 80},
    {"row_stream", open_full, 24, 80},
    {"row_line", open_full, 24, 80},
    {"row_split", open_split, 24, 80},
    {"overview_blank", open_blank, 24, 80},
    {"overview_half", open_half, 24, 80},
    {"overview_full", open_full, 24, 80},
    {"left_half", open_half, 24, 80},
    {"left_full", open_full, 24, 80},
    {"go_to", open_full, 24, 80},
    {"help_field", open_full, 24, 80},
    {"help_keys", open_full, 24, 80},
    {"conflict", open_conflict, 24, 80},
    {"history", open_full, 24, 80},
    {"voice", open_full, 24, 80},
    {"unsay", open_full, 24, 80},
    {"take_out", open_full, 24, 80},
    {"move_words", open_two, 24, 80},
    {"copies", open_full, 24, 80},
    {"make_copy", open_full, 24, 80},
    {"withheld", open_full, 24, 80},
    {"notes", open_full, 24, 80},
    {"aside", open_full, 24, 80},
    {"carry", open_carried, 24, 80},
    {"bring_in", open_with_stick, 24, 80},
    {"removed", open_removed, 24, 80},
    {"curtain", open_full, 24, 80},
    {"message", open_caseload, 24, 80},
    {"read_only", open_read_only, 24, 80},
    {"problems", open_spoilt, 24, 80},
    {"training", open_training, 24, 80},
    {"typing", open_half, 24, 80},
    {"working", open_full, 24, 80},
    {"archive", open_carried, 24, 80},
    {"find", open_full, 24, 80},
    {"wide", open_full, 50, 160},
    {"narrow", open_full, 18, 60},
    {"tiny", open_half, 20, 5},
};

static void
test_golden(void **state)
{
	const struct golden *golden = *state;
	struct desk *desk =
	    desk_open("xterm-256color", golden->rows, golden->cols);
	char folder[700];
	bool same;

	golden->open(desk);
	snprintf(folder, sizeof folder, "%s/golden", screens_folder());
	same = harness_golden(desk->harness, folder, golden->name);
	desk_close(desk);
	assert_true(same);
}

int
main(void)
{
	static struct CMUnitTest tests[ARRAY_LEN(goldens)];

	for (size_t i = 0; i < ARRAY_LEN(goldens); i++)
		tests[i] = (struct CMUnitTest){
		    .name = goldens[i].name,
		    .test_func = test_golden,
		    .setup_func = folder_setup,
		    .teardown_func = folder_teardown,
		    .initial_state = (void *)(uintptr_t)&goldens[i],
		};
	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
