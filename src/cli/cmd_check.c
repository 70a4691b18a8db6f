#include "config.h"

#include "cli/cli.h"
#include "cli/findings.h"

enum status
cmd_check(struct cli *cli)
{
	struct problem_list problems;
	enum status status;
	struct opened opened;
	struct error err;

	problem_list_init(&problems);
	if (cli_open(cli, cli->operands[0], &opened, &err)) {
		if (plan_check(opened.plan, &problems, &err))
			status = findings_print(&problems, cli->options.json);
		else
			status = cli_fail(&err);
		opened_close(&opened);
	} else if (err.code == ERR_CORRUPT) {
		/* finding damage is what a check is for */
		problem_add(&problems, cli->operands[0], "%s", err.text);
		status = findings_print(&problems, cli->options.json);
	} else {
		status = cli_fail(&err);
	}
	problem_list_clear(&problems);
	return status;
}
