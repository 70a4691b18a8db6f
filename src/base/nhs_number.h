/* nhs_number: ten digits, the last a check digit (modulus 11; domain.md B1). */
#ifndef BASE_NHS_NUMBER_H
#define BASE_NHS_NUMBER_H

#include <stdbool.h>

/* Is DIGITS (exactly ten digits) a number that can have been given out? */
bool nhs_number_valid(const char *digits);
/* 999 000 0000 to 999 999 9999: kept for tests, never given to anybody. */
bool nhs_number_test_range(const char *digits);

#endif
