/* The terminal by itself, and as a real process has it: this program runs
 * itself on a pty as a small editor of one line. */
#include "config.h"

#include "ui/term.h"

#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "harness/harness.h"
#include "harness/pty.h"
#include "ui/draw.h"

/* --- the program at the other end of the pty --- */

struct line {
	struct screen base;
	struct buf text;
	bool saved;
	const char *path; /* where a hang-up saves it */
};

static struct cell
draw_line(struct screen *screen, const struct layout *layout)
{
	struct line *line = (struct line *)screen;
	int cols;

	draw_string(layout->title, 0, 0, STYLE_TITLE, "One line");
	cols = draw_string(layout->body, 0, 0, STYLE_PLAIN, line->text.data);
	if (line->saved)
		draw_string(layout->body, 2, 0, STYLE_PLAIN, "saved");
	return draw_cell(layout->body, 0, cols);
}

static enum context
line_context(const struct screen *screen)
{
	(void)screen;
	return CONTEXT_TEXT;
}

static bool
line_command(struct screen *screen, enum command_id id)
{
	struct line *line = (struct line *)screen;

	if (id == COMMAND_SAVE)
		term_suspend(loop_term(screen->loop));
	else if (id == COMMAND_DELETE_BACK)
		buf_reset(&line->text);
	else
		return false;
	return true;
}

static bool
line_text(struct screen *screen, const char *bytes, size_t len)
{
	struct line *line = (struct line *)screen;

	buf_add_bytes(&line->text, bytes, len);
	if (strcmp(line->text.data, "save me soon") == 0)
		screen_set_timer(screen, 20);
	return true;
}

static void
line_timer(struct screen *screen)
{
	((struct line *)screen)->saved = true;
}

static void
line_hangup(struct screen *screen)
{
	struct line *line = (struct line *)screen;
	int fd = open(line->path, O_WRONLY | O_CREAT | O_TRUNC, 0600);

	if (write(fd, line->text.data, line->text.len) < 0)
		_exit(9);
	close(fd);
}

static void
line_close(struct screen *screen)
{
	buf_clear(&((struct line *)screen)->text);
}

static const struct screen_ops line_ops = {
    .name = "line",
    .draw = draw_line,
    .context = line_context,
    .command = line_command,
    .text = line_text,
    .paste = line_text,
    .timer = line_timer,
    .hangup = line_hangup,
    .close = line_close,
};

