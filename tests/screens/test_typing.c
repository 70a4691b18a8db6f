/* What people really type, on the screens of the real forms: slips, letters of
 * every kind, too much, with somebody else in the same plan, on a full disk and
 * over a line that drops. Nothing typed may be lost. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "full_disk.h"
#include "kwame.h"
#include "support.h"
#include "ui/command.h"

#define KWAME CASELOAD "/kwame-redfern.oneplan"

/* A made-up family: one cluster of seven characters, 25 bytes. */
#define FAMILY "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d" \
	       "\xf0\x9f\x91\xa7\xe2\x80\x8d\xf0\x9f\x91\xa6"
#define HEBREW "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"
#define ARABIC "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7"
#define ZALGO "e\xcc\x81\xcc\xb1\xcc\xa7o\xcc\x88"

static struct desk *
desk_with(enum extent extent)
{
	kwame_make(KWAME, extent, false);
	return desk_at(KWAME);
}

/* Writes TEXT as the answer to FIELD, over what was there. */
static void
fill_in(struct desk *desk, const char *field, const char *text)
{
	go_to_field(desk, field);
	act(desk, "key Ctrl-A");
	act(desk, "key Delete");
	act(desk, "text %s", text);
}

/* The answer to FIELD in the first row of its table, or outside all tables. */
static char *
stored_first(const char *name)
{
	const struct field *field = field_of(name);
	struct plan *plan;
	struct uid row = UID_NONE;
	const struct uid *rows;
	char *text;

	if (field->repeat) {
		plan = open_as(KWAME, &aisha);
		if (field->repeat->in) {
			assert_true(plan_rows(plan, field->repeat->in,
			    &UID_NONE, &rows) > 0);
			row = rows[0];
		}
		assert_true(plan_rows(plan, field->repeat, &row, &rows) > 0);
		row = rows[0];
		plan_close(plan);
	}
	text = stored(KWAME, name, &row);
	return text;
}

static void
assert_first(const char *name, const char *text)
{
	char *found = stored_first(name);

	assert_string_equal(found, text);
	free(found);
}

/* --- slips --- */

struct slip {
	const char *field, *typed;
	const char *sentence; /* part of what the screen says */
};

static const struct slip slips[] = {
    {"about_me.nhs_no", "999 834 6508", "add up"},
    {"about_me.nhs_no", "99983465", "ten figures"},
    {"about_me.nhs_no", "not known", "NHS number"},
    {"about_me.postcode", "ZZ9", "is not a postcode"},
    {"about_me.postcode", "AB123CDE", "is not a postcode"},
    {"about_me.dob", "31/2/1992", "February 1992 has 29"},
    {"about_me.dob", "31/2/1993", "February 1993 has 28"},
    {"about_me.dob", "3/5/2092", "has not come yet"},
    {"about_me.dob", "last May", "date"},
    {"money.price", "12.345",
	"three figures after the point"},
    {"money.price", "1,2,3", "1,2,3"},
    {"money.price", "\xc2\xa3",
	"amount"},
    {"money.price", "about 20", "about 20"},
    {"money.quantity", "two", "is not a number"},
    {"purpose.weeks", "1.5", "1.5"},
    {"about_me.phone", "ring Dan", "phone number"},
    {"about_me.email", "kwame at print", "kwame at print"},
};

static bool
left_to_do(const char *field, const char *text)
{
	struct plan *plan = open_as(KWAME, &aisha);
	struct todo *todo;
	size_t count;
	bool found = false;

	plan_todo(plan, true, &todo, &count);
	for (size_t i = 0; i < count; i++)
		if (todo[i].field && strcmp(todo[i].field->name, field) == 0 &&
		    (todo[i].kind == TODO_INVALID ||
			todo[i].kind == TODO_CONSTRAINT) &&
		    strstr(todo[i].text, text))
			found = true;
	todo_clear(todo, count);
	plan_close(plan);
	return found;
}

/* Kept as typed, marked with a sentence, listed, and never in the way. */
static void
test_slips(void **state)
{
	struct desk *desk = desk_with(KWAME_FULL);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(slips); i++) {
		const struct slip *slip = &slips[i];
		print_message("# %s\n", slip->typed);
		fill_in(desk, slip->field, slip->typed);
		see(desk, slip->typed);
		act(desk, "key Tab");
		if (field_of(slip->field)->kind != FIELD_DATE ||
		    !strstr(slip->sentence, "come yet"))
			assert_first(slip->field, slip->typed);
		go_to_field(desk, slip->field);
		see(desk, slip->typed);
		see(desk, "! ");
		see(desk, slip->sentence);
		assert_true(left_to_do(slip->field, slip->sentence));
	}
	desk_close(desk);
	assert_sound(KWAME);
}

