#include "config.h"

#include "caseload/look.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* Within two seconds a file may be written again without a sign (times are that
 * coarse on some disks). This asks the true clock: a frozen one says nothing
 * about files. */
static bool
settled(const struct stat *st)
{
	return st->st_mtim.tv_sec + 2 < time(NULL);
}

static int64_t
nanoseconds(const struct timespec *time)
{
	return (int64_t)time->tv_sec * 1000000000 + time->tv_nsec;
}

static const char *
why_no_plan(const struct stat *st)
{
	if (S_ISREG(st->st_mode))
		return NULL;
	if (S_ISDIR(st->st_mode))
		return "It is a folder, not a plan.";
	/* reading a pipe would wait for ever */
	return "It is not a plan but a device or a pipe.";
}

void
look_at_path(const char *path, struct sight *out)
{
	struct stat st = { 0 };

	*out = (struct sight){ .there = true };
	if (stat(path, &st) == 0) {
		out->problem = why_no_plan(&st);
	} else if (errno != ENOENT) {
		out->problem =
		    "It cannot be looked at; you may not be allowed to.";
	} else {
		out->problem = "It is a link to a file that is not there.";
		out->there = lstat(path, &st) == 0;
	}
	out->settled = out->problem == NULL && settled(&st);
	out->stamp = (struct stamp){
		.size = st.st_size,
		.mtime_ns = nanoseconds(&st.st_mtim),
		.ctime_ns = nanoseconds(&st.st_ctim),
		.inode = (int64_t)st.st_ino,
	};
}

bool
stamp_equal(const struct stamp *a, const struct stamp *b)
{
	return a->inode == b->inode && a->size == b->size &&
	    a->mtime_ns == b->mtime_ns && a->ctime_ns == b->ctime_ns;
}

struct stamp
sight_stamp(const struct sight *sight)
{
	return sight->settled ? sight->stamp : (struct stamp){ 0 };
}

/* --- reading --- */

static const char *
text_or_empty(const char *text)
{
	return text != NULL ? text : "";
}

static void
set_problem(struct caseload_row *row, const struct sight *sight,
    const char *text)
{
	row->name = row->born = row->nhs_number = row->coordinator = "";
	row->kinds = row->stage = row->next_due = "";
	row->changed = sight->stamp.mtime_ns / 1000000000;
	row->problem = text;
}

static void
set_summary(struct caseload_row *row, const struct stored_summary *stored)
{
	const struct summary *s = &stored->summary;

	row->name = text_or_empty(s->name);
	row->born = text_or_empty(s->born);
	row->nhs_number = text_or_empty(s->nhs_number);
	row->coordinator = text_or_empty(s->coordinator);
	row->kinds = text_or_empty(s->kinds);
	row->stage = text_or_empty(s->stage);
	row->next_due = text_or_empty(s->next_due);
	row->done = s->done;
	row->asked = s->asked;
	row->changed = stored->changed;
	row->training = stored->training;
	row->has_money = s->has_money;
	row->indicative_pence = s->indicative_pence;
	row->planned_pence = s->planned_pence;
}

void
look_into(const char *path, const struct sight *sight, struct reading *out)
{
	*out = (struct reading){ .row = { .file = "" } };
	if (sight->problem != NULL)
		set_problem(&out->row, sight, sight->problem);
	else if (store_read_summary(path, &out->stored, &out->err))
		set_summary(&out->row, &out->stored);
	else
		set_problem(&out->row, sight, out->err.text);
}

void
reading_clear(struct reading *reading)
{
	stored_summary_clear(&reading->stored);
}

bool
look_is_plan_name(const char *name)
{
	size_t len = strlen(name), suffix = strlen(CASELOAD_SUFFIX);

	return name[0] != '.' && len > suffix
	    && strcmp(name + len - suffix, CASELOAD_SUFFIX) == 0;
}
