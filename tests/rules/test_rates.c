/* Lookups by day, ours and local; the files that come with oneplan, and some of
 * their figures as domain.md has them; and each mistake by its very sentence:
 * tests/rates-lint/NAME.ini is a file with mistakes, and NAME.lint what is said of
 * it. It stands beside the file below, or in the local folder if its first line
 * is "# local". GENERATE=1 rewrites the .lint files, for a reviewer to read the
 * difference. */
#include "config.h"

#include "rules/rates.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/outfile.h"

#define MAX_BYTES 100000

static const char ours[] =
    "[file]\ntitle = \"Wages\"\n"
    "[figure.wage]\ntitle = \"Lowest wage\"\nunit = \"pounds\"\n"
    "value.2024 = \"2024-04-01 | 11.44 | yes | GOV.UK\"\n"
    "value.2025 = \"2025-04-01 | 12.21 | no | GOV.UK\"\n"
    "value.2026 = \"2026-04-01 | | no | not found\"\n"
    "[figure.part]\ntitle = \"Part\"\nunit = \"percent\"\n"
    "value = \"2024-04-01 | 13.8 | yes | HMRC\"\n"
    "[figure.weeks]\ntitle = \"Weeks\"\nunit = \"number\"\n"
    "value = \"2024-04-01 | 5.6 | yes | HMRC\"\n"
    "[figure.twice]\ntitle = \"Twice\"\nunit = \"number\"\n"
    "value = \"2024-04-01 | 1 | yes | HMRC\"\n"
    "[table.bands]\ntitle = \"Bands\"\n"
    "columns = \"name | from | to\"\ntypes = \"words | number | number\"\n"
    "[rows.bands]\nfrom = \"2024-04-01\"\nverified = \"no\"\n"
    "source = \"NPSA\"\nrow.low = \"low | 1 | 3\"\nrow.high = \"high | 4 | \"\n"
    "[rows.bands.2025]\nfrom = \"2025-04-01\"\nverified = \"yes\"\n"
    "source = \"NPSA 2\"\nrow.all = \"all | 1 | 25\"\n";

static const char twice[] =
    "[file]\ntitle = \"Local\"\nowner = \"Northbridge Council\"\n"
    "[figure.twice]\nvalue = \"2024-06-01 | 2 | yes | Cabinet\"\n";

static const char local[] =
    "[file]\ntitle = \"Local\"\nowner = \"Northbridge Council\"\n"
    "[figure.wage]\n"
    "value.more = \"2024-10-01 | 12.00 | yes | Cabinet\"\n"
    "value.same = \"2025-04-01 | 13.00 | yes | Cabinet\"\n"
    "value.over = \"2025-10-01 | ours | yes | Cabinet\"\n"
    "value.unknown = \"2026-10-01 | | no | not yet agreed\"\n"
    "[rows.bands]\nfrom = \"2024-10-01\"\nverified = \"yes\"\n"
    "source = \"Policy\"\nrow.one = \"one | 1 | 25\"\n";

static long
day(const char *iso)
{
	struct date date;

	assert_true(date_parse_iso(iso, &date));
	return date_to_days(date);
}

/* Ours, and LOCAL if not NULL. */
static struct rates *
load(const char *local_text)
{
	const struct rates_text texts[] = {
	    {"10-ours.ini", ours, strlen(ours), false},
	    {"50-local.ini", local_text, local_text ? strlen(local_text) : 0,
		true}};
	struct rates *rates;
	struct error err;

	if (!rates_load_texts(texts, local_text ? 2 : 1, &rates, NULL, &err))
		fail_msg("%s", err.text);
	return rates;
}

/* --- lookups --- */

struct lookup {
	const char *key, *day;
	bool found, known;
	int64_t value;
	const char *source;
};

static void
check_lookups(const struct rates *rates, const struct lookup *cases,
    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct lookup *c = &cases[i];
		const struct rate *rate = rates_find(rates, c->key,
		    day(c->day));

		print_message("# %s on %s\n", c->key, c->day);
		assert_int_equal(rate != NULL, c->found);
		assert_int_equal(rates_value(rates, c->key, day(c->day), -7),
		    c->known ? c->value : -7);
		if (!rate)
			continue;
		assert_int_equal(rate->known, c->known);
		assert_string_equal(rate->source, c->source);
		assert_string_equal(rate->key, c->key);
	}
}

