/* money: pounds and pence as whole pence; no floating point anywhere. */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"

struct buf;

/* The largest amount that can be written down: 10 billion pounds. */
#define MONEY_MAX_PENCE INT64_C(1000000000000)

/* Reads "4,491.00", "£12", "12.5" (12.50), "-3.20". Commas only between
 * thousands. ERR says what is wrong and how to write it. */
bool money_parse(const char *text, int64_t *pence, struct error *err)
    __attribute__((warn_unused_result));
/* Appends "4,491.00" or "-3.20". */
void money_format(int64_t pence, struct buf *out);
/* Appends "£4,491.00" or "-£3.20". */
void money_format_pounds(int64_t pence, struct buf *out);
/* The same as an argument of a format: printf("%s", money_pounds(p).text). */
struct money_text {
	char text[40];
};
struct money_text money_pounds(int64_t pence);

/* Reads a whole or decimal number with at most PLACES decimals ("5.6", "38",
 * "1,200") as a whole number of 10^-PLACES; the same rules as for money. */
bool decimal_parse(const char *text, int places, int64_t *out,
    struct error *err) __attribute__((warn_unused_result));
/* Appends it without needless zeros: 56000 at 4 places is "5.6". */
void decimal_format(int64_t number, int places, struct buf *out);

/* A / B rounded to the nearest, halves away from zero; B is not 0. The one
 * quotient that does not fit, of the least number and -1, is INT64_MAX. */
int64_t div_half_up(int64_t a, int64_t b);
/* The products; false when the result does not fit. */
bool mul_checked(int64_t a, int64_t b, int64_t *out)
    __attribute__((warn_unused_result));
bool add_checked(int64_t a, int64_t b, int64_t *out)
    __attribute__((warn_unused_result));

#endif
