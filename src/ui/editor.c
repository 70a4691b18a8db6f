#include "config.h"

#include "ui/editor.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* Undo goes back this far. What is forgotten is only how the text came to be. */
#define MAX_STEPS 1000
#define MAX_UNDO_BYTES (4 << 20)

/* Steps of one kind that follow each other join, but for whole ones. */
enum step_kind { STEP_WHOLE, STEP_TYPED, STEP_BACK, STEP_FORWARD };

/* One step of undo: REMOVED gave way to ADDED at byte AT. */
struct step {
	enum step_kind kind;
	size_t at;
	struct buf removed, added;
	size_t before, after; /* the cursor */
};

struct editor {
	bool lines;
	struct buf text;
	size_t cursor;
	size_t anchor; /* the selection is between it and the cursor */
	bool selecting, marking;
	bool changed;
	bool joining;	/* may the last step still grow? */
	bool taking;	/* was the last command delete to line end? */
	int goal_col;	/* where up and down aim, -1 when not moving so */
	int cols, rows;
	struct utf8_wrap wrap;
	struct step *steps;
	size_t step_count, step_cap, undo_bytes;
	size_t done; /* steps before it can be undone, the others done again */
	struct clipboard *clipboard;
	struct clipboard own;
};

struct editor *
editor_new(bool lines, struct clipboard *clipboard)
{
	struct editor *editor = xcalloc(1, sizeof *editor);

	editor->lines = lines;
	editor->cols = 80;
	editor->rows = 24;
	buf_init(&editor->text);
	buf_init(&editor->own.text);
	editor->clipboard = clipboard ? clipboard : &editor->own;
	utf8_wrap_init(&editor->wrap);
	editor_set(editor, "", 0);
	return editor;
}

static void
forget_step(struct editor *editor, struct step *step)
{
	editor->undo_bytes -= step->removed.len + step->added.len;
	buf_clear(&step->removed);
	buf_clear(&step->added);
}

static void
forget_undone(struct editor *editor)
{
	while (editor->step_count > editor->done)
		forget_step(editor, &editor->steps[--editor->step_count]);
}

static void
forget_oldest(struct editor *editor)
{
	size_t n = 0;

	while (editor->step_count - n > 1 &&
	    (editor->step_count - n > MAX_STEPS ||
	    editor->undo_bytes > MAX_UNDO_BYTES))
		forget_step(editor, &editor->steps[n++]);
	if (n == 0)
		return;
	editor->step_count -= n;
	editor->done -= n;
	memmove(editor->steps, editor->steps + n,
	    editor->step_count * sizeof *editor->steps);
}

void
editor_free(struct editor *editor)
{
	if (!editor)
		return;
	editor->done = 0;
	forget_undone(editor);
	free(editor->steps);
	utf8_wrap_clear(&editor->wrap);
	buf_clear(&editor->own.text);
	buf_clear(&editor->text);
	free(editor);
}

/* AT where it is between two clusters, or the end of the cluster it is in. */
static size_t
after_cluster(const struct editor *editor, size_t at)
{
	const char *text = editor->text.data;
	size_t len = editor->text.len;

	if (at == 0)
		return 0;
	return utf8_next_cluster(text, len, utf8_prev_cluster(text, len, at));
}

static void
rewrap(struct editor *editor)
{
	utf8_wrap_text(&editor->wrap, editor->text.data, editor->text.len,
	    editor->cols);
}

void
editor_set(struct editor *editor, const char *text, size_t cursor)
{
	struct buf fresh;

	buf_init(&fresh);
	buf_add(&fresh, text);
	buf_clear(&editor->text); /* only now: TEXT may be its own */
	editor->text = fresh;
	if (cursor > fresh.len)
		cursor = fresh.len;
	if (after_cluster(editor, cursor) != cursor)
		cursor = utf8_prev_cluster(fresh.data, fresh.len, cursor);
	editor->cursor = cursor;
	editor->selecting = editor->marking = false;
	editor->joining = editor->taking = false;
	editor->changed = false;
	editor->goal_col = -1;
	editor->done = 0;
	forget_undone(editor);
	rewrap(editor);
}

