/* The bytes are decoded here and not by curses: wget_wch gives ERR alike for a
 * time-out, a signal and the end of input, types the rest of a sequence that it
 * does not know, and cannot tell a paste from keys. */
#include "config.h"

#include "ui/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "ui/mouse.h"

/* The rest of a sequence that has begun, or a tail such as "[A" after an Esc
 * that was given out alone, may take this long on a slow link. */
#define SEQUENCE_MS 300
/* So long without a byte inside a paste: give out what there is. */
#define PASTE_MS 1000

#define ESC 0x1b
#define PASTE_END "\033[201~"
#define PASTE_END_LEN (sizeof PASTE_END - 1)

enum {
	MARK_PASTE_START = K_F12 + 1, /* sequences that are no keys */
	MARK_PASTE_END,
	MARK_MOUSE, /* any report that begins CSI < */
};

/* Without modifiers, which are decoded by rule (CSI 1;5D, CSI 3;2~). */
static const struct sequence {
	const char *bytes;
	int key;
} sequences[] = {
	/* arrows: cursor keys in normal mode (CSI) and application mode (SS3) */
	{"\033[A", K_UP}, {"\033[B", K_DOWN},
	{"\033[C", K_RIGHT}, {"\033[D", K_LEFT},
	{"\033OA", K_UP}, {"\033OB", K_DOWN},
	{"\033OC", K_RIGHT}, {"\033OD", K_LEFT},
	/* Home and End: xterm; vt220, PuTTY, Linux, screen and tmux; rxvt */
	{"\033[H", K_HOME}, {"\033[F", K_END},
	{"\033OH", K_HOME}, {"\033OF", K_END},
	{"\033[1~", K_HOME}, {"\033[4~", K_END},
	{"\033[7~", K_HOME}, {"\033[8~", K_END},
	{"\033[2~", K_INSERT}, {"\033[3~", K_DELETE},
	{"\033[5~", K_PAGE_UP}, {"\033[6~", K_PAGE_DOWN},
	{"\033[Z", K_SHIFT_TAB},
	/* F1 to F4: xterm and vt100; xterm with modifiers; PuTTY and rxvt */
	{"\033OP", K_F1}, {"\033OQ", K_F1 + 1},
	{"\033OR", K_F1 + 2}, {"\033OS", K_F1 + 3},
	{"\033[P", K_F1}, {"\033[Q", K_F1 + 1},
	{"\033[R", K_F1 + 2}, {"\033[S", K_F1 + 3},
	{"\033[11~", K_F1}, {"\033[12~", K_F1 + 1},
	{"\033[13~", K_F1 + 2}, {"\033[14~", K_F1 + 3},
	/* F1 to F5 on the Linux console */
	{"\033[[A", K_F1}, {"\033[[B", K_F1 + 1}, {"\033[[C", K_F1 + 2},
	{"\033[[D", K_F1 + 3}, {"\033[[E", K_F1 + 4},
	{"\033[15~", K_F1 + 4}, {"\033[17~", K_F1 + 5},
	{"\033[18~", K_F1 + 6}, {"\033[19~", K_F1 + 7},
	{"\033[20~", K_F1 + 8}, {"\033[21~", K_F1 + 9},
	{"\033[23~", K_F1 + 10}, {"\033[24~", K_F1 + 11},
	/* rxvt with Shift and Ctrl */
	{"\033[a", K_SHIFT | K_UP}, {"\033[b", K_SHIFT | K_DOWN},
	{"\033[c", K_SHIFT | K_RIGHT}, {"\033[d", K_SHIFT | K_LEFT},
	{"\033Oa", K_CTRL | K_UP}, {"\033Ob", K_CTRL | K_DOWN},
	{"\033Oc", K_CTRL | K_RIGHT}, {"\033Od", K_CTRL | K_LEFT},
	{"\033[7$", K_SHIFT | K_HOME}, {"\033[8$", K_SHIFT | K_END},
	{"\033[7^", K_CTRL | K_HOME}, {"\033[8^", K_CTRL | K_END},
	{"\033[3$", K_SHIFT | K_DELETE}, {"\033[3^", K_CTRL | K_DELETE},
	{"\033[5^", K_CTRL | K_PAGE_UP}, {"\033[6^", K_CTRL | K_PAGE_DOWN},
	/* the number pad in application mode types what is printed on it */
	{"\033OM", K_ENTER}, {"\033OI", K_TAB}, {"\033OX", '='},
	{"\033Oj", '*'}, {"\033Ok", '+'}, {"\033Ol", ','}, {"\033Om", '-'},
	{"\033On", '.'}, {"\033Oo", '/'}, {"\033Op", '0'}, {"\033Oq", '1'},
	{"\033Or", '2'}, {"\033Os", '3'}, {"\033Ot", '4'}, {"\033Ou", '5'},
	{"\033Ov", '6'}, {"\033Ow", '7'}, {"\033Ox", '8'}, {"\033Oy", '9'},
	{"\033[200~", MARK_PASTE_START}, {PASTE_END, MARK_PASTE_END},
};

