#include "config.h"

#include "rules/eligibility.h"

#include <stdbool.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "rules/sentence.h"

const struct care_outcome care_outcomes[CARE_OUTCOMES] = {
	{ "nutrition", "eating and drinking" },
	{ "hygiene", "washing" },
	{ "toilet", "using the toilet" },
	{ "clothed", "getting dressed" },
	{ "home_safe", "getting about at home" },
	{ "home_habitable", "keeping the home going" },
	{ "relationships", "family and friends" },
	{ "work_learning", "work and learning" },
	{ "community", "getting out" },
	{ "child_care", "looking after a child" },
};

const struct care_outcome carer_outcomes[CARER_OUTCOMES] = {
	{ "child_care", "looking after a child" },
	{ "other_care", "looking after somebody else as well" },
	{ "home_habitable", "keeping the home going" },
	{ "nutrition", "eating properly" },
	{ "relationships", "seeing family and friends" },
	{ "work_learning", "work, learning or volunteering" },
	{ "community", "getting out and using local places" },
	{ "recreation", "time for oneself" },
};

static const struct {
	unsigned way;
	const char *words;
} ways[] = {
	{ UNABLE_ALONE, "not without help" },
	{ UNABLE_DISTRESS, "only with a lot of pain, worry or distress" },
	{ UNABLE_DANGER, "only with danger to somebody" },
	{ UNABLE_SLOW, "only in far more time than others take" },
};

const char *
condition_word(enum condition condition)
{
	static const char *const words[] = {
		[CONDITION_NOT_FINISHED] = "not finished",
		[CONDITION_NOT_MET] = "not met",
		[CONDITION_MET] = "met",
	};

	return words[condition];
}

/* --- the rules --- */

static enum condition
of_tick(enum tick tick)
{
	return tick == TICK_YES ? CONDITION_MET :
	    tick == TICK_NO	? CONDITION_NOT_MET :
				  CONDITION_NOT_FINISHED;
}

static enum condition
all_of(enum condition a, enum condition b, enum condition c)
{
	if (a == CONDITION_NOT_MET || b == CONDITION_NOT_MET ||
	    c == CONDITION_NOT_MET)
		return CONDITION_NOT_MET;
	return a == CONDITION_MET && b == CONDITION_MET && c == CONDITION_MET ?
	    CONDITION_MET :
	    CONDITION_NOT_FINISHED;
}

/* Are ENOUGH of the outcomes ticked? */
static void
count_outcomes(const struct outcome_tick *ticks, size_t count, size_t enough,
    struct eligibility *out)
{
	for (size_t i = 0; i < count; i++) {
		out->unable += ticks[i].unable == TICK_YES;
		out->blank += ticks[i].unable == TICK_BLANK;
	}
	out->outcomes = out->unable >= enough	      ? CONDITION_MET :
	    out->unable + out->blank >= enough ? CONDITION_NOT_FINISHED :
						 CONDITION_NOT_MET;
}

struct eligibility
eligibility_adult(const struct care_needs *needs)
{
	struct eligibility out = {
		.source = of_tick(needs->related),
		.impact = of_tick(needs->impact),
	};

	count_outcomes(needs->outcomes, CARE_OUTCOMES, 2, &out);
	out.whole = all_of(out.source, out.outcomes, out.impact);
	return out;
}

struct eligibility
eligibility_carer(const struct carer_needs *needs)
{
	struct eligibility out = {
		.source = of_tick(needs->necessary),
		.impact = of_tick(needs->impact),
	};

	count_outcomes(needs->outcomes, CARER_OUTCOMES, 1, &out);
	if (needs->health == TICK_YES)
		out.outcomes = CONDITION_MET;
	else if (needs->health == TICK_BLANK &&
	    out.outcomes == CONDITION_NOT_MET)
		out.outcomes = CONDITION_NOT_FINISHED;
	out.whole = all_of(out.source, out.outcomes, out.impact);
	return out;
}

/* --- the same, told --- */

/* What the two rules say differently. */
struct telling {
	const struct care_outcome *names;
	const struct outcome_tick *ticks;
	size_t count;
	enum tick source, impact;
	unsigned ways;		  /* those that count */
	const char *source_asks;  /* the first condition */
	const char *source_short[3]; /* by enum condition; met: none */
	const char *outcomes_ask; /* the second */
	const char *of_how_many;  /* "of the ten" */
	const char *too_few;	  /* why the second is not met */
	const char *regulation[4]; /* of each condition, and of the ways */
};

