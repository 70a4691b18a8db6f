/* The documents of one page, made of plans of the real forms. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "report/report.h"

struct world {
	char folder[64], path[96];
	struct form_set *forms;
	struct plan *plan;
};

static int
set_up(void **state)
{
	static const struct plan_user user = { "Aisha Bloom", "abloom",
		"clinic3" };
	struct world *world = xcalloc(1, sizeof *world);
	struct error err = { 0 };
	struct buf dir;

	buf_init(&dir);
	buf_addf(&dir, "%s/forms", getenv("TOP_SRCDIR"));
	snprintf(world->folder, sizeof world->folder,
	    "/tmp/oneplan-test-XXXXXX");
	assert_non_null(mkdtemp(world->folder));
	snprintf(world->path, sizeof world->path, "%s/a.oneplan",
	    world->folder);
	if (!form_set_load(dir.data, NULL, &world->forms, NULL, &err) ||
	    !plan_create(world->path, world->forms, NULL, &user, false, &world->plan,
		&err))
		fail_msg("%s", err.text);
	buf_clear(&dir);
	*state = world;
	return 0;
}

static int
tear_down(void **state)
{
	struct world *world = *state;

	plan_close(world->plan);
	form_set_free(world->forms);
	unlink(world->path);
	rmdir(world->folder);
	free(world);
	return 0;
}

/* --- answering --- */

struct told {
	const char *field, *text;
};

static void
set(struct world *world, const struct uid *row, const char *name,
    const char *text)
{
	const struct field *field = form_set_field(world->forms, name);
	struct error err = { 0 };

	if (field == NULL)
		fail_msg("the forms do not ask %s", name);
	if (!plan_set_answer(world->plan, field, row, text, NULL, &err))
		fail_msg("%s: %s", name, err.text);
}

static void
set_all(struct world *world, const struct uid *row, const struct told *told)
{
	for (; told->field != NULL; told++)
		set(world, row, told->field, told->text);
}

static struct uid
add(struct world *world, const char *name, const struct uid *parent,
    const struct told *told)
{
	const struct repeat *repeat = form_set_repeat(world->forms, name);
	struct error err = { 0 };
	struct uid row;

	assert_non_null(repeat);
	if (!plan_row_add(world->plan, repeat, parent, &row, &err))
		fail_msg("%s", err.text);
	set_all(world, &row, told);
	return row;
}

#define TOLD(...) (const struct told[]){ __VA_ARGS__, { NULL, NULL } }

static void
link_to(struct world *world, const struct uid *row, const char *name,
    const struct uid *to)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(to, hex);
	set(world, row, name, hex);
}

/* --- reading --- */

/* What stands on the page after its top, a line a block or row. */
static char *
said(struct world *world, enum audience audience, enum page page)
{
	struct report *report =
	    report_page(world->plan, audience, NULL, page);
	struct buf out;

	buf_init(&out);
	for (size_t i = report->top; i < report->count; i++) {
		const struct block *block = &report->blocks[i];
		const struct table *table = &block->table;

		if (block->kind == BLOCK_ANSWER)
			buf_addf(&out, "%s | %s\n", block->text,
			    block->answer);
		else if (block->kind != BLOCK_TABLE)
			buf_addf(&out, "%s\n", block->text);
		else
			buf_addf(&out, "= %s\n", table->caption);
		for (size_t r = 0; r < table->rows; r++)
			for (size_t c = 0; c < table->columns; c++)
				buf_addf(&out, "%s%s", table_cell(table, r, c),
				    c + 1 < table->columns ? " | " : "\n");
	}
	report_free(report);
	return buf_take(&out);
}

static void
assert_says(struct world *world, enum audience audience, enum page page,
    const char *expected)
{
	char *text = said(world, audience, page);

	assert_string_equal(text, expected);
	free(text);
}

/* --- my week --- */

static void
tell_week(struct world *world)
{
	set(world, &UID_NONE, "purpose.kinds", "council");
	add(world, "week.entry", &UID_NONE,
	    TOLD({ "week.what", "Tea with Ruth" }, { "week.days", "fri mon" },
		{ "week.starts", "15:00" }, { "week.ends", "16:00" },
		{ "week.who", "Ruth" }, { "week.backup", "Ring Dan" }));
	add(world, "week.entry", &UID_NONE,
	    TOLD({ "week.what", "Up and dressed" },
		{ "week.days", "mon tue wed thu fri sat sun" },
		{ "week.starts", "08:00" }, { "week.who", "Ana" },
		{ "week.staff", "2" }));
	add(world, "week.entry", &UID_NONE,
	    TOLD({ "week.what", "Swim" }, { "week.days", "mon" },
		{ "week.starts", "09:30" }, { "week.place", "Baths" },
		{ "week.paid", "alone" }));
	add(world, "week.entry", &UID_NONE, TOLD({ "week.what", "Paint" }));
	add(world, "week.entry", &UID_NONE,
	    TOLD({ "week.what", "Somebody stays" }, { "week.days", "sun" },
		{ "week.ends", "23:00" }, { "week.variant", "bad" }));
	/* in the plan, and not on the page that hangs in the kitchen */
	set(world, &UID_NONE, "week.alone", "I like Sundays.");
	set(world, &UID_NONE, "purpose.coordinator", "Aisha Bloom");
}

