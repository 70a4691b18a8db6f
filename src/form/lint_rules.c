/* One function a rule. The set was read without a mistake, so every word is
 * known and every name names something. */
#include "config.h"

#include "form/lint_rules.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "form/easy_read.h"
#include "form/field_type.h"
#include "form/form_build.h"

/* What can be read at a glance, and on a line of 80 columns. */
#define HELP_MAX_COLS 500
#define HINT_MAX_COLS 120
/* Choices side by side: each has a mark and a gap; they must fit on a narrow
 * terminal under their label. */
#define ACROSS_CHOICE_COLS 7
#define ACROSS_MAX_COLS 58

struct linter {
	const struct form_set *set;
	struct problem_list *problems;
};

static void say(const struct linter *l, const struct form *form, int line,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

static void
say(const struct linter *l, const struct form *form, int line,
    const char *format, ...)
{
	struct buf where;
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_init(&where);
	buf_addf(&where, "%s:%d", form->file, line);
	problem_add(l->problems, where.data, "%s", text);
	buf_clear(&where);
}

bool
lint_is_literal(const struct expr *expr, const char *word)
{
	size_t len = strlen(word), start;

	if (!expr)
		return false;
	start = strspn(expr->text, " ");
	return strncmp(expr->text + start, word, len) == 0 &&
	    strspn(expr->text + start + len, " ") ==
		strlen(expr->text + start + len);
}

/* --- words that are read out --- */

static bool
is_words(const struct ini_section *ini, const char *key)
{
	static const char *const words[] = {"title", "label", "brief", "hint", "help",
	    "easy", "singular", "example", "source", "who", "unit",
	    "constraint_message", "advice_message"};
	size_t len = strcspn(key, ".");

	if (strncmp(ini->name, "choices.", 8) == 0)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (strlen(words[i]) == len &&
		    strncmp(words[i], key, len) == 0)
			return true;
	}
	return false;
}

static bool
begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

static void
rule_words(const struct linter *l, const struct form *form,
    const struct ini_section *ini, const struct ini_key *key)
{
	size_t len = strlen(key->value);
	const char *name = key->name;
	int cols;

	if (!is_words(ini, name) || !len)
		return;
	if (key->value[0] == ' ' || key->value[len - 1] == ' ')
		say(l, form, key->line, "%s begins or ends with a space. Take "
		    "it out.", name);
	if (key->value[len - 1] == ':' && !begins(name, "help"))
		say(l, form, key->line, "%s ends in a colon. Take it out: "
		    "what follows is shown apart.", name);
	if (begins(ini->name, "choices."))
		return;
	cols = utf8_cols(key->value, len);
	if (begins(name, "help") && cols > HELP_MAX_COLS)
		say(l, form, key->line, "%s has %d characters, and %d are as "
		    "much as is read. Divide it (help.2), or say less.",
		    name, cols, HELP_MAX_COLS);
	if (begins(name, "hint") && cols > HINT_MAX_COLS)
		say(l, form, key->line, "%s has %d characters, and %d are as "
		    "much as is shown. Move the rest to help.", name, cols,
		    HINT_MAX_COLS);
}

/* easy, easy.2 of a field, and CODE.easy of a choice */
static void
rule_easy(const struct linter *l, const struct form *form,
    const struct ini_section *ini, const struct ini_key *key)
{
	bool choice = begins(ini->name, "choices.");
	const char *dot = strchr(key->name, '.');
	struct error why;

	if (choice ? dot == NULL || strcmp(dot, ".easy") != 0
		   : !begins(ini->name, "field.") ||
		    !begins(key->name, "easy"))
		return;
	if (!easy_read_holds(key->value, choice, &why))
		say(l, form, key->line, "%s: %s", key->name, why.text);
}

/* --- choice lists --- */

static bool
list_used(const struct form_set *set, const struct form *form, const char *id)
{
	for (size_t i = 0; i < set->field_count; i++) {
		const struct choice_list *list = set->fields[i]->list;

		if (list && list->form == form && strcmp(list->id, id) == 0)
			return true;
	}
	return false;
}

static void
rule_list(const struct linter *l, const struct form *form,
    const struct ini_section *ini)
{
	if (!begins(ini->name, "choices."))
		return;
	if (!list_used(l->set, form, strchr(ini->name, '.') + 1))
		say(l, form, ini->line, "No field uses [%s]. Use it, or take "
		    "it out.", ini->name);
	for (size_t i = 0; i < ini->key_count; i++) {
		for (size_t k = 0; k < i; k++) {
			if (strchr(ini->keys[i].name, '.') ||
			    strchr(ini->keys[k].name, '.') ||
			    strcmp(ini->keys[i].value, ini->keys[k].value) != 0)
				continue;
			say(l, form, ini->keys[i].line, "%s reads as %s does. "
			    "Give them different labels.",
			    ini->keys[i].name, ini->keys[k].name);
		}
	}
}

/* --- nothing in it, never asked --- */

static void
rule_never(const struct linter *l, const struct expr *relevant)
{
	if (lint_is_literal(relevant, "0"))
		say(l, relevant->form, relevant->line, "relevant is 0, so "
		    "this is never asked. Take the line out, or all of it.");
}

static void
rule_form(const struct linter *l, const struct form *form)
{
	rule_never(l, form->relevant);
	if (!form->section_count)
		say(l, form, 1, "There is no section in this form. Add a "
		    "[section.ID] and what is asked in it.");
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *s = form->sections[i];

		rule_never(l, s->relevant);
		if (!s->item_count)
			say(l, form, s->line, "There is nothing in "
			    "[section.%s]. Add a [field.ID] after it, or take "
			    "it out.", s->id);
	}
}