struct queued {
	enum event_kind kind;
	int key;
	size_t start, len; /* in keys->text */
	int row, col;	   /* of the mouse */
};

struct keys {
	int escape_ms;
	struct buf held;  /* bytes that are not decoded yet */
	int64_t held_ms;  /* when the last of them came */
	bool escaped;	  /* a lone Esc was given out, at escaped_ms, */
	int64_t escaped_ms; /* and nothing has come since */
	bool pasting;
	struct buf paste; /* pasted so far */
	struct queued *queue;
	size_t first, count, cap; /* of queue; first is the next to give out */
	struct buf text;	  /* of the events in queue */
};

const char *
keys_sequence(size_t at, int *key)
{
	if (at >= ARRAY_LEN(sequences) ||
	    sequences[at].key == MARK_PASTE_START)
		return NULL;
	*key = sequences[at].key;
	return sequences[at].bytes;
}

struct keys *
keys_new(int escape_ms)
{
	struct keys *keys = xcalloc(1, sizeof *keys);

	keys->escape_ms = escape_ms;
	buf_init(&keys->held);
	buf_init(&keys->paste);
	buf_init(&keys->text);
	return keys;
}

void
keys_free(struct keys *keys)
{
	if (!keys)
		return;
	buf_clear(&keys->held);
	buf_clear(&keys->paste);
	buf_clear(&keys->text);
	free(keys->queue);
	free(keys);
}

/* --- what has been decoded --- */

static struct queued *
queue_add(struct keys *keys, enum event_kind kind)
{
	struct queued *last;

	ARRAY_GROW(keys->queue, keys->count, keys->cap);
	last = &keys->queue[keys->count++];
	*last = (struct queued){.kind = kind, .start = keys->text.len};
	return last;
}

static void
give_key(struct keys *keys, int key)
{
	queue_add(keys, EVENT_KEY)->key = key;
}

/* Characters that came together are one event. */
static void
give_text(struct keys *keys, const char *bytes, size_t len)
{
	struct queued *last = NULL;

	if (keys->count > keys->first)
		last = &keys->queue[keys->count - 1];
	if (!last || last->kind != EVENT_TEXT)
		last = queue_add(keys, EVENT_TEXT);
	buf_add_bytes(&keys->text, bytes, len);
	last->len += len;
}

static void
give_character(struct keys *keys, uint32_t ch)
{
	char bytes[4];

	give_text(keys, bytes, utf8_encode(ch, bytes));
}

/* One whole report, if it is of something that we use. */
static void
give_mouse(struct keys *keys, const char *bytes, size_t len)
{
	struct event event;
	struct queued *last;

	if (!mouse_read(bytes, len, &event))
		return;
	last = queue_add(keys, event.kind);
	last->key = event.key;
	last->row = event.row;
	last->col = event.col;
}

static void
give_paste(struct keys *keys)
{
	struct queued *last = queue_add(keys, EVENT_PASTE);

	last->len = keys->paste.len;
	buf_add_bytes(&keys->text, keys->paste.data, keys->paste.len);
	buf_reset(&keys->paste);
}

bool
keys_waiting(const struct keys *keys)
{
	return keys->first < keys->count;
}

bool
keys_next(struct keys *keys, struct event *event)
{
	const struct queued *next;

	if (!keys_waiting(keys)) {
		keys->first = keys->count = 0;
		buf_reset(&keys->text);
		return false;
	}
	next = &keys->queue[keys->first++];
	*event = (struct event){.kind = next->kind, .key = next->key,
	    .row = next->row, .col = next->col};
	if (next->kind == EVENT_TEXT || next->kind == EVENT_PASTE) {
		event->text = keys->text.data + next->start;
		event->len = next->len;
	}
	return true;
}

/* --- sequences --- */

