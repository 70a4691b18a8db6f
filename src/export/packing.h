/* packing: the pack of a plan as it was last sealed, for one audience: what is in
 * it, its zip, and what whoever hands it out should know. */
#ifndef EXPORT_PACKING_H
#define EXPORT_PACKING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "export/files.h"
#include "export/format.h"
#include "plan/plan.h"

/* What the register of copies calls it. */
#define PACKING_WHAT "All documents (pack)"
/* As a way to write the whole plan, for whoever chooses one: it has a name, but
 * writes no report. */
extern const struct export_format packing_format;
/* A passphrase with fewer bytes than this can be guessed by trying. */
#define PASSPHRASE_LEAST 12

struct packing {
	struct plan *plan;
	enum audience audience;
	struct date day; /* that the files in the zip are of */
	bool sealed;	 /* it is of the version with this: */
	struct digest seal;
	size_t made_again; /* pages without words that were taken out since */
	struct files files;
};

/* Begins one without files. packing_clear it, whatever is returned later. */
void packing_init(struct packing *packing, struct plan *plan,
    enum audience audience);
void packing_clear(struct packing *packing);

/* Adds the version that was last sealed, and who has signed it. */
bool packing_add_sealed(struct packing *packing, struct error *err)
    __attribute__((warn_unused_result));
/* Appends the zip; with PASSPHRASE (NULL or "": without) encrypted. */
bool packing_zip(const struct packing *packing, const char *passphrase,
    struct buf *out, struct error *err) __attribute__((warn_unused_result));
/* Appends what it is a pack of, and what it does not have, a sentence a line;
 * nothing of a draft. */
void packing_say(const struct packing *packing, struct buf *out);

/* Is it long enough to protect a new pack? */
bool passphrase_strong(const char *passphrase, struct error *err)
    __attribute__((warn_unused_result));

#endif