void
editor_set_view(struct editor *editor, int cols, int rows)
{
	int old_cols = editor->cols;

	editor->cols = cols < 1 ? 1 : cols;
	editor->rows = rows < 1 ? 1 : rows;
	if (editor->cols == old_cols)
		return;
	editor->goal_col = -1;
	rewrap(editor);
}

const char *
editor_text(const struct editor *editor)
{
	return editor->text.data;
}

size_t
editor_len(const struct editor *editor)
{
	return editor->text.len;
}

size_t
editor_cursor(const struct editor *editor)
{
	return editor->cursor;
}

bool
editor_selection(const struct editor *editor, size_t *start, size_t *end)
{
	if (!editor->selecting || editor->anchor == editor->cursor)
		return false;
	bool forward = editor->anchor < editor->cursor;
	*start = forward ? editor->anchor : editor->cursor;
	*end = forward ? editor->cursor : editor->anchor;
	return true;
}

bool
editor_changed(const struct editor *editor)
{
	return editor->changed;
}

void
editor_mark_saved(struct editor *editor)
{
	editor->changed = false;
}

const struct utf8_wrap *
editor_wrap(const struct editor *editor)
{
	return &editor->wrap;
}

/* Lines and columns. */

static size_t
cursor_line(const struct editor *editor)
{
	return utf8_wrap_line(&editor->wrap, editor->cursor);
}

static size_t
place_at(const struct editor *editor, size_t line, int col)
{
	return utf8_wrap_place(&editor->wrap, editor->text.data, line, col);
}

static size_t
line_end(const struct editor *editor, size_t line)
{
	return utf8_wrap_end(&editor->wrap, editor->text.data, line);
}

void
editor_cursor_at(const struct editor *editor, size_t *line, int *col)
{
	*line = cursor_line(editor);
	size_t start = editor->wrap.lines[*line].start;
	*col = utf8_cols(editor->text.data + start, editor->cursor - start);
	if (*col > editor->cols)
		*col = editor->cols;
}

/* Movement. */

enum motion {
	LEFT, RIGHT, WORD_LEFT, WORD_RIGHT, LINE_START, LINE_END,
	UP, DOWN, PAGE_UP, PAGE_DOWN, TEXT_START, TEXT_END,
};

static size_t
lines_up(const struct editor *editor, size_t count)
{
	size_t line = cursor_line(editor);

	if (line == 0)
		return editor->cursor;
	return place_at(editor, line > count ? line - count : 0,
	    editor->goal_col);
}

static size_t
lines_down(const struct editor *editor, size_t count)
{
	size_t line = cursor_line(editor), last = editor->wrap.count - 1;

	if (line == last)
		return editor->cursor;
	return place_at(editor, last - line > count ? line + count : last,
	    editor->goal_col);
}

/* Where a motion leads; the cursor's own place where it leads nowhere. */
static size_t
place_of(const struct editor *editor, enum motion motion)
{
	const char *text = editor->text.data;
	size_t len = editor->text.len, cursor = editor->cursor, end;

	switch (motion) {
	case LEFT:
		return utf8_prev_cluster(text, len, cursor);
	case RIGHT:
		return utf8_next_cluster(text, len, cursor);
	case WORD_LEFT:
		return utf8_prev_word(text, len, cursor);
	case WORD_RIGHT:
		return utf8_next_word(text, len, cursor);
	case LINE_START:
		return editor->wrap.lines[cursor_line(editor)].start;
	case LINE_END: /* the cursor may stand in hidden spaces after it */
		end = line_end(editor, cursor_line(editor));
		return end > cursor ? end : cursor;
	case UP:
		return lines_up(editor, 1);
	case DOWN:
		return lines_down(editor, 1);
	case PAGE_UP:
		return lines_up(editor, (size_t)editor->rows);
	case PAGE_DOWN:
		return lines_down(editor, (size_t)editor->rows);
	case TEXT_START:
		return 0;
	case TEXT_END:
		return len;
	}
	return cursor;
}

/* Changes. */

