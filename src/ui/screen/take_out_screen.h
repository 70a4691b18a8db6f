/* take_out_screen: what the screen that takes words out and the one that moves
 * them to another plan share. */
#ifndef UI_SCREEN_TAKE_OUT_SCREEN_H
#define UI_SCREEN_TAKE_OUT_SCREEN_H

#include "plan/redact.h"
#include "ui/editor.h"
#include "ui/layout.h"
#include "ui/list.h"
#include "ui/pager.h"
#include "ui/screens.h"

enum take_out_scope { SCOPE_ONE, SCOPE_ALL, SCOPE_ROW, SCOPES };

/* What can have the focus. */
enum { ROW_WHAT, ROW_WHY, ROW_BY, ROW_AGREED, ROW_OUT, ROW_MOVE, ROWS };

struct take_out {
	struct screen screen;
	struct sitting *sitting;
	const struct field *field;   /* NULL: a row alone */
	const struct repeat *repeat; /* NULL: outside of tables */
	struct uid row;
	int number; /* of the answer in its history; 0: none was pointed at */
	enum take_out_scope scope;
	struct list list;
	struct pager pager;
	struct editor *typed[ROWS]; /* why, by and agreed; else NULL */
	char *what;  /* as redact_wanted has it */
	char *words; /* what goes */
	size_t answers;
	bool sure; /* asked once */
};

/* --- take_out_what.c --- */
/* Is there such a choice here? */
bool take_out_offers(const struct take_out *take, enum take_out_scope scope);
/* The next of those there are (by 1), or the one before (-1). */
void take_out_next_scope(struct take_out *take, int by);
/* What is asked for; as long as nothing is typed. */
struct redact_wanted take_out_wanted(const struct take_out *take);
/* Reads what would go, which may have changed. */
void take_out_look(struct take_out *take);

/* --- take_out_draw.c --- */
struct cell take_out_draw(struct screen *screen, const struct layout *layout);

/* --- move.c --- */
/* Which plan the words WANTED belong to, then whether they are to go there. What
 * WANTED points to outlives UNDER, the screen below, which closes with it once
 * they are moved. WORDS is what goes. */
struct screen *screen_move_new(struct sitting *sitting, struct screen *under,
    const struct redact_wanted *wanted, const char *words);

#endif
