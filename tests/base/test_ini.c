#include "config.h"

#include "base/ini.h"

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

#define SEED UINT64_C(20261116)

static const char good[] =
    "# a comment; with = and [brackets]\n"
    "  ; and another\n"
    "\n"
    "[form]\n"
    "id = \"about_me\"\n"
    "title=\"About  me\"   \n"
    "[field.name]\n"
    "   label = \" It's ; # = [x] \\ \xC3\xA9 \"\n"
    "empty = \"\"\n"
    "help.2 = \"':x IS ''a'''\"\n"
    "[empty.one]\n"
    "[choices.x]\n"
    "a1_b = \"A\"";

static void
test_reads_as_written(void **state)
{
	struct error err = {.code = ERR_BUSY};
	struct ini *ini;
	const struct ini_section *field;

	(void)state;
	assert_true(ini_load_text("a.ini", good, strlen(good), &ini, NULL,
	    &err));
	assert_int_equal(err.code, ERR_BUSY); /* not touched */
	assert_int_equal(ini->section_count, 4);
	assert_string_equal(ini->file, "a.ini");
	assert_string_equal(ini->text, good);
	assert_int_equal(ini->text_len, strlen(good));
	assert_string_equal(ini->sections[0].name, "form");
	assert_int_equal(ini->sections[0].line, 4);
	assert_string_equal(ini_value(&ini->sections[0], "title"),
	    "About  me");
	field = &ini->sections[1];
	assert_string_equal(field->name, "field.name");
	assert_int_equal(field->key_count, 3);
	assert_string_equal(field->keys[0].name, "label");
	assert_string_equal(field->keys[0].value,
	    " It's ; # = [x] \\ \xC3\xA9 ");
	assert_int_equal(field->keys[0].line, 8);
	assert_string_equal(ini_value(field, "empty"), "");
	assert_string_equal(ini_value(field, "help.2"), "':x IS ''a'''");
	assert_null(ini_find(field, "help"));
	assert_null(ini_value(field, "a1_b"));
	assert_int_equal(ini->sections[2].key_count, 0);
	assert_string_equal(ini_value(&ini->sections[3], "a1_b"), "A");
	assert_int_equal(ini_find(&ini->sections[3], "a1_b")->line, 13);
	ini_free(ini);
}

static void
test_nothing_in_it(void **state)
{
	static const char *const texts[] = {"", "\n", "# only this", "   \n"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct ini *ini;
		struct error err;

		assert_true(ini_load_text("a.ini", texts[i], strlen(texts[i]),
		    &ini, NULL, &err));
		assert_int_equal(ini->section_count, 0);
		ini_free(ini);
	}
}

/* Reads TEXT, which has breaches, and compares what is said of them with
 * EXPECTED: "LINE: text" and a line feed for each. */
static void
expect_breaches(const char *text, size_t len, const char *expected)
{
	struct problem_list problems;
	struct error err = {0}, alone = {0};
	struct buf said;
	struct ini *ini;

	problem_list_init(&problems);
	buf_init(&said);
	assert_false(ini_load_text("a.ini", text, len, &ini, &problems, &err));
	assert_int_equal(ini->section_count, 0);
	ini_free(ini);
	for (size_t i = 0; i < problems.count; i++) {
		const struct problem *p = &problems.items[i];

		assert_memory_equal(p->where, "a.ini:", 6);
		buf_addf(&said, "%s: %s\n", p->where + 6, p->text);
	}
	assert_string_equal(said.data, expected);
	/* the first one is in err, with a list and without */
	assert_int_equal(err.code, ERR_FORM);
	assert_false(ini_load_text("a.ini", text, len, &ini, NULL, &alone));
	ini_free(ini);
	assert_string_equal(alone.text, err.text);
	buf_reset(&said);
	buf_addf(&said, "%s: %s", problems.items[0].where,
	    problems.items[0].text);
	assert_string_equal(err.text, said.data);
	buf_clear(&said);
	problem_list_clear(&problems);
}

