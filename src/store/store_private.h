/* store_private: what the files of src/store share. */
#ifndef STORE_STORE_PRIVATE_H
#define STORE_STORE_PRIVATE_H

#include "base/buf.h"
#include "base/sql.h"
#include "store/store.h"

/* Every statement that runs more than once; the texts are in statement.c. */
enum statement {
	INSERT_SESSION,
	INSERT_DEFINITION,
	INSERT_SESSION_DEFINITION,
	SELECT_CLOCK,
	SELECT_QUESTION,
	INSERT_QUESTION,
	SELECT_HEADS,
	SELECT_REVISION,
	INSERT_REVISION,
	INSERT_BASE,
	DELETE_HEAD,
	INSERT_HEAD,
	SELECT_ANSWERS,
	SELECT_REVISIONS,
	SELECT_DEFINITIONS,
	SELECT_DIGESTS,
	SELECT_ALL_DIGESTS,
	SELECT_ANSWERS_AT,
	INSERT_VERSION,
	INSERT_VERSION_BASES,
	INSERT_VERSION_WITHOUT,
	INSERT_MEMBER,
	INSERT_VERSION_MEMBER,
	SELECT_VERSIONS,
	SELECT_VERSION_BASES,
	SELECT_VERSION_WITHOUT,
	SELECT_MEMBERS,
	SELECT_MEMBER,
	PUT_DRAFT,
	DELETE_DRAFT,
	PUT_PLACE,
	END_PLACE,
	TOUCH_PLACE,
	SELECT_PLACES,
	SELECT_DRAFTS,
	MOVE_DRAFT,
	PUT_SUMMARY,
	SELECT_VIEW,
	SELECT_FREE_PAGES,
	SELECT_NAMED,
	SELECT_REDACTIONS,
	SELECT_SEEN,
	STATEMENT_COUNT,
};

enum {
	APPLICATION_ID = 0x4f4e504c, /* "ONPL" */
	USER_VERSION = 1,
	SUMMARY_TEXTS = 7,
	FIELD_NAME_MAX = 200,
};

/* A clock beyond this is not one that oneplan counted up to. */
#define CLOCK_MAX ((int64_t)1 << 53)

/* A view that is to be put: its name, and the text that makes it. */
struct view_text {
	char *name, *text;
};

struct store {
	char *path; /* as it was given */
	char *real; /* without links: the journal lies beside this */
	enum store_mode mode;
	struct sql *sql;
	struct sql_stmt *statements[STATEMENT_COUNT];
	struct uid plan;
	int64_t created;
	bool training;
	struct what_if what_if; /* no title: it is the plan itself */
	char *reader; /* whom it is a working copy for, or NULL */

	bool begun;	  /* store_begin_session was called */
	int64_t session;  /* 0: not in the file yet */
	bool session_new; /* it came with the transaction that is open */
	char *who, *login, *device, *process;
	struct definition_used *definitions;
	size_t definition_count;

	struct uid written; /* the last revision of the open transaction */
	int64_t clock;	   /* the largest among revisions up to clock_rev */
	int64_t clock_rev;
	int64_t room_after_ms; /* when to try again to make room */

	bool has_summary, summary_waits;
	struct summary summary;
	char *summary_texts[SUMMARY_TEXTS];

	struct view_text *views; /* waiting to be put */
	size_t view_count;
};

/* --- store.c: making a file --- */

/* Whether a plan can be made at PATH: nothing is there. */
bool store_name_is_free(const char *path, struct error *err)
    __attribute__((warn_unused_result));
/* "folder/.NAME.oneplan.new-HEX": a half-made plan never stands at its name. The
 * caller frees it. */
char *store_temporary_name(const char *path);
/* Gives the finished file its name, never another's. */
bool store_put_in_place(const char *from, const char *path, struct error *err)
    __attribute__((warn_unused_result));
/* Says that the plan at PATH could not be made; returns false. */
bool store_make_failed(const char *path, struct error *err);

/* --- copy.c, branch.c --- */

/* store_copy; or, with WHAT_IF its title, a what if of the plan. */
bool store_copy_as(struct store *store, const char *path, const char *what_if,
    struct error *err) __attribute__((warn_unused_result));
/* Makes the copy at PATH, which nobody else has seen yet, a what if. */
bool branch_mark(const char *path, const char *title, struct error *err)
    __attribute__((warn_unused_result));
/* Is it a what if? Then ERR says that it cannot be signed. */
bool branch_refuses(const struct store *store, struct error *err);

/* --- statement.c --- */

/* The statement WHICH, ready to be bound; kept as long as the store is open. */
bool store_statement(struct store *store, enum statement which,
    struct sql_stmt **out, struct error *err)
    __attribute__((warn_unused_result));
