/* report_private: what the files of report/ share and nobody else sees. */
#ifndef REPORT_REPORT_PRIVATE_H
#define REPORT_REPORT_PRIVATE_H

#include "plan/voice.h"
#include "report/picture.h"
#include "report/report.h"

#define LEVEL_PAGE    1
#define LEVEL_FORM    2
#define LEVEL_SECTION 3
#define LEVEL_ROW     4
#define LEVEL_COUNT   5

/* --- reader.c: who reads a copy, and what is meant for them --- */
#define READER_PARTS 6 /* that the person may choose to show to somebody */

struct reader {
	enum audience audience;
	unsigned wanted; /* a question for any of these is meant for them */
	bool sealed_only; /* and only if it is part of what is signed */
	bool by_part;	 /* as far as the person chose to show its part */
	bool part[READER_PARTS];
};
/* VIEWER: the row that names who it is, or NULL. */
void reader_init(struct reader *reader, const struct plan *plan,
    enum audience audience, const struct uid *viewer);
/* What that row says who they are; "" if nothing. */
const char *viewer_name(const struct plan *plan, const struct uid *viewer);
/* Is FIELD or REPEAT, with all it stands in and all it shows of other rows,
 * meant for the reader? */
bool field_meant(const struct reader *reader, const struct field *field);
bool repeat_meant(const struct reader *reader, const struct repeat *repeat);
/* Is it kept back because somebody else said it? */
bool third_party_kept(const struct reader *reader, const struct field *field);

/* Whose words some answers on the page are. */
struct voice_note {
	const char *letter; /* "F", and "F2" for another of the same kind */
	struct voice voice;
};

/* An answer that was read for the page and that somebody says something against;
 * said: that stands on the page. */
struct disputed {
	const struct field *field;
	struct uid row;
	bool said;
};

/* A report being made. A heading waits until something stands under it. */
struct builder {
	struct report *report;
	struct plan *plan;
	struct reader reader;
	const char *waiting[LEVEL_COUNT]; /* by level; NULL: none */
	const char *open[LEVEL_COUNT]; /* what stands above; NULL: none */
	int64_t latest; /* when the newest answer on the page was given */
	const char *made_again; /* why it is not the page that was signed */
	bool kinds; /* the page's top says what the plan is for */
	struct voice_note *voices; /* those used so far */
	size_t voice_count, voice_cap;
	bool disputes; /* there are statements in the plan (plan/statement.h) */
	struct disputed *disputed; /* those about the answers of this page */
	size_t disputed_count, disputed_cap;
};

/* --- title.c: where a report begins and ends --- */
void builder_init(struct builder *builder, struct plan *plan,
    enum audience audience, const struct uid *viewer);
/* Makes it a page of what is signed; before anything is added. */
void builder_seal(struct builder *builder, const struct seal_mark *mark);
/* The same without a seal, and with NOTE at its head. */
void builder_made_again(struct builder *builder, const char *note);
/* Puts the title "WHAT: whose plan it is" in front; the report is the
 * caller's. */
struct report *builder_finish(struct builder *builder, const char *what);

/* --- builder.c --- */
void builder_heading(struct builder *builder, int level, const char *text);
void builder_text(struct builder *builder, enum block_kind kind,
    const char *text);
/* A paragraph, which for who reads easy read is the COUNT sentences LINES. */
void builder_text_easy(struct builder *builder, const char *text,
    const char *const *lines, size_t count);
void builder_answer(struct builder *builder, const char *question,
    const char *answer, bool own_words);
/* The answer to FIELD in ROW, which is TEXT: under its label, and with all that
 * is kept of how it was given. */
void builder_field(struct builder *builder, const struct field *field,
    const struct uid *row, const char *text);
/* ASK is copied; its texts and array come from the report's arena or last as
 * long as the forms. */
void builder_ask(struct builder *builder, const char *question,
    const struct ask *ask);
/* The same with EASY for who reads that (NULL: as it is). */
void builder_ask_easy(struct builder *builder, const char *question,
    const struct ask *ask, const struct easy *easy);
/* TABLE's texts and arrays come from the report's arena. Its `said` is found
 * out here. */