static int
run_line(const char *path)
{
	struct line line = {.base = {.ops = &line_ops}, .path = path};
	struct term_options options;
	struct term *term;
	struct error err;
	struct loop *loop;
	enum loop_end end;

	term_options_init(&options);
	options.mouse = true;
	if (!term_open(&options, &term, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 3;
	}
	buf_init(&line.text);
	loop = loop_new(term);
	loop_push(loop, &line.base);
	end = loop_run(loop);
	loop_free(loop);
	term_close(term);
	return end == LOOP_HANGUP ? 4 : 0;
}

/* Just enough of a shell with job control: runs run_line as a job; when that
 * stops, says so on the idle pipe, and has it go on after a line of input. */
static pid_t job;

static void
stop_job(int number)
{
	(void)number;
	kill(job, SIGTSTP);
}

static void
wait_for_line(void)
{
	int idle_fd = atoi(getenv("ONEPLAN_IDLE_FD"));
	char byte;

	if (write(idle_fd, ".", 1) != 1)
		_exit(9);
	while (read(STDIN_FILENO, &byte, 1) == 1 && byte != '\n')
		;
}

static int
run_shell(const char *path)
{
	struct sigaction stop = {.sa_handler = stop_job};
	int status = 0;

	signal(SIGTTOU, SIG_IGN);
	job = fork();
	if (job == 0) {
		setpgid(0, 0);
		tcsetpgrp(STDIN_FILENO, getpid());
		signal(SIGTTOU, SIG_DFL);
		_exit(run_line(path));
	}
	sigaction(SIGUSR1, &stop, NULL);
	for (;;) {
		if (waitpid(job, &status, WUNTRACED) != job)
			continue;
		if (!WIFSTOPPED(status))
			return WEXITSTATUS(status);
		tcsetpgrp(STDIN_FILENO, getpid());
		wait_for_line();
		tcsetpgrp(STDIN_FILENO, job);
		kill(job, SIGCONT);
	}
}

/* --- the tests --- */

static char saved_path[] = "/tmp/test_term_XXXXXX";
static const char *self;

static struct pty *
start_as(const char *mode)
{
	const char *const argv[] = {self, mode, saved_path, NULL};
	struct pty *pty = pty_start(argv, "xterm-256color", 24, 80, NULL);

	assert_true(pty_wait(pty));
	assert_true(emulator_shows(pty->emulator, "One line"));
	return pty;
}

static struct pty *
start(void)
{
	return start_as("line");
}

static void
check_saved(const char *want)
{
	char text[64] = "";
	int fd = open(saved_path, O_RDONLY);

	assert_true(fd >= 0);
	assert_true(read(fd, text, sizeof text - 1) >= 0);
	close(fd);
	assert_string_equal(text, want);
	assert_int_equal(truncate(saved_path, 0), 0);
}

static void
check_end(struct pty *pty, int status)
{
	assert_true(pty_wait_end(pty));
	assert_true(WIFEXITED(pty->status));
	assert_int_equal(WEXITSTATUS(pty->status), status);
}

static void
test_typing_and_leaving(void **state)
{
	struct pty *pty = start();
	struct termios before, after;
	long writes;

	(void)state;
	assert_true(emulator_paste_marks(pty->emulator));
	assert_true(emulator_mouse(pty->emulator));
	for (const char *c = "hello"; *c; c++) {
		writes = pty_writes(pty);
		assert_true(pty_send(pty, c, 1));
		assert_int_equal(pty->bytes, 1);
		/* the echo and the idle byte */
		assert_int_equal(pty_writes(pty) - writes, 2);
	}
	assert_true(emulator_shows(pty->emulator, "hello"));
	assert_int_equal(tcgetattr(pty->fd, &before), 0);
	assert_false(before.c_lflag & (ICANON | ISIG | ECHO));
	assert_false(before.c_iflag & (IXON | ICRNL));
	pty_do(pty, "key Ctrl-Q");
	check_end(pty, 0);
	assert_int_equal(tcgetattr(pty->fd, &after), 0);
	assert_true(after.c_lflag & ICANON && after.c_lflag & ECHO);
	assert_false(emulator_paste_marks(pty->emulator));
	assert_false(emulator_mouse(pty->emulator));
	assert_false(emulator_shows(pty->emulator, "hello"));
	pty_close(pty);
}

static void
test_timer_runs_by_itself(void **state)
{
	struct pty *pty = start();

	(void)state;
	pty_do(pty, "text save me soon");
	assert_true(pty_wait_timer(pty));
	assert_true(emulator_shows(pty->emulator, "saved"));
	pty_close(pty);
}

static void
test_lone_esc_is_answered(void **state)
{
	struct pty *pty = start();

	(void)state;
	/* ready again only once the Esc has been taken for one */
	assert_true(pty_do(pty, "key Esc"));
	assert_true(pty_do(pty, "text [Ab"));
	assert_true(pty_do(pty, "key Up"));
	assert_false(emulator_shows(pty->emulator, "["));
	pty_close(pty);
}

static void
test_resize(void **state)
{
	struct pty *pty = start();

	(void)state;
	pty_do(pty, "text kept");
	assert_true(pty_resize(pty, 50, 132));
	assert_true(emulator_shows(pty->emulator, "kept"));
	assert_true(pty_resize(pty, 3, 9));
	assert_true(pty_resize(pty, 18, 60));
	assert_true(emulator_shows(pty->emulator, "kept"));
	pty_close(pty);
}

/* Wherever it is, the line drops and every character is saved. */
static void
test_dropped_line(void **state)
{
	struct pty *pty = start();

	(void)state;
	pty_do(pty, "text all that was typed");
	pty_hang_up(pty);
	check_end(pty, 4);
	check_saved("all that was typed");
	pty_close(pty);
}

static void
test_signals_to_leave(void **state)
{
	static const int signals[] = {SIGHUP, SIGTERM, SIGINT, SIGQUIT};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
		struct pty *pty = start();
		struct termios after;

		pty_do(pty, "text some words");
		pty->bytes = 0;
		kill(pty->pid, signals[i]);
		check_end(pty, 4);
		check_saved("some words");
		/* nothing is written to a terminal that may be dead; one that
		 * is not is given back */
		if (signals[i] == SIGHUP)
			assert_int_equal(pty->bytes, 0);
		else
			assert_false(emulator_shows(pty->emulator, "words") ||
			    emulator_mouse(pty->emulator));
		assert_int_equal(tcgetattr(pty->fd, &after), 0);
		assert_true(after.c_lflag & ICANON);
		pty_close(pty);
	}
}

