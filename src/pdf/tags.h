/* tags: what each part of the page is, for whoever has it read out: headings,
 * paragraphs, lists and tables in one tree under a Document (ISO 32000-1, 14.7
 * and 14.8). */
#ifndef PDF_TAGS_H
#define PDF_TAGS_H

#include <stddef.h>

#include "base/buf.h"
#include "pdf/pdf_file.h"

struct tag;

struct tags {
	struct tag *list; /* in reading order; the first is the Document */
	size_t count, cap;
	size_t current;
};

void tags_init(struct tags *tags);
void tags_clear(struct tags *tags);
/* Begins KIND ("P", "TH") inside the current one, which it becomes. Returns
 * what tags_mark takes. */
size_t tags_open(struct tags *tags, const char *kind);
/* As a cell that is the header of its column, row or rows: SCOPE is "Column" or
 * "Row"; ROWS: how many it stands beside. */
size_t tags_open_header(struct tags *tags, const char *scope, size_t rows);
/* As a picture, with what it shows in words. */
size_t tags_open_figure(struct tags *tags, const char *words);
/* Ends the current one. */
void tags_close(struct tags *tags);
/* The part MARK of page PAGE (both from 0) belongs to TAG. */
void tags_mark(struct tags *tags, size_t tag, size_t page, size_t mark);
const char *tags_kind(const struct tags *tags, size_t tag);

/* Puts the tree into FILE and returns the number of its root. PAGES: the number
 * of each page's object, COUNT of them. */
int tags_write(const struct tags *tags, struct pdf_file *file,
    const int *pages, size_t count);

#endif
