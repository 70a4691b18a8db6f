/* One file of forms into drafts. The grammar, with the keys of form_keys.c:
 *
 *	[form]		once, first
 *	[section.ID]	a screen; what follows stands in it
 *	[repeat.ID]	a table in the section, or with in = "ID" in the rows
 *			of another repeat; the fields after it are its columns
 *	[field.ID]	a question, in the repeat opened last in this section
 *			or in the section itself; repeat = "ID" or "" moves it
 *			and those after it
 *	[choices.ID]	a list, anywhere: code = "Label", code.hint = "...",
 *			code.easy = "..."
 *
 * The order in the file is the order shown. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "form/field_type.h"
#include "form/form_build.h"
#include "form/form_keys.h"
#include "form/suggest.h"

static const struct expr *
read_expr(struct form_builder *b, const struct ini_section *ini,
    const char *key, const struct expr *about)
{
	const char *text = form_joined(b, ini, key);
	struct expr *expr;

	if (!text)
		return NULL;
	expr = arena_alloc(&b->set->arena, sizeof *expr);
	*expr = *about;
	expr->text = text;
	expr->line = form_line(ini, key);
	expr->form = b->form;
	expr->index = (int)b->expr_count;
	ARRAY_GROW(b->exprs, b->expr_count, b->expr_cap);
	b->exprs[b->expr_count++] = expr;
	return expr;
}

static void
read_form(struct form_builder *b, const struct ini_section *ini)
{
	struct form *form = b->form;

	form_check_keys(b, PART_FORM, ini);
	form->id = form_value(ini, "id", "");
	form->title = form_value(ini, "title", "");
	form->version = form_value(ini, "version", "");
	if (*form->id && form_check_id(b, form_line(ini, "id"), form->id) &&
	    strcmp(form->id, "form") == 0)
		form_mistake(b, form->file, form_line(ini, "id"),
		    "A form cannot be called form. Give it another id.");
	if (*form->version)
		(void)form_count_of(b, ini, "version", 1, 99999, 0);
	form->sealed = form_flag_off(b, ini, "sealed", true);
	form->relevant = read_expr(b, ini, "relevant",
	    &(struct expr){.kind = EXPR_RELEVANT});
	ARRAY_GROW(b->forms, b->form_count, b->form_cap);
	b->forms[b->form_count++] = (struct form_draft){form, ini};
}

static void
read_section(struct form_builder *b, const struct ini_section *ini,
    const char *id)
{
	struct section *section =
	    arena_alloc(&b->set->arena, sizeof *section);

	form_check_keys(b, PART_SECTION, ini);
	(void)form_check_id(b, ini->line, id);
	section->id = id;
	section->name = form_join(b, b->form->id, ".", id);
	section->title = form_value(ini, "title", "");
	section->hint = form_value(ini, "hint", "");
	section->form = b->form;
	section->line = ini->line;
	section->sealed = form_flag_off(b, ini, "sealed", b->form->sealed);
	section->relevant = read_expr(b, ini, "relevant",
	    &(struct expr){.kind = EXPR_RELEVANT, .section = section});
	ARRAY_GROW(b->sections, b->section_count, b->section_cap);
	b->sections[b->section_count++] =
	    (struct section_draft){section, ini};
	b->section = section;
	b->repeat = NULL;
}

static void
add_stand(struct form_builder *b, const struct field *field,
    const struct repeat *repeat)
{
	ARRAY_GROW(b->stands, b->stand_count, b->stand_cap);
	b->stands[b->stand_count++] =
	    (struct stand){{field, repeat}, b->section};
}

/* A repeat of this form that stands above, or NULL after a mistake. */
static const struct repeat *
repeat_above(struct form_builder *b, const struct ini_section *ini,
    const char *key)
{
	const char *id = ini_value(ini, key);
	struct suggest suggest;
	char hint[128];

	for (size_t i = b->repeat_count; i-- > 0;) {
		const struct repeat *r = b->repeats[i].repeat;

		if (r->form == b->form && strcmp(r->id, id) == 0)
			return r;
	}
	suggest_init(&suggest, id);
	for (size_t i = 0; i < b->repeat_count; i++) {
		if (b->repeats[i].repeat->form == b->form)
			suggest_offer(&suggest, b->repeats[i].repeat->id);
	}
	suggest_write(&suggest, hint);
	form_mistake(b, b->form->file, form_line(ini, key),
	    "There is no [repeat.%s] above in this file.%s Open it before it "
	    "is used.", id, hint);
	return NULL;
}

