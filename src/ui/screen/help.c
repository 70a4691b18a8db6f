/* Help where one is: what this question or screen is for, then the keys. All of it
 * comes from the tables that make them work, so they cannot disagree. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "form/field_type.h"
#include "ui/draw.h"
#include "ui/keymap.h"
#include "ui/pager.h"
#include "ui/screens.h"

#define KEYS_COLS 23 /* where the sentences about keys begin */

struct help {
	struct screen screen;
	struct sitting *sitting;
	struct buf text;
	bool keys; /* the second page: the keys */
	const struct field *field;
	const char *about; /* the screen, where there is no field; or NULL */
	enum context context;
	struct pager pager;
	int cols; /* the text is made for */
};

static struct help *
help_of(struct screen *screen)
{
	return (struct help *)(void *)screen;
}

static void
add_part(struct buf *text, const char *head, const char *words)
{
	if (*words)
		buf_addf(text, "%s%s\n\n", head, words);
}

void
help_of_field(const struct sitting *sitting, const struct field *field,
    struct buf *out)
{
	add_part(out, "", field->label);
	add_part(out, "", field->hint);
	for (size_t i = 0; field->help[i]; i++)
		add_part(out, "", field->help[i]);
	add_part(out, "For example: ", field->example);
	add_part(out, "What it takes: ", field_type(field->kind)->about);
	add_part(out, "Who usually answers: ", field->who);
	add_part(out, "By when: ",
	    sitting->plan
		? need_sentence(field_need(field, plan_kinds(sitting->plan)))
		: "");
	add_part(out, "The rule behind it: ", field->source);
	if (field->restricted)
		add_part(out, "",
		    "Only workers see this answer. It is in no copy for the "
		    "person, family or provider.");
}

/* The keys, and beside them what they do, however many lines that takes. */
static void
add_key(const char *keys, const char *does, int cols, struct buf *text)
{
	struct utf8_wrap wrap;

	utf8_wrap_init(&wrap);
	utf8_wrap_text(&wrap, does, strlen(does), cols - KEYS_COLS);
	for (size_t i = 0; i < wrap.count; i++)
		buf_addf(text, "%-*s%.*s\n", KEYS_COLS, i > 0 ? "" : keys,
		    (int)wrap.lines[i].len, does + wrap.lines[i].start);
	utf8_wrap_clear(&wrap);
}

static void
make_keys(struct help *help)
{
	const struct command *command;

	for (size_t i = 0; (command = command_at(i)) != NULL; i++) {
		struct buf keys;
		if (!(command->where & 1u << help->context))
			continue;
		buf_init(&keys);
		for (size_t k = 0; k < COMMAND_KEYS && command->keys[k]; k++) {
			if (keymap_find(help->context, command->keys[k]) !=
			    command->id)
				continue;
			if (keys.len)
				buf_add(&keys, " or ");
			keymap_key_name(command->keys[k], &keys);
		}
		if (keys.len)
			add_key(keys.data, command->help, help->cols,
			    &help->text);
		buf_clear(&keys);
	}
	if (help->field)
		buf_add(&help->text, "\nPress Tab for what this question is "
				     "for.\n");
}

static void
make(struct help *help)
{
	buf_reset(&help->text);
	if (!help->field && help->about)
		add_part(&help->text, "", help->about);
	if (help->keys)
		make_keys(help);
	else {
		help_of_field(help->sitting, help->field, &help->text);
		buf_add(&help->text, "Press Tab for the keys.\n");
	}
}

static struct cell
help_draw(struct screen *screen, const struct layout *layout)
{
	struct help *help = help_of(screen);
	struct rect body = rect_part(layout->body, 0, 2, layout->body.rows,
	    layout->body.cols - 4);

	if (help->cols != body.cols) {
		help->cols = body.cols;
		make(help);
	}
	screen_draw_head(help->sitting, layout,
	    !help->keys ? "Help"
		: help->field || !help->about
		? "Help: the keys that work here"
		: "Help: this screen, and the keys that work here");
	help->pager.rows = body.rows;
	help->pager.lines = draw_wrapped(body, 0, STYLE_PLAIN, help->text.data,
	    help->pager.first);
	return draw_cell(body, 0, 0);
}

static bool
help_command(struct screen *screen, enum command_id command)
{
	struct help *help = help_of(screen);

	if (pager_command(&help->pager, command))
		return true;
	switch (command) {
	case COMMAND_NEXT_FIELD:
	case COMMAND_PREVIOUS_FIELD:
	case COMMAND_HELP:
		if (help->field) {
			help->keys = !help->keys;
			help->pager.first = 0;
			make(help);
		}
		return true;
	case COMMAND_LEAVE:
	case COMMAND_ACCEPT:
		loop_pop(help->sitting->loop, screen);
		return true;
	default:
		return false;
	}
}

static void
help_work(struct screen *screen)
{
	(void)sitting_commit(help_of(screen)->sitting);
}

static void
help_close(struct screen *screen)
{
	struct help *help = help_of(screen);

	buf_clear(&help->text);
	free(help);
}

/* Without a question there is nothing but keys to see. */
static const enum command_id *
help_footer(const struct screen *screen, size_t *n)
{
	static const enum command_id both[] = { COMMAND_LEAVE, COMMAND_NEXT_FIELD,
		COMMAND_PAGE_DOWN, COMMAND_QUIT };
	static const enum command_id keys[] = { COMMAND_LEAVE, COMMAND_PAGE_DOWN,
		COMMAND_QUIT };
	const struct help *help = (const struct help *)(const void *)screen;

	*n = help->field ? ARRAY_LEN(both) : ARRAY_LEN(keys);
	return help->field ? both : keys;
}

static const struct screen_ops help_ops = {
	.name = "help",
	.draw = help_draw,
	.on = CONTEXT_READING,
	.footer = help_footer,
	.command = help_command,
	.work = help_work,
	.close = help_close,
};

struct screen *
screen_help_new(struct sitting *sitting, const struct field *field,
    const char *about, enum context context)
{
	struct help *help = xcalloc(1, sizeof *help);

	help->screen.ops = &help_ops;
	help->sitting = sitting;
	help->field = field;
	help->about = about;
	help->context = context;
	help->keys = !field;
	buf_init(&help->text);
	return &help->screen;
}
