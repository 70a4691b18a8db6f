#include "config.h"

#include "ui/session.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "caseload/caseload.h"
#include "ui/screens.h"
#include "ui/term.h"

void
session_init(struct session *session, struct loop *loop,
    const struct ui_start *start)
{
	memset(session, 0, sizeof *session);
	session->loop = loop;
	session->start = start;
	buf_init(&session->clipboard.text);
}

static void
pending_clear(struct session *session)
{
	for (size_t i = 0; i < session->pending_count; i++) {
		free(session->pending[i].text);
		free(session->pending[i].bases);
	}
	session->pending_count = 0;
}

void
session_clear(struct session *session)
{
	pending_clear(session);
	free(session->pending);
	free(session->place_screen);
	free(session->place_field);
	buf_clear(&session->clipboard.text);
	plan_close(session->plan);
	memset(session, 0, sizeof *session);
}

/* --- answers --- */

static struct pending *
pending_find(const struct session *session, const struct field *field,
    const struct uid *row)
{
	for (size_t i = 0; i < session->pending_count; i++)
		if (session->pending[i].field == field &&
		    uid_equal(&session->pending[i].row, row))
			return &session->pending[i];
	return NULL;
}

void
session_answer(struct session *session, const struct field *field,
    const struct uid *row, const char *text, const struct uid *bases,
    size_t base_count)
{
	struct pending *pending = pending_find(session, field, row);

	if (pending) { /* still started from what it started from */
		free(pending->text);
		pending->text = text ? xstrdup(text) : NULL;
		return;
	}
	ARRAY_GROW(session->pending, session->pending_count,
	    session->pending_cap);
	pending = &session->pending[session->pending_count++];
	*pending = (struct pending){ .field = field, .row = *row };
	pending->text = text ? xstrdup(text) : NULL;
	pending->bases = xreallocarray(NULL, base_count + 1,
	    sizeof *pending->bases);
	if (base_count)
		memcpy(pending->bases, bases,
		    base_count * sizeof *pending->bases);
	pending->base_count = base_count;
}

bool
session_pending(const struct session *session, const struct field *field,
    const struct uid *row, const char **text)
{
	const struct pending *pending = pending_find(session, field, row);

	*text = pending ? pending->text : NULL;
	return pending != NULL;
}

static const struct place *
place_now(const struct session *session, struct place *place)
{
	if (!session->place_screen)
		return NULL;
	*place = (struct place){
		.screen = session->place_screen,
		.field = session->place_field ? session->place_field : "",
		.row = session->place_row,
		.cursor = session->place_cursor,
	};
	return place;
}

bool
session_commit(struct session *session)
{
	struct change *changes;
	struct place place;
	struct error err;
	size_t count = session->pending_count;
	bool ok;

	if (!count || !session->plan)
		return true;
	changes = xcalloc(count, sizeof *changes);
	for (size_t i = 0; i < count; i++)
		changes[i] = (struct change){
			.field = session->pending[i].field,
			.row = session->pending[i].row,
			.text = session->pending[i].text,
			.has_bases = true,
			.bases = session->pending[i].bases,
			.base_count = session->pending[i].base_count,
		};
	ok = plan_apply(session->plan, changes, count,
	    place_now(session, &place), &err);
	free(changes);
	if (ok) {
		pending_clear(session);
		session->place_moved = false;
		session->leaving = false;
	} else
		loop_say(session->loop, "%s", err.text);
	return ok;
}

bool
session_put_draft(struct session *session, const struct field *field,
    const struct uid *row, const struct editor *editor, const struct uid *bases,
    size_t base_count)
{
	struct place place;
	const struct place *at = place_now(session, &place);
	struct error err;
	bool ok = true;

	if (!session->plan || !plan_writable(session->plan))
		return true;
	if (editor)
		ok = store_put_draft(plan_store(session->plan), field->name,
		    row, editor_text(editor), editor_cursor(editor), bases,
		    base_count, at, &err);
	else if (at && session->place_moved)
		ok = store_put_place(plan_store(session->plan), at, &err);
	if (ok)
		session->place_moved = false;
	else if (editor) /* a place alone is not worth a word */
		loop_say(session->loop, "%s", err.text);
	return ok;
}