static int
find_sequence(const char *bytes, size_t len)
{
	for (size_t i = 0; i < ARRAY_LEN(sequences); i++)
		if (strlen(sequences[i].bytes) == len &&
		    memcmp(sequences[i].bytes, bytes, len) == 0)
			return sequences[i].key;
	return 0;
}

/* xterm's parameter: 1 plus 1 for Shift, 2 for Alt, 4 for Ctrl, 8 for Meta */
static int
modifiers(int parameter)
{
	int bits = parameter - 1;

	return (bits & 1 ? K_SHIFT : 0) | (bits & (2 | 8) ? K_ALT : 0) |
	    (bits & 4 ? K_CTRL : 0);
}

/* The key of a whole sequence with a modifier: CSI 1;5D is CSI D, CSI 3;2~ is
 * CSI 3~, SS3 5D is SS3 D; 0: unknown. */
static int
find_modified(const char *bytes, size_t len)
{
	char plain[8];
	const char *numbers = bytes + 2;
	size_t digits = 0, used;
	int key;

	if (bytes[1] == '[') {
		while (numbers[digits] >= '0' && numbers[digits] <= '9')
			digits++;
		if (numbers[digits] != ';' || digits > 2)
			return 0;
		if (bytes[len - 1] != '~' && (digits != 1 || numbers[0] != '1'))
			return 0;
		numbers += digits + 1;
	}
	if (numbers != bytes + len - 2 || numbers[0] < '2' || numbers[0] > '9')
		return 0;
	memcpy(plain, bytes, 2);
	used = 2;
	if (bytes[len - 1] == '~') {
		memcpy(plain + used, bytes + 2, digits);
		used += digits;
	}
	plain[used++] = bytes[len - 1];
	key = find_sequence(plain, used);
	if (key < K_UP || key > K_F12)
		return 0;
	return key | modifiers(numbers[0] - '0');
}

enum scan {
	SCAN_MORE,    /* it may go on */
	SCAN_KNOWN,   /* *key */
	SCAN_UNKNOWN, /* a whole sequence that means nothing to us */
	SCAN_NONE,    /* an Esc that begins no sequence */
};

/* Looks at LEN bytes that begin with Esc. *TAKEN is how many the answer is
 * about. */
static enum scan
scan_sequence(const char *bytes, size_t len, size_t *taken, int *key)
{
	size_t i = 2;

	*taken = 1;
	if (len == 1)
		return SCAN_MORE;
	if (bytes[1] != '[' && bytes[1] != 'O')
		return SCAN_NONE;
	if (len == 2)
		return SCAN_MORE;
	if (bytes[1] == '[' && bytes[2] == '[') /* the Linux console's F1 */
		i = 3;
	/* parameters, then intermediate bytes, then the final one (ECMA-48) */
	while (i < len && bytes[i] >= 0x30 && bytes[i] <= 0x3f)
		i++;
	if (i < len && bytes[i] == '$' && find_sequence(bytes, i + 1)) {
		*taken = i + 1; /* rxvt ends sequences with an intermediate */
		*key = find_sequence(bytes, i + 1);
		return SCAN_KNOWN;
	}
	while (bytes[1] == '[' && i < len && bytes[i] >= 0x20 &&
	    bytes[i] <= 0x2f)
		i++;
	if (i == len)
		return SCAN_MORE;
	if (bytes[i] < 0x40 || bytes[i] > 0x7e) {
		if (i == 2)
			return SCAN_NONE;
		*taken = i; /* broken off by something else, which is kept */
		return SCAN_UNKNOWN;
	}
	*taken = i + 1;
	if (i == 2 && bytes[1] == '[' && bytes[2] == 'M') {
		/* somebody's old mouse report: three more bytes of any kind */
		if (len < 6)
			return SCAN_MORE;
		*taken = 6;
		return SCAN_UNKNOWN;
	}
	*key = find_sequence(bytes, *taken);
	if (bytes[1] == '[' && bytes[2] == '<')
		*key = MARK_MOUSE;
	if (!*key)
		*key = find_modified(bytes, *taken);
	return *key ? SCAN_KNOWN : SCAN_UNKNOWN;
}

/* BYTES: the whole sequence, LEN of them. */
static void
give_sequence(struct keys *keys, int key, const char *bytes, size_t len)
{
	if (key == MARK_PASTE_START)
		keys->pasting = true;
	else if (key == MARK_MOUSE)
		give_mouse(keys, bytes, len);
	else if (key >= 0x20 && key < K_BACKSPACE)
		give_character(keys, (uint32_t)key);
	else if (key != MARK_PASTE_END)
		give_key(keys, key);
}

