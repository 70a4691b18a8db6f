/* training_case: one of the made-up cases, as it stands in cases/NAME.ini, and
 * the versions of it that people practise on. What the file may say is told at
 * the top of cases/README. */
#ifndef CLI_TRAINING_CASE_H
#define CLI_TRAINING_CASE_H

#include <stdbool.h>

#include "base/date.h"
#include "base/error.h"
#include "base/ini.h"
#include "plan/plan.h"

enum case_version {
	CASE_COMPLETE,
	CASE_HALF,  /* as after the first visit */
	CASE_BLANK, /* only whose it is */
	CASE_FAULTY, /* complete, with mistakes planted in it */
};
#define CASE_VERSION_COUNT 4
/* "complete", "half", "blank", "faulty". */
const char *case_version_word(enum case_version version);
bool case_version_parse(const char *word, enum case_version *out);

struct training_case {
	struct ini *ini;
	const struct ini_section *head;
	const char *id, *title; /* "c6", "A wheelchair, bought once" */
	const char *file; /* a name for its plan: "c6-kwame-redfern" */
	struct date today;
};

/* The folder of cases; the caller frees it. */
char *case_folder(void);
/* The ids of the cases that FOLDER has, in order; free each and the list. */
bool case_list(const char *folder, char ***ids, size_t *count,
    struct error *err) __attribute__((warn_unused_result));
/* Reads the case ID of FOLDER. An id that there is none of, and every mistake in
 * the file, is an error in words. *OUT is for case_clear either way. */
bool case_load(const char *folder, const char *id, struct training_case *out,
    struct error *err) __attribute__((warn_unused_result));
void case_clear(struct training_case *tcase);

/* The id that the row NAME of the case has, wherever it is opened. */
struct uid case_row(const struct training_case *tcase, const char *name);

/* What VERSION of the case says, for plan_take_in; taken_clear. */
bool case_take(const struct training_case *tcase, const struct form_set *forms,
    enum case_version version, struct taken *out, struct error *err)
    __attribute__((warn_unused_result));
/* What the event card EVENT of the file EVENTS says. {today} in it is TODAY.
 * The case supplies the names of the rows that it may speak of. */
bool case_take_event(const struct training_case *tcase,
    const struct ini *events, const char *event, struct date today,
    const struct form_set *forms, struct taken *out, struct error *err)
    __attribute__((warn_unused_result));

/* The whole text of KEY in SECTION, its further paragraphs (KEY.2, ...) on lines
 * of their own; appended, nothing if there is none. */
void case_text(const struct ini_section *section, const char *key,
    struct buf *out);

#endif
