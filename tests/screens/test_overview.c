/* What the overview says besides the steps: notes that are not sorted, what is set
 * aside, and that something has happened. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "kwame.h"
#include "plan/event.h"
#include "plan/jot.h"
#include "support.h"

static size_t
count_rows(const struct desk *desk, const struct repeat *repeat)
{
	const struct uid *rows;

	assert_non_null(repeat);
	return plan_rows(desk->sitting.plan, repeat, &UID_NONE, &rows);
}

/* --- something has happened (practice.md F44) --- */

/* Each key, where it works: a letter in a list, the others while typing too. */
static void
test_happened(void **state)
{
	static const char *const keys[] = {"key F4", "raw \x1e", "key F4"};
	struct desk *desk;
	const struct repeat *events;

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	desk = desk_at(KWAME);
	events = event_repeat(desk->sitting.plan);
	act(desk, "key Ctrl-O");
	see(desk, "Press ! if something has happened");
	act(desk, "key !");
	see(desk, "What has happened?");
	act(desk, "key Space");
	act(desk, "key Esc");
	assert_string_equal(screen_name(desk), "overview");
	assert_int_equal(count_rows(desk, events), 1);
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		go_to_field(desk, "purpose.asked_for");
		act(desk, "text Wait. ");
		act(desk, "%s", keys[i]);
		see(desk, "What has happened?");
		/* opened and left blank: it was not meant */
		act(desk, "key Esc");
		see(desk, "Wait. ");
		assert_int_equal(count_rows(desk, events), 1);
	}
	/* in the caseload there is no plan that it could be about */
	act(desk, "key Ctrl-O");
	act(desk, "key Esc");
	desk_close(desk);
	assert_sound(KWAME);
}

/* --- notes (F46: "7 jots not filed") --- */

static void
test_notes(void **state)
{
	struct desk *desk;
	struct uid row;

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	desk = desk_at(KWAME);
	act(desk, "key Ctrl-O");
	see_not(desk, "not sorted");
	for (int i = 0; i < 2; i++) {
		act(desk, "key Ctrl-N");
		act(desk, "text note number %d", i + 1);
		act(desk, "key Esc 2");
	}
	see(desk, "2 notes not sorted");
	assert_true(jot_first_unfiled(desk->sitting.plan, true, &row));
	act(desk, "key Ctrl-T");
	see(desk, "2 notes not sorted");
	act(desk, "key Esc");
	/* Enter on it leads to the first that is not sorted */
	act(desk, "key Home");
	act(desk, "key Down 2"); /* past what is left and sign-off */
	act(desk, "key Enter");
	see(desk, ">note number 1");
	act(desk, "key Enter");
	go_to(desk, "number 1 put in its place");
	act(desk, "key y");
	act(desk, "key Ctrl-O");
	see(desk, "1 note not sorted");
	act(desk, "key Home");
	act(desk, "key Down 2"); /* past what is left and sign-off */
	act(desk, "key Enter");
	see(desk, ">note number 2");
	desk_close(desk);
	assert_sound(KWAME);
}

/* --- set aside --- */

static void
test_set_aside(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	answer_as(KWAME, &aisha, "purpose.kinds", "council");
	desk = desk_at(KWAME);
	act(desk, "key Ctrl-O");
	see_not(desk, "set aside");
	go_to_field(desk, "money.needs_money");
	act(desk, "key n");
	act(desk, "key Ctrl-O");
	see(desk, "7 costs, \xc2\xa3""4,491.00 once, and");
	see(desk, "set aside because \"Will");
	act(desk, "key Home");
	act(desk, "key Down 2"); /* past what is left and sign-off */
	act(desk, "key Enter");
	assert_string_equal(screen_name(desk), "aside");
	see(desk, "Set aside because \"Will any of this cost money?\" is now No");
	see(desk, "Lightweight active chair (VAT relief), \xc2\xa3""2,380.00 "
		  "once");
	/* and back, by the answer that decides it */
	act(desk, "key Enter");
	see(desk, ">( ) Yes   (x) No");
	act(desk, "key y");
	act(desk, "key Ctrl-O");
	see_not(desk, "set aside");
	see(desk, "\xc2\xa3""4,491.00 planned of \xc2\xa3""4,510.00");
	desk_close(desk);
	assert_sound(KWAME);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_happened),
	    TEST(test_notes),
	    TEST(test_set_aside),
	};

	real_forms();
	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
