noinst_LIBRARIES += libcli.a
libcli_a_SOURCES = \
  src/cli/cli.c src/cli/cli.h \
  src/cli/cmd_check.c \
  src/cli/cmd_copy.c \
  src/cli/cmd_export.c \
  src/cli/cmd_forms.c \
  src/cli/cmd_history.c \
  src/cli/cmd_import.c \
  src/cli/cmd_list.c \
  src/cli/cmd_merge.c \
  src/cli/cmd_new.c \
  src/cli/cmd_rates.c \
  src/cli/cmd_redact.c \
  src/cli/cmd_report.c \
  src/cli/cmd_show.c \
  src/cli/cmd_sign.c \
  src/cli/cmd_training.c \
  src/cli/cmd_verify.c \
  src/cli/conf.c src/cli/conf.h \
  src/cli/export_access.c \
  src/cli/export_pack.c \
  src/cli/export_working.c \
  src/cli/findings.c src/cli/findings.h \
  src/cli/hand_out.c \
  src/cli/handouts.h src/cli/handouts_blank.c \
  src/cli/help.c \
  src/cli/json.c src/cli/json.h \
  src/cli/mdoc.c src/cli/mdoc.h \
  src/cli/mdoc_forms.c \
  src/cli/page.c \
  src/cli/paper.c src/cli/paper.h \
  src/cli/passphrase.c src/cli/passphrase.h \
  src/cli/progress.c src/cli/progress.h \
  src/cli/settings.c src/cli/settings.h \
  src/cli/subcommand.c \
  src/cli/tally.c src/cli/tally.h \
  src/cli/training.h \
  src/cli/training_case.c src/cli/training_case.h \
  src/cli/training_event.c \
  src/cli/training_handouts.c \
  src/cli/training_sandbox.c \
  src/cli/training_take.c \
  src/cli/withheld.c \
  src/cli/words.c

include completions/local.mk
