/* What a stopped program left beside the plan, and what only looks like it. */
#include "config.h"

#include "store/store.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fault_vfs.h"
#include "support.h"

#include "base/alloc.h"

struct bytes {
	unsigned char *data;
	size_t len;
};

static struct bytes
load(const char *path)
{
	struct bytes bytes = { NULL, 0 };

	bytes.data = read_bytes(path, &bytes.len);
	return bytes;
}

static void
store_bytes(const char *path, const struct bytes *bytes)
{
	write_bytes(path, bytes->data, bytes->len);
}

/* In a child of its own: saves an answer on a disk that fails for good at
 * operation AT, and is killed as it stands: a status would be changed by a
 * checker of memory, a signal is not. False: the answer was saved before it came
 * to that. */
static bool
stop_at(const struct fixture *f, int64_t at)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		struct store_change change = { .field = "form.one" };
		struct store *store;

		fault_begin();
		store = open_plan_as(f, "praman", "clinic3");
		answer(store, "form.one", "saved before");
		value_set_text(&change.value, "broken off");
		fault_arm(FAULT_IO, at, true);
		if (store_apply(store, &change, 1, NULL, NULL, NULL))
			_exit(0);
		raise(SIGKILL);
	}
	assert_true(pid > 0);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status);
}

static bool
is_hot(const struct fixture *f)
{
	struct bytes journal;
	bool hot;

	if (!exists(beside(f, "-journal")))
		return false;
	journal = load(beside(f, "-journal"));
	hot = journal.len > 0 && journal.data[0] != 0;
	free(journal.data);
	return hot;
}

/* Leaves the plan with a hot journal: the latest there can be, when the plan
 * itself has been written. */
static void
make_hot(const struct fixture *f)
{
	struct bytes plan = load(f->plan), hot_plan = { NULL, 0 },
		     hot_journal = { NULL, 0 };

	for (int64_t at = 1;; at++) {
		store_bytes(f->plan, &plan);
		(void)unlink(beside(f, "-journal"));
		if (!stop_at(f, at))
			break;
		if (!is_hot(f))
			continue;
		free(hot_plan.data);
		free(hot_journal.data);
		hot_plan = load(f->plan);
		hot_journal = load(beside(f, "-journal"));
	}
	assert_non_null(hot_plan.data);
	store_bytes(f->plan, &hot_plan);
	store_bytes(beside(f, "-journal"), &hot_journal);
	free(plan.data);
	free(hot_plan.data);
	free(hot_journal.data);
}

static void
open_as_it_was(const struct fixture *f, const char *text, bool with_note)
{
	struct store *store;
	struct error err = { .text = "" };
	char *note;

	if (!store_open(f->plan, STORE_WRITE, &store, &note, &err))
		fail_msg("%s", err.text);
	assert_int_equal(note != NULL, with_note);
	if (note)
		assert_true(strlen(note) > 40);
	free(note);
	assert_answer(store, "form.one", text);
	assert_clean(store);
	store_close(store);
	assert_false(exists(beside(f, "-journal")));
}

static void
a_change_broken_off_anywhere_is_taken_back(void **state)
{
	struct fixture *f = *state;
	struct bytes plan;
	int hot = 0;

	store_close(create_plan(f));
	plan = load(f->plan);
	for (int64_t at = 1;; at++) {
		store_bytes(f->plan, &plan);
		if (!stop_at(f, at))
			break;
		if (is_hot(f)) {
			hot++;
			open_as_it_was(f, "saved before", true);
		}
		(void)unlink(beside(f, "-journal"));
	}
	printf("# %d hot journals\n", hot);
	assert_true(hot > 5);
	free(plan.data);
}

static void
one_who_may_only_look_gets_it_put_right_too(void **state)
{
	struct fixture *f = *state;
	struct stored_summary summary;
	struct store *store;
	struct error err = { .text = "" };
	char *note;

	store_close(create_plan(f));
	make_hot(f);
	if (!store_open(f->plan, STORE_READ, &store, &note, &err))
		fail_msg("%s", err.text);
	assert_non_null(note);
	free(note);
	assert_answer(store, "form.one", "saved before");
	store_close(store);
	assert_false(exists(beside(f, "-journal")));
	make_hot(f);
	assert_true(store_read_summary(f->plan, &summary, &err));
	stored_summary_clear(&summary);
	open_as_it_was(f, "saved before", false);
}

