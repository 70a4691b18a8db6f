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
	CASELOAD_BY_NAME, /* by the last word of it first; without a name last */
	CASELOAD_BY_DUE, /* the soonest first; nothing due last */
	CASELOAD_BY_CHANGED, /* the newest first */
};

struct caseload;

/* Lists the plans in FOLDER, every file looked at; a folder that is not there
 * yet is an empty caseload. INDEX is the path of the index, made with its folder
 * if missing (NULL: do without). An index that is damaged or of another version
 * is made anew, one that cannot be used is done without, neither is worth a
 * word. Fails only if FOLDER cannot be read. */
bool caseload_open(const char *folder, const char *index, struct caseload **out,
    struct error *err) __attribute__((warn_unused_result));
/* The same in no more time for many plans than for few: the list begins with
 * what the index knows (or, where it knows nothing, the first few files).
 * Everything else is caseload_work's. */
bool caseload_begin(const char *folder, const char *index,
    struct caseload **out, struct error *err)
    __attribute__((warn_unused_result));
void caseload_close(struct caseload *caseload); /* NULL is fine */
const char *caseload_folder(const struct caseload *caseload);

/* Goes on with what is left to do (reading the rest of the index, looking at
 * the files) for about BUDGET_MS; false: there is nothing left. Meanwhile the
 * list changes a few times a second, no more. */
bool caseload_work(struct caseload *caseload, int budget_ms);
/* Many files are new and being read: the list is not whole for a while. */
bool caseload_looking(const struct caseload *caseload);
/* Looks at the files of COUNT rows from FIRST on: what is shown is true. Only
 * those that changed are read. */
void caseload_check(struct caseload *caseload, size_t first, size_t count);
/* Looks at one file by its name, new or known or gone. */
void caseload_look_at(struct caseload *caseload, const char *file);
/* Looks at every file, now. On false the list is as it was. */
bool caseload_refresh(struct caseload *caseload, struct error *err)
    __attribute__((warn_unused_result));

/* Gives its memory and its files back while something else is done, but for the
 * list of what was shown; caseload_wake goes on from there. */
void caseload_sleep(struct caseload *caseload);
void caseload_wake(struct caseload *caseload);

/* Shows only rows in which every word of TEXT is found somewhere in the name,
 * file, coordinator, stage or NHS number, without regard to case or accents.
 * "" or NULL shows all. */
void caseload_filter(struct caseload *caseload, const char *text);
void caseload_sort(struct caseload *caseload, enum caseload_order order);

/* The rows that the filter shows, in order. Files that cannot be read come
 * last, by file name, in every order. A row is borrowed until the next call of
 * a function here that may change the list, or caseload_row. */
size_t caseload_count(const struct caseload *caseload);
const struct caseload_row *caseload_row(const struct caseload *caseload,
    size_t at);
/* Tells a plan from the others wherever it moves in the list. */
uint32_t caseload_id(const struct caseload *caseload, size_t at);
/* Where the plan ID or FILE is now; caseload_count where it is not shown. */
size_t caseload_find_id(const struct caseload *caseload, uint32_t id);
size_t caseload_find_file(const struct caseload *caseload, const char *file);
/* Grows whenever rows come, go or move. */
uint64_t caseload_generation(const struct caseload *caseload);
/* All files that are known so far, and those with a problem, whatever the
 * filter. */
size_t caseload_total(const struct caseload *caseload);
size_t caseload_problems(const struct caseload *caseload);
/* Is anything due next in any of them? */
bool caseload_any_due(const struct caseload *caseload);
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

/* Makes a second file of the plan in the file PATH, to be carried: the same plan
 * with all that is in it, so that the two can be merged. It is put into FOLDER
 * (made if it is missing; "" is this one) under the name of PATH with "-copy", or AT, if not
 * NULL, is its path. Never over another file. The caller frees *COPY, its path. */
bool caseload_copy(const char *path, const char *folder, const char *at,
    char **copy, struct error *err) __attribute__((warn_unused_result));

/* Where the archived plans of FOLDER are: a folder in it, which caseload_begin
 * can list as any other. The caller frees it. */
char *caseload_archive(const char *folder);
/* Moves FILE from the folder FROM to the folder TO, made if it is missing with
 * FROM's permissions. Never over another file: *MOVED (the caller frees it) is
 * the name that it has there, with a number where FILE is taken. Refuses a plan
 * that somebody has open, and what is no file of its own (a link). */
bool caseload_move(const char *from, const char *to, const char *file,
    char **moved, struct error *err) __attribute__((warn_unused_result));

#endif
