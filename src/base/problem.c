#include "config.h"

#include "base/problem.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"

void
problem_list_init(struct problem_list *list)
{
	*list = (struct problem_list){0};
}

void
problem_list_clear(struct problem_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].where);
		free(list->items[i].text);
	}
	free(list->items);
	problem_list_init(list);
}

void
problem_add(struct problem_list *list, const char *where, const char *format,
    ...)
{
	va_list args, again;
	char *text;
	int n;

	assert(format);
	va_start(args, format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	va_end(args);
	assert(n >= 0);
	text = xmalloc((size_t)n + 1);
	vsnprintf(text, (size_t)n + 1, format, again);
	va_end(again);

	ARRAY_GROW(list->items, list->count, list->cap);
	list->items[list->count++] =
	    (struct problem){.where = xstrdup(where), .text = text};
}
