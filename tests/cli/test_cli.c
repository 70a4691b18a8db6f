/* Runs the program that was built, as a script or a person would. */
#include "config.h"

#include <fcntl.h>
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/outfile.h"
#include "cli/cli.h"
#include "plan/plan.h"

#define LIMIT_SECONDS 30 /* a run that takes longer hangs */
#define ARGS_MAX      10

/* A home folder of its own, with forms of its own (tests/report/forms). */
struct scene {
	char top[64];
	char out[96], err[96];
	char *stdout_text, *stderr_text;
	size_t stdout_len;
	int status;
};

static void
set_folder(const struct scene *scene, const char *variable, const char *name)
{
	char path[128];

	snprintf(path, sizeof path, "%s/%s", scene->top, name);
	assert_int_equal(setenv(variable, path, 1), 0);
}

static int
set_up(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);
	struct buf forms;

	snprintf(scene->top, sizeof scene->top, "/tmp/oneplan-test-XXXXXX");
	assert_non_null(mkdtemp(scene->top));
	snprintf(scene->out, sizeof scene->out, "%s/out", scene->top);
	snprintf(scene->err, sizeof scene->err, "%s/err", scene->top);
	set_folder(scene, "HOME", "home");
	set_folder(scene, "XDG_DATA_HOME", "data");
	set_folder(scene, "XDG_CONFIG_HOME", "config");
	set_folder(scene, "XDG_CACHE_HOME", "cache");
	unsetenv("ONEPLAN_CASELOAD");
	assert_int_equal(setenv("ONEPLAN_NAME", "Aisha Bloom", 1), 0);
	buf_init(&forms);
	buf_addf(&forms, "%s/tests/report/forms", getenv("TOP_SRCDIR"));
	assert_int_equal(setenv("ONEPLAN_FORMS", forms.data, 1), 0);
	buf_clear(&forms);
	assert_int_equal(chdir(scene->top), 0);
	*state = scene;
	return 0;
}

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static int
tear_down(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(chdir("/"), 0);
	nftw(scene->top, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(scene->stdout_text);
	free(scene->stderr_text);
	free(scene);
	return 0;
}

static void
put_on(const char *path, int flags, int fd)
{
	int file = open(path, flags, 0600);

	if (file < 0 || dup2(file, fd) != fd)
		_exit(126);
	close(file);
}

/* Runs oneplan with what follows (up to NULL), its output going to OUT, and
 * waits for it. It has no terminal; standard input is empty. */
static void
run_to(struct scene *scene, const char *out, const char *const *args)
{
	char *argv[ARGS_MAX + 2] = { NULL };
	struct buf program;
	size_t count = 0;
	int status;
	pid_t pid;

	buf_init(&program);
	buf_addf(&program, "%s/oneplan", getenv("TOP_BUILDDIR"));
	argv[count++] = program.data;
	for (size_t i = 0; args[i] != NULL; i++) {
		assert_true(i < ARGS_MAX);
		argv[count++] = xstrdup(args[i]);
	}
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		put_on("/dev/null", O_RDONLY, STDIN_FILENO);
		put_on(out, O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
		put_on(scene->err, O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
		alarm(LIMIT_SECONDS);
		execv(argv[0], argv);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (!WIFEXITED(status))
		fail_msg("oneplan was ended by signal %d", WTERMSIG(status));
	scene->status = WEXITSTATUS(status);
	for (size_t i = 1; i < count; i++)
		free(argv[i]);
	buf_clear(&program);
}

static void
run(struct scene *scene, const char *const *args)
{
	struct error err;
	size_t len;

	run_to(scene, scene->out, args);
	free(scene->stdout_text);
	free(scene->stderr_text);
	assert_true(infile_read(scene->out, 1 << 20, &scene->stdout_text,
	    &scene->stdout_len, &err));
	assert_true(infile_read(scene->err, 1 << 20, &scene->stderr_text, &len,
	    &err));
}

#define RUN(scene, ...) run(scene, (const char *const[]){ __VA_ARGS__, NULL })

/* Makes the plan of Kwame Redfern, who does not exist, at FILE in the
 * caseload. */
static void
make_plan(struct scene *scene, const char *file)
{
	static const struct plan_user user = { "Aisha Bloom", "abloom",
		"clinic3" };
	static const struct {
		const char *field, *text;
	} answers[] = {
		{ "purpose.kinds", "council" },
		{ "about_me.name_pref", "Kwame" },
		{ "about_me.name_family", "Redfern" },
		{ "about_me.dob", "31/2/1992" },
		{ "about_me.day", "Swim." },
		{ "about_me.day", "Swim, then tea." },
		{ "about_me.safe_to_ring", "Never on a Friday" },
	};
	struct error err = { 0 };
	struct form_set *forms;
	struct plan *plan;
	char path[160];

	snprintf(path, sizeof path, "%s/data/oneplan", scene->top);
	assert_true(folder_make(path, &err));
	snprintf(path, sizeof path, "%s/data/oneplan/%s", scene->top, file);
	assert_true(form_set_load(getenv("ONEPLAN_FORMS"), NULL, &forms, NULL,
	    &err));
	assert_true(plan_create(path, forms, NULL, &user, false, &plan, &err));
	for (size_t i = 0; i < ARRAY_LEN(answers); i++)
		assert_true(plan_set_answer(plan,
		    form_set_field(forms, answers[i].field), &UID_NONE,
		    answers[i].text, NULL, &err));
	plan_close(plan);
	form_set_free(forms);
}

static void
make_file(const char *path, const char *text)
{
	struct error err = { 0 };

	if (!outfile_write(path, text, strlen(text), true, &err))
		fail_msg("%s", err.text);
}

/* --- exit status, and what is said where --- */

/* What is wrong is said on standard error, in a sentence, after "oneplan: ". */
static void
test_what_cannot_be_done(void **state)
{
	static const struct {
		const char *args[9];
		const char *said;
	} cases[] = {
		{ { NULL }, "There is no terminal here" },
		{ { "kwame.oneplan" }, "There is no terminal here" },
		{ { "not-there.oneplan" }, "There is no terminal here" },
		{ { "--", "list" }, "no command or file called \"list\"" },
		{ { "nonsense" }, "no command or file called \"nonsense\"" },
		{ { "--bogus" }, "--bogus is not an option" },
		{ { "--caseload" }, "--caseload needs something" },
		{ { "--visit" }, "Say which plan the visit is for" },
		{ { "--visit", "kwame.oneplan", "x" }, "Say which plan" },
		{ { "--visit", "kwame.oneplan" }, "There is no terminal here" },
		{ { "kwame.oneplan", "x" }, "One plan is opened at a time" },
		{ { "list", "--bogus" }, "list does not take --bogus" },
		{ { "list", "-x" }, "list does not take -x" },
		{ { "list", "--for", "person" }, "list does not take --for" },
		{ { "show" }, "Too little was said" },
		{ { "show", "a", "b" }, "Too much was said" },
		{ { "show", "not-there.oneplan" }, "not-there.oneplan" },
		{ { "show", "letter.oneplan" }, "not a plan" },
		{ { "show", "." }, "folder" },
		{ { "show", "--for", "nobody", "kwame.oneplan" },
		    "no audience called \"nobody\"" },
		{ { "show", "--for" }, "--for needs something" },
		{ { "check", "letter.oneplan" }, "not a plan" },
		{ { "check", "not-there.oneplan" }, "not-there.oneplan" },
		{ { "history", "kwame.oneplan", "about_me.shoe" },
		    "no question called \"about_me.shoe\"" },
		{ { "export", "--format", "odt", "kwame.oneplan" },
		    "cannot write \"odt\"" },
		{ { "export", "--large-print", "kwame.oneplan" },
		    "--format html --large-print" },
		{ { "export", "--json", "--format", "text", "kwame.oneplan" },
		    "one of --json, --script and --format" },
		{ { "export", "--json", "--script", "kwame.oneplan" },
		    "one of --json, --script and --format" },
		{ { "export", "--easy", "--json", "kwame.oneplan" },
		    "it has no easy read" },
		{ { "export", "--withheld", "-o", "x", "kwame.oneplan" },
		    "--withheld prints a list" },
		{ { "export", "--page", "moon", "kwame.oneplan" },
		    "no page called \"moon\"" },
		{ { "show", "--page", "letter-2", "kwame.oneplan" },
		    "Nothing stands under Asked for, not agreed" },
		{ { "show", "--page", "letter-0", "kwame.oneplan" },
		    "no page called \"letter-0\"" },
		{ { "show", "--page", "letter-2x", "kwame.oneplan" },
		    "open, letter, about-me" },
		{ { "show", "--page", "visit-2", "kwame.oneplan" },
		    "no page called \"visit-2\"" },
		{ { "export", "--withheld", "--page", "week",
		      "kwame.oneplan" },
		    "--withheld prints a list" },
		{ { "export", "--viewer", "Nell", "kwame.oneplan" },
		    "--viewer goes with --for family" },
		{ { "export", "--viewer=Nell", "--for=family",
		      "kwame.oneplan" },
		    "does not name one person \"Nell\"" },
		{ { "export", "-o", "no/such/folder/x", "kwame.oneplan" },
		    "no/such/folder/x" },
		{ { "export", "-o", "letter.oneplan", "kwame.oneplan" },
		    "one of that name already" },
		{ { "export", "--pack", "kwame.oneplan" }, "-o OUT.zip" },
		{ { "export", "--pack", "-o", "x.zip", "kwame.oneplan" },
		    "never sealed" },
		{ { "export", "--pack", "--format", "html", "-o", "x.zip",
		      "kwame.oneplan" },
		    "A pack has all pages" },
		{ { "export", "--draft", "kwame.oneplan" },
		    "go with --pack" },
		{ { "export", "--pack", "--draft", "--with-history", "-o",
		      "x.zip", "kwame.oneplan" },
		    "only in a pack --for agencies" },
		{ { "export", "--pack", "--draft", "--encrypt", "-o", "x.zip",
		      "kwame.oneplan" },
		    "no terminal to ask" },
		{ { "export", "--pack", "--draft", "--passphrase-file=no", "-o",
		      "x.zip", "kwame.oneplan" },
		    "The passphrase was not read" },
		{ { "export", "--pack", "--draft", "-o", "letter.oneplan",
		      "kwame.oneplan" },
		    "one of that name already" },
		{ { "verify" }, "Too little was said" },
		{ { "verify", "not-there" }, "not-there" },
		{ { "verify", "letter.oneplan" }, "not a plan" },
		{ { "new", "kwame" }, "already" },
		{ { "copy" }, "Too little was said" },
		{ { "copy", "not-there.oneplan" }, "not-there.oneplan" },
		{ { "copy", "letter.oneplan" }, "not a plan" },
		{ { "copy", "kwame.oneplan", "letter.oneplan" },
		    "already a file" },
		{ { "copy", "kwame.oneplan", "no/such/x.oneplan" },
		    "Choose another folder" },
		{ { "new", "" }, "needs the name of a file" },
		{ { "new", "a/" }, "needs the name of a file" },
		{ { "new", ".kwame" }, "needs the name of a file" },
		{ { "forms" }, "Too little was said" },
		{ { "forms", "mow" }, "no \"oneplan forms mow\"" },
		{ { "forms", "count", "--kind", "odd" },
		    "no kind of plan called \"odd\"" },
		{ { "forms", "count", "x" }, "Too much was said" },
		{ { "forms", "lint", "--kind", "chc" }, "does not take --kind" },
		{ { "forms", "coverage", "--kind", "chc" },
		    "Too much was said" },
		{ { "forms", "coverage", "forms" }, "Too much was said" },
		{ { "rates", "wage" }, "no figure or table called \"wage\"" },
		{ { "rates", "--json", "wage" },
		    "no figure or table called \"wage\"" },
		{ { "rates", "wage_21", "wage_18" }, "Too much was said" },
		{ { "rates", "--date", "soon" }, "not a date" },
		{ { "rates", "lint", "--date", "2026-04-06" },
		    "does not take --date" },
		{ { "--caseload", "letter.oneplan", "list" },
		    "is not a folder" },
	};
	struct scene *scene = *state;

	make_plan(scene, "kwame.oneplan");
	make_file("letter.oneplan", "Dear Kwame, this is a letter.");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		run(scene, cases[i].args);
		if (scene->status != STATUS_CANNOT ||
		    strncmp(scene->stderr_text, "oneplan: ", 9) != 0 ||
		    strstr(scene->stderr_text, cases[i].said) == NULL)
			fail_msg("case %zu (%s): status %d, said: %s", i,
			    cases[i].args[0] ? cases[i].args[0] : "",
			    scene->status, scene->stderr_text);
		assert_string_equal(scene->stdout_text, "");
	}
}

static void
test_what_is_well(void **state)
{
	static const struct {
		const char *args[7];
		const char *printed;
	} cases[] = {
		{ { "--help" }, "Usage: oneplan" },
		{ { "--version" }, "oneplan 0" },
		{ { "list", "--help" }, "Usage: oneplan list" },
		{ { "list" }, "Kwame Redfern" },
		{ { "list", "red", "KWA" }, "Kwame Redfern" },
		{ { "show", "kwame.oneplan" }, "Support plan: Kwame Redfern" },
		{ { "show", "--", "kwame.oneplan" }, "Swim, then tea." },
		{ { "show", "data/oneplan/kwame.oneplan" }, "Swim" },
		{ { "show", "kwame.oneplan", "--for", "agencies" }, "Friday" },
		{ { "export", "kwame.oneplan" }, "31/2/1992 (to be checked)" },
		{ { "export", "-o", "-", "--format", "text",
		      "kwame.oneplan" },
		    "Kwame" },
		{ { "export", "--format", "html", "kwame.oneplan" },
		    "<!DOCTYPE html>" },
		{ { "export", "--format", "html", "--large-print",
		      "kwame.oneplan" },
		    "18pt" },
		{ { "export", "--format", "json", "kwame.oneplan" },
		    "\"audience\": \"person\"" },
		{ { "export", "--page", "week", "kwame.oneplan" },
		    "My week: Kwame Redfern" },
		{ { "export", "--page=emergency", "--format=html",
		      "kwame.oneplan" },
		    "<h1>In an emergency: Kwame Redfern</h1>" },
		{ { "show", "--page", "visit", "kwame.oneplan" },
		    "Visit sheet: Kwame Redfern" },
		{ { "show", "--page=open", "--for=agencies", "kwame.oneplan" },
		    "13.1. Name" },
		{ { "export", "--page=letter", "--format=html",
		      "kwame.oneplan" },
		    "nothing on this copy that was asked for" },
		{ { "export", "--json", "kwame.oneplan" },
		    "\"audience\": \"person\"" },
		{ { "export", "--withheld", "kwame.oneplan" },
		    "leaves out 1 answer: 1 restricted.\n\nBecause it is "
		    "restricted:\n  About me, Staying safe\n    Is it safe to "
		    "ring?\n" },
		{ { "export", "--withheld", "--json", "--for", "agencies",
		      "kwame.oneplan" },
		    "\"withheld\": []" },
		{ { "copy", "kwame.oneplan" }, "kwame-copy.oneplan\n" },
		{ { "copy", "kwame.oneplan" }, "kwame-copy-2.oneplan\n" },
		{ { "copy", "kwame.oneplan", "stick.oneplan" },
		    "stick.oneplan\n" },
		{ { "show", "stick.oneplan" }, "Swim, then tea." },
		{ { "history", "stick.oneplan" }, "about_me.day: Swim." },
		{ { "history", "kwame.oneplan" }, "about_me.day: Swim." },
		{ { "history", "kwame.oneplan", "about_me.day" },
		    "Swim, then tea." },
		{ { "forms", "lint" }, "" },
		{ { "rates", "lint" }, "" },
		{ { "rates" }, "       £12.71  National Living Wage" },
		{ { "rates", "--date", "31/3/2026" },
		    "       £12.21  National Living Wage" },
		{ { "rates", "mig_single_25" }, "a week: not known from 6" },
		{ { "rates", "--date=2020-01-01", "ni_rate" },
		    "none so early." },
		{ { "rates", "risk_bands" }, "moderate  4" },
		{ { "forms", "count" }, "council" },
		{ { "--caseload", "data/oneplan", "list" }, "Kwame Redfern" },
		{ { "list", "--caseload=data/oneplan" }, "Kwame Redfern" },
	};
	struct scene *scene = *state;

	make_plan(scene, "kwame.oneplan");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		run(scene, cases[i].args);
		if (scene->status != STATUS_OK ||
		    strstr(scene->stdout_text, cases[i].printed) == NULL)
			fail_msg("case %zu (%s): status %d, printed: %s%s", i,
			    cases[i].args[0], scene->status,
			    scene->stdout_text, scene->stderr_text);
		assert_string_equal(scene->stderr_text, "");
	}
}

static void
test_every_command_has_help(void **state)
{
	struct scene *scene = *state;
	const struct subcommand *command;
	struct buf line;

	for (size_t i = 0; (command = subcommand_at(i)) != NULL; i++) {
		buf_init(&line);
		buf_addf(&line, "  %s %s\n", command->name, command->synopsis);
		RUN(scene, "--help");
		assert_non_null(strstr(scene->stdout_text, line.data));
		RUN(scene, command->name, "--help");
		assert_int_equal(scene->status, STATUS_OK);
		assert_non_null(
		    strstr(scene->stdout_text, command->synopsis));
		buf_clear(&line);
	}
}

static void
test_what_cannot_be_printed_is_noticed(void **state)
{
	struct scene *scene = *state;

	run_to(scene, "/dev/full", (const char *const[]){ "--help", NULL });
	assert_int_equal(scene->status, STATUS_CANNOT);
	run_to(scene, "/dev/full",
	    (const char *const[]){ "forms", "count", NULL });
	assert_int_equal(scene->status, STATUS_CANNOT);
}

/* With standard output closed, the first file opened would become it. */
static void
test_closed_descriptors(void **state)
{
	struct scene *scene = *state;
	struct buf command;
	int status;

	make_plan(scene, "kwame.oneplan");
	buf_init(&command);
	buf_addf(&command,
	    "exec '%s/oneplan' show kwame.oneplan <&- >&- 2>&-",
	    getenv("TOP_BUILDDIR"));
	status = system(command.data);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), STATUS_CANNOT);
	buf_clear(&command);
	RUN(scene, "show", "kwame.oneplan");
	assert_int_equal(scene->status, STATUS_OK);
}

