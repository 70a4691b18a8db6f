/* A plan that was filled in with other forms than those of today: what changed
 * is said before anything does, nothing is lost, and its own forms still work. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "kwame.h"
#include "plan/kept.h"
#include "support.h"

/* In the text of a form, OLD becomes NEW. */
struct edit {
	const char *file, *old, *new;
};

/* Today's forms but for the EDITS, all of which must apply. */
static struct form_set *
edited_forms(const struct edit *edits, size_t count)
{
	const struct form_set *set = forms();
	struct form_text *texts = xcalloc(set->form_count, sizeof *texts);
	char **owned = xcalloc(set->form_count, sizeof *owned);
	struct form_set *out = NULL;
	struct error err = {0};

	for (size_t i = 0; i < set->form_count; i++) {
		const struct form *form = set->forms[i];
		const char *slash = strrchr(form->file, '/');
		struct buf text;

		buf_init(&text);
		buf_add_bytes(&text, form->text, form->text_len);
		for (size_t j = 0; j < count; j++) {
			const char *at = strstr(text.data, edits[j].old);
			if (strcmp(edits[j].file, slash ? slash + 1 : form->file) !=
			    0)
				continue;
			assert_non_null(at);
			size_t place = (size_t)(at - text.data);
			buf_remove(&text, place, strlen(edits[j].old));
			buf_insert(&text, place, edits[j].new,
			    strlen(edits[j].new));
		}
		texts[i] = (struct form_text){form->file, NULL, text.len};
		texts[i].text = owned[i] = buf_take(&text);
	}
	if (!form_set_load_texts(texts, set->form_count, &out, NULL, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < set->form_count; i++)
		free(owned[i]);
	free(owned);
	free(texts);
	return out;
}

/* One question in other words, one of another name (so one gone, one new). */
static const struct edit edits[] = {
    {"20-about_me.ini", "[field.phone]", "[field.telephone]"},
    {"20-about_me.ini", "label = \"How should people speak of you?\"",
        "label = \"What are your pronouns?\""},
};

/* The plan at KWAME, opened with those forms. */
static struct desk *
desk_with(const struct form_set *set)
{
	struct desk *desk = desk_open("xterm-256color", 24, 80);

	desk->start.forms = set;
	desk_plan(desk, KWAME);
	harness_run(desk->harness);
	return desk;
}

static void
test_same_forms_say_nothing(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	desk = desk_at(KWAME);
	assert_string_equal(screen_name(desk), "form");
	desk_close(desk);
}

static void
test_differences_are_counted(void **state)
{
	struct form_set *set = edited_forms(edits, ARRAY_LEN(edits));
	struct differences found;
	struct error err = {0};
	struct plan *plan;

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	answer_as(KWAME, &priya, "about_me.phone", "07700 900123");
	if (!plan_open(KWAME, set, NULL, &aisha, false, &plan, &err))
		fail_msg("%s", err.text);
	assert_true(plan_differences(plan, &found, &err));
	assert_int_equal(found.count, 3);
	assert_int_equal(found.counts[DIFFERENCE_NEW], 1);
	assert_int_equal(found.counts[DIFFERENCE_GONE], 1);
	assert_int_equal(found.counts[DIFFERENCE_WORDED], 1);
	assert_false(found.older);
	assert_int_equal(found.items[1].kind, DIFFERENCE_GONE);
	assert_int_equal(found.items[1].answers, 1);
	differences_clear(&found);
	plan_close(plan);
	form_set_free(set);
}

/* With today's forms, the answer to a question that is gone stays in the file;
 * with the plan's own, it is on the screen again. */
static void
test_both_ways_lose_nothing(void **state)
{
	struct form_set *set = edited_forms(edits, ARRAY_LEN(edits));
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	answer_as(KWAME, &priya, "about_me.phone", "07700 900123");
	desk = desk_with(set);
	assert_string_equal(screen_name(desk), "upgrade");
	see(desk, "1 question is no longer asked");
	see(desk, "1 answer, kept");
	act(desk, "key Enter");
	assert_string_equal(screen_name(desk), "form");
	go_to(desk, "What are your pronouns");
	act(desk, "text they");
	act(desk, "key Tab");
	desk_close(desk);
	assert_stored(KWAME, "about_me.phone", "07700 900123");
	assert_stored(KWAME, "about_me.pronouns", "they");
	/* today's forms were used: they are the plan's own now */
	desk = desk_with(set);
	assert_string_equal(screen_name(desk), "form");
	desk_close(desk);
	form_set_free(set);
	assert_sound(KWAME);
}

static void
test_own_forms_go_on(void **state)
{
	struct form_set *set = edited_forms(edits, ARRAY_LEN(edits));
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_HALF, false);
	desk = desk_with(set);
	act(desk, "key Esc");
	assert_string_equal(screen_name(desk), "upgrade");
	act(desk, "key Down");
	act(desk, "key Enter");
	assert_string_equal(screen_name(desk), "form");
	see(desk, "open with the forms it was last filled in with");
	go_to(desk, "How should people speak of you");
	act(desk, "text she");
	act(desk, "key Tab");
	desk_close(desk);
	assert_stored(KWAME, "about_me.pronouns", "she");
	/* so it is asked again */
	desk = desk_with(set);
	assert_string_equal(screen_name(desk), "upgrade");
	desk_close(desk);
	form_set_free(set);
	assert_sound(KWAME);
}

/* Forms that are behind the plan's own: keeping its own comes first. */
static void
test_older_forms(void **state)
{
	static const struct edit newer[] = {
	    {"20-about_me.ini", "version = \"1\"", "version = \"2\""},
	    {"20-about_me.ini", "[field.phone]", "[field.telephone]"},
	};
	struct form_set *set = edited_forms(newer, ARRAY_LEN(newer));
	struct error err = {0};
	struct plan *plan;
	struct desk *desk;

	(void)state;
	if (!plan_create(KWAME, set, NULL, &aisha, false, &plan, &err) ||
	    !plan_set_answer(plan,
		form_set_field(set, "about_me.telephone"), &UID_NONE,
		"07700 900123", NULL, &err))
		fail_msg("%s", err.text);
	plan_close(plan);
	form_set_free(set);
	desk = desk_at(KWAME);
	assert_string_equal(screen_name(desk), "upgrade");
	see(desk, "OLDER");
	see(desk, "> Go on with the forms this plan was filled in with");
	desk_close(desk);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(test_same_forms_say_nothing),
		TEST(test_differences_are_counted),
		TEST(test_both_ways_lose_nothing),
		TEST(test_own_forms_go_on),
		TEST(test_older_forms),
	};

	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
