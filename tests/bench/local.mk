# make bench: what things cost, printed and never asserted. Not built by make or
# make check. BENCH_DIR is where it writes (a folder on the disk that is meant).
BENCHES = tests/bench/bench_ui tests/bench/bench_start \
  tests/bench/bench_memory tests/bench/bench_store tests/bench/bench_crowd \
  tests/bench/bench_forms tests/bench/bench_plan tests/bench/bench_export \
  tests/bench/bench_caseload tests/bench/bench_caseload_many
if HAVE_PDF
BENCHES += tests/bench/bench_pdf
endif
EXTRA_PROGRAMS = $(BENCHES)
if HAVE_PANGO
PROBES = tests/bench/pango_probe
endif
EXTRA_PROGRAMS += $(PROBES)
CLEANFILES += $(BENCHES) $(PROBES)

BENCH_CPPFLAGS = $(HARNESS_CPPFLAGS)
BENCH_COMMON = tests/bench/bench.c tests/bench/bench.h
BENCH_MATERIAL = $(BENCH_COMMON) \
  tests/bench/material.c tests/bench/material.h
BENCH_SEAT = $(BENCH_MATERIAL) tests/bench/seat.c tests/bench/seat.h
BENCH_SYNCED = tests/bench/synced.c tests/bench/synced.h
BENCH_PLAN_LINK = libcaseload.a $(PLAN_LINK)

tests_bench_bench_ui_SOURCES = tests/bench/bench_ui.c $(BENCH_MATERIAL) \
  $(BENCH_SYNCED) tests/screens/plain.c tests/screens/plain.h
tests_bench_bench_ui_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_ui_LDADD = $(HARNESS_LINK)

tests_bench_bench_start_SOURCES = tests/bench/bench_start.c $(BENCH_SEAT)
tests_bench_bench_start_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_start_LDADD = $(HARNESS_LINK)

tests_bench_bench_memory_SOURCES = tests/bench/bench_memory.c $(BENCH_SEAT)
tests_bench_bench_memory_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_memory_LDADD = $(HARNESS_LINK)

tests_bench_bench_caseload_SOURCES = tests/bench/bench_caseload.c $(BENCH_SEAT)
tests_bench_bench_caseload_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_caseload_LDADD = $(HARNESS_LINK)

tests_bench_bench_caseload_many_SOURCES = \
  tests/bench/bench_caseload_many.c $(BENCH_SEAT)
tests_bench_bench_caseload_many_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_caseload_many_LDADD = $(HARNESS_LINK)

tests_bench_bench_store_SOURCES = tests/bench/bench_store.c $(BENCH_COMMON) \
  $(BENCH_SYNCED)
tests_bench_bench_store_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_store_LDADD = $(STORE_LINK)

tests_bench_bench_crowd_SOURCES = tests/bench/bench_crowd.c $(BENCH_COMMON)
tests_bench_bench_crowd_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_crowd_LDADD = $(STORE_LINK)

tests_bench_bench_forms_SOURCES = tests/bench/bench_forms.c $(BENCH_MATERIAL)
tests_bench_bench_forms_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_forms_LDADD = $(BENCH_PLAN_LINK)

tests_bench_bench_plan_SOURCES = tests/bench/bench_plan.c $(BENCH_MATERIAL) \
  $(BENCH_SYNCED)
tests_bench_bench_plan_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_plan_LDADD = $(BENCH_PLAN_LINK)

tests_bench_bench_export_SOURCES = tests/bench/bench_export.c $(BENCH_MATERIAL)
tests_bench_bench_export_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_export_LDADD = libcaseload.a $(EXPORT_LINK)

tests_bench_bench_pdf_SOURCES = tests/bench/bench_pdf.c $(BENCH_COMMON)
tests_bench_bench_pdf_CPPFLAGS = $(BENCH_CPPFLAGS)
tests_bench_bench_pdf_LDADD = $(BASE_LINK) $(JANSSON_LIBS)

tests_bench_pango_probe_SOURCES = tests/bench/pango_probe.c
tests_bench_pango_probe_CPPFLAGS = $(AM_CPPFLAGS) $(PANGO_CFLAGS)
tests_bench_pango_probe_LDADD = $(PANGO_LIBS)

.PHONY: bench
bench: all $(BENCHES) $(PROBES)
	@echo "Measured on $$(nproc) processors. Times mean little by themselves: read the ratios."
	@for program in $(BENCHES); do \
	  LC_ALL=C.UTF-8 TZ=UTC TERM=xterm-256color BENCH_PROGRAM=./oneplan \
	  ONEPLAN_FORMS=$(abs_top_srcdir)/forms \
	  ONEPLAN_DATA=$(abs_top_srcdir)/data \
	  ONEPLAN_CASES=$(abs_top_srcdir)/cases \
	  ONEPLAN_PDF=$(abs_top_builddir)/oneplan-pdf ./$$program || exit 1; \
	done
