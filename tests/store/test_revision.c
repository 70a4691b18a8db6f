#include "config.h"

#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

#include "base/alloc.h"
#include "base/sql.h"

#define NAME "about_me.preferred_name"

static void
what_is_put_comes_back(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct uid row = uid_new();
	struct store_change changes[] = {
		{ .field = "money.what", .row = row, .voice = "person" },
		{ .field = "money.pence", .row = row },
		{ .field = NAME },
	};
	struct uid uids[ARRAY_LEN(changes)];
	struct answers answers;
	struct error err;

	value_set_text(&changes[0].value, "A swim on Tuesdays \xE2\x80\x93 "
					  "with Jo");
	value_set_number(&changes[1].value, -1250);
	assert_true(store_apply(store, changes, 3, NULL, uids, &err));
	store_close(store);
	store = open_plan(f);
	answers = read_answers(store);
	assert_int_equal(answers.count, 3);
	/* in the order of their names */
	assert_string_equal(answers.items[0].field, NAME);
	assert_true(value_is_none(&answers.items[0].value));
	assert_true(uid_is_none(&answers.items[0].row));
	assert_int_equal(answers.items[1].value.number, -1250);
	assert_string_equal(answers.items[2].value.text,
	    changes[0].value.text);
	assert_true(uid_equal(&answers.items[2].row, &row));
	assert_true(uid_equal(&answers.items[2].revision, &uids[0]));
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(answers.items[i].heads, 1);
		assert_false(answers.items[i].conflict);
	}
	clear_answers(&answers);
	value_clear(&changes[0].value);
	assert_clean(store);
	store_close(store);
}

static void
history_keeps_every_answer_in_order(void **state)
{
	static const char *const said[] = { "K", "Kw", NULL, "Kwame" };
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct stored_revision *list;
	struct error err;
	size_t count;

	for (size_t i = 0; i < ARRAY_LEN(said); i++)
		answer(store, NAME, said[i]);
	answer(store, "about_me.born", "1990-01-01");
	assert_true(
	    store_revisions(store, NAME, &UID_NONE, &list, &count, &err));
	assert_int_equal(count, ARRAY_LEN(said));
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(list[i].clock, i + 1);
		assert_int_equal(list[i].head, i == count - 1);
		assert_string_equal(list[i].who, "abloom@clinic3");
		assert_null(list[i].voice);
		if (said[i])
			assert_string_equal(list[i].value.text, said[i]);
		else
			assert_true(value_is_none(&list[i].value));
	}
	stored_revisions_clear(list, count);
	assert_true(
	    store_revisions(store, "no.such", NULL, &list, &count, &err));
	assert_int_equal(count, 0);
	stored_revisions_clear(list, count);
	store_close(store);
}

/* Two programs in one field: each names what it started from. */
static void
two_at_once_lose_nothing(void **state)
{
	struct fixture *f = *state;
	struct store *a = create_plan(f);
	struct store *b = open_plan_as(f, "praman", "clinic3");
	struct uid start = answer(a, NAME, "Kwame");
	struct uid from_a = answer_from(a, NAME, "Kwame R", &start, 1);
	struct uid from_b = answer_from(b, NAME, "Kwaku", &start, 1);
	struct uid both[] = { from_a, from_b };
	struct answers answers = read_answers(a);
	const struct stored_answer *found = find_answer(&answers, NAME);

	assert_true(found->conflict);
	assert_int_equal(found->heads, 2);
	/* b's came after it had seen a's, so its clock is the larger */
	assert_string_equal(found->value.text, "Kwaku");
	clear_answers(&answers);
	/* settled by naming both */
	answer_from(a, NAME, "Kwame R", both, 2);
	answers = read_answers(b);
	assert_false(find_answer(&answers, NAME)->conflict);
	assert_int_equal(find_answer(&answers, NAME)->heads, 1);
	clear_answers(&answers);
	assert_clean(a);
	store_close(b);
	store_close(a);
}

