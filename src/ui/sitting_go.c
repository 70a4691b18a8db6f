/* Where the person is, and going about: plans opened and closed, screens opened
 * on the way to a question, what every screen can do. */
#include "config.h"

#include "ui/sitting.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "caseload/caseload.h"
#include "plan/event.h"
#include "plan/jot.h"
#include "plan/kept.h"
#include "ui/screens.h"
#include "ui/term.h"
#include "ui/visit.h"

/* --- where the person is --- */

void
sitting_place(struct sitting *sitting, const struct target *target,
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
	if (sitting->place_screen &&
	    strcmp(sitting->place_screen, screen.data) == 0 &&
	    strcmp(sitting->place_field, name) == 0 &&
	    uid_equal(&sitting->place_row, row) &&
	    sitting->place_cursor == cursor) {
		buf_clear(&screen);
		return;
	}
	free(sitting->place_screen);
	free(sitting->place_field);
	sitting->place_screen = buf_take(&screen);
	sitting->place_field = xstrdup(name);
	sitting->place_row = *row;
	sitting->place_cursor = cursor;
	sitting->place_moved = true;
}

bool
sitting_is_at(const struct sitting *sitting, const struct section *section)
{
	const struct form_set *forms = plan_forms(sitting->plan);
	const char *place = sitting->place_screen;

	if (!place)
		return false;
	if (strncmp(place, "section ", 8) == 0)
		return strcmp(place + 8, section->name) == 0;
	place += strlen("row ");
	for (size_t i = 0; i < forms->repeat_count; i++) {
		const struct repeat *repeat = forms->repeats[i];
		size_t len = strlen(repeat->name);
		if (strncmp(repeat->name, place, len) == 0 &&
		    place[len] == '/')
			return repeat->section == section;
	}
	return false;
}

/* Reads what sitting_place wrote. False: it leads nowhere now. */
static bool
place_target(const struct sitting *sitting, const char *screen,
    struct target *target)
{
	const struct form_set *forms = plan_forms(sitting->plan);

	memset(target, 0, sizeof *target);
	if (strncmp(screen, "section ", 8) == 0) {
		target->section = form_set_section(forms, screen + 8);
		return target->section &&
		    visit_shows_section(sitting, target->section);
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
	    !plan_row_exists(sitting->plan, target->repeat, &target->row) ||
	    visit_closes_repeat(sitting, target->repeat) ||
	    visit_closes_row(sitting, target->repeat, &target->row))
		return false;
	target->section = target->repeat->section;
	return true;
}

struct target
sitting_target(const struct field *field, const struct uid *row)
{
	return (struct target){
		.section = field->section,
		.repeat = field->repeat,
		.row = *row,
	};
}

struct target
sitting_table_target(const struct repeat *repeat, const struct uid *parent)
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
push_way(struct sitting *sitting, const struct target *target,
    const struct field *field, size_t cursor)
{
	if (target->repeat) {
		struct uid parent = plan_row_parent(sitting->plan,
		    target->repeat, &target->row);
		struct target outer =
		    sitting_table_target(target->repeat, &parent);
		push_way(sitting, &outer, NULL, 0);
		/* leaving the row comes back to it in its table */
		if (screen_week_fits(sitting, &outer))
			screen_week_on_row(loop_top(sitting->loop),
			    &target->row);
		else
			screen_form_on_row(loop_top(sitting->loop),
			    target->repeat, &target->row);
	}
	loop_push(sitting->loop, screen_week_fits(sitting, target)
		? screen_week_new(sitting)
		: screen_form_new(sitting, target, field, cursor));
}

/* The first section that shows, in the forms' order. */
static const struct section *
first_section(const struct sitting *sitting)
{
	const struct form_set *forms = plan_forms(sitting->plan);

	for (size_t i = 0; i < forms->form_count; i++)
		for (size_t j = 0; j < forms->forms[i]->section_count; j++)
			if (visit_shows_section(sitting,
				forms->forms[i]->sections[j]))
				return forms->forms[i]->sections[j];
	return NULL;
}

static void
close_above_overview(struct sitting *sitting)
{
	struct screen *screen = loop_top(sitting->loop);

	while (screen && strcmp(screen->ops->name, "overview") != 0 &&
	    strcmp(screen->ops->name, "caseload") != 0) {
		struct screen *below = screen->below;
		loop_pop(sitting->loop, screen);
		screen = below;
	}
}

void
sitting_go(struct sitting *sitting, const struct target *target,
    const struct field *field, const struct uid *row)
{
	struct target way = field ? sitting_target(field, row) : *target;

	close_above_overview(sitting);
	push_way(sitting, &way, field, SIZE_MAX);
}

void
sitting_go_notes(struct sitting *sitting)
{
	const struct repeat *repeat = jot_repeat(sitting->plan);
	struct target target;
	struct uid jot;

	if (!repeat)
		return;
	target = sitting_table_target(repeat, &UID_NONE);
	sitting_go(sitting, &target, NULL, &UID_NONE);
	if (jot_first_unfiled(sitting->plan, !sitting->start->visit, &jot))
		screen_form_on_row(loop_top(sitting->loop), repeat, &jot);
}

