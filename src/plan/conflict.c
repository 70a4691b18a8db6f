/* Two answers that were given apart: what each replaced, and which one stands. */
#include "config.h"

#include "plan/plan_private.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "form/field_type.h"

void
plan_bases(struct plan *plan, const struct field *field, const struct uid *row,
    struct uid **bases, size_t *count)
{
	const struct answer *answer = plan_answer(plan, field, row);
	struct stored_revision *list;
	size_t n, cap = 0;

	*bases = NULL;
	*count = 0;
	if (!answer || uid_is_none(&answer->revision))
		return;
	if (!answer->conflict ||
	    !store_revisions(plan->store, field->name, row, &list, &n, NULL)) {
		*bases = xreallocarray(NULL, 1, sizeof **bases);
		**bases = answer->revision;
		*count = 1;
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (list[i].head && value_equal(&list[i].value, &answer->value)) {
			ARRAY_GROW(*bases, *count, cap);
			(*bases)[(*count)++] = list[i].uid;
		}
	stored_revisions_clear(list, n);
}

/* Whose words VALUE was among the answers ever given there, the caller's; the
 * latest says it. NULL: nobody said. */
static char *
voice_then(struct plan *plan, const struct field *field, const struct uid *row,
    const struct value *value)
{
	struct stored_revision *list;
	char *voice = NULL;
	size_t count;

	if (!store_revisions(plan->store, field->name, row, &list, &count,
		NULL))
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (value_equal(&list[i].value, value)) {
			free(voice);
			voice = list[i].voice ? xstrdup(list[i].voice) : NULL;
		}
	stored_revisions_clear(list, count);
	return voice;
}

bool
plan_settle(struct plan *plan, const struct field *field, const struct uid *row,
    const char *text, struct error *err)
{
	struct plan_write write = { 0 };
	const struct answer *answer = plan_answer(plan, field, row);
	struct value value;
	char *voice;

	if (!answer || !plan->writable)
		return error_set(err, ERR_DENIED,
		    "This plan was opened to look at only, so nothing was "
		    "settled.");
	value_init(&value);
	bool read = field_parse(field, text ? text : "", &value, NULL);
	(void)read; /* kept as it was typed, like any answer */
	plan_write_add(&write, field->name, row, &answer->value, &value, NULL,
	    0, false);
	voice = voice_then(plan, field, row, &value);
	plan_write_voice(&write, answer->voice, voice);
	free(voice);
	value_clear(&value);
	undo_stack_clear(&plan->undone);
	return plan_write_commit(plan, &write, NULL, &plan->done,
	    xstrdup(field->label), err);
}
