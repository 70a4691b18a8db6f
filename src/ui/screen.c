#include "config.h"

#include "ui/screen.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "ui/draw.h"
#include "ui/keymap.h"
#include "ui/term.h"

/* What is said may cover this many rows of the body until the next key. */
#define SAID_ROWS 5

/* Where the wheel goes a few lines at once: what is read or looked through. */
#define WHEEL_LINES 3
#define WHEEL_LISTS                                                            \
	(1u << CONTEXT_LIST | 1u << CONTEXT_PLANS | 1u << CONTEXT_FILTER |     \
	    1u << CONTEXT_READING)

struct spot {
	const struct screen *screen;
	struct rect area;
	size_t number;
};

struct loop {
	struct term *term;
	struct screen *top;
	bool timers_due; /* all of them: loop_run_timers */
	struct buf said;
	struct spot *spots; /* of the frame that is shown */
	size_t spot_count, spot_cap;
	bool (*general)(struct loop *loop, void *data, enum command_id command);
	void *general_data;
};

/* --- the stack --- */

struct loop *
loop_new(struct term *term)
{
	struct loop *loop = xcalloc(1, sizeof *loop);

	loop->term = term;
	buf_init(&loop->said);
	return loop;
}

void
loop_free(struct loop *loop)
{
	struct screen *screen;

	if (!loop)
		return;
	while ((screen = loop->top)) {
		loop->top = screen->below;
		screen->ops->close(screen);
	}
	buf_clear(&loop->said);
	free(loop->spots);
	free(loop);
}

void
loop_push(struct loop *loop, struct screen *screen)
{
	screen->loop = loop;
	screen->below = loop->top;
	screen->work = screen->steps = screen->closing = false;
	loop->top = screen;
}

void
loop_pop(struct loop *loop, struct screen *screen)
{
	for (struct screen *s = loop->top; s; s = s->below) {
		s->closing = true;
		if (s == screen)
			break;
	}
}

void
loop_quit(struct loop *loop)
{
	for (struct screen *s = loop->top; s; s = s->below)
		s->closing = true;
}

struct screen *
loop_top(const struct loop *loop)
{
	return loop->top;
}

struct term *
loop_term(const struct loop *loop)
{
	return loop->term;
}

static void
do_work(struct screen *screen)
{
	if (!screen->work)
		return;
	screen->work = false;
	if (screen->ops->work)
		screen->ops->work(screen);
}

/* Closes what asked to be closed, its work done first; what comes to light is
 * told. That may close or open more. */
static void
settle(struct loop *loop)
{
	struct screen **link = &loop->top, *screen;
	bool uncovered = false;

	while ((screen = *link)) {
		if (!screen->closing) {
			link = &screen->below;
			continue;
		}
		do_work(screen);
		/* its work may have opened a screen above */
		for (link = &loop->top; *link != screen;)
			link = &(*link)->below;
		uncovered = link == &loop->top;
		*link = screen->below;
		screen->ops->close(screen);
		link = &loop->top;
	}
	if (uncovered && loop->top && loop->top->ops->resume) {
		loop->top->ops->resume(loop->top);
		settle(loop);
	}
}

static bool
all_work(struct loop *loop)
{
	bool any = false;
	struct screen *screen = loop->top;

	while (screen) {
		if (screen->work) {
			any = true;
			do_work(screen);
			screen = loop->top; /* it may have changed the stack */
			continue;
		}
		screen = screen->below;
	}
	settle(loop);
	return any;
}

void
screen_set_work(struct screen *screen)
{
	screen->work = true;
}

void
screen_set_steps(struct screen *screen)
{
	screen->steps = true;
}

void
screen_set_timer(struct screen *screen, int ms)
{
	screen->due_ms = ms > 0 ? clock_monotonic_ms() + ms : 0;
}

void
loop_set_general(struct loop *loop,
    bool (*general)(struct loop *loop, void *data, enum command_id command),
    void *data)
{
	loop->general = general;
	loop->general_data = data;
}

/* --- drawing --- */

void
loop_say(struct loop *loop, const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		abort();
	va_end(args);
	buf_reset(&loop->said);
	buf_add(&loop->said, text);
	free(text);
}

const char *
loop_said(const struct loop *loop)
{
	return loop->said.data;
}

/* A long message grows upwards, so that none of its words is cut, and the body
 * gives way, so that it never covers the cursor. */
static void
make_room(const struct loop *loop, struct layout *layout)
{
	int more = draw_wrapped_lines(loop->said.data, layout->message.cols) - 1;

	if (more > SAID_ROWS - 1)
		more = SAID_ROWS - 1;
	if (more <= 0 || rect_empty(layout->body))
		return;
	layout->message.row -= more;
	layout->message.rows += more;
	layout->body.rows -= more;
}

