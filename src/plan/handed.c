#include "config.h"

#include "plan/handed.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "plan/plan_private.h"
#include "plan/stage.h"

/* --- reading --- */

static const struct answer *
answer_of(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan->forms, name);

	return field ? plan_answer(plan, field, row) : NULL;
}

/* The bit of what is answered, 0 if nothing is. */
static unsigned
audience_of(const struct plan *plan, const struct uid *row)
{
	const struct answer *answer = answer_of(plan, COPY_FOR, row);

	return answer && answer->value.kind == VALUE_TEXT
	    ? audience_parse(answer->value.text)
	    : 0;
}

static int64_t
number_of(const struct plan *plan, const struct uid *row)
{
	const struct answer *answer = answer_of(plan, COPY_NUMBER, row);

	return answer && answer->value.kind == VALUE_NUMBER
	    ? answer->value.number
	    : 0;
}

static int64_t
next_number(const struct plan *plan, const struct repeat *repeat)
{
	const struct uid *rows;
	size_t count = plan_rows(plan, repeat, &UID_NONE, &rows);
	int64_t highest = 0;

	for (size_t i = 0; i < count; i++)
		if (number_of(plan, &rows[i]) > highest)
			highest = number_of(plan, &rows[i]);
	return highest + 1;
}

/* TEXT without blanks at either end. */
static char *
name_of(const char *text)
{
	struct buf name;
	size_t len;

	text += strspn(text, " ");
	len = strlen(text);
	while (len > 0 && text[len - 1] == ' ')
		len--;
	buf_init(&name);
	buf_add_bytes(&name, text, len);
	return buf_take(&name);
}

/* What the file's versions say of a copy. */
struct versions {
	struct stored_version *items;
	size_t count;
	const struct stored_version *last; /* NULL: nothing is sealed */
};

static bool
read_versions(struct plan *plan, struct versions *out, struct error *err)
{
	const struct plan_stage *stage = plan_stage(plan);

	*out = (struct versions){ 0 };
	if (!store_versions(plan->store, &out->items, &out->count, err))
		return false;
	for (size_t i = 0; i < out->count; i++)
		if (stage->sealed &&
		    uid_equal(&out->items[i].uid, &stage->version))
			out->last = &out->items[i];
	return true;
}

static const struct stored_version *
version_of(const struct plan *plan, const struct versions *versions,
    const struct uid *row)
{
	const struct answer *answer = answer_of(plan, COPY_SEAL, row);
	struct digest seal;

	if (!answer || answer->value.kind != VALUE_TEXT ||
	    !digest_parse(answer->value.text, strlen(answer->value.text),
		&seal))
		return NULL;
	for (size_t i = versions->count; i-- > 0;)
		if (memcmp(&versions->items[i].seal, &seal, sizeof seal) == 0)
			return &versions->items[i];
	return NULL;
}

/* A copy of no version that we know is older than what was sealed after it was
 * given, or written down. */
static bool
given_before(const struct plan *plan, const struct uid *row,
    const struct stored_version *last)
{
	const struct answer *on = answer_of(plan, COPY_ON, row);
	const struct field *to = form_set_field(plan->forms, COPY_TO);
	struct field_state state = { 0 };
	struct date day;

	if (on && on->value.kind == VALUE_TEXT &&
	    date_parse_iso(on->value.text, &day) &&
	    date_compare(day, clock_day(last->at)) < 0)
		return true;
	if (to)
		plan_field(plan, to, row, &state);
	return state.at != 0 && state.at < last->at;
}

static void
read_one(const struct plan *plan, const struct versions *versions,
    const struct uid *row, struct handed *out)
{
	const struct stored_version *version = version_of(plan, versions, row);

	*out = (struct handed){
		.row = *row,
		.number = number_of(plan, row),
		.audience = audience_of(plan, row),
		.to = plan_shown(plan, COPY_TO, row),
		.which = plan_shown(plan, COPY_FOR, row),
		.what = plan_shown(plan, COPY_WHAT, row),
		.how = plan_shown(plan, COPY_HOW, row),
		.on = plan_shown(plan, COPY_ON, row),
		.sealed = version != NULL,
	};
	out->to_name = name_of(out->to);
	if (version)
		out->version = version->uid;
	if (versions->last && version)
		out->old = version != versions->last;
	else if (versions->last)
		out->old = given_before(plan, row, versions->last);
}

/* Were they given the same copy of what was sealed last? */
static bool
has_newer(const struct handed_list *list, const struct handed *one)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct handed *other = &list->items[i];

		if (other != one && !other->old &&
		    strcmp(other->to_name, one->to_name) == 0 &&
		    strcmp(other->which, one->which) == 0 &&
		    strcmp(other->what, one->what) == 0)
			return true;
	}
	return false;
}

/* Whoever was given a newer one holds no old copy. */
static void
replace_old(struct handed_list *list)
{
	bool *newer = xcalloc(list->count + 1, sizeof *newer);

	for (size_t i = 0; i < list->count; i++)
		newer[i] = has_newer(list, &list->items[i]);
	for (size_t i = 0; i < list->count; i++)
		list->items[i].old = list->items[i].old && !newer[i];
	free(newer);
}

