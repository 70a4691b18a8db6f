/* Merging: nothing of either side is lost, whatever is merged into what, in
 * whatever order and however often; and what is not a file of this plan as oneplan
 * wrote it is refused whole. */
#include "config.h"

#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fault_vfs.h"
#include "two_files.h"

#include "base/alloc.h"
#include "base/sql.h"

/* --- by example --- */

static void
each_side_gets_what_the_other_has(void **state)
{
	struct fixture *f = *state;
	const char *laptop = in_folder(f, "laptop.oneplan");
	struct store *store = create_plan(f);
	struct merged merged;

	answer(store, "about_me.name", "Kwame");
	store_close(store);
	copy_file(f->plan, laptop);
	store = open_plan(f);
	answer(store, "money.note", "a chair");
	store_close(store);
	store = open_at(laptop, "broker");
	answer(store, "about_me.name", "Kwame Redfern");
	answer(store, "week.note", "swims on Monday");
	store_close(store);
	merged = merge_files(f->plan, laptop);
	assert_int_equal(merged.answers, 2);
	store = open_plan(f);
	assert_answer(store, "about_me.name", "Kwame Redfern");
	assert_answer(store, "money.note", "a chair");
	assert_answer(store, "week.note", "swims on Monday");
	store_close(store);
	/* once more brings nothing */
	merged = merge_files(f->plan, laptop);
	assert_int_equal(merged.answers, 0);
	merged = merge_files(laptop, f->plan);
	assert_int_equal(merged.answers, 1);
}

static void
what_was_answered_in_both_stands_side_by_side(void **state)
{
	struct fixture *f = *state;
	const char *laptop = in_folder(f, "laptop.oneplan");
	struct store *store = create_plan(f);
	struct answers answers;

	answer(store, "about_me.phone", "020");
	answer(store, "about_me.same", "before");
	store_close(store);
	copy_file(f->plan, laptop);
	store = open_plan(f);
	answer(store, "about_me.phone", "0207");
	answer(store, "about_me.same", "after");
	store_close(store);
	store = open_at(laptop, "broker");
	answer(store, "about_me.phone", "0208");
	answer(store, "about_me.same", "after");
	store_close(store);
	merge_files(f->plan, laptop);
	store = open_plan(f);
	answers = read_answers(store);
	assert_true(find_answer(&answers, "about_me.phone")->conflict);
	assert_int_equal(find_answer(&answers, "about_me.phone")->heads, 2);
	assert_false(find_answer(&answers, "about_me.same")->conflict);
	clear_answers(&answers);
	/* settled by one answer that replaces both, in the other file too */
	answer(store, "about_me.phone", "0208");
	answers = read_answers(store);
	assert_false(find_answer(&answers, "about_me.phone")->conflict);
	clear_answers(&answers);
	store_close(store);
	merge_files(laptop, f->plan);
	store = open_at(laptop, "broker");
	answers = read_answers(store);
	assert_int_equal(find_answer(&answers, "about_me.phone")->heads, 1);
	clear_answers(&answers);
	store_close(store);
}

static bool
draft_is_found(const char *path, const char *text)
{
	struct store *store = open_at(path, "somebody");
	struct error err = { .text = "" };
	struct found found;
	bool there = false;

	assert_true(store_find_unfinished(store, &found, &err));
	for (size_t i = 0; i < found.draft_count; i++)
		there = there || strcmp(found.drafts[i].text, text) == 0;
	found_clear(&found);
	store_close(store);
	return there;
}

