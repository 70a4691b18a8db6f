/* A version and its packs: what is in them, for whom, and that nothing in them can
 * change without being named. */
#include "config.h"

#include "leak.h"
#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "export/manifest.h"
#include "export/qr.h"
#include "export/sealing.h"
#include "export/sign_off.h"
#include "export/version.h"
#include "export/verify.h"
#include "export/who_signed.h"
#include "export/zipped.h"
#include "form/field_type.h"
#include "plan/signature.h"
#include "plan/stage.h"

static struct uid
seal_plan(struct plan *plan)
{
	struct uid version;
	struct error err;

	if (!version_seal(plan, "to be signed", &version, NULL, &err))
		fail_msg("%s", err.text);
	return version;
}

static void
pack_of(struct plan *plan, const struct uid *version, const char *audience,
    struct pack *pack)
{
	struct error err;

	if (!version_pack(plan, version, audience, pack, &err))
		fail_msg("%s", err.text);
}

static void
files_of(struct plan *plan, const struct uid *version, const char *audience,
    struct files *files)
{
	struct pack pack;

	*files = (struct files){ 0 };
	pack_of(plan, version, audience, &pack);
	pack_files(&pack, files);
	pack_clear(&pack);
}

static void
fill(struct plan *plan)
{
	struct uid row;

	answer(plan, "purpose.kinds", NULL, "council joint");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	answer(plan, "about_me.name_family", NULL, "Redfern");
	answer(plan, "about_me.safe_contact", NULL, "this_way");
	answer(plan, "purpose.asked_for", NULL, "A chair that fits");
	row = add_row(plan, "week.entry", NULL);
	answer(plan, "week.what", &row, "Choir");
	row = add_row(plan, "money.line", NULL);
	answer(plan, "money.what", &row, "Chair");
	answer(plan, "money.price", &row, "12.34");
}

/* --- what is in it --- */

static void
members(void **state)
{
	static const struct {
		const char *audience, *path;
		bool there;
	} cases[] = {
		{ "", "SEAL.sha256", true },
		{ "person", "plan.html", true },
		{ "person", "plan-large-print.html", true },
		{ "person", "plan-to-read-aloud.txt", true },
		{ "agencies", "plan-to-read-aloud.txt", false },
		{ "person", "plan.txt", true },
		{ "person", "about-me.html", true },
		{ "person", "my-week.html", true },
		{ "person", "what-to-do-if.html", true },
		{ "person", "report.json", true },
		{ "person", "how-to-check.html", true },
		{ "person", "MANIFEST.sha256", true },
		{ "home", "MANIFEST.sha256", true },
		{ "family", "MANIFEST.sha256", true },
		{ "provider", "MANIFEST.sha256", true },
		{ "finance", "MANIFEST.sha256", true },
		{ "approver", "MANIFEST.sha256", true },
		{ "agencies", "MANIFEST.sha256", true },
		{ "agencies", "plan.json", true },
		{ "agencies", "answers.json", true },
		/* these name every answer, restricted ones too */
		{ "person", "plan.json", false },
		{ "approver", "plan.json", false },
		{ "person", "answers.json", false },
		{ "approver", "answers.json", false },
		/* not for them */
		{ "finance", "my-week.html", false },
	};
	struct fixture *fixture = *state;
	struct uid version;
	struct pack pack;

	fill(fixture->plan);
	version = seal_plan(fixture->plan);
	pack_of(fixture->plan, &version, NULL, &pack);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if ((pack_find(&pack, cases[i].audience, cases[i].path) !=
			NULL) != cases[i].there)
			fail_msg("%s/%s", cases[i].audience, cases[i].path);
	pack_clear(&pack);
	pack_of(fixture->plan, &version, "person", &pack);
	for (size_t i = 0; i < pack.count; i++)
		assert_true(strcmp(pack.items[i].audience, "person") == 0 ||
		    strcmp(pack.items[i].audience, PACK_COMMON) == 0);
	pack_clear(&pack);
}

