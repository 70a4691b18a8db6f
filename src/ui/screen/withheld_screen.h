/* withheld_screen: what the files of the last screen before a copy share. */
#ifndef UI_SCREEN_WITHHELD_SCREEN_H
#define UI_SCREEN_WITHHELD_SCREEN_H

#include "ui/editor.h"
#include "ui/list.h"
#include "ui/screen/export_screen.h"

/* What can have the focus: these rows, all but the first typed, then what is left
 * out. */
enum {
	ROW_MAKE,
	ROW_FILE,
	ROW_TO,	 /* who is handed the copy */
	ROW_HOW, /* and how */
	ROW_LOCK, /* what a pack is locked with; other copies have no such row */
	ROWS,
};

struct withheld_screen {
	struct screen screen;
	struct sitting *sitting;
	struct screen *under;
	struct wanted wanted;
	struct withheld_list left_out;
	struct handed_list held; /* who has a copy; none on a visit */
	struct list list;
	struct editor *typed[ROWS]; /* by row; ROW_MAKE: NULL */
	size_t rows; /* of ROWS, before what is left out */
	bool typing;  /* the one of them that has the focus */
	bool offered; /* what stands in it was put there, and is not taken yet */
	bool large;   /* the copy is in large print */
	char *folder;
};

#define WITHHELD_INDENT 2

/* --- withheld_typing.c --- */
/* What was typed in ROW; "" for blanks. */
const char *withheld_said(const struct withheld_screen *screen, int row);
/* Draws the row AT of those that are typed, at ROW of BODY. */
struct cell withheld_draw_line(const struct withheld_screen *screen, size_t at,
    struct rect body, int row);
/* In the row that has the focus. Where it is blank, what is likely is put there and
 * selected, so that whoever types writes over it. */
void withheld_begin_typing(struct withheld_screen *screen);
bool withheld_type(struct withheld_screen *screen, enum command_id command);

/* --- withheld_make.c --- */
/* Makes the copy, and writes down who was handed it. */
void withheld_make(struct withheld_screen *screen);

#endif
