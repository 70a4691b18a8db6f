#include "config.h"

#include "export/verify.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "export/made_again.h"
#include "export/manifest.h"
#include "export/pack.h"
#include "export/seal_words.h"
#include "export/sealed_answers.h"
#include "export/verify_private.h"

/* --- verdicts --- */

void
verdict_add(struct verdicts *verdicts, enum verdict_kind kind,
    const char *path, const char *format, ...)
{
	struct buf text;
	va_list args;

	buf_init(&text);
	va_start(args, format);
	buf_addv(&text, format, args);
	va_end(args);
	ARRAY_GROW(verdicts->items, verdicts->count, verdicts->cap);
	verdicts->items[verdicts->count++] = (struct verdict){
		.kind = kind,
		.path = xstrdup(path),
		.text = buf_take(&text),
	};
	verdicts->failed += kind == VERDICT_FAILS;
}

void
verdicts_clear(struct verdicts *verdicts)
{
	for (size_t i = 0; i < verdicts->count; i++) {
		free(verdicts->items[i].path);
		free(verdicts->items[i].text);
	}
	free(verdicts->items);
	*verdicts = (struct verdicts){ 0 };
}

/* --- what is in the files --- */

/* The folder that PATH stands in, up to its first slash; 0: none. */
static size_t
folder_len(const char *path)
{
	const char *slash = strchr(path, '/');

	return slash != NULL ? (size_t)(slash - path) : 0;
}

static bool
in_folder(const char *path, const char *folder)
{
	size_t len = strlen(folder);

	return strncmp(path, folder, len) == 0 && path[len] == '/';
}

bool
file_fits(const struct file *file, const struct digest *digest)
{
	struct digest now = digest_of(file->bytes.data, file->bytes.len);

	return !file->broken && memcmp(&now, digest, sizeof now) == 0;
}

static void
join(struct buf *out, const char *folder, const char *name)
{
	buf_reset(out);
	buf_addf(out, "%s/%s", folder, name);
}

/* --- one folder against its manifest --- */

/* Is it said that PATH was taken out, because it showed words that were? */
static bool
was_taken_out(const struct verifying *verifying, const char *path)
{
	const struct file *file =
	    files_find(verifying->files, PACK_TAKEN_OUT);
	struct buf line;
	bool found;

	if (file == NULL)
		return false;
	buf_init(&line);
	buf_addf(&line, "\n" TAKEN_OUT_MARK "%s\n", path);
	found = strstr(file->bytes.data, line.data) != NULL;
	buf_clear(&line);
	return found;
}

static void
check_missing(struct verifying *verifying, const char *path)
{
	if (was_taken_out(verifying, path))
		verdict_add(verifying->out, VERDICT_NOTE, path,
		    "It was sealed, and is not here: " PACK_TAKEN_OUT
		    " says that it was taken out since, because it showed "
		    "words that were.");
	else
		verdict_add(verifying->out, VERDICT_FAILS, path,
		    "It was sealed, and is not here.");
}

static bool
check_listed(struct verifying *verifying, const char *folder,
    const struct manifest *manifest)
{
	size_t failed = verifying->out->failed;
	struct buf path;

	buf_init(&path);
	for (size_t i = 0; i < manifest->count; i++) {
		const struct manifest_line *line = &manifest->items[i];
		const struct file *file;

		join(&path, folder, line->path);
		file = files_find(verifying->files, path.data);
		if (file == NULL)
			check_missing(verifying, path.data);
		else if (!file_fits(file, &line->digest))
			verdict_add(verifying->out, VERDICT_FAILS, path.data,
			    "It is not as it was sealed: something in it was "
			    "changed.");
	}
	buf_clear(&path);
	return verifying->out->failed == failed;
}

/* Files that nobody sealed. */
static bool
check_no_others(struct verifying *verifying, const char *folder,
    const struct manifest *manifest)
{
	size_t failed = verifying->out->failed;

	for (size_t i = 0; i < verifying->files->count; i++) {
		const char *path = verifying->files->items[i].path;
		const char *name = path + strlen(folder) + 1;

		if (!in_folder(path, folder) ||
		    strcmp(name, PACK_MANIFEST) == 0 ||
		    manifest_find(manifest, name) != NULL)
			continue;
		verdict_add(verifying->out, VERDICT_FAILS, path,
		    "It is not part of what was sealed: somebody added it.");
	}
	return verifying->out->failed == failed;
}

/* Is the manifest of FOLDER itself part of what was sealed? */
static bool
check_manifest(struct verifying *verifying, const struct file *file)
{
	const struct manifest_line *line =
	    manifest_find(&verifying->seal, file->path);

	if (line == NULL)
		verdict_add(verifying->out, VERDICT_FAILS, file->path,
		    "SEAL.sha256 does not name it, so it belongs to another "
		    "version or another plan.");
	else if (!file_fits(file, &line->digest))
		verdict_add(verifying->out, VERDICT_FAILS, file->path,
		    "It is not the list that was sealed: something in it was "
		    "changed, or it belongs to another version.");
	else
		return true;
	return false;
}

