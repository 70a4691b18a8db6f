/* The three figures of section 26 (practice.md F20), by the cases of
 * domain.md. */
#include "config.h"

#include "rules/section26.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/money.h"

static const struct {
	const char *about;
	int64_t cost, chargeable;
	bool known;
	int64_t asked, person, council;
	bool capped;
} cases[] = {
	{ "C1", 622956, 622956, true, 126100, 126100, 496856, false },
	{ "C4", 1589909, 1589909, true, 228540, 228540, 1361369, false },
	/* C5, without the pendant and the starter kit */
	{ "C5", 1495400, 1431460, true, 174200, 174200, 1321200, false },
	{ "nothing to pay", 622956, 622956, true, 0, 0, 622956, false },
	{ "not yet", 622956, 622956, false, 126100, 0, 0, false },
	{ "more than the cost", 50000, 50000, true, 126100, 50000, 0, true },
	{ "more than may be charged", 90000, 50000, true, 60000, 50000, 40000,
	    true },
	{ "all of it", 50000, 50000, true, 50000, 50000, 0, false },
	{ "nothing chargeable", 50000, 0, true, 1, 0, 50000, true },
	/* a caller that says more is chargeable than there is */
	{ "odd", 50000, 60000, true, 55000, 50000, 0, true },
};

static struct section26
statement_of(size_t i)
{
	struct section26 statement = {
		.cost_pence = cases[i].cost,
		.chargeable_pence = cases[i].chargeable,
		.person_known = cases[i].known,
		.asked_pence = cases[i].asked,
	};

	section26_reckon(&statement);
	return statement;
}

static void
test_figures(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct section26 statement = statement_of(i);

		assert_int_equal(statement.person_pence, cases[i].person);
		assert_int_equal(statement.council_pence, cases[i].council);
		assert_int_equal(statement.capped, cases[i].capped);
	}
}

static void
test_words(void **state)
{
	struct section26 known = statement_of(0), not_yet = statement_of(4);
	struct buf out;

	(void)state;
	buf_init(&out);
	section26_amount(&known, known.council_pence, &out);
	assert_string_equal(out.data, "£4,968.56");
	buf_reset(&out);
	section26_amount(&not_yet, not_yet.person_pence, &out);
	assert_string_equal(out.data,
	    "not yet worked out: you will be told before any bill");
	buf_clear(&out);
}

static void
test_explain(void **state)
{
	struct section26 statement = statement_of(0);
	struct working out;

	(void)state;
	working_init(&out);
	section26_explain(&statement, &out);
	assert_string_equal(out.steps[0].text,
	    "Meeting your needs costs the council £6,229.56 over the plan. "
	    "You pay £1,261.00 of that and the council pays £4,968.56.");
	assert_string_equal(out.steps[0].source, "Care Act 2014, section 26");
	assert_string_equal(out.steps[out.count - 1].text,
	    "£6,229.56 - £1,261.00 = £4,968.56.");
	working_clear(&out);

	/* what is not known shows no nought */
	statement = statement_of(4);
	section26_explain(&statement, &out);
	assert_int_equal(out.count, 1);
	assert_null(strstr(out.steps[0].text, "£0.00"));
	assert_non_null(strstr(out.steps[0].text, "not yet worked out"));
	working_clear(&out);

	statement = statement_of(6);
	section26_explain(&statement, &out);
	assert_int_equal(out.count, 4);
	assert_non_null(strstr(out.steps[2].text, "£600.00"));
	working_clear(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
