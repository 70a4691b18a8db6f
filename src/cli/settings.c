#include "config.h"

#include "cli/settings.h"

#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"
#include "cli/conf.h"

/* An environment variable, or NULL where it is not set or empty. */
static const char *
environment(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? value : NULL;
}

static char *
joined(const char *a, const char *b)
{
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/%s", a, b);
	return buf_take(&path);
}

static const char *
home(void)
{
	const char *folder = environment("HOME");
	const struct passwd *user;

	if (folder != NULL)
		return folder;
	user = getpwuid(getuid());
	return user != NULL ? user->pw_dir : "/";
}

/* Our folder below the base folder that VARIABLE names, as the XDG base
 * directory specification has it: one that is not absolute is ignored. */
static char *
xdg_folder(const char *variable, const char *in_home)
{
	const char *base = environment(variable);
	char *fallback, *folder;

	if (base != NULL && base[0] == '/')
		return joined(base, "oneplan");
	fallback = joined(home(), in_home);
	folder = joined(fallback, "oneplan");
	free(fallback);
	return folder;
}

/* Beside the caseload, never in it: what is made up is not listed with what is
 * real. */
static char *
training_folder_path(void)
{
	char *data = xdg_folder("XDG_DATA_HOME", ".local/share");
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s-training", data);
	free(data);
	return buf_take(&path);
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* In a file "~/" is the home folder, as people write it. */
static char *
path_from_conf(const char *path)
{
	if (strncmp(path, "~/", 2) == 0)
		return joined(home(), path + 2);
	return xstrdup(path);
}

static void
set_caseload(struct settings *out, const char *option, const struct conf *conf)
{
	const char *variable = environment("ONEPLAN_CASELOAD");

	if (option != NULL)
		out->caseload = xstrdup(option);
	else if (variable != NULL)
		out->caseload = xstrdup(variable);
	else if (conf->caseload_folder != NULL)
		out->caseload = path_from_conf(conf->caseload_folder);
	else
		out->caseload = xdg_folder("XDG_DATA_HOME", ".local/share");
}

static void
set_forms(struct settings *out, const char *conf_folder)
{
	const char *variable = environment("ONEPLAN_FORMS");

	out->forms = xstrdup(variable != NULL ? variable
					      : PKGDATADIR "/forms");
	out->local_forms = joined(conf_folder, "forms");
	if (!is_folder(out->local_forms)) {
		free(out->local_forms);
		out->local_forms = NULL;
	}
}

static void
set_data(struct settings *out, const char *conf_folder, const struct conf *conf)
{
	const char *variable = environment("ONEPLAN_DATA");

	if (variable != NULL)
		out->data = xstrdup(variable);
	else if (conf->data_folder != NULL)
		out->data = path_from_conf(conf->data_folder);
	else
		out->data = xstrdup(PKGDATADIR "/data");
	if (conf->data_local != NULL) {
		out->local_data = path_from_conf(conf->data_local);
		return;
	}
	out->local_data = joined(conf_folder, "data");
	if (!is_folder(out->local_data)) {
		free(out->local_data);
		out->local_data = NULL;
	}
}

static char *
clean(const char *text, size_t len)
{
	struct buf out;

	buf_init(&out);
	utf8_clean(text, len, &out);
	return buf_take(&out);
}

/* Who is working: the name that was configured, else the one the machine has
 * for the login, else the login. */
static void
set_user(struct settings *out, const struct conf *conf)
{
	const struct passwd *user = getpwuid(getuid());
	const char *login = user != NULL ? user->pw_name : environment("LOGNAME");
	const char *name = environment("ONEPLAN_NAME");
	char host[256];

	if (name == NULL)
		name = conf->user_name;
	if (login == NULL)
		login = "somebody";
	if (name == NULL && user != NULL && user->pw_gecos != NULL) {
		size_t len = strcspn(user->pw_gecos, ",");

		if (len > 0)
			out->name = clean(user->pw_gecos, len);
	}
	if (out->name == NULL) {
		name = name != NULL && name[0] != '\0' ? name : login;
		out->name = clean(name, strlen(name));
	}
	out->login = clean(login, strlen(login));
	if (gethostname(host, sizeof host - 1) != 0)
		host[0] = '\0';
	host[sizeof host - 1] = '\0';
	out->device = clean(host, strlen(host));
	out->user = (struct plan_user){
		.display = out->name,
		.login = out->login,
		.device = out->device,
	};
}

bool
settings_load(struct settings *out, const char *caseload, struct error *err)
{
	char *folder = xdg_folder("XDG_CONFIG_HOME", ".config");
	char *own = joined(folder, SETTINGS_FILE);
	char *cache = xdg_folder("XDG_CACHE_HOME", ".cache");
	char *state = xdg_folder("XDG_STATE_HOME", ".local/state");
	struct conf conf = { 0 };
	bool ok;

	*out = (struct settings){ 0 };
	ok = conf_read(&conf, SYSCONFDIR "/" SETTINGS_FILE, err) &&
	    conf_read(&conf, own, err);
	if (ok) {
		set_caseload(out, caseload, &conf);
		set_forms(out, folder);
		set_data(out, folder, &conf);
		set_user(out, &conf);
		if (conf.sign_key != NULL)
			out->sign_key = path_from_conf(conf.sign_key);
		if (conf.sign_known_keys != NULL)
			out->known_keys =
			    path_from_conf(conf.sign_known_keys);
		out->mouse = conf.screen_mouse == NULL ||
		    strcmp(conf.screen_mouse, "no") != 0;
		out->index = joined(cache, "caseload.index");
		out->training = training_folder_path();
		out->made = joined(cache, "training");
		out->noted = joined(cache, "forms.noted");
		out->before = joined(state, "before-merge");
	}
	conf_clear(&conf);
	free(state);
	free(cache);
	free(own);
	free(folder);
	return ok;
}

void
settings_clear(struct settings *settings)
{
	free(settings->caseload);
	free(settings->training);
	free(settings->made);
	free(settings->before);
	free(settings->index);
	free(settings->noted);
	free(settings->forms);
	free(settings->local_forms);
	free(settings->sign_key);
	free(settings->known_keys);
	free(settings->data);
	free(settings->local_data);
	free(settings->name);
	free(settings->login);
	free(settings->device);
	*settings = (struct settings){ 0 };
}

bool
settings_load_forms(const struct settings *settings, struct form_set **out,
    struct error *err)
{
	return form_set_load_noted(settings->forms, settings->local_forms,
	    settings->noted, out, err);
}

bool
settings_load_rates(const struct settings *settings, struct rates **out,
    struct error *err)
{
	return rates_load_noted(settings->data, settings->local_data,
	    settings->noted, out, err);
}

char *
settings_find_plan(const struct settings *settings, const char *file)
{
	struct stat st;
	char *path;

	if (strchr(file, '/') == NULL && lstat(file, &st) != 0) {
		path = joined(settings->caseload, file);
		if (lstat(path, &st) == 0)
			return path;
		free(path);
	}
	return xstrdup(file);
}
