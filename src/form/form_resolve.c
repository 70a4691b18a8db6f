/* The drafts of all files joined: names to what they name, and every array of
 * the set in its order. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "form/form_build.h"
#include "form/suggest.h"

/* --- the index of names --- */

static void
add_name(struct form_builder *b, struct name name)
{
	struct form_index *index = b->set->index;

	name.order = index->count;
	ARRAY_GROW(index->names, index->count, index->cap);
	index->names[index->count++] = name;
}

static void
add_names(struct form_builder *b)
{
	for (size_t i = 0; i < b->form_count; i++) {
		const struct form *f = b->forms[i].form;

		add_name(b, (struct name){f->id, NAME_FORM, f, f->file,
		    form_line(b->forms[i].ini, "id"), false, 0});
	}
	for (size_t i = 0; i < b->section_count; i++) {
		const struct section *s = b->sections[i].section;

		add_name(b, (struct name){s->name, NAME_SECTION, s,
		    s->form->file, s->line, false, 0});
	}
	for (size_t i = 0; i < b->field_count; i++) {
		const struct field *f = b->fields[i].field;

		add_name(b, (struct name){f->name, NAME_FIELD, f,
		    f->form->file, f->line, false, 0});
		if (f->was)
			add_name(b, (struct name){f->was, NAME_FIELD, f,
			    f->form->file, form_line(b->fields[i].ini, "was"),
			    true, 0});
	}
	for (size_t i = 0; i < b->repeat_count; i++) {
		const struct repeat *r = b->repeats[i].repeat;
		const char *rows[] = {r->position_name, r->parent_name,
		    r->removed_name};

		add_name(b, (struct name){r->name, NAME_REPEAT, r,
		    r->form->file, r->line, false, 0});
		for (size_t k = 0; k < ARRAY_LEN(rows); k++)
			add_name(b, (struct name){rows[k], NAME_ROW, r,
			    r->form->file, r->line, false, 0});
	}
	for (size_t i = 0; i < b->list_count; i++) {
		const struct choice_list *l = b->lists[i];

		add_name(b, (struct name){
		    form_join(b, l->form->id, ".", l->id), NAME_LIST, l,
		    l->form->file, l->line, false, 0});
	}
}

static int
compare_names(const void *va, const void *vb)
{
	const struct name *a = va, *b = vb;
	int way = strcmp(a->name, b->name);

	if (way == 0)
		way = (a->kind > b->kind) - (a->kind < b->kind);
	return way ? way : (a->order > b->order) - (a->order < b->order);
}

/* A and B have the same name; B was read later if they are of one kind. */
static void
check_same_name(struct form_builder *b, const struct name *a,
    const struct name *other)
{
	const struct name *old = a->older ? a : other;
	const struct name *in_use = a->older ? other : a;

	if (a->kind == NAME_FIELD && other->kind == NAME_REPEAT)
		form_mistake(b, other->file, other->line,
		    "%s is a field too (%s:%d). Give one of them another id.",
		    other->name, a->file, a->line);
	if (a->kind != other->kind)
		return;
	if (a->kind == NAME_FORM)
		form_mistake(b, other->file, other->line,
		    "There is a form %s already (%s:%d). Give one of them "
		    "another id.", other->name, a->file, a->line);
	else if (old->older)
		form_mistake(b, old->file, old->line,
		    "was names %s, which is in use (%s:%d). A name is never "
		    "used again: give the new field another id.", old->name,
		    in_use->file, in_use->line);
	/* all other pairs come of two forms of one id, which was said */
}

static void
index_names(struct form_builder *b)
{
	struct form_index *index = b->set->index;

	add_names(b);
	if (index->count)
		qsort(index->names, index->count, sizeof *index->names,
		    compare_names);
	for (size_t i = 1; i < index->count; i++) {
		if (strcmp(index->names[i - 1].name,
			index->names[i].name) == 0)
			check_same_name(b, &index->names[i - 1],
			    &index->names[i]);
	}
}

