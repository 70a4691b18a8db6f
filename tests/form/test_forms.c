/* The forms that oneplan comes with: how much they ask, and that each question
 * says what a person needs in order to answer it. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "form/form.h"
#include "form/lint.h"

static int
load(void **state)
{
	const char *dir = getenv("ONEPLAN_FORMS");
	struct form_set *set = NULL;
	struct error err;

	if (!dir || !form_set_load(dir, NULL, &set, NULL, &err)) {
		fprintf(stderr, "%s\n", dir ? err.text : "no ONEPLAN_FORMS");
		return -1;
	}
	*state = set;
	return 0;
}

static int
unload(void **state)
{
	form_set_free(*state);
	return 0;
}

/* A tired person and a worker with twenty minutes: what may be asked before
 * sign-off, whatever the answers are. */
static void
asks_no_more_than(void **state)
{
	static const struct {
		const char *kind;
		int ceiling;
	} cases[] = {
		{ "one_off", 35 },
		{ "carer", 45 },
		{ "urgent", 18 },
		{ "council", 110 },
		{ "nhs", 110 },
		{ "s117", 150 },
		{ "chc", 150 },
		{ "joint", 150 },
		{ "pool", 35 },
	};
	const struct form_set *set = *state;
	const struct field *kinds = form_set_field(set, FORM_KINDS_FIELD);

	assert_non_null(kinds);
	assert_int_equal(kinds->list->count, ARRAY_LEN(cases));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct form_count count;

		assert_non_null(field_choice_label(kinds, cases[i].kind));
		forms_count(set, cases[i].kind, &count);
		if (count.asked < 10 ||
		    count.asked + count.conditional > cases[i].ceiling)
			fail_msg("%s: %d questions and %d more, where %d are "
				 "enough", cases[i].kind, count.asked,
			    count.conditional, cases[i].ceiling);
	}
}

static void
says_what_each_question_is_for(void **state)
{
	const struct form_set *set = *state;

	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = set->fields[i];

		if (!*field->hint || !field->help[0])
			fail_msg("%s has no hint or no help", field->name);
		if (!field->exprs[EXPR_CALCULATE] &&
		    (!*field->example || !*field->who))
			fail_msg("%s has no example, or does not say who "
				 "answers it", field->name);
		if (field->exprs[EXPR_CONSTRAINT] && !*field->constraint_message)
			fail_msg("%s does not say what is wrong", field->name);
	}
}

/* An example that would itself be marked as wrong teaches nobody. */
static void
gives_examples_that_hold(void **state)
{
	const struct form_set *set = *state;

	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = set->fields[i];
		struct value value;
		struct error why;

		if (!*field->example || field_type(field->kind)->picked)
			continue;
		value_init(&value);
		if (!field_parse(field, field->example, &value, &why))
			fail_msg("%s, %s: %s", field->name, field->example,
			    why.text);
		value_clear(&value);
	}
}

/* oneplan counts and copies; people decide. And nobody is a "user" of help. */
static void
never_decides_or_labels(void **state)
{
	static const char *const words[] = {
		"is eligible", "not eligible", "lacks capacity", "is deprived",
		"service user", "non-compliant", "challenging",
	};
	const struct form_set *set = *state;

	for (size_t i = 0; i < set->form_count; i++)
		for (size_t k = 0; k < ARRAY_LEN(words); k++)
			if (strcasestr(set->forms[i]->text, words[k]))
				fail_msg("%s says \"%s\"",
				    set->forms[i]->file, words[k]);
}

/* So that every type is met by somebody who walks through them. */
static void
uses_every_type(void **state)
{
	const struct form_set *set = *state;
	int seen[FIELD_KIND_COUNT] = { 0 };

	for (size_t i = 0; i < set->field_count; i++)
		seen[set->fields[i]->kind]++;
	for (int kind = 0; kind < FIELD_KIND_COUNT; kind++)
		if (seen[kind] == 0)
			fail_msg("no question takes %s",
			    field_type((enum field_kind)kind)->word);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks_no_more_than),
		cmocka_unit_test(says_what_each_question_is_for),
		cmocka_unit_test(gives_examples_that_hold),
		cmocka_unit_test(never_decides_or_labels),
		cmocka_unit_test(uses_every_type),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
