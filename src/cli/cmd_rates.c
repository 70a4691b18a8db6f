#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/findings.h"
#include "cli/json.h"
#include "export/text_lines.h"
#include "export/write_text.h"
#include "rules/rates.h"

/* With a folder named, that one alone. */
static enum status
lint(const struct cli *cli)
{
	const char *dir = cli->settings.data;
	const char *local = cli->settings.local_data;
	struct problem_list problems;
	struct rates *rates = NULL;
	enum status status;

	if (cli->options.date != NULL)
		return cli_refuse("oneplan rates lint does not take --date.");
	if (cli->count > 1) {
		dir = cli->operands[1];
		local = NULL;
	}
	problem_list_init(&problems);
	if (rates_load(dir, local, &rates, &problems, NULL))
		rates_free(rates);
	status = findings_print(&problems, cli->options.json);
	problem_list_clear(&problems);
	return status;
}

static void
print_table(const struct table *table)
{
	struct buf text;

	buf_init(&text);
	write_text_table(table, TEXT_PAGE_COLS, &text);
	fwrite(text.data, 1, text.len, stdout);
	buf_clear(&text);
}

/* --- all of them, by subject --- */

#define VALUE_COLS 13
#define TITLE_COLS (VALUE_COLS + 2)

/* VALUE on the right of its column, and beside it TITLE and what STANDS below
 * it, which it clears. */
static void
print_entry(const char *value, const char *title, struct buf *stands)
{
	int cols = utf8_cols(value, strlen(value));
	struct buf lines;

	buf_init(&lines);
	text_add_wrapped(&lines, title, TITLE_COLS, TEXT_PAGE_COLS);
	text_add_wrapped(&lines, stands->data, TITLE_COLS, TEXT_PAGE_COLS);
	printf("%*s%s  %s", cols < VALUE_COLS ? VALUE_COLS - cols : 0, "",
	    value, lines.data + TITLE_COLS);
	buf_clear(&lines);
	buf_clear(stands);
}

/* "KEY, from 6 April 2026, not verified, set by Northbridge Council" */
static void
add_stands(struct buf *out, long from, bool doubted, const char *whose)
{
	char day[32];

	date_format_long(date_from_days(from), day);
	buf_addf(out, ", from %s%s", day, doubted ? ", not verified" : "");
	if (whose != NULL)
		buf_addf(out, ", set by %s", whose);
}

static void
print_listed_figure(const struct rates *rates,
    const struct rates_figure *figure, long day)
{
	const struct rate *rate = rates_find(rates, figure->key, day);
	struct buf value, stands;

	buf_init(&value);
	buf_init(&stands);
	buf_add(&stands, figure->key);
	if (rate != NULL) {
		rate_format(rate, &value);
		add_stands(&stands, rate->from, rate->known && !rate->verified,
		    rate->whose);
	} else {
		buf_add(&value, "none so early");
	}
	print_entry(value.data, figure->title, &stands);
	buf_clear(&value);
}

static void
print_listed_table(const struct rates *rates, const struct rates_table *table,
    long day)
{
	const struct rate_row *const *rows;
	size_t count = rates_rows(rates, table->key, day, &rows);
	struct buf value, stands;

	buf_init(&value);
	buf_init(&stands);
	buf_addf(&value, count == 1 ? "%zu row" : "%zu rows", count);
	buf_add(&stands, table->key);
	if (count > 0)
		add_stands(&stands, rows[0]->from, !rows[0]->verified,
		    rows[0]->whose);
	print_entry(value.data, table->title, &stands);
	buf_clear(&value);
}

static void
print_subject(const struct rates *rates, const char *subject, long day)
{
	struct rates_figure figure;
	struct rates_table table;

	printf("\n%s\n\n", subject);
	for (size_t i = 0; rates_figure_at(rates, i, &figure); i++)
		if (figure.subject == subject)
			print_listed_figure(rates, &figure, day);
	for (size_t i = 0; rates_table_at(rates, i, &table); i++)
		if (table.subject == subject)
			print_listed_table(rates, &table, day);
}

static void
print_all(const struct rates *rates, long day)
{
	const char *subject;
	char text[32];

	date_format_long(date_from_days(day), text);
	printf("As it holds on %s:\n", text);
	for (size_t i = 0; (subject = rates_subject_at(rates, i)) != NULL; i++)
		print_subject(rates, subject, day);
}

/* --- one of them --- */

static void
print_wrapped(struct buf *text)
{
	struct buf out;

	buf_init(&out);
	text_add_wrapped(&out, text->data, 0, TEXT_PAGE_COLS);
	fwrite(out.data, 1, out.len, stdout);
	buf_clear(&out);
	buf_clear(text);
}

static void
print_figure(const struct rates *rates, const struct rates_figure *figure,
    long day)
{
	const struct rate *rate = rates_find(rates, figure->key, day);
	struct buf text;

	buf_init(&text);
	if (rate != NULL)
		rate_cite(rate, &text);
	else
		buf_addf(&text, "%s: none so early", figure->title);
	buf_add_char(&text, '.');
	print_wrapped(&text);
}

static void
print_rows(const struct rates *rates, const struct rates_table *about, long day)
{
	const struct rate_row *const *rows;
	size_t count = rates_rows(rates, about->key, day, &rows);
	const char **cells = xcalloc(count * about->column_count + 1,
	    sizeof *cells);
	struct table table = { .columns = about->column_count, .rows = count,
		.header = about->columns, .cells = cells };
	bool *right = xcalloc(about->column_count, sizeof *right);
	struct buf text;

	for (size_t i = 0; i < count * table.columns; i++)
		cells[i] = rows[i / table.columns]->cells[i % table.columns];
	table.right = right;
	buf_init(&text);
	if (count > 0)
		rates_cite_rows(about, rows[0], &text);
	else
		buf_addf(&text, "%s: none so early", about->title);
	buf_add_char(&text, '.');
	print_wrapped(&text);
	if (count > 0) {
		putchar('\n');
		print_table(&table);
	}
	free(right);
	free(cells);
}

