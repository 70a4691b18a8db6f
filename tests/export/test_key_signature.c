/* Signing and checking with real keys, made here by ssh-keygen. */
#include "config.h"

#include "export/key_signature.h"

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
#include "base/filter.h"
#include "base/outfile.h"

#define SEAL "3f9a  person/MANIFEST.sha256\n"

struct scene {
	char folder[64];
	struct buf text;
};

static const char *
in(const struct scene *scene, const char *name)
{
	static char paths[4][128];
	static size_t next;
	char *path = paths[next++ % ARRAY_LEN(paths)];

	snprintf(path, sizeof paths[0], "%s/%s", scene->folder, name);
	return path;
}

static void
run(const char *const *argv)
{
	struct filter filter = { .argv = argv, .input = "" };
	struct buf out;
	struct error err;
	int status;

	buf_init(&out);
	if (!filter_run(&filter, 4096, &out, &status, &err))
		fail_msg("%s", err.text);
	assert_int_equal(status, 0);
	buf_clear(&out);
}

static void
make_key(const char *path, const char *passphrase)
{
	const char *const argv[] = { "ssh-keygen", "-q", "-t", "ed25519", "-N",
		passphrase, "-C", "made for a test", "-f", path, NULL };

	run(argv);
}

static int
set_up(void **state)
{
	struct scene *scene = xcalloc(1, sizeof *scene);

	snprintf(scene->folder, sizeof scene->folder,
	    "/tmp/oneplan-key-XXXXXX");
	assert_non_null(mkdtemp(scene->folder));
	setenv("HOME", scene->folder, 1);
	unsetenv("SSH_AUTH_SOCK");
	/* no passphrase is asked for at whatever terminal runs the tests */
	setenv("SSH_ASKPASS", "/bin/false", 1);
	setenv("SSH_ASKPASS_REQUIRE", "force", 1);
	buf_init(&scene->text);
	buf_add(&scene->text, SEAL);
	*state = scene;
	return 0;
}

static int
tear_down(void **state)
{
	struct scene *scene = *state;
	const char *const argv[] = { "rm", "-r", scene->folder, NULL };

	run(argv);
	buf_clear(&scene->text);
	free(scene);
	return 0;
}

static char *
sign(struct scene *scene, const char *key)
{
	struct error err;
	char *signature;

	if (!key_sign(key, &scene->text, &signature, &err))
		fail_msg("%s", err.text);
	assert_true(key_signature_is(signature, strlen(signature)));
	assert_true(strlen(signature) < 1024);
	return signature;
}

static void
signed_and_checked(void **state)
{
	struct scene *scene = *state;
	struct key_check check;
	struct error err;
	struct buf says;
	char *signature;

	make_key(in(scene, "k"), "");
	signature = sign(scene, in(scene, "k"));
	assert_true(key_check(&scene->text, signature, NULL, &check, &err));
	assert_int_equal(strncmp(check.key, "ED25519 key SHA256:", 19), 0);
	assert_int_equal(strlen(check.key), 19 + 43);
	assert_null(check.owner);
	buf_init(&says);
	key_check_say(&check, &says);
	assert_non_null(strstr(says.data, "oneplan does not know"));
	buf_clear(&says);
	key_check_clear(&check);

	/* one byte more, and it does not fit */
	buf_add_char(&scene->text, '\n');
	assert_false(key_check(&scene->text, signature, NULL, &check, &err));
	assert_int_equal(err.code, ERR_USER);
	assert_non_null(strstr(err.text, "does not fit"));
	free(signature);
}