static void
test_days(void **state)
{
	static const struct lookup cases[] = {
	    {"wage", "2024-03-31", false, false, 0, NULL},
	    {"wage", "2024-04-01", true, true, 1144, "GOV.UK"},
	    {"wage", "2025-03-31", true, true, 1144, "GOV.UK"},
	    {"wage", "2025-04-01", true, true, 1221, "GOV.UK"},
	    {"wage", "2026-03-31", true, true, 1221, "GOV.UK"},
	    {"wage", "2026-04-01", true, false, 0, "not found"},
	    {"wage", "2099-01-01", true, false, 0, "not found"},
	    {"part", "2024-04-01", true, true, 1380, "HMRC"},
	    {"weeks", "2024-04-01", true, true, 56000, "HMRC"},
	    {"wages", "2025-04-01", false, false, 0, NULL},
	    {"", "2025-04-01", false, false, 0, NULL},
	    {"bands", "2025-04-01", false, false, 0, NULL}};
	struct rates *rates = load(NULL);

	(void)state;
	check_lookups(rates, cases, ARRAY_LEN(cases));
	assert_true(rates_find(rates, "wage", day("2024-04-01"))->verified);
	assert_false(rates_find(rates, "wage", day("2025-04-01"))->verified);
	assert_null(rates_find(rates, "wage", day("2024-04-01"))->whose);
	rates_free(rates);
}

static void
test_local_days(void **state)
{
	static const struct lookup cases[] = {
	    {"wage", "2024-03-31", false, false, 0, NULL},
	    {"wage", "2024-09-30", true, true, 1144, "GOV.UK"},
	    {"wage", "2024-10-01", true, true, 1200, "Cabinet"},
	    {"wage", "2025-03-31", true, true, 1200, "Cabinet"},
	    /* ours begins that day too */
	    {"wage", "2025-04-01", true, true, 1300, "Cabinet"},
	    {"wage", "2025-09-30", true, true, 1300, "Cabinet"},
	    /* ours again, as it has been since April */
	    {"wage", "2025-10-01", true, true, 1221, "GOV.UK"},
	    {"wage", "2026-04-01", true, false, 0, "not found"},
	    {"wage", "2026-10-01", true, false, 0, "not yet agreed"},
	    {"part", "2025-10-01", true, true, 1380, "HMRC"}};
	struct rates *rates = load(local);

	(void)state;
	check_lookups(rates, cases, ARRAY_LEN(cases));
	assert_string_equal(
	    rates_find(rates, "wage", day("2024-10-01"))->whose,
	    "Northbridge Council");
	assert_null(rates_find(rates, "wage", day("2025-10-01"))->whose);
	rates_free(rates);
}

static void
test_rows(void **state)
{
	static const struct {
		const char *day, *first; /* NULL: no rows */
		size_t count;
		bool local;
	} cases[] = {
	    {"2024-03-31", NULL, 0, false}, {"2024-04-01", "low", 2, false},
	    {"2024-09-30", "low", 2, false}, {"2024-10-01", "low", 2, false},
	    {"2025-04-01", "all", 1, false}, {"2024-09-30", "low", 2, true},
	    {"2024-10-01", "one", 1, true}, {"2025-04-01", "all", 1, true}};
	struct rates *both[] = {load(NULL), load(local)};
	const struct rate_row *const *rows;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t count = rates_rows(both[cases[i].local], "bands",
		    day(cases[i].day), &rows);

		assert_int_equal(count, cases[i].count);
		assert_int_equal(rows != NULL, count > 0);
		if (count)
			assert_string_equal(rows[0]->cells[0], cases[i].first);
	}
	assert_int_equal(rates_rows(both[0], "bands", day("2024-04-01"), &rows),
	    2);
	assert_string_equal(rows[1]->cells[2], "");
	assert_int_equal(rows[0]->numbers[0], 0);
	assert_int_equal(rows[0]->numbers[2], 30000);
	assert_int_equal(rows[1]->numbers[2], 0);
	assert_string_equal(rows[1]->source, "NPSA");
	assert_false(rows[1]->verified);
	assert_int_equal(rates_rows(both[0], "wage", day("2025-04-01"), &rows),
	    0);
	assert_null(rows);
	assert_int_equal(rates_column(both[0], "bands", "to"), 2);
	assert_int_equal(rates_column(both[0], "bands", "colour"), -1);
	assert_int_equal(rates_column(both[0], "band", "to"), -1);
	rates_free(both[0]);
	rates_free(both[1]);
}

