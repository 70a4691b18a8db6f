/* store: one plan file. It keeps facts that are only ever added (sessions,
 * revisions, definitions), what is in progress (drafts, places), and what can be
 * made again (answers, summary). It knows no forms: a field is its full name. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/problem.h"
#include "base/uid.h"
#include "base/value.h"

struct store;

enum store_mode {
	STORE_READ,  /* look only; the file and its folder may be read-only */
	STORE_WRITE, /* answers may be added */
};

/* Makes a new plan file at PATH (mode 0600; never over another file) and opens
 * it for writing. */
bool store_create(const char *path, bool training, struct store **out,
    struct error *err) __attribute__((warn_unused_result));

/* Opens the plan file at PATH. Each of these is a sentence of its own in ERR:
 * missing, a folder, empty, not a plan, from a newer oneplan, cut short or
 * damaged, not readable, a journal beside it that is not its own (both are then
 * kept under new names and named), a folder that cannot be written. *NOTE, if
 * NOTE is not NULL, is set to a sentence the person should read (what was
 * recovered) or NULL; the caller frees it. */
bool store_open(const char *path, enum store_mode mode, struct store **out,
    char **note, struct error *err) __attribute__((warn_unused_result));

/* Ends the session if anything was written in it, leaves one file at rest,
 * closes. NULL is fine. */
void store_close(struct store *store);

/* The whole file as it is at one moment, for a copy of it; the caller frees
 * *BYTES. */
bool store_take_bytes(struct store *store, void **bytes, size_t *len,
    struct error *err) __attribute__((warn_unused_result));

const char *store_path(const struct store *store);
const struct uid *store_plan_uid(const struct store *store);
bool store_training(const struct store *store);
bool store_writable(const struct store *store);

/* Makes a second file of the same plan at PATH (mode 0600; never over another
 * file), whole as it stands at one moment whoever else is writing, history and
 * all. It is not opened. */
bool store_copy(struct store *store, const char *path, struct error *err)
    __attribute__((warn_unused_result));

/* A what if: a second file in which a change is tried out. It has a uid of its
 * own, so it cannot be merged into any plan, and it is marked for good: it cannot
 * be sealed or signed, and whoever makes a page of it asks store_what_if. */
struct what_if {
	char *title;   /* "Two days instead of three" */
	struct uid of; /* the plan it was made from */
	int64_t clock; /* revisions above it were made in the what if */
};
/* Makes one at PATH (as store_copy), with all that STORE holds but the text that
 * is being typed. It is not opened. Refused for a what if. */
bool store_branch(struct store *store, const char *path, const char *title,
    struct error *err) __attribute__((warn_unused_result));
/* NULL: it is the plan itself. */
const struct what_if *store_what_if(const struct store *store);

/* An answer that was changed in a what if. */
struct what_if_change {
	char *field;
	struct uid row;
	struct value was, value;
	char *voice; /* whose words the value is; NULL: not said */
	/* the revisions of the plan that it replaces, itself or through others
	 * made in the what if */
	struct uid *bases;
	size_t base_count;
};
/* All of them, by field and row; where one was changed and changed back it is
 * not among them. None for a plan. */
bool store_what_if_changes(struct store *store, struct what_if_change **out,
    size_t *count, struct error *err) __attribute__((warn_unused_result));
void what_if_changes_clear(struct what_if_change *list, size_t count);

/* --- definitions: the texts of forms and tables the plan was filled in with */

struct definition {
	struct digest digest; /* of text; filled in by the store */
	char *kind; /* "form", "rates" or "local rates" */
	char *name; /* the file's name: "10-purpose.ini" */
	char *version;
	char *text;
	size_t len;
};
/* Those that the last session used which wrote anything, by kind and name; free
 * with definitions_clear. */
bool store_definitions(struct store *store, struct definition **out,
    size_t *count, struct error *err) __attribute__((warn_unused_result));
void definitions_clear(struct definition *list, size_t count);

