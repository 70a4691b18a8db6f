ratesdir = $(pkgdatadir)/data
dist_rates_DATA = \
  data/10-wages.ini
