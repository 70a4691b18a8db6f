/* --to: writes down in the plan who was handed a copy. */
#include "config.h"

#include <inttypes.h>

#include "cli/cli.h"
#include "plan/handed.h"

bool
cli_may_hand_out(const struct cli *cli)
{
	const struct options *options = &cli->options;

	if (options->how != NULL && options->to == NULL)
		cli_refuse("--how goes with --to: it says how somebody was "
			   "given the copy.");
	else if (options->to != NULL && options->withheld)
		cli_refuse("--withheld makes no copy, so nobody can be given "
			   "it. Leave out --to.");
	else
		return true;
	return false;
}

enum status
cli_hand_out(const struct cli *cli, struct plan *plan, enum audience audience,
    const char *what, const struct digest *seal)
{
	const struct handing handing = {
		.to = cli->options.to,
		.audience = audience,
		.what = what,
		.how = cli->options.how,
		.by = cli->settings.user.display,
		.seal = seal,
	};
	struct error err;
	int64_t number;

	if (cli->options.to == NULL)
		return STATUS_OK;
	if (!plan_hand_out(plan, &handing, &number, &err)) {
		error_prefix(&err, "The copy was made, but who has it could "
				   "not be written down. ");
		return cli_fail(&err);
	}
	fprintf(stderr, "This is copy %" PRId64 ". It is written down under "
	    "Who has a copy.\n", number);
	return STATUS_OK;
}
