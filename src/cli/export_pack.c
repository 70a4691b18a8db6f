/* export --pack: all documents for one audience in one zip. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/outfile.h"
#include "cli/cli.h"
#include "cli/passphrase.h"
#include "cli/progress.h"
#include "export/made_again.h"
#include "export/seal_words.h"
#include "export/version.h"
#include "export/who_signed.h"
#include "export/zipped.h"
#include "plan/handed.h"
#include "plan/stage.h"

#define HISTORY_NOTE_FILE PACK_HISTORY "/READ-ME-FIRST.txt"
#define HISTORY_NOTE                                                           \
	"plan.oneplan is the file that the plan is worked on in. It holds much "\
	"more\nthan the plan: every answer that was ever given, changed ones and "\
	"removed ones\ntoo, who gave each and when; what is restricted; what was "\
	"being typed; and\neach version that was sealed, for all readers. Give it "\
	"to nobody who may not\nsee all of that. oneplan opens it.\n"

/* A pack being written. */
struct packing {
	const struct cli *cli;
	struct plan *plan;
	enum audience audience;
	struct date day; /* that the files in the zip are of */
	bool sealed;	 /* it is of the version with this: */
	struct digest seal;
	struct files files;
};

/* --- what goes in --- */

static bool
add_history(struct packing *packing, struct error *err)
{
	void *bytes;
	size_t len;

	if (!store_take_bytes(plan_store(packing->plan), &bytes, &len, err))
		return false;
	buf_add(files_add(&packing->files, HISTORY_NOTE_FILE), HISTORY_NOTE);
	buf_add_bytes(files_add(&packing->files, PACK_HISTORY_FILE), bytes,
	    len);
	free(bytes);
	return true;
}

static void
add_draft(struct packing *packing)
{
	struct making *making =
	    making_new(packing->plan, NULL, packing->audience);
	struct pack pack;

	while (making_step(making))
		progress_show(making_far(making));
	progress_end();
	making_end(making, &pack);
	if (pack_note(&pack) != NULL)
		(void)cli_refuse("%s", pack_note(&pack));
	pack_files(&pack, &packing->files);
	pack_clear(&pack);
	packing->day = plan_today(packing->plan);
}

/* What whoever hands it out should know of what is in it, once it is there. */
static void
say_version(const struct packing *packing)
{
	size_t statements = plan_stage(packing->plan)->statements;
	struct buf words, changed;
	char day[32];

	if (packing->cli->options.with_history)
		fputs("The working file is in the pack: it shows every answer "
		      "that was ever given, restricted ones too, and who gave "
		      "it.\n", stderr);
	if (!packing->sealed)
		return;
	buf_init(&words);
	buf_init(&changed);
	seal_words_add(&packing->seal, &words);
	date_format_long(packing->day, day);
	stage_say_changed(plan_stage(packing->plan), false, &changed);
	fprintf(stderr,
	    "The pack holds the plan as it was sealed on %s. Its seal: %s.\n",
	    day, words.data);
	if (changed.len > 0)
		fprintf(stderr, "%s. The pack does not have that.\n",
		    changed.data);
	if (statements > 0)
		fprintf(stderr,
		    "%zu statement%s against what stands in it came later, so "
		    "the pack does not have %s. A copy made with export --for "
		    "does.\n", statements, statements == 1 ? "" : "s",
		    statements == 1 ? "it" : "them");
	buf_clear(&words);
	buf_clear(&changed);
}

/* Pages that showed words which were taken out since, without them. */
static bool
add_made_again(const struct packing *packing, const struct uid *version,
    struct pack *pack, struct error *err)
{
	size_t count;

	if (!made_again_add(packing->plan, version,
		audience_word(packing->audience), pack, &count, err))
		return false;
	if (count > 0)
		fprintf(stderr,
		    "%zu page%s of it showed words that were taken out since, "
		    "so %s made again without them, in the folder %s.\n",
		    count, count == 1 ? "" : "s",
		    count == 1 ? "it was" : "they were", PACK_MADE_AGAIN);
	return true;
}