static void
draw_said(const struct loop *loop, const struct layout *layout)
{
	if (loop->said.len == 0)
		return;
	draw_clear(layout->message);
	draw_wrapped(layout->message, 0, STYLE_PLAIN, loop->said.data, 0);
}

enum context
screen_context(const struct screen *screen)
{
	return screen->ops->context ? screen->ops->context(screen)
				    : screen->ops->on;
}

static void
draw_footer(const struct screen *screen, const struct layout *layout)
{
	const struct screen_ops *ops = screen->ops;
	const enum command_id *ids = NULL;
	size_t n = 0;
	struct buf text;

	if (ops->footer) {
		ids = ops->footer(screen, &n);
	} else if (ops->shown[0] != COMMAND_NONE) {
		ids = ops->shown;
		while (n < SHOWN_MOST && ids[n] != COMMAND_NONE)
			n++;
	}
	buf_init(&text);
	/* the last cell stays free: some terminals scroll when it is filled */
	keymap_footer(screen_context(screen), ids, n,
	    layout->footer.cols - 1, &text);
	draw_string(layout->footer, 0, 0, STYLE_PLAIN, text.data);
	buf_clear(&text);
}

static struct cell
draw_screens(struct screen *screen, const struct layout *layout)
{
	if (screen->ops->overlay && screen->below)
		draw_screens(screen->below, layout);
	return screen->ops->draw(screen, layout);
}

/* Every screen is laid out before its next key, which acts on what stands where;
 * but it is sent only if no more keys are waiting. So keys that are typed ahead
 * do what they do when they are typed slowly. */
static void
draw(struct loop *loop)
{
	struct layout layout;
	struct cell cursor = {0, 0};
	int rows, cols;

	term_size(loop->term, &rows, &cols);
	layout_compute(rows, cols, &layout);
	term_clear(loop->term);
	loop->spot_count = 0;
	if (layout.kind == LAYOUT_TOO_SMALL) {
		draw_wrapped(layout.message, 0, STYLE_PLAIN,
		    "Please make the window larger. Nothing is lost.", 0);
	} else {
		make_room(loop, &layout);
		cursor = draw_screens(loop->top, &layout);
		draw_said(loop, &layout);
		draw_footer(loop->top, &layout);
	}
	if (!term_busy(loop->term))
		term_show(loop->term, cursor);
}

/* --- events --- */

void
loop_command(struct loop *loop, enum command_id command)
{
	struct screen *top = loop->top;

	if (top->ops->command(top, command))
		return;
	if (loop->general &&
	    loop->general(loop, loop->general_data, command))
		return;
	if (command == COMMAND_REDRAW)
		term_redraw(loop->term);
	else if (command == COMMAND_QUIT)
		loop_quit(loop);
}

static void
handle_key(struct loop *loop, int key)
{
	enum command_id command =
	    keymap_find(screen_context(loop->top), key);

	if (command)
		loop_command(loop, command);
}

/* While text is typed the run goes to it whole; else each character may be a
 * command, and may be what begins the typing. */
static void
handle_text(struct loop *loop, const char *text, size_t len)
{
	struct screen *top;
	enum context context;
	enum command_id command;
	uint32_t ch;
	size_t taken;

	for (; len > 0; text += taken, len -= taken) {
		if (!(top = loop->top))
			return;
		context = screen_context(top);
		taken = len;
		command = COMMAND_NONE;
		if (!context_types(context)) {
			taken = utf8_decode(text, len, &ch);
			command = keymap_find(context, (int)ch);
		}
		if (command)
			loop_command(loop, command);
		else if (top->ops->text)
			top->ops->text(top, text, taken);
		settle(loop);
		if (taken < len)
			all_work(loop);
	}
}

/* --- the mouse --- */

void
screen_spot(struct screen *screen, struct rect area, size_t number)
{
	struct loop *loop = screen->loop;

	if (!loop || rect_empty(area))
		return;
	ARRAY_GROW(loop->spots, loop->spot_count, loop->spot_cap);
	loop->spots[loop->spot_count++] =
	    (struct spot){.screen = screen, .area = area, .number = number};
}

static bool
is_in(const struct rect *area, struct cell at)
{
	return at.row >= area->row && at.row < area->row + area->rows &&
	    at.col >= area->col && at.col < area->col + area->cols;
}

