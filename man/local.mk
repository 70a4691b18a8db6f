dist_man_MANS += man/oneplan.1 man/oneplan-file.5
