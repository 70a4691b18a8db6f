#include "config.h"

#include "ui/keymap.h"

#include <stdbool.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "ui/keys.h"

#define GAP "  "

static bool
printable(int key)
{
	return key >= ' ' && key < K_UP && key != K_BACKSPACE;
}

/* Printable keys type while text is being typed. */
static bool
works(const struct command *command, int key, enum context context)
{
	return (command->where & 1u << context) &&
	    !(printable(key) && context_types(context));
}

enum command_id
keymap_find(enum context context, int key)
{
	const struct command *command;

	for (size_t i = 0; (command = command_at(i)); i++)
		for (size_t k = 0; k < COMMAND_KEYS && command->keys[k]; k++)
			if (command->keys[k] == key &&
			    works(command, key, context))
				return command->id;
	return COMMAND_NONE;
}

int
keymap_key(enum context context, enum command_id id)
{
	const struct command *command = command_of(id);

	if (command)
		for (size_t k = 0; k < COMMAND_KEYS && command->keys[k]; k++)
			if (works(command, command->keys[k], context))
				return command->keys[k];
	return 0;
}

void
keymap_key_name(int key, struct buf *out)
{
	static const struct {
		int key;
		const char *name;
	} names[] = {
		{' ', "Space"}, {K_TAB, "Tab"}, {K_ENTER, "Enter"},
		{K_ESC, "Esc"}, {K_BACKSPACE, "Backspace"}, {K_UP, "Up"},
		{K_DOWN, "Down"}, {K_LEFT, "Left"}, {K_RIGHT, "Right"},
		{K_HOME, "Home"}, {K_END, "End"}, {K_PAGE_UP, "PgUp"},
		{K_PAGE_DOWN, "PgDn"}, {K_INSERT, "Insert"},
		{K_DELETE, "Delete"},
	};
	int plain = key & ~(K_SHIFT | K_ALT | K_CTRL);
	char bytes[4];

	if (key & K_CTRL)
		buf_add(out, "Ctrl-");
	if (key & K_ALT)
		buf_add(out, "Alt-");
	if (key & K_SHIFT)
		buf_add(out, "Shift-");
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].key == plain) {
			buf_add(out, names[i].name);
			return;
		}
	if (plain >= K_F1 && plain <= K_F12)
		buf_addf(out, "F%d", plain - K_F1 + 1);
	else if (plain < ' ')
		buf_addf(out, "Ctrl-%c", plain + '@');
	else
		buf_add_bytes(out, bytes, utf8_encode((uint32_t)plain, bytes));
}

/* Appends one command where it fits. */
static void
add_command(enum context context, const struct command *command, int cols,
    struct buf *out)
{
	size_t before = out->len;
	int key = keymap_key(context, command->id);

	if (!command->label || key == 0)
		return;
	if (out->len > 0)
		buf_add(out, GAP);
	keymap_key_name(key, out);
	buf_addf(out, " %s", command->label);
	if (utf8_cols(out->data, out->len) > cols)
		buf_remove(out, before, out->len - before);
}

void
keymap_footer(enum context context, const enum command_id *ids, size_t n,
    int cols, struct buf *out)
{
	const struct command *command;

	if (ids) {
		for (size_t i = 0; i < n; i++) {
			command = command_of(ids[i]);
			if (command)
				add_command(context, command, cols, out);
		}
		return;
	}
	for (size_t i = 0; (command = command_at(i)); i++)
		add_command(context, command, cols, out);
}
