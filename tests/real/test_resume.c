/* The line drops, the machine is turned off, the window is closed: whoever was
 * in mid-sentence is back there, with every letter. */
#include "config.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "real/real.h"

#define FILE_NAME "kwame.oneplan"
#define QUICKLY_MS 5000 /* to end; usually some 10 */

static const char *const answers[] = {
	"about_me.name_first", "Kwame", "about_me.name_family", "Redfern",
	"purpose.start", "16/11/2026", "purpose.asked_for", "A chair.", NULL,
};

/* In mid-sentence. */
struct spot {
	const char *name, *go_to, *label;
	const char *typing[8]; /* lines of a key script */
	const char *repeat;    /* the field's, in the only rows */
	const char *field, *text;
};

static const struct spot spots[] = {
	{ "a paragraph", "What I am asking for",
	    "What I am asking for, and why now",
	    { "key Enter",
		"text It hurts, and I am late because the bus \342\200\224 the "
		"only one \342\200\224 will not take it",
		"key Left 9" },
	    NULL, "purpose.asked_for",
	    "A chair.\nIt hurts, and I am late because the bus \342\200\224 "
	    "the only one \342\200\224 will not take it" },
	{ "a row of a row", "What will be done?", "What will be done?",
	    { "text Order the chiar", "key Left 3" },
	    "outcomes.action", "outcomes.action_what", "Order the chiar" },
	{ "a number", "How many weeks", "How many weeks does the plan",
	    { "key Ctrl-A", "text 2six", "key Left" }, NULL, "purpose.weeks",
	    "2six" },
};

struct scene {
	struct real *real;
	struct uid action;
};

static void
make_plan(struct scene *scene)
{
	struct uid outcome;

	real_make_plan(FILE_NAME, answers);
	outcome = real_add_row(FILE_NAME, "outcomes.outcome", NULL);
	scene->action = real_add_row(FILE_NAME, "outcomes.action", &outcome);
}

static struct pty *
type_at(struct real *real, const struct spot *spot)
{
	struct pty *pty = real_start(real, FILE_NAME, 24, 80);
	char words[80], label[80];

	snprintf(words, sizeof words, "text %s", spot->go_to);
	snprintf(label, sizeof label, "at %s", spot->label);
	REAL_PLAY(pty, "key Ctrl-G", words, "key Enter", label,
	    "key Ctrl-End");
	real_play(pty, spot->typing);
	return pty;
}

/* --- the ways to go --- */

static void
hang_up_by_signal(struct pty *pty)
{
	kill(pty->pid, SIGHUP);
}

static void
end_by_signal(struct pty *pty)
{
	kill(pty->pid, SIGTERM);
}

static void
close_window(struct pty *pty)
{
	pty_hang_up(pty);
}

static const struct way {
	const char *name;
	void (*go)(struct pty *pty);
} ways[] = {
	{ "SIGHUP", hang_up_by_signal },
	{ "SIGTERM", end_by_signal },
	{ "the end of its terminal", close_window },
};

static void
leave(struct real *real, struct pty *pty, const struct way *way)
{
	way->go(pty);
	real_wait_end(pty, QUICKLY_MS);
	if (!WIFEXITED(pty->status) || WEXITSTATUS(pty->status) != 0)
		real_fail(pty, "%s: it ended badly (%d)", way->name,
		    pty->status);
	real_end(real, pty);
	if (real_exists(FILE_NAME "-journal"))
		fail_msg("%s: a journal was left", way->name);
}

/* Opens the plan again, sees BEFORE, and that WORDS say what was recovered. */
static struct pty *
come_back(struct real *real, const struct shot *before, const char *words)
{
	struct pty *pty = real_start(real, FILE_NAME, 24, 80);
	struct shot now;

	shot_take(pty, &now);
	shot_same(pty, before, &now);
	if (!strstr(now.message, words))
		real_fail(pty, "it does not say \"%s\"", words);
	shot_clear(&now);
	return pty;
}

static void
go_and_come_back(struct scene *scene, const struct spot *spot,
    const struct way *way)
{
	struct real *real = scene->real;
	struct shot before;
	struct pty *pty;

	print_message("# %s, in %s\n", way->name, spot->name);
	make_plan(scene);
	pty = type_at(real, spot);
	shot_take(pty, &before);
	leave(real, pty, way);
	pty = come_back(real, &before,
	    "What you were typing at 09:30 was kept.");
	/* and again, without a key between */
	leave(real, pty, way);
	pty = come_back(real, &before,
	    "What you were typing at 09:30 was kept.");
	REAL_PLAY(pty, "key Tab");
	real_quit(pty);
	real_end(real, pty);
	real_holds(FILE_NAME, spot->field,
	    spot->repeat ? &scene->action : NULL, spot->text);
	shot_clear(&before);
	assert_int_equal(remove(FILE_NAME), 0);
}

