#include "config.h"

#include "export/read_fhir.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/digest.h"
#include "base/uid.h"
#include "export/fhir.h"
#include "export/fhir_read.h"
#include "export/write_answers.h"
#include "form/field_type.h"

#define DEPTH_MOST 20 /* groups in groups; ours have four */

bool
fhir_is(const json_t *page)
{
	return json_is_string(json_object_get(page, "resourceType"));
}

void
fhir_say(struct fhir_reader *reader, const char *where, const char *text)
{
	problem_add(reader->said, error_quote(where).text, "%s", text);
}

const char *
fhir_string(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text != NULL ? text : "";
}

/* --- one answer --- */

/* A number as somebody would type it. The decimal point is the locale's. */
static json_t *
number_text(const json_t *number)
{
	char text[64];

	if (json_is_integer(number))
		return json_sprintf("%" JSON_INTEGER_FORMAT,
		    json_integer_value(number));
	if (!json_is_real(number))
		return NULL;
	snprintf(text, sizeof text, "%.15g", json_real_value(number));
	for (char *c = text; *c != '\0'; c++)
		if (*c == ',')
			*c = '.';
	return json_string(text);
}

/* An amount in other money than ours means something else. */
static json_t *
quantity_text(const struct field *field, const json_t *quantity)
{
	const char *code = fhir_string(quantity, "code");

	if (field->kind == FIELD_MONEY && code[0] != '\0' &&
	    strcmp(code, "GBP") != 0)
		return NULL;
	return number_text(json_object_get(quantity, "value"));
}

static json_t *
coding_text(const struct field *field, const json_t *coding)
{
	const char *code = fhir_string(coding, "code");
	const char *display = fhir_string(coding, "display");

	if (!field_type(field->kind)->picked && display[0] != '\0')
		return json_string(display);
	return code[0] != '\0' ? json_string(code) : NULL;
}

/* A moment where a day is asked: its day. */
static json_t *
day_text(const struct field *field, const json_t *moment)
{
	const char *text = json_string_value(moment);

	if (text == NULL)
		return NULL;
	if (field->kind == FIELD_DATE && strlen(text) > DATE_ISO_LEN &&
	    text[DATE_ISO_LEN] == 'T')
		return json_stringn(text, DATE_ISO_LEN);
	return json_string(text);
}

/* What one answer says, as read_answers takes it; NULL: nothing it can take. */
static json_t *
answer_value(const struct field *field, const json_t *answer)
{
	const json_t *value;

	if ((value = json_object_get(answer, "valueBoolean")) != NULL &&
	    json_is_boolean(value))
		return field->kind == FIELD_YES_NO
		    ? json_integer(json_is_true(value))
		    : json_string(json_is_true(value) ? "Yes" : "No");
	if ((value = json_object_get(answer, "valueInteger")) != NULL ||
	    (value = json_object_get(answer, "valueDecimal")) != NULL)
		return field->kind == FIELD_NUMBER && json_is_integer(value)
		    ? json_integer(json_integer_value(value))
		    : number_text(value);
	if ((value = json_object_get(answer, "valueQuantity")) != NULL)
		return quantity_text(field, value);
	if ((value = json_object_get(answer, "valueCoding")) != NULL)
		return coding_text(field, value);
	if ((value = json_object_get(answer, "valueDate")) != NULL ||
	    (value = json_object_get(answer, "valueDateTime")) != NULL)
		return day_text(field, value);
	if ((value = json_object_get(answer, "valueString")) != NULL ||
	    (value = json_object_get(answer, "valueTime")) != NULL ||
	    (value = json_object_get(answer, "valueUri")) != NULL)
		return json_is_string(value)
		    ? json_string(json_string_value(value))
		    : NULL;
	return NULL;
}

