#include "config.h"

#include "cli/cli.h"
#include "cli/json.h"
#include "export/write_text.h"

static json_t *
table_json(const struct table *table)
{
	json_t *header = json_array(), *rows = json_array();

	for (size_t c = 0; c < table->columns; c++)
		json_array_append_new(header, json_string(table->header[c]));
	for (size_t r = 0; r < table->rows; r++) {
		json_t *row = json_array();

		for (size_t c = 0; c < table->columns; c++)
			json_array_append_new(row,
			    json_string(table_cell(table, r, c)));
		json_array_append_new(rows, row);
	}
	return json_pack("{s:s, s:o, s:o}", "kind", "table", "header", header,
	    "rows", rows);
}

static json_t *
block_json(const struct block *block)
{
	switch (block->kind) {
	case BLOCK_HEADING:
		return json_pack("{s:s, s:i, s:s}", "kind", "heading", "level",
		    block->level, "text", block->text);
	case BLOCK_ANSWER:
		return json_pack("{s:s, s:s, s:s, s:b}", "kind", "answer",
		    "question", block->text, "answer", block->answer,
		    "own_words", block->own_words);
	case BLOCK_TABLE:
		return table_json(&block->table);
	case BLOCK_PARAGRAPH:
		return json_pack("{s:s, s:s}", "kind", "paragraph", "text",
		    block->text);
	case BLOCK_NOTE:
		break;
	}
	return json_pack("{s:s, s:s}", "kind", "note", "text", block->text);
}

static void
print_json(const struct report *report)
{
	json_t *blocks = json_array();

	for (size_t i = 0; i < report->count; i++)
		json_array_append_new(blocks, block_json(&report->blocks[i]));
	json_print(json_pack("{s:s, s:b, s:o}", "audience",
	    audience_word(report->audience), "training", report->training,
	    "blocks", blocks));
}

enum status
cmd_show(struct cli *cli)
{
	enum audience audience;
	struct report *report;
	struct opened opened;
	struct error err;
	struct buf text;

	if (!cli_audience(cli, &audience))
		return STATUS_CANNOT;
	if (!cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	report = report_build(opened.plan, audience);
	if (cli->options.json) {
		print_json(report);
	} else {
		buf_init(&text);
		write_text(report, &text);
		fwrite(text.data, 1, text.len, stdout);
		buf_clear(&text);
	}
	report_free(report);
	opened_close(&opened);
	return STATUS_OK;
}
