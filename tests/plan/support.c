#include "config.h"

#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"

static const struct plan_user aisha = {
	.display = "Aisha Bloom",
	.login = "abloom",
	.device = "clinic",
};

int
fixture_open(void **state)
{
	struct fixture *fixture = xcalloc(1, sizeof *fixture);
	struct error err = { .text = "" };

	snprintf(fixture->folder, sizeof fixture->folder,
	    "/tmp/oneplan-plan-XXXXXX");
	if (!mkdtemp(fixture->folder))
		return -1;
	snprintf(fixture->path, sizeof fixture->path, "%s/a.oneplan",
	    fixture->folder);
	if (!form_set_load(getenv("ONEPLAN_FORMS"), NULL, &fixture->forms, NULL,
		&err) ||
	    !rates_load(getenv("ONEPLAN_DATA"), NULL, &fixture->rates, NULL,
		&err) ||
	    !plan_create(fixture->path, fixture->forms, fixture->rates,
		&aisha, false,
		&fixture->plan, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return -1;
	}
	*state = fixture;
	return 0;
}

int
fixture_close(void **state)
{
	struct fixture *fixture = *state;

	plan_close(fixture->plan);
	form_set_free(fixture->forms);
	rates_free(fixture->rates);
	unlink(fixture->path);
	if (rmdir(fixture->folder) != 0) {
		fprintf(stderr, "something was left in %s\n", fixture->folder);
		return -1;
	}
	free(fixture);
	return 0;
}

struct plan *
fixture_again(struct fixture *fixture, const char *login)
{
	struct plan_user user = { .display = login, .login = login,
		.device = "clinic" };
	struct plan *plan;
	struct error err;

	if (!plan_open(fixture->path, fixture->forms, fixture->rates,
		&user, false, &plan, &err))
		fail_msg("%s", err.text);
	return plan;
}

void
answer(struct plan *plan, const char *name, const struct uid *row,
    const char *text)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct error err;

	if (!field)
		fail_msg("there is no question %s", name);
	else if (!plan_set_answer(plan, field, row ? row : &UID_NONE, text, NULL,
		     &err))
		fail_msg("%s: %s", name, err.text);
}

char *
shown(struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct buf text;

	assert_non_null(field);
	buf_init(&text);
	plan_show(plan, field, row ? row : &UID_NONE, &text);
	return buf_take(&text);
}

void
assert_shown(struct plan *plan, const char *name, const struct uid *row,
    const char *want)
{
	char *got = shown(plan, name, row);

	if (strcmp(got, want) != 0)
		fail_msg("%s: \"%s\" is not \"%s\"", name, got, want);
	free(got);
}

struct uid
add_row(struct plan *plan, const char *repeat, const struct uid *parent)
{
	struct uid row = UID_NONE;
	struct error err;

	if (!plan_row_add(plan, form_set_repeat(plan_forms(plan), repeat),
		parent ? parent : &UID_NONE, &row, &err))
		fail_msg("%s: %s", repeat, err.text);
	return row;
}

const char *
advice(struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);

	assert_non_null(field);
	return plan_field_advice(plan, field, row ? row : &UID_NONE);
}

bool
holds(struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct error why;

	assert_non_null(field);
	return !plan_field_problem(plan, field, row ? row : &UID_NONE, &why);
}
