#include "config.h"

#include "real/real.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/outfile.h"

#define PATIENCE_MS   20000
#define LIMIT_SECONDS 60 /* a command that takes longer hangs */

/* --- the folder --- */

static void
set_folder(const struct real *real, const char *variable, const char *name)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", real->folder, name);
	assert_int_equal(setenv(variable, path, 1), 0);
}

int
real_set_up(void **state)
{
	struct real *real = xcalloc(1, sizeof *real);
	const char *build = getenv("TOP_BUILDDIR");

	assert_non_null(build);
	snprintf(real->program, sizeof real->program, "%s/oneplan", build);
	snprintf(real->folder, sizeof real->folder, "/tmp/oneplan-real-XXXXXX");
	assert_non_null(mkdtemp(real->folder));
	set_folder(real, "HOME", "home");
	set_folder(real, "XDG_DATA_HOME", "data");
	set_folder(real, "XDG_CONFIG_HOME", "config");
	set_folder(real, "XDG_CACHE_HOME", "cache");
	unsetenv("ONEPLAN_CASELOAD");
	assert_int_equal(setenv("ONEPLAN_NAME", "Aisha Bloom", 1), 0);
	assert_int_equal(chdir(real->folder), 0);
	*state = real;
	return 0;
}

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)ftw;
	(void)st;
	(void)flag;
	(void)remove(path);
	return 0; /* the rest all the same */
}

