dist_man_MANS += \
  man/oneplan.1 \
  man/oneplan-pdf.1 \
  man/oneplan.conf.5 \
  man/oneplan-file.5 \
  man/oneplan-forms.5 \
  man/oneplan-rates.5
