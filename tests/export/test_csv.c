/* Tables for a spreadsheet: what is written, what is read back, and what a month
 * filled in by a person becomes. */
#include "config.h"

#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/money.h"
#include "export/csv.h"
#include "export/format.h"
#include "export/read_month.h"
#include "export/write_csv.h"

/* --- cells --- */

static const struct cell {
	const char *text, *written;
} cells[] = {
	/* RFC 4180, section 2 */
	{ "aaa", "aaa" },
	{ "b\r\nbb", "\"b\r\nbb\"" },
	{ "b\"bb", "\"b\"\"bb\"" },
	{ "", "" },
	{ "zzz,yyy", "\"zzz,yyy\"" },
	/* a spreadsheet would run these */
	{ "=1+1", "'=1+1" },
	{ "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0" },
	{ "@SUM(1,2)", "\"'@SUM(1,2)\"" },
	{ "+44 20 7946 0000", "'+44 20 7946 0000" },
	{ "-2+3", "'-2+3" },
	{ "\t=1", "\"'\t=1\"" },
	{ "  =1", "\"'  =1\"" },
	{ "\xef\xbc\x9d" "1", "'\xef\xbc\x9d" "1" },
	/* and these not */
	{ "-3.20", "-3.20" },
	{ "-3", "-3" },
	{ "-", "'-" },
	{ "-3.", "'-3." },
	{ "a=b", "a=b" },
	{ "'tis", "'tis" },
	/* what had a mark of its own keeps it */
	{ "'=1", "''=1" },
	{ "''=1", "'''=1" },
	{ "a;b", "\"a;b\"" },
	{ " x", "\" x\"" },
	{ "e\xcc\x81", "e\xcc\x81" },
};

static void
test_cells(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cells); i++) {
		const char *row[] = { "x", cells[i].text };
		struct error err;
		struct csv csv;
		struct buf out, want;

		buf_init(&out);
		buf_init(&want);
		csv_add_row(&out, row, 2);
		buf_addf(&want, "x,%s\r\n", cells[i].written);
		assert_string_equal(out.data, want.data);
		if (!csv_read(out.data, out.len, &csv, &err))
			fail_msg("%s: %s", cells[i].text, err.text);
		assert_int_equal(csv.row_count, 1);
		assert_int_equal(csv_columns(&csv, 0), 2);
		assert_string_equal(csv_cell(&csv, 0, 1), cells[i].text);
		assert_string_equal(csv_cell(&csv, 0, 2), "");
		csv_clear(&csv);
		buf_clear(&out);
		buf_clear(&want);
	}
}

/* Any cells, written and read back, are the same. */
static void
test_any_cells(void **state)
{
	static const char *const pieces[] = { "=", "'", "\"", ",", ";", "\r\n",
		"\n", " ", "-", "1", ".", "\t", "a", "@", "\xc3\xa9" };
	unsigned random = 20261116;

	(void)state;
	print_message("# seed %u\n", random);
	for (int i = 0; i < 5000; i++) {
		char text[3][64] = { "", "", "" };
		const char *row[] = { text[0], text[1], text[2] };
		struct error err;
		struct csv csv;
		struct buf out;

		for (int c = 0; c < 3; c++)
			for (int n = 0; n < 8; n++) {
				random = random * 1664525u + 1013904223u;
				if (random >> 31 == 0)
					continue;
				strncat(text[c], pieces[(random >> 8) %
				    ARRAY_LEN(pieces)], 8);
			}
		/* an empty line is no row */
		strncat(text[0], "x", 2);
		buf_init(&out);
		buf_add(&out, "a,b,c\r\n");
		csv_add_row(&out, row, 3);
		if (!csv_read(out.data, out.len, &csv, &err))
			fail_msg("%s: %s", out.data, err.text);
		assert_int_equal(csv.row_count, 2);
		for (size_t c = 0; c < 3; c++)
			assert_string_equal(csv_cell(&csv, 1, c), text[c]);
		csv_clear(&csv);
		buf_clear(&out);
	}
}

