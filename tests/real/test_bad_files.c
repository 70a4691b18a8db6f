/* Files that are no plans, folders that cannot be used, terminals too small or
 * not there at all: each is said in a sentence, at once, and nothing is harmed. */
#include "config.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "real/real.h"

#define PLAN	   "kwame.oneplan"
#define QUICKLY_MS 10000

static const char *const answers[] = { "about_me.name_first", "Kwame",
	"about_me.name_family", "Redfern", NULL };

/* --- whoever is not root --- */

#define NOBODY "65534"

#define ARGS 10

/* A command line that begins with the program; free of root where NOT_ROOT,
 * since root may read and write anything. False: that cannot be done here. */
static bool
begin_line(struct real *real, bool not_root, const char *argv[ARGS])
{
	static const char *const drop[] = { "/usr/bin/setpriv",
		"--reuid=" NOBODY, "--regid=" NOBODY, "--clear-groups" };
	size_t n = 0;

	if (not_root && geteuid() == 0) {
		if (access(drop[0], X_OK) != 0)
			return false;
		/* may nobody come to the program and to the forms? */
		REAL_COMMAND(real, drop[0], drop[1], drop[2], drop[3],
		    real->program, "forms", "count");
		if (real->status != 0)
			return false;
		for (; n < ARRAY_LEN(drop); n++)
			argv[n] = drop[n];
	}
	argv[n++] = real->program;
	argv[n] = NULL;
	return true;
}

static void
add_word(const char *argv[ARGS], const char *word)
{
	size_t n = 0;

	while (argv[n])
		n++;
	assert_true(n + 1 < ARGS);
	argv[n] = word;
	argv[n + 1] = NULL;
}

/* Nobody owns all that this test has made. */
static void
give_away(struct real *real)
{
	if (geteuid() != 0)
		return;
	REAL_COMMAND(real, "chown", "-R", NOBODY ":" NOBODY, real->folder);
	assert_int_equal(real->status, 0);
}

/* --- what is made --- */

static char *
bytes_of(const char *path, size_t *len)
{
	struct error err = { 0 };
	char *data;

	if (!infile_read(path, 1 << 22, &data, len, &err))
		fail_msg("%s", err.text);
	return data;
}

static void
copy(const char *from, const char *to)
{
	struct error err = { 0 };
	size_t len;
	char *data = bytes_of(from, &len);

	if (!outfile_write(to, data, len, true, &err))
		fail_msg("%s", err.text);
	free(data);
}

static void
make_nothing(struct real *real)
{
	(void)real;
}

static void
make_empty(struct real *real)
{
	(void)real;
	real_write(PLAN, "");
}

static void
make_folder(struct real *real)
{
	(void)real;
	assert_int_equal(mkdir(PLAN, 0700), 0);
}

static void
make_text(struct real *real)
{
	(void)real;
	real_write(PLAN, "Dear Kwame,\n\nThis is a letter.\n");
}

static void
make_truncated(struct real *real)
{
	(void)real;
	real_make_plan(PLAN, answers);
	assert_int_equal(truncate(PLAN, 20000), 0);
}

static void
make_newer(struct real *real)
{
	real_make_plan(PLAN, answers);
	REAL_COMMAND(real, "sqlite3", PLAN, "PRAGMA user_version = 99");
	assert_int_equal(real->status, 0);
}

/* Of something else altogether, though SQLite made it. */
static void
make_other_database(struct real *real)
{
	REAL_COMMAND(real, "sqlite3", PLAN, "CREATE TABLE song (name)");
	assert_int_equal(real->status, 0);
}

/* A plan brought back from a copy, over a newer one that somebody's program had
 * left in the middle of saving. */
static void
make_foreign_journal(struct real *real)
{
	real_make_plan(PLAN, answers);
	copy(PLAN, "old");
	(void)real_add_row(PLAN, "outcomes.outcome", NULL);
	REAL_COMMAND(real, "sqlite3", PLAN, "PRAGMA cache_size = 1",
	    "BEGIN", "CREATE TABLE big (x)",
	    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
	    "LIMIT 99) INSERT INTO big SELECT randomblob(4000) FROM n",
	    ".shell cp " PLAN "-journal journal", "ROLLBACK");
	assert_int_equal(real->status, 0);
	copy("old", PLAN);
	copy("journal", PLAN "-journal");
}

