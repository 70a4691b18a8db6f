/* Pictures: each sign where it belongs, all of it in words, and nothing on a
 * copy that is not for its reader. */
#include "config.h"

#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "export/html.h"
#include "export/text_picture.h"
#include "export/write_json.h"
#include "export/write_text.h"

/* --- drawing --- */

static void
assert_drawn(const struct picture *picture, int cols, const char *want)
{
	struct buf text;

	buf_init(&text);
	text_add_picture(picture, cols, &text);
	assert_string_equal(text.data, want);
	buf_clear(&text);
}

/* No line is wider than it may be, whatever the width. */
static void
assert_fits(const struct picture *picture)
{
	struct buf text;

	buf_init(&text);
	for (int cols = 40; cols <= 140; cols++) {
		buf_reset(&text);
		text_add_picture(picture, cols, &text);
		for (char *line = text.data; *line != '\0';) {
			char *end = strchr(line, '\n');

			assert_true(utf8_cols(line, (size_t)(end - line)) <=
			    cols);
			line = end + 1;
		}
	}
	buf_clear(&text);
}

static const struct picture_row bars[] = {
	{ .label = "Half", .says = "half of it", .part = 5000, .whole = 10000 },
	{ .label = "All", .says = "all of it", .part = 10000, .whole = 10000 },
	{ .label = "A penny over", .says = "too much", .part = 5001,
	    .whole = 5000 },
	{ .label = "The longest, a penny over", .says = "too much",
	    .part = 10001, .whole = 10000 },
	{ .label = "A penny of nothing", .says = "nobody pays", .part = 1 },
	{ .label = "Nothing", .says = "nothing" },
};

static void
test_bars(void **state)
{
	struct picture picture = { .kind = PICTURE_BARS, .caption = "Money",
		.span = 10001, .rows = bars, .row_count = ARRAY_LEN(bars) };

	(void)state;
	assert_drawn(&picture, 48,
	    "Money\n"
	    "\n"
	    "  Half\n"
	    "  |##########..........  half of it\n"
	    "  All\n"
	    "  |####################  all of it\n"
	    "  A penny over\n"
	    "  |##########!           too much\n"
	    "  The longest, a penny over\n"
	    "  |###################!  too much\n"
	    "  A penny of nothing\n"
	    "  |!                     nobody pays\n"
	    "  Nothing\n"
	    "  |                      nothing\n"
	    "\n"
	    "  # planned   . left over   ! more than there is\n");
	assert_fits(&picture);
}

static const struct picture_mark marks[] = {
	{ MARK_PRICE, 180 },
	{ MARK_PAID, 0 },
	{ MARK_PAID, 363 },
	{ MARK_REVIEW, 49 },
};
static const struct picture_row days[] = {
	{ .label = "All of it", .says = "364 days", .runs = true, .to = 363,
	    .marks = marks, .mark_count = 1 },
	{ .label = "The last day", .says = "one day", .runs = true,
	    .from = 363, .to = 363 },
	{ .label = "Paid", .says = "twice", .marks = marks + 1,
	    .mark_count = 2 },
	{ .label = "Looked at", .says = "once", .marks = marks + 3,
	    .mark_count = 1 },
	{ .label = "Later", .says = "after it" },
};
static const struct picture_tick ticks[] = {
	{ 0, "Oct" }, { 26, "Nov" }, { 56, "Dec" }, { 87, "Jan" },
	{ 118, "Feb" }, { 146, "Mar" }, { 177, "Apr" }, { 207, "May" },
	{ 238, "Jun" }, { 268, "Jul" }, { 299, "Aug" }, { 330, "Sep" },
	{ 360, "Oct" },
};

static void
test_year(void **state)
{
	struct picture picture = { .kind = PICTURE_YEAR, .caption = "Days",
		.span = 364, .rows = days, .row_count = ARRAY_LEN(days),
		.ticks = ticks, .tick_count = ARRAY_LEN(ticks) };

	(void)state;
	assert_drawn(&picture, 76,
	    "Days\n"
	    "\n"
	    "  Oct  Nov   Dec   Jan   Feb  Mar    Apr  May    Jun   Jul   "
	    "Aug   Sep\n"
	    "  All of it\n"
	    "  ===================================^=========================="
	    "==========\n"
	    "    364 days\n"
	    "  The last day\n"
	    "                                                                "
	    "         =\n"
	    "    one day\n"
	    "  Paid\n"
	    "  o                                                             "
	    "         o\n"
	    "    twice\n"
	    "  Looked at\n"
	    "           *\n"
	    "    once\n"
	    "  Later\n"
	    "    after it\n"
	    "\n"
	    "  = it runs   ^ its price changes   o money is paid   * we look "
	    "again\n");
	assert_drawn(&picture, 44,
	    "Days\n"
	    "\n"
	    "  O N   D  J  F   M  A  M   J  J  A   S  O\n"
	    "  All of it\n"
	    "  ===================^====================\n"
	    "    364 days\n"
	    "  The last day\n"
	    "                                         =\n"
	    "    one day\n"
	    "  Paid\n"
	    "  o                                      o\n"
	    "    twice\n"
	    "  Looked at\n"
	    "       *\n"
	    "    once\n"
	    "  Later\n"
	    "    after it\n"
	    "\n"
	    "  = it runs   ^ its price changes\n"
	    "  o money is paid   * we look again\n");
	assert_fits(&picture);
}

