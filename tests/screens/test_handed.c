/* Copies that are handed to somebody, on the screens that make them: who is asked
 * for and offered, and who has one. */
#include "config.h"

#include <unistd.h>

#include "kwame.h"
#include "plan/handed.h"
#include "support.h"

#define HTML "copies/kwame-redfern-plan-for-person.html"

static struct desk *
make_desk(void)
{
	kwame_named("nhs", false);
	return desk_at(KWAME);
}

/* A copy for the person, asked for up to the screen before it is made, at "Given
 * to". */
static void
begin_copy(struct desk *desk)
{
	KEYS(desk, "Ctrl-O", "m", "Enter", "Enter", "Enter");
	assert_string_equal(screen_name(desk), "withheld");
	KEYS(desk, "Down", "Down");
	see(desk, "> Given to: (leave it blank if nobody has it yet)");
	see(desk, "  How: (by hand, by post, by safe email)");
}

static void
assert_register(const struct desk *desk, const char *field, const char *text)
{
	const struct plan *plan = desk->sitting.plan;
	const struct uid *rows;
	size_t count = plan_rows(plan, form_set_repeat(forms(), COPIES),
	    &UID_NONE, &rows);
	struct buf shown;

	buf_init(&shown);
	if (count > 0)
		plan_show(plan, field_of(field), &rows[count - 1], &shown);
	assert_string_equal(shown.data, text);
	buf_clear(&shown);
}

/* Who begins to write at once, without Enter, writes there: no letter of a name
 * is lost, or taken for a key. */
static void
test_written_at_once(void **state)
{
	struct desk *desk = make_desk();

	(void)state;
	begin_copy(desk);
	act(desk, "text sam? wm=");
	assert_string_equal(screen_name(desk), "withheld");
	see(desk, "> Given to: sam? wm=");
	KEYS(desk, "Down");
	act(desk, "text post");
	see(desk, "> How: post");
	see(desk, "  Given to: sam? wm=");
	/* elsewhere letters are keys */
	KEYS(desk, "Up", "Up", "Up", "?");
	assert_string_equal(screen_name(desk), "help");
	desk_close(desk);
}

/* Enter puts in what is likely, and once more takes it; then how is asked. The
 * next copy is offered what was used for this one. */
static void
test_handed(void **state)
{
	struct desk *desk = make_desk();

	(void)state;
	begin_copy(desk);
	KEYS(desk, "Enter");
	see(desk, "> Given to: Kwame Redfern");
	KEYS(desk, "Enter");
	see(desk, "> How: (by hand");
	KEYS(desk, "Enter");
	see(desk, "> How: By hand");
	act(desk, "text By van");
	see(desk, "> How: By van");
	KEYS(desk, "Enter");
	see(desk, "> Make the copy");
	KEYS(desk, "Enter");
	see(desk, "It is copy 1, for Kwame Redfern");
	assert_register(desk, COPY_TO, "Kwame Redfern");
	assert_register(desk, COPY_HOW, "By van");
	KEYS(desk, "Enter", "m");
	see(desk, "Who has a copy");
	see(desk, "Kwame Redfern: The person's own, The whole plan (html), 16");
	see(desk, "van, copy 1.");
	KEYS(desk, "Esc");
	begin_copy(desk);
	KEYS(desk, "Enter");
	act(desk, "text Nell, sister");
	see(desk, "> Given to: Nell, sister");
	KEYS(desk, "Enter", "Enter");
	see(desk, "> How: By van");
	KEYS(desk, "Enter", "Enter");
	see(desk, "It is copy 2, for Nell, sister");
	KEYS(desk, "Enter");
	begin_copy(desk);
	KEYS(desk, "Enter");
	see(desk, "> Given to: Nell, sister");
	/* what it leads to is the row of the register */
	KEYS(desk, "Esc", "Esc", "Esc", "Esc", "Esc");
	KEYS(desk, "m", "End", "Enter");
	see(desk, "Who has a copy: Nell, sister");
	desk_close(desk);
}

/* What was only offered is written down by nothing but Enter; and a way alone,
 * without a name, is asked about. */
static void
test_offer_not_taken(void **state)
{
	static const char *const leave[] = { "Esc", "Tab", "Up", "Down" };
	struct desk *desk = make_desk();

	(void)state;
	begin_copy(desk);
	for (size_t i = 0; i < ARRAY_LEN(leave); i++) {
		KEYS(desk, "Home", "Down", "Down", "Enter");
		see(desk, "> Given to: Kwame Redfern");
		KEYS(desk, leave[i]);
		see_not(desk, "Given to: Kwame Redfern");
	}
	KEYS(desk, "Home", "Down", "Down", "Down", "Enter", "Enter", "Enter");
	see(desk, "Write who is given it as well.");
	see(desk, "> Given to: (leave");
	assert_int_not_equal(access(HTML, F_OK), 0);
	/* what was typed stays with Esc */
	KEYS(desk, "Enter");
	act(desk, "text Dan");
	KEYS(desk, "Esc");
	see(desk, "> Given to: Dan");
	desk_close(desk);
	desk = desk_at(KWAME);
	begin_copy(desk);
	KEYS(desk, "Home", "Enter");
	see(desk, "When somebody has it, write that down");
	assert_register(desk, COPY_TO, "");
	desk_close(desk);
}

/* With somebody looking on, nobody is told who else has a copy. */
static void
test_handed_on_a_visit(void **state)
{
	static const struct handing nell = { .to = "Nell, sister",
		.audience = AUDIENCE_PERSON, .how = "By post" };
	struct plan *plan;
	struct desk *desk;
	struct error err;

	(void)state;
	kwame_named("nhs", false);
	plan = open_as(KWAME, &aisha);
	assert_true(plan_hand_out(plan, &nell, NULL, &err));
	plan_close(plan);
	desk = desk_visit(KWAME, true);
	KEYS(desk, "Ctrl-O", "m");
	see_not(desk, "Nell");
	see_not(desk, "Who has a copy");
	KEYS(desk, "Enter", "Enter", "Enter", "Down", "Down", "Enter");
	see(desk, "> Given to: Kwame Redfern");
	KEYS(desk, "Enter", "Enter");
	see(desk, "> How: By hand");
	desk_close(desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_written_at_once), TEST(test_handed),
		TEST(test_offer_not_taken),
		TEST(test_handed_on_a_visit),
	};

	real_forms();
	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
