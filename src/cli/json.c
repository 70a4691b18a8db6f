#include "config.h"

#include "cli/json.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"

json_t *
json_text(const char *text)
{
	struct buf clean;
	json_t *value;

	if (text == NULL || text[0] == '\0')
		return json_null();
	buf_init(&clean);
	utf8_clean(text, strlen(text), &clean);
	value = json_stringn(clean.data, clean.len);
	buf_clear(&clean);
	return value;
}

json_t *
json_moment(int64_t seconds)
{
	char text[32];

	if (seconds == 0)
		return json_null();
	clock_format_utc(seconds, text);
	return json_string(text);
}

json_t *
json_problems(const struct problem_list *problems)
{
	json_t *list = json_array();

	for (size_t i = 0; i < problems->count; i++)
		json_array_append_new(list,
		    json_pack("{s:o, s:o}",
			"where", json_text(problems->items[i].where),
			"text", json_text(problems->items[i].text)));
	return list;
}

void
json_print(json_t *value)
{
	json_dumpf(value, stdout, JSON_INDENT(2) | JSON_SORT_KEYS);
	putchar('\n');
	json_decref(value);
}
