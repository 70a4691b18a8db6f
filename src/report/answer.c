#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/buf.h"
#include "plan/about.h"

static bool
blank(const char *text)
{
	return text[strspn(text, " \t\n")] == '\0';
}

/* Appends what a reader must know of the answer besides its words. */
static void
add_marks(const struct field *field, const struct field_state *state,
    struct buf *out)
{
	if (state->taken_out)
		return;
	if (field->unit[0] != '\0' && state->valid)
		buf_addf(out, " %s", field->unit);
	if (!state->valid || !state->holds)
		buf_add(out, " (to be checked)");
	if (state->conflict)
		buf_add(out, " (two different answers were given)");
}

/* A No that nobody gave, only the form, says nothing. */
static bool
idle(const struct field *field, const struct field_state *state)
{
	return field->kind == FIELD_YES_NO && state->defaulted &&
	    state->value->kind == VALUE_NUMBER && state->value->number == 0;
}

const char *
answer_text(struct builder *builder, const struct field *field,
    const struct uid *row)
{
	struct field_state state;
	const char *copy = NULL;
	struct buf text;

	if (!field_meant(&builder->reader, field) || about_field(field))
		return NULL;
	plan_field(builder->plan, field, row, &state);
	if (!state.relevant || idle(field, &state))
		return NULL;
	buf_init(&text);
	plan_show(builder->plan, field, row, &text);
	if (!blank(text.data)) {
		add_marks(field, &state, &text);
		copy = builder_copy(builder, text.data);
		if (state.at > builder->latest)
			builder->latest = state.at;
		beside_seen(builder, field, row);
	} else if (state.need <= NEED_SIGN && !state.readonly) {
		copy = builder_copy(builder, NOT_ANSWERED);
	}
	buf_clear(&text);
	return copy;
}

/* What is said against it is printed all the same. */
static void
told_otherwise(struct builder *builder, const struct field *field,
    const struct uid *row)
{
	struct field_state state;

	plan_field(builder->plan, field, row, &state);
	if (state.relevant && field_meant(&builder->reader, field))
		beside_seen(builder, field, row);
}

const char *
answer_printed(struct builder *builder, const struct field *field,
    const struct uid *row)
{
	const unsigned own_side =
	    AUDIENCE_PERSON | AUDIENCE_HOME | AUDIENCE_FAMILY;

	if (field->quiet &&
	    ((unsigned)builder->reader.audience & own_side) != 0) {
		told_otherwise(builder, field, row);
		return NULL;
	}
	return answer_text(builder, field, row);
}

/* --- what a row is called --- */

static bool
may_name(const void *data, const struct field *field)
{
	const struct reader *reader = data;

	return field_meant(reader, field) && !third_party_kept(reader, field);
}

void
report_row_title(const struct builder *builder, const struct repeat *repeat,
    const struct uid *row, struct buf *out)
{
	plan_row_title_for(builder->plan, repeat, row, may_name,
	    &builder->reader, out);
}
