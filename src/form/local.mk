noinst_LIBRARIES += libform.a
libform_a_SOURCES = \
  src/form/field_type.c src/form/field_type.h \
  src/form/form.c src/form/form.h \
  src/form/lint.c src/form/lint.h \
  src/form/sandbox.c src/form/sandbox.h
