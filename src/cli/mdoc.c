#include "config.h"

#include "cli/mdoc.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "cli/cli.h"
#include "cli/conf.h"
#include "export/text_lines.h"

#define MDOC_COLS 80

void
mdoc_print(struct buf *text, FILE *out)
{
	fwrite(text->data, 1, text->len, out);
	buf_clear(text);
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

void
mdoc_add_text(struct buf *out, const char *text)
{
	while (*text != '\0') {
		const char *stop = strstr(text, ". ");
		size_t len = stop != NULL ? (size_t)(stop - text) + 1
					  : strlen(text);
		char *sentence = xstrndup(text, len);

		text_add_wrapped(out, sentence, 0, MDOC_COLS);
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
		mdoc_add_text(&text, command->help);
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
		mdoc_add_text(&text, option->help);
	}
	buf_add(&text, ".El\n");
	mdoc_print(&text, out);
}

void
cli_print_settings(FILE *out)
{
	const struct conf_setting *setting;
	struct buf text;

	buf_init(&text);
	buf_add(&text, ".Bl -tag -width Ds\n");
	for (size_t i = 0; (setting = conf_setting_at(i)) != NULL; i++) {
		buf_addf(&text, ".It Cm %s No in Bq Cm %s\n", setting->key,
		    setting->section);
		mdoc_add_text(&text, setting->about);
		buf_addf(&text, "Such as\n.Dl %s = \"%s\"\n", setting->key,
		    setting->example);
	}
	buf_add(&text, ".El\n");
	mdoc_print(&text, out);
}
