noinst_LIBRARIES += libform.a
libform_a_SOURCES = \
  src/form/count.c \
  src/form/coverage.c src/form/coverage.h \
  src/form/easy_read.c src/form/easy_read.h \
  src/form/field_read.c src/form/field_read.h \
  src/form/field_type.c src/form/field_type.h \
  src/form/form.c src/form/form.h \
  src/form/form_build.h \
  src/form/form_keys.c src/form/form_keys.h \
  src/form/form_load.c \
  src/form/form_read.c \
  src/form/form_resolve.c \
  src/form/form_value.c \
  src/form/lint.c src/form/lint.h \
  src/form/lint_rules.c src/form/lint_rules.h \
  src/form/sandbox.c src/form/sandbox.h src/form/sandbox_private.h \
  src/form/sandbox_compile.c \
  src/form/sandbox_formula.c \
  src/form/sandbox_functions.c \
  src/form/sandbox_inputs.c \
  src/form/sandbox_order.c \
  src/form/sandbox_run.c \
  src/form/sandbox_tables.c \
  src/form/sandbox_words.c \
  src/form/suggest.c src/form/suggest.h
