noinst_LIBRARIES += libstore.a
libstore_a_SOURCES = \
  src/store/answer.c \
  src/store/audit.c src/store/audit.h \
  src/store/branch.c \
  src/store/check.c \
  src/store/copy.c \
  src/store/definition.c \
  src/store/draft.c \
  src/store/foreign.c \
  src/store/identity.c \
  src/store/intake.c src/store/intake.h \
  src/store/intake_revision.c \
  src/store/intake_version.c \
  src/store/journal.c \
  src/store/merge.c \
  src/store/redact.c \
  src/store/revision.c \
  src/store/room.c \
  src/store/sealed.c \
  src/store/session.c \
  src/store/statement.c \
  src/store/store.c src/store/store.h src/store/store_private.h \
  src/store/summary.c \
  src/store/version.c \
  src/store/view.c \
  src/store/working_copy.c

# schema.sql as a C string, a line a line.
BUILT_SOURCES += src/store/schema_sql.h
CLEANFILES += src/store/schema_sql.h
EXTRA_DIST += src/store/schema.sql
src/store/schema_sql.h: src/store/schema.sql
	$(AM_V_GEN)$(MKDIR_P) src/store && \
	  $(SED) -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n"/' \
	    $(top_srcdir)/src/store/schema.sql > $@.tmp && mv $@.tmp $@
src/store/identity.$(OBJEXT): src/store/schema_sql.h

# audit.sql in the same way.
BUILT_SOURCES += src/store/audit_sql.h
CLEANFILES += src/store/audit_sql.h
EXTRA_DIST += src/store/audit.sql
src/store/audit_sql.h: src/store/audit.sql
	$(AM_V_GEN)$(MKDIR_P) src/store && \
	  $(SED) -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n"/' \
	    $(top_srcdir)/src/store/audit.sql > $@.tmp && mv $@.tmp $@
src/store/audit.$(OBJEXT): src/store/audit_sql.h