static void
make_unreadable(struct real *real)
{
	real_make_plan(PLAN, answers);
	give_away(real);
	assert_int_equal(chmod(PLAN, 0), 0);
}

/* --- and opened --- */

struct bad {
	const char *name;
	void (*make)(struct real *real);
	const char *shown;  /* part of what `oneplan show` says */
	const char *opened; /* and of what the screens say; NULL: the same */
	bool sqlite3, not_root;
};

static const struct bad bad[] = {
	{ "no file", make_nothing,
	    "There is no plan at ./" PLAN ". Check the name", NULL, false, false },
	{ "an empty file", make_empty,
	    "is empty, so there is no plan in it.", NULL, false, false },
	{ "a folder", make_folder,
	    "is a folder, not a plan.", NULL, false, false },
	{ "a letter", make_text,
	    "is not a plan. It was left as it is.", NULL, false, false },
	{ "a plan cut short", make_truncated,
	    "is damaged or was cut short", NULL, false,
	    false },
	{ "a plan of a newer program", make_newer,
	    "was made by a newer oneplan than this one.", NULL, true,
	    false },
	{ "another database", make_other_database,
	    "is not a plan. It was left as it is.", NULL, true,
	    false },
	{ "another's journal", make_foreign_journal,
	    "that belongs to another copy of it. Open the plan to change it",
	    "was not opened: beside it lay a journal of another copy of it", true, false },
	{ "an unreadable file", make_unreadable,
	    "You are not allowed to read ./" PLAN "", NULL, false,
	    true },
};

/* One sentence or more, and no words of the machinery. */
static void
check_words(const char *name, const char *said, const char *wanted)
{
	static const char *const never[] = { "SQL", "errno", "(null)",
		"database", "malformed", "assert", "pragma" };

	if (!strstr(said, wanted))
		fail_msg("%s: it says: %s", name, said);
	for (size_t i = 0; i < ARRAY_LEN(never); i++)
		if (strcasestr(said, never[i]))
			fail_msg("%s: %s is no word for people: %s", name,
			    never[i], said);
}

/* All that is on the screen, in one line, as a sentence wraps. */
static char *
screen_words(struct pty *pty)
{
	struct buf text;
	int rows, cols;

	emulator_size(pty->emulator, &rows, &cols);
	buf_init(&text);
	for (int row = 0; row < rows; row++) {
		size_t before = text.len;

		emulator_row(pty->emulator, row, &text);
		/* a full row goes on in the next, without a space */
		if (text.len > before && text.len - before < (size_t)cols)
			buf_add_char(&text, ' ');
	}
	return buf_take(&text);
}

/* What "oneplan show PLAN" says, or the screens; it must end by itself. */
static char *
say_of(struct real *real, bool not_root, bool screens)
{
	const char *argv[ARGS];
	struct pty *pty;
	char *said;

	assert_true(begin_line(real, not_root, argv));
	if (!screens) {
		add_word(argv, "show");
		add_word(argv, "./" PLAN);
		real_command(real, argv);
		assert_int_equal(real->status, 2);
		assert_string_equal(real->out, "");
		return xstrdup(real->err);
	}
	add_word(argv, "./" PLAN);
	pty = real_start_any(real, argv, 24, 80);
	real_wait_end(pty, QUICKLY_MS);
	if (!WIFEXITED(pty->status) || WEXITSTATUS(pty->status) != 2)
		real_fail(pty, "it ended with %d", pty->status);
	said = screen_words(pty);
	real_end(real, pty);
	return said;
}

static void
open_bad(struct real *real, const struct bad *one)
{
	const char *argv[ARGS];
	char *said;

	if (!begin_line(real, one->not_root, argv) ||
	    (one->sqlite3 && !real_has_program("sqlite3"))) {
		print_message("# left out, it cannot be made here: %s\n",
		    one->name);
		return;
	}
	one->make(real);
	said = say_of(real, one->not_root, false);
	check_words(one->name, said, one->shown);
	free(said);
	said = say_of(real, one->not_root, true);
	check_words(one->name, said, one->opened ? one->opened : one->shown);
	free(said);
}