/* --- sessions: one sitting of one person at one machine --- */

struct session_info {
	const char *who;     /* "Aisha Bloom (abloom@clinic3)" */
	const char *login;   /* "abloom": whose drafts these are */
	const char *device;  /* host name */
	const char *process; /* tells whether it still runs on that host */
};
/* A text that a session reads the plan with, as in struct definition. */
struct definition_used {
	const char *kind, *name, *version, *text;
};
/* Begins this program's session and records which DEFINITIONS it uses (each is
 * kept once; what they point to stays there until the store is closed). Needed
 * before anything is written; nothing reaches the file until the first answer,
 * draft or place does, so that looking leaves no trace. */
void store_begin_session(struct store *store, const struct session_info *info,
    const struct definition_used *definitions, size_t count);

/* --- answers --- */

/* A change to be written. An absent value (VALUE_NONE) clears the answer. */
struct store_change {
	const char *field;
	struct uid row;
	struct value value;
	const char *voice; /* whose words; NULL: not said */
	/* the heads it replaces: those the typist started from. Where HAS_BASES
	 * is false, all heads of the field at the moment of writing. */
	bool has_bases;
	const struct uid *bases;
	size_t base_count;
};

/* Where the typist is: written with the answers, in the same transaction. */
struct place {
	const char *screen; /* "section about_me.name" or "row money.line/HEX" */
	const char *field;  /* full name, or "" */
	struct uid row;
	size_t cursor; /* byte in the text being typed */
};

/* Writes all of CHANGES or none, removes this session's drafts of those fields,
 * and puts PLACE if not NULL: one transaction, on disk when it returns true, and
 * not in the file when it returns false (only a disk that fails for good at the
 * very last step can leave it there, unconfirmed). UIDS, if not NULL, receives
 * COUNT revision ids. */
bool store_apply(struct store *store, const struct store_change *changes,
    size_t count, const struct place *place, struct uid *uids,
    struct error *err) __attribute__((warn_unused_result));

/* One current answer: the value of the head with the larger (clock, uid). */
struct stored_answer {
	char *field;
	struct uid row;
	struct value value;
	struct uid revision;
	char *voice;	   /* whose words; NULL: not said */
	int64_t at;	   /* unix seconds */
	unsigned heads;	   /* revisions nobody has replaced */
	bool conflict;	   /* they do not all hold the same value */
	bool taken_out;	   /* redacted */
	bool withheld;	   /* this copy of the plan is without its words */
};
/* Every current answer, cleared ones included (value none), ordered by field
 * and row. */
bool store_answers(struct store *store, struct stored_answer **out,
    size_t *count, struct error *err) __attribute__((warn_unused_result));
void stored_answers_clear(struct stored_answer *list, size_t count);

/* One revision, with who and when, for history and for conflicts. */
struct stored_revision {
	struct uid uid;
	struct value value;
	int64_t clock, at;
	char *who;
	char *voice; /* NULL: not said */
	bool head;   /* nobody has replaced it */
	bool taken_out;
	bool withheld; /* this copy of the plan is without its words */
};
/* All revisions of one field in one row, oldest first by (clock, uid). */
bool store_revisions(struct store *store, const char *field,
    const struct uid *row, struct stored_revision **out, size_t *count,
    struct error *err) __attribute__((warn_unused_result));
void stored_revisions_clear(struct stored_revision *list, size_t count);

/* Changes whenever another program has written to the file; -1: ask later. */
int64_t store_version(struct store *store);

/* --- in progress --- */

/* Puts the text being typed (owned by nobody else: keyed by session) and where
 * the typist is; either may be NULL. One transaction, on disk on return. */
bool store_put_draft(struct store *store, const char *field,
    const struct uid *row, const char *text, size_t cursor,
    const struct uid *bases, size_t base_count, const struct place *place,
    struct error *err) __attribute__((warn_unused_result));
bool store_put_place(struct store *store, const struct place *place,
    struct error *err) __attribute__((warn_unused_result));
