/* lint: every mistake in a folder of forms, with file, line and mend. */
#ifndef FORM_LINT_H
#define FORM_LINT_H

#include "base/problem.h"
#include "form/sandbox.h"

/* Reads the forms in DIR (and LOCAL_DIR if not NULL), compiles every expression
 * against TABLES and adds what is wrong to PROBLEMS, sorted by file and line.
 * Returns true when nothing is. */
bool forms_lint(const char *dir, const char *local_dir,
    const struct fact_table *const *tables, size_t table_count,
    struct problem_list *problems);

/* What a plan of KIND (a code of FORM_KINDS_FIELD) is asked. */
struct form_count {
	int asked;	 /* needed before sign-off whatever is answered */
	int conditional; /* needed before sign-off if something else says so */
	int later;	 /* needed before money moves or at review */
	int optional;	 /* shown, may stay blank */
};
/* A repeat counts as many times as its `rows`. Calculated fields and those that
 * are always readonly are not asked. */
void forms_count(const struct form_set *set, const char *kind,
    struct form_count *out);

#endif
