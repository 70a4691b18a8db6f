/* What the person said about who may see what: no, but for those they named. */
#include "config.h"

#include "export/fhir.h"

#include <stdlib.h>
#include <string.h>

#include "export/write_json.h"
#include "form/field_type.h"

/* The parts of the plan that somebody may see, one concept each. */
static json_t *
make_parts(const struct fhir *fhir, const struct uid *row)
{
	const struct field *field =
	    view_field(fhir->view, "consent.viewer_parts");
	const char *codes = view_text(fhir->view, field, row);
	json_t *parts = json_array();

	if (field == NULL || field->list == NULL)
		return parts;
	for (size_t i = 0; i < field->list->count; i++)
		if (codes_have(codes, field->list->choices[i].code))
			json_array_append_new(parts,
			    fhir_concept(field->list->choices[i].label));
	return parts;
}

/* One who may see some of it; NULL if the reader may not know who. */
static json_t *
make_permit(const struct fhir *fhir, const struct uid *row)
{
	const char *who = fhir_text(fhir, "consent.viewer_who", row);
	json_t *permit, *parts = make_parts(fhir, row), *period = json_object();

	if (who[0] == '\0' || json_array_size(parts) == 0) {
		json_decref(parts);
		json_decref(period);
		return NULL;
	}
	permit = json_pack("{s:s, s:[{s:o, s:o}], s:o}", "type", "permit",
	    "actor", "role", fhir_code(FHIR_TERMS "v3-ParticipationType",
	    "IRCP", "information recipient"), "reference", fhir_named(who),
	    "code", parts);
	fhir_set_date(fhir, period, "end", "consent.viewer_until", row);
	fhir_set_some(permit, "period", period);
	return permit;
}

static void
add_permits(const struct fhir *fhir, json_t *provisions)
{
	const struct uid *rows;
	size_t count = fhir_rows(fhir, "consent.viewer", &UID_NONE, &rows);

	for (size_t i = 0; i < count; i++) {
		json_t *permit = make_permit(fhir, &rows[i]);

		if (permit != NULL)
			json_array_append_new(provisions, permit);
	}
}

/* What they do not want shared, in their words. */
static void
add_denial(const struct fhir *fhir, json_t *provisions)
{
	char *words = fhir_shown(fhir, "about_me.share_no", &UID_NONE);

	if (words[0] != '\0')
		json_array_append_new(provisions,
		    json_pack("{s:s, s:[o]}", "type", "deny", "code",
			fhir_concept(words)));
	free(words);
}

void
fhir_add_consent(struct fhir *fhir)
{
	struct fhir_id id = fhir_made_id(fhir, "Consent", "");
	json_t *consent, *provisions = json_array();

	add_permits(fhir, provisions);
	add_denial(fhir, provisions);
	if (json_array_size(provisions) == 0) {
		json_decref(provisions);
		return;
	}
	consent = fhir_resource(fhir, "Consent", &id);
	json_object_set_new(consent, "status",
	    json_string(fhir->report->seal != NULL ? "active" : "proposed"));
	json_object_set_new(consent, "scope",
	    fhir_code(FHIR_TERMS "consentscope", "patient-privacy",
		"Privacy Consent"));
	json_object_set_new(consent, "category",
	    json_pack("[o]", fhir_code("http://loinc.org", "59284-0",
		"Consent Document")));
	json_object_set_new(consent, "patient",
	    fhir_reference(&fhir->patient));
	json_object_set_new(consent, "policyRule",
	    fhir_concept("As the person said in the plan"));
	json_object_set_new(consent, "provision", json_pack("{s:s, s:o}",
	    "type", "deny", "provision", provisions));
	fhir_add(fhir, &id, consent);
}
