/* A Questionnaire a form, of what the reader may see of it, and beside it the
 * answers. The rows of a table are groups that repeat; a row's own id goes with
 * it, so that it is the same row when it comes back (read_fhir.h). */
#include "config.h"

#include "export/fhir.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "export/write_json.h"
#include "form/field_type.h"
#include "plan/statement.h"

/* Whole numbers have 32 bits there. */
#define INTEGER_MOST 2147483647

/* The agencies' draft keeps what is set aside, so that what comes back is all
 * that was there; what is signed, and what others get, holds only what counts. */
static bool
keeps_all(const struct fhir *fhir)
{
	return fhir->report->audience == AUDIENCE_AGENCIES &&
	    fhir->report->seal == NULL;
}

static bool
has_field(const struct fhir *fhir, const struct field *field)
{
	return keeps_all(fhir) ? field != NULL : view_has(fhir->view, field);
}

static bool
has_table(const struct fhir *fhir, const struct repeat *repeat)
{
	return keeps_all(fhir) ? repeat != NULL
			       : view_has_rows(fhir->view, repeat);
}

static size_t
rows_of(const struct fhir *fhir, const struct repeat *repeat,
    const struct uid *parent, const struct uid **rows)
{
	return keeps_all(fhir)
	    ? plan_rows(view_plan(fhir->view), repeat, parent, rows)
	    : view_rows(fhir->view, repeat, parent, rows);
}

/* Words of a grid that was set aside stay here, whatever else goes: the risk may
 * be one of self-harm, of which nobody is told how likely or how bad. */
static bool
is_level(const struct field *field)
{
	static const char *const names[] = { "risks.likely_before",
		"risks.bad_before", "risks.likely_after", "risks.bad_after" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i], field->name) == 0)
			return true;
	return false;
}

static const struct value *
value_of(const struct fhir *fhir, const struct field *field,
    const struct uid *row)
{
	const struct value *value;
	struct field_state state;

	if (!keeps_all(fhir))
		return view_given(fhir->view, field, row);
	plan_field(view_plan(fhir->view), field, row, &state);
	if (state.taken_out ||
	    (!state.relevant && (state.calculated || is_level(field))))
		return NULL;
	value = state.calculated ? state.value : state.answer;
	return value_is_none(value) ? NULL : value;
}

/* --- questions --- */

static const char *
item_type(const struct field *field)
{
	switch (field->kind) {
	case FIELD_PARAGRAPH:
		return "text";
	case FIELD_CHOICE:
	case FIELD_CHOICES:
		return "choice";
	case FIELD_LINK:
	case FIELD_LINKS:
		return "open-choice";
	case FIELD_YES_NO:
		return "boolean";
	case FIELD_NUMBER:
		return "integer";
	case FIELD_DECIMAL:
		return "decimal";
	case FIELD_MONEY:
	case FIELD_PERCENT:
		return "quantity";
	case FIELD_DATE:
		return "date";
	default:
		return "string";
	}
}

static json_t *
coding(const char *code, const char *display)
{
	return json_pack("{s:{s:s, s:o}}", "valueCoding", "code", code,
	    "display", json_words(display));
}

static json_t *
question(const struct field *field)
{
	bool several =
	    field->kind == FIELD_CHOICES || field->kind == FIELD_LINKS;
	json_t *item = json_pack("{s:s, s:s, s:s}", "linkId", field->name,
	    "text", field->label, "type", item_type(field));

	if (several)
		json_object_set_new(item, "repeats", json_true());
	if (field->exprs[EXPR_CALCULATE] != NULL)
		json_object_set_new(item, "readOnly", json_true());
	if (field->list != NULL) {
		json_t *options = json_array();

		for (size_t i = 0; i < field->list->count; i++)
			json_array_append_new(options,
			    coding(field->list->choices[i].code,
				field->list->choices[i].label));
		fhir_set_some(item, "answerOption", options);
	}
	return item;
}

/* A table with all that the reader may see of its rows. */
static json_t *
table(const struct fhir *fhir, const struct repeat *repeat)
{
	json_t *items = json_array();

	for (size_t i = 0; i < repeat->field_count; i++)
		if (has_field(fhir, repeat->fields[i]))
			json_array_append_new(items,
			    question(repeat->fields[i]));
	for (size_t i = 0; i < repeat->inner_count; i++)
		if (has_table(fhir, repeat->inner[i]))
			json_array_append_new(items,
			    table(fhir, repeat->inner[i]));
	return json_pack("{s:s, s:s, s:s, s:b, s:o}", "linkId", repeat->name,
	    "text", repeat->title, "type", "group", "repeats", true, "item",
	    items);
}

static bool
table_empty(const json_t *group)
{
	return json_array_size(json_object_get(group, "item")) == 0;
}

