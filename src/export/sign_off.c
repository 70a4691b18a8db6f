#include "config.h"

#include "export/sign_off.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "export/key_signature.h"
#include "export/version.h"
#include "plan/stage.h"

struct uid
sign_off_waiting(const struct plan *plan, const char *name, const char *role)
{
	const struct plan_stage *stage = plan_stage(plan);
	struct uid found = UID_NONE;
	struct signature_list list;
	size_t count = 0;

	plan_signatures(plan, stage->sealed ? &stage->seal : NULL, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct signature *one = &list.items[i];
		bool fits = name
		    ? (one->state == SIGNATURE_WAITING ||
			  one->state == SIGNATURE_KEY_DUE) &&
			strcmp(one->name, name) == 0 &&
			(!role || !*one->role_code ||
			    strcmp(one->role_code, role) == 0)
		    : one->state == SIGNATURE_KEY_DUE;

		if (fits) {
			found = one->row;
			count++;
		}
	}
	signature_list_clear(&list);
	return count == 1 ? found : UID_NONE;
}

/* The version of PLAN that SIGNATURE fits, the newest first. */
static bool
find_version(struct plan *plan, const char *signature, const char *known_keys,
    const struct stored_version *list, size_t count, struct key_check *check,
    const struct stored_version **out, struct error *err)
{
	error_set(err, ERR_USER,
	    "Nothing of this plan has been sealed yet, so no signature can be "
	    "for it.");
	for (size_t i = count; i-- > 0;) {
		struct buf text;
		bool ok;

		buf_init(&text);
		ok = version_signable(plan, &list[i].uid, &text, err) &&
		    key_check(&text, signature, known_keys, check, err);
		buf_clear(&text);
		*out = &list[i];
		if (ok)
			return true;
		if (err->code != ERR_USER)
			return error_prefix(err,
			    "The signature was not taken in. ");
	}
	return false;
}

static void
say_version(const struct plan *plan, const struct stored_version *version,
    struct buf *says)
{
	char day[32];

	if (uid_equal(&plan_stage(plan)->version, &version->uid))
		return;
	date_format_short(clock_day(version->at), day);
	buf_addf(says, " It is for the version that was sealed on %s, not for "
		       "the last one.", day);
}

/* A key makes the same signature each time, and belongs to one person, who may sign
 * in several roles. */
static bool
is_new(const struct plan *plan, const char *signature,
    const struct signing *by, struct error *err)
{
	const struct plan_stage *stage = plan_stage(plan);
	const char *name = by->name, *role = by->role;
	struct signature_list list;
	bool ok = true;

	plan_signatures(plan, stage->sealed ? &stage->seal : NULL, &list);
	/* the row that waits says what is not said */
	for (size_t i = 0; i < list.count; i++)
		if (uid_equal(&list.items[i].row, &by->row)) {
			name = name ? name : list.items[i].name;
			role = role ? role : list.items[i].role_code;
		}
	for (size_t i = 0; ok && i < list.count; i++) {
		const struct signature *one = &list.items[i];
		bool other_role = role && *role && *one->role_code &&
		    strcmp(role, one->role_code) != 0;

		if (strcmp(one->file, signature) != 0)
			continue;
		if (name && *name && strcmp(name, one->name) != 0)
			ok = error_set(err, ERR_USER,
			    "This signature is in the plan already, as that of "
			    "%s. A key belongs to one person: ask whose it is. "
			    "Nothing was recorded.",
			    *one->name ? one->name : "somebody not named");
		else if (!other_role)
			ok = error_set(err, ERR_USER,
			    "This signature is in the plan already: %s, %s. "
			    "Nothing more was recorded.",
			    *one->name ? one->name : "somebody not named yet",
			    one->on);
	}
	signature_list_clear(&list);
	return ok;
}

bool
sign_off_take(struct plan *plan, const char *signature,
    const struct signing *by, const char *known_keys, struct buf *says,
    struct uid *row, struct error *err)
{
	const struct stored_version *version = NULL;
	struct stored_version *list = NULL;
	struct key_check check = { 0 };
	struct signing signing = *by;
	char day[DATE_ISO_LEN + 1];
	size_t count = 0;
	bool ok;

	ok = store_versions(plan_store(plan), &list, &count, err) &&
	    find_version(plan, signature, known_keys, list, count, &check,
		&version, err);
	if (ok) {
		date_format_iso(plan_today(plan), day);
		if (uid_is_none(&signing.row) && !signing.name)
			signing.row = sign_off_waiting(plan, NULL, NULL);
		if (uid_is_none(&signing.row) && !signing.name)
			signing.name = check.owner;
		ok = is_new(plan, signature, &signing, err);
	}
	if (ok && uid_is_none(&signing.row) && !signing.name)
		ok = error_set(err, ERR_USER,
		    "The signature holds, but whose it is cannot be told: "
		    "nobody is waited for who signs with a key. Say whose it "
		    "is with --name, and as what with --role.");
	if (ok) {
		signing.how = SIGNATURE_BY_KEY;
		signing.on = signing.on ? signing.on : day;
		signing.key = check.key;
		signing.file = signature;
		signing.seal = version->seal;
		ok = plan_sign(plan, &signing, row, err);
	}
	if (ok) {
		key_check_say(&check, says);
		say_version(plan, version, says);
	}
	key_check_clear(&check);
	stored_versions_clear(list, count);
	return ok;
}
