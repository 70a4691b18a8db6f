#include "config.h"

#include "export/made_again.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/digest.h"
#include "export/seal.h"
#include "store/store.h"

/* One version, as it was sealed. */
struct making_again {
	struct plan *plan;   /* as it is now */
	struct plan *sealed; /* as it was; NULL: nothing was needed yet */
	const struct uid *version;
	bool same_forms;
};

/* --- as it was sealed --- */

/* Does what was sealed name FORM as it is? */
static bool
names_form(const struct form *form, const char *json)
{
	struct digest digest = digest_of(form->text, form->text_len);
	char hex[DIGEST_HEX_LEN + 1];

	digest_format(&digest, hex);
	return strstr(json, hex) != NULL;
}

/* Its day is today for it, and its forms may have changed since. */
static bool
read_seal(struct making_again *again, struct error *err)
{
	const struct form_set *forms = plan_forms(again->plan);
	struct date day;
	void *bytes;
	struct buf json;
	size_t len;

	if (!store_member(plan_store(again->plan), again->version,
		SEALED_AUDIENCE, SEALED_PATH, &bytes, &len, err))
		return false;
	buf_init(&json);
	if (bytes != NULL)
		buf_add_bytes(&json, bytes, len);
	free(bytes);
	if (seal_day(json.data, json.len, &day))
		plan_set_today(again->sealed, day);
	again->same_forms = true;
	for (size_t i = 0; i < forms->form_count; i++)
		again->same_forms = again->same_forms &&
		    names_form(forms->forms[i], json.data);
	buf_clear(&json);
	return true;
}

static bool
open_sealed(struct making_again *again, struct error *err)
{
	if (again->sealed != NULL)
		return true;
	return plan_open_sealed(again->plan, again->version, &again->sealed,
		   err) &&
	    read_seal(again, err);
}

/* --- its pages --- */

static void
add_note(const struct making_again *again, const struct stored_member *member,
    struct buf *out)
{
	char day[32], hex[DIGEST_HEX_LEN + 1];

	date_format_long(plan_today(again->plan), day);
	digest_format(&member->digest, hex);
	buf_addf(out,
	    "Made again on %s, after words were taken out of the plan. The page "
	    "that was signed was %s/%s, with the SHA-256 digest %s.%s",
	    day, member->audience, member->path, hex,
	    again->same_forms ? ""
			      : " The forms have changed since it was signed, "
				"so some questions may be worded in another "
				"way here.");
}

static bool
make_one(struct making_again *again, const struct stored_member *member,
    struct pack *pack, size_t *count, struct error *err)
{
	unsigned bit = audience_parse(member->audience);
	struct buf note, page, path;

	if (bit == 0)
		return true; /* of all readers: no page */
	if (!open_sealed(again, err))
		return false;
	buf_init(&note);
	buf_init(&page);
	add_note(again, member, &note);
	if (pack_make_again(again->sealed, (enum audience)bit, member->path,
		note.data, &page)) {
		buf_init(&path);
		buf_addf(&path, PACK_MADE_AGAIN "/%s/%s", member->audience,
		    member->path);
		*pack_add(pack, PACK_COMMON, path.data) = page;
		buf_clear(&path);
		++*count;
	} else {
		buf_clear(&page);
	}
	buf_clear(&note);
	return true;
}

bool
made_again_add(struct plan *plan, const struct uid *version,
    const char *audience, struct pack *pack, size_t *count, struct error *err)
{
	struct making_again again = { .plan = plan, .version = version };
	struct stored_member *list;
	size_t members;
	bool ok = true;

	*count = 0;
	if (!store_members(plan_store(plan), version, &list, &members, err))
		return false;
	for (size_t i = 0; ok && i < members; i++)
		if (list[i].taken_out &&
		    (audience == NULL ||
			strcmp(list[i].audience, audience) == 0))
			ok = make_one(&again, &list[i], pack, count, err);
	plan_close(again.sealed);
	stored_members_clear(list, members);
	return ok;
}
