#include "config.h"

#include "export/packing.h"

#include <string.h>

#include "base/clock.h"
#include "export/made_again.h"
#include "export/seal_words.h"
#include "export/version.h"
#include "export/who_signed.h"
#include "export/zipped.h"
#include "plan/stage.h"

const struct export_format packing_format = {
	.name = "pack",
	.suffix = ".zip",
	.about = "A pack: all that was sealed, in one file, with how to check it",
};

void
packing_init(struct packing *packing, struct plan *plan, enum audience audience)
{
	*packing = (struct packing){ .plan = plan, .audience = audience };
}

void
packing_clear(struct packing *packing)
{
	files_clear(&packing->files);
}

bool
packing_add_sealed(struct packing *packing, struct error *err)
{
	const char *audience = audience_word(packing->audience);
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
	ok = version_pack(packing->plan, &version.uid, audience, &pack, err) &&
	    made_again_add(packing->plan, &version.uid, audience, &pack,
		&packing->made_again, err);
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

bool
packing_zip(const struct packing *packing, const char *passphrase,
    struct buf *out, struct error *err)
{
	if (passphrase != NULL && *passphrase == '\0')
		passphrase = NULL;
	if (passphrase != NULL && !passphrase_strong(passphrase, err))
		return false;
	return zipped_write(&packing->files, packing->day, passphrase, out,
	    err);
}

void
packing_say(const struct packing *packing, struct buf *out)
{
	const struct plan_stage *stage = plan_stage(packing->plan);
	struct buf changed;
	char day[32];

	if (!packing->sealed)
		return;
	if (packing->made_again > 0)
		buf_addf(out, "%zu page%s of it showed words that were taken "
			      "out since, so %s made again without them, in "
			      "the folder %s.\n", packing->made_again,
		    packing->made_again == 1 ? "" : "s",
		    packing->made_again == 1 ? "it was" : "they were",
		    PACK_MADE_AGAIN);
	date_format_long(packing->day, day);
	buf_addf(out, "The pack holds the plan as it was sealed on %s. Its "
		      "seal: ", day);
	seal_words_add(&packing->seal, out);
	buf_add(out, ".\n");
	buf_init(&changed);
	stage_say_changed(stage, false, &changed);
	if (changed.len > 0)
		buf_addf(out, "%s. The pack does not have that.\n",
		    changed.data);
	buf_clear(&changed);
	if (stage->statements > 0)
		buf_addf(out, "%zu statement%s against what stands in it came "
			      "later, so the pack does not have %s. A copy "
			      "made by itself does.\n", stage->statements,
		    stage->statements == 1 ? "" : "s",
		    stage->statements == 1 ? "it" : "them");
}

bool
passphrase_strong(const char *passphrase, struct error *err)
{
	if (strlen(passphrase) >= PASSPHRASE_LEAST)
		return true;
	return error_set(err, ERR_USER,
	    "This passphrase can be guessed. Take at least %d characters: four "
	    "words that do not belong together are good ones.",
	    PASSPHRASE_LEAST);
}
