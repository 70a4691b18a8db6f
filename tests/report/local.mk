# unit tests of src/report and of the pages that src/export makes of it
REPORT_TESTS = tests/report/test_report tests/report/test_audience \
  tests/report/test_page tests/report/test_pictures tests/report/test_sheets \
  tests/report/test_write_html tests/report/test_looking_back \
  tests/report/test_access tests/report/test_easy \
  tests/report/test_voices \
  tests/report/test_beside
check_PROGRAMS += $(REPORT_TESTS)
TESTS += $(REPORT_TESTS)
REPORT_SCENE = tests/report/scene.c tests/report/scene.h
REPORT_TEST_CFLAGS = $(TEST_CFLAGS) -I$(top_srcdir)/tests/report
REPORT_TEST_LINK = $(EXPORT_LINK) $(JANSSON_LIBS) $(CMOCKA_LIBS)
tests_report_test_report_SOURCES = tests/report/test_report.c $(REPORT_SCENE)
tests_report_test_report_CFLAGS = $(REPORT_TEST_CFLAGS)
tests_report_test_report_LDADD = $(REPORT_TEST_LINK)
tests_report_test_audience_SOURCES = tests/report/test_audience.c
tests_report_test_audience_CFLAGS = $(REPORT_TEST_CFLAGS)
tests_report_test_audience_LDADD = $(REPORT_TEST_LINK)
tests_report_test_page_SOURCES = tests/report/test_page.c
tests_report_test_page_CFLAGS = $(REPORT_TEST_CFLAGS)
tests_report_test_page_LDADD = $(REPORT_TEST_LINK)
tests_report_test_pictures_SOURCES = tests/report/test_pictures.c $(REPORT_SCENE)
tests_report_test_pictures_CFLAGS = $(REPORT_TEST_CFLAGS)
tests_report_test_pictures_LDADD = $(REPORT_TEST_LINK)
tests_report_test_sheets_SOURCES = tests/report/test_sheets.c $(REPORT_SCENE)
tests_report_test_sheets_CFLAGS = $(REPORT_TEST_CFLAGS)
tests_report_test_sheets_LDADD = $(REPORT_TEST_LINK)
tests_report_test_write_html_SOURCES = tests/report/test_write_html.c \
  $(REPORT_SCENE)
tests_report_test_write_html_CFLAGS = $(REPORT_TEST_CFLAGS)
tests_report_test_write_html_LDADD = $(REPORT_TEST_LINK)
tests_report_test_looking_back_SOURCES = tests/report/test_looking_back.c \
  $(REPORT_SCENE)
tests_report_test_looking_back_CFLAGS = $(REPORT_TEST_CFLAGS)
tests_report_test_looking_back_LDADD = $(REPORT_TEST_LINK)
tests_report_test_access_SOURCES = tests/report/test_access.c \
  $(REPORT_SCENE)
tests_report_test_access_CFLAGS = $(REPORT_TEST_CFLAGS)
tests_report_test_access_LDADD = $(REPORT_TEST_LINK)
tests_report_test_easy_SOURCES = tests/report/test_easy.c $(REPORT_SCENE)
tests_report_test_easy_CFLAGS = $(REPORT_TEST_CFLAGS)
tests_report_test_easy_LDADD = $(REPORT_TEST_LINK)
tests_report_test_voices_SOURCES = tests/report/test_voices.c $(REPORT_SCENE)
tests_report_test_voices_CFLAGS = $(REPORT_TEST_CFLAGS)
tests_report_test_voices_LDADD = $(REPORT_TEST_LINK)
tests_report_test_beside_SOURCES = tests/report/test_beside.c \
  $(REPORT_SCENE)
tests_report_test_beside_CFLAGS = $(REPORT_TEST_CFLAGS)
tests_report_test_beside_LDADD = $(REPORT_TEST_LINK)
REPORT_TESTS += tests/report/test_glossary
tests_report_test_glossary_SOURCES = tests/report/test_glossary.c \
  $(REPORT_SCENE)
tests_report_test_glossary_CFLAGS = $(REPORT_TEST_CFLAGS)
tests_report_test_glossary_LDADD = $(REPORT_TEST_LINK)
EXTRA_DIST += \
  tests/report/agencies.txt \
  tests/report/letter.txt \
  tests/report/open.txt \
  tests/report/visit.html \
  tests/report/visit.txt \
  tests/report/finance.txt \
  tests/report/person.html \
  tests/report/person.txt \
  tests/report/pictures.txt \
  tests/report/provider.txt \
  tests/report/forms/10-purpose.ini \
  tests/report/forms/20-about_me.ini \
  tests/report/forms/30-money.ini
