# unit tests of src/caseload: each links its own layer and those below
CASELOAD_TESTS = tests/caseload/test_caseload
check_PROGRAMS += $(CASELOAD_TESTS)
TESTS += $(CASELOAD_TESTS)
tests_caseload_test_caseload_SOURCES = tests/caseload/test_caseload.c
tests_caseload_test_caseload_CFLAGS = $(TEST_CFLAGS)
tests_caseload_test_caseload_LDADD = $(CASELOAD_LINK) $(CMOCKA_LIBS)
