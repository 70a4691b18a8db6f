/* Sign-off as a person does it: sealing, ink and keys, what changed since, and
 * what nobody who looks on may see. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/filter.h"
#include "base/outfile.h"
#include "export/seal_words.h"
#include "export/zipped.h"
#include "full_disk.h"
#include "kwame.h"
#include "plan/signature.h"
#include "plan/stage.h"
#include "support.h"

/* The sign-off screen, from the overview. */
static struct desk *
sign_desk(bool visit)
{
	struct desk *desk = desk_visit(KWAME, visit);

	act(desk, "key Ctrl-O");
	act(desk, "text s");
	assert_string_equal(screen_name(desk), "sign");
	return desk;
}

/* Is the focus on a line that begins with WORDS? Its mark stands before it, and
 * perhaps that of a problem. */
static bool
focus_on(struct desk *desk, const char *words)
{
	static const char *const marks[] = { ">   ", "> ! " };
	bool on = false;
	struct buf text;

	for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
		buf_init(&text);
		buf_addf(&text, "%s%s", marks[i], words);
		on = on || emulator_shows(desk->harness->emulator, text.data);
		buf_clear(&text);
	}
	return on;
}

/* Goes down to the line that begins with WORDS. */
static void
find_line(struct desk *desk, const char *words)
{
	act(desk, "key Home");
	for (int i = 0; i < 60; i++) {
		if (focus_on(desk, words))
			return;
		act(desk, "key Down");
	}
	print_screen(desk);
	fail_msg("no line begins: %s", words);
}

static void
choose(struct desk *desk, const char *words)
{
	int row, col;
	struct buf line;

	find_line(desk, words);
	/* the cursor is where the focus is */
	emulator_cursor(desk->harness->emulator, &row, &col);
	buf_init(&line);
	emulator_row(desk->harness->emulator, row, &line);
	assert_int_equal(line.data[0], '>');
	assert_int_equal(col, 4);
	buf_clear(&line);
	act(desk, "key Enter");
}

/* Sealing though answers are missing asks once. */
static void
seal(struct desk *desk)
{
	struct uid before = plan_stage(desk->sitting.plan)->version;

	choose(desk, "Seal it");
	see(desk, "left. Enter again seals it all the same.");
	assert_true(uid_equal(&plan_stage(desk->sitting.plan)->version,
	    &before));
	act(desk, "key Enter");
	see(desk, "Sealed. Now print the page to sign");
	assert_false(uid_equal(&plan_stage(desk->sitting.plan)->version,
	    &before));
}

/* In the version that was sealed, lists and all. */
static size_t
count_documents(const struct desk *desk)
{
	struct stored_member *list;
	struct error err;
	size_t count;

	assert_true(store_members(plan_store(desk->sitting.plan),
	    &plan_stage(desk->sitting.plan)->version, &list, &count, &err));
	stored_members_clear(list, count);
	return count;
}

/* How far the sealing is is told in one small write a document; Esc stops it, and
 * keys that were pressed too often do nothing. */
static void
test_sealing_is_told_and_stopped(void **state)
{
	struct desk *desk;
	struct stored_version *list;
	struct error err;
	size_t count, documents;

	(void)state;
	kwame_named("nhs", false);
	desk = sign_desk(false);
	choose(desk, "Seal it");
	harness_send(desk->harness, "\r\r\r\x1b", 4);
	see(desk, "Stopped. Nothing was sealed.");
	assert_string_equal(screen_name(desk), "sign");
	assert_false(plan_stage(desk->sitting.plan)->sealed);
	assert_true(store_versions(plan_store(desk->sitting.plan), &list,
	    &count, &err));
	assert_int_equal(count, 0);
	stored_versions_clear(list, count);

	choose(desk, "Seal it");
	act(desk, "key Enter");
	see(desk, "Sealed. Now print the page to sign");
	documents = count_documents(desk);
	assert_true(documents > 50);
	/* a page with nothing on it is tried too, and two whole screens are sent */
	if (desk->harness->writes > documents + 15 ||
	    desk->harness->bytes > 12 * documents + 2500)
		fail_msg("%zu writes, %zu bytes for %zu documents",
		    desk->harness->writes, desk->harness->bytes, documents);
	desk_close(desk);
	assert_sound(KWAME);
}

