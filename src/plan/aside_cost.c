#include "config.h"

#include "plan/aside_cost.h"

#include <ctype.h>
#include <string.h>

#include "base/money.h"
#include "form/form.h"

#define LINES	  "money.line"
#define QUANTITY  "money.quantity"
#define PRICE	  "money.price"
#define FREQUENCY "money.frequency"
#define ONE	  10000 /* of something that is counted in ten-thousandths */

void
aside_cost_init(struct aside_cost *cost)
{
	memset(cost, 0, sizeof *cost);
}

/* What was answered, though it is not asked now; NULL if nothing was. */
static const struct value *
answer_of(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct field_state state;

	if (!field)
		return NULL;
	plan_field(plan, field, row, &state);
	return state.answered ? state.answer : NULL;
}

static bool
number_of(const struct plan *plan, const char *name, const struct uid *row,
    int64_t *out)
{
	const struct value *value = answer_of(plan, name, row);

	if (!value || value->kind != VALUE_NUMBER)
		return false;
	*out = value->number;
	return true;
}

bool
aside_cost_add(struct aside_cost *cost, const struct plan *plan,
    const struct repeat *repeat, const struct uid *row)
{
	const struct field *field =
	    form_set_field(plan_forms(plan), FREQUENCY);
	const struct value *frequency = answer_of(plan, FREQUENCY, row);
	int64_t quantity = ONE, price, pence;

	if (strcmp(repeat->name, LINES) != 0)
		return false;
	(void)number_of(plan, QUANTITY, row, &quantity);
	if (!number_of(plan, PRICE, row, &price) || !field || !field->list ||
	    !frequency || frequency->kind != VALUE_TEXT ||
	    !mul_checked(quantity, price, &pence))
		return true;
	pence = div_half_up(pence, ONE);
	cost->frequencies = field->list;
	for (size_t i = 0; i < field->list->count && i < ASIDE_FREQUENCIES; i++)
		if (strcmp(field->list->choices[i].code, frequency->text) == 0)
			cost->any[i] = add_checked(cost->pence[i], pence,
			    &cost->pence[i]) || cost->any[i];
	return true;
}

void
aside_cost_sum(const struct aside_cost *cost, struct buf *out)
{
	size_t left = 0;
	bool first = true;

	for (size_t i = 0; i < ASIDE_FREQUENCIES; i++)
		left += cost->any[i];
	for (size_t i = 0; i < ASIDE_FREQUENCIES; i++) {
		if (!cost->any[i])
			continue;
		left--;
		buf_add(out, first || left ? ", " : " and ");
		money_format_pounds(cost->pence[i], out);
		/* "Every week" in the middle of a sentence */
		size_t at = out->len + 1;
		buf_addf(out, " %s", cost->frequencies->choices[i].label);
		out->data[at] = (char)tolower((unsigned char)out->data[at]);
		first = false;
	}
}

void
aside_cost_say(const struct plan *plan, const struct repeat *repeat,
    const struct uid *row, struct buf *out)
{
	struct aside_cost cost;

	aside_cost_init(&cost);
	if (aside_cost_add(&cost, plan, repeat, row))
		aside_cost_sum(&cost, out);
}
