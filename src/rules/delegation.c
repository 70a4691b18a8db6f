#include "config.h"

#include "rules/delegation.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/money.h"

#define WEEKS_A_YEAR 52

/* DFG, education, Access to Work, charities and the person's own money are
 * decided by others: here they need only the award (practice.md F30). */
const struct funder funders[] = {
	{ "nhs_chc", "NHS Continuing Healthcare budget", "nhs" },
	{ "nhs_s117", "NHS share of after-care", "nhs" },
	{ "nhs_jf", "NHS joint or other health budget", "nhs" },
	{ "nhs_pwb", "NHS personal wheelchair budget", "nhs" },
	{ "la_ca", "Council personal budget", "council" },
	{ "la_s117", "Council share of after-care", "council" },
	{ "la_carer", "Council carer's budget", "council" },
	{ "dfg", "Disabled Facilities Grant", NULL },
	{ "edu", "Education money", NULL },
	{ "atw", "Access to Work", NULL },
	{ "charity", "Charity", NULL },
	{ "own", "The person's own money", NULL },
};
const size_t funder_count = ARRAY_LEN(funders);

const struct funder *
funder_find(const char *code)
{
	for (size_t i = 0; i < funder_count; i++)
		if (strcmp(funders[i].code, code) == 0)
			return &funders[i];
	return NULL;
}

/* --- money --- */

/* Is STEP on the ladder for FUNDER? With OWN, only steps that name it. */
static bool
step_is_for(const struct authority *step, const struct funder *funder, bool own)
{
	return strcmp(step->agency, funder->agency) == 0 &&
	    strcmp(step->funder, own ? funder->code : "") == 0;
}

/* The next step for FUNDER from *AT on, or NULL; steps that name this money
 * stand in place of the agency's general ones. */
static const struct authority *
next_step(const struct scheme *scheme, const struct funder *funder, size_t *at)
{
	bool own = false;

	for (size_t i = 0; i < scheme->step_count && !own; i++)
		own = step_is_for(&scheme->steps[i], funder, true);
	for (; *at < scheme->step_count; (*at)++)
		if (step_is_for(&scheme->steps[*at], funder, own))
			return &scheme->steps[(*at)++];
	return NULL;
}

/* Nothing is rounded: the limit for the plan's weeks against what is planned in
 * them, both times 52 where the limit is for a year. */
static bool
recurring_fits(const struct authority *step, const struct stream_ask *ask)
{
	int64_t limit, planned = ask->recurring_pence;

	if (step->recurring_pence < 0)
		return true;
	if (!mul_checked(step->recurring_pence, ask->weeks, &limit) ||
	    (!step->a_week && !mul_checked(planned, WEEKS_A_YEAR, &planned)))
		return false; /* too large to compare: for somebody higher */
	return planned <= limit;
}

static bool
once_fits(const struct authority *step, const struct stream_ask *ask)
{
	return step->once_pence < 0 || ask->once_pence <= step->once_pence;
}

/* More than was expected; a sum too large to add is more, too. */
static bool
over_expected(const struct stream_ask *ask)
{
	int64_t planned;

	return ask->expected_known &&
	    (!add_checked(ask->recurring_pence, ask->once_pence, &planned) ||
		planned > ask->expected_pence);
}

/* Goes up the ladder to the first step that may approve it all. */
static void
climb(const struct scheme *scheme, const struct stream_ask *ask,
    struct approval *out)
{
	bool over = out->fired[APPROVAL_OVER_EXPECTED];
	const struct authority *step, *next;
	size_t at = 0, level = 0;

	step = next_step(scheme, ask->funder, &at);
	out->fired[APPROVAL_NO_LADDER] = step == NULL;
	for (; step; step = next) {
		bool recurring = recurring_fits(step, ask);
		bool once = once_fits(step, ask);

		next = next_step(scheme, ask->funder, &at);
		if (++level == 1) {
			out->fired[APPROVAL_RECURRING] = !recurring;
			out->fired[APPROVAL_ONCE] = !once;
		}
		if (recurring && once && (!over || !next)) {
			out->step = step;
			out->level = level;
			out->senior = !next && level > 1;
			return;
		}
	}
	out->fired[APPROVAL_BEYOND_LADDER] = level > 0;
	out->senior = true;
}

void
approval_find(const struct scheme *scheme, const struct stream_ask *ask,
    struct approval *out)
{
	*out = (struct approval){ 0 };
	if (ask->costs_known && ask->recurring_pence == 0 &&
	    ask->once_pence == 0)
		return;
	out->fired[APPROVAL_COSTS_UNKNOWN] = !ask->costs_known;
	if (!ask->funder->agency) {
		out->fired[APPROVAL_NO_AWARD] =
		    !ask->award_ref || !ask->award_date;
		return;
	}
	out->needed = true;
	out->fired[APPROVAL_EXPECTED_UNKNOWN] = !ask->expected_known;
	out->fired[APPROVAL_OVER_EXPECTED] = over_expected(ask);
	out->fired[APPROVAL_EXCEPTION] = ask->exception;
	climb(scheme, ask, out);
}

