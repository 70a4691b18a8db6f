/* Looking up what was read, and the small words of forms. */
#include "config.h"

#include "form/form.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/form_build.h"

void
form_set_free(struct form_set *set)
{
	if (!set)
		return;
	for (size_t i = 0; i < set->index->ini_count; i++)
		ini_free(set->index->inis[i]);
	free(set->index->inis);
	free(set->index->names);
	free(set->index);
	arena_clear(&set->arena);
	free(set);
}

const void *
form_index_find(const struct form_index *index, enum name_kind kind,
    const char *name)
{
	size_t low = 0, high = index->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct name *at = &index->names[middle];
		int way = strcmp(at->name, name);

		if (way == 0)
			way = (at->kind > kind) - (at->kind < kind);
		if (way == 0)
			return at->what;
		if (way < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

const struct field *
form_set_field(const struct form_set *set, const char *name)
{
	return form_index_find(set->index, NAME_FIELD, name);
}

const struct repeat *
form_set_repeat(const struct form_set *set, const char *name)
{
	return form_index_find(set->index, NAME_REPEAT, name);
}

const struct form *
form_set_form(const struct form_set *set, const char *id)
{
	return form_index_find(set->index, NAME_FORM, id);
}

const struct section *
form_set_section(const struct form_set *set, const char *name)
{
	return form_index_find(set->index, NAME_SECTION, name);
}

const struct repeat *
form_set_row_answer(const struct form_set *set, const char *name)
{
	return form_index_find(set->index, NAME_ROW, name);
}

/* --- kinds and needs --- */

/* Do KINDS let the kind of LEN bytes at WORD through? They name those they are
 * for, or ("-pool") those they are not for. */
static bool
kinds_have(const char *const *kinds, const char *word, size_t len)
{
	bool without = kinds[0] && kinds[0][0] == '-';

	for (; *kinds; kinds++) {
		const char *kind = *kinds + (without ? 1 : 0);

		if (strlen(kind) == len && memcmp(kind, word, len) == 0)
			return !without;
	}
	return without;
}

/* The next word of a plan's kinds, or NULL; *AT moves on behind it. */
static const char *
next_kind(const char **at, size_t *len)
{
	const char *word = *at + strspn(*at, " ");

	*len = strcspn(word, " ");
	*at = word + *len;
	return *len ? word : NULL;
}

bool
kinds_match(const char *const *kinds, const char *plan_kinds)
{
	bool any = false;
	const char *word;
	size_t len;

	if (!kinds[0])
		return true;
	while ((word = next_kind(&plan_kinds, &len)) != NULL) {
		if (kinds_have(kinds, word, len))
			return true;
		any = true;
	}
	return !any && kinds[0][0] == '-';
}

static bool
repeat_kinds_match(const struct repeat *repeat, const char *plan_kinds)
{
	for (const struct repeat *r = repeat; r; r = r->in) {
		if (!kinds_match(r->kinds, plan_kinds))
			return false;
	}
	return true;
}

bool
field_kinds_match(const struct field *field, const char *plan_kinds)
{
	return kinds_match(field->kinds, plan_kinds) &&
	    repeat_kinds_match(field->repeat, plan_kinds) &&
	    kinds_match(field->section->kinds, plan_kinds) &&
	    kinds_match(field->form->kinds, plan_kinds);
}

/* The earliest that a kind of the plan asks for. A kind that KINDS leave out
 * does not ask; nothing but OTHER is known of a plan without kinds. */
static enum need
earliest(enum need other, const struct need_for *needs, size_t count,
    const char *const *kinds, const char *plan_kinds)
{
	enum need need = NEED_NEVER;
	bool any = false;
	const char *word;
	size_t len;

	while ((word = next_kind(&plan_kinds, &len)) != NULL) {
		enum need own = other;

		if (kinds[0] && !kinds_have(kinds, word, len))
			continue;
		for (size_t i = 0; i < count; i++) {
			if (strlen(needs[i].kind) == len &&
			    memcmp(needs[i].kind, word, len) == 0)
				own = needs[i].need;
		}
		if (own < need)
			need = own;
		any = true;
	}
	return any ? need : other;
}

enum need
field_need(const struct field *field, const char *plan_kinds)
{
	return earliest(field->need, field->needs, field->need_count,
	    field->kinds, plan_kinds);
}

enum need
repeat_need(const struct repeat *repeat, const char *plan_kinds)
{
	return earliest(repeat->need, repeat->needs, repeat->need_count,
	    repeat->kinds, plan_kinds);
}

const char *
field_choice_label(const struct field *field, const char *code)
{
	if (!field->list)
		return NULL;
	for (size_t i = 0; i < field->list->count; i++) {
		if (strcmp(field->list->choices[i].code, code) == 0)
			return field->list->choices[i].label;
	}
	return NULL;
}

/* --- words --- */

static const struct {
	const char *word, *sentence;
} needs[NEED_COUNT] = {
	[NEED_VISIT] = {"visit", "before I leave this visit"},
	[NEED_SIGN] = {"sign", "before sign-off"},
	[NEED_PAY] = {"pay", "before money moves"},
	[NEED_REVIEW] = {"review", "at review"},
	[NEED_NEVER] = {"never", "may stay blank"},
};

const char *
need_word(enum need need)
{
	return needs[need].word;
}

const char *
need_sentence(enum need need)
{
	return needs[need].sentence;
}

static const struct {
	const char *word;
	enum audience audience;
} audiences[] = {
	{"person", AUDIENCE_PERSON},
	{"home", AUDIENCE_HOME},
	{"family", AUDIENCE_FAMILY},
	{"provider", AUDIENCE_PROVIDER},
	{"finance", AUDIENCE_FINANCE},
	{"approver", AUDIENCE_APPROVER},
	{"agencies", AUDIENCE_AGENCIES},
};

unsigned
audience_parse(const char *word)
{
	for (size_t i = 0; i < ARRAY_LEN(audiences); i++) {
		if (strcmp(audiences[i].word, word) == 0)
			return audiences[i].audience;
	}
	return 0;
}

const char *
audience_word(enum audience audience)
{
	for (size_t i = 0; i < ARRAY_LEN(audiences); i++) {
		if (audiences[i].audience == audience)
			return audiences[i].word;
	}
	return "";
}

bool
field_restricted(const struct field *field)
{
	return field->restricted || repeat_restricted(field->repeat);
}

bool
repeat_restricted(const struct repeat *repeat)
{
	for (; repeat; repeat = repeat->in)
		if (repeat->restricted)
			return true;
	return false;
}
