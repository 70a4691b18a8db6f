/* Money that cannot mix, on paper: a pool's statement to one member shows
 * nothing of another's; what comes into one account is told apart; and a
 * what if leaves only if it is asked for, saying on every page what it is. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "export/write_html.h"
#include "export/write_text.h"
#include "plan/branch.h"
#include "report/report.h"

static const struct plan_user sam = {
	.display = "Sam Whitlock",
	.login = "swhitlock",
	.device = "clinic",
};

struct scene {
	char folder[64], path[128];
	struct form_set *forms;
	struct rates *rates;
	struct plan *plan;
};

static int
set_up(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);
	struct error err;

	snprintf(scene->folder, sizeof scene->folder,
	    "/tmp/oneplan-apart-XXXXXX");
	assert_non_null(mkdtemp(scene->folder));
	snprintf(scene->path, sizeof scene->path, "%s/a.oneplan",
	    scene->folder);
	if (!form_set_load(getenv("ONEPLAN_FORMS"), NULL, &scene->forms, NULL,
		&err) ||
	    !rates_load(getenv("ONEPLAN_DATA"), NULL, &scene->rates, NULL,
		&err) ||
	    !plan_create(scene->path, scene->forms, scene->rates, &sam, false,
		&scene->plan, &err))
		fail_msg("%s", err.text);
	*state = scene;
	return 0;
}

static int
tear_down(void **state)
{
	struct scene *scene = *state;

	plan_close(scene->plan);
	form_set_free(scene->forms);
	rates_free(scene->rates);
	unlink(scene->path);
	assert_int_equal(rmdir(scene->folder), 0);
	free(scene);
	return 0;
}

static void
answer(struct plan *plan, const char *name, const struct uid *row,
    const char *text)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct error err;

	assert_non_null(field);
	if (!plan_set_answer(plan, field, row ? row : &UID_NONE, text, NULL,
		&err))
		fail_msg("%s: %s", name, err.text);
}

static struct uid
add_row(struct plan *plan, const char *name, const struct uid *parent)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), name);
	struct uid row;
	struct error err;

	assert_non_null(repeat);
	if (!plan_row_add(plan, repeat, parent ? parent : &UID_NONE, &row,
		&err))
		fail_msg("%s", err.text);
	return row;
}

static void
link_to(struct plan *plan, const char *name, const struct uid *row,
    const struct uid *to)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(to, hex);
	answer(plan, name, row, hex);
}

/* Both ways of writing it, one after the other; the caller frees it. */
static char *
written(struct report *report)
{
	struct buf text;

	buf_init(&text);
	write_text(report, &text);
	write_html(report, false, &text);
	report_free(report);
	return buf_take(&text);
}

static size_t
times(const char *text, const char *what)
{
	size_t count = 0;

	for (; (text = strstr(text, what)) != NULL; text++)
		count++;
	return count;
}

/* --- a pool --- */

enum { A, B, MEMBERS };

/* Amounts that stand nowhere else. */
static const struct {
	const char *token, *funder, *amount, *own, *used;
	const char *seen[7], *hidden[4];
} members[MEMBERS] = {
	{ "Amber", "nhs_chc", "36511.11", "10748.40", "1623.45",
	    { "£36,511.11", "£22,024.08", "£14,487.03", "£11,275.68",
		"£17,347.20", "£1,623.45", "Continuing Healthcare" },
	    { "10748", "10,748", NULL, NULL } },
	{ "Blue", "la_ca", "14622.22", "2834.00", "987.65",
	    { "£14,622.22", "£8,905.52", "£5,716.70", "£6,071.52",
		"£17,347.20", "£987.65", "Care Act" },
	    { "2834", "2,834", NULL, NULL } },
};

