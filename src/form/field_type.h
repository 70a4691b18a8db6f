/* field_type: one table for what each type of field takes, keeps and shows. */
#ifndef FORM_FIELD_TYPE_H
#define FORM_FIELD_TYPE_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/error.h"
#include "base/value.h"
#include "form/form.h"

struct field_type {
	enum field_kind kind;
	const char *word;  /* in a form: type = "nhs_number" */
	const char *about; /* what it takes, for oneplan-forms(5) and help */
	bool number;	   /* kept and bound as INTEGER */
	bool words;	   /* free text: typed in an editor that wraps */
	bool picked;	   /* picked from a list, not typed */
};

const struct field_type *field_type(enum field_kind kind);
const struct field_type *field_type_by_word(const char *word); /* or NULL */
#define FIELD_KIND_COUNT 17

/* Reads what was typed as FIELD's type. On true OUT is the value in its one
 * kept form (none for a text of nothing but blanks; words keep every byte). On
 * false OUT is the text as it was typed, which is kept and marked,
 * and WHY says in a sentence what is wrong and how to write it. Links and
 * choices are given as codes or row ids separated by spaces. OUT is cleared
 * first. */
bool field_parse(const struct field *field, const char *text,
    struct value *out, struct error *why)
    __attribute__((warn_unused_result));

/* Does a kept value hold for FIELD's type? */
bool field_valid(const struct field *field, const struct value *value,
    struct error *why) __attribute__((warn_unused_result));

/* Appends the value as one would type it ("4,491.00", "16/11/2026", "943 476
 * 5919"), or as it was typed where it does not hold. Nothing for none. */
void field_edit_text(const struct field *field, const struct value *value,
    struct buf *out);

/* Appends it as it is read: "£4,491.00", "16 November 2026", a choice's label
 * (several: joined by "; "), "Yes". A link appends nothing: the plan knows the
 * rows. */
void field_show(const struct field *field, const struct value *value,
    struct buf *out);

/* Is CODE one of CODES, as several choices and links are kept: words with
 * spaces between? */
bool codes_have(const char *codes, const char *code);

#endif
