/* Copies made on the screen, and questions found by their number on paper. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/outfile.h"
#include "export/write_html.h"
#include "export/write_text.h"
#include "kwame.h"
#include "plan/number.h"
#include "support.h"

#define HTML "copies/kwame-redfern-plan-for-person.html"

static bool
is_there(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

/* The copy is what report and export make, to the byte, and nobody else's to
 * read. */
static void
test_made(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);
	struct report *report;
	struct buf expected;
	struct stat st;
	char *written;

	(void)state;
	KEYS(desk, "Ctrl-O", "m", "Enter", "Enter", "Enter");
	assert_string_equal(screen_name(desk), "withheld");
	see(desk, "I, Aisha Bloom, have looked at what it leaves out.");
	assert_false(is_there(HTML));
	KEYS(desk, "Enter");
	see(desk, "The copy is made");
	see(desk, HTML);
	report = report_build(desk->sitting.plan, AUDIENCE_PERSON);
	buf_init(&expected);
	write_html(report, false, &expected);
	written = read_file(HTML);
	assert_string_equal(written, expected.data);
	assert_int_equal(stat(HTML, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	KEYS(desk, "Enter");
	assert_string_equal(screen_name(desk), "overview");
	free(written);
	buf_clear(&expected);
	report_free(report);
	desk_close(desk);
}

/* An answer still on its way to the disk is in the copy. */
static void
test_latest_answer(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);
	char *written;

	(void)state;
	go_to_field(desk, "purpose.tried");
	act(desk, "text Fresh paint. ");
	KEYS(desk, "Ctrl-E", "m", "Enter", "Home", "Enter", "Enter");
	written = read_file("copies/kwame-redfern-plan-for-person.txt");
	assert_non_null(strstr(written, "Fresh paint."));
	free(written);
	desk_close(desk);
}

/* No file is ever written over: the next has another name, and a name that is
 * taken is refused in words. */
static void
test_never_over_another(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);
	struct error err;
	char *written;

	(void)state;
	assert_true(folder_make("copies", &err));
	assert_true(outfile_write(HTML, "Mine.", 5, false, &err));
	KEYS(desk, "Ctrl-O", "m", "Enter", "Enter", "Enter");
	see(desk, "kwame-redfern-plan-for-person-2.html");
	KEYS(desk, "Down", "Enter", "Ctrl-A");
	act(desk, "text kwame-redfern-plan-for-person");
	KEYS(desk, "Enter", "Enter");
	see(desk, "one of that name already");
	assert_string_equal(screen_name(desk), "withheld");
	written = read_file(HTML);
	assert_string_equal(written, "Mine.");
	free(written);
	/* nor is a blank one taken */
	KEYS(desk, "Down", "Enter", "Ctrl-A", "Delete", "Enter", "Enter");
	see(desk, "The file needs a name.");
	KEYS(desk, "Enter");
	act(desk, "text elsewhere/copy.html");
	KEYS(desk, "Enter", "Enter");
	see(desk, "elsewhere/copy.html could not be written");
	desk_close(desk);
}

/* Each thing left out is named, and Enter goes to it. */
static void
test_withheld(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);

	(void)state;
	KEYS(desk, "Ctrl-O", "m", "Enter", "Enter", "Enter");
	see(desk, "leaves out");
	see(desk, "Because it is restricted:");
	see(desk, "Was the person seen alone for part of the time?");
	KEYS(desk, "Down", "Down", "Down", "Down", "Enter");
	assert_string_equal(screen_name(desk), "form");
	assert_string_equal(desk->sitting.place_field, "purpose.visit_alone");
	assert_false(is_there(HTML));
	desk_close(desk);
}

/* On a visit somebody else can see the screen: nothing restricted is on it, and
 * the same is said whether there is anything or not. */
static void
test_visit(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	desk = desk_visit(KWAME, true);
	KEYS(desk, "Ctrl-O", "m");
	see(desk, "The person, to keep at home");
	see_not(desk, "agencies");
	KEYS(desk, "Enter", "Enter", "Enter");
	see(desk, "is not shown on a visit");
	see_not(desk, "restricted");
	see_not(desk, "seen alone");
	see_not(desk, "answers");
	see_not(desk, "leaves out.");
	KEYS(desk, "End", "Up", "Up", "Up", "Enter");
	see(desk, "The copy is made");
	desk_close(desk);
	/* not from the preview either */
	desk = desk_visit(KWAME, true);
	KEYS(desk, "Ctrl-E", "Shift-Tab");
	see_not(desk, "for the agencies");
	desk_close(desk);
}