static const struct read {
	const char *text;
	const char *cells; /* rows end in |, cells in /; NULL: refused */
} reads[] = {
	{ "a,b\nc,d\n", "a/b/|c/d/|" },
	{ "a,b\r\nc,d", "a/b/|c/d/|" },
	{ "a;b,1\r\nc;d\r\n", "a;b/1/|c;d/|" },
	{ "a;b\nc;1,5\n", "a/b/|c/1,5/|" },
	{ "a\tb\nc\td\n", "a/b/|c/d/|" },
	{ CSV_MARK "a,b\n", "a/b/|" },
	{ "\n\na,b\n\n\nc\n", "a/b/|c/|" },
	{ "a,b,\n,,\n", "a/b//|///|" },
	{ "\"a\"x,b\n", "ax/b/|" },
	{ "a", "a/|" },
	{ "", NULL },
	{ "\r\n", NULL },
	{ "\"a,b\n", NULL },
	{ "a,\xff\n", NULL },
};

static void
test_reads(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(reads); i++) {
		struct error err;
		struct csv csv;
		struct buf got;
		bool ok = csv_read(reads[i].text, strlen(reads[i].text), &csv,
		    &err);

		assert_int_equal(ok, reads[i].cells != NULL);
		if (!ok) {
			assert_int_equal(csv.row_count, 0);
			continue;
		}
		buf_init(&got);
		for (size_t r = 0; r < csv.row_count; r++) {
			for (size_t c = 0; c < csv_columns(&csv, r); c++)
				buf_addf(&got, "%s/", csv_cell(&csv, r, c));
			buf_add_char(&got, '|');
		}
		assert_string_equal(got.data, reads[i].cells);
		buf_clear(&got);
		csv_clear(&csv);
	}
}

/* --- the tables of a plan --- */

static void
answer_link(struct plan *plan, const char *name, const struct uid *row,
    const struct uid *to)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(to, hex);
	answer(plan, name, row, hex);
}

static struct uid
add_line(struct plan *plan, const char *what, const char *price,
    const char *often, const struct uid *payer)
{
	struct uid line = add_row(plan, "money.line", NULL);

	answer(plan, "money.what", &line, what);
	answer(plan, "money.price", &line, price);
	answer(plan, "money.frequency", &line, often);
	if (payer != NULL)
		answer_link(plan, "money.paid_by", &line, payer);
	return line;
}

static void
add_share(struct plan *plan, const struct uid *line, const struct uid *payer,
    const char *percent)
{
	struct uid share = add_row(plan, "money.share", line);

	answer_link(plan, "money.share_stream", &share, payer);
	answer(plan, "money.share_percent", &share, percent);
}

/* Two kinds of money, a helper who is paid by both, a chair and a reserve. */
static void
fill(struct plan *plan)
{
	struct uid council, nhs, line, pay;

	answer(plan, "purpose.kinds", NULL, "council nhs");
	answer(plan, "purpose.start", NULL, "2026-11-16");
	answer(plan, "purpose.weeks", NULL, "52");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	answer(plan, "about_me.name_family", NULL, "Redfern");
	answer(plan, "about_me.dob", NULL, "3/4/1992");
	council = add_row(plan, "money.stream", NULL);
	answer(plan, "money.funder", &council, "la_ca");
	answer(plan, "money.indicative", &council, "12,000");
	nhs = add_row(plan, "money.stream", NULL);
	answer(plan, "money.funder", &nhs, "nhs_pwb");
	answer(plan, "money.indicative", &nhs, "2,450");
	line = add_line(plan, "Helper, \"Bo\"", "100.10", "weekly", NULL);
	answer(plan, "money.split", &line, "yes");
	add_share(plan, &line, &council, "50");
	add_share(plan, &line, &nhs, "50");
	(void)add_line(plan, "=Chair", "2,380", "one_off", &nhs);
	line = add_line(plan, "In case", "100", "one_off", &council);
	answer(plan, "money.category", &line, "contingency");
	pay = add_row(plan, "paying.pay", NULL);
	answer_link(plan, "paying.pay_stream", &pay, &nhs);
	answer(plan, "paying.pay_first", &pay, "2026-11-16");
	answer(plan, "paying.pay_every", &pay, "quarterly");
}