/* --- letters of every kind --- */

static void
test_letters(void **state)
{
	static const char *const texts[] = {
	    "Kwame " FAMILY " Redfern",
	    HEBREW " Kwame " ARABIC,
	    "Zo\xc3\xab O'Brien-\xc5\x81uk \xe5\xb1\xb1\xe7\x94\xb0",
	    ZALGO " with marks",
	    "\xf0\x9f\x87\xac\xf0\x9f\x87\xa7 and \xf0\x9f\x91\x8d\xf0\x9f\x8f\xbd",
	    "a\xe2\x80\x8b" "b \xef\xbb\xbf" "c \xe2\x80\xae" "d",
	    "semi; colon # hash \"quotes\" 'and' % \\ back",
	};
	struct desk *desk = desk_with(KWAME_FULL);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		fill_in(desk, "about_me.name_pref", texts[i]);
		act(desk, "key Tab");
		assert_stored(KWAME, "about_me.name_pref", texts[i]);
		fill_in(desk, "purpose.tried", texts[i]);
		act(desk, "key Tab");
		assert_stored(KWAME, "purpose.tried", texts[i]);
	}
	/* one Backspace takes a whole family */
	fill_in(desk, "about_me.name_pref", "Kwame " FAMILY);
	act(desk, "key Backspace");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref", "Kwame ");
	desk_close(desk);
	assert_sound(KWAME);
}

/* --- too much, and what is no text --- */

static void
test_huge_paste(void **state)
{
	enum { BYTES = 100000, PART = 20000 };
	struct desk *desk = desk_with(KWAME_FULL);
	struct buf text;
	char *found;

	(void)state;
	buf_init(&text);
	for (int i = 0; text.len < BYTES; i++)
		buf_addf(&text, "Line %d of a long letter.%s", i,
		    i % 7 ? " " : "\n");
	buf_remove(&text, BYTES, text.len - BYTES);
	text.data[BYTES - 1] = '.';
	go_to_field(desk, "purpose.tried");
	act(desk, "key Ctrl-A");
	harness_send(desk->harness, "\033[200~", 6);
	for (size_t at = 0; at < text.len; at += PART)
		harness_send(desk->harness, text.data + at, PART);
	harness_send(desk->harness, "\033[201~", 6);
	act(desk, "key Tab");
	found = stored(KWAME, "purpose.tried", &UID_NONE);
	assert_int_equal(strlen(found), BYTES);
	assert_string_equal(found, text.data);
	free(found);
	/* the screen still answers, and the text can be taken back */
	act(desk, "key Shift-Tab");
	act(desk, "key Ctrl-End");
	act(desk, "text x");
	act(desk, "key Tab");
	found = stored(KWAME, "purpose.tried", &UID_NONE);
	assert_int_equal(strlen(found), BYTES + 1);
	free(found);
	act(desk, "key Ctrl-Z");
	act(desk, "key Ctrl-Z");
	see(desk, "New cushion in March, it helped a little.");
	buf_clear(&text);
	desk_close(desk);
	assert_sound(KWAME);
}

static void
test_paste_that_is_no_text(void **state)
{
	struct desk *desk = desk_with(KWAME_FULL);

	(void)state;
	/* colours, a title, a bell, a tab and lines: the words are kept */
	go_to_field(desk, "about_me.name_pref");
	act(desk, "key Ctrl-A");
	act(desk, "paste \\e[31mred\\e[0m \\e]0;title\x07" "two\x07 three\\nfour");
	see(desk, "Control characters");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref", "red two three four");
	/* many lines into a paragraph stay lines */
	go_to_field(desk, "purpose.tried");
	act(desk, "key Ctrl-A");
	act(desk, "paste one\\r\\ntwo\\n\\nthree\\tfour");
	act(desk, "key Tab");
	assert_stored(KWAME, "purpose.tried", "one\ntwo\n\nthree\tfour");
	/* a command inside a paste is not done */
	go_to_field(desk, "about_me.name_pref");
	act(desk, "key Ctrl-A");
	act(desk, "paste quit\x11 and help\x1f" "?");
	assert_string_equal(screen_name(desk), "form");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref", "quit and help?");
	/* bytes that are no UTF-8 do not get in */
	go_to_field(desk, "about_me.name_pref");
	act(desk, "key Ctrl-A");
	act(desk, "paste a\xff" "b\xc3");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref",
	    "a\xef\xbf\xbd" "b\xef\xbf\xbd");
	desk_close(desk);
	assert_sound(KWAME);
}

