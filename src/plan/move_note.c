#include "config.h"

#include "plan/move_note.h"

#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "plan/event.h"

#define EVENT_KIND	  "events.kind"
#define EVENT_ON	  "events.happened_on"
#define EVENT_TOLD_BY	  "events.told_by"
#define EVENT_DONE	  "events.done"
#define EVENT_COPIES	  "events.wrong_copies"
#define EVENT_WRONG	  "wrong_person"
#define EVENT_TOLD_BY_MAX 60 /* characters */

#define ID_DIGITS 8

static const char went[] =
    "Words that belong to another person had been written in this plan. They "
    "were moved to that person's plan and taken out of this one. Whoever looks "
    "after information has to be told the same day.";
static const char came[] =
    "Words about this person had been written in another person's plan. They "
    "were moved here and taken out there. Whoever looks after information has "
    "to be told the same day.";

void
move_note_plan(struct plan *plan, struct buf *out)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(store_plan_uid(plan_store(plan)), hex);
	buf_addf(out, "the plan %.*s", ID_DIGITS, hex);
}

bool
move_note_add(struct plan *plan, struct plan *other, const char *by,
    bool from_here, struct taken *taken)
{
	const struct repeat *repeat = event_repeat(plan);
	char today[DATE_ISO_LEN + 1];
	struct uid row = uid_new();
	struct buf text;

	if (!repeat)
		return false;
	date_format_iso(plan_today(plan), today);
	taken_add_row(taken, repeat, &row, &UID_NONE);
	taken_add_text(taken, plan, EVENT_KIND, &row, EVENT_WRONG);
	taken_add_text(taken, plan, EVENT_ON, &row, today);
	if (utf8_cols(by, strlen(by)) <= EVENT_TOLD_BY_MAX)
		taken_add_text(taken, plan, EVENT_TOLD_BY, &row, by);
	taken_add_text(taken, plan, EVENT_DONE, &row, from_here ? went : came);
	buf_init(&text);
	buf_addf(&text, "Not looked into yet. The words %s ",
	    from_here ? "went to" : "came from");
	move_note_plan(other, &text);
	buf_add(&text, ".");
	taken_add_text(taken, plan, EVENT_COPIES, &row, text.data);
	buf_clear(&text);
	return true;
}

bool
move_note_put(struct plan *plan, struct plan *other, const char *by)
{
	struct taken taken = { .rows = NULL };
	bool ok = move_note_add(plan, other, by, true, &taken) &&
	    plan_take_in(plan, &taken, NULL, NULL);

	taken_clear(&taken);
	return ok;
}
