#include "config.h"

#include "plan/move.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "form/field_type.h"
#include "plan/jot.h"
#include "plan/move_note.h"
#include "plan/redact_private.h"
#include "plan/voice.h"

struct moving {
	struct plan *plan, *other;
	const struct redact_wanted *wanted;
	struct target target;
	struct taken taken;
	size_t links;
};

static void
moving_clear(struct moving *moving)
{
	target_clear(&moving->target);
	taken_clear(&moving->taken);
}

/* --- may it be moved? --- */

static bool
plans_fit(struct plan *plan, struct plan *other, struct error *err)
{
	if (uid_equal(store_plan_uid(plan->store),
		store_plan_uid(other->store)))
		return error_set(err, ERR_USER,
		    "That is this plan itself. Choose the plan of the person "
		    "whom the words are about.");
	if (store_training(plan->store) != store_training(other->store))
		return error_set(err, ERR_USER,
		    "One of the two plans is for practice and the other is "
		    "about a real person, so nothing is moved between them.");
	if (store_what_if(plan->store) || store_what_if(other->store))
		return error_set(err, ERR_USER,
		    "One of the two is a what if, not a plan. Move the words "
		    "from plan to plan.");
	if (!other->writable)
		return error_set(err, ERR_DENIED,
		    "The other plan can only be read here, so nothing can be "
		    "written in it.");
	return true;
}

/* --- what is moved --- */

/* The words of FIELD in ROW that go along, and whose they are: of a whole row
 * those that stand, else the latest of those that are taken out. None is no
 * error. *VOICE is the caller's to free, as OUT is to clear. */
static bool
find_value(const struct moving *moving, const struct field *field,
    const struct uid *row, bool whole, struct value *out, char **voice,
    struct error *err)
{
	const struct stored_revision *found = NULL;
	struct stored_revision *list;
	size_t count, heads = 0;

	value_init(out);
	*voice = NULL;
	if (!store_revisions(moving->plan->store, field->name, row, &list,
		&count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		heads += list[i].head;
		if (target_has(&moving->target, &list[i].uid) &&
		    (!whole || list[i].head))
			found = &list[i];
	}
	if (found)
		value_copy(out, &found->value);
	if (found && found->voice)
		*voice = xstrdup(found->voice);
	stored_revisions_clear(list, count);
	return heads < 2 || moving->wanted->only > 0 ||
	    error_set(err, ERR_USER,
		"Two answers stand beside each other here. Choose the one that "
		"should stand first, in the history of \"%s\".",
		error_quote(field->label).text);
}

static const struct field *
field_there(const struct moving *moving, const char *name, struct error *err)
{
	const struct field *field = form_set_field(moving->other->forms, name);

	if (!field)
		error_set(err, ERR_USER,
		    "The other plan's forms do not have this question, so the "
		    "words have no place there. Write them in that plan by "
		    "hand, then take them out here.");
	return field;
}

/* One answer of a row that becomes ROW there. Links lead to rows of this plan. */
static bool
add_cell(struct moving *moving, const struct field *field,
    const struct uid *from, const struct uid *row, bool whole,
    struct error *err)
{
	const struct field *there;
	struct value value;
	char *voice;
	bool ok = find_value(moving, field, from, whole, &value, &voice, err);

	if (ok && !value_is_none(&value) && field->link)
		moving->links++;
	else if (ok && !value_is_none(&value)) {
		there = field_there(moving, field->name, err);
		ok = there != NULL;
		if (ok) {
			taken_add_answer(&moving->taken, there, row, &value);
			if (voice)
				taken_add_voice(&moving->taken, there, row,
				    voice);
		}
	}
	value_clear(&value);
	free(voice);
	return ok;
}

/* ROW of REPEAT with all that stands in it, or with the answer to ONLY. */
static bool
add_row(struct moving *moving, const struct repeat *repeat,
    const struct uid *row, const struct uid *parent, const struct field *only,
    struct error *err)
{
	const struct repeat *there =
	    form_set_repeat(moving->other->forms, repeat->name);
	struct uid id = uid_new();
	bool ok = there != NULL ||
	    error_set(err, ERR_USER, "The other plan's forms do not have this "
				     "table, so the words have no place there.");

