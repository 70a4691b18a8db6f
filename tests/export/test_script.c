/* What is read aloud: figures as a voice says them, pauses, no tables, and the same
 * sentences in easy read as on paper. */
#include "config.h"

#include "export/spoken.h"
#include "export/write_script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "report/picture.h"

#define POUND "\xc2\xa3"

static void
test_spoken(void **state)
{
	static const struct {
		const char *text, *spoken;
	} cases[] = {
		{ "", "" },
		{ POUND "4,491.00", "4,491 pounds" },
		{ POUND "4,491", "4,491 pounds" },
		{ POUND "1.00", "1 pound" },
		{ POUND "1,000,000.01", "1,000,000 pounds 1 pence" },
		{ POUND "64.50", "64 pounds 50 pence" },
		{ POUND "0.85", "85 pence" },
		{ POUND "0.05", "5 pence" },
		{ POUND "0.00", "0 pounds" },
		{ POUND "42.00 a week, " POUND "3.10 a day",
		    "42 pounds a week, 3 pounds 10 pence a day" },
		{ POUND, POUND },
		{ POUND "x", POUND "x" },
		{ "born 3 Apr 1992", "born 3 April 1992" },
		{ "May I? 3 May 2026", "May I? 3 May 2026" },
		{ "Mar 12", "Mar 12" },
		{ "50%", "50 percent" },
		{ "Dan & Co", "Dan and Co" },
		{ "01632 960143", "0 1 6 3 2, 9 6 0 1 4 3" },
		{ "0800 12 weeks", "0 8 0 0 12 weeks" },
		{ "at 07:30", "at 07:30" },
		{ "10,000 times 007", "10,000 times 007" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out;

		buf_init(&out);
		spoken_add(&out, cases[i].text);
		assert_string_equal(out.data, cases[i].spoken);
		buf_clear(&out);
	}
}

static void
test_sentence(void **state)
{
	struct buf out;

	(void)state;
	buf_init(&out);
	spoken_add_sentence(&out, "Yes ");
	spoken_add_sentence(&out, "No?");
	spoken_add_sentence(&out, "");
	assert_string_equal(out.data, "Yes.No?");
	buf_clear(&out);
}

/* --- a page --- */

static const char *const header[] = { "What", "Cost", "Who pays?", "Room" };
static const char *const cells[] = { "Chair", POUND "1,200.00", "NHS", "",
	"Swimming", POUND "64.50", "", "" };
static const bool right[4];
static const char *const lines[] = { "I know who to ring.",
	"I know what happens next." };
static const char *const choices[] = { "Yes", "No", "Not sure" };
static const struct easy ticked = { lines, 2, choices, 3, 2 };
static const struct easy blank = { lines, 2, choices, 3, 3 };
static const struct ask ask = {
	.number = "", .hint = "Any of them.", .now = "", .unit = "",
	.choices = choices, .choice_count = 3,
};

static char *
script(bool easy)
{
	struct block blocks[] = {
		{ .kind = BLOCK_HEADING, .level = 1, .text = "My plan" },
		{ .kind = BLOCK_HEADING, .level = 2, .text = "Money" },
		{ .kind = BLOCK_HEADING, .level = 3, .text = "Costs" },
		{ .kind = BLOCK_TABLE,
		    .table = { .caption = "Costs", .said = true, .columns = 4,
			.rows = 2, .header = header, .cells = cells,
			.right = right, .write_in = true } },
		{ .kind = BLOCK_ANSWER, .text = "Who helps",
		    .answer = "Dan.\nAnd Ann", .voice = "F",
		    .voice_says = "A relative's or friend's: Dan" },
		{ .kind = BLOCK_ANSWER, .text = "I know.", .answer = "Not sure",
		    .easy = &ticked },
		{ .kind = BLOCK_ASK, .text = "Do I know?", .ask = &ask,
		    .easy = &blank },
		{ .kind = BLOCK_HEADING, .level = 2, .text = "The key",
		    .voice_key = true },
	};
	struct report report = { .easy = easy, .foot = "Draft: not signed",
		.blocks = blocks, .count = ARRAY_LEN(blocks) };
	struct buf out;
	char *page;

	buf_init(&out);
	write_script(&report, &out);
	page = xstrdup(strstr(out.data, "]\n\n") + 3);
	buf_clear(&out);
	return page;
}

static void
test_page(void **state)
{
	char *page = script(false);

	(void)state;
	assert_string_equal(page,
	    "My plan.\n\n[long pause]\n\nMoney.\n\n[pause]\n\nCosts.\n\n"
	    "Chair. Cost: 1,200 pounds. Who pays? NHS.\n\n"
	    "Swimming. Cost: 64 pounds 50 pence.\n\n"
	    "Who helps.\n\nDan.\n\nAnd Ann.\n\n"
	    "Whose words these are: A relative's or friend's: Dan.\n\n"
	    "I know. Not sure.\n\n"
	    "Do I know?\n\nAny of them.\n\n"
	    "You can answer: Yes, No, or Not sure.\n\n"
	    "[wait for an answer]\n\n"
	    "[long pause]\n\nDraft: not signed.\n\n[end]\n");
	free(page);
}

static void
test_easy_page(void **state)
{
	char *page = script(true);

	(void)state;
	assert_non_null(strstr(page,
	    "I know who to ring.\n\nI know what happens next.\n\n"
	    "The answer is: Not sure.\n\n"
	    "I know who to ring.\n\nI know what happens next.\n\n"
	    "You can answer: Yes, No, or Not sure.\n\n"
	    "[wait for an answer]\n\n"));
	assert_null(strstr(page, "Any of them"));
	free(page);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_spoken),
		cmocka_unit_test(test_sentence),
		cmocka_unit_test(test_page),
		cmocka_unit_test(test_easy_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
