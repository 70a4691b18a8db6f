# unit tests of src/base: each links its own layer and nothing else;
# one block a test
BASE_TESTS =
check_PROGRAMS += $(BASE_TESTS)
TESTS += $(BASE_TESTS)

BASE_TESTS += tests/base/test_alloc
tests_base_test_alloc_SOURCES = tests/base/test_alloc.c
tests_base_test_alloc_CFLAGS = $(TEST_CFLAGS)
tests_base_test_alloc_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_arena
tests_base_test_arena_SOURCES = tests/base/test_arena.c
tests_base_test_arena_CFLAGS = $(TEST_CFLAGS)
tests_base_test_arena_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_buf
tests_base_test_buf_SOURCES = tests/base/test_buf.c
tests_base_test_buf_CFLAGS = $(TEST_CFLAGS)
tests_base_test_buf_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_clock
tests_base_test_clock_SOURCES = tests/base/test_clock.c
tests_base_test_clock_CFLAGS = $(TEST_CFLAGS)
tests_base_test_clock_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_date
tests_base_test_date_SOURCES = tests/base/test_date.c
tests_base_test_date_CFLAGS = $(TEST_CFLAGS)
tests_base_test_date_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_digest
tests_base_test_digest_SOURCES = tests/base/test_digest.c
tests_base_test_digest_CFLAGS = $(TEST_CFLAGS)
tests_base_test_digest_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_money
tests_base_test_money_SOURCES = tests/base/test_money.c
tests_base_test_money_CFLAGS = $(TEST_CFLAGS)
tests_base_test_money_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_nhs_number
tests_base_test_nhs_number_SOURCES = tests/base/test_nhs_number.c
tests_base_test_nhs_number_CFLAGS = $(TEST_CFLAGS)
tests_base_test_nhs_number_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_outfile
tests_base_test_outfile_SOURCES = tests/base/test_outfile.c
tests_base_test_outfile_CFLAGS = $(TEST_CFLAGS)
tests_base_test_outfile_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_problem
tests_base_test_problem_SOURCES = tests/base/test_problem.c
tests_base_test_problem_CFLAGS = $(TEST_CFLAGS)
tests_base_test_problem_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_uid
tests_base_test_uid_SOURCES = tests/base/test_uid.c
tests_base_test_uid_CFLAGS = $(TEST_CFLAGS)
tests_base_test_uid_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_value
tests_base_test_value_SOURCES = tests/base/test_value.c
tests_base_test_value_CFLAGS = $(TEST_CFLAGS)
tests_base_test_value_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_error
tests_base_test_error_SOURCES = tests/base/test_error.c
tests_base_test_error_CFLAGS = $(TEST_CFLAGS)
tests_base_test_error_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_utf8
tests_base_test_utf8_SOURCES = tests/base/test_utf8.c
tests_base_test_utf8_CFLAGS = $(TEST_CFLAGS)
tests_base_test_utf8_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_utf8_wrap
tests_base_test_utf8_wrap_SOURCES = tests/base/test_utf8_wrap.c
tests_base_test_utf8_wrap_CFLAGS = $(TEST_CFLAGS)
tests_base_test_utf8_wrap_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_ini
tests_base_test_ini_SOURCES = tests/base/test_ini.c
tests_base_test_ini_CFLAGS = $(TEST_CFLAGS)
tests_base_test_ini_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_sql
tests_base_test_sql_SOURCES = tests/base/test_sql.c
tests_base_test_sql_CFLAGS = $(TEST_CFLAGS)
tests_base_test_sql_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_ini_folder
tests_base_test_ini_folder_SOURCES = tests/base/test_ini_folder.c
tests_base_test_ini_folder_CFLAGS = $(TEST_CFLAGS)
tests_base_test_ini_folder_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_ini_known
tests_base_test_ini_known_SOURCES = tests/base/test_ini_known.c
tests_base_test_ini_known_CFLAGS = $(TEST_CFLAGS)
tests_base_test_ini_known_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_file_name
tests_base_test_file_name_SOURCES = tests/base/test_file_name.c
tests_base_test_file_name_CFLAGS = $(TEST_CFLAGS)
tests_base_test_file_name_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_filter
tests_base_test_filter_SOURCES = tests/base/test_filter.c
tests_base_test_filter_CFLAGS = $(TEST_CFLAGS)
tests_base_test_filter_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_hex
tests_base_test_hex_SOURCES = tests/base/test_hex.c
tests_base_test_hex_CFLAGS = $(TEST_CFLAGS)
tests_base_test_hex_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

BASE_TESTS += tests/base/test_packed
tests_base_test_packed_SOURCES = tests/base/test_packed.c
tests_base_test_packed_CFLAGS = $(TEST_CFLAGS)
tests_base_test_packed_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)
