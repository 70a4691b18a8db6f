/* What was decided about single answers is kept in the plan: until it is closed
 * and opened, through a merge, through the table, and on nobody's copy. */
#include "config.h"

#include "export/access_request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "export/decisions.h"
#include "export/write_json.h"
#include "export/write_text.h"
#include "plan/merge.h"

#include "support.h"

#define NAME   "about_me.name_first"
#define SAFE   "about_me.safe_how"
#define OTHERS "purpose.others_said"
#define SECRET "Never on a Friday"
#define REASON "Nell told it in confidence"
#define MIDDLE "There are days for it"

static void
fill(struct plan *plan)
{
	answer(plan, NAME, NULL, "Kwame");
	answer(plan, SAFE, NULL, SECRET);
	answer(plan, OTHERS, NULL, "His sister is tired");
}

static struct uid
begin(struct plan *plan)
{
	struct error err = { .text = "" };
	struct uid request;

	if (!access_request_begin(plan, &request, &err))
		fail_msg("%s", err.text);
	answer(plan, ACCESS_WHO, &request, "Kwame Redfern");
	return request;
}

static struct access_list
list_of(struct plan *plan)
{
	struct access_list list;
	struct uid request;

	access_list_make(plan, &list);
	if (access_request_open(plan, &request))
		access_request_read(plan, &request, &list);
	return list;
}

static const struct access_item *
item_of(const struct access_list *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].field->name, name) == 0)
			return &list->items[i];
	fail_msg("%s is not listed", name);
	return NULL;
}

/* The row in which it is decided about NAME, as the screen opens it. */
static struct uid
open_row(struct plan *plan, const char *name)
{
	struct access_list list = list_of(plan);
	struct error err = { .text = "" };
	struct uid request, row;

	assert_true(access_request_open(plan, &request));
	if (!access_request_decide(plan, &request, item_of(&list, name),
		"Aisha Bloom", &row, &err))
		fail_msg("%s", err.text);
	access_clear(&list);
	return row;
}

static void
decide(struct plan *plan, const char *name, const char *what, const char *why)
{
	struct uid row = open_row(plan, name);

	answer(plan, "sign.decided_what", &row, what);
	answer(plan, "sign.decided_why", &row, why);
}

static void
assert_decided(struct plan *plan, const char *name,
    enum access_decision decision, const char *reason, bool enough)
{
	struct access_list list = list_of(plan);
	const struct access_item *item = item_of(&list, name);

	assert_int_equal(item->decision, decision);
	assert_string_equal(item->reason, reason);
	assert_int_equal(access_lacks(item) == NULL, enough);
	access_clear(&list);
}

static size_t
left(struct plan *plan)
{
	struct access_list list = list_of(plan);
	size_t count = access_left(&list);

	access_clear(&list);
	return count;
}

/* --- */

static void
what_is_simply_about_the_person_is_given(void **state)
{
	struct fixture *f = *state;
	struct uid request;

	fill(f->plan);
	assert_false(access_request_open(f->plan, &request));
	assert_decided(f->plan, NAME, ACCESS_DISCLOSE, "", true);
	assert_decided(f->plan, SAFE, ACCESS_OPEN, "", false);
	assert_decided(f->plan, OTHERS, ACCESS_OPEN, "", false);
	assert_int_equal(left(f->plan), 2);
	/* a row that was opened and left decides nothing */
	(void)begin(f->plan);
	(void)open_row(f->plan, SAFE);
	assert_decided(f->plan, SAFE, ACCESS_OPEN, "", false);
	/* and neither does a decision without its reason */
	decide(f->plan, SAFE, "refuse", "");
	assert_decided(f->plan, SAFE, ACCESS_REFUSE, "", false);
	decide(f->plan, SAFE, "refuse", REASON);
	assert_decided(f->plan, SAFE, ACCESS_REFUSE, REASON, true);
	decide(f->plan, OTHERS, "disclose", "She agreed");
	decide(f->plan, NAME, "redact", REASON);
	assert_decided(f->plan, NAME, ACCESS_REDACT, REASON, true);
	assert_int_equal(left(f->plan), 0);
}

static void
it_is_there_after_closing(void **state)
{
	struct fixture *f = *state;
	const struct field *of, *about;
	struct plan *again;
	struct uid row;
	char *text;

	fill(f->plan);
	(void)begin(f->plan);
	decide(f->plan, SAFE, "refuse", REASON);
	again = fixture_again(f, "priya");
	assert_decided(again, SAFE, ACCESS_REFUSE, REASON, true);
	/* in the same row, with nothing of the answer in it */
	row = open_row(again, SAFE);
	assert_shown(again, "sign.decided_by", &row, "Aisha Bloom");
	of = form_set_field(f->forms, "sign.decided_of");
	about = form_set_field(f->forms, "sign.decided_about");
	assert_non_null(of);
	assert_non_null(about);
	text = shown(again, "sign.decided_about", &row);
	assert_non_null(strstr(text, "About me"));
	assert_null(strstr(text, "Friday"));
	free(text);
	plan_close(again);
}

