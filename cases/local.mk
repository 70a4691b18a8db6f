casesdir = $(pkgdatadir)/cases
dist_cases_DATA = \
  cases/README \
  cases/c1.ini \
  cases/c2.ini \
  cases/c3.ini \
  cases/c4.ini \
  cases/c5.ini \
  cases/c6.ini \
  cases/c7.ini \
  cases/c8.ini \
  cases/c9.ini \
  cases/events.ini