/* Pages say which seal is theirs, and show nothing that is not part of it. */
static void
pages_are_sealed(void **state)
{
	struct fixture *fixture = *state;
	struct stored_version last;
	char hex[DIGEST_HEX_LEN + 1];
	const struct buf *page;
	struct uid row, version;
	struct error err;
	struct pack pack;
	bool there;

	fill(fixture->plan);
	row = add_row(fixture->plan, "jots.jot", NULL);
	answer(fixture->plan, "jots.words", &row, "zqnotez");
	version = seal_plan(fixture->plan);
	assert_true(version_last(fixture->plan, &last, &there, &err));
	assert_true(there);
	assert_true(uid_equal(&last.uid, &version));
	digest_format(&last.seal, hex);
	pack_of(fixture->plan, &version, NULL, &pack);
	for (size_t i = 0; i < pack.count; i++)
		if (strstr(pack.items[i].bytes.data, "zqnotez") != NULL)
			fail_msg("%s/%s", pack.items[i].audience,
			    pack.items[i].path);
	page = pack_find(&pack, "person", "plan.html");
	assert_non_null(strstr(page->data, hex));
	assert_non_null(strstr(page->data, "class=\"qr\""));
	assert_null(strstr(page->data, "nobody has signed it"));
	page = pack_find(&pack, "person", "plan.txt");
	assert_non_null(strstr(page->data, "\nSeal: "));
	pack_clear(&pack);
	version_clear(&last);

	/* a draft says so, has no seal, and shows notes to those who may see
	 * them */
	pack_make(fixture->plan, NULL, EVERY_AUDIENCE, &pack);
	assert_null(pack_find(&pack, PACK_COMMON, PACK_SEAL));
	assert_null(pack_find(&pack, "agencies", PACK_PLAN));
	assert_null(pack_find(&pack, "agencies", PACK_ANSWERS));
	assert_null(pack_find(&pack, "person", "how-to-check.html"));
	page = pack_find(&pack, "agencies", "plan.txt");
	assert_non_null(strstr(page->data, "\nDraft: not signed\n"));
	assert_non_null(strstr(page->data, "zqnotez"));
	pack_clear(&pack);
}

static void
training_is_refused(void **state)
{
	struct fixture *fixture = *state;
	struct plan_user user = { "Sam", "sam", "laptop" };
	char path[160];
	struct plan *plan;
	struct uid version;
	struct error err;

	snprintf(path, sizeof path, "%s/t.oneplan", fixture->folder);
	assert_true(plan_create(path, fixture->forms, NULL, &user, true, &plan,
	    &err));
	assert_false(version_seal(plan, "", &version, NULL, &err));
	assert_non_null(strstr(err.text, "training plan"));
	plan_close(plan);
	unlink(path);
}

/* The same bytes whatever the day and the zone of whoever writes it out. */
static void
same_bytes_on_any_day(void **state)
{
	struct fixture *fixture = *state;
	struct buf zips[2];
	struct uid version;

	fill(fixture->plan);
	version = seal_plan(fixture->plan);
	for (int i = 0; i < 2; i++) {
		struct plan *plan = fixture->plan;
		struct files files;
		struct error err;

		if (i == 1) {
			setenv("ONEPLAN_NOW", "2031-02-03T04:05:06Z", 1);
			setenv("TZ", "Pacific/Auckland", 1);
			plan = fixture_again(fixture, "sam");
		}
		files_of(plan, &version, "person", &files);
		buf_init(&zips[i]);
		assert_true(zipped_write(&files,
		    (struct date){ 2026, 11, 16 }, NULL, &zips[i], &err));
		files_clear(&files);
		if (i == 1)
			plan_close(plan);
	}
	setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1);
	setenv("TZ", "UTC", 1);
	assert_int_equal(zips[0].len, zips[1].len);
	assert_memory_equal(zips[0].data, zips[1].data, zips[0].len);
	buf_clear(&zips[0]);
	buf_clear(&zips[1]);
}

/* --- one document at a time --- */

static size_t
count_versions(struct plan *plan)
{
	struct stored_version *list;
	struct error err;
	size_t count;

	assert_true(store_versions(plan_store(plan), &list, &count, &err));
	stored_versions_clear(list, count);
	return count;
}

