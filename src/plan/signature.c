#include "config.h"

#include "plan/signature.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "plan/plan_private.h"
#include "plan/stage.h"

#define HOW_WAITING "waiting"

/* --- reading --- */

/* The answer as it is kept, "" if there is none. */
static char *
code_of(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan->forms, name);
	const struct answer *answer =
	    field ? plan_answer(plan, field, row) : NULL;

	return xstrdup(answer && answer->value.kind == VALUE_TEXT
		? answer->value.text
		: "");
}

static void
read_one(const struct plan *plan, const struct uid *row, struct signature *out)
{
	char *seal = code_of(plan, SIGNATURE_SEAL, row);

	*out = (struct signature){
		.row = *row,
		.name = plan_shown(plan, SIGNATURE_NAME, row),
		.role = plan_shown(plan, SIGNATURE_ROLE, row),
		.how = plan_shown(plan, SIGNATURE_HOW, row),
		.on = plan_shown(plan, SIGNATURE_ON, row),
		.witness = plan_shown(plan, SIGNATURE_WITNESS, row),
		.view = plan_shown(plan, SIGNATURE_VIEW, row),
		.dissent = plan_shown(plan, SIGNATURE_DISSENT, row),
		.role_code = code_of(plan, SIGNATURE_ROLE, row),
		.how_code = code_of(plan, SIGNATURE_HOW, row),
		.key = code_of(plan, SIGNATURE_KEY, row),
		.file = code_of(plan, SIGNATURE_FILE, row),
	};
	out->sealed = digest_parse(seal, strlen(seal), &out->seal);
	free(seal);
}

static enum signature_state
state_of(const struct signature *signature, const struct digest *last)
{
	const char *how = signature->how_code;

	if (!*how || strcmp(how, HOW_WAITING) == 0)
		return SIGNATURE_WAITING;
	if (strcmp(how, SIGNATURE_BY_KEY) == 0 && !*signature->file)
		return SIGNATURE_KEY_DUE;
	if (!signature->sealed)
		return SIGNATURE_UNSEALED;
	if (!last || memcmp(last, &signature->seal, sizeof *last) != 0)
		return SIGNATURE_AGAIN;
	return strcmp(how, SIGNATURE_NO) == 0 ? SIGNATURE_DECLINED
					      : SIGNATURE_GIVEN;
}

/* Is there a later row for the same person in the same part? Then the earlier one
 * is not waited for again. */
static bool
has_later(const struct signature_list *list, size_t at)
{
	const struct signature *one = &list->items[at];

	for (size_t i = 0; i < list->count; i++) {
		const struct signature *other = &list->items[i];
		bool replaces = other->state != SIGNATURE_AGAIN &&
		    other->state != SIGNATURE_EARLIER &&
		    other->state != SIGNATURE_UNSEALED;

		if (i != at && strcmp(one->name, other->name) == 0 &&
		    strcmp(one->role_code, other->role_code) == 0 &&
		    (replaces ||
			(other->state == SIGNATURE_AGAIN && i > at)))
			return true;
	}
	return false;
}

void
plan_signatures(const struct plan *plan, const struct digest *last,
    struct signature_list *out)
{
	const struct repeat *repeat = form_set_repeat(plan->forms, SIGNATURES);
	const struct uid *rows;
	size_t count;

	*out = (struct signature_list){ 0 };
	if (!repeat)
		return;
	count = plan_rows(plan, repeat, &UID_NONE, &rows);
	for (size_t i = 0; i < count; i++) {
		struct signature *signature;

		if (plan_row_blank(plan, repeat, &rows[i]))
			continue;
		ARRAY_GROW(out->items, out->count, out->cap);
		signature = &out->items[out->count++];
		read_one(plan, &rows[i], signature);
		signature->state = state_of(signature, last);
	}
	for (size_t i = 0; i < out->count; i++)
		if (out->items[i].state == SIGNATURE_AGAIN &&
		    has_later(out, i))
			out->items[i].state = SIGNATURE_EARLIER;
}

void
signature_list_clear(struct signature_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct signature *one = &list->items[i];

		free(one->name);
		free(one->role);
		free(one->how);
		free(one->on);
		free(one->witness);
		free(one->view);
		free(one->dissent);
		free(one->role_code);
		free(one->how_code);
		free(one->key);
		free(one->file);
	}
	free(list->items);
	*list = (struct signature_list){ 0 };
}

bool
signature_waits(const struct signature *signature)
{
	return signature->state == SIGNATURE_WAITING ||
	    signature->state == SIGNATURE_KEY_DUE ||
	    signature->state == SIGNATURE_AGAIN;
}

