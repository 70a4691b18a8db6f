noinst_LIBRARIES += libreport.a
libreport_a_SOURCES = \
  src/report/access.c src/report/access.h \
  src/report/answer.c \
  src/report/beside.c \
  src/report/builder.c \
  src/report/easy.c \
  src/report/glossary.c \
  src/report/month.c src/report/month.h \
  src/report/needs.c \
  src/report/page.c \
  src/report/page_account.c \
  src/report/page_changes.c \
  src/report/page_letter.c \
  src/report/page_money.c \
  src/report/page_payments.c \
  src/report/page_pictures.c \
  src/report/page_review.c \
  src/report/page_review_money.c \
  src/report/review.h \
  src/report/page_ring.c \
  src/report/page_sign.c \
  src/report/page_statement.c \
  src/report/page_visit.c \
  src/report/page_week.c \
  src/report/picture.h \
  src/report/picture_year.c \
  src/report/reader.c \
  src/report/report.c src/report/report.h src/report/report_private.h \
  src/report/rows.c \
  src/report/sheet.c \
  src/report/title.c \
  src/report/totals.c \
  src/report/voices.c \
  src/report/view.c src/report/view.h \
  src/report/walk.c \
  src/report/withheld.c \
  src/report/workings.c
