/* caseload_screen: what the parts of the caseload's screen share. */
#ifndef UI_SCREEN_CASELOAD_SCREEN_H
#define UI_SCREEN_CASELOAD_SCREEN_H

#include "caseload/caseload.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/screens.h"

/* A plan that was moved into the archive or out of it. */
struct moved {
	char *from, *to; /* folders; NULL: none was */
	char *file;	 /* its name in TO */
};

struct caseload_screen {
	struct screen screen;
	struct sitting *sitting;
	struct caseload *caseload; /* NULL: the folder cannot be read */
	struct error err;
	bool archived;		   /* it is the archive */
	struct list list;
	uint32_t focus;	     /* the plan, wherever it moves */
	uint64_t generation; /* of the list in which that is list.focus */
	bool chosen;	     /* somebody went to it: it is kept */
	struct editor *filter; /* NULL: not finding */
	enum caseload_order order;
	uint32_t to_archive; /* asked once; the second time it is done */
	uint32_t to_carry;
	struct moved moved;
	char *went_to; /* the file of the plan that is open above, or NULL */
};

/* The plan that has the focus, or NULL. */
const struct caseload_row *caseload_focused(
    const struct caseload_screen *screen);
/* The focus stays on its plan, wherever that is now; and goes to the row AT. */
void caseload_find_focus(struct caseload_screen *screen);
void caseload_choose(struct caseload_screen *screen, size_t at);

/* caseload_archive.c: asks, then archives the focused plan; brings it back;
 * takes the last of either back. */
void caseload_put_away(struct caseload_screen *screen);
void caseload_bring_back(struct caseload_screen *screen);
void caseload_undo(struct caseload_screen *screen);
void moved_clear(struct moved *moved);
/* What to call a plan in a message: " of Kwame Redfern", or "". The caller frees
 * it. */
char *caseload_title(const struct caseload_row *row);

/* caseload_carry.c: asks, then makes a second file of the focused plan. */
void caseload_carry(struct caseload_screen *screen);
/* Asks for another file of the focused plan, and brings it in. */
void caseload_merge(struct caseload_screen *screen);

#endif
