/* fhir_read: what read_fhir.c and fhir_read_patient.c share. */
#ifndef EXPORT_FHIR_READ_H
#define EXPORT_FHIR_READ_H

#include <jansson.h>
#include <stdbool.h>

#include "base/problem.h"
#include "form/form.h"

/* One reading. */
struct fhir_reader {
	const struct form_set *forms;
	struct problem_list *said;
	const char *response; /* the id of the one being read */
	const json_t *patient;
	size_t responses, patients, rows;
	bool training;
};

/* Where answers go: the plan, or one row. Borrowed. */
struct fhir_place {
	json_t *answers, *rows, *voices;
};

void fhir_say(struct fhir_reader *reader, const char *where, const char *text);
/* The string at KEY, or "". */
const char *fhir_string(const json_t *object, const char *key);
/* A new row of REPEAT in the row IN; ID is ours, or else one is made. */
struct fhir_place fhir_add_row(struct fhir_reader *reader,
    const struct fhir_place *in, const struct repeat *repeat, const char *id);
/* Who the person is, as far as PLACE does not say it. */
void fhir_read_patient(struct fhir_reader *reader,
    const struct fhir_place *place);

#endif
