#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "plan/number.h"
#include "support.h"

static char *
number(const struct plan *plan, const struct field *field,
    const struct uid *row)
{
	struct buf text;

	buf_init(&text);
	number_of(plan, field, row, &text);
	return buf_take(&text);
}

static const struct field *
field_of(const struct plan *plan, const char *name)
{
	const struct field *field = form_set_field(plan_forms(plan), name);

	assert_non_null(field);
	return field;
}

/* No two questions have one number, and each number leads back. */
static void
test_every_question(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	const struct form_set *forms = plan_forms(plan);
	struct uid row;

	for (size_t i = 0; i < forms->once_count; i++) {
		const struct field *field = forms->fields_once[i];
		char *text = number(plan, field, &UID_NONE);

		assert_ptr_equal(number_find(plan, text, &row), field);
		assert_true(uid_is_none(&row));
		free(text);
	}
}

static void
test_no_answer_changes_it(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	const struct field *field = field_of(plan, "about_me.language");
	char *before = number(plan, field, &UID_NONE), *after;

	answer(plan, "purpose.kinds", NULL, "carer");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	after = number(plan, field, &UID_NONE);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void
test_rows(void **state)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	const struct field *want = field_of(plan, "outcomes.words");
	const struct field *action = field_of(plan, "outcomes.action_what");
	struct uid first, second, inner, row;
	struct buf text;
	char *found;

	first = add_row(plan, "outcomes.outcome", &UID_NONE);
	second = add_row(plan, "outcomes.outcome", &UID_NONE);
	inner = add_row(plan, "outcomes.action", &second);

	found = number(plan, want, &second);
	assert_string_equal(strchr(found, '.'), ".2");
	assert_ptr_equal(number_find(plan, found, &row), want);
	assert_true(uid_equal(&row, &second));
	free(found);

	found = number(plan, action, &inner);
	assert_string_equal(strchr(found, '.'), ".2.1");
	assert_ptr_equal(number_find(plan, found, &row), action);
	assert_true(uid_equal(&row, &inner));
	/* the question alone: its first row, which here has no action yet */
	*strchr(found, '.') = '\0';
	assert_ptr_equal(number_find(plan, found, &row), action);
	assert_true(uid_is_none(&row));
	free(found);
	found = number(plan, want, &second);
	*strchr(found, '.') = '\0';
	assert_ptr_equal(number_find(plan, found, &row), want);
	assert_true(uid_equal(&row, &first));
	free(found);

	/* the next row, which is not there yet: its table */
	buf_init(&text);
	number_of_new(plan, want, &UID_NONE, &text);
	assert_string_equal(strchr(text.data, '.'), ".3");
	assert_ptr_equal(number_find(plan, text.data, &row), want);
	assert_true(uid_is_none(&row));
	buf_reset(&text);
	number_of_new(plan, action, &first, &text);
	assert_string_equal(strchr(text.data, '.'), ".1.1");
	buf_clear(&text);
}

static void
test_what_is_typed(void **state)
{
	static const struct {
		const char *text;
		bool found;
	} cases[] = {
		{ "1", true }, { "#1", true }, { " 1 ", true }, { "# 1", false },
		{ "", false }, { "#", false }, { "0", false }, { "-1", false },
		{ "1.", false }, { ".1", false }, { "1.1", false },
		{ "1a", false }, { "one", false }, { "1 2", false },
		{ "99999", false }, { "1234567", false },
		{ "99999999999999999999999", false }, { "1.0", false },
		{ "1.1.1.1.1.1", false },
	};
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid row;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if ((number_find(plan, cases[i].text, &row) != NULL) !=
		    cases[i].found)
			fail_msg("\"%s\" is %sfound", cases[i].text,
			    cases[i].found ? "not " : "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_every_question),
		TEST(test_no_answer_changes_it),
		TEST(test_rows),
		TEST(test_what_is_typed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
