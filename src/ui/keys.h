/* keys: from the bytes a terminal sends to what a person did. Pure: bytes and
 * times go in, events come out. */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A key is a character (as typed), one of these, or one of these with
 * modifiers. (KEY_ is taken by curses.) */
enum {
	K_TAB = 0x09,
	K_ENTER = 0x0d,
	K_ESC = 0x1b,
	K_BACKSPACE = 0x7f,

	K_UP = 0x110000, /* past the last character */
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PAGE_UP,
	K_PAGE_DOWN,
	K_INSERT,
	K_DELETE,
	K_F1, /* K_F1 + 1 is F2, up to F12 */
	K_F12 = K_F1 + 11,

	K_SHIFT = 0x1000000,
	K_ALT = 0x2000000,
	K_CTRL = 0x4000000,
	K_SHIFT_TAB = K_SHIFT | K_TAB,
	K_CTRL_SPACE = K_CTRL | ' ',
};
/* Ctrl with a letter, or with one of @ [ \ ] ^ _ */
#define K_CONTROL(letter) ((letter)&0x1f)

enum event_kind {
	EVENT_NONE,
	EVENT_KEY,    /* key: anything but plain text */
	EVENT_TEXT,   /* text: one or more characters that were typed */
	EVENT_PASTE,  /* text: what was pasted, byte for byte */
	EVENT_CLICK,  /* row, col: where a button of the mouse was pressed */
	EVENT_WHEEL,  /* the same; key: 1 down, -1 up */
	EVENT_RESIZE, /* the terminal has another size, or has to be drawn anew */
	EVENT_TIMER,  /* the time asked for has passed */
	EVENT_HANGUP, /* the terminal is gone, or we are told to leave */
};

struct event {
	enum event_kind kind;
	int key;
	/* Valid UTF-8 for EVENT_TEXT, any bytes for EVENT_PASTE; borrowed until
	 * the next event is asked for. */
	const char *text;
	size_t len; /* bytes */
	int row, col; /* of the terminal, from 0 */
};

struct keys;

/* ESCAPE_MS is how long a lone Esc waits for the rest of a sequence. With 0 it
 * never waits, and nor does anything else (for tests). */
struct keys *keys_new(int escape_ms);
void keys_free(struct keys *keys);

/* Takes in bytes that arrived at NOW_MS (any clock that only grows). Sequences
 * and characters may be split anywhere. */
void keys_feed(struct keys *keys, const char *bytes, size_t len,
    int64_t now_ms);
/* Says that it is NOW_MS: what waited long enough for more is settled. */
void keys_tick(struct keys *keys, int64_t now_ms);
/* Says that nothing more will come: what is held is given out. */
void keys_finish(struct keys *keys);
/* How long until keys_tick would do something; -1: nothing is held. */
int keys_wait_ms(const struct keys *keys, int64_t now_ms);
/* The next event that came from bytes, if there is one. */
bool keys_next(struct keys *keys, struct event *event);
bool keys_waiting(const struct keys *keys);

/* Every sequence that is known, for the tests: NULL past the last. */
const char *keys_sequence(size_t at, int *key);

#endif
