#include "config.h"

#include "cli/cli.h"
#include "export/write_json.h"
#include "export/write_text.h"

enum status
cmd_show(struct cli *cli)
{
	enum audience audience;
	struct report *report;
	struct opened opened;
	struct error err;
	struct buf text;

	if (!cli_audience(cli, &audience))
		return STATUS_CANNOT;
	if (!cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	report = report_build(opened.plan, audience);
	buf_init(&text);
	if (cli->options.json)
		write_json(report, &text);
	else
		write_text(report, &text);
	fwrite(text.data, 1, text.len, stdout);
	buf_clear(&text);
	report_free(report);
	opened_close(&opened);
	return STATUS_OK;
}
