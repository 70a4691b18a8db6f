# unit tests of src/report and of the pages that src/export makes of it
REPORT_TESTS = tests/report/test_report
check_PROGRAMS += $(REPORT_TESTS)
TESTS += $(REPORT_TESTS)
tests_report_test_report_SOURCES = tests/report/test_report.c
tests_report_test_report_CFLAGS = $(TEST_CFLAGS)
tests_report_test_report_LDADD = $(EXPORT_LINK) $(CMOCKA_LIBS)
EXTRA_DIST += \
  tests/report/agencies.txt \
  tests/report/finance.txt \
  tests/report/person.txt \
  tests/report/provider.txt \
  tests/report/forms/10-purpose.ini \
  tests/report/forms/20-about_me.ini \
  tests/report/forms/30-money.ini
