#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/outfile.h"
#include "caseload/caseload.h"
#include "cli/cli.h"

static bool
has_suffix(const char *name)
{
	size_t len = strlen(name), suffix = strlen(CASELOAD_SUFFIX);

	return len > suffix &&
	    strcmp(name + len - suffix, CASELOAD_SUFFIX) == 0;
}

bool
cli_new_path(const struct cli *cli, const char *name, char **path,
    struct error *err)
{
	const char *slash = strrchr(name, '/');
	const char *base = slash != NULL ? slash + 1 : name;
	bool anywhere = slash != NULL;
	struct buf out;

	/* a name that begins with a dot would be hidden from the caseload */
	if (base[0] == '\0' || base[0] == '.')
		return error_set(err, ERR_USER,
		    "A plan needs the name of a file, such as "
		    "kwame-redfern.oneplan, not \"%s\".",
		    name);
	if (!anywhere && !folder_make(cli->settings.caseload, err))
		return false;
	buf_init(&out);
	if (!anywhere)
		buf_addf(&out, "%s/", cli->settings.caseload);
	buf_add(&out, name);
	if (!has_suffix(name))
		buf_add(&out, CASELOAD_SUFFIX);
	*path = buf_take(&out);
	return true;
}

enum status
cmd_new(struct cli *cli)
{
	enum status status = STATUS_CANNOT;
	struct form_set *forms = NULL;
	struct plan *plan;
	struct error err;
	char *path = NULL;

	if (!settings_load_forms(&cli->settings, &forms, &err)) {
		error_prefix(&err, "The forms cannot be used. ");
		return cli_fail(&err);
	}
	if (!(cli->count > 0
		    ? cli_new_path(cli, cli->operands[0], &path, &err)
		    : caseload_new_path(cli->settings.caseload, NULL, &path,
			  &err)) ||
	    !plan_create(path, forms, NULL, &cli->settings.user,
		cli->options.training, &plan, &err)) {
		cli_fail(&err);
		goto out;
	}
	plan_close(plan);
	printf("%s\n", path);
	status = STATUS_OK;
out:
	free(path);
	form_set_free(forms);
	return status;
}