static void
replace(struct editor *editor, size_t at, size_t removed, const char *bytes,
    size_t added)
{
	buf_remove(&editor->text, at, removed);
	buf_insert(&editor->text, at, bytes, added);
	utf8_wrap_change(&editor->wrap, editor->text.data, editor->text.len,
	    editor->cols, at, removed, added);
	editor->changed = true;
	editor->selecting = editor->marking = false;
	editor->goal_col = -1;
}

static bool
is_space(char byte)
{
	return byte == ' ' || byte == '\n' || byte == '\t';
}

/* Is this change one more of the same, with the last step? */
static bool
joins_step(const struct editor *editor, const struct step *new)
{
	if (!editor->joining)
		return false;
	const struct step *last = &editor->steps[editor->done - 1];
	if (last->kind != new->kind)
		return false;
	switch (new->kind) {
	case STEP_TYPED: /* a step ends with the space after a word */
		return new->removed.len == 0 &&
		    new->at == last->at + last->added.len &&
		    (is_space(new->added.data[0]) ||
		    !is_space(last->added.data[last->added.len - 1]));
	case STEP_BACK:
		return new->at + new->removed.len == last->at;
	case STEP_FORWARD:
		return new->at == last->at;
	default:
		return false;
	}
}

/* Takes over what STEP holds. */
static void
remember(struct editor *editor, struct step *step)
{
	forget_undone(editor);
	editor->undo_bytes += step->removed.len + step->added.len;
	if (joins_step(editor, step)) {
		struct step *last = &editor->steps[editor->done - 1];
		buf_insert(&last->removed,
		    step->kind == STEP_BACK ? 0 : last->removed.len,
		    step->removed.data, step->removed.len);
		buf_add_bytes(&last->added, step->added.data, step->added.len);
		last->at = step->kind == STEP_BACK ? step->at : last->at;
		last->after = step->after;
		buf_clear(&step->removed);
		buf_clear(&step->added);
	} else {
		ARRAY_GROW(editor->steps, editor->step_count, editor->step_cap);
		editor->steps[editor->step_count++] = *step;
		editor->done = editor->step_count;
	}
	editor->joining = step->kind != STEP_WHOLE;
	forget_oldest(editor);
}

static void
change(struct editor *editor, enum step_kind kind, size_t start, size_t end,
    const char *bytes, size_t len)
{
	struct step step = { .kind = kind, .at = start,
		.before = editor->cursor };

	buf_init(&step.removed);
	buf_init(&step.added);
	buf_add_bytes(&step.removed, editor->text.data + start, end - start);
	buf_add_bytes(&step.added, bytes, len);
	replace(editor, start, end - start, bytes, len);
	editor->cursor = after_cluster(editor, start + len);
	step.after = editor->cursor;
	remember(editor, &step);
}

static void
insert_piece(struct editor *editor, enum step_kind kind, const char *bytes,
    size_t len)
{
	size_t start = editor->cursor, end = editor->cursor;

	editor_selection(editor, &start, &end);
	change(editor, kind, start, end, bytes, len);
}

/* The first word of BYTES and the spaces around it. */
static size_t
first_word(const char *bytes, size_t len)
{
	size_t n = 0;

	while (n < len && is_space(bytes[n]))
		n++;
	while (n < len && !is_space(bytes[n]))
		n++;
	while (n < len && is_space(bytes[n]))
		n++;
	return n;
}

bool
editor_insert(struct editor *editor, const char *bytes, size_t len,
    bool pasted)
{
	struct buf clean;

	buf_init(&clean);
	bool whole = utf8_clean(bytes, len, &clean);
	for (size_t i = 0; !editor->lines && i < clean.len; i++)
		if (clean.data[i] == '\n')
			clean.data[i] = ' ';
	editor->taking = false;
	if (pasted && clean.len > 0)
		insert_piece(editor, STEP_WHOLE, clean.data, clean.len);
	/* Keys that came at once are undone as if they had come singly. */
	for (size_t at = 0, n; !pasted && at < clean.len; at += n) {
		n = first_word(clean.data + at, clean.len - at);
		insert_piece(editor, STEP_TYPED, clean.data + at, n);
	}
	buf_clear(&clean);
	return whole;
}