static void
the_same_answer_twice_is_no_conflict(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct answers answers;

	answer_from(store, NAME, "Kwame", NULL, 0);
	answer_from(store, NAME, "Kwame", NULL, 0);
	answers = read_answers(store);
	assert_int_equal(find_answer(&answers, NAME)->heads, 2);
	assert_false(find_answer(&answers, NAME)->conflict);
	clear_answers(&answers);
	answer_from(store, NAME, "kwame", NULL, 0);
	answers = read_answers(store);
	assert_int_equal(find_answer(&answers, NAME)->heads, 3);
	assert_true(find_answer(&answers, NAME)->conflict);
	assert_string_equal(find_answer(&answers, NAME)->value.text, "kwame");
	clear_answers(&answers);
	answer(store, NAME, "Kwame"); /* names all that it finds */
	answers = read_answers(store);
	assert_int_equal(find_answer(&answers, NAME)->heads, 1);
	clear_answers(&answers);
	store_close(store);
}

/* A number and a text that read the same are two answers. */
static void
a_number_is_not_its_text(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct store_change change = { .field = NAME, .has_bases = true };
	struct answers answers;
	struct error err;

	answer(store, NAME, "7");
	value_set_number(&change.value, 7);
	assert_true(store_apply(store, &change, 1, NULL, NULL, &err));
	answers = read_answers(store);
	assert_true(find_answer(&answers, NAME)->conflict);
	clear_answers(&answers);
	store_close(store);
}

/* A removed row names the heads of every field of the row: they stay heads of
 * their own fields. */
static void
a_base_of_another_field_replaces_nothing(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct uid what = answer(store, "money.what", "a swim");
	struct uid unknown = uid_new();
	struct uid bases[] = { what, unknown };
	struct answers answers;

	answer_from(store, "money.line.removed", "1", bases, 2);
	answers = read_answers(store);
	assert_int_equal(find_answer(&answers, "money.what")->heads, 1);
	assert_true(uid_equal(&find_answer(&answers, "money.what")->revision,
	    &what));
	clear_answers(&answers);
	assert_clean(store);
	store_close(store);
}

static void
all_of_the_changes_or_none(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct store_change changes[2] = { { .field = "a.one" },
		{ .field = "a.two" } };
	struct answers answers;
	struct error err = { .code = ERR_NONE };
	struct sql *sql;

	answer(store, NAME, "Kwame");
	store_close(store);
	/* a clock that nobody could have counted to stops the second */
	assert_true(sql_open(f->plan, SQL_WRITE, NULL, &sql, &err));
	assert_true(sql_exec(sql,
	    "INSERT INTO revision (uid, session, question, salt, clock, at)"
	    " VALUES (randomblob(16), 1, 1, x'00', 9007199254740991, 1)",
	    &err));
	sql_close(sql);
	store = open_plan(f);
	assert_false(store_apply(store, changes, 2, NULL, NULL, &err));
	assert_int_equal(err.code, ERR_CORRUPT);
	answers = read_answers(store);
	assert_int_equal(answers.count, 1);
	clear_answers(&answers);
	store_close(store);
}

/* --- histories at random --- */

enum { FIELDS = 4, MODEL_MAX = 400 };

struct model_revision {
	struct uid uid;
	unsigned field;
	char text[24];
	struct uid bases[MODEL_MAX];
	size_t base_count;
};

struct model {
	struct model_revision items[MODEL_MAX];
	size_t count;
};

static bool
model_is_head(const struct model *model, size_t which)
{
	for (size_t i = 0; i < model->count; i++) {
		const struct model_revision *other = &model->items[i];

		if (other->field != model->items[which].field)
			continue;
		for (size_t j = 0; j < other->base_count; j++) {
			if (uid_equal(&other->bases[j],
				&model->items[which].uid))
				return false;
		}
	}
	return true;
}

static void
field_name(unsigned field, char *out, size_t size)
{
	snprintf(out, size, "form.field_%u", field);
}

static void
model_compare(const struct model *model, struct store *store)
{
	struct answers answers = read_answers(store);

	for (unsigned field = 0; field < FIELDS; field++) {
		size_t heads = 0;
		bool conflict = false;
		const char *first = NULL;
		char name[40];

		for (size_t i = 0; i < model->count; i++) {
			if (model->items[i].field != field ||
			    !model_is_head(model, i))
				continue;
			heads++;
			if (first && strcmp(first, model->items[i].text) != 0)
				conflict = true;
			first = model->items[i].text;
		}
		if (heads == 0)
			continue;
		field_name(field, name, sizeof name);
		assert_int_equal(find_answer(&answers, name)->heads, heads);
		assert_int_equal(find_answer(&answers, name)->conflict,
		    conflict);
		/* clocks only grow, so the last head shows */
		assert_string_equal(find_answer(&answers, name)->value.text,
		    first);
	}
	clear_answers(&answers);
}

