/* Over a real sshd, on a line that breaks: the client is killed, then the
 * server's end of the line; whoever comes back is in mid-sentence. */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <pwd.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "real/real.h"

#define SSHD	    "/usr/sbin/sshd"
#define FILE_NAME   "kwame.oneplan"
#define PATIENCE_MS 20000

struct server {
	struct real *real;
	pid_t pid;
	int port;
	bool made_run; /* /run/sshd was not there */
};

/* --- the server --- */

static int
free_port(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	socklen_t len = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, len), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &len), 0);
	close(fd);
	return ntohs(address.sin_port);
}

/* Why there can be no server here; NULL: there can. */
static const char *
why_not(void)
{
	if (access(SSHD, X_OK) != 0)
		return "there is no " SSHD;
	if (!real_has_program("ssh") || !real_has_program("ssh-keygen"))
		return "there is no ssh or ssh-keygen";
	if (geteuid() != 0)
		return "only root can start a server";
	if (!getpwnam("sshd"))
		return "there is no user sshd";
	return NULL;
}

static void
write_settings(const struct server *server)
{
	const struct real *real = server->real;
	struct buf text;

	buf_init(&text);
	buf_addf(&text,
	    "Port %d\nListenAddress 127.0.0.1\nAddressFamily inet\n"
	    "HostKey %s/host\nPidFile none\nAuthorizedKeysFile %s/user.pub\n"
	    "PermitRootLogin yes\nPasswordAuthentication no\n"
	    "KbdInteractiveAuthentication no\nUsePAM no\nStrictModes no\n"
	    "UseDNS no\nPrintMotd no\nPrintLastLog no\nLogLevel VERBOSE\n",
	    server->port, real->folder, real->folder);
	real_write("sshd_config", text.data);
	buf_clear(&text);
}

static void
start_server(struct server *server)
{
	pid_t parent = getpid();

	server->port = free_port();
	write_settings(server);
	server->pid = fork();
	assert_true(server->pid >= 0);
	if (server->pid == 0) {
		/* it must not outlive the test, whatever happens */
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (getppid() != parent)
			_exit(1);
		execl(SSHD, SSHD, "-D", "-e", "-f", "sshd_config", "-E",
		    "sshd.log", (char *)NULL);
		_exit(127);
	}
}

static bool
answers(const struct server *server)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)server->port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool yes;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	yes = connect(fd, (struct sockaddr *)&address, sizeof address) == 0;
	close(fd);
	return yes;
}

static void
show_log(void)
{
	char line[256];
	FILE *file = fopen("sshd.log", "r");

	while (file && fgets(line, sizeof line, file))
		print_message("# sshd: %s", line);
	if (file)
		fclose(file);
}

static void
wait_for_server(struct server *server)
{
	int64_t until_ms = clock_monotonic_ms() + PATIENCE_MS;

	while (!answers(server)) {
		if (waitpid(server->pid, NULL, WNOHANG) == server->pid ||
		    clock_monotonic_ms() > until_ms) {
			show_log();
			fail_msg("sshd does not start");
		}
		poll(NULL, 0, 5);
	}
}

static int
set_up(void **state)
{
	struct server *server = xcalloc(1, sizeof *server);

	if (real_set_up((void **)&server->real) != 0)
		return -1;
	*state = server;
	server->made_run = mkdir("/run/sshd", 0755) == 0;
	REAL_COMMAND(server->real, "ssh-keygen", "-q", "-t", "ed25519", "-N",
	    "", "-f", "host");
	REAL_COMMAND(server->real, "ssh-keygen", "-q", "-t", "ed25519", "-N",
	    "", "-f", "user");
	start_server(server);
	wait_for_server(server);
	return 0;
}

/* --- the other end --- */

/* What the server runs: it says its number first, for us to see it end. */
static void
add_command(const struct real *real, struct buf *out)
{
	static const char *const names[] = { "HOME", "XDG_DATA_HOME",
		"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "ONEPLAN_NAME",
		"ONEPLAN_NOW", "ONEPLAN_FORMS", "ONEPLAN_DATA", "LC_ALL",
		"TZ" };

	buf_addf(out, "cd %s && echo $$ > pid && exec env", real->folder);
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (getenv(names[i]))
			buf_addf(out, " '%s=%s'", names[i], getenv(names[i]));
	buf_addf(out, " %s %s", real->program, FILE_NAME);
}

