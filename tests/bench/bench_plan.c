/* The open plan: what follows from an answer. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "bench/bench.h"
#include "bench/material.h"
#include "bench/synced.h"
#include "plan/plan_private.h"

#define ROUNDS 25
#define ANSWERED 40

static struct plan *
new_plan(const struct form_set *forms, const char *name)
{
	char *path = bench_path(name);
	struct plan *plan;
	struct error err;

	bench_must(plan_create(path, forms, NULL, &material_user, false,
		       &plan, &err),
	    path, &err);
	free(path);
	return plan;
}

static void
recompute(const struct form_set *forms)
{
	struct plan *plan = new_plan(forms, "lines.oneplan");
	struct series all = { 0 }, read = { 0 };
	struct error err;

	if (!material_rows(plan, "money.line", 300)) {
		bench_skip("recomputing 300 spending lines",
		    "these forms have no money.line");
		plan_close(plan);
		return;
	}
	for (int i = 0; i < ROUNDS; i++) {
		int64_t at = bench_now_ns();

		plan_recompute(plan);
		series_add(&all, bench_now_ns() - at);
		at = bench_now_ns();
		bench_must(plan_reload(plan, &err), "recomputing", &err);
		series_add(&read, bench_now_ns() - at);
	}
	bench_row("recomputing 300 spending lines",
	    bench_ms(series_median(&all)), 2, "ms",
	    "and with every answer read again %.2f ms",
	    bench_ms(series_median(&read)));
	series_clear(&all);
	series_clear(&read);
	plan_close(plan);
}

/* A text question that always shows. */
static const struct field *
text_field(const struct form_set *forms)
{
	for (size_t i = 0; i < forms->once_count; i++)
		if (forms->fields_once[i]->kind == FIELD_TEXT &&
		    !forms->fields_once[i]->exprs[EXPR_RELEVANT] &&
		    !forms->fields_once[i]->exprs[EXPR_CALCULATE])
			return forms->fields_once[i];
	bench_stop("the forms ask for no words", NULL);
}

static void
answering(struct plan *plan)
{
	const struct field *field = text_field(plan_forms(plan));
	struct series series = { 0 };
	struct error err;
	long before = 0;

	for (int i = 0; i < ANSWERED; i++) {
		char words[32];
		int64_t at;

		snprintf(words, sizeof words, "Walks to the shop %d", i);
		before = synced();
		at = bench_now_ns();
		bench_must(plan_set_answer(plan, field, &UID_NONE, words, NULL,
			       &err), "an answer", &err);
		series_add(&series, bench_now_ns() - at);
	}
	bench_row("one answer in a plan of 300, until all is recomputed",
	    bench_ms(series_median(&series)), 2, "ms", "%ld fdatasyncs",
	    synced() - before);
	series_clear(&series);
}

int
main(void)
{
	struct form_set *forms = material_load(bench_forms());
	struct plan *plan;

	bench_heading("An open plan");
	recompute(forms);
	plan = new_plan(forms, "plan.oneplan");
	material_answers(plan, 300);
	answering(plan);
	plan_close(plan);
	form_set_free(forms);
	return 0;
}
