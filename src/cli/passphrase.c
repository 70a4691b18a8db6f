#include "config.h"

#include "cli/passphrase.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/outfile.h"

#define FILE_MAX 4096

/* Ctrl-C, which ends the asking: it comes as a character while signals from the
 * keys are off, so that the terminal is never left without its echo. */
#define STOP '\003'

bool
passphrase_read(const char *path, char **out, struct error *err)
{
	char *text;
	size_t len;

	if (!infile_read(path, FILE_MAX, &text, &len, err))
		return error_prefix(err, "The passphrase was not read. ");
	len = strcspn(text, "\r\n");
	*out = xstrndup(text, len);
	free(text);
	if (len > 0)
		return true;
	free(*out);
	return error_set(err, ERR_USER,
	    "There is no passphrase on the first line of %s.", path);
}

bool
passphrase_askable(void)
{
	return isatty(STDIN_FILENO) && isatty(STDERR_FILENO);
}

static char *
ask(const char *question)
{
	struct termios usual, silent;
	char line[1024], *got;

	if (tcgetattr(STDIN_FILENO, &usual) != 0)
		return NULL;
	silent = usual;
	silent.c_lflag &= ~(tcflag_t)(ECHO | ISIG);
	silent.c_lflag |= ECHONL | ICANON;
	fputs(question, stderr);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
	got = fgets(line, sizeof line, stdin);
	tcsetattr(STDIN_FILENO, TCSAFLUSH, &usual);
	if (got == NULL || strchr(line, STOP) != NULL ||
	    strchr(line, '\n') == NULL)
		return NULL;
	line[strcspn(line, "\n")] = '\0';
	return xstrdup(line);
}

bool
passphrase_ask(bool twice, char **out, struct error *err)
{
	char *first, *second = NULL;
	bool same;

	*out = NULL;
	if (!passphrase_askable())
		return error_set(err, ERR_USER,
		    "There is no terminal to ask for the passphrase. Write "
		    "--passphrase-file FILE.");
	first = ask("Passphrase: ");
	if (first != NULL && twice)
		second = ask("The same again: ");
	same = first != NULL &&
	    (!twice || (second != NULL && strcmp(first, second) == 0));
	if (same)
		*out = first;
	else
		free(first);
	if (!same && twice && second != NULL)
		error_set(err, ERR_USER,
		    "These were not the same, so nothing was done. Start "
		    "again.");
	else if (!same)
		error_set(err, ERR_USER,
		    "No passphrase was given, so nothing was done.");
	free(second);
	return same;
}
