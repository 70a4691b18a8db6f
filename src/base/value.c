#include "config.h"

#include "base/value.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

void
value_init(struct value *value)
{
	*value = (struct value){.kind = VALUE_NONE};
}

void
value_clear(struct value *value)
{
	free(value->text);
	value_init(value);
}

void
value_set_number(struct value *value, int64_t number)
{
	value_clear(value);
	value->kind = VALUE_NUMBER;
	value->number = number;
}

void
value_set_text(struct value *value, const char *text)
{
	char *copy = xstrdup(text); /* first: it may be the value's own */

	value_clear(value);
	value->kind = VALUE_TEXT;
	value->text = copy;
}

void
value_copy(struct value *to, const struct value *from)
{
	if (to == from)
		return;
	switch (from->kind) {
	case VALUE_NONE:
		value_clear(to);
		break;
	case VALUE_NUMBER:
		value_set_number(to, from->number);
		break;
	case VALUE_TEXT:
		value_set_text(to, from->text);
		break;
	}
}

bool
value_equal(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case VALUE_NUMBER:
		return a->number == b->number;
	case VALUE_TEXT:
		return strcmp(a->text, b->text) == 0;
	case VALUE_NONE:
		break;
	}
	return true;
}