int
real_tear_down(void **state)
{
	struct real *real = *state;

	real_end_all(real);
	if (chdir("/") != 0)
		return -1;
	nftw(real->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(real->out);
	free(real->err);
	free(real);
	return 0;
}

void
real_path(const struct real *real, const char *name, struct buf *out)
{
	buf_addf(out, "%s/%s", real->folder, name);
}

void
real_write(const char *path, const char *text)
{
	struct error err = { 0 };

	if (!outfile_write(path, text, strlen(text), true, &err))
		fail_msg("%s", err.text);
}

bool
real_exists(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

int
real_count(const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	int count = 0;

	if (!folder)
		return -1;
	while ((entry = readdir(folder)))
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			count++;
	closedir(folder);
	return count;
}

/* --- plans --- */

struct opened_plan {
	struct form_set *forms;
	struct plan *plan;
};

static const struct plan_user user = { "Priya Raman", "praman", "clinic3" };

static void
load_forms(struct opened_plan *opened)
{
	struct error err = { 0 };

	if (!form_set_load(getenv("ONEPLAN_FORMS"), NULL, &opened->forms, NULL,
		&err))
		fail_msg("%s", err.text);
}

static void
open_plan(struct opened_plan *opened, const char *path, bool read_only)
{
	struct error err = { 0 };

	load_forms(opened);
	if (!plan_open(path, opened->forms, NULL, &user, read_only, &opened->plan,
		&err))
		fail_msg("%s: %s", path, err.text);
}

static void
close_plan(struct opened_plan *opened)
{
	plan_close(opened->plan);
	form_set_free(opened->forms);
}

static const struct field *
find_field(const struct opened_plan *opened, const char *name)
{
	const struct field *field = form_set_field(opened->forms, name);

	if (!field)
		fail_msg("the forms have no question %s", name);
	return field;
}

void
real_make_plan(const char *path, const char *const *answers)
{
	static const char *const first[] = { "purpose.kinds", "one_off", NULL };
	struct opened_plan opened;
	struct error err = { 0 };

	load_forms(&opened);
	if (!plan_create(path, opened.forms, NULL, &user, false, &opened.plan, &err))
		fail_msg("%s", err.text);
	for (int round = 0; round < 2; round++) {
		const char *const *at = round ? answers : first;

		for (; at && *at; at += 2)
			if (!plan_set_answer(opened.plan,
				find_field(&opened, at[0]), &UID_NONE, at[1],
				NULL, &err))
				fail_msg("%s", err.text);
	}
	close_plan(&opened);
}

struct uid
real_add_row(const char *path, const char *name, const struct uid *parent)
{
	struct opened_plan opened;
	const struct repeat *repeat;
	struct error err = { 0 };
	struct uid row = UID_NONE;

	open_plan(&opened, path, false);
	repeat = form_set_repeat(opened.forms, name);
	assert_non_null(repeat);
	if (!plan_row_add(opened.plan, repeat, parent ? parent : &UID_NONE,
		&row, &err))
		fail_msg("%s", err.text);
	close_plan(&opened);
	return row;
}

char *
real_answer(const char *path, const char *name, const struct uid *row)
{
	struct opened_plan opened;
	struct field_state state;
	struct buf text;
	bool answered;

	open_plan(&opened, path, true);
	plan_field(opened.plan, find_field(&opened, name),
	    row ? row : &UID_NONE, &state);
	answered = state.answered;
	buf_init(&text);
	if (answered)
		plan_show(opened.plan, find_field(&opened, name),
		    row ? row : &UID_NONE, &text);
	close_plan(&opened);
	if (answered)
		return buf_take(&text);
	buf_clear(&text);
	return NULL;
}

void
real_holds(const char *path, const char *field, const struct uid *row,
    const char *text)
{
	char *answer = real_answer(path, field, row);

	if (text ? !answer || strcmp(answer, text) != 0 : answer != NULL)
		fail_msg("the answer to %s is %s, not %s", field,
		    answer ? answer : "(none)", text ? text : "(none)");
	free(answer);
}

/* --- commands --- */

static void
put_on(const char *path, int flags, int fd)
{
	int file = open(path, flags, 0600);

	if (file < 0 || dup2(file, fd) != fd)
		_exit(126);
	close(file);
}

static char *
read_back(const char *path)
{
	struct error err = { 0 };
	char *text;
	size_t len;

	if (!infile_read(path, 1 << 22, &text, &len, &err))
		fail_msg("%s", err.text);
	return text;
}

static void
run_child(const char *const *argv, const char *out, const char *error)
{
	char **copy;
	size_t n = 0;

	while (argv[n])
		n++;
	copy = xcalloc(n + 1, sizeof *copy); /* exec wants no const */
	for (size_t i = 0; i < n; i++)
		copy[i] = xstrdup(argv[i]);
	put_on("/dev/null", O_RDONLY, STDIN_FILENO);
	put_on(out, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
	put_on(error, O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
	alarm(LIMIT_SECONDS);
	execvp(copy[0], copy);
	_exit(127);
}

void
real_command(struct real *real, const char *const *argv)
{
	char out[96], error[96];
	int status;
	pid_t pid;

	snprintf(out, sizeof out, "%s/.stdout", real->folder);
	snprintf(error, sizeof error, "%s/.stderr", real->folder);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		run_child(argv, out, error);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (!WIFEXITED(status))
		fail_msg("%s was ended by signal %d", argv[0], WTERMSIG(status));
	real->status = WEXITSTATUS(status);
	free(real->out);
	free(real->err);
	real->out = read_back(out);
	real->err = read_back(error);
}

void
real_sql(struct real *real, const char *path, const char *sql)
{
	REAL_COMMAND(real, "sqlite3", "-readonly", path, sql);
}

bool
real_has_program(const char *name)
{
	const char *at = getenv("PATH");
	struct buf path;
	bool found = false;

	buf_init(&path);
	while (at && *at && !found) {
		size_t n = strcspn(at, ":");

		buf_reset(&path);
		buf_addf(&path, "%.*s/%s", (int)n, at, name);
		found = access(path.data, X_OK) == 0;
		at += n + (at[n] == ':');
	}
	buf_clear(&path);
	return found;
}

/* --- screens --- */

void
real_fail(struct pty *pty, const char *format, ...)
{
	struct buf text;
	va_list args;
	char *said;

	va_start(args, format);
	if (vasprintf(&said, format, args) < 0)
		abort();
	va_end(args);
	buf_init(&text);
	emulator_dump(pty->emulator, &text);
	print_message("# %s\n", said);
	for (char *line = strtok_r(text.data, "\n", &said); line;
	     line = strtok_r(NULL, "\n", &said))
		print_message("# %s\n", line);
	fail();
	abort(); /* not reached */
}

struct pty *
real_start_any(struct real *real, const char *const *argv, int rows, int cols)
{
	for (size_t i = 0; i < REAL_PTYS; i++)
		if (!real->ptys[i])
			return real->ptys[i] = pty_start(argv,
				   "xterm-256color", rows, cols, NULL);
	fail_msg("too many terminals");
	return NULL;
}

struct pty *
real_start(struct real *real, const char *file, int rows, int cols)
{
	const char *const argv[] = { real->program, file, NULL };
	struct pty *pty = real_start_any(real, argv, rows, cols);

	real_settle(pty);
	return pty;
}

void
real_end(struct real *real, struct pty *pty)
{
	for (size_t i = 0; i < REAL_PTYS; i++)
		if (real->ptys[i] == pty)
			real->ptys[i] = NULL;
	pty_close(pty);
}

void
real_end_all(struct real *real)
{
	for (size_t i = 0; i < REAL_PTYS; i++)
		if (real->ptys[i])
			real_end(real, real->ptys[i]);
}

/* Reads what the terminal has, for at most WAIT_MS; false at its end. */
static bool
take_in(struct pty *pty, int wait_ms, struct buf *also)
{
	struct pollfd fd = { .fd = pty->fd, .events = POLLIN };
	char bytes[4096];
	ssize_t len;

	if (poll(&fd, 1, wait_ms) <= 0)
		return true;
	len = read(pty->fd, bytes, sizeof bytes);
	if (len < 0)
		return errno == EAGAIN || errno == EINTR;
	emulator_feed(pty->emulator, bytes, (size_t)len);
	pty->bytes += (size_t)len;
	if (also)
		buf_add_bytes(also, bytes, (size_t)len);
	return len > 0;
}

bool
real_take_in(struct pty *pty, int wait_ms)
{
	return take_in(pty, wait_ms, NULL);
}

/* What a program writes reaches our end a little later than the program knows.
 * So we write a mark (a title that no terminal shows) where it writes, and read
 * until we see it. */
void
real_sync(struct pty *pty)
{
	static unsigned count;
	int64_t until_ms = clock_monotonic_ms() + PATIENCE_MS;
	int slave = open(ptsname(pty->fd), O_WRONLY | O_NOCTTY | O_CLOEXEC);
	char mark[32];
	struct buf seen;
	bool found = false;
	int len;

	if (slave < 0)
		real_fail(pty, "its terminal has gone");
	len = snprintf(mark, sizeof mark, "\033]666;%u\033\\", ++count);
	if (write(slave, mark, (size_t)len) != len)
		real_fail(pty, "its terminal takes nothing");
	buf_init(&seen);
	while (!found && clock_monotonic_ms() < until_ms &&
	    take_in(pty, 100, &seen))
		found = memmem(seen.data, seen.len, mark, (size_t)len) != NULL;
	buf_clear(&seen);
	close(slave);
	if (!found)
		real_fail(pty, "its terminal is stuck");
}

void
real_settle(struct pty *pty)
{
	if (!pty_wait(pty))
		real_fail(pty, "oneplan is not there any more");
	real_sync(pty);
}

void
real_type(struct pty *pty, const char *text)
{
	size_t len = strlen(text);
	ssize_t sent;

	while (len > 0) {
		sent = write(pty->fd, text, len);
		if (sent < 0 && errno != EAGAIN)
			real_fail(pty, "nobody reads what is typed");
		if (sent > 0)
			text += sent, len -= (size_t)sent;
		if (!take_in(pty, 0, NULL))
			return;
	}
}

void
real_see(struct pty *pty, const char *text)
{
	if (!emulator_shows(pty->emulator, text))
		real_fail(pty, "\"%s\" is not on the screen", text);
}

void
real_not_see(struct pty *pty, const char *text)
{
	if (emulator_shows(pty->emulator, text))
		real_fail(pty, "\"%s\" is on the screen", text);
}

/* --- the focus --- */

/* What stands from column COL on, where each character is one column wide. */
static const char *
from_col(const char *text, int col)
{
	while (*text && col-- > 0)
		do
			text++;
		while ((*text & 0xc0) == 0x80);
	return text;
}

/* The row that has the mark of the focus, at or above the cursor; OUT is its
 * text, *COL the column of the mark. */
static int
marked_row(const struct pty *pty, struct buf *out, int *col)
{
	static const int cols[] = { 3, 34 }; /* at 80 columns */
	int row, cursor;

	emulator_cursor(pty->emulator, &row, &cursor);
	for (; row >= 0; row--) {
		buf_reset(out);
		emulator_row(pty->emulator, row, out);
		for (size_t i = 0; i < ARRAY_LEN(cols); i++)
			if (*from_col(out->data, cols[i]) == '>') {
				*col = cols[i];
				return row;
			}
	}
	return -1;
}

bool
real_focus(struct pty *pty, struct buf *out)
{
	struct buf text;
	const char *after;
	int col = 0, row;
	bool question;

	buf_init(&text);
	buf_reset(out);
	row = marked_row(pty, &text, &col);
	after = row < 0 ? "" : from_col(text.data, col + 1);
	question = row >= 0 && (*after == '[' || *after == '(');
	if (row < 0) {
		/* nothing has the focus */
	} else if (col == 3 && !question) {
		buf_add(out, after); /* a table's row, or "+ Add" */
	} else if (col != 3) {
		buf_add_bytes(out, text.data + 2,
		    (size_t)(from_col(text.data, col - 2) - text.data - 2));
	} else {
		/* above what is wide stand its hint and its label */
		do {
			buf_reset(&text);
			emulator_row(pty->emulator, --row, &text);
		} while (row > 0 && (text.len < 3 || text.data[2] == ' '));
		if (row > 0)
			buf_add(out, text.data + 2);
	}
	while (out->len > 0 && out->data[out->len - 1] == ' ')
		buf_remove(out, out->len - 1, 1);
	buf_clear(&text);
	return question;
}

static void
see_focus(struct pty *pty, const char *label)
{
	struct buf focus;
	bool there;

	buf_init(&focus);
	real_focus(pty, &focus);
	there = strncmp(focus.data, label, strlen(label)) == 0;
	if (!there)
		print_message("# the focus is on \"%s\"\n", focus.data);
	buf_clear(&focus);
	if (!there)
		real_fail(pty, "the focus is not on \"%s\"", label);
}

void
real_play(struct pty *pty, const char *const *lines)
{
	for (; *lines; lines++) {
		if (strncmp(*lines, "see ", 4) == 0) {
			real_see(pty, *lines + 4);
			continue;
		}
		if (strncmp(*lines, "not ", 4) == 0) {
			real_not_see(pty, *lines + 4);
			continue;
		}
		if (strncmp(*lines, "at ", 3) == 0) {
			see_focus(pty, *lines + 3);
			continue;
		}
		if (!pty_do(pty, *lines))
			real_fail(pty, "after \"%s\" it has ended", *lines);
		real_sync(pty);
	}
}

void
real_wait_for(struct pty *pty, const char *text)
{
	int64_t until_ms = clock_monotonic_ms() + PATIENCE_MS;
	bool there = true;

	while (!emulator_shows(pty->emulator, text)) {
		if (!there || clock_monotonic_ms() > until_ms)
			real_fail(pty, "\"%s\" does not come", text);
		there = take_in(pty, 100, NULL);
	}
}

void
real_wait_end(struct pty *pty, int limit_ms)
{
	int64_t from_ms = clock_monotonic_ms(), took_ms;

	if (!pty_wait_end(pty))
		real_fail(pty, "it does not end");
	took_ms = clock_monotonic_ms() - from_ms;
	if (took_ms > limit_ms)
		real_fail(pty, "it took %d ms to end", (int)took_ms);
}

void
real_quit(struct pty *pty)
{
	real_type(pty, "\021");
	real_wait_end(pty, PATIENCE_MS);
	if (!WIFEXITED(pty->status) || WEXITSTATUS(pty->status) != 0)
		real_fail(pty, "it ended badly (%d)", pty->status);
}

/* --- screens to compare --- */

void
shot_take(struct pty *pty, struct shot *shot)
{
	struct buf text, message;
	int rows, cols;

	emulator_size(pty->emulator, &rows, &cols);
	buf_init(&text);
	buf_init(&message);
	for (int row = 0; row < rows; row++) {
		emulator_row(pty->emulator, row,
		    row == rows - 2 ? &message : &text);
		buf_add_char(&text, '\n');
	}
	emulator_cursor(pty->emulator, &shot->row, &shot->col);
	shot->text = buf_take(&text);
	shot->message = buf_take(&message);
}

void
shot_clear(struct shot *shot)
{
	free(shot->text);
	free(shot->message);
	shot->text = shot->message = NULL;
}

void
shot_same(struct pty *pty, const struct shot *a, const struct shot *b)
{
	if (a->row == b->row && a->col == b->col &&
	    strcmp(a->text, b->text) == 0)
		return;
	print_message("# it was this, with the cursor at %d, %d:\n", a->row,
	    a->col);
	for (const char *at = a->text; *at;) {
		size_t n = strcspn(at, "\n");

		print_message("# |%.*s\n", (int)n, at);
		at += n + (at[n] == '\n');
	}
	real_fail(pty, "the screen is another one");
}
