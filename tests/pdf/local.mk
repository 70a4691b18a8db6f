# tests of src/pdf: parts of it, what the whole writes, and the program through
# the eyes of poppler
EXTRA_DIST += tests/pdf/sample.json tests/pdf/sample.tags tests/pdf/sample.text \
  tests/pdf/scripts.json tests/pdf/test_pdf.sh
if HAVE_PDF
PDF_TESTS = tests/pdf/test_pdf_file tests/pdf/test_lines tests/pdf/test_print
check_PROGRAMS += $(PDF_TESTS)
TESTS += $(PDF_TESTS) tests/pdf/test_pdf.sh
endif
PDF_TEST_CPPFLAGS = $(AM_CPPFLAGS) $(PDF_CFLAGS)
tests_pdf_test_pdf_file_SOURCES = tests/pdf/test_pdf_file.c
tests_pdf_test_pdf_file_CPPFLAGS = $(PDF_TEST_CPPFLAGS)
tests_pdf_test_pdf_file_CFLAGS = $(TEST_CFLAGS)
tests_pdf_test_pdf_file_LDADD = $(PDF_LINK) $(CMOCKA_LIBS)
tests_pdf_test_lines_SOURCES = tests/pdf/test_lines.c
tests_pdf_test_lines_CPPFLAGS = $(PDF_TEST_CPPFLAGS)
tests_pdf_test_lines_CFLAGS = $(TEST_CFLAGS)
tests_pdf_test_lines_LDADD = $(PDF_LINK) $(CMOCKA_LIBS)
tests_pdf_test_print_SOURCES = tests/pdf/test_print.c
tests_pdf_test_print_CPPFLAGS = $(PDF_TEST_CPPFLAGS)
tests_pdf_test_print_CFLAGS = $(TEST_CFLAGS)
tests_pdf_test_print_LDADD = $(PDF_LINK) $(CMOCKA_LIBS)
