#include "config.h"

#include "plan/before.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/file_name.h"
#include "base/outfile.h"

#define SUFFIX	  ".oneplan"
#define KEPT_MOST 10
#define KEPT_SECONDS ((int64_t)60 * 24 * 3600)

/* What every copy of one plan begins with. */
static void
add_mark(const struct store *store, struct buf *out)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(store_plan_uid(store), hex);
	buf_addf(out, "%s-", hex);
}

/* "MARK-20261116T093000Z", so that their names sort by time. */
static char *
stem_now(const struct store *store)
{
	struct buf stem;
	char now[32];

	buf_init(&stem);
	add_mark(store, &stem);
	clock_format_utc(clock_now(), now);
	for (const char *at = now; *at; at++)
		if (*at != '-' && *at != ':')
			buf_add_char(&stem, *at);
	return buf_take(&stem);
}

/* --- those that are there --- */

struct names {
	char **items; /* sorted: the oldest first */
	size_t count, cap;
};

static int
compare_names(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static void
names_read(const struct store *store, const char *folder, struct names *out)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	struct buf mark;

	*out = (struct names){ .items = NULL };
	buf_init(&mark);
	add_mark(store, &mark);
	while (dir && (entry = readdir(dir)) != NULL)
		if (strncmp(entry->d_name, mark.data, mark.len) == 0 &&
		    file_name_ends(entry->d_name, SUFFIX)) {
			struct buf path;

			ARRAY_GROW(out->items, out->count, out->cap);
			buf_init(&path);
			buf_addf(&path, "%s/%s", folder, entry->d_name);
			out->items[out->count++] = buf_take(&path);
		}
	if (dir)
		closedir(dir);
	buf_clear(&mark);
	if (out->count > 0)
		qsort(out->items, out->count, sizeof *out->items,
		    compare_names);
}

static void
names_clear(struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
}

/* The name itself says when it was made, wherever it was carried. */
static bool
is_old(const struct store *store, const char *path)
{
	struct buf limit;
	char then[32];
	const char *name = strrchr(path, '/');
	bool old;

	buf_init(&limit);
	add_mark(store, &limit);
	clock_format_utc(clock_now() - KEPT_SECONDS, then);
	for (const char *at = then; *at; at++)
		if (*at != '-' && *at != ':')
			buf_add_char(&limit, *at);
	old = strcmp(name ? name + 1 : path, limit.data) < 0;
	buf_clear(&limit);
	return old;
}

static void
sweep(const struct store *store, const char *folder)
{
	struct names names;

	names_read(store, folder, &names);
	for (size_t i = 0; i < names.count; i++)
		if (names.count - i > KEPT_MOST || is_old(store, names.items[i]))
			before_drop(names.items[i]);
	names_clear(&names);
}

/* --- keeping --- */

bool
before_keep(struct store *store, const char *folder, char **path,
    struct error *err)
{
	char *stem;

	*path = NULL;
	if (!folder_make(folder, err))
		return false;
	stem = stem_now(store);
	*path = file_name_free(folder, stem, SUFFIX, false);
	free(stem);
	if (store_copy(store, *path, err)) {
		sweep(store, folder);
		return true;
	}
	free(*path);
	*path = NULL;
	return error_prefix(err, "The plan is copied before another file is "
				 "merged into it, and that failed. ");
}

void
before_drop(const char *path)
{
	if (path)
		(void)unlink(path);
}

/* --- taking words out of them --- */

static bool
take_out(struct store *store, const char *path)
{
	struct session_info nobody = { "oneplan", "", "", "" };
	struct store *copy;
	bool ok;

	if (!store_open(path, STORE_WRITE, &copy, NULL, NULL))
		return false;
	store_begin_session(copy, &nobody, NULL, 0);
	ok = store_take_out_as(copy, store, NULL);
	store_close(copy);
	return ok;
}

size_t
before_take_out(struct store *store, const char *folder)
{
	struct names names;
	size_t left = 0;

	names_read(store, folder, &names);
	for (size_t i = 0; i < names.count; i++)
		if (!take_out(store, names.items[i]) &&
		    unlink(names.items[i]) != 0)
			left++;
	names_clear(&names);
	return left;
}