static void
model_step(struct model *model, struct store *store, struct dice *dice)
{
	struct model_revision *next = &model->items[model->count];
	char name[40];

	next->field = dice_throw(dice, FIELDS);
	next->base_count = 0;
	for (size_t i = 0; i < model->count; i++) {
		/* of its own field or of another; now and then old ones */
		if (dice_throw(dice, 100) < (model_is_head(model, i) ? 60 : 3))
			next->bases[next->base_count++] = model->items[i].uid;
	}
	snprintf(next->text, sizeof next->text, "text %u",
	    dice_throw(dice, 3));
	field_name(next->field, name, sizeof name);
	next->uid = answer_from(store, name, next->text, next->bases,
	    next->base_count);
	model->count++;
}

static void
random_histories_agree_with_a_model(void **state)
{
	struct fixture *f = *state;
	uint64_t seed = seed_of("random_histories", 7);
	int rounds = full_tests() ? 200 : 6;
	struct model *model = xcalloc(1, sizeof *model);

	for (int round = 0; round < rounds; round++) {
		struct dice dice = dice_new(seed + (uint64_t)round);
		struct store *two[2] = { create_plan(f),
			open_plan_as(f, "praman", "clinic3") };

		model->count = 0;
		for (int i = 0; i < 60; i++) {
			model_step(model, two[dice_throw(&dice, 2)], &dice);
			if (i % 10 == 9)
				model_compare(model, two[i / 10 % 2]);
		}
		assert_clean(two[0]);
		store_close(two[0]);
		store_close(two[1]);
		two[0] = open_plan(f);
		model_compare(model, two[0]);
		store_close(two[0]);
		assert_int_equal(unlink(f->plan), 0);
	}
	free(model);
}

/* --- two programs --- */

enum { EACH = 200 };

static void
write_many(const struct fixture *f, const char *login)
{
	struct store *store = open_plan_as(f, login, "clinic3");

	for (int i = 0; i < EACH; i++) {
		char field[40];

		snprintf(field, sizeof field, "%s.field_%d", login, i);
		answer(store, field, "said");
	}
	store_close(store);
}

static void
two_programs_never_turn_each_other_away(void **state)
{
	static const char *const logins[] = { "abloom", "praman" };
	struct fixture *f = *state;
	struct store *store;
	struct answers answers;
	pid_t pids[ARRAY_LEN(logins)];

	store_close(create_plan(f));
	for (size_t i = 0; i < ARRAY_LEN(logins); i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			write_many(f, logins[i]);
			_exit(0);
		}
		assert_true(pids[i] > 0);
	}
	for (size_t i = 0; i < ARRAY_LEN(logins); i++) {
		int status = -1;

		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	assert_false(exists(beside(f, "-journal")));
	store = open_plan(f);
	answers = read_answers(store);
	assert_int_equal(answers.count, EACH * ARRAY_LEN(logins));
	clear_answers(&answers);
	assert_clean(store);
	store_close(store);
}

static void
what_others_write_changes_the_version(void **state)
{
	struct fixture *f = *state;
	struct store *a = create_plan(f);
	struct store *b = open_plan_as(f, "praman", "clinic3");
	int64_t before = store_version(b);

	assert_int_equal(store_version(b), before);
	answer(a, NAME, "Kwame");
	assert_int_not_equal(store_version(b), before);
	store_close(b);
	store_close(a);
}

/* --- a file that somebody else has changed --- */

