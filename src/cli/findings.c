#include "config.h"

#include "cli/findings.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "cli/json.h"

static void
print_line(const struct problem *problem)
{
	struct buf line, clean;

	buf_init(&line);
	buf_init(&clean);
	buf_addf(&line, "%s: %s", problem->where, problem->text);
	utf8_clean(line.data, line.len, &clean);
	for (char *c = clean.data; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	puts(clean.data);
	buf_clear(&clean);
	buf_clear(&line);
}

enum status
findings_print(const struct problem_list *problems, bool json)
{
	if (json)
		json_print(json_pack("{s:o}", "findings",
		    json_problems(problems)));
	else
		for (size_t i = 0; i < problems->count; i++)
			print_line(&problems->items[i]);
	return problems->count > 0 ? STATUS_FINDING : STATUS_OK;
}
