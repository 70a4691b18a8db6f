/* How far a plan has come, who has signed, and what changed since. */
#include "config.h"

#include "plan/stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "plan/against.h"
#include "plan/changed.h"
#include "plan/signature.h"
#include "plan/statement.h"
#include "sealing.h"
#include "support.h"

static void
assert_stage(const struct plan *plan, const char *word)
{
	const char *got = stage_word(plan_stage(plan));

	if (strcmp(got, word) != 0)
		fail_msg("\"%s\" is not \"%s\"", got, word);
}

static void
assert_says(const struct plan *plan, const char *want)
{
	struct buf text;

	buf_init(&text);
	stage_say(plan_stage(plan), true, &text);
	if (strcmp(text.data, want) != 0)
		fail_msg("\"%s\" is not \"%s\"", text.data, want);
	buf_clear(&text);
}

/* The frozen clock says 16 November 2026; what is sealed on it, a review of the
 * next day is about. */
static void
take_day(struct plan *plan, int month, int day)
{
	plan_set_today(plan, (struct date){ 2026, month, day });
}

static struct uid
signer(struct plan *plan, const char *name, const char *role)
{
	struct uid row = add_row(plan, SIGNATURES, NULL);

	answer(plan, SIGNATURE_NAME, &row, name);
	answer(plan, SIGNATURE_ROLE, &row, role);
	return row;
}

static enum signature_state
state_of(const struct plan *plan, const struct uid *row)
{
	const struct plan_stage *stage = plan_stage(plan);
	struct signature_list list;
	int state = -1;

	plan_signatures(plan, stage->sealed ? &stage->seal : NULL, &list);
	for (size_t i = 0; i < list.count; i++)
		if (uid_equal(&list.items[i].row, row))
			state = (int)list.items[i].state;
	signature_list_clear(&list);
	assert_int_not_equal(state, -1);
	return (enum signature_state)state;
}

static void
the_whole_way(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid kwame, dan, look, change;

	answer(plan, "purpose.kinds", NULL, "nhs");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	answer(plan, "purpose.start", NULL, "1/12/2026");
	assert_stage(plan, "draft");
	assert_says(plan, "Draft: nothing has been sealed, so nobody can sign "
			  "yet.");
	seal(plan);
	assert_stage(plan, "ready");
	assert_says(plan, "Ready to be signed: sealed on 16 Nov 2026. Nobody "
			  "has signed yet.");
	dan = signer(plan, "Dan Osei", "family");
	answer(plan, SIGNATURE_HOW, &dan, "ink");
	assert_stage(plan, "ready");
	assert_says(plan, "Ready to be signed: sealed on 16 Nov 2026. Neither "
			  "the person nor somebody who may act for them has "
			  "signed yet.");
	answer(plan, SIGNATURE_HOW, &dan, "waiting");
	kwame = signer(plan, "Kwame Redfern", "person");
	answer(plan, SIGNATURE_HOW, &kwame, "ink");
	assert_stage(plan, "ready");
	assert_says(plan, "Ready to be signed: sealed on 16 Nov 2026. Waiting "
			  "for 1 signature.");
	answer(plan, SIGNATURE_HOW, &dan, "phone");
	assert_stage(plan, "signed");
	assert_says(plan, "Signed: sealed on 16 Nov 2026.");
	take_day(plan, 12, 1);
	assert_stage(plan, "in force");
	look = add_row(plan, "review.look", NULL);
	answer(plan, "review.look_on", &look, "1/12/2026");
	assert_stage(plan, "review");
	answer(plan, "review.what_next", &look, "continue");
	assert_stage(plan, "in force");
	/* a small change is made when it is written down, without a version */
	answer(plan, "review.what_next", &look, "change");
	assert_stage(plan, "review");
	change = add_row(plan, "paying.change", NULL);
	answer(plan, "paying.change_on", &change, "30/11/2026");
	assert_stage(plan, "review");
	answer(plan, "paying.change_on", &change, "1/12/2026");
	assert_stage(plan, "in force");
	answer(plan, "review.what_next", &look, "full");
	assert_stage(plan, "review");
	answer(plan, "review.what_next", &look, "continue");
	answer(plan, "about_me.name_first", NULL, "Kofi");
	assert_stage(plan, "new draft");
	assert_says(plan, "In force: sealed on 16 Nov 2026. Changed since it "
			  "was signed: 1 answer.");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	assert_stage(plan, "in force");
	answer(plan, "about_me.date_of_death", NULL, "1/12/2026");
	assert_stage(plan, "ended");
}

