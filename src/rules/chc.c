#include "config.h"

#include "rules/chc.h"

#include "base/buf.h"
#include "rules/sentence.h"

#define SEVERAL 3

const struct chc_domain chc_domains[CHC_DOMAINS] = {
	{ "breathing", "breathing", LEVEL_PRIORITY, false },
	{ "nutrition", "food and drink", LEVEL_SEVERE, false },
	{ "continence", "continence", LEVEL_HIGH, false },
	{ "skin", "skin", LEVEL_SEVERE, false },
	{ "mobility", "moving about", LEVEL_SEVERE, false },
	{ "communication", "communication", LEVEL_HIGH, false },
	{ "mood", "mood and feelings", LEVEL_HIGH, false },
	{ "cognition", "memory and thinking", LEVEL_SEVERE, false },
	{ "behaviour", "behaviour", LEVEL_PRIORITY, false },
	{ "drugs", "medicines and symptoms", LEVEL_PRIORITY, false },
	{ "asc", "altered states of consciousness", LEVEL_PRIORITY, true },
	{ "other", "other significant needs", LEVEL_SEVERE, false },
};

bool
chc_level_allowed(size_t domain, enum chc_level level)
{
	const struct chc_domain *at = &chc_domains[domain];

	return level <= at->highest &&
	    !(at->no_severe && level == LEVEL_SEVERE);
}

bool
chc_is_priority(size_t domain)
{
	return chc_domains[domain].highest == LEVEL_PRIORITY;
}

struct checklist_result
chc_checklist(const enum chc_column columns[CHECKLIST_DOMAINS])
{
	struct checklist_result out = { 0 };

	for (size_t i = 0; i < CHECKLIST_DOMAINS; i++) {
		out.a += columns[i] == COLUMN_A;
		out.b += columns[i] == COLUMN_B;
		out.c += columns[i] == COLUMN_C;
		out.blank += columns[i] == COLUMN_BLANK;
		out.priority_a += columns[i] == COLUMN_A && chc_is_priority(i);
	}
	if (out.a >= 2 || out.b >= 5 || (out.a >= 1 && out.b >= 4) ||
	    out.priority_a > 0)
		out.suggests = CHECKLIST_FULL;
	else if (out.blank == 0)
		out.suggests = CHECKLIST_NO_FULL;
	return out;
}

/* What counts of it: a level that the domain does not have is as blank. */
static enum chc_level
level_of(const enum chc_level levels[CHC_DOMAINS], size_t domain)
{
	return chc_level_allowed(domain, levels[domain]) ? levels[domain] :
							   LEVEL_BLANK;
}

struct dst_result
chc_dst(const enum chc_level levels[CHC_DOMAINS])
{
	struct dst_result out = { 0 };

	for (size_t i = 0; i < CHC_DOMAINS; i++) {
		out.refused += !chc_level_allowed(i, levels[i]);
		out.count[level_of(levels, i)]++;
	}
	if (out.count[LEVEL_PRIORITY] > 0 || out.count[LEVEL_SEVERE] >= 2)
		out.suggests = DST_CLEAR;
	else if (out.count[LEVEL_BLANK] > 0)
		out.suggests = DST_NOT_FINISHED;
	else if (out.count[LEVEL_SEVERE] > 0 ||
	    out.count[LEVEL_HIGH] + out.count[LEVEL_MODERATE] >= SEVERAL)
		out.suggests = DST_MAY;
	else
		out.suggests = DST_NOTHING;
	return out;
}

/* --- the same, told --- */

#define CHECKLIST_SOURCE "NHS Continuing Healthcare Checklist guidance"
#define DST_SOURCE "NHS Continuing Healthcare Decision Support Tool guidance"

/* "A, 2 of eleven: skin and moving about." */
static void
say_rows(const char *word, const char *const *names, size_t count,
    const char *of, struct working *out)
{
	struct buf list;

	buf_init(&list);
	sentence_list(&list, names, count);
	if (count > 0)
		working_add(out, NULL, "%s, %zu of %s: %s.", word, count, of,
		    list.data);
	else
		working_add(out, NULL, "%s: none of %s.", word, of);
	buf_clear(&list);
}

void
chc_column_explain(const enum chc_column columns[CHECKLIST_DOMAINS],
    enum chc_column column, struct working *out)
{
	static const char *const words[] = {
		[COLUMN_BLANK] = "Blank",
		[COLUMN_A] = "A",
		[COLUMN_B] = "B",
		[COLUMN_C] = "C",
	};
	const char *names[CHECKLIST_DOMAINS] = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < CHECKLIST_DOMAINS; i++)
		if (columns[i] == column)
			names[count++] = chc_domains[i].name;
	say_rows(words[column], names, count, "eleven", out);
}

