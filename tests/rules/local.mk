# unit tests of src/rules: each links its own layer and those below;
# one block a test
RULES_TESTS =
check_PROGRAMS += $(RULES_TESTS)
TESTS += $(RULES_TESTS)

RULES_TESTS += tests/rules/test_allocation
tests_rules_test_allocation_SOURCES = tests/rules/test_allocation.c
tests_rules_test_allocation_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_allocation_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_budget
tests_rules_test_budget_SOURCES = tests/rules/test_budget.c
tests_rules_test_budget_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_budget_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_counts
tests_rules_test_counts_SOURCES = tests/rules/test_counts.c
tests_rules_test_counts_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_counts_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_delegation
tests_rules_test_delegation_SOURCES = tests/rules/test_delegation.c
tests_rules_test_delegation_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_delegation_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_review
tests_rules_test_review_SOURCES = tests/rules/test_review.c
tests_rules_test_review_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_review_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_rates
tests_rules_test_rates_SOURCES = tests/rules/test_rates.c
tests_rules_test_rates_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_rates_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)
EXTRA_DIST += tests/rates-lint

RULES_TESTS += tests/rules/test_schedule
tests_rules_test_schedule_SOURCES = tests/rules/test_schedule.c
tests_rules_test_schedule_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_schedule_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_secret
tests_rules_test_secret_SOURCES = tests/rules/test_secret.c
tests_rules_test_secret_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_secret_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_tone
tests_rules_test_tone_SOURCES = tests/rules/test_tone.c
tests_rules_test_tone_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_tone_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_working
tests_rules_test_working_SOURCES = tests/rules/test_working.c
tests_rules_test_working_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_working_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_advocacy
tests_rules_test_advocacy_SOURCES = tests/rules/test_advocacy.c
tests_rules_test_advocacy_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_advocacy_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_capacity
tests_rules_test_capacity_SOURCES = tests/rules/test_capacity.c
tests_rules_test_capacity_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_capacity_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_chc
tests_rules_test_chc_SOURCES = tests/rules/test_chc.c
tests_rules_test_chc_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_chc_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_eligibility
tests_rules_test_eligibility_SOURCES = tests/rules/test_eligibility.c
tests_rules_test_eligibility_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_eligibility_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_gas
tests_rules_test_gas_SOURCES = tests/rules/test_gas.c
tests_rules_test_gas_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_gas_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_grid
tests_rules_test_grid_SOURCES = tests/rules/test_grid.c
tests_rules_test_grid_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_grid_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_sentence
tests_rules_test_sentence_SOURCES = tests/rules/test_sentence.c
tests_rules_test_sentence_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_sentence_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_employ
tests_rules_test_employ_SOURCES = tests/rules/test_employ.c \
  tests/rules/employ_years.c tests/rules/employ_years.h
tests_rules_test_employ_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_employ_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_excluded
tests_rules_test_excluded_SOURCES = tests/rules/test_excluded.c \
  tests/rules/employ_years.c tests/rules/employ_years.h
tests_rules_test_excluded_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_excluded_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_figure
tests_rules_test_figure_SOURCES = tests/rules/test_figure.c
tests_rules_test_figure_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_figure_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_ni
tests_rules_test_ni_SOURCES = tests/rules/test_ni.c \
  tests/rules/employ_years.c tests/rules/employ_years.h
tests_rules_test_ni_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_ni_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_pension
tests_rules_test_pension_SOURCES = tests/rules/test_pension.c \
  tests/rules/employ_years.c tests/rules/employ_years.h
tests_rules_test_pension_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_pension_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_redundancy
tests_rules_test_redundancy_SOURCES = tests/rules/test_redundancy.c \
  tests/rules/employ_years.c tests/rules/employ_years.h
tests_rules_test_redundancy_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_redundancy_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_sick_pay
tests_rules_test_sick_pay_SOURCES = tests/rules/test_sick_pay.c \
  tests/rules/employ_years.c tests/rules/employ_years.h
tests_rules_test_sick_pay_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_sick_pay_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_vat
tests_rules_test_vat_SOURCES = tests/rules/test_vat.c \
  tests/rules/employ_years.c tests/rules/employ_years.h
tests_rules_test_vat_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_vat_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_wages
tests_rules_test_wages_SOURCES = tests/rules/test_wages.c \
  tests/rules/employ_years.c tests/rules/employ_years.h
tests_rules_test_wages_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_wages_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_charging
tests_rules_test_charging_SOURCES = tests/rules/test_charging.c
tests_rules_test_charging_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_charging_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_contribution
tests_rules_test_contribution_SOURCES = tests/rules/test_contribution.c
tests_rules_test_contribution_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_contribution_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_mig
tests_rules_test_mig_SOURCES = tests/rules/test_mig.c
tests_rules_test_mig_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_mig_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_payments
tests_rules_test_payments_SOURCES = tests/rules/test_payments.c
tests_rules_test_payments_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_payments_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_section26
tests_rules_test_section26_SOURCES = tests/rules/test_section26.c
tests_rules_test_section26_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_section26_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_surplus
tests_rules_test_surplus_SOURCES = tests/rules/test_surplus.c
tests_rules_test_surplus_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_surplus_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_pool
tests_rules_test_pool_SOURCES = tests/rules/test_pool.c
tests_rules_test_pool_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_pool_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)

RULES_TESTS += tests/rules/test_stream
tests_rules_test_stream_SOURCES = tests/rules/test_stream.c
tests_rules_test_stream_CFLAGS = $(TEST_CFLAGS)
tests_rules_test_stream_LDADD = $(RULES_LINK) $(CMOCKA_LIBS)
