#include "config.h"

#include "export/read_answers.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "export/read_fhir.h"
#include "export/write_answers.h"
#include "form/field_type.h"
#include "plan/voice.h"

/* One reading. */
struct reader {
	const struct form_set *forms;
	struct read_answers *out;
	struct problem_list *said;
};

/* Where something stands, for a person: "money.price in row 3". */
static void
say(struct reader *reader, const char *name, size_t number, const char *text)
{
	struct buf where;

	buf_init(&where);
	buf_add(&where, error_quote(name).text);
	if (number > 0)
		buf_addf(&where, " in row %zu", number);
	problem_add(reader->said, where.data, "%s", text);
	buf_clear(&where);
}

/* --- one answer --- */

/* A whole number is as it is kept. A text is one as it is kept, or as somebody
 * would type it. False for anything else. */
static bool
read_value(const struct field *field, const json_t *from, struct value *out)
{
	struct value read;

	if (json_is_integer(from)) {
		value_set_number(out, json_integer_value(from));
		return true;
	}
	if (!json_is_string(from))
		return false;
	value_set_text(out, json_string_value(from));
	if (field_valid(field, out, NULL))
		return true;
	value_init(&read);
	if (field_parse(field, out->text, &read, NULL)) {
		value_clear(out);
		*out = read;
	} else
		value_clear(&read);
	return true;
}

/* The question NAME, which must stand in REPEAT (NULL: in none), or NULL after
 * saying why its answer is left out. */
static const struct field *
find_field(struct reader *reader, const char *name,
    const struct repeat *repeat, size_t number)
{
	const struct field *field = form_set_field(reader->forms, name);

	if (field == NULL)
		say(reader, name, number,
		    "These forms do not ask this, so the answer was left out.");
	else if (field->repeat != repeat)
		say(reader, name, number,
		    "The answer stands in the wrong place, so it was left out.");
	else if (field->exprs[EXPR_CALCULATE] != NULL)
		say(reader, name, number,
		    "This is worked out, so what was written was left out.");
	else
		return field;
	return NULL;
}

static void
read_answer(struct reader *reader, const struct field *field,
    const struct uid *row, size_t number, const json_t *from)
{
	struct value value;
	struct error why;

	value_init(&value);
	if (json_is_string(from) &&
	    json_string_length(from) > ANSWERS_TEXT_MAX)
		say(reader, field->name, number,
		    "This is longer than a million characters, so it was left "
		    "out.");
	else if (!read_value(field, from, &value))
		say(reader, field->name, number,
		    "This is neither words nor a whole number, so it was left "
		    "out.");
	else if (!value_is_none(&value)) {
		if (!field_valid(field, &value, &why)) {
			error_prefix(&why, "Taken in, and marked. ");
			say(reader, field->name, number, why.text);
		}
		taken_add_answer(&reader->out->taken, field, row, &value);
	}
	value_clear(&value);
}

static void
read_answer_list(struct reader *reader, json_t *answers,
    const struct repeat *repeat, const struct uid *row, size_t number)
{
	const char *name;
	json_t *value;

	if (answers == NULL)
		return;
	if (!json_is_object(answers)) {
		say(reader, repeat != NULL ? repeat->name : ANSWERS_KEY_ANSWERS,
		    number, "There is no list of answers here.");
		return;
	}
	json_object_foreach(answers, name, value) {
		const struct field *field =
		    find_field(reader, name, repeat, number);
		if (field != NULL)
			read_answer(reader, field, row, number, value);
	}
}

/* Whose words the answers are: of those that were taken in. */
static void
read_voices(struct reader *reader, json_t *voices, const struct uid *row)
{
	const char *name;
	json_t *value;

	json_object_foreach(voices, name, value) {
		const struct field *field =
		    form_set_field(reader->forms, name);
		const char *text = json_string_value(value);

		if (field == NULL || text == NULL ||
		    strlen(text) > VOICE_MOST_BYTES)
			say(reader, name, 0,
			    "Whose words this is cannot be read, so it was "
			    "left out.");
		else
			taken_add_voice(&reader->out->taken, field, row, text);
	}
}

/* --- rows --- */

static bool
row_known(const struct taken *taken, const struct repeat *repeat,
    const struct uid *id)
{
	for (size_t i = 0; i < taken->row_count; i++)
		if (taken->rows[i].repeat == repeat &&
		    uid_equal(&taken->rows[i].id, id))
			return true;
	return false;
}

