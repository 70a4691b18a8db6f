#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "cli/cli.h"
#include "cli/findings.h"
#include "cli/json.h"
#include "export/write_text.h"
#include "form/lint.h"
#include "plan/facts.h"

/* With a folder named, that one alone. */
static enum status
lint(const struct cli *cli)
{
	const char *dir = cli->settings.forms;
	const char *local = cli->settings.local_forms;
	const struct fact_table *tables[FACT_TABLES_MOST];
	size_t table_count = fact_tables(tables);
	struct problem_list problems;
	enum status status;

	if (cli->options.kind != NULL)
		return cli_refuse("oneplan forms lint does not take --kind.");
	if (cli->count > 1) {
		dir = cli->operands[1];
		local = NULL;
	}
	problem_list_init(&problems);
	(void)!forms_lint(dir, local, tables, table_count, &problems);
	status = findings_print(&problems, cli->options.json);
	problem_list_clear(&problems);
	return status;
}

enum { KIND, ASKED, CONDITIONAL, LATER, OPTIONAL, COLUMNS };

static char *
number(int n)
{
	struct buf out;

	buf_init(&out);
	buf_addf(&out, "%d", n);
	return buf_take(&out);
}

static void
print_counts(const struct choice *const *kinds, const struct form_count *counts,
    size_t count)
{
	static const char *const header[COLUMNS] = {
		[KIND] = "Kind",
		[ASKED] = "Before sign-off",
		[CONDITIONAL] = "If other answers say so",
		[LATER] = "Later",
		[OPTIONAL] = "May stay blank",
	};
	static const bool right[COLUMNS] = { false, true, true, true, true };
	char **cells = xcalloc(count * COLUMNS, sizeof *cells);
	struct table table = {
		.columns = COLUMNS,
		.rows = count,
		.header = header,
		.cells = (const char *const *)cells,
		.right = right,
	};
	struct buf text;

	for (size_t i = 0; i < count; i++) {
		char **row = cells + i * COLUMNS;

		row[KIND] = xstrdup(kinds[i]->code);
		row[ASKED] = number(counts[i].asked);
		row[CONDITIONAL] = number(counts[i].conditional);
		row[LATER] = number(counts[i].later);
		row[OPTIONAL] = number(counts[i].optional);
	}
	buf_init(&text);
	write_text_table(&table, TEXT_PAGE_COLS, &text);
	fwrite(text.data, 1, text.len, stdout);
	buf_clear(&text);
	for (size_t i = 0; i < count * COLUMNS; i++)
		free(cells[i]);
	free(cells);
}

static void
print_counts_json(const struct choice *const *kinds,
    const struct form_count *counts, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list,
		    json_pack("{s:s, s:s, s:i, s:i, s:i, s:i}",
			"kind", kinds[i]->code, "label", kinds[i]->label,
			"asked", counts[i].asked,
			"conditional", counts[i].conditional,
			"later", counts[i].later,
			"optional", counts[i].optional));
	json_print(json_pack("{s:o}", "kinds", list));
}

static enum status
count_kinds(const struct cli *cli, const struct form_set *forms)
{
	const struct field *field = form_set_field(forms, FORM_KINDS_FIELD);
	const char *only = cli->options.kind;
	const struct choice **kinds;
	struct form_count *counts;
	size_t count = 0;

	if (field == NULL || field->list == NULL)
		return cli_refuse("The forms do not ask what a plan is for "
				  "(%s), so there are no kinds to count.",
		    FORM_KINDS_FIELD);
	kinds = xcalloc(field->list->count + 1, sizeof *kinds);
	counts = xcalloc(field->list->count + 1, sizeof *counts);
	for (size_t i = 0; i < field->list->count; i++) {
		const struct choice *kind = &field->list->choices[i];

		if (only != NULL && strcmp(kind->code, only) != 0)
			continue;
		forms_count(forms, kind->code, &counts[count]);
		kinds[count++] = kind;
	}
	if (count > 0 && cli->options.json)
		print_counts_json(kinds, counts, count);
	else if (count > 0)
		print_counts(kinds, counts, count);
	free(kinds);
	free(counts);
	if (count == 0)
		return cli_refuse("There is no kind of plan called \"%s\". See "
				  "oneplan forms count.",
		    only != NULL ? only : "");
	return STATUS_OK;
}

static enum status
count(const struct cli *cli)
{
	struct form_set *forms;
	enum status status;
	struct error err;

	if (cli->count > 1)
		return cli_refuse("Too much was said. Write: oneplan forms "
				  "count [--json] [--kind KIND]");
	if (!settings_load_forms(&cli->settings, &forms, &err)) {
		error_prefix(&err, "The forms cannot be used. ");
		return cli_fail(&err);
	}
	status = count_kinds(cli, forms);
	form_set_free(forms);
	return status;
}

enum status
cmd_forms(struct cli *cli)
{
	if (strcmp(cli->operands[0], "lint") == 0)
		return lint(cli);
	if (strcmp(cli->operands[0], "count") == 0)
		return count(cli);
	return cli_refuse("There is no \"oneplan forms %s\". Write: oneplan "
			  "forms lint, or oneplan forms count.",
	    cli->operands[0]);
}