/* What the format writes of PAGE; the caller frees it. */
static char *
written(struct plan *plan, enum audience audience, enum page page)
{
	struct report *report = report_page(plan, audience, NULL, page);
	struct buf out;

	buf_init(&out);
	assert_true(csv_holds(false, page));
	write_csv(report, &out);
	report_free(report);
	return buf_take(&out);
}

static void
assert_written(struct plan *plan, enum audience audience, enum page page,
    const char *want)
{
	char *got = written(plan, audience, page);

	assert_string_equal(got, want);
	free(got);
}

#define WHOSE "\"Kwame Redfern, born 3 Apr 1992\",Draft: not signed,"
#define CA    "\"Council personal budget, Care Act (LA_CA)\""
#define PWB   "NHS personal wheelchair budget (NHS_PWB)"

static void
test_streams(void **state)
{
	struct fixture *fixture = *state;

	fill(fixture->plan);
	assert_written(fixture->plan, AUDIENCE_HOME, PAGE_STREAMS,
	    CSV_MARK
	    "Whose plan,Which version,Whose money,Expected,Planned,Left over,"
	    "How much has been agreed?\r\n"
	    WHOSE CA ",12000.00,2702.60,9297.40,\r\n"
	    WHOSE PWB ",2450.00,4982.60,-2532.60,\r\n");
}

/* A row for each that pays, so that the last column adds up. */
static void
test_spending(void **state)
{
	struct fixture *fixture = *state;
	int64_t pence, sum = 0;
	struct error err;
	struct csv csv;
	char *got;

	fill(fixture->plan);
	got = written(fixture->plan, AUDIENCE_FINANCE, PAGE_SPENDING);
	assert_true(csv_read(got, strlen(got), &csv, &err));
	free(got);
	assert_int_equal(csv.row_count, 5);
	for (size_t r = 0; r < csv.row_count; r++)
		assert_int_equal(csv_columns(&csv, r), csv_columns(&csv, 0));
	size_t last = csv_columns(&csv, 0) - 1;
	assert_string_equal(csv_cell(&csv, 0, last), "This money pays");
	assert_string_equal(csv_cell(&csv, 1, 2), "Helper, \"Bo\"");
	assert_string_equal(csv_cell(&csv, 2, 2), "Helper, \"Bo\"");
	assert_string_equal(csv_cell(&csv, 2, last - 2), PWB);
	assert_string_equal(csv_cell(&csv, 2, last - 1), "50");
	assert_string_equal(csv_cell(&csv, 2, last), "2602.60");
	assert_string_equal(csv_cell(&csv, 3, 2), "=Chair");
	assert_string_equal(csv_cell(&csv, 3, last - 1), "100");
	for (size_t r = 1; r < csv.row_count; r++) {
		assert_true(money_parse(csv_cell(&csv, r, last), &pence, NULL));
		sum += pence;
	}
	assert_int_equal(sum, plan_money(fixture->plan)->planned_pence);
	csv_clear(&csv);
}

