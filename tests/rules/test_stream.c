/* What is said where one kind of money is short: case C4 of domain.md to the
 * penny, then every other way. */
#include "config.h"

#include "rules/stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"

#define CHC    "NHS Continuing Healthcare budget (NHS_CHC)"
#define CA     "Council personal budget, Care Act (LA_CA)"
#define CARER  "Council carer's budget (LA_CARER)"
#define MOST   3

static const struct {
	enum stream_mode mode;
	struct stream streams[MOST];
	const char *says;
} cases[] = {
	/* C4 */
	{ STREAM_ALIGNED,
	    { { CHC, STREAM_NHS, 3650000, 3451172, 198828, 0 },
		{ CA, STREAM_COUNCIL, 1460000, 1589909, -129909, 0 },
		{ CARER, STREAM_COUNCIL, 60000, 60000, 0, 0 } },
	    "The whole is £689.19 in hand, but the council's stream is short "
	    "by £1,299.09: " CA ". NHS money does not fill it unless both "
	    "agree." },
	{ STREAM_POOL,
	    { { CHC, STREAM_NHS, 3650000, 3451172, 198828, 0 },
		{ CA, STREAM_COUNCIL, 1460000, 1589909, -129909, 0 },
		{ CARER, STREAM_COUNCIL, 60000, 60000, 0, 0 } },
	    "The whole is £689.19 in hand, but the council's stream is short "
	    "by £1,299.09: " CA ". What is left in the pool does not fill it "
	    "unless the agreement about the pool says so." },
	{ STREAM_SINGLE,
	    { { CHC, STREAM_NHS, 3650000, 3451172, 198828, 0 },
		{ CA, STREAM_COUNCIL, 1460000, 1589909, -129909, 0 } },
	    "The whole is £689.19 in hand, but the council's stream is short "
	    "by £1,299.09: " CA ". What is left of other money does not fill "
	    "it unless the funder of each agrees, though one organisation "
	    "holds it all." },
	/* C4, once the panel has agreed the council's part; then a penny less */
	{ STREAM_ALIGNED,
	    { { CHC, STREAM_NHS, 3650000, 3451172, 198828, 0 },
		{ CA, STREAM_COUNCIL, 1460000, 1589909, -129909, 1589909 },
		{ CARER, STREAM_COUNCIL, 60000, 60000, 0, 0 } },
	    "£1,299.09 more than expected has been agreed: " CA "." },
	{ STREAM_ALIGNED,
	    { { CHC, STREAM_NHS, 3650000, 3451172, 198828, 0 },
		{ CA, STREAM_COUNCIL, 1460000, 1589909, -129909, 1589908 },
		{ CARER, STREAM_COUNCIL, 60000, 60000, 0, 0 } },
	    "The whole is £689.19 in hand, but the council's stream is short "
	    "by £1,299.09: " CA ". NHS money does not fill it unless both "
	    "agree." },
	/* one is agreed, one is not */
	{ STREAM_ALIGNED,
	    { { CHC, STREAM_NHS, 100, 200, -100, 0 },
		{ CA, STREAM_COUNCIL, 100, 200, -100, 200 } },
	    "The whole is short by £2.00: the NHS stream is short by £1.00: "
	    CHC ". £1.00 more than expected has been agreed: " CA "." },
	/* agreed, and nothing goes over: nothing to say */
	{ STREAM_ALIGNED, { { CHC, STREAM_NHS, 100, 90, 10, 100 } }, "" },
	/* nobody is short: nothing is said, even of a penny that is left */
	{ STREAM_ALIGNED, { { CHC, STREAM_NHS, 100, 99, 1, 0 } }, "" },
	{ STREAM_ALIGNED, { { CHC, STREAM_NHS, 100, 100, 0, 0 } }, "" },
	{ STREAM_ALIGNED, { { NULL, STREAM_OTHER, 0, 0, 0, 0 } }, "" },
	/* one alone */
	{ STREAM_ALIGNED, { { CHC, STREAM_NHS, 100, 101, -1, 0 } },
	    "The whole is short by £0.01: the NHS stream is short by £0.01: "
	    CHC "." },
	/* the other way round */
	{ STREAM_ALIGNED,
	    { { CHC, STREAM_NHS, 100, 200, -100, 0 },
		{ CA, STREAM_COUNCIL, 300, 100, 200, 0 } },
	    "The whole is £1.00 in hand, but the NHS stream is short by £1.00: "
	    CHC ". Council money does not fill it unless both agree." },
	/* one council purse for another, and a charity's */
	{ STREAM_ALIGNED,
	    { { CA, STREAM_COUNCIL, 100, 200, -100, 0 },
		{ CARER, STREAM_COUNCIL, 300, 200, 100, 0 } },
	    "The whole comes out even, but the council's stream is short by "
	    "£1.00: " CA ". What is left of other money does not fill it "
	    "unless both agree." },
	{ STREAM_ALIGNED,
	    { { "Charity", STREAM_OTHER, 100, 200, -100, 0 },
		{ CHC, STREAM_NHS, 300, 200, 100, 0 },
		{ CA, STREAM_COUNCIL, 300, 200, 100, 0 } },
	    "The whole is £1.00 in hand, but one stream is short by £1.00: "
	    "Charity. What is left of other money does not fill it unless both "
	    "agree." },
	/* two are short */
	{ STREAM_ALIGNED,
	    { { CHC, STREAM_NHS, 100, 200, -100, 0 },
		{ CA, STREAM_COUNCIL, 100, 300, -200, 0 },
		{ CARER, STREAM_COUNCIL, 900, 0, 900, 0 } },
	    "The whole is £6.00 in hand, but 2 streams are short: " CHC
	    " by £1.00; " CA " by £2.00. What is left of other money does not "
	    "fill them unless the funder of each agrees." },
	{ STREAM_POOL,
	    { { CHC, STREAM_NHS, 100, 200, -100, 0 },
		{ CA, STREAM_COUNCIL, 100, 300, -200, 0 } },
	    "The whole is short by £3.00: 2 streams are short: " CHC
	    " by £1.00; " CA " by £2.00." },
};