static void
rule_repeat(const struct linter *l, const struct repeat *r)
{
	rule_never(l, r->relevant);
	if (!r->field_count)
		say(l, r->form, r->line, "There is nothing in [repeat.%s]. "
		    "Add a [field.ID] after it, or take it out.", r->id);
	if (!r->rows && (r->need != NEED_NEVER || r->need_count))
		say(l, r->form, r->line, "[repeat.%s] is needed, but with 0 "
		    "rows. Change rows, or take need out.", r->id);
}

/* --- fields --- */

/* A check and what is said when it does not hold come together. */
static void
rule_check(const struct linter *l, const struct field *f,
    const struct ini_section *ini, const struct expr *check, const char *word,
    const char *message)
{
	char key[32];

	snprintf(key, sizeof key, "%s_message", word);
	if (check && !*message)
		say(l, f->form, check->line, "%s has %s %s and no %s. Say what "
		    "is wrong and how to put it right.", f->name,
		    *word == 'a' ? "an" : "a", word, key);
	if (!check && *message)
		say(l, f->form, form_line(ini, key), "%s has %s %s and no %s. "
		    "Add the %s, or take the message out.", f->name,
		    *word == 'a' ? "an" : "a", key, word, word);
}

static void
rule_checks(const struct linter *l, const struct field *f,
    const struct ini_section *ini)
{
	rule_check(l, f, ini, f->exprs[EXPR_CONSTRAINT], "constraint",
	    f->constraint_message);
	rule_check(l, f, ini, f->exprs[EXPR_ADVICE], "advice",
	    f->advice_message);
}

static void
rule_across(const struct linter *l, const struct field *f,
    const struct ini_section *ini)
{
	int cols = 0;

	if (!f->across)
		return;
	if (!f->list) {
		say(l, f->form, form_line(ini, "appearance"), "%s has no "
		    "choices to stand side by side. Take its appearance out.",
		    f->name);
		return;
	}
	for (size_t i = 0; i < f->list->count; i++)
		cols += ACROSS_CHOICE_COLS + utf8_cols(f->list->choices[i].label,
		    strlen(f->list->choices[i].label));
	if (cols > ACROSS_MAX_COLS)
		say(l, f->form, form_line(ini, "appearance"), "The choices of "
		    "%s do not fit side by side. Make their labels shorter by "
		    "%d characters together, or take its appearance out.",
		    f->name, cols - ACROSS_MAX_COLS);
}

static void
rule_calculate(const struct linter *l, const struct field *f,
    const struct ini_section *ini)
{
	/* the sandbox says that a calculated field takes no default */
	if (f->exprs[EXPR_CALCULATE] &&
	    (f->need != NEED_NEVER || f->need_count))
		say(l, f->form, form_line(ini, "need"), "%s is calculated, so "
		    "nobody is asked. Take need out.", f->name);
}

static void
rule_type(const struct linter *l, const struct field *f,
    const struct ini_section *ini)
{
	const struct field_type *type = field_type(f->kind);

	if (f->own_words && !type->words)
		say(l, f->form, form_line(ini, "own_words"), "Only words "
		    "can be somebody's own, and a field of type %s has none. "
		    "Take own_words out.", type->word);
	if (*f->unit && (!type->number || f->kind == FIELD_YES_NO))
		say(l, f->form, form_line(ini, "unit"), "A field of type %s "
		    "is no figure and has no unit. Take unit out.",
		    type->word);
}

static void
rule_audience(const struct linter *l, const struct field *f,
    const struct ini_section *ini)
{
	unsigned beyond = f->repeat ? f->audience & ~f->repeat->audience : 0;

	for (unsigned a = AUDIENCE_PERSON; a < AUDIENCE_AGENCIES; a <<= 1) {
		if (beyond & a)
			say(l, f->form, form_line(ini, "audience"),
			    "%s is for %s, which [repeat.%s] is not, so it is "
			    "never seen there. Let both say the same.",
			    f->name, audience_word((enum audience)a),
			    f->repeat->id);
	}
	if (f->link && f->link->restricted && !f->restricted)
		say(l, f->form, form_line(ini, "link"), "%s names rows of %s, "
		    "which is restricted. Make it restricted too.", f->name,
		    f->link->name);
}

static void
rule_field(const struct linter *l, const struct form *form,
    const struct ini_section *ini)
{
	const struct field *f;
	struct buf name;

	if (!begins(ini->name, "field."))
		return;
	buf_init(&name);
	buf_addf(&name, "%s.%s", form->id, strchr(ini->name, '.') + 1);
	f = form_set_field(l->set, name.data);
	buf_clear(&name);
	if (!f)
		return;
	rule_never(l, f->exprs[EXPR_RELEVANT]);
	rule_checks(l, f, ini);
	rule_across(l, f, ini);
	rule_calculate(l, f, ini);
	rule_type(l, f, ini);
	rule_audience(l, f, ini);
}

static void
lint_form(const struct linter *l, const struct form *form,
    const struct ini *ini)
{
	rule_form(l, form);
	for (size_t i = 0; i < ini->section_count; i++) {
		const struct ini_section *part = &ini->sections[i];

		rule_list(l, form, part);
		rule_field(l, form, part);
		for (size_t k = 0; k < part->key_count; k++)
			rule_words(l, form, part, &part->keys[k]);
		for (size_t k = 0; k < part->key_count; k++)
			rule_easy(l, form, part, &part->keys[k]);
	}
}

void
lint_rules(const struct form_set *set, struct problem_list *problems)
{
	const struct linter l = {set, problems};

	for (size_t i = 0; i < set->form_count; i++)
		lint_form(&l, set->forms[i], set->index->inis[i]);
	for (size_t i = 0; i < set->repeat_count; i++)
		rule_repeat(&l, set->repeats[i]);
}