static void
signing_again_after_a_change(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid kwame, again, first, second;
	struct changed_list changed;
	struct error err;

	answer(plan, "purpose.kinds", NULL, "nhs");
	first = seal(plan);
	kwame = signer(plan, "Kwame Redfern", "person");
	answer(plan, SIGNATURE_HOW, &kwame, "ink");
	assert_stage(plan, "signed");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	second = seal(plan);
	/* the version before it is signed; this one is waited for */
	assert_int_equal(state_of(plan, &kwame), SIGNATURE_AGAIN);
	assert_stage(plan, "signed");
	assert_says(plan, "Signed: sealed on 16 Nov 2026. Waiting for 1 "
			  "signature on the plan as it was last sealed.");
	again = signer(plan, "Kwame Redfern", "person");
	assert_int_equal(state_of(plan, &kwame), SIGNATURE_EARLIER);
	assert_int_equal(plan_stage(plan)->waiting, 1);
	answer(plan, SIGNATURE_HOW, &again, "ink");
	assert_int_equal(state_of(plan, &again), SIGNATURE_GIVEN);
	assert_int_equal(state_of(plan, &kwame), SIGNATURE_EARLIER);
	assert_int_equal(plan_stage(plan)->waiting, 0);
	/* correcting how does not move the first to the second version */
	answer(plan, SIGNATURE_HOW, &kwame, "phone");
	assert_int_equal(state_of(plan, &kwame), SIGNATURE_EARLIER);
	assert_true(plan_changed(plan, &first, &second, &changed, &err));
	assert_int_equal(changed.count, 1);
	assert_string_equal(changed.items[0].is, "Kwame");
	changed_list_clear(&changed);
}

static void
how_a_signature_counts(void **state)
{
	static const struct {
		const char *how;
		bool sealed;
		enum signature_state state;
	} cases[] = {
		{ NULL, true, SIGNATURE_WAITING },
		{ "waiting", true, SIGNATURE_WAITING },
		{ "key", true, SIGNATURE_KEY_DUE },
		{ "no", true, SIGNATURE_DECLINED },
		{ "ink", true, SIGNATURE_GIVEN },
		{ "said", true, SIGNATURE_GIVEN },
		{ "phone", true, SIGNATURE_GIVEN },
		{ "video", true, SIGNATURE_GIVEN },
		{ "mark", true, SIGNATURE_GIVEN },
		{ "ink", false, SIGNATURE_UNSEALED },
		{ NULL, false, SIGNATURE_WAITING },
	};
	struct plan *plan = ((struct fixture *)*state)->plan;

	for (int sealed = 0; sealed < 2; sealed++) {
		if (sealed)
			seal(plan);
		for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
			struct uid row;
			if (cases[i].sealed != sealed)
				continue;
			row = signer(plan, "Kwame Redfern", "person");
			if (cases[i].how)
				answer(plan, SIGNATURE_HOW, &row,
				    cases[i].how);
			if (state_of(plan, &row) != cases[i].state)
				fail_msg("%s: %d", cases[i].how,
				    state_of(plan, &row));
		}
	}
}

static void
the_seal_comes_and_goes_with_the_signature(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid row;
	char hex[DIGEST_HEX_LEN + 1], *what;
	struct error err;

	seal(plan);
	row = signer(plan, "Kwame Redfern", "person");
	assert_shown(plan, SIGNATURE_SEAL, &row, "");
	answer(plan, SIGNATURE_HOW, &row, "ink");
	digest_format(&plan_stage(plan)->seal, hex);
	assert_shown(plan, SIGNATURE_SEAL, &row, hex);
	answer(plan, SIGNATURE_HOW, &row, "waiting");
	assert_shown(plan, SIGNATURE_SEAL, &row, "");
	assert_true(plan_undo(plan, &what, &err));
	free(what);
	assert_shown(plan, SIGNATURE_SEAL, &row, hex);
	/* somebody has to have been there when it was said */
	answer(plan, SIGNATURE_HOW, &row, "phone");
	assert_false(holds(plan, SIGNATURE_HOW, &row));
	answer(plan, SIGNATURE_WITNESS, &row, "Aisha Bloom");
	assert_true(holds(plan, SIGNATURE_HOW, &row));
}

