#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file_name.h"
#include "base/outfile.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "cli/passphrase.h"
#include "cli/progress.h"
#include "export/text_lines.h"
#include "export/verify.h"
#include "export/zipped.h"
#include "plan/kept.h"

#define COLS 80

/* --- what it says --- */

static const struct {
	const char *word; /* for a program */
	const char *text;
} kinds[] = {
	[VERDICT_HOLDS] = { "holds", "Holds" },
	[VERDICT_FAILS] = { "fails", "DOES NOT HOLD" },
	[VERDICT_NOTE] = { "note", "Note" },
};

static void
print_json(const struct verdicts *verdicts)
{
	json_t *list = json_array();

	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *verdict = &verdicts->items[i];

		json_array_append_new(list,
		    json_pack("{s:s, s:o, s:o}", "kind",
			kinds[verdict->kind].word, "path",
			json_text(verdict->path), "text",
			json_text(verdict->text)));
	}
	json_print(json_pack("{s:b, s:o}", "holds", verdicts->failed == 0,
	    "verdicts", list));
}

static void
print_text(const struct verdicts *verdicts)
{
	struct buf out, line;

	buf_init(&out);
	buf_init(&line);
	for (size_t i = 0; i < verdicts->count; i++) {
		const struct verdict *verdict = &verdicts->items[i];

		buf_reset(&line);
		buf_addf(&line, "%s: %s%s%s", kinds[verdict->kind].text,
		    verdict->path, verdict->path[0] != '\0' ? ". " : "",
		    verdict->text);
		text_add_wrapped(&out, line.data, 0, COLS);
	}
	buf_reset(&line);
	if (verdicts->failed == 0)
		buf_add(&line, "All that was checked holds.");
	else
		buf_addf(&line,
		    "%zu thing%s not hold. Do not rely on this until you know "
		    "why: ask whoever gave it to you for it again.",
		    verdicts->failed, verdicts->failed == 1 ? " does" : "s do");
	buf_add_char(&out, '\n');
	text_add_wrapped(&out, line.data, 0, COLS);
	fwrite(out.data, 1, out.len, stdout);
	buf_clear(&line);
	buf_clear(&out);
}

/* --- a zip or a folder --- */

static bool
read_zip(const struct cli *cli, const char *path, struct files *out,
    struct error *err)
{
	const char *file = cli->options.passphrase_file;
	char *bytes, *passphrase = NULL;
	size_t len;
	bool ok;

	if (!infile_read(path, FILES_BYTES_MAX, &bytes, &len, err))
		return false;
	ok = file == NULL || passphrase_read(file, &passphrase, err);
	ok = ok && zipped_read(bytes, len, passphrase, out, err);
	if (!ok && err->code == ERR_DENIED && passphrase == NULL &&
	    passphrase_askable() && passphrase_ask(false, &passphrase, err)) {
		files_clear(out);
		ok = zipped_read(bytes, len, passphrase, out, err);
	}
	free(passphrase);
	free(bytes);
	return ok;
}

static bool
verify_pack(const struct cli *cli, const char *path, bool folder,
    struct verdicts *out, struct error *err)
{
	struct files files = { 0 };
	bool ok = folder ? files_read_folder(path, &files, err)
			 : read_zip(cli, path, &files, err);

	if (ok)
		verify_files(&files, cli->settings.known_keys, out);
	files_clear(&files);
	return ok;
}

/* --- a plan --- */

/* With the forms and rates that it was last filled in with, so that its documents
 * come out as they did. */
static bool
open_as_kept(const struct cli *cli, const char *file, struct opened *out,
    struct error *err)
{
	char *path = settings_find_plan(&cli->settings, file);
	bool ok;

	*out = (struct opened){ 0 };
	ok = kept_load(path, &out->forms, &out->rates, err);
	if (ok && out->forms == NULL)
		ok = cli_open(cli, file, out, err);
	else if (ok)
		ok = plan_open(path, out->forms, out->rates,
		    &cli->settings.user, true, &out->plan, err);
	free(path);
	if (!ok) {
		rates_free(out->rates);
		form_set_free(out->forms);
	}
	return ok;
}

static bool
verify_opened(const struct cli *cli, struct plan *plan, struct verdicts *out,
    struct error *err)
{
	struct verifying_plan *work;
	bool more = true, ok = true;

	if (!verifying_begin(plan, cli->settings.known_keys, out, &work, err))
		return false;
	while (more) {
		ok = verifying_step(work, &more, err);
		if (verifying_far(work).of > 0)
			progress_show(verifying_far(work));
	}
	progress_end();
	verifying_free(work);
	return ok;
}

static bool
verify_file(const struct cli *cli, const char *file, struct verdicts *out,
    struct error *err)
{
	struct opened opened;
	bool ok;

	if (!open_as_kept(cli, file, &opened, err))
		return false;
	ok = verify_opened(cli, opened.plan, out, err);
	opened_close(&opened);
	return ok;
}

/* --- which of them it is --- */

enum status
cmd_verify(struct cli *cli)
{
	const char *path = cli->operands[0];
	enum status status = STATUS_OK;
	struct verdicts verdicts = { 0 };
	struct error err = { 0 };
	struct stat info;
	bool there, folder, ok;

	there = stat(path, &info) == 0;
	folder = there && S_ISDIR(info.st_mode);
	if (!there && file_name_ends(path, ".zip"))
		ok = error_set(&err, ERR_USER,
		    "There is no pack at %s. Check the name and the folder.",
		    path);
	else if (folder || zipped_is_file(path))
		ok = verify_pack(cli, path, folder, &verdicts, &err);
	else
		ok = verify_file(cli, path, &verdicts, &err);
	if (!ok) {
		status = cli_fail(&err);
	} else {
		verify_limits(&verdicts);
		if (cli->options.json)
			print_json(&verdicts);
		else
			print_text(&verdicts);
		if (verdicts.failed > 0)
			status = STATUS_FINDING;
	}
	verdicts_clear(&verdicts);
	return status;
}
