/* json: what every --json prints: sorted keys, two spaces, clean text. */
#ifndef CLI_JSON_H
#define CLI_JSON_H

#include <jansson.h>
#include <stdint.h>

#include "base/problem.h"

/* A string of TEXT, cleaned (utf8_clean); null for NULL or "". */
json_t *json_text(const char *text);
/* "2026-11-16T09:30:00Z"; null for 0. */
json_t *json_moment(int64_t seconds);
/* The findings, each {"where", "text"}. */
json_t *json_problems(const struct problem_list *problems);
/* Prints VALUE on standard output with a line feed, and frees it. */
void json_print(json_t *value);

#endif
