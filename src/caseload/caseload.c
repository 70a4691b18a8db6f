#include "config.h"

#include "caseload/caseload.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "caseload/index.h"
#include "caseload/look.h"

struct caseload {
	char *folder;
	struct index *index;
	struct look look;
	const struct entry **shown; /* those the filter lets through, in order */
	size_t shown_count;
	char *filter; /* folded */
	enum caseload_order order;
};

static int
compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* Where two rows are alike in what was asked for, the file name decides, so
 * that the list never depends on the folder's own order. */
static int
settle(int order, const struct entry *a, const struct entry *b)
{
	return order != 0 ? order : strcmp(a->row.file, b->row.file);
}

/* An empty text stands behind all others. */
static int
compare_texts(const char *a, const char *b)
{
	if ((*a == '\0') != (*b == '\0'))
		return *a == '\0' ? 1 : -1;
	return strcmp(a, b);
}

static int
compare_problems(const struct entry *a, const struct entry *b)
{
	return (a->row.problem != NULL) - (b->row.problem != NULL);
}

static int
by_name(const void *left, const void *right)
{
	const struct entry *a = *(const struct entry *const *)left;
	const struct entry *b = *(const struct entry *const *)right;
	int order = compare_problems(a, b);

	if (order == 0)
		order = compare_texts(a->sort_name, b->sort_name);
	if (order == 0 && a->row.problem == NULL)
		order = compare_numbers(b->row.changed, a->row.changed);
	return settle(order, a, b);
}

static int
by_due(const void *left, const void *right)
{
	const struct entry *a = *(const struct entry *const *)left;
	const struct entry *b = *(const struct entry *const *)right;
	int order = compare_problems(a, b);

	if (order == 0)
		order = compare_texts(a->row.next_due, b->row.next_due);
	if (order == 0)
		order = compare_texts(a->sort_name, b->sort_name);
	return settle(order, a, b);
}

static int
by_changed(const void *left, const void *right)
{
	const struct entry *a = *(const struct entry *const *)left;
	const struct entry *b = *(const struct entry *const *)right;
	int order = compare_problems(a, b);

	if (order == 0 && a->row.problem == NULL)
		order = compare_numbers(b->row.changed, a->row.changed);
	return settle(order, a, b);
}

static int (*const orders[])(const void *, const void *) = {
	[CASELOAD_BY_NAME] = by_name,
	[CASELOAD_BY_DUE] = by_due,
	[CASELOAD_BY_CHANGED] = by_changed,
};

/* Is every word of FILTER in the row's words? */
static bool
matches(const struct entry *entry, const char *filter)
{
	const char *at = filter + strspn(filter, " ");

	while (*at != '\0') {
		size_t len = strcspn(at, " ");

		if (memmem(entry->words, strlen(entry->words), at, len)
		    == NULL)
			return false;
		at += len;
		at += strspn(at, " ");
	}
	return true;
}

static void
show(struct caseload *caseload)
{
	const struct look *look = &caseload->look;

	free(caseload->shown);
	caseload->shown = xcalloc(look->count + 1, sizeof *caseload->shown);
	caseload->shown_count = 0;
	for (size_t i = 0; i < look->count; i++) {
		if (matches(look->entries[i], caseload->filter))
			caseload->shown[caseload->shown_count++] =
			    look->entries[i];
	}
	qsort(caseload->shown, caseload->shown_count, sizeof *caseload->shown,
	    orders[caseload->order]);
}

bool
caseload_open(const char *folder, const char *index, struct caseload **out,
    struct error *err)
{
	struct caseload *caseload = xcalloc(1, sizeof *caseload);

	caseload->folder = xstrdup(folder);
	caseload->filter = xstrdup("");
	if (index != NULL) {
		/* the same folder by another name is the same in the index */
		char *real = realpath(folder, NULL);

		if (real != NULL)
			caseload->index = index_open(index, real);
		free(real);
	}
	if (!caseload_refresh(caseload, err)) {
		caseload_close(caseload);
		return false;
	}
	*out = caseload;
	return true;
}

void
caseload_close(struct caseload *caseload)
{
	if (caseload == NULL)
		return;
	index_close(caseload->index);
	look_clear(&caseload->look);
	free(caseload->shown);
	free(caseload->filter);
	free(caseload->folder);
	free(caseload);
}

const char *
caseload_folder(const struct caseload *caseload)
{
	return caseload->folder;
}

bool
caseload_refresh(struct caseload *caseload, struct error *err)
{
	struct look look;

	if (!look_at_folder(&look, caseload->folder, caseload->index, err))
		return false;
	look_clear(&caseload->look);
	caseload->look = look;
	show(caseload);
	return true;
}

void
caseload_filter(struct caseload *caseload, const char *text)
{
	if (text == NULL)
		text = "";
	free(caseload->filter);
	caseload->filter = utf8_fold(text, strlen(text));
	show(caseload);
}

void
caseload_sort(struct caseload *caseload, enum caseload_order order)
{
	caseload->order = order;
	show(caseload);
}

size_t
caseload_count(const struct caseload *caseload)
{
	return caseload->shown_count;
}

const struct caseload_row *
caseload_row(const struct caseload *caseload, size_t at)
{
	assert(at < caseload->shown_count);
	return &caseload->shown[at]->row;
}

size_t
caseload_total(const struct caseload *caseload)
{
	return caseload->look.count;
}

size_t
caseload_problems(const struct caseload *caseload)
{
	return caseload->look.problems;
}

size_t
caseload_files_read(const struct caseload *caseload)
{
	return caseload->look.files_read;
}

char *
caseload_path(const struct caseload *caseload, const struct caseload_row *row)
{
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/%s", caseload->folder, row->file);
	return buf_take(&path);
}
