#include "config.h"

#include "base/nhs_number.h"

#include <string.h>

#define NHS_DIGITS 10

static bool
ten_digits(const char *text)
{
	return strlen(text) == NHS_DIGITS &&
	    strspn(text, "0123456789") == NHS_DIGITS;
}

bool
nhs_number_valid(const char *digits)
{
	int sum = 0, check;

	/* ten noughts pass the check digit, but are nobody's number */
	if (!ten_digits(digits) || strcmp(digits, "0000000000") == 0)
		return false;
	for (int i = 0; i < NHS_DIGITS - 1; i++)
		sum += (digits[i] - '0') * (NHS_DIGITS - i);
	check = (11 - sum % 11) % 11; /* 10 equals no digit */
	return check == digits[NHS_DIGITS - 1] - '0';
}

bool
nhs_number_test_range(const char *digits)
{
	return ten_digits(digits) && strncmp(digits, "999", 3) == 0;
}
