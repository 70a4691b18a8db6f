/* oneplan: the start of every run. It decides between the command line and the
 * screens, and does nothing else. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "caseload/caseload.h"
#include "cli/cli.h"
#include "cli/mdoc.h"
#include "cli/settings.h"
#include "cli/training.h"
#include "ui/command.h"
#include "ui/ui.h"

/* Parts of the manuals and of the completion that are made from tables; a test
 * compares them. */
static const struct {
	const char *option;
	void (*print)(FILE *out);
} made[] = {
	{ "print-keys", commands_print_mdoc },
	{ "print-commands", cli_print_mdoc },
	{ "print-settings", cli_print_settings },
	{ "print-form-keys", cli_print_form_keys },
	{ "print-form-types", cli_print_form_types },
	{ "print-facts", cli_print_facts },
	{ "print-words", cli_print_words },
};

static const struct option options[] = {
	{ "caseload", required_argument, NULL, 'c' },
	{ "visit", no_argument, NULL, 'v' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

/* One of made[], which --help does not know of. */
static bool
print_made(const char *word)
{
	for (size_t i = 0; i < ARRAY_LEN(made); i++)
		if (strncmp(word, "--", 2) == 0 &&
		    strcmp(word + 2, made[i].option) == 0) {
			made[i].print(stdout);
			return true;
		}
	return false;
}

/* A plan file must never become descriptor 0, 1 or 2, where a stray message
 * would be written into it. What stands in for a closed one can only be used
 * the wrong way round, so that printing to it fails and is noticed. */
static bool
guard_descriptors(void)
{
	for (int fd = 0; fd <= 2; fd++) {
		if (fcntl(fd, F_GETFD) != -1 || errno != EBADF)
			continue;
		if (open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
			return false;
	}
	return true;
}

static bool
is_plan_name(const char *name)
{
	size_t len = strlen(name), suffix = strlen(CASELOAD_SUFFIX);

	return len > suffix &&
	    strcmp(name + len - suffix, CASELOAD_SUFFIX) == 0;
}

/* What the screens are opened for. */
enum way {
	WAY_ORDINARY,
	WAY_VISIT,    /* somebody else can see them */
	WAY_TRAINING, /* in a sandbox */
};

static enum status
open_screens(const struct settings *settings, const char *file, enum way way)
{
	struct ui_start start = {
		.user = &settings->user,
		.caseload = settings->caseload,
		/* what is made up leaves no trace in the index */
		.index = way == WAY_TRAINING ? NULL : settings->index,
		.mouse = settings->mouse,
		.sign_key = settings->sign_key,
		.known_keys = settings->known_keys,
		.before = settings->before,
		.training = way == WAY_TRAINING,
		.visit = way == WAY_VISIT,
	};
	struct form_set *forms;
	struct rates *rates;
	struct error err;
	char *path = NULL;
	int status;

	if (!settings_load_forms(settings, &forms, &err)) {
		error_prefix(&err, "The forms cannot be used. ");
		return cli_fail(&err);
	}
	if (!settings_load_rates(settings, &rates, &err)) {
		form_set_free(forms);
		error_prefix(&err, "The figures cannot be used. ");
		return cli_fail(&err);
	}
	if (file != NULL)
		start.file = path = settings_find_plan(settings, file);
	start.forms = forms;
	start.rates = rates;
	status = ui_run(&start);
	free(path);
	rates_free(rates);
	form_set_free(forms);
	return (enum status)status;
}

/* The screens, for FILE or the caseload: only where there is a terminal that
 * can show them. */
static enum status
run_screens(const char *caseload, const char *file, enum way way)
{
	struct settings settings;
	enum status status;
	struct error err;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return cli_refuse("There is no terminal here, so the screens "
				  "cannot be shown. Use a command instead, "
				  "such as oneplan list or oneplan show FILE; "
				  "oneplan --help lists them.");
	if (setlocale(LC_CTYPE, "") == NULL ||
	    strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		return cli_refuse("This terminal is not set to UTF-8, so names "
				  "and answers could not be shown as they were "
				  "written. If it can show UTF-8, say so first: "
				  "export LC_ALL=C.UTF-8");
	if (settings_load(&settings, caseload, &err))
		status = open_screens(&settings, file, way);
	else
		status = cli_fail(&err);
	settings_clear(&settings);
	return status;
}

/* In somebody's home there are no other people's names on the screen: one plan,
 * and nothing behind it. */
static enum status
visit(const char *caseload, int argc, char **argv)
{
	if (argc != 1)
		return cli_refuse("Say which plan the visit is for. Write: "
				  "oneplan --visit FILE");
	return run_screens(caseload, argv[0], WAY_VISIT);
}

/* A sandbox is made by the command, then opened like any caseload; without a
 * terminal, its path is printed. */
static enum status
run_training(const struct subcommand *command, int argc, char **argv)
{
	bool screens = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) &&
	    training_opens((size_t)argc - 1, argv + 1);
	char *folder = NULL;
	enum status status;

	if (!screens)
		return cli_run(command, NULL, argc, argv);
	status = training_prepare((size_t)argc - 1, argv + 1, &folder);
	if (status == STATUS_OK)
		status = run_screens(folder, NULL, WAY_TRAINING);
	free(folder);
	return status;
}

/* ARGV[0] is a command, or a plan to open. */
static enum status
run_operands(const char *caseload, int argc, char **argv, bool only_file)
{
	const struct subcommand *command = NULL;
	struct stat st;

	if (argc == 0)
		return run_screens(caseload, NULL, WAY_ORDINARY);
	if (!only_file)
		command = subcommand_find(argv[0]);
	if (command != NULL && strcmp(argv[0], "training") == 0)
		return run_training(command, argc, argv);
	if (command != NULL)
		return cli_run(command, caseload, argc, argv);
	if (stat(argv[0], &st) != 0 && !is_plan_name(argv[0]))
		return cli_refuse("There is no command or file called \"%s\". "
				  "oneplan --help lists the commands.",
		    argv[0]);
	if (argc > 1)
		return cli_refuse("One plan is opened at a time. Write: oneplan "
				  "FILE");
	return run_screens(caseload, argv[0], WAY_ORDINARY);
}

static enum status
print(int what)
{
	switch (what) {
	case 'h':
		cli_print_help(stdout);
		break;
	case 'V':
		puts("oneplan " PACKAGE_VERSION);
		break;
	}
	return cli_finish(STATUS_OK);
}

static enum status
run(int argc, char **argv)
{
	const char *caseload = NULL;
	bool only_file, visits = false;
	int found;

	if (argc == 2 && print_made(argv[1]))
		return cli_finish(STATUS_OK);
	opterr = 0;
	while ((found = getopt_long(argc, argv, "+:", options, NULL)) != -1) {
		if (found == ':' || found == '?')
			return cli_refuse("%s %s. See oneplan --help.",
			    argv[optind - 1],
			    found == ':' ? "needs something after it"
					 : "is not an option of oneplan");
		if (found == 'v')
			visits = true;
		else if (found == 'c')
			caseload = optarg;
		else
			return print(found);
	}
	if (visits)
		return visit(caseload, argc - optind, argv + optind);
	only_file = optind > 1 && strcmp(argv[optind - 1], "--") == 0;
	return run_operands(caseload, argc - optind, argv + optind, only_file);
}

int
main(int argc, char **argv)
{
	if (!guard_descriptors())
		return STATUS_CANNOT;
	setlocale(LC_CTYPE, "C.UTF-8");
	return (int)run(argc, argv);
}
