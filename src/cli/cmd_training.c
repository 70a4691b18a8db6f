#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "cli/training.h"

/* What was asked for: a seat and a version of the cases. */
struct wanted {
	int seat; /* 0: the person's own */
	enum case_version version;
};

static bool
read_seat(const char *text, int *seat)
{
	size_t len = strlen(text);

	if (len == 0 || len > 2 || strspn(text, "0123456789") != len)
		return false;
	*seat = atoi(text);
	return *seat >= 1 && *seat <= TRAINING_SEATS;
}

/* "[seat N] [VERSION]"; false after a message, if ALOUD. */
static bool
read_wanted(size_t count, char **operands, bool aloud, struct wanted *out)
{
	*out = (struct wanted){ 0, CASE_COMPLETE };
	if (count > 0 && strcmp(operands[0], "seat") == 0) {
		if (count < 2 || !read_seat(operands[1], &out->seat)) {
			if (aloud)
				cli_refuse("A seat has a number from 1 to %d, "
					   "such as: oneplan training seat 3",
				    TRAINING_SEATS);
			return false;
		}
		operands += 2;
		count -= 2;
	}
	if (count == 0 ||
	    (count == 1 && case_version_parse(operands[0], &out->version)))
		return true;
	if (aloud)
		cli_refuse("\"%s\" is not known to oneplan training. A version "
			   "is complete, half, blank or faulty; see oneplan "
			   "training --help.",
		    operands[0]);
	return false;
}

bool
training_opens(size_t count, char **operands)
{
	struct wanted wanted;

	for (size_t i = 0; i < count; i++)
		if (operands[i][0] == '-')
			return false;
	return read_wanted(count, operands, false, &wanted);
}

static bool
make_sandbox(const struct settings *settings, const struct wanted *wanted,
    char **folder, struct error *err)
{
	struct training_kit kit;
	bool ok;

	*folder = training_folder(settings, wanted->seat, wanted->version);
	if (!training_kit_load(settings, &kit, err))
		return false;
	ok = training_make(&kit, *folder, wanted->version, err);
	training_kit_clear(&kit);
	return ok;
}

enum status
training_prepare(size_t count, char **operands, char **folder)
{
	struct settings settings;
	struct wanted wanted;
	struct error err;
	enum status status = STATUS_OK;

	*folder = NULL;
	if (!read_wanted(count, operands, true, &wanted))
		return STATUS_CANNOT;
	if (!settings_load(&settings, NULL, &err) ||
	    !make_sandbox(&settings, &wanted, folder, &err))
		status = cli_fail(&err);
	settings_clear(&settings);
	return status;
}

static enum status
open_sandbox(struct cli *cli)
{
	struct wanted wanted;
	struct error err;
	char *folder;
	enum status status = STATUS_OK;

	if (!read_wanted(cli->count, cli->operands, true, &wanted))
		return STATUS_CANNOT;
	if (make_sandbox(&cli->settings, &wanted, &folder, &err))
		printf("%s\n", folder);
	else
		status = cli_fail(&err);
	free(folder);
	return status;
}

static enum status
reset(struct cli *cli)
{
	struct training_kit kit;
	struct error err;
	int last = cli->options.all ? TRAINING_SEATS : 0;
	bool ok = true;

	if (cli->count > 1)
		return cli_refuse("Write: oneplan training reset [--all]");
	if (!training_kit_load(&cli->settings, &kit, &err))
		return cli_fail(&err);
	for (int seat = 0; seat <= last && ok; seat++)
		if (seat == 0 || training_there(&cli->settings, seat))
			ok = training_reset(&kit, seat, &err);
	training_kit_clear(&kit);
	return ok ? STATUS_OK : cli_fail(&err);
}

enum status
cmd_training(struct cli *cli)
{
	const char *word = cli->count > 0 ? cli->operands[0] : "";

	if (strcmp(word, "event") == 0)
		return training_event(cli);
	if (strcmp(word, "reset") == 0)
		return reset(cli);
	if (cli->options.all)
		return cli_refuse("--all goes with reset and event.");
	if (strcmp(word, "handouts") == 0)
		return training_handouts(cli);
	return open_sandbox(cli);
}
