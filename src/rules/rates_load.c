/* Folders and files into rates. The grammar is in rates_read.c. */
#include "config.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/ini_folder.h"
#include "rules/rates_private.h"

static void
add_mistake(struct rates_builder *b, const char *where, enum error_code code,
    const char *text)
{
	if (b->problems)
		problem_add(b->problems, where, "%s", text);
	if (b->clean)
		error_set(b->err, code, "%s: %s", where, text);
	b->clean = false;
}

void
rates_mistake(struct rates_builder *b, int line, const char *format, ...)
{
	struct buf where, text;
	va_list args;

	buf_init(&text);
	va_start(args, format);
	buf_addv(&text, format, args);
	va_end(args);
	buf_init(&where);
	buf_addf(&where, "%s:%d", b->file, line);
	add_mistake(b, where.data, ERR_FORM, text.data);
	buf_clear(&where);
	buf_clear(&text);
}

static void
add_file(struct rates_builder *b, struct ini *ini, bool local)
{
	struct rates *rates = b->rates;

	ARRAY_GROW(rates->files, rates->file_count, rates->file_cap);
	rates->files[rates->file_count++] = (struct rates_file){ini, local};
}

/* --- the files of a folder --- */

static void
load_file(struct rates_builder *b, const char *path, const char *name,
    bool local)
{
	struct ini *ini;

	if (!ini_folder_numbered(name))
		add_mistake(b, path, ERR_FORM,
		    "Files of figures are read in the order of their numbers, "
		    "and this has none. Call it 50-NAME.ini, for one.");
	if (!ini_load_known(path, b->known, &ini, b->problems,
		b->clean ? b->err : NULL))
		b->clean = false;
	add_file(b, ini, local);
}

static void
load_folder(struct rates_builder *b, const char *dir, bool local)
{
	char text[256], **names;
	size_t count;

	if (!ini_folder_list(dir, &names, &count)) {
		snprintf(text, sizeof text,
		    "The folder of figures cannot be read: %s. Check its "
		    "name, and that you may read it.", strerror(errno));
		add_mistake(b, dir, errno == EACCES ? ERR_DENIED : ERR_IO,
		    text);
		return;
	}
	if (!count && !local)
		add_mistake(b, dir, ERR_FORM,
		    "There are no figures in this folder. They are in files "
		    "such as 10-wages.ini.");
	for (size_t i = 0; i < count; i++) {
		struct buf path;

		buf_init(&path);
		buf_addf(&path, "%s/%s", dir, names[i]);
		load_file(b, path.data, names[i], local);
		buf_clear(&path);
	}
	ini_folder_free(names, count);
}

/* --- the whole --- */

static void
begin(struct rates_builder *b, struct problem_list *problems,
    struct error *err)
{
	*b = (struct rates_builder){.problems = problems, .err = err,
	    .clean = true};
	b->rates = xcalloc(1, sizeof *b->rates);
	arena_init(&b->rates->arena);
}

/* A file that could not be read would make what other files say of it look
 * wrong, so nothing more is checked then. */
static bool
finish(struct rates_builder *b, struct rates **out)
{
	const struct rates *rates = b->rates;

	if (b->clean) {
		for (size_t i = 0; i < rates->file_count; i++) {
			b->local = rates->files[i].local;
			rates_read(b, rates->files[i].ini);
		}
	}
	*out = b->clean ? b->rates : NULL;
	if (!b->clean)
		rates_free(b->rates);
	return b->clean;
}

bool
rates_load(const char *dir, const char *local, struct rates **out,
    struct problem_list *problems, struct error *err)
{
	struct rates_builder b;

	begin(&b, problems, err);
	load_folder(&b, dir, false);
	if (local)
		load_folder(&b, local, true);
	return finish(&b, out);
}

bool
rates_load_noted(const char *dir, const char *local, const char *noted,
    struct rates **out, struct error *err)
{
	struct rates_builder b;
	bool loaded;

	begin(&b, NULL, err);
	b.known = ini_known_load(noted);
	load_folder(&b, dir, false);
	if (local)
		load_folder(&b, local, true);
	loaded = finish(&b, out);
	ini_known_save(b.known, noted);
	ini_known_free(b.known);
	return loaded;
}

bool
rates_load_texts(const struct rates_text *texts, size_t count,
    struct rates **out, struct problem_list *problems, struct error *err)
{
	struct rates_builder b;

	begin(&b, problems, err);
	for (size_t i = 0; i < count; i++) {
		struct ini *ini;

		if (!ini_load_text(texts[i].file, texts[i].text, texts[i].len,
			&ini, problems, b.clean ? err : NULL))
			b.clean = false;
		add_file(&b, ini, texts[i].local);
	}
	return finish(&b, out);
}

void
rates_free(struct rates *rates)
{
	if (!rates)
		return;
	for (size_t i = 0; i < rates->figure_count; i++)
		free(rates->figures[i].rates);
	for (size_t i = 0; i < rates->table_count; i++) {
		struct rate_table *table = &rates->tables[i];

		for (size_t j = 0; j < table->count; j++)
			free(table->rows[j].rows);
		free(table->rows);
	}
	for (size_t i = 0; i < rates->file_count; i++)
		ini_free(rates->files[i].ini);
	free(rates->subjects);
	free(rates->files);
	free(rates->figures);
	free(rates->tables);
	arena_clear(&rates->arena);
	free(rates);
}
