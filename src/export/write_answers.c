#include "config.h"

#include "export/write_answers.h"

#include "export/write_json.h"

static void
add_answer(const struct plan *plan, const struct field *field,
    const struct uid *row, json_t *out)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	if (state.calculated || value_is_none(state.answer))
		return;
	json_object_set_new(out, field->name,
	    state.answer->kind == VALUE_NUMBER
		? json_integer(state.answer->number)
		: json_words(state.answer->text));
}

/* Whose words it is, where that was said. */
static void
add_voice(const struct plan *plan, const struct field *field,
    const struct uid *row, json_t *out)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	if (!state.calculated && !value_is_none(state.answer) &&
	    state.voice != NULL)
		json_object_set_new(out, field->name, json_words(state.voice));
}

/* VOICES go into OUT if there are any. */
static void
set_voices(json_t *out, json_t *voices)
{
	if (json_object_size(voices) > 0)
		json_object_set(out, ANSWERS_KEY_VOICES, voices);
	json_decref(voices);
}

static void add_rows(const struct plan *plan, const struct repeat *repeat,
    const struct uid *parent, json_t *out);

static json_t *
row_json(const struct plan *plan, const struct repeat *repeat,
    const struct uid *id)
{
	json_t *answers = json_object(), *inner = json_object();
	json_t *voices = json_object(), *out;
	char hex[UID_HEX_LEN + 1];

	for (size_t i = 0; i < repeat->field_count; i++) {
		add_answer(plan, repeat->fields[i], id, answers);
		add_voice(plan, repeat->fields[i], id, voices);
	}
	for (size_t i = 0; i < repeat->inner_count; i++)
		add_rows(plan, repeat->inner[i], id, inner);
	uid_format(id, hex);
	out = json_pack("{s:s, s:o, s:o}", ANSWERS_KEY_ROW, hex,
	    ANSWERS_KEY_ANSWERS, answers, ANSWERS_KEY_ROWS, inner);
	set_voices(out, voices);
	return out;
}

static void
add_rows(const struct plan *plan, const struct repeat *repeat,
    const struct uid *parent, json_t *out)
{
	const struct uid *rows;
	size_t count = plan_rows(plan, repeat, parent, &rows);
	json_t *list;

	if (count == 0)
		return;
	list = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(list, row_json(plan, repeat, &rows[i]));
	json_object_set_new(out, repeat->name, list);
}

json_t *
answers_json(const struct plan *plan)
{
	const struct form_set *forms = plan_forms(plan);
	json_t *answers = json_object(), *rows = json_object();
	json_t *voices = json_object(), *out;
	char today[DATE_ISO_LEN + 1];

	for (size_t i = 0; i < forms->once_count; i++) {
		add_answer(plan, forms->fields_once[i], &UID_NONE, answers);
		add_voice(plan, forms->fields_once[i], &UID_NONE, voices);
	}
	for (size_t i = 0; i < forms->repeat_count; i++)
		if (forms->repeats[i]->in == NULL)
			add_rows(plan, forms->repeats[i], &UID_NONE, rows);
	out = json_pack("{s:s, s:o, s:o}", ANSWERS_KEY_FORMAT, ANSWERS_FORMAT,
	    ANSWERS_KEY_ANSWERS, answers, ANSWERS_KEY_ROWS, rows);
	set_voices(out, voices);
	if (plan_exercise(plan)) {
		date_format_iso(plan_today(plan), today);
		json_object_set_new(out, ANSWERS_KEY_TODAY, json_string(today));
	}
	return out;
}

void
write_json_answers(const struct report *report, const struct plan *plan,
    struct buf *out)
{
	json_t *page = report_json(report);

	json_object_set_new(page, ANSWERS_KEY_PLAN, answers_json(plan));
	json_write(page, out);
}
