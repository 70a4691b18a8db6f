/* sandbox_private: what the files of the sandbox share, and nobody else sees.
 *
 * Compiling makes a graph. Its nodes are small pieces of work (is this section
 * shown? what is this field's value in every row?), each done for all rows at
 * once; its edges say what must be final first. The graph is sorted once, so a
 * run is one walk over `order`. */
#ifndef FORM_SANDBOX_PRIVATE_H
#define FORM_SANDBOX_PRIVATE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/sql.h"
#include "form/field_type.h"
#include "form/sandbox.h"

/* Where a bound name takes its value from. */
enum source {
	SOURCE_FIELD,  /* the same row, or outside every repeat */
	SOURCE_PARENT, /* the row that this row is in */
	SOURCE_TODAY,
	SOURCE_ROW,
	SOURCE_CHOICE,
};

struct binding {
	enum source source;
	struct column *column; /* for the first two */
};

#define NO_ROW SIZE_MAX

/* An expression made ready to run. */
struct formula {
	const struct expr *expr;
	const char *owner; /* the full name of whose it is */
	const struct field *field; /* whose it is, if a field's */
	struct table *rows; /* it runs for each of these; NULL: once */
	struct sql_stmt *stmt; /* NULL: a literal 0 or 1 */
	int64_t literal;
	const struct binding *bindings; /* one a parameter */
	size_t binding_count;
	struct table *const *reads; /* tables that must be filled first */
	size_t read_count;
	bool failed; /* in this run; it is not tried again */
	/* The last row it ran for in this run (NO_ROW: none) and what it gave:
	 * a row in which all its names stand for the same gives the same. */
	size_t last_row;
	struct value last;
};

/* A form or a section. */
struct part {
	const struct form *form;
	const struct section *section; /* NULL: the form itself */
	struct part *in; /* the section's form */
	const char *const *kinds;
	struct formula *relevant_if;
	size_t node;
	bool kinds_match, relevant;
};

/* One field in all its rows. */
struct column {
	const struct field *field;
	struct table *table; /* NULL: outside every repeat */
	struct part *section;
	struct table *link; /* whose rows its value names */
	struct formula *formulas[EXPR_KIND_COUNT];
	size_t asked_node, value_node;
	bool read;	  /* some expression reads it through its table */
	bool kinds_match;
	bool final;	  /* in this run */
	int insert_at;	  /* its parameter of table->insert */
	struct sql_stmt *update;
	struct sheet_cell *cells; /* as many as the table has rows, or one */
	/* what calculate reads: found when it is first asked for, since the
	 * expression never changes */
	const struct sandbox_input *inputs;
	size_t input_count;
};

struct sheet_cell {
	struct cell cell;
	bool valid; /* the answer holds for its type */
};

struct row {
	struct uid id;
	char hex[UID_HEX_LEN + 1];
	size_t parent; /* an index into table->in->rows */
	int pos;       /* from 1, among the rows of its parent */
	bool relevant;
};

/* One repeat: its rows here, and its table in the database. */
struct table {
	const struct repeat *repeat;
	const char *name; /* money__line */
	struct table *in;
	struct part *section;
	struct formula *relevant_if; /* for each row of `in` */
	struct column *columns;
	size_t column_count;
	size_t node;
	bool read;   /* some expression reads the table */
	bool filled; /* in this run */
	bool kinds_match;
	struct sql_stmt *insert, *empty;
	struct row *rows;
	size_t row_count, row_cap;
	size_t *slots; /* rows by id: index + 1, 0 for none; open addressing */
	size_t slot_count;
	/* for each row of `in`, or one */
	struct standing *standings;
	size_t standing_count;
};

/* What a repeat is inside one row of the repeat above (or in the plan). */
struct standing {
	int rows; /* so far */
	bool shown;
};

struct facts {
	const struct fact_table *table;
	size_t column_count;
	size_t node;
	bool read, filled;
	struct sql_stmt *insert, *empty;
};

enum node_kind {
	NODE_PART,
	NODE_ROWS,  /* which rows of a table count */
	NODE_ASKED, /* where a field is asked */
	NODE_VALUE, /* what counts as its value */
	NODE_READONLY,
	NODE_CONSTRAINT,
	NODE_ADVICE,
	NODE_FACTS,
};

struct node {
	enum node_kind kind;
	bool reads_tables; /* better done late: fewer cells to put right */
	struct part *part;
	struct table *table;
	struct column *column;
	struct facts *facts;
	struct formula *formula; /* or NULL */
};

