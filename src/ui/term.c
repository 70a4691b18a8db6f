#include "config.h"

#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "ui/caps.h"
#include "ui/mouse.h"
#include "ui/signals.h"
#include "ui/style.h"

#define MAX_ROWS 500
#define MAX_COLS 1000

#define PASTE_MARKS_ON "\033[?2004h"
#define PASTE_MARKS_OFF "\033[?2004l"

struct term {
	FILE *in, *out; /* copies of the descriptors given, for curses */
	int in_fd, out_fd;
	int idle_fd;
	SCREEN *curses;
	struct keys *keys;
	struct termios before;
	bool is_tty;  /* before is what to put back */
	bool signals;
	bool mouse;   /* its reports are asked for */
	int rows, cols;
	bool resized; /* an EVENT_RESIZE is due */
	bool leaving; /* an EVENT_HANGUP is due, now and from now on */
	bool dead;    /* nothing is written any more */
	bool ours;    /* taken over, and not given back yet */
	bool unsent;  /* there was no room for a frame */
	char idle;    /* what to write to idle_fd; 0: nothing new */
};

static struct term *the_term;

void
term_options_init(struct term_options *options)
{
	const char *idle = getenv("ONEPLAN_IDLE_FD");

	*options = (struct term_options){
	    .in_fd = STDIN_FILENO,
	    .out_fd = STDOUT_FILENO,
	    .escape_ms = 25,
	    .idle_fd = idle && *idle ? atoi(idle) : -1,
	    .signals = true,
	};
}

/* --- opening and closing --- */

/* Text is UTF-8 from end to end. A machine that says nothing is taken to have a
 * terminal of today; one that says otherwise is believed. */
static bool
use_utf8(struct error *err)
{
	const char *codeset;

	setlocale(LC_CTYPE, "");
	codeset = nl_langinfo(CODESET);
	if (strcmp(codeset, "UTF-8") == 0)
		return true;
	if (strcmp(codeset, "ANSI_X3.4-1968") == 0 &&
	    setlocale(LC_CTYPE, "C.UTF-8"))
		return true;
	return error_set(err, ERR_USER,
	    "oneplan needs a terminal that shows UTF-8 text, and this one is "
	    "set to %s. Set LANG to a name that ends in UTF-8, for example "
	    "LANG=en_GB.UTF-8, and start oneplan again.", codeset);
}

/* A terminal newer than this machine's descriptions ("xterm-new") is taken for
 * the older one that it is named after. */
static SCREEN *
new_screen(const char *type, FILE *out, FILE *in)
{
	SCREEN *screen = NULL;
	char *family = xstrndup(type, strcspn(type, "-"));

	if (caps_known(type))
		screen = newterm(type, out, in);
	else if (caps_known(family))
		screen = newterm(family, out, in);
	free(family);
	return screen;
}

/* Until endwin() has once been called ncurses 6.4 flushes at every cursor move:
 * some 50 writes for a page. One pass with the output on /dev/null ends that,
 * at no cost in bytes, and lasts. It has to come before raw(), because ncurses
 * sets modes on the output descriptor. */
static bool
pass_through_endwin(struct term *term, struct error *err)
{
	int saved = fcntl(term->out_fd, F_DUPFD_CLOEXEC, 3);

	if (saved < 0)
		return error_set(err, ERR_IO,
		    "The terminal could not be opened: %s.", strerror(errno));
	fd_to_null(term->out_fd);
	refresh();
	endwin();
	dup2(saved, term->out_fd);
	close(saved);
	return true;
}

static void
use_colours(void)
{
	const char *no_color = getenv("NO_COLOR");

	if ((no_color && *no_color) || !has_colors())
		return;
	start_color();
	use_default_colors();
	style_init();
}

static bool
start_curses(struct term *term, const char *type, struct error *err)
{
	term->curses = new_screen(type, term->out, term->in);
	if (!term->curses)
		return error_set(err, ERR_USER,
		    "This machine does not know the terminal \"%s\". Start "
		    "oneplan as: TERM=xterm-256color oneplan", type);
	if (!caps_enough())
		return error_set(err, ERR_USER,
		    "The terminal \"%s\" cannot move its cursor, so oneplan "
		    "cannot show screens on it. Use another terminal, or "
		    "oneplan's commands (oneplan --help).", type);
	if (!pass_through_endwin(term, err))
		return false;
	raw();
	noecho();
	nonl();
	typeahead(-1); /* never break off a frame because a key has come */
	use_colours();
	idlok(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	return true;
}

static void
read_size(struct term *term)
{
	struct winsize size;

	if (ioctl(term->out_fd, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 &&
	    size.ws_col > 0) {
		term->rows = size.ws_row;
		term->cols = size.ws_col;
	}
}

static void
apply_size(struct term *term)
{
	if (term->rows > MAX_ROWS)
		term->rows = MAX_ROWS;
	if (term->cols > MAX_COLS)
		term->cols = MAX_COLS;
	resize_term(term->rows, term->cols);
	clearok(curscr, TRUE);
}

static FILE *
copy_stream(int fd, const char *mode)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);
	FILE *stream = copy < 0 ? NULL : fdopen(copy, mode);

	if (!stream && copy >= 0)
		close(copy);
	return stream;
}

