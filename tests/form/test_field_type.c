#include "config.h"

#include "form/field_type.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/money.h"

#define POUND "\xC2\xA3"
#define SEED UINT64_C(20261116)

static const struct choice choices[] = {
    {"alone", "I live alone", "", ""},
    {"family", "With family", "", ""},
    {"other", "Somewhere else", "", ""},
};
static const struct choice_list list = {
    .id = "homes", .choices = choices, .count = 3};

static struct field
field_of(enum field_kind kind)
{
	struct field field = {.id = "f", .name = "form.f", .kind = kind};

	if (kind == FIELD_CHOICE || kind == FIELD_CHOICES)
		field.list = &list;
	return field;
}

/* A kept value as one text: "12" a number, "'12'" words, "" none. */
static void
write_value(const struct value *value, struct buf *out)
{
	if (value->kind == VALUE_NUMBER)
		decimal_format(value->number, 0, out);
	else if (value->kind == VALUE_TEXT)
		buf_addf(out, "'%s'", value->text);
}

/* What is kept must be typed and read back as itself. */
static void
check_round_trip(const struct field *field, const struct value *value,
    bool holds)
{
	struct value again;
	struct buf text;

	value_init(&again);
	buf_init(&text);
	field_edit_text(field, value, &text);
	assert_true(field_parse(field, text.data, &again, NULL) == holds);
	assert_true(value_equal(&again, value));
	assert_true(field_valid(field, value, NULL) == holds);
	buf_clear(&text);
	value_clear(&again);
}

#define ID_A "0123456789abcdef0123456789abcdef"
#define ID_B "fedcba9876543210fedcba9876543210"