static void
test_week(void **state)
{
	struct world *world = *state;

	tell_week(world);
	assert_says(world, AUDIENCE_PERSON, PAGE_WEEK,
	    "= A usual week\n"
	    "Every day | from 08:00 | Up and dressed | Ana, 2 people | \n"
	    "Monday | from 09:30 | Swim | On my own | Baths\n"
	    "Monday | 15:00 to 16:00 | Tea with Ruth | Ruth | \n"
	    "Friday | 15:00 to 16:00 | Tea with Ruth | Ruth | \n"
	    "No day yet |  | Paint |  | \n"
	    "= In a bad week, also\n"
	    "Sunday | until 23:00 | Somebody stays\n"
	    "= If somebody cannot come\n"
	    "Tea with Ruth | Ruth | Ring Dan\n"
	    "Who is your one person to ask? | Aisha Bloom\n");
}

/* --- my money --- */

static void
add_cost(struct world *world, const char *what, const char *price,
    const char *frequency, const struct uid *stream)
{
	struct uid line = add(world, "money.line", &UID_NONE,
	    TOLD({ "money.what", what }, { "money.price", price },
		{ "money.frequency", frequency }));

	if (stream != NULL)
		link_to(world, &line, "money.paid_by", stream);
}

static void
test_money(void **state)
{
	struct world *world = *state;
	struct uid council, nhs, line, share;

	set(world, &UID_NONE, "purpose.kinds", "council joint");
	set(world, &UID_NONE, "purpose.start", "16/11/2026");
	council = add(world, "money.stream", &UID_NONE,
	    TOLD({ "money.funder", "la_ca" }, { "money.indicative", "1,400" }));
	nhs = add(world, "money.stream", &UID_NONE,
	    TOLD({ "money.funder", "nhs_jf" }, { "money.indicative", "500" }));
	add_cost(world, "Insurance", "100.00", "annual", &council);
	add_cost(world, "Ramp", "300.00", "one_off", &nhs);
	add_cost(world, "Advice", "0.00", "monthly", &nhs);
	line = add(world, "money.line", &UID_NONE,
	    TOLD({ "money.what", "Helper" }, { "money.price", "20.00" },
		{ "money.frequency", "weekly" }, { "money.split", "1" }));
	share = add(world, "money.share", &line,
	    TOLD({ "money.share_percent", "90" }));
	link_to(world, &share, "money.share_stream", &council);
	share = add(world, "money.share", &line,
	    TOLD({ "money.share_percent", "10" }));
	link_to(world, &share, "money.share_stream", &nhs);
	line = add(world, "money.line", &UID_NONE,
	    TOLD({ "money.what", "Spare hours" }, { "money.price", "96.00" },
		{ "money.frequency", "one_off" },
		{ "money.category", "contingency" }));
	link_to(world, &line, "money.paid_by", &nhs);
	set(world, &UID_NONE, "paying.charge_known", "yes");
	add(world, "paying.part", &UID_NONE,
	    TOLD({ "paying.part_from", "16/11/2026" },
		{ "paying.part_weekly", "6.00" },
		{ "paying.part_state", "confirmed" }));
	/* council: 100.00 + 936.00 again, 364.00 left: 1,400.00, of which
	 * 312.00 is the person's; NHS: 104.00 again, nothing left */
	assert_says(world, AUDIENCE_PERSON, PAGE_MONEY,
	    "For the month of ______________________\n"
	    "= Comes in\n"
	    "Council personal budget, Care Act (LA_CA) | £90.67 | \n"
	    "What I pay myself | £26.00 | \n"
	    "NHS joint or other health budget (NHS_JF) | £8.67 | \n"
	    "All together | £125.34 | \n"
	    "= Goes out\n"
	    "Insurance | £8.33 | \n"
	    "Helper | £86.67 | \n"
	    "All together | £95.00 | \n"
	    "Should be left each month | £30.34\n"
	    "Each amount is rounded to a penny. 12 months of what goes out "
	    "come to £1,140.00, just as the plan says.\n"
	    "= Paid once, or kept back just in case\n"
	    "Ramp | £300.00 | \n"
	    "Spare hours (kept back) | £96.00 | \n"
	    "All together | £396.00 | \n"
	    "What I pay | £6.00 a week from 16 November 2026 until 14 "
	    "November 2027: Confirmed\n");
	/* what they may not see is not there, not even that it is not */
	assert_says(world, AUDIENCE_PROVIDER, PAGE_MONEY,
	    "Nothing has been written for this copy yet.\n");
}