/* --- set aside and back --- */

static void
test_set_aside_and_back(void **state)
{
	struct desk *desk = desk_with(KWAME_FULL);
	const char *was = "kwame@print.example";

	(void)state;
	go_to_field(desk, "about_me.contact_how");
	act(desk, "key Down 3"); /* Email */
	for (int i = 0; i < 3; i++) {
		act(desk, "key Space");
		see_not(desk, was);
		see(desk, "1 answer is set aside");
		assert_stored(KWAME, "about_me.email", was);
		act(desk, "key Space");
		see(desk, was);
	}
	/* all the money at once */
	go_to_field(desk, "money.needs_money");
	act(desk, "text n");
	see(desk, "set aside");
	go_to(desk, "the money there is");
	see_not(desk, "Access to Work");
	act(desk, "key Ctrl-O");
	see_not(desk, "4,491.00");
	go_to_field(desk, "money.needs_money");
	act(desk, "text y");
	see(desk, "Access to Work");
	act(desk, "key Ctrl-O");
	see(desk, "4,491.00");
	desk_close(desk);
	assert_sound(KWAME);
}

/* --- undo --- */

static void
test_undo_across_fields(void **state)
{
	struct desk *desk = desk_with(KWAME_FULL);

	(void)state;
	fill_in(desk, "about_me.name_pref", "Kay");
	act(desk, "key Tab");
	act(desk, "key Ctrl-A");
	act(desk, "text Kwamina");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref", "Kay");
	assert_stored(KWAME, "about_me.name_first", "Kwamina");
	act(desk, "key Ctrl-Z");
	see(desk, "Taken back: First name");
	assert_stored(KWAME, "about_me.name_first", "Kwame");
	act(desk, "key Ctrl-Z");
	see(desk, "Taken back: What do you like to be called?");
	assert_stored(KWAME, "about_me.name_pref", "Kwame");
	act(desk, "key Ctrl-Z");
	see(desk, "nothing to take back");
	act(desk, "key Ctrl-Y 2");
	assert_stored(KWAME, "about_me.name_pref", "Kay");
	assert_stored(KWAME, "about_me.name_first", "Kwamina");
	see(desk, "Kay Redfern");
	/* a choice, too */
	go_to_field(desk, "money.needs_money");
	act(desk, "text n");
	assert_stored(KWAME, "money.needs_money", "0");
	act(desk, "key Ctrl-Z");
	assert_stored(KWAME, "money.needs_money", "1");
	desk_close(desk);
	assert_sound(KWAME);
}

/* --- leaving and going on in one field --- */

static bool
in_conflict(const char *field)
{
	struct plan *plan = open_as(KWAME, &aisha);
	struct field_state answer;

	plan_field(plan, field_of(field), &UID_NONE, &answer);
	plan_close(plan);
	return answer.conflict;
}

/* Esc, help and lists save the text; typing goes on in it afterwards. Nobody
 * else was there, so nobody disagrees. */