struct sandbox {
	const struct form_set *set;
	struct arena arena;
	struct sql *sql;
	struct sql_guard guard;
	struct part *parts; /* each form, then its sections */
	size_t part_count;
	struct table *tables; /* as form_set.repeats */
	size_t table_count;
	struct column *columns; /* fields_once, then each repeat's */
	size_t column_count;
	struct facts *facts;
	size_t facts_count;
	struct formula *formulas; /* as form_set.exprs */
	struct node *nodes;
	size_t node_count;
	size_t *order;
	/* one run */
	char *plan_kinds;
	char today[DATE_ISO_LEN + 1];
	size_t next; /* in order */
	struct facts *due;
	struct error *err; /* where a failure goes; NULL between calls */
	bool told;	   /* the run's first failure has been told */
	struct buf scratch;
};

/* sandbox.c */
struct column *sandbox_column(const struct sandbox *sandbox,
    const struct field *field);
/* The place of the row ID in TABLE; false if there is none such. */
bool table_find_row(const struct table *table, const struct uid *id,
    size_t *row);

/* What compiling needs and running does not. */
struct compiler {
	struct sandbox *sandbox;
	struct problem_list *problems;
	struct words *words;
	struct edge *edges;
	size_t edge_count, edge_cap;
	struct buf where, text;
	/* of the expression in hand */
	struct formula *formula;
	size_t node; /* whose work it is, or NO_NODE */
	struct table **reads;
	size_t read_count, read_cap;
	struct facts **facts;
	size_t facts_count, facts_cap;
};
#define NO_NODE SIZE_MAX

/* What must be final first, and what comes then. */
struct edge {
	size_t first, then;
};

/* sandbox_compile.c: makes the graph; mistakes go to PROBLEMS. False only if
 * SQLite itself fails. */
bool sandbox_compile(struct sandbox *sandbox,
    const struct fact_table *const *tables, size_t table_count,
    struct problem_list *problems, struct error *err)
    __attribute__((warn_unused_result));
/* NODE (or nothing, if NO_NODE) must wait for FIRST. */
void compiler_edge(struct compiler *compiler, size_t first, size_t node);

/* sandbox_formula.c: makes one expression ready to run. FIELD, if it is a
 * field's, else NULL; ROWS, those it runs for; NODE, what waits for all that it
 * reads. */
struct formula *compiler_formula(struct compiler *compiler,
    const struct expr *expr, const char *owner, const struct field *field,
    struct table *rows, size_t node);
/* The authorizer's question: may TABLE.COLUMN be read? DATA is a compiler. */
bool compiler_note(void *data, const char *table, const char *column);

/* sandbox_tables.c: the tables in the database. */
bool tables_create(struct sandbox *sandbox, struct error *err)
    __attribute__((warn_unused_result));
/* After compiling, when it is known what is read. */
bool tables_prepare(struct sandbox *sandbox, struct error *err)
    __attribute__((warn_unused_result));
void tables_empty(struct sandbox *sandbox);
void table_fill(struct sandbox *sandbox, struct table *table);
/* Writes a column that became final after its table was filled. */
void table_update(struct sandbox *sandbox, struct column *column);

/* sandbox_order.c: sorts the nodes by what they need. */
void sandbox_sort(struct sandbox *sandbox, const struct edge *edges,
    size_t edge_count, struct problem_list *problems);

/* sandbox_words.c: what can be said of an expression by looking at its words.
 * Each returns how many problems it added. */
struct words;
struct words *words_new(void);
void words_free(struct words *words);
void words_read(struct words *words, const char *text);
size_t words_check(const struct words *words, const char *where,
    struct problem_list *problems);
/* Finds a word of the text that is a column of TABLE or FACTS (one of the two)
 * but stands without its table's name. */
size_t words_check_bare(const struct words *words, const struct table *table,
    const struct fact_table *facts, const char *where,
    struct problem_list *problems);

/* Finds the next thing that the text reads from word *AT on, and moves *AT past
 * it: a bound name (without its colon; TABLE stays empty) or a column of TABLE,
 * added to the caller's buffers. */
bool words_next_read(const struct words *words, size_t *at, struct buf *table,
    struct buf *name);

/* sandbox_functions.c */
extern const char *const sandbox_functions[]; /* allowed, NULL-terminated */
void sandbox_add_functions(struct sql *sql);

/* sandbox_run.c */
/* Forgets the run before. */
void formula_begin(struct formula *formula);
/* Is VALUE something that FORMULA may give? An empty text becomes none. */
bool formula_gives(const struct formula *formula, struct value *value,
    struct error *why) __attribute__((warn_unused_result));
/* Runs FORMULA for ROW; OUT is none where it gives nothing or fails. */
void formula_run(struct sandbox *sandbox, struct formula *formula, size_t row,
    const char *choice, struct value *out);

#endif
