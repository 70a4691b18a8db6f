/* What may be told about a folder of plans together. Nothing in it is changed,
 * and no name is printed. */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/money.h"
#include "base/utf8.h"
#include "caseload/caseload.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/tally.h"
#include "export/text_lines.h"
#include "export/write_text.h"

#define NOT_TOLD "not told"

/* The folder, read. */
struct gathered {
	struct tally tally;
	bool training; /* made-up plans, because there are no others */
	int64_t unread, left_out, twice;
	struct uid *seen;
	size_t seen_count, seen_cap;
};

/* --- reading --- */

/* A second file of the same plan counts no second person. */
static bool
seen_before(struct gathered *all, const struct uid *plan)
{
	for (size_t i = 0; i < all->seen_count; i++)
		if (uid_equal(&all->seen[i], plan))
			return true;
	ARRAY_GROW(all->seen, all->seen_count, all->seen_cap);
	all->seen[all->seen_count++] = *plan;
	return false;
}

static void
gather_plan(struct gathered *all, const struct cli *cli, const char *path,
    const struct rates *rates)
{
	struct plan *plan;
	struct error err;

	if (!plan_open(path, all->tally.forms, rates, &cli->settings.user,
		true, &plan, &err)) {
		all->unread++;
		return;
	}
	if (seen_before(all, store_plan_uid(plan_store(plan))))
		all->twice++;
	else
		tally_add(&all->tally, plan);
	plan_close(plan);
}

static bool
only_training(struct caseload *caseload)
{
	for (size_t i = 0; i < caseload_count(caseload); i++) {
		const struct caseload_row *row = caseload_row(caseload, i);

		if (row->problem == NULL && !row->training)
			return false;
	}
	return true;
}

static void
gather_all(struct gathered *all, const struct cli *cli,
    struct caseload *caseload, const struct rates *rates)
{
	all->training = only_training(caseload);
	for (size_t i = 0; i < caseload_count(caseload); i++) {
		const struct caseload_row *row = caseload_row(caseload, i);
		char *path;

		if (row->problem != NULL) {
			all->unread++;
			continue;
		}
		if (row->training && !all->training) {
			all->left_out++;
			continue;
		}
		path = caseload_path(caseload, row);
		gather_plan(all, cli, path, rates);
		free(path);
	}
	tally_hide(&all->tally);
}

/* --- as text --- */

static void
add_people(const struct tally_row *row, bool things, struct buf *out)
{
	if (row->count.hidden)
		buf_add(out, NOT_TOLD);
	else if (things && row->things > 0)
		buf_addf(out, "%" PRId64 ", of %" PRId64 " %s", row->things,
		    row->count.people,
		    row->count.people == 1 ? "person" : "people");
	else
		buf_addf(out, "%" PRId64, row->count.people);
}

static int
label_cols(const struct tally_row *row)
{
	return utf8_cols(row->label, strlen(row->label));
}

static void
add_table(const struct tally_table *table, struct buf *out)
{
	int wide = 0;

	buf_addf(out, "\n%s\n", table->title);
	if (!table->told) {
		text_add_wrapped(out, table->people == 0
			? "Nobody yet."
			: "Too few people to tell.", 2, TEXT_PAGE_COLS);
		return;
	}
	for (size_t i = 0; i < table->count; i++) {
		int cols = label_cols(&table->rows[i]);

		wide = cols > wide ? cols : wide;
	}
	for (size_t i = 0; i < table->count; i++) {
		text_add_spaces(out, 2);
		buf_add(out, table->rows[i].label);
		text_add_spaces(out,
		    wide - label_cols(&table->rows[i]) + 2);
		add_people(&table->rows[i], table->things, out);
		buf_add_char(out, '\n');
	}
}

static void
add_places(const struct tally *tally, struct buf *out)
{
	struct working working;

	working_init(&working);
	place_of_death_explain(&tally->terms, &tally->places,
	    &tally->place_told, &working);
	buf_add(out, "\nWhere people died\n");
	for (size_t i = 0; i < working.count; i++)
		text_add_wrapped(out, working.steps[i].text, 2, TEXT_PAGE_COLS);
	working_clear(&working);
}

static void
add_freed(const struct tally *tally, struct buf *out)
{
	struct buf text;
	int64_t less = tally->freed_pence;

	buf_init(&text);
	buf_add(out, "\nWhat help costs, beside what it cost before\n");
	if (!tally->freed_told) {
		buf_add(&text, "Too few people to tell.");
	} else {
		buf_addf(&text, "For the %" PRId64 " people of whom it is "
				"known: ", tally->freed_plans);
		money_format_pounds(less < 0 ? -less : less, &text);
		buf_addf(&text, " a year %s in all. %s It is never told by "
				"worker, and is no target.",
		    less < 0 ? "more" : "less", counts_selection_note);
	}
	text_add_wrapped(out, text.data, 2, TEXT_PAGE_COLS);
	buf_clear(&text);
}