void builder_table(struct builder *builder, const struct table *table);
/* PICTURE is copied; its texts and arrays come from the report's arena. One
 * without rows is left out. */
void builder_picture(struct builder *builder, const struct picture *picture);
/* Something to show has been added since AT (a report's count). */
bool builder_added(const struct builder *builder, size_t at);
/* A clean copy of TEXT in the report's arena. */
const char *builder_copy(struct builder *builder, const char *text);

/* --- answer.c: what one answer says on the page --- */
/* The text of FIELD in ROW, in the arena; NULL: leave it out. "Not answered yet"
 * where it is needed. */
const char *answer_text(struct builder *builder, const struct field *field,
    const struct uid *row);

/* The same for the plan as a whole, where what a figure or table says already is
 * not said again to the person and those at home. */
const char *answer_printed(struct builder *builder, const struct field *field,
    const struct uid *row);

/* Appends what a row is called, from columns that the reader may see. */
void report_row_title(const struct builder *builder,
    const struct repeat *repeat, const struct uid *row, struct buf *out);

/* --- voices.c --- */
/* Puts the letter on BLOCK that says whose words the answer to FIELD in ROW is;
 * nothing where it is the person's own or nobody said. */
void voice_mark(struct builder *builder, const struct field *field,
    const struct uid *row, struct block *block);
/* TEXT of a table's cell with that letter behind it, in the arena. */
const char *voice_cell(struct builder *builder, const struct field *field,
    const struct uid *row, const char *text);
/* Adds the key to the letters that were used, and forgets them. */
void report_voices(struct builder *builder);

/* --- glossary.c --- */
/* Adds what those words mean that are on the copy. */
void report_glossary(struct builder *builder);

/* --- easy.c --- */
/* FIELD in easy read, with its answer in ROW (NULL: to be answered by hand);
 * NULL where the forms do not have it so. */
const struct easy *easy_of(struct builder *builder, const struct field *field,
    const struct uid *row);
/* Its sentences, one behind the other. */
const char *easy_said(struct builder *builder, const struct field *field);

/* --- sheet.c: the rows of a repeat, with every answer as text --- */
struct sheet {
	const struct repeat *repeat;
	const struct uid *rows;
	size_t row_count;
	const struct field **fields; /* those with text in some row */
	size_t field_count;
	const char **texts; /* row by row; NULL: left out */
	bool inner;	    /* something stands in one of the rows */
};
/* Fills SHEET from its repeat and rows, for the audience. */
void sheet_fill(struct builder *builder, struct sheet *sheet);
/* SHEET with COUNT of its fields, in their order; those it has not are left
 * out. */
struct sheet sheet_pick(struct builder *builder, const struct sheet *sheet,
    const struct field *const *fields, size_t count);
bool sheet_has(const struct sheet *sheet, const struct field *field);
const char *sheet_text(const struct sheet *sheet, size_t row, size_t field);
/* Would it look well as a table? */
bool sheet_fits(const struct sheet *sheet);
void sheet_table(struct builder *builder, const struct sheet *sheet,
    const char *caption);

/* --- beside.c: what somebody says against an answer --- */
/* The answer to FIELD in ROW is read for the page. */
void beside_seen(struct builder *builder, const struct field *field,
    const struct uid *row);
/* Adds what is said against it, or against the answers of a table, just above. */
void beside_field(struct builder *builder, const struct field *field,
    const struct uid *row);
void beside_table(struct builder *builder, const struct sheet *sheet);
/* Adds what is said against the others that were read, and forgets them. */
void beside_rest(struct builder *builder);

/* --- rows.c --- */
/* Adds the rows of REPEAT in PARENT. WITHIN names the row they stand in
 * ("Outcome 1") or is NULL. */
void report_rows(struct builder *builder, const struct repeat *repeat,
    const struct uid *parent, const char *within);

/* --- totals.c: what the plan costs --- */
/* The section or, where these forms have none for it, the form after which the
 * totals stand; both NULL: not on this page. */
void totals_place(const struct builder *builder, const struct section **section,
    const struct form **form);
