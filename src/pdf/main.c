/* oneplan-pdf: a report as JSON in, a PDF out. A program of its own, so that
 * what shapes letters is not in that which edits plans. */
#include "config.h"

#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/error.h"
#include "pdf/print.h"
#include "pdf/read_report.h"

/* Where Debian keeps them. */
#define FONTS "/usr/share/fonts/truetype"

enum {
	STATUS_OK,
	STATUS_CANNOT = 2,
};

static const struct option options[] = {
	{ "fonts", required_argument, NULL, 'f' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static const char help[] =
    "Usage: oneplan-pdf [--fonts FOLDER] <REPORT.json >COPY.pdf\n"
    "       oneplan-pdf --help | --version\n"
    "\n"
    "Makes a PDF of a report. oneplan export --format pdf uses it, and is\n"
    "what you want unless you are changing oneplan itself.\n"
    "\n"
    "  --fonts FOLDER\n"
    "        Where the letters are; " FONTS " if nothing is said.\n"
    "\n"
    "Exit status: 0 if all is well, 2 if no PDF could be made.\n";

static bool
read_all(struct buf *text, struct error *err)
{
	char part[65536];
	size_t got;

	while ((got = fread(part, 1, sizeof part, stdin)) > 0) {
		buf_add_bytes(text, part, got);
		if (text->len > REPORT_JSON_MAX)
			return error_set(err, ERR_USER,
			    "The report is too large to be printed: it has "
			    "more than %u MB.", REPORT_JSON_MAX >> 20);
	}
	if (ferror(stdin))
		return error_set(err, ERR_IO, "The report cannot be read: %s.",
		    strerror(errno));
	return true;
}

static bool
make(const char *fonts, const struct buf *text, struct buf *out,
    struct error *err)
{
	struct report report;
	bool ok = read_report(text->data, text->len, &report, err) &&
	    print_report(&report, fonts, out, err);

	read_report_clear(&report);
	return ok;
}

static int
run(const char *fonts)
{
	struct buf text, out;
	struct error err;
	bool ok;

	buf_init(&text);
	buf_init(&out);
	ok = read_all(&text, &err) && make(fonts, &text, &out, &err);
	if (ok && (fwrite(out.data, 1, out.len, stdout) != out.len ||
		fflush(stdout) != 0))
		ok = error_set(&err, ERR_IO, "The PDF could not be written: "
		    "%s.", strerror(errno));
	buf_clear(&text);
	buf_clear(&out);
	if (!ok)
		fprintf(stderr, "oneplan-pdf: %s\n", err.text);
	return ok ? STATUS_OK : STATUS_CANNOT;
}

int
main(int argc, char **argv)
{
	const char *fonts = FONTS;
	int found;

	while ((found = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (found) {
		case 'f':
			fonts = optarg;
			break;
		case 'h':
			fputs(help, stdout);
			return STATUS_OK;
		case 'V':
			puts("oneplan-pdf " PACKAGE_VERSION);
			return STATUS_OK;
		default:
			return STATUS_CANNOT;
		}
	}
	if (optind < argc) {
		fprintf(stderr, "oneplan-pdf: It takes no file: the report "
				"comes on standard input. See oneplan-pdf "
				"--help.\n");
		return STATUS_CANNOT;
	}
	return run(fonts);
}