static void read_tables(struct reader *reader, json_t *tables,
    const struct repeat *in, const struct uid *parent);

static void
say_unknown_keys(struct reader *reader, json_t *object,
    const char *const *known, size_t count)
{
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value) {
		size_t i = 0;
		while (i < count && strcmp(known[i], name) != 0)
			i++;
		if (i == count)
			say(reader, name, 0,
			    "oneplan does not know this part, so it was left "
			    "out.");
	}
}

static void
read_row(struct reader *reader, json_t *from, const struct repeat *repeat,
    const struct uid *parent, size_t number)
{
	static const char *const known[] = { ANSWERS_KEY_ROW,
		ANSWERS_KEY_ANSWERS, ANSWERS_KEY_VOICES, ANSWERS_KEY_ROWS };
	const char *hex =
	    json_string_value(json_object_get(from, ANSWERS_KEY_ROW));
	struct taken *taken = &reader->out->taken;
	struct uid id;

	if (hex == NULL || !uid_parse(hex, strlen(hex), &id) ||
	    uid_is_none(&id)) {
		say(reader, repeat->name, number,
		    "The row has no number of its own (32 figures from 0 to f), "
		    "so it was left out.");
		return;
	}
	if (row_known(taken, repeat, &id)) {
		say(reader, repeat->name, number,
		    "Another row has the same number, so this one was left "
		    "out.");
		return;
	}
	say_unknown_keys(reader, from, known, ARRAY_LEN(known));
	taken_add_row(taken, repeat, &id, parent);
	read_answer_list(reader, json_object_get(from, ANSWERS_KEY_ANSWERS),
	    repeat, &id, number);
	read_voices(reader, json_object_get(from, ANSWERS_KEY_VOICES), &id);
	read_tables(reader, json_object_get(from, ANSWERS_KEY_ROWS), repeat,
	    &id);
}

static void
read_table(struct reader *reader, json_t *rows, const struct repeat *repeat,
    const struct uid *parent)
{
	if (!json_is_array(rows)) {
		say(reader, repeat->name, 0,
		    "There is no list of rows here, so it was left out.");
		return;
	}
	for (size_t i = 0; i < json_array_size(rows); i++) {
		if (reader->out->taken.row_count == ANSWERS_ROWS_MAX) {
			say(reader, repeat->name, i + 1,
			    "There are too many rows. From here on they were "
			    "left out.");
			return;
		}
		read_row(reader, json_array_get(rows, i), repeat, parent,
		    i + 1);
	}
}

/* In the forms' order, so that the same file is always taken in alike. */
static void
read_tables(struct reader *reader, json_t *tables, const struct repeat *in,
    const struct uid *parent)
{
	const struct form_set *forms = reader->forms;
	const char *name;
	json_t *rows;

	if (tables == NULL)
		return;
	if (!json_is_object(tables)) {
		say(reader, in != NULL ? in->name : ANSWERS_KEY_ROWS, 0,
		    "There are no tables here.");
		return;
	}
	json_object_foreach(tables, name, rows) {
		const struct repeat *repeat = form_set_repeat(forms, name);
		if (repeat == NULL || repeat->in != in)
			say(reader, name, 0,
			    "These forms have no such table here, so it was "
			    "left out.");
	}
	for (size_t i = 0; i < forms->repeat_count; i++) {
		const struct repeat *repeat = forms->repeats[i];
		rows = json_object_get(tables, repeat->name);
		if (repeat->in == in && rows != NULL)
			read_table(reader, rows, repeat, parent);
	}
}

/* --- the file --- */

/* Is PAGE of the sort that answers_read reads? */
static bool
is_answers(const json_t *page, struct error *err)
{
	const json_t *plan = json_object_get(page, ANSWERS_KEY_PLAN);
	const char *format =
	    json_string_value(json_object_get(plan, ANSWERS_KEY_FORMAT));

	if (format != NULL && strcmp(format, ANSWERS_FORMAT) == 0)
		return true;
	return error_set(err, ERR_USER, format == NULL
		? "The file holds no answers to take in. Only the copy for "
		  "agencies does: oneplan export --for agencies --format json"
		: "The file was written by another oneplan, which this one "
		  "cannot read. A newer one may.");
}