static void
sign_in_ink(struct desk *desk, const char *line)
{
	choose(desk, line);
	assert_string_equal(screen_name(desk), "form");
	act(desk, "text Kwame Redfern");
	act(desk, "key Tab");
	see(desk, "(x) The person");
	act(desk, "key Tab");
	act(desk, "text  "); /* in ink */
	act(desk, "key Tab");
	act(desk, "text 16/11/2026");
	act(desk, "key Tab");
	act(desk, "text Aisha Bloom");
	act(desk, "key Esc");
	act(desk, "key Esc");
	assert_string_equal(screen_name(desk), "sign");
}

/* The page that is printed has room for the person, and the words of the seal. */
static void
look_at_page(const struct desk *desk)
{
	struct buf words;
	struct error err;
	char *text;
	size_t len;

	if (!infile_read("copies/kwame-redfern-to-sign-2026-11-16.html",
		1 << 20, &text, &len, &err))
		fail_msg("%s", err.text);
	buf_init(&words);
	seal_words_add(&plan_stage(desk->sitting.plan)->seal, &words);
	assert_non_null(strstr(text, words.data));
	assert_non_null(strstr(text, "somebody who may act for them"));
	assert_non_null(strstr(text, "Your name, signature or mark"));
	buf_clear(&words);
	free(text);
}

static void
test_signed_in_ink(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_named("nhs", false);
	desk = sign_desk(false);
	see(desk, "Draft: nothing has been sealed");
	see(desk, "needed before sign-off are not there yet. That is no bar.");
	seal(desk);
	see(desk, "Ready to be signed: sealed on 16 Nov 2026. Nobody has");
	choose(desk, "Write it out");
	see(desk, "kwame-redfern-plan-2026-11-16.");
	see(desk, "kwame-redfern-to-sign-2026-11-16.html");
	look_at_page(desk);
	act(desk, "key Enter");
	sign_in_ink(desk, "The person, or somebody who may act for them");
	see(desk, "Signed: sealed on 16 Nov 2026.");
	see(desk, "Kwame Redfern, The person: signed. In ink");
	see(desk, "Seen or read back by Aisha Bloom");
	choose(desk, "Read it as it was sealed");
	assert_string_equal(screen_name(desk), "document");
	see(desk, "Support plan: Kwame Redfern");
	act(desk, "key Esc");
	desk_close(desk);
	assert_sound(KWAME);
}

/* When the plan is looked at again stands on its overview once it is signed; to
 * choose the day changes nothing that was. */
static void
test_when_it_is_looked_at_again(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_named("nhs", false);
	answer_as(KWAME, &aisha, "review.sooner", "1/12/2026");
	desk = sign_desk(false);
	act(desk, "key Esc");
	see_not(desk, "Look again");
	act(desk, "text s");
	seal(desk);
	sign_in_ink(desk, "The person, or");
	act(desk, "key Esc");
	see(desk, "Look again by 1 Dec 2026");
	act(desk, "key Home");
	act(desk, "key Down 2"); /* past what is left and sign-off */
	act(desk, "key Enter");
	see(desk, "Looking back: When we look again");
	fill_in(desk, "review.sooner", "1/11/2026");
	act(desk, "key Ctrl-O");
	see(desk, "Look again by 1 Nov 2026: that day has passed");
	see_not(desk, "Changed since");
	desk_close(desk);
	assert_sound(KWAME);
}

/* Tab stops at a question that the answer before it has just opened, in the middle
 * of a page and at its end. */
static void
test_a_question_that_opens(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_named("nhs", false);
	desk = sign_desk(false);
	go_to_field(desk, "review.story");
	act(desk, "text I am in the water again.");
	act(desk, "key Tab");
	see(desk, ">( ) Nobody");
	act(desk, "key Ctrl-O");
	go_to(desk, "Looking back: A look at the whole plan");
	act(desk, "key a");
	go_to(desk, "How much is in the account");
	act(desk, "text 3120");
	act(desk, "key Tab");
	act(desk, "text 120");
	act(desk, "key Tab");
	act(desk, "text 84");
	act(desk, "key Tab");
	see(desk, "\xc2\xa3 [120.00");
	see(desk, "\xc2\xa3 [84.00");
	/* there is no other below what is only shown */
	act(desk, "key Shift-Tab");
	act(desk, "key Shift-Tab");
	see(desk, "\xc2\xa3>[120.00");
	desk_close(desk);
	assert_sound(KWAME);
}

