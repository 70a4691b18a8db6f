#include "config.h"

#include "plan/stage.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "plan/event.h"
#include "plan/plan_private.h"
#include "plan/signature.h"
#include "plan/statement.h"

#define START	      "purpose.start"
#define INTERIM	      "agree.interim"
#define QUICK_REVIEWS "review.look"
#define QUICK_ON      "review.look_on"
#define QUICK_NEXT    "review.what_next"
#define FULL_REVIEWS  "review.full"
#define FULL_ON	      "review.full_on"
#define FULL_NEXT     "review.full_next"
#define STREAMS	      "money.stream"
#define DECIDER	      "money.decider"
#define DECISIONS     "sign.approval"
#define DECIDES	      "sign.ap_stream"
#define DECISION_SAYS "sign.ap_says"
#define BASIS	      "consent.consent_basis"
#define BASIS_OTHERS  "interests" /* decided in their best interests */
#define ROLE_PERSON   "person"
#define ROLE_ATTORNEY "attorney"
#define CHANGES	      "paying.change"
#define CHANGE_ON     "paying.change_on"
#define NEXT_GO_ON    "continue"
#define NEXT_CHANGE   "change"
#define NEXT_END      "end"
#define LOOK_AGAIN    "review.next"

/* --- reading answers, where the forms have them --- */

/* What counts as the answer, as text; NULL: none. */
static const char *
text_at(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan->forms, name);
	struct field_state state;

	if (!field || (field->repeat == NULL) != uid_is_none(row))
		return NULL;
	plan_field(plan, field, row, &state);
	return state.relevant && state.value->kind == VALUE_TEXT
	    ? state.value->text
	    : NULL;
}

static bool
day_at(const struct plan *plan, const char *name, const struct uid *row,
    struct date *out)
{
	const char *text = text_at(plan, name, row);

	return text && date_parse_iso(text, out);
}

static size_t
rows_of(const struct plan *plan, const char *name, const struct uid **rows)
{
	const struct repeat *repeat = form_set_repeat(plan->forms, name);

	return repeat ? plan_rows(plan, repeat, &UID_NONE, rows) : 0;
}

static bool
has_code(const struct plan *plan, const char *table, const char *name,
    const char *code)
{
	const struct uid *rows;
	size_t count = rows_of(plan, table, &rows);

	for (size_t i = 0; i < count; i++) {
		const char *text = text_at(plan, name, &rows[i]);

		if (text && strcmp(text, code) == 0)
			return true;
	}
	return false;
}

static bool
has_ended(const struct plan *plan)
{
	struct date day;

	return event_died(plan, &day) ||
	    has_code(plan, FULL_REVIEWS, FULL_NEXT, NEXT_END);
}

/* Was a change written down that began on DAY or since? */
static bool
changed_since(const struct plan *plan, struct date day)
{
	const struct uid *rows;
	size_t count = rows_of(plan, CHANGES, &rows);

	for (size_t i = 0; i < count; i++) {
		struct date on;

		if (day_at(plan, CHANGE_ON, &rows[i], &on) &&
		    date_compare(on, day) >= 0)
			return true;
	}
	return false;
}

/* Has all that a review of DAY asked for, which is THEN, been done? What the
 * person may change without asking needs no new version, only a line. */
static bool
is_done(const struct plan *plan, const char *table, struct date day,
    const char *then)
{
	if (!then)
		return false;
	return strcmp(then, NEXT_GO_ON) == 0 ||
	    (strcmp(table, QUICK_REVIEWS) == 0 &&
		strcmp(then, NEXT_CHANGE) == 0 && changed_since(plan, day));
}

/* A review is open from its day until it says that the plan goes on as it is, or
 * what was to change is written down, or a version is sealed after it. */
static bool
review_open(const struct plan *plan, const char *table, const char *on,
    const char *next)
{
	const struct uid *rows;
	size_t count = rows_of(plan, table, &rows);

	for (size_t i = 0; i < count; i++) {
		const char *then = text_at(plan, next, &rows[i]);
		struct date day;

		if (day_at(plan, on, &rows[i], &day) &&
		    date_compare(day, plan->stage.sealed_on) > 0 &&
		    date_compare(day, plan_today(plan)) <= 0 &&
		    !is_done(plan, table, day, then))
			return true;
	}
	return false;
}

/* --- what was sealed --- */

/* Finds the last version; of several, sealed apart, the last by the clock. */
static bool
find_last(struct plan *plan, struct plan_stage *stage)
{
	struct stored_version *list;
	const struct stored_version *last = NULL;
	size_t count;

	if (!store_versions(plan->store, &list, &count, NULL))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!list[i].last)
			continue;
		stage->apart += last != NULL;
		if (!last || list[i].at >= last->at)
			last = &list[i];
	}
	stage->sealed = last != NULL;
	if (last) {
		stage->version = last->uid;
		stage->seal = last->seal;
		stage->sealed_on = clock_day(last->at);
	}
	stored_versions_clear(list, count);
	return true;
}

