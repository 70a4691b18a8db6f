/* plan_private: what the files of plan/ share and nobody else sees. */
#ifndef PLAN_PLAN_PRIVATE_H
#define PLAN_PLAN_PRIVATE_H

#include "form/sandbox.h"
#include "plan/plan.h"
#include "plan/sealed_state.h"
#include "plan/stage.h"

/* One answer as the store has it. */
struct answer {
	struct value value;
	struct uid revision; /* UID_NONE: never answered */
	char *voice; /* as store.h has it */
	int64_t at;
	bool valid; /* it can be read as its type */
	bool conflict, taken_out, withheld;
};

/* The three answers every row has besides its fields. */
enum { ROW_POSITION, ROW_PARENT, ROW_REMOVED, ROW_OWN };

struct plan_row {
	struct uid id;
	struct answer own[ROW_OWN];
	struct uid parent; /* own[ROW_PARENT] read as an id */
	struct answer *answers; /* one a field of the repeat */
	bool there;  /* it was added, it and those it stands in not removed */
	size_t sheet; /* its index in the sandbox, while `there` */
};

struct plan_table {
	const struct repeat *repeat;
	struct plan_row **by_id; /* all rows ever, sorted by id */
	size_t count, cap;
	size_t last; /* where a row was found last: looked at first */
	struct plan_row **shown; /* those there, in order, parent by parent */
	struct uid *shown_ids;	 /* the same, as ids */
	size_t shown_count;
};

/* One change as undo sees it. */
struct undo_entry {
	char *name; /* the field's full name, or a row's own answer */
	struct uid row;
	struct value before, after;
	char *voice_before, *voice_after;
};
struct undo_step {
	struct undo_entry *entries;
	size_t count;
	char *what; /* for the message line */
};
struct undo_stack {
	struct undo_step *steps;
	size_t count, cap;
};

struct plan {
	struct store *store;
	const struct form_set *forms;
	const struct rates *rates; /* NULL: none */
	struct sandbox *sandbox; /* NULL until plan_reckon */
	char *who, *login, *device, *process;
	char *note;
	bool writable;
	struct uid as_of; /* the version whose answers these are; UID_NONE: now */
	int64_t as_of_at; /* the moment whose answers these are; 0: now */
	uint64_t generation;
	int64_t version;	 /* store_version when last read */
	struct answer *once;	 /* fields outside every repeat, by column */
	struct plan_table *tables; /* by repeat->index */
	size_t unknown; /* answers to questions these forms do not have */
	struct date exercise; /* the day it is set on; year 0: none */
	struct date set_day;  /* taken for today; year 0: none */
	char *kinds;
	struct facts *facts;  /* of the last run; NULL until plan_reckon */
	struct date reckoned; /* the day that run took for today */
	struct plan_money money;
	struct identity identity;
	struct plan_stage stage;
	struct sealed_state sealed; /* what the last version sealed */
	struct uid sealed_of;	    /* that version; UID_NONE: not read */
	struct undo_stack undone, done;
	bool words_went; /* taken out since the plan was opened */
	struct found found;
};

/* --- state.c: answers in memory, and one recompute of everything --- */
/* Reads every answer anew, then recomputes. On false nothing has changed. */
bool plan_reload(struct plan *plan, struct error *err)
    __attribute__((warn_unused_result));
void plan_forget(struct plan *plan); /* frees the answers and tables */
struct plan_table *plan_table(const struct plan *plan, const struct repeat *repeat);
struct plan_row *plan_find_row(const struct plan *plan,
    const struct repeat *repeat, const struct uid *id);
/* The answer of FIELD in ROW; NULL if there is no such row. */
const struct answer *plan_answer(const struct plan *plan,
    const struct field *field, const struct uid *row);
/* FIELD's cell and answer in ROW; either may be NULL: a row that is not there
 * has no cell, and before plan_reckon nothing has. */
void plan_look(const struct plan *plan, const struct field *field,
    const struct uid *row, const struct answer **answer,
    const struct cell **cell);
/* What may be said of FIELD before plan_reckon: shown if its kinds say so and
 * no condition does, or if it was answered. */
