/* The caseload as a person meets it: found, sorted, opened and come back to,
 * archived and brought back, at every width, and what it sends. */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/outfile.h"
#include "kwame.h"
#include "plain.h"
#include "store/store.h"
#include "support.h"

#define KWAME CASELOAD "/kwame-redfern.oneplan"
#define ZOE CASELOAD "/zoe.oneplan"
#define INDEX "cache/caseload.index"

/* A plan of its own, as the program that wrote it left it. */
static void
make_plan(const char *file, const struct summary *summary)
{
	const struct session_info session = { .who = "Priya Raman",
		.login = "praman", .device = "clinic", .process = "1" };
	struct store_change change = { .field = "about_me.name_pref",
		.row = UID_NONE };
	struct store *store;
	struct error err;

	if (!store_create(file, summary->kinds != NULL, &store, &err))
		fail_msg("%s", err.text);
	store_begin_session(store, &session, NULL, 0);
	store_set_summary(store, summary);
	value_set_text(&change.value, "Jo");
	if (!store_apply(store, &change, 1, NULL, NULL, &err))
		fail_msg("%s", err.text);
	value_clear(&change.value);
	store_close(store);
}

/* Gives all files of FOLDER an age: the index remembers what has settled. */
static void
age(const char *file)
{
	struct timespec times[2] = { { .tv_sec = time(NULL) - 3600 },
		{ .tv_sec = time(NULL) - 3600 } };

	assert_int_equal(utimensat(AT_FDCWD, file, times, 0), 0);
}

static void
make_three(void)
{
	static const struct summary plans[] = {
		{ .name = "Kwame Redfern", .born = "1992-04-03",
		    .stage = "draft", .coordinator = "Aisha Bloom",
		    .done = 92, .asked = 94, .next_due = "2027-02-03" },
		{ .name = "Maureen Antoinette Featherstonehaugh",
		    .born = "1951-11-30", .stage = "signed",
		    .coordinator = "Priya Raman", .done = 25, .asked = 39,
		    .next_due = "2026-12-01" },
		{ .name = "Zoe Hart", .stage = "draft",
		    .coordinator = "Aisha Bloom", .done = 3, .asked = 110 },
	};
	static const char *const files[] = { KWAME,
		CASELOAD "/maureen.oneplan", ZOE };

	for (size_t i = 0; i < ARRAY_LEN(plans); i++) {
		make_plan(files[i], &plans[i]);
		age(files[i]);
	}
}

static struct desk *
desk_with(int rows, int cols, const char *index)
{
	struct desk *desk = desk_open("xterm-256color", rows, cols);

	desk->start.index = index;
	desk_caseload(desk);
	harness_run(desk->harness);
	return desk;
}

/* Row AT of the screen begins with TEXT. */
static void
see_row(struct desk *desk, int at, const char *text)
{
	struct buf row;

	buf_init(&row);
	emulator_row(desk->harness->emulator, at, &row);
	if (strncmp(row.data, text, strlen(text)) != 0) {
		print_screen(desk);
		fail_msg("row %d: \"%s\", not \"%s\"", at, row.data, text);
	}
	buf_clear(&row);
}

/* The plan that has the mark. */
static void
see_focus(struct desk *desk, const char *name)
{
	int row, col;
	char mark[80];

	emulator_cursor(desk->harness->emulator, &row, &col);
	assert_int_equal(col, 2);
	snprintf(mark, sizeof mark, "> %s", name);
	see_row(desk, row, mark);
}

/* All that is done between keys. */
static void
look_at_all(struct desk *desk)
{
	while (loop_top(desk->harness->loop)->due_ms != 0)
		act(desk, "timer");
}

