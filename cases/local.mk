casesdir = $(pkgdatadir)/cases
dist_cases_DATA = \
  cases/README \
  cases/c1.ini \
  cases/c6.ini \
  cases/events.ini