bool store_drop_draft(struct store *store, const char *field,
    const struct uid *row, struct error *err)
    __attribute__((warn_unused_result));

/* What LOGIN's last sitting left behind: the place, and the texts that were not
 * finished by sittings that no longer run (a process on this device that is
 * alive keeps its own). Text that a sitting of somebody else, or of a copy on another
 * device, left is listed with mine = false. */
struct found_draft {
	char *field;
	struct uid row;
	char *text;
	size_t cursor;
	int64_t at;
	char *who;
	bool mine;
	struct uid *bases; /* what the typist had started from */
	size_t base_count;
	int64_t session; /* for store_adopt_draft */
};
struct found {
	bool has_place;
	char *screen, *place_field;
	struct uid place_row;
	size_t place_cursor;
	int64_t place_at;
	struct found_draft *drafts;
	size_t draft_count;
};
bool store_find_unfinished(struct store *store, struct found *out,
    struct error *err) __attribute__((warn_unused_result));
void found_clear(struct found *found);
/* Makes a found draft this session's own, so that it is found again next time
 * if it is still not finished. */
bool store_adopt_draft(struct store *store, const struct found_draft *draft,
    struct error *err) __attribute__((warn_unused_result));

/* Who else has this plan open now on this machine: "Priya Raman is on Money".
 * NAMES is the caller's to free, each and the array. */
struct presence {
	char *who, *screen;
};
bool store_others(struct store *store, struct presence **out, size_t *count,
    struct error *err) __attribute__((warn_unused_result));
void presence_clear(struct presence *list, size_t count);

/* --- versions: the plan as it was sealed, to be signed --- */

/* A current answer as a seal holds it: SHA-256 of its salt and its value, so that
 * the words may one day be taken out and the seal still be shown to hold. Where
 * two were given apart, both are there. */
#define ANSWER_SALT_MAX 64 /* bytes; ours have 16 */
struct answer_digest {
	char *field;
	struct uid row;
	struct digest digest;
	/* what it was made of; without both once the words were taken out */
	struct value value;
	unsigned char salt[ANSWER_SALT_MAX];
	size_t salt_len;
};
/* The digest itself: SHA-256 of the salt, then "t" and the text, or "n" and the
 * number in decimal. */
struct digest answer_digest_of(const void *salt, size_t salt_len,
    const struct value *value);
bool store_answer_digests(struct store *store, struct answer_digest **out,
    size_t *count, struct error *err) __attribute__((warn_unused_result));
void answer_digests_clear(struct answer_digest *list, size_t count);

/* A document of a version, for one audience. */
struct version_member {
	const char *audience; /* "person" */
	const char *path;     /* its name in the pack: "plan.html" */
	const void *bytes;
	size_t len;
};
/* Puts a version with its documents in the file, after all versions that none
 * follows yet: one transaction. *UID is its id. */
bool store_put_version(struct store *store, const struct digest *seal,
    const char *about, const struct version_member *members, size_t count,
    struct uid *uid, struct error *err) __attribute__((warn_unused_result));

struct stored_version {
	struct uid uid;
	int64_t at; /* unix seconds */
	char *who, *about;
	struct digest seal;
	bool last; /* no other version follows it */
	struct uid *bases; /* those it follows */
	size_t base_count;
};
/* All of them, oldest first. */
bool store_versions(struct store *store, struct stored_version **out,
    size_t *count, struct error *err) __attribute__((warn_unused_result));
void stored_versions_clear(struct stored_version *list, size_t count);

struct stored_member {
	char *audience, *path;
	struct digest digest; /* of its bytes */
	bool taken_out; /* the bytes, since they showed words that were */
};
/* What is in VERSION, by audience and path. */
bool store_members(struct store *store, const struct uid *version,
    struct stored_member **out, size_t *count, struct error *err)
    __attribute__((warn_unused_result));
void stored_members_clear(struct stored_member *list, size_t count);
/* The bytes of one document, the caller's to free; *BYTES is NULL where there is
 * none of that name, or where they were taken out. */