static void
test_bad_files(void **state)
{
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		if (i > 0) { /* a folder of its own for each */
			assert_int_equal(real_tear_down(state), 0);
			assert_int_equal(real_set_up(state), 0);
		}
		open_bad(*state, &bad[i]);
	}
}

/* What was not opened is as it was. */
static void
test_left_as_it_is(void **state)
{
	static void (*const makes[])(struct real *real) = { make_text,
		make_truncated };
	struct real *real = *state;

	for (size_t i = 0; i < ARRAY_LEN(makes); i++) {
		size_t before_len, len;
		char *before, *now;

		makes[i](real);
		before = bytes_of(PLAN, &before_len);
		free(say_of(real, false, false));
		free(say_of(real, false, true));
		now = bytes_of(PLAN, &len);
		assert_int_equal(len, before_len);
		assert_memory_equal(now, before, len);
		free(before);
		free(now);
		assert_int_equal(remove(PLAN), 0);
	}
}

/* --- a plan that may only be read --- */

static void
test_read_only(void **state)
{
	struct real *real = *state;
	const char *argv[ARGS];
	struct pty *pty;

	if (!begin_line(real, true, argv)) {
		print_message("# left out: root cannot become nobody here\n");
		return;
	}
	add_word(argv, PLAN);
	real_make_plan(PLAN, answers);
	give_away(real);
	assert_int_equal(chmod(PLAN, 0400), 0);
	pty = real_start_any(real, argv, 24, 80);
	real_settle(pty);
	real_see(pty, "This plan can be read but not changed here");
	REAL_PLAY(pty, "key Esc", "key Ctrl-G", "text First name",
	    "key Enter", "see Kwame", "text lost", "not lost", "key Tab");
	real_quit(pty);
	real_end(real, pty);
	assert_int_equal(chmod(PLAN, 0600), 0);
	real_holds(PLAN, "about_me.name_first", NULL, "Kwame");
}

/* --- caseloads --- */

struct folder {
	const char *name;
	void (*make)(struct real *real);
	const char *shown; /* on the first screen */
	const char *after_n; /* and when a new plan is asked for */
	bool not_root;
};

#define CASELOAD "data/oneplan"

static void
make_data(void)
{
	struct error err = { 0 };

	if (!folder_make("data", &err))
		fail_msg("%s", err.text);
}

static void
make_file_of_folder(struct real *real)
{
	(void)real;
	make_data();
	real_write(CASELOAD, "A note.\n");
}

static void
make_full_of_others(struct real *real)
{
	make_data();
	assert_int_equal(mkdir(CASELOAD, 0700), 0);
	assert_int_equal(mkdir(CASELOAD "/folder.oneplan", 0700), 0);
	assert_int_equal(mkfifo(CASELOAD "/pipe.oneplan", 0600), 0);
	assert_int_equal(symlink("nowhere", CASELOAD "/link.oneplan"), 0);
	real_write(CASELOAD "/letter.oneplan", "Dear Kwame,\n");
	real_write(CASELOAD "/empty.oneplan", "");
	real_write(CASELOAD "/photo.jpg", "not one");
	real_write(CASELOAD "/two\nlines.oneplan", "not one");
	real_write(CASELOAD "/bad\377byte.oneplan", "not one");
	real_make_plan(CASELOAD "/kwame.oneplan", answers);
	(void)real;
}

static void
make_read_only_folder(struct real *real)
{
	make_data();
	assert_int_equal(mkdir(CASELOAD, 0700), 0);
	real_make_plan(CASELOAD "/kwame.oneplan", answers);
	give_away(real);
	assert_int_equal(chmod(CASELOAD, 0500), 0);
}