static void
what_changed_is_decided_again(void **state)
{
	struct fixture *f = *state;
	struct access_list list;
	struct uid row;

	fill(f->plan);
	(void)begin(f->plan);
	decide(f->plan, SAFE, "disclose", REASON);
	answer(f->plan, SAFE, NULL, "Never on a Monday");
	list = list_of(f->plan);
	assert_true(item_of(&list, SAFE)->changed);
	assert_non_null(strstr(access_lacks(item_of(&list, SAFE)), "changed"));
	access_clear(&list);
	row = open_row(f->plan, SAFE);
	assert_shown(f->plan, "sign.decided_what", &row, "");
	assert_shown(f->plan, "sign.decided_why", &row, REASON);
	assert_decided(f->plan, SAFE, ACCESS_OPEN, REASON, false);
	answer(f->plan, "sign.decided_what", &row, "refuse");
	assert_decided(f->plan, SAFE, ACCESS_REFUSE, REASON, true);
	/* an answer that is gone is not listed, and its row is nothing */
	answer(f->plan, SAFE, NULL, "");
	assert_int_equal(left(f->plan), 1);
}

/* --- a second file --- */

static void
bring_in(struct fixture *f, const char *other)
{
	struct merge_wanted wanted = { .other = other };
	struct error err = { .text = "" };
	struct merge_done done;

	if (!plan_merge(f->plan, &wanted, &done, &err))
		fail_msg("%s", err.text);
	merge_done_clear(&done);
	unlink(other);
}

static void
two_decide_apart(const char *here, const char *there, bool settled, void **state)
{
	static const struct plan_user priya = { "Priya", "priya", "laptop" };
	struct fixture *f = *state;
	struct access_list list;
	struct error err = { .text = "" };
	struct plan *laptop = NULL;
	const struct uid *rows;
	struct uid request;
	char other[160];

	fill(f->plan);
	request = begin(f->plan);
	snprintf(other, sizeof other, "%s/other.oneplan", f->folder);
	if (!store_copy(plan_store(f->plan), other, &err) ||
	    !plan_open(other, f->forms, f->rates, &priya, false, &laptop,
		&err))
		fail_msg("%s", err.text);
	decide(f->plan, SAFE, here, REASON);
	decide(laptop, SAFE, there, REASON);
	plan_close(laptop);
	bring_in(f, other);
	assert_int_equal(plan_rows(f->plan,
			     form_set_repeat(f->forms, ACCESS_DECIDED),
			     &request, &rows), 1);
	list = list_of(f->plan);
	assert_int_equal(access_lacks(item_of(&list, SAFE)) == NULL, settled);
	assert_int_equal(item_of(&list, SAFE)->apart, !settled);
	access_clear(&list);
}

static void
the_same_apart_is_one(void **state)
{
	two_decide_apart("refuse", "refuse", true, state);
}

static void
apart_and_not_the_same_is_open(void **state)
{
	two_decide_apart("refuse", "disclose", false, state);
}

/* --- the table, and giving --- */

static char *
with(char *text, const char *from, const char *to)
{
	char *at = strstr(text, from);
	struct buf out;

	if (at == NULL)
		fail_msg("there is no %s in\n%s", from, text);
	buf_init(&out);
	buf_add_bytes(&out, text, (size_t)(at - text));
	buf_add(&out, to);
	buf_add(&out, at + strlen(from));
	free(text);
	return buf_take(&out);
}

static void
give(struct plan *plan, char *table)
{
	struct access_list list = list_of(plan);
	struct problem_list said;
	struct error err = { .text = "" };

	problem_list_init(&said);
	if (!decisions_read(table, strlen(table), &list, &said, &err))
		fail_msg("%s", err.text);
	assert_int_equal(said.count, 0);
	if (!access_request_give(plan, &list, "Priya", &err))
		fail_msg("%s", err.text);
	problem_list_clear(&said);
	access_clear(&list);
	free(table);
}