static const struct {
	enum field_kind kind;
	const char *typed, *kept, *edit, *shown;
} held[] = {
    {FIELD_TIME, "07:30", "'07:30'", "07:30", "07:30"},
    {FIELD_TIME, "7.30", "'07:30'", "07:30", "07:30"},
    {FIELD_TIME, "0730", "'07:30'", "07:30", "07:30"},
    {FIELD_TIME, "730", "'07:30'", "07:30", "07:30"},
    {FIELD_TIME, "7 30 PM", "'19:30'", "19:30", "19:30"},
    {FIELD_TIME, "7", "'07:00'", "07:00", "07:00"},
    {FIELD_TIME, "7pm", "'19:00'", "19:00", "19:00"},
    {FIELD_TIME, "12am", "'00:00'", "00:00", "00:00"},
    {FIELD_TIME, "12.15 p.m.", "'12:15'", "12:15", "12:15"},
    {FIELD_TIME, "noon", "'12:00'", "12:00", "12:00"},
    {FIELD_TIME, "Midnight", "'00:00'", "00:00", "00:00"},
    {FIELD_TIME, "23:59", "'23:59'", "23:59", "23:59"},
    {FIELD_TEXT, "Priya", "'Priya'", "Priya", "Priya"},
    {FIELD_TEXT, "  two  ", "'  two  '", "  two  ", "  two  "},
    {FIELD_TEXT, "", "", "", ""},
    {FIELD_TEXT, " \t\n ", "", "", ""},
    {FIELD_PARAGRAPH, "one\n\ntwo\n", "'one\n\ntwo\n'", "one\n\ntwo\n",
	"one\n\ntwo\n"},
    {FIELD_CHOICE, "family", "'family'", "family", "With family"},
    {FIELD_CHOICE, " family ", "'family'", "family", "With family"},
    {FIELD_CHOICE, "family family", "'family'", "family", "With family"},
    {FIELD_CHOICE, " ", "", "", ""},
    {FIELD_CHOICES, "other alone other", "'alone other'", "alone other",
	"I live alone; Somewhere else"},
    {FIELD_CHOICES, "family", "'family'", "family", "With family"},
    {FIELD_YES_NO, "yes", "1", "yes", "Yes"},
    {FIELD_YES_NO, "Y", "1", "yes", "Yes"},
    {FIELD_YES_NO, "1", "1", "yes", "Yes"},
    {FIELD_YES_NO, " NO ", "0", "no", "No"},
    {FIELD_YES_NO, "n", "0", "no", "No"},
    {FIELD_YES_NO, "0", "0", "no", "No"},
    {FIELD_NUMBER, "1,200", "1200", "1200", "1200"},
    {FIELD_NUMBER, "-3", "-3", "-3", "-3"},
    {FIELD_NUMBER, "1000000000000", "1000000000000", "1000000000000",
	"1000000000000"},
    {FIELD_DECIMAL, "5.6", "56000", "5.6", "5.6"},
    {FIELD_DECIMAL, "0.0001", "1", "0.0001", "0.0001"},
    {FIELD_DECIMAL, "38", "380000", "38", "38"},
    {FIELD_MONEY, POUND "4,491", "449100", "4,491.00", POUND "4,491.00"},
    {FIELD_MONEY, "-3.2", "-320", "-3.20", "-" POUND "3.20"},
    {FIELD_PERCENT, "50%", "5000", "50%", "50%"},
    {FIELD_PERCENT, "50 %", "5000", "50%", "50%"},
    {FIELD_PERCENT, "33.33", "3333", "33.33%", "33.33%"},
    {FIELD_PERCENT, "0", "0", "0%", "0%"},
    {FIELD_PERCENT, "100.00", "10000", "100%", "100%"},
    {FIELD_DATE, "16/11/2026", "'2026-11-16'", "16/11/2026",
	"16 November 2026"},
    {FIELD_DATE, "3 feb 2026", "'2026-02-03'", "3/2/2026",
	"3 February 2026"},
    {FIELD_PHONE, " 01632 960123 ", "'01632 960123'", "01632 960123",
	"01632 960123"},
    {FIELD_PHONE, "+44 (0)1632-960 123 ext. 12",
	"'+44 (0)1632-960 123 ext. 12'", "+44 (0)1632-960 123 ext. 12",
	"+44 (0)1632-960 123 ext. 12"},
    {FIELD_PHONE, "12345", "'12345'", "12345", "12345"},
    {FIELD_PHONE, "01632960123x9", "'01632960123x9'", "01632960123x9",
	"01632960123x9"},
    {FIELD_EMAIL, " Jo.Ash@example.org ", "'Jo.Ash@example.org'",
	"Jo.Ash@example.org", "Jo.Ash@example.org"},
    {FIELD_POSTCODE, "zz993vz", "'ZZ99 3VZ'", "ZZ99 3VZ", "ZZ99 3VZ"},
    {FIELD_POSTCODE, " m1  1ae ", "'M1 1AE'", "M1 1AE", "M1 1AE"},
    {FIELD_POSTCODE, "B33 8TH", "'B33 8TH'", "B33 8TH", "B33 8TH"},
    {FIELD_POSTCODE, "CR2 6XH", "'CR2 6XH'", "CR2 6XH", "CR2 6XH"},
    {FIELD_POSTCODE, "W1A0AX", "'W1A 0AX'", "W1A 0AX", "W1A 0AX"},
    {FIELD_POSTCODE, "EC1A 1BB", "'EC1A 1BB'", "EC1A 1BB", "EC1A 1BB"},
    {FIELD_NHS_NUMBER, "999 000 0018", "'9990000018'", "999 000 0018",
	"999 000 0018"},
    {FIELD_NHS_NUMBER, "9990000018", "'9990000018'", "999 000 0018",
	"999 000 0018"},
    {FIELD_NHS_NUMBER, "999-000-0018", "'9990000018'", "999 000 0018",
	"999 000 0018"},
    {FIELD_LINK, ID_A, "'" ID_A "'", ID_A, ""},
    {FIELD_LINKS, " " ID_B "  " ID_A " " ID_B, "'" ID_B " " ID_A "'",
	ID_B " " ID_A, ""},
};

