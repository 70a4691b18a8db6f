/* How long from the command to the first full screen, beside small programs
 * that people know, and where the time goes. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "bench/bench.h"
#include "bench/material.h"
#include "bench/seat.h"
#include "form/sandbox.h"
#include "plan/facts.h"
#include "store/store.h"

#define ROUNDS 21
#define COLD_ROUNDS 3
#define PHASE_ROUNDS 15
#define DIALOG_FIELDS 16

/* What a first full screen shows at its top and at its bottom. */
static const char *const oneplan_shown[] = { "F1 help", NULL };
static const char *const dialog_shown[] = { "A form", "Field 16", "value 16",
	"OK", "Cancel", NULL };
static const char *const nano_shown[] = { "GNU nano", "^X Exit", "Line 20",
	NULL };

struct own {
	char *plan, *forms_env, *folder_env;
	const char *argv[3];
	const char *env[8];
};

static void
own_fill(struct own *own, const char *forms, const char *plan)
{
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "ONEPLAN_FORMS=%s", forms);
	own->forms_env = buf_take(&text);
	buf_init(&text);
	buf_addf(&text, "HOME=%s", bench_folder());
	own->folder_env = buf_take(&text);
	own->plan = xstrdup(plan);
	own->argv[0] = bench_program();
	own->argv[1] = own->plan;
	own->env[0] = own->forms_env;
	own->env[1] = own->folder_env;
	own->env[2] = "TERM=xterm-256color";
	own->env[3] = "LC_ALL=C.UTF-8";
	own->env[4] = bench_data();
}

static void
own_clear(struct own *own)
{
	free(own->plan);
	free(own->forms_env);
	free(own->folder_env);
}

static struct seat_case
own_case(const struct own *own, bool cold)
{
	return (struct seat_case){
		.argv = own->argv,
		.env = own->env,
		.shown = oneplan_shown,
		.leave = "\021",
		.rows = 24,
		.cols = 80,
		.cold = cold,
	};
}

/* dialog --form with sixteen fields: a full screen of its kind. */
static const char **
dialog_argv(void)
{
	static char labels[DIALOG_FIELDS][16], values[DIALOG_FIELDS][16];
	static char rows[DIALOG_FIELDS][4];
	static const char *argv[8 + DIALOG_FIELDS * 8];
	size_t n = 0;

	argv[n++] = "dialog";
	argv[n++] = "--form";
	argv[n++] = "A form";
	argv[n++] = "0";
	argv[n++] = "0";
	argv[n++] = "16";
	for (size_t i = 0; i < DIALOG_FIELDS; i++) {
		snprintf(labels[i], sizeof labels[i], "Field %zu", i + 1);
		snprintf(values[i], sizeof values[i], "value %zu", i + 1);
		snprintf(rows[i], sizeof rows[i], "%zu", i + 1);
		argv[n++] = labels[i];
		argv[n++] = rows[i];
		argv[n++] = "1";
		argv[n++] = values[i];
		argv[n++] = rows[i];
		argv[n++] = "20";
		argv[n++] = "40";
		argv[n++] = "80";
	}
	return argv;
}

static void
say(const char *what, struct bench_case *one, struct bench_case *peer)
{
	if (one->absent) {
		bench_skip(what, "its first screen did not come");
		return;
	}
	if (peer->absent || peer == one)
		bench_row(what, bench_ms(series_median(&one->series)), 2, "ms",
		    NULL);
	else
		bench_row(what, bench_ms(series_median(&one->series)), 2, "ms",
		    "%.2f times dialog --form",
		    bench_ms(series_median(&one->series)) /
			bench_ms(series_median(&peer->series)));
}

