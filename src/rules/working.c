#include "config.h"

#include "rules/working.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/buf.h"

void
working_init(struct working *working)
{
	*working = (struct working){ 0 };
}

void
working_clear(struct working *working)
{
	for (size_t i = 0; i < working->count; i++) {
		free(working->steps[i].text);
		free(working->steps[i].source);
	}
	free(working->steps);
	working_init(working);
}

void
working_add(struct working *working, const char *source, const char *format,
    ...)
{
	struct buf text;
	va_list args;

	buf_init(&text);
	va_start(args, format);
	buf_addv(&text, format, args);
	va_end(args);
	ARRAY_GROW(working->steps, working->count, working->cap);
	working->steps[working->count++] = (struct working_step){
		.text = buf_take(&text),
		.source = source ? xstrdup(source) : NULL,
	};
}
