/* Risks worth taking: what could go wrong, what harm could come of not doing it,
 * and what will be done. Never a probability. Words for how likely and how bad
 * stand only where an organisation's grid is on and the form asks for them, which
 * it never does of self-harm (rules/grid.h). */
#include "config.h"

#include "export/fhir.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "export/write_json.h"
#include "form/field_type.h"

/* The words of the grid as the risk would be with what will be done, else as it
 * is now; NULL: there are none. */
static json_t *
make_level(const struct fhir *fhir, const struct uid *risk)
{
	static const char *const pairs[][2] = {
		{ "risks.likely_after", "risks.bad_after" },
		{ "risks.likely_before", "risks.bad_before" },
	};
	const char *kinds = fhir_text(fhir, "risks.kind", risk);
	json_t *level = NULL;

	for (size_t i = 0; i < 2 && level == NULL; i++) {
		char *likely = fhir_shown(fhir, pairs[i][0], risk);
		char *bad = fhir_shown(fhir, pairs[i][1], risk);

		if (likely[0] != '\0' && bad[0] != '\0' &&
		    !codes_have(kinds, "self_harm")) {
			struct buf text;

			buf_init(&text);
			buf_addf(&text, "How likely: %s. How bad: %s.", likely,
			    bad);
			level = fhir_concept(text.data);
			buf_clear(&text);
		}
		free(likely);
		free(bad);
	}
	return level;
}

static void
add_prediction(json_t *predictions, const char *before, const char *outcome,
    json_t *level)
{
	struct buf text;
	json_t *prediction;

	buf_init(&text);
	buf_addf(&text, "%s%s", before, outcome);
	prediction = json_pack("{s:o}", "outcome", fhir_concept(text.data));
	if (level != NULL)
		json_object_set(prediction, "qualitativeRisk", level);
	json_array_append_new(predictions, prediction);
	buf_clear(&text);
}

/* "WHAT (WHO)" or "THIS: THAT (WHO)", a line each. */
static void
add_line(const struct fhir *fhir, const struct uid *row, const char *what,
    const char *then, const char *who, struct buf *out)
{
	char *said = fhir_shown(fhir, what, row);
	char *that = then != NULL ? fhir_shown(fhir, then, row) : NULL;
	char *name = fhir_shown(fhir, who, row);

	if (said[0] != '\0') {
		buf_addf(out, "%s%s", out->len > 0 ? "\n" : "", said);
		if (that != NULL && that[0] != '\0')
			buf_addf(out, ": %s", that);
		if (name[0] != '\0')
			buf_addf(out, " (%s)", name);
	}
	free(said);
	free(that);
	free(name);
}

static void
add_mitigation(const struct fhir *fhir, const struct uid *risk, json_t *out)
{
	const struct uid *rows;
	struct buf text;
	size_t count;

	buf_init(&text);
	count = fhir_rows(fhir, "risks.do", risk, &rows);
	for (size_t i = 0; i < count; i++)
		add_line(fhir, &rows[i], "risks.do_what", NULL,
		    "risks.do_who", &text);
	count = fhir_rows(fhir, "risks.if", risk, &rows);
	for (size_t i = 0; i < count; i++)
		add_line(fhir, &rows[i], "risks.if_this", "risks.if_that",
		    "risks.if_who", &text);
	fhir_set_text(out, "mitigation", text.data);
	buf_clear(&text);
}

static void
add_risk(struct fhir *fhir, const struct uid *row)
{
	struct fhir_id id = fhir_row_id(row);
	json_t *risk = fhir_resource(fhir, "RiskAssessment", &id);
	json_t *predictions = json_array(), *level = make_level(fhir, row);
	char *want = fhir_shown(fhir, "risks.want", row);
	char *matters = fhir_shown(fhir, "risks.matters", row);
	char *wrong = fhir_shown(fhir, "risks.wrong", row);
	char *harm = fhir_shown(fhir, "risks.not_doing", row);

	json_object_set_new(risk, "status",
	    json_string(fhir->report->seal != NULL ? "final" : "preliminary"));
	json_object_set_new(risk, "subject", fhir_reference(&fhir->patient));
	if (want[0] != '\0')
		json_object_set_new(risk, "reasonCode",
		    json_pack("[o]", fhir_concept(want)));
	if (matters[0] != '\0')
		json_object_set_new(risk, "note",
		    json_pack("[{s:o}]", "text", json_words(matters)));
	if (wrong[0] != '\0')
		add_prediction(predictions, "", wrong, level);
	if (harm[0] != '\0')
		add_prediction(predictions, "If it is not done: ", harm, NULL);
	fhir_set_some(risk, "prediction", predictions);
	add_mitigation(fhir, row, risk);
	fhir_add(fhir, &id, risk);
	json_array_append_new(fhir->support, fhir_reference(&id));
	json_decref(level);
	free(want);
	free(matters);
	free(wrong);
	free(harm);
}

void
fhir_add_risks(struct fhir *fhir)
{
	const struct uid *rows;
	size_t count = fhir_rows(fhir, "risks.risk", &UID_NONE, &rows);

	for (size_t i = 0; i < count; i++)
		add_risk(fhir, &rows[i]);
}
