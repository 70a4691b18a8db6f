/* Words typed into the wrong plan: written where they belong, taken out here,
 * noted in both; and when that is refused, in which case they stay. */
#include "config.h"

#include "plan/move.h"

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

#include "base/sql.h"
#include "plan/jot.h"

#include "support.h"

#define NAME	"about_me.name_first"
#define TRIED	"purpose.tried"
#define SECRET	"he frightens her when he drinks"
#define EVENT	"events.event"
#define OUTCOME "outcomes.outcome"

static const struct plan_user aisha = { .display = "Aisha Bloom",
	.login = "abloom", .device = "test" };

/* Another person's plan, beside the fixture's. */
static struct plan *
other_plan(struct fixture *f, bool training)
{
	struct error err = { .text = "" };
	struct plan *other;
	char path[160];

	snprintf(path, sizeof path, "%s/ines.oneplan", f->folder);
	if (!plan_create(path, f->forms, f->rates, &aisha, training, &other,
		&err))
		fail_msg("%s", err.text);
	answer(other, NAME, NULL, "Ines");
	answer(f->plan, NAME, NULL, "Kwame");
	answer(f->plan, "purpose.kinds", NULL, "council");
	answer(other, "purpose.kinds", NULL, "council");
	return other;
}

/* Closes it; true if WORDS are in no byte of the file NAME of the folder. */
static bool
gone(struct fixture *f, const char *name, const char *words)
{
	char command[400];

	snprintf(command, sizeof command, "! grep -qaF '%s' '%s/%s'", words,
	    f->folder, name);
	return system(command) == 0;
}

static void
away(struct fixture *f, struct plan *other)
{
	char path[160];

	plan_close(other);
	snprintf(path, sizeof path, "%s/ines.oneplan", f->folder);
	assert_int_equal(unlink(path), 0);
}

static struct redact_wanted
wanting(const char *what)
{
	return (struct redact_wanted){ .what = what, .why = "wrong plan",
		.by = "Aisha Bloom", .agreed = "Tom Hale" };
}

static void
assert_refused(struct plan *plan, struct plan *other,
    const struct redact_wanted *wanted, const char *why)
{
	struct move_done done;
	struct error may = { .text = "" }, err = { .text = "" };

	assert_false(plan_may_move(plan, other, wanted, &may));
	assert_false(plan_move(plan, other, wanted, &done, &err));
	assert_false(done.written);
	if (!strstr(err.text, why) || !strstr(may.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
}

static void
move(struct plan *plan, struct plan *other, const struct redact_wanted *wanted,
    struct move_done *done)
{
	struct error err = { .text = "" };

	if (!plan_may_move(plan, other, wanted, &err) ||
	    !plan_move(plan, other, wanted, done, &err))
		fail_msg("%s", err.text);
	assert_true(done->written);
}

/* One event, which names neither the other person nor the question. */
static void
assert_noted(struct plan *plan, const char *not_this, const char *other_id)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), EVENT);
	const struct uid *rows;
	char *done, *copies;

	assert_int_equal(plan_rows(plan, repeat, &UID_NONE, &rows), 1);
	assert_shown(plan, "events.kind", &rows[0],
	    "Mixed up with somebody else");
	assert_shown(plan, "events.told_by", &rows[0], "Aisha Bloom");
	done = shown(plan, "events.done", &rows[0]);
	assert_null(strstr(done, not_this));
	assert_null(strstr(done, SECRET));
	copies = shown(plan, "events.wrong_copies", &rows[0]);
	assert_non_null(strstr(copies, other_id));
	free(done);
	free(copies);
}

static void
id_of(struct plan *plan, char out[9])
{
	char hex[UID_HEX_LEN + 1];

	uid_format(store_plan_uid(plan_store(plan)), hex);
	memcpy(out, hex, 8);
	out[8] = '\0';
}

