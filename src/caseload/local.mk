noinst_LIBRARIES += libcaseload.a
libcaseload_a_SOURCES = \
  src/caseload/archive.c \
  src/caseload/caseload.c src/caseload/caseload.h \
  src/caseload/caseload_private.h \
  src/caseload/copy.c \
  src/caseload/index.c src/caseload/index.h \
  src/caseload/index_file.c src/caseload/index_private.h \
  src/caseload/look.c src/caseload/look.h \
  src/caseload/new_path.c \
  src/caseload/roll.c src/caseload/roll.h \
  src/caseload/rows.c \
  src/caseload/walk.c
