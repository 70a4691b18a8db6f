#include "config.h"

#include "sealing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "plan/stage.h"

static bool
is_sealed(const struct plan *plan, const char *name)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	const struct repeat *repeat =
	    form_set_row_answer(plan_forms(plan), name);

	return field ? field->section->sealed
		     : repeat && repeat->section->sealed;
}

struct uid
seal(struct plan *plan)
{
	struct answer_digest *list;
	struct version_member member = { .audience = SEALED_AUDIENCE,
		.path = SEALED_PATH };
	char hex[DIGEST_HEX_LEN + 1];
	struct digest digest;
	struct error err;
	struct uid uid;
	struct buf json;
	size_t count;

	buf_init(&json);
	buf_add(&json, "{\"answers\":[");
	if (!store_answer_digests(plan_store(plan), &list, &count, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < count; i++) {
		if (!is_sealed(plan, list[i].field))
			continue;
		digest_format(&list[i].digest, hex);
		buf_addf(&json, "{\"digest\":\"%s\"},", hex);
	}
	answer_digests_clear(list, count);
	buf_add(&json, "{}]}\n");
	member.bytes = json.data;
	member.len = json.len;
	digest = digest_of(json.data, json.len);
	if (!store_put_version(plan_store(plan), &digest, "to be signed",
		&member, 1, &uid, &err))
		fail_msg("%s", err.text);
	plan_stage_anew(plan);
	buf_clear(&json);
	return uid;
}
