#include "config.h"

#include "plan/branch.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/file_name.h"
#include "base/outfile.h"
#include "plan/plan_private.h"

#define FOLDER "what-if"
#define MARK   "-what-if" /* stands behind the plan's own name */
#define SUFFIX ".oneplan"

const char *
plan_what_if(const struct plan *plan)
{
	const struct what_if *mark = store_what_if(plan->store);

	return mark ? mark->title : NULL;
}

/* --- where they are --- */

/* How many bytes of PATH are its folder, with the slash. */
static size_t
folder_len(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? (size_t)(slash - path) + 1 : 0;
}

char *
branch_folder(const char *path)
{
	struct buf folder;

	buf_init(&folder);
	buf_add_bytes(&folder, path, folder_len(path));
	buf_add(&folder, FOLDER);
	return buf_take(&folder);
}

/* The folder that the what ifs of PLAN's plan are in. */
static char *
folder_of(const struct plan *plan)
{
	const char *path = store_path(plan->store);
	size_t len = folder_len(path);

	if (!plan_what_if(plan))
		return branch_folder(path);
	return len > 1 ? xstrndup(path, len - 1) : xstrdup(len ? "/" : ".");
}

static const struct uid *
plan_of(const struct plan *plan)
{
	const struct what_if *mark = store_what_if(plan->store);

	return mark ? &mark->of : store_plan_uid(plan->store);
}

bool
branch_home(const struct plan *branch, char **path, struct error *err)
{
	const char *own = store_path(branch->store);
	size_t folder = folder_len(own), len = strlen(own);
	struct stored_summary summary;
	struct buf home;
	size_t at = len;
	bool ok;

	size_t above = folder > strlen(FOLDER) ? folder - strlen(FOLDER) - 1
					       : 0;

	/* "F/what-if/kwame-what-if-2.oneplan" was made from
	 * "F/kwame.oneplan" */
	for (size_t i = folder; i + strlen(MARK) <= len; i++)
		if (strncmp(own + i, MARK, strlen(MARK)) == 0)
			at = i;
	buf_init(&home);
	if (strncmp(own + above, FOLDER "/", strlen(FOLDER) + 1) == 0) {
		buf_add_bytes(&home, own, above);
	} else {
		buf_add_bytes(&home, own, folder);
		buf_add(&home, "../");
	}
	buf_add_bytes(&home, own + folder, at - folder);
	buf_add(&home, SUFFIX);
	ok = store_read_summary(home.data, &summary, NULL);
	if (ok) {
		ok = uid_equal(&summary.plan, plan_of(branch));
		stored_summary_clear(&summary);
	}
	if (ok)
		*path = buf_take(&home);
	buf_clear(&home);
	return ok || error_set(err, ERR_USER, "The plan that this what if was "
	    "made from is not beside it any more. Open the plan from the list, "
	    "and look at its what ifs there.");
}

static int
by_path(const void *a, const void *b)
{
	return strcmp(((const struct branch *)a)->path,
	    ((const struct branch *)b)->path);
}

static void
add_file(const struct plan *plan, const char *path, struct branch_list *out)
{
	struct stored_summary summary;
	const struct what_if *mark;
	struct store *store;

	if (!store_open(path, STORE_READ, &store, NULL, NULL))
		return;
	mark = store_what_if(store);
	if (mark && uid_equal(&mark->of, plan_of(plan)) &&
	    store_read_summary(path, &summary, NULL)) {
		ARRAY_GROW(out->items, out->count, out->cap);
		out->items[out->count++] = (struct branch){
			.path = xstrdup(path),
			.title = xstrdup(mark->title),
			.changed = summary.changed,
		};
		stored_summary_clear(&summary);
	}
	store_close(store);
}

void
branch_list_read(const struct plan *plan, struct branch_list *out)
{
	char *folder = folder_of(plan);
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	struct buf path;

	*out = (struct branch_list){ 0 };
	buf_init(&path);
	while (dir && (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.' ||
		    !file_name_ends(entry->d_name, SUFFIX))
			continue;
		buf_reset(&path);
		buf_addf(&path, "%s/%s", folder, entry->d_name);
		add_file(plan, path.data, out);
	}
	if (dir)
		closedir(dir);
	if (out->count)
		qsort(out->items, out->count, sizeof *out->items, by_path);
	buf_clear(&path);
	free(folder);
}

void
branch_list_clear(struct branch_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].path);
		free(list->items[i].title);
	}
	free(list->items);
	*list = (struct branch_list){ 0 };
}

