/* A plan file: every version that it keeps, and the last one made again. */
#include "config.h"

#include "export/verify.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "export/pack.h"
#include "export/seal.h"
#include "export/version.h"
#include "export/who_signed.h"

static void
say_version(const struct stored_version *version, struct verdicts *out)
{
	char day[32];

	date_format_long(clock_day(version->at), day);
	verdict_add(out, VERDICT_NOTE, "",
	    "The version that %s sealed on %s%s%s:", version->who, day,
	    version->about[0] != '\0' ? ", " : "", version->about);
}

/* Does the file say the same seal as its documents? */
static void
check_seal_of(const struct stored_version *version, const struct pack *pack,
    struct verdicts *out)
{
	const struct buf *json = pack_find(pack, PACK_AGENCIES, PACK_PLAN);
	struct digest digest;

	if (json == NULL)
		return; /* said already */
	digest = digest_of(json->data, json->len);
	if (memcmp(&digest, &version->seal, sizeof digest) != 0)
		verdict_add(out, VERDICT_FAILS, PACK_AGENCIES "/" PACK_PLAN,
		    "It is not what the plan file says was sealed.");
}

/* --- making it again --- */

static void
compare_packs(const struct pack *sealed, const struct pack *again,
    struct verdicts *out)
{
	size_t failed = out->failed, not_made = 0;

	for (size_t i = 0; i < sealed->count; i++) {
		const struct pack_member *member = &sealed->items[i];
		const struct buf *made =
		    pack_find(again, member->audience, member->path);
		struct buf path;

		if (made == NULL)
			not_made++;
		if (made == NULL || strstr(member->path, ".sha256") != NULL ||
		    (made->len == member->bytes.len &&
			memcmp(made->data, member->bytes.data, made->len) == 0))
			continue;
		buf_init(&path);
		buf_addf(&path, "%s/%s", member->audience, member->path);
		verdict_add(out, VERDICT_FAILS, path.data,
		    "Made again from the answers it is different. Either this "
		    "oneplan writes it in another way than the one that sealed "
		    "it, or it does not show what the answers say.");
		buf_clear(&path);
	}
	if (out->failed == failed)
		verdict_add(out, VERDICT_HOLDS, "",
		    "Made again from the answers in the plan, the documents "
		    "are the same, letter by letter.");
	if (not_made > 0)
		verdict_add(out, VERDICT_NOTE, "",
		    "%zu of the documents could not be made again on this "
		    "computer.", not_made);
}

static bool
words_missing(const struct sealed_answers *answers)
{
	for (size_t i = 0; i < answers->count; i++)
		if (value_is_none(&answers->items[i].value))
			return true;
	return false;
}

struct verifying_plan {
	struct plan *plan;
	const char *known_keys;
	struct verdicts *out;
	struct stored_version *list;
	size_t count, next;
	/* a version that is made again: what was sealed, and what is made */
	struct pack sealed;
	struct seal seal;
	struct making *making; /* NULL: none is */
	struct plan *then; /* as it stood when it was sealed, or NULL */
};

/* Only what the plan still says can be made again. Pages reckon with what is not
 * signed too, such as the days of reviews, so it is made from what the plan said
 * when it was sealed, and not from what was written down since. */
static bool
begin_again(struct verifying_plan *work, const struct stored_version *version,
    struct error *err)
{
	const struct buf *json =
	    pack_find(&work->sealed, PACK_AGENCIES, PACK_PLAN);
	struct verdicts *out = work->out;
	struct date day;

	if (json == NULL || !seal_day(json->data, json->len, &day))
		return true;
	if (!plan_open_at(work->plan, version->at, &work->then, err))
		return false;
	plan_set_today(work->then, day);
	if (!seal_make(work->then, &work->seal, err))
		return false;
	if (memcmp(&work->seal.digest, &version->seal,
		sizeof work->seal.digest) != 0)
		verdict_add(out, VERDICT_NOTE, "",
		    "The plan, or the forms it is read with, changed after it "
		    "was sealed, so its documents were not made again to "
		    "compare them.");
	else if (words_missing(&work->seal.answers))
		verdict_add(out, VERDICT_NOTE, "",
		    "Words were taken out of the plan after it was sealed, so "
		    "its documents were not made again to compare them.");
	else
		work->making = making_new(work->then, &work->seal,
		    EVERY_AUDIENCE);
	return true;
}

/* Nothing is being made any more. */
static void
clear_again(struct verifying_plan *work)
{
	making_free(work->making);
	work->making = NULL;
	plan_close(work->then);
	work->then = NULL;
	seal_clear(&work->seal);
	pack_clear(&work->sealed);
}

static void
end_again(struct verifying_plan *work)
{
	struct pack again;

	making_end(work->making, &again);
	work->making = NULL;
	compare_packs(&work->sealed, &again, work->out);
	pack_clear(&again);
	clear_again(work);
}

/* --- the whole file --- */

static bool
verify_version(struct verifying_plan *work,
    const struct stored_version *version, struct error *err)
{
	struct files files = { 0 };
	bool ok;

	say_version(version, work->out);
	ok = version_pack(work->plan, &version->uid, NULL, &work->sealed, err);
	if (ok) {
		pack_files(&work->sealed, &files);
		who_signed_add(work->plan, &version->seal, AUDIENCE_AGENCIES,
		    &files);
		verify_files(&files, work->known_keys, work->out);
		check_seal_of(version, &work->sealed, work->out);
		ok = !version->last || begin_again(work, version, err);
	}
	files_clear(&files);
	if (work->making == NULL)
		clear_again(work);
	return ok;
}

bool
verifying_begin(struct plan *plan, const char *known_keys,
    struct verdicts *out, struct verifying_plan **work, struct error *err)
{
	*work = xcalloc(1, sizeof **work);
	(*work)->plan = plan;
	(*work)->known_keys = known_keys;
	(*work)->out = out;
	if (!store_versions(plan_store(plan), &(*work)->list, &(*work)->count,
		err)) {
		free(*work);
		*work = NULL;
		return false;
	}
	if ((*work)->count == 0)
		verdict_add(out, VERDICT_FAILS, "",
		    "This plan was never sealed, so there is nothing to "
		    "check. It is a draft.");
	return true;
}

bool
verifying_step(struct verifying_plan *work, bool *more, struct error *err)
{
	bool ok = true;

	if (work->making != NULL && !making_step(work->making))
		end_again(work);
	else if (work->making == NULL && work->next < work->count)
		ok = verify_version(work, &work->list[work->next++], err);
	*more = ok && (work->making != NULL || work->next < work->count);
	return ok;
}

struct how_far
verifying_far(const struct verifying_plan *work)
{
	return work->making != NULL ? making_far(work->making)
				    : (struct how_far){ 0, 0 };
}

void
verifying_free(struct verifying_plan *work)
{
	if (work == NULL)
		return;
	clear_again(work);
	stored_versions_clear(work->list, work->count);
	free(work);
}

bool
verify_plan(struct plan *plan, const char *known_keys, struct verdicts *out,
    struct error *err)
{
	struct verifying_plan *work;
	bool ok = verifying_begin(plan, known_keys, out, &work, err), more = ok;

	while (more)
		ok = verifying_step(work, &more, err);
	verifying_free(work);
	return ok;
}
