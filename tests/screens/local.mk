# whole screens in this process: src/ui from the keys to the file and back
SCREENS_TESTS = tests/screens/test_screens tests/screens/test_cursor_law \
  tests/screens/test_bytes tests/screens/test_typing \
  tests/screens/test_caseload \
  tests/screens/test_copies \
  tests/screens/test_upgrade tests/screens/test_visit \
  tests/screens/test_week \
  tests/screens/test_overview \
  tests/screens/test_mouse \
  tests/screens/test_losing \
  tests/screens/test_every_form \
  tests/screens/test_whatif
check_PROGRAMS += $(SCREENS_TESTS)
TESTS += $(SCREENS_TESTS)
SCREENS_SUPPORT = tests/screens/support.c tests/screens/support.h \
  tests/screens/kwame.c tests/screens/kwame.h \
  tests/harness/harness.c tests/harness/harness.h \
  tests/harness/emulator.c tests/harness/emulator.h
SCREENS_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests \
  -I$(top_srcdir)/tests/screens $(VTERM_CFLAGS)
SCREENS_LINK = $(UI_LINK) $(VTERM_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/screens/golden tests/screens/forms

tests_screens_test_screens_SOURCES = tests/screens/test_screens.c \
  $(SCREENS_SUPPORT)
tests_screens_test_screens_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_screens_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_screens_LDADD = $(SCREENS_LINK)

tests_screens_test_cursor_law_SOURCES = tests/screens/test_cursor_law.c \
  $(SCREENS_SUPPORT)
tests_screens_test_cursor_law_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_cursor_law_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_cursor_law_LDADD = $(SCREENS_LINK)

tests_screens_test_bytes_SOURCES = tests/screens/test_bytes.c \
  tests/screens/plain.c tests/screens/plain.h $(SCREENS_SUPPORT)
tests_screens_test_bytes_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_bytes_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_bytes_LDADD = $(SCREENS_LINK)

tests_screens_test_typing_SOURCES = tests/screens/test_typing.c \
  $(SCREENS_SUPPORT)
tests_screens_test_typing_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_typing_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_typing_LDADD = $(SCREENS_LINK)

tests_screens_test_losing_SOURCES = tests/screens/test_losing.c \
  tests/screens/full_disk.c tests/screens/full_disk.h \
  tests/store/fault_vfs.c tests/store/fault_vfs.h \
  tests/store/support.c tests/store/support.h $(SCREENS_SUPPORT)
tests_screens_test_losing_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_losing_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_losing_LDADD = $(SCREENS_LINK)

tests_screens_test_caseload_SOURCES = tests/screens/test_caseload.c \
  tests/screens/plain.c tests/screens/plain.h $(SCREENS_SUPPORT)
tests_screens_test_caseload_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_caseload_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_caseload_LDADD = $(SCREENS_LINK)

tests_screens_test_upgrade_SOURCES = tests/screens/test_upgrade.c \
  $(SCREENS_SUPPORT)
tests_screens_test_upgrade_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_upgrade_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_upgrade_LDADD = $(SCREENS_LINK)

tests_screens_test_week_SOURCES = tests/screens/test_week.c \
  $(SCREENS_SUPPORT)
tests_screens_test_week_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_week_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_week_LDADD = $(SCREENS_LINK)

tests_screens_test_copies_SOURCES = tests/screens/test_copies.c \
  $(SCREENS_SUPPORT)
tests_screens_test_copies_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_copies_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_copies_LDADD = $(SCREENS_LINK)
tests_screens_test_overview_SOURCES = tests/screens/test_overview.c \
  $(SCREENS_SUPPORT)
tests_screens_test_overview_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_overview_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_overview_LDADD = $(SCREENS_LINK)

tests_screens_test_visit_SOURCES = tests/screens/test_visit.c \
  $(SCREENS_SUPPORT)
tests_screens_test_visit_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_visit_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_visit_LDADD = $(SCREENS_LINK)
tests_screens_test_mouse_SOURCES = tests/screens/test_mouse.c \
  $(SCREENS_SUPPORT)
tests_screens_test_mouse_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_mouse_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_mouse_LDADD = $(SCREENS_LINK)

tests_screens_test_every_form_SOURCES = tests/screens/test_every_form.c \
  $(SCREENS_SUPPORT)
tests_screens_test_every_form_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_every_form_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_every_form_LDADD = $(SCREENS_LINK)
tests_screens_test_whatif_SOURCES = tests/screens/test_whatif.c \
  $(SCREENS_SUPPORT)
tests_screens_test_whatif_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_whatif_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_whatif_LDADD = $(SCREENS_LINK)

SCREENS_TESTS += tests/screens/test_handed
tests_screens_test_handed_SOURCES = tests/screens/test_handed.c $(SCREENS_SUPPORT)
tests_screens_test_handed_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_handed_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_handed_LDADD = $(SCREENS_LINK)
SCREENS_TESTS += tests/screens/test_sign
tests_screens_test_sign_SOURCES = tests/screens/test_sign.c \
  tests/screens/full_disk.c tests/screens/full_disk.h \
  tests/store/fault_vfs.c tests/store/fault_vfs.h \
  tests/store/support.c tests/store/support.h $(SCREENS_SUPPORT)
tests_screens_test_sign_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_sign_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_sign_LDADD = $(SCREENS_LINK)

SCREENS_TESTS += tests/screens/test_take_out
tests_screens_test_take_out_SOURCES = tests/screens/test_take_out.c \
  $(SCREENS_SUPPORT)
tests_screens_test_take_out_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_take_out_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_take_out_LDADD = $(SCREENS_LINK)

SCREENS_TESTS += tests/screens/test_access
tests_screens_test_access_SOURCES = tests/screens/test_access.c \
  $(SCREENS_SUPPORT)
tests_screens_test_access_CPPFLAGS = $(SCREENS_CPPFLAGS)
tests_screens_test_access_CFLAGS = $(TEST_CFLAGS)
tests_screens_test_access_LDADD = $(SCREENS_LINK)
