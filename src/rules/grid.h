/* grid: how likely, times how bad (domain.md D). Off unless an organisation
 * turns it on, and never for self-harm or suicide, where no scale, number, band
 * or order has any place (NICE NG225; NHS England, Staying safe from suicide,
 * 2025; practice.md F21, F38). The bands are data: organisations differ. */
#ifndef RULES_GRID_H
#define RULES_GRID_H

#include <stdbool.h>
#include <stddef.h>

#include "rules/working.h"

#define GRID_SIDE 5

struct grid_risk {
	bool on;	 /* the organisation uses the grid */
	bool self_harm;	 /* one of the kinds is self-harm or suicide */
	int likelihood;	 /* 1 rare to 5 almost certain; 0: blank */
	int consequence; /* 1 negligible to 5 catastrophic; 0: blank */
};

struct grid_band {
	const char *name; /* "moderate" */
	int from, to;	  /* both included */
};

/* The product; 0 if there is none, and then nothing at all may be shown. */
int grid_score(const struct grid_risk *risk);
/* The band that SCORE is in; NULL if none. */
const struct grid_band *grid_band(const struct grid_band *bands, size_t count,
    int score);
/* Is every score that can occur in exactly one band? Gaps are allowed where no
 * product falls (7, 11, 13, 14 and so on). */
bool grid_bands_sound(const struct grid_band *bands, size_t count);

/* SOURCE: whose bands they are. Without a score it adds nothing but why: of
 * self-harm it says nothing about grids. */
void grid_explain(const struct grid_risk *risk, const struct grid_band *bands,
    size_t count, const char *source, struct working *out);

#endif
