/* What other people's names can be seen: all of them in the caseload, and none
 * on a visit, wherever one goes. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/outfile.h"
#include "real/real.h"

#define PLANS "data/oneplan"

static void
make_plans(void)
{
	static const char *const kwame[] = { "about_me.name_first", "Kwame",
		"about_me.name_family", "Redfern", "about_me.dob",
		"1992-05-03", NULL };
	static const char *const maureen[] = { "about_me.name_first",
		"Maureen", "about_me.name_family", "Neighbour", NULL };

	struct error err;

	assert_true(folder_make(PLANS, &err));
	real_make_plan(PLANS "/kwame.oneplan", kwame);
	real_make_plan(PLANS "/maureen.oneplan", maureen);
}

static void
test_caseload(void **state)
{
	struct real *real = *state;
	struct pty *pty;

	make_plans();
	for (int time = 0; time < 2; time++) { /* then from the index */
		pty = real_start(real, NULL, 24, 80);
		real_wait_for(pty, "Kwame Redfern");
		REAL_PLAY(pty, "see Maureen Neighbour", "key /", "text kwa",
		    "not Neighbour", "key Enter", "see 3 May 1992",
		    "not Neighbour", "key Ctrl-O", "key Esc",
		    "see Find: kwa", "not Neighbour", "key Esc",
		    "see Neighbour");
		real_quit(pty);
		real_end(real, pty);
	}
	assert_true(real_exists("cache/oneplan/caseload.index"));
}

static void
test_visit(void **state)
{
	struct real *real = *state;
	const char *const argv[] = { real->program, "--visit",
		PLANS "/kwame.oneplan", NULL };
	struct pty *pty;

	make_plans();
	pty = real_start_any(real, argv, 24, 80);
	real_wait_for(pty, "Kwame Redfern");
	REAL_PLAY(pty, "see 3 May 1992", "not Neighbour", "key Ctrl-G",
	    "text maureen", "not Neighbour", "key Esc", "key Ctrl-O",
	    "see Kwame Redfern", "not Neighbour");
	/* nothing that only workers may see leads out of here */
	REAL_PLAY(pty, "text m", "see who is it for", "not agencies",
	    "key Enter", "key Enter", "key Enter", "see not shown on a visit",
	    "not restricted", "key Ctrl-O", "see The whole plan");
	/* what lies behind the whole plan is nothing */
	real_type(pty, "\033");
	real_wait_end(pty, 10000);
	real_not_see(pty, "Neighbour");
	real_end(real, pty);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_caseload, real_set_up,
		    real_tear_down),
		cmocka_unit_test_setup_teardown(test_visit, real_set_up,
		    real_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
