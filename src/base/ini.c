/* Two readers of the same bytes. Ours reads first: it knows the lines and
 * refuses whatever iniparser 4.1 would change without a word. iniparser reads
 * second, and every name and value handed out is its own; were the two ever to
 * differ, the file is refused. */
#include "config.h"

#include "base/ini.h"

#include <iniparser/iniparser.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/outfile.h"
#include "base/utf8.h"

#define FILE_MAX_BYTES (1024 * 1024)
#define FILE_MAX_LINES 10000
#define LINE_MAX_BYTES 1000
#define PIECE 64 /* lines given to iniparser at a time, and some more */

struct ini_memory {
	dictionary **dicts; /* iniparser's; names and values point into them */
	size_t dict_count;
	struct ini_section *sections;
	size_t section_count;
	struct ini_key *keys;
	size_t key_count;
	char *file, *text;
};

struct span {
	const char *at;
	size_t len;
};

/* A line that says something. */
struct entry {
	struct span name;
	struct span value; /* value.at is NULL for a section */
	int line;
};

struct reader {
	const char *file;
	struct problem_list *problems;
	struct error *err;
	bool clean; /* no breach so far */
	bool returns; /* lines that end in CR LF were said */
	int line;
	struct entry *entries;
	size_t count, cap;
	size_t section; /* the entry of the section we are in... */
	bool in_section; /* ...if we are in one */
};

