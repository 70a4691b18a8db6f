/* What if: tried apart, held against the plan, kept or dropped; and that it
 * never passes for the plan. */
#include "config.h"

#include "plan/branch.h"

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
#include "support.h"

#define TITLE "Two days instead of three"

static const struct plan_user sam = {
	.display = "Sam Whitlock",
	.login = "swhitlock",
	.device = "clinic",
};

struct tried {
	struct uid stream, line;
	char *path; /* the what if's file */
	struct plan *branch;
};

/* A plan with 16 hours at 13.20 a week, and a what if of it, opened. */
static struct plan *
try(struct fixture *fixture, struct tried *tried)
{
	struct plan *plan = fixture->plan;
	struct error err;

	answer(plan, "purpose.kinds", NULL, "council");
	answer(plan, "about_me.name_pref", NULL, "Kwame");
	tried->stream = add_row(plan, "money.stream", NULL);
	answer(plan, "money.funder", &tried->stream, "la_ca");
	answer(plan, "money.indicative", &tried->stream, "11,000.00");
	tried->line = add_row(plan, "money.line", NULL);
	answer(plan, "money.what", &tried->line, "Support worker");
	answer(plan, "money.quantity", &tried->line, "16");
	answer(plan, "money.price", &tried->line, "13.20");
	answer(plan, "money.frequency", &tried->line, "weekly");
	answer(plan, "money.category", &tried->line, "pa");
	if (!branch_make(plan, TITLE, &tried->path, &err) ||
	    !plan_open(tried->path, fixture->forms, fixture->rates, &sam,
		false, &tried->branch, &err))
		fail_msg("%s", err.text);
	return plan;
}

static void
done(struct fixture *fixture, struct tried *tried)
{
	char *folder = branch_folder(fixture->path);

	plan_close(tried->branch);
	assert_int_equal(unlink(tried->path), 0);
	assert_int_equal(rmdir(folder), 0);
	free(folder);
	free(tried->path);
}

static void
keep(struct plan *plan, const struct tried *tried, size_t want,
    size_t want_both)
{
	size_t changed, both;
	struct error err;

	if (!branch_keep(plan, tried->branch, &changed, &both, &err))
		fail_msg("%s", err.text);
	assert_int_equal(changed, want);
	assert_int_equal(both, want_both);
}

/* --- it never passes for the plan --- */

static void
test_is_marked(void **state)
{
	struct fixture *fixture = *state;
	struct tried tried;
	struct plan *plan = try(fixture, &tried);
	struct stored_summary summary;
	struct branch_list list;
	struct error err;
	char *home, *path;

	assert_null(plan_what_if(plan));
	assert_string_equal(plan_what_if(tried.branch), TITLE);
	assert_false(uid_equal(store_plan_uid(plan_store(plan)),
	    store_plan_uid(plan_store(tried.branch))));
	/* from both sides */
	branch_list_read(plan, &list);
	assert_int_equal(list.count, 1);
	assert_string_equal(list.items[0].title, TITLE);
	assert_string_equal(list.items[0].path, tried.path);
	branch_list_clear(&list);
	branch_list_read(tried.branch, &list);
	assert_int_equal(list.count, 1);
	branch_list_clear(&list);
	assert_true(branch_home(tried.branch, &home, &err));
	assert_string_equal(home, fixture->path);
	free(home);
	assert_true(store_read_summary(tried.path, &summary, &err));
	assert_string_equal(summary.summary.name, "What if: Kwame");
	stored_summary_clear(&summary);
	/* nor is it branched again */
	assert_false(branch_make(tried.branch, "Again", &path, &err));
	assert_non_null(strstr(err.text, "is a what if itself"));
	done(fixture, &tried);
	branch_list_read(plan, &list);
	assert_int_equal(list.count, 0);
	branch_list_clear(&list);
}

static void
test_is_never_sealed(void **state)
{
	const struct version_member member = {
		.audience = SEALED_AUDIENCE,
		.path = SEALED_PATH,
		.bytes = "{}",
		.len = 2,
	};
	struct digest seal = digest_of("{}", 2);
	struct tried tried;
	struct plan *plan = try(*state, &tried);
	struct stored_version *versions;
	size_t count;
	struct uid uid;
	struct error err;

	answer(tried.branch, "about_me.name_pref", NULL, "K");
	assert_false(store_put_version(plan_store(tried.branch), &seal, "Draft",
	    &member, 1, &uid, &err));
	assert_non_null(strstr(err.text, "cannot be signed"));
	assert_true(store_versions(plan_store(tried.branch), &versions, &count,
	    &err));
	assert_int_equal(count, 0);
	stored_versions_clear(versions, count);
	assert_true(store_put_version(plan_store(plan), &seal, "Draft", &member,
	    1, &uid, &err));
	done(*state, &tried);
}

