# unit tests of src/export: each links its own layer and those below
EXPORT_TESTS = tests/export/test_answers
check_PROGRAMS += $(EXPORT_TESTS)
TESTS += $(EXPORT_TESTS)
tests_export_test_answers_SOURCES = tests/export/test_answers.c \
  tests/plan/support.c tests/plan/support.h
tests_export_test_answers_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/plan
tests_export_test_answers_CFLAGS = $(TEST_CFLAGS)
tests_export_test_answers_LDADD = $(EXPORT_LINK) $(JANSSON_LIBS) $(CMOCKA_LIBS)
