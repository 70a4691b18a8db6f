/* random_money: a spending plan made up at random, sensible or not: as answers,
 * and as what the rules of the field reckon it to be. */
#ifndef TESTS_PLAN_RANDOM_MONEY_H
#define TESTS_PLAN_RANDOM_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/uid.h"
#include "rules/budget.h"

#define MOST_STREAMS 4
#define MOST_LINES   7
#define MOST_SHARES  4
#define MOST_STEPS   3

/* A number that nobody gave. */
#define NOT_SAID INT64_MIN

struct random_share {
	int stream;	/* -1: not said; MOST_STREAMS: one that is gone */
	int64_t percent;
};

struct random_step {
	int64_t from, price; /* day, pence */
};

struct random_line {
	int64_t quantity, price, times, starts, ends;
	int frequency; /* index in frequencies; -1: not said */
	bool contingency, split;
	int paid_by; /* as random_share.stream */
	struct random_share shares[MOST_SHARES];
	int share_count;
	struct random_step steps[MOST_STEPS];
	int step_count;
};

struct random_money {
	int64_t first, weeks; /* of the plan */
	int64_t indicative[MOST_STREAMS];
	int stream_count;
	struct random_line lines[MOST_LINES];
	int line_count;
};

/* The same for the same *SEED, which goes on to the next. */
void random_money_make(uint64_t *seed, struct random_money *out);
uint64_t random_next(uint64_t *seed);
int64_t random_below(uint64_t *seed, int64_t bound);

/* Hands each answer to TAKE; numbers as they are kept, days as text. ROW is as
 * stream_row and so on name it. Gone rows are not handed out. */
typedef void random_taker(void *data, const char *field, const struct uid *row,
    bool is_text, int64_t number, const char *text);
void random_money_tell(const struct random_money *money, random_taker *take,
    void *data);
struct uid stream_row(int stream);
struct uid line_row(int line);
struct uid share_row(int line, int share);
struct uid step_row(int line, int step);

/* As the rules reckon it. */
struct reckoned_money {
	struct spending_line lines[MOST_LINES];
	struct spending_share shares[MOST_LINES][MOST_SHARES];
	struct uid share_rows[MOST_LINES][MOST_SHARES]; /* UID_NONE: no row */
	struct spending_stream streams[MOST_STREAMS];
	struct spending_total total;
};
void random_money_reckon(const struct random_money *money,
    struct reckoned_money *out);

#endif