static struct streams
streams_of(size_t at)
{
	struct streams streams = {
		.items = cases[at].streams,
		.mode = cases[at].mode,
	};

	while (streams.count < MOST && streams.items[streams.count].title)
		streams.whole_pence +=
		    streams.items[streams.count++].balance_pence;
	return streams;
}

static void
test_says(void **state)
{
	struct buf says;

	(void)state;
	buf_init(&says);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct streams streams = streams_of(i);

		buf_reset(&says);
		streams_say(&streams, &says);
		assert_string_equal(says.data, cases[i].says);
	}
	buf_clear(&says);
}

static void
test_explains_each_sum(void **state)
{
	static const char *const steps[] = {
		CHC ": £36,500.00 expected - £34,511.72 planned = £1,988.28",
		CA ": £14,600.00 expected - £15,899.09 planned = -£1,299.09",
		CARER ": £600.00 expected - £600.00 planned = £0.00",
		"All together: £689.19",
	};
	struct streams streams = streams_of(0);
	struct working working;

	(void)state;
	working_init(&working);
	streams_explain(&streams, &working);
	assert_int_equal(working.count, 1 + ARRAY_LEN(steps));
	assert_string_equal(working.steps[0].text, cases[0].says);
	for (size_t i = 0; i < ARRAY_LEN(steps); i++)
		assert_string_equal(working.steps[i + 1].text, steps[i]);
	working_clear(&working);
	streams = streams_of(6);
	working_init(&working);
	streams_explain(&streams, &working);
	assert_string_equal(working.steps[0].text, "No stream is short.");
	working_clear(&working);
}

static void
test_codes(void **state)
{
	(void)state;
	assert_int_equal(stream_family("nhs_chc"), STREAM_NHS);
	assert_int_equal(stream_family("nhs_pwb"), STREAM_NHS);
	assert_int_equal(stream_family("la_ca"), STREAM_COUNCIL);
	assert_int_equal(stream_family("la_carer"), STREAM_COUNCIL);
	assert_int_equal(stream_family("dfg"), STREAM_OTHER);
	assert_int_equal(stream_family("own"), STREAM_OTHER);
	assert_int_equal(stream_family(NULL), STREAM_OTHER);
	assert_int_equal(stream_mode("pool"), STREAM_POOL);
	assert_int_equal(stream_mode("single"), STREAM_SINGLE);
	assert_int_equal(stream_mode("aligned"), STREAM_ALIGNED);
	assert_int_equal(stream_mode(NULL), STREAM_ALIGNED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_says),
		cmocka_unit_test(test_explains_each_sum),
		cmocka_unit_test(test_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