static void
recording_one_at_a_stroke(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct signing signing = { .name = "J. Marsh", .role = "approver",
		.how = "key", .on = "16/11/2026", .key = "SHA256:abc",
		.file = "-----BEGIN", .dissent = "Not the lift." };
	struct uid row, same;
	struct error err;

	seal(plan);
	signing.seal = plan_stage(plan)->seal;
	assert_true(plan_sign(plan, &signing, &row, &err));
	assert_int_equal(state_of(plan, &row), SIGNATURE_GIVEN);
	assert_shown(plan, SIGNATURE_ROLE, &row, "Whoever approves");
	assert_shown(plan, SIGNATURE_DISSENT, &row, "Not the lift.");
	assert_shown(plan, SIGNATURE_ON, &row, "16 November 2026");
	/* into a row that waits for it */
	row = signer(plan, "Dan Osei", "family");
	signing = (struct signing){ .row = row, .how = "video",
		.witness = "Aisha Bloom", .seal = plan_stage(plan)->seal };
	assert_true(plan_sign(plan, &signing, &same, &err));
	assert_true(uid_equal(&row, &same));
	assert_int_equal(state_of(plan, &row), SIGNATURE_GIVEN);
	assert_shown(plan, SIGNATURE_NAME, &row, "Dan Osei");
	/* and what cannot be read is kept and marked */
	signing.on = "soon";
	assert_true(plan_sign(plan, &signing, NULL, &err));
	assert_shown(plan, SIGNATURE_ON, &row, "soon");
	assert_false(holds(plan, SIGNATURE_ON, &row));
}

