#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "cli/cli.h"
#include "cli/findings.h"
#include "cli/json.h"
#include "export/write_text.h"
#include "form/coverage.h"
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

/* --- the records standard --- */

#define STANDARD_FILE "prsb-pcsp.tsv"

enum { PART, HELD, OF, MUST, MUST_OF, COVERAGE_COLUMNS };

static void
fill_row(char **row, const char *title, const struct coverage_section *section)
{
	row[PART] = xstrdup(title);
	row[HELD] = number((int)section->held);
	row[OF] = number((int)section->count);
	row[MUST] = number((int)section->mandatory_held);
	row[MUST_OF] = number((int)section->mandatory);
}

static void
print_score(const struct coverage *coverage)
{
	static const char *const header[COVERAGE_COLUMNS] = {
		[PART] = "Part",
		[HELD] = "Held",
		[OF] = "of",
		[MUST] = "Mandatory",
		[MUST_OF] = "of",
	};
	static const bool right[COVERAGE_COLUMNS] = { false, true, true, true,
		true };
	size_t rows = coverage->section_count + 1;
	char **cells = xcalloc(rows * COVERAGE_COLUMNS, sizeof *cells);
	struct table table = {
		.columns = COVERAGE_COLUMNS,
		.rows = rows,
		.header = header,
		.cells = (const char *const *)cells,
		.right = right,
	};
	struct buf text;

	for (size_t i = 0; i + 1 < rows; i++)
		fill_row(cells + i * COVERAGE_COLUMNS,
		    coverage->sections[i].title, &coverage->sections[i]);
	fill_row(cells + (rows - 1) * COVERAGE_COLUMNS, "In all",
	    &coverage->total);
	buf_init(&text);
	write_text_table(&table, TEXT_PAGE_COLS, &text);
	fwrite(text.data, 1, text.len, stdout);
	buf_clear(&text);
	for (size_t i = 0; i < rows * COVERAGE_COLUMNS; i++)
		free(cells[i]);
	free(cells);
}

/* Why ELEMENT is not held; NULL if it is. */
static const char *
why_not(const struct coverage_element *element)
{
	if (element->held)
		return NULL;
	if (element->how == COVERAGE_NOT)
		return element->words;
	return element->how == COVERAGE_GROUP
	    ? "what stands under it is not"
	    : "the forms do not have the fields that would hold it";
}

/* The elements reason by reason, each where its first one stands. */
static void
print_not_held(const struct coverage *coverage)
{
	const struct coverage_element *elements = coverage->elements;

	puts("\nNot held, and why:");
	for (size_t i = 0; i < coverage->count; i++) {
		const char *why = why_not(&elements[i]);
		bool said = why == NULL;

		for (size_t j = 0; j < i && !said; j++)
			said = why_not(&elements[j]) != NULL &&
			    strcmp(why_not(&elements[j]), why) == 0;
		if (said)
			continue;
		printf("\n%s:\n", why);
		for (size_t j = i; j < coverage->count; j++)
			if (why_not(&elements[j]) != NULL &&
			    strcmp(why_not(&elements[j]), why) == 0)
				printf("    %s\n", elements[j].path);
	}
}

static json_t *
section_json(const struct coverage_section *section)
{
	return json_pack("{s:o, s:i, s:i, s:i, s:i}",
	    "title", json_text(section->title),
	    "elements", (int)section->count,
	    "held", (int)section->held,
	    "mandatory", (int)section->mandatory,
	    "mandatory_held", (int)section->mandatory_held);
}

static void
print_coverage_json(const struct coverage *coverage,
    const struct problem_list *problems)
{
	static const char *const hows[] = {
		[COVERAGE_FIELDS] = "fields",
		[COVERAGE_KEPT] = "kept",
		[COVERAGE_GROUP] = "group",
		[COVERAGE_NOT] = "not",
	};
	json_t *elements = json_array(), *sections = json_array();

	for (size_t i = 0; i < coverage->count; i++) {
		const struct coverage_element *element = &coverage->elements[i];
		const char use[] = { element->use, '\0' };

		json_array_append_new(elements,
		    json_pack("{s:o, s:s, s:s, s:o, s:b}",
			"element", json_text(element->path), "use", use,
			"how", hows[element->how],
			"words", json_text(element->words),
			"held", element->held));
	}
	for (size_t i = 0; i < coverage->section_count; i++)
		json_array_append_new(sections,
		    section_json(&coverage->sections[i]));
	json_print(json_pack("{s:o, s:o, s:o, s:o}", "elements", elements,
	    "sections", sections, "total", section_json(&coverage->total),
	    "problems", json_problems(problems)));
}

static enum status
print_coverage(const struct cli *cli, const struct coverage *coverage,
    const struct problem_list *problems)
{
	if (cli->options.json) {
		print_coverage_json(coverage, problems);
		return problems->count > 0 ? STATUS_FINDING : STATUS_OK;
	}
	print_score(coverage);
	print_not_held(coverage);
	if (problems->count == 0)
		return STATUS_OK;
	puts("\nTo mend:");
	return findings_print(problems, false);
}

static enum status
coverage(const struct cli *cli)
{
	struct problem_list problems;
	struct coverage found;
	struct form_set *forms;
	enum status status;
	struct error err;
	struct buf file;

	if (cli->count > 1 || cli->options.kind != NULL)
		return cli_refuse("Too much was said. Write: oneplan forms "
				  "coverage [--json]");
	if (!settings_load_forms(&cli->settings, &forms, &err)) {
		error_prefix(&err, "The forms cannot be used. ");
		return cli_fail(&err);
	}
	buf_init(&file);
	buf_addf(&file, "%s/%s", cli->settings.data, STANDARD_FILE);
	problem_list_init(&problems);
	if (coverage_load(file.data, forms, &found, &problems, &err))
		status = print_coverage(cli, &found, &problems);
	else
		status = cli_fail(&err);
	coverage_clear(&found);
	problem_list_clear(&problems);
	buf_clear(&file);
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
	if (strcmp(cli->operands[0], "coverage") == 0)
		return coverage(cli);
	return cli_refuse("There is no \"oneplan forms %s\". Write: oneplan "
			  "forms lint, count or coverage.",
	    cli->operands[0]);
}