static void
make_pool(struct plan *plan, struct uid *member)
{
	struct uid stream[MEMBERS], line, share, used;

	answer(plan, "purpose.kinds", NULL, "pool");
	answer(plan, "pool.name", NULL, "The Orchard Road pool");
	for (int i = 0; i < MEMBERS; i++) {
		member[i] = add_row(plan, "pool.member", NULL);
		answer(plan, "pool.token", &member[i], members[i].token);
		stream[i] = add_row(plan, "pool.stream", NULL);
		link_to(plan, "pool.stream_member", &stream[i], &member[i]);
		answer(plan, "pool.funder", &stream[i], members[i].funder);
		answer(plan, "pool.amount", &stream[i], members[i].amount);
		answer(plan, "pool.own_planned", &stream[i], members[i].own);
		used = add_row(plan, "pool.used", NULL);
		answer(plan, "pool.used_until", &used, "30/6/2026");
		link_to(plan, "pool.used_stream", &used, &stream[i]);
		answer(plan, "pool.used_amount", &used, members[i].used);
	}
	line = add_row(plan, "pool.line", NULL);
	answer(plan, "pool.what", &line, "Shared assistant, 24 hours");
	answer(plan, "pool.cost", &line, "17347.20");
	for (int i = 0; i < MEMBERS; i++) {
		share = add_row(plan, "pool.share", &line);
		link_to(plan, "pool.share_stream", &share, &stream[i]);
		answer(plan, "pool.share_percent", &share,
		    i == A ? "65%" : "35%");
	}
}

static void
test_statement(void **state)
{
	struct plan *plan = ((struct scene *)*state)->plan;
	struct uid member[MEMBERS];

	make_pool(plan, member);
	for (int i = 0; i < MEMBERS; i++) {
		char *text = written(report_statement(plan, &member[i]));
		int other = i == A ? B : A;

		assert_non_null(strstr(text, members[i].token));
		for (size_t j = 0; j < ARRAY_LEN(members[i].seen); j++)
			if (!strstr(text, members[i].seen[j]))
				fail_msg("%s is not told %s",
				    members[i].token, members[i].seen[j]);
		/* the shared costs together are everybody's to know */
		for (size_t j = 0; j < ARRAY_LEN(members[other].seen); j++)
			if (strcmp(members[other].seen[j], "£17,347.20") != 0 &&
			    strstr(text, members[other].seen[j]))
				fail_msg("%s is told %s", members[i].token,
				    members[other].seen[j]);
		assert_null(strstr(text, members[other].token));
		for (size_t j = 0; members[other].hidden[j]; j++)
			assert_null(strstr(text, members[other].hidden[j]));
		assert_null(strstr(text, "65%"));
		assert_null(strstr(text, "35%"));
		free(text);
	}
}

/* No copy but those of the agencies, finance and the approver says any of
 * it. */
static void
test_pool_copies(void **state)
{
	static const enum audience closed[] = { AUDIENCE_PERSON,
		AUDIENCE_HOME, AUDIENCE_FAMILY, AUDIENCE_PROVIDER };
	struct plan *plan = ((struct scene *)*state)->plan;
	struct uid member[MEMBERS];
	char *text;

	make_pool(plan, member);
	for (size_t i = 0; i < ARRAY_LEN(closed); i++) {
		text = written(report_build(plan, closed[i]));
		for (int j = 0; j < MEMBERS; j++) {
			assert_null(strstr(text, members[j].token));
			assert_null(strstr(text, members[j].seen[0]));
		}
		free(text);
	}
	text = written(report_build(plan, AUDIENCE_FINANCE));
	assert_non_null(strstr(text, "Amber"));
	assert_non_null(strstr(text, "£14,622.22"));
	free(text);
}

/* --- one account --- */

