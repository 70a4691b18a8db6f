#include "config.h"

#include "export/html.h"

#include <string.h>

/* Drawings are 1000 wide; all that they show stands beside them in words, so
 * they are hidden from whoever has the page read out. */
#define WIDTH  1000
#define HEIGHT 28
#define TICK_WIDTH 50 /* of the name of a month */

static void
add_words(struct buf *out, const char *before, const char *text,
    const char *after)
{
	buf_add(out, before);
	html_add_lines(out, text, strlen(text));
	buf_add(out, after);
}

static int
place(const struct picture *picture, int64_t at)
{
	return at >= picture->span ? WIDTH : picture_cell(picture, at, WIDTH);
}

static void
open_svg(struct buf *out, int height)
{
	buf_addf(out, "<svg viewBox=\"0 0 %d %d\" aria-hidden=\"true\">",
	    WIDTH, height);
}

/* --- bars --- */

/* Planned is black, what is left is an empty box, too much is striped. */
static void
add_bar(struct buf *out, const struct picture *picture,
    const struct picture_row *row)
{
	int part = place(picture, row->part);
	int whole = place(picture, row->whole);
	int used = part < whole ? part : whole;

	open_svg(out, HEIGHT);
	if (whole > 0)
		buf_addf(out,
		    "<rect x=\"1\" y=\"3\" width=\"%d\" height=\"22\" "
		    "fill=\"none\" stroke=\"#111\" stroke-width=\"2\"/>",
		    whole > 2 ? whole - 2 : 1);
	if (used > 0)
		buf_addf(out,
		    "<rect x=\"0\" y=\"2\" width=\"%d\" height=\"24\"/>",
		    used);
	if (part > whole) {
		buf_add(out, "<path stroke=\"#111\" stroke-width=\"4\" d=\"");
		for (int x = whole + 4; x < part; x += 10)
			buf_addf(out, "M%d 2v24", x);
		buf_addf(out, "M%d 2v24\"/>", part - 2);
	}
	buf_add(out, "</svg>\n");
}

static void
add_bars(struct buf *out, const struct picture *picture)
{
	bool left = false, over = false;

	for (size_t i = 0; i < picture->row_count; i++) {
		const struct picture_row *row = &picture->rows[i];

		left = left || row->part < row->whole;
		over = over || row->part > row->whole;
		add_words(out, "<div><p>", row->label, "</p>\n");
		add_bar(out, picture, row);
		add_words(out, "<p class=\"says\">", row->says, "</p></div>\n");
	}
	if (left || over)
		buf_addf(out, "<p class=\"key\">Black: planned.%s%s</p>\n",
		    left ? " Empty: left over." : "",
		    over ? " Striped: more than there is." : "");
}

/* --- a year --- */

static void
add_ticks(struct buf *out, const struct picture *picture)
{
	int every = (int)(picture->tick_count / 16) + 1;

	open_svg(out, HEIGHT);
	for (size_t i = 0; i < picture->tick_count; i += (size_t)every) {
		int x = place(picture, picture->ticks[i].at);

		if (x <= WIDTH - TICK_WIDTH)
			buf_addf(out,
			    "<text x=\"%d\" y=\"22\" font-size=\"24\">%s"
			    "</text>",
			    x, picture->ticks[i].label);
	}
	buf_add(out, "</svg>\n");
}

static void
add_mark(struct buf *out, const struct picture *picture,
    const struct picture_mark *mark)
{
	int x = place(picture, mark->at);

	/* whole even at the edges */
	x = x < 12 ? 12 : x > WIDTH - 12 ? WIDTH - 12 : x;
	switch (mark->kind) {
	case MARK_PRICE:
		buf_addf(out, "<path d=\"M%d 2l11 24h-22z\" fill=\"#fff\" "
			      "stroke=\"#111\" stroke-width=\"3\"/>", x);
		break;
	case MARK_PAID:
		buf_addf(out, "<circle cx=\"%d\" cy=\"14\" r=\"8\"/>", x);
		break;
	case MARK_REVIEW:
		buf_addf(out, "<path d=\"M%d 2l11 12l-11 12l-11 -12z\"/>", x);
		break;
	}
}

