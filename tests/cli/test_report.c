/* What is told about a folder of plans: counts, never small ones, no names, and
 * nothing in the folder is changed. */
#include "config.h"

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
#include "base/buf.h"
#include "base/digest.h"
#include "cli/tally.h"
#include "plan/plan.h"
#include "rules/rates.h"

#define PLANS 12

struct scene {
	char folder[64];
	struct form_set *forms;
	struct rates *rates;
};

static int
set_up(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);
	struct error err;

	snprintf(scene->folder, sizeof scene->folder,
	    "/tmp/oneplan-report-XXXXXX");
	assert_non_null(mkdtemp(scene->folder));
	if (!form_set_load(getenv("ONEPLAN_FORMS"), NULL, &scene->forms, NULL,
		&err) ||
	    !rates_load(getenv("ONEPLAN_DATA"), NULL, &scene->rates, NULL,
		&err))
		fail_msg("%s", err.text);
	*state = scene;
	return 0;
}

static char *
path_of(const struct scene *scene, const char *name)
{
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/%s", scene->folder, name);
	return buf_take(&path);
}

static void
take_away(const struct scene *scene, const char *name)
{
	char *path = path_of(scene, name);

	(void)unlink(path);
	free(path);
}

static int
tear_down(void **state)
{
	struct scene *scene = *state;
	char name[32];

	for (int i = 0; i < PLANS; i++) {
		snprintf(name, sizeof name, "p%d.oneplan", i);
		take_away(scene, name);
	}
	take_away(scene, "training.oneplan");
	take_away(scene, "out");
	assert_int_equal(rmdir(scene->folder), 0);
	rates_free(scene->rates);
	form_set_free(scene->forms);
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

static struct plan *
make(const struct scene *scene, const char *name, bool training)
{
	struct plan_user user = { "Aisha Bloom", "abloom", "clinic" };
	char *path = path_of(scene, name);
	struct plan *plan;
	struct error err;

	if (!plan_create(path, scene->forms, scene->rates, &user, training,
		&plan, &err))
		fail_msg("%s", err.text);
	free(path);
	return plan;
}

/* Twelve people: 7 of them with council care, 5 with an NHS budget; of 6 a
 * review is late and of 1 it is soon; two things each that 5 wanted are done; 6
 * do not agree. */
static void
fill(const struct scene *scene)
{
	struct error err;

	for (int i = 0; i < PLANS; i++) {
		struct plan *plan;
		char name[32];

		snprintf(name, sizeof name, "p%d.oneplan", i);
		plan = make(scene, name, false);
		answer(plan, "about_me.name_first", NULL, "Secretive");
		answer(plan, "purpose.kinds", NULL, i < 7 ? "council" : "nhs");
		answer(plan, "purpose.start", NULL, "1/6/2026");
		answer(plan, "review.sooner", NULL,
		    i < 6 ? "1/11/2026" : i < 7 ? "1/12/2026" : "1/6/2027");
		for (int o = 0; i < 5 && o < 2; o++) {
			struct uid row = UID_NONE;

			assert_true(plan_row_add(plan,
			    form_set_repeat(scene->forms, "outcomes.outcome"),
			    &UID_NONE, &row, &err));
			answer(plan, "outcomes.progress", &row, "achieved");
		}
		if (i < 6)
			answer(plan, "agree.agrees", NULL, "part");
		plan_close(plan);
	}
	plan_close(make(scene, "training.oneplan", true));
}

/* What `oneplan report OPTIONS FOLDER` prints; the caller frees it. */
static char *
report(const struct scene *scene, const char *options)
{
	char *out = path_of(scene, "out");
	struct buf command, text;
	char piece[4096];
	size_t len;
	FILE *file;

	buf_init(&command);
	buf_addf(&command, "%s/oneplan report %s %s >%s",
	    getenv("TOP_BUILDDIR"), options, scene->folder, out);
	assert_int_equal(system(command.data), 0);
	buf_clear(&command);
	buf_init(&text);
	file = fopen(out, "r");
	assert_non_null(file);
	while ((len = fread(piece, 1, sizeof piece, file)) > 0)
		buf_add_bytes(&text, piece, len);
	fclose(file);
	unlink(out);
	free(out);
	return buf_take(&text);
}

static void
assert_has(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("there is no \"%s\" in:\n%s", part, text);
}

/* Of two kinds the smaller may be told, since both are large; of days, the 1 and
 * the 5 beside it are not. */
static void
test_folder(void **state)
{
	const struct scene *scene = *state;
	char *text;

	fill(scene);
	text = report(scene, "");
	assert_has(text, "12 plans in ");
	assert_has(text, "1 plan for training is left out.\n");
	assert_has(text, "  Draft               12\n");
	assert_has(text, "  Council care and support                        "
			 "7\n");
	assert_has(text, "  NHS personal health budget                      "
			 "5\n");
	assert_has(text, "  The day has passed   6\n");
	assert_has(text, "  In the next 4 weeks  not told\n");
	assert_has(text, "  Later                not told\n");
	assert_has(text, "  Done                   10, of 5 people\n");
	assert_has(text, "  Somebody does not agree, and it is written down  "
			 "6\n");
	assert_has(text, "Too few people to tell: groups under 5");
	assert_null(strstr(text, "Secretive"));
	assert_null(strstr(text, "Aisha"));
	assert_null(strstr(text, "TRAINING"));
	free(text);
}

static void
test_json(void **state)
{
	const struct scene *scene = *state;
	char *text;

	fill(scene);
	text = report(scene, "--json");
	assert_has(text, "\"plans\": 12");
	assert_has(text, "\"training_left_out\": 1");
	assert_has(text, "\"label\": \"The day has passed\",\n"
			 "          \"people\": 6");
	assert_has(text, "\"label\": \"Later\",\n"
			 "          \"people\": null");
	assert_has(text, "\"things\": 10");
	assert_null(strstr(text, "Secretive"));
	free(text);
}

/* Made-up plans alone are counted, and said to be made up. */
static void
test_training_alone(void **state)
{
	const struct scene *scene = *state;
	char *text;

	plan_close(make(scene, "training.oneplan", true));
	text = report(scene, "");
	assert_has(text, "TRAINING: made up. 1 plan in ");
	assert_has(text, "How far plans have come\n"
			 "  Too few people to tell.\n");
	free(text);
}

static struct digest
digest_of_file(const char *path)
{
	struct buf bytes;
	struct digest digest;
	char piece[4096];
	size_t len;
	FILE *file = fopen(path, "rb");

	assert_non_null(file);
	buf_init(&bytes);
	while ((len = fread(piece, 1, sizeof piece, file)) > 0)
		buf_add_bytes(&bytes, piece, len);
	fclose(file);
	digest = digest_of(bytes.data, bytes.len);
	buf_clear(&bytes);
	return digest;
}

static void
test_nothing_is_changed(void **state)
{
	const struct scene *scene = *state;
	char *path = path_of(scene, "p0.oneplan");
	struct digest before, after;

	fill(scene);
	before = digest_of_file(path);
	free(report(scene, ""));
	after = digest_of_file(path);
	assert_memory_equal(&before, &after, sizeof before);
	free(path);
}

/* --- what may be told --- */

/* In rows apart, what is hidden cannot be found from the rest; where a person
 * may be in several, those who are not in a row count as well as those who
 * are. */
static void
test_hiding(void **state)
{
	static const struct {
		enum tally_group group;
		int64_t people, counts[4];
		bool hidden[4], told;
	} rows[] = {
		{ TALLY_REVIEW, 20, { 10, 10, 0, 0 }, { 0 }, true },
		{ TALLY_REVIEW, 21, { 10, 1, 6, 4 },
		    { false, true, false, true }, true },
		{ TALLY_REVIEW, 17, { 10, 1, 6, 0 },
		    { false, true, true, false }, true },
		{ TALLY_REVIEW, 4, { 4, 0, 0, 0 }, { 0 }, false },
		{ TALLY_KIND, 20, { 16, 15, 5, 4 },
		    { true, false, false, true }, true },
		{ TALLY_KIND, 20, { 20, 0, 0, 0 }, { 0 }, true },
		{ TALLY_KIND, 4, { 4, 0, 0, 0 }, { 0 }, false },
		{ TALLY_DISSENT, 100, { 3 }, { true }, true },
	};
	const struct scene *scene = *state;
	struct date today = { 2026, 11, 16 };

	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct tally_table *table;
		struct tally tally;

		tally_init(&tally, scene->forms, scene->rates, today);
		assert_int_equal(tally.terms.small, 5);
		assert_int_equal(tally.terms.split_from, 50);
		table = &tally.tables[rows[i].group];
		table->people = rows[i].people;
		for (size_t r = 0; r < 4 && r < table->count; r++)
			table->rows[r].count.people = rows[i].counts[r];
		tally_hide(&tally);
		assert_int_equal(table->told, rows[i].told);
		for (size_t r = 0;
		     rows[i].told && r < 4 && r < table->count; r++)
			assert_int_equal(table->rows[r].count.hidden,
			    rows[i].hidden[r]);
		tally_clear(&tally);
	}
}

int
main(void)
{
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(test_folder),
		CASE(test_json),
		CASE(test_training_alone),
		CASE(test_nothing_is_changed),
		CASE(test_hiding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
