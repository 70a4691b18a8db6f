/* Go to any screen or question by its name, or by what was answered there. */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "form/field_type.h"
#include "plan/jot.h"
#include "plan/number.h"
#include "ui/draw.h"
#include "ui/editor.h"
#include "ui/list.h"
#include "ui/screens.h"
#include "ui/visit.h"

struct goal {
	struct target target;
	const struct field *field; /* NULL: the screen itself */
	struct uid row;
	char *text;   /* as it is shown */
	char *folded; /* as it is searched */
};

struct go_to {
	struct screen screen;
	struct sitting *sitting;
	struct uid jot; /* the note to be put in its place; UID_NONE: none */
	struct editor *editor;
	struct list list;
	struct goal *goals;
	size_t count, cap;
	size_t *found; /* the goals that match, in order */
	size_t found_count;
	bool numbered; /* the first is what its number was typed for */
};

static struct go_to *
goto_of(struct screen *screen)
{
	return (struct go_to *)(void *)screen;
}

static void
add(struct go_to *go, struct target target, const struct field *field,
    const struct uid *row, const char *text)
{
	ARRAY_GROW(go->goals, go->count, go->cap);
	go->goals[go->count++] = (struct goal){
		.target = target,
		.field = field,
		.row = *row,
		.text = xstrdup(text),
		.folded = utf8_fold(text, strlen(text)),
	};
}

/* Could a note's words go there? */
static bool
takes_note(const struct go_to *go, const struct field *field,
    const struct field_state *state)
{
	return field_type(field->kind)->words && !state->readonly &&
	    field->repeat != jot_repeat(go->sitting->plan);
}

static void
add_field(struct go_to *go, const struct field *field, const struct uid *row,
    const char *where)
{
	struct field_state state;
	struct buf text;

	plan_field(go->sitting->plan, field, row, &state);
	if (!state.relevant || visit_closes_field(go->sitting, field) ||
	    (!uid_is_none(&go->jot) && !takes_note(go, field, &state)))
		return;
	buf_init(&text);
	buf_addf(&text, "    %s: %s", where, field->label);
	if (state.answered) {
		buf_add(&text, "  ");
		plan_show(go->sitting->plan, field, row, &text);
	}
	add(go, sitting_target(field, row), field, row, text.data);
	buf_clear(&text);
}

static void
add_rows(struct go_to *go, const struct repeat *repeat,
    const struct uid *parent)
{
	const struct uid *rows;
	size_t count;

	if (!plan_repeat_shown(go->sitting->plan, repeat, parent) ||
	    visit_closes_repeat(go->sitting, repeat))
		return;
	count = plan_rows(go->sitting->plan, repeat, parent, &rows);
	for (size_t i = 0; i < count; i++) {
		struct buf title;
		if (visit_closes_row(go->sitting, repeat, &rows[i]))
			continue;
		buf_init(&title);
		plan_row_title(go->sitting->plan, repeat, &rows[i], &title);
		for (size_t j = 0; j < repeat->field_count; j++)
			add_field(go, repeat->fields[j], &rows[i], title.data);
		for (size_t j = 0; j < repeat->inner_count; j++)
			add_rows(go, repeat->inner[j], &rows[i]);
		buf_clear(&title);
	}
}

static void
add_section(struct go_to *go, const struct section *section)
{
	struct target target = { .section = section };
	struct buf text;

	if (!visit_shows_section(go->sitting, section))
		return;
	buf_init(&text);
	buf_add(&text, section->form->title);
	if (strcmp(section->form->title, section->title) != 0)
		buf_addf(&text, ": %s", section->title);
	add(go, target, NULL, &UID_NONE, text.data);
	buf_clear(&text);
	for (size_t i = 0; i < section->item_count; i++) {
		const struct item *item = &section->items[i];
		if (item->field)
			add_field(go, item->field, &UID_NONE, section->title);
		else
			add_rows(go, item->repeat, &UID_NONE);
	}
}

/* Every word typed must be somewhere in the goal. */
static bool
matches(const char *folded, const char *words)
{
	const char *at = words;

	while (*at) {
		size_t n = strcspn(at, " ");
		char *word = xstrndup(at, n);
		bool in = strstr(folded, word) != NULL;
		free(word);
		if (!in)
			return false;
		at += n;
		at += strspn(at, " ");
	}
	return true;
}

/* The goal whose number on a printed sheet was typed; where its row is not there
 * yet, the screen to add it on. */
static size_t
find_number(const struct go_to *go)
{
	struct uid row;
	const struct field *field = number_find(go->sitting->plan,
	    editor_text(go->editor), &row);
	bool no_row = field && field->repeat && uid_is_none(&row);

	for (size_t i = 0; field && i < go->count; i++) {
		const struct goal *goal = &go->goals[i];
		if (no_row ? !goal->field &&
			    goal->target.section == field->section
			   : goal->field == field &&
			    uid_equal(&goal->row, &row))
			return i;
	}
	return SIZE_MAX;
}

static void
find(struct go_to *go)
{
	char *words = utf8_fold(editor_text(go->editor), editor_len(go->editor));
	size_t number = find_number(go);

	go->found_count = 0;
	go->numbered = number != SIZE_MAX;
	if (go->numbered)
		go->found[go->found_count++] = number;
	for (size_t i = 0; i < go->count; i++)
		/* nothing typed: the screens alone, which fit */
		if (i != number && (*words ? matches(go->goals[i].folded, words)
					   : !go->goals[i].field))
			go->found[go->found_count++] = i;
	free(words);
	go->list.focus = 0;
	list_set_count(&go->list, go->found_count);
}