static void
test_grid(void **state)
{
	static const struct picture_row risks[] = {
		{ .label = "Go out", .says = "less with help",
		    .before = { 4, 5 }, .after = { 2, 5 } },
		{ .label = "Cook", .says = "as it is", .before = { 4, 5 } },
	};
	struct picture picture = { .kind = PICTURE_GRID, .caption = "Risks",
		.span = 1, .rows = risks, .row_count = 2,
		.likely = { "Rare", "Unlikely", "Possible", "Likely",
		    "Almost certain" },
		.bad = { "Negligible", "Minor", "Moderate", "Major",
		    "Catastrophic" } };

	(void)state;
	assert_drawn(&picture, 80,
	    "Risks\n"
	    "\n"
	    "                  Negligible  Minor       Moderate    Major"
	    "       Catastrophic\n"
	    "  Almost certain  .           .           .           .           "
	    ".\n"
	    "  Likely          .           .           .           .           "
	    "A B\n"
	    "  Possible        .           .           .           .           "
	    ".\n"
	    "  Unlikely        .           .           .           .           "
	    "(A)\n"
	    "  Rare            .           .           .           .           "
	    ".\n"
	    "\n"
	    "  A: as things are. (A): with what we will do.\n"
	    "  A. Go out\n"
	    "    less with help\n"
	    "  B. Cook\n"
	    "    as it is\n");
	assert_fits(&picture);
}

static void
test_letters(void **state)
{
	static const struct {
		size_t at;
		const char *want;
	} rows[] = { { 0, "A" }, { 25, "Z" }, { 26, "AA" }, { 51, "AZ" },
		{ 52, "BA" }, { 701, "ZZ" }, { 702, "AAA" } };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		char letters[PICTURE_LETTERS];

		picture_letters(rows[i].at, letters);
		assert_string_equal(letters, rows[i].want);
	}
}

/* What is drawn is hidden from who has the page read out, and all of it is said;
 * letters of the plan are letters of the page. */
static void
test_html(void **state)
{
	static const struct picture_row rows[] = {
		{ .label = "Tom & Co", .says = "<b>too much</b>", .part = 2,
		    .whole = 1 },
	};
	struct picture picture = { .kind = PICTURE_BARS, .caption = "Money",
		.span = 2, .rows = rows, .row_count = 1 };
	struct buf html;

	(void)state;
	buf_init(&html);
	html_add_picture(&html, &picture);
	assert_non_null(strstr(html.data, "<p>Tom &amp; Co</p>"));
	assert_non_null(strstr(html.data, "&lt;b&gt;too much"));
	assert_non_null(strstr(html.data, "<figcaption>Money</figcaption>"));
	assert_non_null(strstr(html.data, "aria-hidden=\"true\""));
	assert_non_null(strstr(html.data,
	    "<p class=\"key\">Black: planned. Striped: more than there is."));
	buf_clear(&html);
}

/* --- of a plan --- */

static char *
pictures(const struct scene *scene, enum audience audience)
{
	struct report *report =
	    report_page(scene->plan, audience, NULL, PAGE_PICTURES);
	struct buf text;

	buf_init(&text);
	write_text(report, &text);
	report_free(report);
	return buf_take(&text);
}

static struct uid
add_line(const struct scene *scene, const char *what, const char *price,
    const char *frequency)
{
	struct uid line = add_row(scene, NULL, "money.line");

	answer_in(scene, &line, "money.what", what);
	answer_in(scene, &line, "money.price", price);
	answer_in(scene, &line, "money.frequency", frequency);
	return line;
}