/* The mark cannot be taken off, or put on a plan that is in use. */
static void
test_mark_stays(void **state)
{
	struct tried tried;
	struct plan *plan = try(*state, &tried);
	struct problem_list problems;
	struct error err;

	(void)plan;
	answer(tried.branch, "money.quantity", &tried.line, "10");
	problem_list_init(&problems);
	assert_true(store_check(plan_store(tried.branch), &problems, &err));
	assert_int_equal(problems.count, 0);
	problem_list_clear(&problems);
	plan_close(tried.branch);
	assert_true(plan_open(tried.path, ((struct fixture *)*state)->forms,
	    NULL, &sam, true, &tried.branch, &err));
	assert_string_equal(plan_what_if(tried.branch), TITLE);
	done(*state, &tried);
}

/* --- side by side --- */

/* What stands under HEADING. */
static void
assert_line(const struct comparison *comparison, const char *heading,
    const char *what, const char *was, const char *is, const char *change)
{
	const char *under = "";

	for (size_t i = 0; i < comparison->count; i++) {
		const struct comparison_line *line = &comparison->lines[i];

		if (!*line->was && !*line->is)
			under = line->what;
		if (strcmp(line->what, what) != 0 ||
		    strcmp(under, heading) != 0)
			continue;
		assert_string_equal(line->was, was);
		assert_string_equal(line->is, is);
		assert_string_equal(line->change, change);
		return;
	}
	fail_msg("nothing is said of %s, %s", heading, what);
}

#define ALL  "All the money together"
#define HELP "Help and outcomes"
#define LA_CA "Council personal budget, Care Act (LA_CA)"

static void
test_compares(void **state)
{
	struct tried tried;
	struct plan *plan = try(*state, &tried);
	struct comparison comparison;
	struct uid outcome, stream;

	branch_compare(plan, tried.branch, &comparison);
	assert_int_equal(comparison.changed, 0);
	for (size_t i = 0; i < comparison.count; i++)
		assert_string_equal(comparison.lines[i].change, "");
	comparison_clear(&comparison);

	answer(tried.branch, "money.quantity", &tried.line, "17.5");
	stream = add_row(tried.branch, "money.stream", NULL);
	answer(tried.branch, "money.funder", &stream, "charity");
	answer(tried.branch, "money.indicative", &stream, "2,000.00");
	outcome = add_row(tried.branch, "outcomes.outcome", NULL);
	answer(tried.branch, "outcomes.words", &outcome, "I swim again");
	branch_compare(plan, tried.branch, &comparison);
	assert_line(&comparison, LA_CA, "Planned", "£10,982.40", "£0.00",
	    "-£10,982.40");
	assert_line(&comparison, ALL, "Nobody named to pay", "£0.00", "£12,012.00",
	    "+£12,012.00");
	assert_line(&comparison, ALL, "All that is planned", "£10,982.40",
	    "£12,012.00", "+£1,029.60");
	assert_line(&comparison, ALL, "Paid again and again", "£10,982.40",
	    "£12,012.00", "+£1,029.60");
	assert_line(&comparison, ALL, "Kept back", "£0.00", "£0.00", "");
	assert_line(&comparison, HELP, "Hours a week that costs pay for", "16",
	    "17.5", "+1.5");
	assert_line(&comparison, HELP, "Things I want to change", "0", "1", "+1");
	comparison_clear(&comparison);
	/* with a second kind of money the payer is no longer plain */
	char hex[UID_HEX_LEN + 1];
	uid_format(&tried.stream, hex);
	answer(tried.branch, "money.paid_by", &tried.line, hex);
	branch_compare(plan, tried.branch, &comparison);
	assert_line(&comparison, LA_CA, "Left over", "£17.60", "-£1,012.00",
	    "-£1,029.60");
	assert_line(&comparison, "Charity (CHARITY)", "Left over", "£0.00",
	    "£2,000.00", "+£2,000.00");
	assert_string_equal(comparison.short_was, "");
	assert_non_null(strstr(comparison.short_is, "The whole is £988.00 in "
	    "hand, but the council's stream is short by £1,012.00"));
	comparison_clear(&comparison);
	assert_shown(plan, "money.cost", &tried.line, "£10,982.40");
	done(*state, &tried);
}

