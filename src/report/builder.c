#include "config.h"

#include "report/report_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"

const char *
builder_copy(struct builder *builder, const char *text)
{
	struct buf clean;
	const char *copy;

	buf_init(&clean);
	utf8_clean(text, strlen(text), &clean);
	copy = arena_strdup(&builder->report->arena, clean.data);
	buf_clear(&clean);
	return copy;
}

static struct block *
add(struct builder *builder, enum block_kind kind)
{
	struct report *report = builder->report;
	struct block *block;

	ARRAY_GROW(report->blocks, report->count, report->cap);
	block = &report->blocks[report->count++];
	*block = (struct block){ .kind = kind };
	return block;
}

/* The level of a heading as the page has it: one more than that above it, so
 * that none is left out where a form of one screen has no section's title. */
static int
depth(const struct builder *builder, int level)
{
	int depth = LEVEL_PAGE;

	for (int above = LEVEL_FORM; above <= level; above++)
		depth += builder->open[above] != NULL;
	return depth;
}

/* Lets the waiting headings stand, now that something stands under them. */
static void
stand(struct builder *builder)
{
	for (int level = LEVEL_PAGE; level < LEVEL_COUNT; level++) {
		struct block *block;

		if (builder->waiting[level] == NULL)
			continue;
		block = add(builder, BLOCK_HEADING);
		block->text = builder->waiting[level];
		builder->open[level] = block->text;
		block->level = depth(builder, level);
		builder->waiting[level] = NULL;
	}
}

void
builder_heading(struct builder *builder, int level, const char *text)
{
	for (int below = level; below < LEVEL_COUNT; below++)
		builder->waiting[below] = builder->open[below] = NULL;
	builder->waiting[level] = text ? builder_copy(builder, text) : NULL;
}

void
builder_text(struct builder *builder, enum block_kind kind, const char *text)
{
	stand(builder);
	add(builder, kind)->text = builder_copy(builder, text);
}

void
builder_text_easy(struct builder *builder, const char *text,
    const char *const *lines, size_t count)
{
	struct report *report = builder->report;
	struct easy *easy = arena_alloc(&report->arena, sizeof *easy);

	*easy = (struct easy){ .lines = lines, .line_count = count };
	builder_text(builder, BLOCK_PARAGRAPH, text);
	report->blocks[report->count - 1].easy = easy;
}

void
builder_answer(struct builder *builder, const char *question,
    const char *answer, bool own_words)
{
	struct block *block;

	stand(builder);
	block = add(builder, BLOCK_ANSWER);
	block->text = builder_copy(builder, question);
	block->answer = builder_copy(builder, answer);
	block->own_words = own_words;
}

void
builder_field(struct builder *builder, const struct field *field,
    const struct uid *row, const char *text)
{
	struct report *report = builder->report;

	builder_answer(builder, field->label, text, field->own_words);
	report->blocks[report->count - 1].easy = easy_of(builder, field, row);
	voice_mark(builder, field, row, &report->blocks[report->count - 1]);
	beside_field(builder, field, row);
}

void
builder_ask(struct builder *builder, const char *question,
    const struct ask *ask)
{
	builder_ask_easy(builder, question, ask, NULL);
}

void
builder_ask_easy(struct builder *builder, const char *question,
    const struct ask *ask, const struct easy *easy)
{
	struct ask *copy =
	    arena_alloc(&builder->report->arena, sizeof *copy);
	struct block *block;

	*copy = *ask;
	stand(builder);
	block = add(builder, BLOCK_ASK);
	block->text = builder_copy(builder, question);
	block->ask = copy;
	block->easy = easy;
}

/* The heading that stands or will stand nearest above, or NULL. */
static const char *
nearest_heading(const struct builder *builder)
{
	for (int level = LEVEL_COUNT - 1; level >= LEVEL_PAGE; level--) {
		if (builder->waiting[level] != NULL)
			return builder->waiting[level];
		if (builder->open[level] != NULL)
			return builder->open[level];
	}
	return NULL;
}

void
builder_table(struct builder *builder, const struct table *table)
{
	const char *heading = nearest_heading(builder);
	struct table *added;

	stand(builder);
	added = &add(builder, BLOCK_TABLE)->table;
	*added = *table;
	added->said = heading != NULL && strcmp(heading, table->caption) == 0;
}

void
builder_picture(struct builder *builder, const struct picture *picture)
{
	struct picture *copy;

	if (picture->row_count == 0)
		return;
	copy = arena_alloc(&builder->report->arena, sizeof *copy);
	*copy = *picture;
	stand(builder);
	add(builder, BLOCK_PICTURE)->picture = copy;
}

bool
builder_added(const struct builder *builder, size_t at)
{
	return builder->report->count > at;
}
