#include "config.h"

#include "ui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "base/alloc.h"

static const int caught[] = {
	SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH, SIGPIPE,
};

/* There is one terminal and one set of signals. */
static struct {
	int pipe[2];
	volatile int out_fd, null_fd;
	volatile sig_atomic_t writing;
	bool active;
	struct sigaction before[ARRAY_LEN(caught)];
} signals = {.pipe = {-1, -1}};

static void
note(int number)
{
	int saved = errno;
	char byte = (char)number;
	bool leave = number == SIGTERM || number == SIGINT || number == SIGQUIT;

	if (number == SIGHUP || (leave && signals.writing))
		dup2(signals.null_fd, signals.out_fd);
	/* a full pipe holds enough news already */
	if (write(signals.pipe[1], &byte, 1) < 0)
		errno = saved;
	errno = saved;
}

bool
signals_catch(int out_fd)
{
	struct sigaction action = {.sa_handler = note};

	if (pipe2(signals.pipe, O_CLOEXEC | O_NONBLOCK) != 0)
		return false;
	signals.null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (signals.null_fd < 0) {
		close(signals.pipe[0]);
		close(signals.pipe[1]);
		signals.pipe[0] = signals.pipe[1] = -1;
		return false;
	}
	signals.out_fd = out_fd;
	signals.active = true;
	sigemptyset(&action.sa_mask);
	for (size_t i = 0; i < ARRAY_LEN(caught); i++) {
		action.sa_handler = caught[i] == SIGPIPE ? SIG_IGN : note;
		sigaction(caught[i], &action, &signals.before[i]);
	}
	return true;
}

void
signals_release(void)
{
	if (!signals.active)
		return;
	for (size_t i = 0; i < ARRAY_LEN(caught); i++)
		sigaction(caught[i], &signals.before[i], NULL);
	close(signals.pipe[0]);
	close(signals.pipe[1]);
	close(signals.null_fd);
	signals.pipe[0] = signals.pipe[1] = -1;
	signals.active = false;
}

int
signals_fd(void)
{
	return signals.pipe[0];
}

int
signals_take(void)
{
	char byte;

	if (!signals.active || read(signals.pipe[0], &byte, 1) != 1)
		return 0;
	return byte;
}

void
signals_writing(bool writing)
{
	signals.writing = writing;
}

void
fd_to_null(int fd)
{
	int null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null_fd < 0)
		return;
	dup2(null_fd, fd);
	close(null_fd);
}
