/* Who the person is, from a Patient that another system sends. What the person
 * says of themselves, such as their gender, is theirs to say: it is not taken
 * from there. */
#include "config.h"

#include "export/fhir_read.h"

#include <string.h>

#include "base/buf.h"
#include "export/fhir.h"

#define REPEAT_CONTACT "about_me.contact"

/* Puts TEXT under the question NAME, unless it is blank or answered. */
static void
put(struct fhir_reader *reader, const struct fhir_place *place,
    const char *name, const char *text)
{
	const struct field *field = form_set_field(reader->forms, name);

	if (field == NULL || text[0] == '\0' ||
	    json_object_get(place->answers, field->name) != NULL)
		return;
	json_object_set_new(place->answers, field->name, json_string(text));
}

/* The first of LIST whose KEY says VALUE, or NULL. */
static const json_t *
find_one(const json_t *list, const char *key, const char *value)
{
	for (size_t i = 0; i < json_array_size(list); i++)
		if (strcmp(fhir_string(json_array_get(list, i), key), value) ==
		    0)
			return json_array_get(list, i);
	return NULL;
}

/* The strings of LIST with BETWEEN in between; appended. */
static void
join(const json_t *list, const char *between, struct buf *out)
{
	for (size_t i = 0; i < json_array_size(list); i++) {
		const char *text =
		    json_string_value(json_array_get(list, i));

		if (text != NULL && text[0] != '\0')
			buf_addf(out, "%s%s", out->len > 0 ? between : "",
			    text);
	}
}

static void
put_names(struct fhir_reader *reader, const struct fhir_place *place,
    const json_t *names)
{
	const json_t *official = find_one(names, "use", "official");
	const json_t *usual = find_one(names, "use", "usual");
	struct buf given;

	if (official == NULL)
		official = json_array_get(names, 0);
	buf_init(&given);
	join(json_object_get(official, "given"), " ", &given);
	put(reader, place, "about_me.name_first", given.data);
	put(reader, place, "about_me.name_family",
	    fhir_string(official, "family"));
	buf_reset(&given);
	if (usual != official) {
		buf_add(&given, fhir_string(usual, "text"));
		if (given.len == 0)
			join(json_object_get(usual, "given"), " ", &given);
		put(reader, place, "about_me.name_pref", given.data);
	}
	buf_clear(&given);
}

static void
put_address(struct fhir_reader *reader, const struct fhir_place *place,
    const json_t *addresses)
{
	static const char *const parts[] = { "city", "district", "state" };
	const json_t *address = find_one(addresses, "use", "home");
	struct buf text;

	if (address == NULL)
		address = json_array_get(addresses, 0);
	buf_init(&text);
	buf_add(&text, fhir_string(address, "text"));
	if (text.len == 0) {
		join(json_object_get(address, "line"), "\n", &text);
		for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
			if (fhir_string(address, parts[i])[0] != '\0')
				buf_addf(&text, "%s%s",
				    text.len > 0 ? "\n" : "",
				    fhir_string(address, parts[i]));
	}
	put(reader, place, "about_me.address", text.data);
	put(reader, place, "about_me.postcode",
	    fhir_string(address, "postalCode"));
	buf_clear(&text);
}

/* The words of a concept: its text, or those of its first code. */
static const char *
concept_words(const json_t *concept)
{
	const char *text = fhir_string(concept, "text");

	return text[0] != '\0'
	    ? text
	    : fhir_string(json_array_get(json_object_get(concept, "coding"), 0),
		  "display");
}

/* Whom to ring; only where the answers have no such rows. */
static void
put_contacts(struct fhir_reader *reader, const struct fhir_place *place,
    const json_t *contacts)
{
	const struct repeat *repeat =
	    form_set_repeat(reader->forms, REPEAT_CONTACT);

	if (repeat == NULL ||
	    json_object_get(place->rows, repeat->name) != NULL)
		return;
	for (size_t i = 0; i < json_array_size(contacts); i++) {
		const json_t *contact = json_array_get(contacts, i);
		const json_t *name = json_object_get(contact, "name");
		struct fhir_place row = fhir_add_row(reader, place, repeat, "");
		struct buf text;

		buf_init(&text);
		buf_add(&text, fhir_string(name, "text"));
		if (text.len == 0) {
			join(json_object_get(name, "given"), " ", &text);
			buf_addf(&text, "%s%s", text.len > 0 ? " " : "",
			    fhir_string(name, "family"));
		}
		put(reader, &row, "about_me.contact_name", text.data);
		put(reader, &row, "about_me.contact_relation",
		    concept_words(json_array_get(
			json_object_get(contact, "relationship"), 0)));
		put(reader, &row, "about_me.contact_phone",
		    fhir_string(find_one(json_object_get(contact, "telecom"),
				    "system", "phone"), "value"));
		buf_clear(&text);
	}
}

void
fhir_read_patient(struct fhir_reader *reader, const struct fhir_place *place)
{
	const json_t *patient = reader->patient;
	const json_t *telecom = json_object_get(patient, "telecom");

	put(reader, place, "about_me.nhs_no",
	    fhir_string(find_one(json_object_get(patient, "identifier"),
			    "system", FHIR_NHS_NUMBER), "value"));
	put_names(reader, place, json_object_get(patient, "name"));
	put(reader, place, "about_me.dob", fhir_string(patient, "birthDate"));
	put(reader, place, "about_me.phone",
	    fhir_string(find_one(telecom, "system", "phone"), "value"));
	put(reader, place, "about_me.email",
	    fhir_string(find_one(telecom, "system", "email"), "value"));
	put_address(reader, place, json_object_get(patient, "address"));
	put(reader, place, "about_me.language",
	    concept_words(json_object_get(
		json_array_get(json_object_get(patient, "communication"), 0),
		"language")));
	put(reader, place, "about_me.gp_name",
	    fhir_string(json_array_get(
		json_object_get(patient, "generalPractitioner"), 0),
		"display"));
	put_contacts(reader, place, json_object_get(patient, "contact"));
}
