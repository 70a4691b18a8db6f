# oneplan-pdf, a program of its own: only where its libraries are
if HAVE_PDF
noinst_LIBRARIES += libpdf.a
bin_PROGRAMS += oneplan-pdf
endif
libpdf_a_SOURCES = \
  src/pdf/embed.c src/pdf/embed.h \
  src/pdf/face.c src/pdf/face.h \
  src/pdf/foot.c src/pdf/foot.h \
  src/pdf/leaf.c src/pdf/leaf.h \
  src/pdf/lines.c src/pdf/lines.h \
  src/pdf/outline.c src/pdf/outline.h \
  src/pdf/pdf_file.c src/pdf/pdf_file.h \
  src/pdf/press.c src/pdf/press.h \
  src/pdf/print.c src/pdf/print.h \
  src/pdf/read_report.c src/pdf/read_report.h \
  src/pdf/set.c src/pdf/set.h \
  src/pdf/set_answer.c \
  src/pdf/set_ask.c \
  src/pdf/set_easy.c \
  src/pdf/set_table.c \
  src/pdf/shape.c src/pdf/shape.h \
  src/pdf/sheet.c src/pdf/sheet.h \
  src/pdf/tags.c src/pdf/tags.h
libpdf_a_CPPFLAGS = $(AM_CPPFLAGS) $(PDF_CFLAGS)

PDF_LINK = libpdf.a libbase.a $(PDF_LIBS) $(JANSSON_LIBS) $(NETTLE_LIBS) $(UNISTRING_LIBS)
oneplan_pdf_SOURCES = src/pdf/main.c
oneplan_pdf_CPPFLAGS = $(AM_CPPFLAGS) $(PDF_CFLAGS)
oneplan_pdf_LDADD = $(PDF_LINK)