/* What NAME ("list", or "form.list" elsewhere) names, or NULL after a mistake
 * at LINE. KIND_WORD is what it should be. */
static const void *
find_named(struct form_builder *b, const struct form *form, int line,
    enum name_kind kind, const char *kind_word, const char *name)
{
	const struct form_index *index = b->set->index;
	const char *full = strchr(name, '.') ?
	    name : form_join(b, form->id, ".", name);
	const void *found = form_index_find(index, kind, full);
	struct suggest suggest;
	char hint[128];

	if (found)
		return found;
	suggest_init(&suggest, full);
	for (size_t i = 0; i < index->count; i++) {
		if (index->names[i].kind == kind)
			suggest_offer(&suggest, index->names[i].name);
	}
	suggest_write(&suggest, hint);
	form_mistake(b, form->file, line,
	    "There is no %s %s.%s%s", kind_word, full, hint,
	    hint[0] ? "" : " Write it, or correct the name.");
	return NULL;
}

/* --- what fields name --- */

static void
resolve_field(struct form_builder *b, struct field *field,
    const struct ini_section *ini)
{
	const char *choices = ini_value(ini, "choices");
	const char *link = ini_value(ini, "link");
	const char *word = field_type(field->kind)->word;
	bool chosen = field->kind == FIELD_CHOICE ||
	    field->kind == FIELD_CHOICES;
	bool linked = field->kind == FIELD_LINK || field->kind == FIELD_LINKS;
	const char *file = field->form->file;

	if (chosen && !choices)
		form_mistake(b, file, field->line,
		    "A field of type %s needs its list. Add choices = \"...\".", word);
	else if (choices && !chosen)
		form_mistake(b, file, form_line(ini, "choices"),
		    "A field of type %s takes no choices. Take the line out, "
		    "or make the type choice or choices.", word);
	else if (choices)
		field->list = find_named(b, field->form,
		    form_line(ini, "choices"), NAME_LIST, "choice list",
		    choices);
	if (linked && !link)
		form_mistake(b, file, field->line,
		    "A field of type %s needs the repeat that it points to. "
		    "Add link = \"form.repeat\".", word);
	else if (link && !linked)
		form_mistake(b, file, form_line(ini, "link"),
		    "A field of type %s takes no link. Take the line out, or "
		    "make the type link or links.", word);
	else if (link)
		field->link = find_named(b, field->form,
		    form_line(ini, "link"), NAME_REPEAT, "repeat", link);
	if (field->exprs[EXPR_CHOICE_FILTER] && !chosen)
		form_mistake(b, file,
		    field->exprs[EXPR_CHOICE_FILTER]->line,
		    "A field of type %s has no choices to filter. Take "
		    "choice_filter out.", word);
}

/* --- kinds and needs --- */

static bool
check_kind(struct form_builder *b, const char *file, int line,
    const char *kind)
{
	const struct field *field = form_set_field(b->set, FORM_KINDS_FIELD);
	struct suggest suggest;
	char hint[128];

	if (!field || !field->list) {
		form_mistake(b, file, line,
		    "There is no question %s whose choices are the kinds of "
		    "plan. Add it, or take kinds out.", FORM_KINDS_FIELD);
		return false;
	}
	if (field_choice_label(field, kind))
		return true;
	suggest_init(&suggest, kind);
	for (size_t i = 0; i < field->list->count; i++)
		suggest_offer(&suggest, field->list->choices[i].code);
	suggest_write(&suggest, hint);
	form_mistake(b, file, line, "%s is no kind of plan.%s The kinds are "
	    "the choices of %s.", kind, hint, FORM_KINDS_FIELD);
	return false;
}