/* The job has stopped: the terminal is as the shell had it; then it goes on. */
static void
check_stopped_and_go_on(struct pty *pty)
{
	struct termios modes;

	assert_true(pty_wait(pty));
	assert_int_equal(tcgetattr(pty->fd, &modes), 0);
	assert_true(modes.c_lflag & ICANON && modes.c_lflag & ECHO);
	assert_false(emulator_paste_marks(pty->emulator));
	assert_false(emulator_mouse(pty->emulator));
	assert_true(pty_send(pty, "\n", 1));
	assert_int_equal(tcgetattr(pty->fd, &modes), 0);
	assert_false(modes.c_lflag & ICANON);
	assert_true(emulator_shows(pty->emulator, "kept"));
	assert_true(emulator_paste_marks(pty->emulator));
	assert_true(emulator_mouse(pty->emulator));
}

static void
test_stopping_and_going_on(void **state)
{
	struct pty *pty = start_as("shell");

	(void)state;
	assert_true(pty_do(pty, "text kept"));
	kill(pty->pid, SIGUSR1); /* from outside */
	check_stopped_and_go_on(pty);
	assert_int_equal(write(pty->fd, "\023", 1), 1); /* by a command */
	check_stopped_and_go_on(pty);
	pty_do(pty, "key Ctrl-Q");
	check_end(pty, 0);
	pty_close(pty);
}

/* Stopped without a word, while somebody else changed the modes. */
static void
test_stopped_without_a_word(void **state)
{
	struct pty *pty = start();
	struct termios modes;
	int status;

	(void)state;
	pty_do(pty, "text kept");
	kill(pty->pid, SIGSTOP);
	assert_int_equal(waitpid(pty->pid, &status, WUNTRACED), pty->pid);
	assert_int_equal(tcgetattr(pty->fd, &modes), 0);
	modes.c_lflag |= ICANON | ECHO;
	assert_int_equal(tcsetattr(pty->fd, TCSANOW, &modes), 0);
	kill(pty->pid, SIGCONT);
	assert_true(pty_wait(pty));
	assert_int_equal(tcgetattr(pty->fd, &modes), 0);
	assert_false(modes.c_lflag & ICANON);
	assert_true(pty->bytes > 100); /* all of it again */
	pty_close(pty);
}

/* Draws again and again while nobody reads, until there is no room left. */
static void
stall(struct pty *pty)
{
	int line = open(ptsname(pty->fd), O_RDWR | O_NOCTTY);
	struct pollfd room = {.fd = line, .events = POLLOUT};
	struct pollfd idle = {.fd = pty->idle_fd, .events = POLLIN};
	char byte;

	assert_true(line >= 0);
	for (int i = 0; i < 5000 && poll(&room, 1, 0) == 1; i++) {
		assert_int_equal(write(pty->fd, "\014", 1), 1);
		assert_int_equal(poll(&idle, 1, 20000), 1);
		assert_int_equal(read(pty->idle_fd, &byte, 1), 1);
	}
	assert_int_equal(poll(&room, 1, 0), 0);
	close(line);
}

/* A line that stands still takes nothing in; what is typed is still read, and
 * a signal to leave is obeyed. */
static void
test_stalled_line(void **state)
{
	struct pty *pty = start();
	struct pollfd idle = {.fd = pty->idle_fd, .events = POLLIN};

	(void)state;
	stall(pty);
	assert_int_equal(write(pty->fd, "meanwhile", 9), 9);
	assert_int_equal(poll(&idle, 1, 20000), 1);
	kill(pty->pid, SIGTERM);
	assert_int_equal(waitpid(pty->pid, &pty->status, 0), pty->pid);
	pty->pid = 0;
	assert_int_equal(WEXITSTATUS(pty->status), 4);
	check_saved("meanwhile");
	pty_close(pty);
}