static void
test_what_holds(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(held); i++) {
		struct field field = field_of(held[i].kind);
		struct error why = {.code = ERR_BUSY};
		struct value value;
		struct buf text;

		value_init(&value);
		value_set_text(&value, "left over");
		buf_init(&text);
		assert_true(field_parse(&field, held[i].typed, &value, &why));
		assert_int_equal(why.code, ERR_BUSY); /* not touched */
		write_value(&value, &text);
		assert_string_equal(text.data, held[i].kept);
		buf_reset(&text);
		field_edit_text(&field, &value, &text);
		assert_string_equal(text.data, held[i].edit);
		buf_reset(&text);
		field_show(&field, &value, &text);
		assert_string_equal(text.data, held[i].shown);
		assert_true(field_valid(&field, &value, &why));
		check_round_trip(&field, &value, true);
		buf_clear(&text);
		value_clear(&value);
	}
}

#define NOT_PHONE(text)                                                        \
	"\"" text "\" is not a phone number: it has something other than "      \
	"figures, spaces, + ( ) and -. Write it as in 01632 960123 ext 12."
#define NOT_EMAIL(text)                                                        \
	"\"" text "\" is not an email address. It has one @, with a name "      \
	"before it and a place after it."
#define NOT_EMAIL_END(text)                                                    \
	"\"" text "\" does not end as an email address does. After the @ "      \
	"comes a name such as example.org."
#define NOT_POSTCODE(text)                                                     \
	"\"" text "\" is not a postcode. Write all of it, as in ZZ99 3VZ."
#define NOT_PERCENT(text)                                                      \
	text " is not from 0% to 100%; write the share of the whole, such as "  \
	     "50%."
#define TOO_LARGE                                                              \
	" is a larger number than a plan can hold; check the figures."
#define NO_ROW "This does not name a row of a table. Pick it from the list."

