/* What stands beside a screen on a wide terminal: the plan's steps at the left,
 * help at the right. */
#include "config.h"

#include <string.h>

#include "ui/draw.h"
#include "ui/screens.h"

/* Is SECTION the one the person is on, or that holds the row they are in? */
static bool
is_here(const struct sitting *sitting, const struct section *section)
{
	const char *place = sitting->place_screen;
	const struct repeat *repeat;

	if (!place)
		return false;
	if (strncmp(place, "section ", 8) == 0)
		return strcmp(place + 8, section->name) == 0;
	size_t len = strcspn(place + 4, "/");
	for (size_t i = 0; i < plan_forms(sitting->plan)->repeat_count; i++) {
		repeat = plan_forms(sitting->plan)->repeats[i];
		if (strlen(repeat->name) == len &&
		    strncmp(repeat->name, place + 4, len) == 0)
			return repeat->section == section;
	}
	return false;
}

static void
draw_step(const struct sitting *sitting, const struct section *section,
    struct rect area, int row)
{
	struct progress progress;
	int problems;

	plan_section_progress(sitting->plan, section, &progress, &problems);
	if (is_here(sitting, section))
		draw_string(area, row, 0, STYLE_FOCUS, ">");
	draw_short(rect_part(area, 0, 2, area.rows, area.cols - 9), row, 0,
	    STYLE_PLAIN, section->title);
	if (problems)
		draw_string(area, row, area.cols - 7, STYLE_PROBLEM, "!");
	if (progress.asked)
		draw_format(area, row, area.cols - 6, STYLE_PLAIN, "%2d/%d",
		    progress.done, progress.asked);
}

void
screen_draw_steps(const struct sitting *sitting, const struct layout *layout)
{
	const struct form_set *forms;
	int row = 0;

	if (rect_empty(layout->steps) || !sitting->plan)
		return;
	forms = plan_forms(sitting->plan);
	for (size_t i = 0; i < forms->form_count; i++)
		for (size_t j = 0; j < forms->forms[i]->section_count; j++) {
			const struct section *section =
			    forms->forms[i]->sections[j];
			if (plan_section_shown(sitting->plan, section))
				draw_step(sitting, section, layout->steps,
				    row++);
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