static void
handle_click(struct loop *loop, struct cell at)
{
	struct screen *top = loop->top;

	for (size_t i = loop->spot_count; i-- > 0 && top->ops->click;)
		if (loop->spots[i].screen == top &&
		    is_in(&loop->spots[i].area, at)) {
			top->ops->click(top, loop->spots[i].number, at);
			return;
		}
}

/* The wheel is Up and Down. */
static void
handle_wheel(struct loop *loop, int way)
{
	enum context context = screen_context(loop->top);
	int lines = WHEEL_LISTS & 1u << context ? WHEEL_LINES : 1;

	for (int i = 0; i < lines; i++)
		loop_command(loop, way < 0 ? COMMAND_UP : COMMAND_DOWN);
}

static void
handle_paste(struct loop *loop, const char *bytes, size_t len)
{
	struct screen *top = loop->top;

	if (!top->ops->paste || !top->ops->paste(top, bytes, len))
		loop_say(loop, "There is no place for pasted text here.");
}

static void
handle_timers(struct loop *loop)
{
	int64_t now_ms = clock_monotonic_ms();
	struct screen *screen, *below;

	for (screen = loop->top; screen; screen = below) {
		below = screen->below;
		if (screen->due_ms == 0 ||
		    (screen->due_ms > now_ms && !loop->timers_due))
			continue;
		screen->due_ms = 0;
		if (screen->ops->timer)
			screen->ops->timer(screen);
	}
}

static void
handle_hangup(struct loop *loop)
{
	for (struct screen *s = loop->top; s; s = s->below) {
		do_work(s);
		if (s->ops->hangup)
			s->ops->hangup(s);
	}
}

static void
handle(struct loop *loop, const struct event *event)
{
	switch (event->kind) {
	case EVENT_KEY:
		buf_reset(&loop->said);
		handle_key(loop, event->key);
		break;
	case EVENT_TEXT:
		buf_reset(&loop->said);
		handle_text(loop, event->text, event->len);
		break;
	case EVENT_PASTE:
		buf_reset(&loop->said);
		handle_paste(loop, event->text, event->len);
		break;
	case EVENT_CLICK:
		buf_reset(&loop->said);
		handle_click(loop, (struct cell){event->row, event->col});
		break;
	case EVENT_WHEEL:
		buf_reset(&loop->said);
		handle_wheel(loop, event->key);
		break;
	case EVENT_TIMER:
		handle_timers(loop);
		break;
	case EVENT_HANGUP:
		handle_hangup(loop);
		break;
	case EVENT_RESIZE: /* the next frame has the new size */
	case EVENT_NONE:
		break;
	}
	settle(loop);
}

/* --- the loop --- */

static int
next_timer_ms(const struct loop *loop)
{
	int64_t now_ms = clock_monotonic_ms(), left_ms, least_ms = -1;

	for (const struct screen *s = loop->top; s; s = s->below) {
		if (s->due_ms == 0)
			continue;
		left_ms = s->due_ms > now_ms ? s->due_ms - now_ms : 0;
		if (least_ms < 0 || left_ms < least_ms)
			least_ms = left_ms;
	}
	return (int)least_ms;
}

/* Long work goes on while nobody presses a key. */
static void
work_on(struct loop *loop)
{
	struct screen *screen = loop->top;

	screen->steps = screen->ops->step(screen) && screen->steps;
	settle(loop);
}

/* Draws, does what waited for the echo, and handles one event. */
static enum loop_end
step(struct loop *loop, bool may_wait)
{
	struct event event;
	bool steps;

	if (!loop->top)
		return LOOP_DONE;
	draw(loop);
	if (all_work(loop)) {
		if (!loop->top)
			return LOOP_DONE;
		draw(loop);
	}
	steps = loop->top->steps;
	term_read(loop->term, may_wait && !steps ? next_timer_ms(loop) : 0,
	    &event);
	if (event.kind == EVENT_TIMER && steps) {
		work_on(loop);
		return LOOP_DONE;
	}
	if (event.kind == EVENT_TIMER && !may_wait)
		return LOOP_WAITING;
	handle(loop, &event);
	return event.kind == EVENT_HANGUP ? LOOP_HANGUP : LOOP_DONE;
}

enum loop_end
loop_run(struct loop *loop)
{
	enum loop_end end = LOOP_DONE;

	while (loop->top && end != LOOP_HANGUP)
		end = step(loop, true);
	return end;
}

enum loop_end
loop_run_waiting(struct loop *loop)
{
	enum loop_end end = LOOP_DONE;

	while (loop->top && end == LOOP_DONE)
		end = step(loop, false);
	return end;
}

void
loop_run_timers(struct loop *loop)
{
	loop->timers_due = true;
	handle_timers(loop);
	loop->timers_due = false;
	settle(loop);
}
