/* sheet: what the whole page is like: its margins, the sizes of its letters,
 * and what stands at its head and foot. */
#ifndef PDF_SHEET_H
#define PDF_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "pdf/lines.h"
#include "report/report.h"

/* One point in the unit of all lengths; 28 of them are a centimetre. Most
 * lengths are whole points: they take less room in the file. */
#define POINT 1000L

struct sheet {
	const struct report *report;
	bool large;	      /* letters of 18 point */
	struct style plain, bold;
	struct style headings[5]; /* by level, from 1 */
	struct style foot, stamp;
	long side, head; /* margins */
	long gap;	 /* between paragraphs */
};

void sheet_init(struct sheet *sheet, const struct report *report);

#endif
