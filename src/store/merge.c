/* Two files of one plan become one. What both have is left as it is, what one has
 * is added; nothing is judged by a clock on a wall. */
#include "config.h"

#include <string.h>
#include <sys/stat.h>

#include "store/intake.h"

/* --- what is not merged --- */

#define FILE_MAX ((int64_t)1 << 30) /* bytes */

static bool
same_file(const struct store *store, const struct store *other)
{
	struct stat a, b;

	return stat(store->real, &a) == 0 && stat(other->real, &b) == 0 &&
	    a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static bool
not_too_large(const struct store *other, struct error *err)
{
	struct stat st;

	if (stat(other->real, &st) != 0 || st.st_size <= FILE_MAX)
		return true;
	return error_set(err, ERR_USER,
	    "The file %s is larger than a gigabyte, which a plan never is.",
	    other->path);
}

static bool
may_merge(const struct store *store, const struct store *other,
    struct error *err)
{
	if (same_file(store, other))
		return error_set(err, ERR_USER,
		    "Both names are of one and the same file, so there is "
		    "nothing to merge.");
	if (store->training != other->training)
		return error_set(err, ERR_USER,
		    "One of the two plans is made up for training and the other "
		    "is real. They are never merged.");
	if (!uid_equal(&store->plan, &other->plan))
		return error_set(err, ERR_USER,
		    "These are two different plans, not two files of the same "
		    "one. Only a copy of a plan can be merged with it.");
	if (store->created != other->created)
		return intake_differs(err);
	if (store->reader && (!other->reader ||
		strcmp(store->reader, other->reader) != 0))
		return error_set(err, ERR_USER,
		    "%s is a working copy for a %s, and must not take in a plan "
		    "that holds more. Merge it the other way round: the working "
		    "copy into the plan.",
		    store->path, store->reader);
	return not_too_large(other, err);
}

/* --- heads --- */

/* A head is what no other revision of its question names. */
#define NAMED                                                             \
	"EXISTS (SELECT 1 FROM revision_base b JOIN revision n USING (rev)" \
	" WHERE b.base = r.uid AND n.question = r.question)"

static bool
heads_anew(struct intake *intake, struct error *err)
{
	struct sql *sql = intake->into->sql;
	struct sql_stmt *stmt;
	bool ok;

	if (!sql_exec(sql,
		"DELETE FROM head WHERE EXISTS (SELECT 1 FROM revision r"
		" WHERE r.rev = head.rev AND " NAMED ")", err) ||
	    !sql_prepare(sql,
		"INSERT INTO head (question, rev) SELECT question, rev"
		" FROM revision r WHERE rev > :first_new AND NOT " NAMED,
		&stmt, err))
		return false;
	put_int(stmt, ":first_new", intake->first_new);
	ok = sql_run(stmt, err);
	sql_finalize(stmt);
	return ok;
}

/* --- merging --- */

typedef bool step_fn(struct intake *intake, struct error *err);

static bool
take_out(struct intake *intake, struct error *err)
{
	struct redacted redacted = { 0 };

	if (!redactions_apply(intake->into, &redacted, err))
		return false;
	intake->count.redactions = redacted.answers;
	return true;
}

/* The other file is read as it is at one moment. */
static bool
take_in(struct intake *intake, step_fn *const *steps, struct error *err)
{
	struct sql *from = intake->from->sql;
	bool ok = sql_exec(from, "BEGIN", err);

	for (size_t i = 0; ok && steps[i]; i++)
		ok = steps[i](intake, err);
	sql_rollback(from);
	return ok;
}

/* What is said is about merging, not about an answer on a screen. */
static bool
not_merged(struct error *err)
{
	if (err && err->code == ERR_FULL)
		return error_set(err, ERR_FULL,
		    "The two files were not merged because the disk is full. "
		    "Both are as they were. Make some room on the disk and try "
		    "again.");
	if (err && err->code == ERR_BUSY)
		return error_set(err, ERR_BUSY,
		    "The two files were not merged because somebody else was "
		    "saving for too long. Both are as they were; please try "
		    "again.");
	return error_prefix(err, "The two files were not merged; both are as "
				 "they were. ");
}

/* In one transaction, and both files as they were if any step fails. */
static bool
run(struct intake *intake, step_fn *const *steps, struct error *err)
{
	struct error why = { .text = "" };
	bool ok;

	if (!store_write_begin(intake->into, err))
		return not_merged(err);
	ok = take_in(intake, steps, &why);
	for (size_t i = 0; i < PUT_COUNT; i++) {
		sql_finalize(intake->put[i]);
		intake->put[i] = NULL;
	}
	if (store_write_end(intake->into, ok, ok ? &why : NULL))
		return true;
	if (err)
		*err = why;
	return not_merged(err);
}

bool
store_merge(struct store *store, struct store *other, struct merged *out,
    struct error *err)
{
	static step_fn *const steps[] = {
		intake_definitions, intake_sessions, intake_questions,
		intake_redactions, intake_revisions, intake_versions,
		intake_drafts, take_out, heads_anew, NULL,
	};
	struct intake intake;
	bool ok;

	*out = (struct merged){ 0 };
	if (!may_merge(store, other, err) || !store_is_sound(other, err))
		return not_merged(err);
	intake_init(&intake, store, other);
	ok = run(&intake, steps, err);
	if (ok)
		*out = intake.count;
	intake_clear(&intake);
	/* what was deleted has been overwritten already; this is for the rest */
	if (ok && out->redactions > 0)
		(void)!store_shrink(store, NULL);
	return ok;
}

bool
store_take_out_as(struct store *store, struct store *from, struct error *err)
{
	static step_fn *const steps[] = {
		intake_definitions, intake_sessions, intake_redactions,
		take_out, NULL,
	};
	struct intake intake;
	bool ok;

	if (!uid_equal(&store->plan, &from->plan))
		return error_set(err, ERR_USER,
		    "%s is of another plan, so it was left as it is.",
		    store->path);
	intake_init(&intake, store, from);
	ok = run(&intake, steps, err);
	ok = ok && (intake.count.redactions == 0 || store_shrink(store, err));
	intake_clear(&intake);
	return ok;
}

/* --- what a removal had seen --- */

bool
store_named(struct store *store, const struct uid *revision, bool *named,
    struct error *err)
{
	struct sql_stmt *stmt;

	if (!store_statement(store, SELECT_NAMED, &stmt, err))
		return store_read_failed(err);
	put_uid(stmt, ":uid", revision);
	if (!sql_step(stmt, named, err))
		return store_read_failed(err);
	sql_reset(stmt);
	return true;
}
