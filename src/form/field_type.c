#include "config.h"

#include "form/field_type.h"

#include <string.h>

static const struct field_type types[FIELD_KIND_COUNT] = {
	[FIELD_TEXT] = {FIELD_TEXT, "text", "one line of words",
	    .words = true},
	[FIELD_PARAGRAPH] = {FIELD_PARAGRAPH, "paragraph",
	    "words over many lines", .words = true},
	[FIELD_CHOICE] = {FIELD_CHOICE, "choice", "one of a list",
	    .picked = true},
	[FIELD_CHOICES] = {FIELD_CHOICES, "choices", "any number of a list",
	    .picked = true},
	[FIELD_YES_NO] = {FIELD_YES_NO, "yes_no", "yes or no",
	    .number = true, .picked = true},
	[FIELD_NUMBER] = {FIELD_NUMBER, "number",
	    "a whole number, such as 12", .number = true},
	[FIELD_DECIMAL] = {FIELD_DECIMAL, "decimal",
	    "a number with at most four decimals, such as 5.5",
	    .number = true},
	[FIELD_MONEY] = {FIELD_MONEY, "money",
	    "pounds and pence, such as 4,491.00", .number = true},
	[FIELD_PERCENT] = {FIELD_PERCENT, "percent",
	    "0 to 100 with at most two decimals, such as 50%",
	    .number = true},
	[FIELD_DATE] = {FIELD_DATE, "date", "a date, such as 16/11/2026"},
	[FIELD_PHONE] = {FIELD_PHONE, "phone",
	    "a phone number, such as 01632 960123"},
	[FIELD_EMAIL] = {FIELD_EMAIL, "email", "an email address"},
	[FIELD_POSTCODE] = {FIELD_POSTCODE, "postcode",
	    "a postcode, such as ZZ99 3VZ"},
	[FIELD_NHS_NUMBER] = {FIELD_NHS_NUMBER, "nhs_number",
	    "an NHS number of ten figures"},
	[FIELD_LINK] = {FIELD_LINK, "link", "one row of a table",
	    .picked = true},
	[FIELD_LINKS] = {FIELD_LINKS, "links", "any number of a table's rows",
	    .picked = true},
};

const struct field_type *
field_type(enum field_kind kind)
{
	return &types[kind];
}

const struct field_type *
field_type_by_word(const char *word)
{
	for (size_t i = 0; i < FIELD_KIND_COUNT; i++) {
		if (strcmp(types[i].word, word) == 0)
			return &types[i];
	}
	return NULL;
}
