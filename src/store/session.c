#include "config.h"

#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "store/store_private.h"

/* --- beginning --- */

void
store_begin_session(struct store *store, const struct session_info *info,
    const struct definition_used *definitions, size_t count)
{
	assert(!store->begun);
	store->begun = true;
	store->who = xstrdup(info->who);
	store->login = xstrdup(info->login);
	store->device = xstrdup(info->device);
	store->process = xstrdup(info->process);
	store->definitions = xcalloc(count + 1, sizeof *store->definitions);
	store->definition_count = count;
	if (count > 0)
		memcpy(store->definitions, definitions,
		    count * sizeof *definitions);
}

void
session_clear(struct store *store)
{
	free(store->who);
	free(store->login);
	free(store->device);
	free(store->process);
	free(store->definitions);
}

static bool
insert_definition(struct store *store,
    const struct definition_used *definition, struct error *err)
{
	struct digest digest =
	    digest_of(definition->text, strlen(definition->text));
	struct sql_stmt *stmt;

	if (!store_statement(store, INSERT_DEFINITION, &stmt, err))
		return false;
	sql_bind_blob(stmt, sql_param(stmt, ":digest"), digest.bytes,
	    DIGEST_BYTES);
	put_text(stmt, ":kind", definition->kind);
	put_text(stmt, ":name", definition->name);
	put_text(stmt, ":version", definition->version);
	put_text(stmt, ":text", definition->text);
	if (!sql_run(stmt, err) ||
	    !store_statement(store, INSERT_SESSION_DEFINITION, &stmt, err))
		return false;
	put_int(stmt, ":session", store->session);
	sql_bind_blob(stmt, sql_param(stmt, ":digest"), digest.bytes,
	    DIGEST_BYTES);
	return sql_run(stmt, err);
}

/* The row of its place comes with it: only there stands that it is running. */
static bool
insert_session(struct store *store, struct error *err)
{
	static const struct place nowhere = { .screen = "", .field = "" };
	struct uid uid = uid_new();
	struct sql_stmt *stmt;

	if (!store_statement(store, INSERT_SESSION, &stmt, err))
		return false;
	put_uid(stmt, ":uid", &uid);
	put_text(stmt, ":who", store->who);
	put_text(stmt, ":login", store->login);
	put_text(stmt, ":device", store->device);
	put_int(stmt, ":started", clock_now());
	if (!sql_run(stmt, err))
		return false;
	store->session = sql_last_rowid(store->sql);
	store->session_new = true;
	for (size_t i = 0; i < store->definition_count; i++) {
		if (!insert_definition(store, &store->definitions[i], err))
			return false;
	}
	return place_put(store, &nowhere, err);
}

/* --- writing --- */

/* What the person is told, wherever it was to be saved from. */
static bool
save_failed(struct error *err)
{
	if (!err)
		return false;
	switch (err->code) {
	case ERR_FULL:
		return error_set(err, ERR_FULL,
		    "The plan could not be saved because the disk is full. "
		    "Make some room on it.");
	case ERR_BUSY:
		return error_set(err, ERR_BUSY,
		    "The plan could not be saved because somebody else was "
		    "saving to it for too long. Please try again.");
	case ERR_CORRUPT:
		return error_set(err, ERR_CORRUPT,
		    "The plan could not be saved because its file is damaged. "
		    "Keep the file, and use a copy of the plan.");
	case ERR_USER:
		return error_prefix(err, "The plan could not be saved.");
	default:
		return error_prefix(err, "The plan could not be saved. ");
	}
}

bool
store_write_begin(struct store *store, struct error *err)
{
	if (store->mode != STORE_WRITE)
		return error_set(err, ERR_DENIED,
		    "This plan was opened only to be looked at, so it cannot "
		    "be changed.");
	assert(store->begun);
	if (!sql_begin(store->sql, err))
		return save_failed(err);
	room_keep_journal(store);
	if (store->session || insert_session(store, err))
		return true;
	return store_write_end(store, false, err);
}

static bool
is_in_file(struct store *store, const struct uid *revision)
{
	struct sql_stmt *stmt;
	bool row;

	if (uid_is_none(revision) ||
	    !store_statement(store, SELECT_REVISION, &stmt, NULL))
		return false;
	put_uid(stmt, ":uid", revision);
	if (!sql_step(stmt, &row, NULL))
		return false;
	sql_reset(stmt);
	return row;
}