static json_t *
section_items(const struct fhir *fhir, const struct section *section)
{
	json_t *items = json_array();

	for (size_t i = 0; i < section->item_count; i++) {
		const struct item *item = &section->items[i];

		if (has_field(fhir, item->field)) {
			json_array_append_new(items, question(item->field));
		} else if (has_table(fhir, item->repeat)) {
			json_t *group = table(fhir, item->repeat);

			if (!table_empty(group))
				json_array_append(items, group);
			json_decref(group);
		}
	}
	return items;
}

/* A group named as SECTION with ITEMS, added to GROUPS unless it is empty. */
static void
add_group(json_t *groups, const struct section *section, const char *type,
    json_t *items)
{
	json_t *group;

	if (json_array_size(items) == 0) {
		json_decref(items);
		return;
	}
	group = json_pack("{s:o, s:s, s:o}", "linkId",
	    json_sprintf("%s%s", FHIR_SECTION, section->name), "text",
	    section->title, "item", items);
	if (type != NULL)
		json_object_set_new(group, "type", json_string(type));
	json_array_append_new(groups, group);
}

/* --- answers --- */

static json_t *
amount(const struct field *field, int64_t number)
{
	if (field->kind == FIELD_MONEY)
		return json_pack("{s:o}", "valueQuantity",
		    fhir_quantity(json_decimal(number, 2), "GBP",
			FHIR_CURRENCY, "GBP"));
	if (field->kind == FIELD_PERCENT)
		return json_pack("{s:o}", "valueQuantity",
		    fhir_quantity(json_decimal(number, 2), "%", FHIR_UNITS,
			"%"));
	if (field->kind == FIELD_DECIMAL)
		return json_pack("{s:o}", "valueDecimal",
		    json_decimal(number, 4));
	if (field->kind == FIELD_YES_NO && (number == 0 || number == 1))
		return json_pack("{s:b}", "valueBoolean", number == 1);
	if (number > INTEGER_MOST || number < -INTEGER_MOST)
		return json_pack("{s:I}", "valueDecimal",
		    (json_int_t)number);
	return json_pack("{s:I}", "valueInteger", (json_int_t)number);
}

/* The words of a code or of the row that a link leads to. */
static json_t *
picked(const struct fhir *fhir, const struct field *field, const char *code)
{
	const char *label = field->list != NULL
	    ? field_choice_label(field, code)
	    : NULL;
	struct value value;
	struct buf text;
	json_t *answer;

	if (label != NULL)
		return coding(code, label);
	buf_init(&text);
	value_init(&value);
	value_set_text(&value, code);
	plan_show_value(view_plan(fhir->view), field, &value, &text);
	answer = coding(code, text.len > 0 ? text.data : code);
	value_clear(&value);
	buf_clear(&text);
	return answer;
}

static void
add_picked(const struct fhir *fhir, const struct field *field,
    const char *codes, json_t *answers)
{
	while (*codes != '\0') {
		size_t len = strcspn(codes, " ");
		char *code = xmalloc(len + 1);

		memcpy(code, codes, len);
		code[len] = '\0';
		if (len > 0)
			json_array_append_new(answers,
			    picked(fhir, field, code));
		free(code);
		codes += len + (codes[len] == ' ');
	}
}

/* What cannot be read as its type is there as the words that were typed. */
static void
add_words(const struct fhir *fhir, const struct field *field,
    const struct value *value, json_t *answers)
{
	bool holds = field_valid(field, value, NULL);

	if (holds && field_type(field->kind)->picked)
		add_picked(fhir, field, value->text, answers);
	else if (value->text[strspn(value->text, " \t\r\n")] != '\0')
		json_array_append_new(answers, json_pack("{s:o}",
		    holds && field->kind == FIELD_DATE ? "valueDate"
						       : "valueString",
		    json_words(value->text)));
}

/* Whoever reads the answer reads what is said against it; read_fhir.h takes it
 * from its own table. */
static json_t *
statements(const struct fhir *fhir, const struct field *field,
    const struct uid *row)
{
	const struct plan *plan = view_plan(fhir->view);
	json_t *list = json_array();
	struct statement *said;
	size_t count = plan_statements(plan, field, row, &said);

	for (size_t i = 0; i < count; i++) {
		json_t *note = json_object();
		struct buf text;

		buf_init(&text);
		statement_say(plan, &said[i], &text);
		buf_addf(&text, ": %s", said[i].words);
		fhir_set_text(note, "text", text.data);
		fhir_set_text(note, "authorString", said[i].by);
		fhir_set_text(note, "time", said[i].on);
		json_array_append_new(list, json_pack("{s:s, s:o}", "url",
		    FHIR_STATEMENT, "valueAnnotation", note));
		buf_clear(&text);
	}
	free(said);
	return list;
}

