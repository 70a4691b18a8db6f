/* export_offers: the screen that asks for a copy, and what it offers at each step. */
#ifndef UI_SCREEN_EXPORT_OFFERS_H
#define UI_SCREEN_EXPORT_OFFERS_H

#include "ui/list.h"
#include "ui/screen/export_screen.h"

enum step {
	STEP_WHO,
	STEP_WHAT,
	STEP_HOW,
};
#define STEP_COUNT 3

struct offer {
	char *text;
	struct wanted wanted; /* if it is taken */
	bool held;	      /* no offer: a copy that somebody has, in */
	struct uid row;	      /* this row of the register */
	const char *heading;  /* stands above it; NULL: nothing does */
	int top, rows; /* where it was last laid out */
};

struct export {
	struct screen screen;
	struct sitting *sitting;
	struct screen *under; /* what closes when the copy is made */
	bool pack; /* of the sealed plan: only who it is for is asked */
	enum step first, step;
	struct wanted wanted; /* so far */
	struct list lists[STEP_COUNT];
	struct offer *offers; /* of this step */
	size_t count, cap;
	uint64_t generation; /* of the plan, as the offers were made */
};

/* Offers what can be chosen at STEP, which becomes the one that is asked. */
void export_offer(struct export *export, enum step step);
/* Frees all that is offered. */
void export_clear_offers(struct export *export);

#endif