/* --- as JSON --- */

static json_t *
json_day(long day)
{
	char text[DATE_ISO_LEN + 1];

	date_format_iso(date_from_days(day), text);
	return json_string(text);
}

/* Whole numbers of what UNIT says. */
static json_t *
json_figure(const struct rates *rates, const struct rates_figure *figure,
    long day)
{
	static const char *const units[] = {
		[RATE_PENCE] = "pence",
		[RATE_PERCENT] = "hundredths of a percent",
		[RATE_NUMBER] = "ten-thousandths",
	};
	const struct rate *rate = rates_find(rates, figure->key, day);
	json_t *out = json_pack("{s:o, s:o, s:o, s:s}", "key",
	    json_text(figure->key), "title", json_text(figure->title),
	    "subject", json_text(figure->subject), "unit",
	    units[figure->unit]);

	json_object_set_new(out, "value", rate != NULL && rate->known
	    ? json_integer(rate->value) : json_null());
	json_object_set_new(out, "from",
	    rate != NULL ? json_day(rate->from) : json_null());
	json_object_set_new(out, "verified",
	    json_boolean(rate != NULL && rate->verified));
	json_object_set_new(out, "source",
	    json_text(rate != NULL ? rate->source : NULL));
	json_object_set_new(out, "whose",
	    json_text(rate != NULL ? rate->whose : NULL));
	return out;
}

static json_t *
json_cells(const char *const *cells, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, json_string(cells[i]));
	return list;
}

static json_t *
json_table(const struct rates *rates, const struct rates_table *about,
    long day)
{
	const struct rate_row *const *rows;
	size_t count = rates_rows(rates, about->key, day, &rows);
	const struct rate_row *first = count > 0 ? rows[0] : NULL;
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(list,
		    json_cells(rows[i]->cells, about->column_count));
	return json_pack("{s:o, s:o, s:o, s:o, s:o, s:b, s:o, s:o, s:o}",
	    "key", json_text(about->key), "title", json_text(about->title),
	    "subject", json_text(about->subject), "columns",
	    json_cells(about->columns, about->column_count), "from",
	    first != NULL ? json_day(first->from) : json_null(), "verified",
	    first != NULL && first->verified, "source",
	    json_text(first != NULL ? first->source : NULL), "whose",
	    json_text(first != NULL ? first->whose : NULL), "rows", list);
}

/* --- the command --- */

/* Prints the figure and table called KEY, or all where it is NULL; false if
 * there is none. */
static bool
print_json(const struct rates *rates, const char *key, long day)
{
	json_t *figures = json_array(), *tables = json_array();
	struct rates_figure figure;
	struct rates_table table;
	bool found;

	for (size_t i = 0; rates_figure_at(rates, i, &figure); i++)
		if (key == NULL || strcmp(figure.key, key) == 0)
			json_array_append_new(figures,
			    json_figure(rates, &figure, day));
	for (size_t i = 0; rates_table_at(rates, i, &table); i++)
		if (key == NULL || strcmp(table.key, key) == 0)
			json_array_append_new(tables,
			    json_table(rates, &table, day));
	found = json_array_size(figures) + json_array_size(tables) > 0;
	if (found) {
		json_print(json_pack("{s:o, s:o, s:o}", "day", json_day(day),
		    "figures", figures, "tables", tables));
	} else {
		json_decref(figures);
		json_decref(tables);
	}
	return found;
}

static bool
print_one(const struct rates *rates, const char *key, long day)
{
	struct rates_figure figure;
	struct rates_table table;
	bool found = false;

	for (size_t i = 0; rates_figure_at(rates, i, &figure); i++)
		if (strcmp(figure.key, key) == 0) {
			print_figure(rates, &figure, day);
			found = true;
		}
	for (size_t i = 0; rates_table_at(rates, i, &table); i++)
		if (strcmp(table.key, key) == 0) {
			print_rows(rates, &table, day);
			found = true;
		}
	return found;
}

static enum status
print(const struct cli *cli, const struct rates *rates, long day)
{
	const char *key = cli->count > 0 ? cli->operands[0] : NULL;
	bool found = true;

	if (cli->options.json)
		found = print_json(rates, key, day);
	else if (key != NULL)
		found = print_one(rates, key, day);
	else
		print_all(rates, day);
	if (!found)
		return cli_refuse("There is no figure or table called \"%s\". "
				  "oneplan rates lists them.",
		    key);
	return STATUS_OK;
}

enum status
cmd_rates(struct cli *cli)
{
	struct date day = clock_today();
	struct rates *rates;
	enum status status;
	struct error err;

	if (cli->count > 0 && strcmp(cli->operands[0], "lint") == 0)
		return lint(cli);
	if (cli->count > 1)
		return cli_refuse("Too much was said. Write: oneplan rates "
				  "[--json] [--date DAY] [KEY]");
	if (cli->options.date != NULL &&
	    !date_parse(cli->options.date, &day, &err))
		return cli_fail(&err);
	if (!settings_load_rates(&cli->settings, &rates, &err)) {
		error_prefix(&err, "The figures cannot be used. ");
		return cli_fail(&err);
	}
	status = print(cli, rates, date_to_days(day));
	rates_free(rates);
	return status;
}
