#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/outfile.h"
#include "caseload/caseload.h"
#include "cli/training.h"

#define PLAN_FILE_MAX (64u << 20) /* bytes; a case has some hundred thousand */

/* The folder of SEAT, without a version. */
static char *
seat_folder(const struct settings *settings, int seat)
{
	struct buf path;

	buf_init(&path);
	buf_add(&path, settings->training);
	if (seat > 0)
		buf_addf(&path, "/seat-%02d", seat);
	return buf_take(&path);
}

static char *
joined(const char *folder, const char *name)
{
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s/%s", folder, name);
	return buf_take(&path);
}

char *
training_folder(const struct settings *settings, int seat,
    enum case_version version)
{
	char *folder = seat_folder(settings, seat);
	char *path = joined(folder, case_version_word(version));

	free(folder);
	return path;
}

static bool
is_folder(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool
training_there(const struct settings *settings, int seat)
{
	bool there = false;

	for (int i = 0; i < CASE_VERSION_COUNT; i++) {
		char *path =
		    training_folder(settings, seat, (enum case_version)i);
		there = there || is_folder(path);
		free(path);
	}
	return there;
}

/* --- making --- */

bool
training_kit_load(const struct settings *settings, struct training_kit *out,
    struct error *err)
{
	*out = (struct training_kit){ .settings = settings };
	if (!settings_load_forms(settings, &out->forms, err)) {
		out->forms = NULL;
		return error_prefix(err, "The forms cannot be used. ");
	}
	if (settings_load_rates(settings, &out->rates, err))
		return true;
	out->rates = NULL;
	training_kit_clear(out);
	return error_prefix(err, "The figures cannot be used. ");
}

void
training_kit_clear(struct training_kit *kit)
{
	rates_free(kit->rates);
	form_set_free(kit->forms);
	*kit = (struct training_kit){ 0 };
}

bool
training_make_plan(const struct training_kit *kit,
    const struct training_case *tcase, enum case_version version,
    const char *path, struct error *err)
{
	struct taken taken;
	struct plan *plan = NULL;
	bool ok;

	if (!case_take(tcase, kit->forms, version, &taken, err))
		return false;
	ok = plan_create(path, kit->forms, kit->rates, &kit->settings->user,
	    true, &plan, err);
	if (ok) {
		ok = plan_take_in(plan, &taken, NULL, err);
		plan_close(plan);
		/* half of a case is worse than none */
		if (!ok)
			unlink(path);
	}
	taken_clear(&taken);
	return ok;
}

/* A copy of a plan that nobody has open. It need not outlive a power cut, so the
 * disk is not waited for. */
static bool
copy_plan(const char *from, const char *to, struct error *err)
{
	struct buf part;
	char *data;
	size_t len;
	FILE *file;
	bool ok;

	if (!infile_read(from, PLAN_FILE_MAX, &data, &len, err))
		return false;
	buf_init(&part);
	buf_addf(&part, "%s.part", to);
	unlink(part.data); /* of one that broke off */
	file = fopen(part.data, "wxe");
	ok = file != NULL && fchmod(fileno(file), 0600) == 0;
	ok = ok && fwrite(data, 1, len, file) == len;
	if (file != NULL && fclose(file) != 0)
		ok = false;
	if (!ok || rename(part.data, to) != 0) {
		ok = error_set(err, ERR_IO, "%s could not be written: %s.", to,
		    strerror(errno));
		unlink(part.data);
	}
	buf_clear(&part);
	free(data);
	return ok;
}

/* The plan as it was made before, in the throw-away folder; another case or other
 * forms have another name. */
static char *
made_path(const struct training_kit *kit, const struct training_case *tcase,
    enum case_version version)
{
	char hex[DIGEST_HEX_LEN + 1];
	struct digest digest;
	struct buf text;

	buf_init(&text);
	buf_add_bytes(&text, tcase->ini->text, tcase->ini->text_len);
	for (size_t i = 0; i < kit->forms->form_count; i++)
		buf_add_bytes(&text, kit->forms->forms[i]->text,
		    kit->forms->forms[i]->text_len);
	digest = digest_of(text.data, text.len);
	digest_format(&digest, hex);
	buf_reset(&text);
	buf_addf(&text, "%s/%s-%s-%.16s" CASELOAD_SUFFIX, kit->settings->made,
	    tcase->file, case_version_word(version), hex);
	return buf_take(&text);
}

/* Makes the plan once and copies it ever after: a reset of a whole room takes a
 * moment. Without room for the one that is kept, it is made in its place. */
static bool
place_plan(const struct training_kit *kit, const struct training_case *tcase,
    enum case_version version, const char *path, struct error *err)
{
	char *made = made_path(kit, tcase, version);
	struct error ignored;
	struct stat st;
	bool ok = lstat(made, &st) == 0;

	if (!ok && folder_make(kit->settings->made, &ignored))
		ok = training_make_plan(kit, tcase, version, made, &ignored);
	ok = (ok && copy_plan(made, path, &ignored)) ||
	    training_make_plan(kit, tcase, version, path, err);
	free(made);
	return ok;
}

static bool
make_case(const struct training_kit *kit, const char *cases, const char *id,
    enum case_version version, const char *folder, struct error *err)
{
	struct training_case tcase;
	struct stat st;
	struct buf path;
	bool ok = case_load(cases, id, &tcase, err);

	buf_init(&path);
	if (ok) {
		buf_addf(&path, "%s/%s" CASELOAD_SUFFIX, folder, tcase.file);
		if (lstat(path.data, &st) != 0)
			ok = place_plan(kit, &tcase, version, path.data,
			    err);
	}
	buf_clear(&path);
	case_clear(&tcase);
	return ok;
}

bool
training_make(const struct training_kit *kit, const char *folder,
    enum case_version version, struct error *err)
{
	char *cases = case_folder(), **ids = NULL;
	size_t count = 0;
	bool ok;

	ok = case_list(cases, &ids, &count, err) && folder_make(folder, err);
	for (size_t i = 0; i < count; i++) {
		if (ok)
			ok = make_case(kit, cases, ids[i], version, folder,
			    err);
		free(ids[i]);
	}
	free(ids);
	free(cases);
	return ok;
}

/* --- making anew --- */

static bool
is_plan(const char *name)
{
	size_t len = strlen(name), suffix = strlen(CASELOAD_SUFFIX);

	return len > suffix &&
	    strcmp(name + len - suffix, CASELOAD_SUFFIX) == 0;
}

/* Is the file one that may go? One that cannot be read tells nobody anything. */
static bool
made_up(const char *path, struct error *err)
{
	struct stored_summary summary;
	struct error why;
	bool training;

	if (!store_read_summary(path, &summary, &why))
		return true;
	training = summary.training;
	stored_summary_clear(&summary);
	if (training)
		return true;
	return error_set(err, ERR_DENIED,
	    "%s is not a training plan. Nothing was changed. Move it out of "
	    "the training folder first.", path);
}

/* Runs STEP on every plan in FOLDER. */
static bool
each_plan(const char *folder, bool (*step)(const char *path, struct error *err),
    struct error *err)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	bool ok = true;

	while (dir != NULL && ok && (entry = readdir(dir)) != NULL) {
		if (!is_plan(entry->d_name))
			continue;
		char *path = joined(folder, entry->d_name);
		ok = step(path, err);
		free(path);
	}
	if (dir != NULL)
		closedir(dir);
	return ok;
}

static bool
remove_plan(const char *path, struct error *err)
{
	struct buf journal;

	if (unlink(path) != 0)
		return error_set(err, ERR_IO, "%s could not be removed: %s.",
		    path, strerror(errno));
	buf_init(&journal);
	buf_addf(&journal, "%s-journal", path);
	unlink(journal.data); /* usually there is none */
	buf_clear(&journal);
	return true;
}

static bool
reset_version(const struct training_kit *kit, const char *folder,
    enum case_version version, struct error *err)
{
	return each_plan(folder, remove_plan, err) &&
	    training_make(kit, folder, version, err);
}

bool
training_reset(const struct training_kit *kit, int seat, struct error *err)
{
	const struct settings *settings = kit->settings;
	bool any = training_there(settings, seat), ok = true;

	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < CASE_VERSION_COUNT && ok; i++) {
			enum case_version version = (enum case_version)i;
			char *folder = training_folder(settings, seat, version);
			if (!is_folder(folder) &&
			    (any || version != CASE_COMPLETE))
				;
			else if (pass == 0)
				ok = each_plan(folder, made_up, err);
			else
				ok = reset_version(kit, folder, version,
				    err);
			free(folder);
		}
	return ok;
}
