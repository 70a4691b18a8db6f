/* What is picked: "(x) Phone", "[x] Text message"; yes and no side by side. */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "form/field_type.h"
#include "ui/widget/widget.h"

#define MARK_COLS  4  /* "(x) " */
#define ACROSS_GAP 3 /* between options side by side */

/* --- the options --- */

static void
add(struct options *options, size_t *cap, const char *code, const char *label,
    const char *hint, bool chosen)
{
	ARRAY_GROW(options->items, options->count, *cap);
	options->items[options->count++] = (struct option){
		.code = xstrdup(code),
		.label = xstrdup(label),
		.hint = hint,
		.chosen = chosen,
	};
}

static void
add_choices(struct options *options, size_t *cap,
    const struct sitting *sitting, const struct field *field,
    const struct uid *row, const char *text)
{
	const struct choice_list *list = field->list;

	for (size_t i = 0; list && i < list->count; i++) {
		const struct choice *choice = &list->choices[i];
		bool chosen = codes_have(text, choice->code);
		if (chosen ||
		    plan_choice_offered(sitting->plan, field, row, choice->code))
			add(options, cap, choice->code, choice->label,
			    choice->hint, chosen);
	}
}

static void
add_rows(struct options *options, size_t *cap, const struct sitting *sitting,
    const struct repeat *repeat, const char *text)
{
	const struct uid *rows;
	struct buf label;
	size_t count = 0;

	/* a link leads to rows of an outer table */
	if (!repeat->in)
		count = plan_rows(sitting->plan, repeat, &UID_NONE, &rows);
	for (size_t i = 0; i < count; i++) {
		char hex[UID_HEX_LEN + 1];
		uid_format(&rows[i], hex);
		buf_init(&label);
		plan_row_title(sitting->plan, repeat, &rows[i], &label);
		add(options, cap, hex, label.data, "", codes_have(text, hex));
		buf_clear(&label);
	}
}

/* What was chosen and is offered nowhere (an older form's choice, a row that is
 * gone) still shows, so that it can be seen and taken back. */
static void
add_others(struct options *options, size_t *cap, const char *text)
{
	size_t known = options->count;

	for (const char *at = text; *at;) {
		size_t n = strcspn(at, " "), i = 0;
		char *code = xstrndup(at, n);
		while (i < known && strcmp(options->items[i].code, code) != 0)
			i++;
		if (i == known && n)
			add(options, cap, code,
			    n == UID_HEX_LEN ? "(something that was removed)"
					     : code,
			    "", true);
		free(code);
		at += n;
		at += strspn(at, " ");
	}
}

/* The codes chosen now, by the answer or by its default. */
static char *
codes_of(const struct sitting *sitting, const struct field *field,
    const struct uid *row)
{
	struct field_state state;
	const struct value *value;
	const char *pending;

	if (sitting_pending(sitting, field, row, &pending))
		return xstrdup(pending ? pending : "");
	plan_field(sitting->plan, field, row, &state);
	value = state.answered ? state.answer : state.value;
	if (value->kind == VALUE_NUMBER)
		return xstrdup(value->number == 1 ? "1" : "0");
	return xstrdup(value->kind == VALUE_TEXT ? value->text : "");
}

void
options_make(struct options *options, const struct sitting *sitting,
    const struct field *field, const struct uid *row)
{
	char *text = codes_of(sitting, field, row);
	size_t cap = 0;

	memset(options, 0, sizeof *options);
	options->several =
	    field->kind == FIELD_CHOICES || field->kind == FIELD_LINKS;
	options->across = field->kind == FIELD_YES_NO || field->across;
	if (field->kind == FIELD_YES_NO) {
		add(options, &cap, "1", "Yes", "", strcmp(text, "1") == 0);
		add(options, &cap, "0", "No", "", strcmp(text, "0") == 0);
	} else if (field->link)
		add_rows(options, &cap, sitting, field->link, text);
	else
		add_choices(options, &cap, sitting, field, row, text);
	add_others(options, &cap, text);
	free(text);
}

void
options_clear(struct options *options)
{
	for (size_t i = 0; i < options->count; i++) {
		free(options->items[i].code);
		free(options->items[i].label);
	}
	free(options->items);
	memset(options, 0, sizeof *options);
}

