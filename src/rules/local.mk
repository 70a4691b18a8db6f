noinst_LIBRARIES += librules.a
librules_a_SOURCES = \
  src/rules/advocacy.c src/rules/advocacy.h \
  src/rules/allocation.c src/rules/allocation.h \
  src/rules/budget.c src/rules/budget.h \
  src/rules/capacity.c src/rules/capacity.h \
  src/rules/charging.c src/rules/charging.h \
  src/rules/chc.c src/rules/chc.h \
  src/rules/contribution.c src/rules/contribution.h \
  src/rules/counts.c src/rules/counts.h \
  src/rules/delegation.c src/rules/delegation.h \
  src/rules/eligibility.c src/rules/eligibility.h \
  src/rules/employ.c src/rules/employ.h \
  src/rules/employ_explain.c \
  src/rules/excluded.c src/rules/excluded.h \
  src/rules/figure.c src/rules/figure.h \
  src/rules/gas.c src/rules/gas.h \
  src/rules/grid.c src/rules/grid.h \
  src/rules/mig.c src/rules/mig.h \
  src/rules/ni.c src/rules/ni.h \
  src/rules/payments.c src/rules/payments.h \
  src/rules/pension.c src/rules/pension.h \
  src/rules/rates.c src/rules/rates.h \
  src/rules/rates_cell.c src/rules/rates_load.c \
  src/rules/rates_private.h src/rules/rates_read.c \
  src/rules/rates_rows.c src/rules/rates_words.c \
  src/rules/redundancy.c src/rules/redundancy.h \
  src/rules/review.c src/rules/review.h \
  src/rules/schedule.c src/rules/schedule.h \
  src/rules/secret.c src/rules/secret.h \
  src/rules/section26.c src/rules/section26.h \
  src/rules/sentence.c src/rules/sentence.h \
  src/rules/sick_pay.c src/rules/sick_pay.h \
  src/rules/surplus.c src/rules/surplus.h \
  src/rules/tick.h \
  src/rules/vat.c src/rules/vat.h \
  src/rules/wages.c src/rules/wages.h \
  src/rules/working.c src/rules/working.h
