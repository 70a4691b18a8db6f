/* What was just typed is taken back for good: what goes is shown first. Where it
 * may not be, why, and the way to take it out. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/unsay.h"
#include "ui/screen/ask.h"

static struct unsay_wanted
wanted_of(const struct sitting *sitting, const struct field *field,
    const struct repeat *repeat, const struct uid *row)
{
	return (struct unsay_wanted){
		.field = field,
		.repeat = repeat,
		.row = *row,
		.restricted = !sitting->start->visit,
	};
}

static void
unsay(struct sitting *sitting, void *data)
{
	const struct unsay_wanted *wanted = data;
	struct unsay_done done;
	struct error err;

	if (!sitting_commit(sitting))
		return;
	if (!plan_unsay(sitting->plan, wanted, sitting->start->before, &done,
		&err))
		loop_say(sitting->loop, "%s", err.text);
	else if (done.later || done.copies > 0)
		loop_say(sitting->loop,
		    "The words are gone from the plan, but the disk may still "
		    "hold them. Take them out once more when nobody else has "
		    "the plan open.");
	else
		loop_say(sitting->loop,
		    "The words are gone from this file for good%s.",
		    done.row_went ? ", and the empty row with them" : "");
}

static void
take_out(struct sitting *sitting, void *data)
{
	const struct unsay_wanted *wanted = data;

	screen_take_out(sitting, wanted->field, wanted->repeat, &wanted->row,
	    NULL);
}

static char *
title_of(const struct sitting *sitting, const struct unsay_wanted *wanted)
{
	struct buf title;

	buf_init(&title);
	buf_add(&title, "Unsay: ");
	if (wanted->field)
		buf_add(&title, wanted->field->label);
	else
		plan_row_title(sitting->plan, wanted->repeat, &wanted->row,
		    &title);
	return buf_take(&title);
}

static void
ask(struct sitting *sitting, const struct unsay_wanted *wanted)
{
	struct unsay_wanted *kept = xmalloc(sizeof *kept);
	char *title = title_of(sitting, wanted);
	struct error why = { .text = "" };
	struct buf words;
	struct asking asking = {
		.name = "unsay",
		.title = title,
		.again = COMMAND_UNSAY,
		.drop = free,
		.data = kept,
	};

	*kept = *wanted;
	buf_init(&words);
	if (plan_may_unsay(sitting->plan, wanted, &why) &&
	    plan_unsay_show(sitting->plan, wanted, &words, &why)) {
		asking.question = "All that you typed here in the last ten "
				  "minutes goes out of this file for good. Undo "
				  "does not bring it back, and it does not stay "
				  "in the history.";
		asking.yes = "Take these words back for good";
		asking.no = "Keep them";
		asking.chosen = unsay;
	} else {
		asking.question = why.text;
		asking.yes = "Take words out here, with somebody's agreement";
		asking.no = "Leave everything as it is";
		asking.again = COMMAND_NONE;
		asking.chosen = take_out;
	}
	asking.words = words.data;
	loop_push(sitting->loop, screen_ask_new(sitting, &asking));
	buf_clear(&words);
	free(title);
}

void
screen_unsay(struct sitting *sitting, const struct field *field,
    const struct repeat *repeat, const struct uid *row)
{
	struct unsay_wanted wanted = wanted_of(sitting, field, repeat, row);

	if (!sitting_commit(sitting))
		return;
	if (!plan_writable(sitting->plan))
		loop_say(sitting->loop, "This plan is open to look at only, so "
					"nothing can be taken out of it.");
	else
		ask(sitting, &wanted);
}