/* And when it moves again, all is shown. */
static void
test_stalled_line_moves_again(void **state)
{
	struct pty *pty = start();

	(void)state;
	stall(pty);
	assert_true(pty_do(pty, "text meanwhile"));
	assert_true(pty_do(pty, "text  here"));
	assert_true(emulator_shows(pty->emulator, "meanwhile here"));
	pty_close(pty);
}

/* --- in this process --- */

static void
check_refusal(const char *type, const char *words)
{
	struct term_options options;
	struct term *term;
	struct error err = {.code = ERR_NONE};
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	term_options_init(&options);
	options.in_fd = ends[0];
	options.out_fd = ends[1];
	options.type = type;
	options.signals = false;
	assert_false(term_open(&options, &term, &err));
	assert_null(term);
	assert_non_null(strstr(err.text, words));
	assert_int_equal(err.code, ERR_USER);
	close(ends[1]);
	assert_int_equal(read(ends[0], &options, 1), 0); /* nothing was sent */
	close(ends[0]);
}

static void
test_refusals_say_what_to_do(void **state)
{
	(void)state;
	check_refusal("nosuch", "TERM=xterm-256color oneplan");
	check_refusal("dumb", "cannot move its cursor");
	check_refusal("", "TERM is not set");
}

/* Newer than this machine's descriptions. */
static void
test_a_new_kind_of_terminal(void **state)
{
	struct harness *harness = harness_open("xterm-unheard-of", 24, 80);

	(void)state;
	harness_close(harness);
}

static void
test_every_type(void **state)
{
	static const char *const types[] = {
	    "xterm-256color", "xterm", "screen-256color", "tmux-256color",
	    "rxvt", "linux", "vt100", "vt220",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(types); i++) {
		struct harness *harness = harness_open(types[i], 24, 80);
		struct line line = {.base = {.ops = &line_ops}};

		buf_init(&line.text);
		loop_push(harness->loop, &line.base);
		harness_do(harness, "text caf\xc3\xa9");
		assert_true(emulator_shows(harness->emulator, "One line"));
		assert_true(emulator_shows(harness->emulator, "caf\xc3\xa9"));
		harness_close(harness);
	}
}

static void
test_events(void **state)
{
	struct harness *harness = harness_open("xterm-256color", 24, 80);
	struct event event;

	(void)state;
	term_read(harness->term, 0, &event);
	assert_int_equal(event.kind, EVENT_TIMER);
	term_read(harness->term, 3, &event);
	assert_int_equal(event.kind, EVENT_TIMER);
	assert_int_equal(write(harness->keys_fd, "ab\033[A", 5), 5);
	assert_true(term_busy(harness->term));
	term_read(harness->term, -1, &event);
	assert_int_equal(event.kind, EVENT_TEXT);
	assert_int_equal(event.len, 2);
	assert_true(term_busy(harness->term));
	term_read(harness->term, -1, &event);
	assert_int_equal(event.key, K_UP);
	assert_false(term_busy(harness->term));
	term_set_size(harness->term, 30, 90);
	term_read(harness->term, -1, &event);
	assert_int_equal(event.kind, EVENT_RESIZE);
	close(harness->keys_fd);
	harness->keys_fd = -1;
	term_read(harness->term, -1, &event);
	assert_int_equal(event.kind, EVENT_HANGUP);
	term_read(harness->term, -1, &event); /* and it stays so */
	assert_int_equal(event.kind, EVENT_HANGUP);
	harness_close(harness);
}

