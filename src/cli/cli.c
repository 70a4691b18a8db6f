#include "config.h"

#include "cli/cli.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "report/report.h"

#define OPTIONS_MAX 32

enum status
cli_refuse(const char *format, ...)
{
	struct buf text;
	char line[1024];
	va_list args;

	va_start(args, format);
	vsnprintf(line, sizeof line, format, args);
	va_end(args);
	buf_init(&text);
	/* names come from the command line and from files: no escape sequence
	 * in them may reach the terminal */
	utf8_clean(line, strlen(line), &text);
	fprintf(stderr, "oneplan: %s\n", text.data);
	buf_clear(&text);
	return STATUS_CANNOT;
}

enum status
cli_fail(const struct error *err)
{
	return cli_refuse("%s", err->text);
}

bool
cli_print(const char *bytes, size_t len, struct error *err)
{
	if (fwrite(bytes, 1, len, stdout) == len && fflush(stdout) == 0 &&
	    !ferror(stdout))
		return true;
	clearerr(stdout); /* it is said once */
	return error_set(err, ERR_IO,
	    "Not all of it could be printed: the disk, or what it went to, "
	    "takes no more. What is there of it is not whole, so do not use "
	    "it.");
}

enum status
cli_finish(enum status status)
{
	struct error err;

	return cli_print("", 0, &err) ? status : cli_fail(&err);
}

/* --- options --- */

static void
set_option(struct options *options, int letter, const char *argument)
{
	switch (letter) {
	case 'a':
		options->all = true;
		break;
	case 'c':
		options->caseload = argument;
		break;
	case 'e':
		options->easy = true;
		break;
	case 'd':
		options->date = argument;
		break;
	case 'f':
		options->audience = argument;
		break;
	case 'F':
		options->format = argument;
		break;
	case 'h':
		options->help = true;
		break;
	case 'j':
		options->json = true;
		break;
	case 'k':
		options->kind = argument;
		break;
	case 'l':
		options->large_print = true;
		break;
	case 'o':
		options->output = argument;
		break;
	case 'p':
		options->page = argument;
		break;
	case 'v':
		options->viewer = argument;
		break;
	case 'w':
		options->withheld = true;
		break;
	case 'i':
		options->what_if = true;
		break;
	case 't':
		options->training = true;
		break;
	case 'P':
		options->pack = true;
		break;
	case 'D':
		options->draft = true;
		break;
	case 'E':
		options->encrypt = true;
		break;
	case 'H':
		options->with_history = true;
		break;
	case 's':
		options->script = true;
		break;
	case 'S':
		options->seal = true;
		break;
	case 'n':
		options->name = argument;
		break;
	case 'r':
		options->role = argument;
		break;
	case 'O':
		options->how = argument;
		break;
	case 'W':
		options->witness = argument;
		break;
	case 'V':
		options->view = argument;
		break;
	case 'N':
		options->dissent = argument;
		break;
	case 'y':
		options->key = argument;
		break;
	case 'x':
		options->detached = true;
		break;
	case 'A':
		options->attach = argument;
		break;
	case 'T':
		options->to = argument;
		break;
	case 'X':
		options->decisions = argument;
		break;
	case 'U':
		options->working = true;
		break;
	case 'Z':
		options->same_person = true;
		break;
	case 'Y':
		options->why = argument;
		break;
	case 'B':
		options->by = argument;
		break;
	case 'G':
		options->agreed = argument;
		break;
	case 'R':
		options->rev = argument;
		break;
	case 'M':
		options->move_to = argument;
		break;
	case 'K':
		options->passphrase_file = argument;
		break;
	}
}

/* The options that COMMAND takes, as getopt has them. */
static void
getopt_table(const struct subcommand *command, struct option *out)
{
	const struct cli_option *option;
	size_t count = 0;

	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		if (option->letter != 'h' &&
		    strchr(command->options, option->letter) == NULL)
			continue;
		out[count++] = (struct option){
			.name = option->name,
			.has_arg = option->argument != NULL ? required_argument
							    : no_argument,
			.val = option->letter,
		};
	}
	out[count] = (struct option){ 0 };
}

static bool
bad_option(const struct cli *cli, int found, const char *word)
{
	if (found == ':')
		cli_refuse("%s needs something after it. See oneplan %s "
			   "--help.",
		    word, cli->command->name);
	else
		cli_refuse("%s does not take %s. See oneplan %s --help.",
		    cli->command->name, word, cli->command->name);
	return false;
}