static void
check_folder(struct verifying *verifying, const char *folder)
{
	struct manifest manifest = { 0 };
	const struct file *file;
	struct error err;
	struct buf path;
	bool ok;

	buf_init(&path);
	join(&path, folder, PACK_MANIFEST);
	file = files_find(verifying->files, path.data);
	if (file == NULL) {
		verdict_add(verifying->out, VERDICT_FAILS, path.data,
		    "It is missing, so nothing in this folder can be "
		    "checked.");
	} else if (!manifest_read(file->bytes.data, file->bytes.len, &manifest,
		       &err)) {
		verdict_add(verifying->out, VERDICT_FAILS, path.data,
		    "It cannot be read. %s", err.text);
	} else {
		ok = verifying->sealed && check_manifest(verifying, file);
		ok = check_listed(verifying, folder, &manifest) && ok;
		ok = check_no_others(verifying, folder, &manifest) && ok;
		if (ok)
			verdict_add(verifying->out, VERDICT_HOLDS, folder,
			    "Every document that is here is as it was sealed.");
	}
	manifest_clear(&manifest);
	buf_clear(&path);
}

/* Each folder once; the first file that stands in it tells of it. */
static void
check_folders(struct verifying *verifying)
{
	const struct files *files = verifying->files;

	for (size_t i = 0; i < files->count; i++) {
		size_t len = folder_len(files->items[i].path);
		char *folder = xstrndup(files->items[i].path, len);
		bool first = len > 0;

		for (size_t j = 0; j < i; j++)
			first = first &&
			    !in_folder(files->items[j].path, folder);
		if (first && strcmp(folder, PACK_SIGNATURES) != 0 &&
		    strcmp(folder, PACK_MADE_AGAIN) != 0 &&
		    strcmp(folder, PACK_HISTORY) != 0)
			check_folder(verifying, folder);
		free(folder);
	}
}

/* Pages in place of those that were taken out, and of no others. */
static void
check_made_again(struct verifying *verifying)
{
	for (size_t i = 0; i < verifying->files->count; i++) {
		const char *path = verifying->files->items[i].path;

		if (!in_folder(path, PACK_MADE_AGAIN))
			continue;
		if (was_taken_out(verifying,
			path + strlen(PACK_MADE_AGAIN "/")))
			verdict_add(verifying->out, VERDICT_NOTE, path,
			    "It was made again after words were taken out, and "
			    "stands for the page that was signed. It is no "
			    "part of what was sealed.");
		else
			verdict_add(verifying->out, VERDICT_FAILS, path,
			    "It is not part of what was sealed: somebody added "
			    "it.");
	}
}

static void
check_top(struct verifying *verifying)
{
	for (size_t i = 0; i < verifying->files->count; i++) {
		const char *path = verifying->files->items[i].path;

		if (folder_len(path) > 0 || strcmp(path, PACK_SEAL) == 0 ||
		    strcmp(path, PACK_CHECK) == 0 ||
		    strcmp(path, PACK_FIRST) == 0 ||
		    strcmp(path, PACK_TAKEN_OUT) == 0)
			continue;
		verdict_add(verifying->out, VERDICT_FAILS, path,
		    "It is not part of what was sealed: somebody added it.");
	}
}

/* --- the seal --- */

/* Its words and digits, to be compared with what was signed. */
static void
say_seal(struct verifying *verifying, const struct digest *digest)
{
	char hex[DIGEST_HEX_LEN + 1];
	struct buf words;

	buf_init(&words);
	seal_words_add(digest, &words);
	digest_format(digest, hex);
	verdict_add(verifying->out, VERDICT_NOTE, PACK_SEAL,
	    "The seal of this plan is: %s (%s). Compare it with the foot of "
	    "the pages that were signed.",
	    words.data, hex);
	buf_clear(&words);
}

/* What else CHECK.sha256 names: what to read first. Which of the two was changed,
 * nothing tells. */
static void
check_others(struct verifying *verifying, const struct manifest *manifest)
{
	for (size_t i = 0; i < manifest->count; i++) {
		const struct manifest_line *line = &manifest->items[i];
		const struct file *file =
		    files_find(verifying->files, line->path);

		if (strcmp(line->path, PACK_SEAL) == 0 ||
		    (file != NULL && file_fits(file, &line->digest)))
			continue;
		verdict_add(verifying->out, VERDICT_FAILS, line->path,
		    file == NULL ? "It is not here, though CHECK.sha256 names "
				   "it."
				 : "It is not what CHECK.sha256 says: something "
				   "in one of the two was changed.");
		verdict_add(verifying->out, VERDICT_FAILS, PACK_CHECK,
		    "It does not fit what it names: something in it, or there, "
		    "was changed.");
	}
}

