noinst_LIBRARIES += librules.a
librules_a_SOURCES = \
  src/rules/budget.c src/rules/budget.h \
  src/rules/schedule.c src/rules/schedule.h \
  src/rules/secret.c src/rules/secret.h \
  src/rules/working.c src/rules/working.h
