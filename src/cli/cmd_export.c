#include "config.h"

#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file_name.h"
#include "base/outfile.h"
#include "cli/cli.h"
#include "export/format.h"
#include "plan/handed.h"
#include "plan/branch.h"
#include "report/report.h"

/* "text, html, json" */
static void
add_formats(struct buf *out)
{
	const struct export_format *format;

	for (size_t i = 0; (format = export_format_at(i)) != NULL; i++)
		buf_addf(out, "%s%s", i > 0 ? ", " : "", format->name);
}

/* The one that OUTPUT's name ends as, the longest ending first; the command
 * line's own if none. */
static const struct export_format *
format_of_file(const char *output)
{
	const struct export_format *format, *found = NULL;

	for (size_t i = 0; (format = export_format_at(i)) != NULL; i++)
		if (output != NULL && file_name_ends(output, format->suffix) &&
		    (found == NULL ||
			strlen(format->suffix) > strlen(found->suffix)))
			found = format;
	return found != NULL ? found : export_format_at(0);
}

/* What was asked for, else what the file's name says; NULL after a message. */
static const struct export_format *
find_format(const struct cli *cli)
{
	const char *name = cli->options.json ? "json"
	    : cli->options.script	     ? "script"
					     : cli->options.format;
	const struct export_format *format;
	struct buf all;

	if (name == NULL)
		return format_of_file(cli->options.output);
	format = export_format_find(name);
	if (format != NULL)
		return format;
	buf_init(&all);
	add_formats(&all);
	cli_refuse("oneplan cannot write \"%s\". It can write: %s.", name,
	    all.data);
	buf_clear(&all);
	return NULL;
}

static bool
write_out(const char *path, const struct buf *text, struct error *err)
{
	if (path != NULL && strcmp(path, "-") != 0)
		return outfile_write(path, text->data, text->len, false, err);
	return cli_print(text->data, text->len, err);
}

/* Writes down who has it: "My week (html, large print)". */
static enum status
hand_out(const struct cli *cli, const struct export_format *format,
    struct plan *plan, const struct copy_for *copy,
    const struct wanted_page *page, const struct report *report)
{
	bool large = cli->options.large_print || report->large_print;
	enum status status;
	struct buf what;

	buf_init(&what);
	buf_addf(&what, "%s (%s%s)",
	    page->whole ? "The whole plan" : page_title(page->page),
	    format->name,
	    report->easy && format->easy ? ", easy read"
		: large && format->letters ? ", large print"
					   : "");
	status = cli_hand_out(cli, plan, copy->audience, what.data,
	    plan_seal_now(plan));
	buf_clear(&what);
	return status;
}

/* Who did not say how to write it may not know how its reader needs it. */
static void
say_needs(const struct cli *cli, const struct export_format *format,
    const struct report *report)
{
	if (report->large_print && !format->letters &&
	    cli->options.format == NULL && !cli->options.json &&
	    !cli->options.script)
		fprintf(stderr,
		    "Its reader needs large print, and the letters of %s have "
		    "no size of their own. For that write: --format html\n",
		    format->name);
}

static enum status
export_copy(const struct cli *cli, const struct export_format *format,
    struct plan *plan, const struct copy_for *copy,
    const struct wanted_page *page)
{
	struct report *report = cli_report(plan, copy, page);
	enum status status = STATUS_OK;
	struct error err;
	struct buf text;

	if (report == NULL)
		return STATUS_CANNOT;
	if (cli->options.easy)
		report_make_easy(report);
	buf_init(&text);
	if (!export_write(format, report, page->whole ? plan : NULL,
		cli->options.large_print, &text, &err) ||
	    !write_out(cli->options.output, &text, &err))
		status = cli_fail(&err);
	else
		status = hand_out(cli, format, plan, copy, page, report);
	if (status == STATUS_OK)
		say_needs(cli, format, report);
	buf_clear(&text);
	report_free(report);
	return status;
}

