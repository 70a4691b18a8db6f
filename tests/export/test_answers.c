/* A plan's answers out and back, byte for byte; and nothing trusted on the way. */
#include "config.h"

#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "export/read_answers.h"
#include "export/write_answers.h"

#define SEED	    20261116u
#define MUTATIONS   4000
#define TAKEN_EVERY 100

static char *
written(struct plan *plan)
{
	struct report *report = report_build(plan, AUDIENCE_AGENCIES);
	struct buf out;

	buf_init(&out);
	write_json_answers(report, plan, &out);
	report_free(report);
	return buf_take(&out);
}

/* Something of everything: a restricted answer, words in many scripts and lines,
 * a text that is no number, links, rows in rows. */
static void
fill(struct fixture *fixture)
{
	struct plan *plan = fixture->plan;
	struct uid stream, line, share, outcome;
	char hex[UID_HEX_LEN + 1];

	answer(plan, "purpose.kinds", NULL, "council joint");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	answer(plan, "about_me.dob", NULL, "3/4/1992");
	answer(plan, "about_me.nhs_no", NULL, "999 834 6509");
	answer(plan, "about_me.safe_contact", NULL, "this_way");
	answer(plan, "purpose.asked_for", NULL,
	    "  \"Chair\"\n\tעברית e\xcc\x81 👩‍👩‍👧\n\n— \\ </script>  ");
	answer(plan, "purpose.weeks", NULL, "about a year");
	outcome = add_row(plan, "outcomes.outcome", NULL);
	stream = add_row(plan, "money.stream", NULL);
	line = add_row(plan, "money.line", NULL);
	answer(plan, "money.what", &line, "Chair");
	line = add_row(plan, "money.line", NULL);
	answer(plan, "money.price", &line, "12.34");
	answer(plan, "money.quantity", &line, "5.6");
	answer(plan, "money.split", &line, "yes");
	share = add_row(plan, "money.share", &line);
	answer(plan, "money.share_percent", &share, "33.33%");
	uid_format(&stream, hex);
	answer(plan, "money.share_stream", &share, hex);
	uid_format(&outcome, hex);
	answer(plan, "money.outcomes", &line, hex);
}

static struct plan *
new_plan(struct fixture *fixture, char *path, size_t size)
{
	struct plan_user user = { "Sam", "sam", "laptop" };
	struct plan *plan;
	struct error err;

	snprintf(path, size, "%s/new.oneplan", fixture->folder);
	if (!plan_create(path, fixture->forms, NULL, &user, false, &plan, &err))
		fail_msg("%s", err.text);
	return plan;
}

/* In somebody else's words. */
static void
say(struct plan *plan, const char *name, const char *text, const char *voice)
{
	struct change change = {
		.field = form_set_field(plan_forms(plan), name),
		.text = text,
		.has_voice = true,
		.voice = voice,
	};

	assert_true(plan_apply(plan, &change, 1, NULL, &(struct error){ 0 }));
}

static void
test_out_and_back(void **state)
{
	struct fixture *fixture = *state;
	struct read_answers read;
	struct problem_list said;
	char path[160], *first, *second;
	struct plan *plan;
	struct error err;

	fill(fixture);
	say(fixture->plan, "purpose.asked_for", "A chair that fits.",
	    "family Dan");
	first = written(fixture->plan);
	assert_non_null(strstr(first, "\"purpose.asked_for\": \"family Dan\""));
	problem_list_init(&said);
	assert_true(answers_read(first, strlen(first), fixture->forms, &read,
	    &said, &err));
	assert_int_equal(said.count, 1); /* about a year */
	assert_string_equal(said.items[0].where, "purpose.weeks");
	plan = new_plan(fixture, path, sizeof path);
	answers_loose_links(&read.taken, plan, &said);
	assert_int_equal(said.count, 1);
	assert_true(plan_take_in(plan, &read.taken, NULL, &err));
	second = written(plan);
	assert_string_equal(first, second);
	assert_non_null(strstr(first, "this_way"));
	taken_clear(&read.taken);
	problem_list_clear(&said);
	free(first);
	free(second);
	plan_close(plan);
	unlink(path);
}

/* --- what cannot be taken is said --- */

