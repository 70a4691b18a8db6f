/* A working copy for somebody who may not see the whole plan: export's, with
 * --working. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/file_name.h"
#include "cli/cli.h"
#include "plan/working_copy.h"

#define SUFFIX ".oneplan"

/* "kwame-redfern-broker.oneplan" in this folder. */
static char *
own_path(const char *file)
{
	const char *slash = strrchr(file, '/');
	const char *name = slash ? slash + 1 : file;
	size_t len = strlen(name);
	struct buf stem;
	char *path;

	if (file_name_ends(name, SUFFIX))
		len -= strlen(SUFFIX);
	buf_init(&stem);
	buf_add_bytes(&stem, name, len);
	buf_add(&stem, "-" WORKING_BROKER);
	path = file_name_free("", stem.data, SUFFIX, false);
	buf_clear(&stem);
	return path;
}

static bool
options_agree(const struct options *options)
{
	if (options->pack || options->withheld || options->format ||
	    options->json || options->page || options->large_print ||
	    options->easy || options->script || options->viewer || options->draft ||
	    options->encrypt || options->with_history ||
	    options->passphrase_file)
		cli_refuse("--working writes a plan file; it takes --for broker "
			   "and --output alone.");
	else if (!options->audience ||
	    strcmp(options->audience, WORKING_BROKER) != 0)
		cli_refuse("A working copy is for a broker. Write: --working "
			   "--for broker");
	else
		return true;
	return false;
}

enum status
export_working(const struct cli *cli)
{
	enum status status = STATUS_CANNOT;
	struct opened opened;
	struct error err;
	char *path;
	size_t held;

	if (!options_agree(&cli->options))
		return STATUS_CANNOT;
	if (!cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	path = cli->options.output ? NULL : own_path(cli->operands[0]);
	if (!cli_may_leave(cli, opened.plan))
		status = STATUS_CANNOT;
	else if (!plan_working_copy(opened.plan,
		     path ? path : cli->options.output, &held, &err)) {
		status = cli_fail(&err);
	} else {
		printf("%s\n", path ? path : cli->options.output);
		fprintf(stderr,
		    "oneplan: %zu answer%s in it, because %s not for a broker. "
		    "Bring it back with: oneplan merge %s %s\n",
		    held, held == 1 ? " is not" : "s are not",
		    held == 1 ? "it is" : "they are", cli->operands[0],
		    path ? path : cli->options.output);
		status = STATUS_OK;
	}
	free(path);
	opened_close(&opened);
	return status;
}
