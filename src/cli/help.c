#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "cli/cli.h"
#include "export/text_lines.h"

#define HELP_COLS   80
#define HELP_INDENT 8

static const char intro[] =
    "oneplan walks a person, and the people who support them, through one plan: "
    "assessment, outcomes, risks and money. Without a command it opens the "
    "screens, which need a terminal: those of the caseload, or of one plan. With "
    "--visit it opens that plan and nothing else: in somebody's home no other "
    "person's name is to be seen.";

static const char outro[] =
    "FILE is a path, or the name of a plan in the caseload. Exit status: 0 if all "
    "is well, 1 if a check found something, 2 if oneplan was not used rightly or "
    "could not do what was asked. The manual, oneplan(1), says more.";

static void
add_option(struct buf *out, const struct cli_option *option)
{
	buf_addf(out, "  --%s%s%s", option->name,
	    option->argument != NULL ? " " : "",
	    option->argument != NULL ? option->argument : "");
	if (option->letter == 'o')
		buf_addf(out, ", -o %s", option->argument);
	buf_add_char(out, '\n');
	text_add_wrapped(out, option->help, HELP_INDENT, HELP_COLS);
}

static void
print(struct buf *text, FILE *out)
{
	fwrite(text->data, 1, text->len, out);
	buf_clear(text);
}

void
cli_print_subcommand_help(const struct subcommand *command, FILE *out)
{
	const struct cli_option *option;
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "Usage: oneplan %s %s\n\n", command->name,
	    command->synopsis);
	text_add_wrapped(&text, command->help, 0, HELP_COLS);
	buf_add_char(&text, '\n');
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++)
		if (option->letter == 'h' ||
		    strchr(command->options, option->letter) != NULL)
			add_option(&text, option);
	print(&text, out);
}

void
cli_print_help(FILE *out)
{
	const struct subcommand *command;
	struct buf text;

	buf_init(&text);
	buf_add(&text, "Usage: oneplan [--caseload DIR] [--visit] [FILE]\n"
		       "       oneplan [--caseload DIR] COMMAND ...\n"
		       "       oneplan --help | --version\n\n");
	text_add_wrapped(&text, intro, 0, HELP_COLS);
	buf_add(&text, "\nCommands:\n");
	for (size_t i = 0; (command = subcommand_at(i)) != NULL; i++) {
		buf_addf(&text, "  %s %s\n", command->name, command->synopsis);
		text_add_wrapped(&text, command->help, HELP_INDENT, HELP_COLS);
	}
	buf_add_char(&text, '\n');
	text_add_wrapped(&text, outro, 0, HELP_COLS);
	print(&text, out);
}
