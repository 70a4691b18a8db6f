# unit tests of src/store: each links its own layer and those below;
# one block a test
STORE_TESTS =
check_PROGRAMS += $(STORE_TESTS)
TESTS += $(STORE_TESTS)
STORE_SUPPORT = tests/store/support.c tests/store/support.h

STORE_TESTS += tests/store/test_store
tests_store_test_store_SOURCES = tests/store/test_store.c $(STORE_SUPPORT)
tests_store_test_store_CFLAGS = $(TEST_CFLAGS)
tests_store_test_store_LDADD = $(STORE_LINK) $(CMOCKA_LIBS)

STORE_TESTS += tests/store/test_revision
tests_store_test_revision_SOURCES = tests/store/test_revision.c $(STORE_SUPPORT)
tests_store_test_revision_CFLAGS = $(TEST_CFLAGS)
tests_store_test_revision_LDADD = $(STORE_LINK) $(CMOCKA_LIBS)

STORE_TESTS += tests/store/test_draft
tests_store_test_draft_SOURCES = tests/store/test_draft.c $(STORE_SUPPORT)
tests_store_test_draft_CFLAGS = $(TEST_CFLAGS)
tests_store_test_draft_LDADD = $(STORE_LINK) $(CMOCKA_LIBS)

STORE_TESTS += tests/store/test_summary
tests_store_test_summary_SOURCES = tests/store/test_summary.c $(STORE_SUPPORT)
tests_store_test_summary_CFLAGS = $(TEST_CFLAGS)
tests_store_test_summary_LDADD = $(STORE_LINK) $(CMOCKA_LIBS)

STORE_TESTS += tests/store/test_journal
tests_store_test_journal_SOURCES = tests/store/test_journal.c \
  tests/store/fault_vfs.c tests/store/fault_vfs.h $(STORE_SUPPORT)
tests_store_test_journal_CFLAGS = $(TEST_CFLAGS)
tests_store_test_journal_LDADD = $(STORE_LINK) $(CMOCKA_LIBS)

STORE_TESTS += tests/store/test_faults
tests_store_test_faults_SOURCES = tests/store/test_faults.c \
  tests/store/fault_vfs.c tests/store/fault_vfs.h $(STORE_SUPPORT)
tests_store_test_faults_CFLAGS = $(TEST_CFLAGS)
tests_store_test_faults_LDADD = $(STORE_LINK) $(CMOCKA_LIBS)

STORE_TESTS += tests/store/test_version
tests_store_test_version_SOURCES = tests/store/test_version.c $(STORE_SUPPORT)
tests_store_test_version_CFLAGS = $(TEST_CFLAGS)
tests_store_test_version_LDADD = $(STORE_LINK) $(CMOCKA_LIBS)

STORE_TESTS += tests/store/test_merge
tests_store_test_merge_SOURCES = tests/store/test_merge.c \
  tests/store/two_files.c tests/store/two_files.h \
  tests/store/fault_vfs.c tests/store/fault_vfs.h $(STORE_SUPPORT)
tests_store_test_merge_CFLAGS = $(TEST_CFLAGS)
tests_store_test_merge_LDADD = $(STORE_LINK) $(CMOCKA_LIBS)

STORE_TESTS += tests/store/test_redact
tests_store_test_redact_SOURCES = tests/store/test_redact.c \
  tests/store/two_files.c tests/store/two_files.h $(STORE_SUPPORT)
tests_store_test_redact_CFLAGS = $(TEST_CFLAGS)
tests_store_test_redact_LDADD = $(STORE_LINK) $(CMOCKA_LIBS)
