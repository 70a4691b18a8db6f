/* pack: the documents of a plan, for each audience. A new one is a row of the
 * table in pack.c. In a pack each audience has a folder of its own, so that packs
 * opened in the same place do not mix:
 *
 *	person/plan.html ...	  what is made for them
 *	person/MANIFEST.sha256	  the SHA-256 of each of these, for sha256sum -c
 *	SEAL.sha256		  the same of every audience's manifest, and of
 *				  agencies/plan.json, which is the plan's seal:
 *				  what signatures with a key are made over
 *	READ-ME-FIRST.txt	  what to open
 *	CHECK.sha256		  the same of these two
 *
 * A draft has the first two alone, without plan.json, answers.json and salt. */
#ifndef EXPORT_PACK_H
#define EXPORT_PACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "export/files.h"
#include "export/seal.h"
#include "plan/plan.h"

/* All audiences, as bits. */
#define EVERY_AUDIENCE (2u * AUDIENCE_AGENCIES - 1)

/* What all audiences have in common stands in no folder. */
#define PACK_COMMON ""

#define PACK_SEAL     "SEAL.sha256"
#define PACK_MANIFEST "MANIFEST.sha256"
#define PACK_CHECK    "CHECK.sha256"
#define PACK_FIRST    "READ-ME-FIRST.txt"
/* Where words were taken out of the plan after it was sealed: the names of the
 * documents that had shown them, and are no longer there. */
#define PACK_TAKEN_OUT "TAKEN-OUT.txt"
#define TAKEN_OUT_MARK "- " /* begins the line of each */
/* In every folder: digits that nobody can guess, so that nobody who knows the
 * digest of another reader's copy can find out by trying what stands in it. */
#define PACK_SALT     "salt.txt"
/* The agencies' alone: what the seal is made over, and the words behind it. */
#define PACK_PLAN     "plan.json"
#define PACK_ANSWERS  "answers.json"

/* The page as data, in every folder. */
#define PACK_REPORT   "report.json"
#define PACK_AGENCIES "agencies"
/* Added when a pack is written: who has signed, in words, and signatures made with
 * a key, as 1.sig, 2.sig, with a manifest that finds damage but is not sealed; and,
 * only if it is asked for, the working file. */
#define PACK_SIGNATURES	  "signatures"
#define PACK_WHO_SIGNED	  "WHO-SIGNED.txt"
#define PACK_HISTORY	  "working-file"
#define PACK_HISTORY_FILE PACK_HISTORY "/plan.oneplan"

struct pack_member {
	const char *audience; /* "person", or PACK_COMMON */
	char *path;	      /* within its folder */
	struct buf bytes;
};
struct pack {
	struct pack_member *items; /* by audience, in the table's order */
	size_t count, cap;
};

/* What whoever makes PACK should know of it, as a sentence; NULL: nothing. */
const char *pack_note(const struct pack *pack);

/* Makes every document of PLAN, as it stands, for each of AUDIENCES (bits); with
 * SEAL as they are signed, else as a draft.
 * pack_clear it. The same plan and day give the same bytes. */
void pack_make(struct plan *plan, const struct seal *seal, unsigned audiences,
    struct pack *out);
/* The same, one document at a time, for whoever shows how far it is and may stop:
 * steps until one is false, then making_end. SEAL outlives it, and PLAN does not
 * change meanwhile. */
struct making;
struct how_far {
	size_t done, of; /* documents; those that cannot be made count too */
};
struct making *making_new(struct plan *plan, const struct seal *seal,
    unsigned audiences);
/* Makes the next document. False: there is none left. */
bool making_step(struct making *making);
struct how_far making_far(const struct making *making);
/* Frees it; OUT is the pack. */
void making_end(struct making *making, struct pack *out);
/* Frees it, with what was made. NULL is fine. */
void making_free(struct making *making);

/* Appends, with NOTE at its head, the page that stands under PATH for AUDIENCE,
 * made again from PLAN, which is as it was sealed (plan_open_sealed). False: it is
 * none that people read, or it cannot be made here. */
bool pack_make_again(struct plan *plan, enum audience audience,
    const char *path, const char *note, struct buf *out);
/* An empty member; the caller fills its bytes. AUDIENCE outlives the pack. */
struct buf *pack_add(struct pack *pack, const char *audience,
    const char *path);
/* The bytes of one member, or NULL. */
const struct buf *pack_find(const struct pack *pack, const char *audience,
    const char *path);
/* Appends the members to FILES by their paths in a pack: "person/plan.html". */
void pack_files(const struct pack *pack, struct files *files);
void pack_clear(struct pack *pack);

#endif
