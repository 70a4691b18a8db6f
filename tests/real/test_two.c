/* Two people in one plan at once, on two terminals. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "real/real.h"

#define FILE_NAME "kwame.oneplan"
#define ROUNDS	  40

struct pair {
	struct real *real;
	struct pty *a, *b; /* Aisha's terminal and Priya's */
};

static struct pty *
open_as(struct real *real, const char *name)
{
	struct pty *pty;

	assert_int_equal(setenv("ONEPLAN_NAME", name, 1), 0);
	pty = real_start(real, FILE_NAME, 24, 80);
	assert_int_equal(setenv("ONEPLAN_NAME", "Aisha Bloom", 1), 0);
	return pty;
}

static void
open_pair(struct pair *pair, struct real *real, const char *asked_for)
{
	const char *const answers[] = { "about_me.name_first", "Kwame",
		asked_for ? "purpose.asked_for" : NULL, asked_for, NULL };

	pair->real = real;
	real_make_plan(FILE_NAME, answers);
	pair->a = open_as(real, "Aisha Bloom");
	pair->b = open_as(real, "Priya Raman");
}

static void
close_pair(struct pair *pair)
{
	struct pty *both[] = { pair->a, pair->b };

	for (size_t i = 0; i < ARRAY_LEN(both); i++) {
		real_not_see(both[i], "could not be saved");
		real_quit(both[i]);
		real_end(pair->real, both[i]);
	}
	assert_false(real_exists(FILE_NAME "-journal"));
}

static void
go_to(struct pty *pty, const char *words, const char *label)
{
	char text[80], at[80];

	snprintf(text, sizeof text, "text %s", words);
	snprintf(at, sizeof at, "at %s", label);
	REAL_PLAY(pty, "key Ctrl-G", text, "key Enter", at);
}

/* --- different questions --- */

static void
test_different_questions(void **state)
{
	struct pair pair;

	open_pair(&pair, *state, NULL);
	go_to(pair.a, "one person to ask", "Who is your one person to ask?");
	go_to(pair.b, "Family name", "Family name");
	REAL_PLAY(pair.a, "text Aisha Bloom");
	REAL_PLAY(pair.b, "text Redfern");
	REAL_PLAY(pair.a, "key Tab");
	REAL_PLAY(pair.b, "key Tab");
	/* she is told, and sees it; and so does he, as he saved after her */
	real_wait_for(pair.a, "Somebody else has just changed this plan.");
	real_see(pair.a, "Kwame Redfern");
	go_to(pair.b, "one person to ask", "Who is your one person to ask?");
	real_see(pair.b, "[Aisha Bloom ");
	close_pair(&pair);
	real_holds(FILE_NAME, "purpose.coordinator", NULL, "Aisha Bloom");
	real_holds(FILE_NAME, "about_me.name_family", NULL, "Redfern");
	REAL_RUN(pair.real, "check", FILE_NAME);
	assert_null(strstr(pair.real->out, "given apart"));
}

/* --- the same one --- */

static size_t
count_of(const char *text, const char *word)
{
	size_t count = 0;

	while ((text = strstr(text, word))) {
		count++;
		text += strlen(word);
	}
	return count;
}

/* Both are kept, and the check says that it is to be settled. */
static void
see_both_answers(struct real *real)
{
	REAL_RUN(real, "history", FILE_NAME, "purpose.asked_for");
	assert_int_equal(count_of(real->out, "A lighter chair."), 1);
	assert_int_equal(count_of(real->out, "A chair with power."), 1);
	REAL_RUN(real, "check", FILE_NAME);
	assert_int_equal(real->status, 1);
	assert_int_equal(count_of(real->out,
	    "What I am asking for, and why now - Two answers were given "
	    "apart, and both are kept."), 1);
}

static void
same_question(struct real *real, const char *before)
{
	struct pair pair;

	open_pair(&pair, real, before);
	go_to(pair.a, "asking for", "What I am asking for, and why now");
	go_to(pair.b, "asking for", "What I am asking for, and why now");
	REAL_PLAY(pair.a, "key Ctrl-A", "text A lighter chair.");
	REAL_PLAY(pair.b, "key Ctrl-A", "text A chair with power.");
	REAL_PLAY(pair.a, "key Tab");
	REAL_PLAY(pair.b, "key Tab");
	real_wait_for(pair.a, "Somebody else has just changed this plan.");
	close_pair(&pair);

	see_both_answers(real);
	/* and whose each is */
	REAL_RUN(real, "history", FILE_NAME, "purpose.asked_for");
	assert_int_equal(count_of(real->out, "Aisha Bloom"), 1);
	assert_int_equal(remove(FILE_NAME), 0);
}

