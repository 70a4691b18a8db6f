/* The first reader of an INI file: it knows the lines and refuses whatever
 * iniparser 4.1 would change without a word. */
#include "config.h"

#include "base/ini_private.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"

#define FILE_MAX_LINES 10000
#define LINE_MAX_BYTES 1000

void
ini_breach(struct ini_reader *r, const char *format, ...)
{
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (r->problems) {
		struct buf where;

		buf_init(&where);
		buf_addf(&where, "%s:%d", r->file, r->line);
		problem_add(r->problems, where.data, "%s", text);
		buf_clear(&where);
	}
	if (r->clean)
		error_set(r->err, ERR_FORM, "%s:%d: %s", r->file, r->line,
		    text);
	r->clean = false;
}

/* How much of a name is quoted in a message. */
static int
shown(struct span span)
{
	return span.len > 60 ? 60 : (int)span.len;
}

static struct span
trim(struct span span)
{
	while (span.len && span.at[0] == ' ') {
		span.at++;
		span.len--;
	}
	while (span.len && span.at[span.len - 1] == ' ')
		span.len--;
	return span;
}

bool
span_equal(struct span a, struct span b)
{
	return a.len == b.len &&
	    (!a.len || (*a.at == *b.at && memcmp(a.at, b.at, a.len) == 0));
}

/* [a-z][a-z0-9_]*, then any number of the same after dots; those may begin
 * with a digit (help.2). */
static bool
name_valid(struct span name)
{
	bool starts = true;

	for (size_t i = 0; i < name.len; i++) {
		char c = name.at[i];
		bool letter = c >= 'a' && c <= 'z';
		bool digit = c >= '0' && c <= '9';

		if (c == '.' && !starts) {
			starts = true;
			continue;
		}
		if (!letter && !(digit && i > 0) && !(c == '_' && !starts))
			return false;
		starts = false;
	}
	return !starts;
}

/* The line of the section of this name that was read before, or 0. */
static int
section_line(const struct ini_reader *r, struct span name)
{
	for (size_t i = r->last; i > 0; i = r->entries[i - 1].before) {
		if (span_equal(r->entries[i - 1].name, name))
			return r->entries[i - 1].line;
	}
	return 0;
}

/* The line of the key of this name in the section we are in, or 0. */
static int
key_line(const struct ini_reader *r, struct span name)
{
	for (size_t i = r->keys; i < r->count; i++) {
		if (span_equal(r->entries[i].name, name))
			return r->entries[i].line;
	}
	return 0;
}

static void
add_entry(struct ini_reader *r, struct span name, struct span value)
{
	ARRAY_GROW(r->entries, r->count, r->cap);
	r->entries[r->count++] =
	    (struct ini_entry){name, value, r->line, 0};
}

static void
read_section(struct ini_reader *r, struct span line)
{
	struct span name = {line.at + 1, line.len - 1};
	int before;

	if (!name.len || name.at[name.len - 1] != ']') {
		ini_breach(r, "A section is written [name], with nothing after "
			  "the bracket. Put a comment on a line of its own.");
		return;
	}
	name.len--;
	if (!name_valid(name)) {
		ini_breach(r, "[%.*s] is not a name. Use small letters, digits "
			  "and _, beginning with a letter, with dots between.",
		    shown(name), name.at);
		return;
	}
	before = section_line(r, name);
	if (before)
		ini_breach(r, "[%.*s] stands here a second time (first on line "
			  "%d). Put both together, or give one another name.",
		    shown(name), name.at, before);
	add_entry(r, name, (struct span){NULL, 0});
	r->entries[r->count - 1].before = r->last;
	r->last = r->count;
	r->keys = r->count;
}

/* What stands after the equals sign must be "...", and only that. */
static bool
read_value(struct ini_reader *r, struct span key, struct span rest,
    struct span *value)
{
	const char *end;

	if (!rest.len || rest.at[0] != '"') {
		ini_breach(r, "The value of %.*s is not in double quotes. Write "
			  "%.*s = \"...\".",
		    shown(key), key.at, shown(key), key.at);
		return false;
	}
	end = memchr(rest.at + 1, '"', rest.len - 1);
	if (!end) {
		ini_breach(r, "The value of %.*s has no closing double quote. End "
			  "it on the same line.", shown(key), key.at);
		return false;
	}
	if (end != rest.at + rest.len - 1) {
		ini_breach(r, "Something follows the closing double quote of "
			  "%.*s and would be lost. Inside a value use single "
			  "quotes; put a comment on a line of its own.",
		    shown(key), key.at);
		return false;
	}
	value->at = rest.at + 1;
	value->len = rest.len - 2;
	return true;
}