/* Keeps what the last version sealed in memory, so that every answer can be
 * compared with it at little cost. */
static bool
read_sealed(struct plan *plan, const struct uid *version)
{
	if (uid_equal(&plan->sealed_of, version))
		return true;
	sealed_state_clear(&plan->sealed);
	plan->sealed_of = UID_NONE;
	if (!sealed_state_of(plan, version, &plan->sealed, NULL)) {
		sealed_state_clear(&plan->sealed);
		return false;
	}
	plan->sealed_of = *version;
	return true;
}

/* Whoever says that they do not agree undoes nothing of what was signed. */
static void
count_changed(const struct changed_list *list, struct plan_stage *stage)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct changed *one = &list->items[i];

		if (statement_table(one->repeat) ||
		    (one->field && statement_table(one->field->repeat))) {
			stage->statements += !one->restricted &&
			    one->kind == CHANGED_ROW_ADDED;
			continue;
		}
		stage->differs = true;
		stage->changed += !one->restricted;
	}
}

static void
compare(struct plan *plan, struct plan_stage *stage)
{
	struct sealed_state now;
	struct changed_list changed;

	if (!read_sealed(plan, &stage->version)) {
		stage->differs = stage->unread = true;
		return;
	}
	sealed_state_now(plan, &now);
	if (!sealed_state_same(&plan->sealed, &now)) {
		sealed_state_compare(plan, &plan->sealed, &now, &changed);
		count_changed(&changed, stage);
		changed_list_clear(&changed);
	}
	sealed_state_clear(&now);
}

static void
count_signatures(const struct plan *plan, struct plan_stage *stage)
{
	const char *basis = text_at(plan, BASIS, &UID_NONE);
	struct signature_list list;

	stage->by_person = basis && strcmp(basis, BASIS_OTHERS) == 0;

	plan_signatures(plan, stage->sealed ? &stage->seal : NULL, &list);
	for (size_t i = 0; i < list.count; i++) {
		const struct signature *one = &list.items[i];

		stage->given += one->state == SIGNATURE_GIVEN;
		stage->by_person = stage->by_person ||
		    (one->state == SIGNATURE_GIVEN &&
			(strcmp(one->role_code, ROLE_PERSON) == 0 ||
			    strcmp(one->role_code, ROLE_ATTORNEY) == 0));
		stage->declined += one->state == SIGNATURE_DECLINED;
		stage->waiting += signature_waits(one);
		stage->signed_before = stage->signed_before ||
		    ((one->state == SIGNATURE_AGAIN ||
			 one->state == SIGNATURE_EARLIER) &&
			strcmp(one->how_code, SIGNATURE_NO) != 0);
	}
	signature_list_clear(&list);
}

/* Is there a decision about the money of the row STREAM? */
static bool
is_decided(const struct plan *plan, const struct uid *stream)
{
	const struct uid *rows;
	size_t count = rows_of(plan, DECISIONS, &rows);
	char hex[UID_HEX_LEN + 1];

	uid_format(stream, hex);
	for (size_t i = 0; i < count; i++) {
		const char *about = text_at(plan, DECIDES, &rows[i]);

		if (about && strcmp(about, hex) == 0 &&
		    text_at(plan, DECISION_SAYS, &rows[i]))
			return true;
	}
	return false;
}

/* Money that somebody has to decide about, and nobody has. */
static size_t
count_undecided(const struct plan *plan)
{
	const struct uid *rows;
	size_t count = rows_of(plan, STREAMS, &rows), undecided = 0;

	for (size_t i = 0; i < count; i++)
		undecided += text_at(plan, DECIDER, &rows[i]) &&
		    !is_decided(plan, &rows[i]);
	return undecided;
}

/* --- the stage --- */

static bool
is_signed(const struct plan_stage *stage)
{
	return stage->given > 0 && stage->waiting == 0 && stage->by_person;
}

static enum stage
find_stage(const struct plan *plan, const struct plan_stage *stage)
{
	bool holds = is_signed(stage) || stage->signed_before;
	struct date start;

	if (has_ended(plan))
		return STAGE_ENDED;
	if (!stage->sealed)
		return STAGE_DRAFT;
	if (!holds)
		return stage->differs ? STAGE_DRAFT : STAGE_READY;
	if (review_open(plan, QUICK_REVIEWS, QUICK_ON, QUICK_NEXT) ||
	    review_open(plan, FULL_REVIEWS, FULL_ON, FULL_NEXT))
		return STAGE_REVIEW;
	if (day_at(plan, START, &UID_NONE, &start) &&
	    date_compare(start, plan_today(plan)) <= 0)
		return STAGE_IN_FORCE;
	return STAGE_SIGNED;
}

void
plan_stage_make(struct plan *plan)
{
	struct plan_stage *stage = &plan->stage;

	*stage = (struct plan_stage){ 0 };
	/* a file that is busy or damaged says so elsewhere: a draft until then */
	if (!find_last(plan, stage))
		*stage = (struct plan_stage){ 0 };
	if (stage->sealed)
		compare(plan, stage);
	if (plan->sandbox) {
		count_signatures(plan, stage);
		stage->undecided = count_undecided(plan);
		(void)day_at(plan, INTERIM, &UID_NONE, &stage->interim);
		stage->stage = find_stage(plan, stage);
	}
}

