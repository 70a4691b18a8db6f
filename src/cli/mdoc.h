/* mdoc: the parts of the manuals that are made from tables. */
#ifndef CLI_MDOC_H
#define CLI_MDOC_H

#include <stdio.h>

#include "base/buf.h"

/* COMMANDS of oneplan(1). */
void cli_print_mdoc(FILE *out);
/* SETTINGS of oneplan.conf(5). */
void cli_print_settings(FILE *out);
/* KEYS, TYPES and FACTS of oneplan-forms(5). */
void cli_print_form_keys(FILE *out);
void cli_print_form_types(FILE *out);
void cli_print_facts(FILE *out);

/* --- for the files that print them --- */

/* Appends TEXT, every sentence on a line of its own, as mdoc wants it. */
void mdoc_add_text(struct buf *out, const char *text);
/* Prints TEXT and frees it. */
void mdoc_print(struct buf *text, FILE *out);

#endif
