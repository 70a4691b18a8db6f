/* The one table of commands: what must hold for every row of it. */
#include "config.h"

#include "ui/command.h"

#include <ctype.h>
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "ui/keymap.h"
#include "ui/keys.h"

static bool
is_function_key(int key)
{
	int plain = key & ~(K_SHIFT | K_ALT | K_CTRL);

	return plain >= K_F1 && plain <= K_F12;
}

static void
test_every_command_has_one_row(void **state)
{
	int rows[COMMAND_COUNT] = {0};
	const struct command *command;

	(void)state;
	for (size_t i = 0; (command = command_at(i)); i++) {
		assert_in_range(command->id, 1, COMMAND_COUNT - 1);
		rows[command->id]++;
		assert_ptr_equal(command_of(command->id), command);
	}
	for (int id = 1; id < COMMAND_COUNT; id++)
		assert_int_equal(rows[id], 1);
	assert_null(command_of(COMMAND_NONE));
}

static void
test_words(void **state)
{
	const struct command *command, *other;

	(void)state;
	for (size_t i = 0; (command = command_at(i)); i++) {
		for (const char *c = command->name; *c; c++)
			assert_true(islower((unsigned char)*c) || *c == '-');
		assert_true(isupper((unsigned char)command->help[0]));
		assert_int_equal(command->help[strlen(command->help) - 1], '.');
		if (command->label)
			assert_in_range(strlen(command->label), 1, 12);
		assert_int_not_equal(command->where, 0);
		assert_int_not_equal(command->keys[0], 0);
		for (size_t k = 0; k < i; k++) {
			other = command_at(k);
			assert_string_not_equal(other->name, command->name);
		}
	}
}

/* Were it otherwise, what a key does would hang on the table's order. */
static void
test_no_key_means_two_things_in_one_place(void **state)
{
	const struct command *a, *b;

	(void)state;
	for (size_t i = 0; (a = command_at(i)); i++)
		for (size_t j = 0; (b = command_at(j)); j++)
			for (size_t k = 0; k < COMMAND_KEYS && a->keys[k]; k++)
				for (size_t l = 0;
				    l < COMMAND_KEYS && b->keys[l]; l++) {
					if (i == j && k == l)
						continue;
					if (a->keys[k] == b->keys[l] &&
					    (a->where & b->where))
						fail_msg("%s and %s share a key",
						    a->name, b->name);
				}
}

/* "?" is in the table for Help everywhere, but types where text is typed. */
static void
test_printable_keys_type(void **state)
{
	(void)state;
	for (int context = 0; context < CONTEXT_COUNT; context++)
		for (int key = ' '; key <= '~'; key++)
			if (context_types((enum context)context))
				assert_int_equal(
				    keymap_find((enum context)context, key),
				    COMMAND_NONE);
	assert_true(context_types(CONTEXT_TEXT));
	assert_true(context_types(CONTEXT_PARAGRAPH));
	assert_true(context_types(CONTEXT_FILTER));
	assert_false(context_types(CONTEXT_FORM));
	assert_int_equal(keymap_find(CONTEXT_FORM, '?'), COMMAND_HELP);
}

/* Does COMMAND have a plain key once Esc has left the text? */
static bool
plain_after_esc(const struct command *command, enum context context)
{
	int key = keymap_key(CONTEXT_FORM, command->id);

	return (context == CONTEXT_TEXT || context == CONTEXT_PARAGRAPH) &&
	    key && !is_function_key(key) && strstr(command->help, "Esc, ");
}

/* Nothing is bound only to a function key, or to Alt at all, anywhere. Where every
 * plain key types, it may be Esc and then a letter, if the help says so. */
