/* What was acknowledged is there, what was refused is not, and the plan is
 * sound: whatever operation of the disk fails. */
#include "config.h"

#include "store/store.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fault_vfs.h"
#include "support.h"

#include "base/alloc.h"

enum { SITTINGS = 2, ANSWERS_EACH = 5, LEDGER_MAX = SITTINGS * ANSWERS_EACH };

/* What the program was told about each thing it wrote. */
struct ledger {
	bool created;
	struct {
		char text[24];
		bool saved;
	} answers[LEDGER_MAX];
	size_t count;
	bool draft_saved;
};

/* --- the script --- */

static void
save(struct store *store, struct ledger *ledger)
{
	struct place place = { .screen = "section form.one", .field = "" };
	struct store_change changes[2] = { { .field = "form.one" },
		{ .field = "form.other" } };
	struct error err = { .text = "" };
	size_t i = ledger->count++;

	snprintf(ledger->answers[i].text, sizeof ledger->answers[i].text,
	    "answer %zu", i);
	value_set_text(&changes[0].value, ledger->answers[i].text);
	value_set_text(&changes[1].value, ledger->answers[i].text);
	ledger->answers[i].saved =
	    store_apply(store, changes, 2, &place, NULL, &err);
	if (!ledger->answers[i].saved)
		assert_true(strlen(err.text) > 20);
	value_clear(&changes[0].value);
	value_clear(&changes[1].value);
}

static void
sitting(struct store *store, struct ledger *ledger)
{
	struct summary summary = { .name = "Kwame Redfern" };
	struct error err;

	begin_as(store, "abloom", "clinic3");
	store_set_summary(store, &summary);
	ledger->draft_saved = store_put_draft(store, "form.draft", &UID_NONE,
	    "half a sent", 11, NULL, 0, NULL, &err);
	for (int i = 0; i < ANSWERS_EACH; i++)
		save(store, ledger);
	store_close(store);
}

static void
run_script(const struct fixture *f, struct ledger *ledger)
{
	struct store *store;
	struct error err;

	*ledger = (struct ledger){ .created = false };
	ledger->created = store_create(f->plan, false, &store, &err);
	if (ledger->created)
		sitting(store, ledger);
	for (int i = 1; i < SITTINGS; i++) {
		if (store_open(f->plan, STORE_WRITE, &store, NULL, &err))
			sitting(store, ledger);
	}
}

/* --- the verdict --- */

struct where {
	const char *what;
	int64_t at;
	uint64_t seed;
};

#define BROKEN(where, ...)                                             \
	do {                                                           \
		printf("# %s at operation %lld, seed %llu: ",          \
		    (where)->what, (long long)(where)->at,             \
		    (unsigned long long)(where)->seed);                \
		printf(__VA_ARGS__);                                   \
		printf("\n");                                          \
		fail();                                                \
	} while (0)

static bool
is_there(struct store *store, const char *field, const char *text)
{
	struct stored_revision *list;
	struct error err = { .text = "" };
	size_t count;
	bool found = false;

	if (!store_revisions(store, field, &UID_NONE, &list, &count, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < count; i++)
		found = found || strcmp(list[i].value.text, text) == 0;
	stored_revisions_clear(list, count);
	return found;
}

static bool
draft_is_there(struct store *store)
{
	struct found found;
	struct error err = { .text = "" };
	bool there = false;

	/* of another person, since our own process still runs */
	if (!store_find_unfinished(store, &found, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < found.draft_count; i++)
		there = there || strcmp(found.drafts[i].text, "half a sent") == 0;
	found_clear(&found);
	return there;
}

static void
only_the_plan_is_left(const struct fixture *f, const struct where *where)
{
	DIR *dir = opendir(f->folder);
	struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] != '.' &&
		    strcmp(entry->d_name, "redfern.oneplan") != 0)
			BROKEN(where, "%s is left", entry->d_name);
	}
	closedir(dir);
}

/* A disk that fails for good at the very last step of a save has the answer,
 * but cannot confirm it: at most FORGIVEN answers are there though refused. */
static void
judge(const struct fixture *f, const struct ledger *ledger,
    const struct where *where, int forgiven)
{
	struct store *store;
	struct error err = { .text = "" };

	if (!ledger->created && !exists(f->plan))
		return;
	if (!store_open(f->plan, STORE_WRITE, &store, NULL, &err))
		BROKEN(where, "%s", err.text);
	begin_as(store, "judge", "elsewhere");
	for (size_t i = 0; i < ledger->count; i++) {
		const char *text = ledger->answers[i].text;
		bool one = is_there(store, "form.one", text);
		bool other = is_there(store, "form.other", text);

		if (one != other)
			BROKEN(where, "half of \"%s\" is there", text);
		if (ledger->answers[i].saved && !one)
			BROKEN(where, "\"%s\" was lost", text);
		if (!ledger->answers[i].saved && one && forgiven-- == 0)
			BROKEN(where, "\"%s\" was refused and is there", text);
	}
	if (ledger->draft_saved && !draft_is_there(store))
		BROKEN(where, "the draft was lost");
	assert_clean(store);
	store_close(store);
	only_the_plan_is_left(f, where);
}

static void
sweep_folder(const struct fixture *f)
{
	DIR *dir = opendir(f->folder);
	struct dirent *entry;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL)
		(void)unlinkat(dirfd(dir), entry->d_name, 0);
	closedir(dir);
}