static char *
changes(struct plan *plan, const struct uid *version)
{
	struct changed_list list;
	struct buf text;
	struct error err;

	buf_init(&text);
	if (!plan_changed(plan, version, NULL, &list, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < list.count; i++) {
		changed_say(&list.items[i], &text);
		buf_add_char(&text, '\n');
	}
	assert_int_equal(plan_stage(plan)->changed, list.open);
	assert_int_equal(plan_stage(plan)->differs, list.count > 0);
	changed_list_clear(&list);
	return buf_take(&text);
}

static void
assert_changes(struct plan *plan, const struct uid *version, const char *want)
{
	char *got = changes(plan, version);

	if (strcmp(got, want) != 0)
		fail_msg("\"%s\" is not \"%s\"", got, want);
	free(got);
}

static void
what_changed(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	const struct repeat *outcomes;
	struct uid ride, swim, read, version;
	struct error err;

	outcomes = form_set_repeat(plan_forms(plan), "outcomes.outcome");
	assert_non_null(outcomes);
	answer(plan, "purpose.kinds", NULL, "nhs");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	ride = add_row(plan, "outcomes.outcome", NULL);
	answer(plan, "outcomes.words", &ride, "Ride to work");
	swim = add_row(plan, "outcomes.outcome", NULL);
	answer(plan, "outcomes.words", &swim, "Swim");
	version = seal(plan);
	assert_changes(plan, &version, "");

	answer(plan, "about_me.name_first", NULL, "Kofi");
	answer(plan, "outcomes.words", &ride, "Ride to work alone");
	assert_changes(plan, &version,
	    "First name: was Kwame, is Kofi.\n"
	    "What I want, in my own words (Ride to work alone): was Ride to "
	    "work, is Ride to work alone.\n");
	answer(plan, "about_me.name_first", NULL, "");
	answer(plan, "outcomes.words", &ride, "Ride to work");
	assert_changes(plan, &version,
	    "First name: was Kwame, is not answered.\n");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	assert_changes(plan, &version, "");

	/* a row is one change, with all that stands in it */
	read = add_row(plan, "outcomes.outcome", NULL);
	answer(plan, "outcomes.words", &read, "Read");
	add_row(plan, "outcomes.action", &read);
	assert_true(plan_row_remove(plan, outcomes, &swim, &err));
	assert_changes(plan, &version,
	    "What I want to change: taken away Swim.\n"
	    "What I want to change: added Read.\n");
	assert_true(plan_undo(plan, NULL, &err));
	assert_true(plan_row_remove(plan, outcomes, &read, &err));
	assert_changes(plan, &version, "");
}

static void
order_counts_once(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	const struct repeat *outcomes =
	    form_set_repeat(plan_forms(plan), "outcomes.outcome");
	struct uid rows[4], version;
	struct error err;

	answer(plan, "purpose.kinds", NULL, "nhs");
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		rows[i] = add_row(plan, "outcomes.outcome", NULL);
	version = seal(plan);
	assert_true(plan_row_move(plan, outcomes, &rows[3], -1, &err));
	assert_true(plan_row_move(plan, outcomes, &rows[0], 1, &err));
	assert_changes(plan, &version, "What I want to change: in another order.\n");
	assert_true(plan_row_move(plan, outcomes, &rows[3], 1, &err));
	assert_true(plan_row_move(plan, outcomes, &rows[0], -1, &err));
	assert_changes(plan, &version, "");
}

static void
restricted_changes_are_in_no_count(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct changed_list list;
	struct uid version;
	struct error err;
	struct buf text;

	answer(plan, "purpose.kinds", NULL, "nhs");
	version = seal(plan);
	for (size_t i = 0; i < plan_forms(plan)->once_count; i++) {
		const struct field *field = plan_forms(plan)->fields_once[i];
		if (field->restricted && field->section->sealed &&
		    field->kind == FIELD_PARAGRAPH) {
			answer(plan, field->name, NULL, "Only for workers");
			break;
		}
	}
	assert_true(plan_stage(plan)->differs);
	assert_int_equal(plan_stage(plan)->changed, 0);
	buf_init(&text);
	stage_say_changed(plan_stage(plan), false, &text);
	assert_string_equal(text.data, "");
	stage_say(plan_stage(plan), false, &text);
	assert_null(strstr(text.data, "hanged"));
	buf_reset(&text);
	stage_say(plan_stage(plan), true, &text);
	assert_non_null(strstr(text.data,
	    "Something that only workers see has changed since."));
	buf_clear(&text);
	assert_true(plan_changed(plan, &version, NULL, &list, &err));
	assert_int_equal(list.count, 1);
	assert_true(list.items[0].restricted);
	assert_int_equal(list.open, 0);
	changed_list_clear(&list);
}

static void
what_is_about_the_plan_changes_nothing(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid row, version;

	version = seal(plan);
	row = signer(plan, "Kwame Redfern", "person");
	answer(plan, SIGNATURE_HOW, &row, "ink");
	row = add_row(plan, "agree.no", NULL);
	answer(plan, "agree.no_who", &row, "Dan Osei");
	row = add_row(plan, "jots.jot", NULL);
	answer(plan, "jots.words", &row, "Ring back");
	assert_changes(plan, &version, "");
}

/* Whoever does not agree with an answer does not undo what was signed. */
static void
not_agreeing_undoes_nothing(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	const struct field *field =
	    form_set_field(fixture->forms, "about_me.name_family");
	const struct repeat *repeat;
	struct error err = { .text = "" };
	struct uid row;

	answer(plan, "purpose.kinds", NULL, "council");
	answer(plan, field->name, NULL, "Redfern");
	(void)seal(plan);
	assert_false(plan_stage(plan)->differs);
	if (!statement_add(plan, field, &UID_NONE, &repeat, &row, &err))
		fail_msg("%s", err.text);
	answer(plan, "agree.st_words", &row, "It has an a in it");
	assert_false(plan_stage(plan)->differs);
	assert_int_equal(plan_stage(plan)->changed, 0);
	assert_int_equal(plan_stage(plan)->statements, 1);
	/* what is put right then does, and is counted alone */
	answer(plan, field->name, NULL, "Redfearn");
	assert_true(plan_stage(plan)->differs);
	assert_int_equal(plan_stage(plan)->changed, 1);
	/* and the next seal is made over it as well */
	(void)seal(plan);
	assert_false(plan_stage(plan)->differs);
	assert_int_equal(plan_stage(plan)->statements, 0);
}

static void
errors_stand_against_sealing(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan, *training;
	struct plan_user user = { "Aisha Bloom", "abloom", "clinic" };
	struct against against;
	struct error err;
	char path[160];

	answer(plan, "purpose.kinds", NULL, "nhs");
	assert_true(plan_may_seal(plan, &err));
	plan_against(plan, true, &against);
	assert_int_equal(against.errors, 0);
	assert_true(against.count > 10); /* not answered yet: said, no bar */
	against_clear(&against);
	answer(plan, "about_me.dob", NULL, "31/2/1992");
	assert_false(plan_may_seal(plan, &err));
	assert_string_equal(err.text,
	    "1 answer does not hold yet, so the plan cannot be signed. Put it "
	    "right first.");
	plan_against(plan, true, &against);
	assert_int_equal(against.errors, 1);
	assert_string_equal(against.items[0].field->name, "about_me.dob");
	against_clear(&against);
	answer(plan, "about_me.dob", NULL, "3/4/1992");
	assert_true(plan_may_seal(plan, &err));

	snprintf(path, sizeof path, "%s/t.oneplan", fixture->folder);
	assert_true(plan_create(path, fixture->forms, fixture->rates, &user,
	    true, &training, &err));
	assert_false(plan_may_seal(training, &err));
	assert_non_null(strstr(err.text, "training plan"));
	plan_close(training);
	assert_int_equal(remove(path), 0);
}

/* How it went, and what was changed within the person's own freedom, are no part
 * of what was agreed: a signed plan stays as it was signed. */
static void
looking_back_changes_nothing(void **state)
{
	static const struct {
		const char *table, *name, *text;
	} cases[] = {
		{ "outcomes.outcome", "outcomes.progress", "mostly" },
		{ "outcomes.outcome", "outcomes.gas_attained", "zero" },
		{ "paying.pay", "paying.pay_ref", "DP-20417" },
		{ "paying.pay", "paying.hold_since", "2/12/2026" },
		{ "paying.pay", "paying.hold_why", "In hospital" },
		{ NULL, "paying.chk_account", "done" },
		{ NULL, "paying.end_last", "14/11/2027" },
		{ NULL, "review.sooner", "1/12/2026" },
		{ NULL, "paying.chk_who", "R. Adeyemi" },
	};
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid goal, row, version;

	answer(plan, "purpose.kinds", NULL, "council");
	answer(plan, "outcomes.gas_on", NULL, "yes");
	goal = add_row(plan, "outcomes.outcome", NULL);
	answer(plan, "outcomes.words", &goal, "Swim");
	(void)add_row(plan, "paying.pay", NULL);
	version = seal(plan);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct uid *rows = NULL;

		if (cases[i].table)
			assert_int_equal(plan_rows(plan, form_set_repeat(
			    plan_forms(plan), cases[i].table), &UID_NONE,
			    &rows), 1);
		answer(plan, cases[i].name, rows, cases[i].text);
		if (plan_stage(plan)->differs)
			fail_msg("%s is part of what is signed", cases[i].name);
	}
	row = add_row(plan, "paying.change", NULL);
	answer(plan, "paying.change_now", &row, "8 hours, 2 saved up");
	row = add_row(plan, "review.full", NULL);
	answer(plan, "review.full_well", &row, "The water.");
	assert_changes(plan, &version, "");
	/* and what was agreed about the same things is */
	answer(plan, "outcomes.aim", &goal, "Twice a week");
	assert_true(plan_stage(plan)->differs);
	answer(plan, "outcomes.aim", &goal, "");
	assert_false(plan_stage(plan)->differs);
	answer(plan, "paying.can_save", NULL, "8");
	assert_true(plan_stage(plan)->differs);
}

