/* week_screen: what the files of the week's grid share. */
#ifndef UI_SCREEN_WEEK_SCREEN_H
#define UI_SCREEN_WEEK_SCREEN_H

#include <stdint.h>

#include "plan/week.h"
#include "ui/screens.h"

#define NO_PART SIZE_MAX

/* One line of the grid: what begins at one time, day by day; or a part of the
 * day in which nothing begins; or what has no time. */
struct week_line {
	int starts; /* minutes after midnight; LINE_ANY: no time */
	bool empty; /* nothing begins in this spell */
	enum week_spell spell;
	size_t parts[WEEK_DAYS]; /* in week.parts, or NO_PART */
};
#define LINE_ANY DAY_MINUTES

struct week_screen {
	struct screen screen; /* first: the loop's own */
	struct sitting *sitting;
	const struct section *section;
	struct week_form form;
	struct week week;
	enum week_kind shown;
	struct week_line *lines;
	size_t count, cap;
	size_t undated; /* parts without a day */
	/* the focus: where it is, and what it is on wherever that now stands */
	size_t line;
	int day;
	int at;	       /* the line's time */
	struct uid on; /* the part's row; UID_NONE: nothing there */
	struct uid removing; /* the part that goes if the key comes again */
	int first;	     /* the line at the top */
};

/* --- week_lines.c: which line what stands on --- */
/* Reads the plan anew and finds the focus again. */
void week_renew(struct week_screen *screen);
void week_focus(struct week_screen *screen, size_t line, int day);
/* The part there, or NULL. */
const struct week_part *week_part_at(const struct week_screen *screen,
    size_t line, int day);
/* The part that began before LINE and still goes on there, or NULL. */
const struct week_part *week_running_at(const struct week_screen *screen,
    size_t line, int day);
/* To the next part (by 1) or the one before, day by day; false: there is none. */
bool week_next_part(struct week_screen *screen, int by);

/* --- week_draw.c --- */
struct cell week_draw(struct week_screen *screen, const struct layout *layout);

#endif
