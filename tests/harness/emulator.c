#include "config.h"

#include "harness/emulator.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <vterm.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"

struct emulator {
	VTerm *vterm;
	VTermScreen *screen;
	int rows, cols;
	VTermPos cursor;
	bool visible;
	bool paste_marks;
	bool mouse;
};

static int
moved(VTermPos to, VTermPos from, int visible, void *data)
{
	struct emulator *emulator = data;

	(void)from;
	(void)visible;
	emulator->cursor = to;
	return 1;
}

static int
set_property(VTermProp property, VTermValue *value, void *data)
{
	struct emulator *emulator = data;

	if (property == VTERM_PROP_CURSORVISIBLE)
		emulator->visible = value->boolean;
	else if (property == VTERM_PROP_MOUSE)
		emulator->mouse = value->number != VTERM_PROP_MOUSE_NONE;
	return 1;
}

static const VTermScreenCallbacks callbacks = {
    .movecursor = moved,
    .settermprop = set_property,
};

struct emulator *
emulator_new(int rows, int cols)
{
	struct emulator *emulator = xcalloc(1, sizeof *emulator);

	emulator->rows = rows;
	emulator->cols = cols;
	emulator->visible = true;
	emulator->vterm = vterm_new(rows, cols);
	vterm_set_utf8(emulator->vterm, 1);
	emulator->screen = vterm_obtain_screen(emulator->vterm);
	vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
	vterm_screen_enable_altscreen(emulator->screen, 1);
	vterm_screen_reset(emulator->screen, 1);
	return emulator;
}

void
emulator_free(struct emulator *emulator)
{
	if (!emulator)
		return;
	vterm_free(emulator->vterm);
	free(emulator);
}

void
emulator_feed(struct emulator *emulator, const char *bytes, size_t len)
{
	if (memmem(bytes, len, "\033[?2004h", 8))
		emulator->paste_marks = true;
	if (memmem(bytes, len, "\033[?2004l", 8))
		emulator->paste_marks = false;
	vterm_input_write(emulator->vterm, bytes, len);
}

void
emulator_resize(struct emulator *emulator, int rows, int cols)
{
	emulator->rows = rows;
	emulator->cols = cols;
	vterm_set_size(emulator->vterm, rows, cols);
}

void
emulator_size(const struct emulator *emulator, int *rows, int *cols)
{
	*rows = emulator->rows;
	*cols = emulator->cols;
}

void
emulator_cursor(const struct emulator *emulator, int *row, int *col)
{
	*row = emulator->cursor.row;
	*col = emulator->cursor.col;
}

bool
emulator_cursor_visible(const struct emulator *emulator)
{
	return emulator->visible;
}

bool
emulator_mouse(const struct emulator *emulator)
{
	return emulator->mouse;
}

bool
emulator_paste_marks(const struct emulator *emulator)
{
	return emulator->paste_marks;
}

/* --- what is shown --- */

static VTermScreenCell
cell_at(const struct emulator *emulator, int row, int col)
{
	VTermScreenCell cell;

	memset(&cell, 0, sizeof cell);
	vterm_screen_get_cell(emulator->screen, (VTermPos){row, col}, &cell);
	return cell;
}

void
emulator_row(const struct emulator *emulator, int row, struct buf *out)
{
	size_t start = out->len;
	char bytes[4];

	for (int col = 0; col < emulator->cols; col++) {
		VTermScreenCell cell = cell_at(emulator, row, col);

		if (cell.chars[0] == (uint32_t)-1)
			continue; /* the right half of a wide character */
		if (cell.chars[0] == 0)
			buf_add_char(out, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		    i++)
			buf_add_bytes(out, bytes,
			    utf8_encode(cell.chars[i], bytes));
	}
	while (out->len > start && out->data[out->len - 1] == ' ')
		buf_remove(out, out->len - 1, 1);
}

bool
emulator_shows(const struct emulator *emulator, const char *text)
{
	struct buf row;
	bool found = false;

	buf_init(&row);
	for (int i = 0; i < emulator->rows && !found; i++) {
		buf_reset(&row);
		emulator_row(emulator, i, &row);
		found = strstr(row.data, text) != NULL;
	}
	buf_clear(&row);
	return found;
}

/* The cell's looks in words; "" is plain. */
static void
add_looks(const VTermScreenCell *cell, struct buf *out)
{
	if (cell->attrs.bold)
		buf_add(out, " bold");
	if (cell->attrs.underline)
		buf_add(out, " underline");
	if (cell->attrs.reverse)
		buf_add(out, " reverse");
	if (VTERM_COLOR_IS_INDEXED(&cell->fg) &&
	    !VTERM_COLOR_IS_DEFAULT_FG(&cell->fg))
		buf_addf(out, " colour %d", cell->fg.indexed.idx);
	if (!VTERM_COLOR_IS_DEFAULT_BG(&cell->bg))
		buf_add(out, " background");
}

