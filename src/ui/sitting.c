#include "config.h"

#include "ui/sitting.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "plan/kept.h"
#include "rules/sentence.h"
#include "ui/screens.h"
#include "ui/term.h"

void
sitting_init(struct sitting *sitting, struct loop *loop,
    const struct ui_start *start)
{
	memset(sitting, 0, sizeof *sitting);
	sitting->loop = loop;
	sitting->start = start;
	buf_init(&sitting->clipboard.text);
}

static void
pending_clear(struct sitting *sitting)
{
	for (size_t i = 0; i < sitting->pending_count; i++) {
		free(sitting->pending[i].text);
		free(sitting->pending[i].voice);
		free(sitting->pending[i].bases);
	}
	sitting->pending_count = 0;
}

void
sitting_drop_plan(struct sitting *sitting)
{
	plan_close(sitting->plan);
	form_set_free(sitting->kept_forms);
	rates_free(sitting->kept_rates);
	sitting->plan = NULL;
	sitting->kept_forms = NULL;
	sitting->kept_rates = NULL;
	sitting_set_voice(sitting, NULL, NULL);
}

void
sitting_clear(struct sitting *sitting)
{
	pending_clear(sitting);
	free(sitting->pending);
	free(sitting->place_screen);
	free(sitting->place_field);
	buf_clear(&sitting->clipboard.text);
	sitting_drop_plan(sitting);
	memset(sitting, 0, sizeof *sitting);
}

/* --- answers --- */

static struct pending *
pending_find(const struct sitting *sitting, const struct field *field,
    const struct uid *row)
{
	for (size_t i = 0; i < sitting->pending_count; i++)
		if (sitting->pending[i].field == field &&
		    uid_equal(&sitting->pending[i].row, row))
			return &sitting->pending[i];
	return NULL;
}

void
sitting_set_voice(struct sitting *sitting, const struct section *section,
    const char *voice)
{
	free(sitting->voice);
	sitting->voice = voice ? xstrdup(voice) : NULL;
	sitting->voice_section = section;
}

const char *
sitting_voice(const struct sitting *sitting, const struct section *section)
{
	return sitting->voice_section == section ? sitting->voice : NULL;
}

static void
set_pending(const struct sitting *sitting, struct pending *pending,
    const char *text)
{
	const char *voice = sitting_voice(sitting, pending->field->section);

	free(pending->text);
	free(pending->voice);
	pending->text = text ? xstrdup(text) : NULL;
	pending->voice = voice ? xstrdup(voice) : NULL;
}

void
sitting_answer(struct sitting *sitting, const struct field *field,
    const struct uid *row, const char *text, const struct uid *bases,
    size_t base_count)
{
	struct pending *pending = pending_find(sitting, field, row);

	if (pending) { /* still started from what it started from */
		set_pending(sitting, pending, text);
		return;
	}
	ARRAY_GROW(sitting->pending, sitting->pending_count,
	    sitting->pending_cap);
	pending = &sitting->pending[sitting->pending_count++];
	*pending = (struct pending){ .field = field, .row = *row };
	set_pending(sitting, pending, text);
	pending->bases = xreallocarray(NULL, base_count + 1,
	    sizeof *pending->bases);
	if (base_count)
		memcpy(pending->bases, bases,
		    base_count * sizeof *pending->bases);
	pending->base_count = base_count;
}

bool
sitting_pending(const struct sitting *sitting, const struct field *field,
    const struct uid *row, const char **text)
{
	const struct pending *pending = pending_find(sitting, field, row);

	*text = pending ? pending->text : NULL;
	return pending != NULL;
}

static const struct place *
place_now(const struct sitting *sitting, struct place *place)
{
	if (!sitting->place_screen)
		return NULL;
	*place = (struct place){
		.screen = sitting->place_screen,
		.field = sitting->place_field ? sitting->place_field : "",
		.row = sitting->place_row,
		.cursor = sitting->place_cursor,
	};
	return place;
}

static bool
apply_pending(struct sitting *sitting, const struct pending *pending,
    size_t count, struct error *err)
{
	struct change *changes = xcalloc(count, sizeof *changes);
	struct place place;
	bool ok;

	for (size_t i = 0; i < count; i++) {
		const char *voice = pending[i].voice;

		changes[i] = (struct change){
			.field = pending[i].field,
			.row = pending[i].row,
			.text = pending[i].text,
			.has_voice = voice != NULL,
			.voice = voice && *voice ? voice : NULL,
			.has_bases = true,
			.bases = pending[i].bases,
			.base_count = pending[i].base_count,
		};
	}
	ok = plan_apply(sitting->plan, changes, count,
	    place_now(sitting, &place), err);
	free(changes);
	return ok;
}

