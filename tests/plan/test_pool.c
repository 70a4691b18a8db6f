/* Three people, four files: the pool of C4 in domain.md as its own plan, to the
 * penny, and what it does not ask. */
#include "config.h"

#include "plan/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "support.h"

enum { DESMOND, SYBIL, DELPHINE, MEMBERS };

/* Each has one kind of money; the last figures are of C4's table. */
static const struct {
	const char *token, *funder, *amount, *own, *shared, *planned, *balance;
} members[MEMBERS] = {
	{ "A", "nhs_chc", "36500", "10748.40", "£23,763.32", "£34,511.72",
	    "£1,988.28" },
	{ "B", "la_ca", "14600", "2834.00", "£13,065.09", "£15,899.09",
	    "-£1,299.09" },
	{ "C", "la_carer", "600", "600.00", "£0.00", "£600.00", "£0.00" },
};

static const struct {
	const char *what, *cost, *percent[2], *part[2];
} lines[] = {
	{ "Assistant A", "17347.20", { "65%", "35%" },
	    { "£11,275.68", "£6,071.52" } },
	{ "Assistant B", "13010.40", { "65%", "35%" },
	    { "£8,456.76", "£4,553.64" } },
	{ "Flex hours", "1167.60", { "50%", "50%" },
	    { "£583.80", "£583.80" } },
	{ "Holiday cover", "3269.28", { "65%", "35%" },
	    { "£2,125.03", "£1,144.25" } },
	{ "Pension", "536.33", { "65%", "35%" }, { "£348.61", "£187.72" } },
	{ "Insurance and payroll", "330.00", { "65%", "35%" },
	    { "£214.50", "£115.50" } },
	{ "Kept back", "1167.60", { "65%", "35%" },
	    { "£758.94", "£408.66" } },
};

struct made {
	struct uid member[MEMBERS], stream[MEMBERS];
	struct uid share[ARRAY_LEN(lines)][2];
};

static void
answer_link(struct plan *plan, const char *name, const struct uid *row,
    const struct uid *to)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(to, hex);
	answer(plan, name, row, hex);
}

static void
add_line(struct plan *plan, struct made *made, size_t at)
{
	struct uid line = add_row(plan, "pool.line", NULL);

	answer(plan, "pool.what", &line, lines[at].what);
	answer(plan, "pool.cost", &line, lines[at].cost);
	assert_false(holds(plan, "pool.cost", &line));
	for (int i = 0; i < 2; i++) {
		made->share[at][i] = add_row(plan, "pool.share", &line);
		answer_link(plan, "pool.share_stream", &made->share[at][i],
		    &made->stream[i]);
		answer(plan, "pool.share_percent", &made->share[at][i],
		    lines[at].percent[i]);
	}
	assert_true(holds(plan, "pool.cost", &line));
}

static struct plan *
make(void **state, struct made *made)
{
	struct plan *plan = ((struct fixture *)*state)->plan;

	answer(plan, "purpose.kinds", NULL, "pool");
	answer(plan, "pool.name", NULL, "The Orchard Road pool");
	for (int i = 0; i < MEMBERS; i++) {
		made->member[i] = add_row(plan, "pool.member", NULL);
		answer(plan, "pool.token", &made->member[i], members[i].token);
		made->stream[i] = add_row(plan, "pool.stream", NULL);
		answer_link(plan, "pool.stream_member", &made->stream[i],
		    &made->member[i]);
		answer(plan, "pool.funder", &made->stream[i],
		    members[i].funder);
		answer(plan, "pool.amount", &made->stream[i],
		    members[i].amount);
		answer(plan, "pool.own_planned", &made->stream[i],
		    members[i].own);
	}
	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		add_line(plan, made, i);
	return plan;
}