/* The first file in the folder whose name begins with PREFIX. */
static bool
find_file(const struct fixture *f, const char *prefix, char *out, size_t size)
{
	DIR *dir = opendir(f->folder);
	struct dirent *entry;
	bool found = false;

	assert_non_null(dir);
	while (!found && (entry = readdir(dir)) != NULL) {
		found = strncmp(entry->d_name, prefix, strlen(prefix)) == 0;
		if (found)
			snprintf(out, size, "%s/%s", f->folder, entry->d_name);
	}
	closedir(dir);
	return found;
}

/* Opening stops, and both files are kept, byte for byte, under new names that
 * the message tells. */
static void
assert_both_set_aside(const struct fixture *f)
{
	struct bytes plan = load(f->plan), journal =
	    load(beside(f, "-journal")), now;
	struct error err = { .code = ERR_NONE };
	char name[PATH_BYTES * 2];
	struct store *store;

	/* not by one who only looks */
	assert_false(store_open(f->plan, STORE_READ, &store, NULL, &err));
	assert_int_equal(err.code, ERR_CORRUPT);
	assert_true(exists(f->plan));

	assert_false(store_open(f->plan, STORE_WRITE, &store, NULL, &err));
	assert_int_equal(err.code, ERR_CORRUPT);
	assert_false(exists(f->plan));
	assert_false(exists(beside(f, "-journal")));

	assert_true(find_file(f, "redfern.oneplan-journal.set-aside-2", name,
	    sizeof name));
	assert_non_null(strstr(err.text, strrchr(name, '/') + 1));
	now = load(name);
	assert_int_equal(now.len, journal.len);
	assert_memory_equal(now.data, journal.data, now.len);
	free(now.data);
	assert_int_equal(unlink(name), 0);

	assert_true(find_file(f, "redfern.oneplan.set-aside-2", name,
	    sizeof name));
	assert_non_null(strstr(err.text, strrchr(name, '/') + 1));
	now = load(name);
	assert_int_equal(now.len, plan.len);
	assert_memory_equal(now.data, plan.data, now.len);
	free(now.data);
	assert_int_equal(rename(name, f->plan), 0);
	free(plan.data);
	free(journal.data);
}

static void
a_plan_brought_back_over_a_newer_one_is_not_spoilt(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct bytes older;

	answer(store, "form.one", "on the stick");
	store_close(store);
	older = load(f->plan);
	for (int i = 0; i < 3; i++) {
		store = open_plan(f);
		answer(store, "form.one", "since then");
		store_close(store);
	}
	make_hot(f);
	store_bytes(f->plan, &older);
	assert_both_set_aside(f);
	open_as_it_was(f, "on the stick", false);
	free(older.data);
}

static void
an_old_journal_beside_a_newer_plan_is_not_rolled_in(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct bytes journal;

	answer(store, "form.one", "first");
	store_close(store);
	make_hot(f);
	journal = load(beside(f, "-journal"));
	store = open_plan(f); /* recovers */
	for (int i = 0; i < 3; i++)
		answer(store, "form.one", "newer");
	store_close(store);
	store_bytes(beside(f, "-journal"), &journal);
	assert_both_set_aside(f);
	open_as_it_was(f, "newer", false);
	free(journal.data);
}

/* A journal may name a file that SQLite would then remove. */
static void
a_journal_that_names_another_file_is_not_obeyed(void **state)
{
	static const unsigned char magic[] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20,
		0xa1, 0x63, 0xd7 };
	struct fixture *f = *state;
	char victim[PATH_BYTES * 2];
	unsigned char tail[16] = { 0 };
	unsigned sum = 0;
	size_t len;
	FILE *file;

	snprintf(victim, sizeof victim, "%s/other", f->folder);
	store_close(create_plan(f));
	make_hot(f);
	write_bytes(victim, "x", 1);
	len = strlen(victim);
	for (size_t i = 0; i < len; i++)
		sum += (unsigned char)victim[i];
	tail[2] = (unsigned char)(len >> 8);
	tail[3] = (unsigned char)len;
	tail[6] = (unsigned char)(sum >> 8);
	tail[7] = (unsigned char)sum;
	memcpy(tail + 8, magic, sizeof magic);
	file = fopen(beside(f, "-journal"), "ab");
	assert_non_null(file);
	fwrite("\0\0\0\0", 1, 4, file);
	fwrite(victim, 1, len, file);
	fwrite(tail, 1, sizeof tail, file);
	fclose(file);
	assert_both_set_aside(f);
	assert_true(exists(victim));
}

