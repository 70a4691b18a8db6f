/* Folders and files into a set. The grammar is in form_read.c, its words in
 * form_keys.c. */
#include "config.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/ini_folder.h"
#include "base/ini_known.h"
#include "form/form_build.h"

static void
add_mistake(struct form_builder *b, const char *where, enum error_code code,
    const char *text)
{
	if (b->problems)
		problem_add(b->problems, where, "%s", text);
	if (b->clean)
		error_set(b->err, code, "%s: %s", where, text);
	b->clean = false;
}

void
form_mistake(struct form_builder *b, const char *file, int line,
    const char *format, ...)
{
	struct buf where;
	char text[512];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_init(&where);
	buf_addf(&where, "%s:%d", file, line);
	add_mistake(b, where.data, ERR_FORM, text);
	buf_clear(&where);
}

/* --- the files of a folder --- */

struct form_file {
	char *name; /* "10-purpose.ini" */
	char *path;
};

struct form_files {
	struct form_file *items;
	size_t count, cap;
};

static void
add_file(struct form_files *files, const char *dir, const char *name)
{
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/%s", dir, name);
	for (size_t i = 0; i < files->count; i++) {
		if (strcmp(files->items[i].name, name) == 0) {
			free(files->items[i].path);
			files->items[i].path = buf_take(&path);
			return;
		}
	}
	ARRAY_GROW(files->items, files->count, files->cap);
	files->items[files->count++] =
	    (struct form_file){xstrdup(name), buf_take(&path)};
}

/* Adds the *.ini of DIR; false after a mistake. */
static bool
list_folder(struct form_builder *b, const char *dir, struct form_files *files)
{
	char text[256], **names;
	size_t count;

	if (!ini_folder_list(dir, &names, &count)) {
		snprintf(text, sizeof text,
		    "The folder of forms cannot be read: %s. Check its name, "
		    "and that you may read it.", strerror(errno));
		add_mistake(b, dir, errno == EACCES ? ERR_DENIED : ERR_IO,
		    text);
		return false;
	}
	for (size_t i = 0; i < count; i++)
		add_file(files, dir, names[i]);
	ini_folder_free(names, count);
	return true;
}

static int
compare_files(const void *va, const void *vb)
{
	const struct form_file *a = va, *b = vb;

	return strcmp(a->name, b->name);
}

static void
add_ini(struct form_builder *b, struct ini *ini)
{
	struct form_index *index = b->set->index;

	index->inis = xreallocarray(index->inis, index->ini_count + 1,
	    sizeof(struct ini *));
	index->inis[index->ini_count++] = ini;
}

static void
load_file(struct form_builder *b, const struct form_file *file)
{
	struct ini *ini;

	if (!ini_folder_numbered(file->name))
		add_mistake(b, file->path, ERR_FORM,
		    "Forms are shown in the order of their files' numbers, "
		    "and this has none. Call it 50-NAME.ini, for one.");
	if (!ini_load_known(file->path, b->known, &ini, b->problems,
		b->clean ? b->err : NULL))
		b->clean = false;
	add_ini(b, ini);
}

static void
load_folders(struct form_builder *b, const char *dir, const char *local_dir)
{
	struct form_files files = {0};

	if (list_folder(b, dir, &files) && !files.count)
		add_mistake(b, dir, ERR_FORM,
		    "There are no forms in this folder. Forms are files such "
		    "as 10-purpose.ini.");
	if (local_dir)
		(void)list_folder(b, local_dir, &files);
	if (files.count)
		qsort(files.items, files.count, sizeof *files.items,
		    compare_files);
	for (size_t i = 0; i < files.count; i++) {
		load_file(b, &files.items[i]);
		free(files.items[i].name);
		free(files.items[i].path);
	}
	free(files.items);
}

/* --- the set --- */

static void
begin(struct form_builder *b, struct problem_list *problems,
    struct error *err)
{
	*b = (struct form_builder){.problems = problems, .err = err,
	    .clean = true};
	b->set = xcalloc(1, sizeof *b->set);
	arena_init(&b->set->arena);
	b->set->index = xcalloc(1, sizeof *b->set->index);
}

/* A file that could not be read would make what other files say of it look
 * wrong, so nothing more is checked then. */
static bool
finish(struct form_builder *b, struct form_set **out)
{
	const struct form_index *index = b->set->index;

	if (b->clean) {
		for (size_t i = 0; i < index->ini_count; i++)
			form_read(b, index->inis[i]);
		form_resolve(b);
	}
	free(b->forms);
	free(b->sections);
	free(b->fields);
	free(b->repeats);
	free(b->lists);
	free(b->stands);
	free(b->exprs);
	*out = b->clean ? b->set : NULL;
	if (!b->clean)
		form_set_free(b->set);
	return b->clean;
}

bool
form_set_load(const char *dir, const char *local_dir, struct form_set **out,
    struct problem_list *problems, struct error *err)
{
	struct form_builder b;

	begin(&b, problems, err);
	load_folders(&b, dir, local_dir);
	return finish(&b, out);
}

bool
form_set_load_noted(const char *dir, const char *local_dir, const char *noted,
    struct form_set **out, struct error *err)
{
	struct form_builder b;
	bool loaded;

	begin(&b, NULL, err);
	b.known = ini_known_load(noted);
	load_folders(&b, dir, local_dir);
	loaded = finish(&b, out);
	ini_known_save(b.known, noted);
	ini_known_free(b.known);
	return loaded;
}

bool
form_set_load_texts(const struct form_text *texts, size_t count,
    struct form_set **out, struct problem_list *problems, struct error *err)
{
	struct form_builder b;

	begin(&b, problems, err);
	for (size_t i = 0; i < count; i++) {
		struct ini *ini;

		if (!ini_load_text(texts[i].file, texts[i].text, texts[i].len,
			&ini, problems, b.clean ? err : NULL))
			b.clean = false;
		add_ini(&b, ini);
	}
	return finish(&b, out);
}