static const char *const *
resolve_kinds(struct form_builder *b, const struct form *form,
    const struct ini_section *ini)
{
	const char *const *kinds = form_words(b, ini_value(ini, "kinds"));
	int line = form_line(ini, "kinds");

	for (size_t i = 0; kinds[i]; i++) {
		if ((kinds[i][0] == '-') != (kinds[0][0] == '-')) {
			form_mistake(b, form->file, line, "Some of these kinds "
			    "have a hyphen and some have none. Name those it is "
			    "for, or with a hyphen those it is not for.");
			break;
		}
		if (!check_kind(b, form->file, line,
			kinds[i] + (kinds[i][0] == '-')))
			break;
	}
	return kinds;
}

struct needs {
	enum need need;
	struct need_for *needs;
	size_t count;
};

static bool
need_parse(const char *word, enum need *need)
{
	for (int i = 0; i < NEED_COUNT; i++) {
		if (strcmp(word, need_word((enum need)i)) == 0) {
			*need = (enum need)i;
			return true;
		}
	}
	return false;
}

/* One word of a need: WHEN or KIND:WHEN. */
static void
resolve_need(struct form_builder *b, const char *file, int line,
    const char *word, struct needs *needs, bool *bare)
{
	const char *colon = strchr(word, ':');
	const char *when = colon ? colon + 1 : word;
	const char *kind;
	enum need need;

	if (!need_parse(when, &need)) {
		form_mistake(b, file, line,
		    "%s does not say by when. Use visit, sign, pay, review or "
		    "never, or KIND:WHEN.", word);
		return;
	}
	if (!colon) {
		if (*bare)
			form_mistake(b, file, line,
			    "need says by when twice. Keep one word without "
			    "a kind.");
		*bare = true;
		needs->need = need;
		return;
	}
	kind = arena_strndup(&b->set->arena, word, (size_t)(colon - word));
	if (!check_kind(b, file, line, kind))
		return;
	for (size_t i = 0; i < needs->count; i++) {
		if (strcmp(needs->needs[i].kind, kind) == 0)
			form_mistake(b, file, line,
			    "need says twice by when for %s. Keep one.",
			    kind);
	}
	needs->needs[needs->count++] = (struct need_for){kind, need};
}

static struct needs
resolve_needs(struct form_builder *b, const struct form *form,
    const struct ini_section *ini)
{
	const char *const *words = form_words(b, ini_value(ini, "need"));
	int line = form_line(ini, "need");
	struct needs needs = {NEED_NEVER, NULL, 0};
	size_t count = 0;
	bool bare = false;

	while (words[count])
		count++;
	needs.needs = arena_alloc(&b->set->arena,
	    (count + 1) * sizeof *needs.needs);
	for (size_t i = 0; i < count; i++)
		resolve_need(b, form->file, line, words[i], &needs, &bare);
	return needs;
}

static void
resolve_all_kinds(struct form_builder *b)
{
	for (size_t i = 0; i < b->form_count; i++) {
		struct form *f = b->forms[i].form;

		f->kinds = resolve_kinds(b, f, b->forms[i].ini);
	}
	for (size_t i = 0; i < b->section_count; i++) {
		struct section *s = b->sections[i].section;

		s->kinds = resolve_kinds(b, s->form, b->sections[i].ini);
	}
	for (size_t i = 0; i < b->repeat_count; i++) {
		struct repeat *r = b->repeats[i].repeat;
		struct needs needs =
		    resolve_needs(b, r->form, b->repeats[i].ini);

		r->kinds = resolve_kinds(b, r->form, b->repeats[i].ini);
		r->need = needs.need;
		r->needs = needs.needs;
		r->need_count = needs.count;
	}
	for (size_t i = 0; i < b->field_count; i++) {
		struct field *f = b->fields[i].field;
		struct needs needs =
		    resolve_needs(b, f->form, b->fields[i].ini);

		f->kinds = resolve_kinds(b, f->form, b->fields[i].ini);
		f->need = needs.need;
		f->needs = needs.needs;
		f->need_count = needs.count;
	}
}

/* --- the arrays --- */