static void
a_file_that_is_no_journal_is_only_moved_away(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	char name[PATH_BYTES * 2];
	struct error err = { .text = "" };
	struct bytes bytes;
	char *note;

	answer(store, "form.one", "here");
	store_close(store);
	write_bytes(beside(f, "-journal"), "Tuesday: swim", 13);
	if (!store_open(f->plan, STORE_WRITE, &store, &note, &err))
		fail_msg("%s", err.text);
	assert_answer(store, "form.one", "here");
	store_close(store);
	assert_true(find_file(f, "redfern.oneplan-journal.set-aside-2", name,
	    sizeof name));
	assert_non_null(note);
	assert_non_null(strstr(note, strrchr(name, '/') + 1));
	free(note);
	bytes = load(name);
	assert_int_equal(bytes.len, 13);
	free(bytes.data);
}

static void
quiet_journals_are_nothing_to_speak_of(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	unsigned char zeros[1000] = { 0 };

	answer(store, "form.one", "here");
	store_close(store);
	write_bytes(beside(f, "-journal"), "", 0);
	open_as_it_was(f, "here", false);
	write_bytes(beside(f, "-journal"), zeros, sizeof zeros);
	open_as_it_was(f, "here", false);
}

static void
a_pipe_in_its_place_does_not_hang(void **state)
{
	struct fixture *f = *state;
	struct error err = { .code = ERR_NONE };
	struct store *store;

	store_close(create_plan(f));
	assert_int_equal(mkfifo(beside(f, "-journal"), 0600), 0);
	assert_false(store_open(f->plan, STORE_WRITE, &store, NULL, &err));
	assert_int_equal(err.code, ERR_DENIED);
}

static void
somebody_else_s_database_is_not_touched(void **state)
{
	struct fixture *f = *state;
	unsigned char header[1024] = "SQLite format 3";
	struct error err = { .code = ERR_NONE };
	struct bytes plan, after;
	struct store *store;

	write_bytes(f->plan, header, sizeof header);
	write_bytes(beside(f, "-journal"), "mine", 4);
	plan = load(f->plan);
	assert_false(store_open(f->plan, STORE_WRITE, &store, NULL, &err));
	assert_int_equal(err.code, ERR_NOT_OURS);
	after = load(f->plan);
	assert_memory_equal(plan.data, after.data, plan.len);
	assert_true(exists(beside(f, "-journal")));
	free(plan.data);
	free(after.data);
}

/* Never a crash, never a plan without the answers that were saved. */
static void
damaged_journals_never_spoil_a_plan(void **state)
{
	struct fixture *f = *state;
	uint64_t seed = seed_of("damaged_journals", 5);
	struct dice dice = dice_new(seed);
	int rounds = full_tests() ? 3000 : 150;
	struct bytes plan, journal;
	char name[PATH_BYTES * 2];

	store_close(create_plan(f));
	make_hot(f);
	journal = load(beside(f, "-journal"));
	open_as_it_was(f, "saved before", true);
	plan = load(f->plan);
	for (int i = 0; i < rounds; i++) {
		struct bytes copy = { xmalloc(journal.len), journal.len };
		struct store *store;
		struct error err;

		memcpy(copy.data, journal.data, journal.len);
		for (unsigned n = dice_throw(&dice, 4); n > 0; n--)
			copy.data[8 + dice_throw(&dice, 20)] =
			    (unsigned char)dice_throw(&dice, 256);
		if (dice_throw(&dice, 3) == 0)
			copy.len = dice_throw(&dice, (unsigned)copy.len);
		store_bytes(f->plan, &plan);
		store_bytes(beside(f, "-journal"), &copy);
		free(copy.data);
		if (store_open(f->plan, STORE_WRITE, &store, NULL, &err)) {
			assert_answer(store, "form.one", "saved before");
			assert_clean(store);
			store_close(store);
		}
		while (find_file(f, "redfern.oneplan-", name, sizeof name) ||
		    find_file(f, "redfern.oneplan.", name, sizeof name))
			assert_int_equal(unlink(name), 0);
	}
	free(plan.data);
	free(journal.data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_change_broken_off_anywhere_is_taken_back),
		TEST(one_who_may_only_look_gets_it_put_right_too),
		TEST(a_plan_brought_back_over_a_newer_one_is_not_spoilt),
		TEST(an_old_journal_beside_a_newer_plan_is_not_rolled_in),
		TEST(a_journal_that_names_another_file_is_not_obeyed),
		TEST(a_file_that_is_no_journal_is_only_moved_away),
		TEST(quiet_journals_are_nothing_to_speak_of),
		TEST(a_pipe_in_its_place_does_not_hang),
		TEST(somebody_else_s_database_is_not_touched),
		TEST(damaged_journals_never_spoil_a_plan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