static void
test_gone_and_back(void **state)
{
	struct scene scene = { .real = *state };

	for (size_t i = 0; i < ARRAY_LEN(spots); i++)
		for (size_t j = 0; j < ARRAY_LEN(ways); j++)
			go_and_come_back(&scene, &spots[i], &ways[j]);
}

/* Nobody can catch SIGKILL: what the half-second timer has put away is there. */
static void
test_killed_and_back(void **state)
{
	struct scene scene = { .real = *state };
	struct real *real = scene.real;

	for (size_t i = 0; i < ARRAY_LEN(spots); i++) {
		struct shot before;
		struct pty *pty;

		print_message("# SIGKILL, in %s\n", spots[i].name);
		make_plan(&scene);
		pty = type_at(real, &spots[i]);
		shot_take(pty, &before);
		if (!pty_wait_timer(pty))
			real_fail(pty, "the draft's timer does not run");
		kill(pty->pid, SIGKILL);
		real_wait_end(pty, QUICKLY_MS);
		real_end(real, pty);
		pty = come_back(real, &before,
		    "What you were typing at 09:30 was kept.");
		REAL_PLAY(pty, "key Tab");
		real_quit(pty);
		real_end(real, pty);
		real_holds(FILE_NAME, spots[i].field,
		    spots[i].repeat ? &scene.action : NULL, spots[i].text);
		shot_clear(&before);
		assert_int_equal(remove(FILE_NAME), 0);
	}
}

/* What stands over the question when the line drops is not in the way. */
static void
test_gone_from_over_it(void **state)
{
	static const char *const over[] = { "key F1", "key Ctrl-G", "key Ctrl-T",
		"key Esc", "key Ctrl-S" };
	struct scene scene = { .real = *state };
	struct real *real = scene.real;

	for (size_t i = 0; i < ARRAY_LEN(over); i++)
		for (size_t j = 0; j < ARRAY_LEN(ways); j++) {
			struct pty *pty;

			print_message("# %s, after %s\n", ways[j].name,
			    over[i]);
			make_plan(&scene);
			pty = type_at(real, &spots[1]);
			REAL_PLAY(pty, over[i]);
			leave(real, pty, &ways[j]);
			pty = real_start(real, FILE_NAME, 24, 80);
			REAL_PLAY(pty, "see You are back where you were.",
			    "at What will be done?", "see [Order the chiar ");
			real_quit(pty);
			real_end(real, pty);
			real_holds(FILE_NAME, spots[1].field, &scene.action,
			    spots[1].text);
			assert_int_equal(remove(FILE_NAME), 0);
		}
}

/* All that has reached the terminal before a signal is read first. */
static void
type_ahead_of(struct scene *scene, int number)
{
	struct real *real = scene->real;
	char text[1001];
	struct pty *pty;

	for (size_t i = 0; i < sizeof text - 1; i++)
		text[i] = i % 10 == 9 ? ' ' : (char)('a' + i % 26);
	text[sizeof text - 1] = '\0';
	make_plan(scene);
	pty = real_start(real, FILE_NAME, 24, 80);
	REAL_PLAY(pty, "key Ctrl-G", "text What I have tried", "key Enter");
	/* stopped, it cannot have read any of it */
	kill(pty->pid, SIGSTOP);
	real_type(pty, text);
	real_sync(pty);
	kill(pty->pid, number);
	kill(pty->pid, SIGCONT);
	real_wait_end(pty, QUICKLY_MS);
	real_end(real, pty);
	pty = real_start(real, FILE_NAME, 24, 80);
	REAL_PLAY(pty, "at What I have tried", "key Tab");
	real_quit(pty);
	real_end(real, pty);
	real_holds(FILE_NAME, "purpose.tried", NULL, text);
	assert_int_equal(remove(FILE_NAME), 0);
}

static void
test_ahead_of_the_signal(void **state)
{
	struct scene scene = { .real = *state };

	type_ahead_of(&scene, SIGTERM);
	type_ahead_of(&scene, SIGHUP);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_gone_and_back,
		    real_set_up, real_tear_down),
		cmocka_unit_test_setup_teardown(test_killed_and_back,
		    real_set_up, real_tear_down),
		cmocka_unit_test_setup_teardown(test_gone_from_over_it,
		    real_set_up, real_tear_down),
		cmocka_unit_test_setup_teardown(test_ahead_of_the_signal,
		    real_set_up, real_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