static void
test_columns(void **state)
{
	static const struct {
		int cols;
		const char *head, *kwame;
	} cases[] = {
		{ 60, "  Name                Answered    Next due     Coordinator",
		    "  Kwame Redfern       92 of 94    3 Feb 2027   Aisha Bloom" },
		{ 80, "  Name                    Born         Answered    Next due "
		      "    Coordinator",
		    "  Kwame Redfern           3 Apr 1992   92 of 94    3 Feb 2027"
		    "   Aisha Bloom" },
	};
	struct desk *desk;

	(void)state;
	make_three();
	desk = desk_with(24, 80, NULL);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		act(desk, "size 24 %d", cases[i].cols);
		see_row(desk, 2, cases[i].head);
		see_row(desk, 5, cases[i].kwame);
	}
	for (int cols = 60; cols <= 200; cols++) {
		act(desk, "size 24 %d", cols);
		see(desk, "Featherstonehaugh"); /* the family name */
		see(desk, "25 of 39");
		see(desk, "1 Dec 2026");
		see(desk, "Priya R");
		if (cols >= 112) {
			see(desk, "Last change");
			see(desk, "signed");
			see(desk, "30 Nov 1951");
		}
	}
	desk_close(desk);
}

/* Where nothing is due in any plan, the last change has the room. */
static void
test_no_empty_column(void **state)
{
	static const struct summary plan = { .name = "Zoe Hart" };
	struct desk *desk;

	(void)state;
	make_plan(ZOE, &plan);
	desk = desk_with(24, 80, NULL);
	see(desk, "Last change");
	see_not(desk, "Next due");
	act(desk, "key s"); /* not by what is due */
	see(desk, "by last change");
	desk_close(desk);
}

static void
test_sorting(void **state)
{
	static const struct {
		const char *title, *first;
	} orders[] = {
		{ "by what is due", "Ma.. Featherstonehaugh" },
		{ "by last change", "Ma.. Featherstonehaugh" },
		{ "by name", "Ma.. Featherstonehaugh" },
	};
	struct desk *desk;

	(void)state;
	make_three();
	desk = desk_with(24, 80, NULL);
	for (size_t i = 0; i < ARRAY_LEN(orders); i++) {
		act(desk, "key End");
		act(desk, "key s");
		see(desk, orders[i].title);
		see_focus(desk, orders[i].first);
	}
	act(desk, "key s");
	see_row(desk, 4, "  Kwame Redfern");
	see_row(desk, 5, "  Zoe Hart"); /* nothing is due */
	desk_close(desk);
}

static void
test_finding(void **state)
{
	struct desk *desk;

	(void)state;
	make_three();
	desk = desk_with(24, 80, NULL);
	act(desk, "key w"); /* means nothing here */
	see(desk, "To find a plan, press /");
	act(desk, "key /");
	act(desk, "text aisha");
	see_row(desk, 2, "Find: aisha");
	see_row(desk, 4, "> Zoe Hart");
	see_row(desk, 5, "  Kwame Redfern");
	act(desk, "text  red");
	see_row(desk, 4, "> Kwame Redfern");
	see_not(desk, "Zoe");
	act(desk, "text x");
	see(desk, "No plan here has all of these words.");
	act(desk, "key Backspace");
	see(desk, "Kwame");
	act(desk, "key Ctrl-W");
	act(desk, "key Ctrl-W");
	see(desk, "Featherstonehaugh");
	act(desk, "text zo");
	/* everybody again, on the plan that was found */
	act(desk, "key Esc");
	see(desk, "Featherstonehaugh");
	see_focus(desk, "Zoe Hart");
	desk_close(desk);
}

