# what the tests of screens share: an emulator, the loop in this process, a pty
check_LIBRARIES = tests/harness/libharness.a
tests_harness_libharness_a_SOURCES = \
  tests/harness/emulator.c tests/harness/emulator.h \
  tests/harness/harness.c tests/harness/harness.h \
  tests/harness/pty.c tests/harness/pty.h
HARNESS_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests $(VTERM_CFLAGS)
tests_harness_libharness_a_CPPFLAGS = $(HARNESS_CPPFLAGS)
HARNESS_LINK = tests/harness/libharness.a $(UI_LINK) $(VTERM_LIBS) \
  $(CMOCKA_LIBS)
