/* sandbox_case: small forms written as text, and what the sandbox makes of
 * answers to them, in one line each. */
#ifndef TESTS_FORM_SANDBOX_CASE_H
#define TESTS_FORM_SANDBOX_CASE_H

#include "form/sandbox.h"

/* A form's text. FORM is four lines, SECTION two, REPEAT three, FIELD three,
 * KEY one. */
#define KEY(key, value) key " = \"" value "\"\n"
#define FORM(id) "[form]\n" KEY("id", id) KEY("title", id) KEY("version", "1")
#define SECTION(id) "[section." id "]\n" KEY("title", id)
#define REPEAT(id)                                                             \
	"[repeat." id "]\n" KEY("title", id) KEY("singular", id)
#define FIELD(id, type)                                                        \
	"[field." id "]\n" KEY("type", type) KEY("label", id)

/* Forms t.ini and u.ini (may be NULL), compiled with TABLES. */
struct sandbox_case {
	struct form_set *set;
	struct sandbox *sandbox;
	const char *kinds;
	/* called for each fact table that is due */
	void (*fill)(struct sandbox_case *test, const struct fact_table *table);
	struct error err; /* of the last run */
};

void case_open(struct sandbox_case *test, const char *t, const char *u,
    const struct fact_table *const *tables, size_t table_count);
void case_close(struct sandbox_case *test);

/* Row number N of a case has this id. */
struct uid case_row_id(unsigned n);

/* Fills the sheet and runs it. ROWS: "t.line:1 t.share:2:1" adds row 1, and row
 * 2 inside it. ANSWERS: "t.name=words; t.cost@2=4.50": as people type them, in
 * row 2; #2 stands for a link to row 2. */
void case_run(struct sandbox_case *test, const char *rows,
    const char *answers);
/* Everything that the run says, a line each; the caller frees it. */
char *case_dump(struct sandbox_case *test);
/* Checks what a run says. WANT: "t.name=words; t.cost@2=450; t.x=-" where - is
 * none, and after a field's name one of ,asked ,readonly ,holds ,calculated
 * ,defaulted ,dangling for 1 or 0, or ,offers.CODE. "section t.s=1",
 * "row t.line@2=0" and "table t.share@1=1" likewise. */
void case_expect(struct sandbox_case *test, const char *want);

#endif