#define NO_QUOTES                                                              \
	"2: The value of a is not in double quotes. Write a = \"...\".\n"
#define AFTER_QUOTES                                                           \
	"2: Something follows the closing double quote of a and would be "      \
	"lost. Inside a value use single quotes; put a comment on a line of "   \
	"its own.\n"
#define BAD_SECTION                                                            \
	"A section is written [name], with nothing after the bracket. Put a "   \
	"comment on a line of its own.\n"
#define CONTROL(at)                                                            \
	"There is a control character at byte " #at ". Take it out.\n"

/* What iniparser would do with each is in the comment. */
static void
test_breaches(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
	    /* cuts the value at ; or # */
	    {"[s]\na = b ; c\n", NO_QUOTES},
	    {"[s]\na = # c\n", NO_QUOTES},
	    {"[s]\na =\n", NO_QUOTES},
	    {"[s]\na = 'b'\n", NO_QUOTES},
	    /* keeps only the quoted part, drops what follows */
	    {"[s]\na = \"b\" c\n", AFTER_QUOTES},
	    {"[s]\na = \"b\" ; c\n", AFTER_QUOTES},
	    {"[s]\na = \"b \"c\" d\"\n", AFTER_QUOTES},
	    {"[s]\na = \"b\"\"\n", AFTER_QUOTES},
	    {"[s]\na = \"b\n",
		"2: The value of a has no closing double quote. End it on the "
		"same line.\n"},
	    /* joins it with the next line */
	    {"[s]\na = \"b\\\nc = \"d\"\n",
		"2: The value of a has no closing double quote. End it on the "
		"same line.\n"},
	    {"[s]\n# a comment \\\na = \"b\"\n; too \\  \n",
		"2: A comment that ends in a backslash would swallow the next "
		"line. Take the backslash out.\n"
		"4: A comment that ends in a backslash would swallow the next "
		"line. Take the backslash out.\n"},
	    /* puts its keys into the section before */
	    {"[s]\n[]\na = \"b\"\n",
		"2: [] is not a name. Use small letters, digits and _, "
		"beginning with a letter, with dots between.\n"},
	    {"[s] # c\na = \"b\"\n", "1: " BAD_SECTION},
	    {"[s\n", "1: " BAD_SECTION},
	    {"[\n", "1: " BAD_SECTION},
	    {"[ s ]\n",
		"1: [ s ] is not a name. Use small letters, digits and _, "
		"beginning with a letter, with dots between.\n"},
	    /* makes it lower case */
	    {"[S]\n",
		"1: [S] is not a name. Use small letters, digits and _, "
		"beginning with a letter, with dots between.\n"},
	    {"[a..b]\n[.a]\n[a.]\n[1a]\n[_a]\n",
		"1: [a..b] is not a name. Use small letters, digits and _, "
		"beginning with a letter, with dots between.\n"
		"2: [.a] is not a name. Use small letters, digits and _, "
		"beginning with a letter, with dots between.\n"
		"3: [a.] is not a name. Use small letters, digits and _, "
		"beginning with a letter, with dots between.\n"
		"4: [1a] is not a name. Use small letters, digits and _, "
		"beginning with a letter, with dots between.\n"
		"5: [_a] is not a name. Use small letters, digits and _, "
		"beginning with a letter, with dots between.\n"},
	    {"[s]\nLabel = \"b\"\na b = \"c\"\n = \"d\"\n",
		"2: 'Label' is not a key. Use small letters, digits and _, "
		"beginning with a letter.\n"
		"3: 'a b' is not a key. Use small letters, digits and _, "
		"beginning with a letter.\n"
		"4: '' is not a key. Use small letters, digits and _, "
		"beginning with a letter.\n"},
	    /* lets the last one win */
	    {"[s]\na = \"1\"\nb = \"2\"\na = \"3\"\n[t]\na = \"4\"\n[s]\n",
		"4: a stands here a second time (first on line 2). Take one "
		"of them out.\n"
		"7: [s] stands here a second time (first on line 1). Put both "
		"together, or give one another name.\n"},
	    {"a = \"1\"\n[s]\n",
		"1: a stands before the first [section]. Move it into the one "
		"that it belongs to.\n"},
	    {"[s]\nwords\n",
		"2: This line is not a [section], a key = \"value\" or a "
		"comment. Begin a comment with #.\n"},
	    {"\xEF\xBB\xBF[s]\n",
		"1: The file begins with a byte order mark. Save it as UTF-8 "
		"without one.\n"},
	    {"[s]\na = \"\xE9\"\n",
		"2: The line is not valid UTF-8. Save the file as UTF-8.\n"},
	    {"[s]\n# \xC0\x80\n",
		"2: The line is not valid UTF-8. Save the file as UTF-8.\n"},
	    {"[s]\r\na = \"b\"\r\nc = d\r\n",
		"1: The line ends as on Windows (CR LF). Save the file with "
		"Unix line ends (LF).\n"
		"3: The value of c is not in double quotes. Write c = "
		"\"...\".\n"},
	    {"[s]\na = \"b\rc\"\n", "2: " CONTROL(7)},
	    {"[\t]\na = \"b\"\n", "1: There is a tab here. Use spaces.\n"},
	    {"[s]\na =\t\"b\"\n", "2: There is a tab here. Use spaces.\n"},
	    {"[s]\na = \"\x1b[31m\"\n", "2: " CONTROL(6)},
	    {"[s]\na = \"\x7f\"\n", "2: " CONTROL(6)},
	    {"[s]\na = \"\xC2\x9b\"\n", "2: " CONTROL(6)},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		expect_breaches(cases[i].text, strlen(cases[i].text),
		    cases[i].expected);
	expect_breaches("[s]\na = \"b\0c\"\n", 13, "2: " CONTROL(7));
}

