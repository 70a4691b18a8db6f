/* export --for subject-access: all that a plan holds about the person. First a
 * table in which somebody decides about each answer; then, with --decisions, the
 * copy itself. The record of what was decided stays in the plan. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/outfile.h"
#include "cli/cli.h"
#include "cli/findings.h"
#include "export/access_request.h"
#include "export/decisions.h"
#include "export/format.h"

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
	    options->viewer != NULL || options->json || options->easy ||
	    options->script)
		cli_refuse("--for subject-access takes -o, --format, "
			   "--large-print, --decisions, --to and --how alone.");
	else if (options->to != NULL && options->decisions == NULL)
		cli_refuse("--to goes with --decisions: before that there is "
			   "no copy that somebody can be given.");
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

/* What is given in this way is always written down: to whoever --to says, else
 * to whoever asked. */
static enum status
hand_out(const struct cli *cli, const struct export_format *format,
    struct plan *plan, const char *asked)
{
	struct cli given = *cli;
	enum status status;
	struct buf what;

	if (given.options.to == NULL)
		given.options.to = asked;
	buf_init(&what);
	buf_addf(&what, "%s (%s)", ACCESS_TITLE, format->name);
	status = cli_hand_out(&given, plan, AUDIENCE_PERSON, what.data, NULL);
	buf_clear(&what);
	return status;
}

/* The copy is there: what was decided, and who has it, goes into the plan. */
static enum status
keep_record(const struct cli *cli, const struct export_format *format,
    struct plan *plan, const struct access_list *list)
{
	char *asked = access_request_to(plan);
	enum status status;
	struct error err;

	if (!access_request_give(plan, list, cli->settings.user.display,
		&err)) {
		error_prefix(&err, "The copy was made, but what was decided "
				   "could not be written down. ");
		status = cli_fail(&err);
	} else {
		fputs("The copy is made. What was decided is written down in "
		      "the plan, where only workers see it. Keep the table "
		      "with the record.\n", stderr);
		status = hand_out(cli, format, plan, asked);
	}
	free(asked);
	return status;
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
		&err))
		status = cli_fail(&err);
	else
		status = keep_record(cli, format, plan, list);
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
	struct uid request;
	struct error err;

	if (!options_agree(&cli->options))
		return STATUS_CANNOT;
	if (copy && !access_request_writes(format))
		return cli_refuse("The copy is for a person to read. Write it "
				  "as text, html or pdf.");
	if (copy ? !cli_open_to_write(cli, cli->operands[0], &opened, &err)
		 : !cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	access_list_make(opened.plan, &list);
	if (access_request_open(opened.plan, &request))
		access_request_read(opened.plan, &request, &list);
	status = copy ? write_copy(cli, format, opened.plan, &list)
		      : write_table(cli, &list);
	access_clear(&list);
	opened_close(&opened);
	return status;
}