/* The caseload says by when somebody looks again, until the plan has ended. */
static void
the_next_look_is_in_the_summary(void **state)
{
	static const struct {
		const char *table, *name, *text, *due;
	} cases[] = {
		{ NULL, NULL, NULL, "2027-01-11" },
		{ NULL, "about_me.date_of_death", "16/11/2026", NULL },
		{ "events.event", "events.kind", "died", NULL },
		{ "events.event", "events.kind", "hospital", "2027-01-11" },
		{ "review.full", "review.full_next", "end", NULL },
		{ NULL, "review.sooner", "1/12/2026", "2026-12-01" },
	};
	struct fixture *fixture = *state;

	answer(fixture->plan, "purpose.kinds", NULL, "council");
	answer(fixture->plan, "purpose.start", NULL, "16/11/2026");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct stored_summary summary;
		struct uid row = UID_NONE;
		struct error err;

		if (cases[i].table)
			row = add_row(fixture->plan, cases[i].table, NULL);
		if (cases[i].name)
			answer(fixture->plan, cases[i].name,
			    cases[i].table ? &row : NULL, cases[i].text);
		plan_close(fixture->plan);
		assert_true(store_read_summary(fixture->path, &summary, &err));
		if (!cases[i].due)
			assert_null(summary.summary.next_due);
		else
			assert_string_equal(summary.summary.next_due,
			    cases[i].due);
		stored_summary_clear(&summary);
		fixture->plan = fixture_again(fixture, "abloom");
		if (cases[i].table)
			assert_true(plan_row_remove(fixture->plan,
			    form_set_repeat(fixture->forms, cases[i].table),
			    &row, &err));
		else if (cases[i].name)
			answer(fixture->plan, cases[i].name, NULL, "");
	}
}