#define HEAD "{\"training\": false, \"plan\": {\"format\": \"oneplan answers 1\", "
#define ROW  "\"row\": \"000000000000000000000000000000a1\""

static const struct bad {
	const char *json;
	const char *where, *text; /* NULL: nothing is said */
} bads[] = {
	{ HEAD "\"answers\": {\"about_me.shoe\": \"9\"}}}", "about_me.shoe",
	    "do not ask this" },
	{ HEAD "\"answers\": {\"money.price\": 5}}}", "money.price",
	    "wrong place" },
	{ HEAD "\"voices\": {\"purpose.asked_for\": 5}}}",
	    "purpose.asked_for", "Whose words this is cannot be read" },
	{ HEAD "\"answers\": {\"about_me.age\": 5}}}", "about_me.age",
	    "worked out" },
	{ HEAD "\"answers\": {\"purpose.weeks\": 5.5}}}", "purpose.weeks",
	    "neither words nor a whole number" },
	{ HEAD "\"answers\": {\"purpose.weeks\": [5]}}}", "purpose.weeks",
	    "neither words nor a whole number" },
	{ HEAD "\"answers\": {\"about_me.dob\": \"soon\"}}}", "about_me.dob",
	    "Taken in, and marked." },
	{ HEAD "\"answers\": {\"about_me.name_first\": 5}}}",
	    "about_me.name_first", "Taken in, and marked." },
	{ HEAD "\"answers\": {\"purpose.weeks\": 9223372036854775807}}}",
	    "purpose.weeks", "outside" },
	{ HEAD "\"answers\": {\"about_me.dob\": \"3/4/1992\"}}}", NULL, NULL },
	{ HEAD "\"answers\": []}}", "answers", "no list of answers" },
	{ HEAD "\"rows\": []}}", "rows", "no tables" },
	{ HEAD "\"rows\": {\"money.shoes\": []}}}", "money.shoes",
	    "no such table" },
	{ HEAD "\"rows\": {\"money.share\": []}}}", "money.share",
	    "no such table here" },
	{ HEAD "\"rows\": {\"money.line\": {}}}}", "money.line",
	    "no list of rows" },
	{ HEAD "\"rows\": {\"money.line\": [5]}}}", "money.line in row 1",
	    "no number of its own" },
	{ HEAD "\"rows\": {\"money.line\": [{" ROW "}, {" ROW "}]}}}",
	    "money.line in row 2", "the same number" },
	{ HEAD "\"rows\": {\"money.line\": [{" ROW ", \"x\": 1}]}}}", "x",
	    "does not know this part" },
	{ HEAD "\"rows\": {\"money.line\": [{" ROW
	       ", \"answers\": {\"money.price\": \"lots\"}}]}}}",
	    "money.price in row 1", "Taken in, and marked." },
	{ HEAD "\"rows\": {\"money.line\": [{" ROW
	       ", \"answers\": {\"money.paid_by\": "
	       "\"000000000000000000000000000000b2\"}}]}}}",
	    "money.paid_by", "not there" },
	{ HEAD "\"today\": \"2026-01-01\"}}", "today", "Only a training" },
	{ HEAD "\"today\": 5}}", "today", "not a date" },
	{ HEAD "\"more\": 5}}", "more", "does not know this part" },
};

static void
check_bad(struct fixture *fixture, const struct bad *bad)
{
	struct read_answers read;
	struct problem_list said;
	struct error err;

	problem_list_init(&said);
	if (!answers_read(bad->json, strlen(bad->json), fixture->forms, &read,
		&said, &err))
		fail_msg("%s: %s", bad->json, err.text);
	answers_loose_links(&read.taken, fixture->plan, &said);
	if (said.count != (bad->where != NULL))
		fail_msg("%s: %zu said", bad->json, said.count);
	if (bad->where != NULL) {
		assert_string_equal(said.items[0].where, bad->where);
		if (strstr(said.items[0].text, bad->text) == NULL)
			fail_msg("%s: %s", bad->json, said.items[0].text);
	}
	assert_true(plan_take_in(fixture->plan, &read.taken, NULL, &err));
	taken_clear(&read.taken);
	problem_list_clear(&said);
}

static void
test_bad_parts(void **state)
{
	for (size_t i = 0; i < ARRAY_LEN(bads); i++)
		check_bad(*state, &bads[i]);
}