static const struct folder folders[] = {
	{ "no folder", make_nothing, "There are no plans in this folder yet.",
	    "What is this plan for?", false },
	{ "a file", make_file_of_folder, "is not a folder, so it cannot hold a",
	    "A new plan could not be made", false },
	{ "other files", make_full_of_others, "Kwame Redfern",
	    "What is this plan for?", false },
	{ "a folder that may only be read", make_read_only_folder,
	    "Kwame Redfern", "you are not allowed to write there.", true },
};

static void
open_folder(struct real *real, const struct folder *folder)
{
	const char *argv[ARGS];
	struct pty *pty;

	if (!begin_line(real, folder->not_root, argv)) {
		print_message("# left out: %s\n", folder->name);
		return;
	}
	folder->make(real);
	pty = real_start_any(real, argv, 24, 80);
	real_settle(pty);
	real_see(pty, folder->shown);
	REAL_PLAY(pty, "key n");
	real_see(pty, folder->after_n);
	real_quit(pty);
	real_end(real, pty);
}

static void
test_caseloads(void **state)
{
	for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
		if (i > 0) {
			assert_int_equal(real_tear_down(state), 0);
			assert_int_equal(real_set_up(state), 0);
		}
		open_folder(*state, &folders[i]);
	}
}

/* --- terminals --- */

static void
test_small_terminal(void **state)
{
	struct real *real = *state;
	struct pty *pty;

	real_make_plan(PLAN, answers);
	pty = real_start(real, PLAN, 5, 20);
	REAL_PLAY(pty, "see Please make the", "text typed blind", "key Tab");
	if (!pty_resize(pty, 24, 80))
		fail_msg("it does not redraw");
	real_sync(pty);
	real_see(pty, "What is this plan for?");
	if (!pty_resize(pty, 1, 1))
		fail_msg("it does not redraw");
	real_quit(pty);
	real_end(real, pty);
}

static void
test_no_terminal(void **state)
{
	static const char *const cases[][2] = {
		{ "%s", "There is no terminal here" },
		{ "%s kwame.oneplan", "There is no terminal here" },
		{ "%s </dev/zero", "There is no terminal here" },
		{ "%s <&-", "There is no terminal here" },
		{ "%s 2>&1 >&- | cat >&2; exit 2", "There is no terminal here" },
	};
	struct real *real = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf line;

		buf_init(&line);
		for (const char *at = cases[i][0]; *at; at++)
			if (at[0] == '%' && at[1] == 's') {
				buf_add(&line, real->program);
				at++;
			} else
				buf_add_char(&line, *at);
		REAL_COMMAND(real, "sh", "-c", line.data);
		assert_int_equal(real->status, 2);
		assert_string_equal(real->out, "");
		check_words(line.data, real->err, cases[i][1]);
		buf_clear(&line);
	}
}

static void
test_odd_terminals(void **state)
{
	static const struct {
		const char *type, *said;
	} cases[] = {
		{ "", "The kind of terminal is not known" },
		{ "dumb", "cannot move its cursor" },
		{ "no-such-terminal",
		    "does not know the terminal \"no-such-terminal\"" },
	};
	struct real *real = *state;
	const char *const argv[] = { real->program, PLAN, NULL };

	real_make_plan(PLAN, answers);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct pty *pty = pty_start(argv, cases[i].type, 24, 80, NULL);
		char *said;

		real_wait_end(pty, QUICKLY_MS);
		assert_true(WIFEXITED(pty->status));
		assert_int_equal(WEXITSTATUS(pty->status), 2);
		said = screen_words(pty);
		check_words(cases[i].type, said, cases[i].said);
		free(said);
		pty_close(pty);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_bad_files, real_set_up,
		    real_tear_down),
		cmocka_unit_test_setup_teardown(test_left_as_it_is, real_set_up,
		    real_tear_down),
		cmocka_unit_test_setup_teardown(test_read_only, real_set_up,
		    real_tear_down),
		cmocka_unit_test_setup_teardown(test_caseloads, real_set_up,
		    real_tear_down),
		cmocka_unit_test_setup_teardown(test_small_terminal,
		    real_set_up, real_tear_down),
		cmocka_unit_test_setup_teardown(test_no_terminal, real_set_up,
		    real_tear_down),
		cmocka_unit_test_setup_teardown(test_odd_terminals, real_set_up,
		    real_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
