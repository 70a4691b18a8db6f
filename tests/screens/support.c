#include "config.h"

#include "support.h"

#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/outfile.h"
#include "store/store.h"
#include "ui/screens.h"

const struct plan_user aisha = {"Aisha Bloom", "abloom", "clinic"};
const struct plan_user priya = {"Priya Raman", "praman", "clinic"};

static struct form_set *the_forms;
static bool the_real_ones;
static char folder[128], before[512];

/* --- a folder --- */

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

int
folder_setup(void **state)
{
	/* in memory where there is such a place: a save waits for no disk */
	const char *top = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";

	(void)state;
	setenv("ONEPLAN_SEED", "screens", 1);
	if (!getcwd(before, sizeof before))
		return -1;
	(void)forms(); /* may stand at a relative path */
	snprintf(folder, sizeof folder, "%s/oneplan-test-XXXXXX", top);
	if (!mkdtemp(folder) ||
	    chmod(folder, 0755) != 0 || chdir(folder) != 0)
		return -1;
	return mkdir(CASELOAD, 0755);
}

int
folder_teardown(void **state)
{
	(void)state;
	if (chdir(before) != 0)
		return -1;
	return nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int
group_teardown(void **state)
{
	(void)state;
	form_set_free(the_forms);
	the_forms = NULL;
	return 0;
}

void
real_forms(void)
{
	the_real_ones = true;
}

const struct form_set *
forms(void)
{
	const char *real = getenv("ONEPLAN_FORMS");
	char dir[700];
	struct error err = {0};

	if (the_real_ones)
		snprintf(dir, sizeof dir, "%s", real ? real : "forms");
	else
		snprintf(dir, sizeof dir, "%s/forms", screens_folder());
	if (!the_forms &&
	    !form_set_load(dir, NULL, &the_forms, NULL, &err))
		fail_msg("%s", err.text);
	return the_forms;
}

const struct field *
field_of(const char *name)
{
	const struct field *field = form_set_field(forms(), name);

	if (!field)
		fail_msg("the forms have no %s", name);
	return field;
}

const char *
screens_folder(void)
{
	static char path[600];
	const char *top = getenv("TOP_SRCDIR");

	snprintf(path, sizeof path, "%s/tests/screens",
	    top ? top : before);
	return path;
}

/* --- a desk --- */

struct desk *
desk_open(const char *type, int rows, int cols)
{
	struct desk *desk = xcalloc(1, sizeof *desk);

	desk->start = (struct ui_start){
	    .forms = forms(),
	    .user = &aisha,
	    .caseload = CASELOAD,
	    .copies = "copies",
	};
	desk->harness = harness_open(type, rows, cols);
	sitting_init(&desk->sitting, desk->harness->loop, &desk->start);
	loop_set_general(desk->harness->loop, sitting_general, &desk->sitting);
	return desk;
}

void
desk_close(struct desk *desk)
{
	harness_close(desk->harness);
	sitting_clear(&desk->sitting);
	free(desk);
}

void
desk_caseload(struct desk *desk)
{
	loop_push(desk->harness->loop, screen_caseload_new(&desk->sitting));
}

void
desk_plan(struct desk *desk, const char *path)
{
	struct error err = {0};

	if (!sitting_open_plan(&desk->sitting, path, &err))
		fail_msg("%s", err.text);
}

struct desk *
desk_at(const char *path)
{
	return desk_visit(path, false);
}

struct desk *
desk_visit(const char *path, bool visit)
{
	struct desk *desk = desk_open("xterm-256color", 24, 80);

	desk->start.visit = visit;
	desk_plan(desk, path);
	harness_run(desk->harness);
	return desk;
}

void
act(struct desk *desk, const char *format, ...)
{
	va_list args;
	char *line;

	va_start(args, format);
	if (vasprintf(&line, format, args) < 0)
		abort();
	va_end(args);
	if (!harness_do(desk->harness, line))
		fail_msg("no line of a key script: %s", line);
	free(line);
}

void
act_keys(struct desk *desk, const char *const *names)
{
	for (; *names; names++)
		act(desk, strlen(*names) == 1 ? "raw %s" : "key %s", *names);
}

void
go_to(struct desk *desk, const char *words)
{
	act(desk, "key Ctrl-G");
	act(desk, "text %s", words);
	act(desk, "key Enter");
}

static struct uid
first_row(const struct plan *plan, const struct repeat *repeat)
{
	struct uid parent = UID_NONE;
	const struct uid *rows;

	if (!repeat)
		return UID_NONE;
	if (repeat->in)
		parent = first_row(plan, repeat->in);
	if (plan_rows(plan, repeat, &parent, &rows) == 0)
		fail_msg("there is no row of %s", repeat->name);
	return rows[0];
}

void
go_to_field(struct desk *desk, const char *name)
{
	const struct field *field = field_of(name);
	struct uid row;

	act(desk, "key Ctrl-G"); /* leaves what was being typed */
	row = first_row(desk->sitting.plan, field->repeat);
	sitting_go(&desk->sitting, NULL, field, &row);
	harness_run(desk->harness);
}

void
print_screen(const struct desk *desk)
{
	struct buf dump;

	buf_init(&dump);
	emulator_dump(desk->harness->emulator, &dump);
	fprintf(stderr, "%s", dump.data);
	buf_clear(&dump);
}

void
see(struct desk *desk, const char *text)
{
	if (emulator_shows(desk->harness->emulator, text))
		return;
	print_screen(desk);
	fail_msg("not on the screen: %s", text);
}

void
see_not(struct desk *desk, const char *text)
{
	if (!emulator_shows(desk->harness->emulator, text))
		return;
	print_screen(desk);
	fail_msg("on the screen: %s", text);
}

const char *
screen_name(const struct desk *desk)
{
	const struct screen *top = loop_top(desk->harness->loop);

	return top ? top->ops->name : "";
}

char *
read_file(const char *path)
{
	struct error err = { 0 };
	char *text;
	size_t len;

	if (!infile_read(path, 1 << 20, &text, &len, &err))
		fail_msg("%s", err.text);
	return text;
}

/* --- plan files --- */

struct plan *
open_as(const char *path, const struct plan_user *user)
{
	struct plan *plan;
	struct error err = {0};

	if (!plan_open(path, forms(), NULL, user, false, &plan, &err))
		fail_msg("%s", err.text);
	return plan;
}

void
answer_as(const char *path, const struct plan_user *user, const char *field,
    const char *text)
{
	struct plan *plan = open_as(path, user);
	struct error err = {0};

	if (!plan_set_answer(plan, field_of(field), &UID_NONE, text, NULL,
		&err))
		fail_msg("%s", err.text);
	plan_close(plan);
}

static char *
value_words(const struct value *value)
{
	struct buf text;

	buf_init(&text);
	if (value->kind == VALUE_NUMBER)
		buf_addf(&text, "%" PRId64, value->number);
	else if (value->kind == VALUE_TEXT)
		buf_add(&text, value->text);
	return buf_take(&text);
}

char *
stored(const char *path, const char *field, const struct uid *row)
{
	struct store *store;
	struct stored_answer *answers = NULL;
	size_t count = 0;
	struct error err = {0};
	char *text = NULL;

	if (!store_open(path, STORE_READ, &store, NULL, &err) ||
	    !store_answers(store, &answers, &count, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < count; i++)
		if (strcmp(answers[i].field, field) == 0 &&
		    uid_equal(&answers[i].row, row))
			text = value_words(&answers[i].value);
	stored_answers_clear(answers, count);
	store_close(store);
	return text ? text : xstrdup("");
}

void
assert_stored(const char *path, const char *field, const char *text)
{
	char *found = stored(path, field, &UID_NONE);

	assert_string_equal(found, text);
	free(found);
}

void
assert_sound(const char *path)
{
	struct plan *plan = open_as(path, &aisha);
	struct problem_list problems;
	struct error err = {0};

	problem_list_init(&problems);
	if (!store_check(plan_store(plan), &problems, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < problems.count; i++)
		fprintf(stderr, "%s\n", problems.items[i].text);
	assert_int_equal(problems.count, 0);
	problem_list_clear(&problems);
	plan_close(plan);
}

/* The change counter of the file's header grows with every commit. Reading it
 * lets go of SQLite's locks in this process: none is held between two keys. */
uint32_t
commits(const char *path)
{
	unsigned char bytes[4];
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || pread(fd, bytes, sizeof bytes, 24) != sizeof bytes)
		fail_msg("%s cannot be read", path);
	close(fd);
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	    (uint32_t)bytes[2] << 8 | bytes[3];
}

/* --- luck --- */

struct luck
luck_new(const char *test, uint64_t seed)
{
	const char *own = getenv("ONEPLAN_TEST_SEED");

	if (own)
		seed = strtoull(own, NULL, 10);
	print_message("# %s: ONEPLAN_TEST_SEED=%" PRIu64 "\n", test, seed);
	return (struct luck){seed * 2 + 1};
}

unsigned
luck_draw(struct luck *luck, unsigned below)
{
	luck->state = luck->state * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return (unsigned)(luck->state >> 33) % below;
}