static void
test_plain_twins(void **state)
{
	const struct command *command;
	enum context context;
	bool plain, any;

	(void)state;
	for (size_t i = 0; (command = command_at(i)); i++)
		for (context = 0; context < CONTEXT_COUNT; context++) {
			plain = any = false;
			for (size_t k = 0; k < COMMAND_KEYS; k++) {
				int key = command->keys[k];

				if (!key ||
				    keymap_find(context, key) != command->id)
					continue;
				any = true;
				assert_false(key & K_ALT);
				plain |= !is_function_key(key);
			}
			if (any && !plain && !plain_after_esc(command, context))
				fail_msg("%s has no plain key", command->name);
		}
}

/* On a terminal Ctrl-H is Backspace and Ctrl-J is Enter. */
static void
test_no_key_is_another(void **state)
{
	const struct command *command;

	(void)state;
	for (size_t i = 0; (command = command_at(i)); i++)
		for (size_t k = 0; k < COMMAND_KEYS; k++) {
			assert_int_not_equal(command->keys[k], '\b');
			assert_int_not_equal(command->keys[k], '\n');
		}
}

/* What must be there wherever one is. */
static void
test_ways_out_are_everywhere(void **state)
{
	static const struct {
		int key;
		enum command_id id;
	} cases[] = {
		{K_ESC, COMMAND_LEAVE}, {K_CONTROL('Q'), COMMAND_QUIT},
		{K_CONTROL('L'), COMMAND_REDRAW}, {K_F1, COMMAND_HELP},
		{K_CONTROL('Z'), COMMAND_UNDO}, {K_UP, COMMAND_UP},
	};

	(void)state;
	for (enum context context = 0; context < CONTEXT_COUNT; context++)
		for (size_t i = 0; i < ARRAY_LEN(cases); i++)
			assert_int_equal(keymap_find(context, cases[i].key),
			    cases[i].id);
	assert_int_equal(keymap_find(CONTEXT_PARAGRAPH, K_ENTER),
	    COMMAND_NEW_LINE);
	assert_int_equal(keymap_find(CONTEXT_TEXT, K_ENTER), COMMAND_ACCEPT);
	assert_int_equal(keymap_find(CONTEXT_FORM, K_ALT | 'x'), COMMAND_NONE);
}

static void
test_key_names(void **state)
{
	static const struct {
		int key;
		const char *name;
	} cases[] = {
		{K_TAB, "Tab"}, {K_SHIFT_TAB, "Shift-Tab"},
		{K_CONTROL('G'), "Ctrl-G"}, {K_CONTROL('_'), "Ctrl-_"},
		{K_CTRL_SPACE, "Ctrl-Space"}, {K_F1, "F1"}, {K_F12, "F12"},
		{K_CTRL | K_SHIFT | K_LEFT, "Ctrl-Shift-Left"},
		{K_PAGE_DOWN, "PgDn"}, {' ', "Space"}, {'?', "?"},
		{0xe9, "\xc3\xa9"}, {K_BACKSPACE, "Backspace"},
		{K_ESC, "Esc"}, {K_ENTER, "Enter"},
	};
	struct buf name;

	(void)state;
	buf_init(&name);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		buf_reset(&name);
		keymap_key_name(cases[i].key, &name);
		assert_string_equal(name.data, cases[i].name);
	}
	buf_clear(&name);
}

static void
test_footers_fit(void **state)
{
	struct buf text;

	(void)state;
	buf_init(&text);
	for (enum context context = 0; context < CONTEXT_COUNT; context++)
		for (int cols = 0; cols < 200; cols++) {
			buf_reset(&text);
			keymap_footer(context, NULL, 0, cols, &text);
			assert_true(utf8_cols(text.data, text.len) <= cols);
			if (cols >= 7)
				assert_memory_equal(text.data, "F1 help", 7);
		}
	buf_clear(&text);
}

