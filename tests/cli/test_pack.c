/* Packs as somebody writes, opens and checks them: the program that was built, and
 * what is on every computer. */
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
#include "base/buf.h"
#include "base/outfile.h"
#include "export/version.h"

#define PASSPHRASE "four words for test"

struct scene {
	char dir[64];
	struct buf said; /* standard output and standard error */
	int status;
};

/* Runs COMMAND with sh in the scene's folder; "oneplan" is the one built. */
static void
run(struct scene *scene, const char *command)
{
	struct buf line;
	char piece[4096];
	size_t got;
	FILE *pipe;

	buf_init(&line);
	buf_addf(&line,
	    "cd %s && PATH=$TOP_BUILDDIR:$PATH && { %s; } 2>&1 </dev/null",
	    scene->dir, command);
	buf_reset(&scene->said);
	pipe = popen(line.data, "r");
	assert_non_null(pipe);
	while ((got = fread(piece, 1, sizeof piece, pipe)) > 0)
		buf_add_bytes(&scene->said, piece, got);
	scene->status = WEXITSTATUS(pclose(pipe));
	buf_clear(&line);
}

static void
assert_run(struct scene *scene, const char *command, int status,
    const char *says)
{
	run(scene, command);
	if (scene->status != status || strstr(scene->said.data, says) == NULL)
		fail_msg("%s: status %d, said: %s", command, scene->status,
		    scene->said.data);
}

static void
assert_silent(struct scene *scene, const char *text)
{
	if (strstr(scene->said.data, text) != NULL)
		fail_msg("\"%s\" was said in: %s", text, scene->said.data);
}

static void
answer(struct plan *plan, const char *name, const char *text)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct error err;

	assert_non_null(field);
	if (!plan_set_answer(plan, field, &UID_NONE, text, NULL, &err))
		fail_msg("%s", err.text);
}

/* kwame.oneplan, sealed; and with CHANGED, changed since. */
static void
make_plan(struct scene *scene, bool changed)
{
	static const struct plan_user user = { "Aisha", "abloom", "clinic" };
	struct form_set *forms = NULL;
	struct rates *rates = NULL;
	struct uid version;
	struct plan *plan = NULL;
	struct error err;
	char path[128];

	snprintf(path, sizeof path, "%s/kwame.oneplan", scene->dir);
	if (!form_set_load(getenv("ONEPLAN_FORMS"), NULL, &forms, NULL,
		&err) ||
	    !rates_load(getenv("ONEPLAN_DATA"), NULL, &rates, NULL, &err) ||
	    !plan_create(path, forms, rates, &user, false, &plan, &err))
		fail_msg("%s", err.text);
	answer(plan, "purpose.kinds", "council joint");
	answer(plan, "about_me.name_first", "Kwame");
	answer(plan, "about_me.name_family", "Redfern");
	answer(plan, "about_me.safe_contact", "this_way");
	assert_true(version_seal(plan, "", &version, NULL, &err));
	if (changed)
		answer(plan, "about_me.name_first", "Kwami");
	plan_close(plan);
	rates_free(rates);
	form_set_free(forms);
}

static int
set_up(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);

	snprintf(scene->dir, sizeof scene->dir, "/tmp/oneplan-test-XXXXXX");
	assert_non_null(mkdtemp(scene->dir));
	assert_int_equal(setenv("HOME", scene->dir, 1), 0);
	assert_int_equal(setenv("XDG_CONFIG_HOME", scene->dir, 1), 0);
	buf_init(&scene->said);
	*state = scene;
	return 0;
}

static int
tear_down(void **state)
{
	struct scene *scene = *state;
	char command[128];

	snprintf(command, sizeof command, "rm -r %s", scene->dir);
	buf_clear(&scene->said);
	free(scene);
	return system(command) == 0 ? 0 : -1;
}

/* Does the machine have PROGRAM? */
static bool
have(struct scene *scene, const char *program)
{
	char command[64];

	snprintf(command, sizeof command, "command -v %s >/dev/null", program);
	run(scene, command);
	return scene->status == 0;
}

/* --- out, opened elsewhere, checked with standard tools alone --- */

static void
written_opened_checked(void **state)
{
	struct scene *scene = *state;

	make_plan(scene, false);
	assert_run(scene,
	    "oneplan export --pack --for person -o p.zip ./kwame.oneplan", 0,
	    "sealed on 16 November 2026. Its seal: ");
	assert_silent(scene, "does not have that");
	assert_run(scene, "stat -c %a p.zip", 0, "600");
	assert_run(scene,
	    "oneplan export --pack --for person -o p.zip ./kwame.oneplan", 2,
	    "already");
	assert_run(scene, "oneplan verify p.zip", 0,
	    "All that was checked holds.");
	if (!have(scene, "unzip"))
		return;
	assert_run(scene,
	    "mkdir out && unzip -q p.zip -d out && cd out && "
	    "sha256sum -c CHECK.sha256 && "
	    "sha256sum -c --ignore-missing SEAL.sha256 && "
	    "cd person && sha256sum -c MANIFEST.sha256", 0,
	    "plan.html: OK");
	assert_run(scene, "oneplan verify out", 0,
	    "All that was checked holds.");
	assert_run(scene,
	    "echo x >> out/person/plan.html; oneplan verify out", 1,
	    "DOES NOT HOLD: person/plan.html.");
	assert_run(scene, "grep -rl this_way out; true", 0, "");
	assert_string_equal(scene->said.data, "");
}