static void
test_going_on(void **state)
{
	static const char *const breaks[][2] = {
	    {"key Esc", NULL}, {"key F1", "key Esc"}, {"key Ctrl-T", "key Esc"},
	    {"key Ctrl-G", "key Esc"}, {"key Ctrl-R", "key Esc"},
	    {"key Ctrl-S", NULL}, {"timer", NULL}, {"size 50 132", NULL},
	    {"key Ctrl-L", NULL}, {"key Ctrl-E", "key Esc"},
	    {"key Ctrl-N", "key Esc 2"}, {"raw \x1c", "key Enter"},
	    {"raw \x1d", "raw \x1d"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(breaks); i++) {
		struct desk *desk = desk_with(KWAME_FULL);
		print_message("# %s\n", breaks[i][0]);
		fill_in(desk, "about_me.name_pref", "Kay");
		for (int j = 0; j < 2 && breaks[i][j]; j++)
			act(desk, "%s", breaks[i][j]);
		act(desk, "text zed");
		see(desk, "Kayzed");
		act(desk, "key Tab");
		assert_stored(KWAME, "about_me.name_pref", "Kayzed");
		assert_false(in_conflict("about_me.name_pref"));
		desk_close(desk);
		assert_int_equal(remove(KWAME), 0);
	}
}

/* What the history brings back is what the field then says. */
static void
test_bring_back(void **state)
{
	struct desk *desk = desk_with(KWAME_FULL);

	(void)state;
	fill_in(desk, "about_me.name_pref", "Kay");
	act(desk, "key Ctrl-R");
	act(desk, "key Down");
	act(desk, "key Enter");
	assert_stored(KWAME, "about_me.name_pref", "Kwame");
	see(desk, "Kwame Redfern");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref", "Kwame");
	assert_false(in_conflict("about_me.name_pref"));
	desk_close(desk);
	assert_sound(KWAME);
}

/* --- two people in one field --- */

static void
test_two_in_one_field(void **state)
{
	struct desk *desk = desk_with(KWAME_FULL);

	(void)state;
	fill_in(desk, "about_me.name_pref", "Kay");
	/* while she types, Priya answers */
	answer_as(KWAME, &priya, "about_me.name_pref", "Mr Redfern");
	act(desk, "timer");
	see(desk, "Kay");
	act(desk, "key Tab");
	assert_true(in_conflict("about_me.name_pref"));
	act(desk, "key Shift-Tab");
	see(desk, "Two answers were given apart");
	act(desk, "key Ctrl-R");
	see(desk, "Kay");
	see(desk, "Mr Redfern");
	see(desk, "Priya Raman");
	/* the other one is to stand */
	act(desk, "key Down");
	see(desk, "stands beside the other");
	act(desk, "key Enter");
	see(desk, "Settled");
	assert_false(in_conflict("about_me.name_pref"));
	char *first = stored(KWAME, "about_me.name_pref", &UID_NONE);
	assert_true(strcmp(first, "Kay") == 0 ||
	    strcmp(first, "Mr Redfern") == 0);
	free(first);
	act(desk, "key Tab");
	assert_false(in_conflict("about_me.name_pref"));
	desk_close(desk);
	assert_sound(KWAME);
}

/* What another wrote meanwhile shows by itself where nobody is typing. */
static void
test_others_changes_show(void **state)
{
	struct desk *desk = desk_with(KWAME_FULL);

	(void)state;
	go_to_field(desk, "about_me.name_pref");
	answer_as(KWAME, &priya, "about_me.name_family", "Redfern-Osei");
	act(desk, "timer");
	see(desk, "[Redfern-Osei");
	see(desk, "Kwame Redfern-Osei");
	/* nor does leaving an untouched field write the old words again */
	answer_as(KWAME, &priya, "about_me.name_pref", "Kay");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref", "Kay");
	assert_false(in_conflict("about_me.name_pref"));
	desk_close(desk);
	assert_sound(KWAME);
}

/* --- a full disk --- */

static void
test_full_disk(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	full_disk_begin();
	desk = desk_at(KWAME);
	fill_in(desk, "about_me.name_pref", "Kay");
	full_disk_fill();
	act(desk, "timer");
	see(desk, "disk is full");
	act(desk, "key Tab");
	see(desk, "disk is full");
	see(desk, "[Kay ");
	/* more is typed meanwhile, and kept */
	act(desk, "key Ctrl-A");
	act(desk, "text Kwamina");
	act(desk, "key Tab");
	see(desk, "[Kay ");
	see(desk, "[Kwamina ");
	assert_stored(KWAME, "about_me.name_pref", "Kwame");
	/* it does not let go without a word */
	act(desk, "key Ctrl-Q");
	see(desk, "could not be saved");
	assert_string_equal(screen_name(desk), "form");
	full_disk_make_room();
	act(desk, "timer");
	assert_stored(KWAME, "about_me.name_pref", "Kay");
	assert_stored(KWAME, "about_me.name_first", "Kwamina");
	act(desk, "key Ctrl-Q");
	assert_string_equal(screen_name(desk), "");
	desk_close(desk);
	full_disk_end();
	assert_sound(KWAME);
}

/* The same from another screen than the one it was typed on. */
static void
test_full_disk_elsewhere(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	full_disk_begin();
	desk = desk_at(KWAME);
	fill_in(desk, "about_me.name_pref", "Kay");
	full_disk_fill();
	act(desk, "key Ctrl-O");
	see(desk, "disk is full");
	full_disk_make_room();
	/* it is tried again with the next question */
	act(desk, "key Enter");
	act(desk, "timer");
	assert_stored(KWAME, "about_me.name_pref", "Kay");
	desk_close(desk);
	full_disk_end();
	assert_sound(KWAME);
}

/* Room inside the plan: at first nothing at all is lost. */
static void
test_disk_that_cannot_grow(void **state)
{
	struct desk *desk;
	char words[32];

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	full_disk_begin();
	desk = desk_at(KWAME);
	full_disk_stop_growth();
	for (int i = 0; i < 50; i++) {
		snprintf(words, sizeof words, "Kay %d", i);
		fill_in(desk, "about_me.name_pref", words);
		act(desk, "key Tab");
		assert_stored(KWAME, "about_me.name_pref", words);
	}
	full_disk_make_room();
	desk_close(desk);
	full_disk_end();
	assert_sound(KWAME);
}

/* --- a line that drops --- */

static const struct {
	const char *field, *typed;
} fields_of_each_type[] = {
    {"about_me.name_pref", "Kay of the Mill"},
    {"purpose.tried", "A cushion, and then a"},
    {"purpose.weeks", "40"},
    {"money.quantity", "2.25"},
    {"money.price", "1,234.5"},
    {"money.share_percent", "33.3"},
    {"about_me.dob", "4/5/19"},
    {"about_me.phone", "07700 9001"},
    {"about_me.email", "kwame@print.exam"},
    {"about_me.postcode", "ZZ99"},
    {"about_me.nhs_no", "999 834 6"},
};

struct looks {
	struct buf title, line;
	int col;
};

static void
looks_of(const struct desk *desk, struct looks *looks)
{
	int row;

	buf_init(&looks->title);
	buf_init(&looks->line);
	emulator_cursor(desk->harness->emulator, &row, &looks->col);
	emulator_row(desk->harness->emulator, 1, &looks->title);
	emulator_row(desk->harness->emulator, row, &looks->line);
}

static void
looks_clear(struct looks *looks)
{
	buf_clear(&looks->title);
	buf_clear(&looks->line);
}

/* The line drops in the middle of a word, with the cursor back in the text:
 * screen, field, text and cursor are there again, and typing goes on. */
static void
drop_line(size_t at, int lefts)
{
	const char *typed = fields_of_each_type[at].typed;
	struct looks before, after;
	struct desk *desk;
	struct buf want;

	kwame_make(KWAME, KWAME_FULL, false);
	kwame_spoil(KWAME); /* has a line with a share */
	desk = desk_at(KWAME);
	fill_in(desk, fields_of_each_type[at].field, typed);
	for (int i = 0; i < lefts; i++)
		act(desk, "key Left");
	looks_of(desk, &before);
	act(desk, "hangup");
	assert_int_equal(desk->harness->end, LOOP_HANGUP);
	desk_close(desk);

	desk = desk_at(KWAME);
	looks_of(desk, &after);
	assert_string_equal(after.title.data, before.title.data);
	assert_string_equal(after.line.data, before.line.data);
	assert_int_equal(after.col, before.col);
	see(desk, "You are back where you were.");
	/* it drops once more before a key is pressed */
	act(desk, "hangup");
	desk_close(desk);
	desk = desk_at(KWAME);
	act(desk, "text 7");
	act(desk, "key Tab");
	buf_init(&want);
	buf_addf(&want, "%.*s7%s", (int)strlen(typed) - lefts, typed,
	    typed + strlen(typed) - lefts);
	go_to_field(desk, fields_of_each_type[at].field);
	see(desk, want.data);
	buf_clear(&want);
	looks_clear(&before);
	looks_clear(&after);
	desk_close(desk);
	assert_sound(KWAME);
	assert_int_equal(remove(KWAME), 0);
}

static void
test_hang_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(fields_of_each_type); i++) {
		print_message("# %s\n", fields_of_each_type[i].field);
		drop_line(i, 0);
		drop_line(i, 1);
	}
}