static void
read_repeat(struct form_builder *b, const struct ini_section *ini,
    const char *id)
{
	struct repeat *r = arena_alloc(&b->set->arena, sizeof *r);

	form_check_keys(b, PART_REPEAT, ini);
	(void)form_check_id(b, ini->line, id);
	r->id = id;
	r->name = form_join(b, b->form->id, ".", id);
	r->title = form_value(ini, "title", "");
	r->singular = form_value(ini, "singular", "");
	r->hint = form_value(ini, "hint", "");
	r->form = b->form;
	r->section = b->section;
	r->line = ini->line;
	r->rows = form_count_of(b, ini, "rows", 0, 99, 1);
	r->position_name = form_join(b, r->name, ".", "position");
	r->parent_name = form_join(b, r->name, ".", "parent");
	r->removed_name = form_join(b, r->name, ".", "removed");
	if (ini_find(ini, "in"))
		r->in = repeat_above(b, ini, "in");
	if (r->in)
		r->section = r->in->section;
	if (r->in && r->in->in)
		form_mistake(b, b->form->file, form_line(ini, "in"),
		    "%s would stand three deep. A repeat may stand in a "
		    "repeat, but not in one that does.", id);
	r->restricted = form_flag(b, ini, "restricted") ||
	    (r->in && r->in->restricted);
	r->audience = form_audience(b, ini, r->restricted);
	r->relevant = read_expr(b, ini, "relevant",
	    &(struct expr){.kind = EXPR_RELEVANT, .repeat = r->in});
	if (!r->in)
		add_stand(b, NULL, r);
	ARRAY_GROW(b->repeats, b->repeat_count, b->repeat_cap);
	b->repeats[b->repeat_count++] = (struct repeat_draft){r, ini};
	b->repeat = r;
}

static void
read_type(struct form_builder *b, const struct ini_section *ini,
    struct field *field)
{
	const char *word = ini_value(ini, "type");
	const struct field_type *type = word ? field_type_by_word(word) : NULL;
	struct suggest suggest;
	char hint[128];

	field->kind = type ? type->kind : FIELD_TEXT;
	if (!word || type)
		return;
	suggest_init(&suggest, word);
	for (int i = 0; i < FIELD_KIND_COUNT; i++)
		suggest_offer(&suggest, field_type((enum field_kind)i)->word);
	suggest_write(&suggest, hint);
	form_mistake(b, b->form->file, form_line(ini, "type"),
	    "There is no type %s.%s", word,
	    hint[0] ? hint : " oneplan-forms(5) lists them.");
}

static void
read_appearance(struct form_builder *b, const struct ini_section *ini,
    struct field *field)
{
	const char *appearance = ini_value(ini, "appearance");

	if (!appearance)
		return;
	field->across = strcmp(appearance, "across") == 0;
	if (!field->across)
		form_mistake(b, b->form->file, form_line(ini, "appearance"),
		    "There is no appearance \"%s\". Write across, or take it "
		    "out.", appearance);
}

static void
read_field_words(struct form_builder *b, const struct ini_section *ini,
    struct field *field)
{
	const char *was = ini_value(ini, "was");

