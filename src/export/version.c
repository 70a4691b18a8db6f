#include "config.h"

#include "export/version.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "export/sealing.h"
#include "report/report.h"

#define TAKEN_OUT_HEAD                                                         \
	"Words were taken out of the plan after it was sealed, with somebody's\n"\
	"authority. These documents showed them, so they are no longer here. "   \
	"The seal\nand all other documents still hold. A pack has the pages "    \
	"made again, without the\nwords, in the folder made-again.\n\n"

/* --- sealing --- */

bool
version_seal(struct plan *plan, const char *about, struct uid *version,
    const char **note, struct error *err)
{
	struct sealing *sealing;

	if (!sealing_begin(plan, &sealing, err))
		return false;
	while (sealing_step(sealing))
		;
	return sealing_end(sealing, about, version, note, err);
}

/* --- reading --- */

void
version_clear(struct stored_version *version)
{
	free(version->who);
	free(version->about);
	free(version->bases);
	*version = (struct stored_version){ 0 };
}

bool
version_last(struct plan *plan, struct stored_version *out, bool *there,
    struct error *err)
{
	struct stored_version *list;
	size_t count, last = 0;

	*out = (struct stored_version){ 0 };
	*there = false;
	if (!store_versions(plan_store(plan), &list, &count, err))
		return false;
	/* they come oldest first */
	for (size_t i = 0; i < count; i++)
		if (list[i].last) {
			last = i;
			*there = true;
		}
	if (*there) {
		*out = list[last];
		list[last] = (struct stored_version){ 0 };
	}
	stored_versions_clear(list, count);
	return true;
}

/* The audience word that lives as long as the program. */
static const char *
lasting_word(const char *word)
{
	unsigned bit = audience_parse(word);

	return bit != 0 ? audience_word((enum audience)bit) : PACK_COMMON;
}

static bool
take_member(struct plan *plan, const struct uid *version,
    const struct stored_member *member, struct pack *out, struct error *err)
{
	struct buf *buf;
	void *bytes;
	size_t len;

	if (!store_member(plan_store(plan), version, member->audience,
		member->path, &bytes, &len, err))
		return false;
	buf = pack_add(out, lasting_word(member->audience), member->path);
	if (bytes != NULL)
		buf_add_bytes(buf, bytes, len);
	free(bytes);
	return true;
}

static void
add_taken_out(const struct stored_member *member, struct buf *list)
{
	if (list->len == 0)
		buf_add(list, TAKEN_OUT_HEAD);
	buf_addf(list, TAKEN_OUT_MARK "%s%s%s\n", member->audience,
	    member->audience[0] != '\0' ? "/" : "", member->path);
}

bool
version_pack(struct plan *plan, const struct uid *version, const char *audience,
    struct pack *out, struct error *err)
{
	struct stored_member *list;
	struct buf taken_out;
	size_t count;
	bool ok;

	*out = (struct pack){ 0 };
	if (!store_members(plan_store(plan), version, &list, &count, err))
		return false;
	buf_init(&taken_out);
	ok = true;
	for (size_t i = 0; ok && i < count; i++) {
		if (audience != NULL &&
		    strcmp(list[i].audience, audience) != 0 &&
		    strcmp(list[i].audience, PACK_COMMON) != 0)
			continue;
		if (list[i].taken_out)
			add_taken_out(&list[i], &taken_out);
		else
			ok = take_member(plan, version, &list[i], out, err);
	}
	if (ok && taken_out.len > 0)
		*pack_add(out, PACK_COMMON, PACK_TAKEN_OUT) = taken_out;
	else
		buf_clear(&taken_out);
	stored_members_clear(list, count);
	return ok;
}

bool
version_signable(struct plan *plan, const struct uid *version, struct buf *out,
    struct error *err)
{
	void *bytes;
	size_t len;

	buf_init(out);
	if (!store_member(plan_store(plan), version, PACK_COMMON, PACK_SEAL,
		&bytes, &len, err))
		return false;
	if (bytes == NULL)
		return error_set(err, ERR_CORRUPT,
		    "What is to be signed is not in the plan file, though the "
		    "version is. Run oneplan check on it.");
	buf_add_bytes(out, bytes, len);
	free(bytes);
	return true;
}
