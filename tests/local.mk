# Every test speaks TAP, so that each case is counted by itself.
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
TEST_EXTENSIONS = .sh
AM_TESTS_ENVIRONMENT = \
  CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C.UTF-8 TZ=UTC TERM=xterm-256color \
  ONEPLAN_NOW=2026-11-16T09:30:00Z ONEPLAN_FORMS=$(abs_top_srcdir)/forms ONEPLAN_CASES=$(abs_top_srcdir)/cases \
  ONEPLAN_DATA=$(abs_top_srcdir)/data \
  TOP_SRCDIR=$(abs_top_srcdir) TOP_BUILDDIR=$(abs_top_builddir); \
  export CMOCKA_MESSAGE_OUTPUT LC_ALL TZ TERM ONEPLAN_NOW ONEPLAN_FORMS ONEPLAN_CASES ONEPLAN_DATA \
    TOP_SRCDIR TOP_BUILDDIR;
TEST_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)

include tests/base/local.mk
include tests/rules/local.mk
include tests/form/local.mk
include tests/store/local.mk
include tests/plan/local.mk
include tests/caseload/local.mk
include tests/report/local.mk
include tests/export/local.mk
include tests/pdf/local.mk
include tests/cli/local.mk
include tests/ui/local.mk
include tests/screens/local.mk
include tests/bench/local.mk
include tests/real/local.mk
