/* Signing on a terminal with a key that has a passphrase: the terminal is given to
 * ssh-keygen while it asks, and comes back with what became of it. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/outfile.h"
#include "real/real.h"

#define PHRASE "three wise newts"
#define LINE   ">   Sign it with your own key"

/* On the sign-off screen of a plan that is sealed. */
static struct pty *
ready_to_sign(struct real *real)
{
	static const char *const kwame[] = { "about_me.name_first", "Kwame",
		NULL };
	struct error err;
	struct pty *pty;

	assert_true(folder_make("config/oneplan", &err));
	assert_true(folder_make("home", &err));
	real_write("config/oneplan/oneplan.conf", "[sign]\nkey = \"~/key\"\n");
	REAL_COMMAND(real, "ssh-keygen", "-q", "-t", "ed25519", "-C", "", "-N",
	    PHRASE, "-f", "home/key");
	assert_int_equal(real->status, 0);
	real_make_plan("kwame.oneplan", kwame);
	REAL_RUN(real, "sign", "--seal", "./kwame.oneplan");
	assert_int_equal(real->status, 0);
	pty = real_start(real, "./kwame.oneplan", 24, 80);
	REAL_PLAY(pty, "key Ctrl-O", "text s", "see Sign-off");
	for (int i = 0; i < 30 && !emulator_shows(pty->emulator, LINE); i++)
		REAL_PLAY(pty, "key Down");
	real_see(pty, LINE);
	return pty;
}

static void
asked(struct pty *pty)
{
	real_type(pty, "\r");
	real_wait_for(pty, "Ctrl-C gives up.");
	real_wait_for(pty, "passphrase:");
}

static void
test_right(void **state)
{
	struct real *real = *state;
	struct pty *pty = ready_to_sign(real);

	asked(pty);
	real_type(pty, PHRASE "\r");
	real_wait_for(pty, "Signed with a key");
	real_settle(pty);
	real_not_see(pty, PHRASE);
	real_quit(pty);
	REAL_RUN(real, "sign", "./kwame.oneplan");
	assert_non_null(strstr(real->out, "With a signing key"));
	REAL_RUN(real, "verify", "./kwame.oneplan");
	assert_int_equal(real->status, 0);
}

static void
test_wrong(void **state)
{
	struct real *real = *state;
	struct pty *pty = ready_to_sign(real);

	asked(pty);
	real_type(pty, "not that\r");
	real_wait_for(pty, "the passphrase is not right");
	real_settle(pty);
	REAL_PLAY(pty, "see Nothing was signed", "key Enter", "see " LINE);
	real_quit(pty);
	REAL_RUN(real, "sign", "./kwame.oneplan");
	assert_null(strstr(real->out, "With a signing key"));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_right, real_set_up,
		    real_tear_down),
		cmocka_unit_test_setup_teardown(test_wrong, real_set_up,
		    real_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