/* What was open has changed; filter and focus are where they were. */
static void
test_coming_back(void **state)
{
	struct desk *desk;

	(void)state;
	make_three();
	assert_int_equal(remove(KWAME), 0);
	kwame_make(KWAME, KWAME_HALF, false);
	for (int with = 0; with < 2; with++) {
		desk = desk_with(24, 80, with ? INDEX : NULL);
		look_at_all(desk);
		act(desk, "key /");
		act(desk, "text oo");
		see_not(desk, "Featherstonehaugh");
		act(desk, "key Down");
		act(desk, "key Enter");
		assert_string_not_equal(screen_name(desk), "caseload");
		answer_as(KWAME, &priya, "about_me.name_family",
		    with ? "Redfern-Ash" : "Redfern-Bell");
		go_to_field(desk, "purpose.coordinator");
		act(desk, "key Ctrl-A");
		act(desk, "text %s", with ? "Noon" : "Moon");
		while (strcmp(screen_name(desk), "caseload") != 0)
			act(desk, "key Esc");
		see_row(desk, 2, "Find: oo");
		see(desk, with ? "Noon" : "Moon");
		see_row(desk, 5, with ? "> Kwame Redfern-Ash"
				      : "> Kwame Redfern-Bell");
		look_at_all(desk);
		see_row(desk, 5, with ? "> Kwame Redfern-Ash"
				      : "> Kwame Redfern-Bell");
		act(desk, "key Esc");
		see_focus(desk, "Kwame Redfern");
		desk_close(desk);
	}
}

static void
test_new_plan(void **state)
{
	struct desk *desk;

	(void)state;
	make_three();
	desk = desk_with(24, 80, INDEX);
	look_at_all(desk);
	act(desk, "key n");
	while (strcmp(screen_name(desk), "caseload") != 0)
		act(desk, "key Esc");
	see_focus(desk, "plan-2026-11-16-1 ");
	desk_close(desk);
}

/* Other people's work, seen at the next key. */
static void
test_others(void **state)
{
	struct desk *desk;

	(void)state;
	make_three();
	assert_int_equal(remove(KWAME), 0);
	kwame_make(KWAME, KWAME_HALF, false);
	desk = desk_with(24, 80, INDEX);
	act(desk, "key Down");
	see_focus(desk, "Zoe Hart");
	answer_as(KWAME, &priya, "about_me.name_family", "Abbot");
	age(KWAME);
	act(desk, "key Ctrl-S");
	see_row(desk, 3, "  Kwame Abbot");
	see_focus(desk, "Zoe Hart");
	assert_int_equal(remove(ZOE), 0);
	act(desk, "key Ctrl-S");
	see_not(desk, "Zoe");
	see_focus(desk, "Ma.. Featherstonehaugh");
	/* a file that somebody has put there */
	make_plan(ZOE, &(struct summary){ .name = "Zoe Xu" });
	act(desk, "key Ctrl-L");
	look_at_all(desk);
	see(desk, "Zoe Xu");
	desk_close(desk);
}

static void
test_archive(void **state)
{
	struct stat st;
	struct desk *desk;

	(void)state;
	make_three();
	desk = desk_with(24, 80, INDEX);
	act(desk, "key Down");
	act(desk, "key v");
	see(desk, "Press v again to archive the plan of Zoe Hart");
	act(desk, "key Down"); /* thinks again */
	act(desk, "key Up");
	act(desk, "key v");
	see(desk, "Zoe");
	assert_int_equal(stat(ZOE, &st), 0);
	act(desk, "key v");
	see(desk, "is in the archive, as zoe.oneplan");
	see_focus(desk, "Kwame Redfern");
	assert_int_equal(stat(ZOE, &st), -1);
	assert_int_equal(stat(CASELOAD "/archive/zoe.oneplan", &st), 0);

	act(desk, "key Ctrl-Z");
	see_focus(desk, "Zoe Hart");
	assert_int_equal(stat(ZOE, &st), 0);
	act(desk, "key Ctrl-Z");
	see(desk, "nothing to take back");

	act(desk, "key v");
	act(desk, "key v");
	act(desk, "key a");
	see(desk, "Archived plans in plans");
	see_focus(desk, "Zoe Hart");
	see_not(desk, "Kwame");
	act(desk, "key v");
	see(desk, "archived already");
	act(desk, "key n");
	see(desk, "These are the archived plans.");
	/* never over another */
	make_plan(ZOE, &(struct summary){ .name = "Zoe Xu" });
	act(desk, "key b");
	see(desk, "back among the plans, as zoe-2.oneplan");
	assert_int_equal(stat(CASELOAD "/zoe-2.oneplan", &st), 0);
	see(desk, "No plan is archived");
	act(desk, "key Esc");
	look_at_all(desk);
	see(desk, "Zoe Hart");
	see(desk, "Zoe Xu");
	see(desk, "Plans in plans");
	desk_close(desk);
}