static bool
add_version(struct packing *packing, struct error *err)
{
	struct stored_version version;
	struct pack pack;
	bool there, ok;

	if (!version_last(packing->plan, &version, &there, err))
		return false;
	if (!there)
		return error_set(err, ERR_USER,
		    "This plan was never sealed, so there is nothing signed to "
		    "pack. Seal it on the sign-off screen, or write --draft "
		    "for a pack of the plan as it stands.");
	ok = version_pack(packing->plan, &version.uid,
		 audience_word(packing->audience), &pack, err) &&
	    add_made_again(packing, &version.uid, &pack, err);
	if (ok) {
		pack_files(&pack, &packing->files);
		who_signed_add(packing->plan, &version.seal,
		    packing->audience, &packing->files);
		packing->day = clock_day(version.at);
		packing->sealed = true;
		packing->seal = version.seal;
	}
	pack_clear(&pack);
	version_clear(&version);
	return ok;
}

/* --- writing it --- */

/* *PASSPHRASE is NULL for a pack that is not encrypted. */
static bool
find_passphrase(const struct options *options, char **passphrase,
    struct error *err)
{
	*passphrase = NULL;
	if (options->passphrase_file != NULL) {
		if (!passphrase_read(options->passphrase_file, passphrase, err))
			return false;
	} else if (!options->encrypt) {
		return true;
	} else if (!passphrase_ask(true, passphrase, err)) {
		return false;
	}
	if (passphrase_strong(*passphrase, err))
		return true;
	free(*passphrase);
	*passphrase = NULL;
	return false;
}

static bool
write_zip(struct packing *packing, struct error *err)
{
	const struct options *options = &packing->cli->options;
	char *passphrase;
	struct buf zip;
	bool ok;

	if (!find_passphrase(options, &passphrase, err))
		return false;
	buf_init(&zip);
	ok = zipped_write(&packing->files, packing->day, passphrase, &zip,
	    err);
	free(passphrase);
	if (ok && strcmp(options->output, "-") == 0)
		ok = cli_print(zip.data, zip.len, err);
	else if (ok)
		ok = outfile_write(options->output, zip.data, zip.len, false,
		    err);
	buf_clear(&zip);
	return ok;
}

/* --- what was asked for --- */

static bool
options_agree(const struct options *options, enum audience audience)
{
	if (options->json || options->format != NULL ||
	    options->page != NULL || options->viewer != NULL ||
	    options->large_print || options->easy || options->script ||
	    options->withheld)
		cli_refuse("A pack has all pages in all formats: --pack takes "
			   "--for, -o, --draft, --encrypt, --passphrase-file "
			   "and --with-history alone.");
	else if (options->output == NULL)
		cli_refuse("Say where to write the pack: -o OUT.zip.");
	else if (options->with_history && audience != AUDIENCE_AGENCIES)
		cli_refuse("The working file shows every answer that was ever "
			   "given, restricted ones too, so it is only in a "
			   "pack --for agencies.");
	else
		return true;
	return false;
}

enum status
export_pack(const struct cli *cli)
{
	struct packing packing = { .cli = cli };
	enum status status;
	struct opened opened;
	struct error err;
	bool ok = true;

	if (!cli_audience(cli, &packing.audience) ||
	    !options_agree(&cli->options, packing.audience))
		return STATUS_CANNOT;
	if (cli->options.to != NULL
		? !cli_open_to_write(cli, cli->operands[0], &opened, &err)
		: !cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	if (!cli_may_leave(cli, opened.plan)) {
		opened_close(&opened);
		return STATUS_CANNOT;
	}
	packing.plan = opened.plan;
	if (cli->options.draft)
		add_draft(&packing);
	else
		ok = add_version(&packing, &err);
	if (ok && cli->options.with_history)
		ok = add_history(&packing, &err);
	ok = ok && write_zip(&packing, &err);
	if (ok)
		say_version(&packing);
	files_clear(&packing.files);
	status = !ok ? cli_fail(&err)
		     : cli_hand_out(cli, opened.plan, packing.audience,
			   "All documents (pack)",
			   packing.sealed ? &packing.seal
					  : plan_seal_now(opened.plan));
	opened_close(&opened);
	return status;
}