bool store_member(struct store *store, const struct uid *version,
    const char *audience, const char *path, void **bytes, size_t *len,
    struct error *err) __attribute__((warn_unused_result));

/* The answers that VERSION sealed, by field and row: every revision whose digest
 * its plan.json names. */
#define SEALED_AUDIENCE "agencies" /* where its plan.json stands */
#define SEALED_PATH	"plan.json"
struct sealed_answer {
	char *field;
	struct uid row;
	struct value value;
	bool taken_out; /* its words; value is none */
};
bool store_sealed_answers(struct store *store, const struct uid *version,
    struct sealed_answer **out, size_t *count, struct error *err)
    __attribute__((warn_unused_result));
void sealed_list_clear(struct sealed_answer *list, size_t count);
/* The same as store_answers has them: what the plan said when VERSION was sealed,
 * as far as it was part of that. Free with stored_answers_clear. */
bool store_answers_sealed(struct store *store, const struct uid *version,
    struct stored_answer **out, size_t *count, struct error *err)
    __attribute__((warn_unused_result));
/* What all of the plan said at the moment AT, by the clocks of those who wrote it:
 * of what was given by then, the last. Free with stored_answers_clear. */
bool store_answers_at(struct store *store, int64_t at,
    struct stored_answer **out, size_t *count, struct error *err)
    __attribute__((warn_unused_result));
/* The same as store_sealed_answers, each with its digest and what it was made of,
 * in the order in which a seal names them: what answers.json is made of, as far as
 * the words are still there. Free with answer_digests_clear. */
bool store_sealed_digests(struct store *store, const struct uid *version,
    struct answer_digest **out, size_t *count, struct error *err)
    __attribute__((warn_unused_result));

/* --- taking words out --- */

/* Why words are taken out, and on whose word; none may be empty. */
struct redaction_why {
	const char *why, *taken_by, *agreed_by;
};
/* What became of it. */
struct redacted {
	size_t answers;	  /* revisions whose words were taken out */
	size_t drafts;	  /* texts that were being typed, dropped */
	size_t documents; /* of sealed versions, which showed the words */
};
/* Takes the words of the revisions UIDS out of the file for ever: their value and
 * salt, every unfinished text to the same questions, and the documents of sealed
 * versions that show them, but for those that hold digests alone, so that seals
 * and signatures still hold. What is left says when, who and why. Then the file
 * is written anew, without free pages. Revisions whose words are gone already
 * are passed over. On disk when it returns true; when only writing anew failed,
 * *LATER is true: the words are out, but a page on the disk may keep them until
 * store_shrink has been done. */
bool store_redact(struct store *store, const struct uid *uids, size_t count,
    const struct redaction_why *why, struct redacted *out, bool *later,
    struct error *err) __attribute__((warn_unused_result));
bool store_shrink(struct store *store, struct error *err)
    __attribute__((warn_unused_result));

/* What was taken out of one question in one row, by time. */
struct stored_redaction {
	struct uid of; /* the revision */
	int64_t at;
	char *why, *taken_by, *agreed_by;
	char *who; /* at the keyboard */
};
bool store_redactions(struct store *store, const char *field,
    const struct uid *row, struct stored_redaction **out, size_t *count,
    struct error *err) __attribute__((warn_unused_result));
void stored_redactions_clear(struct stored_redaction *list, size_t count);

/* Has anybody else had this plan open at AT (unix seconds) or since, or was it
 * sealed since? Programs that only look leave no trace. */
bool store_seen_by_others(struct store *store, int64_t at, bool *seen,
    struct error *err) __attribute__((warn_unused_result));

/* --- merging: two files of one plan --- */