static struct pty *
connect_to(struct server *server)
{
	char port[16];
	struct buf command;
	struct pty *pty;
	const char *const argv[] = { "/usr/bin/ssh", "-tt", "-F", "none", "-p",
		port, "-i", "user", "-o", "IdentitiesOnly=yes", "-o",
		"IdentityAgent=none", "-o", "StrictHostKeyChecking=no", "-o",
		"UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR", "-e",
		"none", "127.0.0.1", NULL, NULL };
	size_t last = ARRAY_LEN(argv) - 2;
	const char *filled[ARRAY_LEN(argv)];

	snprintf(port, sizeof port, "%d", server->port);
	buf_init(&command);
	add_command(server->real, &command);
	memcpy(filled, argv, sizeof argv);
	filled[last] = command.data;
	remove("pid");
	pty = real_start_any(server->real, filled, 24, 80);
	buf_clear(&command);
	return pty;
}

static pid_t
remote_pid(void)
{
	FILE *file = fopen("pid", "r");
	long pid = 0;

	assert_non_null(file);
	assert_int_equal(fscanf(file, "%ld", &pid), 1);
	fclose(file);
	return (pid_t)pid;
}

static pid_t
parent_of(pid_t pid)
{
	char path[64], line[512];
	const char *at;
	FILE *file;
	int parent = 0;

	snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	fclose(file);
	at = strrchr(line, ')');
	assert_non_null(at);
	assert_int_equal(sscanf(at + 1, " %*c %d", &parent), 1);
	return parent;
}

static void
wait_until_gone(pid_t pid)
{
	int64_t until_ms = clock_monotonic_ms() + PATIENCE_MS;

	while (kill(pid, 0) == 0 || errno != ESRCH) {
		if (clock_monotonic_ms() > until_ms)
			fail_msg("oneplan goes on without its line");
		poll(NULL, 0, 5);
	}
}

/* Waits until the screen is SHOT's, cursor and all. */
static void
wait_for_shot(struct pty *pty, const struct shot *shot)
{
	int64_t until_ms = clock_monotonic_ms() + PATIENCE_MS;
	struct shot now;
	bool same;

	for (;;) {
		shot_take(pty, &now);
		same = now.row == shot->row && now.col == shot->col &&
		    strcmp(now.text, shot->text) == 0;
		if (same || clock_monotonic_ms() > until_ms)
			break;
		shot_clear(&now);
		real_take_in(pty, 100);
	}
	shot_same(pty, shot, &now);
	shot_clear(&now);
}

static int
tear_down(void **state)
{
	struct server *server = *state;
	int done;

	/* first what writes in the folder */
	real_end_all(server->real);
	if (real_exists("pid"))
		wait_until_gone(remote_pid());
	if (server->pid > 0) {
		kill(server->pid, SIGTERM);
		waitpid(server->pid, NULL, 0);
	}
	if (server->made_run)
		rmdir("/run/sshd");
	done = real_tear_down((void **)&server->real);
	free(server);
	return done;
}

/* --- dropping the line --- */

static void
kill_client(struct pty *pty, pid_t oneplan)
{
	(void)oneplan;
	kill(pty->pid, SIGKILL);
}

/* The sshd that has the terminal is oneplan's parent. */
static void
kill_session(struct pty *pty, pid_t oneplan)
{
	pid_t session = parent_of(oneplan);

	(void)pty;
	assert_true(session > 1);
	kill(session, SIGKILL);
}

#define SAID "It hurts my shoulders, and I am late beca"

static void
drop_and_return(struct server *server, void (*drop)(struct pty *, pid_t))
{
	static const char *const answers_there[] = { "about_me.name_first",
		"Kwame", NULL };
	struct pty *pty;
	struct shot before;
	pid_t oneplan;

	real_make_plan(FILE_NAME, answers_there);
	pty = connect_to(server);
	real_wait_for(pty, "What this plan is for");
	real_type(pty, "\007"); /* Ctrl-G */
	real_wait_for(pty, "Go to:");
	real_type(pty, "asking for\r");
	real_wait_for(pty, "What I am asking for, and why now");
	real_type(pty, SAID);
	real_wait_for(pty, SAID);
	shot_take(pty, &before);
	oneplan = remote_pid();
	drop(pty, oneplan);
	wait_until_gone(oneplan);
	real_end(server->real, pty);
	assert_false(real_exists(FILE_NAME "-journal"));

	pty = connect_to(server);
	real_wait_for(pty, "What you were typing at 09:30 was kept.");
	wait_for_shot(pty, &before);
	real_type(pty, "use of it\t\021");
	wait_until_gone(remote_pid());
	real_end(server->real, pty);
	real_holds(FILE_NAME, "purpose.asked_for", NULL, SAID "use of it");
	shot_clear(&before);
}

static void
test_client_killed(void **state)
{
	drop_and_return(*state, kill_client);
}

static void
test_session_killed(void **state)
{
	drop_and_return(*state, kill_session);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_client_killed, set_up,
		    tear_down),
		cmocka_unit_test_setup_teardown(test_session_killed, set_up,
		    tear_down),
	};

	if (why_not()) {
		printf("1..0 # SKIP %s\n", why_not());
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