	field->label = form_value(ini, "label", "");
	field->hint = form_value(ini, "hint", "");
	field->help = form_paragraphs(b, ini, "help");
	field->easy = form_paragraphs(b, ini, "easy");
	field->brief = form_value(ini, "brief", field->label);
	field->example = form_value(ini, "example", "");
	field->source = form_value(ini, "source", "");
	field->who = form_value(ini, "who", "");
	field->unit = form_value(ini, "unit", "");
	field->constraint_message = form_joined(b, ini, "constraint_message");
	if (!field->constraint_message)
		field->constraint_message = "";
	field->advice_message = form_joined(b, ini, "advice_message");
	if (!field->advice_message)
		field->advice_message = "";
	read_appearance(b, ini, field);
	if (was)
		field->was = strchr(was, '.') ?
		    was : form_join(b, b->form->id, ".", was);
}

static void
read_field(struct form_builder *b, const struct ini_section *ini,
    const char *id)
{
	static const char *const exprs[EXPR_KIND_COUNT] = {
	    [EXPR_RELEVANT] = "relevant", [EXPR_READONLY] = "readonly",
	    [EXPR_CONSTRAINT] = "constraint", [EXPR_ADVICE] = "advice",
	    [EXPR_CALCULATE] = "calculate", [EXPR_DEFAULT] = "default",
	    [EXPR_CHOICE_FILTER] = "choice_filter"};
	struct field *field = arena_alloc(&b->set->arena, sizeof *field);
	const char *repeat = ini_value(ini, "repeat");

	form_check_keys(b, PART_FIELD, ini);
	if (form_check_id(b, ini->line, id))
		form_check_not_kept(b, ini->line, id);
	if (repeat)
		b->repeat = *repeat ? repeat_above(b, ini, "repeat") : NULL;
	field->id = id;
	field->name = form_join(b, b->form->id, ".", id);
	field->form = b->form;
	field->repeat = b->repeat;
	field->section = b->repeat ? b->repeat->section : b->section;
	field->line = ini->line;
	read_type(b, ini, field);
	read_field_words(b, ini, field);
	field->max_cols = form_count_of(b, ini, "max", 1, 10000, 0);
	field->third_party = form_flag(b, ini, "third_party");
	field->own_words = form_flag(b, ini, "own_words");
	field->more = form_flag(b, ini, "more");
	field->quiet = form_flag(b, ini, "quiet");
	field->sealed =
	    form_flag_off(b, ini, "sealed", field->section->sealed);
	field->restricted = form_flag(b, ini, "restricted") ||
	    (b->repeat && b->repeat->restricted);
	field->audience = AUDIENCE_AGENCIES |
	    form_audience(b, ini, field->restricted);
	for (int i = 0; i < EXPR_KIND_COUNT; i++)
		field->exprs[i] = read_expr(b, ini, exprs[i],
		    &(struct expr){.kind = (enum expr_kind)i,
			.field = field, .repeat = b->repeat});
	if (!b->repeat)
		add_stand(b, field, NULL);
	ARRAY_GROW(b->fields, b->field_count, b->field_cap);
	b->fields[b->field_count++] = (struct field_draft){field, ini};
}

/* What KEY says of one of the COUNT choices read so far, or NULL. */
static const char **
choice_extra(const struct ini_key *key, const char *dot,
    struct choice *choices, size_t count)
{
	size_t len = (size_t)(dot - key->name);

	for (size_t i = 0; i < count; i++) {
		if (strlen(choices[i].code) != len ||
		    strncmp(key->name, choices[i].code, len) != 0)
			continue;
		if (strcmp(dot, ".hint") == 0)
			return &choices[i].hint;
		if (strcmp(dot, ".easy") == 0)
			return &choices[i].easy;
	}
	return NULL;
}

