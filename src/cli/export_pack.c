/* export --pack: all documents for one audience in one zip. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/outfile.h"
#include "cli/cli.h"
#include "cli/passphrase.h"
#include "cli/progress.h"
#include "export/pack.h"
#include "export/packing.h"
#include "plan/handed.h"

#define HISTORY_NOTE_FILE PACK_HISTORY "/READ-ME-FIRST.txt"
#define HISTORY_NOTE                                                           \
	"plan.oneplan is the file that the plan is worked on in. It holds much "\
	"more\nthan the plan: every answer that was ever given, changed ones and "\
	"removed ones\ntoo, who gave each and when; what is restricted; what was "\
	"being typed; and\neach version that was sealed, for all readers. Give it "\
	"to nobody who may not\nsee all of that. oneplan opens it.\n"

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
say(const struct packing *packing, bool history)
{
	struct buf says;

	if (history)
		fputs("The working file is in the pack: it shows every answer "
		      "that was ever given, restricted ones too, and who gave "
		      "it.\n", stderr);
	buf_init(&says);
	packing_say(packing, &says);
	fputs(says.data, stderr);
	buf_clear(&says);
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
write_zip(const struct packing *packing, const struct options *options,
    struct error *err)
{
	char *passphrase;
	struct buf zip;
	bool ok;

	if (!find_passphrase(options, &passphrase, err))
		return false;
	buf_init(&zip);
	ok = packing_zip(packing, passphrase, &zip, err);
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
	const struct options *options = &cli->options;
	enum audience audience;
	struct packing packing;
	enum status status;
	struct opened opened;
	struct error err;
	bool ok = true;

	if (!cli_audience(cli, &audience) || !options_agree(options, audience))
		return STATUS_CANNOT;
	if (options->to != NULL
		? !cli_open_to_write(cli, cli->operands[0], &opened, &err)
		: !cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	if (!cli_may_leave(cli, opened.plan)) {
		opened_close(&opened);
		return STATUS_CANNOT;
	}
	packing_init(&packing, opened.plan, audience);
	if (options->draft)
		add_draft(&packing);
	else
		ok = packing_add_sealed(&packing, &err);
	if (ok && options->with_history)
		ok = add_history(&packing, &err);
	ok = ok && write_zip(&packing, options, &err);
	if (ok)
		say(&packing, options->with_history);
	packing_clear(&packing);
	status = !ok ? cli_fail(&err)
		     : cli_hand_out(cli, opened.plan, audience, PACKING_WHAT,
			   packing.sealed ? &packing.seal
					  : plan_seal_now(opened.plan));
	opened_close(&opened);
	return status;
}
