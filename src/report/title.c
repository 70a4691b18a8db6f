#include "config.h"

#include "report/report_private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/date.h"
#include "plan/branch.h"
#include "plan/event.h"
#include "plan/stage.h"
#include "plan/statement.h"

/* The questions behind the parts of plan_identity, and how some people read. */
#define QUESTION_BORN	"about_me.dob"
#define QUESTION_NHS	"about_me.nhs_no"
#define LARGE_PRINT	"large_print"
#define EASY_READ	"easy_read"

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
	    !field_meant(&builder->reader, kinds))
		return;
	buf_init(&text);
	buf_add(&text, "It is for: ");
	plan_show(builder->plan, kinds, &UID_NONE, &text);
	buf_add_char(&text, '.');
	builder_text(builder, BLOCK_PARAGRAPH, text.data);
	buf_clear(&text);
}

static bool
question_meant(const struct builder *builder, const char *name)
{
	const struct field *field =
	    form_set_field(plan_forms(builder->plan), name);

	return field != NULL && field_meant(&builder->reader, field);
}

static const char *
name_or_none(const struct identity *identity)
{
	return identity->name[0] != '\0' ? identity->name : "No name yet";
}

/* As much of the line that tells people apart as the audience may see, and
 * whether that is more than the name. */
static bool
make_whose(struct builder *builder)
{
	const struct identity *identity = plan_identity(builder->plan);
	struct buf text;
	bool more;

	buf_init(&text);
	if (identity->born[0] != '\0' && question_meant(builder, QUESTION_BORN))
		buf_addf(&text, ", %s", identity->born);
	if (identity->nhs_last3[0] != '\0' &&
	    question_meant(builder, QUESTION_NHS))
		buf_addf(&text, ", %s", identity->nhs_last3);
	more = text.len > 0;
	buf_insert(&text, 0, name_or_none(identity),
	    strlen(name_or_none(identity)));
	builder->report->whose = builder_copy(builder, text.data);
	buf_clear(&text);
	return more;
}

static void
add_newest(struct builder *builder)
{
	struct buf text;
	char day[32];

	/* an exercise is set on a day of its own, so the clock says nothing */
	if (builder->latest == 0 || plan_exercise(builder->plan))
		return;
	buf_init(&text);
	date_format_long(utc_day(builder->latest), day);
	buf_addf(&text, "The newest answer here was given on %s.", day);
	builder_text(builder, BLOCK_PARAGRAPH, text.data);
	buf_clear(&text);
}

static void
add_exercise(struct builder *builder)
{
	char day[32], text[80];

	if (!plan_exercise(builder->plan))
		return;
	date_format_long(plan_today(builder->plan), day);
	snprintf(text, sizeof text, "Today is %s in this exercise.", day);
	builder_text(builder, BLOCK_NOTE, text);
}

/* A copy that would go to somebody who has died hurts those who open it. */
static void
add_died(struct builder *builder)
{
	const unsigned readers = AUDIENCE_PERSON | AUDIENCE_HOME;
	struct date day;

	if (builder->report->seal == NULL &&
	    ((unsigned)builder->report->audience & readers) != 0 &&
	    event_died(builder->plan, &day))
		builder_text(builder, BLOCK_NOTE,
		    "The person has died. Do not send this to them.");
}

/* Has anybody signed the version that was sealed last? */
static bool
is_signed(const struct plan_stage *stage)
{
	return stage->sealed && stage->given > 0;
}

/* Is it to be signed as it is, or may it still change? */
static void
add_standing(const struct builder *builder, struct buf *out)
{
	const struct plan_stage *stage = plan_stage(builder->plan);
	char day[32];

	if (builder->made_again != NULL) {
		buf_add(out, "It is not the page that was signed.");
		return;
	}
	if (builder->report->seal == NULL) {
		if (is_signed(stage)) {
			date_format_long(stage->sealed_on, day);
			buf_addf(out, "It is a working copy; what was signed "
				      "is the plan as it was sealed on %s.",
			    day);
		} else if (stage->signed_before)
			buf_add(out, "It is a working copy: nobody has signed "
				     "the plan as it is now.");
		else
			buf_add(out,
			    "It is a working copy: nobody has signed it.");
		return;
	}
	date_format_long(plan_today(builder->plan), day);
	buf_addf(out,
	    "It is sealed: this is the plan of %s as it is signed, and the "
	    "seal at the foot belongs to it alone.",
	    day);
}