/* One key of [choices.ID]: code = "Label", or code.hint = "..." and so on. */
static void
read_choice(struct form_builder *b, const struct ini_section *ini,
    const struct ini_key *key, struct choice *choices, size_t *count)
{
	const char *dot = strchr(key->name, '.');
	const char **extra;

	if (!key->value[strspn(key->value, " ")])
		form_mistake(b, b->form->file, key->line,
		    "%s is empty. Write what is read out.", key->name);
	if (!dot) {
		choices[*count].code = key->name;
		choices[*count].label = key->value;
		choices[*count].hint = choices[*count].easy = "";
		(*count)++;
		return;
	}
	extra = choice_extra(key, dot, choices, *count);
	if (extra)
		*extra = key->value;
	else
		form_mistake(b, b->form->file, key->line,
		    "%s does not follow a choice of [%s]. Write code = "
		    "\"Label\", then code.hint = \"...\" or code.easy = "
		    "\"...\".", key->name, ini->name);
}

static void
read_choices(struct form_builder *b, const struct ini_section *ini,
    const char *id)
{
	struct choice_list *list = arena_alloc(&b->set->arena, sizeof *list);
	struct choice *choices = arena_alloc(&b->set->arena,
	    (ini->key_count + 1) * sizeof *choices);

	(void)form_check_id(b, ini->line, id);
	for (size_t i = 0; i < ini->key_count; i++)
		read_choice(b, ini, &ini->keys[i], choices, &list->count);
	if (!list->count)
		form_mistake(b, b->form->file, ini->line,
		    "[%s] has no choices. Add them as code = \"Label\".",
		    ini->name);
	list->id = id;
	list->choices = choices;
	list->form = b->form;
	list->line = ini->line;
	ARRAY_GROW(b->lists, b->list_count, b->list_cap);
	b->lists[b->list_count++] = list;
}

/* The part NAME begins with, and its id; 0 for none. */
static unsigned
part_of(const char *name, const char **id)
{
	const char *dot = strchr(name, '.');

	for (unsigned part = PART_SECTION; dot && part <= PART_CHOICES;
	     part <<= 1) {
		const char *word = form_part_word((enum form_part)part);

		if (strlen(word) == (size_t)(dot - name) &&
		    strncmp(name, word, strlen(word)) == 0) {
			*id = dot + 1;
			return part;
		}
	}
	*id = "";
	return strcmp(name, "form") == 0 ? PART_FORM : 0;
}

static void
unknown_part(struct form_builder *b, const struct ini_section *ini)
{
	form_mistake(b, b->form->file, ini->line,
	    "[%s] is not a part of a form. Write [section.ID], [repeat.ID], "
	    "[field.ID] or [choices.ID].", ini->name);
}

static void
read_part(struct form_builder *b, const struct ini_section *ini)
{
	const char *id;
	unsigned part = part_of(ini->name, &id);

	if ((part == PART_REPEAT || part == PART_FIELD) && !b->section)
		form_mistake(b, b->form->file, ini->line,
		    "[%s] stands in no section. Put a [section.ID] above it.",
		    ini->name);
	else if (part == PART_SECTION)
		read_section(b, ini, id);
	else if (part == PART_REPEAT)
		read_repeat(b, ini, id);
	else if (part == PART_FIELD)
		read_field(b, ini, id);
	else if (part == PART_CHOICES)
		read_choices(b, ini, id);
	else
		unknown_part(b, ini);
}

void
form_read(struct form_builder *b, const struct ini *ini)
{
	struct form *form = arena_alloc(&b->set->arena, sizeof *form);

	form->file = ini->file;
	form->text = ini->text;
	form->text_len = ini->text_len;
	b->form = form;
	b->section = NULL;
	b->repeat = NULL;
	if (!ini->section_count || strcmp(ini->sections[0].name, "form") != 0) {
		form_mistake(b, form->file,
		    ini->section_count ? ini->sections[0].line : 1,
		    "A form begins with [form]: id, title and version. Add "
		    "it at the top.");
		return;
	}
	read_form(b, &ini->sections[0]);
	for (size_t i = 1; i < ini->section_count; i++)
		read_part(b, &ini->sections[i]);
}
