/* caseload: a folder of plans, and the index that makes listing it quick. What
 * the list says comes from each file's own summary; the index only remembers it
 * and can be thrown away at any time. */
#ifndef CASELOAD_CASELOAD_H
#define CASELOAD_CASELOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

#define CASELOAD_SUFFIX ".oneplan"

/* One NAME.oneplan file. Texts are never NULL but for `problem`; they come from
 * a file that somebody may have brought: clean them before a terminal. */
struct caseload_row {
	const char *file; /* its name in the folder, byte for byte */
	const char *name; /* "Kwame Redfern"; "" if nobody typed one yet */
	const char *born; /* YYYY-MM-DD, or "" */
	const char *nhs_number; /* ten digits, or "" */
	const char *coordinator;
	const char *kinds; /* codes */
	const char *stage;
	const char *next_due; /* YYYY-MM-DD, or "" */
	int done, asked;
	int64_t changed; /* unix seconds; of the file itself if it has a problem */
	bool training;
	bool has_money;
	int64_t indicative_pence, planned_pence;
	const char *problem; /* why it cannot be read, as a sentence, or NULL */
};

enum caseload_order {
	CASELOAD_BY_NAME, /* then the newest change; without a name last */
	CASELOAD_BY_DUE, /* the soonest first; nothing due last */
	CASELOAD_BY_CHANGED, /* the newest first */
};

struct caseload;

/* Lists the plans in FOLDER; a folder that is not there yet is an empty
 * caseload. INDEX is the path of the index, made with its folder if missing
 * (NULL: do without). An index that is damaged is made anew, one that cannot be
 * used is done without, neither is worth a word. Fails only if FOLDER cannot be
 * read. */
bool caseload_open(const char *folder, const char *index, struct caseload **out,
    struct error *err) __attribute__((warn_unused_result));
void caseload_close(struct caseload *caseload); /* NULL is fine */
const char *caseload_folder(const struct caseload *caseload);

/* Looks at the folder again; only files that changed are read. Rows lent before
 * are gone; filter and order stay. On false the list is as it was. */
bool caseload_refresh(struct caseload *caseload, struct error *err)
    __attribute__((warn_unused_result));

/* Shows only rows in which every word of TEXT is found somewhere in the name,
 * file, coordinator, stage or NHS number, without regard to case or accents.
 * "" or NULL shows all. */
void caseload_filter(struct caseload *caseload, const char *text);
void caseload_sort(struct caseload *caseload, enum caseload_order order);

/* The rows that the filter shows, in order. Files that cannot be read come
 * last, by file name, in every order. Borrowed until the next refresh. */
size_t caseload_count(const struct caseload *caseload);
const struct caseload_row *caseload_row(const struct caseload *caseload,
    size_t at);
/* All files, and those with a problem, whatever the filter. */
size_t caseload_total(const struct caseload *caseload);
size_t caseload_problems(const struct caseload *caseload);
/* How many files the last look had to read: the others came from the index. */
size_t caseload_files_read(const struct caseload *caseload);

/* The path of a row's file; the caller frees it. */
char *caseload_path(const struct caseload *caseload,
    const struct caseload_row *row);

/* A path in FOLDER for a new plan that is not taken, after the person
 * ("kwame-redfern.oneplan") or, where NAME is NULL or has no letter that a file
 * name can hold everywhere, the day ("plan-2026-11-16-1.oneplan"). Makes FOLDER
 * if it is missing. The caller frees *PATH. */
bool caseload_new_path(const char *folder, const char *name, char **path,
    struct error *err) __attribute__((warn_unused_result));

#endif