/* A terminal whose character set cannot show every name is refused in words,
 * not filled with question marks. */
static void
test_terminal_without_utf8(void **state)
{
	struct scene *scene = *state;
	int terminal = posix_openpt(O_RDWR | O_NOCTTY), status;
	struct buf program;
	struct error err;
	char *said;
	size_t len;
	pid_t pid;

	assert_true(terminal >= 0);
	assert_int_equal(grantpt(terminal), 0);
	assert_int_equal(unlockpt(terminal), 0);
	buf_init(&program);
	buf_addf(&program, "%s/oneplan", getenv("TOP_BUILDDIR"));
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		const char *name = ptsname(terminal);

		setsid();
		put_on(name, O_RDWR, STDIN_FILENO);
		put_on(name, O_RDWR, STDOUT_FILENO);
		put_on(scene->err, O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
		setenv("LC_ALL", "C", 1);
		alarm(LIMIT_SECONDS);
		execl(program.data, program.data, (char *)NULL);
		_exit(127);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	close(terminal);
	buf_clear(&program);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), STATUS_CANNOT);
	assert_true(infile_read(scene->err, 1 << 16, &said, &len, &err));
	assert_non_null(strstr(said, "not set to UTF-8"));
	free(said);
}

/* --- new, list, export --- */

static void
test_new(void **state)
{
	struct scene *scene = *state;
	struct stat st;
	char path[160];

	RUN(scene, "list");
	assert_int_equal(scene->status, STATUS_OK);
	assert_string_equal(scene->stdout_text, "");
	assert_non_null(strstr(scene->stderr_text, "no plans in"));

	RUN(scene, "new");
	assert_int_equal(scene->status, STATUS_OK);
	snprintf(path, sizeof path,
	    "%s/data/oneplan/plan-2026-11-16-1.oneplan\n", scene->top);
	assert_string_equal(scene->stdout_text, path);
	RUN(scene, "new");
	snprintf(path, sizeof path,
	    "%s/data/oneplan/plan-2026-11-16-2.oneplan\n", scene->top);
	assert_string_equal(scene->stdout_text, path);
	RUN(scene, "new", "--training", "ann");
	snprintf(path, sizeof path, "%s/data/oneplan/ann.oneplan\n",
	    scene->top);
	assert_string_equal(scene->stdout_text, path);
	path[strlen(path) - 1] = '\0';
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	RUN(scene, "new", "./here.oneplan");
	assert_string_equal(scene->stdout_text, "./here.oneplan\n");
	assert_int_equal(stat("here.oneplan", &st), 0);
	assert_int_equal(stat("here.oneplan-journal", &st), -1);

	RUN(scene, "show", "ann.oneplan");
	assert_non_null(strstr(scene->stdout_text, "TRAINING: "));
	RUN(scene, "list");
	assert_non_null(strstr(scene->stdout_text, "(TRAINING)"));
	assert_null(strstr(scene->stdout_text, "here.oneplan"));
}

