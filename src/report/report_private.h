/* report_private: what the files of report/ share and nobody else sees. */
#ifndef REPORT_REPORT_PRIVATE_H
#define REPORT_REPORT_PRIVATE_H

#include "report/report.h"

#define LEVEL_PAGE    1
#define LEVEL_FORM    2
#define LEVEL_SECTION 3
#define LEVEL_ROW     4
#define LEVEL_COUNT   5

/* A report being made. A heading waits until something stands under it. */
struct builder {
	struct report *report;
	const struct plan *plan;
	const char *waiting[LEVEL_COUNT]; /* by level; NULL: none */
	int64_t latest; /* when the newest answer on the page was given */
};

/* --- builder.c --- */
void builder_heading(struct builder *builder, int level, const char *text);
void builder_text(struct builder *builder, enum block_kind kind,
    const char *text);
void builder_answer(struct builder *builder, const char *question,
    const char *answer, bool own_words);
/* TABLE's texts and arrays come from the report's arena. */
void builder_table(struct builder *builder, const struct table *table);
/* Something to show has been added since AT (a report's count). */
bool builder_added(const struct builder *builder, size_t at);
/* A clean copy of TEXT in the report's arena. */
const char *builder_copy(struct builder *builder, const char *text);

/* --- answer.c: what one answer says on the page --- */
/* Is FIELD or REPEAT, with all it stands in and all it shows of other rows,
 * meant for the audience? */
bool field_meant(const struct field *field, enum audience audience);
bool repeat_meant(const struct repeat *repeat, enum audience audience);
/* The text of FIELD in ROW, in the arena; NULL: leave it out. */
const char *answer_text(struct builder *builder, const struct field *field,
    const struct uid *row);

/* --- rows.c: the rows of a table --- */
/* Adds the rows of REPEAT in PARENT. WITHIN names the row they stand in
 * ("Outcome 1") or is NULL. */
void report_rows(struct builder *builder, const struct repeat *repeat,
    const struct uid *parent, const char *within);

/* --- totals.c: what the plan costs --- */
/* The form after which the totals stand; NULL: not on this page. */
const struct form *totals_form(const struct builder *builder);
void report_totals(struct builder *builder);

#endif