static void
sealed_in_steps(void **state)
{
	struct fixture *fixture = *state;
	struct sealing *sealing;
	struct uid version;
	struct how_far far = { 0 };
	struct error err;
	size_t steps = 0;

	fill(fixture->plan);
	/* stopped half-way: nothing of it is in the file */
	assert_true(sealing_begin(fixture->plan, &sealing, &err));
	for (int i = 0; i < 5; i++)
		assert_true(sealing_step(sealing));
	sealing_free(sealing);
	assert_int_equal(count_versions(fixture->plan), 0);

	assert_true(sealing_begin(fixture->plan, &sealing, &err));
	while (sealing_step(sealing)) {
		far = sealing_far(sealing);
		assert_int_equal(far.done, ++steps);
		assert_int_equal(count_versions(fixture->plan), 0);
	}
	assert_int_equal(far.done, far.of);
	assert_true(far.of > 50);
	assert_true(sealing_end(sealing, "", &version, NULL, &err));
	assert_int_equal(count_versions(fixture->plan), 1);
}

/* What somebody else writes meanwhile would stand on some pages and not on others;
 * and so would the day. */
static void
not_sealed_over_a_change(void **state)
{
	struct fixture *fixture = *state;
	struct sealing *sealing;
	struct uid version;
	struct error err;

	fill(fixture->plan);
	for (int i = 0; i < 2; i++) {
		assert_true(sealing_begin(fixture->plan, &sealing, &err));
		assert_true(sealing_step(sealing));
		if (i == 0)
			answer(fixture->plan, "about_me.name_first", NULL,
			    "Kofi");
		else
			setenv("ONEPLAN_NOW", "2026-11-17T00:00:00Z", 1);
		assert_false(sealing_step(sealing));
		assert_false(sealing_end(sealing, "", &version, NULL, &err));
		assert_non_null(strstr(err.text, "was changed while its pages "
						 "were being made"));
	}
	setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1);
	assert_int_equal(count_versions(fixture->plan), 0);
}

/* --- nothing changes without being named --- */

static size_t
count_failed(const struct files *files, const char *path)
{
	struct verdicts verdicts = { 0 };
	size_t named = 0, failed;

	verify_files(files, NULL, &verdicts);
	for (size_t i = 0; i < verdicts.count; i++)
		named += verdicts.items[i].kind == VERDICT_FAILS &&
		    strcmp(verdicts.items[i].path, path) == 0;
	failed = verdicts.failed;
	verdicts_clear(&verdicts);
	if (*path != '\0' && failed > 0 && named == 0)
		fail_msg("what failed was not %s", path);
	return failed;
}

static void
write_out(const struct files *files, const char *dir)
{
	for (size_t i = 0; i < files->count; i++) {
		const struct file *file = &files->items[i];
		char path[256], *slash;
		FILE *out;

		snprintf(path, sizeof path, "%s/%s", dir, file->path);
		slash = strrchr(path, '/');
		*slash = '\0';
		(void)mkdir(path, 0700);
		*slash = '/';
		out = fopen(path, "wb");
		assert_non_null(out);
		fwrite(file->bytes.data, 1, file->bytes.len, out);
		fclose(out);
	}
}

/* What the page in the pack tells a stranger to do; the names that failed. */
static void
sha256sum(const char *dir, const char *audience, struct buf *failed)
{
	char command[512], line[256];
	FILE *pipe;

	buf_reset(failed);
	snprintf(command, sizeof command,
	    "cd %s && sha256sum -c --quiet CHECK.sha256 2>&1; "
	    "sha256sum -c --ignore-missing --quiet SEAL.sha256 2>&1; "
	    "for d in %s signatures; do test ! -d $d || "
	    "(cd $d && sha256sum -c --quiet MANIFEST.sha256) 2>&1; done", dir,
	    audience);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	while (fgets(line, sizeof line, pipe) != NULL)
		buf_add(failed, line);
	pclose(pipe);
}