static bool
open_parts(struct term *term, const struct term_options *options,
    struct error *err)
{
	const char *type = options->type ? options->type : getenv("TERM");

	if (!type || !*type)
		return error_set(err, ERR_USER,
		    "The kind of terminal is not known, because TERM is not "
		    "set. Start oneplan as: TERM=xterm-256color oneplan");
	if (!use_utf8(err))
		return false;
	term->in = copy_stream(options->in_fd, "r");
	term->out = copy_stream(options->out_fd, "w");
	if (!term->in || !term->out)
		return error_set(err, ERR_IO,
		    "The terminal could not be opened: %s.", strerror(errno));
	term->in_fd = fileno(term->in);
	term->out_fd = fileno(term->out);
	term->is_tty = tcgetattr(term->in_fd, &term->before) == 0;
	/* before newterm, which then leaves these signals to us */
	if (options->signals && !signals_catch(term->out_fd))
		return error_set(err, ERR_IO,
		    "The terminal could not be opened: %s.", strerror(errno));
	term->signals = options->signals;
	if (!start_curses(term, type, err))
		return false;
	term->mouse = options->mouse && caps_mouse();
	read_size(term);
	apply_size(term);
	return true;
}

bool
term_open(const struct term_options *options, struct term **out,
    struct error *err)
{
	struct term *term = xcalloc(1, sizeof *term);

	*out = NULL;
	term->in_fd = term->out_fd = -1;
	term->idle_fd = options->idle_fd;
	term->rows = options->rows > 0 ? options->rows : 24;
	term->cols = options->cols > 0 ? options->cols : 80;
	term->keys = keys_new(options->escape_ms);
	term->idle = '.';
	the_term = term;
	if (!open_parts(term, options, err)) {
		term_close(term);
		return false;
	}
	*out = term;
	return true;
}

/* What curses does not know of. */
static void
send(const struct term *term, const char *sequence)
{
	while (write(term->out_fd, sequence, strlen(sequence)) < 0 &&
	    errno == EINTR)
		;
}

static bool
room_for_frame(struct term *term)
{
	struct pollfd poll_fd = {.fd = term->out_fd, .events = POLLOUT};

	return poll(&poll_fd, 1, 0) > 0;
}

/* A dead terminal is /dev/null by now. */
static void
give_back(struct term *term)
{
	if (!term->ours)
		return;
	term->ours = false;
	endwin();
	send(term, term->mouse ? PASTE_MARKS_OFF MOUSE_OFF : PASTE_MARKS_OFF);
}

/* For good: a line that stands still is not waited for. */
static void
give_up(struct term *term)
{
	if (term->ours && !room_for_frame(term))
		fd_to_null(term->out_fd);
	give_back(term);
}

void
term_close(struct term *term)
{
	if (!term)
		return;
	give_up(term);
	if (term->is_tty)
		tcsetattr(term->in_fd, TCSANOW, &term->before);
	if (term->signals)
		signals_release();
	if (term->curses)
		delscreen(term->curses);
	if (term->in)
		fclose(term->in);
	if (term->out)
		fclose(term->out);
	keys_free(term->keys);
	the_term = NULL;
	free(term);
}

void
term_abandon(void)
{
	if (the_term)
		give_up(the_term);
}

bool
term_dead(const struct term *term)
{
	return term->dead;
}

void
term_size(const struct term *term, int *rows, int *cols)
{
	*rows = term->rows;
	*cols = term->cols;
}

void
term_set_size(struct term *term, int rows, int cols)
{
	term->rows = rows;
	term->cols = cols;
	term->resized = true;
}

/* --- frames --- */

void
term_clear(struct term *term)
{
	(void)term;
	werase(stdscr);
}

void
term_show(struct term *term, struct cell cursor)
{
	int row = cursor.row < 0 ? 0 : cursor.row;
	int col = cursor.col < 0 ? 0 : cursor.col;

	if (term->dead)
		return;
	wmove(stdscr, row < term->rows ? row : term->rows - 1,
	    col < term->cols ? col : term->cols - 1);
	signals_writing(true);
	if (!term->ours)
		send(term, term->mouse ? PASTE_MARKS_ON MOUSE_ON
				       : PASTE_MARKS_ON);
	term->ours = true;
	wrefresh(stdscr);
	signals_writing(false);
}

void
term_redraw(struct term *term)
{
	(void)term;
	clearok(curscr, TRUE);
}

void
term_pause(struct term *term, const char *words)
{
	give_back(term);
	if (words) {
		send(term, words);
		send(term, "\n");
	}
}

void
term_resume(struct term *term)
{
	/* the next refresh takes the terminal over again */
	read_size(term);
	term->resized = true;
}

