#include "config.h"

#include "export/write_html.h"

#include <string.h>

#include "export/html.h"
#include "export/qr.h"

/* An answer longer than this stands below its question, not beside it; a yet
 * longer one may go on on the next page. */
#define SHORT_BYTES 120
#define PAGES_BYTES 800

static void
add_element(struct buf *out, const char *start, const char *text,
    const char *end)
{
	buf_add(out, start);
	html_add_lines(out, text, strlen(text));
	buf_add(out, end);
}

/* How the answer stands on the page. */
static const char *
answer_class(const struct block *block)
{
	size_t len = strlen(block->answer);
	bool long_one = len > SHORT_BYTES || strchr(block->answer, '\n') != NULL;

	if (strcmp(block->answer, NOT_ANSWERED) == 0)
		return " class=\"none\"";
	if (len > PAGES_BYTES)
		return block->own_words ? " class=\"long pages own\""
					: " class=\"long pages\"";
	if (long_one)
		return block->own_words ? " class=\"long own\""
					: " class=\"long\"";
	return "";
}

static void
add_answer(struct buf *out, const struct block *block)
{
	buf_add(out, "<div");
	buf_add(out, answer_class(block));
	buf_add_char(out, '>');
	add_element(out, "<dt>", block->text, "</dt>\n");
	buf_add(out, "<dd>");
	html_add_voice(out, block);
	html_add_paragraphs(out, block->answer);
	buf_add(out, "</dd></div>\n");
}

static void
add_heading(struct buf *out, const struct block *block)
{
	buf_addf(out, "<h%d>", block->level);
	html_add_text(out, block->text, strlen(block->text));
	buf_addf(out, "</h%d>\n", block->level);
}

static void
add_note(struct buf *out, const struct report *report, const char *text)
{
	bool training = report->training && strcmp(text, TRAINING_NOTE) == 0;

	add_element(out,
	    training ? "<p class=\"note training\">" : "<p class=\"note\">",
	    text, "</p>\n");
}

/* Blocks FROM to END; answers that follow each other are one list. */
static void
add_blocks(struct buf *out, const struct report *report, size_t from,
    size_t end)
{
	bool list = false;

	for (size_t i = from; i < end; i++) {
		const struct block *block = &report->blocks[i];
		bool easy = report->easy && block->easy != NULL;

		if (list != (block->kind == BLOCK_ANSWER && !easy)) {
			list = !list;
			buf_add(out, list ? "<dl>\n" : "</dl>\n");
		}
		if (easy) {
			html_add_easy(out, block);
			continue;
		}
		switch (block->kind) {
		case BLOCK_HEADING:
			add_heading(out, block);
			break;
		case BLOCK_PARAGRAPH:
			add_element(out, "<p>", block->text, "</p>\n");
			break;
		case BLOCK_ANSWER:
			add_answer(out, block);
			break;
		case BLOCK_TABLE:
			html_add_table(out, &block->table);
			break;
		case BLOCK_ASK:
			html_add_ask(out, block->text, block->ask);
			break;
		case BLOCK_PICTURE:
			html_add_picture(out, block->picture);
			break;
		case BLOCK_NOTE:
			add_note(out, report, block->text);
			break;
		}
	}
	if (list)
		buf_add(out, "</dl>\n");
}

/* Printed pages have the words at their foot; the square and all the digits
 * stand once, at the end. */
static void
add_foot(struct buf *out, const struct report *report)
{
	const struct seal_mark *seal = report->seal;

	add_element(out, "<p class=\"foot\">", report->foot, "</p>\n");
	if (seal == NULL)
		return;
	buf_addf(out, "<p class=\"digits\">%s</p>\n", seal->sha256);
	qr_add_svg(seal->qr, seal->qr_size, "The seal as a QR code", out);
}

void
write_html(const struct report *report, bool large_print, struct buf *out)
{
	size_t end = report->count - (report->training ? 1 : 0);

	html_add_head(out);
	buf_add(out, report->training ? "<title>TRAINING: " : "<title>");
	html_add_text(out, report->title, strlen(report->title));
	buf_add(out, "</title>\n<style>\n");
	html_add_style(out, report, large_print || report->large_print);
	buf_add(out, "</style>\n</head>\n<body>\n<header>\n");
	add_blocks(out, report, 0, report->top);
	buf_add(out, "</header>\n<main>\n");
	add_blocks(out, report, report->top, end);
	buf_add(out, "</main>\n<footer>\n");
	add_blocks(out, report, end, report->count);
	add_foot(out, report);
	buf_add(out, "</footer>\n</body>\n</html>\n");
}
