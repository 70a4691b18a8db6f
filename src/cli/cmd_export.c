#include "config.h"

#include <string.h>

#include "base/outfile.h"
#include "cli/cli.h"
#include "export/write_text.h"

static bool
write_out(const char *path, const struct buf *text, struct error *err)
{
	if (path != NULL && strcmp(path, "-") != 0)
		return outfile_write(path, text->data, text->len, false, err);
	/* cli_finish sees whether it arrived */
	fwrite(text->data, 1, text->len, stdout);
	return true;
}

enum status
cmd_export(struct cli *cli)
{
	const char *format = cli->options.format;
	enum status status = STATUS_OK;
	enum audience audience;
	struct report *report;
	struct opened opened;
	struct error err;
	struct buf text;

	if (format != NULL && strcmp(format, "text") != 0)
		return cli_refuse("oneplan cannot write \"%s\". It can write: "
				  "text.",
		    format);
	if (!cli_audience(cli, &audience))
		return STATUS_CANNOT;
	if (!cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	report = report_build(opened.plan, audience);
	buf_init(&text);
	write_text(report, &text);
	if (!write_out(cli->options.output, &text, &err))
		status = cli_fail(&err);
	buf_clear(&text);
	report_free(report);
	opened_close(&opened);
	return status;
}