/* The first byte, the last and one between; the last is what is written. */
static void
one_byte_of(struct files *files, struct file *file, const char *dir,
    const char *audience)
{
	const size_t places[] = { 0, file->bytes.len - 1,
		file->bytes.len / 2 };
	const char *name = strrchr(file->path, '/');
	struct files only = { .items = file, .count = 1 };
	struct buf said;

	buf_init(&said);
	for (size_t i = 0; i < ARRAY_LEN(places); i++) {
		file->bytes.data[places[i]] ^= 1;
		assert_true(count_failed(files, file->path) > 0);
		if (i < ARRAY_LEN(places) - 1)
			file->bytes.data[places[i]] ^= 1;
	}
	write_out(&only, dir);
	sha256sum(dir, audience, &said);
	file->bytes.data[places[ARRAY_LEN(places) - 1]] ^= 1;
	write_out(&only, dir);
	name = name != NULL ? name + 1 : file->path;
	/* a change in a list that no other list names shows as another file */
	if (strcmp(name, PACK_CHECK) != 0 &&
	    strcmp(file->path, "signatures/" PACK_MANIFEST) != 0 &&
	    strstr(said.data, name) == NULL)
		fail_msg("sha256sum does not name %s: %s", file->path,
		    said.data);
	assert_true(said.len > 0);
	buf_clear(&said);
}

/* Signs what is sealed with a key that is made for this, in DIR. */
static void
sign_with_key(struct plan *plan, const struct uid *version, const char *dir)
{
	static const struct signing by = { .name = "J. Marsh",
		.role = "approver" };
	char command[512], path[128];
	struct buf text, says;
	struct error err;
	struct uid row;
	char *signature;
	size_t len;

	assert_true(version_signable(plan, version, &text, &err));
	snprintf(path, sizeof path, "%s/seal", dir);
	assert_true(outfile_write(path, text.data, text.len, false, &err));
	snprintf(command, sizeof command,
	    "cd %s && ssh-keygen -q -t ed25519 -N '' -C '' -f key && "
	    "ssh-keygen -q -Y sign -n oneplan-signoff -f key seal 2>/dev/null",
	    dir);
	assert_int_equal(system(command), 0);
	snprintf(path, sizeof path, "%s/seal.sig", dir);
	assert_true(infile_read(path, 65536, &signature, &len, &err));
	buf_init(&says);
	if (!sign_off_take(plan, signature, &by, NULL, &says, &row, &err))
		fail_msg("%s", err.text);
	free(signature);
	buf_clear(&says);
	buf_clear(&text);
}

/* In every pack there is, and in the signatures that come with it. */
static void
one_byte_of_any_member(void **state)
{
	struct fixture *fixture = *state;
	char dir[] = "/tmp/oneplan-pack-XXXXXX", command[64];
	const struct digest *seal;
	struct buf said;
	struct uid version;
	size_t signatures = 0;

	fill(fixture->plan);
	version = seal_plan(fixture->plan);
	seal = &plan_stage(fixture->plan)->seal;
	assert_non_null(mkdtemp(dir));
	sign_with_key(fixture->plan, &version, dir);
	buf_init(&said);
	for (unsigned bit = 1; bit <= AUDIENCE_AGENCIES; bit <<= 1) {
		const char *audience = audience_word((enum audience)bit);
		struct files files;

		files_of(fixture->plan, &version, audience, &files);
		/* in one of them: ssh-keygen checks it each time */
		if (bit == AUDIENCE_APPROVER)
			who_signed_add(fixture->plan, seal, AUDIENCE_APPROVER,
			    &files);
		assert_int_equal(count_failed(&files, ""), 0);
		write_out(&files, dir);
		for (size_t i = 0; i < files.count; i++) {
			one_byte_of(&files, &files.items[i], dir, audience);
			signatures += strcmp(files.items[i].path,
					  "signatures/1.sig") == 0;
		}
		sha256sum(dir, audience, &said);
		assert_string_equal(said.data, "");
		files_clear(&files);
		snprintf(command, sizeof command, "rm -rf %s/*/", dir);
		assert_int_equal(system(command), 0);
	}
	assert_int_equal(signatures, 1);
	buf_clear(&said);
	snprintf(command, sizeof command, "rm -r %s", dir);
	assert_int_equal(system(command), 0);
}

static void
remove_file(struct files *files, const char *path)
{
	size_t i = 0;

	while (strcmp(files->items[i].path, path) != 0)
		i++;
	free(files->items[i].path);
	buf_clear(&files->items[i].bytes);
	memmove(&files->items[i], &files->items[i + 1],
	    (--files->count - i) * sizeof *files->items);
}

