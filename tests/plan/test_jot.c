#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "plan/jot.h"
#include "support.h"

static const struct field *
field(struct plan *plan, const char *name)
{
	return form_set_field(plan_forms(plan), name);
}

static void
test_filed(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid jot;
	struct error err;

	assert_true(jot_add(plan, &jot, &err));
	assert_true(jot_blank(plan, jot_repeat(plan), &jot));
	answer(plan, "jots.words", &jot, "I cannot reach the top shelf");
	answer(plan, "jots.said_by", &jot, "Kwame");
	assert_false(jot_blank(plan, jot_repeat(plan), &jot));
	assert_int_equal(jot_unfiled(plan, true), 1);
	answer(plan, "purpose.asked_for", NULL, "A chair that fits.");
	assert_true(jot_file(plan, &jot, field(plan, "purpose.asked_for"),
	    &UID_NONE, &err));
	assert_shown(plan, "purpose.asked_for", NULL,
	    "A chair that fits.\nI cannot reach the top shelf (Kwame)");
	assert_int_equal(jot_unfiled(plan, true), 0);
	/* the words and the mark go back together */
	assert_true(plan_undo(plan, NULL, &err));
	assert_shown(plan, "purpose.asked_for", NULL, "A chair that fits.");
	assert_int_equal(jot_unfiled(plan, true), 1);
}

static void
test_refused(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid jot;
	struct error err = { .text = "" };

	assert_true(jot_add(plan, &jot, &err));
	answer(plan, "jots.words", &jot, "He frightens me");
	assert_false(jot_file(plan, &jot, field(plan, "purpose.weeks"),
	    &UID_NONE, &err));
	assert_non_null(strstr(err.text, "words"));
	/* what only workers may see goes only where they alone do */
	answer(plan, "jots.restricted", &jot, "yes");
	assert_false(jot_file(plan, &jot, field(plan, "purpose.asked_for"),
	    &UID_NONE, &err));
	assert_non_null(strstr(err.text, "workers only"));
	assert_int_equal(jot_unfiled(plan, true), 1);
	/* and where others look on, it is not even counted */
	assert_int_equal(jot_unfiled(plan, false), 0);
	assert_false(jot_first_unfiled(plan, false, &jot));
	struct todo *todo;
	size_t count;
	plan_todo(plan, false, &todo, &count);
	for (size_t i = 0; i < count; i++)
		assert_int_not_equal(todo[i].kind, TODO_UNSORTED);
	todo_clear(todo, count);
	assert_shown(plan, "purpose.asked_for", NULL, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_filed),
		TEST(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
