#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/buf.h"

/* Links may lead to rows that show links; forms nest two deep, and a chain
 * longer than this is not shown rather than followed for ever. */
#define MAX_LINKS 4

static bool
meant(unsigned audiences, bool restricted, enum audience audience)
{
	return audience == AUDIENCE_AGENCIES ||
	    (!restricted && (audiences & (unsigned)audience) != 0);
}

bool
repeat_meant(const struct repeat *repeat, enum audience audience)
{
	for (; repeat != NULL; repeat = repeat->in)
		if (!meant(repeat->audience, repeat->restricted, audience))
			return false;
	return true;
}

/* What somebody else said about the person is not handed to the person, those at
 * home or those who give support without a decision. */
#define NOT_THIRD_PARTY                                                        \
	(AUDIENCE_PERSON | AUDIENCE_HOME | AUDIENCE_FAMILY | AUDIENCE_PROVIDER)

bool
third_party_kept(const struct field *field, enum audience audience)
{
	return field->third_party &&
	    ((unsigned)audience & NOT_THIRD_PARTY) != 0;
}

static bool
field_meant_after(const struct field *field, enum audience audience, int links)
{
	if (!meant(field->audience, field->restricted, audience) ||
	    third_party_kept(field, audience) ||
	    !repeat_meant(field->repeat, audience))
		return false;
	if (field->link == NULL)
		return true;
	if (links == MAX_LINKS || !repeat_meant(field->link, audience))
		return false;
	for (size_t i = 0; i < field->link->summary_count; i++)
		if (!field_meant_after(field->link->summary[i], audience,
			links + 1))
			return false;
	return true;
}

bool
field_meant(const struct field *field, enum audience audience)
{
	return audience == AUDIENCE_AGENCIES ||
	    field_meant_after(field, audience, 0);
}

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

	if (!field_meant(field, builder->report->audience))
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
	} else if (state.need <= NEED_SIGN && !state.readonly) {
		copy = builder_copy(builder, "Not answered yet");
	}
	buf_clear(&text);
	return copy;
}
