#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "cli/cli.h"
#include "export/format.h"
#include "report/report.h"

static void
add_commands(struct buf *out)
{
	const struct subcommand *command;

	buf_add(out, "_oneplan_commands='");
	for (size_t i = 0; (command = subcommand_at(i)) != NULL; i++)
		buf_addf(out, "%s%s", i > 0 ? " " : "", command->name);
	buf_add(out, "'\n");
}

/* The options that each command takes. */
static void
add_options(struct buf *out)
{
	const struct subcommand *command;
	const struct cli_option *option;

	buf_add(out, "_oneplan_options() {\n\tcase $1 in\n");
	for (size_t i = 0; (command = subcommand_at(i)) != NULL; i++) {
		buf_addf(out, "\t%s) echo '--help", command->name);
		for (size_t j = 0; (option = cli_option_at(j)) != NULL; j++)
			if (strchr(command->options, option->letter) != NULL)
				buf_addf(out, " --%s", option->name);
		buf_add(out, "' ;;\n");
	}
	buf_add(out, "\tesac\n}\n");
}

/* What may follow an option. */
static void
add_values(struct buf *out)
{
	const struct export_format *format;

	buf_add(out, "_oneplan_values() {\n\tcase $1 in\n\t--for) echo '");
	for (unsigned bit = 1; bit <= AUDIENCE_AGENCIES; bit <<= 1)
		buf_addf(out, "%s%s", bit > 1 ? " " : "",
		    audience_word((enum audience)bit));
	buf_add(out, "' ;;\n\t--format) echo '");
	for (size_t i = 0; (format = export_format_at(i)) != NULL; i++)
		buf_addf(out, "%s%s", i > 0 ? " " : "",
		    format->name);
	buf_add(out, "' ;;\n\t--page) echo '");
	for (int i = 0; i < PAGE_COUNT; i++)
		buf_addf(out, "%s%s", i > 0 ? " " : "",
		    page_word((enum page)i));
	buf_add(out, "' ;;\n\tesac\n}\n");
}

void
cli_print_words(FILE *out)
{
	struct buf text;

	buf_init(&text);
	add_commands(&text);
	add_options(&text);
	add_values(&text);
	fwrite(text.data, 1, text.len, out);
	buf_clear(&text);
}
