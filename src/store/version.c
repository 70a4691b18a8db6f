#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/packed.h"
#include "store/store_private.h"

/* --- what a seal is made over --- */

/* A value as bytes: its kind, then its text or its number in decimal, so that
 * the text "1" and yes differ. */
static void
add_value(const struct value *value, struct buf *out)
{
	if (value->kind == VALUE_NUMBER)
		buf_addf(out, "n%lld", (long long)value->number);
	else if (value->kind == VALUE_TEXT) {
		buf_add_char(out, 't');
		buf_add(out, value->text);
	}
}

static struct digest
take_digest(struct sql_stmt *stmt, int column, bool *there)
{
	struct digest digest = { { 0 } };
	size_t len;
	const void *bytes = sql_blob(stmt, column, &len);

	*there = bytes && len == DIGEST_BYTES;
	if (*there)
		memcpy(digest.bytes, bytes, DIGEST_BYTES);
	return digest;
}

struct digest
answer_digest_of(const void *salt, size_t salt_len, const struct value *value)
{
	struct digest digest;
	struct buf bytes;

	buf_init(&bytes);
	if (salt_len > 0)
		buf_add_bytes(&bytes, salt, salt_len);
	add_value(value, &bytes);
	digest = digest_of(bytes.data, bytes.len);
	buf_clear(&bytes);
	return digest;
}

bool
take_answer_digest(struct sql_stmt *stmt, struct answer_digest *out)
{
	bool taken_out;
	const void *salt;

	*out = (struct answer_digest){ 0 };
	out->digest = take_digest(stmt, 4, &taken_out);
	if (!taken_out) {
		sql_value(stmt, 2, &out->value);
		if (value_is_none(&out->value))
			return false;
		salt = sql_blob(stmt, 3, &out->salt_len);
		if (out->salt_len > ANSWER_SALT_MAX)
			out->salt_len = ANSWER_SALT_MAX; /* none of ours */
		if (salt)
			memcpy(out->salt, salt, out->salt_len);
		out->digest = answer_digest_of(out->salt, out->salt_len,
		    &out->value);
	}
	out->field = take_text(stmt, 0);
	out->row = take_uid(stmt, 1);
	return true;
}

bool
store_answer_digests(struct store *store, struct answer_digest **out,
    size_t *count, struct error *err)
{
	struct answer_digest *list = NULL;
	struct sql_stmt *stmt;
	size_t n = 0, cap = 0;
	bool more;

	*out = NULL;
	*count = 0;
	if (!store_statement(store, SELECT_DIGESTS, &stmt, err))
		return store_read_failed(err);
	while (sql_step(stmt, &more, err)) {
		struct answer_digest answer;
		if (!more) {
			sql_reset(stmt);
			*out = list;
			*count = n;
			return true;
		}
		if (!take_answer_digest(stmt, &answer))
			continue;
		ARRAY_GROW(list, n, cap);
		list[n++] = answer;
	}
	answer_digests_clear(list, n);
	return store_read_failed(err);
}

void
answer_digests_clear(struct answer_digest *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(list[i].field);
		value_clear(&list[i].value);
	}
	free(list);
}

/* --- putting one --- */

static bool
put_version(struct store *store, const struct uid *uid,
    const struct digest *seal, const char *about, struct error *err)
{
	struct sql_stmt *stmt;

	if (!store_statement(store, INSERT_VERSION, &stmt, err))
		return false;
	put_uid(stmt, ":uid", uid);
	put_int(stmt, ":session", store->session);
	put_int(stmt, ":at", clock_now());
	sql_bind_blob(stmt, sql_param(stmt, ":seal"), seal->bytes,
	    DIGEST_BYTES);
	put_text(stmt, ":about", about);
	if (!sql_run(stmt, err) ||
	    !store_statement(store, INSERT_VERSION_BASES, &stmt, err))
		return false;
	put_uid(stmt, ":uid", uid);
	if (!sql_run(stmt, err) ||
	    !store_statement(store, INSERT_VERSION_WITHOUT, &stmt, err))
		return false;
	put_uid(stmt, ":uid", uid);
	return sql_run(stmt, err);
}

static bool
put_member(struct store *store, const struct uid *version,
    const struct version_member *member, struct error *err)
{
	struct digest digest = digest_of(member->bytes, member->len);
	struct sql_stmt *stmt;
	struct buf packed;
	bool ok;

	if (!store_statement(store, INSERT_MEMBER, &stmt, err))
		return false;
	buf_init(&packed);
	packed_add(&packed, member->bytes, member->len);
	sql_bind_blob(stmt, sql_param(stmt, ":digest"), digest.bytes,
	    DIGEST_BYTES);
	put_int(stmt, ":size", (int64_t)member->len);
	sql_bind_blob(stmt, sql_param(stmt, ":bytes"), packed.data,
	    packed.len);
	ok = sql_run(stmt, err);
	buf_clear(&packed);
	if (!ok ||
	    !store_statement(store, INSERT_VERSION_MEMBER, &stmt, err))
		return false;
	put_uid(stmt, ":version", version);
	put_text(stmt, ":audience", member->audience);
	put_text(stmt, ":path", member->path);
	sql_bind_blob(stmt, sql_param(stmt, ":digest"), digest.bytes,
	    DIGEST_BYTES);
	return sql_run(stmt, err);
}

