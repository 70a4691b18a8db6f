#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "caseload/caseload.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "export/write_text.h"

/* Wide enough never to wrap: lists are for reading and for grep. */
#define LIST_COLS 10000

enum { NAME, STAGE, DONE, DUE, COORDINATOR, CHANGED, FILE_NAME, COLUMNS };

static const char *const header[COLUMNS] = {
	[NAME] = "Name",
	[STAGE] = "Stage",
	[DONE] = "Done",
	[DUE] = "Next due",
	[COORDINATOR] = "Coordinator",
	[CHANGED] = "Changed",
	[FILE_NAME] = "File",
};

/* One line of clean text. */
static char *
one_line(const char *text)
{
	struct buf out;

	buf_init(&out);
	utf8_clean(text, strlen(text), &out);
	for (char *c = out.data; *c != '\0'; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	return buf_take(&out);
}

static char *
done_of(const struct caseload_row *row)
{
	struct buf out;

	buf_init(&out);
	if (row->asked > 0)
		buf_addf(&out, "%d of %d", row->done, row->asked);
	return buf_take(&out);
}

static char *
name_of(const struct caseload_row *row)
{
	struct buf out;

	buf_init(&out);
	buf_add(&out, row->name[0] != '\0' ? row->name : "No name yet");
	if (row->training)
		buf_add(&out, " (TRAINING)");
	char *name = one_line(out.data);
	buf_clear(&out);
	return name;
}

static void
fill_row(char **cells, const struct caseload_row *row)
{
	char day[DATE_ISO_LEN + 1];

	date_format_iso(clock_day(row->changed), day);
	cells[NAME] = name_of(row);
	cells[STAGE] = one_line(row->stage);
	cells[DONE] = done_of(row);
	cells[DUE] = one_line(row->next_due);
	cells[COORDINATOR] = one_line(row->coordinator);
	cells[CHANGED] = xstrdup(day);
	cells[FILE_NAME] = one_line(row->file);
}

static void
print_readable(struct caseload *caseload, size_t count)
{
	static const bool right[COLUMNS] = { false };
	char **cells = xcalloc(count * COLUMNS, sizeof *cells);
	struct table table = {
		.columns = COLUMNS,
		.rows = count,
		.header = header,
		.cells = (const char *const *)cells,
		.right = right,
	};
	struct buf text;

	for (size_t i = 0; i < count; i++)
		fill_row(cells + i * COLUMNS, caseload_row(caseload, i));
	buf_init(&text);
	write_text_table(&table, LIST_COLS, &text);
	fwrite(text.data, 1, text.len, stdout);
	buf_clear(&text);
	for (size_t i = 0; i < count * COLUMNS; i++)
		free(cells[i]);
	free(cells);
}

static void
print_problem(const struct caseload_row *row)
{
	char *file = one_line(row->file);
	char *problem = one_line(row->problem);

	printf("%s: %s\n", file, problem);
	free(file);
	free(problem);
}

/* Files that cannot be read come last in every order. */
static void
print_list(struct caseload *caseload)
{
	size_t count = caseload_count(caseload), readable = 0;

	while (readable < count &&
	    caseload_row(caseload, readable)->problem == NULL)
		readable++;
	if (readable > 0)
		print_readable(caseload, readable);
	if (readable > 0 && readable < count)
		putchar('\n');
	for (size_t i = readable; i < count; i++)
		print_problem(caseload_row(caseload, i));
	if (caseload_total(caseload) == 0)
		fprintf(stderr, "oneplan: There are no plans in %s yet.\n",
		    caseload_folder(caseload));
	else if (count == 0)
		fprintf(stderr, "oneplan: No plan has all those words.\n");
}

static json_t *
row_json(struct caseload *caseload, const struct caseload_row *row)
{
	char *path = caseload_path(caseload, row);
	json_t *out = json_object();

	json_object_set_new(out, "file", json_text(row->file));
	json_object_set_new(out, "path", json_text(path));
	json_object_set_new(out, "changed", json_moment(row->changed));
	json_object_set_new(out, "problem", json_text(row->problem));
	free(path);
	if (row->problem != NULL)
		return out;
	json_object_set_new(out, "name", json_text(row->name));
	json_object_set_new(out, "born", json_text(row->born));
	json_object_set_new(out, "nhs_number", json_text(row->nhs_number));
	json_object_set_new(out, "coordinator", json_text(row->coordinator));
	json_object_set_new(out, "kinds", json_text(row->kinds));
	json_object_set_new(out, "stage", json_text(row->stage));
	json_object_set_new(out, "next_due", json_text(row->next_due));
	json_object_set_new(out, "done", json_integer(row->done));
	json_object_set_new(out, "asked", json_integer(row->asked));
	json_object_set_new(out, "training", json_boolean(row->training));
	if (row->has_money) {
		json_object_set_new(out, "indicative_pence",
		    json_integer(row->indicative_pence));
		json_object_set_new(out, "planned_pence",
		    json_integer(row->planned_pence));
	}
	return out;
}

static void
print_json(struct caseload *caseload)
{
	json_t *plans = json_array();

	for (size_t i = 0; i < caseload_count(caseload); i++)
		json_array_append_new(plans,
		    row_json(caseload, caseload_row(caseload, i)));
	json_print(json_pack("{s:o, s:o}",
	    "folder", json_text(caseload_folder(caseload)),
	    "plans", plans));
}

enum status
cmd_list(struct cli *cli)
{
	struct caseload *caseload;
	struct error err;
	struct buf filter;

	if (!caseload_open(cli->settings.caseload, cli->settings.index,
		&caseload, &err))
		return cli_fail(&err);
	buf_init(&filter);
	for (size_t i = 0; i < cli->count; i++)
		buf_addf(&filter, "%s ", cli->operands[i]);
	caseload_filter(caseload, filter.data);
	buf_clear(&filter);
	if (cli->options.json)
		print_json(caseload);
	else
		print_list(caseload);
	caseload_close(caseload);
	return STATUS_OK;
}
