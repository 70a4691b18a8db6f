/* From the sections of a case to the rows and answers of a plan. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "cli/training_case.h"
#include "form/field_type.h"

/* What a plan that only says whose it is holds. */
static const char *const whose[] = { "about_me.name_first",
	"about_me.name_family" };

static bool
wrong(const struct ini *ini, int line, struct error *err, const char *text)
{
	return error_set(err, ERR_FORM, "%s:%d: %s", ini->file, line, text);
}

/* One reading of a case, or of an event card over one. */
struct reading {
	const struct training_case *tcase;
	const struct ini *ini; /* the case's own, or the events' */
	const struct form_set *forms;
	enum case_version version;
	const char *event; /* NULL: the case itself */
	struct date today;
	struct taken *out;
};

/* Every row has the same id wherever the case is opened, so that what two
 * learners made of it can be compared. */
struct uid
case_row(const struct training_case *tcase, const char *name)
{
	struct digest digest;
	struct buf text;
	struct uid id;

	buf_init(&text);
	buf_addf(&text, "oneplan case %s %s", tcase->id, name);
	digest = digest_of(text.data, text.len);
	memcpy(id.bytes, digest.bytes, UID_BYTES);
	buf_clear(&text);
	return id;
}

/* Is NAME the word in LIST, or does it stand in the row or the form that is? */
static bool
listed(const char *list, const char *name)
{
	size_t len;

	for (; list != NULL && *list != '\0'; list += len) {
		list += strspn(list, " ");
		len = strcspn(list, " ");
		if (len > 0 && strncmp(list, name, len) == 0 &&
		    (name[len] == '\0' || name[len] == '.'))
			return true;
	}
	return false;
}

static const char *
half_without(const struct training_case *tcase)
{
	for (size_t i = 0; i < tcase->ini->section_count; i++)
		if (strcmp(tcase->ini->sections[i].name, "half") == 0)
			return ini_value(&tcase->ini->sections[i], "without");
	return NULL;
}

/* Is the answer or row NAME in this version? FULL: its name in the forms. */
static bool
included(const struct reading *reading, const char *name, const char *full)
{
	if (reading->event != NULL)
		return true;
	if (reading->version == CASE_BLANK) {
		for (size_t i = 0; i < ARRAY_LEN(whose); i++)
			if (strcmp(whose[i], full) == 0)
				return true;
		return false;
	}
	if (reading->version != CASE_HALF)
		return true;
	const char *without = half_without(reading->tcase);
	return !listed(without, full) && !listed(without, name);
}

static const struct ini_section *
section_of(const struct ini *ini, const char *name)
{
	for (size_t i = 0; i < ini->section_count; i++)
		if (strcmp(ini->sections[i].name, name) == 0)
			return &ini->sections[i];
	return NULL;
}

/* Puts "s1 s2" as the ids of those rows; false for one that there is not. A row
 * that this version leaves out is left out of the link too. */
static bool
link_ids(const struct reading *reading, const char *names, struct buf *out)
{
	const struct ini *ini = reading->tcase->ini;
	char hex[UID_HEX_LEN + 1];
	size_t len;

	for (; *names != '\0'; names += len) {
		names += strspn(names, " ");
		len = strcspn(names, " ");
		char *name = xstrndup(names, len);
		const struct ini_section *row = section_of(ini, name);
		struct uid id = case_row(reading->tcase, name);
		const char *in = row != NULL ? ini_value(row, "in") : NULL;
		bool there = in != NULL && included(reading, name, in);
		free(name);
		if (in == NULL)
			return false;
		if (!there)
			continue;
		uid_format(&id, hex);
		buf_addf(out, "%s%s", out->len > 0 ? " " : "", hex);
	}
	return true;
}

static void
put_today(const struct reading *reading, struct buf *text)
{
	static const char mark[] = "{today}";
	char day[DATE_ISO_LEN + 1];
	char *at;

	date_format_iso(reading->today, day);
	while ((at = strstr(text->data, mark)) != NULL) {
		size_t place = (size_t)(at - text->data);
		buf_remove(text, place, sizeof mark - 1);
		buf_insert(text, place, day, DATE_ISO_LEN);
	}
}

/* The value that KEY of SECTION gives FIELD. What cannot be read as its type is
 * a mistake in the file, unless it is one that was PLANTED. */
static bool
value_of(const struct reading *reading, const struct ini_section *section,
    const struct ini_key *key, const struct field *field, bool planted,
    struct value *out, struct error *err)
{
	struct buf text, ids;
	struct error why;
	bool ok = true;

