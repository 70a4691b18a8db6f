/* What stands beside a screen on a wide terminal: the plan's steps at the left,
 * help at the right. */
#include "config.h"

#include "ui/draw.h"
#include "ui/screens.h"
#include "ui/visit.h"

static void
draw_step(struct rect area, int row, int col, const char *title, bool here,
    const struct progress *progress, int problems)
{
	if (here)
		draw_string(area, row, col, STYLE_FOCUS, ">");
	draw_short(rect_part(area, 0, col + 2, area.rows, area.cols - col - 9),
	    row, 0, STYLE_PLAIN, title);
	if (problems)
		draw_string(area, row, area.cols - 7, STYLE_PROBLEM, "!");
	if (progress->asked)
		draw_format(area, row, area.cols - 6, STYLE_PLAIN, "%2d/%d",
		    progress->done, progress->asked);
}

/* The screens of the form that the person is in, under its title. */
static int
draw_sections(const struct sitting *sitting, const struct form *form,
    struct rect area, int row)
{
	struct progress progress;
	int problems;

	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = form->sections[i];
		if (!visit_shows_section(sitting, section))
			continue;
		plan_section_progress(sitting->plan, section, &progress,
		    &problems);
		draw_step(area, row++, 2, section->title,
		    sitting_is_at(sitting, section), &progress, problems);
	}
	return row;
}

static bool
is_in(const struct sitting *sitting, const struct form *form)
{
	for (size_t i = 0; i < form->section_count; i++)
		if (sitting_is_at(sitting, form->sections[i]))
			return true;
	return false;
}

void
screen_draw_steps(const struct sitting *sitting, const struct layout *layout)
{
	const struct form_set *forms;
	int row = 0;

	if (rect_empty(layout->steps) || !sitting->plan)
		return;
	forms = plan_forms(sitting->plan);
	for (size_t i = 0; i < forms->form_count; i++) {
		const struct form *form = forms->forms[i];
		struct progress progress;
		bool here = is_in(sitting, form);
		int problems;
		if (!visit_shows_form(sitting, form))
			continue;
		plan_form_progress(sitting->plan, form, &progress, &problems);
		draw_step(layout->steps, row++, 0, form->title,
		    here && form->section_count == 1, &progress, problems);
		if (here && form->section_count > 1)
			row = draw_sections(sitting, form, layout->steps, row);
	}
}

void
screen_draw_help(const struct sitting *sitting, const struct layout *layout,
    const struct field *field)
{
	struct buf text;

	if (rect_empty(layout->help) || !field)
		return;
	buf_init(&text);
	help_of_field(sitting, field, &text);
	draw_wrapped(layout->help, 0, STYLE_HINT, text.data, 0);
	buf_clear(&text);
}
