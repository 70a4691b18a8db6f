/* review: what the two files of the page Looking back share. */
#ifndef REPORT_REVIEW_H
#define REPORT_REVIEW_H

#include "report/report_private.h"

/* The rows of the table NAME in PARENT, where it is asked and the reader may see
 * it. */
size_t review_rows(const struct builder *builder, const char *name,
    const struct uid *parent, const struct uid **rows);
/* Adds what was answered of the questions NAMES, up to a NULL, in ROW. */
void review_answers(struct builder *builder, const char *const *names,
    const struct uid *row);

/* The costs as one review saw them. */
struct review_costs {
	const struct field *what, *outcomes; /* of a cost in the plan */
	/* of one looked at; planned: as the review found it */
	const struct field *line, *planned, *spent, *why;
	const struct uid *seen;
	size_t count;
};
void review_costs_find(struct builder *builder, const struct uid *full,
    struct review_costs *out);
/* Adds money against the plan, as the review FULL found it. */
void review_costs_add(struct builder *builder, const struct uid *full);
/* What the costs that help with OUTCOME come to: planned over the plan, and spent
 * so far as far as the review says. */
void review_costs_of(struct builder *builder,
    const struct review_costs *costs, const char *outcome);

#endif
