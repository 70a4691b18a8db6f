/* The cases for training: each version can be made, and every figure is the one
 * that was worked out for it by hand, to the penny, in `oneplan show`. */
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
#include "base/money.h"
#include "cli/training_case.h"

#define STREAMS 4

struct scene {
	char folder[64], path[128];
	struct form_set *forms;
	char *cases;
};

static int
set_up(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);
	struct error err;

	snprintf(scene->folder, sizeof scene->folder,
	    "/tmp/oneplan-cases-XXXXXX");
	assert_non_null(mkdtemp(scene->folder));
	snprintf(scene->path, sizeof scene->path, "%s/case.oneplan",
	    scene->folder);
	if (!form_set_load(getenv("ONEPLAN_FORMS"), NULL, &scene->forms, NULL,
		&err))
		fail_msg("%s", err.text);
	scene->cases = case_folder();
	*state = scene;
	return 0;
}

static int
tear_down(void **state)
{
	struct scene *scene = *state;

	form_set_free(scene->forms);
	free(scene->cases);
	unlink(scene->path);
	assert_int_equal(rmdir(scene->folder), 0);
	free(scene);
	return 0;
}

static struct plan *
make(struct scene *scene, const char *id, enum case_version version)
{
	struct plan_user user = { "Trainer", "trainer", "room" };
	struct training_case tcase;
	struct taken taken;
	struct plan *plan = NULL;
	struct error err;

	unlink(scene->path);
	if (!case_load(scene->cases, id, &tcase, &err) ||
	    !case_take(&tcase, scene->forms, version, &taken, &err) ||
	    !plan_create(scene->path, scene->forms, NULL, &user, true, &plan,
		&err) ||
	    !plan_take_in(plan, &taken, NULL, &err))
		fail_msg("%s: %s", id, err.text);
	taken_clear(&taken);
	case_clear(&tcase);
	return plan;
}

/* --- the figures --- */

struct expected {
	const char *id;
	/* recurring, one-off, kept back, planned, indicative */
	int64_t recurring, one_off, contingency, planned, indicative;
	struct {
		const char *code; /* as it stands in brackets in its name */
		int64_t indicative, planned, balance;
	} streams[STREAMS];
	/* what the person pays over the plan, and what the council then does;
	 * -1: nothing is charged */
	int64_t contribution, council_net;
};

/* The worked example of each case. */
static const struct expected expected[] = {
	{ "c1", 1420979, 50840, 84480, 1556299, 1760000,
	    { { "LA_CA", 700000, 622956, 77044 },
		{ "LA_S117", 460000, 425735, 34265 },
		{ "NHS_S117", 600000, 507608, 92392 } },
	    126100, 496856 },
	{ "c2", 1577672, 80900, 94800, 1753372, 1770000,
	    { { "NHS_CHC", 1740000, 1723372, 16628 },
		{ "LA_CARER", 30000, 30000, 0 } },
	    -1, -1 },
	{ "c3", 14375849, 550500, 552720, 15479069, 15721000,
	    { { "NHS_CHC", 14200000, 13960469, 239531 },
		{ "EDU", 960000, 957600, 2400 },
		{ "DFG", 486000, 486000, 0 },
		{ "LA_CARER", 75000, 75000, 0 } },
	    -1, -1 },
	{ "c4", 4984321, 0, 116760, 5101081, 5170000,
	    { { "NHS_CHC", 3650000, 3451172, 198828 },
		{ "LA_CA", 1460000, 1589909, -129909 },
		{ "LA_CARER", 60000, 60000, 0 } },
	    228540, 1361369 },
	{ "c5", 1565400, 49760, 34240, 1649400, 1770000,
	    { { "LA_CA", 1590000, 1495400, 94600 },
		{ "NHS_JF", 180000, 154000, 26000 } },
	    174200, 1321200 },
	{ "c6", 16600, 432500, 0, 449100, 451000,
	    { { "NHS_PWB", 245000, 245000, 0 },
		{ "ATW", 118000, 118000, 0 },
		{ "CHARITY", 60000, 60000, 0 },
		{ "OWN", 28000, 26100, 1900 } },
	    -1, -1 },
	/* ours: 2 x 7 x 23.40 x 52 + 2 x 14.50 x 30 + 17.80 x 12 is recurring;
	 * 61.20 x 52 is paid by her */
	{ "c7", 1811880, 18600, 32760, 1863240, 1950000,
	    { { "LA_CA", 1950000, 1863240, 86760 } }, 318240, 1545000 },
	{ "c8", 0, 0, 0, 0, 0, { { NULL, 0, 0, 0 } }, -1, -1 },
	{ "c9", 0, 30000, 0, 30000, 30000,
	    { { "LA_CARER", 30000, 30000, 0 } }, -1, -1 },
};