/* --- single bytes and characters --- */

static void
give_control(struct keys *keys, unsigned char byte)
{
	if (byte == 0)
		give_key(keys, K_CTRL_SPACE);
	else if (byte == '\b')
		give_key(keys, K_BACKSPACE);
	else if (byte == '\n')
		give_key(keys, K_ENTER);
	else
		give_key(keys, byte);
}

/* Could LEN bytes be the beginning of one longer character? */
static bool
character_unfinished(const char *bytes, size_t len)
{
	unsigned char lead = (unsigned char)bytes[0];
	size_t whole = lead >= 0xf0 && lead <= 0xf4 ? 4
	    : lead >= 0xe0 && lead < 0xf0	    ? 3
	    : lead >= 0xc2 && lead < 0xe0	    ? 2
						    : 1;

	if (len >= whole)
		return false;
	for (size_t i = 1; i < len; i++)
		if (((unsigned char)bytes[i] & 0xc0) != 0x80)
			return false;
	return true;
}

/* Decodes one thing from the front of the held bytes; returns how many it took,
 * 0 when it may go on. */
static size_t
take_one(struct keys *keys)
{
	const char *bytes = keys->held.data;
	size_t len = keys->held.len, taken;
	unsigned char byte = (unsigned char)bytes[0];
	uint32_t ch;
	int key;

	if (byte == ESC) {
		switch (scan_sequence(bytes, len, &taken, &key)) {
		case SCAN_MORE:
			return 0;
		case SCAN_KNOWN:
			give_sequence(keys, key, bytes, taken);
			break;
		case SCAN_NONE:
			give_key(keys, K_ESC);
			break;
		case SCAN_UNKNOWN:
			break;
		}
		return taken;
	}
	if (byte < 0x20 || byte == K_BACKSPACE) {
		give_control(keys, byte);
		return 1;
	}
	for (taken = 0; taken < len; taken++)
		if (bytes[taken] < 0x20 || bytes[taken] > 0x7e)
			break;
	if (taken > 0) { /* all the plain text at once */
		give_text(keys, bytes, taken);
		return taken;
	}
	if (character_unfinished(bytes, len))
		return 0;
	taken = utf8_decode(bytes, len, &ch);
	if (ch < 0x80 || ch > 0x9f) /* else a control character: nothing */
		give_character(keys, ch);
	return taken;
}

/* A tail such as "[A" after a lone Esc that has been given out: returns how
 * many bytes it took, 0 when it may go on, or sets keys->escaped false. */
static size_t
take_tail(struct keys *keys)
{
	char sequence[16] = {ESC};
	size_t len = keys->held.len, taken;
	int key;

	if (len >= sizeof sequence)
		len = sizeof sequence - 1;
	memcpy(sequence + 1, keys->held.data, len);
	switch (scan_sequence(sequence, len + 1, &taken, &key)) {
	case SCAN_MORE:
		if (len < sizeof sequence - 1)
			return 0;
		break;
	case SCAN_KNOWN:
		keys->escaped = false;
		if (key < K_UP)
			return 0; /* "Ol" was typed, not the pad's comma */
		give_sequence(keys, key, sequence, taken);
		return taken - 1;
	case SCAN_UNKNOWN:
		keys->escaped = false;
		return taken > 3 ? taken - 1 : 0; /* "[n" was typed */
	case SCAN_NONE:
		break;
	}
	keys->escaped = false;
	return 0;
}

/* --- pastes --- */

/* How many bytes at the end of BYTES could be the beginning of the end mark. */
static size_t
partial_end(const char *bytes, size_t len)
{
	size_t most = len < PASTE_END_LEN - 1 ? len : PASTE_END_LEN - 1;

	for (size_t n = most; n > 0; n--)
		if (memcmp(bytes + len - n, PASTE_END, n) == 0)
			return n;
	return 0;
}

/* Moves what was pasted out of the held bytes; ends the paste at its mark. */
static void
take_paste(struct keys *keys)
{
	struct buf *held = &keys->held;
	char *end = memmem(held->data, held->len, PASTE_END, PASTE_END_LEN);
	size_t len = end ? (size_t)(end - held->data)
			 : held->len - partial_end(held->data, held->len);

	buf_add_bytes(&keys->paste, held->data, len);
	buf_remove(held, 0, len);
	if (end) {
		buf_remove(held, 0, PASTE_END_LEN);
		give_paste(keys);
		keys->pasting = false;
	}
}

