/* pdf_file: the outside of a PDF: numbered objects, streams, and the table that
 * finds them (ISO 32000-1, 7.5). What is put in is the caller's business. The
 * same objects give the same bytes: there is no clock in it, and the file's
 * name for itself (ID) is made from its contents. */
#ifndef PDF_PDF_FILE_H
#define PDF_PDF_FILE_H

#include <stddef.h>

#include "base/buf.h"

struct pdf_place;

struct pdf_file {
	struct buf out; /* what stands already */
	/* objects that are no streams wait here to be packed together */
	struct buf waiting, waiting_index;
	size_t waiting_count;
	int waiting_stream;
	struct pdf_place *places; /* where each number stands */
	size_t count, cap;
};

void pdf_file_init(struct pdf_file *file);
void pdf_file_clear(struct pdf_file *file);
/* A number for an object that comes later, from 1 on. */
int pdf_reserve(struct pdf_file *file);
/* The object NUMBER; one that was reserved comes once at most. */
void pdf_object(struct pdf_file *file, int number, const struct buf *text);
/* The stream NUMBER, packed. DICT: what its dictionary holds besides its length
 * and filter. */
void pdf_stream(struct pdf_file *file, int number, const char *dict,
    const void *data, size_t len);
/* Ends the file; it stands in file->out. */
void pdf_finish(struct pdf_file *file, int catalog, int info);

/* Appends TEXT, which is UTF-8, as a string for people: a title, an alternative
 * text (7.9.2.2). */
void pdf_add_text(struct buf *out, const char *text, size_t len);
/* Appends TEXT in UTF-16, as hexadecimal digits and nothing around them. */
void pdf_add_utf16(struct buf *out, const char *text, size_t len);
/* Appends thousandths as a decimal: 15600 is "15.6", and 500 ".5". */
void pdf_add_number(struct buf *out, long thousandths);

#endif
