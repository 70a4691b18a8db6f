/* What a key costs the line to the terminal: bytes, and writes, each of which
 * can become a packet. In this process, with no clock: the same in every run. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "bench/bench.h"
#include "bench/material.h"
#include "bench/synced.h"
#include "harness/harness.h"
#include "screens/plain.h"
#include "ui/screens.h"
#include "ui/sitting.h"
#include "ui/ui.h"

#define FIELDS 20
#define PLANS 200

static const char sentence[] =
    "She would like to walk to the shop each week and to cook a meal with "
    "support, and to see her sister on Sundays, when the bus goes. She would "
    "rather not be alone.";

struct desk {
	struct harness *harness;
	struct sitting sitting;
	struct ui_start start;
};

static void
desk_open(struct desk *desk, const char *type, int rows, int cols,
    const struct form_set *forms, const char *plan, const char *caseload)
{
	struct error err;

	desk->harness = harness_open(type, rows, cols);
	desk->start = (struct ui_start){
		.forms = forms,
		.user = &material_user,
		.caseload = caseload,
	};
	sitting_init(&desk->sitting, desk->harness->loop, &desk->start);
	loop_set_general(desk->harness->loop, sitting_general, &desk->sitting);
	if (plan)
		bench_must(sitting_open_plan(&desk->sitting, plan, &err), plan,
		    &err);
	else
		loop_push(desk->harness->loop,
		    screen_caseload_new(&desk->sitting));
	harness_run(desk->harness);
}

static void
desk_close(struct desk *desk)
{
	loop_free(desk->harness->loop);
	desk->harness->loop = NULL;
	sitting_clear(&desk->sitting);
	harness_close(desk->harness);
}

/* --- a plain encoding of a change, to hold ours against --- */

static char **
rows_of(const struct emulator *emulator, int rows)
{
	char **all = xcalloc((size_t)rows, sizeof *all);

	for (int row = 0; row < rows; row++) {
		struct buf text;

		buf_init(&text);
		emulator_row(emulator, row, &text);
		all[row] = buf_take(&text);
	}
	return all;
}

static void
rows_free(char **all, int rows)
{
	for (int row = 0; row < rows; row++)
		free(all[row]);
	free(all);
}

/* From the first cell that differs to the last, row by row. */
static double
plain_change(char *const *before, char *const *after, int rows)
{
	size_t bytes = 0;

	for (int row = 0; row < rows; row++) {
		const char *a = before[row], *b = after[row];
		size_t old = strlen(a), new = strlen(b), from = 0;

		if (strcmp(a, b) == 0)
			continue;
		while (a[from] && a[from] == b[from])
			from++;
		while (old == new && new > from && a[new - 1] == b[new - 1])
			old--, new--;
		bytes += 6 + new - from + (new < old ? 3 : 0);
	}
	return (double)bytes;
}

/* --- typing --- */

struct cost {
	size_t keys, bytes, writes_most;
};

static void
add_cost(struct cost *cost, const struct harness *harness)
{
	cost->keys++;
	cost->bytes += harness->bytes;
	if (harness->writes > cost->writes_most)
		cost->writes_most = harness->writes;
}

static void
say_cost(const char *what, const struct cost *cost, const char *unit)
{
	bench_row(what, (double)cost->bytes / (double)cost->keys, 2, unit,
	    "at most %zu write%s", cost->writes_most,
	    cost->writes_most == 1 ? "" : "s");
}

static struct cost
type(struct harness *harness, size_t len)
{
	struct cost cost = { 0 };

	for (size_t i = 0; i < len; i++) {
		harness_send(harness, sentence + i, 1);
		add_cost(&cost, harness);
	}
	return cost;
}

static void
form_text(struct buf *out)
{
	buf_add(out, "[form]\nid = \"desk\"\ntitle = \"A form\"\n"
		     "version = \"1\"\n[section.lines]\ntitle = \"Lines\"\n");
	for (int i = 1; i <= FIELDS; i++)
		buf_addf(out, "[field.line%d]\ntype = \"text\"\n"
			      "label = \"Field %d\"\n", i, i);
	buf_add(out, "[section.box]\ntitle = \"A box\"\n[field.words]\n"
		     "type = \"paragraph\"\nlabel = \"In your own words\"\n");
}

