#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "cli/cli.h"
#include "export/text_lines.h"

#define HELP_COLS   80
#define HELP_INDENT 8

static const char intro[] =
    "oneplan walks a person, and the people who support them, through one plan: "
    "assessment, outcomes, risks and money. Without a command it opens the "
    "screens, which need a terminal: those of the caseload, or of one plan.";

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
	buf_add(&text, "Usage: oneplan [--caseload DIR] [FILE]\n"
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

/* A synopsis in mdoc's own words: options flagged, names as arguments. */
static void
add_mdoc_word(struct buf *out, const char *word, size_t len)
{
	size_t dashes = strspn(word, "-");

	for (size_t i = 0; i < dashes; i++)
		buf_add(out, "Fl ");
	if (dashes == 0)
		buf_add(out, word[0] >= 'a' && word[0] <= 'z' ? "Cm " : "Ar ");
	word += dashes;
	len -= dashes;
	if (len > 3 && strncmp(word + len - 3, "...", 3) == 0)
		buf_addf(out, "%.*s ...", (int)len - 3, word);
	else
		buf_addf(out, "%.*s", (int)len, word);
}

static void
add_mdoc_synopsis(struct buf *out, const char *synopsis)
{
	static const char breaks[] = " []|";

	while (*synopsis != '\0') {
		size_t len = strcspn(synopsis, breaks);

		if (len > 0) {
			buf_add_char(out, ' ');
			add_mdoc_word(out, synopsis, len);
			synopsis += len;
		} else {
			if (*synopsis == '[')
				buf_add(out, " Oo");
			else if (*synopsis == ']')
				buf_add(out, " Oc");
			else if (*synopsis == '|')
				buf_add(out, " |");
			synopsis++;
		}
	}
}

/* mdoc wants every sentence on a line of its own. */
static void
add_mdoc_sentences(struct buf *out, const char *text)
{
	while (*text != '\0') {
		const char *stop = strstr(text, ". ");
		size_t len = stop != NULL ? (size_t)(stop - text) + 1
					  : strlen(text);
		char *sentence = xstrndup(text, len);

		text_add_wrapped(out, sentence, 0, HELP_COLS);
		free(sentence);
		text += len;
		text += *text == ' ';
	}
}

void
cli_print_mdoc(FILE *out)
{
	const struct subcommand *command;
	const struct cli_option *option;
	struct buf text;

	buf_init(&text);
	buf_add(&text, ".Bl -tag -width Ds\n");
	for (size_t i = 0; (command = subcommand_at(i)) != NULL; i++) {
		buf_addf(&text, ".It Cm %s", command->name);
		add_mdoc_synopsis(&text, command->synopsis);
		buf_add_char(&text, '\n');
		add_mdoc_sentences(&text, command->help);
	}
	buf_add(&text, ".El\n.Pp\nThe options of the commands are:\n"
		       ".Bl -tag -width Ds\n");
	for (size_t i = 0; (option = cli_option_at(i)) != NULL; i++) {
		buf_addf(&text, ".It Fl Fl %s", option->name);
		if (option->argument != NULL)
			buf_addf(&text, " Ar %s", option->argument);
		if (option->letter == 'o')
			buf_addf(&text, " , Fl o Ar %s", option->argument);
		buf_add_char(&text, '\n');
		add_mdoc_sentences(&text, option->help);
	}
	buf_add(&text, ".El\n");
	print(&text, out);
}
