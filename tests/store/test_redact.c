/* Taking words out: they are gone from the file, from every copy that is merged,
 * and seals hold. And working copies, which never had them. */
#include "config.h"

#include "store/store.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "two_files.h"

#include "base/alloc.h"

static const struct redaction_why why = { "typed into the wrong plan",
	"Aisha Bloom", "Tom Hale" };

#define SECRET "he frightens her when he drinks"

/* Whose words they were may name somebody. */
#define SAID_BY "who lives next door"

static struct uid
answer_voice(struct store *store, const char *field, const char *text,
    const char *voice)
{
	struct store_change change = { .field = field, .voice = voice };
	struct error err = { .text = "" };
	struct uid uid;

	value_init(&change.value);
	value_set_text(&change.value, text);
	if (!store_apply(store, &change, 1, NULL, &uid, &err))
		fail_msg("%s", err.text);
	value_clear(&change.value);
	return uid;
}

static struct redacted
redact(struct store *store, const struct uid *uids, size_t count)
{
	struct error err = { .text = "" };
	struct redacted redacted;
	bool later;

	if (!store_redact(store, uids, count, &why, &redacted, &later, &err))
		fail_msg("%s", err.text);
	assert_false(later);
	return redacted;
}

static void
the_words_are_gone_from_every_byte(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct summary summary = { .name = SECRET };
	struct redacted redacted;
	struct stored_redaction *list;
	struct answers answers;
	struct error err;
	struct uid uids[3];
	size_t count;

	store_set_summary(store, &summary);
	answer(store, "about_me.name", "Kwame");
	uids[0] = answer(store, "risks.note", SECRET);
	uids[1] = answer_voice(store, "risks.note", SECRET ", and more",
	    "family Nell " SAID_BY);
	assert_true(store_put_draft(store, "risks.note", &UID_NONE,
	    SECRET ", and mo", 4, NULL, 0, NULL, &err));
	for (int i = 0; i < 200; i++)
		answer(store, "about_me.other", "many pages of other words");
	/* one that is redacted twice, one that is not there */
	uids[2] = uid_new();
	assert_true(words_in_folder(f, SECRET));
	assert_true(words_in_folder(f, SAID_BY));
	redacted = redact(store, uids, 3);
	assert_int_equal(redacted.answers, 2);
	assert_int_equal(redact(store, uids, 3).answers, 0);
	/* at once, in the file and in its journal */
	assert_false(words_in_folder(f, SECRET));
	assert_false(words_in_folder(f, SAID_BY));
	answers = read_answers(store);
	assert_true(find_answer(&answers, "risks.note")->taken_out);
	clear_answers(&answers);
	assert_true(store_redactions(store, "risks.note", &UID_NONE, &list,
	    &count, &err));
	assert_int_equal(count, 2);
	assert_true(uid_equal(&list[0].of, &uids[0]) ||
	    uid_equal(&list[0].of, &uids[1]));
	assert_string_equal(list[0].why, "typed into the wrong plan");
	assert_string_equal(list[0].taken_by, "Aisha Bloom");
	assert_string_equal(list[0].agreed_by, "Tom Hale");
	assert_string_equal(list[0].who, "abloom@clinic3");
	stored_redactions_clear(list, count);
	assert_clean(store);
	/* the question can be answered again */
	answer(store, "risks.note", "nothing to say");
	assert_answer(store, "risks.note", "nothing to say");
	store_close(store);
	assert_false(words_in_folder(f, SECRET));
}

static void
an_old_copy_does_not_bring_them_back(void **state)
{
	struct fixture *f = *state;
	const char *laptop = in_folder(f, "laptop.oneplan");
	const char *old = in_folder(f, "old.oneplan");
	struct store *store = create_plan(f);
	struct merged merged;
	struct answers answers;
	struct error err;
	struct uid secret;

	setenv("ONEPLAN_NOW", "2026-11-16T10:00:00Z", 1);
	answer(store, "about_me.name", "Kwame");
	secret = answer_voice(store, "risks.note", SECRET, "family " SAID_BY);
	store_close(store);
	copy_file(f->plan, laptop);
	store = open_at(laptop, "broker");
	assert_true(store_put_draft(store, "risks.note", &UID_NONE, SECRET "!",
	    0, NULL, 0, NULL, &err));
	store_close(store);
	copy_file(laptop, old);
	setenv("ONEPLAN_NOW", "2026-11-16T11:00:00Z", 1);
	store = open_plan(f);
	redact(store, &secret, 1);
	store_close(store);
	/* the copy still has the words, and a text that was being typed */
	merged = merge_files(f->plan, laptop);
	assert_int_equal(merged.kept_out, 1);
	store = open_plan(f);
	answers = read_answers(store);
	assert_true(find_answer(&answers, "risks.note")->taken_out);
	clear_answers(&answers);
	store_close(store);
	/* and loses them where it takes in the plan */
	merged = merge_files(laptop, f->plan);
	assert_int_equal(merged.redactions, 1);
	assert_true(words_in_folder(f, SECRET)); /* in old.oneplan alone */
	store = open_at(old, "keeper");
	struct store *from;
	assert_true(store_open(f->plan, STORE_READ, &from, NULL, &err));
	assert_true(store_take_out_as(store, from, &err));
	assert_clean(store);
	store_close(from);
	store_close(store);
	assert_false(words_in_folder(f, SECRET));
	assert_false(words_in_folder(f, SAID_BY));
	setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1);
}

