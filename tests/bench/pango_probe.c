/* What the plain way to a PDF costs, to hold oneplan-pdf against: lines of text
 * set with Pango and written with Cairo, from start to end, with headings and
 * paragraphs in two weights and nothing else: no tags, no tables, no foot. Each
 * line of standard input begins with h, q or a and a tab. */
#include "config.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEFT   51
#define TOP    51
#define BOTTOM 770
#define WIDTH  493

static cairo_status_t
write_out(void *data, const unsigned char *bytes, unsigned len)
{
	return fwrite(bytes, 1, len, data) == len ? CAIRO_STATUS_SUCCESS
						  : CAIRO_STATUS_WRITE_ERROR;
}

static const char *
style_of(char kind)
{
	switch (kind) {
	case 'h':
		return "Liberation Sans Bold 15";
	case 'q':
		return "Liberation Sans Bold 12";
	}
	return "Liberation Sans 12";
}

static void
set_line(cairo_t *cairo, PangoLayout *layout, const char *line, int *y)
{
	PangoFontDescription *style =
	    pango_font_description_from_string(style_of(line[0]));
	int height;

	pango_layout_set_font_description(layout, style);
	pango_font_description_free(style);
	pango_layout_set_text(layout, line + 2, -1);
	pango_layout_get_size(layout, NULL, &height);
	height /= PANGO_SCALE;
	*y += line[0] == 'h' ? 12 : 4;
	if (*y + height > BOTTOM) {
		cairo_show_page(cairo);
		*y = TOP;
	}
	cairo_move_to(cairo, LEFT, *y);
	pango_cairo_show_layout(cairo, layout);
	*y += height;
}

int
main(void)
{
	cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
	    write_out, stdout, 595.276, 841.89);
	cairo_t *cairo = cairo_create(surface);
	PangoLayout *layout = pango_cairo_create_layout(cairo);
	char *line = NULL;
	size_t cap = 0;
	ssize_t len;
	int y = TOP;

	pango_cairo_context_set_resolution(pango_layout_get_context(layout),
	    72);
	pango_layout_context_changed(layout);
	pango_layout_set_width(layout, WIDTH * PANGO_SCALE);
	while ((len = getline(&line, &cap, stdin)) > 2) {
		line[len - 1] = '\0';
		set_line(cairo, layout, line, &y);
	}
	free(line);
	g_object_unref(layout);
	cairo_destroy(cairo);
	cairo_surface_finish(surface);
	cairo_surface_destroy(surface);
	return fflush(stdout) == 0 ? 0 : 2;
}
