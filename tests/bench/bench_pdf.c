/* A PDF from start to end, beside the same words set the plain way with Pango
 * and Cairo. */
#include "config.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/filter.h"
#include "bench/bench.h"

#define ROUNDS	 21
#define PDF_MAX	 (64u << 20)
#define SENTENCE                                                               \
	"She would like to walk to the shop each week and cook with support, " \
	"and we agreed to look at the bus route and try it twice."

/* One program and what it is given. */
struct printer {
	const char *const *argv;
	struct buf input;
	size_t bytes; /* of what it made */
};

static bool
run(const char *const *argv, const struct buf *input, struct buf *out)
{
	struct error err;
	int status;

	return filter_run(&(struct filter){ .argv = argv,
			      .input = input->data, .input_len = input->len },
		   PDF_MAX, out, &status, &err) &&
	    status == 0;
}

static bool
print_once(void *data, int64_t *ns)
{
	struct printer *printer = data;
	int64_t at = bench_now_ns();
	struct buf out;
	bool ok;

	buf_init(&out);
	ok = run(printer->argv, &printer->input, &out);
	*ns = bench_now_ns() - at;
	printer->bytes = out.len;
	buf_clear(&out);
	return ok && printer->bytes > 0;
}

/* --- the same words for both --- */

static void
add_line(struct buf *out, char kind, const char *text)
{
	buf_addf(out, "%c\t", kind);
	for (; *text != '\0'; text++)
		buf_add_char(out, *text == '\n' ? ' ' : *text);
	buf_add_char(out, '\n');
}

static void
add_cells(struct buf *out, const json_t *row)
{
	for (size_t c = 0; c < json_array_size(row); c++)
		add_line(out, 'a', json_string_value(json_array_get(row, c)));
}

static void
add_block(struct buf *out, const json_t *block)
{
	const json_t *rows = json_object_get(block, "rows");
	const char *text = json_string_value(json_object_get(block, "text"));
	const char *question =
	    json_string_value(json_object_get(block, "question"));
	const char *answer =
	    json_string_value(json_object_get(block, "answer"));

	if (text != NULL)
		add_line(out, json_object_get(block, "level") ? 'h' : 'a',
		    text);
	if (question != NULL)
		add_line(out, 'q', question);
	if (answer != NULL)
		add_line(out, 'a', answer);
	add_cells(out, json_object_get(block, "header"));
	for (size_t r = 0; r < json_array_size(rows); r++)
		add_cells(out, json_array_get(rows, r));
	add_cells(out, json_object_get(block, "total"));
}

static void
take_words(struct printer *own, struct printer *pango, const json_t *report)
{
	const json_t *blocks = json_object_get(report, "blocks");
	char *text = json_dumps(report, JSON_SORT_KEYS);

	buf_init(&own->input);
	buf_init(&pango->input);
	buf_add(&own->input, text);
	free(text);
	for (size_t i = 0; i < json_array_size(blocks); i++)
		add_block(&pango->input, json_array_get(blocks, i));
}

/* Eight parts of eight questions: some six pages. */
static json_t *
six_pages(void)
{
	json_t *blocks = json_array();

	for (int h = 1; h <= 8; h++) {
		json_array_append_new(blocks,
		    json_pack("{s:s, s:i, s:s}", "kind", "heading", "level", 2,
			"text", "A part of the plan"));
		for (int q = 1; q <= 8; q++)
			json_array_append_new(blocks,
			    json_pack("{s:s, s:s, s:s}", "kind", "answer",
				"question", "A question about what matters",
				"answer", SENTENCE " " SENTENCE));
	}
	return json_pack("{s:s, s:s, s:o}", "title", "Plan", "whose", "Nobody",
	    "blocks", blocks);
}

/* The made-up case C1, for agencies; NULL: it cannot be had. */
static json_t *
case_one(void)
{
	const char *reset[] = { bench_program(), "training", "reset", NULL };
	char *plan = bench_path(
	    "oneplan-training/complete/c1-maya-fenwick.oneplan");
	const char *export[] = { bench_program(), "export", "--for",
		"agencies", "--format", "json", plan, NULL };
	char *folder = realpath(bench_folder(), NULL);
	struct buf nothing, out;
	json_t *report = NULL;

	setenv("XDG_DATA_HOME", folder != NULL ? folder : "/", 1);
	free(folder);
	buf_init(&nothing);
	buf_init(&out);
	if (run(reset, &nothing, &out)) {
		buf_reset(&out);
		if (run(export, &nothing, &out))
			report = json_loadb(out.data, out.len, 0, NULL);
	}
	json_object_del(report, "plan");
	buf_clear(&nothing);
	buf_clear(&out);
	free(plan);
	return report;
}

static void
compare(const char *what, json_t *report)
{
	const char *own_argv[] = { "./oneplan-pdf", NULL };
	const char *pango_argv[] = { "./tests/bench/pango_probe", NULL };
	struct printer own = { .argv = own_argv };
	struct printer pango = { .argv = pango_argv };
	struct bench_case cases[] = {
		{ .run = print_once, .data = &own },
		{ .run = print_once, .data = &pango },
	};
	double ms;

	if (report == NULL) {
		bench_skip(what, "there is no such plan");
		return;
	}
	take_words(&own, &pango, report);
	bench_take_turns(cases, ARRAY_LEN(cases), ROUNDS);
	ms = bench_ms(series_median(&cases[0].series));
	if (cases[0].absent)
		bench_skip(what, "oneplan-pdf is not there");
	else if (cases[1].absent)
		bench_row(what, ms, 1, "ms", "%zu bytes; no Pango to compare",
		    own.bytes);
	else
		bench_row(what, ms, 1, "ms",
		    "%.2f times Pango and Cairo, untagged; %zu bytes, they %zu",
		    ms / bench_ms(series_median(&cases[1].series)), own.bytes,
		    pango.bytes);
	series_clear(&cases[0].series);
	series_clear(&cases[1].series);
	buf_clear(&own.input);
	buf_clear(&pango.input);
	json_decref(report);
}

int
main(void)
{
	bench_heading("A PDF, from start to end");
	compare("six pages", six_pages());
	compare("C1 for agencies, tagged, fonts embedded", case_one());
	return 0;
}
