# unit tests of src/rules: each links its own layer and those below;
# one block a test
RULES_TESTS =
check_PROGRAMS += $(RULES_TESTS)
TESTS += $(RULES_TESTS)

RULES_TESTS += tests/rules/test_budget
tests_rules_test_budget_SOURCES = tests/rules/test_budget.c
tests_rules_test_budget_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_budget_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_schedule
tests_rules_test_schedule_SOURCES = tests/rules/test_schedule.c
tests_rules_test_schedule_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_schedule_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_secret
tests_rules_test_secret_SOURCES = tests/rules/test_secret.c
tests_rules_test_secret_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_secret_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_working
tests_rules_test_working_SOURCES = tests/rules/test_working.c
tests_rules_test_working_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_working_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)