static void
fill_repeat(struct form_builder *b, struct repeat *r)
{
	struct arena *arena = &b->set->arena;
	const struct field **fields;
	const struct repeat **inner;
	size_t count = 0;

	for (size_t i = 0; i < b->field_count; i++)
		count += b->fields[i].field->repeat == r;
	fields = arena_alloc(arena, (count + 1) * sizeof *fields);
	for (size_t i = 0; i < b->field_count; i++) {
		struct field *f = b->fields[i].field;

		if (f->repeat == r) {
			f->column = r->field_count;
			fields[r->field_count++] = f;
		}
	}
	r->fields = fields;
	count = 0;
	for (size_t i = 0; i < b->repeat_count; i++)
		count += b->repeats[i].repeat->in == r;
	inner = arena_alloc(arena, (count + 1) * sizeof *inner);
	for (size_t i = 0; i < b->repeat_count; i++) {
		if (b->repeats[i].repeat->in == r)
			inner[r->inner_count++] = b->repeats[i].repeat;
	}
	r->inner = inner;
}

#define SUMMARY_DEFAULT 3

static void
fill_summary(struct form_builder *b, struct repeat *r,
    const struct ini_section *ini)
{
	const char *const *words = form_words(b, ini_value(ini, "summary"));
	const struct field **summary;
	size_t count = 0;

	if (!words[0]) {
		r->summary = r->fields;
		r->summary_count = r->field_count < SUMMARY_DEFAULT ?
		    r->field_count : SUMMARY_DEFAULT;
		return;
	}
	while (words[count])
		count++;
	summary = arena_alloc(&b->set->arena, count * sizeof *summary);
	for (; *words; words++) {
		const struct field *found = NULL;
		struct suggest suggest;
		char hint[128];

		for (size_t i = 0; i < r->field_count && !found; i++) {
			if (strcmp(r->fields[i]->id, *words) == 0)
				found = r->fields[i];
		}
		if (found) {
			summary[r->summary_count++] = found;
			continue;
		}
		suggest_init(&suggest, *words);
		for (size_t i = 0; i < r->field_count; i++)
			suggest_offer(&suggest, r->fields[i]->id);
		suggest_write(&suggest, hint);
		form_mistake(b, r->form->file, form_line(ini, "summary"),
		    "%s is no field of %s.%s Name fields that stand in it.",
		    *words, r->name, hint);
	}
	r->summary = summary;
}

static void
fill_each(struct form_builder *b, struct repeat *r,
    const struct ini_section *ini)
{
	const char *word = ini_value(ini, "each");
	const struct field *found = NULL;

	if (!word)
		return;
	for (size_t i = 0; i < r->field_count && !found; i++) {
		if (strcmp(r->fields[i]->id, word) == 0)
			found = r->fields[i];
	}
	if (r->in && found && found->kind == FIELD_LINK)
		r->each = found;
	else
		form_mistake(b, r->form->file, form_line(ini, "each"),
		    "%s is no link of %s, which must stand in another repeat. "
		    "Name a field of its own of type link, or leave each out.",
		    word, r->name);
}

/* Once every link is known. */
static void
fill_copies(struct form_builder *b, struct field *field,
    const struct ini_section *ini)
{
	const char *word = ini_value(ini, "copies");
	const struct field *each = field->repeat ? field->repeat->each : NULL;
	const struct repeat *from = each ? each->link : NULL;

	if (!word)
		return;
	for (size_t i = 0; from && i < from->field_count; i++)
		if (strcmp(from->fields[i]->id, word) == 0 &&
		    from->fields[i]->kind == field->kind)
			field->copies = from->fields[i];
	if (!field->copies)
		form_mistake(b, field->form->file, form_line(ini, "copies"),
		    "%s is no field of the same type in the rows that this "
		    "table begins with by each. Name one of them, or leave "
		    "copies out.", word);
}

/* A repeat that does not say is for all that its fields are for. Inner repeats
 * come after outer ones, so the last is first. */
