/* What a plan keeps beside its answers: summary, definitions, views. */
#include "config.h"

#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

#include "base/alloc.h"
#include "base/sql.h"

static const struct summary redfern = {
	.name = "Kwame Redfern",
	.born = "1961-04-02",
	.nhs_number = "9990000018",
	.kinds = "council joint",
	.stage = "planning",
	.done = 12,
	.asked = 110,
	.has_money = true,
	.indicative_pence = 1845000,
	.planned_pence = 1799950,
};

static struct stored_summary
read_summary(const struct fixture *f)
{
	struct stored_summary stored;
	struct error err = { .text = "" };

	if (!store_read_summary(f->plan, &stored, &err))
		fail_msg("%s", err.text);
	return stored;
}

static void
a_summary_goes_with_the_next_answer(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct uid plan = *store_plan_uid(store);
	struct stored_summary stored;

	stored = read_summary(f);
	assert_null(stored.summary.name);
	assert_false(stored.summary.has_money);
	assert_true(stored.training);
	assert_true(stored.changed > 0);
	stored_summary_clear(&stored);
	store_set_summary(store, &redfern);
	stored = read_summary(f);
	assert_null(stored.summary.name);
	stored_summary_clear(&stored);
	answer(store, "about_me.preferred_name", "Kwame");
	stored = read_summary(f);
	assert_string_equal(stored.summary.name, redfern.name);
	assert_string_equal(stored.summary.born, redfern.born);
	assert_string_equal(stored.summary.nhs_number, redfern.nhs_number);
	assert_null(stored.summary.coordinator);
	assert_string_equal(stored.summary.kinds, redfern.kinds);
	assert_string_equal(stored.summary.stage, redfern.stage);
	assert_null(stored.summary.next_due);
	assert_int_equal(stored.summary.done, 12);
	assert_int_equal(stored.summary.asked, 110);
	assert_true(stored.summary.has_money);
	assert_int_equal(stored.summary.indicative_pence, 1845000);
	assert_int_equal(stored.summary.planned_pence, 1799950);
	assert_true(uid_equal(&stored.plan, &plan));
	stored_summary_clear(&stored);
	store_close(store);
}

static void
a_summary_goes_with_closing_too(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct summary summary = redfern;
	struct stored_summary stored;

	store_set_summary(store, &summary);
	answer(store, "about_me.preferred_name", "Kwame");
	summary.has_money = false;
	summary.coordinator = "Aisha Bloom";
	store_set_summary(store, &summary);
	store_close(store);
	stored = read_summary(f);
	assert_string_equal(stored.summary.coordinator, "Aisha Bloom");
	assert_false(stored.summary.has_money);
	stored_summary_clear(&stored);
}

static void
a_summary_of_a_plan_that_is_none_is_an_error(void **state)
{
	struct fixture *f = *state;
	struct stored_summary stored;
	struct error err = { .code = ERR_NONE };

	assert_false(store_read_summary(f->plan, &stored, &err));
	assert_int_equal(err.code, ERR_USER);
	write_bytes(f->plan, "a text that is not a plan", 25);
	assert_false(store_read_summary(f->plan, &stored, &err));
	assert_int_equal(err.code, ERR_NOT_OURS);
}

/* --- definitions --- */

static struct definition_used
definition_of(const char *name, const char *text)
{
	return (struct definition_used){
		.kind = "form",
		.name = name,
		.version = "1",
		.text = text,
	};
}

static void
use_forms(const struct fixture *f, const char *about, const char *money)
{
	struct definition_used forms[] = {
		definition_of("20-about_me.ini", about),
		definition_of("60-money.ini", money),
	};
	struct session_info info = { "Aisha Bloom", "abloom", "clinic3", "" };
	struct store *store;
	struct error err = { .text = "" };

	if (!store_open(f->plan, STORE_WRITE, &store, NULL, &err))
		fail_msg("%s", err.text);
	store_begin_session(store, &info, forms, ARRAY_LEN(forms));
	answer(store, "about_me.preferred_name", "Kwame");
	assert_clean(store);
	store_close(store);
}

static void
the_newest_form_of_each_name_is_given_back(void **state)
{
	struct fixture *f = *state;
	char old[] = "[form] old", new[] = "[form] new", money[] = "[form] m";
	struct definition *list;
	struct store *store;
	struct error err;
	struct sql *sql;
	size_t count;
	int64_t kept = 0;

	store_close(create_plan(f));
	use_forms(f, old, money);
	use_forms(f, new, money);
	use_forms(f, new, money);
	assert_true(store_open(f->plan, STORE_READ, &store, NULL, &err));
	assert_true(store_definitions(store, &list, &count, &err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].name, "20-about_me.ini");
	assert_string_equal(list[0].text, new);
	assert_int_equal(list[0].len, strlen(new));
	assert_string_equal(list[1].text, money);
	definitions_clear(list, count);
	store_close(store);
	/* each text is in the file once */
	assert_true(sql_open(f->plan, SQL_READ, NULL, &sql, &err));
	assert_true(sql_query_int(sql, "SELECT count(*) FROM definition", &kept,
	    &err));
	assert_int_equal(kept, 3);
	sql_close(sql);
}