static void
seals_hold_and_their_pages_go(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f);
	struct stored_member *members;
	struct sealed_answer *sealed;
	struct stored_version *versions;
	struct redacted redacted;
	struct digest digest;
	struct error err;
	struct uid before, with, secret;
	size_t count, len;
	void *bytes;

	answer(store, "about_me.name", "Kwame");
	before = seal_version(store, "before");
	secret = answer(store, "risks.note", SECRET);
	with = seal_version(store, "with");
	redacted = redact(store, &secret, 1);
	/* answers.json and plan.txt have the same bytes in this test */
	assert_int_equal(redacted.documents, 1);
	assert_false(words_in_folder(f, SECRET));
	/* the version that never had the words is whole */
	assert_true(store_members(store, &before, &members, &count, &err));
	for (size_t i = 0; i < count; i++)
		assert_false(members[i].taken_out);
	stored_members_clear(members, count);
	/* of the other, what holds digests alone is */
	assert_true(store_members(store, &with, &members, &count, &err));
	assert_int_equal(count, 4);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(members[i].taken_out,
		    strcmp(members[i].path, "plan.txt") == 0 ||
			strcmp(members[i].path, "answers.json") == 0);
	stored_members_clear(members, count);
	assert_true(store_member(store, &with, "person", "plan.txt", &bytes,
	    &len, &err));
	assert_null(bytes);
	assert_true(store_member(store, &with, SEALED_AUDIENCE, SEALED_PATH,
	    &bytes, &len, &err));
	digest = digest_of(bytes, len);
	free(bytes);
	assert_true(store_versions(store, &versions, &count, &err));
	for (size_t i = 0; i < count; i++)
		if (uid_equal(&versions[i].uid, &with))
			assert_memory_equal(&versions[i].seal, &digest,
			    sizeof digest);
	stored_versions_clear(versions, count);
	/* what it sealed is still known by its digest */
	assert_true(store_sealed_answers(store, &with, &sealed, &count, &err));
	assert_int_equal(count, 2);
	assert_string_equal(sealed[1].field, "risks.note");
	assert_true(sealed[1].taken_out);
	sealed_list_clear(sealed, count);
	assert_clean(store);
	store_close(store);
}

static void
who_has_seen_it(void **state)
{
	struct fixture *f = *state;
	struct store *store = create_plan(f), *other;
	struct error err;
	bool seen;

	setenv("ONEPLAN_NOW", "2026-11-16T10:00:00Z", 1);
	answer(store, "risks.note", SECRET);
	assert_true(store_seen_by_others(store, 1794823200, &seen, &err));
	assert_false(seen);
	/* somebody who left before does not count, somebody who came since does */
	other = open_plan_as(f, "praman", "ward7");
	setenv("ONEPLAN_NOW", "2026-11-16T09:00:00Z", 1);
	answer(other, "about_me.name", "Kwame");
	store_close(other);
	assert_true(store_seen_by_others(store, 1794823200, &seen, &err));
	assert_false(seen);
	setenv("ONEPLAN_NOW", "2026-11-16T10:05:00Z", 1);
	other = open_plan_as(f, "praman", "ward7");
	answer(other, "about_me.name", "Kwame R");
	store_close(other);
	assert_true(store_seen_by_others(store, 1794823200, &seen, &err));
	assert_true(seen);
	store_close(store);
	setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1);
}

/* --- working copies --- */

static enum store_part
part_of(void *data, const char *field)
{
	(void)data;
	if (strncmp(field, "risks.", 6) == 0)
		return PART_NOTHING;
	return strncmp(field, "money.", 6) == 0 ? PART_STUB : PART_WHOLE;
}

static const struct session_info broker = { "Bo Lund (blund@laptop)", "blund",
	"laptop", "" };

static size_t
make_working_copy(const struct fixture *f, const char *path)
{
	struct store *store;
	struct error err = { .text = "" };
	size_t held = 0;

	if (!store_open(f->plan, STORE_READ, &store, NULL, &err) ||
	    !store_working_copy(store, path, "broker", &broker, part_of, NULL,
		&held, &err))
		fail_msg("%s", err.text);
	store_close(store);
	return held;
}

