#include "config.h"

#include "cli/conf.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/ini.h"
#include "base/problem.h"

static const struct conf_setting settings[] = {
	{ "caseload", "folder", offsetof(struct conf, caseload_folder),
	    "The folder of plans. \"~/\" at its beginning is the home folder.",
	    "/srv/plans", false },
	{ "user", "name", offsetof(struct conf, user_name),
	    "Your name as it stands beside your answers.", "Aisha Bloom",
	    false },
	{ "data", "folder", offsetof(struct conf, data_folder),
	    "The folder of figures and tables, in place of the one that was "
	    "installed.", "/srv/oneplan/data", false },
	{ "data", "local", offsetof(struct conf, data_local),
	    "A folder of your organisation's own figures, which change those "
	    "from the day they hold.", "/srv/oneplan/our-data", false },
	{ "sign", "key", offsetof(struct conf, sign_key),
	    "The key that you sign plans with: its private file, or its public "
	    "one where an agent holds the other half. If nothing is said, the "
	    "first that an agent holds, else the one where ssh looks first.",
	    "~/.ssh/sign.pub", false },
	{ "sign", "known_keys", offsetof(struct conf, sign_known_keys),
	    "A file of whose key is whose, in the form of ssh-keygen's allowed "
	    "signers, to say who made a signature.",
	    "/srv/oneplan/known-keys", false },
	{ "screen", "mouse", offsetof(struct conf, screen_mouse),
	    "Whether the screens use the mouse, yes or no. With no, the "
	    "terminal itself selects text, as it does everywhere else.", "no",
	    true },
};

const struct conf_setting *
conf_setting_at(size_t at)
{
	return at < ARRAY_LEN(settings) ? &settings[at] : NULL;
}

/* "folder in [caseload] and name in [user]" */
static void
add_settings(struct buf *out)
{
	for (size_t i = 0; i < ARRAY_LEN(settings); i++)
		buf_addf(out, "%s%s in [%s]",
		    i == 0			      ? ""
			: i + 1 < ARRAY_LEN(settings) ? ", "
						      : " and ",
		    settings[i].key, settings[i].section);
}

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

/* Is the value one that the setting takes? */
static bool
check(const struct ini *ini, const char *section, const struct ini_key *key,
    struct error *err)
{
	for (size_t i = 0; i < ARRAY_LEN(settings); i++)
		if (settings[i].yes_no &&
		    strcmp(settings[i].section, section) == 0 &&
		    strcmp(settings[i].key, key->name) == 0 &&
		    strcmp(key->value, "yes") != 0 &&
		    strcmp(key->value, "no") != 0)
			return error_set(err, ERR_FORM,
			    "%s:%d: %s in [%s] is yes or no, and this says "
			    "\"%s\". Write: %s = \"no\"",
			    ini->file, key->line, key->name, section,
			    key->value, key->name);
	return true;
}

static bool
refuse(const struct ini *ini, const struct ini_section *section,
    const struct ini_key *key, struct error *err)
{
	struct buf all;

	buf_init(&all);
	add_settings(&all);
	error_set(err, ERR_FORM,
	    "%s:%d: there is no setting called %s in [%s]. Those there are: "
	    "%s.",
	    ini->file, key->line, key->name, section->name, all.data);
	buf_clear(&all);
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
				return refuse(ini, section, key, err);
			if (!check(ini, section->name, key, err))
				return false;
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
	free(conf->data_folder);
	free(conf->data_local);
	free(conf->screen_mouse);
	free(conf->sign_key);
	free(conf->sign_known_keys);
	*conf = (struct conf){ 0 };
}
