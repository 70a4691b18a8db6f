/* lint_rules: what a form may say, and should not. Private to lint. */
#ifndef FORM_LINT_RULES_H
#define FORM_LINT_RULES_H

#include "base/problem.h"
#include "form/form.h"

void lint_rules(const struct form_set *set, struct problem_list *problems);

/* Is EXPR the literal WORD ("0", "1")? */
bool lint_is_literal(const struct expr *expr, const char *word);

#endif