/* What `oneplan show` prints of the plan; the caller frees it. */
static char *
shown(const struct scene *scene)
{
	struct buf command, out;
	char part[4096];
	size_t n;
	FILE *from;

	buf_init(&command);
	buf_init(&out);
	buf_addf(&command, "\"%s/oneplan\" show --for agencies %s 2>/dev/null",
	    getenv("TOP_BUILDDIR"), scene->path);
	from = popen(command.data, "r");
	assert_non_null(from);
	while ((n = fread(part, 1, sizeof part, from)) > 0)
		buf_add_bytes(&out, part, n);
	assert_int_equal(pclose(from), 0);
	buf_clear(&command);
	return buf_take(&out);
}

static void
assert_amount(const char *page, const char *id, int64_t pence)
{
	struct buf amount;

	buf_init(&amount);
	money_format_pounds(pence, &amount);
	if (strstr(page, amount.data) == NULL)
		fail_msg("%s: %s is not on the page", id, amount.data);
	buf_clear(&amount);
}

static void
check_money(const struct expected *want, const struct plan_money *money)
{
	if (money->recurring_pence != want->recurring ||
	    money->one_off_pence != want->one_off ||
	    money->contingency_pence != want->contingency ||
	    money->planned_pence != want->planned ||
	    money->indicative_pence != want->indicative ||
	    money->unassigned_pence != 0)
		fail_msg("%s: recurring %lld, one-off %lld, kept back %lld, "
			 "planned %lld, indicative %lld", want->id,
		    (long long)money->recurring_pence,
		    (long long)money->one_off_pence,
		    (long long)money->contingency_pence,
		    (long long)money->planned_pence,
		    (long long)money->indicative_pence);
	for (size_t i = 0; i < STREAMS && want->streams[i].code; i++) {
		const struct stream_total *got = &money->streams[i];
		assert_true(i < money->stream_count);
		if (strstr(got->title, want->streams[i].code) == NULL ||
		    got->indicative_pence != want->streams[i].indicative ||
		    got->planned_pence != want->streams[i].planned ||
		    got->balance_pence != want->streams[i].balance)
			fail_msg("%s: %s: %lld - %lld = %lld", want->id,
			    got->title, (long long)got->indicative_pence,
			    (long long)got->planned_pence,
			    (long long)got->balance_pence);
	}
}

static void
test_figures(void **state)
{
	struct scene *scene = *state;

	for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
		const struct expected *want = &expected[i];
		struct plan *plan = make(scene, want->id, CASE_COMPLETE);

		check_money(want, plan_money(plan));
		plan_close(plan);
		char *page = shown(scene);
		if (want->recurring > 0)
			assert_amount(page, want->id, want->recurring);
		if (want->planned > 0)
			assert_amount(page, want->id, want->planned);
		for (size_t j = 0; j < STREAMS && want->streams[j].code; j++) {
			assert_amount(page, want->id,
			    want->streams[j].planned);
			assert_amount(page, want->id,
			    want->streams[j].balance);
		}
		if (want->contribution >= 0) {
			assert_amount(page, want->id, want->contribution);
			assert_amount(page, want->id, want->council_net);
		}
		free(page);
	}
}

/* --- the versions --- */

static size_t
findings(struct plan *plan, const char *id, bool aloud)
{
	struct problem_list problems;
	struct error err;
	size_t count;

	problem_list_init(&problems);
	if (!plan_check(plan, &problems, &err))
		fail_msg("%s: %s", id, err.text);
	for (size_t i = 0; i < problems.count && aloud; i++)
		print_message("# %s: %s: %s\n", id, problems.items[i].where,
		    problems.items[i].text);
	count = problems.count;
	problem_list_clear(&problems);
	return count;
}

static bool
may_stand(const char *id)
{
	/* the pool has more money than it needs, and the council too little:
	 * that is what the case is about */
	return strcmp(id, "c4") == 0;
}

