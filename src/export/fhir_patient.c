/* The person, as far as the reader may know who they are. */
#include "config.h"

#include "export/fhir.h"

#include <stdlib.h>
#include <string.h>

#include "export/write_json.h"
#include "form/field_type.h"

static void
add_names(const struct fhir *fhir, json_t *patient)
{
	const struct field *pref =
	    view_field(fhir->view, "about_me.name_pref");
	const char *first = fhir_text(fhir, "about_me.name_first", &UID_NONE);
	json_t *names = json_array(), *official = json_object();
	json_t *usual = json_object();

	fhir_set_answer(fhir, official, "family", "about_me.name_family",
	    &UID_NONE);
	if (first[0] != '\0')
		json_object_set_new(official, "given",
		    json_pack("[o]", json_words(first)));
	if (json_object_size(official) > 0)
		json_object_set_new(official, "use", json_string("official"));
	/* only a name that the person gave: ours until then is the first */
	if (view_given(fhir->view, pref, &UID_NONE) != NULL) {
		fhir_set_answer(fhir, usual, "text", pref->name, &UID_NONE);
		json_object_set_new(usual, "use", json_string("usual"));
	}
	if (json_object_size(official) > 0)
		json_array_append(names, official);
	if (json_object_size(usual) > 0)
		json_array_append(names, usual);
	json_decref(official);
	json_decref(usual);
	fhir_set_some(patient, "name", names);
}

/* Only a number that can be one: it opens records elsewhere. */
static void
add_number(const struct fhir *fhir, json_t *patient)
{
	const struct field *field = view_field(fhir->view, "about_me.nhs_no");
	const struct value *number = view_value(fhir->view, field, &UID_NONE);

	if (number != NULL && number->kind == VALUE_TEXT &&
	    field_valid(field, number, NULL))
		json_object_set_new(patient, "identifier",
		    json_pack("[{s:s, s:s}]", "system", FHIR_NHS_NUMBER,
			"value", number->text));
}

/* What others call administrative gender: not sex, and not more than was said. */
static void
add_gender(const struct fhir *fhir, json_t *patient)
{
	static const struct {
		const char *code, *gender;
	} genders[] = {
		{ "woman", "female" },
		{ "man", "male" },
		{ "non_binary", "other" },
		{ "own", "other" },
	};
	const char *said = fhir_text(fhir, "about_me.gender", &UID_NONE);

	for (size_t i = 0; i < sizeof genders / sizeof genders[0]; i++)
		if (strcmp(genders[i].code, said) == 0)
			json_object_set_new(patient, "gender",
			    json_string(genders[i].gender));
}

static void
add_reach(const struct fhir *fhir, json_t *telecom, const char *system,
    const char *name, const struct uid *row)
{
	const char *text = fhir_text(fhir, name, row);

	if (text[0] != '\0')
		json_array_append_new(telecom, json_pack("{s:s, s:o}",
		    "system", system, "value", json_words(text)));
}

static void
add_address(const struct fhir *fhir, json_t *patient)
{
	json_t *telecom = json_array(), *address = json_object();

	add_reach(fhir, telecom, "phone", "about_me.phone", &UID_NONE);
	add_reach(fhir, telecom, "email", "about_me.email", &UID_NONE);
	fhir_set_some(patient, "telecom", telecom);
	fhir_set_answer(fhir, address, "text", "about_me.address", &UID_NONE);
	fhir_set_answer(fhir, address, "postalCode", "about_me.postcode",
	    &UID_NONE);
	if (json_object_size(address) > 0)
		json_object_set_new(patient, "address",
		    json_pack("[O]", address));
	json_decref(address);
}

static void
add_contacts(const struct fhir *fhir, json_t *patient)
{
	const struct uid *rows;
	size_t count = fhir_rows(fhir, "about_me.contact", &UID_NONE, &rows);
	json_t *contacts = json_array();

	for (size_t i = 0; i < count; i++) {
		const char *name =
		    fhir_text(fhir, "about_me.contact_name", &rows[i]);
		const char *relation =
		    fhir_text(fhir, "about_me.contact_relation", &rows[i]);
		json_t *contact = json_object(), *telecom = json_array();

		if (name[0] != '\0')
			json_object_set_new(contact, "name",
			    json_pack("{s:o}", "text", json_words(name)));
		if (relation[0] != '\0')
			json_object_set_new(contact, "relationship",
			    json_pack("[o]", fhir_concept(relation)));
		add_reach(fhir, telecom, "phone", "about_me.contact_phone",
		    &rows[i]);
		fhir_set_some(contact, "telecom", telecom);
		if (json_object_size(contact) > 0)
			json_array_append(contacts, contact);
		json_decref(contact);
	}
	fhir_set_some(patient, "contact", contacts);
}

void
fhir_add_patient(struct fhir *fhir)
{
	json_t *patient = fhir_resource(fhir, "Patient", &fhir->patient);
	char *language =
	    fhir_shown(fhir, "about_me.language", &UID_NONE);
	const char *gp = fhir_text(fhir, "about_me.gp_name", &UID_NONE);

	add_number(fhir, patient);
	add_names(fhir, patient);
	add_gender(fhir, patient);
	add_address(fhir, patient);
	add_contacts(fhir, patient);
	fhir_set_date(fhir, patient, "birthDate", "about_me.dob", &UID_NONE);
	fhir_set_date(fhir, patient, "deceasedDateTime",
	    "about_me.date_of_death", &UID_NONE);
	if (language[0] != '\0')
		json_object_set_new(patient, "communication",
		    json_pack("[{s:o}]", "language", fhir_concept(language)));
	if (gp[0] != '\0')
		json_object_set_new(patient, "generalPractitioner",
		    json_pack("[o]", fhir_named(gp)));
	free(language);
	fhir_add(fhir, &fhir->patient, patient);
}