/* Says in words what was recovered, and opens the screen it belongs to. */
static void
carry_on(struct sitting *sitting)
{
	const struct found *found = plan_found(sitting->plan);
	const struct form_set *forms = plan_forms(sitting->plan);
	struct target target;
	const struct field *field;
	const struct found_draft *draft;
	char time[8];

	if (!found->has_place ||
	    !place_target(sitting, found->screen, &target)) {
		const struct section *first = first_section(sitting);
		if (first) {
			target = (struct target){ .section = first };
			push_way(sitting, &target, NULL, 0);
		}
		return;
	}
	field = form_set_field(forms, found->place_field);
	if (field && (field->repeat != target.repeat ||
		visit_closes_field(sitting, field)))
		field = NULL;
	draft = field ? plan_found_draft(sitting->plan, field,
			    &found->place_row)
		      : NULL;
	push_way(sitting, &target, field,
	    draft ? draft->cursor : found->place_cursor);
	if (draft && draft->mine) {
		clock_format_time(draft->at, time);
		loop_say(sitting->loop,
		    "You are back where you were. What you were typing at %s "
		    "was kept.", time);
	} else
		loop_say(sitting->loop,
		    "You are back where you were. Ctrl-O shows the whole plan.");
}

static void
show_plan(struct sitting *sitting)
{
	loop_push(sitting->loop, screen_overview_new(sitting));
	carry_on(sitting);
	if (plan_note(sitting->plan))
		loop_push(sitting->loop,
		    screen_message_new(sitting, "About this plan",
			plan_note(sitting->plan)));
	else if (!plan_writable(sitting->plan))
		loop_push(sitting->loop,
		    screen_message_new(sitting, "To look at only",
			"This plan can be read but not changed here, because "
			"the file or its folder may not be written to. "
			"Nothing you type would be kept, so typing is off."));
	/* the rest is reckoned once this is on the screen */
	screen_set_work(loop_top(sitting->loop));
}

bool
sitting_open_plan(struct sitting *sitting, const char *path, struct error *err)
{
	const struct ui_start *start = sitting->start;

	if (!plan_open_first(path, start->forms, start->rates,
		start->user, false,
		&sitting->plan, err)) {
		sitting->plan = NULL;
		if (err->code != ERR_DENIED ||
		    !plan_open_first(path, start->forms, start->rates,
			start->user, true,
			&sitting->plan, err)) {
			sitting->plan = NULL;
			return false;
		}
	}
	sitting->opened = true;
	show_plan(sitting);
	return true;
}

/* The screen of the open plan that all its others stand on. */
static struct screen *
overview_screen(const struct sitting *sitting)
{
	struct screen *screen = loop_top(sitting->loop);

	while (screen->below && strcmp(screen->ops->name, "overview") != 0)
		screen = screen->below;
	return screen;
}

bool
sitting_keep_forms(struct sitting *sitting, struct error *err)
{
	const struct ui_start *start = sitting->start;
	char *path = xstrdup(store_path(plan_store(sitting->plan)));
	struct form_set *forms;
	struct rates *rates;
	struct plan *plan;
	bool ok = kept_load(path, &forms, &rates, err);

	if (ok && !forms)
		ok = error_set(err, ERR_USER, "This plan keeps no forms of "
		    "its own yet, so it opens with those of today.");
	if (ok && !plan_open_first(path, forms, rates, start->user, false,
		      &plan, err)) {
		form_set_free(forms);
		rates_free(rates);
		ok = false;
	}
	free(path);
	if (!ok)
		return false;
	sitting_drop_plan(sitting);
	sitting->plan = plan;
	sitting->kept_forms = forms;
	sitting->kept_rates = rates;
	loop_pop(sitting->loop, overview_screen(sitting));
	show_plan(sitting);
	loop_say(sitting->loop, "This plan is open with the forms it was last "
	    "filled in with.");
	return true;
}

bool
sitting_change_plan(struct sitting *sitting, const char *path,
    struct error *err)
{
	struct form_set *forms = sitting->kept_forms;
	struct rates *rates = sitting->kept_rates;
	struct plan *plan;

	if (!sitting_commit(sitting))
		return error_set(err, ERR_BUSY, "%s", loop_said(sitting->loop));
	(void)sitting_put_draft(sitting, NULL, NULL, NULL, NULL, 0);
	if (!plan_open(path, plan_forms(sitting->plan),
		plan_rates(sitting->plan), sitting->start->user, false, &plan,
		err))
		return false;
	/* the other is read with the same forms, kept ones too */
	sitting->kept_forms = NULL;
	sitting->kept_rates = NULL;
	loop_pop(sitting->loop, overview_screen(sitting));
	sitting_drop_plan(sitting);
	free(sitting->place_screen);
	free(sitting->place_field);
	sitting->place_screen = sitting->place_field = NULL;
	sitting->plan = plan;
	sitting->kept_forms = forms;
	sitting->kept_rates = rates;
	loop_push(sitting->loop, screen_overview_new(sitting));
	return true;
}