static void
test_versions(void **state)
{
	struct scene *scene = *state;
	size_t count;
	char **ids;
	struct error err;

	assert_true(case_list(scene->cases, &ids, &count, &err));
	assert_true(count >= ARRAY_LEN(expected));
	for (size_t i = 0; i < count; i++) {
		size_t found[CASE_VERSION_COUNT];
		struct date today[CASE_VERSION_COUNT];
		for (int v = 0; v < CASE_VERSION_COUNT; v++) {
			struct plan *plan =
			    make(scene, ids[i], (enum case_version)v);
			assert_true(store_training(plan_store(plan)));
			assert_true(plan_exercise(plan));
			today[v] = plan_today(plan);
			found[v] = findings(plan, ids[i],
			    v == CASE_COMPLETE && !may_stand(ids[i]));
			plan_close(plan);
			assert_int_equal(date_compare(today[v], today[0]), 0);
		}
		assert_int_equal(found[CASE_COMPLETE], may_stand(ids[i]));
		/* each version has more to do than the one after it */
		assert_true(found[CASE_HALF] > found[CASE_COMPLETE]);
		assert_true(found[CASE_BLANK] > 0);
		free(ids[i]);
	}
	free(ids);
}

static bool
has_row(const struct taken *taken, const struct uid *id)
{
	for (size_t i = 0; i < taken->row_count; i++)
		if (uid_equal(&taken->rows[i].id, id))
			return true;
	return uid_is_none(id);
}

static const struct value *
value_in(const struct taken *taken, const struct taken_answer *answer)
{
	for (size_t i = 0; i < taken->answer_count; i++)
		if (taken->answers[i].field == answer->field &&
		    uid_equal(&taken->answers[i].row, &answer->row))
			return &taken->answers[i].value;
	return NULL;
}

/* In how many places RIGHT and WRONG differ: a row that is gone is one. */
static size_t
differences(const struct taken *right, const struct taken *wrong)
{
	size_t count = 0;

	for (size_t i = 0; i < right->row_count; i++)
		if (!has_row(wrong, &right->rows[i].id) &&
		    has_row(wrong, &right->rows[i].parent))
			count++;
	for (size_t i = 0; i < right->answer_count; i++) {
		const struct taken_answer *answer = &right->answers[i];
		const struct value *other = value_in(wrong, answer);
		if (has_row(wrong, &answer->row) &&
		    (other == NULL || !value_equal(other, &answer->value)))
			count++;
	}
	for (size_t i = 0; i < wrong->answer_count; i++)
		if (value_in(right, &wrong->answers[i]) == NULL)
			count++;
	return count;
}

/* Six mistakes, each on an answer sheet, and nothing else is different. */
static void
check_faults(struct scene *scene, const char *id)
{
	struct training_case tcase;
	struct taken right, wrong;
	struct error err;
	size_t faults = 0;

	if (!case_load(scene->cases, id, &tcase, &err) ||
	    !case_take(&tcase, scene->forms, CASE_COMPLETE, &right, &err) ||
	    !case_take(&tcase, scene->forms, CASE_FAULTY, &wrong, &err))
		fail_msg("%s: %s", id, err.text);
	for (size_t j = 0; j < tcase.ini->section_count; j++) {
		const struct ini_section *section = &tcase.ini->sections[j];
		if (strncmp(section->name, "fault.", 6) != 0)
			continue;
		faults++;
		assert_non_null(ini_value(section, "where"));
		assert_non_null(ini_value(section, "answer"));
	}
	if (faults != 6 || differences(&right, &wrong) != 6)
		fail_msg("%s: %zu mistakes, %zu differences", id, faults,
		    differences(&right, &wrong));
	taken_clear(&right);
	taken_clear(&wrong);
	case_clear(&tcase);
}

static void
test_faults(void **state)
{
	struct scene *scene = *state;
	size_t count;
	char **ids;
	struct error err;

	assert_true(case_list(scene->cases, &ids, &count, &err));
	for (size_t i = 0; i < count; i++) {
		check_faults(scene, ids[i]);
		free(ids[i]);
	}
	free(ids);
}

/* --- what the figures are called --- */

/* Lines of `oneplan show`, blanks and line ends as one blank. */
static const struct {
	const char *id, *says;
} sayings[] = {
	{ "c1", "the columns alone do not suggest a full assessment" },
	{ "c1", "How likely (possible, 3) x how bad (moderate, 3) = 9 8 to 12 "
		"is called high" },
	{ "c2", "How likely (likely, 4) x how bad (catastrophic, 5) = 20 15 to "
		"25 is called extreme" },
	{ "c3", "Clear: the levels alone suggest" },
	{ "c3", "How likely (rare, 1) x how bad (major, 4) = 4 4 to 6 is called "
		"moderate" },
	{ "c4", "Clear: the levels alone suggest" },
	{ "c5", "the columns alone do not suggest a full assessment" },
	{ "c5", "= 16 15 to 25 is called extreme" },
	{ "c6", "= 12 8 to 12 is called high" },
};

