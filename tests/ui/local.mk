# unit tests of src/ui: each links its own layer and those below
include tests/harness/local.mk

UI_TESTS = \
  tests/ui/test_command \
  tests/ui/test_draw \
  tests/ui/test_editor \
  tests/ui/test_keys \
  tests/ui/test_layout \
  tests/ui/test_screen \
  tests/ui/test_term
check_PROGRAMS += $(UI_TESTS)
TESTS += $(UI_TESTS)

tests_ui_test_command_SOURCES = tests/ui/test_command.c
tests_ui_test_command_CFLAGS = $(TEST_CFLAGS)
tests_ui_test_command_LDADD = $(UI_LINK) $(CMOCKA_LIBS)
tests_ui_test_draw_SOURCES = tests/ui/test_draw.c
tests_ui_test_draw_CFLAGS = $(TEST_CFLAGS)
tests_ui_test_draw_CPPFLAGS = $(HARNESS_CPPFLAGS)
tests_ui_test_draw_LDADD = $(HARNESS_LINK)
tests_ui_test_editor_SOURCES = tests/ui/test_editor.c
tests_ui_test_editor_CFLAGS = $(TEST_CFLAGS)
tests_ui_test_editor_LDADD = $(UI_LINK) $(CMOCKA_LIBS)
tests_ui_test_keys_SOURCES = tests/ui/test_keys.c
tests_ui_test_keys_CFLAGS = $(TEST_CFLAGS)
tests_ui_test_keys_LDADD = $(UI_LINK) $(CMOCKA_LIBS)
tests_ui_test_layout_SOURCES = tests/ui/test_layout.c
tests_ui_test_layout_CFLAGS = $(TEST_CFLAGS)
tests_ui_test_layout_LDADD = $(UI_LINK) $(CMOCKA_LIBS)
tests_ui_test_screen_SOURCES = tests/ui/test_screen.c
tests_ui_test_screen_CFLAGS = $(TEST_CFLAGS)
tests_ui_test_screen_CPPFLAGS = $(HARNESS_CPPFLAGS)
tests_ui_test_screen_LDADD = $(HARNESS_LINK)
tests_ui_test_term_SOURCES = tests/ui/test_term.c
tests_ui_test_term_CFLAGS = $(TEST_CFLAGS)
tests_ui_test_term_CPPFLAGS = $(HARNESS_CPPFLAGS)
tests_ui_test_term_LDADD = $(HARNESS_LINK)
