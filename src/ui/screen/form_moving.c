/* Where the focus goes: among questions, pages and screens. */
#include "config.h"

#include "ui/screen/form_screen.h"
#include "ui/visit.h"

#include <stdint.h>

#include "plan/jot.h"
#include "plan/statement.h"
#include "plan/week.h"

/* The option that the focus comes to first: the chosen one. */
size_t
form_first_option(const struct form_screen *form, const struct slot *slot,
    bool from_below)
{
	struct options options;
	size_t at = 0;

	if (!form_is_picked(slot))
		return SIZE_MAX;
	options_make(&options, form->sitting, slot->field, &slot->row);
	if (from_below && !options.across && options.count)
		at = options.count - 1;
	else
		for (size_t i = options.count; i-- > 0;)
			if (options.items[i].chosen && !options.several)
				at = i;
	options_clear(&options);
	return at;
}

void
form_focus_on(struct form_screen *form, size_t slot, bool from_below)
{
	form_finish_typing(form);
	form->going = false;
	form->focus.slot = slot;
	form->on = form->page.slots[slot];
	form->focus.option = form_first_option(form, &form->on, from_below);
	form_start_typing(form, SIZE_MAX);
	form_note_fresh(form);
}

void
form_make_page(struct form_screen *form)
{
	page_make(&form->page, form->sitting, &form->target,
	    form->cols > 0 ? form->cols : 80, form->more, &form->focus);
}

/* Makes the page anew and finds the focus again; where what it was on is gone,
 * it goes to what now stands there. */
void
form_renew(struct form_screen *form)
{
	bool had = form->page.count > 0;
	size_t at, old = form->focus.slot;

	form_make_page(form);
	if (!form->page.count) {
		form_drop_editor(form);
		return;
	}
	at = had ? page_find(&form->page, &form->on) : SIZE_MAX;
	if (at == old)
		return;
	if (at == SIZE_MAX) {
		form_drop_editor(form);
		form->focus.slot =
		    old < form->page.count ? old : form->page.count - 1;
		form->on = form->page.slots[form->focus.slot];
		form->focus.option = form_first_option(form, &form->on, false);
		form_start_typing(form, SIZE_MAX);
	} else
		form->focus.slot = at;
	/* heights depend on what is focused */
	form_make_page(form);
}

/* The section that shows after this one (or before). */
static const struct section *
neighbour(const struct sitting *sitting, const struct section *from, int by)
{
	const struct form_set *forms = plan_forms(sitting->plan);
	const struct section *last = NULL;
	bool passed = false;

	for (size_t i = 0; i < forms->form_count; i++)
		for (size_t j = 0; j < forms->forms[i]->section_count; j++) {
			const struct section *section =
			    forms->forms[i]->sections[j];
			if (section == from) {
				if (by < 0)
					return last;
				passed = true;
				continue;
			}
			if (!visit_shows_section(sitting, section))
				continue;
			if (passed)
				return section;
			last = section;
		}
	return NULL;
}

void
form_leave_row(struct form_screen *form)
{
	struct plan *plan = form->sitting->plan;
	const struct repeat *repeat = form->target.repeat;
	const struct uid *row = &form->target.row;
	struct error err;

	if (sitting_commit(form->sitting) && plan_writable(plan)) {
		bool blank = plan_row_blank(plan, repeat, row) ||
		    jot_blank(plan, repeat, row) ||
		    week_blank(plan, repeat, row) ||
		    statement_blank(plan, repeat, row);
		/* a row that was opened and left blank was not meant */
		if (blank && !plan_row_remove(plan, repeat, row, &err))
			loop_say(form->sitting->loop, "%s", err.text);
		if (!blank) {
			form_take_defaults(form);
			(void)sitting_commit(form->sitting);
		}
	}
	loop_pop(form->sitting->loop, &form->screen);
}

/* Goes to the screen before or after this one; from a row, back to its table. */
void
form_change_screen(struct form_screen *form, int by)
{
	form_leave_field(form);
	if (form->target.repeat) {
		form_leave_row(form);
		return;
	}
	form_turn_section(form->sitting, form->target.section, by);
}

void
form_turn_section(struct sitting *sitting, const struct section *from, int by)
{
	struct target target = { 0 };

	/* what is asked next depends on what was just answered */
	if (!sitting_commit(sitting))
		return;
	target.section = neighbour(sitting, from, by);
	if (!target.section) {
		loop_say(sitting->loop, by < 0
			? "This is the first screen. Ctrl-O shows the whole plan."
			: "This is the last screen. Ctrl-T shows what is left.");
		return;
	}
	sitting_go(sitting, &target, NULL, &UID_NONE);
}

/* The next slot below AT that Tab stops at, or SIZE_MAX. */
static size_t
next_below(const struct form_screen *form, size_t at)
{
	while (++at < form->page.count)
		if (!form->page.slots[at].skipped)
			return at;
	return SIZE_MAX;
}

void
form_follow(struct form_screen *form)
{
	size_t at;

	if (!form->going)
		return;
	form->going = false;
	at = page_find(&form->page, &form->passed);
	if (at == SIZE_MAX || (form->editor && editor_changed(form->editor)))
		return;
	at = next_below(form, at);
	if (at < form->focus.slot)
		form_focus_on(form, at, false);
}

/* Has the answer to the last question opened another below it? Then that has the
 * focus. */
static bool
opened_below(struct form_screen *form)
{
	size_t at;

	form_leave_field(form);
	if (!sitting_commit(form->sitting))
		return false;
	form_renew(form);
	at = form->page.count ? next_below(form, form->focus.slot) : SIZE_MAX;
	if (at != SIZE_MAX)
		form_focus_on(form, at, false);
	return at != SIZE_MAX;
}

/* The next question to answer; past the last one, the next screen. */
void
form_next_field(struct form_screen *form, int by)
{
	size_t at = form->focus.slot;

	if (by > 0) {
		struct slot passed = form->page.slots[at];

		at = next_below(form, at);
		if (at != SIZE_MAX) {
			form_focus_on(form, at, false);
			form->passed = passed;
			form->going = true;
		} else if (!opened_below(form))
			form_change_screen(form, by);
		return;
	}
	while (at > 0)
		if (!form->page.slots[--at].skipped) {
			form_focus_on(form, at, false);
			return;
		}
	form_change_screen(form, by);
}

/* Up and down: to the next thing, shown ones included. */
bool
form_step(struct form_screen *form, int by)
{
	size_t at = form->focus.slot;

	if ((by < 0 && at == 0) || (by > 0 && at + 1 >= form->page.count))
		return true;
	form_focus_on(form, by < 0 ? at - 1 : at + 1, by < 0);
	return true;
}

/* PgUp and PgDn: through a long page first, then to the next screen. */
void
form_turn_page(struct form_screen *form, int by)
{
	int edge = by < 0 ? form->first : form->first + form->rows;

	if (by < 0 ? edge <= 0 : edge >= form->page.lines - 1) {
		form_change_screen(form, by);
		return;
	}
	size_t best = form->focus.slot;
	for (size_t i = 0; i < form->page.count; i++) {
		const struct slot *slot = &form->page.slots[i];
		if (by > 0 && slot->top + slot->lines > edge) {
			best = i;
			form->first = slot->top;
			break;
		}
		if (by < 0 && slot->top < edge) {
			if (slot->top >= edge - form->rows + slot->lines) {
				best = i;
				form->first = edge - form->rows < 0
				    ? 0
				    : edge - form->rows;
				break;
			}
		}
	}
	form_focus_on(form, best, false);
}