static const struct {
	enum field_kind kind;
	const char *typed, *why;
} refused[] = {
    {FIELD_TIME, "24:00",
	"This is not a time of day. Write hours and minutes, such as 07:30, "
	"19:00 or 7.30pm."},
    {FIELD_TIME, "7:5",
	"This is not a time of day. Write hours and minutes, such as 07:30, "
	"19:00 or 7.30pm."},
    {FIELD_TIME, "7:60",
	"This is not a time of day. Write hours and minutes, such as 07:30, "
	"19:00 or 7.30pm."},
    {FIELD_TIME, "13pm",
	"This is not a time of day. Write hours and minutes, such as 07:30, "
	"19:00 or 7.30pm."},
    {FIELD_TIME, "half past 7",
	"This is not a time of day. Write hours and minutes, such as 07:30, "
	"19:00 or 7.30pm."},
    {FIELD_TIME, "0am",
	"This is not a time of day. Write hours and minutes, such as 07:30, "
	"19:00 or 7.30pm."},
    {FIELD_TIME, "12345",
	"This is not a time of day. Write hours and minutes, such as 07:30, "
	"19:00 or 7.30pm."},
    {FIELD_TIME, "7:30:00",
	"This is not a time of day. Write hours and minutes, such as 07:30, "
	"19:00 or 7.30pm."},
    {FIELD_TIME, "7.30 or so",
	"This is not a time of day. Write hours and minutes, such as 07:30, "
	"19:00 or 7.30pm."},
    {FIELD_CHOICE, "nowhere",
	"\"nowhere\" is not one of the choices. Pick from the list."},
    {FIELD_CHOICE, "alone family",
	"Only one of the choices can be picked here, and there are 2. Pick "
	"one."},
    {FIELD_CHOICES, "other  alone Family",
	"\"Family\" is not one of the choices. Pick from the list."},
    {FIELD_YES_NO, "maybe", "\"maybe\" is neither yes nor no. Write one of "
	"them."},
    {FIELD_NUMBER, "1000000000001", "1000000000001" TOO_LARGE},
    {FIELD_NUMBER, "-1000000000001", "-1000000000001" TOO_LARGE},
    {FIELD_NUMBER, "2.5", "2.5 is not a whole number; write it without a "
	"point, such as 12."},
    {FIELD_NUMBER, "two", "\"two\" is not a number; write it in figures, "
	"such as 12 or 1,200."},
    {FIELD_DECIMAL, "1000000000000.0001", "1000000000000.0001" TOO_LARGE},
    {FIELD_DECIMAL, "1.23456", "1.23456 has five figures after the point; "
	"write four at most."},
    {FIELD_MONEY, "12.345", "12.345 has three figures after the point; "
	"write pounds and pence, such as 12.34."},
    {FIELD_PERCENT, "100.01", NOT_PERCENT("100.01")},
    {FIELD_PERCENT, "-1%", NOT_PERCENT("-1%")},
    {FIELD_PERCENT, "%", "Write a number in figures, such as 12.5 or "
	"1,200."},
    {FIELD_DATE, "29/2/2026", "February 2026 has 28 days."},
    {FIELD_PHONE, "ask at the shop", NOT_PHONE("ask at the shop")},
    {FIELD_PHONE, "01632 960123 or 4", NOT_PHONE("01632 960123 or 4")},
    {FIELD_PHONE, "1234", "\"1234\" is too short for a phone number. Write "
	"all of it, such as 01632 960123."},
    {FIELD_EMAIL, "jo", NOT_EMAIL("jo")},
    {FIELD_EMAIL, "@example.org", NOT_EMAIL("@example.org")},
    {FIELD_EMAIL, "jo@", NOT_EMAIL("jo@")},
    {FIELD_EMAIL, "jo@a@b.org", NOT_EMAIL("jo@a@b.org")},
    {FIELD_EMAIL, "jo ash@example.org", "\"jo ash@example.org\" has a space "
	"in it, which no email address has. Take it out."},
    {FIELD_EMAIL, "jo@example", NOT_EMAIL_END("jo@example")},
    {FIELD_EMAIL, "jo@.org", NOT_EMAIL_END("jo@.org")},
    {FIELD_EMAIL, "jo@example.", NOT_EMAIL_END("jo@example.")},
    {FIELD_EMAIL, "jo@example..org", NOT_EMAIL_END("jo@example..org")},
    {FIELD_POSTCODE, "ZZ99", NOT_POSTCODE("ZZ99")},
    {FIELD_POSTCODE, "3VZ", NOT_POSTCODE("3VZ")},
    {FIELD_POSTCODE, "ZZ99 33V", NOT_POSTCODE("ZZ99 33V")},
    {FIELD_POSTCODE, "ZZZ9 3VZ", NOT_POSTCODE("ZZZ9 3VZ")},
    {FIELD_POSTCODE, "ZZ999 3VZ", NOT_POSTCODE("ZZ999 3VZ")},
    {FIELD_POSTCODE, "ZZ99 3VZ UK", NOT_POSTCODE("ZZ99 3VZ UK")},
    {FIELD_NHS_NUMBER, "999 000 0019",
	"That NHS number does not add up: one of its figures may be "
	"mistyped. Check it against a letter from the NHS."},
    {FIELD_NHS_NUMBER, "999 000 001",
	"An NHS number has ten figures and this has 9. Check it against a "
	"letter from the NHS."},
    {FIELD_NHS_NUMBER, "999 000 00188",
	"An NHS number has ten figures and this has 11. Check it against a "
	"letter from the NHS."},
    {FIELD_NHS_NUMBER, "999 000 OO18",
	"\"999 000 OO18\" is not an NHS number: it has something other than "
	"figures. Write its ten figures, as in 999 000 0018."},
    {FIELD_LINK, "Priya", NO_ROW},
    {FIELD_LINK, ID_A "0", NO_ROW},
    {FIELD_LINK, ID_A " " ID_B,
	"Only one row can be picked here, and there are 2. Pick one."},
    {FIELD_LINKS, ID_A " x", NO_ROW},
};

