/* What if, as a person tries it: made, changed, held against the plan, kept or
 * dropped; and nothing of it leaves, or shows on a visit. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "kwame.h"
#include "support.h"

#define TRIED CASELOAD "/what-if/kwame-redfern-what-if-1.oneplan"

/* A what if of KWAME, open at its overview. */
static struct desk *
try(void)
{
	struct desk *desk;

	kwame_make(KWAME, KWAME_FULL, false);
	desk = desk_at(KWAME);
	act(desk, "key Ctrl-O");
	see(desk, "or w to try a change");
	see_not(desk, "WHAT IF");
	act(desk, "key w");
	see(desk, "Try something new");
	act(desk, "key Enter");
	/* without words nothing is made */
	act(desk, "key Enter");
	see(desk, "Say in a few words what would change");
	assert_int_not_equal(access(TRIED, F_OK), 0);
	act(desk, "text A cheaper chair");
	act(desk, "key Enter");
	see(desk, "WHAT IF");
	see(desk, "A cheaper chair");
	assert_int_equal(access(TRIED, F_OK), 0);
	return desk;
}

static char *
price_of(const struct desk *desk, const char *path)
{
	const struct repeat *lines =
	    form_set_repeat(plan_forms(desk->sitting.plan), "money.line");
	const struct uid *rows;

	assert_true(plan_rows(desk->sitting.plan, lines, &UID_NONE, &rows) > 0);
	return stored(path, "money.price", &rows[0]);
}

static void
assert_price(const struct desk *desk, const char *path, const char *want)
{
	char *price = price_of(desk, path);

	assert_string_equal(price, want);
	free(price);
}

/* Changes the price of the first cost. */
static void
change(struct desk *desk)
{
	go_to_field(desk, "money.price");
	act(desk, "key Ctrl-A");
	act(desk, "text 1,000.00");
	act(desk, "key Tab");
	act(desk, "key Ctrl-O");
}

static void
test_kept(void **state)
{
	struct desk *desk = try();
	char *before = price_of(desk, KWAME);

	(void)state;
	/* nothing to keep yet */
	act(desk, "key w");
	see(desk, "Nothing has been changed in it yet.");
	act(desk, "key Down");
	act(desk, "key Enter 2");
	see(desk, "there is nothing to keep");
	act(desk, "key Esc");
	change(desk);
	assert_price(desk, TRIED, "100000");
	assert_price(desk, KWAME, before);
	act(desk, "key w");
	see(desk, "What if: A cheaper chair");
	see(desk, "1 answer is changed in it.");
	see(desk, "The plan       What if    Difference");
	act(desk, "key Down");
	act(desk, "key Enter");
	see(desk, "Press Enter again to put its answers into the plan.");
	assert_price(desk, KWAME, before);
	act(desk, "key Enter");
	see(desk, "1 answer is in the plan now. Ctrl-Z takes it back.");
	see_not(desk, "WHAT IF");
	assert_price(desk, KWAME, "100000");
	assert_int_not_equal(access(TRIED, F_OK), 0);
	act(desk, "key Ctrl-Z");
	assert_price(desk, KWAME, before);
	free(before);
	desk_close(desk);
	assert_sound(KWAME);
}

static void
test_dropped_from_the_plan(void **state)
{
	struct desk *desk = try();
	char *before = price_of(desk, KWAME);

	(void)state;
	change(desk);
	act(desk, "key w");
	act(desk, "key Enter");
	see(desk, "This is the plan.");
	see_not(desk, "WHAT IF");
	see(desk, "1 what if: tried out, not in the plan");
	act(desk, "key w");
	see(desk, "A cheaper chair");
	act(desk, "key Enter");
	see(desk, "Open it, and change something in it");
	/* once is not enough, and moving away forgets it */
	act(desk, "key End");
	act(desk, "key Enter");
	see(desk, "Press Enter again to drop it.");
	act(desk, "key Up");
	act(desk, "key Down");
	act(desk, "key Enter");
	assert_int_equal(access(TRIED, F_OK), 0);
	act(desk, "key Enter");
	see(desk, "It is dropped.");
	see(desk, "Try something new");
	see_not(desk, "A cheaper chair");
	assert_int_not_equal(access(TRIED, F_OK), 0);
	assert_int_equal(access(CASELOAD "/what-if/dropped/"
		"kwame-redfern-what-if-1.oneplan", F_OK), 0);
	assert_price(desk, KWAME, before);
	free(before);
	desk_close(desk);
	assert_sound(KWAME);
}

static void
test_nothing_leaves(void **state)
{
	struct desk *desk = try();

	(void)state;
	act(desk, "key m");
	see(desk, "Nothing leaves a what if");
	act(desk, "key Enter");
	act(desk, "key Ctrl-E");
	see(desk, "WHAT IF: a change that is tried out.");
	act(desk, "key m");
	see(desk, "Nothing leaves a what if");
	desk_close(desk);
	/* nor does the list of plans show it */
	desk = desk_open("xterm-256color", 24, 80);
	desk_caseload(desk);
	act(desk, "key Home");
	see(desk, "Kwame Redfern");
	see_not(desk, "What if");
	desk_close(desk);
}

static void
test_closed_on_a_visit(void **state)
{
	struct desk *desk = try();

	(void)state;
	desk_close(desk);
	desk = desk_open("xterm-256color", 24, 80);
	desk->start.visit = true;
	desk_plan(desk, KWAME);
	act(desk, "key Ctrl-O");
	see_not(desk, "hat if");
	act(desk, "key w");
	see(desk, "What ifs are closed on a visit.");
	desk_close(desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_kept),
		TEST(test_dropped_from_the_plan),
		TEST(test_nothing_leaves),
		TEST(test_closed_on_a_visit),
	};

	real_forms();
	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
