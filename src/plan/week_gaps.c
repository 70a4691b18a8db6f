/* When nobody is there: not the same as a mistake. Time alone may be wanted; the
 * week says so, and people decide. */
#include "config.h"

#include "plan/week.h"

#include <string.h>

#define WEEK_MINUTES (WEEK_DAYS * DAY_MINUTES)
#define ENOUGH_MINUTES 30 /* of a longer stay, to be there at all */
#define ALL_DAYS ((1u << WEEK_DAYS) - 1)

static const struct {
	const char *name, *word;
	int starts, ends; /* minutes after its day's midnight */
	int usual;
} spells[WEEK_SPELLS] = {
	[WEEK_MORNING] = { "Morning", "morning", 6 * 60, 12 * 60,
	    8 * 60 },
	[WEEK_AFTERNOON] = { "Afternoon", "afternoon", 12 * 60,
	    18 * 60, 14 * 60 },
	[WEEK_EVENING] = { "Evening", "evening", 18 * 60, 22 * 60,
	    19 * 60 },
	[WEEK_NIGHT] = { "Night", "night", 22 * 60, 30 * 60, 22 * 60 },
};

const char *
week_spell_name(enum week_spell spell)
{
	return spells[spell].name;
}

const char *
week_spell_word(enum week_spell spell)
{
	return spells[spell].word;
}

int
week_spell_usual(enum week_spell spell)
{
	return spells[spell].usual;
}

int
week_spell_starts(enum week_spell spell)
{
	return spells[spell].starts;
}

enum week_spell
week_spell_of(int minute)
{
	for (int spell = WEEK_MORNING; spell < WEEK_NIGHT; spell++)
		if (minute >= spells[spell].starts &&
		    minute < spells[spell].ends)
			return (enum week_spell)spell;
	return WEEK_NIGHT;
}

/* How many minutes the two have together. */
static int
overlap(int a_from, int a_to, int b_from, int b_to)
{
	int from = a_from > b_from ? a_from : b_from;
	int to = a_to < b_to ? a_to : b_to;

	return to > from ? to - from : 0;
}

/* Is PART there for SPELL of DAY, on whichever day it began? The week goes round:
 * Sunday's night ends on Monday. */
static bool
there(const struct week_part *part, int day, enum week_spell spell)
{
	int from = day * DAY_MINUTES + spells[spell].starts;
	int to = day * DAY_MINUTES + spells[spell].ends;
	int minutes = week_part_minutes(part);
	int enough = minutes > 0 && minutes < ENOUGH_MINUTES ? minutes
							     : ENOUGH_MINUTES;

	if (minutes == 0) /* no end was said: it counts where it starts */
		minutes = enough = 1;
	for (int d = 0; d < WEEK_DAYS; d++) {
		int starts = d * DAY_MINUTES + part->starts;

		if (!week_part_on(part, d))
			continue;
		for (int turn = -1; turn <= 1; turn++) {
			int begins = starts + turn * WEEK_MINUTES;

			if (overlap(from, to, begins, begins + minutes) >=
			    enough)
				return true;
		}
	}
	return false;
}

unsigned
week_nobody(const struct week *week, enum week_kind shown,
    enum week_spell spell)
{
	unsigned nobody = ALL_DAYS;

	for (size_t i = 0; i < week->count; i++) {
		const struct week_part *part = &week->parts[i];

		if (part->starts < 0 || !week_kind_has(shown, part->kind))
			continue;
		for (int day = 0; day < WEEK_DAYS; day++)
			if (there(part, day, spell))
				nobody &= ~(1u << day);
	}
	return nobody;
}

static int
count_days(unsigned days)
{
	int count = 0;

	for (int day = 0; day < WEEK_DAYS; day++)
		count += (days & 1u << day) != 0;
	return count;
}

/* "Monday", "Monday and Friday", "Monday, Tuesday and Friday" */
static void
say_days(unsigned days, struct buf *out)
{
	int left = count_days(days);
	bool first = true;

	for (int day = 0; day < WEEK_DAYS; day++) {
		if (!(days & 1u << day))
			continue;
		left--;
		if (!first)
			buf_add(out, left == 0 ? " and " : ", ");
		buf_add(out, week_day_name(day));
		first = false;
	}
}

static bool
has_time(const struct week *week, enum week_kind shown)
{
	for (size_t i = 0; i < week->count; i++)
		if (week->parts[i].starts >= 0 && week->parts[i].days != 0 &&
		    week_kind_has(shown, week->parts[i].kind))
			return true;
	return false;
}

void
week_say_nobody(const struct week *week, enum week_kind shown, struct buf *out)
{
	size_t before = out->len;

	if (!has_time(week, shown))
		return;
	for (int spell = 0; spell < WEEK_SPELLS; spell++) {
		unsigned nobody =
		    week_nobody(week, shown, (enum week_spell)spell);

		if (nobody == 0)
			continue;
		if (out->len > before)
			buf_add(out, "; ");
		if (count_days(nobody) < WEEK_DAYS - 2) {
			say_days(nobody, out);
			buf_addf(out, " %s", spells[spell].word);
			continue;
		}
		buf_addf(out, "every %s", spells[spell].word);
		if (nobody != ALL_DAYS) {
			buf_add(out, " but ");
			say_days(ALL_DAYS & ~nobody, out);
		}
	}
}