static void
test_words(void **state)
{
	static const struct {
		const char *key, *day, *value, *cited;
	} cases[] = {
	    {"wage", "2024-04-01", "£11.44",
		"Lowest wage: £11.44 from 1 April 2024 (GOV.UK)"},
	    {"wage", "2024-10-01", "£12.00", "Lowest wage: £12.00 from "
		"1 October 2024 (Cabinet; set by Northbridge Council)"},
	    {"wage", "2025-10-01", "£12.21", "Lowest wage: £12.21 from "
		"1 April 2025 (GOV.UK; not verified)"},
	    {"wage", "2026-10-01", "not known", "Lowest wage: not known from "
		"1 October 2026 (not yet agreed; set by Northbridge Council)"},
	    {"part", "2024-04-01", "13.8%",
		"Part: 13.8% from 1 April 2024 (HMRC)"},
	    {"weeks", "2024-04-01", "5.6",
		"Weeks: 5.6 from 1 April 2024 (HMRC)"}};
	struct rates *rates = load(local);
	struct buf text;

	(void)state;
	buf_init(&text);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct rate *rate = rates_find(rates, cases[i].key,
		    day(cases[i].day));

		buf_reset(&text);
		rate_format(rate, &text);
		assert_string_equal(text.data, cases[i].value);
		buf_reset(&text);
		rate_cite(rate, &text);
		assert_string_equal(text.data, cases[i].cited);
	}
	buf_clear(&text);
	rates_free(rates);
}

/* What a plan keeps is what was read, and reads alike. */
static void
test_kept(void **state)
{
	struct rates_text texts[3];
	struct rates *rates = load(local), *again;
	struct error err;

	(void)state;
	assert_true(rates_text_at(rates, 0, &texts[0]));
	assert_true(rates_text_at(rates, 1, &texts[1]));
	assert_false(rates_text_at(rates, 2, &texts[2]));
	assert_string_equal(texts[0].file, "10-ours.ini");
	assert_string_equal(texts[1].text, local);
	assert_true(texts[1].local && !texts[0].local);
	assert_true(rates_load_texts(texts, 2, &again, NULL, &err));
	rates_free(rates);
	assert_int_equal(rates_value(again, "wage", day("2025-04-01"), 0), 1300);
	rates_free(again);
}

/* --- the files that come with oneplan --- */

static const char *
shipped_folder(void)
{
	static char path[4096];
	const char *top = getenv("TOP_SRCDIR");

	snprintf(path, sizeof path, "%s/data", top ? top : ".");
	return path;
}

static void
test_shipped_clean(void **state)
{
	struct problem_list problems;
	struct rates *rates = NULL;

	(void)state;
	problem_list_init(&problems);
	if (rates_load(shipped_folder(), NULL, &rates, &problems, NULL))
		rates_free(rates);
	for (size_t i = 0; i < problems.count; i++)
		print_message("# %s: %s\n", problems.items[i].where,
		    problems.items[i].text);
	assert_int_equal(problems.count, 0);
	problem_list_clear(&problems);
	assert_non_null(rates);
}

#define NOT_KNOWN INT64_C(-1)

