noinst_LIBRARIES += libstore.a
libstore_a_SOURCES = \
  src/store/answer.c \
  src/store/check.c \
  src/store/copy.c \
  src/store/definition.c \
  src/store/draft.c \
  src/store/identity.c \
  src/store/journal.c \
  src/store/revision.c \
  src/store/room.c \
  src/store/sealed.c \
  src/store/session.c \
  src/store/statement.c \
  src/store/store.c src/store/store.h src/store/store_private.h \
  src/store/summary.c \
  src/store/version.c \
  src/store/view.c

# schema.sql as a C string, a line a line.
BUILT_SOURCES += src/store/schema_sql.h
CLEANFILES += src/store/schema_sql.h
EXTRA_DIST += src/store/schema.sql
src/store/schema_sql.h: src/store/schema.sql
	$(AM_V_GEN)$(MKDIR_P) src/store && \
	  $(SED) -e 's/[\\"]/\\&/g' -e 's/.*/"&\\n"/' \
	    $(top_srcdir)/src/store/schema.sql > $@.tmp && mv $@.tmp $@
src/store/identity.$(OBJEXT): src/store/schema_sql.h