static void
read_key(struct ini_reader *r, struct span line)
{
	const char *equals = memchr(line.at, '=', line.len);
	struct span key, rest, value;
	int before;

	if (!equals) {
		ini_breach(r, "This line is not a [section], a key = \"value\" or "
			  "a comment. Begin a comment with #.");
		return;
	}
	key = trim((struct span){line.at, (size_t)(equals - line.at)});
	rest = trim((struct span){equals + 1,
	    line.len - (size_t)(equals + 1 - line.at)});
	if (!name_valid(key)) {
		ini_breach(r, "'%.*s' is not a key. Use small letters, digits and "
			  "_, beginning with a letter.", shown(key), key.at);
		return;
	}
	if (!r->in_section) {
		ini_breach(r, "%.*s stands before the first [section]. Move it "
			  "into the one that it belongs to.",
		    shown(key), key.at);
		return;
	}
	if (!read_value(r, key, rest, &value))
		return;
	before = key_line(r, key);
	if (before)
		ini_breach(r, "%.*s stands here a second time (first on line %d). "
			  "Take one of them out.", shown(key), key.at, before);
	add_entry(r, key, value);
}

#define EACH_BYTE(b) (UINT64_C(0x0101010101010101) * (b))

/* Is all of the line printable ASCII? Eight bytes at a time, since nearly all
 * lines are that and nothing else of them needs to be looked at. */
static bool
plain(struct span line)
{
	uint64_t odd = 0, word;

	for (size_t i = 0; i < line.len; i += sizeof word) {
		size_t left = line.len - i;

		word = EACH_BYTE(' ');
		if (left >= sizeof word)
			memcpy(&word, line.at + i, sizeof word);
		else if (i > 0) /* the last eight, some of them again */
			memcpy(&word, line.at + line.len - sizeof word,
			    sizeof word);
		else
			memcpy(&word, line.at, left);
		/* the top bit of each byte: set, or set by adding 1 (0x7f),
		 * or not set by adding 0x60 (below 0x20) */
		odd |= word | (word + EACH_BYTE(0x01)) |
		    ~((word & EACH_BYTE(0x7f)) + EACH_BYTE(0x60));
	}
	return (odd & EACH_BYTE(0x80)) == 0;
}

/* Bytes that no line may have. Says at most one thing about a line. */
static bool
check_bytes(struct ini_reader *r, struct span line)
{
	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.at[i];
		unsigned char next = i + 1 < line.len ?
		    (unsigned char)line.at[i + 1] : 0;

		if (c == '\t') {
			ini_breach(r, "There is a tab here. Use spaces.");
			return false;
		}
		/* the second is U+0080 to U+009F in UTF-8 */
		if (c < 0x20 || c == 0x7f ||
		    (c == 0xc2 && next >= 0x80 && next < 0xa0)) {
			ini_breach(r, "There is a control character at byte %zu. "
				  "Take it out.", i + 1);
			return false;
		}
	}
	if (!utf8_valid(line.at, line.len)) {
		ini_breach(r, "The line is not valid UTF-8. Save the file as "
			  "UTF-8.");
		return false;
	}
	return true;
}

/* Said once: all the lines of such a file end so. */
static struct span
drop_return(struct ini_reader *r, struct span line)
{
	if (!line.len || line.at[line.len - 1] != '\r')
		return line;
	if (!r->returns)
		ini_breach(r, "The line ends as on Windows (CR LF). Save the file "
			  "with Unix line ends (LF).");
	r->returns = true;
	line.len--;
	return line;
}

static void
read_line(struct ini_reader *r, struct span line)
{
	struct span said;

	line = drop_return(r, line);
	said = trim(line);
	if (said.len && *said.at == '[') {
		/* even if it is wrong, so that its keys are not named too */
		r->in_section = true;
		r->keys = r->count;
	}
	if (line.len > LINE_MAX_BYTES) {
		ini_breach(r, "The line has %zu bytes; at most %d are read. Go on "
			  "in a second key (help.2, relevant.2).",
		    line.len, LINE_MAX_BYTES);
		return;
	}
	if (!plain(line) && !check_bytes(r, line))
		return;
	if (!said.len)
		return;
	line = said;
	if (line.at[0] == '#' || line.at[0] == ';') {
		if (line.at[line.len - 1] == '\\')
			ini_breach(r, "A comment that ends in a backslash would "
				  "swallow the next line. Take the backslash "
				  "out.");
	} else if (line.at[0] == '[') {
		read_section(r, line);
	} else {
		read_key(r, line);
	}
}

void
ini_read_lines(struct ini_reader *r, const char *text, size_t len)
{
	size_t at = 0;

	r->line = 1;
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		ini_breach(r, "The file begins with a byte order mark. Save it as "
			  "UTF-8 without one.");
		at = 3;
	}
	for (; at < len; r->line++) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t line_len = end ? (size_t)(end - (text + at)) : len - at;

		if (r->line > FILE_MAX_LINES) {
			ini_breach(r, "The file has more than %d lines. Divide it "
				  "into several.", FILE_MAX_LINES);
			return;
		}
		read_line(r, (struct span){text + at, line_len});
		at += line_len + 1;
	}
}
