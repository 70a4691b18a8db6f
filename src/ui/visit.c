#include "config.h"

#include "ui/visit.h"

#include "plan/about.h"
#include "plan/jot.h"

bool
visit_closes_field(const struct sitting *sitting, const struct field *field)
{
	return sitting->start->visit && field_restricted(field);
}

bool
visit_closes_repeat(const struct sitting *sitting, const struct repeat *repeat)
{
	return sitting->start->visit && repeat_restricted(repeat);
}

bool
visit_closes_row(const struct sitting *sitting, const struct repeat *repeat,
    const struct uid *row)
{
	struct about about;

	if (!sitting->start->visit)
		return false;
	/* what is said against words that are closed is closed itself */
	if (about_of_row(sitting->plan, repeat, row, &about))
		return field_restricted(about.field) ||
		    jot_restricted(sitting->plan, about.field->repeat,
			&about.row);
	return jot_restricted(sitting->plan, repeat, row);
}

bool
visit_shows_section(const struct sitting *sitting,
    const struct section *section)
{
	if (!plan_section_shown(sitting->plan, section))
		return false;
	for (size_t i = 0; i < section->item_count; i++) {
		const struct item *item = &section->items[i];
		if (item->field ? !visit_closes_field(sitting, item->field)
				: !visit_closes_repeat(sitting, item->repeat))
			return true;
	}
	return !sitting->start->visit;
}

bool
visit_shows_form(const struct sitting *sitting, const struct form *form)
{
	for (size_t i = 0; i < form->section_count; i++)
		if (visit_shows_section(sitting, form->sections[i]))
			return true;
	return false;
}

void
visit_todo(const struct sitting *sitting, struct todo **out, size_t *count)
{
	plan_todo(sitting->plan, !sitting->start->visit, out, count);
}