static void
added_and_lost(void **state)
{
	static const char *const lost[] = { "SEAL.sha256", "CHECK.sha256",
		"person/MANIFEST.sha256", "person/plan.html" };
	static const char *const added[] = { "person/other.html", "new.txt",
		"stranger/plan.html" };
	struct fixture *fixture = *state;
	struct uid version;
	struct files files;

	fill(fixture->plan);
	version = seal_plan(fixture->plan);
	for (size_t i = 0; i < ARRAY_LEN(lost); i++) {
		files_of(fixture->plan, &version, "person", &files);
		remove_file(&files, lost[i]);
		assert_true(count_failed(&files, lost[i]) > 0);
		files_clear(&files);
	}
	for (size_t i = 0; i < ARRAY_LEN(added); i++) {
		files_of(fixture->plan, &version, "person", &files);
		buf_add(files_add(&files, added[i]), "x");
		assert_true(count_failed(&files,
				i < 2 ? added[i]
				      : "stranger/MANIFEST.sha256") > 0);
		files_clear(&files);
	}
}

/* A document may be missing where it is said why, and that is said. */
static void
taken_out(void **state)
{
	struct fixture *fixture = *state;
	struct verdicts verdicts = { 0 };
	struct uid version;
	struct files files;
	size_t notes = 0;

	fill(fixture->plan);
	version = seal_plan(fixture->plan);
	files_of(fixture->plan, &version, "person", &files);
	remove_file(&files, "person/plan.html");
	buf_add(files_add(&files, PACK_TAKEN_OUT),
	    "Words were taken out.\n\n- person/plan.html\n");
	verify_files(&files, NULL, &verdicts);
	assert_int_equal(verdicts.failed, 0);
	for (size_t i = 0; i < verdicts.count; i++)
		notes += verdicts.items[i].kind == VERDICT_NOTE &&
		    strcmp(verdicts.items[i].path, "person/plan.html") == 0;
	assert_int_equal(notes, 1);
	verdicts_clear(&verdicts);
	remove_file(&files, "person/plan.txt");
	assert_int_equal(count_failed(&files, "person/plan.txt"), 1);
	files_clear(&files);
}

/* A document of an older version, with the manifest that goes with it, under the
 * newer seal; and the answers of one plan in the pack of another. */
static void
another_version(void **state)
{
	struct fixture *fixture = *state;
	struct uid older, newer;
	struct files files, old;
	const struct file *file;

	fill(fixture->plan);
	older = seal_plan(fixture->plan);
	answer(fixture->plan, "about_me.name_first", NULL, "Kwami");
	newer = seal_plan(fixture->plan);
	files_of(fixture->plan, &newer, "agencies", &files);
	files_of(fixture->plan, &older, "agencies", &old);
	for (size_t i = 0; i < files.count; i++) {
		file = files_find(&old, files.items[i].path);
		if (strcmp(files.items[i].path, PACK_SEAL) == 0)
			continue;
		buf_reset(&files.items[i].bytes);
		buf_add_bytes(&files.items[i].bytes, file->bytes.data,
		    file->bytes.len);
	}
	/* its manifest and its seal are not those of this SEAL.sha256 */
	assert_true(count_failed(&files, "agencies/MANIFEST.sha256") > 0);
	assert_true(count_failed(&files, "agencies/report.json") > 0);
	files_clear(&files);
	files_clear(&old);
}

/* --- from the plan file --- */