static void
add_voice(const struct fhir *fhir, const struct field *field,
    const struct uid *row, json_t *list)
{
	struct field_state state;

	plan_field(view_plan(fhir->view), field, row, &state);
	if (state.voice != NULL)
		json_array_append_new(list, json_pack("{s:s, s:o}", "url",
		    FHIR_VOICE, "valueString", json_words(state.voice)));
}

static void
add_answer(const struct fhir *fhir, const struct field *field,
    const struct uid *row, json_t *items)
{
	const struct value *value = value_of(fhir, field, row);
	json_t *answers = json_array();

	if (value != NULL && value->kind == VALUE_NUMBER)
		json_array_append_new(answers, amount(field, value->number));
	else if (value != NULL)
		add_words(fhir, field, value, answers);
	if (json_array_size(answers) > 0) {
		json_t *item = json_pack("{s:s, s:s, s:O}", "linkId",
		    field->name, "text", field->label, "answer", answers);
		json_t *beside = statements(fhir, field, row);

		add_voice(fhir, field, row, beside);
		fhir_set_some(item, "extension", beside);
		json_array_append_new(items, item);
	}
	json_decref(answers);
}

static void
add_rows(const struct fhir *fhir, const struct repeat *repeat,
    const struct uid *parent, json_t *items)
{
	const struct uid *rows;
	size_t count = rows_of(fhir, repeat, parent, &rows);

	for (size_t r = 0; r < count; r++) {
		json_t *inner = json_array(), *group;
		char id[UID_HEX_LEN + 1];

		uid_format(&rows[r], id);
		for (size_t i = 0; i < repeat->field_count; i++)
			add_answer(fhir, repeat->fields[i], &rows[r], inner);
		for (size_t i = 0; i < repeat->inner_count; i++)
			add_rows(fhir, repeat->inner[i], &rows[r], inner);
		group = json_pack("{s:s, s:s, s:s}", "id", id, "linkId",
		    repeat->name, "text", repeat->title);
		fhir_set_some(group, "item", inner);
		json_array_append_new(items, group);
	}
}

static json_t *
section_answers(const struct fhir *fhir, const struct section *section)
{
	json_t *items = json_array();

	for (size_t i = 0; i < section->item_count; i++) {
		const struct item *item = &section->items[i];

		if (item->field != NULL)
			add_answer(fhir, item->field, &UID_NONE, items);
		else
			add_rows(fhir, item->repeat, &UID_NONE, items);
	}
	return items;
}

/* --- the two --- */

static void
add_questions(struct fhir *fhir, const struct form *form,
    const struct fhir_id *id, json_t *groups)
{
	json_t *questions = fhir_resource(fhir, "Questionnaire", id);

	json_object_set_new(questions, "url", fhir_uri(id));
	json_object_set_new(questions, "version", json_string(form->version));
	json_object_set_new(questions, "title", json_string(form->title));
	json_object_set_new(questions, "status", json_string("active"));
	json_object_set_new(questions, "subjectType",
	    json_pack("[s]", "Patient"));
	json_object_set_new(questions, "item", groups);
	fhir_add(fhir, id, questions);
}

static void
add_answers(struct fhir *fhir, const struct form *form,
    const struct fhir_id *questions, json_t *groups)
{
	const char *audience = audience_word(fhir->report->audience);
	struct fhir_id id = fhir_made_id(fhir, audience, form->id);
	json_t *response = fhir_resource(fhir, "QuestionnaireResponse", &id);

	json_object_set_new(response, "questionnaire", fhir_uri(questions));
	json_object_set_new(response, "status",
	    json_string(fhir->report->seal != NULL ? "completed"
						   : "in-progress"));
	json_object_set_new(response, "subject",
	    fhir_reference(&fhir->patient));
	json_object_set_new(response, "item", groups);
	fhir_add(fhir, &id, response);
	json_array_append_new(fhir->support, fhir_reference(&id));
}

static void
add_form(struct fhir *fhir, const struct form *form)
{
	json_t *questions = json_array(), *answers = json_array();
	struct fhir_id id;
	struct buf which;

	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = form->sections[i];

		add_group(questions, section, "group",
		    section_items(fhir, section));
		add_group(answers, section, NULL,
		    section_answers(fhir, section));
	}
	/* other questions have another name: so they differ by reader too */
	buf_init(&which);
	buf_addf(&which, "%s %s %s", form->id, form->version,
	    audience_word(fhir->report->audience));
	id = fhir_made_id(fhir, "Questionnaire", which.data);
	buf_clear(&which);
	if (json_array_size(questions) > 0)
		add_questions(fhir, form, &id, json_incref(questions));
	if (json_array_size(answers) > 0)
		add_answers(fhir, form, &id, json_incref(answers));
	json_decref(questions);
	json_decref(answers);
}

void
fhir_add_forms(struct fhir *fhir)
{
	for (size_t i = 0; i < fhir->forms->form_count; i++)
		add_form(fhir, fhir->forms->forms[i]);
}
