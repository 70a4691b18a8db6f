/* What changed: between two sealed versions, or since one; for those who hold an
 * old copy. */
#include "config.h"

#include "report/report_private.h"

#include "base/buf.h"
#include "base/clock.h"
#include "plan/changed.h"
#include "plan/stage.h"

/* May the reader see what a row of REPEAT is called? */
static bool
title_meant(const struct builder *builder, const struct repeat *repeat)
{
	for (size_t i = 0; i < repeat->summary_count; i++)
		if (!field_meant(&builder->reader, repeat->summary[i]))
			return false;
	return true;
}

/* Is what was asked still asked, as far as that is known? */
static bool
still_asked(const struct builder *builder, const struct changed *changed)
{
	const struct section *section = changed->field != NULL
	    ? changed->field->section
	    : changed->repeat->section;
	struct field_state state;

	if (!plan_section_shown(builder->plan, section))
		return false;
	if (changed->field == NULL || (changed->field->repeat != NULL &&
		!plan_row_exists(builder->plan, changed->field->repeat,
		    &changed->row)))
		return true;
	plan_field(builder->plan, changed->field, &changed->row, &state);
	return state.relevant;
}

static bool
change_meant(const struct builder *builder, const struct changed *changed)
{
	return (changed->field != NULL
		? field_meant(&builder->reader, changed->field)
		: repeat_meant(&builder->reader, changed->repeat)) &&
	    still_asked(builder, changed);
}

/* The question, with the row it stands in where the reader may know that. */
static const char *
question(const struct builder *builder, const struct changed *changed)
{
	const struct field *field = changed->field;

	if (field != NULL && field->repeat != NULL &&
	    !title_meant(builder, field->repeat))
		return field->label;
	return changed->what;
}

static void
add_row_change(const struct builder *builder, const struct changed *changed,
    struct buf *out)
{
	bool added = changed->kind == CHANGED_ROW_ADDED;

	buf_add(out, added ? "Added: " : "Taken away: ");
	if (title_meant(builder, changed->repeat))
		buf_add(out, added ? changed->is : changed->was);
	else
		buf_addf(out, "a %s", changed->repeat->singular);
}

static void
add_change(struct builder *builder, const struct changed *changed)
{
	struct buf text;

	buf_init(&text);
	switch (changed->kind) {
	case CHANGED_ANSWER:
		buf_addf(&text, "Was: %s\nIs: %s",
		    changed->was[0] != '\0' ? changed->was : "not answered",
		    changed->is[0] != '\0' ? changed->is : "not answered");
		break;
	case CHANGED_ROW_ADDED:
	case CHANGED_ROW_REMOVED:
		add_row_change(builder, changed, &text);
		break;
	case CHANGED_ORDER:
		buf_add(&text, "In another order.");
		break;
	}
	builder_answer(builder, question(builder, changed), text.data, false);
	buf_clear(&text);
}

/* FROM NULL: nothing was ever sealed. */
static void
add_changes(struct builder *builder, const struct uid *from,
    const struct uid *to)
{
	const struct form *last = NULL;
	struct changed_list list;
	struct error err;
	size_t at;

	if (from == NULL) {
		builder_text(builder, BLOCK_PARAGRAPH,
		    "This plan was never sealed, so there is nothing that it "
		    "could be compared with.");
		return;
	}
	if (!plan_changed(builder->plan, from, to, &list, &err)) {
		builder_text(builder, BLOCK_NOTE, err.text);
		return;
	}
	at = builder->report->count;
	for (size_t i = 0; i < list.count; i++) {
		const struct changed *changed = &list.items[i];
		const struct form *form = changed->field != NULL
		    ? changed->field->form
		    : changed->repeat->form;

		if (!change_meant(builder, changed))
			continue;
		if (form != last)
			builder_heading(builder, LEVEL_FORM, form->title);
		last = form;
		add_change(builder, changed);
	}
	if (!builder_added(builder, at))
		builder_text(builder, BLOCK_PARAGRAPH,
		    "Nothing has changed in what this copy shows.");
	changed_list_clear(&list);
}

/* Says which two are compared. TO NULL: with the plan as it stands. */
static void
add_between(struct builder *builder, const char *since, struct date from,
    const struct date *to)
{
	struct buf text;
	char day[32];

	buf_init(&text);
	date_format_long(from, day);
	buf_addf(&text, "What has changed since %s: the plan as it was sealed on "
			"%s. ", since, day);
	if (to != NULL) {
		date_format_long(*to, day);
		buf_addf(&text, "It is now as it was sealed on %s.", day);
	} else if (plan_stage(builder->plan)->differs) {
		buf_add(&text, "It is as it stands now; that has not been "
			       "sealed.");
	}
	builder_text(builder, BLOCK_PARAGRAPH, text.data);
	buf_clear(&text);
}

/* The day on which VERSION was sealed; false: it is not in the file. */
static bool
sealed_on(struct builder *builder, const struct uid *version, struct date *out)
{
	struct stored_version *list;
	struct error err;
	size_t count;
	bool found = false;

	if (!store_versions(plan_store(builder->plan), &list, &count, &err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (uid_equal(&list[i].uid, version)) {
			*out = clock_day(list[i].at);
			found = true;
		}
	stored_versions_clear(list, count);
	return found;
}

void
page_changes(struct builder *builder)
{
	const struct plan_stage *stage = plan_stage(builder->plan);

	if (stage->sealed)
		add_between(builder, "the last sealed plan", stage->sealed_on,
		    NULL);
	add_changes(builder, stage->sealed ? &stage->version : NULL, NULL);
}

struct report *
report_changes(struct plan *plan, enum audience audience,
    const struct uid *viewer, const struct uid *from, const char *since)
{
	const struct plan_stage *stage = plan_stage(plan);
	const struct uid *to = &stage->version;
	struct builder builder;
	struct date day;

	builder_init(&builder, plan, audience, viewer);
	builder.report->page = PAGE_CHANGES;
	/* whoever holds what was sealed last is told what changed since */
	if (!stage->sealed || uid_equal(from, to))
		to = NULL;
	if (sealed_on(&builder, from, &day))
		add_between(&builder, since, day,
		    to != NULL ? &stage->sealed_on : NULL);
	add_changes(&builder, from, to);
	return builder_finish(&builder, page_title(PAGE_CHANGES));
}