static void
text_that_was_being_typed_comes_along(void **state)
{
	struct fixture *f = *state;
	const char *laptop = in_folder(f, "laptop.oneplan");
	const char *late = in_folder(f, "late.oneplan");
	struct store *store = create_plan(f);
	struct error err;

	answer(store, "about_me.name", "Kwame");
	store_close(store);
	copy_file(f->plan, laptop);
	setenv("ONEPLAN_NOW", "2026-11-16T10:00:00Z", 1);
	store = open_at(laptop, "broker");
	assert_true(store_put_draft(store, "week.note", &UID_NONE,
	    "half a sent", 11, NULL, 0, NULL, &err));
	copy_file(laptop, late);
	setenv("ONEPLAN_NOW", "2026-11-16T10:01:00Z", 1);
	answer(store, "week.note", "half a sentence");
	store_close(store);
	/* late.oneplan is of before it was finished */
	merge_files(f->plan, late);
	assert_true(draft_is_found(f->plan, "half a sent"));
	merge_files(f->plan, laptop);
	assert_false(draft_is_found(f->plan, "half a sent"));
	merge_files(f->plan, late);
	assert_false(draft_is_found(f->plan, "half a sent"));
	setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1);
}

static void
versions_come_with_their_documents(void **state)
{
	struct fixture *f = *state;
	const char *laptop = in_folder(f, "laptop.oneplan");
	struct store *store = create_plan(f);
	struct stored_version *versions;
	struct error err;
	struct uid ours, theirs;
	size_t count, len;
	void *bytes;

	answer(store, "about_me.name", "Kwame");
	store_close(store);
	copy_file(f->plan, laptop);
	store = open_plan(f);
	ours = seal_version(store, "here");
	store_close(store);
	store = open_at(laptop, "broker");
	answer(store, "about_me.name", "Kwame Redfern");
	theirs = seal_version(store, "there");
	store_close(store);
	assert_int_equal(merge_files(f->plan, laptop).versions, 1);
	store = open_plan(f);
	assert_true(store_versions(store, &versions, &count, &err));
	assert_int_equal(count, 2);
	/* sealed apart: they stand side by side */
	assert_true(versions[0].last && versions[1].last);
	stored_versions_clear(versions, count);
	assert_true(store_member(store, &theirs, "person", "plan.txt", &bytes,
	    &len, &err));
	assert_string_equal(bytes, "about_me.name: Kwame Redfern\n");
	free(bytes);
	assert_true(store_member(store, &ours, "person", "plan.txt", &bytes,
	    &len, &err));
	assert_string_equal(bytes, "about_me.name: Kwame\n");
	free(bytes);
	store_close(store);
}

/* --- what is refused --- */

/* Does SQL to the file at PATH behind oneplan's back; triggers may be dropped and
 * put back as they were. */
static void
tamper(const char *path, const char *text)
{
	struct error err = { .text = "" };
	struct sql *sql;

	assert_true(sql_open(path, SQL_WRITE, NULL, &sql, &err));
	if (!sql_exec(sql, text, &err))
		fail_msg("%s: %s", text, err.text);
	sql_close(sql);
}

static void
other_plans_are_refused(void **state)
{
	struct fixture *f = *state;
	const char *other = in_folder(f, "other.oneplan");
	const char *real = in_folder(f, "real.oneplan");
	struct store *store = create_plan(f);
	struct error err;

	answer(store, "about_me.name", "Kwame");
	store_close(store);
	assert_true(store_create(other, true, &store, &err));
	begin_as(store, "broker", "laptop");
	answer(store, "about_me.name", "Iris");
	store_close(store);
	assert_true(store_create(real, false, &store, &err));
	begin_as(store, "broker", "laptop");
	answer(store, "about_me.name", "Kwame");
	store_close(store);
	err = merge_refused(f->plan, other);
	assert_non_null(strstr(err.text, "two different plans"));
	err = merge_refused(f->plan, real);
	assert_non_null(strstr(err.text, "for training"));
	err = merge_refused(f->plan, f->plan);
	assert_non_null(strstr(err.text, "one and the same file"));
	copy_file(f->plan, in_folder(f, "link-to.oneplan"));
	assert_int_equal(symlink(f->plan, in_folder(f, "link.oneplan")), 0);
	err = merge_refused(f->plan, in_folder(f, "link.oneplan"));
	assert_non_null(strstr(err.text, "one and the same file"));
	write_bytes(other, "not a plan at all", 17);
	err = merge_refused(f->plan, other);
	assert_non_null(strstr(err.text, "is not a plan"));
}

