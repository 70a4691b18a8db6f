formsdir = $(pkgdatadir)/forms
dist_forms_DATA = \
  forms/10-purpose.ini \
  forms/20-about_me.ini \
  forms/22-me.ini \
  forms/24-consent.ini \
  forms/25-needs.ini \
  forms/26-wellbeing.ini \
  forms/27-carer.ini \
  forms/28-health.ini \
  forms/30-outcomes.ini \
  forms/32-risks.ini \
  forms/34-week.ini \
  forms/38-team.ini \
  forms/40-money.ini \
  forms/42-paying.ini \
  forms/46-pool.ini \
  forms/50-asked.ini \
  forms/60-agree.ini \
  forms/62-sign.ini \
  forms/70-review.ini \
  forms/80-events.ini \
  forms/90-jots.ini
