#include "config.h"

#include "ui/command.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "ui/keymap.h"
#include "ui/keys.h"

#define IN(name) (1u << CONTEXT_##name)
#define TYPING (IN(TEXT) | IN(PARAGRAPH) | IN(FILTER))
#define TEXTS (IN(TEXT) | IN(PARAGRAPH))
#define FORMS (IN(FORM) | IN(TEXT) | IN(PARAGRAPH))
#define LISTS (IN(LIST) | IN(TABLE) | IN(PLANS) | IN(FILTER))
#define SCREENS (FORMS | LISTS | IN(READING)) /* all but a dialog */
#define EVERYWHERE (SCREENS | IN(DIALOG))
#define CHOSEN (IN(FORM) | IN(TABLE))

/* The footer shows commands in this order, as many as fit. A printable key works
 * only where it does not type (keymap.c). H, I, J, M and [ with Ctrl are keys of
 * their own on a terminal, so they are not here. */
static const struct command commands[] = {
	{COMMAND_HELP, "help", "help",
	    "Says what this is for and what to write here.",
	    EVERYWHERE, {K_F1, '?', K_CONTROL('_')}},
	{COMMAND_ACCEPT, "accept", "open",
	    "Takes the answer, or opens what the cursor is on.",
	    EVERYWHERE & ~IN(PARAGRAPH), {K_ENTER}},
	{COMMAND_NEXT_FIELD, "next-field", "next",
	    "Goes to the next question; the answer is saved.",
	    EVERYWHERE, {K_TAB}},
	{COMMAND_PREVIOUS_FIELD, "previous-field", NULL,
	    "Goes to the question before; the answer is saved.",
	    EVERYWHERE, {K_SHIFT_TAB, K_CONTROL('P')}},
	{COMMAND_NEW_LINE, "new-line", NULL,
	    "Begins a new line in a paragraph.", IN(PARAGRAPH), {K_ENTER}},
	{COMMAND_LEAVE, "leave", "back",
	    "Leaves the field or screen; what was typed is kept.",
	    EVERYWHERE, {K_ESC}},
	{COMMAND_TOGGLE, "toggle", "tick",
	    "Ticks or unticks a choice.", CHOSEN, {' '}},

	{COMMAND_NEW, "new", "new", "Begins a new plan.",
	    IN(PLANS), {'n'}},
	{COMMAND_FIND, "find", "find",
	    "Finds plans, or words in this plan's questions and answers.",
	    IN(PLANS) | IN(FORM) | IN(LIST) | IN(TABLE), {'/', K_F1 + 2}},
	{COMMAND_SORT, "sort", "sort",
	    "Sorts by name, by what is due, or by last change.",
	    IN(PLANS), {'s'}},
	{COMMAND_CARRY, "carry", "carry",
	    "Makes a second file of the same plan, to carry on a laptop.",
	    IN(PLANS), {'c'}},
	{COMMAND_MERGE, "merge", "bring in",
	    "Brings another file of the plan into it; nothing is lost.",
	    IN(PLANS), {'i'}},
	{COMMAND_ARCHIVE, "archive", "archive",
	    "Puts the plan away in the archive; Undo brings it back.",
	    IN(PLANS), {'v'}},
	{COMMAND_BRING_BACK, "bring-back", "bring back",
	    "Brings the plan back from the archive.", IN(PLANS), {'b'}},
	{COMMAND_ARCHIVED, "archived", "archived",
	    "Shows the archived plans, or those that are not.",
	    IN(PLANS), {'a'}},
	{COMMAND_ADD_ROW, "add-row", "add", "Adds a row to the table.",
	    IN(TABLE), {'a', K_INSERT}},
	{COMMAND_REMOVE_ROW, "remove-row", "remove",
	    "Takes the row away, if pressed twice; Undo brings it back.",
	    IN(TABLE), {'d', K_DELETE}},
	{COMMAND_FILE_JOT, "file-note", "file it",
	    "Puts the note that the cursor is on in its place.",
	    IN(TABLE), {'f'}},
	{COMMAND_OTHER_WEEK, "other-week", "good/bad",
	    "Shows a good week, a bad one, or what is in every week.",
	    IN(TABLE), {'v'}},
	{COMMAND_GRID, "grid", "grid/table",
	    "Shows My week as a table of rows, or as a grid of days.",
	    IN(TABLE), {'g'}},
	{COMMAND_TAKE_HOURS, "take-hours", NULL,
	    "Puts the hours of My week into the cost that pays for them.",
	    CHOSEN, {'t'}},
	{COMMAND_ROW_UP, "row-up", "up", "Moves the row up.",
	    IN(TABLE), {'['}},
	{COMMAND_ROW_DOWN, "row-down", "down", "Moves the row down.",
	    IN(TABLE), {']'}},

	{COMMAND_UP, "up", NULL, "Goes up: a line, a row or a question.",
	    EVERYWHERE, {K_UP}},
	{COMMAND_DOWN, "down", NULL, "Goes down: a line, a row or a question.",
	    EVERYWHERE, {K_DOWN}},
	{COMMAND_LEFT, "left", NULL, "Goes left: a character or a choice.",
	    EVERYWHERE, {K_LEFT}},
	{COMMAND_RIGHT, "right", NULL, "Goes right: a character or a choice.",
	    EVERYWHERE, {K_RIGHT}},
	{COMMAND_PAGE_DOWN, "page-down", "next screen",
	    "Goes to the next screen of the form, or down a page.",
	    EVERYWHERE, {K_PAGE_DOWN, K_CONTROL('D')}},
	{COMMAND_PAGE_UP, "page-up", NULL,
	    "Goes to the screen before, or up a page.",
	    EVERYWHERE, {K_PAGE_UP, K_CONTROL('U')}},
	{COMMAND_FIRST, "first", NULL, "Goes to the first row or question.",
	    EVERYWHERE & ~TEXTS, {K_HOME, K_CTRL | K_HOME}},
	{COMMAND_LAST, "last", NULL, "Goes to the last row or question.",
	    EVERYWHERE & ~TEXTS, {K_END, K_CTRL | K_END}},

	{COMMAND_TO_DO, "what-is-left", "what is left",
	    "Lists what is still needed, and by when.",
	    SCREENS, {K_CONTROL('T')}},
	{COMMAND_GO_TO, "go-to", "go to",
	    "Goes to any screen or answer by its words or number.",
	    SCREENS, {K_CONTROL('G')}},
	{COMMAND_JOT, "note", "note",
	    "Takes down a note as it was said, to be sorted later.",
	    SCREENS, {K_CONTROL('N')}},
	{COMMAND_EVENT, "something-happened", NULL,
	    "Notes that something has happened, and asks what follows.",
	    SCREENS, {'!', K_F1 + 3, K_CONTROL('^')}},
	{COMMAND_OVERVIEW, "overview", "whole plan",
	    "Shows the whole plan: its steps and what is left.",
	    SCREENS, {K_CONTROL('O')}},
	{COMMAND_UNDO, "undo", "undo", "Takes the last change back.",
	    EVERYWHERE, {K_CONTROL('Z')}},
	{COMMAND_REDO, "redo", NULL, "Does what was undone again.",
	    EVERYWHERE, {K_CONTROL('Y')}},
	{COMMAND_HISTORY, "history", NULL,
	    "Shows what an answer was, when and by whom, to bring it back.",
	    FORMS | IN(DIALOG), {K_CONTROL('R')}},
	{COMMAND_DISPUTE, "not-agreed", "not agreed",
	    "Writes down what somebody says against the answer.",
	    IN(DIALOG), {'n'}},
	{COMMAND_UNSAY, "unsay", "unsay",
	    "Takes back for good what you have just typed (in text: Esc, u).",
	    FORMS | IN(TABLE) | IN(DIALOG), {'u', K_F1 + 7}},
	{COMMAND_TAKE_OUT, "take-out", "take out",
	    "Takes words out for good, if somebody agrees (in text: Esc, x).",
	    FORMS | IN(TABLE) | IN(DIALOG), {'x', K_F1 + 8}},
	{COMMAND_VOICE, "whose-words", NULL,
	    "Says whose words an answer is (in text: Esc, \").",
	    FORMS | IN(TABLE), {'"', K_F1 + 4}},
	{COMMAND_WORKING, "working", NULL,
	    "Shows how a figure was worked out.",
	    FORMS | IN(LIST) | IN(TABLE) | IN(READING), {'='}},
	{COMMAND_PREVIEW, "preview", "show a copy",
	    "Shows the page that a copy for somebody would be.",
	    SCREENS, {K_CONTROL('E')}},
	{COMMAND_EXPORT, "make-copy", "make a copy",
	    "Makes a copy for somebody, as a file to print or send.",
	    IN(LIST) | IN(PLANS) | IN(READING), {'m'}},
	{COMMAND_WHAT_IF, "what-if", NULL,
	    "Tries a change apart from the plan, and compares the two.",
	    IN(LIST) | IN(TABLE), {'w'}},
	{COMMAND_SIGN, "sign-off", "sign-off",
	    "Shows what is signed, what stands against it and who signs.",
	    IN(LIST), {'s'}},
	{COMMAND_PICTURES, "pictures", "pictures",
	    "Shows the plan in pictures: its money, its days, its risks.",
	    IN(LIST) | IN(TABLE), {'p'}},
	{COMMAND_TURN, "turn", NULL,
	    "Turns the screen to the person: their own copy, nothing else.",
	    SCREENS, {K_CONTROL(']')}},
	{COMMAND_CURTAIN, "curtain", NULL,
	    "Hides all that is on the screen, until the same key or Enter.",
	    EVERYWHERE, {K_CONTROL('\\')}},
	{COMMAND_SAVE, "save", NULL,
	    "Says that all is saved already; there is no need to.",
	    EVERYWHERE, {K_CONTROL('S')}},
	{COMMAND_REDRAW, "redraw", NULL, "Draws the screen again.",
	    EVERYWHERE, {K_CONTROL('L')}},
	{COMMAND_QUIT, "quit", "quit",
	    "Leaves oneplan; always safe, all is saved.",
	    EVERYWHERE, {K_CONTROL('Q')}},

	{COMMAND_WORD_LEFT, "word-left", NULL, "Goes back a word.",
	    TYPING, {K_CTRL | K_LEFT, K_CONTROL('B')}},
	{COMMAND_WORD_RIGHT, "word-right", NULL, "Goes on a word.",
	    TYPING, {K_CTRL | K_RIGHT, K_CONTROL('F')}},
	{COMMAND_LINE_START, "line-start", NULL, "Goes to the line's start.",
	    TEXTS, {K_HOME}},
	{COMMAND_LINE_END, "line-end", NULL, "Goes to the line's end.",
	    TEXTS, {K_END}},
	{COMMAND_TEXT_START, "text-start", NULL, "Goes to the text's start.",
	    TEXTS, {K_CTRL | K_HOME}},
	{COMMAND_TEXT_END, "text-end", NULL, "Goes to the text's end.",
	    TEXTS, {K_CTRL | K_END}},
	{COMMAND_MARK, "mark", NULL,
	    "Begins to select: moving the cursor selects; again: stops.",
	    TYPING, {K_CTRL_SPACE}},
	{COMMAND_SELECT_LEFT, "select-left", NULL, "Selects to the left.",
	    TYPING, {K_SHIFT | K_LEFT}},
	{COMMAND_SELECT_RIGHT, "select-right", NULL, "Selects to the right.",
	    TYPING, {K_SHIFT | K_RIGHT}},
	{COMMAND_SELECT_UP, "select-up", NULL, "Selects a line up.",
	    TEXTS, {K_SHIFT | K_UP}},
	{COMMAND_SELECT_DOWN, "select-down", NULL, "Selects a line down.",
	    TEXTS, {K_SHIFT | K_DOWN}},
	{COMMAND_SELECT_WORD_LEFT, "select-word-left", NULL,
	    "Selects a word to the left.",
	    TYPING, {K_CTRL | K_SHIFT | K_LEFT}},
	{COMMAND_SELECT_WORD_RIGHT, "select-word-right", NULL,
	    "Selects a word to the right.",
	    TYPING, {K_CTRL | K_SHIFT | K_RIGHT}},
	{COMMAND_SELECT_LINE_START, "select-line-start", NULL,
	    "Selects to the line's start.", TYPING, {K_SHIFT | K_HOME}},
	{COMMAND_SELECT_LINE_END, "select-line-end", NULL,
	    "Selects to the line's end.", TYPING, {K_SHIFT | K_END}},
	{COMMAND_SELECT_ALL, "select-all", NULL, "Selects all of the text.",
	    TYPING, {K_CONTROL('A')}},
	{COMMAND_CUT, "cut", NULL, "Takes the selected text out, to be pasted.",
	    TYPING, {K_CONTROL('X'), K_SHIFT | K_DELETE}},
	{COMMAND_COPY, "copy", NULL, "Copies the selected text, to be pasted.",
	    TYPING, {K_CONTROL('C'), K_CTRL | K_INSERT}},
	{COMMAND_PASTE, "paste", NULL, "Puts in what was cut or copied.",
	    TYPING, {K_CONTROL('V'), K_SHIFT | K_INSERT}},
	{COMMAND_DELETE_BACK, "delete-back", NULL,
	    "Deletes the character before the cursor.",
	    TYPING, {K_BACKSPACE}},
	{COMMAND_DELETE_FORWARD, "delete-forward", NULL,
	    "Deletes the character under the cursor.", TYPING, {K_DELETE}},
	{COMMAND_DELETE_WORD_BACK, "delete-word-back", NULL,
	    "Deletes the word before the cursor.", TYPING, {K_CONTROL('W')}},
	{COMMAND_DELETE_WORD_FORWARD, "delete-word-forward", NULL,
	    "Deletes the word after the cursor.", TYPING,
	    {K_CTRL | K_DELETE}},
	{COMMAND_DELETE_TO_LINE_END, "delete-to-line-end", NULL,
	    "Deletes to the line's end; it can be pasted.",
	    TYPING, {K_CONTROL('K')}},
};