static void
two_days_two_machines(void **state)
{
	struct scene *scene = *state;

	make_plan(scene, false);
	assert_run(scene,
	    "oneplan export --pack -o a.zip ./kwame.oneplan; "
	    "TZ=Pacific/Auckland ONEPLAN_NOW=2031-02-03T04:05:06Z LC_ALL=C "
	    "oneplan export --pack -o - ./kwame.oneplan 2>/dev/null > b.zip && "
	    "cmp a.zip b.zip && echo same", 0,
	    "same");
}

static void
changed_since(void **state)
{
	struct scene *scene = *state;

	make_plan(scene, true);
	assert_run(scene, "oneplan export --pack -o p.zip ./kwame.oneplan", 0,
	    "The pack does not have that.");
	assert_run(scene,
	    "oneplan export --pack --draft -o d.zip ./kwame.oneplan", 0, "");
	assert_run(scene, "grep -c Kwami p.zip; true", 0, "0");
	assert_run(scene, "grep -aq Kwami d.zip && echo there", 0, "there");
	assert_run(scene, "oneplan verify d.zip", 1, "this is a draft");
	assert_run(scene, "oneplan verify ./kwame.oneplan", 0,
	    "changed after it was sealed");
}

/* --- encrypted --- */

static void
encrypted(void **state)
{
	struct scene *scene = *state;

	make_plan(scene, false);
	assert_run(scene,
	    "echo short > short; oneplan export --pack --passphrase-file "
	    "short -o e.zip ./kwame.oneplan", 2,
	    "can be guessed");
	assert_run(scene, "test ! -e e.zip && echo none", 0, "none");
	assert_run(scene,
	    "echo '" PASSPHRASE "' > pass; oneplan export --pack "
	    "--passphrase-file pass -o e.zip ./kwame.oneplan", 0,
	    "");
	assert_run(scene, "grep -c Kwame e.zip; true", 0, "0");
	assert_run(scene, "oneplan verify e.zip", 2,
	    "This pack is encrypted.");
	assert_run(scene, "oneplan verify --passphrase-file short e.zip", 2,
	    "not the passphrase of this pack");
	assert_run(scene, "oneplan verify --passphrase-file pass e.zip", 0,
	    "All that was checked holds.");
	if (have(scene, "7z"))
		assert_run(scene,
		    "7z x -p'" PASSPHRASE "' -oout e.zip >/dev/null && "
		    "cat out/person/plan.txt", 0,
		    "Kwame");
}

/* --- the working file --- */

static void
with_history(void **state)
{
	struct scene *scene = *state;

	make_plan(scene, false);
	assert_run(scene,
	    "oneplan export --pack --for agencies -o a.zip ./kwame.oneplan && "
	    "grep -c 'SQLite format' a.zip; true", 0,
	    "0");
	assert_run(scene,
	    "oneplan export --pack --for agencies --with-history -o h.zip "
	    "./kwame.oneplan", 0,
	    "shows every answer that was ever given");
	assert_run(scene, "oneplan verify h.zip", 0, "working file");
	if (!have(scene, "unzip"))
		return;
	assert_run(scene,
	    "unzip -q h.zip -d out && oneplan check "
	    "./out/working-file/plan.oneplan >/dev/null; oneplan verify "
	    "./out/working-file/plan.oneplan", 0,
	    "letter by letter");
}

/* --- as data --- */

static void
as_data(void **state)
{
	struct scene *scene = *state;

	make_plan(scene, false);
	assert_run(scene, "oneplan verify --json ./kwame.oneplan", 0,
	    "\"holds\": true");
	assert_run(scene,
	    "oneplan export --pack -o p.zip ./kwame.oneplan 2>/dev/null; "
	    "LC_ALL=C sed -i 's/Kwame/Kwami/' p.zip; "
	    "oneplan verify --json p.zip", 1,
	    "\"kind\": \"fails\"");
	assert_run(scene, "head -c 2000 p.zip > cut.zip; oneplan verify "
	    "cut.zip", 2, "damaged");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(written_opened_checked),
		TEST(two_days_two_machines),
		TEST(changed_since),
		TEST(encrypted),
		TEST(with_history),
		TEST(as_data),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