/* How many operations of KIND the script makes when nothing fails. */
static int64_t
count_operations(const struct fixture *f, enum fault_kind kind)
{
	struct where where = { "nothing", 0, 0 };
	struct ledger ledger;
	int64_t count;

	fault_begin();
	fault_arm(kind, INT64_MAX, false);
	run_script(f, &ledger);
	count = fault_operations();
	fault_end();
	assert_true(ledger.created);
	assert_int_equal(ledger.count, LEDGER_MAX);
	assert_true(ledger.answers[LEDGER_MAX - 1].saved);
	judge(f, &ledger, &where, 0);
	sweep_folder(f);
	return count;
}

/* Every operation in the full run; in the short one some, other ones each time
 * the seed is changed. */
static int64_t
stride(int64_t operations)
{
	int64_t step = operations / 70;

	return full_tests() || step < 1 ? 1 : step;
}

static void
sweep(const struct fixture *f, enum fault_kind kind, bool lasting,
    const char *what)
{
	int64_t operations = count_operations(f, kind);
	int64_t step = stride(operations);
	uint64_t seed = seed_of(what, 1);
	struct dice dice = dice_new(seed);

	printf("# %s: %lld operations\n", what, (long long)operations);
	for (int64_t at = 1 + dice_throw(&dice, (unsigned)step);
	     at <= operations; at += step) {
		struct where where = { what, at, seed };
		struct ledger ledger;

		fault_begin();
		fault_arm(kind, at, lasting);
		run_script(f, &ledger);
		fault_end();
		judge(f, &ledger, &where, kind == FAULT_IO && lasting);
		sweep_folder(f);
	}
}

static void
a_failure_of_the_disk_once(void **state)
{
	sweep(*state, FAULT_IO, false, "a failure once");
}

static void
a_failure_of_the_disk_from_there_on(void **state)
{
	sweep(*state, FAULT_IO, true, "a failure that lasts");
}

static void
a_full_disk_once(void **state)
{
	sweep(*state, FAULT_FULL, false, "a full disk once");
}

static void
a_full_disk_from_there_on(void **state)
{
	sweep(*state, FAULT_FULL, true, "a full disk that lasts");
}

static void
cut_the_power(const struct fixture *f, bool with_some, const char *what)
{
	int64_t operations = count_operations(f, FAULT_POWER);
	int64_t step = stride(operations);
	uint64_t seed = seed_of(what, 1);
	struct dice dice = dice_new(seed);

	for (int64_t at = 1 + dice_throw(&dice, (unsigned)step);
	     at <= operations; at += step) {
		struct where where = { what, at, seed };
		struct ledger ledger;

		fault_begin();
		fault_arm(FAULT_POWER, at, true);
		run_script(f, &ledger);
		fault_disarm();
		fault_power_back(&dice, with_some);
		fault_end();
		/* what was being saved may have reached the disk */
		judge(f, &ledger, &where, 1);
		sweep_folder(f);
	}
}

static void
a_power_cut_that_drops_all_unsynced(void **state)
{
	cut_the_power(*state, false, "a power cut");
}

static void
a_power_cut_that_keeps_some_of_it(void **state)
{
	cut_the_power(*state, true, "a power cut with torn writes");
}

/* --- room --- */

static void
some_200_answers_fit_on_a_full_disk(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct error err = { .code = ERR_NONE };
	char fields[60][32];
	int saved = 0;

	/* a plan in use, then the disk fills up while it is open */
	for (int i = 0; i < 60; i++) {
		snprintf(fields[i], sizeof fields[i], "about_me.field_%d", i);
		answer(store, fields[i], "a first answer of some words");
	}
	store_close(store);
	fault_begin();
	store = open_plan(f);
	fault_arm(FAULT_GROW, 1, true);
	for (;;) {
		struct store_change change = { .field = fields[saved % 60] };
		bool ok;

		value_set_text(&change.value, "thirty characters of an answer");
		ok = store_apply(store, &change, 1, NULL, NULL, &err);
		value_clear(&change.value);
		if (!ok)
			break;
		saved++;
	}
	printf("# %d answers were saved on a full disk\n", saved);
	assert_true(saved >= 200);
	assert_int_equal(err.code, ERR_FULL);
	assert_non_null(strstr(err.text, "disk is full"));
	assert_non_null(strstr(err.text, "Make some room"));
	/* when there is room again, it goes on */
	fault_disarm();
	answer(store, fields[0], "and on");
	assert_clean(store);
	store_close(store);
	fault_end();
}

static void
room_is_made_again_as_it_is_used(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct error err;
	struct store_change change = { .field = "form.long" };
	char text[6000];

	/* far more than the room there was to begin with */
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	for (int i = 0; i < 60; i++)
		answer(store, "form.long", text);
	fault_begin();
	store_close(store);
	store = open_plan(f);
	fault_arm(FAULT_GROW, 1, true);
	value_set_text(&change.value, text);
	for (int i = 0; i < 5; i++)
		assert_true(store_apply(store, &change, 1, NULL, NULL, &err));
	value_clear(&change.value);
	store_close(store);
	fault_end();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_failure_of_the_disk_once),
		TEST(a_failure_of_the_disk_from_there_on),
		TEST(a_full_disk_once),
		TEST(a_full_disk_from_there_on),
		TEST(a_power_cut_that_drops_all_unsynced),
		TEST(a_power_cut_that_keeps_some_of_it),
		TEST(some_200_answers_fit_on_a_full_disk),
		TEST(room_is_made_again_as_it_is_used),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
