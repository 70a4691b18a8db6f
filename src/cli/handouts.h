/* handouts: what the files share that write the papers of one case. */
#ifndef CLI_HANDOUTS_H
#define CLI_HANDOUTS_H

#include "cli/paper.h"
#include "cli/training.h"

/* What one case is written with. */
struct handouts {
	const struct training_kit *kit;
	const struct training_case *tcase;
	const char *folder;
};

/* "Role cards: A wheelchair, bought once". */
struct report *handouts_paper(const struct handouts *handouts,
    const char *what);
/* Writes PAPER under NAME, and frees it. */
bool handouts_finish(const struct handouts *handouts, struct report *paper,
    const char *name, struct error *err) __attribute__((warn_unused_result));
/* Opens VERSION of the case, from a file that is made for this; handouts_close
 * takes it away again. *OUT is NULL on false. */
bool handouts_open(const struct handouts *handouts, enum case_version version,
    struct plan **out, struct error *err) __attribute__((warn_unused_result));
void handouts_close(struct plan *plan); /* NULL is fine */

/* Writes the questions that this kind of plan is asked before it is signed, with
 * room to write. */
bool handouts_blank(const struct handouts *handouts, struct error *err)
    __attribute__((warn_unused_result));

#endif
