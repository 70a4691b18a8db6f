#include "config.h"

#include "base/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

/* The examples published with the standard (FIPS 180). */
static void
test_published(void **state)
{
	static const struct {
		const char *text, *hex;
	} cases[] = {
	    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852"
	         "b855"},
	    {"abc",
	        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015"
	        "ad"},
	    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
	        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06"
	        "c1"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct digest digest =
		    digest_of(cases[i].text, strlen(cases[i].text));
		char hex[DIGEST_HEX_LEN + 1];

		digest_format(&digest, hex);
		assert_string_equal(hex, cases[i].hex);
	}
}

static void
test_bytes_not_text(void **state)
{
	struct digest a = digest_of("a\0b", 3), b = digest_of("a\0c", 3);
	struct digest none = digest_of(NULL, 0), empty = digest_of("", 0);

	(void)state;
	assert_memory_not_equal(a.bytes, b.bytes, DIGEST_BYTES);
	assert_memory_equal(none.bytes, empty.bytes, DIGEST_BYTES);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_published),
	    cmocka_unit_test(test_bytes_not_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
