# unit tests of src/caseload: each links its own layer and those below
CASELOAD_TESTS = tests/caseload/test_archive tests/caseload/test_caseload \
  tests/caseload/test_copy \
  tests/caseload/test_index tests/caseload/test_roll \
  tests/caseload/test_slices
check_PROGRAMS += $(CASELOAD_TESTS)
TESTS += $(CASELOAD_TESTS)
SCENE = tests/caseload/scene.c tests/caseload/scene.h

tests_caseload_test_archive_SOURCES = tests/caseload/test_archive.c $(SCENE)
tests_caseload_test_archive_CFLAGS = $(TEST_CFLAGS)
tests_caseload_test_archive_LDADD = $(CASELOAD_LINK) $(CMOCKA_LIBS)

tests_caseload_test_caseload_SOURCES = tests/caseload/test_caseload.c $(SCENE)
tests_caseload_test_caseload_CFLAGS = $(TEST_CFLAGS)
tests_caseload_test_caseload_LDADD = $(CASELOAD_LINK) $(CMOCKA_LIBS)

tests_caseload_test_index_SOURCES = tests/caseload/test_index.c $(SCENE)
tests_caseload_test_index_CFLAGS = $(TEST_CFLAGS)
tests_caseload_test_index_LDADD = $(CASELOAD_LINK) $(CMOCKA_LIBS)

tests_caseload_test_roll_SOURCES = tests/caseload/test_roll.c
tests_caseload_test_roll_CFLAGS = $(TEST_CFLAGS)
tests_caseload_test_roll_LDADD = $(CASELOAD_LINK) $(CMOCKA_LIBS)

tests_caseload_test_slices_SOURCES = tests/caseload/test_slices.c $(SCENE)
tests_caseload_test_slices_CFLAGS = $(TEST_CFLAGS)
tests_caseload_test_slices_LDADD = $(CASELOAD_LINK) $(CMOCKA_LIBS)

tests_caseload_test_copy_SOURCES = tests/caseload/test_copy.c $(SCENE)
tests_caseload_test_copy_CFLAGS = $(TEST_CFLAGS)
tests_caseload_test_copy_LDADD = $(CASELOAD_LINK) $(CMOCKA_LIBS)
