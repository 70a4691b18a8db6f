#include "config.h"

#include "base/filter.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* The three that the program is given, and its file. */
enum { INPUT, OUTPUT, MESSAGES, FILE_GIVEN, ENDS };

static bool
failed(struct error *err)
{
	return error_set(err, ERR_IO,
	    "Another program could not be run: %s.", strerror(errno));
}

static bool
write_all(int fd, const char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t done = write(fd, bytes, len);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		bytes += done;
		len -= (size_t)done;
	}
	return true;
}

/* A file in memory that holds these bytes and stands at its beginning; -1 if it
 * cannot be had. */
static int
memory_file(const void *bytes, size_t len)
{
	int fd = memfd_create("oneplan", MFD_CLOEXEC);

	if (fd >= 0 && (!write_all(fd, bytes, len) ||
			   lseek(fd, 0, SEEK_SET) != 0)) {
		close(fd);
		return -1;
	}
	return fd;
}

/* Where its messages go; *SAID is where they are read, -1 if they are not. */
static int
open_messages(const struct filter *filter, int *said)
{
	int both[2];

	if (filter->messages == NULL)
		return open("/dev/null", O_WRONLY | O_CLOEXEC);
	if (pipe2(both, O_CLOEXEC) != 0)
		return -1;
	*said = both[0];
	return both[1];
}

static bool
open_ends(const struct filter *filter, int ends[ENDS], int *said)
{
	ends[INPUT] = memory_file(filter->input, filter->input_len);
	ends[OUTPUT] = memory_file("", 0);
	ends[MESSAGES] = open_messages(filter, said);
	ends[FILE_GIVEN] = filter->file != NULL
	    ? memory_file(filter->file, filter->file_len)
	    : open("/dev/null", O_RDONLY | O_CLOEXEC);
	for (int i = 0; i < ENDS; i++)
		if (ends[i] < 0)
			return false;
	return true;
}

/* What this program does not heed is heeded by the other. */
static void
heed_signals(posix_spawnattr_t *how)
{
	sigset_t usual;

	sigemptyset(&usual);
	sigaddset(&usual, SIGINT);
	sigaddset(&usual, SIGQUIT);
	sigaddset(&usual, SIGPIPE);
	posix_spawnattr_init(how);
	posix_spawnattr_setsigdefault(how, &usual);
	posix_spawnattr_setflags(how, POSIX_SPAWN_SETSIGDEF);
}

static bool
spawn(const struct filter *filter, const int ends[ENDS], pid_t *pid,
    struct error *err)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t how;
	int status = posix_spawn_file_actions_init(&actions);

	heed_signals(&how);
	/* each end has a number above 3 or is already where it belongs: the
	 * first three are open (main sees to it), so none is overwritten
	 * before it is copied */
	for (int i = 0; i < ENDS && status == 0; i++)
		status = posix_spawn_file_actions_adddup2(&actions, ends[i], i);
	if (status == 0)
		status = posix_spawnp(pid, filter->argv[0], &actions, &how,
		    (char *const *)(uintptr_t)filter->argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	posix_spawnattr_destroy(&how);
	if (status == 0)
		return true;
	errno = status;
	if (status == ENOENT)
		return error_set(err, ERR_NOT_OURS,
		    "The program %s is not installed here. Ask whoever looks "
		    "after this computer for it.", filter->argv[0]);
	return failed(err);
}

static bool
take_output(int fd, size_t max, struct buf *out)
{
	char piece[65536];
	ssize_t got;

	if (lseek(fd, 0, SEEK_SET) != 0)
		return false;
	while (max > 0 && (got = read(fd, piece, sizeof piece)) != 0) {
		if (got < 0)
			return false;
		if ((size_t)got > max)
			got = (ssize_t)max;
		buf_add_bytes(out, piece, (size_t)got);
		max -= (size_t)got;
	}
	return true;
}

/* What it says goes by as it is said: it may ask for a touch of a key. */
static void
listen_to(const struct filter *filter, int said)
{
	char piece[512];
	ssize_t got;

	while ((got = read(said, piece, sizeof piece)) != 0) {
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return;
		buf_add_bytes(filter->messages, piece, (size_t)got);
		if (filter->watched)
			(void)!write(STDERR_FILENO, piece, (size_t)got);
	}
}

static int
wait_for(const struct filter *filter, pid_t pid, int *messages, int said)
{
	int ended = 0;

	close(*messages); /* so that the program's own is the last */
	*messages = -1;
	if (said >= 0)
		listen_to(filter, said);
	while (waitpid(pid, &ended, 0) < 0 && errno == EINTR)
		continue;
	return WIFEXITED(ended) ? WEXITSTATUS(ended) : -1;
}

static bool
run(const struct filter *filter, size_t max, struct buf *out, int *status,
    struct error *err)
{
	int ends[ENDS] = { -1, -1, -1, -1 }, said = -1;
	pid_t pid = -1;
	bool ok;

	ok = open_ends(filter, ends, &said) || failed(err);
	if (ok)
		ok = spawn(filter, ends, &pid, err);
	if (ok) {
		*status = wait_for(filter, pid, &ends[MESSAGES], said);
		ok = take_output(ends[OUTPUT], max, out) || failed(err);
	}
	for (int i = 0; i < ENDS; i++)
		if (ends[i] >= 0)
			close(ends[i]);
	if (said >= 0)
		close(said);
	return ok;
}

bool
filter_run(const struct filter *filter, size_t max, struct buf *out,
    int *status, struct error *err)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, on_int, on_quit;
	bool ok;

	if (!filter->watched)
		return run(filter, max, out, status, err);
	sigaction(SIGINT, &ignore, &on_int);
	sigaction(SIGQUIT, &ignore, &on_quit);
	ok = run(filter, max, out, status, err);
	sigaction(SIGINT, &on_int, NULL);
	sigaction(SIGQUIT, &on_quit, NULL);
	return ok;
}