/* Found words that are taken back by hand do not come again. */
static void
test_found_and_taken_back(void **state)
{
	struct desk *desk = desk_with(KWAME_FULL);

	(void)state;
	go_to_field(desk, "about_me.name_pref");
	act(desk, "text !?");
	act(desk, "hangup");
	desk_close(desk);
	desk = desk_at(KWAME);
	see(desk, "[Kwame!?");
	act(desk, "key Backspace 2");
	act(desk, "key Tab");
	see_not(desk, "Kwame!?");
	act(desk, "key Shift-Tab");
	see_not(desk, "Kwame!?");
	act(desk, "key Ctrl-Q");
	desk_close(desk);
	desk = desk_at(KWAME);
	see_not(desk, "Kwame!?");
	assert_stored(KWAME, "about_me.name_pref", "Kwame");
	desk_close(desk);
	assert_sound(KWAME);
}

/* Found words stay on the screen while others write, and after. */
static void
test_found_beside_others(void **state)
{
	struct desk *desk = desk_with(KWAME_FULL);

	(void)state;
	go_to_field(desk, "about_me.name_pref");
	act(desk, "text !?");
	act(desk, "hangup");
	desk_close(desk);
	desk = desk_at(KWAME);
	answer_as(KWAME, &priya, "about_me.name_family", "Redfern-Osei");
	act(desk, "timer");
	see(desk, "Redfern-Osei");
	see(desk, ">[Kwame!?");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref", "Kwame!?");
	desk_close(desk);
	assert_sound(KWAME);
}

