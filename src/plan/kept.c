#include "config.h"

#include "plan/kept.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/plan_private.h"

/* The forms among LIST; NULL if there are none. */
static bool
forms_of(const struct definition *list, size_t count, struct form_set **out,
    struct error *err)
{
	struct form_text *texts = xcalloc(count + 1, sizeof *texts);
	size_t n = 0;
	bool ok = true;

	*out = NULL;
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i].kind, "form") == 0)
			texts[n++] = (struct form_text){ list[i].name,
				list[i].text, list[i].len };
	if (n > 0)
		ok = form_set_load_texts(texts, n, out, NULL, err);
	free(texts);
	return ok;
}

/* The rates among LIST, ours before the local ones. */
static bool
rates_of(const struct definition *list, size_t count, struct rates **out,
    struct error *err)
{
	struct rates_text *texts = xcalloc(count + 1, sizeof *texts);
	size_t n = 0;
	bool ok = true;

	*out = NULL;
	for (int local = 0; local < 2; local++)
		for (size_t i = 0; i < count; i++)
			if (strcmp(list[i].kind,
				local ? "local rates" : "rates") == 0)
				texts[n++] = (struct rates_text){
					list[i].name, list[i].text,
					list[i].len, local };
	if (n > 0)
		ok = rates_load_texts(texts, n, out, NULL, err);
	free(texts);
	return ok;
}

bool
kept_load(const char *path, struct form_set **forms, struct rates **rates,
    struct error *err)
{
	struct definition *list = NULL;
	struct store *store = NULL;
	size_t count = 0;
	bool ok;

	*forms = NULL;
	*rates = NULL;
	ok = store_open(path, STORE_READ, &store, NULL, err) &&
	    store_definitions(store, &list, &count, err) &&
	    forms_of(list, count, forms, err) &&
	    rates_of(list, count, rates, err);
	definitions_clear(list, count);
	if (store)
		store_close(store);
	if (!ok) {
		form_set_free(*forms);
		*forms = NULL;
	}
	return ok;
}

/* --- what is different --- */

static size_t
answers_to(const struct stored_answer *answers, size_t count,
    const char *name)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++)
		n += strcmp(answers[i].field, name) == 0 &&
		    !value_is_none(&answers[i].value);
	return n;
}

static void
add(struct differences *list, enum difference_kind kind,
    const struct field *was, const struct field *is, size_t answers)
{
	ARRAY_GROW(list->items, list->count, list->cap);
	list->items[list->count++] = (struct difference){
		.kind = kind,
		.form = xstrdup((is ? is : was)->form->title),
		.was = xstrdup(was ? was->label : ""),
		.is = xstrdup(is ? is->label : ""),
		.answers = answers,
	};
	list->counts[kind]++;
}

/* The question that IS was in the older forms SET. */
static const struct field *
older_name(const struct form_set *set, const struct field *is)
{
	const struct field *was = form_set_field(set, is->name);

	return was || !is->was ? was : form_set_field(set, is->was);
}

static void
compare(const struct form_set *old, const struct form_set *new,
    const struct stored_answer *answers, size_t count,
    struct differences *out)
{
	for (int kind = 0; kind <= DIFFERENCE_WORDED; kind++) {
		for (size_t i = 0; i < new->field_count; i++) {
			const struct field *is = new->fields[i];
			const struct field *was = older_name(old, is);
			if (is->exprs[EXPR_CALCULATE])
				continue; /* nobody answers it */
			size_t given = was
			    ? answers_to(answers, count, was->name) : 0;
			if (!was && kind == DIFFERENCE_NEW)
				add(out, DIFFERENCE_NEW, NULL, is, 0);
			if (was && kind == DIFFERENCE_TYPE &&
			    was->kind != is->kind)
				add(out, DIFFERENCE_TYPE, was, is, given);
			if (was && kind == DIFFERENCE_WORDED &&
			    was->kind == is->kind &&
			    strcmp(was->label, is->label) != 0)
				add(out, DIFFERENCE_WORDED, was, is, given);
		}
		for (size_t i = 0; kind == DIFFERENCE_GONE &&
		     i < old->field_count; i++)
			if (!old->fields[i]->exprs[EXPR_CALCULATE] &&
			    !form_set_field(new, old->fields[i]->name))
				add(out, DIFFERENCE_GONE, old->fields[i], NULL,
				    answers_to(answers, count,
					old->fields[i]->name));
	}
}

/* Is a form kept with a higher version than it has today? */
static bool
is_older(const struct form_set *old, const struct form_set *new)
{
	for (size_t i = 0; i < old->form_count; i++)
		for (size_t j = 0; j < new->form_count; j++)
			if (strcmp(old->forms[i]->id, new->forms[j]->id) == 0 &&
			    atol(old->forms[i]->version) >
				atol(new->forms[j]->version))
				return true;
	return false;
}

/* Are the texts the very ones that the plan is open with? */
static bool
same_texts(const struct form_set *set, const struct definition *list,
    size_t count)
{
	size_t forms = 0;

	for (size_t i = 0; i < count; i++) {
		bool same = false;
		if (strcmp(list[i].kind, "form") != 0)
			continue;
		forms++;
		for (size_t j = 0; j < set->form_count && !same; j++)
			same = set->forms[j]->text_len == list[i].len &&
			    memcmp(set->forms[j]->text, list[i].text,
				list[i].len) == 0;
		if (!same)
			return false;
	}
	return forms == set->form_count;
}

bool
plan_differences(struct plan *plan, struct differences *out,
    struct error *err)
{
	struct stored_answer *answers = NULL;
	struct definition *list = NULL;
	struct form_set *old = NULL;
	size_t count = 0, answer_count = 0;
	bool ok;

	*out = (struct differences){ 0 };
	if (!store_definitions(plan->store, &list, &count, err))
		return false;
	if (same_texts(plan->forms, list, count)) {
		definitions_clear(list, count);
		return true;
	}
	ok = forms_of(list, count, &old, err) &&
	    store_answers(plan->store, &answers, &answer_count, err);
	if (ok && old) {
		compare(old, plan->forms, answers, answer_count, out);
		out->older = is_older(old, plan->forms);
	}
	stored_answers_clear(answers, answer_count);
	form_set_free(old);
	definitions_clear(list, count);
	return ok;
}

void
differences_clear(struct differences *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].form);
		free(list->items[i].was);
		free(list->items[i].is);
	}
	free(list->items);
	*list = (struct differences){ 0 };
}
