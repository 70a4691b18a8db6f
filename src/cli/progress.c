#include "config.h"

#include "cli/progress.h"

#include <stdio.h>
#include <unistd.h>

/* As many columns as the line can have. */
#define BLANK "                                                          "

void
progress_show(struct how_far far)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\rMaking the pages: %zu of %zu", far.done,
		    far.of);
}

void
progress_end(void)
{
	if (isatty(STDERR_FILENO))
		fputs("\r" BLANK "\r", stderr);
}
