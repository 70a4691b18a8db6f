/* How figures came about: the sum, what went into it, the rule and the rates. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ui/draw.h"
#include "ui/pager.h"
#include "ui/screens.h"

struct working_screen {
	struct screen screen;
	struct sitting *sitting;
	struct buf text;
	struct pager pager;
};

static struct working_screen *
working_of(struct screen *screen)
{
	return (struct working_screen *)(void *)screen;
}

/* The figure, its sum, and where each rule stands, right under its step. */
static void
add_figure(struct buf *text, struct plan *plan, const struct field *field,
    const struct uid *row)
{
	struct working working;
	struct field_state state;

	plan_field(plan, field, row, &state);
	working_init(&working);
	plan_working(plan, field, row, &working);
	if (state.relevant && working.count > 0) {
		if (text->len > 0)
			buf_add(text, "\n");
		buf_addf(text, "%s: ", field->label);
		size_t label_len = text->len;
		plan_show(plan, field, row, text);
		/* a figure that is a sentence is not told twice */
		bool said = strcmp(text->data + label_len,
			working.steps[0].text) == 0;
		if (value_is_none(state.value))
			buf_add(text, "(not known yet)");
		buf_add(text, "\n");
		for (size_t i = said ? 1 : 0; i < working.count; i++) {
			buf_addf(text, "    %s\n", working.steps[i].text);
			if (working.steps[i].source)
				buf_addf(text, "        (%s)\n",
				    working.steps[i].source);
		}
	}
	working_clear(&working);
}

static void
add_fields(struct buf *text, struct plan *plan,
    const struct field *const *fields, size_t count,
    const struct section *section, const struct uid *row)
{
	for (size_t i = 0; i < count; i++)
		if (!section || fields[i]->section == section)
			add_figure(text, plan, fields[i], row);
}

/* The figures in each row of the tables on SECTION's screen, under what the row is
 * called. */
static void
add_tables(struct buf *text, struct plan *plan, const struct section *section)
{
	for (size_t i = 0; i < section->item_count; i++) {
		const struct repeat *repeat = section->items[i].repeat;
		const struct uid *rows;
		size_t count = repeat && plan_repeat_shown(plan, repeat,
					     &UID_NONE)
		    ? plan_rows(plan, repeat, &UID_NONE, &rows)
		    : 0;

		for (size_t r = 0; r < count; r++) {
			struct buf figures;

			buf_init(&figures);
			add_fields(&figures, plan, repeat->fields,
			    repeat->field_count, NULL, &rows[r]);
			if (figures.len > 0) {
				if (text->len > 0)
					buf_add(text, "\n");
				plan_row_title(plan, repeat, &rows[r], text);
				buf_addf(text, "\n\n%s", figures.data);
			}
			buf_clear(&figures);
		}
	}
}

static void
make(struct working_screen *working, const struct target *target,
    const struct field *field, const struct uid *row)
{
	struct plan *plan = working->sitting->plan;
	const struct form_set *forms = plan_forms(plan);
	struct buf *text = &working->text;

	if (field && field->exprs[EXPR_CALCULATE])
		add_figure(text, plan, field, row);
	else if (target && target->repeat)
		add_fields(text, plan, target->repeat->fields,
		    target->repeat->field_count, NULL, &target->row);
	else {
		add_fields(text, plan, forms->fields_once,
		    forms->once_count,
		    target ? target->section : NULL, &UID_NONE);
		if (target)
			add_tables(text, plan, target->section);
	}
	if (text->len == 0)
		buf_add(text, "Nothing on this screen is worked out: "
			      "everything here was typed or chosen by "
			      "somebody.");
}

static struct cell
working_draw(struct screen *screen, const struct layout *layout)
{
	struct working_screen *working = working_of(screen);
	struct rect body = rect_part(layout->body, 0, 2, layout->body.rows,
	    layout->body.cols - 4);

	screen_draw_head(working->sitting, layout, "How this is worked out");
	working->pager.rows = body.rows;
	working->pager.lines = draw_wrapped(body, 0, STYLE_PLAIN,
	    working->text.data, working->pager.first);
	return draw_cell(body, 0, 0);
}

static bool
working_command(struct screen *screen, enum command_id command)
{
	struct working_screen *working = working_of(screen);

	if (pager_command(&working->pager, command))
		return true;
	switch (command) {
	case COMMAND_WORKING:
	case COMMAND_LEAVE:
	case COMMAND_ACCEPT:
		loop_pop(working->sitting->loop, screen);
		return true;
	default:
		return false;
	}
}

static void
working_work(struct screen *screen)
{
	(void)sitting_commit(working_of(screen)->sitting);
}

static void
working_close(struct screen *screen)
{
	struct working_screen *working = working_of(screen);

	buf_clear(&working->text);
	free(working);
}

static const struct screen_ops working_ops = {
	.name = "working",
	.draw = working_draw,
	.on = CONTEXT_READING,
	.shown = { COMMAND_LEAVE, COMMAND_PAGE_DOWN, COMMAND_QUIT },
	.command = working_command,
	.work = working_work,
	.close = working_close,
};

struct screen *
screen_working_new(struct sitting *sitting, const struct target *target,
    const struct field *field, const struct uid *row)
{
	struct working_screen *working = xcalloc(1, sizeof *working);

	working->screen.ops = &working_ops;
	working->sitting = sitting;
	buf_init(&working->text);
	make(working, target, field, row);
	return &working->screen;
}
