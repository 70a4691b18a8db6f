/* Revisions and redactions of another file, taken in as they are. */
#include "config.h"

#include "store/intake.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* One revision as it stands in a file. Its digest is the same in every file,
 * whether the words are there, were taken out or are withheld. */
struct row {
	int64_t rev, session, question, clock, at;
	struct uid uid;
	struct value value;
	unsigned char salt[ANSWER_SALT_MAX];
	size_t salt_len;
	char *voice; /* or NULL */
	bool known;  /* the words are there, or it was cleared */
	bool taken_out;
	struct digest digest;
};

static void
row_clear(struct row *row)
{
	value_clear(&row->value);
	free(row->voice);
}

/* A digest that is not there at all is all zero, which no words have. */
static struct digest
digest_in(struct sql_stmt *stmt, int column)
{
	struct digest digest = { { 0 } };
	size_t len;
	const void *bytes = sql_blob(stmt, column, &len);

	if (bytes && len == DIGEST_BYTES)
		memcpy(digest.bytes, bytes, DIGEST_BYTES);
	return digest;
}

static bool
same_digest(const struct digest *a, const struct digest *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

/* From a row of REVISION_COLUMNS. */
static void
row_take(struct sql_stmt *stmt, struct row *out)
{
	const void *salt;

	*out = (struct row){
		.rev = sql_int(stmt, 0),
		.uid = take_uid(stmt, 1),
		.session = sql_int(stmt, 2),
		.question = sql_int(stmt, 3),
		.clock = sql_int(stmt, 6),
		.at = sql_int(stmt, 7),
		.voice = take_text_or_null(stmt, 8),
		.known = !sql_is_null(stmt, 5),
		.taken_out = !sql_is_null(stmt, 9),
	};
	if (!out->known) {
		out->digest = digest_in(stmt, out->taken_out ? 9 : 10);
		return;
	}
	sql_value(stmt, 4, &out->value);
	salt = sql_blob(stmt, 5, &out->salt_len);
	if (out->salt_len > ANSWER_SALT_MAX)
		out->salt_len = ANSWER_SALT_MAX;
	if (out->salt_len > 0)
		memcpy(out->salt, salt, out->salt_len);
	out->digest = answer_digest_of(out->salt, out->salt_len, &out->value);
}

static bool
row_find(struct intake *intake, const struct uid *uid, struct row *out,
    bool *there, struct error *err)
{
	struct sql_stmt *stmt;

	if (!intake_put(intake, GET_REVISION, &stmt, err))
		return false;
	put_uid(stmt, ":uid", uid);
	if (!sql_step(stmt, there, err))
		return false;
	if (*there)
		row_take(stmt, out);
	sql_reset(stmt);
	return true;
}

/* --- bases --- */

static bool
read_bases(struct store *store, struct base_list *out, struct error *err)
{
	struct sql_stmt *stmt;
	bool more, ok;

	if (!sql_prepare(store->sql,
		"SELECT rev, base FROM revision_base ORDER BY rev, base", &stmt,
		err))
		return false;
	while ((ok = sql_step(stmt, &more, err)) && more) {
		ARRAY_GROW(out->items, out->count, out->cap);
		out->items[out->count++] = (struct base){
			.rev = sql_int(stmt, 0),
			.uid = take_uid(stmt, 1),
		};
	}
	sql_finalize(stmt);
	return ok;
}

/* The bases of REV: *COUNT of them. */
static const struct base *
bases_of(const struct base_list *list, int64_t rev, size_t *count)
{
	size_t low = 0, high = list->count, end;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (list->items[mid].rev < rev)
			low = mid + 1;
		else
			high = mid;
	}
	for (end = low; end < list->count && list->items[end].rev == rev;)
		end++;
	*count = end - low;
	return list->items ? list->items + low : NULL;
}

static bool
same_bases(const struct intake *intake, int64_t our_rev, int64_t their_rev)
{
	size_t a, b;
	const struct base *ours = bases_of(&intake->ours, our_rev, &a);
	const struct base *theirs = bases_of(&intake->theirs, their_rev, &b);

	if (a != b)
		return false;
	for (size_t i = 0; i < a; i++)
		if (!uid_equal(&ours[i].uid, &theirs[i].uid))
			return false;
	return true;
}

/* --- redactions --- */

/* Who says that words were taken out must know their digest. */
static bool
fits(struct intake *intake, const struct uid *of, const struct digest *digest,
    struct error *err)
{
	struct row row;
	bool there, same;