/* One of the answers is refused for what it says: the others are saved, and
 * that one is not tried again. */
static bool
apply_singly(struct sitting *sitting, struct error *refused)
{
	struct error err;

	while (sitting->pending_count) {
		struct pending *last =
		    &sitting->pending[sitting->pending_count - 1];
		if (!apply_pending(sitting, last, 1, &err)) {
			*refused = err;
			if (err.code != ERR_USER)
				return false;
		}
		free(last->text);
		free(last->voice);
		free(last->bases);
		sitting->pending_count--;
	}
	return true;
}

/* Says once, at opening, how the forms changed since somebody last filled the
 * plan in. What cannot be read of the older ones is no reason to stop. */
static void
tell_differences(struct sitting *sitting)
{
	struct differences found = { 0 };
	struct error ignored;

	sitting->opened = false;
	if (plan_writable(sitting->plan) && !sitting->kept_forms &&
	    plan_differences(sitting->plan, &found, &ignored) &&
	    found.count > 0)
		loop_push(sitting->loop,
		    screen_upgrade_new(sitting, &found));
	else
		differences_clear(&found);
}

bool
sitting_reckon(struct sitting *sitting)
{
	if (!sitting->plan)
		return true;
	if (!plan_reckon(sitting->plan, &sitting->broken)) {
		loop_quit(sitting->loop);
		return false;
	}
	if (sitting->opened)
		tell_differences(sitting);
	return true;
}

/* Of what was typed nothing is lost by it. */
static void
say_unsaved(struct sitting *sitting, const struct error *err)
{
	const char *where = "";

	if (err->code == ERR_FULL)
		where = " What you typed is still on the screen, and is saved "
			"as soon as there is room.";
	else if (err->code != ERR_USER)
		where = " What you typed is still on the screen.";
	loop_say(sitting->loop, "%s%s", err->text, where);
}

bool
sitting_commit(struct sitting *sitting)
{
	struct error err;
	bool ok, refused;

	if (!sitting_reckon(sitting))
		return false;
	if (!sitting->pending_count || !sitting->plan)
		return true;
	ok = apply_pending(sitting, sitting->pending, sitting->pending_count,
	    &err);
	refused = !ok && err.code == ERR_USER;
	if (refused)
		ok = apply_singly(sitting, &err);
	if (!ok || refused)
		say_unsaved(sitting, &err);
	if (ok) {
		pending_clear(sitting);
		sitting->place_moved = false;
		sitting->leaving = false;
	}
	return ok;
}

void
sitting_undo(struct sitting *sitting, bool back)
{
	struct error err;
	char *what = NULL;
	bool ok = back ? plan_undo(sitting->plan, &what, &err)
		       : plan_redo(sitting->plan, &what, &err);

	if (!ok)
		loop_say(sitting->loop, "%s", err.text);
	else if (what)
		loop_say(sitting->loop, "%s: %s%s%s",
		    back ? "Taken back" : "Done again", what,
		    sentence_stop(what), back ? " Ctrl-Y does it again." : "");
	else if (back && plan_words_gone(sitting->plan))
		loop_say(sitting->loop,
		    "There is nothing to take back. Words were taken out for "
		    "good, and what was done before that cannot be undone.");
	else
		loop_say(sitting->loop, back
			? "There is nothing to take back from this sitting."
			: "There is nothing to do again.");
	free(what);
}

bool
sitting_put_draft(struct sitting *sitting, const struct field *field,
    const struct uid *row, const struct editor *editor, const struct uid *bases,
    size_t base_count)
{
	struct place place;
	const struct place *at = place_now(sitting, &place);
	struct error err;
	bool ok = true;

	if (!sitting->plan || !plan_writable(sitting->plan))
		return true;
	if (editor)
		ok = store_put_draft(plan_store(sitting->plan), field->name,
		    row, editor_text(editor), editor_cursor(editor), bases,
		    base_count, at, &err);
	else if (at && sitting->place_moved)
		ok = store_put_place(plan_store(sitting->plan), at, &err);
	if (ok)
		sitting->place_moved = false;
	else if (editor) /* a place alone is not worth a word */
		say_unsaved(sitting, &err);
	return ok;
}
