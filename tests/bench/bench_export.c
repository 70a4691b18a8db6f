/* What leaves the plan: a plan of 300 answers in each format, from the open plan
 * to the last byte, and a pack of its documents. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "bench/bench.h"
#include "bench/material.h"
#include "export/format.h"
#include "export/pack.h"
#include "export/seal.h"
#include "export/zipped.h"
#include "report/report.h"

#define ANSWERS 300
#define ROUNDS	61
#define PACKS	5

/* One format, again and again. */
struct copies {
	struct plan *plan;
	const struct export_format *format;
	size_t bytes; /* of the last */
};

/* A table holds a page of the plan: what the money is spent on. */
static bool
copy_once(void *data, int64_t *ns)
{
	struct copies *copies = data;
	bool whole = export_holds(copies->format, true, PAGE_SPENDING);
	int64_t at = bench_now_ns();
	struct report *report;
	struct error err;
	struct buf out;
	bool ok;

	buf_init(&out);
	report = whole
	    ? report_build(copies->plan, AUDIENCE_AGENCIES)
	    : report_page(copies->plan, AUDIENCE_AGENCIES, NULL, PAGE_SPENDING);
	ok = export_write(copies->format, report, whole ? copies->plan : NULL,
	    false, &out, &err);
	report_free(report);
	*ns = bench_now_ns() - at;
	copies->bytes = out.len;
	buf_clear(&out);
	return ok;
}

static void
print_copies(const struct copies *copies, struct bench_case *measured)
{
	double each = bench_ms(series_median(&measured->series));
	char what[64];

	snprintf(what, sizeof what, "as %s%s", copies->format->name,
	    export_holds(copies->format, true, PAGE_SPENDING)
		? "" : ", its spending");
	if (measured->absent)
		bench_skip(what, "oneplan-pdf is not there");
	else
		bench_row(what, 1000 / each, 0, "/s", "%.2f ms, %zu bytes each",
		    each, copies->bytes);
	series_clear(&measured->series);
}

static void
formats(struct plan *plan)
{
	struct copies copies[16];
	struct bench_case cases[ARRAY_LEN(copies)];
	size_t count = 0;

	for (; export_format_at(count) && count < ARRAY_LEN(copies); count++) {
		copies[count] = (struct copies){
			.plan = plan,
			.format = export_format_at(count),
		};
		cases[count] = (struct bench_case){
			.run = copy_once,
			.data = &copies[count],
		};
	}
	bench_take_turns(cases, count, ROUNDS);
	for (size_t i = 0; i < count; i++)
		print_copies(&copies[i], &cases[i]);
}

/* A pack as it is sealed, for AUDIENCES, to the last byte of its zip. */
static void
packs(struct plan *plan, const char *what, unsigned audiences)
{
	struct series series = { 0 };
	struct error err;
	size_t bytes = 0, documents = 0;

	for (int i = 0; i < PACKS; i++) {
		int64_t at = bench_now_ns();
		struct files files = { 0 };
		struct seal seal;
		struct pack pack;
		struct buf zip;

		buf_init(&zip);
		bench_must(seal_make(plan, &seal, &err), "a seal", &err);
		pack_make(plan, &seal, audiences, &pack);
		pack_files(&pack, &files);
		bench_must(zipped_write(&files, plan_today(plan), NULL, &zip,
			       &err), "a pack", &err);
		series_add(&series, bench_now_ns() - at);
		bytes = zip.len;
		documents = files.count;
		buf_clear(&zip);
		files_clear(&files);
		pack_clear(&pack);
		seal_clear(&seal);
	}
	bench_row(what, bench_ms(series_median(&series)), 0, "ms",
	    "%zu documents, %zu bytes", documents, bytes);
	series_clear(&series);
}

int
main(void)
{
	struct form_set *forms = material_load(bench_forms());
	char *path = bench_path("plan.oneplan");
	struct plan *plan;
	struct error err;

	bench_heading("Copies of a plan of 300 answers");
	bench_must(plan_create(path, forms, NULL, &material_user, false, &plan,
		       &err), path, &err);
	material_answers(plan, ANSWERS);
	formats(plan);
	packs(plan, "as a pack for the agencies", AUDIENCE_AGENCIES);
	packs(plan, "as packs for everybody", EVERY_AUDIENCE);
	plan_close(plan);
	form_set_free(forms);
	free(path);
	return 0;
}