/* Deletes the selection or, without one, from the cursor to OTHER. */
static bool
delete_to(struct editor *editor, size_t other, enum step_kind kind)
{
	size_t start = editor->cursor < other ? editor->cursor : other;
	size_t end = editor->cursor < other ? other : editor->cursor;

	if (editor_selection(editor, &start, &end))
		kind = STEP_WHOLE;
	if (start == end)
		return false;
	change(editor, kind, start, end, "", 0);
	return true;
}

/* Commands that are neither movement nor plain deletion. */

static bool
select_all(struct editor *editor)
{
	if (editor->text.len == 0)
		return false;
	editor->anchor = 0;
	editor->cursor = editor->text.len;
	editor->selecting = true;
	editor->joining = false;
	editor->goal_col = -1;
	return true;
}

static bool
toggle_mark(struct editor *editor)
{
	editor->marking = !editor->marking;
	editor->selecting = editor->marking;
	editor->anchor = editor->cursor;
	editor->joining = false;
	return true;
}

static bool
copy(struct editor *editor)
{
	size_t start, end;

	if (!editor_selection(editor, &start, &end))
		return false;
	buf_reset(&editor->clipboard->text);
	buf_add_bytes(&editor->clipboard->text, editor->text.data + start,
	    end - start);
	editor->marking = false;
	return true;
}

static bool
cut(struct editor *editor)
{
	return copy(editor) && delete_to(editor, editor->cursor, STEP_WHOLE);
}

static bool
paste(struct editor *editor)
{
	const struct buf *text = &editor->clipboard->text;

	if (text->len == 0)
		return false;
	editor_insert(editor, text->data, text->len, true);
	return true;
}

static bool
delete_to_line_end(struct editor *editor)
{
	size_t start, end;
	bool again = editor->taking;

	if (editor_selection(editor, &start, &end))
		return cut(editor);
	size_t line = cursor_line(editor);
	size_t next = editor->wrap.lines[line].next;
	end = line_end(editor, line);
	if (end <= editor->cursor || editor->text.data[next - 1] != '\n')
		end = next; /* at a line feed, joins it with the next line */
	if (end == editor->cursor)
		return false;
	if (!again)
		buf_reset(&editor->clipboard->text);
	buf_add_bytes(&editor->clipboard->text,
	    editor->text.data + editor->cursor, end - editor->cursor);
	return delete_to(editor, end, STEP_WHOLE);
}

static bool
undo(struct editor *editor)
{
	if (editor->done == 0)
		return false;
	const struct step *step = &editor->steps[--editor->done];
	replace(editor, step->at, step->added.len, step->removed.data,
	    step->removed.len);
	editor->cursor = step->before;
	editor->joining = false;
	return true;
}

static bool
redo(struct editor *editor)
{
	if (editor->done == editor->step_count)
		return false;
	const struct step *step = &editor->steps[editor->done++];
	replace(editor, step->at, step->removed.len, step->added.data,
	    step->added.len);
	editor->cursor = step->after;
	editor->joining = false;
	return true;
}

static bool
new_line(struct editor *editor)
{
	return editor->lines && editor_insert(editor, "\n", 1, false);
}

/* What each command does: ACT, or move, select or delete by MOTION. */
enum deed { MOVES, SELECTS, DELETES };

