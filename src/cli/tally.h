/* tally: what may be told about a folder of plans together. Numbers that are so
 * small that they point at somebody are not told, nor what would give them away
 * (rules/counts.h); nothing is counted by who the worker is. */
#ifndef CLI_TALLY_H
#define CLI_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "plan/plan.h"
#include "rules/counts.h"

struct tally_row {
	const char *label; /* borrowed from the forms, or a constant */
	struct count count; /* people */
	int64_t things;	    /* of theirs, where those are counted */
};

enum tally_group {
	TALLY_STAGE,
	TALLY_KIND,
	TALLY_REVIEW,
	TALLY_OUTCOME, /* things that people want, by how it went */
	TALLY_DISSENT,
};
#define TALLY_GROUPS 5

struct tally_table {
	const char *title;
	bool apart;  /* each person is in one row at most */
	bool things; /* rows count things as well */
	struct tally_row *rows;
	size_t count;
	int64_t people; /* that the rows are about */
	bool told;	/* anything of it may be told */
};

struct tally {
	const struct form_set *forms;
	struct date today;
	struct place_terms terms;
	int64_t plans;
	struct tally_table tables[TALLY_GROUPS];
	struct place_counts places;
	struct place_told place_told;
	int64_t freed_plans, freed_pence; /* where somebody said what was before */
	bool freed_told;
};

/* FORMS stay the caller's; RATES (may be NULL) say which numbers are small on
 * TODAY. */
void tally_init(struct tally *tally, const struct form_set *forms,
    const struct rates *rates, struct date today);
void tally_clear(struct tally *tally);
/* Counts PLAN, which plan_reckon has been done for. */
void tally_add(struct tally *tally, struct plan *plan);
/* Says what may be told, once all are counted. */
void tally_hide(struct tally *tally);

#endif
