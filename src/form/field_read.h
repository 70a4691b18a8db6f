/* field_read: how what was typed becomes a value, one function a type. Private
 * to field_type. */
#ifndef FORM_FIELD_READ_H
#define FORM_FIELD_READ_H

#include <stdbool.h>

#include "base/error.h"
#include "base/value.h"
#include "form/form.h"

/* TEXT is not empty and, but for words, has no blanks around it. OUT is set
 * only on true. */
typedef bool field_reader(const struct field *field, const char *text,
    struct value *out, struct error *why);

field_reader field_read_words, field_read_choice, field_read_yes_no,
    field_read_number, field_read_decimal, field_read_money,
    field_read_percent, field_read_date, field_read_time, field_read_phone, field_read_email,
    field_read_postcode, field_read_nhs_number, field_read_link;

/* Whole numbers, and the whole part of decimals, lie within this. */
#define FIELD_NUMBER_MAX INT64_C(1000000000000)
#define FIELD_DECIMAL_PLACES 4
#define FIELD_DECIMAL_ONE INT64_C(10000) /* 1 as it is kept */
#define FIELD_PERCENT_PLACES 2
#define FIELD_PERCENT_MAX INT64_C(10000) /* 100% as it is kept */

#endif
