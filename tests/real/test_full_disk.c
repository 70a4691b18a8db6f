/* A disk that is full: it is said, the text stays, and once there is room it is
 * saved without a key. */
#include "config.h"

#include <fcntl.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "real/real.h"

static const char *const answers[] = { "about_me.name_first", "Kwame", NULL };

#define DISK	  "disk"
#define DISK_PLAN DISK "/kwame.oneplan"
#define LETTERS	  60000 /* of each answer */

/* A small disk at PATH, that this process alone sees and that goes with it. */
static bool
make_disk(const char *path)
{
	return geteuid() == 0 && unshare(CLONE_NEWNS) == 0 &&
	    mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0 &&
	    mount("tmpfs", path, "tmpfs", 0, "size=2m") == 0;
}

/* Tries it where it leaves no trace. */
static bool
can_make_disk(void)
{
	pid_t pid = fork();
	int status;

	if (pid == 0)
		_exit(make_disk("/tmp") ? 0 : 1);
	return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static void
fill_disk(void)
{
	int fd = open(DISK "/other", O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	char block[4096] = "";

	assert_true(fd >= 0);
	while (write(fd, block, sizeof block) > 0)
		;
	close(fd);
}

static char *
letters(int round)
{
	char *text = xcalloc(LETTERS + 1, 1);

	for (size_t i = 0; i < LETTERS; i++)
		text[i] = i % 8 == 7 ? ' ' : (char)('a' + (i + (size_t)round) % 26);
	text[LETTERS - 1] = '.';
	return text;
}

static void
paste(struct pty *pty, const char *text)
{
	real_type(pty, "\001\033[200~");
	real_type(pty, text);
	real_type(pty, "\033[201~");
	real_settle(pty);
}

static bool
says_full(struct pty *pty)
{
	return emulator_shows(pty->emulator, "because the disk is full.");
}

static void
wait_until_saved(struct pty *pty, const char *text)
{
	for (int ticks = 0; ticks < 10; ticks++) {
		char *answer = real_answer(DISK_PLAN, "purpose.tried", NULL);
		bool saved = answer && strcmp(answer, text) == 0;

		free(answer);
		if (saved)
			return;
		if (!pty_wait_timer(pty))
			break;
	}
	real_fail(pty, "it is not saved though there is room");
}

static void
test_full_disk(void **state)
{
	struct real *real = *state;
	struct pty *pty;
	char *text = NULL;
	int round = 0;

	assert_int_equal(mkdir(DISK, 0700), 0);
	assert_true(make_disk(DISK));
	real_make_plan(DISK_PLAN, answers);
	pty = real_start(real, DISK_PLAN, 24, 80);
	REAL_PLAY(pty, "key Ctrl-G", "text What I have tried", "key Enter");
	REAL_PLAY(pty, "key Tab");
	fill_disk();
	/* at first there is room inside the plan */
	do {
		free(text);
		text = letters(++round);
		REAL_PLAY(pty, "key Ctrl-P");
		paste(pty, text);
		REAL_PLAY(pty, "key Tab");
	} while (!says_full(pty) && round < 50);
	print_message("# full after %d answers of %d letters\n", round, LETTERS);
	real_see(pty, "because the disk is full.");
	/* it does not leave without a word, and the text stays */
	REAL_PLAY(pty, "key Ctrl-Q", "see could not be saved.", "key Ctrl-P");
	real_see(pty, text + LETTERS - 8);
	assert_int_equal(remove(DISK "/other"), 0);
	wait_until_saved(pty, text);
	real_quit(pty);
	real_end(real, pty);
	real_holds(DISK_PLAN, "purpose.tried", NULL, text);
	assert_int_equal(real_count(DISK), 1);
	REAL_RUN(real, "show", DISK_PLAN);
	assert_int_equal(real->status, 0);
	free(text);
}

static int
tear_down(void **state)
{
	real_end_all(*state);
	(void)umount2(DISK, MNT_DETACH);
	return real_tear_down(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_full_disk, real_set_up,
		    tear_down),
	};

	if (!can_make_disk()) {
		puts("1..0 # SKIP no disk can be mounted here");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
