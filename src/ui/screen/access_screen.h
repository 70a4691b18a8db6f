/* access_screen: what the two files of one screen share: what somebody is given
 * who asks for all that is written about them. */
#ifndef UI_SCREEN_ACCESS_SCREEN_H
#define UI_SCREEN_ACCESS_SCREEN_H

#include "export/access_request.h"
#include "ui/list.h"
#include "ui/screens.h"

/* What can have the focus: three rows, then the answers. */
enum {
	ROW_REQUEST,
	ROW_MAKE,
	ROW_OTHERS,
	ROW_ITEMS,
};

/* Why an answer is listed; they stand in this order. */
enum access_part {
	PART_RESTRICTED,
	PART_THIRD_PARTY,
	PART_DECIDED, /* simply about the person, and not simply given */
	PART_OTHERS,
};

struct access_screen {
	struct screen screen;
	struct sitting *sitting;
	struct access_list all;
	size_t *shown; /* of those, in the order of this screen */
	size_t count;
	size_t others; /* how many are simply given */
	bool with_others;
	bool asked; /* there is a request that is not met yet: */
	struct uid request;
	uint64_t generation;
	struct list list;
};

/* --- access.c --- */
enum access_part access_part(const struct access_item *item);
/* The AT-th that is shown. */
const struct access_item *access_item_at(const struct access_screen *screen,
    size_t at);

/* --- access_draw.c --- */
struct cell access_draw(struct screen *base, const struct layout *layout);

#endif
