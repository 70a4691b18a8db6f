/* roll: every plan of a folder in memory, each in some 60 bytes: what filter and
 * order need of it, and no more. Pure: it knows no files and no database. */
#ifndef CASELOAD_ROLL_H
#define CASELOAD_ROLL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "caseload/caseload.h"

/* One plan. WORDS begins with what orders the roll: a letter (roll_words), the
 * name as it is sorted, a line feed, the file. */
struct roll_item {
	uint32_t id;
	const char *words; /* folded */
	uint32_t people; /* stands for words that many plans share */
	uint16_t due;	 /* days since 2000; 0: nothing is due */
	uint32_t changed;
};

struct roll_entry {
	uint32_t id, words, people, changed;
	uint16_t due;
	bool found; /* by the filter that was last asked for */
};

struct roll {
	struct roll_entry *entries; /* by their words */
	size_t count, cap;
	bool whole;	 /* there is no more to append */
	struct buf text; /* of the words */
	char **people;	 /* by number; NULL: not told */
	size_t people_count;
	size_t letters[256]; /* how often each is in the words */
	char *filter; /* what `found` is true of; NULL: of nothing */
};

void roll_init(struct roll *roll);
void roll_clear(struct roll *roll); /* leaves it empty and usable */

/* What a row is found by: first that which is its own, then that which it shares
 * with others. The caller frees both. */
char *roll_words(const struct caseload_row *row);
char *roll_people_words(const struct caseload_row *row);
uint16_t roll_due(const struct caseload_row *row);
uint32_t roll_changed(const struct caseload_row *row);

void roll_set_people(struct roll *roll, uint32_t people, const char *words);
/* Adds an item behind all others. */
void roll_append(struct roll *roll, const struct roll_item *item);
/* Adds or changes an item; while the roll is not whole, one that stands behind
 * its last is left out (it is still to be appended). */
void roll_put(struct roll *roll, const struct roll_item *item);
void roll_remove(struct roll *roll, uint32_t id);
size_t roll_problems(const struct roll *roll);
bool roll_any_due(const struct roll *roll);

/* The ids of the plans in which every word of FILTER (folded) is found, in
 * ORDER: fills IDS, which holds roll->count, and returns how many. A filter that
 * goes on from the last one only looks at what that one found. */
size_t roll_show(struct roll *roll, const char *filter,
    enum caseload_order order, uint32_t *ids);

#endif