static const struct action {
	bool (*act)(struct editor *editor);
	enum motion motion;
	enum deed deed;
	enum step_kind kind; /* of the deletion */
} actions[] = {
	[EDITOR_LEFT] = { NULL, LEFT, MOVES, 0 },
	[EDITOR_RIGHT] = { NULL, RIGHT, MOVES, 0 },
	[EDITOR_WORD_LEFT] = { NULL, WORD_LEFT, MOVES, 0 },
	[EDITOR_WORD_RIGHT] = { NULL, WORD_RIGHT, MOVES, 0 },
	[EDITOR_LINE_START] = { NULL, LINE_START, MOVES, 0 },
	[EDITOR_LINE_END] = { NULL, LINE_END, MOVES, 0 },
	[EDITOR_UP] = { NULL, UP, MOVES, 0 },
	[EDITOR_DOWN] = { NULL, DOWN, MOVES, 0 },
	[EDITOR_PAGE_UP] = { NULL, PAGE_UP, MOVES, 0 },
	[EDITOR_PAGE_DOWN] = { NULL, PAGE_DOWN, MOVES, 0 },
	[EDITOR_TEXT_START] = { NULL, TEXT_START, MOVES, 0 },
	[EDITOR_TEXT_END] = { NULL, TEXT_END, MOVES, 0 },
	[EDITOR_SELECT_LEFT] = { NULL, LEFT, SELECTS, 0 },
	[EDITOR_SELECT_RIGHT] = { NULL, RIGHT, SELECTS, 0 },
	[EDITOR_SELECT_WORD_LEFT] = { NULL, WORD_LEFT, SELECTS, 0 },
	[EDITOR_SELECT_WORD_RIGHT] = { NULL, WORD_RIGHT, SELECTS, 0 },
	[EDITOR_SELECT_UP] = { NULL, UP, SELECTS, 0 },
	[EDITOR_SELECT_DOWN] = { NULL, DOWN, SELECTS, 0 },
	[EDITOR_SELECT_LINE_START] = { NULL, LINE_START, SELECTS, 0 },
	[EDITOR_SELECT_LINE_END] = { NULL, LINE_END, SELECTS, 0 },
	[EDITOR_SELECT_ALL] = { .act = select_all },
	[EDITOR_MARK] = { .act = toggle_mark },
	[EDITOR_DELETE_BACK] = { NULL, LEFT, DELETES, STEP_BACK },
	[EDITOR_DELETE_FORWARD] = { NULL, RIGHT, DELETES, STEP_FORWARD },
	[EDITOR_DELETE_WORD_BACK] = { NULL, WORD_LEFT, DELETES, STEP_WHOLE },
	[EDITOR_DELETE_WORD_FORWARD] = { NULL, WORD_RIGHT, DELETES, STEP_WHOLE },
	[EDITOR_DELETE_TO_LINE_END] = { .act = delete_to_line_end },
	[EDITOR_CUT] = { .act = cut },
	[EDITOR_COPY] = { .act = copy },
	[EDITOR_PASTE] = { .act = paste },
	[EDITOR_UNDO] = { .act = undo },
	[EDITOR_REDO] = { .act = redo },
	[EDITOR_NEW_LINE] = { .act = new_line },
};

static bool
move_to(struct editor *editor, size_t to, bool selects)
{
	size_t start, end;
	bool had = editor_selection(editor, &start, &end);
	bool moved = to != editor->cursor;

	if (selects && !editor->selecting)
		editor->anchor = editor->cursor;
	editor->selecting = selects;
	editor->cursor = to;
	editor->joining = false;
	return moved || (had && !selects);
}

static bool
move(struct editor *editor, enum motion motion, bool shifted)
{
	bool selects = shifted || editor->marking;
	bool by_lines = motion >= UP && motion <= PAGE_DOWN;
	size_t start, end, line, to;

	if (!by_lines)
		editor->goal_col = -1;
	else if (editor->goal_col < 0)
		editor_cursor_at(editor, &line, &editor->goal_col);
	to = place_of(editor, motion);
	/* At the first and last line, selecting goes on to the text's ends. */
	if (shifted && to == editor->cursor && by_lines)
		to = motion == UP ? 0 : editor->text.len;
	/* Without selecting, left and right go to the ends of a selection. */
	if (!selects && editor_selection(editor, &start, &end))
		to = motion == LEFT ? start : motion == RIGHT ? end : to;
	return move_to(editor, to, selects);
}

bool
editor_command(struct editor *editor, enum editor_command command)
{
	const struct action *action = &actions[command];
	bool done;

	if (action->act)
		done = action->act(editor);
	else if (action->deed == DELETES)
		done = delete_to(editor, place_of(editor, action->motion),
		    action->kind);
	else
		done = move(editor, action->motion, action->deed == SELECTS);
	editor->taking = command == EDITOR_DELETE_TO_LINE_END;
	return done;
}

void
editor_click(struct editor *editor, size_t line, int col)
{
	size_t last = editor->wrap.count - 1;

	editor->goal_col = -1;
	editor->taking = false;
	move_to(editor, place_at(editor, line < last ? line : last, col),
	    editor->marking);
}
