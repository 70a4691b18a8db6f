#include "config.h"

#include "report/report_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static const char *const phrases[WITHHELD_WHY_COUNT] = {
	[WITHHELD_RESTRICTED] = "restricted",
	[WITHHELD_THIRD_PARTY] = "said by somebody else",
	[WITHHELD_AUDIENCE] = "not meant for this audience",
};

const char *
withheld_phrase(enum withheld_why why)
{
	return phrases[why];
}

/* A walk through the plan: what is added goes to LIST. */
struct walk {
	const struct plan *plan;
	const struct reader *reader;
	enum withheld_why why;
	struct withheld_list *list;
};

static enum withheld_why
why_withheld(const struct walk *walk, const struct field *field)
{
	if (field_restricted(field))
		return WITHHELD_RESTRICTED;
	if (third_party_kept(walk->reader, field))
		return WITHHELD_THIRD_PARTY;
	return WITHHELD_AUDIENCE;
}

static void
look_at_field(struct walk *walk, const struct field *field,
    const struct uid *row, const char *where)
{
	struct withheld_list *list = walk->list;
	struct field_state state;

	if (field_meant(walk->reader, field) ||
	    why_withheld(walk, field) != walk->why)
		return;
	plan_field(walk->plan, field, row, &state);
	if (!state.relevant || !state.answered || state.taken_out)
		return;
	ARRAY_GROW(list->items, list->count, list->cap);
	list->items[list->count++] = (struct withheld){
		.field = field,
		.row = *row,
		.why = walk->why,
		.where = xstrdup(where),
	};
	list->counts[walk->why]++;
}

static void
look_at_rows(struct walk *walk, const struct repeat *repeat,
    const struct uid *parent, const char *within)
{
	const struct uid *rows;
	size_t count;

	if (!plan_repeat_shown(walk->plan, repeat, parent))
		return;
	count = plan_rows(walk->plan, repeat, parent, &rows);
	for (size_t r = 0; r < count; r++) {
		struct buf where;

		buf_init(&where);
		buf_addf(&where, "%s, %s %zu", within, repeat->singular, r + 1);
		for (size_t i = 0; i < repeat->field_count; i++)
			look_at_field(walk, repeat->fields[i], &rows[r],
			    where.data);
		for (size_t i = 0; i < repeat->inner_count; i++)
			look_at_rows(walk, repeat->inner[i], &rows[r],
			    where.data);
		buf_clear(&where);
	}
}

static void
look_at_section(struct walk *walk, const struct section *section)
{
	struct buf where;

	buf_init(&where);
	buf_add(&where, section->form->title);
	if (strcmp(section->title, section->form->title) != 0)
		buf_addf(&where, ", %s", section->title);
	for (size_t i = 0; i < section->item_count; i++) {
		const struct item *item = &section->items[i];

		if (item->repeat != NULL)
			look_at_rows(walk, item->repeat, &UID_NONE,
			    section->form->title);
		else
			look_at_field(walk, item->field, &UID_NONE, where.data);
	}
	buf_clear(&where);
}

static void
list_withheld(const struct plan *plan, const struct reader *reader,
    struct withheld_list *out)
{
	const struct form_set *forms = plan_forms(plan);
	struct walk walk = { .plan = plan, .reader = reader, .list = out };

	*out = (struct withheld_list){ 0 };
	for (int why = 0; why < WITHHELD_WHY_COUNT; why++) {
		walk.why = (enum withheld_why)why;
		for (size_t f = 0; f < forms->form_count; f++) {
			const struct form *form = forms->forms[f];

			for (size_t i = 0; i < form->section_count; i++)
				if (plan_section_shown(plan, form->sections[i]))
					look_at_section(&walk,
					    form->sections[i]);
		}
	}
}

void
report_withheld(struct plan *plan, enum audience audience,
    struct withheld_list *out)
{
	struct reader reader;

	reader_init(&reader, plan, audience, NULL);
	list_withheld(plan, &reader, out);
}

void
report_withheld_viewer(struct plan *plan, const struct uid *viewer,
    struct withheld_list *out)
{
	struct reader reader;

	reader_init(&reader, plan, AUDIENCE_FAMILY, viewer);
	list_withheld(plan, &reader, out);
}

void
withheld_clear(struct withheld_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i].where);
	free(list->items);
	*list = (struct withheld_list){ 0 };
}

void
withheld_sentence(const struct withheld_list *list, const char *reader,
    struct buf *out)
{
	const char *between = ": ";

	buf_addf(out, "The copy for %s leaves out ", reader);
	if (list->count == 0)
		buf_add(out, "nothing");
	else
		buf_addf(out, "%zu answer%s", list->count,
		    list->count == 1 ? "" : "s");
	for (int why = 0; why < WITHHELD_WHY_COUNT; why++) {
		if (list->counts[why] == 0)
			continue;
		buf_addf(out, "%s%zu %s", between, list->counts[why],
		    phrases[why]);
		between = ", ";
	}
	buf_add_char(out, '.');
}