static void
test_a_change_is_said_everywhere(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_named("nhs", false);
	desk = sign_desk(false);
	seal(desk);
	sign_in_ink(desk, "The person, or");
	act(desk, "key Esc");
	go_to_field(desk, "about_me.name_first");
	see_not(desk, "Changed since");
	fill_in(desk, "about_me.name_first", "Kofi");
	act(desk, "key Tab");
	see(desk, "Changed since it was signed: 1 answer");
	act(desk, "key Ctrl-O");
	see(desk, "Changed since it was signed: 1 answer");
	act(desk, "text s");
	choose(desk, "First name: was Kwame, is Kofi.");
	assert_string_equal(screen_name(desk), "form");
	act(desk, "key Ctrl-O");
	act(desk, "text s");
	/* the next version follows it, and is signed again */
	seal(desk);
	see_not(desk, "Changed since");
	see(desk, "Waiting for 1 signature");
	find_line(desk, "Kwame Redfern, The person: waiting; signed an earlier");
	act(desk, "key Enter");
	see(desk, "Signatures: Kwame Redfern");
	act(desk, "key Esc");
	find_line(desk, "16 Nov 2026, by Aisha Bloom");
	desk_close(desk);
	assert_sound(KWAME);
}

static void
test_what_blocks(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_named("nhs", false);
	answer_as(KWAME, &aisha, "about_me.dob", "31/2/1992");
	desk = sign_desk(false);
	see(desk, "1 answer does not hold yet");
	choose(desk, "Date of birth");
	assert_string_equal(screen_name(desk), "form");
	desk_close(desk);
}

static void
test_training_is_never_signed(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_named("nhs", true);
	desk = sign_desk(false);
	see(desk, "This is a training plan.");
	choose(desk, "This is a training plan.");
	assert_false(plan_stage(desk->sitting.plan)->sealed);
	desk_close(desk);
}

static void
test_each_may_say_no(void **state)
{
	static const struct {
		const char *line, *as;
	} refusers[] = {
		{ "The person: to the whole", "(x) The person" },
		{ "Attorney or deputy", "(x) Attorney or deputy" },
		{ "Family or carer: to a task", "(x) Family or carer" },
		{ "Personal assistant", "(x) Personal assistant" },
		{ "Provider", "(x) Provider" },
		{ "The nurse who hands on", "(x) The nurse who hands on" },
		{ "Coordinator", "(x) Coordinator" },
		{ "Whoever approves: with", "(x) Whoever approves" },
		{ "Advocate: writes down", "(x) Advocate" },
	};
	struct desk *desk;

	(void)state;
	kwame_named("nhs", false);
	desk = sign_desk(false);
	for (size_t i = 0; i < ARRAY_LEN(refusers); i++) {
		choose(desk, refusers[i].line);
		see(desk, refusers[i].as);
		act(desk, "text Somebody");
		act(desk, "key Esc");
		act(desk, "key Esc");
		assert_string_equal(screen_name(desk), "sign");
	}
	find_line(desk, "Somebody says no");
	desk_close(desk);
}

static void
make_key(void)
{
	static const char *const argv[] = { "ssh-keygen", "-q", "-t", "ed25519",
		"-N", "", "-f", "key", NULL };
	struct filter filter = { .argv = argv, .input = "" };
	struct error err;
	struct buf out;
	int status;

	buf_init(&out);
	if (!filter_run(&filter, 4096, &out, &status, &err) || status != 0)
		fail_msg("no key could be made");
	buf_clear(&out);
}

static void
test_signed_with_a_key(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_named("nhs", false);
	make_key();
	unsetenv("SSH_AUTH_SOCK");
	desk = sign_desk(false);
	desk->start.sign_key = "none";
	seal(desk);
	choose(desk, "Sign it with your own key");
	see(desk, "There is no key in none");
	act(desk, "key Enter");
	desk->start.sign_key = "key";
	choose(desk, "Sign it with your own key");
	see(desk, "The signature holds: it was made with the ED25519 key");
	act(desk, "key Enter");
	see(desk, "(x) With a signing key");
	act(desk, "text  ");
	act(desk, "key Esc");
	see(desk, "Aisha Bloom, The person: signed. With a signing key");
	desk_close(desk);
	unlink("key");
	unlink("key.pub");
	assert_sound(KWAME);
}

/* What goes wrong is said in full, and nothing half done is left. */
static void
test_sealed_on_a_full_disk(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_named("nhs", false);
	full_disk_begin();
	desk = sign_desk(false);
	choose(desk, "Seal it");
	full_disk_fill();
	act(desk, "key Enter");
	see(desk, "It was not sealed");
	see(desk, "The plan could not be saved because the disk is");
	see(desk, "full. Make some room on it.");
	see_not(desk, "still on the screen");
	act(desk, "key Enter");
	see(desk, "Draft: nothing has been sealed");
	full_disk_make_room();
	seal(desk);
	desk_close(desk);
	full_disk_end();
	assert_sound(KWAME);
}