	buf_init(&text);
	buf_init(&ids);
	case_text(section, key->name, &text);
	put_today(reading, &text);
	if (field->link != NULL) {
		ok = link_ids(reading, text.data, &ids) ||
		    wrong(reading->ini, key->line, err,
			"There is no row of that name.");
		buf_reset(&text);
		buf_add_bytes(&text, ids.data, ids.len);
	}
	if (ok && !field_parse(field, text.data, out, &why) && !planted)
		ok = wrong(reading->ini, key->line, err, why.text);
	buf_clear(&ids);
	buf_clear(&text);
	return ok;
}

/* "help.2" goes on from "help". */
static bool
goes_on(const char *key)
{
	const char *dot = strrchr(key, '.');

	return dot != NULL && dot[1] >= '0' && dot[1] <= '9';
}

/* "words.voice" says whose words "words" are. */
static bool
says_voice(const char *key)
{
	const char *dot = strrchr(key, '.');

	return dot != NULL && strcmp(dot, ".voice") == 0;
}

static void
take_voice(const struct reading *reading, const struct ini_section *section,
    const char *key, const struct field *field, const struct uid *row)
{
	const char *voice;
	struct buf name;

	buf_init(&name);
	buf_addf(&name, "%s.voice", key);
	voice = ini_value(section, name.data);
	if (voice != NULL)
		taken_add_voice(reading->out, field, row, voice);
	buf_clear(&name);
}

static const struct field *
field_in(const struct form_set *forms, const struct form *form,
    const char *key)
{
	const struct field *field;
	struct buf name;

	buf_init(&name);
	buf_addf(&name, "%s.%s", form->id, key);
	field = form_set_field(forms, name.data);
	buf_clear(&name);
	return field;
}

static bool
take_answers(const struct reading *reading, const struct ini_section *section,
    const struct form *form, const struct repeat *repeat,
    const struct uid *row, struct error *err)
{
	for (size_t i = 0; i < section->key_count; i++) {
		const struct ini_key *key = &section->keys[i];
		const struct field *field;
		struct value value;

		if (strcmp(key->name, "in") == 0 || goes_on(key->name) ||
		    says_voice(key->name))
			continue;
		field = field_in(reading->forms, form, key->name);
		if (field == NULL || field->repeat != repeat)
			return wrong(reading->ini, key->line, err,
			    "No question here has that name.");
		if (!included(reading, field->name, field->name))
			continue;
		value_init(&value);
		if (!value_of(reading, section, key, field, false, &value,
			err)) {
			value_clear(&value);
			return false;
		}
		if (!value_is_none(&value))
			taken_add_answer(reading->out, field, row, &value);
		value_clear(&value);
		take_voice(reading, section, key->name, field, row);
	}
	return true;
}

static bool
take_row(const struct reading *reading, const struct ini_section *section,
    const char *in, struct error *err)
{
	const struct repeat *repeat = form_set_repeat(reading->forms, in);
	const char *dot = strrchr(section->name, '.');
	struct uid id = case_row(reading->tcase, section->name), parent = UID_NONE;

	if (repeat == NULL)
		return wrong(reading->ini, section->line, err,
		    "The forms have no such table.");
	if (!included(reading, section->name, in))
		return true;
	if (repeat->in != NULL) {
		char *outer = xstrndup(section->name,
		    dot != NULL ? (size_t)(dot - section->name) : 0);
		bool there = section_of(reading->tcase->ini, outer) != NULL;
		parent = case_row(reading->tcase, outer);
		free(outer);
		if (!there)
			return wrong(reading->ini, section->line, err,
			    "A row of this table stands in another, and is "
			    "named so: o1.a1 stands in o1.");
	}
	taken_add_row(reading->out, repeat, &id, &parent);
	return take_answers(reading, section, repeat->form, repeat, &id, err);
}

/* --- mistakes, and other single changes --- */

static void
drop_row(struct taken *taken, const struct uid *id)
{
	size_t kept = 0;

	for (size_t i = 0; i < taken->row_count; i++)
		if (!uid_equal(&taken->rows[i].id, id) &&
		    !uid_equal(&taken->rows[i].parent, id))
			taken->rows[kept++] = taken->rows[i];
	taken->row_count = kept;
	kept = 0;
	for (size_t i = 0; i < taken->answer_count; i++)
		if (uid_equal(&taken->answers[i].row, id))
			value_clear(&taken->answers[i].value);
		else
			taken->answers[kept++] = taken->answers[i];
	taken->answer_count = kept;
}