/* Four weeks' money comes first, unless somebody says otherwise. */
static void
test_payments(void **state)
{
	struct fixture *fixture = *state;

	fill(fixture->plan);
	assert_written(fixture->plan, AUDIENCE_HOME, PAGE_PAYMENTS,
	    CSV_MARK
	    "Whose plan,Which version,When,From,Until,Whose money,How is it "
	    "paid?,To,In all,Less what the person pays,Paid\r\n"
	    WHOSE "2026-11-16,2026-11-16,2027-02-15," PWB
	    ",,,3230.85,0.00,3230.85\r\n"
	    WHOSE "2027-02-16,2027-02-16,2027-05-15," PWB
	    ",,,650.65,0.00,650.65\r\n"
	    WHOSE "2027-05-16,2027-05-16,2027-08-15," PWB
	    ",,,650.65,0.00,650.65\r\n"
	    WHOSE "2027-08-16,2027-08-16,2027-11-14," PWB
	    ",,,450.45,0.00,450.45\r\n");
}

/* What is not for the reader has no row and no column. */
static void
test_audience(void **state)
{
	struct fixture *fixture = *state;
	static const enum page pages[] = { PAGE_STREAMS, PAGE_SPENDING,
		PAGE_PAYMENTS, PAGE_MONEY };

	fill(fixture->plan);
	for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
		char *got =
		    written(fixture->plan, AUDIENCE_PROVIDER, pages[i]);

		assert_null(strchr(strchr(got, '\n') + 1, '\n'));
		assert_null(strstr(got, "Helper"));
		assert_null(strstr(got, "price"));
		free(got);
	}
	assert_false(csv_holds(true, PAGE_MONEY));
	assert_false(csv_holds(false, PAGE_WEEK));
}

/* --- the month comes back --- */

#define MONTH_HEADER                                                           \
	CSV_MARK "Whose plan,Which version,Part,What,Planned,What happened"

static void
test_month(void **state)
{
	struct fixture *fixture = *state;

	fill(fixture->plan);
	assert_written(fixture->plan, AUDIENCE_PERSON, PAGE_MONEY,
	    MONTH_HEADER "\r\n"
	    WHOSE "Comes in," CA ",991.67,\r\n"
	    WHOSE "Comes in," PWB ",5.83,\r\n"
	    WHOSE "Goes out,\"Helper, \"\"Bo\"\"\",433.77,\r\n"
	    WHOSE "\"Paid once, or kept back just in case\",'=Chair,2380.00,"
		  "\r\n"
	    WHOSE "\"Paid once, or kept back just in case\",In case (kept "
		  "back),100.00,\r\n");
}

/* Reads TEXT as the month's table and takes it in. */
static bool
take(struct plan *plan, const char *text, struct problem_list *said,
    size_t *changed, struct error *err)
{
	const struct month_file file = { "month.csv", text, strlen(text) };
	struct read_answers read;
	bool ok = month_read_csv(&file, 1, plan, &read, said, err);

	if (!ok)
		return false;
	assert_false(read.training);
	assert_true(plan_take_in(plan, &read.taken, changed, err));
	taken_clear(&read.taken);
	return true;
}

static void
assert_spent(struct plan *plan, size_t at, const char *cost,
    const char *spent)
{
	const struct uid *rows;
	size_t count;

	count = plan_rows(plan, form_set_repeat(plan_forms(plan),
	    "review.full"), &UID_NONE, &rows);
	assert_int_equal(count, 1);
	count = plan_rows(plan, form_set_repeat(plan_forms(plan),
	    "review.seen_line"), &rows[0], &rows);
	assert_true(at < count);
	assert_shown(plan, "review.sl_line", &rows[at], cost);
	assert_shown(plan, "review.sl_spent", &rows[at], spent);
}

