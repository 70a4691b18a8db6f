#include "config.h"

#include "cli/cli.h"
#include "export/write_json.h"
#include "export/write_text.h"

static void
print(const struct report *report, bool json)
{
	struct buf text;

	buf_init(&text);
	if (json)
		write_json(report, &text);
	else
		write_text(report, &text);
	fwrite(text.data, 1, text.len, stdout);
	buf_clear(&text);
}

enum status
cmd_show(struct cli *cli)
{
	enum status status = STATUS_CANNOT;
	struct copy_for copy = { .named = false };
	struct wanted_page page;
	struct report *report;
	struct opened opened;
	struct error err;

	if (!cli_audience(cli, &copy.audience) || !cli_page(cli, &page))
		return STATUS_CANNOT;
	if (!cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	report = cli_report(opened.plan, &copy, &page);
	if (report != NULL) {
		print(report, cli->options.json);
		status = STATUS_OK;
	}
	report_free(report);
	opened_close(&opened);
	return status;
}
