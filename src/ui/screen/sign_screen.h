/* sign_screen: what the files of the sign-off screen share. */
#ifndef UI_SCREEN_SIGN_SCREEN_H
#define UI_SCREEN_SIGN_SCREEN_H

#include "plan/signature.h"
#include "plan/stage.h"
#include "ui/list.h"
#include "ui/screens.h"

/* What Enter does on a line. */
enum sign_act {
	ACT_NONE,
	ACT_READ,	 /* the document of `version`, UID_NONE: as it stands */
	ACT_SEAL,
	ACT_PAPER,	 /* the document as a file, to print and sign */
	ACT_PACK,	 /* all documents in one file, for somebody */
	ACT_ANSWER,	 /* the question `field` in `row` */
	ACT_TABLE,	 /* the section of `repeat` or `section` */
	ACT_ROW,	 /* the row `row` of `repeat` */
	ACT_LEFT,	 /* what is left */
	ACT_NOTES,	 /* notes to be sorted */
	ACT_REFUSE,	 /* somebody says no: a new row, by `code` */
	ACT_DECIDE,	 /* the decision about the money `row` */
	ACT_ADD,	 /* a new signature, of the role `code` if that is said */
	ACT_SIGN_AGAIN,	 /* a new one by who signed in `row` */
	ACT_COPY,	 /* what changed since the copy in `row`, or that row */
	ACT_KEY,	 /* with a key: in `row`, UID_NONE: a new one */
};

struct sign_line {
	enum sign_act act;
	const char *heading; /* stands above it; NULL: it goes with the last */
	char *text;
	bool problem; /* a mark stands before it */
	const struct field *field;
	const struct repeat *repeat;
	const struct section *section;
	struct uid row, version;
	const char *code;
	int top, rows; /* where it was last laid out, its heading not counted */
};

struct sign_screen {
	struct screen screen;
	struct sitting *sitting;
	struct sign_line *lines;
	size_t count, cap;
	struct list list;
	uint64_t generation;
	bool asked; /* whether to seal although answers are missing */
};

/* --- sign_lines.c --- */
/* Makes the lines anew. */
void sign_lines_make(struct sign_screen *screen);
void sign_lines_clear(struct sign_screen *screen);
/* Adds one; TEXT is taken over and empty afterwards. Borrowed until the next. */
struct sign_line *sign_add(struct sign_screen *screen, enum sign_act act,
    const char *heading, struct buf *text);
struct sign_line *sign_add_words(struct sign_screen *screen, enum sign_act act,
    const char *heading, const char *words);

/* --- sign_people.c --- */
void sign_add_people(struct sign_screen *screen);
void sign_add_signatures(struct sign_screen *screen,
    const struct plan_stage *stage);
/* The decision about the money of the row STREAM; false: there is none yet. */
bool sign_find_decision(const struct sign_screen *screen,
    const struct uid *stream, struct uid *out);

/* --- sign_copies.c --- */
void sign_add_copies(struct sign_screen *screen);

/* --- sealing.c --- */
struct sealing;
/* Goes on with SEALING while it shows how far it is. It and ABOUT, why it is sealed,
 * are taken over. */
void sign_seal(struct sign_screen *sign, struct sealing *sealing, char *about);

/* --- sign_act.c --- */
/* All pages of SEALING, taken over, are made: seals the plan, and says so. */
void sign_sealed(struct sign_screen *screen, struct sealing *sealing,
    const char *about);
/* Does what LINE is for. */
void sign_act(struct sign_screen *screen, const struct sign_line *line);

#endif