/* --- where the person is --- */

void
session_place(struct session *session, const struct target *target,
    const struct field *field, const struct uid *row, size_t cursor)
{
	struct buf screen;
	const char *name = field ? field->name : "";

	buf_init(&screen);
	if (target->repeat) {
		char hex[UID_HEX_LEN + 1];
		uid_format(&target->row, hex);
		buf_addf(&screen, "row %s/%s", target->repeat->name, hex);
	} else
		buf_addf(&screen, "section %s", target->section->name);
	if (session->place_screen &&
	    strcmp(session->place_screen, screen.data) == 0 &&
	    strcmp(session->place_field, name) == 0 &&
	    uid_equal(&session->place_row, row) &&
	    session->place_cursor == cursor) {
		buf_clear(&screen);
		return;
	}
	free(session->place_screen);
	free(session->place_field);
	session->place_screen = buf_take(&screen);
	session->place_field = xstrdup(name);
	session->place_row = *row;
	session->place_cursor = cursor;
	session->place_moved = true;
}

/* Reads what session_place wrote. False: it leads nowhere now. */
static bool
place_target(const struct session *session, const char *screen,
    struct target *target)
{
	const struct form_set *forms = plan_forms(session->plan);

	memset(target, 0, sizeof *target);
	if (strncmp(screen, "section ", 8) == 0) {
		target->section = form_set_section(forms, screen + 8);
		return target->section &&
		    plan_section_shown(session->plan, target->section);
	}
	if (strncmp(screen, "row ", 4) != 0)
		return false;
	const char *slash = strchr(screen, '/');
	if (!slash || strlen(slash + 1) != UID_HEX_LEN ||
	    !uid_parse(slash + 1, UID_HEX_LEN, &target->row))
		return false;
	char *name = xstrndup(screen + 4, (size_t)(slash - screen - 4));
	target->repeat = form_set_repeat(forms, name);
	free(name);
	if (!target->repeat ||
	    !plan_row_exists(session->plan, target->repeat, &target->row))
		return false;
	target->section = target->repeat->section;
	return true;
}

struct target
session_target(const struct field *field, const struct uid *row)
{
	return (struct target){
		.section = field->section,
		.repeat = field->repeat,
		.row = *row,
	};
}

struct target
session_table_target(const struct repeat *repeat, const struct uid *parent)
{
	return (struct target){
		.section = repeat->section,
		.repeat = repeat->in,
		.row = *parent,
	};
}

/* --- going about --- */

/* Opens the screens that lead to TARGET, outermost first. */
static void
push_way(struct session *session, const struct target *target,
    const struct field *field, size_t cursor)
{
	if (target->repeat) {
		struct uid parent = plan_row_parent(session->plan,
		    target->repeat, &target->row);
		struct target outer =
		    session_table_target(target->repeat, &parent);
		push_way(session, &outer, NULL, 0);
	}
	loop_push(session->loop,
	    screen_form_new(session, target, field, cursor));
}

/* The first section that shows, in the forms' order. */
static const struct section *
first_section(const struct plan *plan)
{
	const struct form_set *forms = plan_forms(plan);

	for (size_t i = 0; i < forms->form_count; i++)
		for (size_t j = 0; j < forms->forms[i]->section_count; j++)
			if (plan_section_shown(plan,
				forms->forms[i]->sections[j]))
				return forms->forms[i]->sections[j];
	return NULL;
}

static void
close_above_overview(struct session *session)
{
	struct screen *screen = loop_top(session->loop);

	while (screen && strcmp(screen->ops->name, "overview") != 0 &&
	    strcmp(screen->ops->name, "caseload") != 0) {
		struct screen *below = screen->below;
		loop_pop(session->loop, screen);
		screen = below;
	}
}

void
session_go(struct session *session, const struct target *target,
    const struct field *field, const struct uid *row)
{
	struct target way = field ? session_target(field, row) : *target;

	close_above_overview(session);
	push_way(session, &way, field, 0);
}