static bool
parse(struct cli *cli, int argc, char **argv)
{
	struct option table[OPTIONS_MAX];
	const char *letters =
	    strchr(cli->command->options, 'o') != NULL ? ":o:" : ":";
	int found;

	getopt_table(cli->command, table);
	opterr = 0;
	optind = 0; /* glibc: begin anew */
	while ((found = getopt_long(argc, argv, letters, table, NULL)) != -1) {
		char letter[] = { '-', (char)optopt, '\0' };
		const char *word = argv[optind - 1];

		if (found == '?' && strncmp(word, "--", 2) != 0)
			word = letter; /* one of several after a hyphen */
		if (found == '?' || found == ':')
			return bad_option(cli, found, word);
		set_option(&cli->options, found, optarg);
	}
	cli->operands = argv + optind;
	cli->count = (size_t)(argc - optind);
	return true;
}

static bool
right_count(const struct cli *cli)
{
	const struct subcommand *command = cli->command;

	if (cli->count >= command->min && cli->count <= command->max)
		return true;
	cli_refuse("Too %s was said. Write: oneplan %s %s",
	    cli->count < command->min ? "little" : "much", command->name,
	    command->synopsis);
	return false;
}

enum status
cli_run(const struct subcommand *command, const char *caseload, int argc,
    char **argv)
{
	struct cli cli = { .command = command };
	enum status status;
	struct error err;

	cli.options.caseload = caseload;
	if (!parse(&cli, argc, argv))
		return STATUS_CANNOT;
	if (cli.options.help) {
		cli_print_subcommand_help(command, stdout);
		return cli_finish(STATUS_OK);
	}
	if (!right_count(&cli))
		return STATUS_CANNOT;
	if (settings_load(&cli.settings, cli.options.caseload, &err))
		status = command->run(&cli);
	else
		status = cli_fail(&err);
	settings_clear(&cli.settings);
	return cli_finish(status);
}

/* --- for the subcommands --- */

bool
cli_audience(const struct cli *cli, enum audience *out)
{
	unsigned bit;

	*out = AUDIENCE_PERSON;
	if (cli->options.audience == NULL)
		return true;
	bit = audience_parse(cli->options.audience);
	if (bit == 0) {
		cli_refuse("There is no audience called \"%s\". Those there are: "
			   "person, home, family, provider, finance, approver, "
			   "agencies.",
		    cli->options.audience);
		return false;
	}
	*out = (enum audience)bit;
	return true;
}

bool
cli_copy_for(const struct cli *cli, struct plan *plan, struct copy_for *out)
{
	const char *name = cli->options.viewer;

	*out = (struct copy_for){ .named = name != NULL };
	if (!cli_audience(cli, &out->audience))
		return false;
	if (name == NULL)
		return true;
	if (out->audience != AUDIENCE_FAMILY)
		cli_refuse("--viewer goes with --for family: it says which of "
			   "those that the person named the copy is for.");
	else if (report_find_viewer(plan, name, &out->viewer))
		return true;
	else
		cli_refuse("The plan does not name one person \"%s\" who may "
			   "see it. Who may see what stands under Who decides, "
			   "and who may know; write the name as it begins "
			   "there.",
		    name);
	return false;
}

static bool
open_plan(const struct cli *cli, const char *file, bool read_only,
    struct opened *out, struct error *err)
{
	char *path;
	bool ok;

	*out = (struct opened){ 0 };
	if (!settings_load_forms(&cli->settings, &out->forms, err)) {
		error_prefix(err, "The forms cannot be used. ");
		out->forms = NULL;
		return false;
	}
	if (!settings_load_rates(&cli->settings, &out->rates, err)) {
		error_prefix(err, "The figures cannot be used. ");
		form_set_free(out->forms);
		*out = (struct opened){ 0 };
		return false;
	}
	path = settings_find_plan(&cli->settings, file);
	ok = plan_open(path, out->forms, out->rates, &cli->settings.user,
	    read_only, &out->plan, err);
	free(path);
	if (!ok) {
		rates_free(out->rates);
		form_set_free(out->forms);
		*out = (struct opened){ 0 };
		return false;
	}
	if (plan_note(out->plan) != NULL)
		cli_refuse("%s", plan_note(out->plan));
	return true;
}

bool
cli_open(const struct cli *cli, const char *file, struct opened *out,
    struct error *err)
{
	return open_plan(cli, file, true, out, err);
}

bool
cli_open_to_write(const struct cli *cli, const char *file, struct opened *out,
    struct error *err)
{
	return open_plan(cli, file, false, out, err);
}

void
opened_close(struct opened *opened)
{
	plan_close(opened->plan);
	rates_free(opened->rates);
	form_set_free(opened->forms);
}
