/* What people really type: slips, letters of every kind, too much, too fast, and
 * taken back. Nothing typed may be lost; test_losing is about what happens to
 * the plan meanwhile. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kwame.h"
#include "support.h"

/* A made-up family: one cluster of seven characters, 25 bytes. */
#define FAMILY "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d" \
	       "\xf0\x9f\x91\xa7\xe2\x80\x8d\xf0\x9f\x91\xa6"
#define HEBREW "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"
#define ARABIC "\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7"
#define ZALGO "e\xcc\x81\xcc\xb1\xcc\xa7o\xcc\x88"

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
	struct desk *desk = kwame_desk(KWAME_FULL);

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
	struct desk *desk = kwame_desk(KWAME_FULL);

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
	struct desk *desk = kwame_desk(KWAME_FULL);
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
	struct desk *desk = kwame_desk(KWAME_FULL);

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
	struct desk *desk = kwame_desk(KWAME_FULL);
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
	see_not(desk, "4,491.00 planned");
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
	struct desk *desk = kwame_desk(KWAME_FULL);

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
		struct desk *desk = kwame_desk(KWAME_FULL);
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
	struct desk *desk = kwame_desk(KWAME_FULL);

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

/* Esc rests in the text; what is typed next goes on in it, spaces too. */
static void
test_spaces_after_esc(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);

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
	struct desk *desk = kwame_desk(KWAME_FULL);
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

/* A figure that stands there when the focus comes is replaced by what is typed;
 * words never are, and a key that moves or deletes works on what is there. */
static void
test_figures_are_replaced(void **state)
{
	struct desk *desk = kwame_desk(KWAME_FULL);

	(void)state;
	go_to_field(desk, "purpose.weeks");
	act(desk, "text 12");
	act(desk, "key Tab");
	assert_stored(KWAME, "purpose.weeks", "12");
	act(desk, "key Shift-Tab");
	act(desk, "key Backspace");
	act(desk, "text 3");
	act(desk, "key Tab");
	assert_stored(KWAME, "purpose.weeks", "13");
	act(desk, "key Shift-Tab");
	act(desk, "key End");
	act(desk, "text 0");
	act(desk, "key Tab");
	assert_stored(KWAME, "purpose.weeks", "130");
	act(desk, "key Shift-Tab");
	act(desk, "text 5");
	act(desk, "key Ctrl-Z");
	act(desk, "key Tab");
	assert_stored(KWAME, "purpose.weeks", "130");
	fill_in(desk, "purpose.coordinator", "Aisha");
	act(desk, "key Tab");
	act(desk, "key Shift-Tab");
	act(desk, "text  Bloom");
	act(desk, "key Tab");
	assert_stored(KWAME, "purpose.coordinator", "Aisha Bloom");
	desk_close(desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_figures_are_replaced),
	    TEST(test_slips), TEST(test_letters), TEST(test_huge_paste),
	    TEST(test_paste_that_is_no_text), TEST(test_set_aside_and_back),
	    TEST(test_undo_across_fields), TEST(test_going_on),
	    TEST(test_bring_back), TEST(test_spaces_after_esc),
	    TEST(test_typed_ahead),
	};

	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