bool
plan_handed(struct plan *plan, struct handed_list *out, struct error *err)
{
	const struct repeat *repeat = form_set_repeat(plan->forms, COPIES);
	struct versions versions;
	const struct uid *rows;
	size_t count;

	*out = (struct handed_list){ 0 };
	if (!repeat)
		return true;
	if (!read_versions(plan, &versions, err))
		return false;
	count = plan_rows(plan, repeat, &UID_NONE, &rows);
	for (size_t i = 0; i < count; i++) {
		if (plan_row_blank(plan, repeat, &rows[i]))
			continue;
		ARRAY_GROW(out->items, out->count, out->cap);
		read_one(plan, &versions, &rows[i],
		    &out->items[out->count++]);
	}
	replace_old(out);
	stored_versions_clear(versions.items, versions.count);
	return true;
}

void
handed_list_clear(struct handed_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].to);
		free(list->items[i].to_name);
		free(list->items[i].which);
		free(list->items[i].what);
		free(list->items[i].how);
		free(list->items[i].on);
	}
	free(list->items);
	*list = (struct handed_list){ 0 };
}

const struct handed *
handed_find(const struct handed_list *list, int64_t number)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].number == number)
			return &list->items[i];
	return NULL;
}

const char *
handed_last_to(const struct handed_list *list, enum audience audience)
{
	for (size_t i = list->count; i-- > 0;)
		if (list->items[i].audience == (unsigned)audience &&
		    *list->items[i].to_name)
			return list->items[i].to_name;
	return NULL;
}

/* How well fits what was done with ONE? 0: nothing was said of it. */
static int
how_well(const struct handed *one, enum audience audience, const char *to)
{
	if (!*one->how)
		return 0;
	return 1 + (one->audience == (unsigned)audience) +
	    2 * (strcmp(one->to_name, to) == 0);
}

const char *
handed_last_how(const struct handed_list *list, enum audience audience,
    const char *to)
{
	char *name = name_of(to);
	const char *how = NULL;
	int best = 0;

	for (size_t i = list->count; i-- > 0;)
		if (how_well(&list->items[i], audience, name) > best) {
			best = how_well(&list->items[i], audience, name);
			how = list->items[i].how;
		}
	free(name);
	return how;
}

/* --- writing down --- */

static void
say(const struct plan *plan, struct taken *taken, const char *name,
    const struct uid *row, const char *text)
{
	if (text && *text)
		taken_add_text(taken, plan, name, row, text);
}

static void
say_number(const struct plan *plan, struct taken *taken, const struct uid *row,
    int64_t number)
{
	const struct field *field = form_set_field(plan->forms, COPY_NUMBER);
	struct value value;

	if (!field)
		return;
	value_init(&value);
	value_set_number(&value, number);
	taken_add_answer(taken, field, row, &value);
}

bool
plan_hand_out(struct plan *plan, const struct handing *handing,
    int64_t *number, struct error *err)
{
	const struct repeat *repeat = form_set_repeat(plan->forms, COPIES);
	struct taken taken = { 0 };
	struct uid row = uid_new();
	char seal[DIGEST_HEX_LEN + 1] = COPY_OF_DRAFT;
	char day[DATE_ISO_LEN + 1];
	int64_t next;
	bool ok;

	if (!repeat)
		return error_set(err, ERR_FORM,
		    "These forms have no place to write down who has a copy.");
	next = next_number(plan, repeat);
	if (handing->seal)
		digest_format(handing->seal, seal);
	date_format_iso(plan_today(plan), day);
	taken_add_row(&taken, repeat, &row, &UID_NONE);
	say(plan, &taken, COPY_TO, &row, handing->to);
	say(plan, &taken, COPY_FOR, &row, audience_word(handing->audience));
	say(plan, &taken, COPY_WHAT, &row, handing->what);
	say(plan, &taken, COPY_HOW, &row, handing->how);
	say(plan, &taken, COPY_ON, &row, day);
	say(plan, &taken, COPY_BY, &row, handing->by);
	say(plan, &taken, COPY_SEAL, &row, seal);
	say_number(plan, &taken, &row, next);
	ok = plan_take_in(plan, &taken, NULL, err);
	taken_clear(&taken);
	if (ok && number)
		*number = next;
	return ok;
}

const struct digest *
plan_seal_now(const struct plan *plan)
{
	const struct plan_stage *stage = plan_stage(plan);

	return stage->sealed && !stage->differs && stage->apart == 0
	    ? &stage->seal
	    : NULL;
}

/* Whatever stands there, it is not ours to put a number over. */
static bool
is_numbered(const struct plan *plan, const struct field *field,
    const struct uid *row)
{
	const struct answer *answer = plan_answer(plan, field, row);

	return answer && !value_is_none(&answer->value);
}

/* A copy that is written down by hand gets its number with its name. */
void
handed_fill(struct plan *plan, struct plan_write *write,
    const struct change *changes, size_t count)
{
	const struct field *field = form_set_field(plan->forms, COPY_NUMBER);
	struct value number = { .kind = VALUE_NUMBER };

	if (!field)
		return;
	for (size_t i = 0; i < count; i++) {
		struct change fill = {
			.field = field,
			.row = changes[i].row,
			.value = &number,
		};

		if (strcmp(changes[i].field->name, COPY_TO) != 0 ||
		    (!changes[i].text && !changes[i].value) ||
		    is_numbered(plan, field, &changes[i].row) ||
		    plan_write_has(write, field->name, &changes[i].row))
			continue;
		number.number = next_number(plan, field->repeat);
		plan_write_answer(plan, write, &fill);
	}
}