static size_t
verify(struct plan *plan, const char *says)
{
	struct verdicts verdicts = { 0 };
	bool said = *says == '\0';
	struct error err;
	size_t failed;

	if (!verify_plan(plan, NULL, &verdicts, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < verdicts.count; i++) {
		said = said ||
		    strstr(verdicts.items[i].text, says) != NULL;
		if (verdicts.items[i].kind == VERDICT_FAILS)
			print_message("# %s: %s\n", verdicts.items[i].path,
			    verdicts.items[i].text);
	}
	failed = verdicts.failed;
	verdicts_clear(&verdicts);
	if (!said)
		fail_msg("nothing says: %s", says);
	return failed;
}

static void
made_again(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan;
	struct uid row;

	assert_int_equal(verify(fixture->plan, "never sealed"), 1);
	fill(fixture->plan);
	(void)seal_plan(fixture->plan);
	assert_int_equal(verify(fixture->plan, "letter by letter"), 0);
	/* notes and signatures come later, and change nothing */
	row = add_row(fixture->plan, "sign.signature", NULL);
	answer(fixture->plan, "sign.sig_name", &row, "Kwame");
	/* nor does the day on which somebody looks */
	setenv("ONEPLAN_NOW", "2031-02-03T04:05:06Z", 1);
	plan = fixture_again(fixture, "sam");
	assert_int_equal(verify(plan, "letter by letter"), 0);
	plan_close(plan);
	setenv("ONEPLAN_NOW", "2026-11-16T09:30:00Z", 1);
	answer(fixture->plan, "about_me.name_first", NULL, "Kwami");
	assert_int_equal(verify(fixture->plan, "changed after it was sealed"),
	    0);
}

/* Words taken out of the plan: the documents that showed them are gone, the rest
 * and the seal hold. */
static void
redacted(void **state)
{
	static const struct redaction_why why = {
		.why = "It was about somebody else",
		.taken_by = "Aisha Bloom",
		.agreed_by = "J. Marsh",
	};
	struct fixture *fixture = *state;
	const struct field *field =
	    form_set_field(fixture->forms, "purpose.asked_for");
	struct redacted done;
	struct field_state was;
	struct uid version;
	struct error err;
	struct pack pack;
	bool later;

	fill(fixture->plan);
	plan_field(fixture->plan, field, &UID_NONE, &was);
	version = seal_plan(fixture->plan);
	if (!store_redact(plan_store(fixture->plan), &was.revision, 1, &why,
		&done, &later, &err))
		fail_msg("%s", err.text);
	pack_of(fixture->plan, &version, NULL, &pack);
	for (size_t i = 0; i < pack.count; i++)
		if (strstr(pack.items[i].bytes.data, "A chair that fits"))
			fail_msg("%s/%s", pack.items[i].audience,
			    pack.items[i].path);
	assert_non_null(strstr(pack_find(&pack, PACK_COMMON,
				   PACK_TAKEN_OUT)->data,
	    "\n- person/plan.html\n"));
	assert_non_null(pack_find(&pack, "agencies", PACK_PLAN));
	pack_clear(&pack);
	assert_int_equal(verify(fixture->plan, "Words were taken out"), 0);
}

/* --- nobody sees what is not for them --- */

/* Whatever a marker is written in is read. */
static void
all_encodings_are_read(void **state)
{
	static const struct {
		const char *bytes;
		size_t len;
	} hidden[] = {
#define HIDDEN(text) { text, sizeof text - 1 }
		HIDDEN("a zqs\xc3\xa9" "cret b"),
		HIDDEN("a ZQS\xc3\xa9" "cret b"),
		HIDDEN("z\0q\0s\0\xe9\0c\0r\0e\0t\0"),
		HIDDEN("\0z\0q\0s\0\xe9\0c\0r\0e\0t"),
		HIDDEN("a%7aqs%C3%A9cret"),
		HIDDEN("a=7Aqs=c3=a9cret"),
		HIDDEN("\\u007aqs\\u00e9cret"),
		HIDDEN("zqs&#233;cret"),
		HIDDEN("&#x7A;qs&#xe9;cret"),
		HIDDEN("&amp;#122;qs\\u00e9cret"),
		HIDDEN("(zqs\\303\\251cret)"),
		HIDDEN("YSB6cXPDqWNyZXQgYg=="),	  /* "a zqs..." */
		HIDDEN("YSBhIHpxc8OpY3JldCBi"),	  /* "a a zqs..." */
		HIDDEN("YWEgYSB6cXPD\nqWNyZXQgYg=="),
		HIDDEN("<7A7173C3A963726574>"),
		HIDDEN("<feff007a0071007300e9006300720065>0074"),
		HIDDEN("a7a7173c3a963726574"),
#undef HIDDEN
	};
	struct buf read;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(hidden); i++) {
		buf_init(&read);
		leak_read(hidden[i].bytes, hidden[i].len, &read);
		/* the one that is cut says all but its end */
		if (!leak_has(&read, "zqs\xc3\xa9" "cre"))
			fail_msg("not read: %s", hidden[i].bytes);
		assert_false(leak_has(&read, "zqsecret"));
		buf_clear(&read);
	}
}

