#include "config.h"

#include "report/report.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"
#include "report/report_private.h"

/* The questions behind the parts of plan_identity. */
#define QUESTION_BORN "about_me.dob"
#define QUESTION_NHS  "about_me.nhs_no"

static const struct {
	enum audience audience;
	const char *phrase;
} phrases[] = {
	{ AUDIENCE_PERSON, "the person" },
	{ AUDIENCE_HOME, "the person, to keep at home" },
	{ AUDIENCE_FAMILY, "family and supporters" },
	{ AUDIENCE_PROVIDER, "those who give the support" },
	{ AUDIENCE_FINANCE, "finance" },
	{ AUDIENCE_APPROVER, "the approver" },
	{ AUDIENCE_AGENCIES, "the agencies" },
};

const char *
audience_phrase(enum audience audience)
{
	size_t i = 0;

	while (i < ARRAY_LEN(phrases) && phrases[i].audience != audience)
		i++;
	assert(i < ARRAY_LEN(phrases));
	return phrases[i].phrase;
}

static void
add_fields(struct builder *builder, const struct section *section, bool own)
{
	for (size_t i = 0; i < section->item_count; i++) {
		const struct item *item = &section->items[i];
		const char *text;

		if (item->repeat != NULL) {
			if (!own)
				report_rows(builder, item->repeat, &UID_NONE,
				    NULL);
			continue;
		}
		if (item->field->own_words != own)
			continue;
		text = answer_text(builder, item->field, &UID_NONE);
		if (text != NULL)
			builder_answer(builder, item->field->label, text, own);
	}
}

static void
add_form(struct builder *builder, const struct form *form)
{
	builder_heading(builder, LEVEL_FORM, form->title);
	for (size_t i = 0; i < form->section_count; i++) {
		const struct section *section = form->sections[i];

		if (!plan_section_shown(builder->plan, section))
			continue;
		/* a form of one screen says its title once */
		if (strcmp(section->title, form->title) != 0)
			builder_heading(builder, LEVEL_SECTION, section->title);
		add_fields(builder, section, true);
		add_fields(builder, section, false);
	}
}

/* A day of the stored moment by UTC, so that a page does not depend on the zone
 * of the machine that made it. */
static struct date
utc_day(int64_t seconds)
{
	int64_t days = seconds / 86400;

	if (seconds % 86400 < 0)
		days--;
	return date_from_days((long)days);
}

static void
add_kinds(struct builder *builder)
{
	const struct field *kinds =
	    form_set_field(plan_forms(builder->plan), FORM_KINDS_FIELD);
	struct buf text;

	if (kinds == NULL || plan_kinds(builder->plan)[0] == '\0' ||
	    !field_meant(kinds, builder->report->audience))
		return;
	buf_init(&text);
	buf_add(&text, "It is for: ");
	plan_show(builder->plan, kinds, &UID_NONE, &text);
	buf_add_char(&text, '.');
	builder_text(builder, BLOCK_PARAGRAPH, text.data);
	buf_clear(&text);
}

static const char *
name_or_none(const struct identity *identity)
{
	return identity->name[0] != '\0' ? identity->name : "No name yet";
}

static bool
question_meant(const struct builder *builder, const char *name)
{
	const struct field *field =
	    form_set_field(plan_forms(builder->plan), name);

	return field != NULL && field_meant(field, builder->report->audience);
}

/* As much of the line that tells people apart as the audience may see. */
static void
add_identity(struct builder *builder)
{
	const struct identity *identity = plan_identity(builder->plan);
	struct buf text;

	buf_init(&text);
	if (identity->born[0] != '\0' && question_meant(builder, QUESTION_BORN))
		buf_addf(&text, ", %s", identity->born);
	if (identity->nhs_last3[0] != '\0' &&
	    question_meant(builder, QUESTION_NHS))
		buf_addf(&text, ", %s", identity->nhs_last3);
	if (text.len > 0) {
		const char *name = name_or_none(identity);

		buf_insert(&text, 0, name, strlen(name));
		builder_text(builder, BLOCK_PARAGRAPH, text.data);
	}
	buf_clear(&text);
}

/* Whose plan it is, what it is for and how new: the top of the page. */
static void
add_title(struct builder *builder)
{
	const struct identity *identity = plan_identity(builder->plan);
	struct buf text;

	buf_init(&text);
	if (builder->report->training)
		builder_text(builder, BLOCK_NOTE, TRAINING_NOTE);
	buf_addf(&text, "Support plan: %s", name_or_none(identity));
	builder_heading(builder, LEVEL_PAGE, text.data);
	add_identity(builder);
	add_kinds(builder);
	if (builder->latest > 0) {
		char day[32];

		date_format_long(utc_day(builder->latest), day);
		buf_reset(&text);
		buf_addf(&text, "The newest answer here was given on %s.", day);
		builder_text(builder, BLOCK_PARAGRAPH, text.data);
	}
	buf_reset(&text);
	buf_addf(&text,
	    "This copy shows the parts meant for %s. It is a working copy: "
	    "nobody has signed it.",
	    audience_phrase(builder->report->audience));
	builder_text(builder, BLOCK_NOTE, text.data);
	buf_clear(&text);
}

static void
add_forms(struct builder *builder)
{
	const struct form_set *forms = plan_forms(builder->plan);
	const struct form *totals = totals_form(builder);

	for (size_t i = 0; i < forms->form_count; i++) {
		add_form(builder, forms->forms[i]);
		if (forms->forms[i] == totals)
			report_totals(builder);
	}
}

/* The title says how new the page is, which only its answers know: they are
 * added first, and the title is put in front. */
static void
title_in_front(struct builder *builder)
{
	struct report *report = builder->report;
	size_t body = report->count, title;
	struct block *blocks;

	memset(builder->waiting, 0, sizeof builder->waiting);
	add_title(builder);
	title = report->count - body;
	blocks = xcalloc(report->count, sizeof *blocks);
	memcpy(blocks, report->blocks + body, title * sizeof *blocks);
	memcpy(blocks + title, report->blocks, body * sizeof *blocks);
	free(report->blocks);
	report->blocks = blocks;
	report->cap = report->count;
}

struct report *
report_build(struct plan *plan, enum audience audience)
{
	struct report *report = xcalloc(1, sizeof *report);
	struct builder builder = { .report = report, .plan = plan };

	arena_init(&report->arena);
	report->audience = audience;
	report->training = store_training(plan_store(plan));
	add_forms(&builder);
	memset(builder.waiting, 0, sizeof builder.waiting);
	if (report->count == 0)
		builder_text(&builder, BLOCK_PARAGRAPH,
		    "Nothing has been written for this copy yet.");
	if (report->training)
		builder_text(&builder, BLOCK_NOTE, TRAINING_NOTE);
	title_in_front(&builder);
	return report;
}

void
report_free(struct report *report)
{
	if (report == NULL)
		return;
	arena_clear(&report->arena);
	free(report->blocks);
	free(report);
}
