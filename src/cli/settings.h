/* settings: what oneplan.conf says, and what the machine says where it does not:
 * the caseload, the forms and who is working. */
#ifndef CLI_SETTINGS_H
#define CLI_SETTINGS_H

#include <stdbool.h>

#include "base/error.h"
#include "form/form.h"
#include "plan/plan.h"
#include "rules/rates.h"

#define SETTINGS_FILE "oneplan.conf"

struct settings {
	char *caseload;	   /* the folder of plans */
	char *training;	   /* the folder of training's sandboxes */
	char *made;	   /* a throw-away folder of its plans as they were made */
	char *before;	   /* copies of plans from before merges */
	char *index;	   /* the caseload's throw-away index */
	char *forms;	   /* the folder of forms */
	char *noted;	   /* a throw-away note of forms found in order */
	char *local_forms; /* a folder whose forms go before those, or NULL */
	char *sign_key;	   /* what plans are signed with, or NULL: as ssh does */
	char *known_keys;  /* a file of whose key is whose, or NULL */
	char *data;	   /* the folder of figures and tables */
	char *local_data;  /* a folder whose figures change those, or NULL */
	bool mouse;	   /* on the screens */
	char *name, *login, *device;
	struct plan_user user; /* borrows the three above */
};

/* Reads the system's oneplan.conf, then the person's own, which wins; then the
 * environment; then CASELOAD, from
 * the command line, if not NULL. *OUT
 * is valid (settings_clear) either way. */
bool settings_load(struct settings *out, const char *caseload,
    struct error *err) __attribute__((warn_unused_result));
void settings_clear(struct settings *settings);

/* The forms to work with; the caller frees them with form_set_free. */
bool settings_load_forms(const struct settings *settings,
    struct form_set **out, struct error *err)
    __attribute__((warn_unused_result));

/* The figures to reckon with; the caller frees them with rates_free. */
bool settings_load_rates(const struct settings *settings, struct rates **out,
    struct error *err) __attribute__((warn_unused_result));

/* The path of the plan that FILE names: FILE itself, or where it has no slash and
 * is not in the current folder, the one in the caseload if there is one. The
 * caller frees it. */
char *settings_find_plan(const struct settings *settings, const char *file);

#endif