void
signature_say(const struct signature *signature, struct buf *out)
{
	static const char *const states[] = {
		[SIGNATURE_GIVEN] = "Signed: ",
		[SIGNATURE_DECLINED] = "Not signing: ",
		[SIGNATURE_WAITING] = "Waiting: ",
		[SIGNATURE_KEY_DUE] = "Waiting: ",
		[SIGNATURE_AGAIN] = "Waiting: ",
		[SIGNATURE_EARLIER] = "Signed an earlier version: ",
		[SIGNATURE_UNSEALED] = "Signed before anything was sealed: ",
	};

	buf_addf(out, "%s%s", states[signature->state],
	    *signature->name ? signature->name : "Nobody named yet");
	if (*signature->role)
		buf_addf(out, ", %s", signature->role);
	if (signature->state == SIGNATURE_GIVEN)
		buf_addf(out, ". %s, %s", signature->how, signature->on);
}

/* --- recording --- */

static void
say(const struct plan *plan, struct taken *taken, const char *name,
    const struct uid *row, const char *text)
{
	const struct field *field = form_set_field(plan->forms, name);
	struct value value;

	if (!text || !field)
		return;
	value_init(&value);
	/* what cannot be read is kept as it was typed, and marked */
	if (!field_parse(field, text, &value, NULL) && value_is_none(&value))
		value_set_text(&value, text);
	taken_add_answer(taken, field, row, &value);
}

bool
plan_sign(struct plan *plan, const struct signing *signing, struct uid *row,
    struct error *err)
{
	const struct repeat *repeat = form_set_repeat(plan->forms, SIGNATURES);
	struct taken taken = { 0 };
	struct uid at = signing->row;
	char seal[DIGEST_HEX_LEN + 1];
	bool ok;

	if (!repeat)
		return error_set(err, ERR_FORM,
		    "These forms have no place for signatures.");
	if (store_training(plan->store) || store_what_if(plan->store))
		return error_set(err, ERR_USER,
		    "This is %s, which nobody signs.",
		    store_training(plan->store) ? "a training plan"
						: "a what if");
	if (store_what_if(plan->store))
		return error_set(err, ERR_DENIED,
		    "This is a what if, and nobody signs it. Sign the plan.");
	if (uid_is_none(&at)) {
		at = uid_new();
		taken_add_row(&taken, repeat, &at, &UID_NONE);
	}
	digest_format(&signing->seal, seal);
	say(plan, &taken, SIGNATURE_NAME, &at, signing->name);
	say(plan, &taken, SIGNATURE_ROLE, &at, signing->role);
	say(plan, &taken, SIGNATURE_HOW, &at, signing->how);
	say(plan, &taken, SIGNATURE_ON, &at, signing->on);
	say(plan, &taken, SIGNATURE_WITNESS, &at, signing->witness);
	say(plan, &taken, SIGNATURE_VIEW, &at, signing->view);
	say(plan, &taken, SIGNATURE_DISSENT, &at, signing->dissent);
	say(plan, &taken, SIGNATURE_SEAL, &at, seal);
	say(plan, &taken, SIGNATURE_KEY, &at, signing->key);
	say(plan, &taken, SIGNATURE_FILE, &at, signing->file);
	ok = plan_take_in(plan, &taken, NULL, err);
	taken_clear(&taken);
	if (ok && row)
		*row = at;
	return ok;
}

/* Does CHANGE say that somebody has signed, or chosen not to? */
static bool
says_given(const struct plan *plan, const struct change *change)
{
	const struct field *file = form_set_field(plan->forms, SIGNATURE_FILE);
	const struct answer *made =
	    file ? plan_answer(plan, file, &change->row) : NULL;
	const char *how = change->value ? change->value->text : change->text;

	if (!how || !*how || strcmp(how, HOW_WAITING) == 0)
		return false;
	return strcmp(how, SIGNATURE_BY_KEY) != 0 ||
	    (made && !value_is_none(&made->value));
}

void
signature_fill(struct plan *plan, struct plan_write *write,
    const struct change *changes, size_t count)
{
	const struct field *seal = form_set_field(plan->forms, SIGNATURE_SEAL);
	char hex[DIGEST_HEX_LEN + 1];

	if (!seal)
		return;
	for (size_t i = 0; i < count; i++) {
		const struct answer *before =
		    plan_answer(plan, seal, &changes[i].row);
		struct change fill = {
			.field = seal,
			.row = changes[i].row,
		};

		if (strcmp(changes[i].field->name, SIGNATURE_HOW) != 0 ||
		    plan_write_has(write, seal->name, &changes[i].row))
			continue;
		if (says_given(plan, &changes[i])) {
			if (!plan->stage.sealed ||
			    (before && !value_is_none(&before->value)))
				continue;
			digest_format(&plan->stage.seal, hex);
			fill.text = hex;
		}
		plan_write_answer(plan, write, &fill);
	}
}
