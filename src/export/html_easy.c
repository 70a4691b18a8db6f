#include "config.h"

#include "export/html.h"

#include <string.h>

/* A box that is ticked says so in words too. */
static void
add_boxes(struct buf *out, const struct easy *easy)
{
	if (easy->choice_count == 0)
		return;
	buf_add(out, "<ul>\n");
	for (size_t i = 0; i < easy->choice_count; i++) {
		bool on = i == easy->ticked;

		buf_add(out, on ? "<li class=\"on\">" : "<li>");
		html_add_text(out, easy->choices[i], strlen(easy->choices[i]));
		buf_add(out, on ? " (ticked)</li>\n" : "</li>\n");
	}
	buf_add(out, "</ul>\n");
}

void
html_add_easy(struct buf *out, const struct block *block)
{
	const struct easy *easy = block->easy;

	buf_add(out, "<div class=\"easy\">\n<div class=\"slot\"></div>\n<div>\n");
	for (size_t i = 0; i < easy->line_count; i++) {
		buf_add(out, "<p>");
		html_add_text(out, easy->lines[i], strlen(easy->lines[i]));
		buf_add(out, "</p>\n");
	}
	html_add_voice(out, block);
	add_boxes(out, easy);
	if (easy_in_words(block)) {
		buf_add(out, "<div class=\"said\">");
		html_add_paragraphs(out, block->answer);
		buf_add(out, "</div>\n");
	}
	buf_add(out, "</div>\n</div>\n");
}
