ratesdir = $(pkgdatadir)/data
dist_rates_DATA = \
  data/10-wages.ini \
  data/15-vat.ini \
  data/20-charging.ini \
  data/25-paying.ini \
  data/30-allocation.ini \
  data/40-delegation.ini \
  data/50-excluded.ini \
  data/60-risk.ini \
  data/70-reviews.ini \
  data/90-holidays.ini \
  data/answers.schema.json \
  data/plan.schema.json \
  data/prsb-pcsp.tsv
