/* Reading forms, compiling and running their expressions. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "bench/bench.h"
#include "bench/material.h"
#include "form/sandbox.h"

#define ROUNDS 15
#define ROWS 300
#define STREAMS 4

#define FIELD(id, type)                                                        \
	"[field." id "]\ntype = \"" type "\"\nlabel = \"" id "\"\n"
#define KEY(key, value) key " = \"" value "\"\n"
#define CHECK(text)                                                            \
	KEY("constraint", text) KEY("constraint_message", "Look again.")
#define REPEAT(id)                                                             \
	"[section." id "s]\ntitle = \"" id "\"\n[repeat." id "]\n"             \
	"title = \"" id "\"\nsingular = \"" id "\"\n"

/* Spending lines with as many conditions, checks and sums as real ones have. */
static const char spending[] =
    "[form]\nid = \"t\"\ntitle = \"Spending\"\nversion = \"1\"\n"
    "[section.s]\ntitle = \"Spending\"\n"
    FIELD("on", "yes_no")
    FIELD("rate", "number")
    FIELD("all", "money")
	KEY("calculate", "(SELECT coalesce(sum(t__line.cost), 0) FROM t__line)")
    REPEAT("stream")
    FIELD("budget", "money")
    FIELD("used", "money")
	KEY("calculate", "(SELECT coalesce(sum(t__line.cost), 0) FROM t__line "
			 "WHERE t__line.pays IS :row)")
    REPEAT("line")
    FIELD("what", "text")
    FIELD("price", "money") CHECK(":price >= 0")
    FIELD("quantity", "decimal") KEY("default", "10000")
	CHECK(":quantity >= 0")
    FIELD("freq", "choice") KEY("choices", "f")
	KEY("default", "CASE WHEN :rate IS 1 THEN 'one' END")
    FIELD("times", "number") KEY("relevant", ":freq IS 'times'")
	CHECK(":times >= 0")
    FIELD("split", "yes_no") KEY("default", "0")
    FIELD("pays", "link") KEY("link", "t.stream")
	KEY("relevant", ":split IS NOT 1")
	KEY("default", "CASE WHEN (SELECT count(t__stream.row) FROM t__stream) "
		       "IS 1 THEN (SELECT t__stream.row FROM t__stream) END")
    FIELD("cost", "money") KEY("calculate", ":price * :quantity")
    FIELD("big", "text") KEY("relevant", ":cost >= 50000")
	KEY("readonly", ":on IS 1")
    FIELD("note", "paragraph") KEY("readonly", ":on IS 1")
    FIELD("room", "money")
	KEY("calculate", "(SELECT t__stream.budget FROM t__stream WHERE "
			 "t__stream.row IS :pays)")
    FIELD("who", "text") KEY("relevant", ":what IS NOT NULL")
    "[choices.f]\n" KEY("one", "One") KEY("times", "Times");

static struct form_set *
from_text(const char *text, size_t len)
{
	struct form_text form = { "10-t.ini", text, len };
	struct form_set *set;
	struct error err;

	bench_must(form_set_load_texts(&form, 1, &set, NULL, &err), "a form",
	    &err);
	return set;
}

static struct sandbox *
compile(const struct form_set *set)
{
	struct sandbox *sandbox;
	struct error err;

	bench_must(sandbox_new(set, NULL, 0, &sandbox, NULL, &err),
	    "expressions", &err);
	return sandbox;
}

static void
set_text(struct sandbox *sandbox, const struct form_set *set, const char *name,
    size_t row, const char *text)
{
	struct value value = { .kind = VALUE_NONE };

	value_set_text(&value, text);
	sandbox_set(sandbox, form_set_field(set, name), row, &value, true);
	value_clear(&value);
}

static void
set_number(struct sandbox *sandbox, const struct form_set *set,
    const char *name, size_t row, int64_t number)
{
	struct value value = { .kind = VALUE_NONE };

	value_set_number(&value, number);
	sandbox_set(sandbox, form_set_field(set, name), row, &value, true);
}

static struct uid
row_id(size_t kind, size_t at)
{
	struct uid id = { { 0 } };

	id.bytes[0] = (unsigned char)kind;
	id.bytes[1] = (unsigned char)(at & 255);
	id.bytes[2] = (unsigned char)(at >> 8);
	return id;
}

static void
fill(struct sandbox *sandbox, const struct form_set *set)
{
	const struct repeat *stream = form_set_repeat(set, "t.stream");
	const struct repeat *line = form_set_repeat(set, "t.line");
	char hex[UID_HEX_LEN + 1];

	sandbox_clear(sandbox, "council", (struct date){ 2026, 11, 16 });
	for (size_t i = 0; i < STREAMS; i++) {
		struct uid id = row_id(1, i);

		sandbox_row(sandbox, stream, &id, NULL);
		set_number(sandbox, set, "t.budget", i, 100000);
	}
	for (size_t i = 0; i < ROWS; i++) {
		struct uid id = row_id(2, i), payer = row_id(1, i % STREAMS);

		sandbox_row(sandbox, line, &id, NULL);
		uid_format(&payer, hex);
		set_text(sandbox, set, "t.what", i, "a chair of some sort");
		set_number(sandbox, set, "t.price", i, (int64_t)i);
		set_text(sandbox, set, "t.freq", i, "times");
		set_number(sandbox, set, "t.times", i, 3);
		set_text(sandbox, set, "t.pays", i, hex);
	}
}

static void
running(void)
{
	struct form_set *set = from_text(spending, sizeof spending - 1);
	const struct repeat *line = form_set_repeat(set, "t.line");
	struct sandbox *sandbox = compile(set);
	struct series series = { 0 };
	struct error err = { .code = ERR_NONE };
	size_t each = 0;

	for (size_t i = 0; i < set->expr_count; i++)
		each += set->exprs[i]->repeat == line;
	for (int i = 0; i < ROUNDS; i++) {
		int64_t at = bench_now_ns();

		fill(sandbox, set);
		while (sandbox_run(sandbox, &err))
			;
		series_add(&series, bench_now_ns() - at);
	}
	bench_must(err.code == ERR_NONE, "a run", &err);
	bench_row("300 rows, each expression once a row",
	    bench_ms(series_median(&series)), 2, "ms", "%zu expressions a row",
	    each);
	series_clear(&series);
	sandbox_free(sandbox);
	form_set_free(set);
}

static void
reading(void)
{
	char *dir = bench_path("forms");
	struct series reads = { 0 }, compiles = { 0 };
	size_t fields = 0, exprs = 0;

	material_thousand(dir);
	for (int i = 0; i < ROUNDS; i++) {
		int64_t at = bench_now_ns();
		struct form_set *set = material_load(dir);
		struct sandbox *sandbox;

		series_add(&reads, bench_now_ns() - at);
		fields = set->field_count;
		exprs = set->expr_count;
		at = bench_now_ns();
		sandbox = compile(set);
		series_add(&compiles, bench_now_ns() - at);
		sandbox_free(sandbox);
		form_set_free(set);
	}
	bench_row("reading forms of 1,000 questions",
	    bench_ms(series_median(&reads)), 2, "ms",
	    "%zu questions with hint, help and condition", fields);
	bench_row("compiling 1,000 expressions",
	    bench_ms(series_median(&compiles)), 2, "ms", "%zu expressions",
	    exprs);
	series_clear(&reads);
	series_clear(&compiles);
	free(dir);
}

int
main(void)
{
	bench_heading("Forms and their expressions");
	reading();
	running();
	return 0;
}