/* [s] and a line of LEN bytes with the line feed left out. */
static void
long_line(struct buf *text, size_t len)
{
	buf_reset(text);
	buf_add(text, "[s]\na = \"");
	while (text->len < 4 + len - 1)
		buf_add_char(text, 'x');
	buf_add(text, "\"\n");
}

static void
test_limits(void **state)
{
	struct error err;
	struct ini *ini;
	struct buf text;

	(void)state;
	buf_init(&text);
	long_line(&text, 1000);
	assert_true(ini_load_text("a.ini", text.data, text.len, &ini, NULL,
	    &err));
	assert_int_equal(strlen(ini_value(&ini->sections[0], "a")), 994);
	ini_free(ini);
	long_line(&text, 1001);
	expect_breaches(text.data, text.len,
	    "2: The line has 1001 bytes; at most 1000 are read. Go on in a "
	    "second key (help.2, relevant.2).\n");
	buf_reset(&text);
	for (int i = 0; i < 10001; i++)
		buf_add_char(&text, '\n');
	expect_breaches(text.data, text.len,
	    "10001: The file has more than 10000 lines. Divide it into "
	    "several.\n");
	buf_clear(&text);
}

/* More than iniparser is given at a time, with one section larger than that. */
static void
test_many_pieces(void **state)
{
	struct error err;
	struct ini *ini;
	struct buf text;
	size_t section = 0;

	(void)state;
	buf_init(&text);
	for (int i = 0; i < 400; i++) {
		buf_addf(&text, "# before\n[s%d]\n", i);
		for (int k = 0; k < (i == 200 ? 300 : i % 7); k++)
			buf_addf(&text, "k%d = \"%d of %d\"\n", k, k, i);
	}
	assert_true(ini_load_text("a.ini", text.data, text.len, &ini, NULL,
	    &err));
	assert_int_equal(ini->section_count, 400);
	for (; section < 400; section++) {
		const struct ini_section *s = &ini->sections[section];
		char value[32];

		snprintf(value, sizeof value, "s%zu", section);
		assert_string_equal(s->name, value);
		assert_int_equal(s->key_count,
		    section == 200 ? 300 : section % 7);
		for (size_t k = 0; k < s->key_count; k++) {
			snprintf(value, sizeof value, "%zu of %zu", k,
			    section);
			assert_string_equal(s->keys[k].value, value);
			assert_int_equal(s->keys[k].line,
			    s->line + (int)k + 1);
		}
	}
	ini_free(ini);
	buf_clear(&text);
}