/* Kept byte for byte, marked, shown as it was typed, with the reason. */
static void
test_what_does_not(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
		struct field field = field_of(refused[i].kind);
		struct error why = {0}, valid = {0};
		struct value value;
		struct buf text;
		char typed[64];

		value_init(&value);
		buf_init(&text);
		snprintf(typed, sizeof typed, "  %s ", refused[i].typed);
		assert_false(field_parse(&field, typed, &value, NULL));
		assert_int_equal(value.kind, VALUE_TEXT);
		assert_string_equal(value.text, typed);
		assert_false(field_parse(&field, refused[i].typed, &value,
		    &why));
		assert_string_equal(value.text, refused[i].typed);
		assert_int_equal(why.code, ERR_USER);
		assert_string_equal(why.text, refused[i].why);
		assert_false(field_valid(&field, &value, &valid));
		assert_string_equal(valid.text, refused[i].why);
		field_show(&field, &value, &text);
		assert_string_equal(text.data, field.kind == FIELD_LINK ||
		    field.kind == FIELD_LINKS ? "" : refused[i].typed);
		check_round_trip(&field, &value, false);
		buf_clear(&text);
		value_clear(&value);
	}
}

static void
test_longest_words(void **state)
{
	struct field field = field_of(FIELD_TEXT);
	struct error why = {0};
	struct value value;

	(void)state;
	value_init(&value);
	field.max_cols = 5;
	/* columns, not bytes: five letters of two bytes each */
	assert_true(field_parse(&field,
	    "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", &value, &why));
	assert_true(field_valid(&field, &value, &why));
	assert_false(field_parse(&field, "sixsix", &value, &why));
	assert_string_equal(value.text, "sixsix");
	assert_string_equal(why.text,
	    "This is longer than 5 characters, which is all that there is "
	    "room for where it is used. Say it in fewer.");
	assert_false(field_valid(&field, &value, NULL));
	field.max_cols = 0;
	assert_true(field_valid(&field, &value, NULL));
	value_clear(&value);
}

/* Values that no typing makes: from another program, or another type. */
static void
test_strange_values(void **state)
{
	static const struct {
		enum field_kind kind;
		const char *text; /* or NULL and the number */
		int64_t number;
		bool valid;
		const char *shown;
	} cases[] = {
	    {FIELD_TEXT, NULL, 12, false, "12"},
	    {FIELD_DATE, NULL, 12, false, "12"},
	    {FIELD_DATE, "16/11/2026", 0, false, "16/11/2026"},
	    {FIELD_DATE, "2026-02-31", 0, false, "2026-02-31"},
	    {FIELD_NUMBER, "12", 0, false, "12"},
	    {FIELD_YES_NO, NULL, 2, false, "2"},
	    {FIELD_YES_NO, "yes", 0, false, "yes"},
	    {FIELD_PERCENT, NULL, 10001, false, "100.01%"},
	    {FIELD_MONEY, NULL, MONEY_MAX_PENCE + 1, false,
		POUND "10,000,000,000.01"},
	    {FIELD_NUMBER, NULL, INT64_MIN, false, "-9223372036854775808"},
	    {FIELD_CHOICES, "other alone", 0, false, "other alone"},
	    {FIELD_NHS_NUMBER, "999 000 0018", 0, false, "999 000 0018"},
	    {FIELD_POSTCODE, "zz99 3vz", 0, false, "zz99 3vz"},
	    {FIELD_CHOICE, "family", 0, true, "With family"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct field field = field_of(cases[i].kind);
		struct error why = {0};
		struct value value;
		struct buf text;

		value_init(&value);
		buf_init(&text);
		if (cases[i].text)
			value_set_text(&value, cases[i].text);
		else
			value_set_number(&value, cases[i].number);
		assert_true(field_valid(&field, &value, &why) ==
		    cases[i].valid);
		assert_true((why.text[0] != '\0') == !cases[i].valid);
		field_show(&field, &value, &text);
		assert_string_equal(text.data, cases[i].shown);
		buf_clear(&text);
		value_clear(&value);
	}
}

static uint64_t
next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return *seed >> 33;
}

