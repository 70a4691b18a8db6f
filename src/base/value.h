/* value: one answer's value, whatever the field's type. */
#ifndef BASE_VALUE_H
#define BASE_VALUE_H

#include <stdbool.h>
#include <stdint.h>

enum value_kind {
	VALUE_NONE,   /* not answered */
	VALUE_NUMBER, /* whole numbers, pence, parts of a percent, yes (1), no (0) */
	VALUE_TEXT,   /* everything else, and what could not be read as its type */
};

struct value {
	enum value_kind kind;
	int64_t number;
	char *text; /* owned; valid UTF-8; only for VALUE_TEXT */
};

void value_init(struct value *value);
void value_clear(struct value *value);
void value_set_number(struct value *value, int64_t number);
void value_set_text(struct value *value, const char *text);
void value_copy(struct value *to, const struct value *from);
bool value_equal(const struct value *a, const struct value *b);
static inline bool
value_is_none(const struct value *value)
{
	return value->kind == VALUE_NONE;
}

#endif
