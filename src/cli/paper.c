#include "config.h"

#include "cli/paper.h"

#include <string.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "base/utf8.h"
#include "export/write_html.h"
#include "export/write_text.h"

static const char *
copied(struct report *paper, const char *text, size_t len)
{
	struct buf clean;
	const char *copy;

	buf_init(&clean);
	utf8_clean(text, len, &clean);
	copy = arena_strdup(&paper->arena, clean.data);
	buf_clear(&clean);
	return copy;
}

static struct block *
add(struct report *paper, enum block_kind kind, const char *text, size_t len)
{
	struct block *block;

	ARRAY_GROW(paper->blocks, paper->count, paper->cap);
	block = &paper->blocks[paper->count++];
	*block = (struct block){ .kind = kind };
	block->text = copied(paper, text, len);
	return block;
}

struct report *
paper_new(const char *title)
{
	struct report *paper = xcalloc(1, sizeof *paper);

	arena_init(&paper->arena);
	paper->audience = AUDIENCE_AGENCIES;
	paper->training = true;
	paper->foot = TRAINING_NOTE;
	paper->title = copied(paper, title, strlen(title));
	paper->whose = paper->title;
	add(paper, BLOCK_NOTE, TRAINING_NOTE, strlen(TRAINING_NOTE));
	add(paper, BLOCK_HEADING, title, strlen(title))->level = 1;
	paper->top = paper->count;
	return paper;
}

void
paper_heading(struct report *paper, const char *text)
{
	add(paper, BLOCK_HEADING, text, strlen(text))->level = 2;
}

void
paper_text(struct report *paper, const char *text)
{
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		if (len > 0)
			add(paper, BLOCK_PARAGRAPH, text, len);
		text += len;
		text += *text == '\n';
	}
}

void
paper_answer(struct report *paper, const char *question, const char *answer)
{
	struct block *block =
	    add(paper, BLOCK_ANSWER, question, strlen(question));

	block->answer = copied(paper, answer, strlen(answer));
}

void
paper_finish(struct report *paper)
{
	add(paper, BLOCK_NOTE, TRAINING_NOTE, strlen(TRAINING_NOTE));
}

static bool
write_as(const char *folder, const char *name, const char *suffix,
    const struct buf *text, struct error *err)
{
	struct buf path;
	bool ok;

	buf_init(&path);
	buf_addf(&path, "%s/%s%s", folder, name, suffix);
	ok = outfile_write(path.data, text->data, text->len, false, err);
	buf_clear(&path);
	return ok;
}

bool
paper_write(const struct report *paper, const char *folder, const char *name,
    struct error *err)
{
	struct buf text;
	bool ok;

	buf_init(&text);
	write_text(paper, &text);
	ok = write_as(folder, name, ".txt", &text, err);
	buf_reset(&text);
	write_html(paper, false, &text);
	ok = ok && write_as(folder, name, ".html", &text, err);
	buf_clear(&text);
	return ok;
}