static void breach(struct reader *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void
breach(struct reader *r, const char *format, ...)
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

static bool
span_equal(struct span a, struct span b)
{
	return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
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

/* Is there an entry of this name among those since FIRST? Its line, or 0. */
static int
line_of(const struct reader *r, size_t first, struct span name, bool section)
{
	for (size_t i = first; i < r->count; i++) {
		const struct entry *e = &r->entries[i];

		if ((e->value.at == NULL) == section &&
		    span_equal(e->name, name))
			return e->line;
	}
	return 0;
}

static void
add_entry(struct reader *r, struct span name, struct span value)
{
	ARRAY_GROW(r->entries, r->count, r->cap);
	r->entries[r->count++] = (struct entry){name, value, r->line};
}

static void
read_section(struct reader *r, struct span line)
{
	struct span name = {line.at + 1, line.len - 1};
	int before;

	if (!name.len || name.at[name.len - 1] != ']') {
		breach(r, "A section is written [name], with nothing after "
			  "the bracket. Put a comment on a line of its own.");
		return;
	}
	name.len--;
	if (!name_valid(name)) {
		breach(r, "[%.*s] is not a name. Use small letters, digits "
			  "and _, beginning with a letter, with dots between.",
		    shown(name), name.at);
		return;
	}
	before = line_of(r, 0, name, true);
	if (before)
		breach(r, "[%.*s] stands here a second time (first on line "
			  "%d). Put both together, or give one another name.",
		    shown(name), name.at, before);
	add_entry(r, name, (struct span){NULL, 0});
}

/* What stands after the equals sign must be "...", and only that. */
static bool
read_value(struct reader *r, struct span key, struct span rest,
    struct span *value)
{
	const char *end;

	if (!rest.len || rest.at[0] != '"') {
		breach(r, "The value of %.*s is not in double quotes. Write "
			  "%.*s = \"...\".",
		    shown(key), key.at, shown(key), key.at);
		return false;
	}
	end = memchr(rest.at + 1, '"', rest.len - 1);
	if (!end) {
		breach(r, "The value of %.*s has no closing double quote. End "
			  "it on the same line.", shown(key), key.at);
		return false;
	}
	if (end != rest.at + rest.len - 1) {
		breach(r, "Something follows the closing double quote of "
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
read_key(struct reader *r, struct span line)
{
	const char *equals = memchr(line.at, '=', line.len);
	struct span key, rest, value;
	int before;

	if (!equals) {
		breach(r, "This line is not a [section], a key = \"value\" or "
			  "a comment. Begin a comment with #.");
		return;
	}
	key = trim((struct span){line.at, (size_t)(equals - line.at)});
	rest = trim((struct span){equals + 1,
	    line.len - (size_t)(equals + 1 - line.at)});
	if (!name_valid(key)) {
		breach(r, "'%.*s' is not a key. Use small letters, digits and "
			  "_, beginning with a letter.", shown(key), key.at);
		return;
	}
	if (!r->in_section) {
		breach(r, "%.*s stands before the first [section]. Move it "
			  "into the one that it belongs to.",
		    shown(key), key.at);
		return;
	}
	if (!read_value(r, key, rest, &value))
		return;
	before = line_of(r, r->section, key, false);
	if (before)
		breach(r, "%.*s stands here a second time (first on line %d). "
			  "Take one of them out.", shown(key), key.at, before);
	add_entry(r, key, value);
}

/* Bytes that no line may have. Says at most one thing about a line. */
static bool
check_bytes(struct reader *r, struct span line)
{
	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.at[i];
		unsigned char next = i + 1 < line.len ?
		    (unsigned char)line.at[i + 1] : 0;

		if (c == '\t') {
			breach(r, "There is a tab here. Use spaces.");
			return false;
		}
		/* the second is U+0080 to U+009F in UTF-8 */
		if (c < 0x20 || c == 0x7f ||
		    (c == 0xc2 && next >= 0x80 && next < 0xa0)) {
			breach(r, "There is a control character at byte %zu. "
				  "Take it out.", i + 1);
			return false;
		}
	}
	if (!utf8_valid(line.at, line.len)) {
		breach(r, "The line is not valid UTF-8. Save the file as "
			  "UTF-8.");
		return false;
	}
	return true;
}

/* Said once: all the lines of such a file end so. */
static struct span
drop_return(struct reader *r, struct span line)
{
	if (!line.len || line.at[line.len - 1] != '\r')
		return line;
	if (!r->returns)
		breach(r, "The line ends as on Windows (CR LF). Save the file "
			  "with Unix line ends (LF).");
	r->returns = true;
	line.len--;
	return line;
}

static void
read_line(struct reader *r, struct span line)
{
	line = drop_return(r, line);
	if (trim(line).len && *trim(line).at == '[') {
		/* even if it is wrong, so that its keys are not named too */
		r->in_section = true;
		r->section = r->count;
	}
	if (line.len > LINE_MAX_BYTES) {
		breach(r, "The line has %zu bytes; at most %d are read. Go on "
			  "in a second key (help.2, relevant.2).",
		    line.len, LINE_MAX_BYTES);
		return;
	}
	if (!check_bytes(r, line))
		return;
	line = trim(line);
	if (!line.len)
		return;
	if (line.at[0] == '#' || line.at[0] == ';') {
		if (line.at[line.len - 1] == '\\')
			breach(r, "A comment that ends in a backslash would "
				  "swallow the next line. Take the backslash "
				  "out.");
	} else if (line.at[0] == '[') {
		read_section(r, line);
	} else {
		read_key(r, line);
	}
}

static void
read_lines(struct reader *r, const char *text, size_t len)
{
	size_t at = 0;

	r->line = 1;
	if (len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		breach(r, "The file begins with a byte order mark. Save it as "
			  "UTF-8 without one.");
		at = 3;
	}
	for (; at < len; r->line++) {
		const char *end = memchr(text + at, '\n', len - at);
		size_t line_len = end ? (size_t)(end - (text + at)) : len - at;

		if (r->line > FILE_MAX_LINES) {
			breach(r, "The file has more than %d lines. Divide it "
				  "into several.", FILE_MAX_LINES);
			return;
		}
		read_line(r, (struct span){text + at, line_len});
		at += line_len + 1;
	}
}

/* iniparser writes its own messages to standard error unless it is told not
 * to; ours say more. */
static int
say_nothing(const char *format, ...)
{
	(void)format;
	return 0;
}

/* iniparser reads only from a path, so the bytes that were checked are given
 * one: a file on disk could have changed in between. FD is of memory. */
static dictionary *
parse_again(int fd, const char *text, size_t len)
{
	dictionary *dict;
	char path[64];

	if (ftruncate(fd, 0) < 0 || lseek(fd, 0, SEEK_SET) < 0)
		return NULL;
	while (len > 0) {
		ssize_t n = write(fd, text, len);

		if (n <= 0)
			return NULL;
		text += n;
		len -= (size_t)n;
	}
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	iniparser_set_error_callback(say_nothing);
	dict = iniparser_load(path);
	iniparser_set_error_callback(NULL);
	return dict;
}

/* Did iniparser read this entry as we did? */
static bool
same_entry(const struct entry *e, struct span section, const char *name,
    const char *value)
{
	struct span tail = {name, strlen(name)};

	if (!e->value.at)
		return !value && span_equal(tail, e->name);
	if (!value || tail.len < section.len + 1 ||
	    !span_equal((struct span){name, section.len}, section) ||
	    name[section.len] != ':')
		return false;
	tail.at += section.len + 1;
	tail.len -= section.len + 1;
	return span_equal(tail, e->name) &&
	    span_equal((struct span){value, strlen(value)}, e->value);
}

/* Adds what iniparser read of the entries FIRST to LAST to sections and keys.
 * Its slots are in the file's order. */
static bool
add_piece(struct reader *r, struct ini_memory *m, const dictionary *dict,
    size_t first, size_t last)
{
	struct ini_section *section = NULL;
	struct span name = {"", 0};

	if (dict->n < 0 || (size_t)dict->n != last - first)
		return false;
	for (size_t i = 0; i < last - first; i++) {
		const struct entry *e = &r->entries[first + i];

		r->line = e->line;
		if (!dict->key[i] ||
		    !same_entry(e, name, dict->key[i], dict->val[i]))
			return false;
		if (!e->value.at) {
			name = e->name;
			section = &m->sections[m->section_count++];
			*section = (struct ini_section){dict->key[i], e->line,
			    m->keys + m->key_count, 0};
			continue;
		}
		if (!section)
			return false;
		m->keys[m->key_count++] = (struct ini_key){
		    dict->key[i] + name.len + 1, dict->val[i], e->line};
		section->key_count++;
	}
	return true;
}

/* The first section from AT on that has a piece's worth of lines before it, or
 * the end. */
static size_t
piece_end(const struct reader *r, size_t at)
{
	for (size_t i = at + PIECE; i < r->count; i++) {
		if (!r->entries[i].value.at)
			return i;
	}
	return r->count;
}

/* iniparser's dictionary takes four times as long for twice as many keys, so
 * a file goes to it in pieces, each beginning with a section. */
static void
read_again(struct reader *r, struct ini_memory *m, const struct ini *ini)
{
	int fd = memfd_create("ini", MFD_CLOEXEC);
	const char *end = ini->text + ini->text_len;
	size_t last;

	m->sections = xcalloc(r->count + 1, sizeof *m->sections);
	m->keys = xcalloc(r->count + 1, sizeof *m->keys);
	m->dicts = xcalloc(r->count / PIECE + 1, sizeof *m->dicts);
	for (size_t first = 0; first < r->count && r->clean; first = last) {
		const char *from = r->entries[first].name.at - 1;
		const char *to;
		dictionary *dict;

		last = piece_end(r, first);
		to = last < r->count ? r->entries[last].name.at - 1 : end;
		dict = fd < 0 ? NULL :
		    parse_again(fd, from, (size_t)(to - from));
		if (!dict) {
			breach(r, "The file could not be read a second time, "
				  "which needs memory and /proc. Try again.");
			break;
		}
		m->dicts[m->dict_count++] = dict;
		if (!add_piece(r, m, dict, first, last))
			breach(r, "The line can be read in two ways. Write "
				  "it more simply.");
	}
	if (fd >= 0)
		close(fd);
}

static bool
read_text(struct ini *ini, struct problem_list *problems, struct error *err)
{
	struct reader r = {.file = ini->file, .problems = problems,
	    .err = err, .clean = true};

	read_lines(&r, ini->text, ini->text_len);
	if (r.clean)
		read_again(&r, ini->memory, ini);
	if (r.clean) {
		ini->sections = ini->memory->sections;
		ini->section_count = ini->memory->section_count;
	}
	free(r.entries);
	return r.clean;
}

static struct ini *
ini_new(const char *file, char *text, size_t len)
{
	struct ini *ini = xcalloc(1, sizeof *ini);

	ini->memory = xcalloc(1, sizeof *ini->memory);
	ini->memory->file = xstrdup(file);
	ini->memory->text = text;
	ini->file = ini->memory->file;
	ini->text = text;
	ini->text_len = len;
	return ini;
}

bool
ini_load(const char *path, struct ini **out, struct problem_list *problems,
    struct error *err)
{
	struct error why = {0};
	char *text;
	size_t len;

	if (!infile_read(path, FILE_MAX_BYTES, &text, &len, &why)) {
		*out = ini_new(path, xstrdup(""), 0);
		if (problems)
			problem_add(problems, path, "%s", why.text);
		return error_set(err, why.code, "%s", why.text);
	}
	*out = ini_new(path, text, len);
	return read_text(*out, problems, err);
}

bool
ini_load_text(const char *file, const char *text, size_t len, struct ini **out,
    struct problem_list *problems, struct error *err)
{
	char *copy = xmalloc(len + 1);

	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	*out = ini_new(file, copy, len);
	return read_text(*out, problems, err);
}

void
ini_free(struct ini *ini)
{
	if (!ini)
		return;
	for (size_t i = 0; i < ini->memory->dict_count; i++)
		iniparser_freedict(ini->memory->dicts[i]);
	free(ini->memory->dicts);
	free(ini->memory->sections);
	free(ini->memory->keys);
	free(ini->memory->file);
	free(ini->memory->text);
	free(ini->memory);
	free(ini);
}

const struct ini_key *
ini_find(const struct ini_section *section, const char *key)
{
	for (size_t i = 0; i < section->key_count; i++) {
		if (strcmp(section->keys[i].name, key) == 0)
			return &section->keys[i];
	}
	return NULL;
}

const char *
ini_value(const struct ini_section *section, const char *key)
{
	const struct ini_key *found = ini_find(section, key);

	return found ? found->value : NULL;
}