/* Says in words what was recovered, and opens the screen it belongs to. */
static void
carry_on(struct session *session)
{
	const struct found *found = plan_found(session->plan);
	const struct form_set *forms = plan_forms(session->plan);
	struct target target;
	const struct field *field;
	const struct found_draft *draft;
	char time[8];

	if (!found->has_place ||
	    !place_target(session, found->screen, &target)) {
		const struct section *first = first_section(session->plan);
		if (first) {
			target = (struct target){ .section = first };
			push_way(session, &target, NULL, 0);
		}
		return;
	}
	field = form_set_field(forms, found->place_field);
	if (field && field->repeat != target.repeat)
		field = NULL;
	draft = field ? plan_found_draft(session->plan, field,
			    &found->place_row)
		      : NULL;
	push_way(session, &target, field,
	    draft ? draft->cursor : found->place_cursor);
	if (draft && draft->mine) {
		clock_format_time(draft->at, time);
		loop_say(session->loop,
		    "You are back where you were. What you were typing at %s "
		    "was kept.", time);
	} else
		loop_say(session->loop,
		    "You are back where you were. Ctrl-O shows the whole plan.");
}

static void
show_plan(struct session *session)
{
	loop_push(session->loop, screen_overview_new(session));
	carry_on(session);
	if (plan_note(session->plan))
		loop_push(session->loop,
		    screen_message_new(session, "About this plan",
			plan_note(session->plan)));
	else if (!plan_writable(session->plan))
		loop_push(session->loop,
		    screen_message_new(session, "To look at only",
			"This plan can be read but not changed here, because "
			"the file or its folder may not be written to. "
			"Nothing you type would be kept, so typing is off."));
}

bool
session_open_plan(struct session *session, const char *path, struct error *err)
{
	const struct ui_start *start = session->start;

	if (!plan_open(path, start->forms, start->user, false, &session->plan,
		err)) {
		session->plan = NULL;
		if (err->code != ERR_DENIED ||
		    !plan_open(path, start->forms, start->user, true,
			&session->plan, err)) {
			session->plan = NULL;
			return false;
		}
	}
	show_plan(session);
	return true;
}

bool
session_new_plan(struct session *session, struct error *err)
{
	const struct ui_start *start = session->start;
	char *path;

	if (!caseload_new_path(start->caseload, NULL, &path, err))
		return false;
	if (!plan_create(path, start->forms, start->user, false,
		&session->plan, err)) {
		session->plan = NULL;
		free(path);
		return false;
	}
	free(path);
	show_plan(session);
	return true;
}

bool
session_close_plan(struct session *session)
{
	if (!session_commit(session))
		return false;
	(void)session_put_draft(session, NULL, NULL, NULL, NULL, 0);
	plan_close(session->plan);
	session->plan = NULL;
	free(session->place_screen);
	free(session->place_field);
	session->place_screen = session->place_field = NULL;
	return true;
}

/* Leaves; asks once more where something is not on the disk. */
static void
quit(struct session *session)
{
	if (session->plan && !session_commit(session) && !session->leaving) {
		session->leaving = true;
		loop_say(session->loop,
		    "%zu of your answers could not be saved. Make room on the "
		    "disk and wait a moment, or press Ctrl-Q again to leave "
		    "without them.", session->pending_count);
		return;
	}
	loop_quit(session->loop);
}

bool
session_general(struct loop *loop, void *data, enum command_id command)
{
	struct session *session = data;
	struct screen *top = loop_top(loop);

	switch (command) {
	case COMMAND_QUIT:
		quit(session);
		return true;
	case COMMAND_HELP: {
		const char *topic =
		    top->ops->help_topic ? top->ops->help_topic(top) : NULL;
		loop_push(loop,
		    screen_help_new(session,
			topic ? form_set_field(session->start->forms, topic)
			      : NULL,
			top->ops->context(top)));
		return true;
	}
	case COMMAND_GO_TO:
		if (session->plan)
			loop_push(loop, screen_goto_new(session));
		return session->plan != NULL;
	case COMMAND_TO_DO:
		if (session->plan)
			loop_push(loop, screen_left_new(session));
		return session->plan != NULL;
	case COMMAND_OVERVIEW:
		if (session->plan)
			close_above_overview(session);
		return session->plan != NULL;
	default:
		return false;
	}
}
