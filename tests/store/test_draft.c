#include "config.h"

#include "store/store.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

#include "base/alloc.h"

#define STORY "about_me.story"

static const struct place story_place = {
	.screen = "section about_me.story",
	.field = STORY,
	.cursor = 3,
};

static struct found
find(struct store *store)
{
	struct found found;
	struct error err = { .text = "" };

	if (!store_find_unfinished(store, &found, &err))
		fail_msg("%s", err.text);
	return found;
}

static void
type(struct store *store, const char *text, const struct uid *bases,
    size_t count)
{
	struct error err = { .text = "" };

	if (!store_put_draft(store, STORY, &UID_NONE, text, 2, bases, count,
		&story_place, &err))
		fail_msg("%s", err.text);
}

/* Types in a program that is then killed, and waits for its end. The program
 * opens the plan itself: a connection must not be carried over a fork. */
static void
type_and_die(const struct fixture *f, const char *login, const char *text,
    const struct uid *base)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		struct store *store = open_plan_as(f, login, "clinic3");

		type(store, text, base, base ? 1 : 0);
		kill(getpid(), SIGKILL);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
}

static void
what_a_killed_program_was_typing_is_found(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct uid base = answer(store, STORY, "I was born");
	struct found found;

	store_close(store);
	type_and_die(f, "abloom", "I was born in Accra", &base);
	store = open_plan(f);
	found = find(store);
	assert_true(found.has_place);
	assert_string_equal(found.screen, story_place.screen);
	assert_string_equal(found.place_field, STORY);
	assert_int_equal(found.place_cursor, 3);
	assert_true(uid_is_none(&found.place_row));
	assert_int_equal(found.draft_count, 1);
	assert_string_equal(found.drafts[0].text, "I was born in Accra");
	assert_string_equal(found.drafts[0].field, STORY);
	assert_int_equal(found.drafts[0].cursor, 2);
	assert_true(found.drafts[0].mine);
	assert_int_equal(found.drafts[0].base_count, 1);
	assert_true(uid_equal(&found.drafts[0].bases[0], &base));
	found_clear(&found);
	assert_answer(store, STORY, "I was born");
	store_close(store);
}

static void
a_found_text_is_found_again_until_it_is_finished(void **state)
{
	struct fixture *f = *state;
	struct store *store;
	struct found found;
	struct error err = { .text = "" };

	store_close(create_plan(f));
	type_and_die(f, "abloom", "Half a sent", NULL);
	store = open_plan(f);
	found = find(store);
	assert_int_equal(found.draft_count, 1);
	assert_true(store_adopt_draft(store, &found.drafts[0], &err));
	/* it cannot be taken up twice */
	assert_false(store_adopt_draft(store, &found.drafts[0], &err));
	assert_int_equal(err.code, ERR_USER);
	found_clear(&found);
	store_close(store); /* without finishing it */

	store = open_plan(f);
	found = find(store);
	assert_int_equal(found.draft_count, 1);
	assert_string_equal(found.drafts[0].text, "Half a sent");
	assert_true(store_adopt_draft(store, &found.drafts[0], &err));
	found_clear(&found);
	answer(store, STORY, "Half a sentence");
	store_close(store);

	store = open_plan(f);
	found = find(store);
	assert_int_equal(found.draft_count, 0);
	found_clear(&found);
	store_close(store);
}

static void
two_typists_keep_their_own_texts(void **state)
{
	struct fixture *f = *state;
	struct store *a = create_plan(f);
	struct store *b = open_plan_as(f, "praman", "clinic3");
	struct found found;
	struct error err;

	type(a, "from a", NULL, 0);
	type(b, "from b", NULL, 0);
	type(a, "from a, longer", NULL, 0);
	/* both still run, so neither finds the other's */
	found = find(a);
	assert_int_equal(found.draft_count, 0);
	found_clear(&found);
	/* b answers: a's text stays */
	answer(b, STORY, "from b");
	store_close(b);
	assert_true(store_put_place(a, &story_place, &err));
	store_close(a);
	a = open_plan(f);
	found = find(a);
	assert_int_equal(found.draft_count, 1);
	assert_string_equal(found.drafts[0].text, "from a, longer");
	found_clear(&found);
	store_close(a);
}