static void
any_bytes_in_an_answer_are_read_as_text(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct problem_list problems;
	struct error err;
	struct sql *sql;

	answer(store, NAME, "Kwame");
	store_close(store);
	assert_true(sql_open(f->plan, SQL_WRITE, NULL, &sql, &err));
	assert_true(sql_exec(sql,
	    "INSERT INTO revision (uid, session, question, value, salt, clock,"
	    " at, voice) VALUES (randomblob(16), 1, 1,"
	    " CAST(x'4bff1b5b41006d' AS TEXT), x'00', 5, 1,"
	    " CAST(x'ff' AS TEXT));"
	    "INSERT INTO head VALUES (1, 2)",
	    &err));
	sql_close(sql);
	store = open_plan(f);
	assert_answer(store, NAME, "K\xEF\xBF\xBD"
				   "m");
	problem_list_init(&problems);
	assert_true(store_check(store, &problems, &err));
	assert_int_equal(problems.count, 1);
	assert_string_equal(problems.items[0].where, NAME);
	problem_list_clear(&problems);
	store_close(store);
}

static void
check_finds_what_was_changed_by_hand(void **state)
{
	static const char *const changes[] = {
		"DELETE FROM head",
		"INSERT INTO head SELECT question, min(rev) FROM revision",
		"INSERT INTO revision (uid, session, question, clock, at)"
		" VALUES (randomblob(16), 1, 1, 9, 1)",
		"INSERT INTO revision (uid, session, question, salt, clock, at)"
		" VALUES (randomblob(16), 1, 1, x'00', -3, 1);"
		"INSERT INTO head VALUES (1, 3)",
		"INSERT INTO revision_base SELECT uid, 1 FROM revision"
		" WHERE rev = 2",
		"INSERT INTO definition VALUES (randomblob(32), 'form', 'x',"
		" '1', 'text')",
		"PRAGMA foreign_keys = OFF; INSERT INTO draft"
		" VALUES (77, 'x', x'', '', 0, x'', 0)",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		struct store *store = create_plan(f);
		struct problem_list problems;
		struct error err;
		struct sql *sql;

		answer(store, NAME, "K");
		answer(store, NAME, "Kwame");
		store_close(store);
		assert_true(sql_open(f->plan, SQL_WRITE, NULL, &sql, &err));
		if (!sql_exec(sql, changes[i], &err))
			fail_msg("%s: %s", changes[i], err.text);
		sql_close(sql);
		store = open_plan(f);
		problem_list_init(&problems);
		assert_true(store_check(store, &problems, &err));
		if (problems.count == 0)
			fail_msg("not found: %s", changes[i]);
		problem_list_clear(&problems);
		store_close(store);
		assert_int_equal(unlink(f->plan), 0);
	}
}

static void
ten_thousand_revisions_stay_small(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct store_change *changes = xcalloc(10000, sizeof *changes);
	char(*names)[40] = xcalloc(300, sizeof *names);
	struct error err = { .text = "" };
	unsigned char *bytes;
	size_t len, before;

	/* what a plan is before anybody has answered is not of the answers */
	bytes = read_bytes(f->plan, &before);
	free(bytes);
	for (size_t i = 0; i < 300; i++)
		snprintf(names[i], sizeof names[i],
		    "about_me.preferred_name_%zu", i);
	for (size_t i = 0; i < 10000; i++) {
		char text[40];

		snprintf(text, sizeof text, "%030zu", i);
		changes[i].field = names[i % 300];
		value_set_text(&changes[i].value, text);
	}
	if (!store_apply(store, changes, 10000, NULL, NULL, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < 10000; i++)
		value_clear(&changes[i].value);
	store_close(store);
	bytes = read_bytes(f->plan, &len);
	printf("# %zu bytes a revision\n", (len - before) / 10000);
	assert_true((len - before) / 10000 <= 155);
	free(bytes);
	free(names);
	free(changes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_put_comes_back),
		TEST(history_keeps_every_answer_in_order),
		TEST(two_at_once_lose_nothing),
		TEST(the_same_answer_twice_is_no_conflict),
		TEST(a_number_is_not_its_text),
		TEST(a_base_of_another_field_replaces_nothing),
		TEST(all_of_the_changes_or_none),
		TEST(random_histories_agree_with_a_model),
		TEST(two_programs_never_turn_each_other_away),
		TEST(what_others_write_changes_the_version),
		TEST(any_bytes_in_an_answer_are_read_as_text),
		TEST(check_finds_what_was_changed_by_hand),
		TEST(ten_thousand_revisions_stay_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
