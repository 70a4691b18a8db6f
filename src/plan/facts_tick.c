#include "config.h"

#include "plan/facts_tick.h"

#include <string.h>

enum tick
fact_tick(const struct fact_reader *reader, const struct field *field,
    size_t row)
{
	int64_t yes;

	if (!fact_number(reader, field, row, &yes))
		return TICK_BLANK;
	return yes == 1 ? TICK_YES : TICK_NO;
}

enum tick
fact_code_tick(const char *code, const char *yes, const char *no)
{
	if (!code)
		return TICK_BLANK;
	return strcmp(code, yes) == 0 ? TICK_YES :
	    strcmp(code, no) == 0     ? TICK_NO :
					TICK_BLANK;
}

enum tick
fact_chosen_tick(const struct fact_reader *reader, const struct field *field,
    const char *code)
{
	const char *codes = fact_text(reader, field, 0);

	if (!codes || !*codes)
		return TICK_BLANK;
	if (code)
		return fact_has(reader, field, 0, code) ? TICK_YES : TICK_NO;
	return strcmp(codes, "none") == 0 ? TICK_NO : TICK_YES;
}

struct value
fact_told(const struct working *working)
{
	return fact_text_value(working->steps[0].text);
}