static void
words_go_to_the_plan_they_belong_to(void **state)
{
	struct fixture *f = *state;
	struct plan *other = other_plan(f, false);
	struct redact_wanted wanted = wanting(TRIED);
	struct move_done done;
	struct buf text;
	char here[9], there[9];

	answer(f->plan, TRIED, NULL, SECRET);
	answer(other, TRIED, NULL, "A cushion.");
	move(f->plan, other, &wanted, &done);
	assert_shown(f->plan, TRIED, NULL, "(taken out)");
	assert_shown(other, TRIED, NULL, "A cushion.\n" SECRET);
	id_of(f->plan, here);
	id_of(other, there);
	assert_noted(f->plan, "Ines", there);
	assert_noted(other, "Kwame", here);
	buf_init(&text);
	move_say(&done, f->plan, other, &text);
	assert_non_null(strstr(text.data, "from the plan of Kwame\n"
					  "to the plan of Ines."));
	buf_clear(&text);
	assert_true(gone(f, strrchr(f->path, '/') + 1, SECRET));
	assert_false(gone(f, "ines.oneplan", SECRET));
	away(f, other);
}

/* And whose words they are goes with them. */
static void
whose_words_they_are_goes_along(void **state)
{
	struct fixture *f = *state;
	const struct field *tried = form_set_field(f->forms, TRIED);
	struct redact_wanted wanted = wanting(TRIED);
	struct change change = { .field = tried, .text = SECRET,
		.has_voice = true, .voice = "family Nell" };
	struct field_state there;
	struct move_done done;
	struct error err;

	for (int behind = 0; behind < 2; behind++) {
		struct plan *other = other_plan(f, false);

		if (behind)
			answer(other, TRIED, NULL, "A cushion.");
		assert_true(plan_apply(f->plan, &change, 1, NULL, &err));
		move(f->plan, other, &wanted, &done);
		assert_shown(other, TRIED, NULL, behind
			? "A cushion.\n" SECRET
			  " (A relative's or friend's: Nell)"
			: SECRET);
		plan_field(other, form_set_field(plan_forms(other), TRIED),
		    &UID_NONE, &there);
		assert_true(behind ? there.voice == NULL
				   : strcmp(there.voice, "family Nell") == 0);
		away(f, other);
	}
}

/* The answer that was right stays in the history, and can be brought back. */
static void
one_answer_of_several_goes(void **state)
{
	struct fixture *f = *state;
	struct plan *other = other_plan(f, false);
	struct redact_wanted wanted = wanting(TRIED);
	struct stored_revision *list;
	struct move_done done;
	struct error err;
	size_t count;

	answer(f->plan, TRIED, NULL, "A ramp.");
	answer(f->plan, TRIED, NULL, SECRET);
	wanted.only = 2;
	move(f->plan, other, &wanted, &done);
	assert_shown(other, TRIED, NULL, SECRET);
	assert_true(store_revisions(plan_store(f->plan), TRIED, &UID_NONE,
	    &list, &count, &err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].value.text, "A ramp.");
	assert_true(list[1].taken_out);
	stored_revisions_clear(list, count);
	away(f, other);
}

static void
a_row_goes_with_all_in_it(void **state)
{
	struct fixture *f = *state;
	struct plan *other = other_plan(f, false);
	const struct repeat *outcomes = form_set_repeat(f->forms, OUTCOME),
			    *actions = outcomes->inner[0];
	struct uid row = add_row(f->plan, OUTCOME, NULL),
		   action = add_row(f->plan, actions->name, &row);
	struct redact_wanted wanted = wanting(NULL);
	char hex[UID_HEX_LEN + 1];
	const struct uid *rows, *inner;
	struct move_done done;

	answer(f->plan, "outcomes.words", &row, SECRET);
	answer(f->plan, actions->fields[0]->name, &action, "Ring the ward");
	uid_format(&row, hex);
	wanted.what = hex;
	move(f->plan, other, &wanted, &done);
	assert_int_equal(done.redact.redacted.answers, 2);
	assert_int_equal(plan_rows(other, outcomes, &UID_NONE, &rows), 1);
	assert_false(uid_equal(&rows[0], &row));
	assert_shown(other, "outcomes.words", &rows[0], SECRET);
	assert_int_equal(plan_rows(other, actions, &rows[0], &inner), 1);
	assert_shown(other, actions->fields[0]->name, &inner[0],
	    "Ring the ward");
	assert_shown(f->plan, "outcomes.words", &row, "(taken out)");
	/* a row inside another does not go alone */
	action = add_row(f->plan, actions->name, &row);
	answer(f->plan, actions->fields[0]->name, &action, "Ring the school");
	uid_format(&action, hex);
	assert_refused(f->plan, other, &wanted, "a row inside another row");
	away(f, other);
}