char *
options_toggle(const struct options *options, size_t at)
{
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; i < options->count; i++) {
		const struct option *option = &options->items[i];
		bool chosen = i == at ? !option->chosen
				      : option->chosen && options->several;
		if (chosen)
			buf_addf(&text, "%s%s", text.len ? " " : "",
			    option->code);
	}
	return buf_take(&text);
}

/* --- drawing them --- */

/* A hint stands beside a label of one line if there is room, else under it. */
static bool
hint_beside(const struct option *option, int cols)
{
	int label = utf8_cols(option->label, strlen(option->label));
	int hint = utf8_cols(option->hint, strlen(option->hint));

	return MARK_COLS + label + 2 + hint <= cols;
}

int
options_across_cols(const struct field *field)
{
	int cols = 0;

	for (size_t i = 0; field->list && i < field->list->count; i++)
		cols += MARK_COLS + (i ? ACROSS_GAP : 0) +
		    utf8_cols(field->list->choices[i].label,
			strlen(field->list->choices[i].label));
	return cols;
}

int
option_lines(const struct option *option, int cols)
{
	int lines = draw_wrapped_lines(option->label, cols - MARK_COLS);

	if (option->hint[0] && !hint_beside(option, cols))
		lines += draw_wrapped_lines(option->hint, cols - MARK_COLS);
	return lines;
}

/* The columns that an option takes, side by side with others. */
static int
across_cols(const struct option *option)
{
	return MARK_COLS + ACROSS_GAP +
	    utf8_cols(option->label, strlen(option->label));
}

size_t
options_find(const struct options *options, int line, int col, int cols)
{
	int next = 0;

	for (size_t i = 0; i < options->count; i++) {
		const struct option *option = &options->items[i];

		next += options->across ? across_cols(option)
					: option_lines(option, cols);
		if ((options->across ? col : line) < next)
			return line < 0 || col < 0 ||
				(options->across && line > 0)
			    ? SIZE_MAX
			    : i;
	}
	return SIZE_MAX;
}

static int
picked_lines(const struct widget_view *view)
{
	struct options options;
	int lines = 0;

	options_make(&options, view->sitting, view->field, &view->row);
	if (options.across)
		lines = 1;
	else
		for (size_t i = 0; i < options.count; i++)
			lines += option_lines(&options.items[i], view->cols);
	if (options.count == 0)
		lines = draw_wrapped_lines("There is nothing to choose from "
					   "yet.", view->cols);
	options_clear(&options);
	return lines < 1 ? 1 : lines;
}

static void
draw_hint(const struct option *option, struct rect area, int row, int cols)
{
	int label = utf8_cols(option->label, strlen(option->label));

	if (!option->hint[0])
		return;
	if (hint_beside(option, cols))
		draw_string(area, row, MARK_COLS + label + 2, STYLE_HINT,
		    option->hint);
	else
		draw_wrapped(rect_part(area, 0, MARK_COLS, area.rows,
				 cols - MARK_COLS),
		    row + draw_wrapped_lines(option->label, cols - MARK_COLS),
		    STYLE_HINT, option->hint, 0);
}

static struct cell
picked_draw(const struct widget_view *view, struct rect area, int row)
{
	struct options options;
	struct cell cursor = draw_cell(area, row, 0);

	options_make(&options, view->sitting, view->field, &view->row);
	if (options.count == 0)
		draw_wrapped(rect_part(area, 0, 0, area.rows, view->cols), row,
		    STYLE_HINT, "There is nothing to choose from yet.", 0);
	for (size_t i = 0, next = 0; i < options.count; i++) {
		const struct option *option = &options.items[i];
		int col = (int)next;
		if (options.across)
			next += (size_t)across_cols(option);
		draw_string(area, row, col, STYLE_PLAIN,
		    options.several
			? option->chosen ? "[x]" : "[ ]"
			: option->chosen ? "(x)" : "( )");
		struct rect label = rect_part(area, 0, col + MARK_COLS,
		    area.rows, view->cols - col - MARK_COLS);
		draw_wrapped(label, row, STYLE_PLAIN, option->label, 0);
		if (!options.across)
			draw_hint(option, area, row, view->cols);
		if (i == view->option)
			cursor = draw_cell(area, row, col + 1);
		if (!options.across)
			row += option_lines(option, view->cols);
	}
	options_clear(&options);
	return cursor;
}

const struct widget widget_picked = {
	.lines = picked_lines,
	.draw = picked_draw,
};
