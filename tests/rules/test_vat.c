/* VAT (domain.md E6, practice.md F25). */
#include "config.h"

#include "rules/vat.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "employ_years.h"

static const struct rate standard = { .title = "VAT", .unit = RATE_PERCENT,
	.from = 15000, .known = true, .value = 2000, .verified = true,
	.source = "the table" };
static const struct rate reduced = { .title = "Reduced VAT",
	.unit = RATE_PERCENT, .from = 15000, .known = true, .value = 500,
	.verified = true, .source = "the table" };
static const struct vat_rates rates = { &standard, &reduced };

static void
test_sums(void **state)
{
	static const struct {
		enum vat_kind kind;
		int64_t net, gross, contained;
	} cases[] = {
		{ VAT_STANDARD, 24000, 28800, 4800 },
		{ VAT_REDUCED, 24000, 25200, 1200 },
		{ VAT_ZERO, 24000, 24000, 0 },
		{ VAT_EXEMPT, 24000, 24000, 0 },
		{ VAT_NONE, 24000, 24000, 0 },
		{ VAT_STANDARD, 1, 1, 0 }, /* a fifth of a penny */
		{ VAT_STANDARD, 3, 4, 1 },
		{ VAT_REDUCED, 10, 11, 1 }, /* half a penny goes up */
		{ VAT_STANDARD, 0, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err;
		int64_t out;

		assert_true(vat_gross(cases[i].net, cases[i].kind, &rates,
		    &out, &err));
		assert_int_equal(out, cases[i].gross);
		assert_true(vat_contained(cases[i].gross, cases[i].kind,
		    &rates, &out, &err));
		assert_int_equal(out, cases[i].contained);
	}
}

/* Taking the VAT out of a price it was put in gives the price it was put on. */
static void
test_there_and_back(void **state)
{
	(void)state;
	for (int64_t net = 0; net < 20000; net++) {
		enum vat_kind kinds[] = { VAT_REDUCED, VAT_STANDARD };

		for (size_t i = 0; i < 2; i++) {
			int64_t gross, vat;

			assert_true(vat_gross(net, kinds[i], &rates, &gross,
			    NULL));
			assert_true(vat_contained(gross, kinds[i], &rates, &vat,
			    NULL));
			assert_int_equal(gross - vat, net);
		}
	}
}

static void
test_refused(void **state)
{
	const struct vat_rates none = { 0 };
	struct error err;
	int64_t out;

	(void)state;
	assert_false(vat_gross(1, VAT_UNKNOWN, &rates, &out, &err));
	assert_non_null(strstr(err.text, "Ask the seller"));
	assert_false(vat_gross(1, VAT_STANDARD, &none, &out, &err));
	assert_non_null(strstr(err.text, "is not known"));
	assert_true(vat_gross(1, VAT_ZERO, &none, &out, &err));
	assert_false(vat_contained(-1, VAT_STANDARD, &rates, &out, &err));
	assert_false(vat_gross(INT64_MAX, VAT_STANDARD, &rates, &out, &err));
}

static void
test_judge(void **state)
{
	static const struct {
		struct vat_line line;
		enum vat_kind suggested;
		bool ask_finance;
		const char *advice; /* in it; NULL: there is none */
	} cases[] = {
		{ { .category = "pa" }, VAT_NONE, false, NULL },
		{ { .category = "natural" }, VAT_NONE, false, NULL },
		{ { .category = "agency", .registered = true }, VAT_EXEMPT,
		    false, NULL },
		{ { .category = "agency" }, VAT_UNKNOWN, false, NULL },
		{ { .category = "equipment", .proof = true }, VAT_ZERO, false,
		    NULL },
		{ { .category = "equipment" }, VAT_UNKNOWN, false, NULL },
		{ { .category = "adaptation", .proof = true }, VAT_UNKNOWN,
		    false, NULL },
		{ { .category = "running" }, VAT_UNKNOWN, false, NULL },
		{ { .category = NULL }, VAT_UNKNOWN, false, NULL },
		/* F25: zero, and the NHS or the council buys it */
		{ { .category = "technology", .route = "notional",
		      .proof = true, .chosen = VAT_ZERO },
		    VAT_ZERO, true, "the zero rate may not hold" },
		{ { .category = "adaptation", .route = "managed",
		      .proof = true, .chosen = VAT_ZERO },
		    VAT_UNKNOWN, true, "the zero rate may not hold" },
		{ { .category = "adaptation", .route = "managed",
		      .proof = true, .chosen = VAT_REDUCED },
		    VAT_UNKNOWN, true, "have the VAT back" },
		{ { .category = "running", .route = "notional",
		      .chosen = VAT_STANDARD },
		    VAT_UNKNOWN, true, "have the VAT back" },
		{ { .category = "agency", .route = "notional",
		      .registered = true, .chosen = VAT_EXEMPT },
		    VAT_EXEMPT, false, NULL },
		/* the person's own buying is gross, and nobody is asked */
		{ { .category = "running", .route = "dp",
		      .chosen = VAT_STANDARD },
		    VAT_UNKNOWN, false, NULL },
		{ { .category = "equipment", .route = "third_party",
		      .proof = true, .chosen = VAT_ZERO },
		    VAT_ZERO, false, NULL },
		{ { .category = "equipment", .route = "dp",
		      .chosen = VAT_ZERO },
		    VAT_UNKNOWN, false, "signed declaration" },
		{ { .category = "pa", .route = "dp", .chosen = VAT_STANDARD },
		    VAT_NONE, false, "not the usual VAT" },
		{ { .category = "pa", .route = "dp", .chosen = VAT_NONE },
		    VAT_NONE, false, NULL },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct vat_view view = vat_judge(&cases[i].line);

		assert_int_equal(view.suggested, cases[i].suggested);
		assert_int_equal(view.ask_finance, cases[i].ask_finance);
		assert_non_null(view.reason);
		assert_int_equal(view.advice != NULL, cases[i].advice != NULL);
		if (view.advice)
			assert_non_null(strstr(view.advice, cases[i].advice));
	}
}

static void
test_codes(void **state)
{
	(void)state;
	for (int kind = VAT_NONE; kind <= VAT_STANDARD; kind++)
		assert_int_equal(
		    vat_kind_find(vat_kind_code((enum vat_kind)kind)), kind);
	assert_int_equal(vat_kind_find("vat"), VAT_UNKNOWN);
	assert_int_equal(vat_kind_find(NULL), VAT_UNKNOWN);
	assert_null(vat_kind_code(VAT_UNKNOWN));
}

static void
test_explain(void **state)
{
	struct vat_line line = { .category = "running", .route = "dp",
		.chosen = VAT_STANDARD };
	struct working out;

	(void)state;
	working_init(&out);
	vat_explain(&line, 28800, &rates, &out);
	assert_told(&out, "£48.00 of the £288.00 is VAT, at 20%.",
	    "£288.00 x 20% / 120% = £48.00");
	line.chosen = VAT_EXEMPT;
	vat_explain(&line, 28800, &rates, &out);
	assert_told(&out, "There is no VAT in £288.00.", "It depends");
	line.chosen = VAT_UNKNOWN;
	vat_explain(&line, 28800, &rates, &out);
	assert_told(&out, "The VAT in it: Nobody has said", "Ask the seller");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_there_and_back),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_judge),
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_explain),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