/* Several codes, as a choice of several keeps them. */
static json_t *
join_codes(const struct field *field, const json_t *answers)
{
	struct buf codes;
	json_t *joined = NULL, *value;

	buf_init(&codes);
	for (size_t i = 0; i < json_array_size(answers); i++) {
		value = answer_value(field, json_array_get(answers, i));
		if (json_is_string(value))
			buf_addf(&codes, "%s%s", i > 0 ? " " : "",
			    json_string_value(value));
		json_decref(value);
	}
	if (codes.len > 0)
		joined = json_string(codes.data);
	buf_clear(&codes);
	return joined;
}

static void
read_voice(const struct field *field, const json_t *item,
    const struct fhir_place *place)
{
	const json_t *beside = json_object_get(item, "extension");

	for (size_t i = 0; i < json_array_size(beside); i++) {
		const json_t *one = json_array_get(beside, i);

		if (strcmp(fhir_string(one, "url"), FHIR_VOICE) == 0)
			json_object_set_new(place->voices, field->name,
			    json_string(fhir_string(one, "valueString")));
	}
}

static void
read_answer(struct fhir_reader *reader, const struct field *field,
    const json_t *item, const struct fhir_place *place)
{
	const json_t *answers = json_object_get(item, "answer");
	json_t *value = NULL;

	/* what is worked out is worked out anew */
	if (field->exprs[EXPR_CALCULATE] != NULL ||
	    json_array_size(answers) == 0)
		return;
	if (json_object_get(place->answers, field->name) != NULL)
		fhir_say(reader, field->name,
		    "This is answered twice. The first answer counts; the "
		    "other was left out.");
	else if (field->kind == FIELD_CHOICES || field->kind == FIELD_LINKS)
		value = join_codes(field, answers);
	else if (json_array_size(answers) == 1)
		value = answer_value(field, json_array_get(answers, 0));
	else {
		fhir_say(reader, field->name,
		    "Only one answer can be given here, and there are several, "
		    "so they were left out.");
		return;
	}
	if (value != NULL) {
		json_object_set_new(place->answers, field->name, value);
		read_voice(field, item, place);
	} else if (json_object_get(place->answers, field->name) == NULL) {
		fhir_say(reader, field->name,
		    "The answer is of a sort that cannot be taken in here, so "
		    "it was left out.");
	}
}

/* --- rows --- */

/* The number of a row that has none of ours: always the same for the same row of
 * the same answers. */
static void
make_row_id(struct fhir_reader *reader, const char *table, char *hex)
{
	struct digest digest;
	struct uid id;
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "%s\n%s\n%zu", reader->response, table, reader->rows);
	digest = digest_of(text.data, text.len);
	buf_clear(&text);
	memcpy(id.bytes, digest.bytes, sizeof id.bytes);
	uid_format(&id, hex);
}

struct fhir_place
fhir_add_row(struct fhir_reader *reader, const struct fhir_place *in,
    const struct repeat *repeat, const char *id)
{
	struct fhir_place row = { json_object(), json_object(),
		json_object() };
	json_t *table = json_object_get(in->rows, repeat->name);
	char hex[UID_HEX_LEN + 1];
	struct uid uid;

	reader->rows++;
	if (uid_parse(id, strlen(id), &uid))
		uid_format(&uid, hex);
	else
		make_row_id(reader, repeat->name, hex);
	if (table == NULL) {
		table = json_array();
		json_object_set_new(in->rows, repeat->name, table);
	}
	json_array_append_new(table, json_pack("{s:s, s:o, s:o, s:o}",
	    ANSWERS_KEY_ROW, hex, ANSWERS_KEY_ANSWERS, row.answers,
	    ANSWERS_KEY_ROWS, row.rows, ANSWERS_KEY_VOICES, row.voices));
	return row;
}

/* --- items --- */

static void read_items(struct fhir_reader *reader, const json_t *items,
    const struct fhir_place *place, int depth);