static void
fill_audiences(struct form_builder *b)
{
	for (size_t i = b->repeat_count; i-- > 0;) {
		struct repeat *r = b->repeats[i].repeat;

		if (r->audience)
			continue;
		r->audience = AUDIENCE_AGENCIES;
		for (size_t k = 0; k < r->field_count; k++)
			r->audience |= r->fields[k]->audience;
		for (size_t k = 0; k < r->inner_count; k++)
			r->audience |= r->inner[k]->audience;
	}
}

static void
fill_section(struct form_builder *b, struct section *section)
{
	struct item *items;
	size_t count = 0;

	for (size_t i = 0; i < b->stand_count; i++)
		count += b->stands[i].section == section;
	items = arena_alloc(&b->set->arena, (count + 1) * sizeof *items);
	for (size_t i = 0; i < b->stand_count; i++) {
		if (b->stands[i].section == section)
			items[section->item_count++] = b->stands[i].item;
	}
	section->items = items;
}

static void
fill_form(struct form_builder *b, struct form *form)
{
	const struct section **sections;
	size_t count = 0;

	for (size_t i = 0; i < b->section_count; i++)
		count += b->sections[i].section->form == form;
	sections = arena_alloc(&b->set->arena, (count + 1) * sizeof *sections);
	for (size_t i = 0; i < b->section_count; i++) {
		if (b->sections[i].section->form == form)
			sections[form->section_count++] =
			    b->sections[i].section;
	}
	form->sections = sections;
}

static void
fill_fields(struct form_builder *b)
{
	struct form_set *set = b->set;
	const struct field **fields = arena_alloc(&set->arena,
	    (b->field_count + 1) * sizeof *fields);
	const struct field **once = arena_alloc(&set->arena,
	    (b->field_count + 1) * sizeof *once);

	for (size_t i = 0; i < b->field_count; i++) {
		struct field *f = b->fields[i].field;

		fields[set->field_count++] = f;
		if (!f->repeat) {
			f->column = set->once_count;
			once[set->once_count++] = f;
		}
	}
	set->fields = fields;
	set->fields_once = once;
}

static void
fill_set(struct form_builder *b)
{
	struct form_set *set = b->set;
	const struct form **forms = arena_alloc(&set->arena,
	    (b->form_count + 1) * sizeof *forms);
	const struct repeat **repeats = arena_alloc(&set->arena,
	    (b->repeat_count + 1) * sizeof *repeats);
	const struct expr **exprs = arena_alloc(&set->arena,
	    (b->expr_count + 1) * sizeof *exprs);

	for (size_t i = 0; i < b->form_count; i++)
		forms[set->form_count++] = b->forms[i].form;
	for (size_t i = 0; i < b->repeat_count; i++) {
		b->repeats[i].repeat->index = i;
		repeats[set->repeat_count++] = b->repeats[i].repeat;
	}
	for (size_t i = 0; i < b->expr_count; i++)
		exprs[set->expr_count++] = b->exprs[i];
	set->forms = forms;
	set->repeats = repeats;
	set->exprs = exprs;
}

void
form_resolve(struct form_builder *b)
{
	fill_set(b);
	fill_fields(b);
	for (size_t i = 0; i < b->form_count; i++)
		fill_form(b, b->forms[i].form);
	for (size_t i = 0; i < b->section_count; i++)
		fill_section(b, b->sections[i].section);
	for (size_t i = 0; i < b->repeat_count; i++) {
		fill_repeat(b, b->repeats[i].repeat);
		fill_summary(b, b->repeats[i].repeat, b->repeats[i].ini);
		fill_each(b, b->repeats[i].repeat, b->repeats[i].ini);
	}
	fill_audiences(b);
	index_names(b);
	for (size_t i = 0; i < b->field_count; i++)
		resolve_field(b, b->fields[i].field, b->fields[i].ini);
	for (size_t i = 0; i < b->field_count; i++)
		fill_copies(b, b->fields[i].field, b->fields[i].ini);
	resolve_all_kinds(b);
}