const struct command *
command_at(size_t at)
{
	return at < ARRAY_LEN(commands) ? &commands[at] : NULL;
}

const struct command *
command_of(enum command_id id)
{
	for (size_t i = 0; i < ARRAY_LEN(commands); i++)
		if (commands[i].id == id)
			return &commands[i];
	return NULL;
}

int
context_types(enum context context)
{
	return (TYPING & 1u << context) != 0;
}

/* A key's name in mdoc: \& keeps a lone "[" or a last "]" from being taken for
 * punctuation, \e is a backslash. */
static void
print_name(FILE *out, const char *name)
{
	size_t len = strlen(name);

	if (len == 1)
		fputs("\\&", out);
	for (const char *at = name; *at; at++) {
		if (*at == '\\')
			fputs("\\e", out);
		else
			fputc(*at, out);
	}
	if (len > 1 && strchr(".,:;)]?!", name[len - 1]))
		fputs("\\&", out);
}

static void
print_keys(FILE *out, const struct command *command)
{
	struct buf name;

	buf_init(&name);
	fputs(".It", out);
	for (size_t i = 0; i < COMMAND_KEYS && command->keys[i]; i++) {
		buf_reset(&name);
		keymap_key_name(command->keys[i], &name);
		fprintf(out, "%s Ic ", i > 0 ? " ," : "");
		print_name(out, name.data);
	}
	fputc('\n', out);
	buf_clear(&name);
}

void
commands_print_mdoc(FILE *out)
{
	static const struct {
		const char *title;
		unsigned within; /* commands that work nowhere else */
	} groups[] = {
		{"While text is typed", TYPING},
		{"In a list or table", LISTS},
		{"Everywhere", EVERYWHERE},
	};
	const struct command *command;
	size_t group;

	fputs(".Sh KEYS\n", out);
	for (size_t shown = ARRAY_LEN(groups); shown-- > 0;) {
		fprintf(out, ".Ss %s\n.Bl -tag -width Ds\n",
		    groups[shown].title);
		for (size_t i = 0; (command = command_at(i)); i++) {
			for (group = 0; command->where & ~groups[group].within;)
				group++;
			if (group != shown)
				continue;
			print_keys(out, command);
			fprintf(out, "%s\n", command->help);
		}
		fputs(".El\n", out);
	}
}
