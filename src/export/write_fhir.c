#include "config.h"

#include "export/write_fhir.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/hex.h"
#include "export/fhir.h"
#include "export/write_json.h"
#include "form/field_type.h"

bool
fhir_holds(bool whole, enum page page)
{
	(void)page;
	return whole;
}

/* --- ids --- */

/* Sixteen bytes in the shape of a UUID. */
static struct fhir_id
id_of(const unsigned char bytes[UID_BYTES])
{
	static const size_t parts[] = { 4, 2, 2, 2, 6 };
	struct fhir_id id;
	struct buf text;

	buf_init(&text);
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (i > 0)
			buf_add_char(&text, '-');
		hex_add(bytes, parts[i], &text);
		bytes += parts[i];
	}
	memcpy(id.text, text.data, sizeof id.text);
	buf_clear(&text);
	return id;
}

struct fhir_id
fhir_row_id(const struct uid *row)
{
	return id_of(row->bytes);
}

struct fhir_id
fhir_made_id(const struct fhir *fhir, const char *what, const char *which)
{
	const struct uid *plan =
	    store_plan_uid(plan_store(view_plan(fhir->view)));
	struct digest digest;
	struct buf text;

	buf_init(&text);
	buf_add_bytes(&text, (const char *)plan->bytes, UID_BYTES);
	buf_addf(&text, "fhir\n%s\n%s", what, which);
	digest = digest_of(text.data, text.len);
	buf_clear(&text);
	/* version 8, a UUID made in a way of one's own (RFC 9562) */
	digest.bytes[6] = (unsigned char)((digest.bytes[6] & 0x0f) | 0x80);
	digest.bytes[8] = (unsigned char)((digest.bytes[8] & 0x3f) | 0x80);
	return id_of(digest.bytes);
}

/* --- parts --- */

json_t *
fhir_uri(const struct fhir_id *id)
{
	return json_sprintf("urn:uuid:%s", id->text);
}

json_t *
fhir_reference(const struct fhir_id *id)
{
	return json_pack("{s:o}", "reference", fhir_uri(id));
}

json_t *
fhir_named(const char *name)
{
	return json_pack("{s:o}", "display", json_words(name));
}

json_t *
fhir_concept(const char *text)
{
	return json_pack("{s:o}", "text", json_words(text));
}

json_t *
fhir_code(const char *system, const char *code, const char *display)
{
	return json_pack("{s:[{s:s, s:s, s:s}]}", "coding", "system", system,
	    "code", code, "display", display);
}

json_t *
fhir_quantity(json_t *value, const char *unit, const char *system,
    const char *code)
{
	return json_pack("{s:o, s:s, s:s, s:s}", "value", value, "unit", unit,
	    "system", system, "code", code);
}

static bool
blank(const char *text)
{
	return text[strspn(text, " \t\r\n")] == '\0';
}

void
fhir_set_text(json_t *object, const char *key, const char *text)
{
	if (!blank(text))
		json_object_set_new(object, key, json_words(text));
}

void
fhir_set_some(json_t *object, const char *key, json_t *value)
{
	if (json_array_size(value) > 0 || json_object_size(value) > 0)
		json_object_set_new(object, key, value);
	else
		json_decref(value);
}

/* --- answers --- */

const char *
fhir_text(const struct fhir *fhir, const char *name, const struct uid *row)
{
	return view_text(fhir->view, view_field(fhir->view, name), row);
}

char *
fhir_shown(const struct fhir *fhir, const char *name, const struct uid *row)
{
	struct buf text;

	buf_init(&text);
	view_show(fhir->view, view_field(fhir->view, name), row, &text);
	return buf_take(&text);
}

void
fhir_set_answer(const struct fhir *fhir, json_t *object, const char *key,
    const char *name, const struct uid *row)
{
	char *text = fhir_shown(fhir, name, row);

	fhir_set_text(object, key, text);
	free(text);
}

void
fhir_set_date(const struct fhir *fhir, json_t *object, const char *key,
    const char *name, const struct uid *row)
{
	const char *text = fhir_text(fhir, name, row);
	struct date date;

	if (date_parse_iso(text, &date))
		json_object_set_new(object, key, json_string(text));
}

size_t
fhir_rows(const struct fhir *fhir, const char *repeat,
    const struct uid *parent, const struct uid **rows)
{
	return view_rows(fhir->view, view_repeat(fhir->view, repeat), parent,
	    rows);
}

/* --- the bundle --- */

/* A training plan says in each part that it is made up, by the code that record
 * systems know test data by. */
json_t *
fhir_resource(const struct fhir *fhir, const char *type,
    const struct fhir_id *id)
{
	json_t *resource = json_pack("{s:s, s:s, s:s}", "resourceType", type,
	    "id", id->text, "language", "en-GB");

	if (fhir->report->training)
		json_object_set_new(resource, "meta",
		    json_pack("{s:[{s:s, s:s, s:s}]}", "security", "system",
			FHIR_TERMS "v3-ActReason", "code", FHIR_TEST,
			"display", "test health data"));
	return resource;
}

void
fhir_add(struct fhir *fhir, const struct fhir_id *id, json_t *resource)
{
	json_array_append_new(fhir->entries, json_pack("{s:o, s:o}", "fullUrl",
	    fhir_uri(id), "resource", resource));
}

void
write_fhir(const struct report *report, struct buf *out)
{
	struct fhir fhir = {
		.report = report,
		.view = report->view,
		.forms = plan_forms(view_plan(report->view)),
		.entries = json_array(),
		.goals = json_array(),
		.support = json_array(),
	};
	const char *audience = audience_word(report->audience);
	struct fhir_id id = fhir_made_id(&fhir, "Bundle", audience);
	json_t *bundle = fhir_resource(&fhir, "Bundle", &id);

	json_object_set_new(bundle, "type", json_string("collection"));
	json_object_set_new(bundle, "identifier", json_pack("{s:s, s:o}",
	    "system", "urn:ietf:rfc:3986", "value", fhir_uri(&id)));
	fhir.patient = fhir_made_id(&fhir, "Patient", "");
	fhir_add_patient(&fhir);
	fhir_add_goals(&fhir);
	fhir_add_risks(&fhir);
	fhir_add_consent(&fhir);
	fhir_add_forms(&fhir);
	fhir_add_care_plan(&fhir);
	json_object_set_new(bundle, "entry", fhir.entries);
	json_write(bundle, out);
	json_decref(fhir.goals);
	json_decref(fhir.support);
}
