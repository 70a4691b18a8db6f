/* set: the blocks of a report, each as it stands on paper and as what it is. */
#ifndef PDF_SET_H
#define PDF_SET_H

#include "pdf/press.h"

/* All of the report that PRESS was made for. */
void set_report(struct press *press);

/* LEN bytes of TEXT over the width given, for a new tag of KIND. */
void set_text(struct press *press, const char *kind, const struct style *style,
    const char *text, size_t len, long x, long width, long above);

void set_heading(struct press *press, int level, const char *text);
/* VOICE: the letter in the margin that says whose words they are, or NULL. */
void set_answer(struct press *press, const char *question, const char *answer,
    bool own_words, const char *voice);
/* The answers of one row, which stand two beside each other where they are
 * short: those from FIRST on that follow each other, at most up to END. Returns
 * where they end. */
size_t set_row(struct press *press, const struct block *blocks, size_t first,
    size_t end);
void set_ask(struct press *press, const char *question, const struct ask *ask);
/* A question in easy read, with its answer. */
void set_easy(struct press *press, const struct block *block);
void set_table(struct press *press, const struct table *table);

#endif
