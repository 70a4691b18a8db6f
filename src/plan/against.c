#include "config.h"

#include "plan/against.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/problem.h"
#include "plan/audit.h"
#include "plan/plan_private.h"

static bool
todo_is_error(const struct todo *todo)
{
	return todo->kind == TODO_INVALID || todo->kind == TODO_CONSTRAINT ||
	    todo->kind == TODO_CONFLICT || todo->kind == TODO_DANGLING;
}

static bool
counts_against(const struct todo *todo)
{
	bool sealed = todo->field ? todo->field->sealed
	    : todo->repeat	  ? todo->repeat->section->sealed
				  : false;

	return todo->kind == TODO_UNSORTED ||
	    (sealed && todo->when <= NEED_SIGN);
}

void
plan_against(const struct plan *plan, bool restricted, struct against *out)
{
	struct todo *all;
	size_t count;

	*out = (struct against){ 0 };
	plan_todo(plan, restricted, &all, &count);
	out->items = xcalloc(count + 1, sizeof *out->items);
	for (int errors = 1; errors >= 0; errors--)
		for (size_t i = 0; i < count; i++) {
			if (todo_is_error(&all[i]) != errors ||
			    !counts_against(&all[i]))
				continue;
			out->errors += (size_t)errors;
			out->items[out->count] = all[i];
			out->items[out->count++].text = xstrdup(all[i].text);
		}
	todo_clear(all, count);
}

void
against_clear(struct against *against)
{
	todo_clear(against->items, against->count);
	*against = (struct against){ 0 };
}

/* Nobody signs for money that comes to something else when it is worked out a
 * second time. */
static bool
money_agrees(struct plan *plan, struct error *err)
{
	struct problem_list problems;
	bool ok;

	problem_list_init(&problems);
	ok = plan_audit(plan, &problems, err);
	if (ok && problems.count > 0)
		ok = error_set(err, ERR_CORRUPT,
		    "The plan cannot be signed: %zu of its amounts %s not the "
		    "same when worked out a second time. \"oneplan check\" "
		    "prints which. Tell those who look after oneplan.",
		    problems.count, problems.count == 1 ? "is" : "are");
	problem_list_clear(&problems);
	return ok;
}

bool
plan_may_seal(struct plan *plan, struct error *err)
{
	struct against against;
	size_t errors;

	if (store_training(plan->store))
		return error_set(err, ERR_USER,
		    "This is a training plan. It is about no real person, so "
		    "it cannot be sealed or signed.");
	if (store_what_if(plan->store))
		return error_set(err, ERR_DENIED,
		    "This is a what if, and nobody has agreed it, so it cannot "
		    "be sealed or signed. Put what is good of it into the "
		    "plan, and sign that.");
	if (!plan->writable)
		return error_set(err, ERR_DENIED,
		    "This plan was opened to look at only, so it cannot be "
		    "sealed.");
	plan_against(plan, true, &against);
	errors = against.errors;
	against_clear(&against);
	if (errors > 0)
		return error_set(err, ERR_USER,
		    "%zu answer%s not hold yet, so the plan cannot be signed. "
		    "Put %s right first.", errors,
		    errors == 1 ? " does" : "s do", errors == 1 ? "it" : "them");
	return money_agrees(plan, err);
}
