#include "config.h"

#include "export/format.h"

#include <string.h>

#include "base/alloc.h"
#include "export/write_answers.h"
#include "export/write_html.h"
#include "export/write_json.h"
#include "export/write_text.h"

static void
write_html_page(const struct report *report, bool large, struct buf *out)
{
	write_html(report, large, out);
}

static void
write_json_page(const struct report *report, bool large, struct buf *out)
{
	(void)large;
	write_json(report, out);
}

static void
write_text_page(const struct report *report, bool large, struct buf *out)
{
	(void)large;
	write_text(report, out);
}

static const struct export_format formats[] = {
	{
		.name = "text",
		.suffix = ".txt",
		.about = "Plain text: for email, Braille, and any program",
		.write = write_text_page,
	},
	{
		.name = "html",
		.suffix = ".html",
		.about = "A page for a web browser: to read, and to print",
		.letters = true,
		.usual = true,
		.write = write_html_page,
	},
	{
		.name = "json",
		.suffix = ".json",
		.about = "JSON: for another computer program",
		.write = write_json_page,
		.write_answers = write_json_answers,
	},
};

const struct export_format *
export_format_at(size_t at)
{
	return at < ARRAY_LEN(formats) ? &formats[at] : NULL;
}

const struct export_format *
export_format_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}

void
export_write(const struct export_format *format, const struct report *report,
    const struct plan *plan, bool large, struct buf *out)
{
	if (plan != NULL && format->write_answers != NULL &&
	    report->audience == AUDIENCE_AGENCIES)
		format->write_answers(report, plan, out);
	else
		format->write(report, large, out);
}