/* A day that was chosen by hand does not stay due for ever. */
static void
a_look_that_was_held_is_not_due(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct date by;
	struct uid full;

	answer(plan, "purpose.kinds", NULL, "council");
	answer(plan, "purpose.start", NULL, "1/1/2026");
	answer(plan, "review.sooner", NULL, "1/11/2026");
	assert_true(plan_look_again(plan, &by));
	assert_int_equal(date_compare(by, (struct date){ 2026, 11, 1 }), 0);
	full = add_row(plan, "review.full", NULL);
	answer(plan, "review.full_on", &full, "30/10/2026");
	assert_true(plan_look_again(plan, &by));
	assert_int_equal(date_compare(by, (struct date){ 2026, 11, 1 }), 0);
	answer(plan, "review.full_on", &full, "2/11/2026");
	assert_true(plan_look_again(plan, &by));
	assert_int_equal(date_compare(by, (struct date){ 2027, 11, 2 }), 0);
}

/* To make pages again, it is opened as all of it stood at some moment. */
static void
as_it_stood(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan, *then;
	const struct uid *rows;
	struct uid row;
	struct error err;
	int64_t at;

	answer(plan, "purpose.kinds", NULL, "nhs");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	row = add_row(plan, "review.look", NULL);
	answer(plan, "review.going", &row, "Well.");
	at = clock_now();
	setenv("ONEPLAN_NOW", "2026-12-01T09:30:00Z", 1);
	answer(plan, "about_me.name_first", NULL, "Kofi");
	answer(plan, "about_me.name_family", NULL, "Redfern");
	assert_true(plan_row_remove(plan,
	    form_set_repeat(plan_forms(plan), "review.look"), &row, &err));
	(void)add_row(plan, "outcomes.outcome", NULL);
	assert_true(plan_open_at(plan, at, &then, &err));
	assert_shown(then, "about_me.name_first", NULL, "Kwame");
	assert_shown(then, "about_me.name_family", NULL, "");
	assert_shown(then, "review.going", &row, "Well.");
	assert_int_equal(plan_rows(then, form_set_repeat(plan_forms(plan),
	    "outcomes.outcome"), &UID_NONE, &rows), 0);
	assert_false(plan_writable(then));
	plan_close(then);
	assert_shown(plan, "about_me.name_first", NULL, "Kofi");
	setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1);
}

/* The stage is there again when the file is opened, and in its summary. */
static void
it_is_worked_out_again_at_opening(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan, *other;
	struct stored_summary summary;
	struct uid row;
	struct error err;

	answer(plan, "purpose.kinds", NULL, "nhs");
	seal(plan);
	row = signer(plan, "Kwame Redfern", "person");
	answer(plan, SIGNATURE_HOW, &row, "ink");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	plan_close(plan);
	fixture->plan = NULL;
	assert_true(store_read_summary(fixture->path, &summary, &err));
	assert_string_equal(summary.summary.stage, "new draft");
	stored_summary_clear(&summary);
	other = fixture_again(fixture, "priya");
	assert_stage(other, "new draft");
	plan_close(other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
		TEST(the_whole_way),
		TEST(signing_again_after_a_change),
		TEST(how_a_signature_counts),
		TEST(the_seal_comes_and_goes_with_the_signature),
		TEST(recording_one_at_a_stroke),
		TEST(what_changed),
		TEST(order_counts_once),
		TEST(restricted_changes_are_in_no_count),
		TEST(what_is_about_the_plan_changes_nothing),
		TEST(errors_stand_against_sealing),
		TEST(not_agreeing_undoes_nothing),
		TEST(looking_back_changes_nothing),
		TEST(the_next_look_is_in_the_summary),
		TEST(a_look_that_was_held_is_not_due),
		TEST(as_it_stood),
		TEST(it_is_worked_out_again_at_opening),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
