#include "config.h"

#include "harness/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/clock.h"

#define PATIENCE_MS 20000

static void
must(bool done, const char *what)
{
	if (done)
		return;
	fprintf(stderr, "pty: %s: %s\n", what, strerror(errno));
	abort();
}

static void
run_child(const char *const *argv, const char *type, int idle_fd,
    const char *const *env)
{
	char number[16];
	char **copy;
	size_t n = 0;

	snprintf(number, sizeof number, "%d", idle_fd);
	setenv("ONEPLAN_IDLE_FD", number, 1);
	setenv("TERM", type, 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	for (; env && *env; env++)
		putenv(xstrdup(*env));
	while (argv[n])
		n++;
	copy = xcalloc(n + 1, sizeof *copy); /* exec wants no const */
	for (size_t i = 0; i < n; i++)
		copy[i] = xstrdup(argv[i]);
	execv(copy[0], copy);
	fprintf(stderr, "%s: %s\n", copy[0], strerror(errno));
	_exit(127);
}

struct pty *
pty_start(const char *const *argv, const char *type, int rows, int cols,
    const char *const *env)
{
	struct pty *pty = xcalloc(1, sizeof *pty);
	struct winsize size = {
	    .ws_row = (unsigned short)rows,
	    .ws_col = (unsigned short)cols,
	};
	int idle[2];

	must(pipe(idle) == 0, "pipe");
	must(fcntl(idle[0], F_SETFD, FD_CLOEXEC) == 0, "fcntl");
	must(fcntl(idle[0], F_SETFL, O_NONBLOCK) == 0, "fcntl");
	pty->pid = forkpty(&pty->fd, NULL, NULL, &size);
	must(pty->pid >= 0, "forkpty");
	if (pty->pid == 0)
		run_child(argv, type, idle[1], env);
	close(idle[1]);
	pty->idle_fd = idle[0];
	must(fcntl(pty->fd, F_SETFL, O_NONBLOCK) == 0, "fcntl");
	must(fcntl(pty->fd, F_SETFD, FD_CLOEXEC) == 0, "fcntl");
	pty->emulator = emulator_new(rows, cols);
	return pty;
}

void
pty_close(struct pty *pty)
{
	if (!pty)
		return;
	if (pty->pid > 0) {
		kill(pty->pid, SIGKILL);
		waitpid(pty->pid, &pty->status, 0);
	}
	pty_hang_up(pty);
	close(pty->idle_fd);
	emulator_free(pty->emulator);
	free(pty);
}

/* Takes in what was written; false at the end. */
static bool
read_screen(struct pty *pty)
{
	char bytes[4096];
	ssize_t len;

	if (pty->fd < 0)
		return false;
	while ((len = read(pty->fd, bytes, sizeof bytes)) > 0) {
		emulator_feed(pty->emulator, bytes, (size_t)len);
		pty->bytes += (size_t)len;
	}
	return len < 0 && (errno == EAGAIN || errno == EINTR);
}

/* Waits for a byte WANTED on the idle pipe, or its end with WANTED 0. */
static bool
wait_for(struct pty *pty, char wanted)
{
	int64_t until_ms = clock_monotonic_ms() + PATIENCE_MS;
	struct pollfd fds[2] = {
	    {.fd = pty->fd, .events = POLLIN},
	    {.fd = pty->idle_fd, .events = POLLIN},
	};
	char byte;
	ssize_t len;

	while (clock_monotonic_ms() < until_ms) {
		poll(fds, 2, 100);
		if (!read_screen(pty))
			fds[0].fd = -1;
		while ((len = read(pty->idle_fd, &byte, 1)) == 1)
			if (wanted && byte == wanted) {
				read_screen(pty); /* all written before it */
				return true;
			}
		if (len == 0)
			return wanted == 0;
	}
	fprintf(stderr, "pty: the program did not get ready\n");
	return false;
}

bool
pty_wait(struct pty *pty)
{
	return wait_for(pty, '.');
}

bool
pty_wait_timer(struct pty *pty)
{
	return wait_for(pty, 't');
}

bool
pty_wait_end(struct pty *pty)
{
	bool ended = wait_for(pty, 0);

	read_screen(pty);
	if (ended && pty->pid > 0) {
		waitpid(pty->pid, &pty->status, 0);
		pty->pid = 0;
	}
	return ended;
}

bool
pty_send(struct pty *pty, const char *bytes, size_t len)
{
	ssize_t sent;

	pty->bytes = 0;
	while (len > 0) {
		sent = write(pty->fd, bytes, len);
		if (sent < 0 && errno == EAGAIN)
			poll(&(struct pollfd){.fd = pty->fd, .events = POLLOUT},
			    1, 100);
		else if (sent < 0)
			return false;
		else
			bytes += sent, len -= (size_t)sent;
		read_screen(pty);
	}
	return pty_wait(pty);
}

bool
pty_do(struct pty *pty, const char *line)
{
	struct buf bytes;
	bool known;

	buf_init(&bytes);
	known = emulator_script(pty->emulator, line, &bytes) &&
	    pty_send(pty, bytes.data, bytes.len);
	buf_clear(&bytes);
	return known;
}

bool
pty_resize(struct pty *pty, int rows, int cols)
{
	struct winsize size = {
	    .ws_row = (unsigned short)rows,
	    .ws_col = (unsigned short)cols,
	};

	pty->bytes = 0;
	emulator_resize(pty->emulator, rows, cols);
	return ioctl(pty->fd, TIOCSWINSZ, &size) == 0 && pty_wait(pty);
}

void
pty_hang_up(struct pty *pty)
{
	if (pty->fd >= 0)
		close(pty->fd);
	pty->fd = -1;
}

long
pty_writes(const struct pty *pty)
{
	char path[64], line[128];
	long writes = -1;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/io", (int)pty->pid);
	file = fopen(path, "r");
	if (!file)
		return -1;
	while (fgets(line, sizeof line, file))
		if (strncmp(line, "syscw: ", 7) == 0)
			writes = atol(line + 7);
	fclose(file);
	return writes;
}