void
chc_level_explain(const enum chc_level levels[CHC_DOMAINS],
    enum chc_level level, struct working *out)
{
	static const char *const words[LEVEL_COUNT] = {
		[LEVEL_BLANK] = "Blank",
		[LEVEL_NONE] = "No needs",
		[LEVEL_LOW] = "Low",
		[LEVEL_MODERATE] = "Moderate",
		[LEVEL_HIGH] = "High",
		[LEVEL_SEVERE] = "Severe",
		[LEVEL_PRIORITY] = "Priority",
	};
	const char *names[CHC_DOMAINS] = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < CHC_DOMAINS; i++)
		if (level_of(levels, i) == level)
			names[count++] = chc_domains[i].name;
	say_rows(words[level], names, count, "twelve", out);
}

/* Which of the four ways was met: the plainest first. */
static const char *
checklist_why(const struct checklist_result *result)
{
	if (result->priority_a > 0)
		return "an A in one of the four domains where one is enough";
	if (result->a >= 2)
		return "two or more A";
	if (result->b >= 5)
		return "five or more B";
	return "one A and four or more B";
}

void
chc_checklist_explain(const enum chc_column columns[CHECKLIST_DOMAINS],
    struct working *out)
{
	struct checklist_result result = chc_checklist(columns);

	if (result.suggests == CHECKLIST_FULL)
		working_add(out, NULL, "As ticked, the columns alone suggest a "
		    "full assessment: %s.", checklist_why(&result));
	else if (result.suggests == CHECKLIST_NO_FULL)
		working_add(out, NULL, "As ticked, the columns alone do not "
		    "suggest a full assessment.");
	else
		working_add(out, NULL, "This is not finished: %zu of the "
		    "eleven rows %s still blank.", result.blank,
		    result.blank == 1 ? "is" : "are");
	chc_column_explain(columns, COLUMN_A, out);
	chc_column_explain(columns, COLUMN_B, out);
	chc_column_explain(columns, COLUMN_C, out);
	if (result.blank > 0)
		chc_column_explain(columns, COLUMN_BLANK, out);
	working_add(out, CHECKLIST_SOURCE,
	    "A full assessment follows two A; or five B; or one A with four "
	    "B; or one A in breathing, behaviour, medicines and symptoms, or "
	    "altered states of consciousness.");
	working_add(out, NULL, "This only counts. The form, and those who "
	    "filled it in, say what comes next.");
}

static void
say_refused(const enum chc_level levels[CHC_DOMAINS], struct working *out)
{
	for (size_t i = 0; i < CHC_DOMAINS; i++)
		if (!chc_level_allowed(i, levels[i]))
			working_add(out, DST_SOURCE, "Not counted: the tool "
			    "has no such level for %s. Look at the signed "
			    "tool again.", chc_domains[i].name);
}

static void
say_suggestion(const struct dst_result *result, struct working *out)
{
	switch (result->suggests) {
	case DST_CLEAR:
		working_add(out, NULL, "Clear: the levels alone suggest that "
		    "the team would be expected to recommend it.");
		break;
	case DST_MAY:
		working_add(out, NULL, "Consider: the levels alone suggest a "
		    "close look at how the needs act on each other.");
		break;
	case DST_NOTHING:
		working_add(out, NULL, "For the team to judge: the levels "
		    "alone suggest nothing either way.");
		break;
	case DST_NOT_FINISHED:
		working_add(out, NULL, "This is not finished: %zu of the "
		    "twelve rows %s still blank.", result->count[LEVEL_BLANK],
		    result->count[LEVEL_BLANK] == 1 ? "is" : "are");
		break;
	}
}

void
chc_dst_explain(const enum chc_level levels[CHC_DOMAINS], struct working *out)
{
	struct dst_result result = chc_dst(levels);

	say_suggestion(&result, out);
	for (size_t level = LEVEL_COUNT; level-- > 0;)
		if (result.count[level] > 0)
			chc_level_explain(levels, (enum chc_level)level, out);
	say_refused(levels, out);
	working_add(out, DST_SOURCE, "One Priority, or two Severe, would be "
	    "expected to lead to a recommendation. One Severe, or several at "
	    "High or Moderate (three are counted as several here), may too.");
	working_add(out, DST_SOURCE, "The team weighs nature, intensity, "
	    "complexity and unpredictability, whatever the levels are. Levels "
	    "alone never mean no.");
}