bool
store_put_version(struct store *store, const struct digest *seal,
    const char *about, const struct version_member *members, size_t count,
    struct uid *uid, struct error *err)
{
	bool ok;

	*uid = uid_new();
	if (branch_refuses(store, err) || !store_write_begin(store, err))
		return false;
	ok = put_version(store, uid, seal, about, err);
	for (size_t i = 0; ok && i < count; i++)
		ok = put_member(store, uid, &members[i], err);
	return store_write_end(store, ok, err);
}

/* --- reading them --- */

static bool
read_bases(struct store *store, struct stored_version *version,
    struct error *err)
{
	struct sql_stmt *stmt;
	size_t cap = 0;
	bool more;

	if (!store_statement(store, SELECT_VERSION_BASES, &stmt, err))
		return false;
	put_uid(stmt, ":version", &version->uid);
	while (sql_step(stmt, &more, err)) {
		if (!more) {
			sql_reset(stmt);
			return true;
		}
		ARRAY_GROW(version->bases, version->base_count, cap);
		version->bases[version->base_count++] = take_uid(stmt, 0);
	}
	return false;
}

static bool
read_versions(struct store *store, struct stored_version **list, size_t *n,
    struct error *err)
{
	struct sql_stmt *stmt;
	size_t cap = 0;
	bool more, there;

	if (!store_statement(store, SELECT_VERSIONS, &stmt, err))
		return false;
	while (sql_step(stmt, &more, err)) {
		if (!more) {
			sql_reset(stmt);
			return true;
		}
		ARRAY_GROW(*list, *n, cap);
		(*list)[(*n)++] = (struct stored_version){
			.uid = take_uid(stmt, 0),
			.at = sql_int(stmt, 1),
			.who = take_text(stmt, 2),
			.seal = take_digest(stmt, 3, &there),
			.about = take_text(stmt, 4),
			.last = sql_int(stmt, 5) != 0,
		};
	}
	return false;
}

bool
store_versions(struct store *store, struct stored_version **out,
    size_t *count, struct error *err)
{
	struct stored_version *list = NULL;
	size_t n = 0;
	bool ok = read_versions(store, &list, &n, err);

	for (size_t i = 0; ok && i < n; i++)
		ok = read_bases(store, &list[i], err);
	*out = ok ? list : NULL;
	*count = ok ? n : 0;
	if (ok)
		return true;
	stored_versions_clear(list, n);
	return store_read_failed(err);
}

void
stored_versions_clear(struct stored_version *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(list[i].who);
		free(list[i].about);
		free(list[i].bases);
	}
	free(list);
}

bool
store_members(struct store *store, const struct uid *version,
    struct stored_member **out, size_t *count, struct error *err)
{
	struct stored_member *list = NULL;
	struct sql_stmt *stmt;
	size_t n = 0, cap = 0;
	bool more, there;

	*out = NULL;
	*count = 0;
	if (!store_statement(store, SELECT_MEMBERS, &stmt, err))
		return store_read_failed(err);
	put_uid(stmt, ":version", version);
	while (sql_step(stmt, &more, err)) {
		if (!more) {
			sql_reset(stmt);
			*out = list;
			*count = n;
			return true;
		}
		ARRAY_GROW(list, n, cap);
		list[n++] = (struct stored_member){
			.audience = take_text(stmt, 0),
			.path = take_text(stmt, 1),
			.digest = take_digest(stmt, 2, &there),
			.taken_out = sql_int(stmt, 3) != 0,
		};
	}
	stored_members_clear(list, n);
	return store_read_failed(err);
}

void
stored_members_clear(struct stored_member *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(list[i].audience);
		free(list[i].path);
	}
	free(list);
}

void *
take_document(struct sql_stmt *stmt, int bytes, int size, size_t *len)
{
	size_t packed_len;
	const void *packed = sql_blob(stmt, bytes, &packed_len);
	int64_t whole = sql_int(stmt, size);
	char *out;

	*len = 0;
	if (whole < 0 || whole > DOCUMENT_MAX)
		return NULL;
	out = xcalloc((size_t)whole + 1, 1);
	if (!packed_read(packed_len > 0 ? packed : "", packed_len, out,
		(size_t)whole)) {
		free(out);
		return NULL;
	}
	*len = (size_t)whole;
	return out;
}

bool
store_member(struct store *store, const struct uid *version,
    const char *audience, const char *path, void **bytes, size_t *len,
    struct error *err)
{
	struct sql_stmt *stmt;
	bool row, there;

	*bytes = NULL;
	*len = 0;
	if (!store_statement(store, SELECT_MEMBER, &stmt, err))
		return store_read_failed(err);
	put_uid(stmt, ":version", version);
	put_text(stmt, ":audience", audience);
	put_text(stmt, ":path", path);
	if (!sql_step(stmt, &row, err))
		return store_read_failed(err);
	there = row && !sql_is_null(stmt, 0);
	if (there)
		*bytes = take_document(stmt, 0, 1, len);
	sql_reset(stmt);
	return !there || *bytes || error_set(err, ERR_CORRUPT,
	    "The document %s of a sealed version cannot be read: the plan file "
	    "is damaged. Use another copy of it.", path);
}