/* domain.md E4 to E8, F1 and F2, as practice.md corrects them. */
static void
test_shipped_figures(void **state)
{
	static const struct {
		const char *key, *day;
		int64_t value;
	} cases[] = {
	    {"wage_21", "2025-03-31", 1144}, {"wage_21", "2025-04-01", 1221},
	    {"wage_21", "2026-04-01", 1271},
	    {"wage_21", "2027-04-01", NOT_KNOWN},
	    {"wage_18", "2026-11-16", 1085}, {"wage_16", "2024-12-01", 640},
	    {"ni_rate", "2025-04-05", 1380}, {"ni_rate", "2025-04-06", 1500},
	    {"ni_threshold", "2024-06-01", 910000},
	    {"ni_threshold", "2026-06-01", 500000},
	    {"ni_lower_limit", "2026-06-01", 670800},
	    {"ni_allowance", "2024-06-01", 500000},
	    {"ni_allowance", "2026-06-01", 1050000},
	    {"pension_trigger", "2025-06-01", 1000000},
	    {"pension_lower", "2026-06-01", 624000},
	    {"pension_upper", "2026-06-01", 5027000},
	    {"pension_employer", "2026-06-01", 300},
	    {"holiday_weeks", "2026-06-01", 56000},
	    {"holiday_accrual", "2026-06-01", 1207},
	    {"sick_week", "2024-06-01", 11675},
	    {"sick_week", "2025-06-01", 11875},
	    {"sick_week", "2026-04-06", 12325},
	    {"sick_percent", "2026-04-06", 8000},
	    {"sick_waiting_days", "2026-04-05", 30000},
	    {"sick_waiting_days", "2026-04-06", 0},
	    {"redundancy_week", "2024-06-01", 70000},
	    {"redundancy_week", "2026-06-01", 75100},
	    {"insurance_year", "2026-06-01", 6100},
	    {"vat_standard", "2026-06-01", 2000},
	    {"vat_reduced", "2026-06-01", 500},
	    {"capital_upper", "2026-06-01", 2325000},
	    {"capital_lower", "2025-06-01", 1425000},
	    {"tariff_step", "2026-06-01", 25000},
	    {"tariff_amount", "2026-06-01", 100},
	    {"mig_single_18", "2025-10-06", 8915},
	    {"mig_disability", "2025-10-06", 4965},
	    {"mig_enhanced", "2025-10-06", 2425},
	    {"mig_single_18", "2026-06-01", 9540},
	    {"mig_single_25", "2025-06-01", 11250},
	    {"mig_single_25", "2026-06-01", NOT_KNOWN},
	    {"mig_single_pension", "2026-06-01", 24145},
	    {"mig_couple", "2026-06-01", NOT_KNOWN},
	    {"mig_disability", "2026-06-01", NOT_KNOWN},
	    {"expenses_allowance", "2025-06-01", 3065},
	    {"expenses_allowance", "2026-06-01", NOT_KNOWN},
	    {"nursing_standard", "2026-06-01", 26768},
	    {"nursing_higher", "2024-06-01", 32450},
	    {"minor_adaptation", "2026-06-01", 100000},
	    {"contingency_weeks", "2026-06-01", 40000},
	    {"surplus_weeks", "2026-06-01", 80000},
	    {"quote_from", "2026-06-01", 50000}, {"risk_grid", "2026-06-01", 0},
	    {"review_light_from_weeks", "2026-06-01", 60000},
	    {"review_money_months", "2026-06-01", 60000},
	    {"review_again_months", "2026-06-01", 120000}};
	struct rates *rates;
	struct error err;

	(void)state;
	if (!rates_load(shipped_folder(), NULL, &rates, NULL, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		print_message("# %s on %s\n", cases[i].key, cases[i].day);
		assert_non_null(rates_find(rates, cases[i].key,
		    day(cases[i].day)));
		assert_int_equal(rates_value(rates, cases[i].key,
		    day(cases[i].day), NOT_KNOWN), cases[i].value);
	}
	rates_free(rates);
}

static void
test_shipped_tables(void **state)
{
	static const struct {
		const char *table;
		size_t row;
		const char *column, *cell;
	} cases[] = {
	    {"risk_bands", 0, "score_to", "3"},
	    {"risk_bands", 1, "score_from", "4"},
	    {"risk_bands", 2, "score_to", "12"},
	    {"risk_bands", 3, "score_from", "15"},
	    {"allocation", 0, "amount", "198.50"},
	    {"allocation", 4, "points_from", "61"},
	    {"allocation", 4, "amount", "16,400"},
	    {"delegation", 0, "recurring", "15,000"},
	    {"delegation", 0, "one_off", "2,500"},
	    {"delegation", 4, "role", "Team manager"},
	    {"delegation", 4, "recurring", "49,000"},
	    {"delegation", 5, "recurring", ""},
	    {"excluded", 0, "action", "block"},
	    {"excluded", 2, "action", "ask"},
	    {"holidays", 19, "day", "2026-05-04"}};
	const struct rate_row *const *rows;
	struct rates *rates;
	struct error err;

	(void)state;
	assert_true(rates_load(shipped_folder(), NULL, &rates, NULL, &err));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int column = rates_column(rates, cases[i].table,
		    cases[i].column);

		print_message("# %s, row %zu\n", cases[i].table, cases[i].row);
		assert_true(column >= 0);
		assert_true(rates_rows(rates, cases[i].table,
		    day("2026-06-01"), &rows) > cases[i].row);
		assert_string_equal(rows[cases[i].row]->cells[column],
		    cases[i].cell);
	}
	rates_free(rates);
}

