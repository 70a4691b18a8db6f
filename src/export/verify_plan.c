/* A plan file: every version that it keeps, and the last one made again. */
#include "config.h"

#include "export/verify.h"

#include <string.h>

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

/* Only what the plan still says can be made again. */
static bool
make_again(struct plan *plan, const struct stored_version *version,
    const struct pack *sealed, struct verdicts *out, struct error *err)
{
	const struct buf *json = pack_find(sealed, PACK_AGENCIES, PACK_PLAN);
	struct pack again;
	struct seal seal;
	struct date day;
	bool ok;

	if (json == NULL || !seal_day(json->data, json->len, &day))
		return true;
	plan_set_today(plan, day);
	ok = seal_make(plan, &seal, err);
	if (ok && memcmp(&seal.digest, &version->seal,
		      sizeof seal.digest) != 0) {
		verdict_add(out, VERDICT_NOTE, "",
		    "The plan, or the forms it is read with, changed after it "
		    "was sealed, so its documents were not made again to "
		    "compare them.");
	} else if (ok && words_missing(&seal.answers)) {
		verdict_add(out, VERDICT_NOTE, "",
		    "Words were taken out of the plan after it was sealed, so "
		    "its documents were not made again to compare them.");
	} else if (ok) {
		pack_make(plan, &seal, EVERY_AUDIENCE, &again);
		compare_packs(sealed, &again, out);
		pack_clear(&again);
	}
	seal_clear(&seal);
	return ok;
}

/* --- the whole file --- */

static bool
verify_version(struct plan *plan, const struct stored_version *version,
    const char *known_keys, struct verdicts *out, struct error *err)
{
	struct files files = { 0 };
	struct pack pack;
	bool ok;

	say_version(version, out);
	ok = version_pack(plan, &version->uid, NULL, &pack, err);
	if (ok) {
		pack_files(&pack, &files);
		who_signed_add(plan, &version->seal, AUDIENCE_AGENCIES, &files);
		verify_files(&files, known_keys, out);
		check_seal_of(version, &pack, out);
		ok = !version->last ||
		    make_again(plan, version, &pack, out, err);
	}
	files_clear(&files);
	pack_clear(&pack);
	return ok;
}

bool
verify_plan(struct plan *plan, const char *known_keys, struct verdicts *out,
    struct error *err)
{
	struct stored_version *list;
	size_t count;
	bool ok = store_versions(plan_store(plan), &list, &count, err);

	if (!ok)
		return false;
	if (count == 0)
		verdict_add(out, VERDICT_FAILS, "",
		    "This plan was never sealed, so there is nothing to "
		    "check. It is a draft.");
	for (size_t i = 0; ok && i < count; i++)
		ok = verify_version(plan, &list[i], known_keys, out, err);
	stored_versions_clear(list, count);
	return ok;
}
