/* The whole: what is refused, that odd reports come out whole, and that the
 * same report gives the same bytes. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "pdf/print.h"
#include "pdf/read_report.h"

#define FONTS "/usr/share/fonts/truetype"
#define SEED  20261116u

static void
test_refused(void **state)
{
	static const struct {
		const char *json, *why;
	} cases[] = {
		{ "", "cannot be read" },
		{ "{", "cannot be read" },
		{ "{\"title\": \"\xff\"}", "cannot be read" },
		{ "[]", "it has no blocks" },
		{ "{}", "it has no blocks" },
		{ "{\"blocks\": {}}", "it has no blocks" },
		{ "{\"blocks\": []}", "it has no title" },
		{ "{\"title\": 5, \"blocks\": []}",
		    "what should be words is something else" },
		{ "{\"title\": \"x\", \"blocks\": [5]}",
		    "of a kind that is not known" },
		{ "{\"title\": \"x\", \"blocks\": [{\"kind\": \"poem\"}]}",
		    "of a kind that is not known" },
		{ "{\"title\": \"x\", \"blocks\": [{\"kind\": \"heading\", "
		  "\"level\": 5, \"text\": \"y\"}]}",
		    "out of its bounds" },
		{ "{\"title\": \"x\", \"blocks\": [{\"kind\": \"table\"}]}",
		    "no columns" },
		{ "{\"title\": \"x\", \"blocks\": [{\"kind\": \"table\", "
		  "\"header\": [\"a\", \"b\"], \"rows\": [[\"1\"]]}]}",
		    "as many cells as its header" },
		{ "{\"title\": \"x\", \"blocks\": [], \"seal\": {\"qr\": "
		  "[\"11\", \"1\"]}}",
		    "not a square" },
		{ "{\"title\": \"x\", \"blocks\": [], \"seal\": {\"qr\": "
		  "[\"2\"]}}",
		    "not a square" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct report report;
		struct error err;

		assert_false(read_report(cases[i].json, strlen(cases[i].json),
		    &report, &err));
		if (strstr(err.text, cases[i].why) == NULL)
			fail_msg("%s: %s", cases[i].json, err.text);
		read_report_clear(&report);
	}
}

static void
test_no_fonts(void **state)
{
	struct report report = { 0 };
	struct error err;
	struct buf out;

	(void)state;
	buf_init(&out);
	assert_false(print_report(&report, "/nonexistent", &out, &err));
	assert_int_equal(out.len, 0);
	assert_non_null(strstr(err.text, "fonts-liberation2"));
}

/* The PDF of JSON; buf_clear it. */
static struct buf
printed(const char *json, size_t len)
{
	struct error err;
	struct report report;
	struct buf out;

	buf_init(&out);
	if (!read_report(json, len, &report, &err) ||
	    !print_report(&report, FONTS, &out, &err))
		fail_msg("%s", err.text);
	read_report_clear(&report);
	assert_int_equal(strncmp(out.data, "%PDF-1.7\n", 9), 0);
	assert_int_equal(strcmp(out.data + out.len - 6, "%%EOF\n"), 0);
	return out;
}

static char *
sample(const char *name, size_t *len)
{
	const char *top = getenv("TOP_SRCDIR");
	struct error err;
	struct buf path;
	char *data;

	buf_init(&path);
	buf_addf(&path, "%s/tests/pdf/%s", top != NULL ? top : ".", name);
	if (!infile_read(path.data, 1 << 20, &data, len, &err))
		fail_msg("%s", err.text);
	buf_clear(&path);
	return data;
}

static void
test_same_bytes(void **state)
{
	static const char *const names[] = { "sample.json", "scripts.json" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		size_t len;
		char *json = sample(names[i], &len);
		struct buf one = printed(json, len), two = printed(json, len);

		assert_int_equal(one.len, two.len);
		assert_memory_equal(one.data, two.data, one.len);
		buf_clear(&one);
		buf_clear(&two);
		free(json);
	}
}

/* How long it is: each page is a stream, beside the nine or so that every file
 * has for its letters and lists. */
static long
streams_of(const struct buf *pdf)
{
	long count = 0;

	for (size_t i = 0; i + 9 < pdf->len; i++)
		count += memcmp(pdf->data + i, "endstream", 9) == 0;
	return count;
}

#define HEAD "{\"title\": \"x\", \"whose\": \"y\", \"blocks\": ["

static void
add_words(struct buf *out, size_t count, const char *word)
{
	for (size_t i = 0; i < count; i++)
		buf_add(out, word);
}

