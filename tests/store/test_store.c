#include "config.h"

#include "store/store.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support.h"

#include "base/alloc.h"
#include "base/sql.h"

static void
run_sql(const char *path, const char *text)
{
	struct error err = { .text = "" };
	struct sql *sql;

	if (!sql_open(path, SQL_WRITE, NULL, &sql, &err) ||
	    !sql_exec(sql, text, &err))
		fail_msg("%s: %s", text, err.text);
	sql_close(sql);
}

/* What opening PATH says; it must not open. */
static struct error
refusal(const char *path, enum store_mode mode)
{
	struct error err = { .code = ERR_NONE, .text = "" };
	struct store *store = NULL;

	if (store_open(path, mode, &store, NULL, &err))
		fail_msg("%s was opened", path);
	assert_null(store);
	assert_true(strlen(err.text) > 20);
	return err;
}

static void
a_new_plan_is_one_private_file(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct stat st;

	assert_true(store_training(store));
	assert_true(store_writable(store));
	assert_string_equal(store_path(store), f->plan);
	assert_false(uid_is_none(store_plan_uid(store)));
	store_close(store);
	assert_int_equal(stat(f->plan, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_false(exists(beside(f, "-journal")));
	/* nothing but the plan is in the folder: removing it empties it */
	assert_int_equal(unlink(f->plan), 0);
	assert_int_equal(rmdir(f->folder), 0);
	assert_int_equal(mkdir(f->folder, 0700), 0);
}

static void
a_new_plan_never_replaces_a_file(void **state)
{
	struct fixture *f = *state;
	struct error err = { .code = ERR_NONE };
	struct store *store = NULL;
	unsigned char *bytes;
	size_t len;

	write_bytes(f->plan, "mine", 4);
	assert_false(store_create(f->plan, false, &store, &err));
	assert_int_equal(err.code, ERR_USER);
	bytes = read_bytes(f->plan, &len);
	assert_int_equal(len, 4);
	assert_memory_equal(bytes, "mine", 4);
	free(bytes);
	assert_int_equal(unlink(f->plan), 0);
	/* a journal without its plan would be taken for the new one's */
	write_bytes(beside(f, "-journal"), "x", 1);
	assert_false(store_create(f->plan, false, &store, &err));
	assert_int_equal(err.code, ERR_USER);
	assert_false(exists(f->plan));
}

static void
a_folder_that_is_not_there_is_said_so(void **state)
{
	struct fixture *f = *state;
	struct error err = { .code = ERR_NONE };
	struct store *store = NULL;
	char path[PATH_BYTES * 2];

	snprintf(path, sizeof path, "%s/none/x.oneplan", f->folder);
	assert_false(store_create(path, false, &store, &err));
	assert_non_null(strstr(err.text, path));
}

static void
looking_leaves_every_byte_as_it_was(void **state)
{
	struct fixture *f = *state;
	struct summary summary = { .name = "Somebody Else" };
	struct store *store = create_plan(f);
	unsigned char *before, *after;
	size_t before_len, after_len;
	struct found found;
	struct error err;

	answer(store, "about_me.preferred_name", "Kwame");
	store_close(store);
	before = read_bytes(f->plan, &before_len);

	store = open_plan(f);
	assert_answer(store, "about_me.preferred_name", "Kwame");
	store_set_summary(store, &summary);
	assert_true(store_find_unfinished(store, &found, &err));
	found_clear(&found);
	assert_clean(store);
	store_close(store);
	after = read_bytes(f->plan, &after_len);
	assert_int_equal(before_len, after_len);
	assert_memory_equal(before, after, before_len);
	assert_false(exists(beside(f, "-journal")));
	free(before);
	free(after);
}

static void
each_reason_not_to_open_has_its_own_sentence(void **state)
{
	struct fixture *f = *state;
	static const char letter[] = "Dear Kwame, this is a letter.\n";
	char fifo[PATH_BYTES * 2];
	char text[4096];

	assert_int_equal(refusal(f->plan, STORE_WRITE).code, ERR_USER);
	assert_non_null(
	    strstr(refusal(f->plan, STORE_READ).text, "There is no plan"));
	assert_non_null(
	    strstr(refusal(f->folder, STORE_WRITE).text, "is a folder"));
	write_bytes(f->plan, "", 0);
	assert_non_null(
	    strstr(refusal(f->plan, STORE_WRITE).text, "is empty"));
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = letter[i % (sizeof letter - 1)];
	write_bytes(f->plan, text, sizeof text);
	assert_int_equal(refusal(f->plan, STORE_WRITE).code, ERR_NOT_OURS);
	write_bytes(f->plan, text, 10);
	assert_int_equal(refusal(f->plan, STORE_READ).code, ERR_NOT_OURS);
	/* must not wait for somebody to write into it */
	snprintf(fifo, sizeof fifo, "%s/pipe.oneplan", f->folder);
	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_int_equal(refusal(fifo, STORE_WRITE).code, ERR_NOT_OURS);
	assert_int_equal(refusal("/dev/null", STORE_READ).code, ERR_NOT_OURS);
}

static void
other_databases_and_newer_plans_are_left_alone(void **state)
{
	struct fixture *f = *state;
	struct error err;

	store_close(create_plan(f));
	run_sql(f->plan, "PRAGMA user_version = 2");
	err = refusal(f->plan, STORE_WRITE);
	assert_int_equal(err.code, ERR_NOT_OURS);
	assert_non_null(strstr(err.text, "newer"));
	run_sql(f->plan, "PRAGMA user_version = 1");
	store_close(open_plan(f));
	run_sql(f->plan, "PRAGMA application_id = 7");
	err = refusal(f->plan, STORE_WRITE);
	assert_int_equal(err.code, ERR_NOT_OURS);
	assert_non_null(strstr(err.text, "not a plan"));
}

/* Somebody could hide a trigger in a plan that comes on a stick. */
static void
an_altered_schema_is_not_trusted(void **state)
{
	static const char *const changes[] = {
		"CREATE TRIGGER t AFTER INSERT ON revision"
		" BEGIN DELETE FROM draft; END",
		"CREATE TABLE extra (x)",
		"CREATE INDEX extra ON draft (at)",
		"DROP TRIGGER revision_no_delete",
		"DROP INDEX revision_question",
		"DROP VIEW answers",
		"DROP TRIGGER revision_no_delete; CREATE TRIGGER"
		" revision_no_delete BEFORE DELETE ON revision BEGIN"
		" SELECT 1; END",
		"DROP TABLE room; CREATE TABLE room ( -- always empty: free"
		" pages for a full disk pass through it\n  fill BLOB\n)",
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < ARRAY_LEN(changes); i++) {
		store_close(create_plan(f));
		run_sql(f->plan, changes[i]);
		assert_int_equal(refusal(f->plan, STORE_READ).code,
		    ERR_CORRUPT);
		assert_int_equal(unlink(f->plan), 0);
	}
	/* what SQLite itself and a curious person leave is no harm */
	store_close(create_plan(f));
	run_sql(f->plan, "CREATE VIEW mine AS SELECT * FROM answers; ANALYZE");
	store_close(open_plan(f));
}

static void
content_is_only_ever_added(void **state)
{
	static const char *const attempts[] = {
		"UPDATE revision SET value = 'other'",
		"UPDATE revision SET value = NULL, salt = NULL",
		"UPDATE revision SET at = 0",
		"DELETE FROM revision",
		"INSERT OR REPLACE INTO revision SELECT rev, uid, session,"
		" question, 'other', salt, clock, at, voice FROM revision",
		"REPLACE INTO revision (uid, session, question, clock, at)"
		" SELECT uid, session, question, clock, at FROM revision",
		"UPDATE revision_base SET base = randomblob(16)",
		"DELETE FROM revision_base",
		"UPDATE question SET field = 'x'",
		"INSERT OR REPLACE INTO question (field, row)"
		" SELECT field, row FROM question",
		"UPDATE session SET who = 'x'",
		"DELETE FROM session",
		"UPDATE plan SET training = 0",
		"DELETE FROM plan",
		"INSERT INTO revision (uid, session, question, clock, at)"
		" VALUES (randomblob(16), 99, 1, 1, 1)",
		"INSERT INTO revision (uid, session, question, clock, at)"
		" VALUES (x'00', 1, 1, 1, 1)",
		"INSERT INTO question (field, row) VALUES ('x', x'00')",
	};
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct error err;
	struct sql *sql;

	answer(store, "about_me.preferred_name", "Kwame");
	answer(store, "about_me.preferred_name", "Kwame R");
	store_close(store);
	assert_true(sql_open(f->plan, SQL_WRITE, NULL, &sql, &err));
	for (size_t i = 0; i < ARRAY_LEN(attempts); i++) {
		if (sql_exec(sql, attempts[i], &err))
			fail_msg("%s", attempts[i]);
	}
	sql_close(sql);
	store = open_plan(f);
	assert_clean(store);
	assert_answer(store, "about_me.preferred_name", "Kwame R");
	store_close(store);
}

static void
words_can_be_taken_out_and_only_so(void **state)
{
	static const char redact[] =
	    "INSERT INTO redaction (of, uid, value_digest, session, at, why,"
	    " taken_by, authority) SELECT uid, randomblob(16), randomblob(32),"
	    " 1, 1, 'asked', 'typist', 'manager' FROM revision WHERE rev = 2";
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct stored_revision *list;
	struct answers answers;
	struct error err;
	struct sql *sql;
	size_t count;

	answer(store, "risks.note", "first");
	answer(store, "risks.note", "secret");
	store_close(store);
	assert_true(sql_open(f->plan, SQL_WRITE, NULL, &sql, &err));
	assert_true(sql_exec(sql, redact, &err));
	assert_false(sql_exec(sql, "UPDATE revision SET value = NULL,"
	    " salt = NULL, at = 5 WHERE rev = 2", &err));
	assert_false(sql_exec(sql, "UPDATE revision SET value = 'x',"
	    " salt = NULL WHERE rev = 2", &err));
	assert_true(sql_exec(sql, "UPDATE revision SET value = NULL,"
	    " salt = NULL WHERE rev = 2", &err));
	sql_close(sql);
	store = open_plan(f);
	assert_clean(store);
	answers = read_answers(store);
	assert_true(find_answer(&answers, "risks.note")->taken_out);
	assert_true(value_is_none(&find_answer(&answers, "risks.note")->value));
	clear_answers(&answers);
	assert_true(store_revisions(store, "risks.note", &UID_NONE, &list,
	    &count, &err));
	assert_int_equal(count, 2);
	assert_false(list[0].taken_out);
	assert_true(list[1].taken_out);
	stored_revisions_clear(list, count);
	store_close(store);
}

static void
a_plan_for_reading_takes_no_changes(void **state)
{
	struct fixture *f = *state;
	struct store_change change = { .field = "about_me.preferred_name" };
	struct error err = { .code = ERR_NONE };
	struct store *store;

	store_close(create_plan(f));
	assert_true(store_open(f->plan, STORE_READ, &store, NULL, &err));
	assert_false(store_writable(store));
	begin_as(store, "abloom", "clinic3");
	assert_false(store_apply(store, &change, 1, NULL, NULL, &err));
	assert_int_equal(err.code, ERR_DENIED);
	store_close(store);
}

/* Answers must not go to a file that nobody will find again. */
static void
a_plan_that_was_moved_away_takes_no_answers(void **state)
{
	struct fixture *f = *state;
	struct store_change change = { .field = "about_me.preferred_name" };
	struct store *store = create_plan(f);
	struct error err = { .code = ERR_NONE };
	char elsewhere[PATH_BYTES * 2];

	answer(store, "about_me.preferred_name", "Kwame");
	snprintf(elsewhere, sizeof elsewhere, "%s/moved", f->folder);
	assert_int_equal(rename(f->plan, elsewhere), 0);
	assert_false(store_apply(store, &change, 1, NULL, NULL, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_non_null(strstr(err.text, "moved"));
	/* nor to one that was put there instead */
	write_bytes(f->plan, "another", 7);
	assert_false(store_apply(store, &change, 1, NULL, NULL, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_non_null(strstr(err.text, "replaced"));
	/* when it is back, it goes on */
	assert_int_equal(rename(elsewhere, f->plan), 0);
	answer(store, "about_me.preferred_name", "Kwame R");
	store_close(store);
	store = open_plan(f);
	assert_answer(store, "about_me.preferred_name", "Kwame R");
	assert_clean(store);
	store_close(store);
}

/* In a child of its own, which gives up the right to do everything. */
static int
as_somebody_else(int (*check)(const struct fixture *), const struct fixture *f)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		if (setgid(65534) != 0 || setuid(65534) != 0)
			_exit(99);
		_exit(check(f));
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

static int
is_denied(const struct fixture *f)
{
	struct error err = { .code = ERR_NONE };
	struct store *store;

	if (store_open(f->plan, STORE_WRITE, &store, NULL, &err))
		return 1;
	if (err.code != ERR_DENIED || !strstr(err.text, "may be looked at"))
		return 2;
	if (!store_open(f->plan, STORE_READ, &store, NULL, &err))
		return 3;
	store_close(store);
	return 0;
}

static int
is_unreadable(const struct fixture *f)
{
	struct error err = { .code = ERR_NONE };
	struct store *store;

	if (store_open(f->plan, STORE_READ, &store, NULL, &err))
		return 1;
	return err.code == ERR_DENIED ? 0 : 2;
}

static void
what_may_not_be_written_can_be_read(void **state)
{
	struct fixture *f = *state;

	if (geteuid() != 0)
		skip(); /* only the superuser can become somebody else */
	store_close(create_plan(f));
	assert_int_equal(chmod(f->folder, 0777), 0);
	assert_int_equal(as_somebody_else(is_unreadable, f), 0);
	assert_int_equal(chmod(f->plan, 0644), 0);
	assert_int_equal(as_somebody_else(is_denied, f), 0);
	assert_int_equal(chmod(f->plan, 0666), 0);
	assert_int_equal(chmod(f->folder, 0755), 0);
	assert_int_equal(as_somebody_else(is_denied, f), 0);
	assert_int_equal(chmod(f->folder, 01777), 0);
	assert_int_equal(as_somebody_else(is_denied, f), 0);
	assert_int_equal(chmod(f->folder, 0700), 0);
	assert_int_equal(as_somebody_else(is_unreadable, f), 0);
}

static void
a_plan_cut_short_anywhere_is_refused(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	unsigned char *bytes;
	size_t len;

	answer(store, "about_me.preferred_name", "Kwame");
	store_close(store);
	bytes = read_bytes(f->plan, &len);
	for (size_t cut = 1; cut < len; cut += cut < 600 ? 37 : 3001) {
		write_bytes(f->plan, bytes, cut);
		(void)refusal(f->plan, STORE_READ);
		(void)refusal(f->plan, STORE_WRITE);
	}
	free(bytes);
}

/* Whatever the bytes, the answer is an error or a plan, never a crash; run it
 * under the address sanitizer. */
static void
flipped_bits_never_crash(void **state)
{
	struct fixture *f = *state;
	uint64_t seed = seed_of("flipped_bits_never_crash", 20261116);
	struct dice dice = dice_new(seed);
	int rounds = full_tests() ? 5000 : 300;
	struct store *store = create_plan(f);
	unsigned char *bytes, *copy;
	size_t len, live;

	for (int i = 0; i < 40; i++)
		answer(store, i % 2 ? "a.one" : "b.two", "some words of hers");
	store_close(store);
	bytes = read_bytes(f->plan, &len);
	copy = xmalloc(len);
	live = len / 2; /* the rest are free pages */
	for (int i = 0; i < rounds; i++) {
		struct stored_answer *list;
		struct stored_summary summary;
		struct problem_list problems;
		struct error err;
		size_t count;

		memcpy(copy, bytes, len);
		for (unsigned n = 1 + dice_throw(&dice, 8); n > 0; n--)
			copy[dice_throw(&dice, (unsigned)live)] ^=
			    (unsigned char)(1u << dice_throw(&dice, 8));
		write_bytes(f->plan, copy, len);
		if (store_read_summary(f->plan, &summary, &err))
			stored_summary_clear(&summary);
		if (!store_open(f->plan, STORE_WRITE, &store, NULL, &err))
			continue;
		begin_as(store, "abloom", "clinic3");
		if (store_answers(store, &list, &count, &err))
			stored_answers_clear(list, count);
		problem_list_init(&problems);
		if (!store_check(store, &problems, &err))
			assert_true(strlen(err.text) > 20);
		problem_list_clear(&problems);
		if (!store_put_draft(store, "a.one", &UID_NONE, "x", 1, NULL, 0,
			NULL, &err))
			assert_true(strlen(err.text) > 20);
		store_close(store);
	}
	free(copy);
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_new_plan_is_one_private_file),
		TEST(a_new_plan_never_replaces_a_file),
		TEST(a_folder_that_is_not_there_is_said_so),
		TEST(looking_leaves_every_byte_as_it_was),
		TEST(each_reason_not_to_open_has_its_own_sentence),
		TEST(other_databases_and_newer_plans_are_left_alone),
		TEST(an_altered_schema_is_not_trusted),
		TEST(content_is_only_ever_added),
		TEST(words_can_be_taken_out_and_only_so),
		TEST(a_plan_for_reading_takes_no_changes),
		TEST(a_plan_that_was_moved_away_takes_no_answers),
		TEST(what_may_not_be_written_can_be_read),
		TEST(a_plan_cut_short_anywhere_is_refused),
		TEST(flipped_bits_never_crash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
