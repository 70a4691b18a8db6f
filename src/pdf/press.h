/* press: pages filled from the top down. What does not fit goes on on the
 * next; what belongs together stays together; every page has its head and
 * its foot. */
#ifndef PDF_PRESS_H
#define PDF_PRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "pdf/face.h"
#include "pdf/lines.h"
#include "pdf/leaf.h"
#include "pdf/sheet.h"
#include "pdf/tags.h"
#include "report/report.h"

/* Where a heading stands, for the list of them beside the page. */
struct bookmark {
	char *text;
	int level;
	size_t page;
	long y;
};

/* What waits for that under it, so that both stand on one page. */
struct waiting {
	struct lines lines;
	long x, width, above;
	size_t tag;
	int level; /* of a heading; 0: it is none */
	char *text;
};

struct press {
	const struct sheet *sheet;
	struct faces *faces;
	struct shaper shaper;
	struct tags tags;
	struct leaf *pages;
	size_t count, cap;
	struct leaf shared; /* on every page but the last */
	struct waiting *waiting;
	size_t waiting_count, waiting_cap;
	struct bookmark *bookmarks;
	size_t bookmark_count, bookmark_cap;
	long y;	  /* where there is room */
	long top, bottom; /* of that room, on every page */
	long left, width;
	bool fresh; /* nothing stands on this page yet */
};

/* FACES and SHEET have to outlive it. */
void press_init(struct press *press, struct faces *faces,
    const struct sheet *sheet);
void press_clear(struct press *press);

struct leaf *press_page(struct press *press);
size_t press_page_number(const struct press *press);
/* From the present place to the foot, and on a page where nothing stands. */
long press_room(const struct press *press);
long press_full(const struct press *press);
void press_new_page(struct press *press);
/* Room above what follows, unless it is first on its page. */
void press_gap(struct press *press, long above);
/* Goes to the next page where HEIGHT, with what waits above it, does not fit on
 * this one, and lets what waits stand. */
void press_need(struct press *press, long height);
/* Lets LINES, which it takes, wait for what comes. The current tag gets them.
 * LEVEL: of a heading, with its TEXT; else 0 and NULL. */
void press_wait(struct press *press, struct lines *lines, long x, long width,
    long above, int level, const char *text);

/* What stands to the left of lines. */
enum bar {
	BAR_NONE,
	BAR_GREY,  /* a long answer */
	BAR_BLACK, /* in the person's own words */
};
/* Draws LINES, over as many pages as they take, for the current tag. */
void press_lines(struct press *press, const struct lines *lines, long x,
    long width, long above, enum bar bar);
/* What is shown between these two is for TAG, on this page; FIRST is what the
 * first returned. */
size_t press_begin(struct press *press, size_t tag);
void press_end(struct press *press, size_t tag, size_t first);
/* The lines FIRST to END of LINES at X, Y; with END_SIDE at the side where they
 * end. The place does not change. */
void press_show(struct press *press, const struct lines *lines, size_t first,
    size_t end, long x, long width, long y, bool end_side);
/* All three. */
void press_put(struct press *press, const struct lines *lines, size_t first,
    size_t end, size_t tag, long x, long width, long y, bool end_side);
/* A rule across, which nobody reads. */
void press_rule(struct press *press, long x, long y, long width, long thick,
    enum ink ink);

#endif
