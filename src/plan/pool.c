#include "config.h"

#include "plan/pool.h"

#include <string.h>
#include <strings.h>

#include "form/field_type.h"

#define QUESTION_TOKEN "pool.token"

bool
pool_is(const struct plan *plan)
{
	return codes_have(plan_kinds(plan), POOL_KIND);
}

size_t
pool_members(const struct plan *plan, const struct uid **rows)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), POOL_MEMBER);

	*rows = NULL;
	if (repeat == NULL || !pool_is(plan))
		return 0;
	return plan_rows(plan, repeat, &UID_NONE, rows);
}

bool
pool_find_member(const struct plan *plan, const char *token, struct uid *row)
{
	const struct field *field =
	    form_set_field(plan_forms(plan), QUESTION_TOKEN);
	const struct uid *rows;
	size_t count = pool_members(plan, &rows), found = 0;

	for (size_t i = 0; field != NULL && i < count; i++) {
		struct buf text;

		buf_init(&text);
		plan_show(plan, field, &rows[i], &text);
		if (strcasecmp(text.data, token) == 0) {
			*row = rows[i];
			found++;
		}
		buf_clear(&text);
	}
	return found == 1;
}

void
plan_say_short(const struct plan *plan, struct buf *out)
{
	static const char *const names[] = { "money.total_short",
		"pool.total_short" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const struct field *field =
		    form_set_field(plan_forms(plan), names[i]);
		struct field_state state;

		if (field == NULL)
			continue;
		plan_field(plan, field, &UID_NONE, &state);
		if (!state.relevant || state.value->kind != VALUE_TEXT)
			continue;
		if (out->len > 0)
			buf_add_char(out, ' ');
		buf_add(out, state.value->text);
	}
}
