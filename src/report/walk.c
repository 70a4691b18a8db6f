#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/buf.h"

/* What is done with each, and the plan it is of. */
struct walk {
	const struct plan *plan;
	report_look *look;
	void *data;
};

static void
walk_rows(const struct walk *walk, const struct repeat *repeat,
    const struct uid *parent, const char *within)
{
	const struct uid *rows;
	size_t count = plan_rows(walk->plan, repeat, parent, &rows);

	for (size_t r = 0; r < count; r++) {
		struct buf where;

		buf_init(&where);
		buf_addf(&where, "%s, %s %zu", within, repeat->singular, r + 1);
		for (size_t i = 0; i < repeat->field_count; i++)
			walk->look(walk->data, repeat->fields[i], &rows[r],
			    where.data);
		for (size_t i = 0; i < repeat->inner_count; i++)
			walk_rows(walk, repeat->inner[i], &rows[r], where.data);
		buf_clear(&where);
	}
}

static void
walk_section(const struct walk *walk, const struct section *section)
{
	struct buf where;

	buf_init(&where);
	buf_add(&where, section->form->title);
	if (strcmp(section->title, section->form->title) != 0)
		buf_addf(&where, ", %s", section->title);
	for (size_t i = 0; i < section->item_count; i++) {
		const struct item *item = &section->items[i];

		if (item->repeat != NULL)
			walk_rows(walk, item->repeat, &UID_NONE,
			    section->form->title);
		else
			walk->look(walk->data, item->field, &UID_NONE,
			    where.data);
	}
	buf_clear(&where);
}

void
report_walk(const struct plan *plan, report_look *look, void *data)
{
	const struct form_set *forms = plan_forms(plan);
	struct walk walk = { .plan = plan, .look = look, .data = data };

	for (size_t f = 0; f < forms->form_count; f++)
		for (size_t i = 0; i < forms->forms[f]->section_count; i++)
			walk_section(&walk, forms->forms[f]->sections[i]);
}