bool
branch_make(struct plan *plan, const char *title, char **path,
    struct error *err)
{
	const char *own = store_path(plan->store);
	const char *file = own + folder_len(own);
	char *folder = branch_folder(own);
	size_t len = strlen(file);
	struct buf stem;
	bool ok;

	buf_init(&stem);
	if (file_name_ends(file, SUFFIX))
		len -= strlen(SUFFIX);
	buf_add_bytes(&stem, file, len);
	buf_add(&stem, MARK);
	*path = NULL;
	/* of a what if the store says why it makes none */
	ok = plan_what_if(plan) || folder_make(folder, err);
	if (ok) {
		*path = file_name_free(folder, stem.data, SUFFIX, true);
		ok = store_branch(plan->store, *path, title, err);
	}
	if (!ok) {
		free(*path);
		*path = NULL;
	}
	buf_clear(&stem);
	free(folder);
	return ok;
}

/* --- keeping it --- */

/* What the plan holds now under NAME in ROW; NULL: nothing, or these forms do
 * not know it. */
static const struct answer *
answer_now(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct repeat *repeat = form_set_row_answer(plan->forms, name);
	const struct field *field = form_set_field(plan->forms, name);
	const struct plan_row *found;

	if (!repeat)
		return field ? plan_answer(plan, field, row) : NULL;
	found = plan_find_row(plan, repeat, row);
	if (!found)
		return NULL;
	if (strcmp(name, repeat->position_name) == 0)
		return &found->own[ROW_POSITION];
	if (strcmp(name, repeat->parent_name) == 0)
		return &found->own[ROW_PARENT];
	return &found->own[ROW_REMOVED];
}

static void
mark_view(const struct plan *plan, const char *name, bool *also)
{
	const struct repeat *repeat = form_set_row_answer(plan->forms, name);

	if (repeat)
		also[repeat->index] = true;
}

/* Gathers the changes; how many answers, and how many of them the plan has
 * changed as well, are counted without the rows' own. */
static void
gather(const struct plan *plan, const struct what_if_change *changes,
    size_t count, struct plan_write *write, bool *also, size_t *changed,
    size_t *both)
{
	const struct value none = { .kind = VALUE_NONE };

	for (size_t i = 0; i < count; i++) {
		const struct what_if_change *change = &changes[i];
		const struct answer *now =
		    answer_now(plan, change->field, &change->row);
		const struct value *value = now ? &now->value : &none;

		/* words that were taken out do not come back this way */
		if (value_equal(value, &change->value) ||
		    (now && now->taken_out))
			continue;
		plan_write_add(write, change->field, &change->row, value,
		    &change->value, change->bases, change->base_count, true);
		plan_write_voice(write, now ? now->voice : NULL,
		    change->voice);
		mark_view(plan, change->field, also);
		if (form_set_row_answer(plan->forms, change->field))
			continue;
		++*changed;
		*both += !value_equal(value, &change->was);
	}
}

static bool
may_keep(const struct plan *plan, const struct plan *branch, struct error *err)
{
	const struct what_if *mark = store_what_if(branch->store);

	if (!mark || !uid_equal(&mark->of, store_plan_uid(plan->store)))
		return error_set(err, ERR_USER, "That is no what if of this "
		    "plan, so nothing was taken from it.");
	if (!plan->writable)
		return error_set(err, ERR_DENIED,
		    "This plan was opened to look at only, so nothing was "
		    "taken into it.");
	return true;
}

bool
branch_keep(struct plan *plan, struct plan *branch, size_t *changed,
    size_t *both, struct error *err)
{
	struct plan_write write = { 0 };
	struct what_if_change *changes;
	bool *also, others, ok;
	size_t count;

	*changed = *both = 0;
	if (!may_keep(plan, branch, err) ||
	    !store_what_if_changes(branch->store, &changes, &count, err))
		return false;
	(void)plan_refresh(plan, &others, NULL);
	also = xcalloc(plan->forms->repeat_count + 1, sizeof *also);
	gather(plan, changes, count, &write, also, changed, both);
	what_if_changes_clear(changes, count);
	ok = plan_put_views(plan, also, err);
	free(also);
	if (!ok) {
		plan_write_clear(&write);
		return false;
	}
	if (write.count)
		undo_stack_clear(&plan->undone);
	return plan_write_commit(plan, &write, NULL,
	    write.count ? &plan->done : NULL, xstrdup("what was tried out"),
	    err);
}