/* Every one of these is added by INSERT, so no trigger of the file stops it. */
static const char *const tampered[] = {
	/* a clock that nobody counted to */
	"INSERT INTO revision (uid, session, question, value, salt, clock, at)"
	" VALUES (randomblob(16), 1, 1, 'x', randomblob(16), 9007199254740992,"
	" 1)",
	"INSERT INTO revision (uid, session, question, value, salt, clock, at)"
	" VALUES (randomblob(16), 1, 1, 'x', randomblob(16), 0, 1)",
	/* no salt */
	"INSERT INTO revision (uid, session, question, value, clock, at)"
	" VALUES (randomblob(16), 1, 1, 'x', 9, 1)",
	"INSERT INTO revision (uid, session, question, value, salt, clock, at)"
	" VALUES (randomblob(16), 1, 1, 'x', zeroblob(2000), 9, 1)",
	/* a number that is none of ours, and bytes */
	"INSERT INTO revision (uid, session, question, value, salt, clock, at)"
	" VALUES (randomblob(16), 1, 1, 1.5, randomblob(16), 9, 1)",
	"INSERT INTO revision (uid, session, question, value, salt, clock, at)"
	" VALUES (randomblob(16), 1, 1, x'80', randomblob(16), 9, 1)",
	"INSERT INTO revision (uid, session, question, value, salt, clock, at)"
	" VALUES (randomblob(16), 1, 1, CAST(x'80' AS TEXT), randomblob(16), 9,"
	" 1)",
	/* a text that is far too long, and nobody's uid */
	"INSERT INTO revision (uid, session, question, value, salt, clock, at)"
	" VALUES (randomblob(16), 1, 1, hex(zeroblob(3000000)), randomblob(16),"
	" 9, 1)",
	"INSERT INTO revision (uid, session, question, value, salt, clock, at)"
	" VALUES (zeroblob(16), 1, 1, 'x', randomblob(16), 9, 1)",
	"INSERT INTO revision_base (base, rev) VALUES (x'00', 1)",
	"INSERT INTO question (field, row) VALUES ('DROP TABLE', x'')",
	"INSERT INTO question (field, row) VALUES ('a.b', zeroblob(16))",
	"INSERT INTO session (uid, who, login, device, started)"
	" VALUES (randomblob(16), hex(zeroblob(600)), 'a', 'b', 1)",
	/* a form that is not what its digest says */
	"INSERT INTO definition VALUES (randomblob(32), 'form', 'a', '1', 'x')",
	/* words that nobody took out are said to be */
	"INSERT INTO redaction SELECT uid, randomblob(16), randomblob(32), 1, 1,"
	" 'why', 'who', 'whom' FROM revision WHERE rev = 1",
	"INSERT INTO withheld SELECT uid, randomblob(32) FROM revision",
	/* a version without what it was sealed by */
	"INSERT INTO version VALUES (randomblob(16), 1, 1, randomblob(32), '')",
	"INSERT INTO member VALUES (randomblob(32), 1, x'00')",
	"INSERT INTO member VALUES (randomblob(32), 1, NULL)",
	/* a document that is not as long as is said, or not packed at all */
	"INSERT INTO member VALUES (randomblob(32), -1, x'00')",
	"INSERT INTO member VALUES (randomblob(32), 1, x'0000')",
	"INSERT INTO member VALUES (randomblob(32), 2, x'00')",
	"INSERT INTO member VALUES (randomblob(32), 1 << 60, x'00')",
	"INSERT INTO draft VALUES (1, 'a.b', x'01', 'text', 0, x'', 1)",
	"INSERT INTO draft VALUES (1, 'a.b', x'', 'text', 0, x'0102', 1)",
	"DELETE FROM head",
	"CREATE TABLE more (what)",
	"CREATE TRIGGER more AFTER INSERT ON draft"
	" BEGIN DELETE FROM draft; END",
	"ALTER TABLE draft ADD COLUMN more TEXT",
	"PRAGMA user_version = 2",
};