static void
typing(const struct form_set *forms)
{
	char *path = bench_path("typing.oneplan");
	struct desk desk;
	struct cost cost, next = { 0 };
	long before;

	material_plan(path, forms, 0);
	desk_open(&desk, "xterm-256color", 24, 80, forms, path, NULL);
	harness_do(desk.harness, "text S");
	cost = type(desk.harness, 30);
	say_cost("typing plain text, a key", &cost, "bytes");
	harness_do(desk.harness, "key Tab");
	before = synced();
	for (int i = 0; i < FIELDS - 4; i++) {
		harness_do(desk.harness, "text a");
		harness_do(desk.harness, "key Tab");
		add_cost(&next, desk.harness);
	}
	say_cost("next field with its save, a key", &next, "bytes");
	bench_row("    fdatasyncs a save (5: one commit)",
	    (double)(synced() - before) / (FIELDS - 4), 1, "", NULL);
	harness_do(desk.harness, "key PgDn");
	harness_do(desk.harness, "key PgDn");
	cost = type(desk.harness, sizeof sentence - 1);
	say_cost("typing in a wrapping box, a key", &cost, "bytes");
	desk_close(&desk);
	free(path);
}

static void
pasting(const struct form_set *forms)
{
	char *path = bench_path("pasting.oneplan");
	struct desk desk;
	struct buf line;

	material_plan(path, forms, 0);
	desk_open(&desk, "xterm-256color", 24, 80, forms, path, NULL);
	buf_init(&line);
	buf_addf(&line, "paste %.100s", sentence);
	harness_do(desk.harness, line.data);
	bench_row("a paste of 100 characters, a character",
	    (double)desk.harness->bytes / 100, 2, "bytes",
	    "%zu bytes in %zu writes", desk.harness->bytes,
	    desk.harness->writes);
	buf_clear(&line);
	desk_close(&desk);
	free(path);
}

/* --- lists and frames --- */

static void
list(const struct form_set *forms)
{
	char *folder = bench_path("plans");
	struct desk desk;
	struct cost down = { 0 }, page = { 0 };
	double plain = 0;

	material_caseload(folder, forms, PLANS);
	desk_open(&desk, "xterm-256color", 24, 80, forms, NULL, folder);
	harness_do(desk.harness, "key Down 30");
	for (int i = 0; i < 30; i++) {
		harness_do(desk.harness, "key Down");
		add_cost(&down, desk.harness);
	}
	say_cost("one row down a list", &down, "bytes");
	for (int i = 0; i < 5; i++) {
		char **before = rows_of(desk.harness->emulator, 24), **after;

		harness_do(desk.harness, "key PgDn");
		add_cost(&page, desk.harness);
		after = rows_of(desk.harness->emulator, 24);
		plain += plain_change(before, after, 24);
		rows_free(before, 24);
		rows_free(after, 24);
	}
	bench_row("a page of a list", (double)page.bytes / 5, 0, "bytes",
	    "%.2f times a plain encoding, at most %zu write%s",
	    plain > 0 ? (double)page.bytes / plain : 0.0, page.writes_most,
	    page.writes_most == 1 ? "" : "s");
	desk_close(&desk);
	free(folder);
}

static size_t
frame(const struct form_set *forms, const char *path, const char *type,
    int rows, int cols)
{
	struct desk desk;
	struct buf what;
	size_t bytes;

	desk_open(&desk, type, rows, cols, forms, path, NULL);
	bytes = desk.harness->bytes;
	buf_init(&what);
	buf_addf(&what, "first frame, %dx%d, %s", cols, rows, type);
	double plain = (double)plain_bytes(desk.harness->output->data, bytes,
	    rows, cols);
	bench_row(what.data, (double)bytes, 0, "bytes",
	    "%.2f times a plain encoding and 140 bytes, %zu write%s",
	    ((double)bytes - 140) / plain, desk.harness->writes,
	    desk.harness->writes == 1 ? "" : "s");
	buf_clear(&what);
	desk_close(&desk);
	return bytes;
}

static void
frames(const struct form_set *forms)
{
	char *path = bench_path("frames.oneplan");

	material_plan(path, forms, 300);
	frame(forms, path, "xterm-256color", 24, 80);
	frame(forms, path, "screen-256color", 24, 80);
	frame(forms, path, "xterm-256color", 60, 200);
	frame(forms, path, "screen-256color", 60, 200);
	free(path);
}

int
main(void)
{
	struct form_set *own = material_load(bench_forms()), *desk;
	struct form_text text = { .file = "10-desk.ini" };
	struct buf words;
	struct error err;

	buf_init(&words);
	form_text(&words);
	text.text = words.data;
	text.len = words.len;
	bench_must(form_set_load_texts(&text, 1, &desk, NULL, &err), "a form",
	    &err);
	bench_heading("What a key sends to the terminal");
	typing(desk);
	pasting(desk);
	list(own);
	frames(own);
	form_set_free(desk);
	form_set_free(own);
	buf_clear(&words);
	return 0;
}
