#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "cli/cli.h"
#include "cli/findings.h"
#include "export/read_answers.h"
#include "export/read_month.h"
#include "export/write_csv.h"

/* What tells one person's plan from another's, the surest first. */
static const char *const person[] = { "about_me.nhs_no", "about_me.dob" };

/* One run: what was read, and the plan it goes into. */
struct import {
	struct form_set *forms;
	struct rates *rates;
	struct read_answers read;
	struct problem_list said;
	struct plan *plan;
	char *path;
	bool made; /* the plan is new */
	struct month_file *files; /* one, or tables */
	char **texts;		  /* of each */
	size_t count;
	bool table; /* it is one, not JSON */
};

static const struct value *
taken_value(const struct taken *taken, const struct field *field)
{
	for (size_t i = 0; i < taken->answer_count; i++)
		if (taken->answers[i].field == field)
			return &taken->answers[i].value;
	return NULL;
}

/* Words in the wrong person's plan are a breach: one that says another number,
 * or with no number to compare another date of birth, is left alone. */
static bool
same_person(const struct import *import, struct error *err)
{
	for (size_t i = 0; i < sizeof person / sizeof person[0]; i++) {
		const struct field *field =
		    form_set_field(import->forms, person[i]);
		struct field_state state;
		const struct value *value;

		if (field == NULL || field->repeat != NULL)
			continue;
		plan_field(import->plan, field, &UID_NONE, &state);
		value = taken_value(&import->read.taken, field);
		if (!state.answered || value == NULL)
			continue;
		if (value_equal(value, state.answer))
			return true;
		return error_set(err, ERR_USER,
		    "The file seems to be about somebody else: \"%s\" is not "
		    "as in this plan. Nothing was changed. If it is the same "
		    "person, put that right first.", field->label);
	}
	return true;
}

/* What is made up and what is real never come into one file. */
static bool
same_sort(const struct import *import, struct error *err)
{
	bool training = store_training(plan_store(import->plan));

	if (training == import->read.training)
		return true;
	return error_set(err, ERR_USER, training
		? "This is a training plan, and the file is about a real "
		  "person. Nothing was changed."
		: "The file is a training plan, and this plan is about a real "
		  "person. Nothing was changed.");
}

/* Opens the plan or, unless a table needs it to be there, makes it. */
static bool
open_plan(const struct cli *cli, struct import *import, struct error *err)
{
	struct stat st;

	import->path = settings_find_plan(&cli->settings, cli->operands[0]);
	if (lstat(import->path, &st) == 0 || import->table)
		return plan_open(import->path, import->forms, import->rates,
		    &cli->settings.user, false, &import->plan, err);
	free(import->path);
	import->path = NULL;
	if (!cli_new_path(cli, cli->operands[0], &import->path, err) ||
	    !plan_create(import->path, import->forms, import->rates,
		&cli->settings.user, import->read.training, &import->plan,
		err))
		return false;
	import->made = true;
	return true;
}

/* JSON begins with a brace, a table with its first column's name. */
static bool
is_table(const struct month_file *file)
{
	return file->len > 0 &&
	    file->text[strspn(file->text, " \t\r\n")] != '{' &&
	    strstr(file->text, MONTH_WHOSE) != NULL;
}

static bool
load_file(struct import *import, const char *path, struct error *err)
{
	size_t at = import->count;
	struct month_file *file = &import->files[at];

	for (size_t i = 0; i < at; i++)
		if (strcmp(import->files[i].name, path) == 0)
			return error_set(err, ERR_USER,
			    "%s is named twice. Nothing was changed.",
			    error_quote(path).text);
	file->name = path;
	if (!infile_read(path, ANSWERS_FILE_MAX, &import->texts[at],
		&file->len, err))
		return false;
	file->text = import->texts[at];
	import->count++;
	return true;
}

/* One file of any kind; more than one only of tables. */
static bool
load_files(const struct cli *cli, struct import *import, struct error *err)
{
	size_t count = cli->count - 1;

	import->files = xcalloc(count, sizeof *import->files);
	import->texts = xcalloc(count, sizeof *import->texts);
	for (size_t i = 0; i < count; i++) {
		if (!load_file(import, cli->operands[1 + i], err))
			return false;
		import->table = is_table(&import->files[i]);
		if (count > 1 && !import->table)
			return error_set(err, ERR_USER,
			    "%s is not a table of My money in a month, and "
			    "only those can be taken in together. Nothing was "
			    "changed.",
			    error_quote(import->files[i].name).text);
	}
	return true;
}

/* What the files say. A table speaks of the costs of a plan that is there, so it
 * is read when that is open, and all else before. */
static bool
read_files(struct import *import, struct error *err)
{
	const struct month_file *first = &import->files[0];
	bool ok = import->table
	    ? month_read_csv(import->files, import->count, import->plan,
		  &import->read, &import->said, err)
	    : answers_read(first->text, first->len, import->forms,
		  &import->read, &import->said, err);

	if (!ok && import->count == 1)
		error_prefix(err, "%s was not taken in. ",
		    error_quote(first->name).text);
	else if (!ok)
		error_prefix(err, "None of the files was taken in. ");
	return ok;
}

static bool
run(const struct cli *cli, struct import *import, size_t *changed,
    struct error *err)
{
	if (!settings_load_forms(&cli->settings, &import->forms, err)) {
		import->forms = NULL;
		return error_prefix(err, "The forms cannot be used. ");
	}
	if (!settings_load_rates(&cli->settings, &import->rates, err)) {
		import->rates = NULL;
		return error_prefix(err, "The figures cannot be used. ");
	}
	if (!load_files(cli, import, err) ||
	    !(import->table
		    ? open_plan(cli, import, err) && read_files(import, err)
		    : read_files(import, err) &&
			open_plan(cli, import, err)) ||
	    !same_sort(import, err) || !same_person(import, err))
		return false;
	answers_loose_links(&import->read.taken, import->plan, &import->said);
	return plan_take_in(import->plan, &import->read.taken, changed, err);
}

static enum status
tell(const struct import *import, size_t changed)
{
	size_t count = import->read.taken.answer_count;

	printf("%s: %zu answer%s taken in", import->path, changed,
	    changed == 1 ? "" : "s");
	if (changed < count)
		printf(", %zu the same already", count - changed);
	printf(".\n");
	return findings_print(&import->said, false);
}

enum status
cmd_import(struct cli *cli)
{
	struct import import = { .forms = NULL };
	enum status status;
	struct error err;
	size_t changed;
	bool ok;

	problem_list_init(&import.said);
	ok = run(cli, &import, &changed, &err);
	plan_close(import.plan);
	if (ok)
		status = tell(&import, changed);
	else {
		/* a plan that was made for nothing */
		if (import.made)
			unlink(import.path);
		status = cli_fail(&err);
	}
	free(import.path);
	for (size_t i = 0; i < import.count; i++)
		free(import.texts[i]);
	free(import.texts);
	free(import.files);
	problem_list_clear(&import.said);
	taken_clear(&import.read.taken);
	rates_free(import.rates);
	form_set_free(import.forms);
	return status;
}