static void
test_month_comes_back(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	struct problem_list said;
	struct error err;
	size_t changed;

	fill(plan);
	problem_list_init(&said);
	/* as a spreadsheet may write it, with a month added */
	assert_true(take(plan, MONTH_HEADER ",December\n"
	    WHOSE "Goes out,\"Helper, \"\"Bo\"\"\",433.77,430,£433.10\n"
	    WHOSE "Goes out,'=Chair,2380.00,\"2,400.00\",\n"
	    WHOSE "Goes out,In case (kept back),100.00,,\n", &said, &changed,
	    &err));
	assert_int_equal(said.count, 0);
	assert_int_equal(changed, 4);
	assert_spent(plan, 0, "Helper, \"Bo\"", "£863.10");
	assert_spent(plan, 1, "=Chair", "£2,400.00");
	/* once more, and with another amount */
	assert_true(take(plan, MONTH_HEADER ",December\n"
	    WHOSE "Goes out,\"Helper, \"\"Bo\"\"\",433.77,430,£433.10\n",
	    &said, &changed, &err));
	assert_int_equal(changed, 0);
	assert_true(take(plan, MONTH_HEADER "\n"
	    WHOSE "Goes out,In case (kept back),100.00,12.5\n", &said,
	    &changed, &err));
	assert_int_equal(changed, 2);
	assert_spent(plan, 0, "Helper, \"Bo\"", "£863.10");
	assert_spent(plan, 2, "In case", "£12.50");
	problem_list_clear(&said);
}

/* Several tables are added up; what is said names its file; one that cannot be
 * taken leaves all of them out. */
static void
test_months_together(void **state)
{
	static const char september[] = MONTH_HEADER "\n"
	    WHOSE "Goes out,\"Helper, \"\"Bo\"\"\",433.77,430\n"
	    WHOSE "Goes out,'=Chair,2380.00,\"2,400.00\"\n";
	static const char october[] = MONTH_HEADER "\n"
	    WHOSE "Goes out,\"Helper, \"\"Bo\"\"\",433.77,433.10\n"
	    WHOSE "Goes out,Shoes,1.00,5\n";
	static const char blank[] = MONTH_HEADER "\n"
	    WHOSE "Goes out,'=Chair,2380.00,\n";
	const struct month_file files[] = {
		{ "sep.csv", september, sizeof september - 1 },
		{ "oct.csv", october, sizeof october - 1 },
		{ "oct again.csv", october, sizeof october - 1 },
		{ "nov.csv", blank, sizeof blank - 1 },
	};
	struct fixture *fixture = *state;
	struct problem_list said;
	struct read_answers read;
	struct error err;

	fill(fixture->plan);
	problem_list_init(&said);
	assert_true(month_read_csv(files, 2, fixture->plan, &read, &said,
	    &err));
	assert_int_equal(said.count, 1);
	assert_non_null(strstr(said.items[0].where, "oct.csv"));
	assert_non_null(strstr(said.items[0].where, "Shoes"));
	assert_true(plan_take_in(fixture->plan, &read.taken, NULL, &err));
	taken_clear(&read.taken);
	assert_spent(fixture->plan, 0, "Helper, \"Bo\"", "£863.10");
	assert_spent(fixture->plan, 1, "=Chair", "£2,400.00");
	problem_list_clear(&said);
	/* the same one twice is told */
	problem_list_init(&said);
	assert_true(month_read_csv(files, 3, fixture->plan, &read, &said,
	    &err));
	assert_int_equal(said.count, 3);
	assert_non_null(strstr(said.items[2].text, "the same as oct.csv"));
	taken_clear(&read.taken);
	problem_list_clear(&said);
	/* all or none, and it is said which */
	problem_list_init(&said);
	assert_false(month_read_csv(files, 4, fixture->plan, &read, &said,
	    &err));
	assert_non_null(strstr(err.text, "nov.csv: Nothing is written"));
	assert_int_equal(read.taken.answer_count, 0);
	problem_list_clear(&said);
}

static const struct left {
	const char *row, *text;
} lefts[] = {
	{ "Goes out,Shoes,1.00,5", "no cost of that name" },
	{ "Goes out,=Chair,1.00,lots", "an amount of money" },
	{ "Goes out,=Chair,1.00,5,lots", "an amount of money" },
	{ "Goes out,=Chair,1.00,-5", "less than nothing" },
	{ "Comes in,=Chair,1.00,5", "not what came in" },
	{ "Goes out,=Chair,1.00,999999999999", "an amount of money" },
};

