#include "config.h"

#include "export/format.h"

#include <string.h>

#include "base/alloc.h"
#include "export/write_answers.h"
#include "export/write_csv.h"
#include "export/write_fhir.h"
#include "export/write_html.h"
#include "export/write_json.h"
#include "export/write_pdf.h"
#include "export/write_script.h"
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

static void
write_script_page(const struct report *report, bool large, struct buf *out)
{
	(void)large;
	write_script(report, out);
}

static void
write_csv_page(const struct report *report, bool large, struct buf *out)
{
	(void)large;
	write_csv(report, out);
}

static void
write_fhir_bundle(const struct report *report, bool large, struct buf *out)
{
	(void)large;
	write_fhir(report, out);
}

static const struct export_format formats[] = {
	{
		.name = "text",
		.suffix = ".txt",
		.about = "Plain text: for email, Braille, and any program",
		.easy = true,
		.write = write_text_page,
	},
	{
		.name = "html",
		.suffix = ".html",
		.about = "A page for a web browser: to read, and to print",
		.letters = true,
		.usual = true,
		.easy = true,
		.write = write_html_page,
	},
	{
		.name = "pdf",
		.suffix = ".pdf",
		.about = "A PDF: to print, to send, and to have read out",
		.letters = true,
		.easy = true,
		.make = write_pdf,
	},
	{
		.name = "script",
		.suffix = ".script.txt",
		.about = "A script: to read aloud, to record, or to sign",
		.easy = true,
		.write = write_script_page,
	},
	{
		.name = "csv",
		.suffix = ".csv",
		.about = "A table: for a spreadsheet, or finance",
		.holds = csv_holds,
		.write = write_csv_page,
	},
	{
		.name = "fhir",
		.suffix = ".fhir.json",
		.about = "FHIR: for the record systems of health and care",
		.holds = fhir_holds,
		.write = write_fhir_bundle,
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

bool
export_holds(const struct export_format *format, bool whole, enum page page)
{
	return format->holds == NULL || format->holds(whole, page);
}

bool
export_write(const struct export_format *format, const struct report *report,
    const struct plan *plan, bool large, struct buf *out, struct error *err)
{
	if (format->make != NULL)
		return format->make(report, large, out, err);
	if (plan != NULL && format->write_answers != NULL &&
	    report->audience == AUDIENCE_AGENCIES)
		format->write_answers(report, plan, out);
	else
		format->write(report, large, out);
	return true;
}