static void
test_odd_pennies(void **state)
{
	static const struct {
		const char *weeks, *price, *said;
	} cases[] = {
		{ "52", "100.00", "12 months of what goes out come to £99.96: "
				  "4p less than the plan's £100.00." },
		{ "52", "100.10", "12 months of what goes out come to £100.08: "
				  "2p less than the plan's £100.10." },
		{ "52", "100.07", "12 months of what goes out come to £100.08: "
				  "1p more than the plan's £100.07." },
		{ "52", "120.00", "come to £120.00, just as the plan says." },
		{ "104", "120.00",
		    "24 months of what goes out come to £240.00, just" },
		{ "20", "120.00", "A month here is a twelfth of 52 weeks." },
	};
	struct world *world = *state;
	struct uid line;

	set(world, &UID_NONE, "purpose.kinds", "council");
	line = add(world, "money.line", &UID_NONE,
	    TOLD({ "money.what", "Insurance" },
		{ "money.frequency", "annual" }));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *text;

		set(world, &UID_NONE, "purpose.weeks", cases[i].weeks);
		set(world, &line, "money.price", cases[i].price);
		text = said(world, AUDIENCE_PERSON, PAGE_MONEY);
		if (strstr(text, cases[i].said) == NULL)
			fail_msg("case %zu: %s", i, text);
		assert_non_null(strstr(text,
		    "Nobody has been named yet to pay for some"));
		free(text);
	}
}

/* --- who to ring, what if, and in an emergency --- */

static void
tell_people(struct world *world)
{
	struct uid risk;

	set(world, &UID_NONE, "purpose.kinds", "council");
	set(world, &UID_NONE, "purpose.coordinator", "Aisha Bloom");
	set(world, &UID_NONE, "purpose.coordinator_phone", "01632 960123");
	set(world, &UID_NONE, "about_me.name_first", "Kwame");
	set(world, &UID_NONE, "about_me.dob", "3/5/1992");
	set(world, &UID_NONE, "me.talk", "Look at me first.");
	set(world, &UID_NONE, "health.health_short", "No penicillin.");
	set(world, &UID_NONE, "about_me.safe_contact", "not_safe");
	add(world, "about_me.contact", &UID_NONE,
	    TOLD({ "about_me.contact_name", "Dan Osei" },
		{ "about_me.contact_phone", "07700 900456" }));
	risk = add(world, "risks.risk", &UID_NONE,
	    TOLD({ "risks.want", "Go to the match" }));
	add(world, "risks.if", &risk,
	    TOLD({ "risks.if_this", "The light turns red" },
		{ "risks.if_that", "Ring Dan, wait inside" }));
}

#define DAN "= Who to ring\nDan Osei | 07700 900456\n"
#define IF  "= What if\nThe light turns red | Ring Dan, wait inside\n"
#define AISHA                                                                  \
	"Who is your one person to ask? | Aisha Bloom\n"                       \
	"Their phone number | 01632 960123\n"

static void
test_people(void **state)
{
	struct world *world = *state;

	tell_people(world);
	assert_says(world, AUDIENCE_PERSON, PAGE_RING, AISHA DAN IF);
	assert_says(world, AUDIENCE_PROVIDER, PAGE_EMERGENCY,
	    "What do you like to be called? | Kwame\n"
	    "Date of birth | 3 May 1992\n"
	    "How to talk with me | Look at me first.\n"
	    "What should somebody know who has to help you in a hurry? | No "
	    "penicillin.\n" DAN IF AISHA);
}

/* --- where there is nothing --- */

static void
test_nothing_is_said_in_a_sentence(void **state)
{
	static const char *const kinds[] = { NULL, "one_off", "council" };
	struct world *world = *state;

	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		set(world, &UID_NONE, "purpose.kinds", kinds[i]);
		assert_says(world, AUDIENCE_PERSON, PAGE_WEEK,
		    "There is no week on this copy yet.\n");
		assert_says(world, AUDIENCE_PERSON, PAGE_MONEY,
		    "No money has been planned yet.\n");
		assert_says(world, AUDIENCE_PERSON, PAGE_RING,
		    "There is nobody to ring in an emergency on this copy "
		    "yet.\nThere is nothing on this copy yet about what to do "
		    "if something happens.\n");
	}
}

static void
test_pages_have_names(void **state)
{
	static const char *const words[] = { "week", "money", "who-to-ring",
		"emergency", "visit", "open", "letter", "about-me", "streams",
		"spending", "payments", "sign", "review", "changes",
		"pictures" };
	struct world *world = *state;

	for (int i = 0; i < PAGE_COUNT; i++) {
		struct report *report = report_page(world->plan,
		    AUDIENCE_PERSON, NULL, (enum page)i);

		assert_string_equal(page_word((enum page)i), words[i]);
		assert_int_equal(report->one_page,
		    i < PAGE_LETTER || i == PAGE_ABOUT);
		assert_memory_equal(report->title, page_title((enum page)i),
		    strlen(page_title((enum page)i)));
		report_free(report);
	}
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_week),
		CASE(test_money),
		CASE(test_odd_pennies),
		CASE(test_people),
		CASE(test_nothing_is_said_in_a_sentence),
		CASE(test_pages_have_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
