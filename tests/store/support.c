#include "config.h"

#include "support.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"

/* --- folders and files --- */

int
fixture_setup(void **state)
{
	struct fixture *f = xcalloc(1, sizeof *f);
	const char *memory = "/dev/shm";
	const char *base = getenv("TMPDIR");

	if (!base)
		base = access(memory, W_OK) == 0 ? memory : "/tmp";
	snprintf(f->folder, sizeof f->folder, "%s/oneplan-test-XXXXXX", base);
	if (!mkdtemp(f->folder))
		return -1;
	snprintf(f->plan, sizeof f->plan, "%.400s/redfern.oneplan", f->folder);
	*state = f;
	return 0;
}

int
fixture_teardown(void **state)
{
	struct fixture *f = *state;
	DIR *dir = opendir(f->folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0 &&
		    unlinkat(dirfd(dir), entry->d_name, 0) != 0)
			(void)unlinkat(dirfd(dir), entry->d_name,
			    AT_REMOVEDIR);
	}
	if (dir)
		closedir(dir);
	(void)rmdir(f->folder);
	free(f);
	return 0;
}

const char *
beside(const struct fixture *fixture, const char *suffix)
{
	static char path[PATH_BYTES * 2];

	snprintf(path, sizeof path, "%s%s", fixture->plan, suffix);
	return path;
}

unsigned char *
read_bytes(const char *path, size_t *len)
{
	FILE *file = fopen(path, "rb");
	unsigned char *bytes;
	struct stat st;

	if (!file || fstat(fileno(file), &st) != 0) {
		fail_msg("%s cannot be read", path);
		return NULL;
	}
	*len = (size_t)st.st_size;
	bytes = xmalloc(*len + 1);
	assert_int_equal(fread(bytes, 1, *len, file), *len);
	fclose(file);
	return bytes;
}

void
write_bytes(const char *path, const void *bytes, size_t len)
{
	FILE *file = fopen(path, "wb");

	if (!file) {
		fail_msg("%s cannot be written", path);
		return;
	}
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

bool
exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

/* --- plans --- */

/* As the plan layer writes it; see store.h, process. */
static const char *
this_process(void)
{
	static char mark[64];
	char line[1024];
	FILE *stat = fopen("/proc/self/stat", "r");
	const char *at;
	int field = 2;

	assert_non_null(stat);
	assert_non_null(fgets(line, sizeof line, stat));
	fclose(stat);
	at = strrchr(line, ')');
	for (; at && *at && field < 22; at++)
		field += *at == ' ';
	snprintf(mark, sizeof mark, "%ld:%.*s", (long)getpid(),
	    at ? (int)strcspn(at, " ") : 0, at ? at : "");
	return mark;
}

void
begin_as(struct store *store, const char *login, const char *device)
{
	char who[100];
	struct session_info info = {
		.who = who,
		.login = login,
		.device = device,
		.process = this_process(),
	};

	snprintf(who, sizeof who, "%s@%s", login, device);
	store_begin_session(store, &info, NULL, 0);
}

struct store *
create_plan(const struct fixture *fixture)
{
	struct store *store = NULL;
	struct error err = { .text = "" };

	if (!store_create(fixture->plan, true, &store, &err))
		fail_msg("%s", err.text);
	begin_as(store, "abloom", "clinic3");
	return store;
}

struct store *
open_plan_as(const struct fixture *fixture, const char *login,
    const char *device)
{
	struct store *store = NULL;
	struct error err = { .text = "" };

	if (!store_open(fixture->plan, STORE_WRITE, &store, NULL, &err))
		fail_msg("%s", err.text);
	begin_as(store, login, device);
	return store;
}

struct store *
open_plan(const struct fixture *fixture)
{
	return open_plan_as(fixture, "abloom", "clinic3");
}

/* --- answers --- */

static struct uid
put(struct store *store, struct store_change *change, const char *text)
{
	struct error err = { .text = "" };
	struct uid uid = UID_NONE;

	value_init(&change->value);
	if (text)
		value_set_text(&change->value, text);
	if (!store_apply(store, change, 1, NULL, &uid, &err))
		fail_msg("%s", err.text);
	value_clear(&change->value);
	return uid;
}

struct uid
answer(struct store *store, const char *field, const char *text)
{
	struct store_change change = { .field = field };

	return put(store, &change, text);
}

struct uid
answer_from(struct store *store, const char *field, const char *text,
    const struct uid *bases, size_t count)
{
	struct store_change change = {
		.field = field,
		.has_bases = true,
		.bases = bases,
		.base_count = count,
	};

	return put(store, &change, text);
}

struct answers
read_answers(struct store *store)
{
	struct answers answers = { NULL, 0 };
	struct error err = { .text = "" };

	if (!store_answers(store, &answers.items, &answers.count, &err))
		fail_msg("%s", err.text);
	return answers;
}

void
clear_answers(struct answers *answers)
{
	stored_answers_clear(answers->items, answers->count);
	*answers = (struct answers){ NULL, 0 };
}

const struct stored_answer *
find_answer(const struct answers *answers, const char *field)
{
	for (size_t i = 0; i < answers->count; i++) {
		if (strcmp(answers->items[i].field, field) == 0)
			return &answers->items[i];
	}
	fail_msg("%s has no answer", field);
	return NULL;
}

void
assert_answer(struct store *store, const char *field, const char *text)
{
	struct answers answers = read_answers(store);
	const struct stored_answer *found = find_answer(&answers, field);

	if (text) {
		assert_int_equal(found->value.kind, VALUE_TEXT);
		assert_string_equal(found->value.text, text);
	} else {
		assert_int_equal(found->value.kind, VALUE_NONE);
	}
	clear_answers(&answers);
}

void
assert_clean(struct store *store)
{
	struct problem_list problems;
	struct error err = { .text = "" };

	problem_list_init(&problems);
	if (!store_check(store, &problems, &err))
		fail_msg("%s", err.text);
	if (problems.count)
		fail_msg("%s: %s", problems.items[0].where,
		    problems.items[0].text);
	problem_list_clear(&problems);
}

/* --- chance --- */

struct dice
dice_new(uint64_t seed)
{
	return (struct dice){ seed * 2862933555777941757u + 3037000493u };
}

unsigned
dice_throw(struct dice *dice, unsigned below)
{
	dice->state = dice->state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(dice->state >> 33) % below;
}

uint64_t
seed_of(const char *test, uint64_t fallback)
{
	const char *given = getenv("ONEPLAN_TEST_SEED");
	uint64_t seed = given ? strtoull(given, NULL, 10) : fallback;

	printf("# %s: ONEPLAN_TEST_SEED=%llu\n", test,
	    (unsigned long long)seed);
	return seed;
}

bool
full_tests(void)
{
	return getenv("ONEPLAN_TEST_FULL") != NULL;
}