static void
test_page_over_another(void **state)
{
	static const char plan[] = "copies/kwame-redfern-plan-2026-11-16.html";
	struct desk *desk;
	struct error err;
	char *text;
	size_t len;

	(void)state;
	kwame_named("nhs", false);
	setenv("ONEPLAN_PDF", "/no/such/program", 1);
	assert_true(folder_make("copies", &err));
	assert_true(outfile_write(plan, "Mine.", 5, true, &err));
	desk = sign_desk(false);
	choose(desk, "Seal it");
	act(desk, "key Enter");
	/* without the program for PDFs the page is HTML, and that is said */
	see(desk, "There is no PDF in");
	choose(desk, "Write it out");
	see(desk, "kwame-redfern-plan-2026-11-16-2.html");
	assert_true(infile_read(plan, 100, &text, &len, &err));
	assert_string_equal(text, "Mine.");
	free(text);
	act(desk, "key Enter");
	unsetenv("ONEPLAN_PDF");
	desk_close(desk);
	/* nor is anything written where there is no folder for it */
	desk = sign_desk(false);
	desk->start.copies = "/dev/null/copies";
	choose(desk, "Write it out");
	see(desk, "The page was not written");
	see(desk, "part of its name is a file, not a");
	desk_close(desk);
	unlink(plan);
	unlink("copies/kwame-redfern-plan-2026-11-16-2.html");
	unlink("copies/kwame-redfern-to-sign-2026-11-16.html");
}

static void
test_no_program_for_keys(void **state)
{
	const char *path = getenv("PATH");
	struct desk *desk;
	char *was;

	(void)state;
	assert_non_null(path);
	was = strdup(path);
	assert_non_null(was);
	kwame_named("nhs", false);
	make_key();
	desk = sign_desk(false);
	desk->start.sign_key = "key";
	seal(desk);
	setenv("PATH", "/nowhere", 1);
	choose(desk, "Sign it with your own key");
	see(desk, "Nothing was signed");
	see(desk, "The program ssh-keygen is not installed");
	setenv("PATH", was, 1);
	free(was);
	act(desk, "key Enter");
	/* and the same key twice */
	choose(desk, "Sign it with your own key");
	act(desk, "key Enter");
	act(desk, "key Esc");
	choose(desk, "Sign it with your own key");
	see(desk, "This signature is in the plan already: Aisha Bloom");
	desk_close(desk);
	unlink("key");
	unlink("key.pub");
	assert_sound(KWAME);
}

/* Whoever holds an old copy is named, and a page is made of what changed. */
static void
test_old_copies(void **state)
{
	struct desk *desk;

	(void)state;
	kwame_named("nhs", false);
	desk = sign_desk(false);
	see_not(desk, "Who holds an old copy");
	seal(desk);
	desk_close(desk);
	/* the copy is made on the screen for that, with a name beside it */
	desk = desk_open("xterm-256color", 24, 80);
	desk_plan(desk, KWAME);
	harness_run(desk->harness);
	act(desk, "key Ctrl-O");
	act(desk, "text m");
	act(desk, "key Enter");
	act(desk, "key Enter");
	act(desk, "key Enter");
	see(desk, "Given to: (leave it blank");
	act(desk, "key Down");
	act(desk, "key Down");
	act(desk, "key Enter");
	act(desk, "text Nell, sister");
	act(desk, "key Enter");
	see(desk, "Given to: Nell, sister");
	act(desk, "key Home");
	act(desk, "key Enter");
	see(desk, "It is copy 1, for Nell, sister, as is written down");
	desk_close(desk);
	desk = sign_desk(false);
	see(desk, "Ready to be signed");
	see_not(desk, "Who holds an old copy");
	desk_close(desk);
	answer_as(KWAME, &aisha, "about_me.name_first", "Kofi");
	desk = sign_desk(false);
	seal(desk);
	find_line(desk, "Nell, sister: The person's own, The whole plan (html)");
	see(desk, "It is old: print what changed since.");
	act(desk, "key Enter");
	see(desk, "Print this for Nell, sister");
	assert_int_equal(access("copies/kofi-redfern-changes-for-nell-sister"
				".html", R_OK), 0);
	/* the same from the screen that makes copies; no page over another */
	act(desk, "key Enter");
	act(desk, "text m");
	act(desk, "key End");
	see(desk, "Who holds an old copy");
	see(desk, "It is old: print what changed since.");
	act(desk, "key Enter");
	see(desk, "copies/kofi-redfern-changes-for-nell-sister-2.html");
	desk_close(desk);
	unlink("copies/kofi-redfern-changes-for-nell-sister.html");
	unlink("copies/kofi-redfern-changes-for-nell-sister-2.html");
	unlink("copies/kwame-redfern-plan-for-person.html");
	desk = sign_desk(true);
	see_not(desk, "Nell");
	desk_close(desk);
	assert_sound(KWAME);
}

