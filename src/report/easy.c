/* Questions in easy read, where the forms have them so. */
#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/buf.h"

static const char *const yes_no[] = { "Yes", "No" };

/* Fills the choices of FIELD as easy read has them, and which is CODE. */
static void
add_choices(struct builder *builder, const struct field *field,
    const char *code, struct easy *easy)
{
	const struct choice_list *list = field->list;
	const char **labels = arena_alloc(&builder->report->arena,
	    (list->count + 1) * sizeof *labels);

	easy->choices = labels;
	easy->choice_count = easy->ticked = list->count;
	for (size_t i = 0; i < list->count; i++) {
		const struct choice *choice = &list->choices[i];

		labels[i] =
		    choice->easy[0] != '\0' ? choice->easy : choice->label;
		if (strcmp(choice->code, code) == 0)
			easy->ticked = i;
	}
}

static const char *
text_of(const struct value *value)
{
	return value->kind == VALUE_TEXT ? value->text : "";
}

/* Which box is ticked: the answer, if it is one that stands. */
static void
add_boxes(struct builder *builder, const struct field *field,
    const struct uid *row, struct easy *easy)
{
	struct field_state state = { .value = NULL };
	bool stands = false;

	if (row != NULL) {
		plan_field(builder->plan, field, row, &state);
		stands = state.valid && state.holds && !state.conflict &&
		    !state.taken_out;
	}
	if (field->kind == FIELD_CHOICE) {
		add_choices(builder, field,
		    stands ? text_of(state.value) : "", easy);
	} else if (field->kind == FIELD_YES_NO) {
		easy->choices = yes_no;
		easy->choice_count = easy->ticked = 2;
		if (stands && state.value->kind == VALUE_NUMBER)
			easy->ticked = state.value->number == 1 ? 0 : 1;
	}
}

const struct easy *
easy_of(struct builder *builder, const struct field *field,
    const struct uid *row)
{
	struct easy *easy;

	if (field->easy[0] == NULL)
		return NULL;
	easy = arena_alloc(&builder->report->arena, sizeof *easy);
	*easy = (struct easy){ .lines = field->easy };
	while (field->easy[easy->line_count] != NULL)
		easy->line_count++;
	add_boxes(builder, field, row, easy);
	return easy;
}

const char *
easy_said(struct builder *builder, const struct field *field)
{
	const char *copy;
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; field->easy[i] != NULL; i++)
		buf_addf(&text, "%s%s", i > 0 ? " " : "", field->easy[i]);
	copy = builder_copy(builder, text.data);
	buf_clear(&text);
	return copy;
}