/* What stands against it, or is missing: the conditions that are as WHOLE is. */
static void
say_why(const struct telling *telling, const struct eligibility *result,
    const char *health, struct buf *out)
{
	const char *parts[4];
	size_t count = 0;
	struct buf blank;

	buf_init(&blank);
	if (result->source == result->whole)
		parts[count++] = telling->source_short[result->whole];
	if (result->outcomes == result->whole) {
		if (result->whole == CONDITION_NOT_MET) {
			parts[count++] = telling->too_few;
		} else if (result->blank > 0) {
			buf_addf(&blank, "%zu %s %s not been asked yet",
			    result->blank, telling->of_how_many,
			    result->blank == 1 ? "has" : "have");
			parts[count++] = blank.data;
		}
		if (result->whole == CONDITION_NOT_FINISHED && health)
			parts[count++] = health;
	}
	if (result->impact == result->whole)
		parts[count++] = result->whole == CONDITION_NOT_MET ?
		    "no part of life is changed a lot" :
		    "nobody has ticked what it does to life";
	sentence_list(out, parts, count);
	buf_clear(&blank);
}

static void
say_whole(const struct telling *telling, const struct eligibility *result,
    const char *health, struct working *out)
{
	struct buf why;

	buf_init(&why);
	if (result->whole != CONDITION_MET)
		say_why(telling, result, health, &why);
	if (result->whole == CONDITION_MET)
		working_add(out, NULL, "As ticked, the three conditions of the "
		    "national rules are met.");
	else if (result->whole == CONDITION_NOT_MET)
		working_add(out, NULL, "As ticked, the three conditions of the "
		    "national rules are not met: %s.", why.data);
	else
		working_add(out, NULL,
		    "As ticked so far, this is not finished: %s.", why.data);
	buf_clear(&why);
}

/* ": washing; getting out. Not asked yet: 2" */
static void
list_outcomes(const struct care_outcome *names,
    const struct outcome_tick *ticks, size_t count, struct buf *out)
{
	const char *unable[CARE_OUTCOMES] = { 0 };
	size_t unable_count = 0, blank = 0;

	for (size_t i = 0; i < count; i++) {
		if (ticks[i].unable == TICK_YES)
			unable[unable_count++] = names[i].name;
		blank += ticks[i].unable == TICK_BLANK;
	}
	if (unable_count > 0)
		buf_add(out, ": ");
	sentence_list(out, unable, unable_count);
	if (blank > 0)
		buf_addf(out, ". Not asked yet: %zu", blank);
}

static void
say_outcomes(const struct telling *telling, const struct eligibility *result,
    struct working *out)
{
	struct buf list;

	buf_init(&list);
	list_outcomes(telling->names, telling->ticks, telling->count, &list);
	working_add(out, telling->regulation[1],
	    "Second: %s Ticked: %zu %s%s. This is %s.", telling->outcomes_ask,
	    result->unable, telling->of_how_many, list.data,
	    condition_word(result->outcomes));
	buf_clear(&list);
}

/* Adds the ways ticked for the outcome at I; false if none was. */
static bool
say_way(const struct telling *telling, size_t i, struct working *out)
{
	const char *words[ARRAY_LEN(ways)];
	struct buf list;
	size_t count = 0;

	for (size_t k = 0; k < ARRAY_LEN(ways); k++)
		if (telling->ticks[i].ways & telling->ways & ways[k].way)
			words[count++] = ways[k].words;
	if (count == 0)
		return false;
	buf_init(&list);
	sentence_list(&list, words, count);
	working_add(out, telling->regulation[3], "In what way, %s: %s.",
	    telling->names[i].name, list.data);
	buf_clear(&list);
	return true;
}

static void
say_ways(const struct telling *telling, struct working *out)
{
	const char *without[CARE_OUTCOMES] = { 0 };
	struct buf list;
	size_t count = 0;

	for (size_t i = 0; i < telling->count; i++)
		if (telling->ticks[i].unable == TICK_YES &&
		    !say_way(telling, i, out))
			without[count++] = telling->names[i].name;
	if (count == 0)
		return;
	buf_init(&list);
	sentence_list(&list, without, count);
	working_add(out, telling->regulation[3],
	    "In what way is not ticked yet for: %s.", list.data);
	buf_clear(&list);
}