void
term_suspend(struct term *term)
{
	struct sigaction ours, standard = {.sa_handler = SIG_DFL};

	term_pause(term, NULL);
	sigemptyset(&standard.sa_mask);
	sigaction(SIGTSTP, &standard, &ours);
	raise(SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
	term_resume(term);
}

/* --- events --- */

static void
die(struct term *term)
{
	if (!term->dead)
		fd_to_null(term->out_fd);
	term->dead = true;
	term->leaving = true;
}

static void
take_signal(struct term *term, int number)
{
	switch (number) {
	case SIGHUP:
		die(term);
		break;
	case SIGTERM:
	case SIGINT:
	case SIGQUIT:
		term->leaving = true;
		break;
	case SIGTSTP:
		term_suspend(term);
		break;
	case SIGCONT: /* stopped from outside: the modes may have changed */
		if (term->ours)
			reset_prog_mode();
		term_redraw(term);
		term_resume(term);
		break;
	case SIGWINCH:
		read_size(term);
		term->resized = true;
		break;
	}
}

static bool
readable(int fd, int timeout_ms)
{
	struct pollfd poll_fd = {.fd = fd, .events = POLLIN};

	return poll(&poll_fd, 1, timeout_ms) > 0;
}

/* Takes in all that waits; end of input is the end. */
static void
read_input(struct term *term)
{
	char bytes[4096];
	ssize_t len;

	while (!term->dead && readable(term->in_fd, 0)) {
		len = read(term->in_fd, bytes, sizeof bytes);
		if (len < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (len <= 0) {
			keys_finish(term->keys);
			die(term);
			return;
		}
		keys_feed(term->keys, bytes, (size_t)len, clock_monotonic_ms());
	}
}

bool
term_busy(struct term *term)
{
	term->unsent = false;
	if (keys_waiting(term->keys) || term->resized || term->leaving ||
	    readable(term->in_fd, 0) ||
	    (signals_fd() >= 0 && readable(signals_fd(), 0)))
		return true;
	/* A stalled line is not written to: that would keep us from saving. */
	term->unsent = !room_for_frame(term);
	return term->unsent;
}

/* What is due already, without waiting. */
static bool
next_event(struct term *term, struct event *event)
{
	*event = (struct event){.kind = EVENT_NONE};
	if (keys_next(term->keys, event))
		return true;
	if (term->leaving) {
		event->kind = EVENT_HANGUP;
		return true;
	}
	if (term->resized) {
		term->resized = false;
		apply_size(term);
		event->kind = EVENT_RESIZE;
		return true;
	}
	return false;
}

/* Tells a test that everything before this has been done. */
static void
write_idle(struct term *term)
{
	if (term->idle_fd >= 0 && term->idle)
		while (write(term->idle_fd, &term->idle, 1) < 0 &&
		    errno == EINTR)
			;
	term->idle = 0;
}

/* Waits for the terminal, a signal, room to write or TIMEOUT_MS; returns false
 * when it was the time. */
static bool
wait_for_something(struct term *term, int timeout_ms)
{
	struct pollfd fds[3] = {
	    {.fd = term->in_fd, .events = POLLIN},
	    {.fd = signals_fd(), .events = POLLIN},
	    {.fd = term->unsent ? term->out_fd : -1, .events = POLLOUT},
	};
	int number;

	if (poll(fds, 3, timeout_ms) == 0)
		return false;
	/* also when a signal has broken off the poll: what was typed before it
	 * is not lost by it */
	read_input(term);
	while ((number = signals_take()) != 0)
		take_signal(term, number);
	return true;
}

static int
shorter(int a_ms, int b_ms)
{
	if (a_ms < 0)
		return b_ms;
	return b_ms < 0 || a_ms < b_ms ? a_ms : b_ms;
}

void
term_read(struct term *term, int timer_ms, struct event *event)
{
	int64_t now_ms = clock_monotonic_ms();
	int64_t due_ms = timer_ms < 0 ? -1 : now_ms + timer_ms;
	int held_ms, left_ms;
	bool unsent = term->unsent;

	for (;;) {
		if (next_event(term, event)) {
			term->idle = '.';
			return;
		}
		/* what waits is read before time is said to have passed */
		if (wait_for_something(term, 0)) {
			if (unsent && room_for_frame(term))
				return; /* EVENT_NONE: draw now */
			continue;
		}
		now_ms = clock_monotonic_ms();
		held_ms = keys_wait_ms(term->keys, now_ms);
		if (held_ms == 0) {
			keys_tick(term->keys, now_ms);
			continue;
		}
		left_ms = due_ms < 0 ? -1 : (int)(due_ms - now_ms);
		if (due_ms >= 0 && left_ms <= 0) {
			event->kind = EVENT_TIMER;
			if (!term->idle)
				term->idle = 't';
			return;
		}
		if (held_ms < 0)
			write_idle(term);
		wait_for_something(term, shorter(held_ms, left_ms));
	}
}