/* What the file holds, FHIR in the shape of our own; NULL, with ERR, if nothing
 * that can be taken in. */
static json_t *
parse(const char *text, size_t len, const struct form_set *forms,
    struct problem_list *said, struct error *err)
{
	json_error_t why;
	json_t *page = json_loadb(text, len, JSON_REJECT_DUPLICATES, &why);

	if (page == NULL) {
		error_set(err, ERR_USER,
		    "The file cannot be read as JSON: something is wrong in "
		    "line %d.", why.line > 0 ? why.line : 1);
		return NULL;
	}
	if (fhir_is(page)) {
		json_t *answers = fhir_answers(page, forms, said, err);

		json_decref(page);
		return answers;
	}
	if (is_answers(page, err))
		return page;
	json_decref(page);
	return NULL;
}

static void
read_today(struct reader *reader, json_t *plan)
{
	json_t *today = json_object_get(plan, ANSWERS_KEY_TODAY);
	struct date date;

	if (today == NULL)
		return;
	if (!json_is_string(today) ||
	    !date_parse_iso(json_string_value(today), &date))
		say(reader, ANSWERS_KEY_TODAY, 0,
		    "This is not a date, so it was left out.");
	else if (!reader->out->training)
		say(reader, ANSWERS_KEY_TODAY, 0,
		    "Only a training plan has a day of its own, so it was left "
		    "out.");
	else
		reader->out->taken.today = date;
}

bool
answers_read(const char *text, size_t len, const struct form_set *forms,
    struct read_answers *out, struct problem_list *said, struct error *err)
{
	/* the page itself says nothing that the answers do not */
	static const char *const of_page[] = { "audience", "blocks", "foot",
		"seal", "title", ANSWERS_KEY_TRAINING, ANSWERS_KEY_PLAN };
	static const char *const known[] = { ANSWERS_KEY_FORMAT,
		ANSWERS_KEY_TODAY, ANSWERS_KEY_ANSWERS, ANSWERS_KEY_VOICES,
		ANSWERS_KEY_ROWS };
	struct reader reader = { forms, out, said };
	json_t *page, *plan;

	memset(out, 0, sizeof *out);
	if (len > ANSWERS_FILE_MAX)
		return error_set(err, ERR_USER,
		    "The file is too large to be a plan.");
	page = parse(text, len, forms, said, err);
	if (page == NULL)
		return false;
	plan = json_object_get(page, ANSWERS_KEY_PLAN);
	out->training =
	    json_is_true(json_object_get(page, ANSWERS_KEY_TRAINING));
	say_unknown_keys(&reader, page, of_page, ARRAY_LEN(of_page));
	say_unknown_keys(&reader, plan, known, ARRAY_LEN(known));
	read_today(&reader, plan);
	read_answer_list(&reader, json_object_get(plan, ANSWERS_KEY_ANSWERS),
	    NULL, &UID_NONE, 0);
	read_voices(&reader, json_object_get(plan, ANSWERS_KEY_VOICES),
	    &UID_NONE);
	read_tables(&reader, json_object_get(plan, ANSWERS_KEY_ROWS), NULL,
	    &UID_NONE);
	json_decref(page);
	return true;
}

/* --- links --- */

static bool
leads(const struct taken *taken, const struct plan *plan,
    const struct repeat *to, const char *ids)
{
	for (const char *at = ids; *at != '\0'; at += strspn(at, " ")) {
		size_t len = strcspn(at, " ");
		struct uid id;

		if (!uid_parse(at, len, &id))
			return true; /* no link at all: said and marked so */
		if (!row_known(taken, to, &id) &&
		    !plan_row_exists(plan, to, &id))
			return false;
		at += len;
	}
	return true;
}

void
answers_loose_links(const struct taken *taken, const struct plan *plan,
    struct problem_list *said)
{
	for (size_t i = 0; i < taken->answer_count; i++) {
		const struct taken_answer *answer = &taken->answers[i];

		if (answer->field->link != NULL &&
		    answer->value.kind == VALUE_TEXT &&
		    !leads(taken, plan, answer->field->link,
			answer->value.text))
			problem_add(said, answer->field->name,
			    "Taken in, and marked. This leads to a row that is "
			    "not there.");
	}
}
