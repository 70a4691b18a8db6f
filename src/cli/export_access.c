/* export --for subject-access: all that a plan holds about the person. First a
 * table in which somebody decides about each answer; then, with --decisions, the
 * copy itself. The record of what was decided stays in the plan. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/outfile.h"
#include "cli/cli.h"
#include "cli/findings.h"
#include "export/decisions.h"
#include "export/format.h"

#define REQUESTS	   "sign.access"
#define REQUEST_GIVEN	   "sign.access_given"
#define REQUEST_BY	   "sign.access_by"
#define REQUEST_DECISIONS  "sign.access_decisions"
#define DECISIONS_FILE_MAX (16 * 1024 * 1024)

bool
wants_access(const struct options *options)
{
	return options->audience != NULL &&
	    strcmp(options->audience, "subject-access") == 0;
}

static bool
options_agree(const struct options *options)
{
	if (options->pack || options->page != NULL || options->withheld ||
	    options->viewer != NULL || options->to != NULL ||
	    options->json)
		cli_refuse("--for subject-access takes -o, --format, "
			   "--large-print and --decisions alone.");
	else if (options->output == NULL)
		cli_refuse("Say which file to write: -o OUT%s. It holds "
			   "restricted answers%s.",
		    options->decisions != NULL ? ".html" : ".csv",
		    options->decisions != NULL ? " if so decided" : "");
	else
		return true;
	return false;
}

static enum status
write_table(const struct cli *cli, const struct access_list *list)
{
	struct error err;
	struct buf text;
	bool ok;

	buf_init(&text);
	decisions_write(list, &text);
	ok = outfile_write(cli->options.output, text.data, text.len, false,
	    &err);
	buf_clear(&text);
	if (!ok)
		return cli_fail(&err);
	fprintf(stderr,
	    "The table has every answer, restricted ones too: keep it where "
	    "only workers see it. Write disclose, redact or refuse beside "
	    "each, with the reason; then make the copy with --decisions %s. "
	    "The law gives one month from the day they asked. Changed and "
	    "removed answers are in oneplan history.\n",
	    cli->options.output);
	return STATUS_OK;
}

/* --- the copy --- */

static void
record(struct taken *taken, const struct plan *plan, const char *name,
    const struct uid *row, const char *text)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct value value;

	if (field == NULL)
		return;
	value_init(&value);
	value_set_text(&value, text);
	taken_add_answer(taken, field, row, &value);
}

/* The last request that was not met yet; false: there is none. */
static bool
open_request(const struct plan *plan, const struct repeat *repeat,
    struct uid *out)
{
	const struct field *given =
	    form_set_field(plan_forms(plan), REQUEST_GIVEN);
	const struct uid *rows;
	size_t count = plan_rows(plan, repeat, &UID_NONE, &rows);

	for (size_t i = count; given != NULL && i-- > 0;) {
		struct field_state state;

		plan_field(plan, given, &rows[i], &state);
		*out = rows[i];
		if (!state.answered)
			return true;
	}
	return false;
}

static bool
keep_record(const struct cli *cli, struct plan *plan,
    const struct access_list *list, struct error *err)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), REQUESTS);
	struct taken taken = { 0 };
	char day[DATE_ISO_LEN + 1];
	struct buf text;
	struct uid row;
	bool ok;

	if (repeat == NULL)
		return error_set(err, ERR_FORM,
		    "These forms have no place for what was decided.");
	if (!open_request(plan, repeat, &row)) {
		row = uid_new();
		taken_add_row(&taken, repeat, &row, &UID_NONE);
	}
	date_format_iso(plan_today(plan), day);
	buf_init(&text);
	decisions_say(list, &text);
	record(&taken, plan, REQUEST_GIVEN, &row, day);
	record(&taken, plan, REQUEST_BY, &row, cli->settings.user.display);
	record(&taken, plan, REQUEST_DECISIONS, &row, text.data);
	ok = plan_take_in(plan, &taken, NULL, err);
	buf_clear(&text);
	taken_clear(&taken);
	return ok;
}

/* Reads what was decided; false after a message. */
static bool
read_decisions(const struct cli *cli, struct access_list *list,
    enum status *status)
{
	struct problem_list said;
	struct error err;
	char *text = NULL;
	size_t len;

	problem_list_init(&said);
	*status = STATUS_OK;
	if (!infile_read(cli->options.decisions, DECISIONS_FILE_MAX, &text,
		&len, &err) ||
	    !decisions_read(text, len, list, &said, &err))
		*status = cli_fail(&err);
	else if (said.count > 0) {
		*status = findings_print(&said, false);
		cli_refuse("No copy was made: first decide about all of these.");
	}
	free(text);
	problem_list_clear(&said);
	return *status == STATUS_OK;
}

static enum status
write_copy(const struct cli *cli, const struct export_format *format,
    struct plan *plan, struct access_list *list)
{
	struct report *report;
	enum status status;
	struct error err;
	struct buf text;

	if (!read_decisions(cli, list, &status))
		return status;
	report = report_access(plan, list);
	buf_init(&text);
	if (!export_write(format, report, NULL, cli->options.large_print,
		&text, &err) ||
	    !outfile_write(cli->options.output, text.data, text.len, false,
		&err)) {
		status = cli_fail(&err);
	} else if (!keep_record(cli, plan, list, &err)) {
		error_prefix(&err, "The copy was made, but what was decided "
				   "could not be written down. ");
		status = cli_fail(&err);
	} else {
		fputs("The copy is made. What was decided is written down in "
		      "the plan, where only workers see it. Keep the table "
		      "with the record.\n", stderr);
	}
	buf_clear(&text);
	report_free(report);
	return status;
}

enum status
export_access(const struct cli *cli, const struct export_format *format)
{
	const bool copy = cli->options.decisions != NULL;
	struct access_list list;
	struct opened opened;
	enum status status;
	struct error err;

	if (!options_agree(&cli->options))
		return STATUS_CANNOT;
	if (copy && !format->letters && strcmp(format->name, "text") != 0)
		return cli_refuse("The copy is for a person to read. Write it "
				  "as text, html or pdf.");
	if (copy ? !cli_open_to_write(cli, cli->operands[0], &opened, &err)
		 : !cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	access_list_make(opened.plan, &list);
	status = copy ? write_copy(cli, format, opened.plan, &list)
		      : write_table(cli, &list);
	access_clear(&list);
	opened_close(&opened);
	return status;
}
