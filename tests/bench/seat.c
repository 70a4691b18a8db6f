#include "config.h"

#include "bench/seat.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/alloc.h"
#include "bench/bench.h"

#define GIVE_UP_MS 10000
#define DROP_CACHES "/proc/sys/vm/drop_caches"

bool
seat_can_drop_cache(void)
{
	return access(DROP_CACHES, W_OK) == 0;
}

static void
drop_cache(void)
{
	int fd = open(DROP_CACHES, O_WRONLY | O_CLOEXEC);

	sync();
	if (fd >= 0) {
		if (write(fd, "3", 1) != 1)
			bench_stop("the cache cannot be dropped", NULL);
		close(fd);
	}
}

static void
become(const struct seat_case *one)
{
	char **argv;
	size_t count = 0;

	for (size_t i = 0; one->env && one->env[i]; i++)
		putenv((char *)(uintptr_t)one->env[i]);
	while (one->argv[count])
		count++;
	argv = xcalloc(count + 1, sizeof *argv);
	for (size_t i = 0; i < count; i++)
		argv[i] = xstrdup(one->argv[i]);
	execvp(argv[0], argv);
	_exit(127);
}

bool
seat_start(struct seat *seat, const struct seat_case *one)
{
	struct winsize size = {
		.ws_row = (unsigned short)one->rows,
		.ws_col = (unsigned short)one->cols,
	};

	*seat = (struct seat){ .fd = -1 };
	if (one->cold)
		drop_cache();
	seat->screen = emulator_new(one->rows, one->cols);
	fflush(NULL);
	seat->began_ns = bench_now_ns();
	seat->pid = forkpty(&seat->fd, NULL, NULL, &size);
	if (seat->pid == 0)
		become(one);
	return seat->pid > 0;
}

/* Reads what there is; false: nothing came for MS, or there is no more. */
static bool
take(struct seat *seat, int ms, int64_t *at_ns)
{
	struct pollfd wait = { .fd = seat->fd, .events = POLLIN };
	char bytes[1 << 16];
	ssize_t len;

	if (poll(&wait, 1, ms) <= 0)
		return false;
	len = read(seat->fd, bytes, sizeof bytes);
	*at_ns = bench_now_ns();
	if (len <= 0)
		return false;
	seat->bytes += (size_t)len;
	emulator_feed(seat->screen, bytes, (size_t)len);
	return true;
}

static bool
shows_all(const struct seat *seat, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (!emulator_shows(seat->screen, words[i]))
			return false;
	return true;
}

bool
seat_wait(struct seat *seat, const char *const *words, int64_t *ns)
{
	int64_t at_ns = seat->began_ns;

	while (!shows_all(seat, words))
		if (!take(seat, GIVE_UP_MS, &at_ns))
			return false;
	if (ns)
		*ns = at_ns - seat->began_ns;
	return true;
}

void
seat_settle(struct seat *seat, int ms)
{
	int64_t ignored;

	while (take(seat, ms, &ignored))
		;
}

bool
seat_send(struct seat *seat, const char *keys, size_t len)
{
	int64_t ignored;

	while (len > 0) {
		struct pollfd wait = { .fd = seat->fd,
			.events = POLLIN | POLLOUT };
		ssize_t sent;

		if (poll(&wait, 1, GIVE_UP_MS) <= 0)
			return false;
		if (wait.revents & POLLIN)
			(void)take(seat, 0, &ignored);
		if (!(wait.revents & POLLOUT))
			continue;
		/* little enough that the line's buffer always has room */
		sent = write(seat->fd, keys, len < 256 ? len : 256);
		if (sent < 0)
			return false;
		keys += sent;
		len -= (size_t)sent;
	}
	return true;
}

void
seat_end(struct seat *seat, const char *leave)
{
	int64_t ignored;

	if (leave)
		(void)seat_send(seat, leave, strlen(leave));
	while (take(seat, leave ? 2000 : GIVE_UP_MS, &ignored))
		;
	close(seat->fd); /* whoever is still there is hung up on */
	if (waitpid(seat->pid, NULL, WNOHANG) == 0) {
		poll(NULL, 0, 100);
		if (waitpid(seat->pid, NULL, WNOHANG) == 0) {
			kill(seat->pid, SIGKILL);
			waitpid(seat->pid, NULL, 0);
		}
	}
	emulator_free(seat->screen);
}

bool
seat_first_screen(void *data, int64_t *ns)
{
	const struct seat_case *one = data;
	struct seat seat;
	bool ok;

	if (!seat_start(&seat, one))
		return false;
	if (one->shown) {
		ok = seat_wait(&seat, one->shown, ns);
	} else {
		while (take(&seat, GIVE_UP_MS, ns))
			;
		*ns -= seat.began_ns;
		ok = true;
	}
	seat_end(&seat, ok ? one->leave : NULL);
	return ok;
}
