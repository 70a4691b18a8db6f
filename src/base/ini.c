/* Two readers of the same bytes. Ours reads first (ini_strict.c). iniparser reads
 * second; were the two ever to differ, the file is refused. What both agreed on
 * once, to the byte, is not asked again where the caller keeps a note of it. */
#include "config.h"

#include "base/ini_private.h"

#include <iniparser/iniparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/ini_known.h"
#include "base/outfile.h"

#define FILE_MAX_BYTES (1024 * 1024)
#define PIECE 64 /* lines given to iniparser at a time, and some more */

struct ini_memory {
	struct ini_section *sections;
	struct ini_key *keys;
	char *words; /* names and values, each ending in NUL */
	char *file, *text;
};

/* --- the second reader --- */

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
same_entry(const struct ini_entry *e, struct span section, const char *name,
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

/* Did iniparser read the entries FIRST to LAST as we did? Its slots are in the
 * file's order. */
static bool
same_piece(struct ini_reader *r, const dictionary *dict, size_t first,
    size_t last)
{
	struct span section = {"", 0};

	if (dict->n < 0 || (size_t)dict->n != last - first)
		return false;
	for (size_t i = 0; i < last - first; i++) {
		const struct ini_entry *e = &r->entries[first + i];

		r->line = e->line;
		if (!dict->key[i] ||
		    !same_entry(e, section, dict->key[i], dict->val[i]))
			return false;
		if (!e->value.at)
			section = e->name;
	}
	return true;
}

/* The first section from AT on that has a piece's worth of lines before it, or
 * the end. */
static size_t
piece_end(const struct ini_reader *r, size_t at)
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
read_again(struct ini_reader *r, const char *end)
{
	int fd = memfd_create("ini", MFD_CLOEXEC);
	size_t last;

	for (size_t first = 0; first < r->count && r->clean; first = last) {
		const char *from = r->entries[first].name.at - 1;
		const char *to;
		dictionary *dict;

		last = piece_end(r, first);
		to = last < r->count ? r->entries[last].name.at - 1 : end;
		dict = fd < 0 ? NULL :
		    parse_again(fd, from, (size_t)(to - from));
		if (!dict) {
			ini_breach(r, "The file could not be read a second "
				  "time, which needs memory and /proc. Try "
				  "again.");
			break;
		}
		if (!same_piece(r, dict, first, last))
			ini_breach(r, "The line can be read in two ways. "
				  "Write it more simply.");
		iniparser_freedict(dict);
	}
	if (fd >= 0)
		close(fd);
}

/* --- what is handed out --- */

static const char *
put_word(char **at, struct span word)
{
	const char *put = *at;

	memcpy(*at, word.at, word.len);
	*at += word.len;
	*(*at)++ = '\0';
	return put;
}

static void
hand_out(struct ini *ini, const struct ini_reader *r)
{
	struct ini_memory *m = ini->memory;
	struct ini_section *section = NULL;
	size_t sections = 0, bytes = 0;
	struct ini_key *key;
	char *at;

	for (size_t i = 0; i < r->count; i++) {
		const struct ini_entry *e = &r->entries[i];

		sections += !e->value.at;
		bytes += e->name.len + 1 + (e->value.at ? e->value.len + 1 : 0);
	}
	m->sections = xcalloc(sections, sizeof *m->sections);
	m->keys = key = xcalloc(r->count - sections, sizeof *m->keys);
	m->words = at = xmalloc(bytes);
	for (size_t i = 0; i < r->count; i++) {
		const struct ini_entry *e = &r->entries[i];

		if (!e->value.at) {
			section = &m->sections[ini->section_count++];
			*section = (struct ini_section){
			    put_word(&at, e->name), e->line, key, 0};
		} else if (section) { /* always: a key before is a breach */
			const char *name = put_word(&at, e->name);

			*key++ = (struct ini_key){name,
			    put_word(&at, e->value), e->line};
			section->key_count++;
		}
	}
	ini->sections = m->sections;
}

static bool
read_text(struct ini *ini, struct ini_known *known,
    struct problem_list *problems, struct error *err)
{
	struct ini_reader r = {.file = ini->file, .problems = problems,
	    .err = err, .clean = true};

	ini_read_lines(&r, ini->text, ini->text_len);
	if (r.clean && !ini_known_has(known, ini->text, ini->text_len)) {
		read_again(&r, ini->text + ini->text_len);
		if (r.clean)
			ini_known_add(known, ini->text, ini->text_len);
	}
	if (r.clean)
		hand_out(ini, &r);
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
ini_load_known(const char *path, struct ini_known *known, struct ini **out,
    struct problem_list *problems, struct error *err)
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
	/* what was read into had room to grow */
	*out = ini_new(path, xrealloc(text, len + 1), len);
	return read_text(*out, known, problems, err);
}

bool
ini_load(const char *path, struct ini **out, struct problem_list *problems,
    struct error *err)
{
	return ini_load_known(path, NULL, out, problems, err);
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
	return read_text(*out, NULL, problems, err);
}

void
ini_free(struct ini *ini)
{
	if (!ini)
		return;
	free(ini->memory->sections);
	free(ini->memory->keys);
	free(ini->memory->words);
	free(ini->memory->file);
	free(ini->memory->text);
	free(ini->memory);
	free(ini);
}

const struct ini_key *
ini_find(const struct ini_section *section, const char *key)
{
	for (size_t i = 0; i < section->key_count; i++) {
		const char *name = section->keys[i].name;

		/* most differ in their first letter */
		if (*name == *key && strcmp(name, key) == 0)
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