static void
a_note_for_workers_only_stays_one(void **state)
{
	struct fixture *f = *state;
	struct plan *other = other_plan(f, false);
	struct redact_wanted wanted = wanting(NULL);
	char what[sizeof "jots.words:" + UID_HEX_LEN];
	char hex[UID_HEX_LEN + 1];
	const struct uid *rows;
	struct move_done done;
	struct error err;
	struct uid row;

	assert_true(jot_add(f->plan, &row, &err));
	answer(f->plan, "jots.words", &row, SECRET);
	answer(f->plan, "jots.restricted", &row, "yes");
	uid_format(&row, hex);
	snprintf(what, sizeof what, "jots.words:%s", hex);
	wanted.what = what;
	assert_refused(f->plan, other, &wanted, "for workers only");
	wanted.what = hex;
	move(f->plan, other, &wanted, &done);
	assert_int_equal(plan_rows(other, jot_repeat(other), &UID_NONE, &rows),
	    1);
	assert_true(jot_restricted(other, jot_repeat(other), &rows[0]));
	away(f, other);
}

static void
what_does_not_fit_is_refused(void **state)
{
	struct fixture *f = *state;
	struct plan *other = other_plan(f, false), *again;
	struct redact_wanted wanted = wanting(NAME);

	/* nobody's answer is replaced */
	assert_refused(f->plan, other, &wanted, "an answer to this question");
	assert_shown(other, NAME, NULL, "Ines");
	again = fixture_again(f, "abloom");
	assert_refused(f->plan, again, &wanted, "this plan itself");
	plan_close(again);
	/* it needs the same as taking out */
	wanted = wanting(TRIED);
	answer(f->plan, TRIED, NULL, SECRET);
	wanted.agreed = wanted.by;
	struct move_done done;
	struct error err;
	assert_false(plan_move(f->plan, other, &wanted, &done, &err));
	assert_non_null(strstr(err.text, "Somebody else must agree"));
	assert_shown(f->plan, TRIED, NULL, SECRET);
	assert_shown(other, TRIED, NULL, "");
	away(f, other);
	other = other_plan(f, true);
	wanted = wanting(TRIED);
	assert_refused(f->plan, other, &wanted, "for practice");
	away(f, other);
}

/* What cannot be taken out here is in both then, never in neither; and that is
 * said. */
static void
in_both_rather_than_in_neither(void **state)
{
	struct fixture *f = *state;
	struct plan *other = other_plan(f, false);
	struct redact_wanted wanted = wanting(TRIED);
	struct move_done done;
	struct error err = { .text = "" };
	struct sql *sql;

	answer(f->plan, TRIED, NULL, SECRET);
	assert_true(sql_open(f->path, SQL_WRITE, NULL, &sql, &err));
	assert_true(sql_exec(sql,
	    "CREATE TRIGGER no BEFORE INSERT ON redaction"
	    " BEGIN SELECT RAISE(ABORT, 'no'); END", &err));
	assert_false(plan_move(f->plan, other, &wanted, &done, &err));
	assert_true(done.written);
	assert_non_null(strstr(err.text, "written in the other plan now"));
	assert_non_null(strstr(err.text, "still in this one as well"));
	assert_shown(f->plan, TRIED, NULL, SECRET);
	assert_shown(other, TRIED, NULL, SECRET);
	/* once more: nothing is written twice */
	assert_true(sql_exec(sql, "DROP TRIGGER no", &err));
	sql_close(sql);
	move(f->plan, other, &wanted, &done);
	assert_shown(f->plan, TRIED, NULL, "(taken out)");
	assert_shown(other, TRIED, NULL, SECRET);
	away(f, other);
}

int
main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
	const struct CMUnitTest tests[] = {
		TEST(words_go_to_the_plan_they_belong_to),
		TEST(whose_words_they_are_goes_along),
		TEST(one_answer_of_several_goes),
		TEST(a_row_goes_with_all_in_it),
		TEST(a_note_for_workers_only_stays_one),
		TEST(what_does_not_fit_is_refused),
		TEST(in_both_rather_than_in_neither),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