static void
squeeze(char *text)
{
	char *to = text;

	for (const char *from = text; *from != '\0'; from++) {
		bool blank = *from == ' ' || *from == '\n';
		if (!blank)
			*to++ = *from;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	}
	*to = '\0';
}

static void
assert_says(struct scene *scene, const char *id, const char *says)
{
	char *page = shown(scene);

	squeeze(page);
	if (strstr(page, says) == NULL)
		fail_msg("%s does not say: %s", id, says);
	free(page);
}

static void
test_sayings(void **state)
{
	struct scene *scene = *state;

	for (size_t i = 0; i < ARRAY_LEN(sayings); i++) {
		plan_close(make(scene, sayings[i].id, CASE_COMPLETE));
		assert_says(scene, sayings[i].id, sayings[i].says);
	}
}

/* Reached +1, 0, +1 and -1, with weights of 4, 3, 2 and 1: T is 57.0. */
static void
test_goal_score(void **state)
{
	static const char *const reached[] = { "p1", "zero", "p1", "m1" };
	struct scene *scene = *state;
	struct plan *plan = make(scene, "c1", CASE_COMPLETE);
	const struct uid *rows;
	struct uid ids[4];
	struct error err;

	assert_int_equal(plan_rows(plan,
	    form_set_repeat(scene->forms, "outcomes.outcome"), &UID_NONE,
	    &rows), 4);
	memcpy(ids, rows, sizeof ids);
	for (size_t i = 0; i < ARRAY_LEN(ids); i++)
		assert_true(plan_set_answer(plan,
		    form_set_field(scene->forms, "outcomes.gas_attained"),
		    &ids[i], reached[i], NULL, &err));
	plan_close(plan);
	assert_says(scene, "c1", "57.0");
}

/* The same case has the same rows wherever it is opened. */
static void
test_same_everywhere(void **state)
{
	struct scene *scene = *state;
	struct uid first = UID_NONE;

	for (int time = 0; time < 2; time++) {
		struct plan *plan = make(scene, "c6", CASE_COMPLETE);
		const struct uid *rows;
		assert_int_equal(plan_rows(plan,
		    form_set_repeat(scene->forms, "money.line"), &UID_NONE,
		    &rows), 7);
		if (time == 0)
			first = rows[0];
		assert_true(uid_equal(&first, &rows[0]));
		plan_close(plan);
	}
}

/* --- mistakes in a case --- */

static const struct wrong {
	const char *text, *says;
} wrongs[] = {
	{ "[x]\na = \"1\"\n", "A case begins with [case]." },
	{ "[case]\nid = \"c1\"\n", "A case needs id, title, file and today" },
	{ "[shoes]\na = \"1\"\n", "neither a form nor a row" },
	{ "[about_me]\nshoes = \"1\"\n", "No question here has that name." },
	{ "[about_me]\ndob = \"soon\"\n", "soon" },
	{ "[a1]\nin = \"money.shoes\"\n", "no such table" },
	{ "[a1]\nin = \"money.share\"\n", "is named so: o1.a1" },
	{ "[a1]\nin = \"money.line\"\npaid_by = \"s1\"\n",
	    "There is no row of that name." },
	{ "[fault.1]\nfield = \"money.price\"\nvalue = \"5\"\n",
	    "A change names a field" },
	{ "[fault.1]\nremove = \"l9\"\n", "no such row to take out" },
};

#define HEAD \
	"[case]\nid = \"c1\"\ntitle = \"T\"\nfile = \"c1-t\"\n" \
	"today = \"2026-01-01\"\n\n"

static void
test_mistakes(void **state)
{
	struct scene *scene = *state;
	char path[160];

	snprintf(path, sizeof path, "%s/c1.ini", scene->folder);
	for (size_t i = 0; i < ARRAY_LEN(wrongs); i++) {
		struct training_case tcase;
		struct taken taken = { 0 };
		struct error err = { .text = "" };
		FILE *file = fopen(path, "w");

		assert_non_null(file);
		fprintf(file, "%s%s", i < 2 ? "" : HEAD, wrongs[i].text);
		fclose(file);
		assert_false(case_load(scene->folder, "c1", &tcase, &err) &&
		    case_take(&tcase, scene->forms, CASE_FAULTY, &taken,
			&err));
		if (strstr(err.text, wrongs[i].says) == NULL)
			fail_msg("%s: %s", wrongs[i].text, err.text);
		taken_clear(&taken);
		case_clear(&tcase);
	}
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_figures, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_versions, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_faults, set_up, tear_down),
		cmocka_unit_test_setup_teardown(test_sayings, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_goal_score, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_same_everywhere, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_mistakes, set_up,
		    tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