/* Groups that are none of ours are passed through; questions are said. */
static void
read_item(struct fhir_reader *reader, const json_t *item,
    const struct fhir_place *place, int depth)
{
	const char *name = fhir_string(item, "linkId");
	const struct field *field = form_set_field(reader->forms, name);
	const struct repeat *repeat = form_set_repeat(reader->forms, name);
	const json_t *answers = json_object_get(item, "answer");
	struct fhir_place row;

	if (field != NULL) {
		read_answer(reader, field, item, place);
	} else if (repeat != NULL) {
		row = fhir_add_row(reader, place, repeat,
		    fhir_string(item, "id"));
		read_items(reader, json_object_get(item, "item"), &row,
		    depth + 1);
		return;
	} else if (json_array_size(answers) > 0) {
		fhir_say(reader, name,
		    "These forms do not ask this, so the answer was left out.");
	}
	read_items(reader, json_object_get(item, "item"), place, depth + 1);
	for (size_t i = 0; i < json_array_size(answers); i++)
		read_items(reader,
		    json_object_get(json_array_get(answers, i), "item"), place,
		    depth + 1);
}

static void
read_items(struct fhir_reader *reader, const json_t *items,
    const struct fhir_place *place, int depth)
{
	if (json_array_size(items) == 0)
		return;
	if (depth > DEPTH_MOST) {
		fhir_say(reader, "item",
		    "Questions stand in each other too deeply. The deepest "
		    "were left out.");
		return;
	}
	for (size_t i = 0; i < json_array_size(items); i++)
		read_item(reader, json_array_get(items, i), place, depth);
}

/* --- resources --- */

static bool
is_type(const json_t *resource, const char *type)
{
	return strcmp(fhir_string(resource, "resourceType"), type) == 0;
}

/* Does it say of itself that it is made up? */
static bool
is_test(const json_t *resource)
{
	const json_t *labels = json_object_get(
	    json_object_get(resource, "meta"), "security");

	for (size_t i = 0; i < json_array_size(labels); i++)
		if (strcmp(fhir_string(json_array_get(labels, i), "code"),
			FHIR_TEST) == 0)
			return true;
	return false;
}

static void
read_resource(struct fhir_reader *reader, const json_t *resource,
    const struct fhir_place *place)
{
	reader->training = reader->training || is_test(resource);
	if (is_type(resource, "QuestionnaireResponse")) {
		reader->response = fhir_string(resource, "id");
		reader->responses++;
		read_items(reader, json_object_get(resource, "item"), place, 0);
	} else if (is_type(resource, "Patient")) {
		reader->patient = resource;
		reader->patients++;
	}
}

static bool
read_resources(struct fhir_reader *reader, const json_t *page,
    const struct fhir_place *place, struct error *err)
{
	const json_t *entries = json_object_get(page, "entry");

	if (is_type(page, "Bundle")) {
		reader->training = is_test(page);
		for (size_t i = 0; i < json_array_size(entries); i++)
			read_resource(reader,
			    json_object_get(json_array_get(entries, i),
				"resource"), place);
	} else {
		read_resource(reader, page, place);
	}
	if (reader->patients > 1)
		return error_set(err, ERR_USER,
		    "The file is about more than one person. Nothing was "
		    "changed.");
	if (reader->patients + reader->responses == 0)
		return error_set(err, ERR_USER,
		    "There are no answers in the file, and nothing about who "
		    "the person is. oneplan reads QuestionnaireResponse and "
		    "Patient.");
	return true;
}

json_t *
fhir_answers(const json_t *page, const struct form_set *forms,
    struct problem_list *said, struct error *err)
{
	struct fhir_reader reader = { .forms = forms, .said = said };
	struct fhir_place top = { json_object(), json_object(),
		json_object() };
	json_t *plan = json_pack("{s:s, s:o, s:o, s:o}", ANSWERS_KEY_FORMAT,
	    ANSWERS_FORMAT, ANSWERS_KEY_ANSWERS, top.answers, ANSWERS_KEY_ROWS,
	    top.rows, ANSWERS_KEY_VOICES, top.voices);

	if (!read_resources(&reader, page, &top, err)) {
		json_decref(plan);
		return NULL;
	}
	if (reader.patient != NULL)
		fhir_read_patient(&reader, &top);
	return json_pack("{s:b, s:o}", ANSWERS_KEY_TRAINING, reader.training,
	    ANSWERS_KEY_PLAN, plan);
}
