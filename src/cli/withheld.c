#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "export/text_lines.h"
#include "report/report.h"

#define COLS		80
#define WHERE_INDENT	2
#define QUESTION_INDENT 4

static json_t *
item_json(const struct withheld *item)
{
	char row[UID_HEX_LEN + 1] = "";

	if (!uid_is_none(&item->row))
		uid_format(&item->row, row);
	return json_pack("{s:o, s:o, s:o, s:o, s:o}",
	    "field", json_text(item->field->name),
	    "row", json_text(row),
	    "question", json_text(item->field->label),
	    "where", json_text(item->where),
	    "why", json_text(withheld_phrase(item->why)));
}

static void
print_json(const struct withheld_list *list, enum audience audience)
{
	json_t *items = json_array();

	for (size_t i = 0; i < list->count; i++)
		json_array_append_new(items, item_json(&list->items[i]));
	json_print(json_pack("{s:s, s:o}", "audience", audience_word(audience),
	    "withheld", items));
}

static void
add_item(struct buf *text, const struct withheld *item,
    const struct withheld *before)
{
	bool new_why = before == NULL || before->why != item->why;

	if (new_why)
		buf_addf(text, "\nBecause it is %s:\n",
		    withheld_phrase(item->why));
	if (new_why || strcmp(before->where, item->where) != 0)
		text_add_wrapped(text, item->where, WHERE_INDENT, COLS);
	text_add_wrapped(text, item->field->label, QUESTION_INDENT, COLS);
}

static void
print_text(const struct withheld_list *list, enum audience audience)
{
	struct buf text;

	buf_init(&text);
	withheld_sentence(list, audience_phrase(audience), &text);
	buf_add_char(&text, '\n');
	for (size_t i = 0; i < list->count; i++)
		add_item(&text, &list->items[i],
		    i > 0 ? &list->items[i - 1] : NULL);
	fwrite(text.data, 1, text.len, stdout);
	buf_clear(&text);
}

enum status
print_withheld(const struct cli *cli, struct plan *plan,
    const struct copy_for *copy)
{
	struct withheld_list list;

	if (copy->named)
		report_withheld_viewer(plan, &copy->viewer, &list);
	else
		report_withheld(plan, copy->audience, &list);
	if (cli->options.json)
		print_json(&list, copy->audience);
	else
		print_text(&list, copy->audience);
	withheld_clear(&list);
	return STATUS_OK;
}
