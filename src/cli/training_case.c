#include "config.h"

#include "cli/training_case.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"

#define SUFFIX ".ini"

static const char *const words[CASE_VERSION_COUNT] = {
	[CASE_COMPLETE] = "complete",
	[CASE_HALF] = "half",
	[CASE_BLANK] = "blank",
	[CASE_FAULTY] = "faulty",
};

const char *
case_version_word(enum case_version version)
{
	return words[version];
}

bool
case_version_parse(const char *word, enum case_version *out)
{
	for (int i = 0; i < CASE_VERSION_COUNT; i++)
		if (strcmp(words[i], word) == 0) {
			*out = (enum case_version)i;
			return true;
		}
	return false;
}

/* --- the files --- */

char *
case_folder(void)
{
	const char *variable = getenv("ONEPLAN_CASES");

	return xstrdup(variable != NULL && *variable != '\0'
		? variable
		: PKGDATADIR "/cases");
}

static int
compare_ids(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A case is a c and its number: c6.ini. */
static bool
is_case(const char *name, size_t *len)
{
	size_t digits = name[0] == 'c' ? strspn(name + 1, "0123456789") : 0;

	*len = 1 + digits;
	return digits > 0 && strcmp(name + *len, SUFFIX) == 0;
}

bool
case_list(const char *folder, char ***ids, size_t *count, struct error *err)
{
	DIR *dir = opendir(folder);
	size_t cap = 0, len;
	struct dirent *entry;

	*ids = NULL;
	*count = 0;
	if (dir == NULL)
		return error_set(err, ERR_IO,
		    "The cases for training cannot be read from %s: %s. Are "
		    "they installed?", folder, strerror(errno));
	while ((entry = readdir(dir)) != NULL) {
		if (!is_case(entry->d_name, &len))
			continue;
		ARRAY_GROW(*ids, *count, cap);
		(*ids)[(*count)++] = xstrndup(entry->d_name, len);
	}
	closedir(dir);
	if (*count > 0)
		qsort(*ids, *count, sizeof **ids, compare_ids);
	return true;
}

static bool
wrong(const struct ini *ini, int line, struct error *err, const char *text)
{
	return error_set(err, ERR_FORM, "%s:%d: %s", ini->file, line, text);
}

static bool
read_head(struct training_case *tcase, struct error *err)
{
	const struct ini *ini = tcase->ini;
	const char *today;

	if (ini->section_count == 0 ||
	    strcmp(ini->sections[0].name, "case") != 0)
		return wrong(ini, 1, err, "A case begins with [case].");
	tcase->head = &ini->sections[0];
	tcase->id = ini_value(tcase->head, "id");
	tcase->title = ini_value(tcase->head, "title");
	tcase->file = ini_value(tcase->head, "file");
	today = ini_value(tcase->head, "today");
	if (tcase->id == NULL || tcase->title == NULL || tcase->file == NULL ||
	    today == NULL || !date_parse_iso(today, &tcase->today))
		return wrong(ini, tcase->head->line, err,
		    "A case needs id, title, file and today (as 2026-11-16).");
	return true;
}

bool
case_load(const char *folder, const char *id, struct training_case *out,
    struct error *err)
{
	struct problem_list problems;
	struct buf path;
	size_t len;
	bool ok;

	memset(out, 0, sizeof *out);
	buf_init(&path);
	buf_addf(&path, "%s" SUFFIX, id);
	ok = is_case(path.data, &len);
	buf_reset(&path);
	buf_addf(&path, "%s/%s" SUFFIX, folder, id);
	if (!ok || access(path.data, F_OK) != 0) {
		buf_clear(&path);
		return error_set(err, ERR_USER,
		    "There is no case called \"%s\". They are called c1, c2 and "
		    "so on.", error_quote(id).text);
	}
	problem_list_init(&problems);
	ok = ini_load(path.data, &out->ini, &problems, err) &&
	    read_head(out, err);
	problem_list_clear(&problems);
	buf_clear(&path);
	return ok;
}

void
case_clear(struct training_case *tcase)
{
	if (tcase->ini != NULL)
		ini_free(tcase->ini);
	memset(tcase, 0, sizeof *tcase);
}

void
case_text(const struct ini_section *section, const char *key, struct buf *out)
{
	const char *text = ini_value(section, key);
	char *next;

	for (int i = 2; text != NULL; i++) {
		buf_addf(out, "%s%s", i > 2 ? "\n" : "", text);
		struct buf name;
		buf_init(&name);
		buf_addf(&name, "%s.%d", key, i);
		next = buf_take(&name);
		text = ini_value(section, next);
		free(next);
	}
}