/* --- kept --- */

static void
test_keeps(void **state)
{
	struct tried tried;
	struct plan *plan = try(*state, &tried);
	const struct repeat *lines =
	    form_set_repeat(plan_forms(plan), "money.line");
	struct uid other = add_row(plan, "money.line", NULL), fresh;
	const struct uid *rows;
	char *what = NULL;
	struct error err;

	/* the plan goes on meanwhile */
	answer(plan, "money.what", &other, "Swimming");
	answer(tried.branch, "money.quantity", &tried.line, "10");
	answer(tried.branch, "money.quantity", &tried.line, "11");
	answer(tried.branch, "about_me.name_pref", NULL, "K");
	answer(tried.branch, "about_me.name_pref", NULL, "Kwame");
	fresh = add_row(tried.branch, "money.line", NULL);
	answer(tried.branch, "money.what", &fresh, "Taxi");
	keep(plan, &tried, 2, 0);
	assert_shown(plan, "money.quantity", &tried.line, "11");
	assert_shown(plan, "money.what", &fresh, "Taxi");
	assert_shown(plan, "money.what", &other, "Swimming");
	assert_shown(plan, "about_me.name_pref", NULL, "Kwame");
	assert_int_equal(plan_rows(plan, lines, &UID_NONE, &rows), 3);
	/* once more changes nothing */
	keep(plan, &tried, 0, 0);
	assert_true(plan_undo(plan, &what, &err));
	assert_string_equal(what, "what was tried out");
	free(what);
	assert_shown(plan, "money.quantity", &tried.line, "16");
	assert_int_equal(plan_rows(plan, lines, &UID_NONE, &rows), 2);
	done(*state, &tried);
}

static bool
conflict(struct plan *plan, const char *name, const struct uid *row)
{
	struct field_state out;

	plan_field(plan, form_set_field(plan_forms(plan), name), row, &out);
	return out.conflict;
}

/* What was changed in both is not lost on either side. */
static void
test_both_changed(void **state)
{
	struct tried tried;
	struct plan *plan = try(*state, &tried);

	answer(tried.branch, "money.quantity", &tried.line, "10");
	answer(tried.branch, "money.price", &tried.line, "14.00");
	answer(plan, "money.quantity", &tried.line, "12");
	answer(plan, "money.price", &tried.line, "14.00");
	keep(plan, &tried, 1, 1);
	assert_true(conflict(plan, "money.quantity", &tried.line));
	assert_false(conflict(plan, "money.price", &tried.line));
	done(*state, &tried);
}

static void
test_rows_removed(void **state)
{
	struct tried tried;
	struct plan *plan = try(*state, &tried);
	const struct repeat *lines =
	    form_set_repeat(plan_forms(plan), "money.line");
	struct error err;

	answer(tried.branch, "money.quantity", &tried.line, "10");
	assert_true(plan_row_remove(tried.branch, lines, &tried.line, &err));
	assert_true(plan_row_exists(plan, lines, &tried.line));
	keep(plan, &tried, 1, 0);
	assert_false(plan_row_exists(plan, lines, &tried.line));
	assert_true(plan_undo(plan, NULL, &err));
	assert_true(plan_row_exists(plan, lines, &tried.line));
	assert_shown(plan, "money.quantity", &tried.line, "16");
	done(*state, &tried);
}

/* A what if of somebody else's plan is not taken in. */
static void
test_of_another_plan(void **state)
{
	struct fixture *fixture = *state;
	struct tried tried;
	struct plan *plan = try(fixture, &tried), *other;
	size_t changed, both;
	struct error err;
	char path[160];

	snprintf(path, sizeof path, "%s/b.oneplan", fixture->folder);
	assert_true(plan_create(path, fixture->forms, NULL, &sam, false, &other,
	    &err));
	answer(tried.branch, "about_me.name_pref", NULL, "K");
	assert_false(branch_keep(other, tried.branch, &changed, &both, &err));
	assert_non_null(strstr(err.text, "no what if of this plan"));
	assert_false(branch_keep(other, plan, &changed, &both, &err));
	assert_shown(other, "about_me.name_pref", NULL, "");
	plan_close(other);
	unlink(path);
	done(fixture, &tried);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_is_marked),
		TEST(test_is_never_sealed),
		TEST(test_mark_stays),
		TEST(test_compares),
		TEST(test_keeps),
		TEST(test_both_changed),
		TEST(test_rows_removed),
		TEST(test_of_another_plan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
