#include "config.h"

#include "export/html.h"

#include <string.h>

static void
add_paragraph(struct buf *out, const char *class, const char *before,
    const char *text)
{
	buf_addf(out, "<p%s%s>%s", class, html_dir(text), before);
	html_add_lines(out, text, strlen(text));
	buf_add(out, "</p>\n");
}

static void
add_choices(struct buf *out, const struct ask *ask)
{
	if (ask->choice_count == 0)
		return;
	/* the box is drawn by the style: what is read aloud is the words */
	buf_add(out, "<ul>\n");
	for (size_t i = 0; i < ask->choice_count; i++) {
		buf_add(out, "<li>");
		html_add_text(out, ask->choices[i], strlen(ask->choices[i]));
		buf_add(out, "</li>\n");
	}
	buf_add(out, "</ul>\n");
}

void
html_add_ask(struct buf *out, const char *question, const struct ask *ask)
{
	buf_add(out, "<div class=\"ask\">\n<p class=\"q\">");
	if (ask->number[0] != '\0') {
		html_add_text(out, ask->number, strlen(ask->number));
		buf_add(out, ". ");
	}
	html_add_text(out, question, strlen(question));
	buf_add(out, "</p>\n");
	if (ask->hint[0] != '\0')
		add_paragraph(out, "", "", ask->hint);
	if (ask->now[0] != '\0')
		add_paragraph(out, " class=\"now\"", "Written now: ",
		    ask->now);
	add_choices(out, ask);
	for (int i = 0; i < ask->lines; i++)
		buf_add(out, "<div class=\"line\"></div>\n");
	if (ask->unit[0] != '\0')
		add_paragraph(out, " class=\"unit\"", "", ask->unit);
	buf_add(out, "</div>\n");
}
