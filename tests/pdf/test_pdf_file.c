/* The outside of a PDF: numbers and strings, and that the table of places finds
 * every object. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "pdf/pdf_file.h"

static void
test_numbers(void **state)
{
	static const struct {
		long thousandths;
		const char *text;
	} cases[] = {
		{ 0, "0" }, { 1000, "1" }, { 15600, "15.6" }, { 500, ".5" },
		{ 5, ".005" }, { 1010, "1.01" }, { -1, "-.001" },
		{ -16200, "-16.2" }, { 595276, "595.276" }, { 20, ".02" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out;

		buf_init(&out);
		pdf_add_number(&out, cases[i].thousandths);
		assert_string_equal(out.data, cases[i].text);
		buf_clear(&out);
	}
}

static void
test_strings(void **state)
{
	static const struct {
		const char *text, *pdf;
	} cases[] = {
		{ "", "()" },
		{ "Plan", "(Plan)" },
		{ "a (b) \\c", "(a \\(b\\) \\\\c)" },
		{ "Zoë", "<FEFF005A006F00EB>" },
		{ "😀", "<FEFFD83DDE00>" },
		{ "a\nb", "<FEFF0061000A0062>" },
		/* what is no UTF-8 is shown to have been there */
		{ "\xff", "<FEFFFFFD>" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out;

		buf_init(&out);
		pdf_add_text(&out, cases[i].text, strlen(cases[i].text));
		assert_string_equal(out.data, cases[i].pdf);
		buf_clear(&out);
	}
}

/* What the stream that begins before byte FROM holds; the caller frees it. */
static unsigned char *
unpack(const char *pdf, const char *from, uLongf *size)
{
	const char *length = strstr(from, "/Length ");
	const char *data = strstr(from, "stream\n");
	unsigned char *out;

	assert_non_null(length);
	assert_non_null(data);
	assert_true(data > pdf);
	*size = 1 << 20;
	out = xmalloc(*size);
	assert_int_equal(uncompress(out, size,
			     (const Bytef *)data + strlen("stream\n"),
			     (uLong)strtoul(length + strlen("/Length "), NULL,
				 10)),
	    Z_OK);
	return out;
}

#define ROW 8 /* a filter's byte, then seven */

/* Each object that stands by itself is where the table says. */
static void
check_places(const struct buf *pdf, size_t count)
{
	const char *start = strstr(pdf->data + pdf->len - 40, "startxref");
	uLongf size;
	unsigned char *rows, row[ROW] = { 0 };

	assert_non_null(start);
	start = pdf->data + strtoul(start + strlen("startxref"), NULL, 10);
	rows = unpack(pdf->data, start, &size);
	assert_int_equal(size, (count + 1) * ROW);
	for (size_t i = 0; i <= count; i++) {
		size_t at;
		char head[32];

		for (size_t b = 1; b < ROW; b++)
			row[b] = (unsigned char)(row[b] + rows[i * ROW + b]);
		if (row[1] != 1)
			continue;
		at = ((size_t)row[2] << 24) + ((size_t)row[3] << 16) +
		    ((size_t)row[4] << 8) + row[5];
		snprintf(head, sizeof head, "%zu 0 obj\n", i);
		assert_int_equal(
		    strncmp(pdf->data + at, head, strlen(head)), 0);
	}
	free(rows);
}

static void
test_table_finds_objects(void **state)
{
	static const size_t counts[] = { 1, 3, 3999, 4000, 4001, 9000 };

	(void)state;
	for (size_t c = 0; c < ARRAY_LEN(counts); c++) {
		struct pdf_file file;
		struct buf text;
		int catalog;

		pdf_file_init(&file);
		buf_init(&text);
		catalog = pdf_reserve(&file);
		pdf_reserve(&file); /* and never written */
		for (size_t i = 0; i < counts[c]; i++) {
			buf_reset(&text);
			buf_addf(&text, "(object %zu)", i);
			pdf_object(&file, pdf_reserve(&file), &text);
			if (i % 100 == 0)
				pdf_stream(&file, pdf_reserve(&file), "",
				    text.data, text.len);
		}
		buf_reset(&text);
		buf_add(&text, "<</Type/Catalog>>");
		pdf_object(&file, catalog, &text);
		pdf_finish(&file, catalog, catalog);
		check_places(&file.out, file.count);
		buf_clear(&text);
		pdf_file_clear(&file);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_strings),
		cmocka_unit_test(test_table_finds_objects),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
