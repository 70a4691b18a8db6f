/* html: the pieces that a page of HTML is made of. */
#ifndef EXPORT_HTML_H
#define EXPORT_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "report/picture.h"
#include "report/report.h"

/* Begins a page, up to its title: nothing on it may be fetched or run, whatever
 * somebody typed. */
void html_add_head(struct buf *out);
/* Appends LEN bytes of TEXT as character data or an attribute's value. Control
 * characters are left out. */
void html_add_text(struct buf *out, const char *text, size_t len);
/* Appends TEXT as the inside of a paragraph: its lines stay lines. */
void html_add_lines(struct buf *out, const char *text, size_t len);
/* Appends TEXT as paragraphs, which are what blank lines part. */
void html_add_paragraphs(struct buf *out, const char *text);
/* The attribute that lets a text which may run from the right begin there; "" for
 * one that cannot. */
const char *html_dir(const char *text);
/* Appends TEXT as a string of CSS, quotes included. */
void html_add_css_string(struct buf *out, const char *text);

/* Appends the style of REPORT's page. */
void html_add_style(struct buf *out, const struct report *report,
    bool large_print);
/* A question with room to answer it by hand. */
void html_add_ask(struct buf *out, const char *question,
    const struct ask *ask);
/* The letter that says whose words an answer is, for its margin. */
void html_add_voice(struct buf *out, const struct block *block);
/* A question in easy read, with its answer. */
void html_add_easy(struct buf *out, const struct block *block);
void html_add_table(struct buf *out, const struct table *table);
/* A drawing, with all of it in words beside it. */
void html_add_picture(struct buf *out, const struct picture *picture);

#endif