/* Eight a year, in order, each on a working day. */
static void
test_shipped_holidays(void **state)
{
	const struct rate_row *const *rows;
	struct rates *rates;
	struct error err;
	size_t count;

	(void)state;
	assert_true(rates_load(shipped_folder(), NULL, &rates, NULL, &err));
	count = rates_rows(rates, "holidays", day("2026-06-01"), &rows);
	assert_int_equal(count, 5 * 8);
	for (size_t i = 0; i < count; i++) {
		int64_t when = rows[i]->numbers[0];

		/* 1970-01-01 was a Thursday */
		assert_true((when + 3) % 7 < 5);
		assert_int_equal(date_from_days((long)when).year, 2024 + i / 8);
		assert_true(i == 0 || when > rows[i - 1]->numbers[0]);
	}
	rates_free(rates);
}

/* Unknown figures say so and are never called verified; every source is said. */
static void
test_shipped_honest(void **state)
{
	struct rates_figure figure;
	struct rates *rates;
	struct error err;

	(void)state;
	assert_true(rates_load(shipped_folder(), NULL, &rates, NULL, &err));
	for (size_t i = 0; rates_figure_at(rates, i, &figure); i++) {
		for (long at = day("2024-01-01"); at < day("2028-01-01"); at++) {
			const struct rate *rate = rates_find(rates, figure.key,
			    at);

			assert_true(!rate || rate->known || !rate->verified);
			assert_true(!rate || *rate->source);
		}
	}
	rates_free(rates);
}

/* --- mistakes --- */

static char folder[64];
static struct buf ours_dir, local_dir, case_ours, case_local, ours_path,
    twice_path;

static void
set_path(struct buf *path, const char *dir, const char *name)
{
	buf_init(path);
	buf_addf(path, "%s/%s", dir, name);
}

