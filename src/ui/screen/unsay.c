/* What was just typed is taken back for good: what goes is shown first. Where it
 * may not be, why, and the way to take it out. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/unsay.h"
#include "ui/screen/ask.h"

#define LAST_HEAD "The last answer:\n"

static void
unsay(struct sitting *sitting, void *data, size_t choice)
{
	struct unsay_wanted *wanted = data;
	struct unsay_done done;
	struct error err;

	/* the first of three is the last answer; then all of them */
	if (choice > 0)
		wanted->last = false;
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
take_out(struct sitting *sitting, void *data, size_t choice)
{
	const struct unsay_wanted *wanted = data;

	(void)choice;
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

/* Where more than one answer was just typed, the last of them can go alone. */
static bool
say_words(struct sitting *sitting, struct unsay_wanted *wanted,
    struct buf *words, struct error *err)
{
	size_t some, all;
	struct buf more;
	bool ok;

	buf_init(&more);
	wanted->last = true;
	ok = plan_unsay_show(sitting->plan, wanted, words, &some, err);
	wanted->last = false;
	ok = ok && plan_unsay_show(sitting->plan, wanted, &more, &all, err);
	wanted->last = ok && some > 0 && some < all;
	if (wanted->last) {
		buf_insert(words, 0, LAST_HEAD, strlen(LAST_HEAD));
		buf_addf(words, "\nAll of them:\n%s", more.data);
	} else {
		buf_reset(words);
		buf_add(words, more.data);
	}
	buf_clear(&more);
	return ok;
}

/* KEPT is taken over. */
static void
ask(struct sitting *sitting, struct unsay_wanted *kept)
{
	char *title = title_of(sitting, kept);
	struct error why = { .text = "" };
	struct asking asking = {
		.name = "unsay",
		.title = title,
		.question = why.text,
		.choices = { "Take words out here, with somebody's agreement",
			"Leave everything as it is" },
		.chosen = take_out,
		.drop = free,
		.data = kept,
	};
	struct buf words;

	buf_init(&words);
	if (plan_may_unsay(sitting->plan, kept, &why) &&
	    say_words(sitting, kept, &words, &why)) {
		asking.question = "What you take back goes out of this file for "
				  "good. Undo does not bring it back, and it "
				  "does not stay in the history.";
		asking.choices[0] = kept->last
		    ? "Take the last answer back for good"
		    : "Take these words back for good";
		asking.choices[kept->last ? 2 : 1] = "Keep them";
		if (kept->last)
			asking.choices[1] = "Take back all that I typed here "
					    "in the last ten minutes";
		asking.again = COMMAND_UNSAY;
		asking.chosen = unsay;
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
	struct unsay_wanted *wanted;

	if (!sitting_commit(sitting))
		return;
	if (!plan_writable(sitting->plan))
		loop_say(sitting->loop, "This plan is open to look at only, so "
					"nothing can be taken out of it.");
	else {
		wanted = xmalloc(sizeof *wanted);
		*wanted = (struct unsay_wanted){
			.field = field,
			.repeat = repeat,
			.row = *row,
			.restricted = !sitting->start->visit,
		};
		ask(sitting, wanted);
	}
}
