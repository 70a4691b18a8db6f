noinst_LIBRARIES += libplan.a
libplan_a_SOURCES = \
  src/plan/plan.h \
  src/plan/facts.c src/plan/facts.h