static void
altered_files_are_refused_whole(void **state)
{
	struct fixture *f = *state;
	const char *laptop = in_folder(f, "laptop.oneplan");
	struct store *store = create_plan(f);

	answer(store, "about_me.name", "Kwame");
	store_close(store);
	for (size_t i = 0; i < ARRAY_LEN(tampered); i++) {
		struct error err;

		copy_file(f->plan, laptop);
		store = open_at(laptop, "broker");
		answer(store, "week.note", "swims");
		store_close(store);
		tamper(laptop, tampered[i]);
		err = merge_refused(f->plan, laptop);
		if (!strstr(err.text, "changed by some other program") &&
		    !strstr(err.text, "newer oneplan"))
			fail_msg("%s: %s", tampered[i], err.text);
		assert_int_equal(unlink(laptop), 0);
	}
}

/* One uid, two contents: each file may be in order by itself. */
static void
one_name_for_two_things_is_refused(void **state)
{
	static const char *const made[] = {
		"INSERT INTO revision (rev, uid, session, question, value, salt,"
		" clock, at) VALUES (50, x'00000000000000000000000000000001', 1, 1, 'one',"
		" zeroblob(16), 50, 1); INSERT INTO head VALUES (1, 50)",
		"INSERT INTO revision (rev, uid, session, question, value, salt,"
		" clock, at) VALUES (50, x'00000000000000000000000000000001', 1, 1, 'two',"
		" zeroblob(16), 50, 1); INSERT INTO head VALUES (1, 50)",
		"INSERT INTO revision (rev, uid, session, question, value, salt,"
		" clock, at) VALUES (50, x'00000000000000000000000000000001', 1, 1, 'one',"
		" zeroblob(16), 51, 1); INSERT INTO head VALUES (1, 50)",
		"INSERT INTO revision (rev, uid, session, question, value, salt,"
		" clock, at) VALUES (50, x'00000000000000000000000000000001', 1, 1, 'one',"
		" zeroblob(16), 50, 1); INSERT INTO head VALUES (1, 50);"
		"INSERT INTO revision_base VALUES (randomblob(16), 50)",
		"INSERT INTO session VALUES (50, x'00000000000000000000000000000001', 'a', 'b',"
		" 'c', 1)",
		"INSERT INTO session VALUES (50, x'00000000000000000000000000000001', 'a', 'b',"
		" 'd', 1)",
	};
	static const struct {
		size_t here, there;
		bool fits;
	} pairs[] = { { 0, 0, true }, { 0, 1, false }, { 0, 2, false },
		{ 0, 3, false }, { 3, 0, false }, { 4, 4, true },
		{ 4, 5, false } };
	struct fixture *f = *state;
	struct store *store = create_plan(f);

	answer(store, "about_me.name", "Kwame");
	store_close(store);
	for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
		const char *here = in_folder(f, "here.oneplan");
		const char *there = in_folder(f, "there.oneplan");

		copy_file(f->plan, here);
		copy_file(f->plan, there);
		tamper(here, made[pairs[i].here]);
		tamper(there, made[pairs[i].there]);
		if (pairs[i].fits)
			merge_files(here, there);
		else
			assert_non_null(strstr(merge_refused(here, there).text,
			    "under one name"));
		assert_int_equal(unlink(here), 0);
		assert_int_equal(unlink(there), 0);
	}
}

/* --- by chance --- */

enum { FILES = 3, FIELDS = 6, ROWS = 2 };

struct history {
	const struct fixture *fixture;
	struct dice dice;
	int tick; /* seconds */
	size_t words;
};

static const char *
file_name(const struct history *history, size_t i)
{
	char name[40];

	snprintf(name, sizeof name, "file%zu.oneplan", i);
	return in_folder(history->fixture, name);
}

static void
tick(struct history *history)
{
	char now[40];
	int at = history->tick += (int)dice_throw(&history->dice, 3);

	snprintf(now, sizeof now, "2026-11-16T%02d:%02d:%02dZ", at / 3600,
	    at / 60 % 60, at % 60);
	setenv("ONEPLAN_NOW", now, 1);
}

static void
random_question(struct history *history, char field[40], struct uid *row)
{
	unsigned number = dice_throw(&history->dice, FIELDS);

	snprintf(field, 40, "form.field_%u", number);
	*row = UID_NONE;
	if (number % 2)
		row->bytes[0] =
		    (unsigned char)(1 + dice_throw(&history->dice, ROWS));
}