static void
test_list_names_what_it_cannot_read(void **state)
{
	struct scene *scene = *state;

	make_plan(scene, "kwame.oneplan");
	make_file("data/oneplan/letter.oneplan", "Dear Kwame, a letter.");
	make_file("data/oneplan/bad\x1b[2J\xff.oneplan", "Dear Kwame, again.");
	RUN(scene, "list");
	assert_int_equal(scene->status, STATUS_OK);
	assert_non_null(strstr(scene->stdout_text, "\nletter.oneplan: "));
	assert_null(strchr(scene->stdout_text, '\x1b'));
	RUN(scene, "list", "nobody");
	assert_string_equal(scene->stdout_text, "");
	assert_non_null(strstr(scene->stderr_text, "No plan has all"));
}

static void
test_export_writes_what_show_prints(void **state)
{
	struct scene *scene = *state;
	struct error err;
	struct stat st;
	char *shown, *written;
	size_t len;

	make_plan(scene, "kwame.oneplan");
	RUN(scene, "show", "kwame.oneplan");
	shown = xstrdup(scene->stdout_text);
	assert_null(strstr(shown, "Friday"));
	RUN(scene, "export", "--for", "person", "-o", "copy.txt",
	    "kwame.oneplan");
	assert_int_equal(scene->status, STATUS_OK);
	assert_string_equal(scene->stdout_text, "");
	assert_true(infile_read("copy.txt", 1 << 20, &written, &len, &err));
	assert_string_equal(written, shown);
	assert_int_equal(stat("copy.txt", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	free(written);
	free(shown);
}

/* The name of the file says how it is written, unless the command does. */
static void
test_export_follows_the_name(void **state)
{
	static const struct {
		const char *file, *format, *begins;
	} cases[] = {
		{ "a.html", NULL, "<!DOCTYPE html>" },
		{ "a.txt", NULL, "Support plan" },
		{ "a.json", NULL, "{" },
		{ "a.doc", NULL, "Support plan" },
		{ "b.html", "text", "Support plan" },
		{ ".html", NULL, "Support plan" },
	};
	struct scene *scene = *state;

	make_plan(scene, "kwame.oneplan");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct error err;
		char *written;
		size_t len;

		RUN(scene, "export", "-o", cases[i].file, "kwame.oneplan",
		    cases[i].format != NULL ? "--format" : NULL,
		    cases[i].format);
		assert_int_equal(scene->status, STATUS_OK);
		assert_true(infile_read(cases[i].file, 1 << 20, &written, &len,
		    &err));
		assert_memory_equal(written, cases[i].begins,
		    strlen(cases[i].begins));
		free(written);
	}
}

/* --- findings --- */

static void
test_check(void **state)
{
	struct scene *scene = *state;
	char *whole;
	size_t len;
	struct error err;

	make_plan(scene, "kwame.oneplan");
	RUN(scene, "check", "kwame.oneplan");
	assert_int_equal(scene->status, STATUS_FINDING);
	assert_string_equal(scene->stderr_text, "");
	assert_non_null(strstr(scene->stdout_text, "about_me.dob: "));

	assert_true(infile_read("data/oneplan/kwame.oneplan", 1 << 20, &whole,
	    &len, &err));
	free(whole);
	assert_int_equal(
	    truncate("data/oneplan/kwame.oneplan", (off_t)len / 2), 0);
	RUN(scene, "check", "kwame.oneplan");
	assert_int_equal(scene->status, STATUS_FINDING);
	assert_non_null(strstr(scene->stdout_text, "kwame.oneplan: "));
}

static void
test_lint(void **state)
{
	struct scene *scene = *state;

	assert_int_equal(mkdir("forms", 0700), 0);
	make_file("forms/10-a.ini", "[form]\nid = \"a\"\ntitle = \"A\"\n"
				    "version = \"1\"\ncolour = \"red\"\n");
	RUN(scene, "forms", "lint", "forms");
	assert_int_equal(scene->status, STATUS_FINDING);
	assert_non_null(strstr(scene->stdout_text, "10-a.ini:5: "));
	RUN(scene, "forms", "lint", "no-such-folder");
	assert_int_equal(scene->status, STATUS_FINDING);

	/* with forms that cannot be used, nothing else works, and says why */
	assert_int_equal(setenv("ONEPLAN_FORMS", "forms", 1), 0);
	RUN(scene, "new");
	assert_int_equal(scene->status, STATUS_CANNOT);
	assert_non_null(strstr(scene->stderr_text, "10-a.ini"));
}

/* --- settings --- */

static void
test_settings(void **state)
{
	struct scene *scene = *state;
	struct error err;

	assert_true(folder_make("config/oneplan", &err));
	assert_true(folder_make("home", &err));
	make_file("config/oneplan/oneplan.conf",
	    "[caseload]\nfolder = \"~/plans\"\n[user]\nname = \"Tom Ash\"\n");
	RUN(scene, "new", "ann");
	assert_int_equal(scene->status, STATUS_OK);
	assert_non_null(
	    strstr(scene->stdout_text, "/home/plans/ann.oneplan\n"));

	/* the environment wins over the file, the command line over both */
	assert_int_equal(setenv("ONEPLAN_CASELOAD", "by-variable", 1), 0);
	RUN(scene, "new", "ann");
	assert_string_equal(scene->stdout_text, "by-variable/ann.oneplan\n");
	RUN(scene, "new", "--caseload", "by-option", "ann");
	assert_string_equal(scene->stdout_text, "by-option/ann.oneplan\n");
	unsetenv("ONEPLAN_CASELOAD");

	make_file("config/oneplan/oneplan.conf",
	    "[caseload]\nfodler = \"plans\"\n");
	RUN(scene, "list");
	assert_int_equal(scene->status, STATUS_CANNOT);
	assert_non_null(strstr(scene->stderr_text, "oneplan.conf:2: "));
	assert_non_null(strstr(scene->stderr_text, "fodler"));

	make_file("config/oneplan/oneplan.conf",
	    "[screen]\nmouse = \"sometimes\"\n");
	RUN(scene, "list");
	assert_int_equal(scene->status, STATUS_CANNOT);
	assert_non_null(strstr(scene->stderr_text, "oneplan.conf:2: mouse in "
	    "[screen] is yes or no, and this says \"sometimes\""));
	make_file("config/oneplan/oneplan.conf", "[screen]\nmouse = \"no\"\n");
	RUN(scene, "list");
	assert_int_equal(scene->status, STATUS_OK);
}

/* --- JSON, parsed back --- */

static json_t *
parsed(const struct scene *scene)
{
	json_error_t error;
	json_t *value = json_loadb(scene->stdout_text, scene->stdout_len, 0,
	    &error);

	if (value == NULL)
		fail_msg("not JSON: %s\n%s", error.text, scene->stdout_text);
	return value;
}

static const char *
text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static void
test_json_list(void **state)
{
	struct scene *scene = *state;
	json_t *out, *plans;

	make_plan(scene, "kwame.oneplan");
	make_file("data/oneplan/letter\xff.oneplan", "Dear Kwame, a letter.");
	RUN(scene, "list", "--json");
	assert_int_equal(scene->status, STATUS_OK);
	out = parsed(scene);
	plans = json_object_get(out, "plans");
	assert_int_equal(json_array_size(plans), 2);
	assert_string_equal(text_of(json_array_get(plans, 0), "name"),
	    "Kwame Redfern");
	assert_true(json_is_null(
	    json_object_get(json_array_get(plans, 0), "problem")));
	assert_non_null(text_of(json_array_get(plans, 1), "problem"));
	json_decref(out);
}

static void
test_json_show(void **state)
{
	struct scene *scene = *state;
	json_t *out, *blocks, *first;

	make_plan(scene, "kwame.oneplan");
	RUN(scene, "show", "--json", "--for", "provider", "kwame.oneplan");
	assert_int_equal(scene->status, STATUS_OK);
	out = parsed(scene);
	assert_string_equal(text_of(out, "audience"), "provider");
	assert_string_equal(text_of(out, "title"),
	    "Support plan: Kwame Redfern");
	assert_true(json_is_false(json_object_get(out, "training")));
	blocks = json_object_get(out, "blocks");
	first = json_array_get(blocks, 0);
	assert_string_equal(text_of(first, "kind"), "heading");
	assert_int_equal(
	    json_integer_value(json_object_get(first, "level")), 1);
	assert_null(strstr(scene->stdout_text, "Friday"));
	json_decref(out);
}

/* Forms that lack fields of the standard: said, with the line of the map. */
static void
test_coverage(void **state)
{
	struct scene *scene = *state;

	RUN(scene, "forms", "coverage");
	assert_int_equal(scene->status, STATUS_FINDING);
	assert_non_null(strstr(scene->stdout_text, "In all  "));
	assert_non_null(strstr(scene->stdout_text,
	    "the forms do not have the fields that would hold it:\n"));
	assert_non_null(strstr(scene->stdout_text,
	    "The forms have no field \"about_me.gp_code\"."));
	assert_string_equal(scene->stderr_text, "");
	RUN(scene, "forms", "coverage", "--json");
	assert_int_equal(scene->status, STATUS_FINDING);
	assert_non_null(strstr(scene->stdout_text, "\"mandatory\": 11,"));
}

static void
test_json_findings(void **state)
{
	struct scene *scene = *state;
	json_t *out, *findings;

	make_plan(scene, "kwame.oneplan");
	RUN(scene, "check", "--json", "kwame.oneplan");
	assert_int_equal(scene->status, STATUS_FINDING);
	out = parsed(scene);
	findings = json_object_get(out, "findings");
	assert_true(json_array_size(findings) > 0);
	assert_non_null(text_of(json_array_get(findings, 0), "where"));
	assert_non_null(text_of(json_array_get(findings, 0), "text"));
	json_decref(out);

	RUN(scene, "forms", "lint", "--json");
	assert_int_equal(scene->status, STATUS_OK);
	out = parsed(scene);
	assert_int_equal(json_array_size(json_object_get(out, "findings")), 0);
	json_decref(out);
}

static void
test_rates_lint(void **state)
{
	struct scene *scene = *state;
	json_t *out, *findings;

	assert_int_equal(mkdir("figures", 0700), 0);
	make_file("figures/10-a.ini", "[file]\ntitle = \"A\"\n"
				      "[figure.a]\ntitle = \"A\"\n"
				      "unit = \"inches\"\nvalue = \"\"\n");
	RUN(scene, "rates", "lint", "figures");
	assert_int_equal(scene->status, STATUS_FINDING);
	assert_string_equal(scene->stdout_text, "figures/10-a.ini:5: "
	    "\"inches\" is not a unit. Write pounds, percent or number.\n");
	RUN(scene, "rates", "lint", "--json", "figures");
	out = parsed(scene);
	findings = json_object_get(out, "findings");
	assert_int_equal(json_array_size(findings), 1);
	assert_string_equal(text_of(json_array_get(findings, 0), "where"),
	    "figures/10-a.ini:5");
	json_decref(out);
}

/* An organisation's own figures, in the folder that oneplan.conf names or else
 * in the usual one. */
static void
test_rates_local(void **state)
{
	static const char own[] = "[file]\ntitle = \"Ours\"\n"
	    "owner = \"Northbridge Council\"\n[figure.mig_single_25]\n"
	    "value = \"2026-10-01 | 140.00 | no | Cabinet\"\n";
	struct scene *scene = *state;
	json_t *out, *figure;

	assert_int_equal(mkdir("config", 0700), 0);
	assert_int_equal(mkdir("config/oneplan", 0700), 0);
	assert_int_equal(mkdir("config/oneplan/data", 0700), 0);
	make_file("config/oneplan/data/10-ours.ini", own);
	RUN(scene, "rates", "mig_single_25");
	assert_int_equal(scene->status, STATUS_OK);
	assert_non_null(strstr(scene->stdout_text, "£140.00 from 1"));
	assert_non_null(strstr(scene->stdout_text, "Northbridge"));
	RUN(scene, "rates", "--json", "mig_single_25");
	out = parsed(scene);
	figure = json_array_get(json_object_get(out, "figures"), 0);
	assert_int_equal(
	    json_integer_value(json_object_get(figure, "value")), 14000);
	assert_string_equal(text_of(figure, "whose"), "Northbridge Council");
	assert_string_equal(text_of(figure, "from"), "2026-10-01");
	json_decref(out);

	/* a folder that is named must be there */
	make_file("config/oneplan/oneplan.conf",
	    "[data]\nlocal = \"no-such-folder\"\n");
	RUN(scene, "rates");
	assert_int_equal(scene->status, STATUS_CANNOT);
	assert_non_null(strstr(scene->stderr_text, "no-such-folder: The folder "
						   "of figures cannot be "
						   "read"));

	/* with figures that cannot be used, no plan is opened */
	make_plan(scene, "kwame.oneplan");
	RUN(scene, "show", "kwame.oneplan");
	assert_int_equal(scene->status, STATUS_CANNOT);
	assert_non_null(strstr(scene->stderr_text,
	    "The figures cannot be used. "));
}

static void
test_json_counts_and_history(void **state)
{
	struct scene *scene = *state;
	json_t *out, *list;

	RUN(scene, "forms", "count", "--json", "--kind", "chc");
	out = parsed(scene);
	list = json_object_get(out, "kinds");
	assert_int_equal(json_array_size(list), 1);
	assert_string_equal(text_of(json_array_get(list, 0), "kind"), "chc");
	assert_true(json_is_integer(
	    json_object_get(json_array_get(list, 0), "asked")));
	json_decref(out);

	make_plan(scene, "kwame.oneplan");
	RUN(scene, "history", "--json", "kwame.oneplan", "about_me.day");
	out = parsed(scene);
	list = json_object_get(out, "history");
	assert_int_equal(json_array_size(list), 2);
	assert_string_equal(text_of(json_array_get(list, 0), "value"),
	    "Swim.");
	assert_true(json_is_false(
	    json_object_get(json_array_get(list, 0), "stands")));
	assert_true(json_is_true(
	    json_object_get(json_array_get(list, 1), "stands")));
	assert_non_null(
	    strstr(text_of(json_array_get(list, 1), "who"), "Aisha Bloom"));
	assert_string_equal(text_of(json_array_get(list, 1), "at"),
	    "2026-11-16T09:30:00Z");
	json_decref(out);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_what_cannot_be_done),
		CASE(test_what_is_well),
		CASE(test_every_command_has_help),
		CASE(test_what_cannot_be_printed_is_noticed),
		CASE(test_closed_descriptors),
		CASE(test_terminal_without_utf8),
		CASE(test_new),
		CASE(test_list_names_what_it_cannot_read),
		CASE(test_export_writes_what_show_prints),
		CASE(test_export_follows_the_name),
		CASE(test_check),
		CASE(test_lint),
		CASE(test_settings),
		CASE(test_json_list),
		CASE(test_json_show),
		CASE(test_coverage),
		CASE(test_json_findings),
		CASE(test_rates_lint),
		CASE(test_rates_local),
		CASE(test_json_counts_and_history),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
