# tests of src/cli and src/main.c: they run the program that was built
CLI_TESTS = tests/cli/test_cli
check_PROGRAMS += $(CLI_TESTS)
TESTS += $(CLI_TESTS) tests/cli/test_manual.sh
tests_cli_test_cli_SOURCES = tests/cli/test_cli.c
tests_cli_test_cli_CFLAGS = $(TEST_CFLAGS)
tests_cli_test_cli_LDADD = $(CLI_LINK) $(CMOCKA_LIBS)
CLI_TESTS += tests/cli/test_cases
tests_cli_test_cases_SOURCES = tests/cli/test_cases.c
tests_cli_test_cases_CFLAGS = $(TEST_CFLAGS)
tests_cli_test_cases_LDADD = $(CLI_LINK) $(CMOCKA_LIBS)
CLI_TESTS += tests/cli/test_training
tests_cli_test_training_SOURCES = tests/cli/test_training.c
tests_cli_test_training_CFLAGS = $(TEST_CFLAGS)
tests_cli_test_training_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)
EXTRA_DIST += tests/cli/test_manual.sh
