#include "config.h"

#include "pdf/leaf.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "pdf/pdf_file.h"

#define NO_FACE SIZE_MAX

void
leaf_init(struct leaf *leaf)
{
	*leaf = (struct leaf){ .face = NO_FACE };
	buf_init(&leaf->content);
	for (int ink = 0; ink < INK_COUNT; ink++)
		buf_init(&leaf->decor[ink]);
}

void
leaf_clear(struct leaf *leaf)
{
	buf_clear(&leaf->content);
	for (int ink = 0; ink < INK_COUNT; ink++)
		buf_clear(&leaf->decor[ink]);
}

static void
add_numbers(struct buf *out, const long *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		pdf_add_number(out, numbers[i]);
		buf_add_char(out, ' ');
	}
}

/* --- writing --- */

static void
end_string(struct leaf *leaf)
{
	if (leaf->in_string)
		buf_add(&leaf->content, ")]TJ\n");
	leaf->in_string = false;
}

static void
end_text(struct leaf *leaf)
{
	if (leaf->in_text)
		buf_add(&leaf->content, "ET\n");
	leaf->in_text = false;
}

/* Ready to show letters of FACE and SIZE at RISE above the line. */
static void
begin_text(struct leaf *leaf, size_t face, int size, long rise)
{
	if (leaf->face != face || leaf->size != size) {
		end_string(leaf);
		buf_addf(&leaf->content, "/F%zu %d Tf\n", face, size);
		leaf->face = face;
		leaf->size = size;
	}
	if (leaf->rise != rise) {
		end_string(leaf);
		pdf_add_number(&leaf->content, rise);
		buf_add(&leaf->content, " Ts\n");
		leaf->rise = rise;
	}
}

/* Takes the pen to X on the line UP from the foot of the page: within a string
 * by a gap, which is counted in thousandths of the letters' size backwards. */
static void
go_to(struct leaf *leaf, long x, long up)
{
	long back = leaf->pen - x;

	if (up == leaf->line_y && back % leaf->size == 0) {
		if (!leaf->in_string)
			buf_add(&leaf->content, back == 0 ? "[(" : "[");
		else if (back != 0)
			buf_add_char(&leaf->content, ')');
		if (back != 0)
			buf_addf(&leaf->content, "%ld(", back / leaf->size);
	} else {
		end_string(leaf);
		add_numbers(&leaf->content,
		    (long[]){ x - leaf->line_x, up - leaf->line_y }, 2);
		buf_add(&leaf->content, "Td[(");
		leaf->line_x = x;
		leaf->line_y = up;
	}
	leaf->in_string = true;
	leaf->pen = x;
}

/* One byte of a string in brackets (7.3.4.2). */
static void
add_byte(struct buf *out, unsigned byte)
{
	if (byte == '\r') {
		buf_add(out, "\\r");
		return;
	}
	if (byte == '(' || byte == ')' || byte == '\\')
		buf_add_char(out, '\\');
	buf_add_char(out, (char)byte);
}

static void
show_shape(struct leaf *leaf, const struct shape *shape, size_t face, int size,
    long x, long y)
{
	begin_text(leaf, face, size, (long)shape->rise * size);
	go_to(leaf, x + (long)shape->x * size, PAGE_TOP - y);
	add_byte(&leaf->content, shape->id >> 8);
	add_byte(&leaf->content, shape->id & 0xff);
	leaf->pen += (long)shape->advance * size;
}

/* What the next shapes spell, where their face cannot say it (14.9.4): a mark
 * of their own, since programs lose what follows a mark within another. */
static void
begin_apart(struct leaf *leaf, const struct shape *shape)
{
	end_string(leaf);
	if (leaf->kind == NULL)
		return;
	buf_addf(&leaf->content, "EMC\n/Span<</MCID %zu/ActualText<FEFF",
	    leaf->marks++);
	pdf_add_utf16(&leaf->content, shape->text, shape->len);
	buf_add(&leaf->content, ">>>BDC\n");
}

static void
end_apart(struct leaf *leaf)
{
	end_string(leaf);
	if (leaf->kind != NULL)
		buf_addf(&leaf->content, "EMC\n/%s<</MCID %zu>>BDC\n",
		    leaf->kind, leaf->marks++);
}

