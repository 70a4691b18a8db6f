/* command: everything a person can ask for with a key. One table holds the keys,
 * the footer's labels, the help screen and the manual's KEYS section. */
#ifndef UI_COMMAND_H
#define UI_COMMAND_H

#include <stddef.h>
#include <stdio.h>

/* What the keys act on now: a screen says so after every event. */
enum context {
	CONTEXT_FORM,	   /* a field that is chosen, not typed: yes/no, choices */
	CONTEXT_TEXT,	   /* one line of text is being typed */
	CONTEXT_PARAGRAPH, /* text of many lines is being typed */
	CONTEXT_LIST,	   /* a list to choose from: steps, what is left */
	CONTEXT_TABLE,	   /* a table in a form: letters add and remove rows */
	CONTEXT_PLANS,	   /* the plans in the folder */
	CONTEXT_FILTER,	   /* a list that is narrowed by typing */
	CONTEXT_DIALOG,	   /* a question or menu over the screen */
	CONTEXT_READING,   /* help, workings, a document */
	CONTEXT_COUNT
};

enum command_id {
	COMMAND_NONE,
	/* everywhere */
	COMMAND_HELP, COMMAND_GO_TO, COMMAND_TO_DO, COMMAND_OVERVIEW,
	COMMAND_HISTORY, COMMAND_VOICE, COMMAND_WORKING, COMMAND_PREVIEW,
	COMMAND_EXPORT, COMMAND_SIGN, COMMAND_PICTURES, COMMAND_TURN,
	COMMAND_CURTAIN, COMMAND_WHAT_IF,
	COMMAND_JOT, COMMAND_FILE_JOT, COMMAND_EVENT,
	COMMAND_SAVE, COMMAND_REDRAW, COMMAND_QUIT,
	/* getting about */
	COMMAND_NEXT_FIELD, COMMAND_PREVIOUS_FIELD, COMMAND_ACCEPT,
	COMMAND_LEAVE, COMMAND_TOGGLE,
	COMMAND_UP, COMMAND_DOWN, COMMAND_LEFT, COMMAND_RIGHT,
	COMMAND_PAGE_UP, COMMAND_PAGE_DOWN, /* previous and next screen of a form */
	COMMAND_FIRST, COMMAND_LAST,
	COMMAND_UNDO, COMMAND_REDO,
	COMMAND_DISPUTE, COMMAND_UNSAY, COMMAND_TAKE_OUT,
	/* rows and plans */
	COMMAND_NEW, COMMAND_FIND, COMMAND_SORT,
	COMMAND_CARRY, COMMAND_MERGE,
	COMMAND_ARCHIVE, COMMAND_BRING_BACK, COMMAND_ARCHIVED,
	COMMAND_ADD_ROW, COMMAND_REMOVE_ROW, COMMAND_ROW_UP, COMMAND_ROW_DOWN,
	COMMAND_OTHER_WEEK, COMMAND_GRID, COMMAND_TAKE_HOURS,
	/* text */
	COMMAND_NEW_LINE,
	COMMAND_WORD_LEFT, COMMAND_WORD_RIGHT, COMMAND_LINE_START,
	COMMAND_LINE_END, COMMAND_TEXT_START, COMMAND_TEXT_END,
	COMMAND_SELECT_LEFT, COMMAND_SELECT_RIGHT, COMMAND_SELECT_UP,
	COMMAND_SELECT_DOWN, COMMAND_SELECT_WORD_LEFT,
	COMMAND_SELECT_WORD_RIGHT, COMMAND_SELECT_LINE_START,
	COMMAND_SELECT_LINE_END, COMMAND_MARK, COMMAND_SELECT_ALL,
	COMMAND_CUT, COMMAND_COPY, COMMAND_PASTE,
	COMMAND_DELETE_BACK, COMMAND_DELETE_FORWARD, COMMAND_DELETE_WORD_BACK,
	COMMAND_DELETE_WORD_FORWARD, COMMAND_DELETE_TO_LINE_END,
	COMMAND_COUNT
};

#define COMMAND_KEYS 4

struct command {
	enum command_id id;
	const char *name;  /* "next-field": in the manual and in tests */
	const char *label; /* in the footer, a word or two; NULL: never there */
	const char *help;  /* one sentence */
	unsigned where;	   /* 1u << context for each context it works in */
	int keys[COMMAND_KEYS]; /* the first is the one shown; 0 ends the list */
};

/* The command's row of the table; the table's order is the footer's. */
const struct command *command_of(enum command_id id);
/* Every row in the table's order; NULL past the last. */
const struct command *command_at(size_t at);
/* Is it for text that is being typed, so that a printable key types? */
int context_types(enum context context);
/* The KEYS section of oneplan(1), as mdoc. */
void commands_print_mdoc(FILE *out);

#endif
