formsdir = $(pkgdatadir)/forms
dist_forms_DATA = \
  forms/10-purpose.ini \
  forms/20-about_me.ini \
  forms/30-outcomes.ini \
  forms/40-money.ini