/* A choice and a row need no draft: they are on the disk at once. */
static void
test_hang_up_after_a_choice(void **state)
{
	struct desk *desk = desk_with(KWAME_FULL);

	(void)state;
	go_to_field(desk, "about_me.contact_how");
	act(desk, "key Down 2");
	act(desk, "key Space");
	act(desk, "hangup");
	desk_close(desk);
	assert_stored(KWAME, "about_me.contact_how", "text letter email");
	desk = desk_at(KWAME);
	see(desk, "[x] Letter");
	see(desk, "About me: How to reach me");
	desk_close(desk);
	assert_sound(KWAME);
}

/* Letters that came just before the line dropped count as typed. */
static void
test_hang_up_with_type_ahead(void **state)
{
	struct desk *desk = desk_with(KWAME_FULL);

	(void)state;
	go_to_field(desk, "about_me.name_pref");
	act(desk, "key Ctrl-A");
	act(desk, "text Kay");
	act(desk, "key Tab");
	act(desk, "key Ctrl-A");
	act(desk, "text Kwami");
	act(desk, "hangup");
	desk_close(desk);
	assert_stored(KWAME, "about_me.name_pref", "Kay");
	desk = desk_at(KWAME);
	see(desk, ">[Kwami ");
	desk_close(desk);
	assert_sound(KWAME);
}

/* The line drops while something stands over the text that was typed. */
static void
test_hang_up_under_something(void **state)
{
	static const char *const over[] = {"key F1", "key Ctrl-T", "key Ctrl-G",
	    "key Ctrl-R", "key Ctrl-E", "key Ctrl-N", "raw \x1c", "raw \x1d",
	    "key Ctrl-O"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(over); i++) {
		struct desk *desk = desk_with(KWAME_FULL);
		print_message("# %s\n", over[i]);
		fill_in(desk, "about_me.name_pref", "Kay");
		act(desk, "%s", over[i]);
		act(desk, "hangup");
		desk_close(desk);
		assert_stored(KWAME, "about_me.name_pref", "Kay");
		assert_sound(KWAME);
		assert_int_equal(remove(KWAME), 0);
	}
}

/* Somebody else's unfinished words are told, and stay theirs. */
static void
test_anothers_draft(void **state)
{
	struct desk *desk;
	struct plan *theirs;
	struct error err = {0};

	(void)state;
	kwame_make(KWAME, KWAME_FULL, false);
	theirs = open_as(KWAME, &priya);
	if (!store_put_draft(plan_store(theirs), "about_me.name_pref",
		&UID_NONE, "Mr Redf", 7, NULL, 0, NULL, &err))
		fail_msg("%s", err.text);
	plan_close(theirs);
	desk = desk_at(KWAME);
	go_to_field(desk, "about_me.name_pref");
	see(desk, ">[Kwame ");
	see(desk, "Priya Raman (praman@clinic) had begun an answer here");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref", "Kwame");
	desk_close(desk);
	/* she finds them again */
	theirs = open_as(KWAME, &priya);
	assert_int_equal(plan_found(theirs)->draft_count, 1);
	assert_true(plan_found(theirs)->drafts[0].mine);
	assert_string_equal(plan_found(theirs)->drafts[0].text, "Mr Redf");
	plan_close(theirs);
	assert_sound(KWAME);
}