/* All documents in one file, locked, from the sign-off screen and from the screen
 * that makes copies. */
static void
test_pack(void **state)
{
	static const char words[] = "four words for test";
	struct files files = { 0 };
	struct error err = { 0 };
	struct desk *desk;
	size_t len;
	char *zip;

	(void)state;
	kwame_named("nhs", false);
	desk = sign_desk(false);
	see_not(desk, "Make a pack");
	seal(desk);
	choose(desk, "Make a pack of it");
	see(desk, "Make a pack of the sealed plan: who is it for?");
	see_not(desk, "who asks for all that is written");
	act(desk, "key Enter");
	for (int i = 0; i < 4; i++)
		act(desk, "key Down");
	see(desk, "> Locked with: (words");
	act(desk, "key Enter");
	act(desk, "text four");
	act(desk, "key Enter");
	act(desk, "key Enter");
	see(desk, "can be guessed");
	assert_int_not_equal(access("copies/kwame-redfern-plan-for-person.zip",
				 R_OK), 0);
	for (int i = 0; i < 4; i++)
		act(desk, "key Down");
	act(desk, "key Enter");
	act(desk, "text  words for test");
	act(desk, "key Enter");
	act(desk, "key Enter");
	see(desk, "copies/kwame-redfern-plan-for-person.zip");
	see(desk, "The pack holds the plan as it was sealed on");
	see(desk, "It is locked");
	act(desk, "key Enter");
	assert_string_equal(screen_name(desk), "sign");
	act(desk, "text m");
	act(desk, "key Enter");
	act(desk, "key Enter");
	act(desk, "key End");
	see(desk, "> A pack: all that was sealed");
	act(desk, "key Enter");
	see(desk, "kwame-redfern-plan-for-person-2.zip");
	desk_close(desk);
	assert_true(infile_read("copies/kwame-redfern-plan-for-person.zip",
	    1 << 24, &zip, &len, &err));
	assert_false(zipped_read(zip, len, NULL, &files, &err));
	files_clear(&files);
	assert_true(zipped_read(zip, len, words, &files, &err));
	assert_non_null(files_find(&files, "person/plan.html"));
	files_clear(&files);
	free(zip);
	unlink("copies/kwame-redfern-plan-for-person.zip");
	assert_sound(KWAME);
}

/* With somebody looking on, nothing tells that something for workers only stands
 * against it, or changed. */
static void
test_on_a_visit(void **state)
{
	struct desk *desk;
	const struct field *secret = NULL;

	(void)state;
	kwame_named("nhs", false);
	desk = sign_desk(false);
	seal(desk);
	desk_close(desk);
	for (size_t i = 0; i < forms()->once_count && !secret; i++) {
		const struct field *field = forms()->fields_once[i];
		if (field->restricted && field->section->sealed &&
		    field->kind == FIELD_PARAGRAPH)
			secret = field;
	}
	assert_non_null(secret);
	answer_as(KWAME, &aisha, secret->name, "Wren nests in the chimney");
	desk = sign_desk(true);
	see_not(desk, "hanged");
	see_not(desk, "Wren");
	see_not(desk, "Seal it");
	see(desk, "Ready to be signed");
	desk_close(desk);
	desk = sign_desk(false);
	see(desk, "Something that only");
	find_line(desk, secret->label);
	see(desk, "Wren nests in the chimney");
	find_line(desk, "Seal it as it stands now");
	desk_close(desk);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_signed_in_ink),
		TEST(test_when_it_is_looked_at_again),
		TEST(test_a_question_that_opens),
		TEST(test_a_change_is_said_everywhere),
		TEST(test_sealing_is_told_and_stopped),
		TEST(test_what_blocks),
		TEST(test_training_is_never_signed),
		TEST(test_each_may_say_no),
		TEST(test_signed_with_a_key),
		TEST(test_sealed_on_a_full_disk),
		TEST(test_page_over_another),
		TEST(test_no_program_for_keys),
		TEST(test_old_copies),
		TEST(test_pack),
		TEST(test_on_a_visit),
	};

	real_forms();
	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
