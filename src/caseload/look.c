#include "config.h"

#include "caseload/look.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "store/store.h"

static const char *
text_or_empty(struct arena *arena, const char *text)
{
	return text == NULL ? "" : arena_strdup(arena, text);
}

static void
set_no_texts(struct caseload_row *row)
{
	row->name = row->born = row->nhs_number = row->coordinator = "";
	row->kinds = row->stage = row->next_due = "";
}

static void
set_problem(struct caseload_row *row, struct arena *arena, const char *text)
{
	set_no_texts(row);
	row->problem = arena_strdup(arena, text);
}

static void
set_summary(struct caseload_row *row, struct arena *arena,
    const struct stored_summary *stored)
{
	const struct summary *s = &stored->summary;

	row->name = text_or_empty(arena, s->name);
	row->born = text_or_empty(arena, s->born);
	row->nhs_number = text_or_empty(arena, s->nhs_number);
	row->coordinator = text_or_empty(arena, s->coordinator);
	row->kinds = text_or_empty(arena, s->kinds);
	row->stage = text_or_empty(arena, s->stage);
	row->next_due = text_or_empty(arena, s->next_due);
	row->done = s->done;
	row->asked = s->asked;
	row->changed = stored->changed;
	row->training = stored->training;
	row->has_money = s->has_money;
	row->indicative_pence = s->indicative_pence;
	row->planned_pence = s->planned_pence;
	row->problem = NULL;
}

static void
read_summary(struct caseload_row *row, struct arena *arena, const char *path)
{
	struct stored_summary stored;
	struct error err;

	if (store_read_summary(path, &stored, &err)) {
		set_summary(row, arena, &stored);
		stored_summary_clear(&stored);
	} else {
		set_problem(row, arena, err.text);
	}
}

static struct stamp
stamp_of(const struct stat *st)
{
	return (struct stamp){
		.size = st->st_size,
		.mtime_ns = (int64_t)st->st_mtim.tv_sec * 1000000000
		    + st->st_mtim.tv_nsec,
		.inode = (int64_t)st->st_ino,
	};
}

/* A file written within the last two seconds may be written again without a
 * sign (times are that coarse on some disks), so it is not remembered. This
 * asks the true clock: a frozen one says nothing about files. */
static bool
settled(const struct stat *st)
{
	return st->st_mtim.tv_sec + 2 < time(NULL);
}

static bool
is_plan_name(const char *name)
{
	size_t len = strlen(name), suffix = strlen(CASELOAD_SUFFIX);

	return name[0] != '.' && len > suffix
	    && strcmp(name + len - suffix, CASELOAD_SUFFIX) == 0;
}

static char *
join(const char *folder, const char *file)
{
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/%s", folder, file);
	return buf_take(&path);
}

static void
fold_entry(struct entry *entry, struct arena *arena)
{
	const struct caseload_row *row = &entry->row;
	struct buf words;
	char *folded;

	folded = utf8_fold(row->name, strlen(row->name));
	entry->sort_name = arena_strdup(arena, folded);
	free(folded);
	buf_init(&words);
	buf_addf(&words, "%s\n%s\n%s\n%s\n%s", row->name, row->file,
	    row->coordinator, row->stage, row->nhs_number);
	folded = utf8_fold(words.data, words.len);
	entry->words = arena_strdup(arena, folded);
	free(folded);
	buf_clear(&words);
}

static void
look_at_plan(struct look *look, struct entry *entry, const char *path,
    const struct stat *st, struct index *index)
{
	struct caseload_row *row = &entry->row;

	row->changed = st->st_mtim.tv_sec;
	if (settled(st)) {
		entry->stamp = stamp_of(st);
		if (index != NULL
		    && index_find(index, row->file, &entry->stamp, &look->arena,
			row))
			return;
	}
	read_summary(row, &look->arena, path);
	entry->read = true;
	look->files_read++;
}