	if (!row_find(intake, of, &row, &there, err))
		return false;
	if (!there)
		return true;
	same = same_digest(&row.digest, digest);
	row_clear(&row);
	return same || intake_differs(err);
}

static bool
take_redaction(struct intake *intake, struct sql_stmt *from, struct error *err)
{
	const struct id_pair *session =
	    id_map_find(&intake->sessions, sql_int(from, 3));
	struct uid of = take_uid(from, 0);
	struct digest digest = digest_in(from, 2);
	struct sql_stmt *stmt;

	if (!session)
		return intake_differs(err);
	if (!fits(intake, &of, &digest, err) ||
	    !intake_put(intake, PUT_REDACTION, &stmt, err))
		return false;
	put_blob_of(stmt, ":of", from, 0);
	put_blob_of(stmt, ":uid", from, 1);
	put_blob_of(stmt, ":value_digest", from, 2);
	put_int(stmt, ":session", session->into);
	put_int(stmt, ":at", sql_int(from, 4));
	put_text(stmt, ":why", sql_text(from, 5));
	put_text(stmt, ":taken_by", sql_text(from, 6));
	put_text(stmt, ":authority", sql_text(from, 7));
	return sql_run(stmt, err);
}

/* Where not all is taken in, a reason stays with the words it was given for. */
static bool
wanted(const struct intake *intake, struct sql_stmt *from)
{
	const struct id_pair *question;

	if (!intake->part)
		return true;
	question = id_map_find(&intake->questions, sql_int(from, 8));
	return question && question->part == PART_WHOLE;
}

bool
intake_redactions(struct intake *intake, struct error *err)
{
	struct sql_stmt *from;
	bool more, ok;

	if (!sql_prepare(intake->from->sql,
		"SELECT of, x.uid, value_digest, x.session, x.at, why, taken_by,"
		" authority, r.question"
		" FROM redaction x LEFT JOIN revision r ON r.uid = x.of",
		&from, err))
		return false;
	while ((ok = sql_step(from, &more, err)) && more)
		if (wanted(intake, from) &&
		    !(ok = take_redaction(intake, from, err)))
			break;
	sql_finalize(from);
	return ok;
}

/* --- revisions --- */

/* Whose words they are is there where the words are, and only there. */
static bool
same_voice(const struct row *ours, const struct row *theirs)
{
	if (!ours->known || !theirs->known)
		return true;
	if (!ours->voice || !theirs->voice)
		return ours->voice == theirs->voice;
	return strcmp(ours->voice, theirs->voice) == 0;
}

/* What is in both must be the same in all but whether the words are there. */
static bool
row_same(const struct intake *intake, const struct row *ours,
    const struct row *theirs)
{
	const struct id_pair *session =
	    id_map_find(&intake->sessions, theirs->session);
	const struct id_pair *question =
	    id_map_find(&intake->questions, theirs->question);

	return session && question && ours->session == session->into &&
	    ours->question == question->into && ours->clock == theirs->clock &&
	    ours->at == theirs->at &&
	    same_voice(ours, theirs) &&
	    same_digest(&ours->digest, &theirs->digest) &&
	    same_bases(intake, ours->rev, theirs->rev);
}

static bool
put_withheld(struct intake *intake, const struct row *row, struct error *err)
{
	struct sql_stmt *stmt;

	if (!intake_put(intake, PUT_WITHHELD, &stmt, err))
		return false;
	put_uid(stmt, ":of", &row->uid);
	sql_bind_blob(stmt, sql_param(stmt, ":value_digest"), row->digest.bytes,
	    DIGEST_BYTES);
	return sql_run(stmt, err);
}

static void
put_words(struct sql_stmt *stmt, const struct row *row)
{
	sql_bind_value(stmt, sql_param(stmt, ":value"), &row->value);
	sql_bind_blob(stmt, sql_param(stmt, ":salt"),
	    row->salt_len > 0 ? (const void *)row->salt : "", row->salt_len);
	put_text(stmt, ":voice", row->voice);
}