void
plan_stage_anew(struct plan *plan)
{
	plan_stage_make(plan);
	plan->generation++;
	if (plan->sandbox)
		plan_summarise(plan); /* the caseload shows it */
}

const struct plan_stage *
plan_stage(const struct plan *plan)
{
	return &plan->stage;
}

bool
plan_look_again(const struct plan *plan, struct date *out)
{
	return plan->sandbox && plan->stage.stage != STAGE_ENDED &&
	    day_at(plan, LOOK_AGAIN, &UID_NONE, out);
}

/* --- in words --- */

const char *
stage_word(const struct plan_stage *stage)
{
	static const char *const words[] = {
		[STAGE_DRAFT] = "draft",
		[STAGE_READY] = "ready",
		[STAGE_SIGNED] = "signed",
		[STAGE_IN_FORCE] = "in force",
		[STAGE_REVIEW] = "review",
		[STAGE_ENDED] = "ended",
	};

	if (stage->differs && (stage->stage == STAGE_SIGNED ||
				  stage->stage == STAGE_IN_FORCE))
		return "new draft";
	return words[stage->stage];
}

static void
say_waiting(const struct plan_stage *stage, struct buf *out)
{
	if (!stage->sealed || stage->stage == STAGE_ENDED)
		return;
	if (stage->waiting > 0)
		buf_addf(out, " Waiting for %zu signature%s%s.",
		    stage->waiting, stage->waiting == 1 ? "" : "s",
		    stage->signed_before ? " on the plan as it was last sealed"
					 : "");
	else if (stage->given == 0 && stage->declined == 0)
		buf_add(out, " Nobody has signed yet.");
	else if (stage->given > 0 && !stage->by_person)
		buf_add(out, " Neither the person nor somebody who may act for "
			     "them has signed yet.");
	if (stage->declined > 0)
		buf_addf(out, " %zu %s chosen not to sign.", stage->declined,
		    stage->declined == 1 ? "person has" : "people have");
}

static void
say_changed(const struct plan_stage *stage, bool restricted, struct buf *out)
{
	if (stage->changed > 0) {
		buf_add_char(out, ' ');
		stage_say_changed(stage, false, out);
		buf_add_char(out, '.');
	} else if (stage->unread)
		buf_add(out, " What was sealed cannot be read, so nobody can "
			     "say what changed since.");
	else if (stage->differs && restricted)
		buf_add(out, " Something that only workers see has changed "
			     "since.");
}

const char *const stage_names[STAGE_COUNT] = {
	[STAGE_DRAFT] = "Draft",
	[STAGE_READY] = "Ready to be signed",
	[STAGE_SIGNED] = "Signed",
	[STAGE_IN_FORCE] = "In force",
	[STAGE_REVIEW] = "Under review",
	[STAGE_ENDED] = "Ended",
};

void
stage_say(const struct plan_stage *stage, bool restricted, struct buf *out)
{
	enum stage shown = stage->stage;
	char day[32];

	/* a change that only workers may know of made it a draft again */
	if (!restricted && shown == STAGE_DRAFT && stage->sealed &&
	    stage->changed == 0)
		shown = STAGE_READY;
	buf_add(out, stage_names[shown]);
	if (!stage->sealed)
		buf_add(out, stage->stage == STAGE_ENDED
			? ". It was never sealed."
			: ": nothing has been sealed, so nobody can sign yet.");
	else {
		date_format_short(stage->sealed_on, day);
		buf_addf(out, ": sealed on %s.", day);
	}
	say_waiting(stage, out);
	if (stage->apart > 0)
		buf_addf(out, " %s sealed apart from it. Seal it again to "
		    "bring them together.", stage->apart == 1
			? "Another version was"
			: "Other versions were");
	say_changed(stage, restricted, out);
	if (stage->sealed && stage->undecided > 0 &&
	    stage->stage != STAGE_ENDED)
		buf_addf(out, " Not decided yet: %zu kind%s of money.",
		    stage->undecided, stage->undecided == 1 ? "" : "s");
	if (stage->interim.year != 0 && !is_signed(stage)) {
		date_format_short(stage->interim, day);
		buf_addf(out, " Help starts before everybody has signed: %s.",
		    day);
	}
}

void
stage_say_changed(const struct plan_stage *stage, bool brief, struct buf *out)
{
	const char *since = stage->given > 0 || stage->signed_before
	    ? "signed"
	    : "sealed";

	if (stage->changed == 0)
		return;
	if (brief)
		buf_addf(out, "Changed since %s", since);
	else
		buf_addf(out, "Changed since it was %s", since);
	buf_addf(out, ": %zu", stage->changed);
	if (!brief)
		buf_add(out, stage->changed == 1 ? " answer" : " answers");
}