static void
random_answer(struct history *history, struct store *store)
{
	struct error err = { .text = "" };
	struct stored_revision *list;
	char field[40], text[40];
	struct store_change change = { .field = field };
	struct uid base;
	size_t count;

	random_question(history, field, &change.row);
	snprintf(text, sizeof text, "words %zu", history->words++ % 40);
	if (dice_throw(&history->dice, 8))
		value_set_text(&change.value, text);
	/* sometimes from what somebody saw long ago, or from nothing */
	if (dice_throw(&history->dice, 4) == 0) {
		assert_true(store_revisions(store, field, &change.row, &list,
		    &count, &err));
		change.has_bases = true;
		change.bases = &base;
		change.base_count = count > 0;
		if (count > 0)
			base = list[dice_throw(&history->dice,
						(unsigned)count)].uid;
		stored_revisions_clear(list, count);
	}
	if (!store_apply(store, &change, 1, NULL, NULL, &err))
		fail_msg("%s", err.text);
	value_clear(&change.value);
}

static void
random_draft(struct history *history, struct store *store)
{
	struct error err = { .text = "" };
	char field[40], text[40];
	struct uid row;

	random_question(history, field, &row);
	snprintf(text, sizeof text, "draft %zu", history->words++);
	if (!store_put_draft(store, field, &row, text, 3, NULL, 0, NULL, &err))
		fail_msg("%s", err.text);
}

static void
random_redaction(struct history *history, struct store *store)
{
	static const struct redaction_why why = { "wrong plan", "A", "B" };
	struct error err = { .text = "" };
	struct stored_revision *list;
	struct redacted redacted;
	char field[40];
	struct uid row;
	size_t count;
	bool later;

	random_question(history, field, &row);
	assert_true(store_revisions(store, field, &row, &list, &count, &err));
	if (count > 0 &&
	    !store_redact(store,
		&list[dice_throw(&history->dice, (unsigned)count)].uid, 1, &why,
		&redacted, &later, &err))
		fail_msg("%s", err.text);
	stored_revisions_clear(list, count);
}

static void
sit(struct history *history, const char *path)
{
	char login[20];
	struct store *store;

	snprintf(login, sizeof login, "worker%u",
	    dice_throw(&history->dice, 3));
	store = open_at(path, login);
	for (unsigned n = 1 + dice_throw(&history->dice, 5); n > 0; n--) {
		unsigned what = dice_throw(&history->dice, 20);

		tick(history);
		if (what < 14)
			random_answer(history, store);
		else if (what < 17)
			random_draft(history, store);
		else if (what < 19)
			random_redaction(history, store);
		else
			seal_version(store, "sealed");
	}
	store_close(store);
}

static void
make_history(struct history *history)
{
	struct error err = { .text = "" };
	struct store *store;

	if (!store_create(file_name(history, 0), true, &store, &err))
		fail_msg("%s", err.text);
	begin_as(store, "first", "first");
	answer(store, "form.begun", "yes");
	store_close(store);
	sit(history, file_name(history, 0));
	for (size_t i = 1; i < FILES; i++)
		copy_file(file_name(history, 0), file_name(history, i));
	for (int i = 0; i < 8; i++) {
		size_t at = dice_throw(&history->dice, FILES);

		sit(history, file_name(history, at));
		if (dice_throw(&history->dice, 4) == 0)
			merge_files(file_name(history, at),
			    file_name(history,
				(at + 1 + dice_throw(&history->dice, 2)) %
				    FILES));
	}
}

/* FROM merged with each of WITH in turn, in a file of its own; the dump of it. */
static char *
merged_dump(const struct history *history, const char *name, size_t from,
    const char *const *with, size_t count)
{
	const char *path = in_folder(history->fixture, name);
	char *text;

	copy_file(file_name(history, from), path);
	for (size_t i = 0; i < count; i++)
		merge_files(path, with[i]);
	text = dump(path);
	return text;
}