/* --- views --- */

static const char *const line_columns[] = { "money.what", "money.pence" };
static const char *const payer_columns[] = { "money.payer" };
static const struct store_view views[] = {
	{
	    .name = "money.line",
	    .position_name = "money.line.position",
	    .parent_name = "money.line.parent",
	    .removed_name = "money.line.removed",
	    .columns = line_columns,
	    .column_count = 2,
	},
	{
	    .name = "money.share",
	    .position_name = "money.share.position",
	    .parent_name = "money.share.parent",
	    .removed_name = "money.share.removed",
	    .columns = payer_columns,
	    .column_count = 1,
	},
};

static void
answer_row(struct store *store, const char *field, const struct uid *row,
    const char *text, int64_t number)
{
	struct store_change change = { .field = field, .row = *row };
	struct error err = { .text = "" };

	if (text)
		value_set_text(&change.value, text);
	else
		value_set_number(&change.value, number);
	if (!store_apply(store, &change, 1, NULL, NULL, &err))
		fail_msg("%s", err.text);
	value_clear(&change.value);
}

static void
assert_text(const struct fixture *f, const char *query, const char *expected)
{
	struct error err = { .text = "" };
	struct sql *sql;
	char *text = NULL;

	if (!sql_open(f->plan, SQL_READ, NULL, &sql, &err) ||
	    !sql_query_text(sql, query, &text, &err))
		fail_msg("%s: %s", query, err.text);
	assert_string_equal(text, expected);
	free(text);
	sql_close(sql);
}

static void
rows_can_be_read_as_tables(void **state)
{
	static const char lines[] =
	    "SELECT group_concat(what || '=' || ifnull(pence, '-'), ' ')"
	    " FROM money_line";
	static const char shares[] =
	    "SELECT ifnull(group_concat(payer || ' pays ' || what, ' '), '')"
	    " FROM money_share JOIN money_line"
	    " ON money_line.row = money_share.parent";
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct uid one = uid_new(), two = uid_new(), share = uid_new();
	char hex[UID_HEX_LEN + 1];
	struct error err = { .text = "" };

	if (!store_put_views(store, views, 2, &err))
		fail_msg("%s", err.text);
	answer_row(store, "money.line.position", &one, "b", 0);
	answer_row(store, "money.what", &one, "swim", 0);
	answer_row(store, "money.pence", &one, NULL, 1250);
	answer_row(store, "money.line.position", &two, "a", 0);
	answer_row(store, "money.what", &two, "walk", 0);
	uid_format(&one, hex);
	answer_row(store, "money.share.position", &share, "a", 0);
	answer_row(store, "money.share.parent", &share, hex, 0);
	answer_row(store, "money.payer", &share, "council", 0);
	assert_text(f, lines, "walk=- swim=1250");
	assert_text(f, shares, "council pays swim");
	answer_row(store, "money.line.removed", &one, NULL, 1);
	assert_text(f, lines, "walk=-");
	assert_text(f, "SELECT count(*) FROM money_share", "0");
	answer_row(store, "money.line.removed", &one, NULL, 0);
	assert_text(f, lines, "walk=- swim=1250");
	store_close(store);
	/* they stay as they are, and do no harm to the plan */
	store = open_plan(f);
	assert_true(store_put_views(store, views, 2, &err));
	assert_clean(store);
	store_close(store);
	assert_text(f, shares, "council pays swim");
}

static void
a_name_that_is_not_plain_never_becomes_sql(void **state)
{
	static const char *const names[] = { "money\"; DROP TABLE revision; --",
		"Money.Line", "", "1line", "answers", "revision",
		"revision.base", "sqlite_x", "plan", "caf\xC3\xA9" };
	struct fixture *f = *state;
	struct store *store = create_plan(f);

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct store_view view = views[0];
		struct error err = { .code = ERR_NONE };

		view.name = names[i];
		if (store_put_views(store, &view, 1, &err))
			fail_msg("%s", names[i]);
		assert_int_equal(err.code, ERR_FORM);
	}
	answer(store, "about_me.preferred_name", "Kwame");
	store_close(store);
	store_close(open_plan(f));
}

static void
people_can_read_answers_and_history(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);

	answer(store, "about_me.name", "K");
	answer(store, "about_me.name", "Kwame");
	answer_from(store, "about_me.name", "Kwaku", NULL, 0);
	store_close(store);
	assert_text(f, "SELECT value || who || conflict FROM answers",
	    "Kwakuabloom@clinic31");
	assert_text(f,
	    "SELECT group_concat(clock || value || head, ' ') FROM history",
	    "1K0 2Kwame1 3Kwaku1");
	assert_text(f, "SELECT row || '|' || taken_out FROM answers", "|0");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_summary_goes_with_the_next_answer),
		TEST(a_summary_goes_with_closing_too),
		TEST(a_summary_of_a_plan_that_is_none_is_an_error),
		TEST(the_newest_form_of_each_name_is_given_back),
		TEST(rows_can_be_read_as_tables),
		TEST(a_name_that_is_not_plain_never_becomes_sql),
		TEST(people_can_read_answers_and_history),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