/* Each of these is more than a page of one thing that is seldom even a line. */
static void
test_more_than_a_page_of_anything(void **state)
{
	static const char *const shapes[] = {
		"{\"kind\": \"heading\", \"level\": 2, \"text\": \"%\"}",
		"{\"kind\": \"paragraph\", \"text\": \"%\"}",
		"{\"kind\": \"note\", \"text\": \"%\"}",
		"{\"kind\": \"answer\", \"question\": \"%\", "
		"\"answer\": \"y\"}",
		"{\"kind\": \"answer\", \"question\": \"x\", "
		"\"answer\": \"%\"}",
		"{\"kind\": \"ask\", \"question\": \"%\", \"lines\": 200}",
		"{\"kind\": \"ask\", \"question\": \"x\", \"hint\": \"%\", "
		"\"lines\": 0}",
		"{\"kind\": \"ask\", \"question\": \"x\", \"unit\": \"%\", "
		"\"lines\": 0}",
		"{\"kind\": \"ask\", \"question\": \"x\", \"choices\": [\"%\", "
		"\"y\"], \"lines\": 0}",
		"{\"kind\": \"table\", \"caption\": \"%\", \"header\": "
		"[\"a\"], \"rows\": [[\"b\"]]}",
		"{\"kind\": \"table\", \"header\": [\"%\", \"a\"], \"rows\": "
		"[[\"b\", \"c\"]]}",
		"{\"kind\": \"table\", \"header\": [\"a\", \"b\"], \"rows\": "
		"[[\"%\", \"c\"], [\"d\", \"%\"]]}",
		"{\"kind\": \"table\", \"header\": [\"a\", \"b\"], \"rows\": "
		"[[\"c\", \"d\"]], \"total\": [\"%\", \"e\"]}",
	};
	static const char *const words[] = { "word ", "wordwithoutspaces",
		"کلمه ", "line\\n", "\\n\\n" };

	static const char little[] =
	    HEAD "{\"kind\": \"paragraph\", \"text\": \"word\"}]}";
	struct buf page = printed(little, strlen(little));
	long least = streams_of(&page);

	(void)state;
	buf_clear(&page);
	for (size_t i = 0; i < ARRAY_LEN(shapes); i++)
		for (size_t w = 0; w < ARRAY_LEN(words); w++) {
			const char *shape = shapes[i], *at;
			struct buf json, pdf;

			buf_init(&json);
			buf_add(&json, HEAD);
			while ((at = strchr(shape, '%')) != NULL) {
				buf_add_bytes(&json, shape,
				    (size_t)(at - shape));
				add_words(&json, 1500, words[w]);
				shape = at + 1;
			}
			buf_addf(&json, "%s], \"large_print\": %s}", shape,
			    w % 2 ? "true" : "false");
			pdf = printed(json.data, json.len);
			/* lines with nothing on them may be left out */
			if (words[w][0] != '\\' && streams_of(&pdf) <= least)
				fail_msg("%s with %s", shapes[i], words[w]);
			buf_clear(&pdf);
			buf_clear(&json);
		}
}

static void
test_long_table(void **state)
{
	struct buf json, pdf;

	(void)state;
	buf_init(&json);
	buf_add(&json, HEAD "{\"kind\": \"table\", \"caption\": \"Long\", "
			    "\"grouped\": true, \"header\": [\"Day\", \"What\", "
			    "\"Cost\"], \"right\": [false, false, true], "
			    "\"rows\": [");
	for (int i = 0; i < 5000; i++)
		buf_addf(&json, "%s[\"Day %d\", \"Row %d\", \"£%d.00\"]",
		    i > 0 ? "," : "", i / 7, i, i);
	buf_add(&json, "]}]}");
	pdf = printed(json.data, json.len);
	/* some 30 rows a page */
	assert_true(streams_of(&pdf) > 100);
	buf_clear(&pdf);
	buf_clear(&json);
}

/* As many columns as there are letters have no room beside each other. */
static void
test_wide_table(void **state)
{
	struct buf json, pdf;

	(void)state;
	buf_init(&json);
	buf_add(&json, HEAD "{\"kind\": \"table\", \"header\": [");
	for (int i = 0; i < 26; i++)
		buf_addf(&json, "%s\"Column %c\"", i ? "," : "", 'a' + i);
	buf_add(&json, "], \"rows\": [[");
	for (int i = 0; i < 26; i++)
		buf_addf(&json, "%s\"Cell %c\"", i ? "," : "", 'a' + i);
	buf_add(&json, "]]}]}");
	pdf = printed(json.data, json.len);
	assert_true(streams_of(&pdf) > 6);
	buf_clear(&pdf);
	buf_clear(&json);
}

/* --- anything at all --- */

static uint32_t
next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* A report with bytes of it changed is refused, or comes out whole. */
static void
test_changed_bytes(void **state)
{
	size_t len;
	char *json = sample("sample.json", &len);
	struct error err;
	uint32_t seed = SEED;
	int taken = 0;

	(void)state;
	print_message("# seed %u\n", seed);
	for (int i = 0; i < 1500; i++) {
		char *changed = xstrndup(json, len);
		size_t at = next_random(&seed) % len;
		struct report report;
		struct buf out;

		changed[at] = (char)next_random(&seed);
		buf_init(&out);
		if (read_report(changed, len, &report, &err)) {
			/* each takes a while */
			if (++taken % 20 == 0)
				assert_true(print_report(&report, FONTS, &out,
				    &err));
		} else {
			assert_true(strlen(err.text) > 0);
		}
		read_report_clear(&report);
		buf_clear(&out);
		free(changed);
	}
	assert_true(taken > 20);
	free(json);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_no_fonts),
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_more_than_a_page_of_anything),
		cmocka_unit_test(test_long_table),
		cmocka_unit_test(test_wide_table),
		cmocka_unit_test(test_changed_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