/* Is FIELD one of the figures that the totals say? */
bool totals_say(const struct field *field);
void report_totals(struct builder *builder);
/* May the reader see everything that the totals are made of? */
bool totals_meant(const struct builder *builder);
/* What a column of FIELD adds up to, in the arena; NULL: it is not added up. */
const char *total_text(struct builder *builder, const struct field *field);
/* "£4,491.00" in the arena. */
const char *builder_pounds(struct builder *builder, int64_t pence);

/* --- walk.c --- */
/* Every question in every row, answered or not, shown or not, in the forms'
 * order. WHERE says where it stands: "Money, cost 2". */
typedef void report_look(void *data, const struct field *field,
    const struct uid *row, const char *where);
void report_walk(const struct plan *plan, report_look *look, void *data);

/* --- workings.c --- */
/* Adds how the figures that rest on rules were worked out, where the reader may
 * see all that went into them. */
void report_workings(struct builder *builder);

/* --- report.c --- */
#define WHOLE_PLAN "Support plan"
/* Adds the whole plan. */
void report_whole(struct builder *builder);
void page_about(struct builder *builder);

/* --- view.c --- */
struct view {
	struct plan *plan;
	struct reader reader;
};

/* --- page_payments.c --- */
void page_streams(struct builder *builder);
void page_spending(struct builder *builder);
void page_payments(struct builder *builder);
/* --- page_account.c --- */
/* Adds what each kind of money puts into one account, where more than one does:
 * of COUNT PAYMENTS those that are paid to the person. */
struct plan_payment;
void report_account(struct builder *builder,
    const struct plan_payment *payments, size_t count);
/* May the reader see when how much is paid? */
bool payments_meant(const struct reader *reader, const struct form_set *forms);

/* --- page_pictures.c, picture_year.c --- */
void page_pictures(struct builder *builder);
/* Adds the plan's days: when each cost runs, payments and reviews. */
void picture_year(struct builder *builder);

/* --- page.c: what the pages share --- */
/* The field or repeat NAME if these forms have it, it is shown (outside every
 * row) and the reader may see it, else NULL. */
const struct field *page_field(const struct builder *builder, const char *name);
const struct repeat *page_repeat(const struct builder *builder,
    const char *name);
/* The answer there as the page shows it; "" for none, and for FIELD NULL. */
const char *page_text(struct builder *builder, const struct field *field,
    const struct uid *row);
/* What counts there, or NULL; a number; a code or other text as it is kept. */
const struct value *page_value(const struct builder *builder,
    const struct field *field, const struct uid *row);
bool page_number(const struct builder *builder, const struct field *field,
    const struct uid *row, int64_t *out);
const char *page_code(const struct builder *builder, const struct field *field,
    const struct uid *row);
/* Counts every answer in the rows of REPEAT, and in rows inside them, among
 * those that say how new the page is. */
void page_note_rows(struct builder *builder, const struct repeat *repeat,
    const struct uid *parent);
/* Adds the answer to NAME with its own label, if there is one. */
void page_answer(struct builder *builder, const char *name);

/* A table that grows row by row. */
struct draft {
	struct table table; /* its header and right are one a column */
	const char **cells;
	size_t cap;
};
/* CELLS: one a column, NULL for nothing; the texts are copied. */
void draft_row(struct builder *builder, struct draft *draft,
    const char *const *cells);
/* Adds the table without columns in which nothing stands, unless it is empty;
 * says whether. DRAFT is done with. */
bool draft_finish(struct builder *builder, struct draft *draft);

/* --- page_week.c, page_money.c, page_ring.c, page_visit.c, page_letter.c --- */
void page_week(struct builder *builder);
/* Adds the week day by day and who comes if somebody cannot, if REPEAT is the
 * week's. SAID is then every answer that these tables say. */
bool week_tables(struct builder *builder, const struct repeat *repeat,
    struct sheet *said, const struct sheet *all);
/* Adds who comes if somebody cannot; says whether there was any. */
bool page_backups(struct builder *builder);
void page_money(struct builder *builder);
void page_ring(struct builder *builder);
void page_emergency(struct builder *builder);
void page_visit(struct builder *builder);
void page_open(struct builder *builder);
void page_letter(struct builder *builder);

/* --- page_sign.c --- */
void page_sign(struct builder *builder);

/* --- page_review.c, page_changes.c --- */
void page_review(struct builder *builder);
void page_changes(struct builder *builder);

#endif