static void
assert_same(const char *what, uint64_t seed, const char *a, const char *b)
{
	if (strcmp(a, b) == 0)
		return;
	while (*a && *a == *b) {
		a++;
		b++;
	}
	printf("# seed %llu: %.300s\n# and %.300s\n", (unsigned long long)seed,
	    a, b);
	fail_msg("%s", what);
}

/* Every line that says what was added to a file stands in the merged one, but for
 * what redactions of either took out and drafts that were finished. */
static void
assert_conserved(uint64_t seed, const char *part, const char *whole)
{
	static const char *const kinds[] = { "base ", "question ",
		"redaction ", "version ", "document ", "definition ",
		"without " };

	for (const char *line = part; *line; line = strchr(line, '\n') + 1) {
		size_t len = strcspn(line, "\n");
		char *text = xstrndup(line, len);
		size_t cut = len;

		for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
			if (strncmp(line, kinds[i], strlen(kinds[i])) == 0)
				cut = 0;
		/* a revision is there by its uid; its words unless redacted */
		if (strncmp(line, "revision ", 9) == 0) {
			text[9 + UID_HEX_LEN] = '\0';
			cut = 0;
			if (!strstr(whole, text))
				fail_msg("seed %llu lost %s",
				    (unsigned long long)seed, text);
			text[9 + UID_HEX_LEN] = ' ';
			if (!strstr(whole, text)) {
				char redaction[60];

				snprintf(redaction, sizeof redaction,
				    "redaction %.32s", text + 9);
				if (!strstr(whole, redaction))
					fail_msg("seed %llu lost words of %s",
					    (unsigned long long)seed, text);
			}
		} else if (cut == 0 && !strstr(whole, text)) {
			fail_msg("seed %llu lost %s", (unsigned long long)seed,
			    text);
		}
		free(text);
	}
}

static void
check_laws(const struct history *history, uint64_t seed)
{
	const char *one[] = { file_name(history, 1) };
	const char *zero[] = { file_name(history, 0) };
	const char *twice[] = { one[0], one[0], zero[0] };
	const char *in_turn[] = { one[0], file_name(history, 2) };
	char *ab = merged_dump(history, "ab.oneplan", 0, one, 1);
	char *ba = merged_dump(history, "ba.oneplan", 1, zero, 1);
	char *again = merged_dump(history, "again.oneplan", 0, twice, 2);
	char *left = merged_dump(history, "left.oneplan", 0, in_turn, 2);
	const char *two[] = { file_name(history, 2) };
	char *bc = merged_dump(history, "bc.oneplan", 1, two, 1);
	const char *pair[] = { in_folder(history->fixture, "bc.oneplan") };
	char *right = merged_dump(history, "right.oneplan", 0, pair, 1);
	char *a = dump(file_name(history, 0)), *b = dump(one[0]);

	assert_same("not commutative", seed, ab, ba);
	assert_same("not idempotent", seed, ab, again);
	assert_same("not associative", seed, left, right);
	assert_conserved(seed, a, ab);
	assert_conserved(seed, b, ab);
	assert_conserved(seed, bc, right);
	free(ab);
	free(ba);
	free(again);
	free(left);
	free(right);
	free(bc);
	free(a);
	free(b);
}

static void
sweep(const struct history *history)
{
	static const char *const made[] = { "ab.oneplan", "ba.oneplan",
		"again.oneplan", "left.oneplan", "right.oneplan", "bc.oneplan" };

	for (size_t i = 0; i < ARRAY_LEN(made); i++)
		(void)unlink(in_folder(history->fixture, made[i]));
	for (size_t i = 0; i < FILES; i++)
		(void)unlink(file_name(history, i));
}

static void
random_histories_end_in_the_same_state(void **state)
{
	uint64_t seed = seed_of("random histories", 1);
	int rounds = full_tests() ? 2000 : 8;

	for (int i = 0; i < rounds; i++, seed++) {
		struct history history = { .fixture = *state,
			.dice = dice_new(seed) };
		char number[24];

		snprintf(number, sizeof number, "%llu",
		    (unsigned long long)seed);
		setenv("ONEPLAN_SEED", number, 1);
		make_history(&history);
		check_laws(&history, seed);
		sweep(&history);
	}
	unsetenv("ONEPLAN_SEED");
	setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1);
}