static const char *const rule_says[APPROVAL_RULES] = {
	[APPROVAL_RECURRING] = "What is paid again and again is more than the "
			       "first on the ladder may approve.",
	[APPROVAL_ONCE] = "What is paid once or kept back is more than the "
			  "first on the ladder may approve.",
	[APPROVAL_OVER_EXPECTED] = "More is planned than was expected from "
				   "this money, so it goes to the last on "
				   "the ladder.",
	[APPROVAL_EXPECTED_UNKNOWN] = "Nobody has said yet how much is "
				      "expected. That has to be known before "
				      "anybody approves it.",
	[APPROVAL_COSTS_UNKNOWN] = "Not every cost is known yet, so this may "
				   "still change.",
	[APPROVAL_EXCEPTION] = "It is asked to pay for something that it may "
			       "not usually buy. Whoever approves it says yes "
			       "or no to that, with a reason.",
	[APPROVAL_NO_LADDER] = "The scheme of delegation does not say who may "
			       "approve this money. Ask whoever pays.",
	[APPROVAL_BEYOND_LADDER] = "It is more than anybody in the scheme of "
				   "delegation may approve. Ask whoever pays.",
	[APPROVAL_NO_AWARD] = "The letter or reference that promises it, or "
			      "its date, is missing.",
};

/* "£15,000.00" or "any amount". */
static struct money_text
limit(int64_t pence)
{
	return pence < 0 ? (struct money_text){ "any amount" }
			 : money_pounds(pence);
}

static void
explain_ladder(const struct scheme *scheme, const struct stream_ask *ask,
    const struct approval *approval, struct working *out)
{
	const struct authority *step = NULL;
	size_t at = 0;

	while (step != approval->step || !step) {
		step = next_step(scheme, ask->funder, &at);
		if (!step)
			break;
		working_add(out, step->source,
		    "%s may approve %s%s again and again, and %s paid once or "
		    "kept back.", step->role, limit(step->recurring_pence).text,
		    step->recurring_pence < 0 ? "" : step->a_week
			? " a week" : " a year",
		    limit(step->once_pence).text);
	}
}

void
approval_say(const struct approval *approval, struct buf *out)
{
	const char *space = "";

	for (size_t i = 0; i < APPROVAL_RULES; i++)
		if (approval->fired[i]) {
			buf_addf(out, "%s%s", space, rule_says[i]);
			space = " ";
		}
}

const char *
approval_who(const struct stream_ask *ask, const struct approval *approval)
{
	if (approval->step)
		return approval->step->role;
	if (approval->needed)
		return "Nobody in the scheme of delegation: ask whoever pays";
	if (!ask->funder->agency)
		return "Nobody here: it needs the letter that promises it";
	return NULL;
}

/* The whole, in one sentence. */
static void
explain_whole(const struct stream_ask *ask, const struct approval *approval,
    struct working *out)
{
	const char *title = ask->funder->title;
	struct money_text sum = { "more than can be added up" };
	int64_t planned;

	if (!ask->funder->agency) {
		working_add(out, NULL,
		    "%s: nobody approves it here. It needs the reference of "
		    "the letter that promises it, and the date.", title);
		return;
	}
	if (!approval->needed) {
		working_add(out, NULL, "%s: nothing is planned from it, so "
		    "there is nothing to approve.", title);
		return;
	}
	if (add_checked(ask->recurring_pence, ask->once_pence, &planned))
		sum = money_pounds(planned);
	working_add(out, NULL, "%s: %s is planned. May approve it: %s.", title,
	    sum.text, approval->step ? approval->step->role
		: "nobody that the scheme of delegation names");
}

static void
explain_sums(const struct stream_ask *ask, struct working *out)
{
	working_add(out, NULL,
	    "In %d %s: %s again and again, and %s once or kept back.",
	    ask->weeks, ask->weeks == 1 ? "week" : "weeks",
	    money_pounds(ask->recurring_pence).text,
	    money_pounds(ask->once_pence).text);
}

void
approval_explain(const struct scheme *scheme, const struct stream_ask *ask,
    const struct approval *approval, struct working *out)
{
	explain_whole(ask, approval, out);
	if (approval->needed) {
		explain_sums(ask, out);
		explain_ladder(scheme, ask, approval, out);
	}
	for (size_t i = 0; i < APPROVAL_RULES; i++)
		if (approval->fired[i])
			working_add(out, NULL, "%s", rule_says[i]);
	if (approval->level > 1)
		working_add(out, NULL, "Whoever wrote the plan does not "
				       "approve it.");
	if (approval->needed)
		working_add(out, NULL, "Risks, and what anybody disagrees "
				       "with, change nothing here.");
}

/* --- risk --- */

void
risk_route(const struct risk_terms *terms, const struct risk_ask *ask,
    struct risk_route *out)
{
	*out = (struct risk_route){
		.talk = terms->talk_from > 0 &&
		    ask->score_after >= terms->talk_from,
		.panel = ask->panel_asked || ask->no_safe_start,
		.offer = ask->disagrees,
	};
}

static void
explain_risk_whole(const struct risk_route *route, struct working *out)
{
	const char *next = "nothing more is needed";

	if (route->panel)
		next = "a panel helps to find a way";
	else if (route->talk)
		next = "a conversation comes next";
	else if (route->offer)
		next = "another conversation is offered";
	working_add(out, NULL,
	    "For this risk, %s. It changes nobody's power to approve money.",
	    next);
}

void
risk_route_explain(const struct risk_terms *terms, const struct risk_ask *ask,
    const struct risk_route *route, struct working *out)
{
	explain_risk_whole(route, out);
	if (route->talk)
		working_add(out, NULL, "The number with what we will do is %d, "
		    "and from %d a conversation is held.", ask->score_after,
		    terms->talk_from);
	if (ask->panel_asked)
		working_add(out, NULL, "The person asks for a panel.");
	if (ask->no_safe_start)
		working_add(out, NULL, "No safe way to start can be agreed.");
	if (route->offer)
		working_add(out, NULL, "Not everybody agrees. Within %d "
		    "working days the person is offered another conversation, "
		    "an advocate, a second opinion or a talk about the risk, "
		    "and chooses. Nothing waits for it.", terms->offer_days);
}
