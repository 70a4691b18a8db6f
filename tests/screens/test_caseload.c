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

static void
test_columns(void **state)
{
	static const struct {
		int cols;
		const char *head, *kwame;
	} cases[] = {
		{ 60, "  Name                 Answered   Next due     Coordinator",
		    "  Kwame Redfern        92 of 94   3 Feb 2027   Aisha Bloom" },
		{ 80, "  Name                     Born         Answered   Next due "
		      "    Coordinator",
		    "  Kwame Redfern            3 Apr 1992   92 of 94   3 Feb 2027"
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_columns),
	};

	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
