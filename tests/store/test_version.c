/* Sealed versions: kept whole or not at all, never changed, in their order. */
#include "config.h"

#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

#include "base/alloc.h"
#include "base/sql.h"

static const struct version_member pack[] = {
	{ "agencies", "plan.json", "{}\n", 3 },
	{ "person", "plan.html", "<html>", 6 },
	{ "person", "plan.txt", "words\0more", 10 },
	{ "finance", "plan.txt", "words\0more", 10 }, /* the same bytes */
	{ "person", "empty", "", 0 },
};

static struct uid
put(struct store *store, const char *seal)
{
	struct digest digest = digest_of(seal, strlen(seal));
	struct error err = { .text = "" };
	struct uid uid;

	if (!store_put_version(store, &digest, seal, pack, ARRAY_LEN(pack),
		&uid, &err))
		fail_msg("%s", err.text);
	return uid;
}

static void
a_version_is_kept_whole(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct uid uid = put(store, "first");
	struct stored_version *versions;
	struct stored_member *members;
	struct error err;
	size_t count, len;
	void *bytes;

	assert_true(store_versions(store, &versions, &count, &err));
	assert_int_equal(count, 1);
	assert_true(uid_equal(&versions[0].uid, &uid));
	assert_string_equal(versions[0].about, "first");
	assert_true(versions[0].last);
	assert_int_equal(versions[0].base_count, 0);
	stored_versions_clear(versions, count);
	assert_true(store_members(store, &uid, &members, &count, &err));
	assert_int_equal(count, ARRAY_LEN(pack));
	assert_string_equal(members[0].audience, "agencies");
	stored_members_clear(members, count);
	for (size_t i = 0; i < ARRAY_LEN(pack); i++) {
		assert_true(store_member(store, &uid, pack[i].audience,
		    pack[i].path, &bytes, &len, &err));
		assert_int_equal(len, pack[i].len);
		assert_memory_equal(bytes, pack[i].bytes, len);
		free(bytes);
	}
	assert_true(store_member(store, &uid, "person", "none", &bytes, &len,
	    &err));
	assert_null(bytes);
	store_close(store);
}

static void
versions_follow_one_another(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct uid first = put(store, "first"), second = put(store, "second");
	struct stored_version *versions;
	struct error err;
	size_t count;

	(void)second;
	assert_true(store_versions(store, &versions, &count, &err));
	assert_int_equal(count, 2);
	assert_false(versions[0].last);
	assert_true(versions[1].last);
	assert_int_equal(versions[1].base_count, 1);
	assert_true(uid_equal(&versions[1].bases[0], &first));
	stored_versions_clear(versions, count);
	store_close(store);
}

static void
nothing_changes_one(void **state)
{
	static const char *const attempts[] = {
		"UPDATE version SET about = ''", "DELETE FROM version",
		"UPDATE member SET bytes = x'00'", "DELETE FROM member",
		"UPDATE member SET size = 0",
		"UPDATE version_member SET path = 'x'",
		"DELETE FROM version_member", "DELETE FROM version_base",
	};
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct error err;
	struct sql *sql;

	put(store, "first");
	put(store, "second");
	store_close(store);
	assert_true(sql_open(f->plan, SQL_WRITE, NULL, &sql, &err));
	for (size_t i = 0; i < ARRAY_LEN(attempts); i++)
		assert_false(sql_exec(sql, attempts[i], &err));
	sql_close(sql);
}

/* A digest holds for one answer and its salt: the same words given again have
 * another, and a cleared answer has none. */
static void
digests_are_salted(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct answer_digest *list;
	struct digest before;
	struct error err;
	size_t count;

	answer(store, "about_me.name_pref", "yes");
	answer(store, "about_me.name_first", "yes");
	assert_true(store_answer_digests(store, &list, &count, &err));
	assert_int_equal(count, 2);
	assert_memory_not_equal(&list[0].digest, &list[1].digest,
	    sizeof list[0].digest);
	for (size_t i = 0; i < count; i++) {
		struct digest again;

		assert_string_equal(list[i].value.text, "yes");
		assert_int_equal(list[i].salt_len, 16);
		again = answer_digest_of(list[i].salt, list[i].salt_len,
		    &list[i].value);
		assert_memory_equal(&again, &list[i].digest, sizeof again);
	}
	before = list[0].digest;
	answer_digests_clear(list, count);
	assert_true(store_answer_digests(store, &list, &count, &err));
	assert_memory_equal(&list[0].digest, &before, sizeof before);
	answer_digests_clear(list, count);
	store_close(store);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_version_is_kept_whole),
		TEST(versions_follow_one_another),
		TEST(nothing_changes_one),
		TEST(digests_are_salted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
