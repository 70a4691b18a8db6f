/* Pages made again after words were taken out of a sealed plan: they say so, show
 * what was sealed and not what is answered now, have no trace of the words, and
 * leave seal and manifests as they are. */
#include "config.h"

#include "export/made_again.h"

#include "leak.h"
#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "export/verify.h"
#include "export/version.h"
#include "plan/redact.h"

#define SECRET "he frightens her when he drinks"

static void
fill(struct plan *plan)
{
	struct uid row, removed;
	struct error err;

	answer(plan, "purpose.kinds", NULL, "council joint");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	answer(plan, "about_me.name_family", NULL, "Redfern");
	answer(plan, "purpose.asked_for", NULL, "A chair that fits");
	answer(plan, "purpose.tried", NULL, SECRET);
	row = add_row(plan, "week.entry", NULL);
	answer(plan, "week.what", &row, "Choir");
	row = add_row(plan, "week.entry", NULL);
	answer(plan, "week.what", &row, "Swimming");
	removed = add_row(plan, "week.entry", NULL);
	answer(plan, "week.what", &removed, "Dancing");
	assert_true(plan_row_remove(plan,
	    form_set_repeat(plan_forms(plan), "week.entry"), &removed, &err));
	row = add_row(plan, "money.line", NULL);
	answer(plan, "money.what", &row, "Chair");
	answer(plan, "money.price", &row, "12.34");
}

/* Answers given after the plan was sealed. */
static void
change(struct plan *plan)
{
	const struct repeat *entries =
	    form_set_repeat(plan_forms(plan), "week.entry");
	const struct uid *rows;
	struct error err;
	struct uid row;

	answer(plan, "purpose.asked_for", NULL, "A motor for the chair");
	assert_int_equal(plan_rows(plan, entries, &UID_NONE, &rows), 2);
	row = rows[0];
	assert_true(plan_row_remove(plan, entries, &row, &err));
	row = add_row(plan, "week.entry", NULL);
	answer(plan, "week.what", &row, "Painting");
}

static struct uid
sealed(struct fixture *f)
{
	struct uid version;
	struct error err;

	fill(f->plan);
	if (!version_seal(f->plan, "to be signed", &version, NULL, &err))
		fail_msg("%s", err.text);
	return version;
}

static void
take_out(struct plan *plan, const char *what)
{
	struct redact_wanted wanted = { .what = what, .why = "wrong plan",
		.by = "Aisha Bloom", .agreed = "Tom Hale" };
	struct redact_done done;
	struct error err;

	if (!plan_redact(plan, &wanted, &done, &err))
		fail_msg("%s", err.text);
}

static size_t
made_again(struct plan *plan, const struct uid *version, const char *audience,
    struct pack *pack)
{
	struct error err;
	size_t count;

	*pack = (struct pack){ 0 };
	if (!made_again_add(plan, version, audience, pack, &count, &err))
		fail_msg("%s", err.text);
	return count;
}

static const char *
page(const struct pack *pack, const char *path)
{
	const struct buf *bytes = pack_find(pack, PACK_COMMON, path);

	if (!bytes)
		fail_msg("there is no %s", path);
	return bytes->data;
}

static bool
is_pdf(const char *path)
{
	size_t len = strlen(path);

	return len > 4 && strcmp(path + len - 4, ".pdf") == 0;
}

static void
nothing_is_made_without_need(void **state)
{
	struct fixture *f = *state;
	struct uid version = sealed(f);
	struct pack pack;

	assert_int_equal(made_again(f->plan, &version, NULL, &pack), 0);
	assert_int_equal(pack.count, 0);
	pack_clear(&pack);
}

/* For every reader, whatever a page is written in. */
static void
no_page_has_the_words(void **state)
{
	static const char *const readers[] = { "person", "home", "family",
		"provider", "finance", "approver", "agencies" };
	struct fixture *f = *state;
	struct uid version = sealed(f);
	struct pack pack;
	size_t each = 0, all;

	change(f->plan);
	take_out(f->plan, "purpose.tried");
	setenv("ONEPLAN_NOW", "2026-11-20T09:30:00Z", 1);
	all = made_again(f->plan, &version, NULL, &pack);
	assert_true(all > 30);
	for (size_t i = 0; i < pack.count; i++) {
		const struct pack_member *one = &pack.items[i];
		struct buf read;

		buf_init(&read);
		leak_read(one->bytes.data, one->bytes.len, &read);
		if (leak_has(&read, SECRET))
			fail_msg("the words are in %s", one->path);
		if (!is_pdf(one->path) &&
		    !leak_has(&read, "made again on 20 november 2026"))
			fail_msg("%s does not say what it is", one->path);
		buf_clear(&read);
	}
	pack_clear(&pack);
	for (size_t i = 0; i < ARRAY_LEN(readers); i++) {
		each += made_again(f->plan, &version, readers[i], &pack);
		pack_clear(&pack);
	}
	assert_int_equal(each, all);
	setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1);
}