/* From the list of plans, the one that the cursor is on. */
static void
test_from_the_caseload(void **state)
{
	struct desk *desk = desk_open("xterm-256color", 24, 80);

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	desk_caseload(desk);
	harness_run(desk->harness);
	KEYS(desk, "m");
	see(desk, "Make a copy: who is it for?");
	see(desk, "Kwame Redfern");
	KEYS(desk, "Down", "Enter");
	see(desk, "A copy for the person, to keep at home");
	/* one step back, and back again */
	KEYS(desk, "Esc");
	see(desk, "who is it for?");
	KEYS(desk, "Esc");
	assert_string_equal(screen_name(desk), "form");
	desk_close(desk);
}

/* A second file of the same plan, once somebody said yes to it. */
static void
test_carried(void **state)
{
	struct desk *desk = desk_open("xterm-256color", 24, 80);

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	desk_caseload(desk);
	harness_run(desk->harness);
	KEYS(desk, "c");
	see(desk, "Press c again");
	assert_false(is_there("copies/kwame-redfern-copy.oneplan"));
	KEYS(desk, "Down", "c");
	see(desk, "Press c again");
	KEYS(desk, "c");
	see(desk, "The second file is made");
	see(desk, "copies/kwame-redfern-copy.oneplan");
	assert_sound("copies/kwame-redfern-copy.oneplan");
	KEYS(desk, "Enter");
	assert_string_equal(screen_name(desk), "caseload");
	KEYS(desk, "c", "c");
	see(desk, "copies/kwame-redfern-copy-2.oneplan");
	desk_close(desk);
}

/* Turned to the person, nothing leads here. */
static void
test_turned(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);

	(void)state;
	act(desk, "raw \x1d");
	see(desk, "My plan");
	KEYS(desk, "m");
	see(desk, "My plan");
	assert_string_equal(screen_name(desk), "preview");
	desk_close(desk);
}

/* --- numbers --- */

static void
go_to_number(struct desk *desk, const char *before, const char *field,
    const struct uid *row)
{
	struct buf number;

	buf_init(&number);
	number_of(desk->sitting.plan, field_of(field), row, &number);
	KEYS(desk, "Ctrl-G");
	act(desk, "text %s%s", before, number.data);
	buf_addf(&number, ". ");
	see(desk, number.data);
	KEYS(desk, "Enter");
	buf_clear(&number);
}

static void
assert_at(const struct desk *desk, const char *field, const struct uid *row)
{
	assert_string_equal(desk->sitting.place_field, field);
	assert_true(uid_equal(&desk->sitting.place_row, row));
}

static void
test_numbers(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);
	const struct uid *rows;
	struct uid second;

	(void)state;
	go_to_number(desk, "", "purpose.tried", &UID_NONE);
	assert_at(desk, "purpose.tried", &UID_NONE);
	go_to_number(desk, "#", "about_me.language", &UID_NONE);
	assert_at(desk, "about_me.language", &UID_NONE);
	assert_true(plan_rows(desk->sitting.plan,
			form_set_repeat(forms(), "outcomes.outcome"),
			&UID_NONE, &rows) > 1);
	second = rows[1];
	go_to_number(desk, "", "outcomes.measure", &second);
	assert_at(desk, "outcomes.measure", &second);
	desk_close(desk);
}

/* What is not asked has no number that leads anywhere. */
static void
test_number_of_nothing(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);

	(void)state;
	KEYS(desk, "Ctrl-G");
	act(desk, "text 99999");
	see(desk, "No screen, question or answer has all of these words.");
	KEYS(desk, "Enter");
	assert_string_equal(screen_name(desk), "goto");
	desk_close(desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_made), TEST(test_latest_answer),
	    TEST(test_never_over_another), TEST(test_withheld),
	    TEST(test_visit), TEST(test_from_the_caseload),
	    TEST(test_carried), TEST(test_turned), TEST(test_numbers),
	    TEST(test_number_of_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
