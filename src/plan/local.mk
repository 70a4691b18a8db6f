noinst_LIBRARIES += libplan.a
libplan_a_SOURCES = \
  src/plan/about.c src/plan/about.h \
  src/plan/against.c src/plan/against.h \
  src/plan/aside.c src/plan/aside.h \
  src/plan/aside_cost.c src/plan/aside_cost.h \
  src/plan/audit.c src/plan/audit.h \
  src/plan/before.c src/plan/before.h \
  src/plan/branch.c src/plan/branch.h \
  src/plan/branch_compare.c \
  src/plan/change.c \
  src/plan/changed.c src/plan/changed.h \
  src/plan/conflict.c \
  src/plan/event.c src/plan/event.h \
  src/plan/facts.c src/plan/facts.h src/plan/facts_private.h \
  src/plan/facts_approval.c \
  src/plan/facts_budget.c src/plan/facts_budget.h \
  src/plan/facts_budget_working.c \
  src/plan/facts_charge.c src/plan/facts_council.c \
  src/plan/facts_council.h src/plan/facts_payments.c \
  src/plan/facts_chc.c \
  src/plan/facts_deciding.c \
  src/plan/facts_goal.c \
  src/plan/facts_grid.c \
  src/plan/facts_need.c \
  src/plan/facts_employ.c src/plan/facts_employ.h \
  src/plan/facts_employ_read.c src/plan/facts_employ_working.c \
  src/plan/facts_holidays.c \
  src/plan/facts_line.c \
  src/plan/facts_points.c \
  src/plan/facts_pool.c \
  src/plan/facts_read.c \
  src/plan/facts_review.c \
  src/plan/facts_risk.c \
  src/plan/facts_stream.c src/plan/facts_stream.h \
  src/plan/facts_surplus.c \
  src/plan/facts_tick.c src/plan/facts_tick.h \
  src/plan/handed.c src/plan/handed.h \
  src/plan/identity.c \
  src/plan/jot.c src/plan/jot.h \
  src/plan/kept.c src/plan/kept.h \
  src/plan/merge.c src/plan/merge.h \
  src/plan/move.c src/plan/move.h \
  src/plan/move_note.c src/plan/move_note.h \
  src/plan/number.c src/plan/number.h \
  src/plan/payment.c src/plan/payment.h \
  src/plan/plan.c src/plan/plan.h src/plan/plan_private.h \
  src/plan/pool.c src/plan/pool.h \
  src/plan/redact.c src/plan/redact.h src/plan/redact_private.h \
  src/plan/redact_find.c \
  src/plan/redact_elsewhere.c \
  src/plan/removed.c \
  src/plan/row.c \
  src/plan/sealed_state.c src/plan/sealed_state.h \
  src/plan/show.c \
  src/plan/signature.c src/plan/signature.h \
  src/plan/stage.c src/plan/stage.h \
  src/plan/state.c \
  src/plan/statement.c src/plan/statement.h \
  src/plan/take_in.c \
  src/plan/todo.c \
  src/plan/unsay.c src/plan/unsay.h \
  src/plan/voice.c src/plan/voice.h \
  src/plan/week.c src/plan/week.h \
  src/plan/week_change.c \
  src/plan/week_gaps.c \
  src/plan/working.c \
  src/plan/working_copy.c src/plan/working_copy.h