/* No room for a frame: it is put off, and sent when there is. */
static void
test_no_room_for_a_frame(void **state)
{
	struct harness *harness = harness_open("xterm-256color", 24, 80);
	struct line line = {.base = {.ops = &line_ops}};
	char filler[4096] = {0}, frame[65536];
	int flags = fcntl(harness->out_fd, F_GETFL);

	(void)state;
	buf_init(&line.text);
	loop_push(harness->loop, &line.base);
	harness_run(harness);
	assert_int_equal(fcntl(harness->out_fd, F_SETFL, flags | O_NONBLOCK),
	    0);
	while (send(harness->out_fd, filler, sizeof filler, 0) > 0)
		;
	assert_int_equal(write(harness->keys_fd, "late", 4), 4);
	assert_int_equal(loop_run_waiting(harness->loop), LOOP_WAITING);
	assert_string_equal(line.text.data, "late");
	while (recv(harness->screen_fd, frame, sizeof frame, 0) > 0)
		assert_int_equal(frame[0], 0); /* no frame among them */
	harness_run(harness);
	assert_int_equal(harness->bytes, 4);
	harness_close(harness);
}

/* Only where it is wanted and the terminal is known to have one. */
static void
test_mouse_is_asked_for(void **state)
{
	static const struct {
		const char *type;
		bool wanted, asked;
	} cases[] = {
		{"xterm-256color", true, true},
		{"xterm-256color", false, false},
		{"screen-256color", true, true},
		{"vt100", true, false},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct term_options options;
		char sent[8192] = "";
		struct term *term;
		struct error err;
		int ends[2];

		assert_int_equal(pipe(ends), 0);
		term_options_init(&options);
		options.type = cases[i].type;
		options.in_fd = ends[0];
		options.out_fd = ends[1];
		options.signals = false;
		options.mouse = cases[i].wanted;
		assert_true(term_open(&options, &term, &err));
		term_clear(term);
		term_show(term, (struct cell){0, 0});
		term_close(term);
		assert_true(read(ends[0], sent, sizeof sent - 1) > 0);
		assert_int_equal(strstr(sent, "\033[?1000h") != NULL,
		    cases[i].asked);
		assert_int_equal(strstr(sent, "\033[?1000l") != NULL,
		    cases[i].asked);
		close(ends[0]);
		close(ends[1]);
	}
}

static void
test_signals_are_put_back(void **state)
{
	struct sigaction before, after;
	struct term_options options;
	struct term *term;
	struct error err;
	struct event event;
	int ends[2];

	(void)state;
	assert_int_equal(pipe(ends), 0);
	sigaction(SIGWINCH, NULL, &before);
	term_options_init(&options);
	options.type = "vt100";
	options.in_fd = ends[0];
	options.out_fd = ends[1];
	assert_true(term_open(&options, &term, &err));
	raise(SIGWINCH);
	assert_true(term_busy(term));
	term_read(term, -1, &event);
	assert_int_equal(event.kind, EVENT_RESIZE);
	raise(SIGHUP);
	term_read(term, -1, &event);
	assert_int_equal(event.kind, EVENT_HANGUP);
	assert_true(term_dead(term));
	term_close(term);
	sigaction(SIGWINCH, NULL, &after);
	assert_true(before.sa_handler == after.sa_handler);
	close(ends[0]);
	close(ends[1]);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typing_and_leaving),
		cmocka_unit_test(test_timer_runs_by_itself),
		cmocka_unit_test(test_lone_esc_is_answered),
		cmocka_unit_test(test_resize),
		cmocka_unit_test(test_dropped_line),
		cmocka_unit_test(test_signals_to_leave),
		cmocka_unit_test(test_stopping_and_going_on),
		cmocka_unit_test(test_stopped_without_a_word),
		cmocka_unit_test(test_stalled_line),
		cmocka_unit_test(test_stalled_line_moves_again),
		cmocka_unit_test(test_refusals_say_what_to_do),
		cmocka_unit_test(test_a_new_kind_of_terminal),
		cmocka_unit_test(test_every_type),
		cmocka_unit_test(test_events),
		cmocka_unit_test(test_no_room_for_a_frame),
		cmocka_unit_test(test_mouse_is_asked_for),
		cmocka_unit_test(test_signals_are_put_back),
	};
	int fd, failed;

	if (argc == 3 && strcmp(argv[1], "line") == 0)
		return run_line(argv[2]);
	if (argc == 3 && strcmp(argv[1], "shell") == 0)
		return run_shell(argv[2]);
	self = argv[0];
	fd = mkstemp(saved_path);
	close(fd);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(saved_path);
	return failed;
}