static void
look_at_file(struct look *look, const char *folder, struct index *index,
    const char *file)
{
	char *path = join(folder, file);
	struct entry *entry;
	struct caseload_row *row;
	struct stat st;
	bool there = stat(path, &st) == 0;
	bool dangling = !there && errno == ENOENT;

	if (dangling && lstat(path, &st) != 0)
		goto out; /* gone since it was listed */
	entry = arena_alloc(&look->arena, sizeof *entry);
	row = &entry->row;
	row->file = arena_strdup(&look->arena, file);
	if (dangling)
		set_problem(row, &look->arena,
		    "It is a link to a file that is not there.");
	else if (!there)
		set_problem(row, &look->arena,
		    "It cannot be looked at; you may not be allowed to.");
	else if (S_ISDIR(st.st_mode))
		set_problem(row, &look->arena, "It is a folder, not a plan.");
	else if (!S_ISREG(st.st_mode)) /* reading a pipe would wait for ever */
		set_problem(row, &look->arena,
		    "It is not a plan but a device or a pipe.");
	else
		look_at_plan(look, entry, path, &st, index);
	look->problems += row->problem != NULL;
	fold_entry(entry, &look->arena);
	ARRAY_GROW(look->entries, look->count, look->cap);
	look->entries[look->count++] = entry;
out:
	free(path);
}

static int
compare_files(const void *a, const void *b)
{
	const struct entry *const *x = a, *const *y = b;

	return strcmp((*x)->row.file, (*y)->row.file);
}

static int
compare_file_to(const void *file, const void *entry)
{
	const struct entry *const *e = entry;

	return strcmp(file, (*e)->row.file);
}

static bool
still_there(const void *data, const char *file)
{
	const struct look *look = data;

	return look->count > 0
	    && bsearch(file, look->entries, look->count,
		   sizeof(struct entry *), compare_file_to)
	    != NULL;
}

static void
remember(const struct look *look, struct index *index)
{
	struct index_entry *news = NULL;
	size_t count = 0, cap = 0;

	for (size_t i = 0; i < look->count; i++) {
		const struct entry *entry = look->entries[i];

		if (!entry->read || entry->stamp.inode == 0
		    || entry->row.problem != NULL)
			continue;
		ARRAY_GROW(news, count, cap);
		news[count].row = &entry->row;
		news[count++].stamp = entry->stamp;
	}
	index_save(index, news, count, still_there, look);
	free(news);
}

static bool
cannot_list(const char *folder, struct error *err)
{
	switch (errno) {
	case ENOTDIR:
		return error_set(err, ERR_USER,
		    "%s is not a folder, so it cannot hold a caseload. "
		    "Choose another one with --caseload.",
		    folder);
	case EACCES:
	case EPERM:
		return error_set(err, ERR_DENIED,
		    "You are not allowed to read the caseload folder %s. "
		    "Ask whoever looks after this computer.",
		    folder);
	default:
		return error_set(err, ERR_IO,
		    "The caseload folder %s could not be read (%s).", folder,
		    strerror(errno));
	}
}

bool
look_at_folder(struct look *look, const char *folder, struct index *index,
    struct error *err)
{
	DIR *dir = opendir(folder);
	const struct dirent *file;
	int problem;

	if (dir == NULL && errno != ENOENT)
		return cannot_list(folder, err);
	*look = (struct look){ 0 };
	arena_init(&look->arena);
	if (dir == NULL)
		return true;
	while (errno = 0, (file = readdir(dir)) != NULL) {
		if (is_plan_name(file->d_name))
			look_at_file(look, folder, index, file->d_name);
	}
	problem = errno;
	closedir(dir);
	if (problem != 0) {
		look_clear(look);
		errno = problem;
		return cannot_list(folder, err);
	}
	if (look->count > 0)
		qsort(look->entries, look->count, sizeof(struct entry *),
		    compare_files);
	if (index != NULL)
		remember(look, index);
	return true;
}

void
look_clear(struct look *look)
{
	arena_clear(&look->arena);
	free(look->entries);
	*look = (struct look){ 0 };
}
