/* What is said with an answer on a page: what does not hold, whose words it is,
 * who says something against it. */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "plan/redact.h"
#include "plan/statement.h"
#include "plan/voice.h"
#include "ui/keymap.h"
#include "ui/page_private.h"
#include "ui/visit.h"

/* The sentence, and the key that helps where two answers stand. */
static char *
problem_text(const struct error *why, bool conflict)
{
	struct buf text;

	buf_init(&text);
	buf_add(&text, why->text);
	if (conflict) {
		buf_add_char(&text, ' ');
		keymap_key_name(keymap_key(CONTEXT_FORM, COMMAND_HISTORY),
		    &text);
		buf_add(&text, " shows both.");
	}
	return buf_take(&text);
}

static char *
taken_out_text(const struct sitting *sitting, const struct field *field,
    const struct uid *row, const struct uid *revision)
{
	struct buf text;

	buf_init(&text);
	if (!plan_taken_out(sitting->plan, field, row, revision, &text))
		buf_add(&text, "Taken out.");
	return buf_take(&text);
}

/* Who says something against the answer, and how to read it; NULL: nobody. */
static char *
dispute_text(const struct sitting *sitting, const struct field *field,
    const struct uid *row)
{
	struct statement *said;
	struct buf text;
	size_t count;

	if (!plan_has_statements(sitting->plan))
		return NULL;
	count = plan_statements(sitting->plan, field, row, &said);
	buf_init(&text);
	for (size_t i = 0; i < count; i++) {
		if (visit_closes_repeat(sitting, said[i].repeat))
			continue;
		statement_say(sitting->plan, &said[i], &text);
		buf_add(&text, ". ");
	}
	free(said);
	if (text.len == 0)
		return NULL;
	keymap_key_name(keymap_key(CONTEXT_FORM, COMMAND_HISTORY), &text);
	buf_add(&text, " shows what was said.");
	return buf_take(&text);
}

/* "A relative's or friend's: Dan", where it is not the person's own. */
static char *
voice_text(const char *kept)
{
	struct voice voice = voice_read(kept);
	struct buf text;

	if (voice.kind == VOICE_OWN)
		return NULL;
	buf_init(&text);
	voice_add(voice, &text);
	return buf_take(&text);
}

void
slot_words_make(struct slot *slot, const struct sitting *sitting,
    const struct field_state *state)
{
	const struct field *field = slot->field;
	const struct uid *row = &slot->row;
	const char *text;
	struct error why;

	slot->dispute = dispute_text(sitting, field, row);
	/* the rest is of what was there before this is kept */
	if (sitting_pending(sitting, field, row, &text))
		return;
	if (plan_field_problem(sitting->plan, field, row, &why))
		slot->problem = problem_text(&why, state->conflict);
	else if (state->taken_out)
		slot->advice = slot->taken_out =
		    taken_out_text(sitting, field, row, &state->revision);
	else
		slot->advice = plan_field_advice(sitting->plan, field, row);
	if (state->answered)
		slot->voice = voice_text(state->voice);
}

int
slot_words_lines(const struct slot *slot, int cols)
{
	const char *const words[] = { slot->voice,
		slot->problem ? slot->problem : slot->advice, slot->dispute };
	int lines = 0;

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		lines += words[i] ? draw_wrapped_lines(words[i], cols) : 0;
	return lines;
}

void
slot_words_clear(struct slot *slot)
{
	free(slot->problem);
	free(slot->taken_out);
	free(slot->voice);
	free(slot->dispute);
}
