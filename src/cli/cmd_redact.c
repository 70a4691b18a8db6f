#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli/cli.h"
#include "plan/move.h"

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

static bool
may_still_be_there(const struct redact_done *done)
{
	return done->later || done->copies > 0;
}

static enum status
take_out(struct plan *plan, const struct redact_wanted *wanted)
{
	struct redact_done done;
	struct error err;
	struct buf text;

	if (!plan_redact(plan, wanted, &done, &err))
		return cli_fail(&err);
	buf_init(&text);
	redact_say(&done, &text);
	fputs(text.data, stdout);
	buf_clear(&text);
	return may_still_be_there(&done) ? STATUS_FINDING : STATUS_OK;
}

static enum status
move(const struct cli *cli, struct plan *plan,
    const struct redact_wanted *wanted)
{
	enum status status = STATUS_OK;
	struct move_done done;
	struct opened other;
	struct error err;
	struct buf text;

	if (!cli_open_to_write(cli, cli->options.move_to, &other, &err))
		return cli_fail(&err);
	if (!plan_move(plan, other.plan, wanted, &done, &err)) {
		status = cli_fail(&err);
	} else {
		buf_init(&text);
		move_say(&done, plan, other.plan, &text);
		fputs(text.data, stdout);
		buf_clear(&text);
		if (may_still_be_there(&done.redact) || !done.noted_here ||
		    !done.noted_there)
			status = STATUS_FINDING;
	}
	opened_close(&other);
	return status;
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
	enum status status;
	struct opened opened;
	struct error err;

	if (!read_rev(cli->options.rev, &wanted.only))
		return STATUS_CANNOT;
	if (!cli_open_to_write(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	status = cli->options.move_to ? move(cli, opened.plan, &wanted)
				      : take_out(opened.plan, &wanted);
	opened_close(&opened);
	return status;
}