bool plan_guess_relevant(const struct plan *plan, const struct field *field,
    const struct answer *answer);
/* Why an answer in STATE does not hold; false if it does. */
bool plan_state_problem(const struct field *field,
    const struct field_state *state, struct error *why);
/* Everything that follows from the answers, anew. */
void plan_recompute(struct plan *plan);
/* What the rules made of the answers as they stand today, which can still tell
 * how the figures came about; the plan's, until it is recomputed. NULL before
 * plan_reckon. */
struct facts;
const struct facts *plan_facts(struct plan *plan);
/* Do all rows that a link's VALUE names stand in the plan? */
bool plan_link_leads(const struct plan *plan, const struct field *field,
    const struct value *value);

/* --- plan.c --- */
/* Has a view made, with the next write, for each repeat that has or had rows,
 * and for those of ALSO (by their index; may be NULL): so that plain sqlite3 can
 * read the tables. SQLite reads every view at every opening, so there are none
 * without need. */
bool plan_put_views(struct plan *plan, const bool *also, struct error *err)
    __attribute__((warn_unused_result));

/* --- row.c --- */
/* Appends a position key after A and before B (either may be NULL). */
void position_between(const char *a, const char *b, struct buf *out);

/* --- change.c --- */
struct plan_write {
	struct store_change *changes;
	size_t count, cap;
	struct undo_step step;
	size_t undo_cap;
};
/* Gathers one change (value and bases copied) with what it takes back. */
void plan_write_add(struct plan_write *write, const char *name,
    const struct uid *row, const struct value *before,
    const struct value *after, const struct uid *bases, size_t base_count,
    bool has_bases);
/* Says of the change gathered last whose words were there, and whose are now
 * (copied; NULL: not said). Without it nobody is said. */
void plan_write_voice(struct plan_write *write, const char *before,
    const char *after);
/* Is there a change to NAME in ROW among those gathered? */
bool plan_write_has(const struct plan_write *write, const char *name,
    const struct uid *row);
void plan_write_clear(struct plan_write *write);
/* Writes what was gathered, all or none, then reads and recomputes. The undo
 * step goes on STACK (NULL: none); its `what` is taken over. */
bool plan_write_commit(struct plan *plan, struct plan_write *write,
    const struct place *place, struct undo_stack *stack, char *what,
    struct error *err) __attribute__((warn_unused_result));
void undo_stack_clear(struct undo_stack *stack);
/* Gathers what CHANGE changes, if anything. */
void plan_write_answer(struct plan *plan, struct plan_write *write,
    const struct change *change);
/* Gathers what brings the row ID back, and those it stands in, if they were
 * removed. */
void plan_write_bring_back(struct plan *plan, struct plan_write *write,
    const struct repeat *repeat, const struct uid *id);
/* May CHANGE not be kept, because the plan is for training? Then ERR says why. */
bool plan_training_refuses(const struct plan *plan,
    const struct change *change, struct error *err);

/* --- stage.c --- */
void plan_stage_make(struct plan *plan);

/* --- signature.c --- */
/* Where one of CHANGES says that somebody has signed, gathers the seal that it is
 * for: that of the last version. */
void signature_fill(struct plan *plan, struct plan_write *write,
    const struct change *changes, size_t count);

/* --- handed.c --- */
/* Gathers the numbers of copies that are written down by hand. */
void handed_fill(struct plan *plan, struct plan_write *write,
    const struct change *changes, size_t count);

/* --- take_in.c --- */
/* The answer that holds the day of an exercise: no form asks for it, so its name
 * has no dot. */
#define EXERCISE_TODAY "today"

/* --- merge.c --- */
/* Words were taken out: nothing in memory keeps them. */
void plan_words_went(struct plan *plan);
/* The file was written to past plan_apply: everything is read from it anew. */
void plan_read_anew(struct plan *plan);

/* --- identity.c --- */
void plan_identity_make(struct plan *plan);
void plan_identity_clear(struct identity *identity);
/* Tells the store what the caseload shows. */
void plan_summarise(struct plan *plan);

#endif
