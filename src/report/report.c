#include "config.h"

#include "report/report.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "report/report_private.h"

static const struct {
	enum audience audience;
	const char *phrase;
} phrases[] = {
	{ AUDIENCE_PERSON, "the person" },
	{ AUDIENCE_HOME, "the person, to keep at home" },
	{ AUDIENCE_FAMILY, "family and supporters" },
	{ AUDIENCE_PROVIDER, "those who give the support" },
	{ AUDIENCE_FINANCE, "finance" },
	{ AUDIENCE_APPROVER, "the approver" },
	{ AUDIENCE_AGENCIES, "the agencies" },
};

const char *
audience_phrase(enum audience audience)
{
	size_t i = 0;

	while (i < ARRAY_LEN(phrases) && phrases[i].audience != audience)
		i++;
	assert(i < ARRAY_LEN(phrases));
	return phrases[i].phrase;
}

/* FIGURES_SAID: the totals stand here and say them. */
static void
add_fields(struct builder *builder, const struct section *section, bool own,
    bool figures_said)
{
	for (size_t i = 0; i < section->item_count; i++) {
		const struct item *item = &section->items[i];
		const char *text;

		if (item->repeat != NULL) {
			if (!own)
				report_rows(builder, item->repeat, &UID_NONE,
				    NULL);
			continue;
		}
		if (item->field->own_words != own ||
		    (figures_said && totals_say(item->field)))
			continue;
		text = answer_printed(builder, item->field, &UID_NONE);
		if (text != NULL)
			builder_field(builder, item->field, &UID_NONE, text);
	}
}

/* TOTALS: the section in which the totals stand; TOTALS_FORM: the form after
 * which they do. */
static void
add_form(struct builder *builder, const struct form *form,
    const struct section *totals, const struct form *totals_form)
{
	builder_heading(builder, LEVEL_FORM, form->title);
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = form->sections[i];

		if (!plan_section_shown(builder->plan, section))
			continue;
		/* a form of one screen says its title once */
		if (strcmp(section->title, form->title) != 0)
			builder_heading(builder, LEVEL_SECTION, section->title);
		add_fields(builder, section, true, section == totals);
		add_fields(builder, section, false, section == totals);
		if (section == totals)
			report_totals(builder);
	}
	if (form == totals_form)
		report_totals(builder);
}

static void
add_forms(struct builder *builder)
{
	const struct form_set *forms = plan_forms(builder->plan);
	const struct section *totals;
	const struct form *totals_form;

	totals_place(builder, &totals, &totals_form);
	for (size_t i = 0; i < forms->form_count; i++)
		add_form(builder, forms->forms[i], totals, totals_form);
	report_workings(builder);
}

void
report_whole(struct builder *builder)
{
	builder->report->whole = true;
	builder->kinds = true;
	add_forms(builder);
}

/* The forms that say who the person is. */
void
page_about(struct builder *builder)
{
	static const char *const ids[] = { "about_me", "me" };

	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		const struct form *form =
		    form_set_form(plan_forms(builder->plan), ids[i]);

		if (form != NULL)
			add_form(builder, form, NULL, NULL);
	}
}

static struct report *
build(struct plan *plan, enum audience audience, const struct uid *viewer)
{
	struct builder builder;

	builder_init(&builder, plan, audience, viewer);
	report_whole(&builder);
	return builder_finish(&builder, WHOLE_PLAN);
}

struct report *
report_build(struct plan *plan, enum audience audience)
{
	return build(plan, audience, NULL);
}

struct report *
report_build_viewer(struct plan *plan, const struct uid *viewer)
{
	return build(plan, AUDIENCE_FAMILY, viewer);
}

void
report_make_easy(struct report *report)
{
	report->easy = true;
	/* easy read is never in small letters */
	report->large_print = true;
}

void
report_free(struct report *report)
{
	if (report == NULL)
		return;
	arena_clear(&report->arena);
	free(report->blocks);
	free(report);
}