static const struct refused {
	const char *json, *text;
} refusals[] = {
	{ "", "in line 1" },
	{ "{\"a\": 1,\n\"a\": 2}", "in line 2" },
	{ "[]", "holds no answers" },
	{ "{\"plan\": 5}", "holds no answers" },
	{ "{\"plan\": {\"format\": \"oneplan answers 2\"}}", "another oneplan" },
	{ "{\"a\": \"\\u0000\"}", "in line 1" },
	{ "{\"a\": \"\xff\"}", "in line 1" },
};

static void
test_refused(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
		const char *json = refusals[i].json;
		struct read_answers read;
		struct problem_list said;
		struct error err;

		problem_list_init(&said);
		assert_false(answers_read(json, strlen(json), fixture->forms,
		    &read, &said, &err));
		if (strstr(err.text, refusals[i].text) == NULL)
			fail_msg("%s: %s", json, err.text);
		problem_list_clear(&said);
	}
}

static void
test_too_long(void **state)
{
	struct fixture *fixture = *state;
	struct read_answers read;
	struct problem_list said;
	struct error err;
	struct buf json;

	buf_init(&json);
	buf_add(&json, HEAD "\"answers\": {\"purpose.asked_for\": \"");
	for (size_t i = 0; i <= ANSWERS_TEXT_MAX; i++)
		buf_add_char(&json, 'x');
	buf_add(&json, "\"}}}");
	problem_list_init(&said);
	assert_true(answers_read(json.data, json.len, fixture->forms, &read,
	    &said, &err));
	assert_int_equal(said.count, 1);
	assert_int_equal(read.taken.answer_count, 0);
	taken_clear(&read.taken);
	problem_list_clear(&said);
	buf_clear(&json);
}

/* --- any bytes at all --- */

static unsigned
next(unsigned *random)
{
	*random = *random * 1664525u + 1013904223u;
	return *random >> 8;
}

static void
mutate(struct buf *json, unsigned *random)
{
	static const char *const pieces[] = { "{", "}", "[", "]", "\"", ",",
		":", "1e9", "-1", "null", "\\u0000", "\xff", "row", "answers",
		"9999999999999999999999" };

	for (unsigned i = next(random) % 4 + 1; i > 0; i--) {
		size_t at = next(random) % json->len;
		const char *piece =
		    pieces[next(random) % ARRAY_LEN(pieces)];
		size_t rest = json->len - at;
		size_t cut = next(random) % 12;

		if (next(random) % 2)
			buf_remove(json, at, cut < rest ? cut : rest - 1);
		else
			buf_insert(json, at, piece, strlen(piece));
	}
}

static void
test_mutated(void **state)
{
	struct fixture *fixture = *state;
	unsigned random = SEED, reads = 0;
	char *page, *plan;

	fill(fixture);
	page = written(fixture->plan);
	/* only the answers: the page is not read */
	plan = strstr(page, "  \"plan\": {");
	assert_non_null(plan);
	print_message("# seed %u\n", SEED);
	for (unsigned i = 0; i < MUTATIONS; i++) {
		struct read_answers read;
		struct problem_list said;
		struct error err;
		struct buf json;

		buf_init(&json);
		buf_addf(&json, "{%s", plan);
		mutate(&json, &random);
		problem_list_init(&said);
		if (answers_read(json.data, json.len, fixture->forms, &read,
			&said, &err)) {
			if (reads++ % TAKEN_EVERY == 0)
				assert_true(plan_take_in(fixture->plan,
				    &read.taken, NULL, &err));
			taken_clear(&read.taken);
		} else
			assert_true(strlen(err.text) > 10);
		problem_list_clear(&said);
		buf_clear(&json);
	}
	assert_true(reads > MUTATIONS / 20); /* else nothing was tried */
	free(page);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_out_and_back, fixture_open,
		    fixture_close),
		cmocka_unit_test_setup_teardown(test_bad_parts, fixture_open,
		    fixture_close),
		cmocka_unit_test_setup_teardown(test_refused, fixture_open,
		    fixture_close),
		cmocka_unit_test_setup_teardown(test_too_long, fixture_open,
		    fixture_close),
		cmocka_unit_test_setup_teardown(test_mutated, fixture_open,
		    fixture_close),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
