# unit tests of src/plan: each links its own layer and those below
PLAN_TESTS =
check_PROGRAMS += $(PLAN_TESTS)
TESTS += $(PLAN_TESTS)

PLAN_TESTS += tests/plan/test_plan
tests_plan_test_plan_SOURCES = tests/plan/test_plan.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_plan_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_plan_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_row
tests_plan_test_row_SOURCES = tests/plan/test_row.c
tests_plan_test_row_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_row_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_answers
tests_plan_test_answers_SOURCES = tests/plan/test_answers.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_answers_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_answers_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_jot
tests_plan_test_jot_SOURCES = tests/plan/test_jot.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_jot_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_jot_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_money
tests_plan_test_money_SOURCES = tests/plan/test_money.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_money_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_money_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_take_in
tests_plan_test_take_in_SOURCES = tests/plan/test_take_in.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_take_in_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_take_in_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_working
tests_plan_test_working_SOURCES = tests/plan/test_working.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_working_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_working_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_number
tests_plan_test_number_SOURCES = tests/plan/test_number.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_number_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_number_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_week
tests_plan_test_week_SOURCES = tests/plan/test_week.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_week_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_week_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_facts_need
tests_plan_test_facts_need_SOURCES = tests/plan/test_facts_need.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_facts_need_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_facts_need_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_facts_employ
tests_plan_test_facts_employ_SOURCES = tests/plan/test_facts_employ.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_facts_employ_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_facts_employ_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_facts_line
tests_plan_test_facts_line_SOURCES = tests/plan/test_facts_line.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_facts_line_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_facts_line_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_facts_decide
tests_plan_test_facts_decide_SOURCES = tests/plan/test_facts_decide.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_facts_decide_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_facts_decide_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_facts_charge
tests_plan_test_facts_charge_SOURCES = tests/plan/test_facts_charge.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_facts_charge_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_facts_charge_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)
PLAN_TESTS += tests/plan/test_aside
tests_plan_test_aside_SOURCES = tests/plan/test_aside.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_aside_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_aside_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_stage
tests_plan_test_stage_SOURCES = tests/plan/test_stage.c \
  tests/plan/sealing.c tests/plan/sealing.h \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_stage_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_stage_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_review
tests_plan_test_review_SOURCES = tests/plan/test_review.c \
  tests/plan/sealing.c tests/plan/sealing.h \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_review_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_review_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_audit
tests_plan_test_audit_SOURCES = tests/plan/test_audit.c \
  tests/plan/random_money.c tests/plan/random_money.h \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_audit_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_audit_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

# Reckons COUNT made-up plans twice: make check-money COUNT=1000000 SEED=7
check-money: tests/plan/test_audit
	$(AM_V_at)$(AM_TESTS_ENVIRONMENT) \
	  ONEPLAN_MONEY_COUNT=$(COUNT) ONEPLAN_SEED=$(SEED) \
	  tests/plan/test_audit$(EXEEXT)
.PHONY: check-money
PLAN_TESTS += tests/plan/test_branch
tests_plan_test_branch_SOURCES = tests/plan/test_branch.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_branch_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_branch_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_pool
tests_plan_test_pool_SOURCES = tests/plan/test_pool.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_pool_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_pool_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_merge
tests_plan_test_merge_SOURCES = tests/plan/test_merge.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_merge_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_merge_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_unsay
tests_plan_test_unsay_SOURCES = tests/plan/test_unsay.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_unsay_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_unsay_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_move
tests_plan_test_move_SOURCES = tests/plan/test_move.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_move_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_move_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)

PLAN_TESTS += tests/plan/test_voice
tests_plan_test_voice_SOURCES = tests/plan/test_voice.c \
  tests/plan/support.c tests/plan/support.h
tests_plan_test_voice_CFLAGS = $(TEST_CFLAGS)
tests_plan_test_voice_LDADD = $(PLAN_LINK) $(CMOCKA_LIBS)