static void
somebody_else_s_text_is_said_to_be_theirs(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct found found;

	store_close(store);
	type_and_die(f, "praman", "from Priya", NULL);
	/* a laptop of the same name of mine */
	store = open_plan_as(f, "abloom", "laptop7");
	type(store, "from my laptop", NULL, 0);
	store_close(store);
	store = open_plan(f);
	found = find(store);
	assert_int_equal(found.draft_count, 2);
	assert_false(found.drafts[0].mine);
	assert_string_equal(found.drafts[0].who, "praman@clinic3");
	assert_false(found.drafts[1].mine);
	found_clear(&found);
	store_close(store);
}

static void
a_dropped_draft_is_gone(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct found found;
	struct error err;

	type(store, "x", NULL, 0);
	assert_true(store_drop_draft(store, STORY, &UID_NONE, &err));
	assert_true(store_drop_draft(store, STORY, &UID_NONE, &err));
	store_close(store);
	store = open_plan(f);
	found = find(store);
	assert_int_equal(found.draft_count, 0);
	assert_true(found.has_place); /* but not where I was */
	found_clear(&found);
	store_close(store);
}

static void
an_answer_finishes_only_its_own_field(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct uid row = uid_new();
	struct found found;
	struct error err;

	type(store, "x", NULL, 0);
	assert_true(store_put_draft(store, STORY, &row, "in a row", 0, NULL, 0,
	    NULL, &err));
	answer(store, STORY, "done");
	store_close(store);
	store = open_plan(f);
	found = find(store);
	assert_int_equal(found.draft_count, 1);
	assert_string_equal(found.drafts[0].text, "in a row");
	assert_true(uid_equal(&found.drafts[0].row, &row));
	found_clear(&found);
	store_close(store);
}

static void
the_place_goes_with_the_answer(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct store_change change = { .field = STORY };
	struct place place = { .screen = "row money.line/00", .field = "m.what",
		.row = uid_new(), .cursor = 9 };
	struct found found;
	struct error err;

	assert_true(store_apply(store, &change, 1, &place, NULL, &err));
	store_close(store);
	store = open_plan(f);
	found = find(store);
	assert_true(found.has_place);
	assert_string_equal(found.screen, place.screen);
	assert_true(uid_equal(&found.place_row, &place.row));
	found_clear(&found);
	store_close(store);
	/* nobody else comes back to my place */
	store = open_plan_as(f, "praman", "clinic3");
	found = find(store);
	assert_false(found.has_place);
	found_clear(&found);
	store_close(store);
}

static void
others_are_seen_while_they_are_there(void **state)
{
	struct fixture *f = *state;
	struct store *a = create_plan(f);
	struct store *b = open_plan_as(f, "praman", "clinic3");
	struct store *far = open_plan_as(f, "jo", "laptop7");
	struct presence *list;
	struct error err;
	size_t count;

	assert_true(store_others(a, &list, &count, &err));
	assert_int_equal(count, 0);
	presence_clear(list, count);
	assert_true(store_put_place(b, &story_place, &err));
	assert_true(store_put_place(far, &story_place, &err));
	assert_true(store_others(a, &list, &count, &err));
	assert_int_equal(count, 1); /* of another machine nobody knows */
	assert_string_equal(list[0].who, "praman@clinic3");
	assert_string_equal(list[0].screen, story_place.screen);
	presence_clear(list, count);
	store_close(b);
	store_close(far);
	type_and_die(f, "praman", "killed", NULL);
	assert_true(store_others(a, &list, &count, &err));
	assert_int_equal(count, 0);
	presence_clear(list, count);
	store_close(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_a_killed_program_was_typing_is_found),
		TEST(a_found_text_is_found_again_until_it_is_finished),
		TEST(two_typists_keep_their_own_texts),
		TEST(somebody_else_s_text_is_said_to_be_theirs),
		TEST(a_dropped_draft_is_gone),
		TEST(an_answer_finishes_only_its_own_field),
		TEST(the_place_goes_with_the_answer),
		TEST(others_are_seen_while_they_are_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
