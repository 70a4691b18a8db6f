# unit tests of src/ui: each links its own layer and those below
UI_TESTS =
check_PROGRAMS += $(UI_TESTS)
TESTS += $(UI_TESTS)

UI_TESTS += tests/ui/test_editor
tests_ui_test_editor_SOURCES = tests/ui/test_editor.c
tests_ui_test_editor_CFLAGS = $(TEST_CFLAGS)
tests_ui_test_editor_LDADD = $(UI_LINK) $(CMOCKA_LIBS)