/* Options that have no meaning together are refused, not left aside. */
static bool
options_agree(const struct cli *cli, const struct export_format *format)
{
	const struct options *options = &cli->options;

	if (options->withheld && (options->format != NULL ||
		options->large_print || options->easy ||
		options->script || options->output != NULL ||
		options->page != NULL))
		cli_refuse("--withheld prints a list; it takes --for, --viewer "
			   "and --json alone.");
	else if ((options->json || options->script) &&
	    (options->format != NULL || (options->json && options->script)))
		cli_refuse("Write one of --json, --script and --format.");
	else if (format->make != NULL && options->output == NULL &&
	    isatty(STDOUT_FILENO))
		cli_refuse("A PDF cannot be read in a terminal. Say which file "
			   "to write: -o OUT%s", format->suffix);
	else if (options->large_print && !format->letters)
		cli_refuse("The letters of %s have no size of their own. For "
			   "large print write: --format html --large-print",
		    format->name);
	else if (options->easy && !format->easy)
		cli_refuse("%s is not for reading, so it has no easy read. "
			   "Write: --format html --easy", format->name);
	else
		return true;
	return false;
}

/* Not every format holds every page; false after a message. */
static bool
page_agrees(const struct export_format *format, const struct wanted_page *page)
{
	struct buf all;

	if (export_holds(format, page->whole, page->page))
		return true;
	if (export_holds(format, true, page->page)) {
		cli_refuse("%s holds the whole plan, not one page. Leave out "
			   "--page.", format->name);
		return false;
	}
	buf_init(&all);
	for (int i = 0; i < PAGE_COUNT; i++)
		if (export_holds(format, false, (enum page)i))
			buf_addf(&all, "%s--page %s", all.len > 0 ? ", " : "",
			    page_word((enum page)i));
	cli_refuse("%s holds one table. Say which: %s.", format->name,
	    all.data);
	buf_clear(&all);
	return false;
}

static bool
without_pack(const struct options *options)
{
	if (!options->draft && !options->encrypt && !options->with_history &&
	    options->passphrase_file == NULL)
		return true;
	cli_refuse("--draft, --encrypt, --passphrase-file and --with-history "
		   "go with --pack.");
	return false;
}

bool
cli_may_leave(const struct cli *cli, const struct plan *plan)
{
	if (plan_what_if(plan) == NULL || cli->options.what_if ||
	    cli->options.withheld)
		return true;
	cli_refuse("This is a what if, not the plan, and nobody has agreed it. "
		   "If it is to be shown to somebody all the same, write "
		   "--what-if: every page says what it is.");
	return false;
}

enum status
cmd_export(struct cli *cli)
{
	const struct export_format *format = find_format(cli);
	enum status status = STATUS_CANNOT;
	struct copy_for copy;
	struct opened opened;
	struct error err;
	struct wanted_page page;

	if (!cli_may_hand_out(cli))
		return STATUS_CANNOT;
	if (wants_access(&cli->options))
		return format != NULL ? export_access(cli, format)
				      : STATUS_CANNOT;
	if (cli->options.working)
		return export_working(cli);
	if (cli->options.pack)
		return export_pack(cli);
	if (!without_pack(&cli->options))
		return STATUS_CANNOT;
	if (format == NULL || !options_agree(cli, format) ||
	    !cli_page(cli, &page) || !page_agrees(format, &page) ||
	    !cli_audience(cli, &copy.audience))
		return STATUS_CANNOT;
	if (cli->options.to != NULL
		? !cli_open_to_write(cli, cli->operands[0], &opened, &err)
		: !cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	if (!cli_may_leave(cli, opened.plan) ||
	    !cli_copy_for(cli, opened.plan, &copy))
		status = STATUS_CANNOT;
	else if (cli->options.withheld)
		status = print_withheld(cli, opened.plan, &copy);
	else
		status = export_copy(cli, format, opened.plan, &copy, &page);
	opened_close(&opened);
	return status;
}
