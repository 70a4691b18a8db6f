/* What each case for training has that is restricted, looked for in the packs of
 * all who may not see it, in every encoding. */
#include "config.h"

#include "leak.h"

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
#include "cli/training_case.h"
#include "export/pack.h"

/* Shorter words may stand anywhere. */
#define WORDS_LEAST 12

struct scene {
	char folder[64], path[128];
	struct form_set *forms;
	struct rates *rates;
	char *cases;
};

struct words {
	const char **items; /* borrowed from the plan */
	const struct field **fields;
	size_t count, cap;
};

static int
set_up(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);
	char program[256];
	struct error err;

	snprintf(scene->folder, sizeof scene->folder,
	    "/tmp/oneplan-cases-XXXXXX");
	assert_non_null(mkdtemp(scene->folder));
	snprintf(scene->path, sizeof scene->path, "%s/case.oneplan",
	    scene->folder);
	if (!form_set_load(getenv("ONEPLAN_FORMS"), NULL, &scene->forms, NULL,
		&err) ||
	    !rates_load(getenv("ONEPLAN_DATA"), NULL, &scene->rates, NULL,
		&err))
		fail_msg("%s", err.text);
	scene->cases = case_folder();
	/* the one that was built */
	snprintf(program, sizeof program, "%s/oneplan-pdf",
	    getenv("TOP_BUILDDIR"));
	setenv("ONEPLAN_PDF", program, 1);
	*state = scene;
	return 0;
}

static int
tear_down(void **state)
{
	struct scene *scene = *state;

	unsetenv("ONEPLAN_PDF");
	rates_free(scene->rates);
	form_set_free(scene->forms);
	free(scene->cases);
	unlink(scene->path);
	assert_int_equal(rmdir(scene->folder), 0);
	free(scene);
	return 0;
}

static struct plan *
make(struct scene *scene, const char *id)
{
	struct plan_user user = { "Trainer", "trainer", "room" };
	struct training_case tcase;
	struct taken taken;
	struct plan *plan = NULL;
	struct error err;

	unlink(scene->path);
	if (!case_load(scene->cases, id, &tcase, &err) ||
	    !case_take(&tcase, scene->forms, CASE_COMPLETE, &taken, &err) ||
	    !plan_create(scene->path, scene->forms, scene->rates, &user, true,
		&plan, &err) ||
	    !plan_take_in(plan, &taken, NULL, &err))
		fail_msg("%s: %s", id, err.text);
	taken_clear(&taken);
	case_clear(&tcase);
	return plan;
}

/* --- what is restricted, and what is not --- */

static bool
is_restricted(const struct field *field)
{
	for (const struct repeat *in = field->repeat; in != NULL; in = in->in)
		if (in->restricted)
			return true;
	return field->restricted;
}

static void
take_words(const struct plan *plan, const struct field *field,
    const struct uid *row, bool restricted, struct words *out)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	if (is_restricted(field) != restricted ||
	    (field->kind != FIELD_TEXT && field->kind != FIELD_PARAGRAPH) ||
	    state.value == NULL || state.value->kind != VALUE_TEXT ||
	    strlen(state.value->text) < WORDS_LEAST)
		return;
	if (out->count == out->cap) {
		out->cap = out->cap ? 2 * out->cap : 64;
		out->items = xreallocarray(out->items, out->cap,
		    sizeof *out->items);
		out->fields = xreallocarray(out->fields, out->cap,
		    sizeof *out->fields);
	}
	out->items[out->count] = state.value->text;
	out->fields[out->count++] = field;
}

static void
take_rows(const struct plan *plan, const struct repeat *repeat,
    const struct uid *parent, bool restricted, struct words *out)
{
	const struct uid *rows;
	size_t count = plan_rows(plan, repeat, parent, &rows);

	for (size_t r = 0; r < count; r++) {
		struct uid row = rows[r];

		for (size_t i = 0; i < repeat->field_count; i++)
			take_words(plan, repeat->fields[i], &row, restricted,
			    out);
		for (size_t i = 0; i < repeat->inner_count; i++)
			take_rows(plan, repeat->inner[i], &row, restricted,
			    out);
		/* another table's rows may be in the place of these */
		count = plan_rows(plan, repeat, parent, &rows);
	}
}

static void
take_all(const struct plan *plan, bool restricted, struct words *out)
{
	const struct form_set *forms = plan_forms(plan);

	for (size_t i = 0; i < forms->once_count; i++)
		take_words(plan, forms->fields_once[i], &UID_NONE, restricted,
		    out);
	for (size_t i = 0; i < forms->repeat_count; i++)
		if (forms->repeats[i]->in == NULL)
			take_rows(plan, forms->repeats[i], &UID_NONE,
			    restricted, out);
}

/* What somebody said in an answer for everybody as well is no secret. */
static bool
said_elsewhere(const struct words *open, const char *words)
{
	for (size_t i = 0; i < open->count; i++)
		if (strstr(open->items[i], words) != NULL)
			return true;
	return false;
}

/* --- in the packs --- */

/* How many of the words are in MEMBER. */
static size_t
look_into(const struct pack_member *member, const struct words *secret,
    const struct words *open, const char *id)
{
	bool agencies = strcmp(member->audience, PACK_AGENCIES) == 0;
	struct buf read;
	size_t found = 0;

	buf_init(&read);
	leak_read(member->bytes.data, member->bytes.len, &read);
	for (size_t i = 0; i < secret->count; i++) {
		if (said_elsewhere(open, secret->items[i]) ||
		    !leak_has(&read, secret->items[i]))
			continue;
		found++;
		if (!agencies)
			fail_msg("%s: %s is in %s/%s", id,
			    secret->fields[i]->name, member->audience,
			    member->path);
	}
	buf_clear(&read);
	return found;
}

static void
nothing_restricted_in_a_pack(void **state)
{
	struct scene *scene = *state;
	size_t count, secrets = 0, seen = 0;
	struct error err;
	char **ids;

	assert_true(case_list(scene->cases, &ids, &count, &err));
	for (size_t c = 0; c < count; c++) {
		struct plan *plan = make(scene, ids[c]);
		struct words secret = { 0 }, open = { 0 };
		struct pack pack;

		take_all(plan, true, &secret);
		take_all(plan, false, &open);
		pack_make(plan, NULL, EVERY_AUDIENCE, &pack);
		for (size_t m = 0; m < pack.count; m++)
			seen += look_into(&pack.items[m], &secret, &open,
			    ids[c]);
		secrets += secret.count;
		pack_clear(&pack);
		free(secret.items);
		free(secret.fields);
		free(open.items);
		free(open.fields);
		plan_close(plan);
		free(ids[c]);
	}
	free(ids);
	print_message("# %zu restricted answers in words, found %zu times "
		      "where they may be\n", secrets, seen);
	assert_true(secrets >= 8);
	assert_true(seen > secrets);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_restricted_in_a_pack,
		    set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