static void
test_month_left_out(void **state)
{
	struct fixture *fixture = *state;

	fill(fixture->plan);
	for (size_t i = 0; i < ARRAY_LEN(lefts); i++) {
		struct problem_list said;
		struct error err;
		struct buf text;
		size_t changed = 99;

		problem_list_init(&said);
		buf_init(&text);
		buf_addf(&text, "%s\n%s%s\n", MONTH_HEADER, WHOSE,
		    lefts[i].row);
		if (!take(fixture->plan, text.data, &said, &changed, &err))
			fail_msg("%s: %s", lefts[i].row, err.text);
		if (changed != 0)
			fail_msg("%s: %zu taken in", lefts[i].row, changed);
		assert_int_equal(said.count, 1);
		if (strstr(said.items[0].text, lefts[i].text) == NULL)
			fail_msg("%s: %s", lefts[i].row, said.items[0].text);
		buf_clear(&text);
		problem_list_clear(&said);
	}
}

static const struct refused {
	const char *text, *why;
} refusals[] = {
	{ "", "not a table" },
	{ "a,b\n", "its first line was changed" },
	{ MONTH_HEADER "\n", "Nothing is written" },
	{ MONTH_HEADER "\n" WHOSE "Goes out,=Chair,1.00,\n",
	    "Nothing is written" },
	{ MONTH_HEADER "\n\"Bo Marsh\",x,Goes out,=Chair,1.00,5\n",
	    "about somebody else" },
	{ MONTH_HEADER "\n\"Kwame Redfern, born 3 Apr 1993\",x,Goes out,=Chair,"
		       "1.00,5\n", "about somebody else" },
};

static void
test_month_refused(void **state)
{
	struct fixture *fixture = *state;

	fill(fixture->plan);
	for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
		const struct month_file file = { "month.csv",
			refusals[i].text, strlen(refusals[i].text) };
		struct problem_list said;
		struct read_answers read;
		struct error err;

		problem_list_init(&said);
		assert_false(month_read_csv(&file, 1, fixture->plan, &read,
		    &said, &err));
		if (strstr(err.text, refusals[i].why) == NULL)
			fail_msg("%zu: %s", i, err.text);
		problem_list_clear(&said);
	}
}

/* A training plan says so in every row, and so is it read. */
static void
test_month_training(void **state)
{
	static const char made_up_text[] = MONTH_HEADER "\n\"" CSV_TRAINING
	    "Kwame Redfern\",x,Goes out,=Chair,1.00,5\n";
	static const char real_text[] = MONTH_HEADER "\n"
	    WHOSE "Goes out,=Chair,1.00,5\n";
	const struct month_file made_up = { "a.csv", made_up_text,
		sizeof made_up_text - 1 };
	const struct month_file real = { "b.csv", real_text,
		sizeof real_text - 1 };
	struct fixture *fixture = *state;
	struct problem_list said;
	struct read_answers read;
	struct error err;

	fill(fixture->plan);
	problem_list_init(&said);
	assert_true(month_read_csv(&made_up, 1, fixture->plan, &read, &said,
	    &err));
	assert_true(read.training);
	taken_clear(&read.taken);
	/* and never beside a real one */
	assert_false(month_read_csv((const struct month_file[]){ made_up,
	    real }, 2, fixture->plan, &read, &said, &err));
	assert_non_null(strstr(err.text, "about a real person"));
	problem_list_clear(&said);
}

#define CASE(test)                                                             \
	cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_any_cells),
		cmocka_unit_test(test_reads),
		CASE(test_streams),
		CASE(test_spending),
		CASE(test_payments),
		CASE(test_audience),
		CASE(test_month),
		CASE(test_month_comes_back),
		CASE(test_months_together),
		CASE(test_month_left_out),
		CASE(test_month_refused),
		CASE(test_month_training),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