/* Takes the place of what the case says. A value of none clears it. */
static void
put_answer(struct taken *taken, const struct field *field,
    const struct uid *row, struct value *value)
{
	for (size_t i = 0; i < taken->answer_count; i++) {
		struct taken_answer *answer = &taken->answers[i];
		if (answer->field != field || !uid_equal(&answer->row, row))
			continue;
		value_clear(&answer->value);
		answer->value = *value;
		value_init(value);
		return;
	}
	taken_add_answer(taken, field, row, value);
}

/* A section with `field`, `row` if it stands in one, and `value`; or with
 * `remove`, a row. */
static bool
take_change(const struct reading *reading, const struct ini_section *section,
    struct error *err)
{
	const char *name = ini_value(section, "field");
	const char *row = ini_value(section, "row");
	const char *gone = ini_value(section, "remove");
	const struct ini_key *key = ini_find(section, "value");
	struct value value;
	struct uid id;

	if (gone != NULL) {
		id = case_row(reading->tcase, gone);
		if (section_of(reading->tcase->ini, gone) == NULL)
			return wrong(reading->ini, section->line, err,
			    "There is no such row to take out.");
		drop_row(reading->out, &id);
		return true;
	}
	const struct field *field =
	    name != NULL ? form_set_field(reading->forms, name) : NULL;
	if (field == NULL || key == NULL ||
	    (field->repeat != NULL) != (row != NULL) ||
	    (row != NULL && section_of(reading->tcase->ini, row) == NULL))
		return wrong(reading->ini, section->line, err,
		    "A change names a field, its row if it has one, and a "
		    "value.");
	id = row != NULL ? case_row(reading->tcase, row) : UID_NONE;
	value_init(&value);
	bool ok = value_of(reading, section, key, field, true, &value, err);
	if (ok)
		put_answer(reading->out, field, &id, &value);
	value_clear(&value);
	return ok;
}

/* --- all of it --- */

static bool
begins(const char *name, const char *with)
{
	return strncmp(name, with, strlen(with)) == 0;
}

/* Sections that are for people, not for the plan. */
static bool
for_people(const char *name)
{
	return strcmp(name, "case") == 0 || strcmp(name, "half") == 0 ||
	    strcmp(name, "notes") == 0 || begins(name, "card.") ||
	    begins(name, "fault.");
}

static bool
take_section(const struct reading *reading, const struct ini_section *section,
    struct error *err)
{
	const char *in = ini_value(section, "in");
	const struct form *form;

	if (in != NULL)
		return take_row(reading, section, in, err);
	form = form_set_form(reading->forms, section->name);
	if (form == NULL)
		return wrong(reading->ini, section->line, err,
		    "This is neither a form nor a row (which says what it is "
		    "in).");
	return take_answers(reading, section, form, NULL, &UID_NONE, err);
}

bool
case_take(const struct training_case *tcase, const struct form_set *forms,
    enum case_version version, struct taken *out, struct error *err)
{
	const struct ini *ini = tcase->ini;
	struct reading reading = {
		.tcase = tcase,
		.ini = ini,
		.forms = forms,
		.version = version,
		.today = tcase->today,
		.out = out,
	};
	bool ok = true;

	memset(out, 0, sizeof *out);
	out->today = tcase->today;
	for (size_t i = 0; i < ini->section_count && ok; i++)
		if (!for_people(ini->sections[i].name))
			ok = take_section(&reading, &ini->sections[i], err);
	for (size_t i = 0; i < ini->section_count && ok; i++)
		if (version == CASE_FAULTY &&
		    begins(ini->sections[i].name, "fault."))
			ok = take_change(&reading, &ini->sections[i], err);
	if (!ok)
		taken_clear(out);
	return ok;
}

bool
case_take_event(const struct training_case *tcase, const struct ini *events,
    const char *event, struct date today, const struct form_set *forms,
    struct taken *out, struct error *err)
{
	struct reading reading = {
		.tcase = tcase,
		.ini = events,
		.forms = forms,
		.event = event,
		.today = today,
		.out = out,
	};
	size_t len = strlen(event);
	bool ok = true;

	memset(out, 0, sizeof *out);
	out->today = today;
	for (size_t i = 0; i < events->section_count && ok; i++) {
		const struct ini_section *section = &events->sections[i];
		if (!begins(section->name, event) || section->name[len] != '.')
			continue;
		ok = ini_value(section, "in") != NULL
		    ? take_section(&reading, section, err)
		    : take_change(&reading, section, err);
	}
	if (!ok)
		taken_clear(out);
	return ok;
}
