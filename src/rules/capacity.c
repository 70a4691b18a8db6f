#include "config.h"

#include "rules/capacity.h"

bool
capacity_unable(const struct capacity *capacity)
{
	return capacity->understand == TICK_NO ||
	    capacity->retain == TICK_NO || capacity->weigh == TICK_NO ||
	    capacity->tell == TICK_NO;
}

enum capacity_fit
capacity_fit(const struct capacity *capacity)
{
	bool unable = capacity_unable(capacity);

	if (capacity->conclusion != CONCLUSION_CAN &&
	    capacity->conclusion != CONCLUSION_CANNOT)
		return CAPACITY_AGREES;
	/* such as pressure from somebody: the Act's answer is neither, and the
	 * courts may still help */
	if (unable && capacity->link == TICK_NO)
		return CAPACITY_OTHER_CAUSE;
	if (capacity->conclusion == CONCLUSION_CAN)
		return unable ? CAPACITY_CAN_BUT : CAPACITY_AGREES;
	if (!unable)
		return CAPACITY_CANNOT_BUT;
	return capacity->link == TICK_YES ? CAPACITY_AGREES : CAPACITY_NO_LINK;
}

#define ACT "Mental Capacity Act 2005, section "

static const char *
whole(const struct capacity *capacity)
{
	switch (capacity_fit(capacity)) {
	case CAPACITY_CAN_BUT:
		return "The ticks and the conclusion do not agree: the "
		       "conclusion is that they can make this decision, and "
		       "one of the four things is ticked no.";
	case CAPACITY_CANNOT_BUT:
		return "The ticks and the conclusion do not agree: the "
		       "conclusion is that they cannot make this decision, and "
		       "none of the four things is ticked no.";
	case CAPACITY_NO_LINK:
		return "The ticks and the conclusion do not agree: the "
		       "conclusion is that they cannot make this decision, and "
		       "it is not ticked that the mind or brain is the reason.";
	case CAPACITY_OTHER_CAUSE:
		return "The ticks and the conclusion do not agree: something "
		       "other than the mind or brain is ticked as the reason, "
		       "such as pressure from somebody, so get legal advice.";
	case CAPACITY_AGREES:
		break;
	}
	return capacity->conclusion == CONCLUSION_CAN ||
	    capacity->conclusion == CONCLUSION_CANNOT ?
	    "The ticks and the conclusion agree." :
	    "Nothing has been concluded yet.";
}

void
capacity_explain(const struct capacity *capacity, struct working *out)
{
	static const char *const conclusions[] = {
		[CONCLUSION_BLANK] = "nothing yet",
		[CONCLUSION_CAN] = "they can make this decision",
		[CONCLUSION_CANNOT] = "they cannot make it at this time",
		[CONCLUSION_NOT_FINISHED] = "not finished",
	};

	working_add(out, NULL, "%s", whole(capacity));
	working_add(out, ACT "1",
	    "Everybody is taken to be able to decide until it is shown that "
	    "they cannot. A choice that seems unwise shows nothing.");
	working_add(out, ACT "3", "First, can they: understand it? %s. "
	    "Keep it in mind? %s. Weigh it up? %s. Tell others? %s.",
	    tick_word(capacity->understand), tick_word(capacity->retain),
	    tick_word(capacity->weigh), tick_word(capacity->tell));
	if (capacity_unable(capacity)) {
		working_add(out, ACT "2", "Second, because one of them is no: "
		    "has it been written what in the mind or brain gets in "
		    "the way? %s.",
		    capacity->mind == TICK_YES ? "yes" : "not yet");
		working_add(out, ACT "2; Supreme Court in JB, 2021",
		    "Third, is that the reason why they cannot decide? "
		    "Ticked: %s.", tick_word(capacity->link));
	} else {
		working_add(out, "Supreme Court in JB, 2021",
		    "None of the four is ticked no, so nothing is asked about "
		    "the mind or brain.");
	}
	working_add(out, NULL, "The conclusion written down: %s. Whoever asked "
	    "the person reached it; this only compares the two.",
	    conclusions[capacity->conclusion]);
}
