noinst_LIBRARIES += librules.a
librules_a_SOURCES = \
  src/rules/budget.c src/rules/budget.h \
  src/rules/rates.c src/rules/rates.h \
  src/rules/rates_cell.c src/rules/rates_load.c \
  src/rules/rates_private.h src/rules/rates_read.c \
  src/rules/rates_rows.c src/rules/rates_words.c \
  src/rules/schedule.c src/rules/schedule.h \
  src/rules/secret.c src/rules/secret.h \
  src/rules/working.c src/rules/working.h