static void
test_footer_of_a_screen(void **state)
{
	static const enum command_id ids[] = {
	    COMMAND_QUIT, COMMAND_NEW_LINE, COMMAND_HELP, COMMAND_REMOVE_ROW,
	};
	struct buf text;

	(void)state;
	buf_init(&text);
	/* without a label, or no command here: left out */
	keymap_footer(CONTEXT_PARAGRAPH, ids, ARRAY_LEN(ids), 80, &text);
	assert_string_equal(text.data, "Ctrl-Q quit  F1 help");
	buf_reset(&text);
	/* what does not fit is left out, and what follows may */
	keymap_footer(CONTEXT_PARAGRAPH, ids, ARRAY_LEN(ids), 10, &text);
	assert_string_equal(text.data, "F1 help");
	buf_clear(&text);
}

static void
test_manual(void **state)
{
	const struct command *command;
	char *text;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	(void)state;
	commands_print_mdoc(out);
	fclose(out);
	for (size_t i = 0; (command = command_at(i)); i++)
		assert_non_null(strstr(text, command->help));
	assert_memory_equal(text, ".Sh KEYS\n", 9);
	assert_non_null(strstr(text, "\n.It Ic Tab\nGoes to the next"));
	free(text);
}

/* --- sentences that name a key --- */

/* The keys that sentences on the screens name, and what they are for. */
static const struct {
	const char *key;
	enum command_id id;
} named[] = {
	{"Ctrl-O", COMMAND_OVERVIEW}, {"Ctrl-Q", COMMAND_QUIT},
	{"Ctrl-G", COMMAND_GO_TO}, {"Ctrl-Z", COMMAND_UNDO},
	{"Ctrl-Y", COMMAND_REDO}, {"Ctrl-T", COMMAND_TO_DO},
};

/* Not a key of ours: what stops ssh-keygen, while the terminal is its own. */
#define SSH_KEYGEN_STOP "Ctrl-C gives up"

static bool
is_named(const char *at)
{
	if (strncmp(at, SSH_KEYGEN_STOP, strlen(SSH_KEYGEN_STOP)) == 0)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(named); i++)
		if (strncmp(at, named[i].key, strlen(named[i].key)) == 0)
			return true;
	return false;
}

/* Looks at every key in the strings of the file at PATH. */
static size_t
look_at_keys(const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = NULL;
	size_t cap = 0, found = 0;

	if (!file)
		fail_msg("%s cannot be read", path);
	while (getline(&line, &cap, file) > 0)
		for (const char *at = strchr(line, '"');
		     at && (at = strstr(at, "Ctrl-")); at++, found++)
			if (!is_named(at))
				fail_msg("%s names a key that no test knows: "
					 "%s", path, at);
	free(line);
	fclose(file);
	return found;
}

/* A key that is moved in the table must not be left in a sentence. */
static void
test_sentences_name_the_keys_there_are(void **state)
{
	const char *top = getenv("TOP_SRCDIR");
	size_t found = 0;
	struct buf path;
	glob_t files;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(named); i++) {
		struct buf name;
		buf_init(&name);
		keymap_key_name(keymap_key(CONTEXT_FORM, named[i].id), &name);
		assert_string_equal(name.data, named[i].key);
		buf_clear(&name);
	}
	buf_init(&path);
	buf_addf(&path, "%s/src/{ui,ui/screen,ui/widget,report}/*.c",
	    top ? top : ".");
	assert_int_equal(glob(path.data, GLOB_BRACE, NULL, &files), 0);
	for (size_t i = 0; i < files.gl_pathc; i++)
		if (!strstr(files.gl_pathv[i], "/keymap.c"))
			found += look_at_keys(files.gl_pathv[i]);
	globfree(&files);
	buf_clear(&path);
	assert_true(found >= 10);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sentences_name_the_keys_there_are),
		cmocka_unit_test(test_every_command_has_one_row),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_no_key_means_two_things_in_one_place),
		cmocka_unit_test(test_printable_keys_type),
		cmocka_unit_test(test_plain_twins),
		cmocka_unit_test(test_no_key_is_another),
		cmocka_unit_test(test_ways_out_are_everywhere),
		cmocka_unit_test(test_key_names),
		cmocka_unit_test(test_footers_fit),
		cmocka_unit_test(test_footer_of_a_screen),
		cmocka_unit_test(test_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
