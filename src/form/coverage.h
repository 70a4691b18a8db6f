/* coverage: where the forms hold what a records standard asks for, element by
 * element (data/prsb-pcsp.tsv). */
#ifndef FORM_COVERAGE_H
#define FORM_COVERAGE_H

#include "base/problem.h"
#include "form/form.h"

enum coverage_how {
	COVERAGE_FIELDS, /* in questions of the forms */
	COVERAGE_KEPT,	 /* with every answer, without a question */
	COVERAGE_GROUP,	 /* in what stands under it */
	COVERAGE_NOT,
};

struct coverage_element {
	char *path;	/* "GP practice > GP practice record entry" */
	char use;	/* M mandatory, R required if known, O optional */
	enum coverage_how how;
	char *words;	/* the fields' names; or how it is kept, or why not */
	bool held;	/* a group is if something mandatory under it is, or
			 * anything at all where nothing there is mandatory */
	int line;
};

/* One part of the standard: the elements whose path begins with its title. */
struct coverage_section {
	char *title;
	size_t count, held;
	size_t mandatory, mandatory_held;
};

struct coverage {
	struct coverage_element *elements; /* in the file's order */
	size_t count, cap;
	struct coverage_section *sections;
	size_t section_count, section_cap;
	struct coverage_section total; /* its title is NULL */
};

/* Reads the map FILE and looks its fields up in FORMS. Mistakes (a field that
 * the forms have not, an element twice, a line that is no element, a mandatory
 * element that is not held) are added to PROBLEMS, where = "file:line"; what is
 * named but missing holds nothing. False only if the file cannot be read. *OUT
 * is valid (coverage_clear) either way. */
bool coverage_load(const char *file, const struct form_set *forms,
    struct coverage *out, struct problem_list *problems, struct error *err)
    __attribute__((warn_unused_result));
void coverage_clear(struct coverage *coverage);

#endif
