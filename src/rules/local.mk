noinst_LIBRARIES += librules.a
librules_a_SOURCES = \
  src/rules/budget.c src/rules/budget.h \
  src/rules/secret.c src/rules/secret.h