struct merged {
	size_t answers;	    /* revisions that were added */
	size_t filled;	    /* words that this copy was without */
	size_t redactions;  /* words that were taken out here too */
	size_t kept_out;    /* words in OTHER that had been taken out here */
	size_t versions, drafts;
};
/* Adds to STORE what OTHER, another file of the same plan, has and it lacks, as
 * it is: one transaction, all or nothing. OTHER is only read, and is trusted in
 * nothing: it is taken whole or refused whole. What was answered in both stands
 * side by side until somebody chooses; what was taken out in either is out. The
 * result is the same whichever is merged into which, in whatever order, however
 * often; only ids within the file differ. Refused in words: another plan, training
 * with real, the same file, one that is damaged or was altered, and what a working
 * copy must not hold. */
bool store_merge(struct store *store, struct store *other, struct merged *out,
    struct error *err) __attribute__((warn_unused_result));
/* Takes out of STORE, a copy kept from before, what was taken out of FROM, and
 * nothing else. */
bool store_take_out_as(struct store *store, struct store *from,
    struct error *err) __attribute__((warn_unused_result));

/* Does a revision that nobody has replaced name REVISION as its base? Of one that
 * is a head itself, that is a removal of its row by somebody who had seen it. */
bool store_named(struct store *store, const struct uid *revision, bool *named,
    struct error *err) __attribute__((warn_unused_result));

/* What a working copy has of one answer. */
enum store_part {
	PART_WHOLE,
	PART_STUB,    /* that there is an answer, and its digest */
	PART_NOTHING, /* not even that */
};
/* Makes a working copy at PATH for READER ("broker"): a file of the same plan that
 * can be merged back, with as much of each answer as PART says, and without
 * sealed versions, unfinished texts and places. *HELD, if not NULL, is how many
 * current answers are stubs or not there. */
typedef enum store_part store_part_fn(void *data, const char *field);
bool store_working_copy(struct store *store, const char *path,
    const char *reader, const struct session_info *info, store_part_fn *part,
    void *data, size_t *held, struct error *err)
    __attribute__((warn_unused_result));
/* Whom this file is a working copy for, or NULL. */
const char *store_reader(const struct store *store);

/* --- derived --- */

/* What the caseload shows without the forms. Borrowed text; NULL: not known. */
struct summary {
	const char *name;  /* "Kwame Redfern" */
	const char *born;  /* YYYY-MM-DD */
	const char *nhs_number;
	const char *coordinator;
	const char *kinds; /* codes */
	const char *stage;
	int done, asked;
	const char *next_due; /* YYYY-MM-DD */
	bool has_money;
	int64_t indicative_pence, planned_pence;
};
/* Puts the summary with the next thing that is written, and at close if the
 * session wrote anything, where it differs from the one in the file. Copied. */
void store_set_summary(struct store *store, const struct summary *summary);

struct stored_summary {
	struct summary summary; /* its texts are owned by memory below */
	int64_t changed;
	struct uid plan;
	bool training;
	char *memory[8];
};
/* Reads only the summary of the plan file at PATH: what a caseload does. The
 * same errors as store_open. */
bool store_read_summary(const char *path, struct stored_summary *out,
    struct error *err) __attribute__((warn_unused_result));
void stored_summary_clear(struct stored_summary *summary);

/* A repeat, for people who read the plan with sqlite3: a view with one row for
 * each of its rows that was not removed, in order. All names are full names. */
struct store_view {
	const char *name; /* "money.line" becomes the view money_line */
	const char *position_name, *parent_name, *removed_name;
	const char *const *columns; /* each becomes a column by its last part */
	size_t column_count;
};
/* Puts the views with the next thing that is written, where they differ from
 * those in the file. Names that cannot be names of ours are an error. Copied. */
bool store_put_views(struct store *store, const struct store_view *views,
    size_t count, struct error *err) __attribute__((warn_unused_result));

/* Checks the file whole: SQLite's integrity check, foreign keys, every base,
 * heads and answers rebuilt and compared. Adds what is wrong to PROBLEMS; false
 * when the check itself could not be made. */
bool store_check(struct store *store, struct problem_list *problems,
    struct error *err) __attribute__((warn_unused_result));

#endif