static void
add_days(struct buf *out, const struct picture *picture,
    const struct picture_row *row)
{
	if (!row->runs && row->mark_count == 0)
		return;
	open_svg(out, HEIGHT);
	buf_addf(out, "<path d=\"M0 14h%d\" stroke=\"#aaa\"/>", WIDTH);
	if (row->runs) {
		int from = place(picture, row->from);

		buf_addf(out,
		    "<rect x=\"%d\" y=\"9\" width=\"%d\" height=\"10\"/>", from,
		    place(picture, row->to + 1) - from);
	}
	for (size_t i = 0; i < row->mark_count; i++)
		add_mark(out, picture, &row->marks[i]);
	buf_add(out, "</svg>\n");
}

static void
add_year(struct buf *out, const struct picture *picture)
{
	add_ticks(out, picture);
	for (size_t i = 0; i < picture->row_count; i++) {
		const struct picture_row *row = &picture->rows[i];

		add_words(out, "<div><p>", row->label, "</p>\n");
		add_days(out, picture, row);
		add_words(out, "<p class=\"says\">", row->says, "</p></div>\n");
	}
	buf_add(out, "<p class=\"key\">Bar: it runs. Triangle: its price "
		     "changes. Dot: money is paid. Diamond: we look "
		     "again.</p>\n");
}

/* --- a grid --- */

static void
add_risks(struct buf *out, const struct picture *picture, int likely, int bad)
{
	bool any = false;

	buf_add(out, "<td>");
	for (size_t i = 0; i < picture->row_count; i++) {
		const struct picture_row *row = &picture->rows[i];
		bool before = row->before.likely == likely &&
		    row->before.bad == bad;
		bool after =
		    row->after.likely == likely && row->after.bad == bad;
		char letters[PICTURE_LETTERS];

		picture_letters(i, letters);
		if (before)
			buf_addf(out, "%s%s", any ? " " : "", letters);
		if (after)
			buf_addf(out, "%s(%s)", any || before ? " " : "",
			    letters);
		any = any || before || after;
	}
	buf_add(out, "</td>");
}

static void
add_grid(struct buf *out, const struct picture *picture)
{
	buf_add(out, "<table>\n<thead>\n<tr><td></td>");
	for (int bad = 0; bad < PICTURE_GRID_SIDE; bad++)
		add_words(out, "<th scope=\"col\">", picture->bad[bad],
		    "</th>");
	buf_add(out, "</tr>\n</thead>\n<tbody>\n");
	for (int likely = PICTURE_GRID_SIDE; likely >= 1; likely--) {
		add_words(out, "<tr><th scope=\"row\">",
		    picture->likely[likely - 1], "</th>");
		for (int bad = 1; bad <= PICTURE_GRID_SIDE; bad++)
			add_risks(out, picture, likely, bad);
		buf_add(out, "</tr>\n");
	}
	buf_add(out, "</tbody>\n</table>\n<p class=\"key\">A: as things are. "
		     "(A): with what we will do.</p>\n<ol type=\"A\">\n");
	for (size_t i = 0; i < picture->row_count; i++) {
		add_words(out, "<li><p>", picture->rows[i].label, "</p>");
		add_words(out, "<p class=\"says\">", picture->rows[i].says,
		    "</p></li>\n");
	}
	buf_add(out, "</ol>\n");
}

void
html_add_picture(struct buf *out, const struct picture *picture)
{
	add_words(out, "<figure>\n<figcaption>", picture->caption,
	    "</figcaption>\n");
	switch (picture->kind) {
	case PICTURE_BARS:
		add_bars(out, picture);
		break;
	case PICTURE_YEAR:
		add_year(out, picture);
		break;
	case PICTURE_GRID:
		add_grid(out, picture);
		break;
	}
	buf_add(out, "</figure>\n");
}
