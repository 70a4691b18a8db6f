noinst_LIBRARIES += libbase.a
libbase_a_SOURCES = \
  src/base/alloc.c src/base/alloc.h \
  src/base/arena.c src/base/arena.h \
  src/base/buf.c src/base/buf.h \
  src/base/clock.c src/base/clock.h \
  src/base/date.c src/base/date.h \
  src/base/digest.c src/base/digest.h \
  src/base/error.c src/base/error.h \
  src/base/file_name.c src/base/file_name.h \
  src/base/filter.c src/base/filter.h \
  src/base/hex.c src/base/hex.h \
  src/base/ini.c src/base/ini.h \
  src/base/ini_folder.c src/base/ini_folder.h \
  src/base/ini_known.c src/base/ini_known.h \
  src/base/ini_strict.c src/base/ini_private.h \
  src/base/money.c src/base/money.h \
  src/base/nhs_number.c src/base/nhs_number.h \
  src/base/outfile.c src/base/outfile.h \
  src/base/packed.c src/base/packed.h \
  src/base/problem.c src/base/problem.h \
  src/base/sql.c src/base/sql.h \
  src/base/sql_guard.c src/base/sql_private.h src/base/sql_value.c \
  src/base/sql_raw.c src/base/sql_raw.h \
  src/base/uid.c src/base/uid.h \
  src/base/utf8.c src/base/utf8.h \
  src/base/utf8_clean.c src/base/utf8_wrap.c \
  src/base/value.c src/base/value.h
