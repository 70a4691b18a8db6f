#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli/cli.h"
#include "plan/redact.h"

/* --rev: which answer in the history, from 1. */
static bool
read_rev(const char *text, int *out)
{
	char *end;
	long number;

	*out = 0;
	if (text == NULL)
		return true;
	number = strtol(text, &end, 10);
	if (*text >= '0' && *text <= '9' && *end == '\0' && number > 0 &&
	    number < 1000000) {
		*out = (int)number;
		return true;
	}
	cli_refuse("--rev takes the number of an answer in the order of oneplan "
		   "history, from 1, the oldest.");
	return false;
}

enum status
cmd_redact(struct cli *cli)
{
	struct redact_wanted wanted = {
		.what = cli->operands[1],
		.why = cli->options.why,
		.by = cli->options.by,
		.agreed = cli->options.agreed,
		.before = cli->settings.before,
	};
	enum status status = STATUS_OK;
	struct redact_done done;
	struct opened opened;
	struct error err;
	struct buf text;

	if (!read_rev(cli->options.rev, &wanted.only))
		return STATUS_CANNOT;
	if (!cli_open_to_write(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	if (!plan_redact(opened.plan, &wanted, &done, &err)) {
		status = cli_fail(&err);
	} else {
		buf_init(&text);
		redact_say(&done, &text);
		fputs(text.data, stdout);
		buf_clear(&text);
		if (done.later || done.copies > 0)
			status = STATUS_FINDING;
	}
	opened_close(&opened);
	return status;
}