	if (ok)
		taken_add_row(&moving->taken, there, &id, parent);
	for (size_t i = 0; ok && i < repeat->field_count; i++)
		if (!only || repeat->fields[i] == only)
			ok = add_cell(moving, repeat->fields[i], row, &id,
			    only == NULL, err);
	for (size_t i = 0; ok && !only && i < repeat->inner_count; i++) {
		const struct uid *rows;
		size_t count = plan_rows(moving->plan, repeat->inner[i], row,
		    &rows);
		for (size_t j = 0; ok && j < count; j++)
			ok = add_row(moving, repeat->inner[i], &rows[j], &id,
			    NULL, err);
	}
	return ok;
}

/* A row of a table. What only workers may read stays so. */
static bool
add_in_table(struct moving *moving, const struct field *field,
    const struct uid *row, const struct field *only, struct error *err)
{
	if (field->repeat->in)
		return error_set(err, ERR_USER,
		    "This stands in a row inside another row. Move the whole "
		    "row that it is in, or take the words out here and write "
		    "them in the other plan by hand.");
	if (only && jot_restricted(moving->plan, field->repeat, row))
		return error_set(err, ERR_USER,
		    "This note is for workers only. Move the whole row, so "
		    "that it stays so.");
	return add_row(moving, field->repeat, row, &UID_NONE, only, err);
}

/* Puts VALUE, in the words of VOICE, behind what stands there. */
static void
put_behind(const struct field_state *there, const char *voice,
    struct value *value)
{
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "%s\n%s", there->answer->text, value->text);
	if (voice) {
		buf_add(&text, " (");
		voice_add(voice_read(voice), &text);
		buf_add(&text, ")");
	}
	value_set_text(value, text.data);
	buf_clear(&text);
}

/* What stands there is not replaced. */
static bool
add_beside(struct moving *moving, const struct field *there,
    struct value *value, const char *voice, struct error *err)
{
	struct field_state state;

	plan_field(moving->other, there, &UID_NONE, &state);
	if (state.answered && value_equal(state.answer, value))
		return true;
	if (state.withheld || (state.answered &&
		(there->kind != FIELD_PARAGRAPH || state.conflict ||
		    value->kind != VALUE_TEXT)))
		return error_set(err, ERR_USER,
		    "The other plan has an answer to this question already, and "
		    "it is not replaced. Put it right there by hand, then take "
		    "the words out here.");
	if (state.answered) {
		put_behind(&state, voice, value);
		voice = NULL; /* it is said in the words */
	}
	taken_add_answer(&moving->taken, there, &UID_NONE, value);
	if (voice)
		taken_add_voice(&moving->taken, there, &UID_NONE, voice);
	return true;
}

/* An answer outside of tables. */
static bool
add_once(struct moving *moving, const struct field *field, struct error *err)
{
	const struct field *there = field_there(moving, field->name, err);
	struct value value;
	char *voice;
	bool ok;

	if (!there)
		return false;
	ok = find_value(moving, field, &UID_NONE, false, &value, &voice,
		 err) &&
	    add_beside(moving, there, &value, voice, err);
	value_clear(&value);
	free(voice);
	return ok;
}

/* The row that is to go, and the question that stands for its table. */
static const struct question *
outer_row(const struct moving *moving, const struct field **field)
{
	const struct question *first = &moving->target.questions[0];

	*field = form_set_field(moving->plan->forms, first->field);
	for (size_t i = 0; i < moving->target.count; i++) {
		const struct question *one = &moving->target.questions[i];
		const struct field *its =
		    form_set_field(moving->plan->forms, one->field);

		if (its && its->repeat && !its->repeat->in) {
			*field = its;
			return one;
		}
	}
	return first;
}

