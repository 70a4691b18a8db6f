noinst_LIBRARIES += libexport.a
libexport_a_SOURCES = \
  src/export/text_lines.c src/export/text_lines.h \
  src/export/text_table.c \
  src/export/write_text.c src/export/write_text.h
