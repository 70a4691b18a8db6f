/* intake: taking rows of another file of the same plan into this one, as they
 * are. Ids are each file's own; uids are the same in both. */
#ifndef STORE_INTAKE_H
#define STORE_INTAKE_H

#include "store/store_private.h"

/* One revision, as it is read in either file. */
#define REVISION_COLUMNS                                               \
	"r.rev, r.uid, r.session, r.question, r.value, r.salt, r.clock, r.at," \
	" r.voice,"                                                      \
	" (SELECT value_digest FROM redaction x WHERE x.of = r.uid),"    \
	" (SELECT value_digest FROM withheld w WHERE w.of = r.uid)"

/* The statements that put into, and look into, the file that takes in. */
enum put {
	PUT_DEFINITION,
	GET_SESSION,
	PUT_SESSION,
	PUT_SESSION_DEFINITION,
	GET_REDACTED,
	PUT_REDACTION,
	PUT_WITHHELD,
	GET_REVISION,
	PUT_REVISION,
	FILL_REVISION,
	DROP_WITHHELD,
	GET_VERSION,
	PUT_VERSION,
	PUT_VERSION_BASE,
	PUT_VERSION_WITHOUT,
	GET_MEMBER,
	PUT_MEMBER,
	GET_VERSION_MEMBER,
	PUT_VERSION_MEMBER,
	PUT_FOREIGN_DRAFT,
	PUT_COUNT,
};

/* What is 7 there is 3 here. */
struct id_pair {
	int64_t from, into;
	enum store_part part; /* of questions */
};
struct id_map {
	struct id_pair *items; /* by from */
	size_t count, cap;
};

struct base {
	int64_t rev;
	struct uid uid;
};
struct base_list {
	struct base *items; /* by rev, then uid */
	size_t count, cap;
};

struct intake {
	struct store *into, *from;
	struct sql_stmt *put[PUT_COUNT];
	struct id_map sessions, questions;
	struct base_list ours, theirs;
	store_part_fn *part; /* NULL: all of everything */
	void *part_data;
	int64_t first_new; /* revisions after it came in */
	struct merged count;
};

void intake_init(struct intake *intake, struct store *into, struct store *from);
void intake_clear(struct intake *intake);
/* The statement WHICH of the file that takes in, ready to be bound. */
bool intake_put(struct intake *intake, enum put which, struct sql_stmt **out,
    struct error *err) __attribute__((warn_unused_result));
/* Where the other file's ID is here; NULL: it does not have it itself. */
const struct id_pair *id_map_find(const struct id_map *map, int64_t id);
void id_map_add(struct id_map *map, int64_t from, int64_t into,
    enum store_part part);
/* What cannot be in two files of one plan that nobody has altered. */
bool intake_differs(struct error *err);
/* Binds a row's blob as it stands in the other file. */
void put_blob_of(struct sql_stmt *to, const char *name, struct sql_stmt *from,
    int column);

/* Each takes in one kind of row, in this order; all within a transaction of the
 * file that takes in and of the one that gives. */
bool intake_definitions(struct intake *intake, struct error *err)
    __attribute__((warn_unused_result));
bool intake_sessions(struct intake *intake, struct error *err)
    __attribute__((warn_unused_result));
bool intake_questions(struct intake *intake, struct error *err)
    __attribute__((warn_unused_result));
bool intake_redactions(struct intake *intake, struct error *err)
    __attribute__((warn_unused_result));
bool intake_revisions(struct intake *intake, struct error *err)
    __attribute__((warn_unused_result));
bool intake_versions(struct intake *intake, struct error *err)
    __attribute__((warn_unused_result));
bool intake_drafts(struct intake *intake, struct error *err)
    __attribute__((warn_unused_result));

/* Whether STORE, which came from elsewhere, is as oneplan writes it, so that it
 * can be taken in. */
bool store_is_sound(struct store *store, struct error *err)
    __attribute__((warn_unused_result));

#endif
