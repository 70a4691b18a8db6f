/* write_fhir: the whole plan as one FHIR R4 Bundle, for the record systems of
 * health and care: Patient, a Questionnaire and a QuestionnaireResponse a form,
 * Goal, RiskAssessment (never a probability, and no level for self-harm), Consent,
 * CareTeam and CarePlan. What is not meant for the report's reader leaves no
 * trace, as on its pages; answers that are set aside are not in it. Keys sorted,
 * ids from the plan's own, no clock: the same report gives the same bytes. */
#ifndef EXPORT_WRITE_FHIR_H
#define EXPORT_WRITE_FHIR_H

#include <stdbool.h>

#include "base/buf.h"
#include "report/report.h"

/* Only the whole plan. */
bool fhir_holds(bool whole, enum page page);
/* Appends the bundle of REPORT, which is of a whole plan. */
void write_fhir(const struct report *report, struct buf *out);

#endif
