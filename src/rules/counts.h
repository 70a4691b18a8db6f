/* counts: what may be told about many plans together (domain.md A, practice.md
 * F31). Small numbers point at people, so they are left out, and so is what
 * would give them away by taking the rest from the total. People who take a
 * budget differ in other ways from people who do not: a split by it is shown
 * only for large groups, and never without saying so. */
#ifndef RULES_COUNTS_H
#define RULES_COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules/working.h"

struct count {
	int64_t people; /* 0 or more */
	bool hidden;	/* out */
};

/* Hides every count from 1 to SMALL - 1, then the smallest others, until what
 * is hidden could not be found from the total. Returns false when the total
 * itself must be hidden too. None is a count like any other: it is shown. */
bool counts_hide(struct count *counts, size_t n, int64_t small);

/* PART of WHOLE in hundredths of one percent, half up; WHOLE is above 0. */
int64_t count_share(int64_t part, int64_t whole);

/* May "PART of WHOLE" be told? Not when either of its two groups is small. */
bool count_may_tell(int64_t part, int64_t whole, int64_t small);

/* --- where people died --- */

/* Of those who died and whose wish and place are both known. */
struct place_group {
	int64_t known, as_wished;
};

struct place_counts {
	struct place_group with_budget, without;
	int64_t not_known; /* died; wish or place not written down */
};

struct place_terms {
	int64_t small;	     /* smaller counts are hidden: 5 */
	int64_t split_from;  /* least people in each group for a split: 50 */
};

struct place_told {
	bool whole, split; /* may be told */
	int64_t whole_share, with_share, without_share; /* as count_share */
};

void place_of_death_reckon(const struct place_terms *terms,
    const struct place_counts *counts, struct place_told *out);
void place_of_death_explain(const struct place_terms *terms,
    const struct place_counts *counts, const struct place_told *told,
    struct working *out);

/* "People who take a budget differ in other ways, ..." */
extern const char counts_selection_note[];

#endif