static bool
gather(struct moving *moving, struct error *err)
{
	const struct redact_wanted *wanted = moving->wanted;
	const struct question *question;
	const struct field *field;
	bool whole;

	if (!plans_fit(moving->plan, moving->other, err) ||
	    !target_find(moving->plan, wanted, &moving->target, err))
		return false;
	question = outer_row(moving, &field);
	if (!field)
		return error_set(err, ERR_USER,
		    "These forms do not have this question, so the words cannot "
		    "be moved. Write them in the other plan by hand, then take "
		    "them out here.");
	if (!field->repeat)
		return add_once(moving, field, err);
	/* "about_me.phone:0a1b" names one question, "0a1b" the row */
	whole = strchr(wanted->what, '.') == NULL;
	return add_in_table(moving, field, &question->row,
	    whole ? NULL : field, err);
}

bool
plan_may_move(struct plan *plan, struct plan *other,
    const struct redact_wanted *wanted, struct error *err)
{
	struct moving moving = { plan, other, wanted, { .count = 0 },
		{ .row_count = 0 }, 0 };
	bool ok = gather(&moving, err);

	moving_clear(&moving);
	return ok;
}

/* --- moving --- */

static bool
take_out_here(struct moving *moving, struct move_done *done, struct error *err)
{
	const struct redact_wanted *wanted = moving->wanted;
	struct redaction_why why = { NULL, wanted->by, wanted->agreed };
	struct buf text;
	bool ok;

	buf_init(&text);
	buf_addf(&text, "%s (moved to ", wanted->why);
	move_note_plan(moving->other, &text);
	buf_add(&text, ")");
	why.why = text.data;
	ok = target_take_out(moving->plan, &moving->target, &why,
	    wanted->before, &done->redact, err);
	buf_clear(&text);
	return ok || error_prefix(err, "The words are written in the other plan "
	    "now, but they are still in this one as well. Take them out here. ");
}

bool
plan_move(struct plan *plan, struct plan *other,
    const struct redact_wanted *wanted, struct move_done *done,
    struct error *err)
{
	struct moving moving = { plan, other, wanted, { .count = 0 },
		{ .row_count = 0 }, 0 };
	bool ok;

	*done = (struct move_done){ .written = false };
	ok = redact_may(plan, wanted, err) && gather(&moving, err);
	if (ok) {
		done->noted_there = move_note_add(other, plan, wanted->by,
		    false, &moving.taken);
		ok = plan_take_in(other, &moving.taken, NULL, err) ||
		    error_prefix(err, "Nothing was moved. ");
		done->written = ok;
	}
	ok = ok && take_out_here(&moving, done, err);
	if (ok) {
		done->links = moving.links;
		done->noted_here = move_note_put(plan, other, wanted->by);
	}
	moving_clear(&moving);
	return ok;
}

/* --- afterwards --- */

void
move_say_whose(const struct plan *plan, struct buf *out)
{
	const struct identity *identity = plan_identity(plan);

	buf_add(out, *identity->name ? identity->name : "somebody without a "
							"name yet");
	if (*identity->born)
		buf_addf(out, ", %s", identity->born);
}

void
move_say(const struct move_done *done, struct plan *plan, struct plan *other,
    struct buf *out)
{
	buf_add(out, "Moved from the plan of ");
	move_say_whose(plan, out);
	buf_add(out, "\nto the plan of ");
	move_say_whose(other, out);
	buf_add(out, ".\n");
	if (done->links > 0)
		buf_addf(out, "%zu link%s to other rows did not go along: choose "
			      "%s again there.\n", done->links,
		    done->links == 1 ? "" : "s",
		    done->links == 1 ? "it" : "them");
	redact_say(&done->redact, out);
	if (done->noted_here && done->noted_there)
		buf_add(out, "In both plans it is noted under Something has "
			     "happened. ");
	else
		buf_add(out, "It could not be noted in both plans under "
			     "Something has happened: write it down there. ");
	buf_add(out, "It may be a data breach: tell whoever looks after "
		     "information in your organisation today.\n");
}
