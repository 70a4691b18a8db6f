#include "config.h"

#include "export/qr.h"

#include <assert.h>
#include <qrencode.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "export/html.h"

const char *const *
qr_make(const char *text, size_t *size)
{
	/* a square that was copied or folded can still be read: 15% may be
	 * lost */
	QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);
	const char **rows;
	size_t width;

	assert(code != NULL); /* only a text too long for any square fails */
	width = (size_t)code->width;
	rows = xcalloc(width, sizeof *rows);
	for (size_t y = 0; y < width; y++) {
		char *row = xcalloc(width + 1, 1);

		for (size_t x = 0; x < width; x++)
			row[x] = code->data[y * width + x] & 1 ? '1' : '0';
		rows[y] = row;
	}
	QRcode_free(code);
	*size = width;
	return rows;
}

void
qr_free(const char *const *rows, size_t size)
{
	for (size_t i = 0; i < size; i++)
		free((void *)(uintptr_t)rows[i]);
	free((void *)(uintptr_t)rows);
}

/* --- as characters --- */

/* X and Y are counted with the edge; beside the square everything is light. */
static bool
is_dark(const char *const *rows, size_t size, size_t x, size_t y)
{
	return x >= QR_EDGE && y >= QR_EDGE && x < size + QR_EDGE &&
	    y < size + QR_EDGE && rows[y - QR_EDGE][x - QR_EDGE] == '1';
}

void
qr_add_text(const char *const *rows, size_t size, struct buf *out)
{
	static const char *const halves[] = { " ", "\u2584", "\u2580",
		"\u2588" };
	size_t whole = size + 2 * QR_EDGE;

	for (size_t y = 0; y < whole; y += 2) {
		size_t end = out->len;

		for (size_t x = 0; x < whole; x++) {
			int upper = is_dark(rows, size, x, y);
			int lower = is_dark(rows, size, x, y + 1);

			buf_add(out, halves[2 * upper + lower]);
			if (upper || lower)
				end = out->len;
		}
		/* light at the end of a line needs no spaces */
		buf_remove(out, end, out->len - end);
		buf_add_char(out, '\n');
	}
}

/* --- as a picture --- */

void
qr_add_svg(const char *const *rows, size_t size, const char *label,
    struct buf *out)
{
	size_t whole = size + 2 * QR_EDGE;

	buf_addf(out,
	    "<svg class=\"qr\" viewBox=\"0 0 %zu %zu\" role=\"img\" "
	    "aria-label=\"",
	    whole, whole);
	html_add_text(out, label, strlen(label));
	buf_add(out, "\" shape-rendering=\"crispEdges\">"
		     "<path fill=\"#fff\" d=\"");
	buf_addf(out, "M0 0h%zuv%zuh-%zuz\"/><path d=\"", whole, whole, whole);
	for (size_t y = 0; y < size; y++)
		for (size_t x = 0; x < size; x++) {
			size_t run = strspn(rows[y] + x, "1");

			if (run == 0)
				continue;
			buf_addf(out, "M%zu %zuh%zuv1h-%zuz", x + QR_EDGE,
			    y + QR_EDGE, run, run);
			x += run;
		}
	buf_add(out, "\"/></svg>\n");
}