bool
sitting_new_plan(struct sitting *sitting, struct error *err)
{
	const struct ui_start *start = sitting->start;
	char *path;

	if (!caseload_new_path(start->caseload, NULL, &path, err))
		return false;
	if (!plan_create(path, start->forms, start->rates,
		start->user, start->training,
		&sitting->plan, err)) {
		sitting->plan = NULL;
		free(path);
		return false;
	}
	free(path);
	show_plan(sitting);
	return true;
}

bool
sitting_close_plan(struct sitting *sitting)
{
	if (!sitting_commit(sitting))
		return false;
	(void)sitting_put_draft(sitting, NULL, NULL, NULL, NULL, 0);
	sitting_drop_plan(sitting);
	free(sitting->place_screen);
	free(sitting->place_field);
	sitting->place_screen = sitting->place_field = NULL;
	return true;
}

/* Leaves; asks once more where something is not on the disk. */
static void
quit(struct sitting *sitting)
{
	if (sitting->plan && !sitting_commit(sitting) && !sitting->leaving) {
		sitting->leaving = true;
		loop_say(sitting->loop,
		    "%zu of your answers could not be saved. Make room on the "
		    "disk and wait a moment, or press Ctrl-Q again to leave "
		    "without them.", sitting->pending_count);
		return;
	}
	loop_quit(sitting->loop);
}

/* Opens a new note over whatever is on the screen; leaving it comes back. */
static void
jot(struct sitting *sitting)
{
	struct target target = { .repeat = jot_repeat(sitting->plan) };
	struct error err;

	if (!sitting_commit(sitting))
		return;
	if (!jot_add(sitting->plan, &target.row, &err)) {
		loop_say(sitting->loop, "%s", err.text);
		return;
	}
	target.section = target.repeat->section;
	loop_push(sitting->loop,
	    screen_form_new(sitting, &target, jot_words(sitting->plan), 0));
}

/* The same for something that has happened. */
static void
happened(struct sitting *sitting)
{
	struct target target = { .repeat = event_repeat(sitting->plan) };
	struct error err;

	if (!sitting_commit(sitting))
		return;
	if (!event_add(sitting->plan, &target.row, &err)) {
		loop_say(sitting->loop, "%s", err.text);
		return;
	}
	target.section = target.repeat->section;
	loop_push(sitting->loop, screen_form_new(sitting, &target, NULL, 0));
}

static void
help(struct sitting *sitting, struct screen *top)
{
	const char *topic =
	    top->ops->help_topic ? top->ops->help_topic(top) : NULL;
	const struct form_set *forms = sitting->plan ? plan_forms(sitting->plan)
						     : sitting->start->forms;

	loop_push(sitting->loop,
	    screen_help_new(sitting,
		topic ? form_set_field(forms, topic) : NULL, top->ops->about,
		screen_context(top)));
}

static void
what_if(struct sitting *sitting)
{
	if (sitting->start->visit)
		loop_say(sitting->loop, "What ifs are closed on a visit.");
	else
		loop_push(sitting->loop, screen_what_if_new(sitting));
}

/* Those that need a plan, which is open. */
static bool
general_of_plan(struct sitting *sitting, enum command_id command)
{
	struct loop *loop = sitting->loop;

	switch (command) {
	case COMMAND_GO_TO:
	case COMMAND_FIND:
		loop_push(loop, screen_goto_new(sitting, NULL));
		return true;
	case COMMAND_JOT:
		jot(sitting);
		return true;
	case COMMAND_EVENT:
		happened(sitting);
		return true;
	case COMMAND_TO_DO:
		loop_push(loop, screen_left_new(sitting));
		return true;
	case COMMAND_PREVIEW:
		loop_push(loop, screen_preview_new(sitting, false));
		return true;
	case COMMAND_EXPORT:
		loop_push(loop, screen_export_new(sitting, NULL));
		return true;
	case COMMAND_WHAT_IF:
		what_if(sitting);
		return true;
	case COMMAND_PICTURES:
		loop_push(loop, screen_pictures_new(sitting));
		return true;
	case COMMAND_SIGN:
		loop_push(loop, screen_sign_new(sitting));
		return true;
	case COMMAND_TURN:
		loop_push(loop, screen_preview_new(sitting, true));
		return true;
	case COMMAND_OVERVIEW:
		close_above_overview(sitting);
		return true;
	default:
		return false;
	}
}

bool
sitting_general(struct loop *loop, void *data, enum command_id command)
{
	struct sitting *sitting = data;

	switch (command) {
	case COMMAND_QUIT:
		quit(sitting);
		return true;
	case COMMAND_HELP:
		help(sitting, loop_top(loop));
		return true;
	case COMMAND_CURTAIN:
		loop_push(loop, screen_curtain_new(sitting));
		return true;
	default:
		return sitting->plan && general_of_plan(sitting, command);
	}
}
