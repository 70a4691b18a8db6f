/* chc: what the columns of the NHS Continuing Healthcare Checklist, and the
 * levels of its Decision Support Tool, suggest by themselves (domain.md B5). The
 * national tools stay the record, and the team weighs far more than levels:
 * nothing here can say no to anybody. */
#ifndef RULES_CHC_H
#define RULES_CHC_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/working.h"

enum chc_level {
	LEVEL_BLANK,
	LEVEL_NONE,
	LEVEL_LOW,
	LEVEL_MODERATE,
	LEVEL_HIGH,
	LEVEL_SEVERE,
	LEVEL_PRIORITY,
	LEVEL_COUNT
};

enum chc_column { COLUMN_BLANK, COLUMN_A, COLUMN_B, COLUMN_C };

/* The domains, in the tool's order. The Checklist has all but the last. */
#define CHC_DOMAINS	  12
#define CHECKLIST_DOMAINS 11
struct chc_domain {
	const char *code; /* as the forms have it: "asc" */
	const char *name; /* "altered states of consciousness" */
	enum chc_level highest;
	bool no_severe;	  /* goes from High to Priority */
};
extern const struct chc_domain chc_domains[CHC_DOMAINS];

/* Does the tool have LEVEL in that domain? */
bool chc_level_allowed(size_t domain, enum chc_level level);
/* Is one A there enough? So in the four that have Priority. */
bool chc_is_priority(size_t domain);

enum checklist { CHECKLIST_NOT_FINISHED, CHECKLIST_NO_FULL, CHECKLIST_FULL };

struct checklist_result {
	enum checklist suggests; /* a full assessment, or not */
	size_t a, b, c, blank;
	size_t priority_a; /* As that are enough alone */
};

/* Full: two A, or five B, or one A with four B, or an A in a priority domain. */
struct checklist_result chc_checklist(
    const enum chc_column columns[CHECKLIST_DOMAINS]);

enum dst {
	DST_NOT_FINISHED,
	DST_NOTHING, /* nothing either way: the team judges */
	DST_MAY,     /* one Severe, or three or more at High or Moderate */
	DST_CLEAR,   /* one Priority, or two Severe */
};

struct dst_result {
	enum dst suggests;
	size_t count[LEVEL_COUNT]; /* domains at each level */
	size_t refused; /* levels that the domain does not have: as blank */
};

/* "Several" High or Moderate is three here: the tool names no number. One Severe
 * is enough for May, whatever the others are: a second look harms nobody. */
struct dst_result chc_dst(const enum chc_level levels[CHC_DOMAINS]);

void chc_checklist_explain(const enum chc_column columns[CHECKLIST_DOMAINS],
    struct working *out);
void chc_dst_explain(const enum chc_level levels[CHC_DOMAINS],
    struct working *out);
/* Only which domains are in COLUMN, or at LEVEL. */
void chc_column_explain(const enum chc_column columns[CHECKLIST_DOMAINS],
    enum chc_column column, struct working *out);
void chc_level_explain(const enum chc_level levels[CHC_DOMAINS],
    enum chc_level level, struct working *out);

#endif
