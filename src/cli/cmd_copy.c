#include "config.h"

#include <stdlib.h>

#include "caseload/caseload.h"
#include "cli/cli.h"

enum status
cmd_copy(struct cli *cli)
{
	const char *at = cli->count > 1 ? cli->operands[1] : NULL;
	char *path = settings_find_plan(&cli->settings, cli->operands[0]);
	enum status status = STATUS_OK;
	struct error err;
	char *copy;

	if (caseload_copy(path, "", at, &copy, &err)) {
		printf("%s\n", copy);
		free(copy);
	} else {
		status = cli_fail(&err);
	}
	free(path);
	return status;
}
