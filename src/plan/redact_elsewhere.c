/* The same words in another place, which taking them out here would leave: a note
 * that was put in its place, an answer that was given twice. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "form/field_type.h"
#include "plan/redact_private.h"

/* Shorter ones say nothing of a person. */
#define WORDS_LEAST 12 /* bytes */

/* What goes, and where it was found. */
struct looking {
	struct plan *plan;
	const struct target *target;
	bool restricted;
	struct buf *labels;
	char **words;
	size_t count, cap;
	size_t found;
};

static bool
is_words(const struct field *field, const struct value *value)
{
	return field && field_type(field->kind)->words &&
	    value->kind == VALUE_TEXT && strlen(value->text) >= WORDS_LEAST;
}

static void
add_label(struct looking *looking, const struct field *field, bool history)
{
	struct buf line;

	buf_init(&line);
	buf_addf(&line, "%s%s\n", field->label,
	    history ? " (in its history)" : "");
	if (!strstr(looking->labels->data, line.data))
		buf_add(looking->labels, line.data);
	buf_clear(&line);
}

/* Does one of the two hold the other? A note is put at the end of an answer. */
static void
compare(struct looking *looking, const struct field *field,
    const struct value *value, bool history)
{
	if (!is_words(field, value) ||
	    (!looking->restricted && field_restricted(field)))
		return;
	for (size_t i = 0; i < looking->count; i++)
		if (strstr(value->text, looking->words[i]) ||
		    strstr(looking->words[i], value->text)) {
			looking->found++;
			add_label(looking, field, history);
			return;
		}
}

/* Gathers the words of QUESTION that go, then compares those that stay. */
static bool
look_at_history(struct looking *looking, const struct question *question,
    bool gather, struct error *err)
{
	const struct field *field =
	    form_set_field(looking->plan->forms, question->field);
	struct stored_revision *list;
	size_t count;

	if (!store_revisions(looking->plan->store, question->field,
		&question->row, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		bool goes = target_has(looking->target, &list[i].uid);

		if (gather && goes && is_words(field, &list[i].value)) {
			ARRAY_GROW(looking->words, looking->count,
			    looking->cap);
			looking->words[looking->count++] =
			    xstrdup(list[i].value.text);
		} else if (!gather && !goes)
			compare(looking, field, &list[i].value, true);
	}
	stored_revisions_clear(list, count);
	return true;
}

static bool
is_target(const struct target *target, const struct stored_answer *answer)
{
	for (size_t i = 0; i < target->count; i++)
		if (strcmp(target->questions[i].field, answer->field) == 0 &&
		    uid_equal(&target->questions[i].row, &answer->row))
			return true;
	return false;
}

static bool
look_at_answers(struct looking *looking, struct error *err)
{
	struct stored_answer *list;
	size_t count;

	if (!store_answers(looking->plan->store, &list, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!is_target(looking->target, &list[i]))
			compare(looking,
			    form_set_field(looking->plan->forms, list[i].field),
			    &list[i].value, false);
	stored_answers_clear(list, count);
	return true;
}

bool
target_elsewhere(struct plan *plan, const struct target *target,
    bool restricted, struct buf *labels, size_t *answers, struct error *err)
{
	struct looking looking = { .plan = plan, .target = target,
		.restricted = restricted, .labels = labels };
	bool ok = true;

	for (int gather = 1; gather >= 0; gather--)
		for (size_t i = 0; ok && i < target->count; i++)
			ok = look_at_history(&looking, &target->questions[i],
			    gather, err);
	ok = ok && look_at_answers(&looking, err);
	for (size_t i = 0; i < looking.count; i++)
		free(looking.words[i]);
	free(looking.words);
	*answers = looking.found;
	return ok;
}

bool
plan_redact_elsewhere(struct plan *plan, const struct redact_wanted *wanted,
    bool restricted, struct buf *labels, size_t *answers, struct error *err)
{
	struct target target;
	bool ok = target_find(plan, wanted, &target, err) &&
	    target_elsewhere(plan, &target, restricted, labels, answers, err);

	target_clear(&target);
	return ok;
}