/* HEALTH is what is still to ask about a carer's; NULL: nothing. */
static void
say_all(const struct telling *telling, const struct eligibility *result,
    const char *health, struct working *out)
{
	say_whole(telling, result, health, out);
	working_add(out, telling->regulation[0], "First: %s Ticked: %s. "
	    "This is %s.", telling->source_asks, tick_word(telling->source),
	    condition_word(result->source));
	say_outcomes(telling, result, out);
	say_ways(telling, out);
	working_add(out, telling->regulation[2], "Third: because of this, life "
	    "is changed a lot, or is likely to be. Ticked: %s. This is %s.",
	    tick_word(telling->impact), condition_word(result->impact));
	working_add(out, NULL, "This only counts ticks. The worker decides, "
	    "with all that was said, and can explain it.");
}

void
eligibility_adult_explain(const struct care_needs *needs, struct working *out)
{
	struct eligibility result = eligibility_adult(needs);
	struct telling telling = {
		.names = care_outcomes,
		.ticks = needs->outcomes,
		.count = CARE_OUTCOMES,
		.source = needs->related,
		.impact = needs->impact,
		.ways = UNABLE_ALONE | UNABLE_DISTRESS | UNABLE_DANGER |
		    UNABLE_SLOW,
		.source_asks = "the needs come from, or with, an illness or a "
			       "disability of body or mind.",
		.source_short = {
			[CONDITION_NOT_MET] =
			    "the needs do not come from an illness or disability",
			[CONDITION_NOT_FINISHED] = "nobody has ticked whether "
			    "the needs come from an illness or disability",
		},
		.outcomes_ask = "help is needed with two or more of the ten.",
		.of_how_many = "of the ten",
		.too_few = result.unable == 0 ?
		    "help is needed with none of the ten, and two are asked for" :
		    "help is needed with 1 of the ten, and two are asked for",
		.regulation = {
			"SI 2015/313, regulation 2(1)(a)",
			"SI 2015/313, regulation 2(1)(b) and (2)",
			"SI 2015/313, regulation 2(1)(c)",
			"SI 2015/313, regulation 2(3)",
		},
	};

	say_all(&telling, &result, NULL, out);
}

void
eligibility_carer_explain(const struct carer_needs *needs, struct working *out)
{
	struct eligibility result = eligibility_carer(needs);
	struct telling telling = {
		.names = carer_outcomes,
		.ticks = needs->outcomes,
		.count = CARER_OUTCOMES,
		.source = needs->necessary,
		.impact = needs->impact,
		.ways = UNABLE_ALONE | UNABLE_DISTRESS | UNABLE_DANGER,
		.source_asks = "the needs come from giving care that is "
			       "necessary.",
		.source_short = {
			[CONDITION_NOT_MET] =
			    "the needs do not come from necessary care",
			[CONDITION_NOT_FINISHED] = "nobody has ticked whether "
			    "the care is necessary",
		},
		.outcomes_ask = needs->health == TICK_YES ?
		    "the carer's health is at risk or getting worse, or they "
		    "cannot manage one or more of the eight. Health was ticked, "
		    "and is enough." :
		    "the carer's health is at risk or getting worse, or they "
		    "cannot manage one or more of the eight.",
		.of_how_many = "of the eight",
		.too_few = "health is not at risk and all of the eight can be "
			   "managed",
		.regulation = {
			"SI 2015/313, regulation 3(1)(a)",
			"SI 2015/313, regulation 3(1)(b) and (2)",
			"SI 2015/313, regulation 3(1)(c)",
			"SI 2015/313, regulation 3(3)",
		},
	};

	say_all(&telling, &result, needs->health == TICK_BLANK ?
	    "nobody has ticked what caring does to health" : NULL, out);
}

void
eligibility_ten_explain(const struct care_needs *needs, struct working *out)
{
	struct eligibility result = eligibility_adult(needs);
	struct buf list;

	buf_init(&list);
	list_outcomes(care_outcomes, needs->outcomes, CARE_OUTCOMES, &list);
	working_add(out, "SI 2015/313, regulation 2(2)",
	    "As ticked, help is needed with %zu of the ten%s.", result.unable,
	    list.data);
	buf_clear(&list);
}

void
eligibility_eight_explain(const struct carer_needs *needs,
    struct working *out)
{
	struct eligibility result = eligibility_carer(needs);
	struct buf list;

	buf_init(&list);
	list_outcomes(carer_outcomes, needs->outcomes, CARER_OUTCOMES, &list);
	working_add(out, "SI 2015/313, regulation 3(2)",
	    "As ticked, %zu of the eight cannot be managed%s.", result.unable,
	    list.data);
	buf_clear(&list);
}