static void
test_from_disk(void **state)
{
	char path[] = "/tmp/oneplan-ini-XXXXXX";
	int fd = mkstemp(path);
	struct problem_list problems;
	struct error err = {0};
	struct ini *ini;

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(write(fd, good, strlen(good)), strlen(good));
	close(fd);
	assert_true(ini_load(path, &ini, NULL, &err));
	assert_string_equal(ini->file, path);
	assert_int_equal(ini->section_count, 4);
	ini_free(ini);
	assert_int_equal(unlink(path), 0);

	problem_list_init(&problems);
	assert_false(ini_load(path, &ini, &problems, &err));
	assert_int_not_equal(err.code, ERR_NONE);
	assert_int_equal(problems.count, 1);
	assert_string_equal(problems.items[0].where, path);
	assert_string_equal(problems.items[0].text, err.text);
	ini_free(ini);
	problem_list_clear(&problems);

	/* iniparser reads a folder as an empty file */
	assert_false(ini_load("/tmp", &ini, NULL, &err));
	ini_free(ini);
}

static uint64_t
next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return *seed >> 33;
}

/* Whatever the bytes, both readers agree or the file is refused: a text that is
 * accepted says every value back, quote for quote. */
static void
test_any_bytes(void **state)
{
	static const char some[] = "[]=\"\"';#\\ \n.aZ09_\t\r\x7f\xC3\xA9\x00";
	uint64_t seed = SEED;
	size_t accepted = 0;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	for (int round = 0; round < 20000; round++) {
		char text[sizeof good];
		size_t len = sizeof good - 1;
		struct error err;
		struct ini *ini;

		memcpy(text, good, sizeof good);
		for (uint64_t n = next_random(&seed) % 3 + 1; n; n--)
			text[next_random(&seed) % len] =
			    some[next_random(&seed) % (sizeof some - 1)];
		if (ini_load_text("a.ini", text, len, &ini, NULL, &err))
			accepted++;
		for (size_t s = 0; s < ini->section_count; s++) {
			const struct ini_section *sec = &ini->sections[s];

			for (size_t k = 0; k < sec->key_count; k++) {
				struct buf said;

				buf_init(&said);
				buf_addf(&said, "\"%s\"", sec->keys[k].value);
				assert_non_null(strstr(ini->text, said.data));
				buf_clear(&said);
			}
		}
		ini_free(ini);
	}
	assert_true(accepted > 1000);
	ini_free(NULL);
}

/* Wherever a byte stands in lines of any length, it is seen. */
static void
test_every_byte_everywhere(void **state)
{
	(void)state;
	for (size_t len = 1; len <= 20; len++) {
		for (size_t at = 1; at <= len; at++) {
			for (int c = 0; c < 256; c++) {
				char line[32] = "#";
				struct ini *ini;
				bool odd = c < 0x20 || c >= 0x7f;

				if (c == '\n' || c == '\\')
					continue;
				memset(line + 1, 'x', len);
				line[at] = (char)c;
				if (ini_load_text("a.ini", line, len + 1,
					&ini, NULL, NULL) == odd)
					fail_msg("byte %d at %zu of %zu", c,
					    at, len);
				ini_free(ini);
			}
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_reads_as_written),
	    cmocka_unit_test(test_nothing_in_it),
	    cmocka_unit_test(test_breaches),
	    cmocka_unit_test(test_limits),
	    cmocka_unit_test(test_many_pieces),
	    cmocka_unit_test(test_from_disk),
	    cmocka_unit_test(test_every_byte_everywhere),
	    cmocka_unit_test(test_any_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
