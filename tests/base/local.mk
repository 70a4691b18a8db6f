# unit tests of src/base: each links its own layer and nothing else
BASE_TESTS = \
  tests/base/test_date \
  tests/base/test_money
check_PROGRAMS += $(BASE_TESTS)
TESTS += $(BASE_TESTS)
tests_base_test_date_SOURCES = tests/base/test_date.c
tests_base_test_date_CFLAGS = $(TEST_CFLAGS)
tests_base_test_date_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)
tests_base_test_money_SOURCES = tests/base/test_money.c
tests_base_test_money_CFLAGS = $(TEST_CFLAGS)
tests_base_test_money_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)
