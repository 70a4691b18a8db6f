# the program as it was built, on real terminals
REAL_TESTS = tests/real/test_journey
check_PROGRAMS += $(REAL_TESTS)
TESTS += $(REAL_TESTS) tests/real/test_tmux.sh
EXTRA_DIST += tests/real/test_tmux.sh
REAL_SOURCES = tests/real/real.c tests/real/real.h tests/harness/pty.c \
  tests/harness/pty.h tests/harness/emulator.c tests/harness/emulator.h
WALK_SOURCES = tests/real/walk.c tests/real/walk.h $(REAL_SOURCES)
REAL_CPPFLAGS = $(AM_CPPFLAGS) -I$(top_srcdir)/tests
REAL_CFLAGS = $(TEST_CFLAGS) $(VTERM_CFLAGS)
REAL_LDADD = libui.a $(PLAN_LINK) $(NCURSES_LIBS) $(VTERM_LIBS) $(CMOCKA_LIBS)

tests_real_test_journey_SOURCES = tests/real/test_journey.c $(WALK_SOURCES)
tests_real_test_journey_CPPFLAGS = $(REAL_CPPFLAGS)
tests_real_test_journey_CFLAGS = $(REAL_CFLAGS)
tests_real_test_journey_LDADD = $(REAL_LDADD)

REAL_TESTS += tests/real/test_resume
tests_real_test_resume_SOURCES = tests/real/test_resume.c $(REAL_SOURCES)
tests_real_test_resume_CPPFLAGS = $(REAL_CPPFLAGS)
tests_real_test_resume_CFLAGS = $(REAL_CFLAGS)
tests_real_test_resume_LDADD = $(REAL_LDADD)

REAL_TESTS += tests/real/test_kill
tests_real_test_kill_SOURCES = tests/real/test_kill.c $(REAL_SOURCES)
tests_real_test_kill_CPPFLAGS = $(REAL_CPPFLAGS)
tests_real_test_kill_CFLAGS = $(REAL_CFLAGS)
tests_real_test_kill_LDADD = $(REAL_LDADD)

REAL_TESTS += tests/real/test_ssh
tests_real_test_ssh_SOURCES = tests/real/test_ssh.c $(REAL_SOURCES)
tests_real_test_ssh_CPPFLAGS = $(REAL_CPPFLAGS)
tests_real_test_ssh_CFLAGS = $(REAL_CFLAGS)
tests_real_test_ssh_LDADD = $(REAL_LDADD)

REAL_TESTS += tests/real/test_two
tests_real_test_two_SOURCES = tests/real/test_two.c $(REAL_SOURCES)
tests_real_test_two_CPPFLAGS = $(REAL_CPPFLAGS)
tests_real_test_two_CFLAGS = $(REAL_CFLAGS)
tests_real_test_two_LDADD = $(REAL_LDADD)

REAL_TESTS += tests/real/test_bad_files
tests_real_test_bad_files_SOURCES = tests/real/test_bad_files.c $(REAL_SOURCES)
tests_real_test_bad_files_CPPFLAGS = $(REAL_CPPFLAGS)
tests_real_test_bad_files_CFLAGS = $(REAL_CFLAGS)
tests_real_test_bad_files_LDADD = $(REAL_LDADD)

REAL_TESTS += tests/real/test_full_disk
tests_real_test_full_disk_SOURCES = tests/real/test_full_disk.c $(REAL_SOURCES)
tests_real_test_full_disk_CPPFLAGS = $(REAL_CPPFLAGS)
tests_real_test_full_disk_CFLAGS = $(REAL_CFLAGS)
tests_real_test_full_disk_LDADD = $(REAL_LDADD)

REAL_TESTS += tests/real/test_visit
tests_real_test_visit_SOURCES = tests/real/test_visit.c $(REAL_SOURCES)
tests_real_test_visit_CPPFLAGS = $(REAL_CPPFLAGS)
tests_real_test_visit_CFLAGS = $(REAL_CFLAGS)
tests_real_test_visit_LDADD = $(REAL_LDADD)

REAL_TESTS += tests/real/test_key
tests_real_test_key_SOURCES = tests/real/test_key.c $(REAL_SOURCES)
tests_real_test_key_CPPFLAGS = $(REAL_CPPFLAGS)
tests_real_test_key_CFLAGS = $(REAL_CFLAGS)
tests_real_test_key_LDADD = $(REAL_LDADD)

REAL_TESTS += tests/real/test_journey_c1
tests_real_test_journey_c1_SOURCES = tests/real/test_journey_c1.c \
  $(WALK_SOURCES)
tests_real_test_journey_c1_CPPFLAGS = $(REAL_CPPFLAGS)
tests_real_test_journey_c1_CFLAGS = $(REAL_CFLAGS)
tests_real_test_journey_c1_LDADD = $(REAL_LDADD)

REAL_TESTS += tests/real/test_journey_carer
tests_real_test_journey_carer_SOURCES = tests/real/test_journey_carer.c \
  $(WALK_SOURCES)
tests_real_test_journey_carer_CPPFLAGS = $(REAL_CPPFLAGS)
tests_real_test_journey_carer_CFLAGS = $(REAL_CFLAGS)
tests_real_test_journey_carer_LDADD = $(REAL_LDADD)

REAL_TESTS += tests/real/test_journey_urgent
tests_real_test_journey_urgent_SOURCES = tests/real/test_journey_urgent.c \
  $(WALK_SOURCES)
tests_real_test_journey_urgent_CPPFLAGS = $(REAL_CPPFLAGS)
tests_real_test_journey_urgent_CFLAGS = $(REAL_CFLAGS)
tests_real_test_journey_urgent_LDADD = $(REAL_LDADD)
