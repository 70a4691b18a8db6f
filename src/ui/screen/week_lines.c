/* Which line of the grid what stands on, and where the focus is. */
#include "config.h"

#include "ui/screen/week_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

static struct week_line *
add_line(struct week_screen *screen, int starts)
{
	struct week_line *line;
	size_t at = screen->count;

	ARRAY_GROW(screen->lines, screen->count, screen->cap);
	/* after those of the same time */
	while (at > 0 && screen->lines[at - 1].starts > starts)
		at--;
	line = &screen->lines[at];
	memmove(line + 1, line, (screen->count - at) * sizeof *line);
	screen->count++;
	*line = (struct week_line){ .starts = starts };
	if (starts < LINE_ANY)
		line->spell = week_spell_of(starts);
	for (int day = 0; day < WEEK_DAYS; day++)
		line->parts[day] = NO_PART;
	return line;
}

static bool
has_room(const struct week_line *line, const struct week_part *part)
{
	for (int day = 0; day < WEEK_DAYS; day++)
		if (week_part_on(part, day) && line->parts[day] != NO_PART)
			return false;
	return true;
}

/* A part stands on one line on all of its days. */
static void
place_part(struct week_screen *screen, size_t at)
{
	const struct week_part *part = &screen->week.parts[at];
	int starts = part->starts < 0 ? LINE_ANY : part->starts;
	struct week_line *line = NULL;

	for (size_t i = 0; i < screen->count && !line; i++)
		if (screen->lines[i].starts == starts &&
		    has_room(&screen->lines[i], part))
			line = &screen->lines[i];
	if (!line)
		line = add_line(screen, starts);
	for (int day = 0; day < WEEK_DAYS; day++)
		if (week_part_on(part, day))
			line->parts[day] = at;
}

/* A part of the day in which nothing begins has a line of its own, so that
 * something can be put there. */
static void
add_spells(struct week_screen *screen)
{
	bool used[WEEK_SPELLS] = { false };

	for (size_t i = 0; i < screen->count; i++)
		/* 02:00 is at the top: the evening's night needs its line */
		if (screen->lines[i].starts < LINE_ANY &&
		    (screen->lines[i].spell != WEEK_NIGHT ||
			screen->lines[i].starts >=
			    week_spell_starts(WEEK_NIGHT)))
			used[screen->lines[i].spell] = true;
	for (int spell = 0; spell < WEEK_SPELLS; spell++)
		if (!used[spell])
			add_line(screen,
			    week_spell_starts((enum week_spell)spell))
			    ->empty = true;
}

/* The line of what the focus was on; where that is gone, of its time. */
static size_t
find_line(const struct week_screen *screen)
{
	size_t best = 0;

	for (size_t i = 0; i < screen->count; i++) {
		const struct week_part *part =
		    week_part_at(screen, i, screen->day);
		if (part && uid_equal(&part->row, &screen->on))
			return i;
	}
	for (size_t i = screen->count; i-- > 0;)
		if (screen->lines[i].starts <= screen->at) {
			best = i;
			break;
		}
	while (best > 0 &&
	    screen->lines[best - 1].starts == screen->lines[best].starts)
		best--;
	return best;
}

void
week_renew(struct week_screen *screen)
{
	week_clear(&screen->week);
	week_read(screen->sitting->plan, &screen->form, &screen->week);
	screen->count = screen->undated = 0;
	for (size_t i = 0; i < screen->week.count; i++) {
		const struct week_part *part = &screen->week.parts[i];

		if (!week_kind_has(screen->shown, part->kind))
			continue;
		if (part->days)
			place_part(screen, i);
		else
			screen->undated++;
	}
	add_spells(screen);
	week_focus(screen, find_line(screen), screen->day);
}

void
week_focus(struct week_screen *screen, size_t line, int day)
{
	const struct week_part *part;

	screen->line = line;
	screen->day = day;
	screen->at = screen->lines[line].starts;
	part = week_part_at(screen, line, day);
	screen->on = part ? part->row : UID_NONE;
}

const struct week_part *
week_part_at(const struct week_screen *screen, size_t line, int day)
{
	size_t at = screen->lines[line].parts[day];

	return at == NO_PART ? NULL : &screen->week.parts[at];
}

const struct week_part *
week_running_at(const struct week_screen *screen, size_t line, int day)
{
	int from = screen->lines[line].starts;

	if (from >= LINE_ANY)
		return NULL;
	for (size_t i = 0; i < screen->week.count; i++) {
		const struct week_part *part = &screen->week.parts[i];
		int minutes = week_part_minutes(part);
		int before = (day + WEEK_DAYS - 1) % WEEK_DAYS;

		if (!minutes || !week_kind_has(screen->shown, part->kind))
			continue;
		if (week_part_on(part, day) && part->starts < from &&
		    part->starts + minutes > from)
			return part;
		if (week_part_on(part, before) &&
		    part->starts + minutes - DAY_MINUTES > from)
			return part;
	}
	return NULL;
}

bool
week_next_part(struct week_screen *screen, int by)
{
	long count = (long)screen->count;
	long at = screen->day * count + (long)screen->line;

	for (at += by; at >= 0 && at < count * WEEK_DAYS; at += by)
		if (week_part_at(screen, (size_t)(at % count),
			(int)(at / count))) {
			week_focus(screen, (size_t)(at % count),
			    (int)(at / count));
			return true;
		}
	return false;
}