static bool
is_restricted(const struct field *field)
{
	for (const struct repeat *in = field->repeat; in != NULL; in = in->in)
		if (in->restricted)
			return true;
	return field->restricted;
}

/* One row in every table, so that every question stands somewhere. */
static void
answer_restricted(struct plan *plan, const struct repeat *repeat,
    const struct uid *row, char markers[][32], const struct field **marked,
    size_t *count)
{
	const struct form_set *forms = plan_forms(plan);
	const struct field *const *fields =
	    repeat != NULL ? repeat->fields : forms->fields_once;
	size_t n = repeat != NULL ? repeat->field_count : forms->once_count;

	for (size_t i = 0; i < n; i++) {
		if (!is_restricted(fields[i]) ||
		    fields[i]->exprs[EXPR_CALCULATE] != NULL ||
		    fields[i]->link != NULL)
			continue;
		assert_true(*count < 400);
		snprintf(markers[*count], sizeof markers[*count],
		    "zqs\xc3\xa9" "cret%04zuz", *count);
		answer(plan, fields[i]->name, row, markers[*count]);
		marked[(*count)++] = fields[i];
	}
	for (size_t i = 0; repeat != NULL && i < repeat->inner_count; i++) {
		struct uid inner = add_row(plan, repeat->inner[i]->name, row);

		answer_restricted(plan, repeat->inner[i], &inner, markers,
		    marked, count);
	}
}

/* How many of the markers are in MEMBER, none of which may be unless it is the
 * agencies'. */
static size_t
count_markers(const struct pack_member *member, char markers[][32],
    const struct field *const *marked, size_t count)
{
	bool agencies = strcmp(member->audience, PACK_AGENCIES) == 0;
	struct buf read;
	size_t found = 0;

	buf_init(&read);
	leak_read(member->bytes.data, member->bytes.len, &read);
	for (size_t i = 0; i < count; i++) {
		bool there = leak_has(&read, markers[i]);

		if (there && !agencies)
			fail_msg("%s is in %s/%s", marked[i]->name,
			    member->audience, member->path);
		/* nor the name of the question that was answered */
		if (!agencies && leak_has(&read, marked[i]->name))
			fail_msg("%s is named in %s/%s", marked[i]->name,
			    member->audience, member->path);
		found += there;
	}
	buf_clear(&read);
	return found;
}

/* The square that a telephone reads is that of the seal, and nothing more. */
static void
assert_qr(const struct pack *pack, const struct seal_mark *mark)
{
	struct buf svg;

	buf_init(&svg);
	qr_add_svg(mark->qr, mark->qr_size, "The seal as a QR code", &svg);
	for (size_t i = 0; i < pack->count; i++)
		if (strcmp(pack->items[i].path, "how-to-check.html") == 0)
			assert_non_null(strstr(pack->items[i].bytes.data,
			    svg.data));
	buf_clear(&svg);
}

static size_t
mark_all(struct plan *plan, char markers[][32], const struct field **marked)
{
	const struct form_set *forms = plan_forms(plan);
	size_t count = 0;

	answer_restricted(plan, NULL, NULL, markers, marked, &count);
	for (size_t i = 0; i < forms->repeat_count; i++) {
		const struct repeat *repeat = forms->repeats[i];
		struct uid row;

		if (repeat->in != NULL)
			continue;
		row = add_row(plan, repeat->name, NULL);
		answer_restricted(plan, repeat, &row, markers, marked, &count);
	}
	assert_true(count > 10);
	return count;
}