/* Esc rests in the text; what is typed next goes on in it, spaces too. */
static void
test_spaces_after_esc(void **state)
{
	struct desk *desk = desk_with(KWAME_FULL);

	(void)state;
	go_to_field(desk, "about_me.name_pref");
	act(desk, "key Esc");
	act(desk, "text  and Dan");
	act(desk, "key Tab");
	assert_stored(KWAME, "about_me.name_pref", "Kwame and Dan");
	desk_close(desk);
}

/* --- keys that come faster than they can be drawn --- */

static struct buf
screen_after(const char *keys, size_t len, size_t at_once)
{
	struct desk *desk = desk_with(KWAME_FULL);
	struct buf dump;

	for (size_t at = 0, n; at < len; at += n) {
		/* whole sequences: as they come from a terminal */
		n = at_once;
		if (n == 1 && keys[at] == '\033')
			n = 2 + strcspn(keys + at + 2, "~ABCDFHZ") + 1;
		if (n > len - at)
			n = len - at;
		harness_send(desk->harness, keys + at, n);
	}
	act(desk, "key Ctrl-L");
	buf_init(&dump);
	emulator_dump(desk->harness->emulator, &dump);
	act(desk, "hangup");
	desk_close(desk);
	assert_int_equal(rename(KWAME, at_once == 1 ? "slow" : "fast"), 0);
	return dump;
}

static void
assert_same_answers(const char *keys)
{
	struct plan *slow = open_as("slow", &aisha);
	struct plan *fast = open_as("fast", &aisha);
	struct buf a, b;

	buf_init(&a);
	buf_init(&b);
	for (size_t i = 0; i < forms()->once_count; i++) {
		plan_show(slow, forms()->fields_once[i], &UID_NONE, &a);
		plan_show(fast, forms()->fields_once[i], &UID_NONE, &b);
		if (strcmp(a.data, b.data) != 0)
			fail_msg("%s differs after %s",
			    forms()->fields_once[i]->name, keys);
	}
	buf_clear(&a);
	buf_clear(&b);
	plan_close(slow);
	plan_close(fast);
}

/* All at once they do what they do one at a time. */
static void
test_typed_ahead(void **state)
{
	static const char *const keys[] = {"\t", "\t", "\t", "\r", " ", "a",
	    "words ", "7", "y", "n", "\033[B", "\033[A", "\033[B", "\033[Z",
	    "\033[6~", "\033[5~", "\033[C", "\033[D", "\007", "\024", "\017",
	    "\032", "\177", "\033[H", "\033[F", "\022"};
	struct luck luck = luck_new("typed ahead", 5);
	struct buf script, slow, fast;

	(void)state;
	for (int round = 0; round < 30; round++) {
		buf_init(&script);
		for (int i = 0; i < 14; i++)
			buf_add(&script,
			    keys[luck_draw(&luck, ARRAY_LEN(keys))]);
		slow = screen_after(script.data, script.len, 1);
		fast = screen_after(script.data, script.len, script.len);
		if (strcmp(slow.data, fast.data) != 0) {
			fprintf(stderr, "slowly:\n%s\nat once:\n%s\n",
			    slow.data, fast.data);
			fail_msg("round %d ends elsewhere", round);
		}
		assert_same_answers(script.data);
		buf_clear(&script);
		buf_clear(&slow);
		buf_clear(&fast);
		assert_int_equal(remove("slow") + remove("fast"), 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_slips), TEST(test_letters), TEST(test_huge_paste),
	    TEST(test_paste_that_is_no_text), TEST(test_set_aside_and_back),
	    TEST(test_undo_across_fields), TEST(test_going_on),
	    TEST(test_bring_back), TEST(test_two_in_one_field),
	    TEST(test_others_changes_show), TEST(test_full_disk),
	    TEST(test_full_disk_elsewhere), TEST(test_disk_that_cannot_grow),
	    TEST(test_hang_up), TEST(test_found_and_taken_back),
	    TEST(test_found_beside_others),
	    TEST(test_hang_up_after_a_choice),
	    TEST(test_hang_up_with_type_ahead),
	    TEST(test_hang_up_under_something), TEST(test_anothers_draft),
	    TEST(test_spaces_after_esc), TEST(test_typed_ahead),
	};

	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
