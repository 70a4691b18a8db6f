/* oneplan training and oneplan import, run as they were built. */
#include "config.h"

#include <ftw.h>
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

#include "base/buf.h"

#define SANDBOX "data/oneplan-training"
#define CASES	9

static char top[] = "/tmp/oneplan-training-XXXXXX";

static int
set_up(void **state)
{
	(void)state;
	memcpy(top + sizeof top - 7, "XXXXXX", 6);
	assert_non_null(mkdtemp(top));
	assert_int_equal(chdir(top), 0);
	setenv("HOME", top, 1);
	static const char *const folders[][2] = { { "XDG_DATA_HOME", "data" },
		{ "XDG_CONFIG_HOME", "config" }, { "XDG_CACHE_HOME", "cache" } };
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		char path[128];
		snprintf(path, sizeof path, "%s/%s", top, folders[i][1]);
		setenv(folders[i][0], path, 1);
	}
	unsetenv("ONEPLAN_CASELOAD");
	return 0;
}

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static int
tear_down(void **state)
{
	(void)state;
	assert_int_equal(chdir("/"), 0);
	return nftw(top, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

/* Runs oneplan with ARGS (for a shell); what it says on both ends is *OUT, the
 * caller's to free. Returns its status. */
static int
run(const char *args, char **out)
{
	struct buf command, text;
	char part[4096];
	size_t n;
	FILE *from;

	buf_init(&command);
	buf_init(&text);
	buf_addf(&command, "\"%s/oneplan\" %s </dev/null 2>&1",
	    getenv("TOP_BUILDDIR"), args);
	from = popen(command.data, "r");
	assert_non_null(from);
	while ((n = fread(part, 1, sizeof part, from)) > 0)
		buf_add_bytes(&text, part, n);
	int status = pclose(from);
	buf_clear(&command);
	*out = buf_take(&text);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* Status STATUS, and SAYS somewhere in what is printed. */
static void
expect(const char *args, int status, const char *says)
{
	char *out;
	int got = run(args, &out);

	if (got != status || strstr(out, says) == NULL)
		fail_msg("%s: %d, not %d: %s", args, got, status, out);
	free(out);
}

static void
expect_not(const char *args, const char *says)
{
	char *out;

	assert_int_equal(run(args, &out), 0);
	if (strstr(out, says) != NULL)
		fail_msg("%s says: %s", args, says);
	free(out);
}

static size_t
count_of(const char *text, const char *word)
{
	size_t count = 0;

	for (; (text = strstr(text, word)) != NULL; text++)
		count++;
	return count;
}

static void
test_opens(void **state)
{
	char *out;

	(void)state;
	expect("training", 0, SANDBOX "/complete\n");
	expect("training half", 0, SANDBOX "/half\n");
	expect("training seat 7 faulty", 0, SANDBOX "/seat-07/faulty\n");
	assert_int_equal(
	    run("list --caseload " SANDBOX "/complete", &out), 0);
	assert_int_equal(count_of(out, "(TRAINING)"), CASES);
	free(out);
	/* each is set on a day of its own, said on every page */
	expect("show " SANDBOX "/complete/c1-maya-fenwick.oneplan", 0,
	    "Today is 6 October 2025 in this exercise.");
	expect("show " SANDBOX "/complete/c6-kwame-redfern.oneplan", 0,
	    "Today is 16 November 2026 in this exercise.");
	/* not in the caseload */
	expect_not("list", "TRAINING");
}

#define MAYA	  SANDBOX "/complete/c1-maya-fenwick.oneplan"
#define SEAT_MAYA SANDBOX "/seat-02/complete/c1-maya-fenwick.oneplan"
#define SISTER	  "The ward sister, by phone"

static void
test_events_and_reset(void **state)
{
	(void)state;
	expect("training", 0, "complete");
	expect("training seat 2", 0, "seat-02");
	expect("training event c1 hospital", 0, "Went into hospital");
	expect("history " MAYA, 0, SISTER);
	/* three weeks later */
	expect("show " MAYA, 0, "Today is 27 October 2025 in this exercise.");
	expect_not("history " SEAT_MAYA, SISTER);
	expect("training event c1 hospital --all", 0, "seat-02");
	expect("history " SEAT_MAYA, 0, SISTER);
	expect("training reset", 0, "");
	expect_not("history " MAYA, SISTER);
	expect("history " SEAT_MAYA, 0, SISTER);
	expect("training reset --all", 0, "");
	expect_not("history " SEAT_MAYA, SISTER);
	expect("training event " SEAT_MAYA " died", 0, "Died");
	expect("show --for agencies " SEAT_MAYA, 0, "5 November 2025");
}

static void
test_refusals(void **state)
{
	static const struct {
		const char *args, *says;
	} rows[] = {
		{ "training seat 0", "from 1 to 20" },
		{ "training seat 21", "from 1 to 20" },
		{ "training seat", "from 1 to 20" },
		{ "training seat 1x", "from 1 to 20" },
		{ "training whole", "\"whole\" is not known" },
		{ "training half --all", "--all goes with" },
		{ "training event c1", "Write which case" },
		{ "training event c99 died", "no case called \"c99\"" },
		{ "training event ../c1 died", "There is no plan" },
		{ "training event c1 party", "Those there are: hospital" },
		{ "training handouts", "Write where the papers go" },
		{ "training reset now", "training reset [--all]" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		expect(rows[i].args, 2, rows[i].says);
	/* an event is made up: nobody's real plan is told of it */
	expect("new ./c1-real", 0, "c1-real.oneplan");
	expect("training event ./c1-real.oneplan died", 2,
	    "is not a training plan");
}

/* What is not made up is never removed, even from the wrong folder. */
static void
test_reset_leaves_real_plans(void **state)
{
	struct stat st;

	(void)state;
	expect("training", 0, "complete");
	expect("training event c1 hospital", 0, "hospital");
	expect("new " SANDBOX "/complete/ann", 0, "ann.oneplan");
	expect("training reset", 2, "is not a training plan");
	assert_int_equal(stat(SANDBOX "/complete/ann.oneplan", &st), 0);
	expect("history " MAYA, 0, SISTER);
}

static void
test_handouts(void **state)
{
	static const char *const papers[] = { "role-cards", "answer-sheet",
		"notes", "blank", "complete", "faulty" };
	struct stat st;

	(void)state;
	expect("training handouts papers", 0, "");
	for (size_t i = 0; i < sizeof papers / sizeof papers[0]; i++)
		for (int html = 0; html < 2; html++) {
			char path[96];
			snprintf(path, sizeof path,
			    "papers/c8-nadia-holloway-shah/%s.%s", papers[i],
			    html ? "html" : "txt");
			if (stat(path, &st) != 0 || st.st_size < 500)
				fail_msg("%s", path);
		}
	assert_int_equal(stat("papers/event-cards.html", &st), 0);
	expect("training handouts papers", 2, "there is one of that name");
	/* nothing else is left */
	assert_int_equal(system("test $(find papers -name '.*' | wc -l) -eq 0"),
	    0);
}

/* --- import --- */

static void
test_import(void **state)
{
	(void)state;
	expect("training", 0, "complete");
	expect("export --for agencies -o first.json " MAYA, 0, "");
	expect("import ./again first.json", 0, "answers taken in.");
	expect("export --for agencies -o second.json ./again.oneplan", 0, "");
	assert_int_equal(system("cmp first.json second.json"), 0);
	expect("import ./again.oneplan first.json", 0,
	    "0 answers taken in");
	/* made up and real never meet */
	expect("new ./real", 0, "");
	expect("import ./real.oneplan first.json", 2,
	    "this plan is about a real person");
	/* another person's */
	expect("import " SANDBOX "/complete/c6-kwame-redfern.oneplan first.json",
	    2, "somebody else");
	/* the person's own copy holds no answers to take in */
	expect("export --format json -o own.json " MAYA, 0, "");
	expect("import ./own own.json", 2, "holds no answers to take in");
	expect("show ./own.oneplan", 2, "There is no plan");
	expect("import ./own missing.json", 2, "missing.json");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_opens, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_events_and_reset, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_refusals, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_reset_leaves_real_plans,
		    set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_handouts, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_import, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
