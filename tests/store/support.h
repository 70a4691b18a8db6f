/* support: what the tests of the store share. Whatever is not as it should be
 * fails the test with the program's own sentence. */
#ifndef TESTS_STORE_SUPPORT_H
#define TESTS_STORE_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "store/store.h"

#define PATH_BYTES 512

/* A folder of its own for each test, in memory where there is such a place, and
 * the path of a plan in it. */
struct fixture {
	char folder[PATH_BYTES];
	char plan[PATH_BYTES];
};
int fixture_setup(void **state);
int fixture_teardown(void **state);
#define TEST(name)                                       \
	cmocka_unit_test_setup_teardown(name, fixture_setup, \
	    fixture_teardown)

/* Opens for writing and begins a session for LOGIN in this process. */
struct store *create_plan(const struct fixture *fixture);
struct store *open_plan(const struct fixture *fixture);
struct store *open_plan_as(const struct fixture *fixture, const char *login,
    const char *device);
void begin_as(struct store *store, const char *login, const char *device);

/* One answer; the revision's id. */
struct uid answer(struct store *store, const char *field, const char *text);
struct uid answer_from(struct store *store, const char *field,
    const char *text, const struct uid *bases, size_t count);
/* The current answer; fails if there is none. Free with clear_answers. */
struct answers {
	struct stored_answer *items;
	size_t count;
};
struct answers read_answers(struct store *store);
void clear_answers(struct answers *answers);
const struct stored_answer *find_answer(const struct answers *answers,
    const char *field);
void assert_answer(struct store *store, const char *field, const char *text);
void assert_clean(struct store *store);

/* All of a file's bytes; the caller frees them. */
unsigned char *read_bytes(const char *path, size_t *len);
void write_bytes(const char *path, const void *bytes, size_t len);
bool exists(const char *path);
/* The path beside the plan that ends in SUFFIX; a static buffer. */
const char *beside(const struct fixture *fixture, const char *suffix);

/* A small generator of numbers that is the same everywhere. */
struct dice {
	uint64_t state;
};
struct dice dice_new(uint64_t seed);
unsigned dice_throw(struct dice *dice, unsigned below);
/* $ONEPLAN_TEST_SEED, or FALLBACK; printed, so that a failure can be repeated. */
uint64_t seed_of(const char *test, uint64_t fallback);
/* $ONEPLAN_TEST_FULL: run what takes minutes. */
bool full_tests(void);

#endif
