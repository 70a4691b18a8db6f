# unit tests of src/form: each links its own layer and those below

check_PROGRAMS += tests/form/test_forms
TESTS += tests/form/test_forms
tests_form_test_forms_SOURCES = tests/form/test_forms.c
tests_form_test_forms_CFLAGS = $(TEST_CFLAGS)
tests_form_test_forms_LDADD = $(FORM_LINK) $(CMOCKA_LIBS)

check_PROGRAMS += tests/form/test_field_type
TESTS += tests/form/test_field_type
tests_form_test_field_type_SOURCES = tests/form/test_field_type.c
tests_form_test_field_type_CFLAGS = $(TEST_CFLAGS)
tests_form_test_field_type_LDADD = $(FORM_LINK) $(CMOCKA_LIBS)

check_PROGRAMS += tests/form/test_form
TESTS += tests/form/test_form
tests_form_test_form_SOURCES = tests/form/test_form.c
tests_form_test_form_CFLAGS = $(TEST_CFLAGS)
tests_form_test_form_LDADD = $(FORM_LINK) $(CMOCKA_LIBS)

SANDBOX_TESTS = tests/form/test_sandbox tests/form/test_sandbox_problems
check_PROGRAMS += $(SANDBOX_TESTS)
TESTS += $(SANDBOX_TESTS)
tests_form_test_sandbox_SOURCES = tests/form/test_sandbox.c \
  tests/form/sandbox_case.c tests/form/sandbox_case.h
tests_form_test_sandbox_CFLAGS = $(TEST_CFLAGS)
tests_form_test_sandbox_LDADD = $(FORM_LINK) $(CMOCKA_LIBS)
tests_form_test_sandbox_problems_SOURCES = tests/form/test_sandbox_problems.c \
  tests/form/sandbox_case.c tests/form/sandbox_case.h
tests_form_test_sandbox_problems_CFLAGS = $(TEST_CFLAGS)
tests_form_test_sandbox_problems_LDADD = $(FORM_LINK) $(CMOCKA_LIBS)

check_PROGRAMS += tests/form/test_count
TESTS += tests/form/test_count
tests_form_test_count_SOURCES = tests/form/test_count.c
tests_form_test_count_CFLAGS = $(TEST_CFLAGS)
tests_form_test_count_LDADD = $(FORM_LINK) $(CMOCKA_LIBS)

check_PROGRAMS += tests/form/test_coverage
TESTS += tests/form/test_coverage
tests_form_test_coverage_SOURCES = tests/form/test_coverage.c
tests_form_test_coverage_CFLAGS = $(TEST_CFLAGS)
tests_form_test_coverage_LDADD = $(FORM_LINK) $(CMOCKA_LIBS)

check_PROGRAMS += tests/form/test_easy_read
TESTS += tests/form/test_easy_read
tests_form_test_easy_read_SOURCES = tests/form/test_easy_read.c
tests_form_test_easy_read_CFLAGS = $(TEST_CFLAGS)
tests_form_test_easy_read_LDADD = $(FORM_LINK) $(CMOCKA_LIBS)

check_PROGRAMS += tests/form/test_lint
TESTS += tests/form/test_lint
tests_form_test_lint_SOURCES = tests/form/test_lint.c
tests_form_test_lint_CFLAGS = $(TEST_CFLAGS)
tests_form_test_lint_LDADD = $(FORM_LINK) $(CMOCKA_LIBS)
EXTRA_DIST += tests/lint
