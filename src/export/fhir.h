/* fhir: what the resources of one bundle share. FHIR R4 (4.0.1); a resource a
 * file, fhir_NOUN.c. Only write_fhir.c and those include this. */
#ifndef EXPORT_FHIR_H
#define EXPORT_FHIR_H

#include <jansson.h>
#include <stdbool.h>

#include "report/report.h"
#include "report/view.h"

/* Where codes come from. */
#define FHIR_NHS_NUMBER "https://fhir.nhs.uk/Id/nhs-number"
#define FHIR_TERMS	"http://terminology.hl7.org/CodeSystem/"
#define FHIR_CURRENCY	"urn:iso:std:iso:4217"
#define FHIR_UNITS	"http://unitsofmeasure.org"

/* What marks made-up data, of FHIR_TERMS "v3-ActReason". */
#define FHIR_TEST "HTEST"

/* What marks what somebody says against an answer, an Annotation beside it. */
#define FHIR_STATEMENT "urn:oneplan:statement"
/* Whose words the answer is, where they are not the person's, as plan/voice.h
 * keeps it. */
#define FHIR_VOICE     "urn:oneplan:voice"

/* A group of a Questionnaire that is a section: no table or question is called
 * so. */
#define FHIR_SECTION "section."

/* "6f1d3c1e-...": a resource's id, and behind urn:uuid: what others call it. */
#define FHIR_ID_LEN 36
struct fhir_id {
	char text[FHIR_ID_LEN + 1];
};

struct fhir {
	const struct report *report;
	const struct view *view;
	const struct form_set *forms;
	json_t *entries;	/* of the bundle */
	struct fhir_id patient;
	json_t *goals, *support; /* references for the care plan; owned */
};

/* --- write_fhir.c --- */

/* The id of what ROW is about: the row's own. */
struct fhir_id fhir_row_id(const struct uid *row);
/* An id made from the plan's own and these words; the same for the same. */
struct fhir_id fhir_made_id(const struct fhir *fhir, const char *what,
    const char *which);
/* A resource of TYPE that is not added yet; the caller's. */
json_t *fhir_resource(const struct fhir *fhir, const char *type,
    const struct fhir_id *id);
/* Adds RESOURCE to the bundle, which then owns it. */
void fhir_add(struct fhir *fhir, const struct fhir_id *id, json_t *resource);

/* New values. */
json_t *fhir_reference(const struct fhir_id *id);
json_t *fhir_uri(const struct fhir_id *id);
json_t *fhir_named(const char *name); /* a reference with a name and no id */
json_t *fhir_concept(const char *text);
json_t *fhir_code(const char *system, const char *code, const char *display);
json_t *fhir_quantity(json_t *value, const char *unit, const char *system,
    const char *code);

/* Puts TEXT there unless it is blank. */
void fhir_set_text(json_t *object, const char *key, const char *text);
/* Puts VALUE there, and frees it if it is an empty list or object. */
void fhir_set_some(json_t *object, const char *key, json_t *value);

/* What somebody may see of a question, for the answers below. */
const char *fhir_text(const struct fhir *fhir, const char *name,
    const struct uid *row);
/* As it is read; the caller frees it. */
char *fhir_shown(const struct fhir *fhir, const char *name,
    const struct uid *row);
/* Puts it there, unless there is none. */
void fhir_set_answer(const struct fhir *fhir, json_t *object, const char *key,
    const char *name, const struct uid *row);
/* Puts there the date of a question, if it is one. */
void fhir_set_date(const struct fhir *fhir, json_t *object, const char *key,
    const char *name, const struct uid *row);
size_t fhir_rows(const struct fhir *fhir, const char *repeat,
    const struct uid *parent, const struct uid **rows);

/* --- a file each: adds what the reader may see of it, if anything --- */
void fhir_add_patient(struct fhir *fhir);
void fhir_add_forms(struct fhir *fhir);
void fhir_add_goals(struct fhir *fhir);
void fhir_add_risks(struct fhir *fhir);
void fhir_add_consent(struct fhir *fhir);
void fhir_add_care_plan(struct fhir *fhir); /* after what it refers to */

#endif