/* Text of bits that mean something to one type or another. */
static void
random_text(uint64_t *seed, struct buf *out)
{
	static const char *const bits[] = {"1", "2", "0", "9", "12", ".", ",",
	    "-", "%", POUND, " ", "/", "3 feb ", "2026", "29", "16/11/2026", "alone", "other",
	    "yes", "n", "@", "@a.b", "a", "ZZ99", "3VZ", "ZZ99 3VZ", "+", "ext", "\xC3\xA9", "\n",
	    "999 000 0018", ID_A, ID_B, "100", "1000000000000", "00"};

	buf_reset(out);
	for (uint64_t n = next_random(seed) % 6; n; n--)
		buf_add(out, bits[next_random(seed) % ARRAY_LEN(bits)]);
}

static void
test_any_text_comes_back(void **state)
{
	size_t count[FIELD_KIND_COUNT] = {0};
	uint64_t seed = SEED;
	struct buf text;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	buf_init(&text);
	for (int i = 0; i < 100000; i++) {
		enum field_kind kind =
		    (enum field_kind)(next_random(&seed) % FIELD_KIND_COUNT);
		struct field field = field_of(kind);
		struct value value;
		bool holds;

		value_init(&value);
		random_text(&seed, &text);
		holds = field_parse(&field, text.data, &value, NULL);
		count[kind] += holds && !value_is_none(&value);
		check_round_trip(&field, &value, holds);
		value_clear(&value);
	}
	for (int i = 0; i < FIELD_KIND_COUNT; i++)
		assert_true(count[i] > 10); /* not only refusals */
	buf_clear(&text);
}

/* Every number and day in its range comes back too. */
static void
test_any_number_comes_back(void **state)
{
	static const struct {
		enum field_kind kind;
		int64_t least, most;
	} ranges[] = {
	    {FIELD_YES_NO, 0, 1},
	    {FIELD_NUMBER, -INT64_C(1000000000000), INT64_C(1000000000000)},
	    {FIELD_DECIMAL, -INT64_C(10000000000000000),
		INT64_C(10000000000000000)},
	    {FIELD_MONEY, -MONEY_MAX_PENCE, MONEY_MAX_PENCE},
	    {FIELD_PERCENT, 0, 10000},
	    {FIELD_DATE, 1, 9998},
	};
	uint64_t seed = SEED;

	(void)state;
	for (int i = 0; i < 60000; i++) {
		size_t r = (size_t)i % ARRAY_LEN(ranges);
		struct field field = field_of(ranges[r].kind);
		uint64_t span =
		    (uint64_t)(ranges[r].most - ranges[r].least) + 1;
		uint64_t wide = next_random(&seed) << 31 | next_random(&seed);
		int64_t number = ranges[r].least + (int64_t)(wide % span);
		struct value value;
		char iso[32];

		if (i < 2 * (int)ARRAY_LEN(ranges))
			number = i < (int)ARRAY_LEN(ranges) ?
			    ranges[r].least : ranges[r].most;
		value_init(&value);
		value_set_number(&value, number);
		if (field.kind == FIELD_DATE) {
			snprintf(iso, sizeof iso, "%04d-%02d-%02d",
			    (int)number, (int)(wide % 12) + 1,
			    (int)(wide / 12 % 28) + 1);
			value_set_text(&value, iso);
		}
		check_round_trip(&field, &value, true);
		value_clear(&value);
	}
}

static void
test_table(void **state)
{
	(void)state;
	for (int i = 0; i < FIELD_KIND_COUNT; i++) {
		const struct field_type *type =
		    field_type((enum field_kind)i);

		assert_int_equal(type->kind, i);
		assert_true(type->word[0] && type->about[0]);
		assert_ptr_equal(field_type_by_word(type->word), type);
	}
	assert_null(field_type_by_word("Text"));
	assert_true(field_type(FIELD_MONEY)->number);
	assert_false(field_type(FIELD_DATE)->number);
	assert_true(field_type(FIELD_PARAGRAPH)->words);
	assert_true(field_type(FIELD_LINKS)->picked);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_what_holds),
	    cmocka_unit_test(test_what_does_not),
	    cmocka_unit_test(test_longest_words),
	    cmocka_unit_test(test_strange_values),
	    cmocka_unit_test(test_any_text_comes_back),
	    cmocka_unit_test(test_any_number_comes_back),
	    cmocka_unit_test(test_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