static void
add_aside(int64_t count, const char *one, const char *many, struct buf *out)
{
	if (count > 0)
		buf_addf(out, "%" PRId64 " %s\n", count,
		    count == 1 ? one : many);
}

static void
print_text(const struct gathered *all, const char *folder)
{
	const struct tally *tally = &all->tally;
	struct buf out, text;

	buf_init(&out);
	buf_init(&text);
	buf_addf(&text, "%s%" PRId64 " %s in %s", all->training
		? "TRAINING: made up. " : "", tally->plans,
	    tally->plans == 1 ? "plan" : "plans", folder);
	text_add_wrapped(&out, text.data, 0, TEXT_PAGE_COLS);
	add_aside(all->left_out, "plan for training is left out.",
	    "plans for training are left out.", &out);
	add_aside(all->twice, "file is of a plan that was counted already.",
	    "files are of plans that were counted already.", &out);
	add_aside(all->unread, "file could not be read.",
	    "files could not be read.", &out);
	for (size_t i = 0; i < TALLY_GROUPS; i++)
		add_table(&tally->tables[i], &out);
	add_places(tally, &out);
	add_freed(tally, &out);
	buf_reset(&text);
	buf_addf(&text, "\"%s\" stands for fewer than %" PRId64 " people, or "
		"for a number that would give such a one away.", NOT_TOLD,
	    tally->terms.small);
	buf_add_char(&out, '\n');
	text_add_wrapped(&out, text.data, 0, TEXT_PAGE_COLS);
	fwrite(out.data, 1, out.len, stdout);
	buf_clear(&text);
	buf_clear(&out);
}

/* --- for a program: null is not told --- */

static json_t *
table_json(const struct tally_table *table)
{
	json_t *rows = json_array();

	for (size_t i = 0; i < table->count; i++) {
		const struct tally_row *row = &table->rows[i];
		bool told = table->told && !row->count.hidden;
		json_t *one = json_pack("{s:s, s:o}", "label", row->label,
		    "people", told ? json_integer(row->count.people)
				   : json_null());

		if (table->things)
			json_object_set_new(one, "things",
			    told ? json_integer(row->things) : json_null());
		json_array_append_new(rows, one);
	}
	return json_pack("{s:s, s:o}", "title", table->title, "rows", rows);
}

static json_t *
share_json(bool told, int64_t share)
{
	return told ? json_integer(share) : json_null();
}

static void
print_json(const struct gathered *all, const char *folder)
{
	const struct tally *tally = &all->tally;
	const struct place_told *told = &tally->place_told;
	json_t *tables = json_array();

	for (size_t i = 0; i < TALLY_GROUPS; i++)
		json_array_append_new(tables, table_json(&tally->tables[i]));
	json_print(json_pack(
	    "{s:o, s:b, s:I, s:I, s:I, s:I, s:I, s:o, s:{s:o, s:o, s:o}, "
	    "s:{s:o, s:o}, s:s}",
	    "folder", json_text(folder), "training", all->training, "plans",
	    (json_int_t)tally->plans, "training_left_out",
	    (json_int_t)all->left_out, "counted_already",
	    (json_int_t)all->twice, "not_read", (json_int_t)all->unread,
	    "told_from", (json_int_t)tally->terms.small, "tables", tables,
	    "died_as_wished_hundredths_percent", "all",
	    share_json(told->whole, told->whole_share), "with_budget",
	    share_json(told->split, told->with_share), "without",
	    share_json(told->split, told->without_share), "costs_less", "people",
	    share_json(tally->freed_told, tally->freed_plans),
	    "pence_a_year",
	    share_json(tally->freed_told, tally->freed_pence), "note",
	    counts_selection_note));
}

enum status
cmd_report(struct cli *cli)
{
	const char *folder =
	    cli->count > 0 ? cli->operands[0] : cli->settings.caseload;
	struct gathered all = { .unread = 0 };
	struct caseload *caseload;
	struct form_set *forms;
	struct rates *rates;
	struct error err;

	if (!settings_load_forms(&cli->settings, &forms, &err))
		return cli_fail(&err);
	if (!settings_load_rates(&cli->settings, &rates, &err)) {
		form_set_free(forms);
		return cli_fail(&err);
	}
	if (!caseload_open(folder, NULL, &caseload, &err)) {
		rates_free(rates);
		form_set_free(forms);
		return cli_fail(&err);
	}
	tally_init(&all.tally, forms, rates, clock_today());
	gather_all(&all, cli, caseload, rates);
	if (cli->options.json)
		print_json(&all, folder);
	else
		print_text(&all, folder);
	tally_clear(&all.tally);
	free(all.seen);
	caseload_close(caseload);
	rates_free(rates);
	form_set_free(forms);
	return STATUS_OK;
}