static void
known_keys_have_owners(void **state)
{
	struct scene *scene = *state;
	char *public, *signature;
	struct key_check check;
	struct buf known, says;
	struct error err;
	size_t len;

	make_key(in(scene, "k"), "");
	make_key(in(scene, "other"), "");
	assert_true(infile_read(in(scene, "k.pub"), 4096, &public, &len, &err));
	buf_init(&known);
	buf_addf(&known, "j.marsh@council.example namespaces=\"%s\" %s",
	    KEY_NAMESPACE, public);
	free(public);
	assert_true(infile_read(in(scene, "other.pub"), 4096, &public, &len,
	    &err));
	buf_addf(&known, "x@council.example namespaces=\"file\" %s", public);
	free(public);
	assert_true(outfile_write(in(scene, "known"), known.data, known.len,
	    false, &err));
	signature = sign(scene, in(scene, "k"));
	assert_true(key_check(&scene->text, signature, in(scene, "known"),
	    &check, &err));
	assert_string_equal(check.owner, "j.marsh@council.example");
	buf_init(&says);
	key_check_say(&check, &says);
	assert_non_null(strstr(says.data,
	    "which is known here as j.marsh@council.example."));
	buf_clear(&says);
	key_check_clear(&check);
	free(signature);
	/* known, but for something else */
	signature = sign(scene, in(scene, "other"));
	assert_true(key_check(&scene->text, signature, in(scene, "known"),
	    &check, &err));
	assert_null(check.owner);
	key_check_clear(&check);
	/* a file that is not there knows nobody */
	assert_true(key_check(&scene->text, signature, in(scene, "none"),
	    &check, &err));
	assert_null(check.owner);
	key_check_clear(&check);
	free(signature);
	buf_clear(&known);
}

static void
a_key_that_signed_something_else(void **state)
{
	struct scene *scene = *state;
	struct key_check check;
	struct error err;
	char *signature;
	size_t len;

	make_key(in(scene, "k"), "");
	assert_true(outfile_write(in(scene, "seal"), SEAL, strlen(SEAL), false,
	    &err));
	const char *const argv[] = { "ssh-keygen", "-q", "-Y", "sign", "-n",
		"file", "-f", in(scene, "k"), in(scene, "seal"), NULL };
	run(argv);
	assert_true(infile_read(in(scene, "seal.sig"), 4096, &signature, &len,
	    &err));
	assert_false(key_check(&scene->text, signature, NULL, &check, &err));
	assert_non_null(strstr(err.text, "does not fit"));
	free(signature);
	assert_false(key_check(&scene->text, "hello", NULL, &check, &err));
	assert_non_null(strstr(err.text, "not a signature"));
	assert_false(key_check(&scene->text,
	    "-----BEGIN SSH SIGNATURE-----\nnonsense\n", NULL, &check, &err));
}

static void
what_goes_wrong_is_said(void **state)
{
	struct scene *scene = *state;
	static const struct {
		const char *key, *says;
	} cases[] = {
		{ "none", "There is no key in " },
		{ "locked", "The key was not opened" },
		{ "words", "is not a key" },
		{ "half.pub", "only the public half" },
		{ NULL, "There is no key to sign with" },
	};
	struct error err;
	char *signature;

	make_key(in(scene, "locked"), "a passphrase");
	make_key(in(scene, "half"), "");
	assert_int_equal(remove(in(scene, "half")), 0);
	assert_true(outfile_write(in(scene, "words"), "hello\n", 6, false,
	    &err));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_false(key_sign(cases[i].key ? in(scene, cases[i].key)
						   : NULL,
		    &scene->text, &signature, &err));
		assert_null(signature);
		if (!strstr(err.text, cases[i].says))
			fail_msg("%s", err.text);
	}
	setenv("PATH", scene->folder, 1);
	assert_false(key_sign(in(scene, "locked"), &scene->text, &signature,
	    &err));
	assert_int_equal(err.code, ERR_NOT_OURS);
	assert_non_null(strstr(err.text, "ssh-keygen"));
	setenv("PATH", "/usr/bin:/bin", 1);
}

static void
the_key_where_ssh_looks(void **state)
{
	struct scene *scene = *state;
	char *signature;

	assert_int_equal(mkdir(in(scene, ".ssh"), 0700), 0);
	make_key(in(scene, ".ssh/id_ed25519"), "");
	signature = sign(scene, NULL);
	free(signature);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(signed_and_checked),
		TEST(known_keys_have_owners),
		TEST(a_key_that_signed_something_else),
		TEST(what_goes_wrong_is_said),
		TEST(the_key_where_ssh_looks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