static void
whole(const struct own *own, const struct own *thousand, bool cold)
{
	static const char *const tested[] = { "dialog", "nano" };
	static const char *const nothing[] = { NULL, "--version", NULL };
	static const char *const env[] = { "TERM=xterm-256color",
		"LC_ALL=C.UTF-8", NULL };
	const char *version[] = { bench_program(), nothing[1], NULL };
	char *lines = bench_path("lines.txt");
	const char *nano[] = { "nano", "-I", lines, NULL };
	struct seat_case cases[] = {
		{ .argv = dialog_argv(), .shown = dialog_shown,
		    .leave = "\033\033" },
		own_case(own, cold),
		own_case(thousand, cold),
		{ .argv = version },
		{ .argv = nano, .shown = nano_shown, .leave = "\030" },
	};
	static const char *const names[] = {
		"dialog --form, 16 fields",
		"oneplan, its own forms, 300 answers",
		"oneplan, 1,000 questions with conditions, 300 answers",
		"oneplan --version: starting and linking alone",
		"nano, 24 lines",
	};
	struct bench_case runs[ARRAY_LEN(cases)];
	FILE *file = fopen(lines, "w");

	for (int i = 1; file && i <= 24; i++)
		fprintf(file, "Line %d\n", i);
	if (file)
		fclose(file);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		cases[i].rows = 24;
		cases[i].cols = 80;
		cases[i].cold = cold;
		if (!cases[i].env)
			cases[i].env = env;
		runs[i] = (struct bench_case){ .run = seat_first_screen,
			.data = &cases[i] };
	}
	runs[0].absent = !bench_installed(tested[0]);
	runs[4].absent = !bench_installed(tested[1]);
	bench_take_turns(runs, ARRAY_LEN(runs), cold ? COLD_ROUNDS : ROUNDS);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		say(names[i], &runs[i], &runs[0]);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		series_clear(&runs[i].series);
	free(lines);
}

/* --- where it goes, step by step in this process --- */

enum { FORMS, STORE, ANSWERS, SANDBOX, PLAN, PHASES };

static void
phases_once(const struct own *own, const char *dir, struct series *phases)
{
	const struct fact_table *tables[FACT_TABLES_MOST];
	struct form_set *forms;
	struct store *store;
	struct stored_answer *answers;
	struct sandbox *sandbox;
	struct plan *plan;
	struct error err;
	size_t count;
	int64_t at = bench_now_ns();

	bench_must(form_set_load(dir, NULL, &forms, NULL, &err), dir, &err);
	series_add(&phases[FORMS], bench_now_ns() - at);
	at = bench_now_ns();
	bench_must(store_open(own->plan, STORE_WRITE, &store, NULL, &err),
	    "open", &err);
	series_add(&phases[STORE], bench_now_ns() - at);
	at = bench_now_ns();
	bench_must(store_answers(store, &answers, &count, &err), "answers",
	    &err);
	series_add(&phases[ANSWERS], bench_now_ns() - at);
	stored_answers_clear(answers, count);
	store_close(store);
	at = bench_now_ns();
	bench_must(sandbox_new(forms, tables, fact_tables(tables), &sandbox,
		       NULL, &err), "expressions", &err);
	series_add(&phases[SANDBOX], bench_now_ns() - at);
	sandbox_free(sandbox);
	at = bench_now_ns();
	bench_must(plan_open(own->plan, forms, NULL, &material_user, false, &plan,
		       &err), "plan", &err);
	series_add(&phases[PLAN], bench_now_ns() - at);
	plan_close(plan);
	form_set_free(forms);
}

static void
phases(const struct own *own, const char *dir, const char *what)
{
	static const char *const names[PHASES] = {
		[FORMS] = "reading the forms",
		[STORE] = "opening the file to write",
		[ANSWERS] = "reading the answers",
		[SANDBOX] = "compiling the expressions",
		[PLAN] = "plan_open, which is the last three and a recompute",
	};
	struct series series[PHASES] = { 0 };

	bench_heading(what);
	for (int i = 0; i < PHASE_ROUNDS; i++)
		phases_once(own, dir, series);
	for (size_t i = 0; i < PHASES; i++) {
		bench_row(names[i], bench_ms(series_median(&series[i])), 2,
		    "ms", NULL);
		series_clear(&series[i]);
	}
}

int
main(void)
{
	char *dir = bench_path("thousand"), *plan = bench_path("own.oneplan");
	char *large = bench_path("thousand.oneplan");
	struct own own = { 0 }, thousand = { 0 };
	struct form_set *forms;

	material_thousand(dir);
	forms = material_load(bench_forms());
	material_plan(plan, forms, 300);
	form_set_free(forms);
	forms = material_load(dir);
	material_plan(large, forms, 300);
	form_set_free(forms);
	own_fill(&own, bench_forms(), plan);
	own_fill(&thousand, dir, large);

	bench_heading("Start to the first full screen, 80x24");
	whole(&own, &thousand, false);
	bench_heading("The same with a cold file cache");
	if (seat_can_drop_cache())
		whole(&own, &thousand, true);
	else
		bench_skip("all of them", "only root can drop the cache");
	phases(&own, bench_forms(), "Where it goes, with the forms of oneplan");
	phases(&thousand, dir, "Where it goes, with 1,000 questions");

	own_clear(&own);
	own_clear(&thousand);
	free(dir);
	free(plan);
	free(large);
	return 0;
}