void
leaf_show(struct leaf *leaf, const struct piece *piece, int size, long x,
    long y)
{
	size_t together;

	for (size_t i = 0; i < piece->count; i += together) {
		const struct shape *first = &piece->shapes[i];

		together = first->together;
		assert(together > 0);
		if (first->apart)
			begin_apart(leaf, first);
		for (size_t n = 0; n < together; n++)
			show_shape(leaf, &first[n], piece->face, size, x, y);
		if (first->apart)
			end_apart(leaf);
	}
}

/* --- marks --- */

/* Marks stand inside of one text object, so that each line can be found from
 * the last. */
static void
start_text(struct leaf *leaf)
{
	if (leaf->in_text)
		return;
	buf_add(&leaf->content, "BT\n");
	leaf->in_text = true;
	leaf->line_x = leaf->line_y = leaf->pen = 0;
}

size_t
leaf_mark(struct leaf *leaf, const char *kind)
{
	start_text(leaf);
	leaf->kind = kind;
	buf_addf(&leaf->content, "/%s<</MCID %zu>>BDC\n", kind, leaf->marks);
	return leaf->marks++;
}

void
leaf_artifact(struct leaf *leaf)
{
	start_text(leaf);
	leaf->kind = NULL;
	buf_add(&leaf->content, "/Artifact BMC\n");
}

void
leaf_end(struct leaf *leaf)
{
	end_string(leaf);
	if (leaf->rise != 0)
		buf_add(&leaf->content, "0 Ts\n");
	leaf->rise = 0;
	buf_add(&leaf->content, "EMC\n");
}

/* --- drawing --- */

static void
add_box(struct buf *out, long x, long y, long width, long height)
{
	add_numbers(out, (long[]){ x, PAGE_TOP - y - height, width, height },
	    4);
	buf_add(out, "re\n");
}

void
leaf_fill(struct leaf *leaf, long x, long y, long width, long height,
    enum ink ink)
{
	add_box(&leaf->decor[ink], x, y, width, height);
}

void
leaf_frame(struct leaf *leaf, long x, long y, long width, long height,
    long thick)
{
	leaf_fill(leaf, x, y, width, thick, INK_BLACK);
	leaf_fill(leaf, x, y + height - thick, width, thick, INK_BLACK);
	leaf_fill(leaf, x, y, thick, height, INK_BLACK);
	leaf_fill(leaf, x + width - thick, y, thick, height, INK_BLACK);
}

size_t
leaf_squares(struct leaf *leaf, const char *const *rows, size_t size, long x,
    long y, long side, bool sheet)
{
	struct buf *out = &leaf->content;

	end_text(leaf);
	if (sheet)
		buf_add(out, "/Artifact BMC\n");
	else
		buf_addf(out, "/Figure<</MCID %zu>>BDC\n", leaf->marks++);
	for (size_t r = 0; r < size; r++)
		for (size_t c = 0, end; c < size; c = end) {
			/* those that touch are one: no light shows between */
			for (end = c; end < size && rows[r][end] == '1';)
				end++;
			if (end > c)
				add_box(out, x + (long)c * side,
				    y + (long)r * side, (long)(end - c) * side,
				    side);
			else
				end++;
		}
	buf_add(out, "f\nEMC\n");
	return leaf->marks - 1;
}

void
leaf_shared(struct leaf *leaf)
{
	end_text(leaf);
	buf_add(&leaf->content, "/Artifact BMC\n/S Do\nEMC\n");
}

void
leaf_finish(struct leaf *leaf, struct buf *out)
{
	/* how much of white */
	static const char *const greys[INK_COUNT] = {
		[INK_LIGHT] = ".7",
		[INK_GREY] = ".45",
		[INK_BLACK] = "0",
	};

	end_text(leaf);
	buf_add(out, "/Artifact BMC\n");
	for (int ink = 0; ink < INK_COUNT; ink++)
		if (leaf->decor[ink].len > 0)
			buf_addf(out, "%s g\n%sf\n", greys[ink],
			    leaf->decor[ink].data);
	buf_add(out, "EMC\n0 g\n");
	buf_add_bytes(out, leaf->content.data, leaf->content.len);
}