#define PROMPT "Go to: "

static void
draw_goal(const struct go_to *go, struct rect rows, int row, size_t at)
{
	const struct goal *goal = &go->goals[go->found[at]];
	struct buf text;

	buf_init(&text);
	if (go->numbered && at == 0 && goal->field) {
		number_of(go->sitting->plan, goal->field, &goal->row, &text);
		buf_addf(&text, ". %s", goal->text + strspn(goal->text, " "));
	} else
		buf_add(&text, goal->text);
	draw_short(rows, row, 2, STYLE_PLAIN, text.data);
	buf_clear(&text);
}

static struct cell
goto_draw(struct screen *screen, const struct layout *layout)
{
	struct go_to *go = goto_of(screen);
	struct rect body = layout->body;
	struct rect rows = rect_part(body, 2, 0, body.rows - 2, body.cols);
	const char *text = editor_text(go->editor);

	screen_draw_head(go->sitting, layout,
	    uid_is_none(&go->jot)
		? "Go to a screen, a question or an answer: type part of it"
		: "Where does this note belong? Type part of the question");
	draw_string(body, 0, 0, STYLE_PLAIN, PROMPT);
	draw_string(body, 0, (int)strlen(PROMPT), STYLE_PLAIN, text);
	list_fit(&go->list, rows.rows);
	for (int i = 0; i < rows.rows; i++) {
		size_t at = (size_t)(go->list.first + i);
		if (at >= go->found_count)
			break;
		if (at == go->list.focus)
			draw_string(rows, i, 0, STYLE_FOCUS, ">");
		draw_goal(go, rows, i, at);
		screen_spot(screen, rect_part(rows, i, 0, 1, rows.cols), at);
	}
	if (!go->found_count)
		draw_string(rows, 0, 2, STYLE_HINT,
		    "No screen, question or answer has all of these words.");
	return draw_cell(body, 0, (int)strlen(PROMPT) +
		utf8_cols(text, editor_cursor(go->editor)));
}

static void
file_jot(struct go_to *go, const struct goal *goal)
{
	struct loop *loop = go->sitting->loop;
	struct error err;

	if (!goal->field) {
		loop_say(loop, "Choose a question, not a screen: type part of "
			       "its name.");
		return;
	}
	if (!jot_file(go->sitting->plan, &go->jot, goal->field, &goal->row,
		&err)) {
		loop_say(loop, "%s", err.text);
		return;
	}
	loop_say(loop, "The note now stands at the end of \"%s\". Ctrl-Z takes it "
		       "back.", goal->field->label);
	loop_pop(loop, &go->screen);
}

static bool
goto_command(struct screen *screen, enum command_id command)
{
	struct go_to *go = goto_of(screen);

	if (list_command(&go->list, command))
		return true;
	switch (command) {
	case COMMAND_ACCEPT:
		if (go->found_count) {
			const struct goal *goal =
			    &go->goals[go->found[go->list.focus]];
			if (!uid_is_none(&go->jot))
				file_jot(go, goal);
			else
				sitting_go(go->sitting, &goal->target, goal->field,
			    &goal->row);
		}
		return true;
	case COMMAND_DELETE_BACK:
		if (editor_command(go->editor, EDITOR_DELETE_BACK))
			find(go);
		return true;
	case COMMAND_LEAVE:
		loop_pop(go->sitting->loop, screen);
		return true;
	default:
		return false;
	}
}

static void
goto_click(struct screen *screen, size_t number, struct cell at)
{
	(void)at;
	goto_of(screen)->list.focus = number;
	(void)goto_command(screen, COMMAND_ACCEPT);
}

static bool
goto_text(struct screen *screen, const char *text, size_t len)
{
	struct go_to *go = goto_of(screen);

	editor_insert(go->editor, text, len, false);
	find(go);
	return true;
}

static void
goto_work(struct screen *screen)
{
	(void)sitting_commit(goto_of(screen)->sitting);
}

static void
goto_close(struct screen *screen)
{
	struct go_to *go = goto_of(screen);

	for (size_t i = 0; i < go->count; i++) {
		free(go->goals[i].text);
		free(go->goals[i].folded);
	}
	free(go->goals);
	free(go->found);
	editor_free(go->editor);
	free(go);
}

static const struct screen_ops goto_ops = {
	.name = "goto",
	.about = "Type part of the name of a screen, a question or an answer, "
		 "or the number of a question on a visit sheet, and go there.",
	.draw = goto_draw,
	.on = CONTEXT_FILTER,
	.command = goto_command,
	.click = goto_click,
	.text = goto_text,
	.paste = goto_text,
	.work = goto_work,
	.close = goto_close,
};

struct screen *
screen_goto_new(struct sitting *sitting, const struct uid *jot)
{
	struct go_to *go = xcalloc(1, sizeof *go);
	const struct form_set *forms = plan_forms(sitting->plan);

	go->screen.ops = &goto_ops;
	go->sitting = sitting;
	go->jot = jot ? *jot : UID_NONE;
	go->editor = editor_new(false, &sitting->clipboard);
	/* what is asked depends on answers on their way to the disk */
	(void)sitting_commit(sitting);
	for (size_t i = 0; i < forms->form_count; i++)
		for (size_t j = 0; j < forms->forms[i]->section_count; j++)
			add_section(go, forms->forms[i]->sections[j]);
	go->found = xcalloc(go->count + 1, sizeof *go->found);
	find(go);
	return &go->screen;
}