static bool
touch_place(struct store *store)
{
	struct sql_stmt *stmt;

	if (!store_statement(store, TOUCH_PLACE, &stmt, NULL))
		return false;
	put_int(stmt, ":session", store->session);
	return sql_run(stmt, NULL);
}

/* The very last step of a commit is to tell the disk that the journal is done
 * with. Where only that fails, the answer is in the file although SQLite says
 * that it is not; another commit makes sure of it. */
static bool
saved_after_all(struct store *store)
{
	if (!is_in_file(store, &store->written) || !sql_begin(store->sql, NULL))
		return false;
	if (touch_place(store) && sql_commit(store->sql, NULL))
		return true;
	sql_rollback(store->sql);
	return false;
}

static bool
commit(struct store *store, struct error *err)
{
	return sql_commit(store->sql, err) || saved_after_all(store);
}

bool
store_write_end(struct store *store, bool ok, struct error *err)
{
	struct error why;

	/* what looked like a failure may turn out to be none */
	ok = ok && views_put(store, err) && summary_put(store, err);
	if (ok && !commit(store, &why)) {
		ok = false;
		if (err)
			*err = why;
	}
	store->written = UID_NONE;
	if (!ok) {
		sql_rollback(store->sql);
		if (store->session_new)
			store->session = 0;
		store->session_new = false;
		store->clock = store->clock_rev = 0;
		return save_failed(err);
	}
	store->session_new = false;
	store->summary_waits = false;
	views_clear(store);
	room_keep(store);
	return true;
}

/* A plan that was only looked at has no session and is left as it was. */
void
session_end(struct store *store)
{
	struct sql_stmt *stmt;
	bool ok;

	if (!store_write_begin(store, NULL))
		return;
	ok = store_statement(store, END_PLACE, &stmt, NULL);
	if (ok) {
		put_int(stmt, ":session", store->session);
		ok = sql_run(stmt, NULL);
	}
	ok = store_write_end(store, ok, NULL);
	/* if it failed, the next program still sees that the process is gone */
	(void)ok;
}

/* --- who else is there --- */

/* Reads what stands in field 22 of /proc/PID/stat: when it was started. */
static bool
read_start(const char *pid, size_t pid_len, char *out, size_t size)
{
	struct buf path;
	char line[1024];
	const char *at;
	ssize_t n;
	int fd, field = 2;
	size_t len;

	buf_init(&path);
	buf_addf(&path, "/proc/%.*s/stat", (int)pid_len, pid);
	fd = open(path.data, O_RDONLY | O_CLOEXEC);
	buf_clear(&path);
	if (fd < 0)
		return false;
	n = read(fd, line, sizeof line - 1);
	close(fd);
	if (n <= 0)
		return false;
	line[n] = '\0';
	/* the program's name, in brackets, may hold spaces: count from its end */
	at = strrchr(line, ')');
	for (; at && *at && field < 22; at++)
		field += *at == ' ';
	len = at ? strcspn(at, " \n") : 0;
	if (len == 0 || len >= size)
		return false;
	memcpy(out, at, len);
	out[len] = '\0';
	return true;
}

bool
session_alive(const struct store *store, const char *device,
    const char *process)
{
	size_t pid_len = strspn(process, "0123456789");
	char start[32];

	if (!store->device || strcmp(device, store->device) != 0 ||
	    pid_len == 0 || pid_len > 10 || process[pid_len] != ':')
		return false;
	return read_start(process, pid_len, start, sizeof start) &&
	    strcmp(process + pid_len + 1, start) == 0;
}

bool
store_others(struct store *store, struct presence **out, size_t *count,
    struct error *err)
{
	struct sql_stmt *stmt;
	struct presence *list = NULL;
	size_t n = 0, cap = 0;
	bool row;

	*out = NULL;
	*count = 0;
	if (!store_statement(store, SELECT_PLACES, &stmt, err))
		return store_read_failed(err);
	put_int(stmt, ":session", store->session);
	while (sql_step(stmt, &row, err)) {
		if (!row) {
			sql_reset(stmt);
			*out = list;
			*count = n;
			return true;
		}
		/* each text stays good until the next step */
		if (!session_alive(store, sql_text(stmt, 2), sql_text(stmt, 3)))
			continue;
		ARRAY_GROW(list, n, cap);
		list[n++] = (struct presence){
			.who = take_text(stmt, 0),
			.screen = take_text(stmt, 4),
		};
	}
	presence_clear(list, n);
	return store_read_failed(err);
}

void
presence_clear(struct presence *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(list[i].who);
		free(list[i].screen);
	}
	free(list);
}