/* Whose plan it is, what it is for and how new: the top of the page. */
static void
add_title(struct builder *builder, const char *what)
{
	struct report *report = builder->report;
	struct buf text;

	buf_init(&text);
	if (report->training)
		builder_text(builder, BLOCK_NOTE, TRAINING_NOTE);
	if (plan_what_if(builder->plan) != NULL)
		builder_text(builder, BLOCK_NOTE, WHAT_IF_NOTE);
	if (builder->made_again != NULL)
		builder_text(builder, BLOCK_NOTE, builder->made_again);
	add_exercise(builder);
	add_died(builder);
	buf_addf(&text, "%s: %s", what,
	    name_or_none(plan_identity(builder->plan)));
	report->title = builder_copy(builder, text.data);
	builder_heading(builder, LEVEL_PAGE, report->title);
	if (make_whose(builder))
		builder_text(builder, BLOCK_PARAGRAPH, report->whose);
	if (builder->kinds)
		add_kinds(builder);
	add_newest(builder);
	buf_reset(&text);
	buf_addf(&text, "This copy shows the parts meant for %s. ",
	    report->reader != NULL ? report->reader
				   : audience_phrase(report->audience));
	add_standing(builder, &text);
	builder_text(builder, BLOCK_NOTE, text.data);
	buf_clear(&text);
}

void
builder_init(struct builder *builder, struct plan *plan,
    enum audience audience, const struct uid *viewer)
{
	struct report *report = xcalloc(1, sizeof *report);

	*builder = (struct builder){ .report = report, .plan = plan };
	reader_init(&builder->reader, plan, audience, viewer);
	arena_init(&report->arena);
	builder->disputes = plan_has_statements(plan);
	if (viewer != NULL)
		report->reader = builder_copy(builder,
		    viewer_name(plan, viewer));
	report->audience = audience;
	report->training = store_training(plan_store(plan));
	report->large_print = report_needs(plan, audience, LARGE_PRINT);
	if (report_needs(plan, audience, EASY_READ))
		report_make_easy(report);
	report->foot = plan_what_if(plan) != NULL ? WHAT_IF_FOOT
	    : is_signed(plan_stage(plan))	  ? WORKING_FOOT
						  : DRAFT_FOOT;
}

void
builder_seal(struct builder *builder, const struct seal_mark *mark)
{
	struct report *report = builder->report;
	struct seal_mark *copy = arena_alloc(&report->arena, sizeof *copy);
	const char **rows =
	    arena_alloc(&report->arena, (mark->qr_size + 1) * sizeof *rows);
	struct buf foot;

	builder->reader.sealed_only = true;
	for (size_t i = 0; i < mark->qr_size; i++)
		rows[i] = builder_copy(builder, mark->qr[i]);
	*copy = (struct seal_mark){
		.words = builder_copy(builder, mark->words),
		.sha256 = builder_copy(builder, mark->sha256),
		.qr = rows,
		.qr_size = mark->qr_size,
	};
	report->seal = copy;
	buf_init(&foot);
	buf_addf(&foot, "Seal: %s", mark->words);
	report->foot = builder_copy(builder, foot.data);
	buf_clear(&foot);
}

void
builder_made_again(struct builder *builder, const char *note)
{
	builder->reader.sealed_only = true;
	builder->made_again = builder_copy(builder, note);
	builder->report->foot = MADE_AGAIN_FOOT;
}

/* The title says how new the page is, which only its answers know: they are
 * added first, and the title is put in front. */
static void
title_in_front(struct builder *builder, const char *what)
{
	struct report *report = builder->report;
	size_t body = report->count, title;
	struct block *blocks;

	add_title(builder, what);
	title = report->count - body;
	blocks = xcalloc(report->count, sizeof *blocks);
	memcpy(blocks, report->blocks + body, title * sizeof *blocks);
	memcpy(blocks + title, report->blocks, body * sizeof *blocks);
	free(report->blocks);
	report->blocks = blocks;
	report->cap = report->count;
	report->top = title;
}

struct report *
builder_finish(struct builder *builder, const char *what)
{
	struct report *report = builder->report;
	struct view *view = arena_alloc(&report->arena, sizeof *view);

	*view = (struct view){ builder->plan, builder->reader };
	report->view = view;
	beside_rest(builder);
	builder_heading(builder, LEVEL_FORM, NULL);
	report->blank = report->count == 0;
	if (!report->blank)
		report_glossary(builder);
	report_voices(builder);
	if (report->blank)
		builder_text(builder, BLOCK_PARAGRAPH,
		    "Nothing has been written for this copy yet.");
	if (plan_what_if(builder->plan) != NULL)
		builder_text(builder, BLOCK_NOTE, WHAT_IF_NOTE);
	if (report->training)
		builder_text(builder, BLOCK_NOTE, TRAINING_NOTE);
	title_in_front(builder, what);
	return report;
}