static void
the_table_says_the_same(void **state)
{
	struct fixture *f = *state;
	const struct repeat *decided;
	const struct uid *rows;
	struct access_list list;
	struct uid request;
	struct buf table;
	char *text;

	fill(f->plan);
	request = begin(f->plan);
	decide(f->plan, SAFE, "refuse", REASON);
	list = list_of(f->plan);
	buf_init(&table);
	decisions_write(&list, &table);
	access_clear(&list);
	assert_non_null(strstr(table.data, ",refuse," REASON ","));
	give(f->plan, with(buf_take(&table), "tired,said by somebody else,,,,",
		"tired,said by somebody else,redact,Ask her,Somebody worries,"));
	/* it is met, and what the table said stands in the plan */
	assert_false(access_request_open(f->plan, &request));
	decided = form_set_repeat(f->forms, ACCESS_DECIDED);
	assert_int_equal(plan_rows(f->plan,
			     form_set_repeat(f->forms, ACCESS_REQUESTS),
			     &UID_NONE, &rows), 1);
	request = rows[0];
	assert_int_equal(plan_rows(f->plan, decided, &request, &rows), 2);
	assert_shown(f->plan, "sign.decided_why", &rows[0], REASON);
	assert_shown(f->plan, "sign.decided_why", &rows[1], "Ask her");
	assert_shown(f->plan, "sign.decided_instead", &rows[1],
	    "Somebody worries");
	assert_shown(f->plan, ACCESS_BY, &request, "Priya");
	text = shown(f->plan, "sign.access_decisions", &request);
	assert_non_null(strstr(text, "1 given in part, 1 refused."));
	free(text);
	/* the next one begins anew; what was decided is listed in words alone */
	assert_decided(f->plan, SAFE, ACCESS_OPEN, "", false);
	list = list_of(f->plan);
	for (size_t i = 0; i < list.count; i++)
		assert_null(strstr(list.items[i].field->name, "decided_"));
	assert_true(item_of(&list, "sign.access_decisions")->restricted);
	access_clear(&list);
}

/* --- who sees it --- */

static void
assert_nothing_in(struct report *report, const char *who)
{
	static const char *const never[] = { REASON, MIDDLE, SECRET,
		"decided_", "R. Bell", "refused" };
	struct buf text;

	buf_init(&text);
	write_text(report, &text);
	write_json(report, &text);
	for (size_t i = 0; i < ARRAY_LEN(never); i++)
		if (strstr(text.data, never[i]) != NULL)
			fail_msg("%s is on the copy for %s", never[i], who);
	buf_clear(&text);
	report_free(report);
}

static void
no_copy_has_any_of_it(void **state)
{
	struct fixture *f = *state;
	struct access_list list;
	struct withheld_list withheld;
	struct error err = { .text = "" };
	struct uid row;
	struct report *report;
	struct buf text;

	fill(f->plan);
	(void)begin(f->plan);
	decide(f->plan, SAFE, "refuse", REASON);
	row = open_row(f->plan, OTHERS);
	answer(f->plan, "sign.decided_what", &row, "redact");
	answer(f->plan, "sign.decided_why", &row, REASON);
	answer(f->plan, "sign.decided_instead", &row, MIDDLE);
	answer(f->plan, "sign.decided_by", &row, "R. Bell");
	list = list_of(f->plan);
	if (!access_request_give(f->plan, &list, "R. Bell", &err))
		fail_msg("%s", err.text);
	for (int bit = 0; bit < 6; bit++) {
		enum audience who = (enum audience)(1 << bit);

		assert_nothing_in(report_build(f->plan, who),
		    audience_word(who));
		for (int page = 0; page < PAGE_COUNT; page++)
			assert_nothing_in(report_page(f->plan, who, NULL,
					      (enum page)page),
			    audience_word(who));
	}
	/* nor is it among what such a copy leaves out, which is about the person */
	report_withheld(f->plan, AUDIENCE_PERSON, &withheld);
	assert_true(withheld.counts[WITHHELD_RESTRICTED] > 0);
	for (size_t i = 0; i < withheld.count; i++)
		assert_null(strstr(withheld.items[i].field->name, "decided_"));
	withheld_clear(&withheld);
	/* the copy itself has the other words, and no reason */
	report = report_access(f->plan, &list);
	buf_init(&text);
	write_text(report, &text);
	assert_non_null(strstr(text.data, MIDDLE));
	assert_null(strstr(text.data, REASON));
	assert_null(strstr(text.data, SECRET));
	buf_clear(&text);
	report_free(report);
	access_clear(&list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define WITH_PLAN(test)                                                        \
	cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)
		WITH_PLAN(what_is_simply_about_the_person_is_given),
		WITH_PLAN(it_is_there_after_closing),
		WITH_PLAN(what_changed_is_decided_again),
		WITH_PLAN(the_same_apart_is_one),
		WITH_PLAN(apart_and_not_the_same_is_open),
		WITH_PLAN(the_table_says_the_same),
		WITH_PLAN(no_copy_has_any_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