/* What was sealed, and not what is answered now. */
static void
it_is_the_plan_that_was_signed(void **state)
{
	struct fixture *f = *state;
	struct uid version = sealed(f);
	struct pack pack;
	const char *text;

	change(f->plan);
	take_out(f->plan, "purpose.tried");
	made_again(f->plan, &version, "person", &pack);
	text = page(&pack, "made-again/person/plan.txt");
	assert_non_null(strstr(text, "A chair that fits"));
	assert_null(strstr(text, "A motor for the chair"));
	assert_non_null(strstr(text, "(taken out)"));
	assert_non_null(strstr(text, MADE_AGAIN_FOOT));
	assert_non_null(strstr(text, "It is not the page that was"));
	assert_null(strstr(text, "Seal:"));
	/* for whoever hears it, too */
	text = page(&pack, "made-again/person/plan-to-read-aloud.txt");
	assert_non_null(strstr(text, "A chair that fits"));
	assert_non_null(strstr(text, "taken out"));
	text = page(&pack, "made-again/person/my-week.html");
	assert_non_null(strstr(text, "Choir"));
	assert_non_null(strstr(text, "Swimming"));
	assert_null(strstr(text, "Painting"));
	assert_null(strstr(text, "Dancing"));
	pack_clear(&pack);
	/* the plan itself is as it is now */
	assert_shown(f->plan, "purpose.asked_for", NULL,
	    "A motor for the chair");
}

/* Its lines, but for those at its head and foot, are those that were signed. */
static void
line_for_line(void **state)
{
	struct fixture *f = *state;
	struct uid version = sealed(f);
	struct pack before, pack;
	struct error err;
	const char *was, *is;

	assert_true(version_pack(f->plan, &version, "person", &before, &err));
	change(f->plan);
	take_out(f->plan, "purpose.tried");
	made_again(f->plan, &version, "person", &pack);
	was = strstr(pack_find(&before, "person", "plan.txt")->data,
	    "What I asked for");
	is = strstr(page(&pack, "made-again/person/plan.txt"),
	    "What I asked for");
	assert_non_null(was);
	assert_non_null(is);
	/* up to the words */
	assert_non_null(strstr(was, SECRET));
	assert_int_equal(strstr(was, SECRET) - was,
	    strstr(is, "(taken out)") - is);
	assert_memory_equal(was, is, (size_t)(strstr(was, SECRET) - was));
	/* and from there to the foot */
	was = strstr(was, SECRET) + strlen(SECRET);
	is = strstr(is, "(taken out)") + strlen("(taken out)");
	assert_non_null(strstr(was, "\nSeal:"));
	assert_memory_equal(was, is, (size_t)(strstr(was, "\nSeal:") - was));
	pack_clear(&pack);
	pack_clear(&before);
}

/* The seal holds, and the pages that are no part of it are named. */
static void
a_pack_with_them_holds(void **state)
{
	struct fixture *f = *state;
	struct uid version = sealed(f);
	struct verdicts verdicts = { 0 };
	struct files files = { 0 };
	struct pack pack;
	struct error err;
	size_t count, named = 0;

	take_out(f->plan, "purpose.tried");
	assert_true(version_pack(f->plan, &version, "person", &pack, &err));
	assert_true(made_again_add(f->plan, &version, "person", &pack, &count,
	    &err));
	pack_files(&pack, &files);
	verify_files(&files, NULL, &verdicts);
	for (size_t i = 0; i < verdicts.count; i++) {
		if (verdicts.items[i].kind == VERDICT_FAILS)
			fail_msg("%s: %s", verdicts.items[i].path,
			    verdicts.items[i].text);
		named += verdicts.items[i].kind == VERDICT_NOTE &&
		    strncmp(verdicts.items[i].path, PACK_MADE_AGAIN "/",
			sizeof PACK_MADE_AGAIN) == 0;
	}
	assert_int_equal(named, count);
	verdicts_clear(&verdicts);
	/* nobody can slip in another in that way */
	buf_add(files_add(&files, PACK_MADE_AGAIN "/person/letter.html"),
	    "<p>Signed</p>");
	verify_files(&files, NULL, &verdicts);
	assert_int_equal(verdicts.failed, 1);
	verdicts_clear(&verdicts);
	files_clear(&files);
	pack_clear(&pack);
}

/* Making them leaves nothing in the plan file. */
static void
the_file_has_no_trace(void **state)
{
	struct fixture *f = *state;
	struct uid version = sealed(f);
	struct pack pack;
	struct buf read;
	struct error err;
	size_t len;
	void *bytes;

	take_out(f->plan, "purpose.tried");
	made_again(f->plan, &version, NULL, &pack);
	pack_clear(&pack);
	assert_true(store_take_bytes(plan_store(f->plan), &bytes, &len, &err));
	buf_init(&read);
	leak_read(bytes, len, &read);
	assert_false(leak_has(&read, SECRET));
	assert_false(leak_has(&read, "%PDF"));
	assert_false(leak_has(&read, "made again on"));
	buf_clear(&read);
	free(bytes);
}

int
main(void)
{
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_open, fixture_close)
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_made_without_need),
		TEST(no_page_has_the_words),
		TEST(it_is_the_plan_that_was_signed),
		TEST(line_for_line),
		TEST(a_pack_with_them_holds),
		TEST(the_file_has_no_trace),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
