/* A visit (oneplan --visit): whoever looks on sees nothing restricted, nor that
 * there is anything, on any screen or by any way of going about. */
#include "config.h"

#include <stdio.h>

#include "kwame.h"
#include "support.h"

#define SAFE "Is it safe to ring"
#define FEAR "He frightens me"

/* A restricted answer and a note for workers only are in the plan. */
static struct desk *
desk_on_visit(bool visit)
{
	struct plan *plan;
	struct uid row;
	struct error err = {0};

	(void)remove(KWAME);
	kwame_make(KWAME, KWAME_HALF, false);
	plan = open_as(KWAME, &aisha);
	if (!plan_set_answer(plan, field_of("about_me.safe_contact"),
		&UID_NONE, "not_safe", NULL, &err) ||
	    !plan_row_add(plan, field_of("jots.words")->repeat, NULL, &row,
		&err) ||
	    !plan_set_answer(plan, field_of("jots.words"), &row, FEAR, NULL,
		&err) ||
	    !plan_set_answer(plan, field_of("jots.restricted"), &row, "yes",
		NULL, &err))
		fail_msg("%s", err.text);
	plan_close(plan);
	return desk_visit(KWAME, visit);
}

/* What Ctrl-G finds for WORDS: the question, the screen or the answer. */
static bool
found(struct desk *desk, const char *words)
{
	bool found;

	act(desk, "key Ctrl-G");
	act(desk, "text %s", words);
	found = !emulator_shows(desk->harness->emulator,
	    "has all of these words");
	act(desk, "key Esc");
	return found;
}

static void
test_nothing_leads_there(void **state)
{
	static const char *const words[] = {SAFE, "frightens",
	    "Before you ring"};
	struct desk *desk;

	(void)state;
	for (int visit = 0; visit < 2; visit++) {
		desk = desk_on_visit(visit);
		for (size_t i = 0; i < ARRAY_LEN(words); i++)
			assert_int_equal(found(desk, words[i]), !visit);
		desk_close(desk);
	}
}

/* Every screen there is, one after another, as PgDn shows them. */
static void
test_no_screen_shows_it(void **state)
{
	struct desk *desk = desk_on_visit(true);

	(void)state;
	act(desk, "key Ctrl-O");
	act(desk, "key Home");
	for (int i = 0; i < 8; i++)
		act(desk, "key Up");
	see_not(desk, FEAR);
	act(desk, "key Ctrl-T");
	see_not(desk, SAFE);
	act(desk, "key Esc");
	go_to(desk, "What is this plan for");
	for (int i = 0; i < 60; i++) {
		see_not(desk, SAFE);
		see_not(desk, FEAR);
		act(desk, "key PgDn");
	}
	see(desk, "last screen");
	desk_close(desk);
}

/* Coming back to where a restricted answer was typed shows another screen. */
static void
test_coming_back(void **state)
{
	struct desk *desk = desk_on_visit(false);

	(void)state;
	go_to(desk, SAFE);
	see(desk, SAFE);
	desk_close(desk);
	desk = desk_visit(KWAME, true);
	see_not(desk, SAFE);
	see(desk, "Kwame");
	desk_close(desk);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    TEST(test_nothing_leads_there), TEST(test_no_screen_shows_it),
	    TEST(test_coming_back),
	};

	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
