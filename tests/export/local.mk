# unit tests of src/export: each links its own layer and those below
EXPORT_TESTS = tests/export/test_answers tests/export/test_csv tests/export/test_fhir
check_PROGRAMS += $(EXPORT_TESTS)
TESTS += $(EXPORT_TESTS)
tests_export_test_answers_SOURCES = tests/export/test_answers.c \
  tests/plan/support.c tests/plan/support.h
tests_export_test_answers_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/plan
tests_export_test_answers_CFLAGS = $(TEST_CFLAGS)
tests_export_test_answers_LDADD = $(EXPORT_LINK) $(JANSSON_LIBS) $(CMOCKA_LIBS)
tests_export_test_csv_SOURCES = tests/export/test_csv.c \
  tests/plan/support.c tests/plan/support.h
tests_export_test_csv_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/plan
tests_export_test_csv_CFLAGS = $(TEST_CFLAGS)
tests_export_test_csv_LDADD = $(EXPORT_LINK) $(JANSSON_LIBS) $(CMOCKA_LIBS)
EXPORT_TESTS += tests/export/test_key_signature
tests_export_test_key_signature_SOURCES = tests/export/test_key_signature.c
tests_export_test_key_signature_CFLAGS = $(TEST_CFLAGS)
tests_export_test_key_signature_LDADD = $(EXPORT_LINK) $(CMOCKA_LIBS)
EXPORT_TESTS += tests/export/test_seal
tests_export_test_seal_SOURCES = tests/export/test_seal.c \
  tests/plan/support.c tests/plan/support.h
tests_export_test_seal_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/plan
tests_export_test_seal_CFLAGS = $(TEST_CFLAGS)
tests_export_test_seal_LDADD = $(EXPORT_LINK) $(CMOCKA_LIBS)
EXPORT_TESTS += tests/export/test_pack
tests_export_test_pack_SOURCES = tests/export/test_pack.c \
  tests/export/leak.c tests/export/leak.h tests/plan/support.c tests/plan/support.h
tests_export_test_pack_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/plan
tests_export_test_pack_CFLAGS = $(TEST_CFLAGS)
tests_export_test_pack_LDADD = $(EXPORT_LINK) $(CMOCKA_LIBS)
EXPORT_TESTS += tests/export/test_files
tests_export_test_files_SOURCES = tests/export/test_files.c
tests_export_test_files_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/plan
tests_export_test_files_CFLAGS = $(TEST_CFLAGS)
tests_export_test_files_LDADD = $(EXPORT_LINK) $(CMOCKA_LIBS)
tests_export_test_fhir_SOURCES = tests/export/test_fhir.c \
  tests/plan/support.c tests/plan/support.h
tests_export_test_fhir_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/plan
tests_export_test_fhir_CFLAGS = $(TEST_CFLAGS)
tests_export_test_fhir_LDADD = $(EXPORT_LINK) $(JANSSON_LIBS) $(CMOCKA_LIBS)
EXPORT_TESTS += tests/export/test_access_request
tests_export_test_access_request_SOURCES = \
  tests/export/test_access_request.c \
  tests/plan/support.c tests/plan/support.h
tests_export_test_access_request_CPPFLAGS = $(AM_CPPFLAGS) \
  -I$(top_srcdir)/tests/plan
tests_export_test_access_request_CFLAGS = $(TEST_CFLAGS)
tests_export_test_access_request_LDADD = $(EXPORT_LINK) $(JANSSON_LIBS) \
  $(CMOCKA_LIBS)
EXPORT_TESTS += tests/export/test_script
tests_export_test_script_SOURCES = tests/export/test_script.c
tests_export_test_script_CFLAGS = $(TEST_CFLAGS)
tests_export_test_script_LDADD = $(EXPORT_LINK) $(CMOCKA_LIBS)
EXTRA_DIST += tests/judges
EXPORT_TESTS += tests/export/test_json_text
tests_export_test_json_text_SOURCES = tests/export/test_json_text.c
tests_export_test_json_text_CFLAGS = $(TEST_CFLAGS)
tests_export_test_json_text_LDADD = $(EXPORT_LINK) $(CMOCKA_LIBS)
EXPORT_TESTS += tests/export/test_made_again
tests_export_test_made_again_SOURCES = tests/export/test_made_again.c \
  tests/export/leak.c tests/export/leak.h tests/plan/support.c tests/plan/support.h
tests_export_test_made_again_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests/plan
tests_export_test_made_again_CFLAGS = $(TEST_CFLAGS)
tests_export_test_made_again_LDADD = $(EXPORT_LINK) $(CMOCKA_LIBS)