/* Sealed, with the square of the seal, or as a draft, which shows more. */
static void
restricted_answers_are_for_agencies(void **state)
{
	static const char *const shown[] = { "plan.html", "plan.txt",
		"plan.pdf", PACK_REPORT };
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	const struct field *marked[400];
	char markers[400][32], program[256];
	struct seal_mark *mark;
	struct uid version;
	struct pack packs[2];
	size_t count;
	bool pdf;

	/* the one that was built */
	snprintf(program, sizeof program, "%s/oneplan-pdf",
	    getenv("TOP_BUILDDIR"));
	pdf = access(program, X_OK) == 0 &&
	    system("command -v pdftotext >/dev/null") == 0;
	setenv("ONEPLAN_PDF", program, 1);
	fill(plan);
	count = mark_all(plan, markers, marked);
	version = seal_plan(plan);
	mark = seal_mark_new(&plan_stage(plan)->seal);
	pack_of(plan, &version, NULL, &packs[0]);
	assert_qr(&packs[0], mark);
	seal_mark_free(mark);
	pack_make(plan, NULL, EVERY_AUDIENCE, &packs[1]);
	unsetenv("ONEPLAN_PDF");
	for (size_t p = 0; p < ARRAY_LEN(packs); p++) {
		size_t seen[ARRAY_LEN(shown)] = { 0 };

		for (size_t m = 0; m < packs[p].count; m++) {
			const struct pack_member *member = &packs[p].items[m];
			size_t found = count_markers(member, markers, marked,
			    count);

			for (size_t i = 0; i < ARRAY_LEN(shown); i++)
				if (strcmp(member->path, shown[i]) == 0)
					seen[i] += found;
		}
		/* where they may be, they are read */
		print_message("# %zu restricted answers; read in html %zu, "
			      "text %zu, PDF %zu, JSON %zu\n", count, seen[0],
		    seen[1], seen[2], seen[3]);
		for (size_t i = 0; i < ARRAY_LEN(shown); i++)
			assert_true(seen[i] > 8 ||
			    (!pdf && strcmp(shown[i], "plan.pdf") == 0));
		pack_clear(&packs[p]);
	}
}

/* --- a signature with a key --- */

static void
signed_with_a_key(void **state)
{
	struct fixture *fixture = *state;
	char dir[] = "/tmp/oneplan-key-XXXXXX", command[512];
	struct verdicts verdicts = { 0 };
	struct files files, key;
	struct uid version;
	struct error err;
	size_t holds = 0;

	fill(fixture->plan);
	version = seal_plan(fixture->plan);
	files_of(fixture->plan, &version, "person", &files);
	assert_non_null(mkdtemp(dir));
	write_out(&files, dir);
	snprintf(command, sizeof command,
	    "cd %s && ssh-keygen -q -t ed25519 -N '' -C '' -f key && "
	    "ssh-keygen -q -Y sign -n oneplan-signoff -f key < SEAL.sha256 "
	    "> 1.sig 2>/dev/null && rm -r person", dir);
	assert_int_equal(system(command), 0);
	assert_true(files_read_folder(dir, &key, &err));
	buf_add(files_add(&files, "signatures/1.sig"),
	    files_find(&key, "1.sig")->bytes.data);
	verify_files(&files, NULL, &verdicts);
	for (size_t i = 0; i < verdicts.count; i++)
		holds += verdicts.items[i].kind == VERDICT_HOLDS &&
		    strcmp(verdicts.items[i].path, "signatures/1.sig") == 0;
	assert_int_equal(holds, 1);
	assert_int_equal(verdicts.failed, 0);
	verdicts_clear(&verdicts);
	files_clear(&files);

	/* of another version */
	answer(fixture->plan, "about_me.name_first", NULL, "Kwami");
	version = seal_plan(fixture->plan);
	files_of(fixture->plan, &version, "person", &files);
	buf_add(files_add(&files, "signatures/1.sig"),
	    files_find(&key, "1.sig")->bytes.data);
	assert_int_equal(count_failed(&files, "signatures/1.sig"), 1);
	files_clear(&files);
	files_clear(&key);
	snprintf(command, sizeof command, "rm -r %s", dir);
	assert_int_equal(system(command), 0);
}

#define TEST_PLAN(test)                                                        \
	cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST_PLAN(members),
		TEST_PLAN(pages_are_sealed),
		TEST_PLAN(training_is_refused),
		TEST_PLAN(same_bytes_on_any_day),
		TEST_PLAN(sealed_in_steps),
		TEST_PLAN(not_sealed_over_a_change),
		TEST_PLAN(one_byte_of_any_member),
		TEST_PLAN(added_and_lost),
		TEST_PLAN(taken_out),
		TEST_PLAN(another_version),
		TEST_PLAN(made_again),
		TEST_PLAN(redacted),
		cmocka_unit_test(all_encodings_are_read),
		TEST_PLAN(restricted_answers_are_for_agencies),
		TEST_PLAN(signed_with_a_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
