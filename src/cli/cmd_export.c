#include "config.h"

#include <string.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "cli/cli.h"
#include "export/write_answers.h"
#include "export/write_html.h"
#include "export/write_json.h"
#include "export/write_text.h"
#include "report/report.h"

static void
write_html_page(const struct report *report, bool large, struct buf *out)
{
	write_html(report, large, out);
}

static void
write_json_page(const struct report *report, bool large, struct buf *out)
{
	(void)large;
	write_json(report, out);
}

static void
write_text_page(const struct report *report, bool large, struct buf *out)
{
	(void)large;
	write_text(report, out);
}

/* The ways to write a copy; the first is taken where nothing says otherwise. */
static const struct format {
	const char *name;
	const char *suffix; /* of a file written so */
	bool letters;	    /* have a size */
	void (*write)(const struct report *report, bool large,
	    struct buf *out);
} formats[] = {
	{ "text", ".txt", false, write_text_page },
	{ "html", ".html", true, write_html_page },
	{ "json", ".json", false, write_json_page },
};

const char *
export_format_at(size_t at)
{
	return at < ARRAY_LEN(formats) ? formats[at].name : NULL;
}

static bool
ends_in(const char *name, const char *suffix)
{
	size_t len = strlen(name), tail = strlen(suffix);

	return len > tail && strcmp(name + len - tail, suffix) == 0;
}

/* What was asked for, else what the file's name says; NULL after a message. */
static const struct format *
find_format(const struct cli *cli)
{
	const char *name = cli->options.json ? "json" : cli->options.format;
	const char *output = cli->options.output;

	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (name != NULL ? strcmp(name, formats[i].name) == 0
				 : output != NULL &&
			    ends_in(output, formats[i].suffix))
			return &formats[i];
	if (name == NULL)
		return &formats[0];
	cli_refuse("oneplan cannot write \"%s\". It can write: text, html, "
		   "json.",
	    name);
	return NULL;
}

static bool
write_out(const char *path, const struct buf *text, struct error *err)
{
	if (path != NULL && strcmp(path, "-") != 0)
		return outfile_write(path, text->data, text->len, false, err);
	/* cli_finish sees whether it arrived */
	fwrite(text->data, 1, text->len, stdout);
	return true;
}

/* ANSWERS: the plan whose answers go with the page, for another program to take
 * in; or NULL. */
static enum status
write_copy(const struct cli *cli, const struct format *format,
    const struct report *report, const struct plan *answers)
{
	enum status status = STATUS_OK;
	struct error err;
	struct buf text;

	buf_init(&text);
	if (answers != NULL)
		write_json_answers(report, answers, &text);
	else
		format->write(report, cli->options.large_print, &text);
	if (!write_out(cli->options.output, &text, &err))
		status = cli_fail(&err);
	buf_clear(&text);
	return status;
}

static struct report *
make_report(const struct cli *cli, struct plan *plan,
    const struct copy_for *copy, enum page page)
{
	if (cli->options.page != NULL)
		return report_page(plan, copy->audience,
		    copy->named ? &copy->viewer : NULL, page);
	if (copy->named)
		return report_build_viewer(plan, &copy->viewer);
	return report_build(plan, copy->audience);
}

static enum status
export_copy(const struct cli *cli, const struct format *format,
    struct plan *plan, const struct copy_for *copy, enum page page)
{
	struct report *report = make_report(cli, plan, copy, page);
	bool whole = copy->audience == AUDIENCE_AGENCIES &&
	    cli->options.page == NULL;
	enum status status = write_copy(cli, format, report,
	    whole && format->write == write_json_page ? plan : NULL);

	report_free(report);
	return status;
}

/* The page of --page; false after a message. */
static bool
find_page(const struct cli *cli, enum page *out)
{
	*out = PAGE_WEEK;
	for (int i = 0; cli->options.page != NULL && i < PAGE_COUNT; i++)
		if (strcmp(page_word((enum page)i), cli->options.page) == 0) {
			*out = (enum page)i;
			return true;
		}
	if (cli->options.page == NULL)
		return true;
	cli_refuse("There is no page called \"%s\". Those there are: week, "
		   "money, who-to-ring, emergency.",
	    cli->options.page);
	return false;
}

/* Options that have no meaning together are refused, not left aside. */
static bool
options_agree(const struct cli *cli, const struct format *format)
{
	const struct options *options = &cli->options;

	if (options->withheld && (options->format != NULL ||
		options->large_print || options->output != NULL ||
		options->page != NULL))
		cli_refuse("--withheld prints a list; it takes --for, --viewer "
			   "and --json alone.");
	else if (options->json && options->format != NULL)
		cli_refuse("Write either --json or --format, not both.");
	else if (options->large_print && !format->letters)
		cli_refuse("The letters of %s have no size of their own. For "
			   "large print write: --format html --large-print",
		    format->name);
	else
		return true;
	return false;
}

enum status
cmd_export(struct cli *cli)
{
	const struct format *format = find_format(cli);
	enum status status = STATUS_CANNOT;
	struct copy_for copy;
	struct opened opened;
	struct error err;
	enum page page;

	if (format == NULL || !options_agree(cli, format) ||
	    !find_page(cli, &page) || !cli_audience(cli, &copy.audience))
		return STATUS_CANNOT;
	if (!cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	if (!cli_copy_for(cli, opened.plan, &copy))
		status = STATUS_CANNOT;
	else if (cli->options.withheld)
		status = print_withheld(cli, opened.plan, &copy);
	else
		status = export_copy(cli, format, opened.plan, &copy, page);
	opened_close(&opened);
	return status;
}
