/* ui: the screens' front door. */
#ifndef UI_UI_H
#define UI_UI_H

#include <stdbool.h>

#include "form/form.h"
#include "plan/plan.h"

struct ui_start {
	const struct form_set *forms;
	const struct rates *rates; /* NULL: none */
	const struct plan_user *user;
	const char *caseload; /* the folder of plans */
	const char *index;    /* the caseload's throw-away index, or NULL */
	bool training;	      /* new plans are made up, for practice */
	bool mouse;	      /* use it, where the terminal has one */
	const char *file;     /* the plan to open first; NULL: the caseload */
	const char *sign_key;	/* what plans are signed with; NULL: as ssh does */
	const char *known_keys; /* a file of whose key is whose, or NULL */
	const char *before;   /* a folder for copies from before merges, or NULL */
	const char *copies;   /* the folder for copies; NULL: this one */
	bool visit; /* somebody else can see the screen */
};

/* Runs the screens on descriptors 0 and 1, which are a terminal, until the
 * person leaves or the line drops. Returns the exit status. */
int ui_run(const struct ui_start *start);

#endif