static void
test_c4(void **state)
{
	struct made made;
	struct plan *plan = make(state, &made);
	struct buf says;

	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		for (int j = 0; j < 2; j++)
			assert_shown(plan, "pool.share_cost",
			    &made.share[i][j], lines[i].part[j]);
	for (int i = 0; i < MEMBERS; i++) {
		assert_shown(plan, "pool.stream_shared", &made.stream[i],
		    members[i].shared);
		assert_shown(plan, "pool.member_planned", &made.member[i],
		    members[i].shared);
		assert_shown(plan, "pool.stream_planned", &made.stream[i],
		    members[i].planned);
		assert_shown(plan, "pool.balance", &made.stream[i],
		    members[i].balance);
		assert_int_equal(holds(plan, "pool.balance", &made.stream[i]),
		    i != SYBIL);
	}
	assert_shown(plan, "pool.total_amount", NULL, "£51,700.00");
	assert_shown(plan, "pool.total_planned", NULL, "£51,010.81");
	assert_shown(plan, "pool.total_balance", NULL, "£689.19");
	assert_shown(plan, "pool.total_shared", NULL, "£36,828.41");
	buf_init(&says);
	plan_say_short(plan, &says);
	assert_string_equal(says.data,
	    "The whole is £689.19 in hand, but the council's stream is short "
	    "by £1,299.09: B, Council personal budget, Care Act (LA_CA). NHS "
	    "money does not fill it unless both agree.");
	buf_reset(&says);
	answer(plan, "pool.mode", NULL, "pool");
	plan_say_short(plan, &says);
	assert_non_null(strstr(says.data, "unless the agreement about the pool "
	    "says so."));
	buf_clear(&says);
}

static struct uid
use(struct plan *plan, const struct uid *stream, const char *amount)
{
	struct uid row = add_row(plan, "pool.used", NULL);

	answer_link(plan, "pool.used_stream", &row, stream);
	answer(plan, "pool.used_amount", &row, amount);
	return row;
}

static void
test_used_unevenly(void **state)
{
	struct made made;
	struct plan *plan = make(state, &made);
	struct uid row;

	assert_shown(plan, "pool.uneven", &made.member[SYBIL],
	    "B: nothing has been used yet.");
	(void)use(plan, &made.stream[DESMOND], "650.00");
	row = use(plan, &made.stream[SYBIL], "350.00");
	assert_null(advice(plan, "pool.uneven", &made.member[SYBIL]));
	answer(plan, "pool.used_amount", &row, "450.00");
	assert_shown(plan, "pool.uneven", &made.member[SYBIL],
	    "B has used £450.00, which is £59.77 more than their part "
	    "(£390.23): over by more than a tenth. Look at the split again.");
	assert_non_null(advice(plan, "pool.uneven", &made.member[SYBIL]));
	assert_null(advice(plan, "pool.uneven", &made.member[DESMOND]));
}

static bool
form_shown(const struct plan *plan, const char *id)
{
	return plan_form_shown(plan, form_set_form(plan_forms(plan), id));
}

/* Nobody's name, needs or money of their own. */
static void
test_asks_nothing_else(void **state)
{
	static const char *const hidden[] = { "about_me", "me", "consent",
		"needs", "health", "outcomes", "risks", "week", "money",
		"paying", "asked", "agree", "review", "events" };
	struct made made;
	struct plan *plan = make(state, &made);

	for (size_t i = 0; i < ARRAY_LEN(hidden); i++)
		if (form_shown(plan, hidden[i]))
			fail_msg("%s shows in a pool", hidden[i]);
	assert_true(form_shown(plan, "purpose"));
	assert_true(form_shown(plan, "pool"));
	assert_true(form_shown(plan, "jots"));
	assert_string_equal(plan_identity(plan)->line,
	    "The Orchard Road pool");
	/* and a plan that is no pool does not ask for its members */
	answer(plan, "purpose.kinds", NULL, "council");
	assert_false(form_shown(plan, "pool"));
	for (size_t i = 0; i < ARRAY_LEN(hidden); i++)
		if (strcmp(hidden[i], "paying") != 0 &&
		    !form_shown(plan, hidden[i]))
			fail_msg("%s does not show any more", hidden[i]);
	answer(plan, "purpose.kinds", NULL, "");
	assert_true(form_shown(plan, "about_me"));
	assert_false(form_shown(plan, "pool"));
}

static void
test_members(void **state)
{
	struct made made;
	struct plan *plan = make(state, &made);
	const struct uid *rows;
	struct uid row;

	assert_int_equal(pool_members(plan, &rows), MEMBERS);
	assert_true(pool_find_member(plan, "b", &row));
	assert_true(uid_equal(&row, &made.member[SYBIL]));
	assert_false(pool_find_member(plan, "D", &row));
	answer(plan, "pool.token", &made.member[DESMOND], "B");
	assert_false(holds(plan, "pool.token", &made.member[DESMOND]));
	assert_false(pool_find_member(plan, "B", &row));
	answer(plan, "purpose.kinds", NULL, "council");
	assert_int_equal(pool_members(plan, &rows), 0);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_c4),
		TEST(test_used_unevenly),
		TEST(test_asks_nothing_else),
		TEST(test_members),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