static void
a_working_copy_holds_its_part_and_merges_back(void **state)
{
	struct fixture *f = *state;
	const char *laptop = in_folder(f, "laptop.oneplan");
	struct store *store = create_plan(f);
	const struct stored_answer *found;
	struct answers answers;
	struct merged merged;
	struct error err;
	char *before, *after;
	struct uid secret;

	answer(store, "about_me.name", "Kwame");
	answer(store, "money.account", "12345678 is the account");
	answer_voice(store, "money.account", "87654321 is the account",
	    "family " SAID_BY);
	answer(store, "money.empty", "soon cleared");
	answer(store, "money.empty", NULL);
	answer(store, "risks.note", SECRET);
	secret = answer(store, "about_me.slip", "a slip of the tongue");
	redact(store, &secret, 1);
	seal_version(store, "first");
	store_close(store);
	assert_int_equal(make_working_copy(f, laptop), 2);
	/* nothing of it is in the file, in any byte, nor that it is there */
	store = open_at(laptop, "blund");
	assert_string_equal(store_reader(store), "broker");
	assert_clean(store);
	answers = read_answers(store);
	assert_answer(store, "about_me.name", "Kwame");
	found = find_answer(&answers, "money.account");
	assert_true(found->withheld);
	assert_true(value_is_none(&found->value));
	assert_true(find_answer(&answers, "about_me.slip")->taken_out);
	for (size_t i = 0; i < answers.count; i++)
		assert_string_not_equal(answers.items[i].field, "risks.note");
	clear_answers(&answers);
	answer(store, "week.note", "swims on Monday");
	answer(store, "about_me.name", "Kwame Redfern");
	store_close(store);
	before = dump(f->plan);
	/* back: what is new comes, nothing is filled, nothing is lost */
	merged = merge_files(f->plan, laptop);
	assert_int_equal(merged.answers, 2);
	assert_int_equal(merged.filled, 0);
	store = open_plan(f);
	assert_null(store_reader(store));
	assert_answer(store, "week.note", "swims on Monday");
	assert_answer(store, "about_me.name", "Kwame Redfern");
	assert_answer(store, "money.account", "87654321 is the account");
	assert_answer(store, "risks.note", SECRET);
	store_close(store);
	after = dump(f->plan);
	for (char *line = strtok(before, "\n"); line; line = strtok(NULL, "\n"))
		if (strncmp(line, "head ", 5) != 0 && !strstr(after, line))
			fail_msg("lost: %s", line);
	free(before);
	free(after);
	/* the other way round it would hold what it must not */
	err = merge_refused(laptop, f->plan);
	assert_non_null(strstr(err.text, "other way round"));
	unlink(f->plan);
	assert_false(words_in_folder(f, SECRET));
	assert_false(words_in_folder(f, "risks.note"));
	assert_false(words_in_folder(f, "is the account"));
	assert_false(words_in_folder(f, "soon cleared"));
	assert_false(words_in_folder(f, SAID_BY));
}

static void
stubs_are_filled_by_a_file_that_has_the_words(void **state)
{
	struct fixture *f = *state;
	const char *laptop = in_folder(f, "laptop.oneplan");
	const char *early = in_folder(f, "early.oneplan");
	struct store *store = create_plan(f);
	struct merged merged;
	char *one, *two;

	answer(store, "about_me.name", "Kwame");
	store_close(store);
	copy_file(f->plan, early);
	store = open_plan(f);
	answer_voice(store, "money.account", "12345678", "family " SAID_BY);
	store_close(store);
	make_working_copy(f, laptop);
	/* an older file meets the working copy first, the plan later */
	merged = merge_files(early, laptop);
	assert_int_equal(merged.answers, 1);
	store = open_at(early, "keeper");
	struct answers answers = read_answers(store);
	assert_true(find_answer(&answers, "money.account")->withheld);
	clear_answers(&answers);
	store_close(store);
	merged = merge_files(early, f->plan);
	assert_int_equal(merged.filled, 1);
	store = open_at(early, "keeper");
	assert_answer(store, "money.account", "12345678");
	store_close(store);
	one = dump(early);
	two = dump(f->plan);
	assert_string_equal(one, two);
	free(one);
	free(two);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_words_are_gone_from_every_byte),
		TEST(an_old_copy_does_not_bring_them_back),
		TEST(seals_hold_and_their_pages_go),
		TEST(who_has_seen_it),
		TEST(a_working_copy_holds_its_part_and_merges_back),
		TEST(stubs_are_filled_by_a_file_that_has_the_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