static int
make_folder(void **state)
{
	struct error err;

	(void)state;
	strcpy(folder, "/tmp/oneplan-rates-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	set_path(&ours_dir, folder, "ours");
	set_path(&local_dir, folder, "local");
	set_path(&case_ours, ours_dir.data, "50-case.ini");
	set_path(&case_local, local_dir.data, "50-case.ini");
	set_path(&ours_path, ours_dir.data, "10-ours.ini");
	set_path(&twice_path, local_dir.data, "10-twice.ini");
	return folder_make(ours_dir.data, &err) &&
	    folder_make(local_dir.data, &err) &&
	    outfile_write(ours_path.data, ours, strlen(ours), true, &err) &&
	    outfile_write(twice_path.data, twice, strlen(twice), true, &err) ?
	    0 : -1;
}

static int
remove_folder(void **state)
{
	struct buf *const paths[] = {&ours_dir, &local_dir, &case_ours,
	    &case_local, &ours_path, &twice_path};

	(void)state;
	unlink(ours_path.data);
	unlink(twice_path.data);
	unlink(case_ours.data);
	unlink(case_local.data);
	rmdir(ours_dir.data);
	rmdir(local_dir.data);
	for (size_t i = 0; i < ARRAY_LEN(paths); i++)
		buf_clear(paths[i]);
	return rmdir(folder);
}

/* Appends TEXT without the folder's name. */
static void
add_without_folder(struct buf *out, const char *text)
{
	size_t len = strlen(folder);
	const char *found;

	while ((found = strstr(text, folder)) != NULL) {
		buf_add_bytes(out, text, (size_t)(found - text));
		text = found + len + (found[len] == '/');
	}
	buf_add(out, text);
}

/* What is said of DIR and LOCAL, a problem a line. The first is what the error
 * says too. */
static void
lint(const char *dir, const char *local_folder, struct buf *said)
{
	struct problem_list problems;
	struct rates *rates;
	struct error err = {0};
	struct buf first;

	problem_list_init(&problems);
	if (rates_load(dir, local_folder, &rates, &problems, &err)) {
		assert_int_equal(problems.count, 0);
		rates_free(rates);
	} else {
		assert_true(problems.count > 0);
		assert_null(rates);
		buf_init(&first);
		buf_addf(&first, "%s: %s", problems.items[0].where,
		    problems.items[0].text);
		if (!strstr(problems.items[0].where, "no-such"))
			assert_string_equal(err.text, first.data);
		buf_clear(&first);
	}
	for (size_t i = 0; i < problems.count; i++) {
		add_without_folder(said, problems.items[i].where);
		buf_add(said, ": ");
		add_without_folder(said, problems.items[i].text);
		buf_add_char(said, '\n');
	}
	problem_list_clear(&problems);
}

static void
lint_text(const char *text, struct buf *said)
{
	bool is_local = strncmp(text, "# local\n", 8) == 0;
	const char *path = is_local ? case_local.data : case_ours.data;
	struct error err;

	assert_true(outfile_write(path, text, strlen(text), true, &err));
	lint(ours_dir.data, is_local ? local_dir.data : NULL, said);
	assert_int_equal(unlink(path), 0);
}

static void
cases_path(struct buf *path, const char *name, const char *ending)
{
	const char *top = getenv("TOP_SRCDIR");

	buf_reset(path);
	buf_addf(path, "%s/tests/rates-lint", top ? top : ".");
	if (name)
		buf_addf(path, "/%s%s", name, ending);
}

/* True where lint says what NAME.lint does. */
static bool
case_holds(const char *name)
{
	struct buf path, said;
	struct error err;
	char *text, *expected;
	size_t len;
	bool same;

	buf_init(&path);
	buf_init(&said);
	cases_path(&path, name, ".ini");
	assert_true(infile_read(path.data, MAX_BYTES, &text, &len, &err));
	lint_text(text, &said);
	free(text);
	cases_path(&path, name, ".lint");
	if (getenv("GENERATE"))
		assert_true(outfile_write(path.data, said.data, said.len,
		    true, &err));
	assert_true(infile_read(path.data, MAX_BYTES, &expected, &len, &err));
	same = strcmp(said.data, expected) == 0;
	if (!same)
		print_message("# %s: lint says\n%s# and not\n%s", name,
		    said.data, expected);
	free(expected);
	buf_clear(&path);
	buf_clear(&said);
	return same;
}

static void
test_mistakes(void **state)
{
	struct dirent **entries;
	struct buf path;
	int count, cases = 0, wrong = 0;

	(void)state;
	buf_init(&path);
	cases_path(&path, NULL, NULL);
	count = scandir(path.data, &entries, NULL, alphasort);
	assert_true(count > 0);
	for (int i = 0; i < count; i++) {
		char *ending = strstr(entries[i]->d_name, ".ini");

		if (ending) {
			*ending = '\0';
			cases++;
			wrong += !case_holds(entries[i]->d_name);
		}
		free(entries[i]);
	}
	free(entries);
	buf_clear(&path);
	assert_true(cases >= 45);
	assert_int_equal(wrong, 0);
}

/* Mistakes of a folder, rather than of a file. */
static void
test_folders(void **state)
{
	struct buf said, path;
	struct error err;

	(void)state;
	buf_init(&said);
	lint("/no-such-folder", NULL, &said);
	assert_string_equal(said.data, "/no-such-folder: The folder of figures "
	    "cannot be read: No such file or directory. Check its name, and "
	    "that you may read it.\n");
	buf_reset(&said);
	assert_int_equal(unlink(ours_path.data), 0);
	lint(ours_dir.data, NULL, &said);
	assert_string_equal(said.data, "ours: There are no figures in this "
	    "folder. They are in files such as 10-wages.ini.\n");
	buf_reset(&said);
	assert_true(outfile_write(ours_path.data, ours, strlen(ours), true,
	    &err));
	set_path(&path, ours_dir.data, "wages.ini");
	assert_true(outfile_write(path.data, "[file]\ntitle = \"Case\"\n", 22,
	    true, &err));
	lint(ours_dir.data, NULL, &said);
	assert_string_equal(said.data, "ours/wages.ini: Files of figures are "
	    "read in the order of their numbers, and this has none. Call it "
	    "50-NAME.ini, for one.\n");
	assert_int_equal(unlink(path.data), 0);
	buf_clear(&path);
	buf_clear(&said);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_days),
	    cmocka_unit_test(test_local_days),
	    cmocka_unit_test(test_rows),
	    cmocka_unit_test(test_words),
	    cmocka_unit_test(test_kept),
	    cmocka_unit_test(test_shipped_clean),
	    cmocka_unit_test(test_shipped_figures),
	    cmocka_unit_test(test_shipped_tables),
	    cmocka_unit_test(test_shipped_holidays),
	    cmocka_unit_test(test_shipped_honest),
	    cmocka_unit_test(test_mistakes),
	    cmocka_unit_test(test_folders),
	};

	return cmocka_run_group_tests_name("rates", tests, make_folder,
	    remove_folder);
}