/* Is SEAL.sha256 itself as it was? */
static void
check_check(struct verifying *verifying, const struct file *seal)
{
	const struct file *file = files_find(verifying->files, PACK_CHECK);
	const struct manifest_line *line;
	struct manifest manifest = { 0 };
	struct error err;

	if (file == NULL || file->broken ||
	    !manifest_read(file->bytes.data, file->bytes.len, &manifest,
		&err) ||
	    (line = manifest_find(&manifest, PACK_SEAL)) == NULL)
		verdict_add(verifying->out, VERDICT_FAILS, PACK_CHECK,
		    "It is missing, or something in it was changed.");
	else if (!file_fits(seal, &line->digest)) {
		/* which of the two it was, nothing tells */
		verdict_add(verifying->out, VERDICT_FAILS, PACK_SEAL,
		    "It is not what CHECK.sha256 says: something in one of the "
		    "two was changed.");
		verdict_add(verifying->out, VERDICT_FAILS, PACK_CHECK,
		    "It does not fit SEAL.sha256: something in one of the two "
		    "was changed.");
	} else {
		check_others(verifying, &manifest);
	}
	manifest_clear(&manifest);
}

static void
check_seal(struct verifying *verifying)
{
	const struct file *file = files_find(verifying->files, PACK_SEAL);
	struct error err;

	if (file == NULL) {
		verdict_add(verifying->out, VERDICT_FAILS, PACK_SEAL,
		    "It is missing. Either this is a draft, which nobody has "
		    "sealed, or a part of the pack was lost.");
		return;
	}
	if (file->broken ||
	    !manifest_read(file->bytes.data, file->bytes.len, &verifying->seal,
		&err)) {
		verdict_add(verifying->out, VERDICT_FAILS, PACK_SEAL,
		    "It cannot be read: something in it was changed.");
		return;
	}
	check_check(verifying, file);
	verifying->plan =
	    manifest_find(&verifying->seal, PACK_AGENCIES "/" PACK_PLAN);
	verifying->sealed = verifying->plan != NULL;
	if (verifying->sealed)
		say_seal(verifying, &verifying->plan->digest);
	else
		verdict_add(verifying->out, VERDICT_FAILS, PACK_SEAL,
		    "It does not name the seal of a plan.");
}

/* --- what stands in the documents --- */

/* Does the page of FOLDER, as data, carry the seal that was sealed? */
static void
check_page(struct verifying *verifying, const struct file *file)
{
	char hex[DIGEST_HEX_LEN + 1];
	const char *said;
	json_t *page;

	if (!verifying->sealed || !file_called(file, PACK_REPORT))
		return;
	page = json_loadb(file->bytes.data, file->bytes.len, 0, NULL);
	said = json_string_value(
	    json_object_get(json_object_get(page, "seal"), "sha256"));
	digest_format(&verifying->plan->digest, hex);
	if (said == NULL || strcmp(said, hex) != 0)
		verdict_add(verifying->out, VERDICT_FAILS, file->path,
		    "Its foot does not have the seal of this plan.");
	json_decref(page);
}

static void
check_answers(struct verifying *verifying)
{
	const struct file *plan = files_find(verifying->files,
	    PACK_AGENCIES "/" PACK_PLAN);
	const struct file *file = files_find(verifying->files,
	    PACK_AGENCIES "/" PACK_ANSWERS);
	struct problem_list problems;
	struct sealed_answers answers;
	struct error err;

	if (file == NULL || plan == NULL)
		return; /* no pack for the agencies, or said already */
	if (!sealed_answers_read(file->bytes.data, file->bytes.len, &answers,
		&err)) {
		verdict_add(verifying->out, VERDICT_FAILS, file->path, "%s",
		    err.text);
		return;
	}
	problem_list_init(&problems);
	sealed_answers_check(&answers, plan->bytes.data, plan->bytes.len,
	    &problems);
	for (size_t i = 0; i < problems.count; i++)
		verdict_add(verifying->out, VERDICT_FAILS, file->path,
		    "%s: %s", problems.items[i].where, problems.items[i].text);
	if (problems.count == 0)
		verdict_add(verifying->out, VERDICT_HOLDS, file->path,
		    "The words of all %zu answers are those that the seal was "
		    "made over.",
		    answers.count);
	problem_list_clear(&problems);
	sealed_answers_clear(&answers);
}

bool
file_called(const struct file *file, const char *name)
{
	size_t len = folder_len(file->path);

	return len > 0 && strcmp(file->path + len + 1, name) == 0;
}

void
verify_files(const struct files *files, const char *known_keys,
    struct verdicts *out)
{
	struct verifying verifying = {
		.files = files,
		.known_keys = known_keys,
		.out = out,
	};

	check_seal(&verifying);
	check_folders(&verifying);
	check_made_again(&verifying);
	check_top(&verifying);
	for (size_t i = 0; i < files->count; i++)
		check_page(&verifying, &files->items[i]);
	check_answers(&verifying);
	check_signatures(&verifying);
	if (files_find(files, PACK_HISTORY_FILE) != NULL)
		verdict_add(out, VERDICT_NOTE, PACK_HISTORY_FILE,
		    "The working file was put in as well. It is no part of "
		    "what was sealed; check it by itself.");
	manifest_clear(&verifying.seal);
}

void
verify_limits(struct verdicts *out)
{
	verdict_add(out, VERDICT_NOTE, "",
	    "What this does not prove: that what stands in the plan is true; "
	    "that somebody read, understood or wanted it; on which day it was "
	    "signed; or that there is no newer plan. A signature with a key "
	    "says that the key was used: ask its owner for it, and compare.");
}