static void
test_same_question(void **state)
{
	same_question(*state, NULL);
	same_question(*state, "A chair.");
}

/* --- at the same moment --- */

/* Both save at once, again and again; neither waits for the other's program. */
static void
test_same_moment(void **state)
{
	struct pair pair;
	char a[48], b[48];

	open_pair(&pair, *state, NULL);
	go_to(pair.a, "first name", "First name");
	go_to(pair.b, "one person to ask", "Who is your one person to ask?");
	for (int i = 0; i < ROUNDS; i++) {
		snprintf(a, sizeof a, "\001Kwame %d\t", i);
		snprintf(b, sizeof b, "\001Aisha %d\t", i);
		real_type(pair.a, a);
		real_type(pair.b, b);
		real_type(pair.a, "\020"); /* Ctrl-P: the question before */
		real_type(pair.b, "\020");
		if (!pty_wait(pair.a) || !pty_wait(pair.b))
			fail_msg("one of the programs has ended");
		real_not_see(pair.a, "could not");
		real_not_see(pair.b, "could not");
	}
	snprintf(a, sizeof a, "[Kwame %d ", ROUNDS - 1);
	snprintf(b, sizeof b, "[Aisha %d ", ROUNDS - 1);
	real_wait_for(pair.a, a);
	real_wait_for(pair.b, b);
	close_pair(&pair);
	a[strlen(a) - 1] = b[strlen(b) - 1] = '\0';
	real_holds(FILE_NAME, "about_me.name_first", NULL, a + 1);
	real_holds(FILE_NAME, "purpose.coordinator", NULL, b + 1);
	for (int i = 0; i < ROUNDS; i++) {
		snprintf(a, sizeof a, "Kwame %d\n", i);
		snprintf(b, sizeof b, "Aisha %d\n", i);
		REAL_RUN(pair.real, "history", FILE_NAME,
		    "about_me.name_first");
		assert_int_equal(count_of(pair.real->out, a), 1);
		REAL_RUN(pair.real, "history", FILE_NAME,
		    "purpose.coordinator");
		assert_int_equal(count_of(pair.real->out, b), 1);
	}
}

/* --- both killed --- */

/* Two texts in one question, and both programs killed: neither is lost. */
static void
test_both_killed(void **state)
{
	struct pair pair;
	struct pty *pty;

	open_pair(&pair, *state, NULL);
	go_to(pair.a, "asking for", "What I am asking for, and why now");
	go_to(pair.b, "asking for", "What I am asking for, and why now");
	REAL_PLAY(pair.a, "text A lighter chair.");
	REAL_PLAY(pair.b, "text A chair with power.");
	if (!pty_wait_timer(pair.a) || !pty_wait_timer(pair.b))
		fail_msg("no draft is put");
	kill(pair.a->pid, SIGKILL);
	kill(pair.b->pid, SIGKILL);
	real_end(pair.real, pair.a);
	real_end(pair.real, pair.b);

	/* the one, and at the next opening the other */
	pty = open_as(pair.real, "Aisha Bloom");
	REAL_PLAY(pty, "see You are back where you were.", "key Tab");
	real_quit(pty);
	real_end(pair.real, pty);
	pty = open_as(pair.real, "Aisha Bloom");
	REAL_PLAY(pty, "key Ctrl-T", "see ! What I am asking for", "key Esc");
	go_to(pty, "asking for", "What I am asking for, and why now");
	REAL_PLAY(pty, "key Tab", "see Two answers were given apart");
	real_quit(pty);
	real_end(pair.real, pty);
	see_both_answers(pair.real);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_different_questions,
		    real_set_up, real_tear_down),
		cmocka_unit_test_setup_teardown(test_same_question,
		    real_set_up, real_tear_down),
		cmocka_unit_test_setup_teardown(test_same_moment, real_set_up,
		    real_tear_down),
		cmocka_unit_test_setup_teardown(test_both_killed, real_set_up,
		    real_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
