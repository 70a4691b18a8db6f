#include "config.h"

#include "scene.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/outfile.h"
#include "export/write_text.h"

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

static char *
source_path(const char *file)
{
	const char *top = getenv("TOP_SRCDIR");
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/tests/report/%s", top != NULL ? top : ".", file);
	return buf_take(&path);
}

static void
make(struct scene *scene, const char *forms, bool training)
{
	static const struct plan_user user = { "Aisha Bloom", "abloom",
		"clinic3" };
	char *dir = source_path(forms), path[96];
	struct error err = { 0 };

	snprintf(scene->top, sizeof scene->top, "/tmp/oneplan-test-XXXXXX");
	assert_non_null(mkdtemp(scene->top));
	snprintf(path, sizeof path, "%s/plan.oneplan", scene->top);
	if (!form_set_load(dir, NULL, &scene->forms, NULL, &err) ||
	    !plan_create(path, scene->forms, NULL, &user, training, &scene->plan,
		&err))
		fail_msg("%s", err.text);
	free(dir);
}

int
set_up(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);

	make(scene, "forms", false);
	*state = scene;
	return 0;
}

int
set_up_training(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);

	make(scene, "forms", true);
	*state = scene;
	return 0;
}

int
set_up_real(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);

	make(scene, "../../forms", false);
	*state = scene;
	return 0;
}

int
tear_down(void **state)
{
	struct scene *scene = *state;

	plan_close(scene->plan);
	form_set_free(scene->forms);
	nftw(scene->top, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(scene);
	return 0;
}

void
answer_in(const struct scene *scene, const struct uid *row, const char *name,
    const char *text)
{
	const struct field *field = form_set_field(scene->forms, name);
	struct error err = { 0 };

	assert_non_null(field);
	if (!plan_set_answer(scene->plan, field, row, text, NULL, &err))
		fail_msg("%s", err.text);
}

void
answer(const struct scene *scene, const char *name, const char *text)
{
	answer_in(scene, &UID_NONE, name, text);
}

struct uid
add_row(const struct scene *scene, const struct uid *parent, const char *name)
{
	const struct repeat *repeat = form_set_repeat(scene->forms, name);
	struct error err = { 0 };
	struct uid row;

	assert_non_null(repeat);
	if (!plan_row_add(scene->plan, repeat, parent, &row, &err))
		fail_msg("%s", err.text);
	return row;
}

void
answer_link(const struct scene *scene, const struct uid *row, const char *name,
    const struct uid *to)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(to, hex);
	answer_in(scene, row, name, hex);
}

static void
add_cost(const struct scene *scene, const char *what, const char *price,
    const char *frequency, const struct uid *payer, const struct uid *to)
{
	struct uid line = add_row(scene, &UID_NONE, "money.line");

	answer_in(scene, &line, "money.what", what);
	answer_in(scene, &line, "money.quantity", "1");
	answer_in(scene, &line, "money.price", price);
	answer_in(scene, &line, "money.frequency", frequency);
	if (payer != NULL)
		answer_link(scene, &line, "money.paid_by", payer);
	if (to != NULL)
		answer_link(scene, &line, "money.for_whom", to);
}

void
fill(const struct scene *scene)
{
	struct uid dev, wish, step, worry, payer;

	answer(scene, "purpose.kinds", "council");
	answer(scene, "about_me.name_pref", "Kwame");
	answer(scene, "about_me.name_family", "Redfern");
	answer(scene, "about_me.dob", "3 April 1992");
	answer(scene, "about_me.nhs_no", "999 000 0018");
	answer(scene, "about_me.day",
	    "I swim with Dev before it gets busy.\n\nThen we have tea, and "
	    "nobody hurries me along although the bus is often late.");
	answer(scene, "about_me.safe_to_ring", "Never on a Friday");
	worry = add_row(scene, &UID_NONE, "about_me.worry");
	answer_in(scene, &worry, "about_me.worry_what", "The neighbour");
	dev = add_row(scene, &UID_NONE, "about_me.person");
	answer_in(scene, &dev, "about_me.person_name", "Dev Ash");
	answer_in(scene, &dev, "about_me.role", "Swims with me");
	answer_in(scene, &dev, "about_me.secret_note", "Owes money");
	wish = add_row(scene, &UID_NONE, "about_me.wish");
	answer_in(scene, &wish, "about_me.agency_view", "Only for agencies");
	wish = add_row(scene, &UID_NONE, "about_me.wish");
	answer_in(scene, &wish, "about_me.what", "Swim twice a week.");
	answer_in(scene, &wish, "about_me.score", "11");
	answer_link(scene, &wish, "about_me.who_helps", &dev);
	step = add_row(scene, &wish, "about_me.step");
	answer_in(scene, &step, "about_me.step_what", "Ask for a pass");
	answer_in(scene, &step, "about_me.by_when", "1/12/2026");
	payer = add_row(scene, &UID_NONE, "money.stream");
	answer_in(scene, &payer, "money.funder", "The council");
	answer_in(scene, &payer, "money.indicative", "2,450.00");
	add_cost(scene, "Pool pass", "380.00", "one_off", &payer, NULL);
	add_cost(scene, "Dev's fare", "12.50", "weekly", &payer, &dev);
	add_cost(scene, "A bag", "20", "one_off", NULL, NULL);
	answer(scene, "money.hint", "For finance alone");
}

char *
page(const struct scene *scene, enum audience audience)
{
	struct report *report = report_build(scene->plan, audience);
	struct buf text;

	buf_init(&text);
	write_text(report, &text);
	report_free(report);
	return buf_take(&text);
}

void
assert_golden(const char *text, const char *name)
{
	char *path = source_path(name), *expected = NULL;
	struct error err = { 0 };
	size_t len, at = 0;

	if (getenv("GENERATE") != NULL) {
		if (!outfile_write(path, text, strlen(text), true, &err))
			fail_msg("%s", err.text);
	}
	if (!infile_read(path, 1 << 20, &expected, &len, &err))
		fail_msg("%s", err.text);
	while (text[at] != '\0' && text[at] == expected[at])
		at++;
	while (at > 0 && text[at - 1] != '\n')
		at--;
	if (strcmp(text, expected) != 0)
		fail_msg("%s says \"%.*s\", the page \"%.*s\"", name,
		    (int)strcspn(expected + at, "\n"), expected + at,
		    (int)strcspn(text + at, "\n"), text + at);
	free(expected);
	free(path);
}
