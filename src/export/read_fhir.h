/* read_fhir: what somebody's record system sends as FHIR R4, put into the shape
 * that write_answers gives answers. read_answers then reads it as it reads all
 * that comes in, so there is one door and one set of checks. */
#ifndef EXPORT_READ_FHIR_H
#define EXPORT_READ_FHIR_H

#include <jansson.h>
#include <stdbool.h>

#include "base/error.h"
#include "base/problem.h"
#include "form/form.h"

/* Is PAGE a FHIR resource? */
bool fhir_is(const json_t *page);

/* The answers in PAGE, which is a resource or a Bundle of them, as json_t that
 * the caller frees: those of each QuestionnaireResponse, by the names of our
 * questions, and where they do not say it who the person is from a Patient. What
 * cannot be put so is added to SAID; other resources say nothing new and are
 * passed over. NULL, with ERR, if there is nothing of the kind in it or it is
 * about two people. */
json_t *fhir_answers(const json_t *page, const struct form_set *forms,
    struct problem_list *said, struct error *err);

#endif