/* Nothing came for a while: gives out what there is, but still takes what
 * follows as pasted, since typing it would run it as commands. Should the end
 * mark never come, Esc pressed alone gets out. */
static void
settle_paste(struct keys *keys)
{
	struct buf *paste = &keys->paste, *held = &keys->held;
	size_t tail = 0;

	if (paste->len == 0) {
		if (held->len == 1) {
			buf_reset(held);
			keys->pasting = false;
			give_key(keys, K_ESC);
		}
		return;
	}
	for (size_t n = 1; n < 4 && n <= paste->len; n++)
		if (character_unfinished(paste->data + paste->len - n, n))
			tail = n;
	if (tail == paste->len)
		tail = 0;
	buf_insert(held, 0, paste->data + paste->len - tail, tail);
	buf_remove(paste, paste->len - tail, tail);
	give_paste(keys);
}

/* --- the decoder --- */

static void
take_all(struct keys *keys, int64_t now_ms)
{
	size_t taken;

	while (keys->held.len > 0) {
		if (keys->pasting) {
			take_paste(keys);
			if (keys->pasting)
				return;
			continue;
		}
		taken = 0;
		if (keys->escaped) {
			if (now_ms - keys->escaped_ms > SEQUENCE_MS)
				keys->escaped = false;
			else
				taken = take_tail(keys);
			if (keys->escaped)
				return;
		}
		if (taken == 0)
			taken = take_one(keys);
		if (taken == 0)
			return;
		buf_remove(&keys->held, 0, taken);
	}
}

void
keys_feed(struct keys *keys, const char *bytes, size_t len, int64_t now_ms)
{
	buf_add_bytes(&keys->held, bytes, len);
	keys->held_ms = now_ms;
	take_all(keys, now_ms);
}

/* How long the held bytes wait for more; -1: nothing is held. */
static int
patience_ms(const struct keys *keys)
{
	const struct buf *held = &keys->held;

	if (keys->pasting) {
		if (keys->paste.len == 0 && held->len != 1)
			return -1;
		return keys->escape_ms ? PASTE_MS : 0;
	}
	if (held->len == 0)
		return -1;
	if (held->len == 1 && held->data[0] == ESC)
		return keys->escape_ms;
	return keys->escape_ms ? SEQUENCE_MS : 0;
}

int
keys_wait_ms(const struct keys *keys, int64_t now_ms)
{
	int patience = patience_ms(keys);
	int64_t left;

	if (patience < 0)
		return -1;
	left = keys->held_ms + patience - now_ms;
	return left > 0 ? (int)left : 0;
}

/* What is held will not go on: an Esc was pressed alone, or before a "[" or
 * "O" that was typed; a sequence that broke off is nothing; a character that
 * broke off is U+FFFD. */
static void
settle(struct keys *keys, int64_t now_ms)
{
	struct buf *held = &keys->held;
	bool sequence = held->data[0] == ESC;

	if (keys->escaped) { /* "[" typed after Esc */
		keys->escaped = false;
		take_all(keys, now_ms);
	} else if (sequence && held->len <= 2) {
		give_key(keys, K_ESC);
		keys->escaped = held->len == 1 && keys->escape_ms > 0;
		keys->escaped_ms = now_ms;
		if (held->len == 2)
			give_text(keys, held->data + 1, 1);
		buf_reset(held);
	} else {
		if (!sequence)
			give_character(keys, 0xfffd);
		buf_reset(held);
	}
}

void
keys_tick(struct keys *keys, int64_t now_ms)
{
	if (keys_wait_ms(keys, now_ms) != 0)
		return;
	if (keys->pasting)
		settle_paste(keys);
	else
		settle(keys, now_ms);
}

void
keys_finish(struct keys *keys)
{
	int64_t now_ms = keys->held_ms + keys->escape_ms + PASTE_MS;

	if (keys->pasting && keys->paste.len + keys->held.len > 0) {
		buf_add_bytes(&keys->paste, keys->held.data, keys->held.len);
		give_paste(keys);
		buf_reset(&keys->held);
	}
	keys->pasting = false;
	while (keys_wait_ms(keys, now_ms) == 0)
		keys_tick(keys, now_ms);
}