static void
test_archive_is_refused(void **state)
{
	struct plan *plan;
	struct stat st;
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	desk = desk_with(24, 80, NULL);
	plan = open_as(KWAME, &priya);
	act(desk, "key v");
	act(desk, "key v");
	see(desk, "has it open");
	assert_int_equal(stat(KWAME, &st), 0);
	plan_close(plan);
	act(desk, "key v");
	act(desk, "key v");
	see(desk, "is in the archive");
	desk_close(desk);
}

/* --- many --- */

#define MANY 300

static void
make_many(void)
{
	char name[40], file[64];

	for (int i = 0; i < MANY; i++) {
		snprintf(name, sizeof name, "Learner Number%03d", i);
		snprintf(file, sizeof file, CASELOAD "/learner-%03d.oneplan",
		    i);
		make_plan(file, &(struct summary){ .name = name,
			.born = "1992-04-03", .coordinator = "Aisha Bloom",
			.done = i, .asked = MANY });
		age(file);
	}
}

static void
test_many(void **state)
{
	struct desk *desk;

	(void)state;
	make_many();
	desk = desk_with(24, 80, INDEX);
	see(desk, "(still looking)");
	look_at_all(desk);
	see_not(desk, "(still looking)");
	act(desk, "key End");
	see_focus(desk, "Learner Number299");
	desk_close(desk);

	/* from the index: the first rows at once, and the rest */
	desk = desk_with(24, 80, INDEX);
	see_focus(desk, "Learner Number000");
	see(desk, "Learner Number018");
	act(desk, "key /");
	act(desk, "text ber25");
	see_row(desk, 4, "> Learner Number250");
	see_row(desk, 13, "  Learner Number259");
	see_row(desk, 14, "");
	desk_close(desk);
}

static void
at_most(const struct desk *desk, const char *what, size_t count, size_t most)
{
	print_message("# %s: %zu, at most %zu\n", what, count, most);
	if (count > most) {
		print_screen(desk);
		fail_msg("%s: %zu, more than %zu", what, count, most);
	}
}

static void
test_bytes(void **state)
{
	struct desk *desk;
	size_t plain, words;
	struct buf row;

	(void)state;
	make_many();
	desk = desk_with(24, 80, NULL);
	look_at_all(desk);
	buf_init(&row);
	for (int i = 0; i < 17; i++) {
		act(desk, "key Down");
		assert_true(desk->harness->bytes <= 60);
		assert_int_equal(desk->harness->writes, 1);
	}
	at_most(desk, "a row down", desk->harness->bytes, 60);
	act(desk, "key Down"); /* the last that is seen */
	act(desk, "key Down"); /* one that comes into view */
	emulator_row(desk->harness->emulator, 21, &row);
	assert_non_null(strstr(row.data, "Number019"));
	words = row.len;
	at_most(desk, "a row down past the page, without the row's words",
	    desk->harness->bytes - words, 60);
	at_most(desk, "writes", desk->harness->writes, 1);
	act(desk, "key PgDn");
	plain = plain_bytes(desk->harness->output->data, desk->harness->bytes,
	    24, 80);
	at_most(desk, "a page down", desk->harness->bytes, plain * 125 / 100);
	at_most(desk, "writes", desk->harness->writes, 1);
	act(desk, "key /");
	act(desk, "text n");
	at_most(desk, "writes", desk->harness->writes, 1);
	/* between keys nothing is sent */
	act(desk, "timer");
	at_most(desk, "between keys", desk->harness->bytes, 0);
	buf_clear(&row);
	desk_close(desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_columns),
		TEST(test_no_empty_column),
		TEST(test_sorting),
		TEST(test_finding),
		TEST(test_coming_back),
		TEST(test_new_plan),
		TEST(test_others),
		TEST(test_archive),
		TEST(test_archive_is_refused),
		TEST(test_many),
		TEST(test_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