/* Bind by name. A row that is UID_NONE is an empty blob. */
void put_int(struct sql_stmt *stmt, const char *name, int64_t number);
void put_text(struct sql_stmt *stmt, const char *name, const char *text);
void put_uid(struct sql_stmt *stmt, const char *name, const struct uid *uid);
void put_row(struct sql_stmt *stmt, const char *name, const struct uid *row);
/* Read a column of a file that may hold anything. */
char *take_text(struct sql_stmt *stmt, int column);	    /* "" for NULL */
char *take_text_or_null(struct sql_stmt *stmt, int column);
struct uid take_uid(struct sql_stmt *stmt, int column); /* UID_NONE if none */
size_t take_size(struct sql_stmt *stmt, int column);

/* --- identity.c --- */

/* Says that reading an open plan failed; returns false. */
bool store_read_failed(struct error *err);

/* The schema's text, as it was when the program was built. */
extern const char store_schema[];
/* Whether the open file is a plan of this version that nobody has altered. */
bool store_identify(struct store *store, struct error *err)
    __attribute__((warn_unused_result));
/* Turns what went wrong while PATH was opened into a sentence about a plan. */
bool store_open_failed(const char *path, struct error *err);
/* Whether PATH is a file that can be opened as MODE says. */
bool store_usable(const char *path, enum store_mode mode, struct error *err)
    __attribute__((warn_unused_result));

/* --- journal.c --- */

enum journal_state {
	JOURNAL_NONE,
	JOURNAL_QUIET, /* there, with nothing to take back */
	JOURNAL_HOT,   /* a change was being saved when something stopped it */
};
/* Looks at the journal beside REAL. One that cannot belong to it is an error;
 * with MODE STORE_WRITE both are first given new names. NOTE gets a sentence
 * where the journal alone was put aside. */
bool journal_look(const char *real, enum store_mode mode,
    enum journal_state *state, struct buf *note, struct error *err)
    __attribute__((warn_unused_result));
/* The path of the journal beside REAL; the caller frees it. */
char *journal_path(const char *real);

/* --- room.c --- */

/* Makes the journal at least 128 KiB, so that a full disk still lets answers be
 * saved. Only while no other program can write. A full disk is no error. */
void room_keep_journal(const struct store *store);
/* The free pages a new file begins with. */
bool room_make(struct sql *sql, struct error *err)
    __attribute__((warn_unused_result));
/* After a commit: makes new room where it has run low. */
void room_keep(struct store *store);

/* --- session.c --- */

/* Begins a transaction, and puts the session into the file if it is not there
 * yet. What is written then ends with store_write_end, which commits if OK and
 * takes all of it back if not; it returns whether it is on the disk. */
bool store_write_begin(struct store *store, struct error *err)
    __attribute__((warn_unused_result));
bool store_write_end(struct store *store, bool ok, struct error *err)
    __attribute__((warn_unused_result));
/* Takes the session's mark off its place: it does not run any more. */
void session_end(struct store *store);
void session_clear(struct store *store);
/* Whether the PROCESS of a sitting on DEVICE is still running here. */
bool session_alive(const struct store *store, const char *device,
    const char *process);

/* --- version.c --- */

/* Fills OUT from a row of SELECT_DIGESTS or SELECT_ALL_DIGESTS. False: a cleared
 * answer, which is in no seal. */
bool take_answer_digest(struct sql_stmt *stmt, struct answer_digest *out);
/* The longest document that is read back, in bytes. */
#define DOCUMENT_MAX ((int64_t)64 << 20)
/* The document in columns BYTES and SIZE, the caller's to free, with a NUL behind
 * it so that a text can be read as one. NULL: it is not whole. */
void *take_document(struct sql_stmt *stmt, int bytes, int size, size_t *len);

/* --- sealed.c --- */

/* The digests that a version's plan.json names; its items are freed. */
struct digests {
	struct digest *items; /* sorted */
	size_t count, cap;
};
bool sealed_digests_read(struct store *store, const struct uid *version,
    struct digests *out, struct error *err)
    __attribute__((warn_unused_result));
bool digests_have(const struct digests *digests, const struct digest *digest);

/* --- redact.c: within a transaction --- */

/* Takes out what redactions say that is still there. */
bool redactions_apply(struct store *store, struct redacted *out,
    struct error *err) __attribute__((warn_unused_result));

/* --- store.c: making a file --- */

/* Puts the schema, and the one row that says which plan it is, into a new file,
 * with room for a full disk. */
bool store_fill(struct sql *sql, const struct uid *uid, int64_t created,
    bool training, struct error *err) __attribute__((warn_unused_result));

/* --- draft.c, summary.c, view.c: within a transaction --- */

bool draft_delete(struct store *store, const char *field,
    const struct uid *row, struct error *err)
    __attribute__((warn_unused_result));
bool place_put(struct store *store, const struct place *place,
    struct error *err) __attribute__((warn_unused_result));
bool summary_put(struct store *store, struct error *err)
    __attribute__((warn_unused_result));
void summary_clear(struct store *store);
bool views_put(struct store *store, struct error *err)
    __attribute__((warn_unused_result));
void views_clear(struct store *store);

#endif
