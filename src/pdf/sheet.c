#include "config.h"

#include "pdf/sheet.h"

/* Letters of 12 point are the least, and of 18 point large print, by NHS
 * England's guidance on accessible information. */
#define PLAIN_SIZE 12
#define LARGE_SIZE 18

/* By level, in percent of the ordinary letters. */
static const int sizes[] = { 0, 175, 140, 116, 100 };
static const int sheet_sizes[] = { 0, 140, 120, 108, 100 };

static struct style
style_of(enum weight weight, int size, int leading_percent)
{
	return (struct style){ .weight = weight, .size = size,
		.leading = size * leading_percent / 100 * POINT };
}

void
sheet_init(struct sheet *sheet, const struct report *report)
{
	bool tight = report->one_page;
	int size = report->large_print ? LARGE_SIZE : PLAIN_SIZE;
	const int *headings = tight ? sheet_sizes : sizes;

	*sheet = (struct sheet){
		.report = report,
		.large = report->large_print,
		.plain = style_of(WEIGHT_PLAIN, size, tight ? 120 : 135),
		.bold = style_of(WEIGHT_BOLD, size, tight ? 120 : 135),
		.side = 51 * POINT, /* 18 mm */
		.head = (tight ? 37 : 51) * POINT,
		.gap = (tight ? 2 : 5) * POINT,
	};
	sheet->foot = style_of(WEIGHT_PLAIN, sheet->large ? 14 : 10, 125);
	sheet->stamp = style_of(WEIGHT_BOLD, sheet->large ? 14 : 10, 125);
	for (int level = 1; level <= 4; level++)
		sheet->headings[level] = style_of(WEIGHT_BOLD,
		    size * headings[level] / 100, 120);
}
