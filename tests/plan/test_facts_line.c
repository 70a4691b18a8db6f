/* What the rules say of a spending line, with the rules as shipped. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "support.h"

static struct plan *
plan_paid_by(void **state, const char *funder, struct uid *line)
{
	struct plan *plan = ((struct fixture *)*state)->plan;
	struct uid stream;

	answer(plan, "purpose.kinds", NULL, "council chc");
	answer(plan, "purpose.start", NULL, "16/11/2026");
	stream = add_row(plan, "money.stream", NULL);
	answer(plan, "money.funder", &stream, funder);
	*line = add_row(plan, "money.line", NULL);
	return plan;
}

static void
test_excluded(void **state)
{
	struct uid line;
	struct plan *plan = plan_paid_by(state, "la_ca", &line);
	char *said;

	answer(plan, "money.what", &line, "Lightweight wheelchair");
	assert_null(advice(plan, "money.what", &line));
	assert_shown(plan, "money.what_says", &line, "");
	answer(plan, "money.what", &line, "Beer for my birthday");
	assert_non_null(advice(plan, "money.what", &line));
	assert_true(holds(plan, "money.what", &line));
	said = shown(plan, "money.what_says", &line);
	assert_non_null(strstr(said, "alcohol"));
	free(said);
	answer(plan, "money.exception", &line, "Agreed by J. Marsh");
	assert_null(advice(plan, "money.what", &line));
	answer(plan, "money.what", &line, "Something illegal");
	assert_false(holds(plan, "money.what", &line));
}

/* One's own money may buy what one likes. */
static void
test_own_money(void **state)
{
	struct uid line;
	struct plan *plan = plan_paid_by(state, "own", &line);

	answer(plan, "money.what", &line, "Beer for my birthday");
	assert_null(advice(plan, "money.what", &line));
}

static void
test_split_looks_at_all(void **state)
{
	struct uid line, share, council;
	struct plan *plan = plan_paid_by(state, "own", &line);
	char hex[UID_HEX_LEN + 1];

	council = add_row(plan, "money.stream", NULL);
	answer(plan, "money.funder", &council, "la_ca");
	answer(plan, "money.what", &line, "Beer for my birthday");
	answer(plan, "money.split", &line, "yes");
	assert_null(advice(plan, "money.what", &line));
	share = add_row(plan, "money.share", &line);
	uid_format(&council, hex);
	answer(plan, "money.share_stream", &share, hex);
	assert_non_null(advice(plan, "money.what", &line));
}

static void
test_close(void **state)
{
	struct uid line;
	struct plan *plan = plan_paid_by(state, "la_ca", &line);

	answer(plan, "money.category", &line, "pa");
	answer(plan, "money.rel", &line, "none");
	assert_null(advice(plan, "money.rel", &line));
	answer(plan, "money.same_home", &line, "yes");
	assert_null(advice(plan, "money.same_home", &line)); /* lives in */
	answer(plan, "money.same_home", &line, "no");
	answer(plan, "money.rel", &line, "relative");
	assert_null(advice(plan, "money.rel", &line));
	/* a partner wherever they live */
	answer(plan, "money.rel", &line, "partner");
	assert_non_null(advice(plan, "money.rel", &line));
	answer(plan, "money.exception", &line, "Agreed by J. Marsh");
	assert_null(advice(plan, "money.rel", &line));
}

static void
test_vat(void **state)
{
	struct uid line;
	struct plan *plan = plan_paid_by(state, "nhs_chc", &line);

	answer(plan, "money.price", &line, "288.00");
	answer(plan, "money.frequency", &line, "one_off");
	answer(plan, "money.route", &line, "dp");
	answer(plan, "money.vat", &line, "standard");
	assert_shown(plan, "money.vat_in", &line, "£48.00");
	assert_null(advice(plan, "money.vat", &line));
	answer(plan, "money.vat", &line, "zero");
	assert_null(advice(plan, "money.vat", &line));
	answer(plan, "money.route", &line, "notional");
	assert_non_null(advice(plan, "money.vat", &line));
	answer(plan, "money.vat", &line, "exempt");
	assert_null(advice(plan, "money.vat", &line));
}

static void
test_wage_of_a_line(void **state)
{
	struct uid line;
	struct plan *plan = plan_paid_by(state, "la_ca", &line);

	answer(plan, "money.category", &line, "pa");
	answer(plan, "money.pa_age", &line, "30");
	answer(plan, "money.pa_rate", &line, "12.50"); /* W1 */
	assert_false(holds(plan, "money.pa_rate", &line));
	answer(plan, "money.hours_kind", &line, "sleep_in");
	assert_true(holds(plan, "money.pa_rate", &line));
	answer(plan, "money.hours_kind", &line, "waking");
	answer(plan, "money.pa_rate", &line, "12.71");
	assert_true(holds(plan, "money.pa_rate", &line));
}

/* The days of the line that the plan has, in the table of bank holidays. */
static void
test_bank_holidays(void **state)
{
	struct uid line;
	struct plan *plan = plan_paid_by(state, "la_ca", &line);

	answer(plan, "money.category", &line, "pa");
	assert_shown(plan, "money.bank_holidays", &line, "8");
	answer(plan, "money.ends", &line, "31/12/2026");
	assert_shown(plan, "money.bank_holidays", &line, "2");
	answer(plan, "money.starts", &line, "28/12/2026");
	assert_shown(plan, "money.bank_holidays", &line, "1");
	answer(plan, "money.starts", &line, "29/12/2026");
	assert_shown(plan, "money.bank_holidays", &line, "0");
	/* further than anybody has a list for */
	answer(plan, "money.starts", &line, NULL);
	answer(plan, "money.ends", &line, NULL);
	answer(plan, "purpose.start", NULL, "1/6/2028");
	assert_shown(plan, "money.bank_holidays", &line, "");
	answer(plan, "purpose.start", NULL, NULL);
	assert_shown(plan, "money.bank_holidays", &line, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(test)                                                             \
	cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)
		TEST(test_excluded),
		TEST(test_own_money),
		TEST(test_split_looks_at_all),
		TEST(test_close),
		TEST(test_vat),
		TEST(test_wage_of_a_line),
		TEST(test_bank_holidays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