static void
add_payments(struct plan *plan, const char *funder, const char *amount,
    const char *every)
{
	struct uid stream = add_row(plan, "money.stream", NULL);
	struct uid line = add_row(plan, "money.line", NULL), pay;

	answer(plan, "money.funder", &stream, funder);
	answer(plan, "money.indicative", &stream, "9000.00");
	answer(plan, "money.what", &line, "Help");
	answer(plan, "money.price", &line, amount);
	answer(plan, "money.frequency", &line, "weekly");
	answer(plan, "money.route", &line, "dp");
	link_to(plan, "money.paid_by", &line, &stream);
	pay = add_row(plan, "paying.pay", NULL);
	link_to(plan, "paying.pay_stream", &pay, &stream);
	answer(plan, "paying.pay_route", &pay, "dp");
	answer(plan, "paying.pay_every", &pay, every);
	answer(plan, "paying.pay_first", &pay, "1/6/2026");
	answer(plan, "paying.pay_float", &pay, "0");
}

/* C4's two purses in one account: 8 weeks of 100.00 and of 50.00. */
static void
test_account(void **state)
{
	struct plan *plan = ((struct scene *)*state)->plan;
	struct buf text;
	struct report *report;

	answer(plan, "purpose.kinds", NULL, "nhs council joint");
	answer(plan, "purpose.start", NULL, "1/6/2026");
	answer(plan, "purpose.weeks", NULL, "8");
	add_payments(plan, "nhs_chc", "100.00", "four_weekly");
	buf_init(&text);
	report = report_page(plan, AUDIENCE_FINANCE, NULL, PAGE_PAYMENTS);
	write_text(report, &text);
	report_free(report);
	assert_null(strstr(text.data, "Into one account"));
	buf_reset(&text);
	add_payments(plan, "nhs_jf", "50.00", "four_weekly");
	report = report_page(plan, AUDIENCE_FINANCE, NULL, PAGE_PAYMENTS);
	write_text(report, &text);
	report_free(report);
	const char *table = strstr(text.data, "Into one account");
	assert_non_null(table);
	/* twice from the one, and the other's total */
	assert_int_equal(times(table, "£400.00"), 3);
	assert_int_equal(times(table, "£200.00"), 2);
	assert_int_equal(times(table, "£600.00"), 2);
	assert_int_equal(times(table, "£800.00"), 1);
	assert_int_equal(times(table, "£1,200.00"), 1);
	buf_clear(&text);
}

/* --- a what if --- */

/* Runs oneplan; its output is thrown away. */
static int
run(const char *arguments, const char *file)
{
	struct buf command;
	int status;

	buf_init(&command);
	buf_addf(&command, "'%s/oneplan' %s '%s' >/dev/null 2>&1",
	    getenv("TOP_BUILDDIR"), arguments, file);
	status = system(command.data);
	buf_clear(&command);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
test_what_if(void **state)
{
	struct scene *scene = *state;
	struct plan *branch;
	char *path, *folder = branch_folder(scene->path), *text;
	struct error err;

	answer(scene->plan, "purpose.kinds", NULL, "council");
	answer(scene->plan, "about_me.name_pref", NULL, "Kwame");
	if (!branch_make(scene->plan, "Two days", &path, &err))
		fail_msg("%s", err.text);
	assert_int_equal(run("export", scene->path), 0);
	assert_int_equal(run("export", path), 2);
	assert_int_equal(run("export --for approver", path), 2);
	assert_int_equal(run("export --for agencies --format json", path), 2);
	assert_int_equal(run("export --pack --draft", path), 2);
	assert_int_equal(run("export --what-if", path), 0);
	if (!plan_open(path, scene->forms, scene->rates, &sam, true, &branch,
		&err))
		fail_msg("%s", err.text);
	text = written(report_build(branch, AUDIENCE_APPROVER));
	/* first, last, and at the foot of every page, in text and in HTML */
	assert_int_equal(times(text, "WHAT IF: a change that is tried out"), 4);
	assert_true(times(text, WHAT_IF_FOOT) >= 2);
	assert_null(strstr(text, DRAFT_FOOT));
	free(text);
	text = written(report_build(scene->plan, AUDIENCE_APPROVER));
	assert_int_equal(times(text, "WHAT IF"), 0);
	free(text);
	plan_close(branch);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(folder), 0);
	free(folder);
	free(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_statement),
		TEST(test_pool_copies),
		TEST(test_account),
		TEST(test_what_if),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
