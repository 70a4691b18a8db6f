#include "config.h"

#include "cli/conf.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/ini.h"
#include "base/problem.h"

static const struct {
	const char *section, *key;
	size_t offset; /* of the char * it sets */
} settings[] = {
	{ "caseload", "folder", offsetof(struct conf, caseload_folder) },
	{ "user", "name", offsetof(struct conf, user_name) },
};

static bool
set(struct conf *conf, const char *section, const struct ini_key *key)
{
	for (size_t i = 0; i < ARRAY_LEN(settings); i++) {
		char **place;

		if (strcmp(settings[i].section, section) != 0 ||
		    strcmp(settings[i].key, key->name) != 0)
			continue;
		place = (char **)(void *)((char *)conf + settings[i].offset);
		free(*place);
		*place = xstrdup(key->value);
		return true;
	}
	return false;
}

static bool
take(struct conf *conf, const struct ini *ini, struct error *err)
{
	for (size_t i = 0; i < ini->section_count; i++) {
		const struct ini_section *section = &ini->sections[i];

		for (size_t j = 0; j < section->key_count; j++) {
			const struct ini_key *key = &section->keys[j];

			if (!set(conf, section->name, key))
				return error_set(err, ERR_FORM,
				    "%s:%d: there is no setting called %s in "
				    "[%s]. Those there are: folder in "
				    "[caseload] and name in [user].",
				    ini->file, key->line, key->name,
				    section->name);
		}
	}
	return true;
}

bool
conf_read(struct conf *conf, const char *path, struct error *err)
{
	struct problem_list problems;
	struct ini *ini;
	bool ok;

	if (access(path, F_OK) != 0)
		return true;
	problem_list_init(&problems);
	ok = ini_load(path, &ini, &problems, err) && take(conf, ini, err);
	ini_free(ini);
	problem_list_clear(&problems);
	return ok;
}

void
conf_clear(struct conf *conf)
{
	free(conf->caseload_folder);
	free(conf->user_name);
	*conf = (struct conf){ 0 };
}
