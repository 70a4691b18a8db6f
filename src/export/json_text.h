/* json_text: a JSON value as text. */
#ifndef EXPORT_JSON_TEXT_H
#define EXPORT_JSON_TEXT_H

#include <jansson.h>

#include "base/buf.h"

/* Appends VALUE with sorted keys and two spaces a level, byte for byte as jansson
 * writes it (JSON_INDENT(2) | JSON_SORT_KEYS | JSON_REAL_PRECISION(15)), in a
 * quarter of the time: most of jansson's goes into looking for a value that holds
 * itself, which none of ours does. */
void json_text_add(json_t *value, struct buf *out);

#endif