static void
fill_money(const struct scene *scene)
{
	struct uid first, second, stream, line, step;

	answer(scene, "purpose.kinds", "council");
	answer(scene, "purpose.start", "6/10/2025");
	first = add_row(scene, NULL, "outcomes.outcome");
	answer_in(scene, &first, "outcomes.words", "I see my\nfriends");
	second = add_row(scene, NULL, "outcomes.outcome");
	answer_in(scene, &second, "outcomes.words", "I swim");
	stream = add_row(scene, NULL, "money.stream");
	answer_in(scene, &stream, "money.funder", "la_ca");
	answer_in(scene, &stream, "money.indicative", "1000");
	line = add_line(scene, "A helper", "20.00", "weekly");
	answer_link(scene, &line, "money.outcomes", &first);
	answer_in(scene, &line, "money.steps_on", "yes");
	step = add_row(scene, &line, "money.step");
	answer_in(scene, &step, "money.step_from", "6/4/2026");
	answer_in(scene, &step, "money.step_price", "22.00");
	line = add_line(scene, "A swimsuit", "30.00", "one_off");
	answer_link(scene, &line, "money.outcomes", &second);
	(void)add_line(scene, "A bus pass", "0.50", "weekly");
	line = add_line(scene, "Just in case", "40.00", "one_off");
	answer_in(scene, &line, "money.category", "contingency");
}

static void
test_plan(void **state)
{
	const struct scene *scene = *state;
	char *text;

	text = pictures(scene, AUDIENCE_PERSON);
	assert_non_null(strstr(text, "There is nothing to draw yet"));
	free(text);
	fill_money(scene);
	text = pictures(scene, AUDIENCE_PERSON);
	assert_golden(text, "pictures.txt");
	free(text);
	/* who gives the support sees no money, and so no picture of it */
	text = pictures(scene, AUDIENCE_PROVIDER);
	assert_null(strstr(text, "£"));
	assert_non_null(strstr(text, "There is nothing to draw yet"));
	free(text);
}

static struct uid
add_risk(const struct scene *scene, const char *want, const char *kind)
{
	struct uid risk = add_row(scene, NULL, "risks.risk");

	answer_in(scene, &risk, "risks.want", want);
	answer_in(scene, &risk, "risks.kind", kind);
	answer_in(scene, &risk, "risks.likely_before", "likely");
	answer_in(scene, &risk, "risks.bad_before", "major");
	return risk;
}

/* Only where it is turned on, only for those it is for, and never for
 * self-harm. */
static void
test_plan_grid(void **state)
{
	const struct scene *scene = *state;
	struct uid risk;
	char *text;

	answer(scene, "purpose.kinds", "council");
	risk = add_risk(scene, "Go to the coast by bus", "travel");
	(void)add_risk(scene, "Be left in peace", "self_harm");
	text = pictures(scene, AUDIENCE_AGENCIES);
	assert_null(strstr(text, "grid"));
	free(text);
	answer(scene, "risks.grid_on", "yes");
	text = pictures(scene, AUDIENCE_AGENCIES);
	assert_non_null(strstr(text, "A. Go to the coast by bus"));
	assert_non_null(strstr(text, "16 of 25"));
	assert_null(strstr(text, "peace"));
	assert_null(strstr(text, "B."));
	free(text);
	text = pictures(scene, AUDIENCE_PERSON);
	assert_null(strstr(text, "grid"));
	assert_null(strstr(text, "coast"));
	free(text);
	answer_in(scene, &risk, "risks.kind", "travel self_harm");
	text = pictures(scene, AUDIENCE_AGENCIES);
	assert_null(strstr(text, "grid"));
	assert_null(strstr(text, "coast"));
	free(text);
}

/* A program reads the same. */
static void
test_json(void **state)
{
	const struct scene *scene = *state;
	struct report *report;
	struct buf text;

	fill_money(scene);
	report = report_page(scene->plan, AUDIENCE_PERSON, NULL,
	    PAGE_PICTURES);
	buf_init(&text);
	write_json(report, &text);
	report_free(report);
	assert_non_null(strstr(text.data, "\"kind\": \"picture\""));
	assert_non_null(strstr(text.data, "\"shape\": \"bars\""));
	assert_non_null(strstr(text.data, "\"whole\": 100000"));
	assert_non_null(strstr(text.data, "\"shape\": \"year\""));
	assert_non_null(strstr(text.data, "\"day\": 182"));
	buf_clear(&text);
}

int
main(void)
{
#define REAL(name) cmocka_unit_test_setup_teardown(name, set_up_real, tear_down)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bars),
		cmocka_unit_test(test_year),
		cmocka_unit_test(test_grid),
		cmocka_unit_test(test_letters),
		cmocka_unit_test(test_html),
		REAL(test_plan),
		REAL(test_plan_grid),
		REAL(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