/* Words that this file was without come back to it from one that has them. */
static bool
fill(struct intake *intake, const struct row *row, struct error *err)
{
	struct sql_stmt *stmt;

	if (intake->into->reader)
		return error_set(err, ERR_USER,
		    "This is a working copy that is meant to be without some "
		    "answers, and the other file has them. Merge it the other "
		    "way round: the working copy into the plan.");
	if (!intake_put(intake, FILL_REVISION, &stmt, err))
		return false;
	put_words(stmt, row);
	put_uid(stmt, ":uid", &row->uid);
	if (!sql_run(stmt, err) ||
	    !intake_put(intake, DROP_WITHHELD, &stmt, err))
		return false;
	put_uid(stmt, ":of", &row->uid);
	intake->count.filled++;
	return sql_run(stmt, err);
}

/* Was it taken out here, before it ever came? */
static bool
taken_out_here(struct intake *intake, const struct row *row, bool *out,
    struct error *err)
{
	struct digest digest = row->digest;
	struct sql_stmt *stmt;

	if (!intake_put(intake, GET_REDACTED, &stmt, err))
		return false;
	put_uid(stmt, ":of", &row->uid);
	if (!sql_step(stmt, out, err))
		return false;
	if (*out)
		digest = digest_in(stmt, 0);
	sql_reset(stmt);
	return same_digest(&digest, &row->digest) || intake_differs(err);
}

static bool
insert_bases(struct intake *intake, const struct row *row, int64_t rev,
    struct error *err)
{
	size_t count;
	const struct base *bases =
	    bases_of(&intake->theirs, row->rev, &count);
	struct sql_stmt *stmt;

	if (count > 0 && !store_statement(intake->into, INSERT_BASE, &stmt, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		put_uid(stmt, ":base", &bases[i].uid);
		put_int(stmt, ":rev", rev);
		if (!sql_run(stmt, err))
			return false;
	}
	return true;
}

static bool
insert(struct intake *intake, const struct row *row, struct error *err)
{
	const struct id_pair *session =
	    id_map_find(&intake->sessions, row->session);
	const struct id_pair *question =
	    id_map_find(&intake->questions, row->question);
	bool known = row->known, taken_out;
	struct sql_stmt *stmt;

	if (!session || !question)
		return intake_differs(err);
	if (!taken_out_here(intake, row, &taken_out, err) ||
	    !intake_put(intake, PUT_REVISION, &stmt, err))
		return false;
	if (taken_out)
		intake->count.kept_out += known;
	known = known && !taken_out && question->part == PART_WHOLE;
	put_uid(stmt, ":uid", &row->uid);
	put_int(stmt, ":session", session->into);
	put_int(stmt, ":question", question->into);
	if (known)
		put_words(stmt, row);
	put_int(stmt, ":clock", row->clock);
	put_int(stmt, ":at", row->at);
	if (!sql_run(stmt, err) ||
	    !insert_bases(intake, row, sql_last_rowid(intake->into->sql), err))
		return false;
	intake->into->written = row->uid;
	intake->count.answers++;
	return known || taken_out || put_withheld(intake, row, err);
}

static bool
take(struct intake *intake, const struct row *theirs, struct error *err)
{
	struct row ours;
	bool there, ok, lacks;

	if (!row_find(intake, &theirs->uid, &ours, &there, err))
		return false;
	if (!there)
		return insert(intake, theirs, err);
	ok = row_same(intake, &ours, theirs) || intake_differs(err);
	lacks = !ours.known && !ours.taken_out;
	if (ok && ours.taken_out)
		intake->count.kept_out += theirs->known;
	row_clear(&ours);
	if (ok && lacks && theirs->known)
		return fill(intake, theirs, err);
	return ok;
}

static bool
last_revision(struct store *store, int64_t *out, struct error *err)
{
	return sql_query_int(store->sql,
	    "SELECT coalesce(max(rev), 0) FROM revision", out, err);
}

bool
intake_revisions(struct intake *intake, struct error *err)
{
	struct sql_stmt *from;
	bool more, ok;

	if (!read_bases(intake->into, &intake->ours, err) ||
	    !read_bases(intake->from, &intake->theirs, err) ||
	    !last_revision(intake->into, &intake->first_new, err) ||
	    !sql_prepare(intake->from->sql,
		"SELECT " REVISION_COLUMNS " FROM revision r ORDER BY r.rev",
		&from, err))
		return false;
	while ((ok = sql_step(from, &more, err)) && more) {
		const struct id_pair *question;
		struct row row;

		row_take(from, &row);
		question = id_map_find(&intake->questions, row.question);
		ok = question && question->part == PART_NOTHING
		    ? true
		    : take(intake, &row, err);
		row_clear(&row);
		if (!ok)
			break;
	}
	sql_finalize(from);
	return ok;
}
