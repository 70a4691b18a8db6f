#include "config.h"

#include "base/ini_folder.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static bool
ends_in_ini(const char *name)
{
	size_t len = strlen(name);

	return name[0] != '.' && len > 4 &&
	    strcmp(name + len - 4, ".ini") == 0;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

bool
ini_folder_list(const char *dir, char ***names, size_t *count)
{
	DIR *folder = opendir(dir);
	struct dirent *entry;
	size_t cap = 0;

	*names = NULL;
	*count = 0;
	if (!folder)
		return false;
	while ((entry = readdir(folder)) != NULL) {
		if (!ends_in_ini(entry->d_name))
			continue;
		ARRAY_GROW(*names, *count, cap);
		(*names)[(*count)++] = xstrdup(entry->d_name);
	}
	closedir(folder);
	if (*count)
		qsort(*names, *count, sizeof **names, compare_names);
	return true;
}

void
ini_folder_free(char **names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
}

bool
ini_folder_numbered(const char *name)
{
	size_t digits = strspn(name, "0123456789");

	return digits > 0 && name[digits] == '-';
}