static void
dump_looks(const struct emulator *emulator, int row, struct buf *out)
{
	struct buf looks, run;
	int from = 0;

	buf_init(&looks);
	buf_init(&run);
	for (int col = 0; col <= emulator->cols; col++) {
		VTermScreenCell cell = cell_at(emulator, row, col);

		buf_reset(&looks);
		if (col < emulator->cols)
			add_looks(&cell, &looks);
		if (strcmp(looks.data, run.data) == 0)
			continue;
		if (run.len > 0)
			buf_addf(out, "row %d, %d to %d:%s\n", row, from,
			    col - 1, run.data);
		buf_reset(&run);
		buf_add(&run, looks.data);
		from = col;
	}
	buf_clear(&looks);
	buf_clear(&run);
}

void
emulator_dump(const struct emulator *emulator, struct buf *out)
{
	for (int row = 0; row < emulator->rows; row++) {
		buf_add_char(out, '|');
		emulator_row(emulator, row, out);
		buf_add_char(out, '\n');
	}
	for (int row = 0; row < emulator->rows; row++)
		dump_looks(emulator, row, out);
	buf_addf(out, "cursor %d, %d\n", emulator->cursor.row,
	    emulator->cursor.col);
}

/* --- key scripts --- */

static VTermModifier
strip_modifiers(const char **name)
{
	static const struct {
		const char *prefix;
		VTermModifier modifier;
	} prefixes[] = {
		{"Ctrl-", VTERM_MOD_CTRL}, {"Alt-", VTERM_MOD_ALT},
		{"Shift-", VTERM_MOD_SHIFT},
	};
	VTermModifier modifiers = VTERM_MOD_NONE;

	for (size_t i = 0; i < ARRAY_LEN(prefixes); i++)
		if (strncmp(*name, prefixes[i].prefix,
			strlen(prefixes[i].prefix)) == 0) {
			modifiers |= prefixes[i].modifier;
			*name += strlen(prefixes[i].prefix);
		}
	return modifiers;
}

static bool
press(struct emulator *emulator, const char *name)
{
	static const struct {
		const char *name;
		VTermKey key;
	} keys[] = {
		{"Tab", VTERM_KEY_TAB}, {"Enter", VTERM_KEY_ENTER},
		{"Esc", VTERM_KEY_ESCAPE}, {"Backspace", VTERM_KEY_BACKSPACE},
		{"Up", VTERM_KEY_UP}, {"Down", VTERM_KEY_DOWN},
		{"Left", VTERM_KEY_LEFT}, {"Right", VTERM_KEY_RIGHT},
		{"Home", VTERM_KEY_HOME}, {"End", VTERM_KEY_END},
		{"PgUp", VTERM_KEY_PAGEUP}, {"PgDn", VTERM_KEY_PAGEDOWN},
		{"Insert", VTERM_KEY_INS}, {"Delete", VTERM_KEY_DEL},
	};
	VTermModifier modifiers = strip_modifiers(&name);
	uint32_t ch;
	size_t len = strlen(name);

	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (strcmp(keys[i].name, name) == 0) {
			vterm_keyboard_key(emulator->vterm, keys[i].key,
			    modifiers);
			return true;
		}
	if (name[0] == 'F' && len > 1) {
		vterm_keyboard_key(emulator->vterm,
		    (VTermKey)(VTERM_KEY_FUNCTION_0 + atoi(name + 1)),
		    modifiers);
		return true;
	}
	if (strcmp(name, "Space") == 0)
		name = " ", len = 1;
	if (len == 0 || utf8_decode(name, len, &ch) != len)
		return false;
	if (modifiers & VTERM_MOD_CTRL && ch >= 'A' && ch <= 'Z')
		ch += 'a' - 'A';
	vterm_keyboard_unichar(emulator->vterm, ch, modifiers);
	return true;
}

static void
collect(struct emulator *emulator, struct buf *out)
{
	char bytes[256];
	size_t len;

	while ((len = vterm_output_read(emulator->vterm, bytes, sizeof bytes)))
		buf_add_bytes(out, bytes, len);
}

static bool
press_times(struct emulator *emulator, const char *words, struct buf *out)
{
	char *name = xstrdup(words), *space = strrchr(name, ' ');
	int times = 1;
	bool known = true;

	if (space && atoi(space + 1) > 0) {
		times = atoi(space + 1);
		*space = '\0';
	}
	while (known && times-- > 0) {
		known = press(emulator, name);
		collect(emulator, out);
	}
	free(name);
	return known;
}

static void
add_unescaped(const char *text, struct buf *out)
{
	static const char from[] = "ntre\\", to[] = "\n\t\r\033\\";
	const char *at;

	for (; *text; text++) {
		if (*text == '\\' && text[1] && (at = strchr(from, text[1]))) {
			buf_add_char(out, to[at - from]);
			text++;
		} else {
			buf_add_char(out, *text);
		}
	}
}

bool
emulator_script(struct emulator *emulator, const char *line, struct buf *out)
{
	if (strncmp(line, "key ", 4) == 0)
		return press_times(emulator, line + 4, out);
	if (strncmp(line, "text ", 5) == 0) {
		buf_add(out, line + 5);
	} else if (strncmp(line, "raw ", 4) == 0) {
		add_unescaped(line + 4, out);
	} else if (strncmp(line, "paste ", 6) == 0) {
		buf_add(out, emulator->paste_marks ? "\033[200~" : "");
		add_unescaped(line + 6, out);
		buf_add(out, emulator->paste_marks ? "\033[201~" : "");
	} else {
		return false;
	}
	return true;
}
