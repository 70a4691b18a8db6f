/* Whose words: a letter beside each answer that is not the person's own, and one
 * key to the letters at the end. */
#include "config.h"

#include "report/report_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

static const char *
make_letter(struct builder *builder, enum voice_kind kind)
{
	const char *copy;
	size_t same = 1;
	struct buf text;

	for (size_t i = 0; i < builder->voice_count; i++)
		same += builder->voices[i].voice.kind == kind;
	buf_init(&text);
	buf_add_char(&text, voice_letter(kind));
	if (same > 1)
		buf_addf(&text, "%zu", same);
	copy = builder_copy(builder, text.data);
	buf_clear(&text);
	return copy;
}

/* The note of VOICE, which is new or stands in the key already. */
static const struct voice_note *
note_of(struct builder *builder, struct voice voice)
{
	struct voice_note *note;

	for (size_t i = 0; i < builder->voice_count; i++) {
		note = &builder->voices[i];
		if (note->voice.kind == voice.kind &&
		    strcmp(note->voice.who, voice.who) == 0)
			return note;
	}
	const char *letter = make_letter(builder, voice.kind);
	ARRAY_GROW(builder->voices, builder->voice_count, builder->voice_cap);
	note = &builder->voices[builder->voice_count++];
	note->letter = letter;
	note->voice = (struct voice){ voice.kind,
		builder_copy(builder, voice.who) };
	return note;
}

static const struct voice_note *
note_on(struct builder *builder, const struct field *field,
    const struct uid *row)
{
	struct field_state state;
	struct voice voice;

	plan_field(builder->plan, field, row, &state);
	if (!state.answered)
		return NULL;
	voice = voice_read(state.voice);
	return voice.kind == VOICE_OWN ? NULL : note_of(builder, voice);
}

void
voice_mark(struct builder *builder, const struct field *field,
    const struct uid *row, struct block *block)
{
	const struct voice_note *note = note_on(builder, field, row);
	struct buf says;

	if (note == NULL)
		return;
	buf_init(&says);
	voice_add(note->voice, &says);
	block->voice = note->letter;
	block->voice_says = builder_copy(builder, says.data);
	buf_clear(&says);
}

const char *
voice_cell(struct builder *builder, const struct field *field,
    const struct uid *row, const char *text)
{
	const struct voice_note *note = note_on(builder, field, row);
	const char *copy;
	struct buf cell;

	if (note == NULL)
		return text;
	buf_init(&cell);
	buf_addf(&cell, "%s [%s]", text, note->letter);
	copy = builder_copy(builder, cell.data);
	buf_clear(&cell);
	return copy;
}

void
report_voices(struct builder *builder)
{
	static const char *const header[] = { "Letter", "Whose words" };
	struct draft key = { .table = { .caption = "Whose words they are",
		.header = header, .columns = 2 } };
	size_t at = builder->report->count;
	struct buf says;

	if (builder->voice_count == 0)
		return;
	builder_heading(builder, LEVEL_FORM, "Whose words they are");
	builder_text(builder, BLOCK_PARAGRAPH,
	    "A letter beside an answer says that it is not in the person's own "
	    "words, or how their words were passed on.");
	buf_init(&says);
	for (size_t i = 0; i < builder->voice_count; i++) {
		const struct voice_note *note = &builder->voices[i];

		buf_reset(&says);
		voice_add(note->voice, &says);
		draft_row(builder, &key,
		    (const char *const[]){ note->letter, says.data });
	}
	buf_clear(&says);
	(void)draft_finish(builder, &key);
	builder_heading(builder, LEVEL_FORM, NULL);
	for (size_t i = at; i < builder->report->count; i++)
		builder->report->blocks[i].voice_key = true;
	free(builder->voices);
	builder->voices = NULL;
	builder->voice_count = builder->voice_cap = 0;
}