/* --- a disk that fails --- */

/* Whatever fails, the file is as it was or merged, and merging again mends it. */
static void
fail_at(const struct fixture *f, enum fault_kind kind, int64_t at, bool lasting,
    const char *before, const char *after)
{
	const char *path = in_folder(f, "try.oneplan");
	const char *laptop = in_folder(f, "laptop.oneplan");
	struct error err = { .text = "" };
	struct store *store = NULL, *other = NULL;
	struct merged merged;
	bool ok = false;
	char *now;

	copy_file(f->plan, path);
	fault_begin();
	fault_arm(kind, at, lasting);
	if (store_open(path, STORE_WRITE, &store, NULL, &err)) {
		begin_as(store, "merger", "merger");
		if (store_open(laptop, STORE_READ, &other, NULL, &err))
			ok = store_merge(store, other, &merged, &err);
	}
	store_close(other);
	store_close(store);
	fault_disarm();
	fault_end();
	if (!ok)
		assert_true(strlen(err.text) > 20);
	store = open_at(path, "judge");
	assert_clean(store);
	store_close(store);
	now = dump(path);
	if (strcmp(now, after) != 0 && (ok || strcmp(now, before) != 0))
		fail_msg("operation %lld left neither", (long long)at);
	free(now);
	merge_files(path, laptop);
	now = dump(path);
	assert_string_equal(now, after);
	free(now);
	assert_int_equal(unlink(path), 0);
}

static int64_t
count_operations(const struct fixture *f)
{
	const char *path = in_folder(f, "try.oneplan");
	int64_t count;

	copy_file(f->plan, path);
	fault_begin();
	fault_arm(FAULT_IO, INT64_MAX, false);
	merge_files(path, in_folder(f, "laptop.oneplan"));
	count = fault_operations();
	fault_end();
	assert_int_equal(unlink(path), 0);
	return count;
}

static void
a_disk_that_fails_leaves_both_as_they_were(void **state)
{
	static const struct redaction_why why = { "asked", "A", "B" };
	struct fixture *f = *state;
	const char *laptop = in_folder(f, "laptop.oneplan");
	struct store *store = create_plan(f);
	struct error err;
	struct redacted redacted;
	struct uid secret;
	char *before, *after;
	int64_t operations, step;
	bool later;

	answer(store, "about_me.name", "Kwame");
	secret = answer(store, "about_me.secret", "a secret");
	seal_version(store, "first");
	store_close(store);
	copy_file(f->plan, laptop);
	store = open_at(laptop, "broker");
	for (int i = 0; i < 20; i++)
		answer(store, "week.note", i % 2 ? "swims" : "reads");
	assert_true(store_redact(store, &secret, 1, &why, &redacted, &later,
	    &err));
	store_close(store);
	before = dump(f->plan);
	copy_file(f->plan, in_folder(f, "after.oneplan"));
	merge_files(in_folder(f, "after.oneplan"), laptop);
	after = dump(in_folder(f, "after.oneplan"));
	operations = count_operations(f);
	step = full_tests() || operations < 20 ? 1 : operations / 20;
	printf("# %lld operations\n", (long long)operations);
	for (int64_t at = 1; at <= operations; at += step) {
		fail_at(f, FAULT_IO, at, false, before, after);
		fail_at(f, FAULT_IO, at, true, before, after);
		fail_at(f, FAULT_FULL, at, true, before, after);
	}
	free(before);
	free(after);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_side_gets_what_the_other_has),
		TEST(what_was_answered_in_both_stands_side_by_side),
		TEST(text_that_was_being_typed_comes_along),
		TEST(versions_come_with_their_documents),
		TEST(other_plans_are_refused),
		TEST(altered_files_are_refused_whole),
		TEST(one_name_for_two_things_is_refused),
		TEST(random_histories_end_in_the_same_state),
		TEST(a_disk_that_fails_leaves_both_as_they_were),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
