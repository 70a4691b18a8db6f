#include "config.h"

#include "harness/harness.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/outfile.h"

#define FILE_MAX_BYTES ((size_t)1 << 20)

static void
must(bool done, const char *what)
{
	if (done)
		return;
	fprintf(stderr, "harness: %s: %s\n", what, strerror(errno));
	abort();
}

struct harness *
harness_open(const char *type, int rows, int cols)
{
	struct harness *harness = xcalloc(1, sizeof *harness);
	struct term_options options;
	struct error err;
	int keys[2], screen[2], size = 1 << 20;

	must(pipe2(keys, O_CLOEXEC) == 0, "pipe");
	/* keeps writes apart, so that they can be counted */
	must(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, screen) == 0,
	    "socketpair");
	setsockopt(screen[1], SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
	must(fcntl(screen[0], F_SETFL, O_NONBLOCK) == 0, "fcntl");
	must(fcntl(keys[1], F_SETFL, O_NONBLOCK) == 0, "fcntl");
	harness->keys_fd = keys[1];
	harness->in_fd = keys[0];
	harness->screen_fd = screen[0];
	harness->out_fd = screen[1];
	harness->output = xmalloc(sizeof *harness->output);
	buf_init(harness->output);

	term_options_init(&options);
	options.in_fd = harness->in_fd;
	options.out_fd = harness->out_fd;
	options.type = type;
	options.escape_ms = 0;
	options.idle_fd = -1;
	options.signals = false;
	options.rows = rows;
	options.cols = cols;
	if (!term_open(&options, &harness->term, &err)) {
		fprintf(stderr, "harness: %s\n", err.text);
		abort();
	}
	harness->loop = loop_new(harness->term);
	harness->emulator = emulator_new(rows, cols);
	return harness;
}

void
harness_close(struct harness *harness)
{
	if (!harness)
		return;
	loop_free(harness->loop);
	term_close(harness->term);
	emulator_free(harness->emulator);
	if (harness->keys_fd >= 0)
		close(harness->keys_fd);
	close(harness->in_fd);
	close(harness->screen_fd);
	close(harness->out_fd);
	buf_clear(harness->output);
	free(harness->output);
	free(harness);
}

static void
collect(struct harness *harness)
{
	char bytes[1 << 16];
	ssize_t len;

	buf_reset(harness->output);
	harness->writes = 0;
	while ((len = recv(harness->screen_fd, bytes, sizeof bytes, 0)) > 0) {
		must((size_t)len < sizeof bytes, "a frame is too long");
		buf_add_bytes(harness->output, bytes, (size_t)len);
		harness->writes++;
	}
	harness->bytes = harness->output->len;
	emulator_feed(harness->emulator, harness->output->data,
	    harness->output->len);
}

void
harness_run(struct harness *harness)
{
	harness->end = loop_run_waiting(harness->loop);
	collect(harness);
}

void
harness_send(struct harness *harness, const char *bytes, size_t len)
{
	must(len == 0 || write(harness->keys_fd, bytes, len) == (ssize_t)len,
	    "keys");
	harness_run(harness);
}

bool
harness_do(struct harness *harness, const char *line)
{
	struct buf bytes;
	int rows, cols;
	bool known = true;

	buf_init(&bytes);
	if (sscanf(line, "size %d %d", &rows, &cols) == 2) {
		term_set_size(harness->term, rows, cols);
		emulator_resize(harness->emulator, rows, cols);
	} else if (strcmp(line, "timer") == 0) {
		loop_run_timers(harness->loop);
	} else if (strcmp(line, "hangup") == 0) {
		close(harness->keys_fd);
		harness->keys_fd = -1;
	} else {
		known = emulator_script(harness->emulator, line, &bytes);
	}
	if (known)
		harness_send(harness, bytes.data, bytes.len);
	buf_clear(&bytes);
	return known;
}

/* --- golden files --- */

static bool
play(struct harness *harness, const char *path, char *script, struct buf *out)
{
	char *line, *rest = script;

	harness_run(harness);
	while ((line = strsep(&rest, "\n"))) {
		if (*line == '\0' || *line == '#')
			continue;
		if (strcmp(line, "show") == 0) {
			emulator_dump(harness->emulator, out);
			buf_add_char(out, '\n');
		} else if (!harness_do(harness, line)) {
			fprintf(stderr, "%s: no such line: %s\n", path, line);
			return false;
		}
	}
	emulator_dump(harness->emulator, out);
	return true;
}

/* Says the first line that differs. */
static void
explain(const char *path, const char *want, const char *got)
{
	int line = 1;

	while (*want && *got) {
		size_t a = strcspn(want, "\n"), b = strcspn(got, "\n");

		if (a != b || memcmp(want, got, a) != 0)
			break;
		want += a + (want[a] == '\n');
		got += b + (got[b] == '\n');
		line++;
	}
	fprintf(stderr,
	    "%s:%d differs (GENERATE=1 makes it anew)\n  want: %.*s\n"
	    "  got:  %.*s\n",
	    path, line, (int)strcspn(want, "\n"), want,
	    (int)strcspn(got, "\n"), got);
}

bool
harness_golden(struct harness *harness, const char *dir, const char *name)
{
	const char *generate = getenv("GENERATE");
	struct buf keys_path, screen_path, got;
	char *script = NULL, *want = NULL;
	size_t len;
	struct error err = {.code = ERR_NONE};
	bool same = false;

	buf_init(&keys_path);
	buf_init(&screen_path);
	buf_init(&got);
	buf_addf(&keys_path, "%s/%s.keys", dir, name);
	buf_addf(&screen_path, "%s/%s.screen", dir, name);
	if (!infile_read(keys_path.data, FILE_MAX_BYTES, &script, &len, &err))
		goto out;
	if (!play(harness, keys_path.data, script, &got))
		goto out;
	if (generate && *generate) {
		same = outfile_write(screen_path.data, got.data, got.len, true,
		    &err);
		goto out;
	}
	if (!infile_read(screen_path.data, FILE_MAX_BYTES, &want, &len, &err))
		goto out;
	same = strcmp(want, got.data) == 0;
	if (!same)
		explain(screen_path.data, want, got.data);
out:
	if (err.code != ERR_NONE)
		fprintf(stderr, "%s\n", err.text);
	free(script);
	free(want);
	buf_clear(&keys_path);
	buf_clear(&screen_path);
	buf_clear(&got);
	return same;
}
