#include "config.h"

#include "rules/advocacy.h"

#include "base/alloc.h"
#include "base/buf.h"
#include "rules/sentence.h"

/* Is it very hard in one way at least? */
static enum tick
any_difficulty(const struct advocacy *advocacy)
{
	const enum tick ways[] = { advocacy->understand, advocacy->retain,
		advocacy->weigh, advocacy->views };
	enum tick any = TICK_NO;

	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		if (ways[i] == TICK_YES)
			return TICK_YES;
		if (ways[i] == TICK_BLANK)
			any = TICK_BLANK;
	}
	return any;
}

enum advocate
advocacy_due(const struct advocacy *advocacy)
{
	enum tick hard = any_difficulty(advocacy);

	if (hard == TICK_NO || advocacy->helper == HELPER_YES)
		return ADVOCATE_NOT_DUE;
	if (hard == TICK_BLANK || advocacy->helper == HELPER_BLANK)
		return ADVOCATE_NOT_FINISHED;
	return ADVOCATE_DUE;
}

static void
say_difficulties(const struct advocacy *advocacy, struct working *out)
{
	const char *names[4];
	struct buf list;
	size_t count = 0;

	if (advocacy->understand == TICK_YES)
		names[count++] = "understanding what is said";
	if (advocacy->retain == TICK_YES)
		names[count++] = "keeping it in mind";
	if (advocacy->weigh == TICK_YES)
		names[count++] = "weighing things up";
	if (advocacy->views == TICK_YES)
		names[count++] = "telling others what they think and want";
	buf_init(&list);
	sentence_list(&list, names, count);
	working_add(out, "Care Act 2014, section 67(4)",
	    "What is very hard for the person, even with help? Ticked: %s.",
	    count > 0				      ? list.data :
		any_difficulty(advocacy) == TICK_BLANK ? "nothing yet" :
							 "none of these");
	buf_clear(&list);
}

void
advocacy_explain(const struct advocacy *advocacy, struct working *out)
{
	static const char *const wholes[] = {
		[ADVOCATE_NOT_FINISHED] =
		    "This is not finished: a question has no answer yet.",
		[ADVOCATE_NOT_DUE] =
		    "As ticked, this rule does not ask for an advocate.",
		[ADVOCATE_DUE] = "As ticked, an advocate has to be arranged.",
	};
	static const char *const helpers[] = {
		[HELPER_BLANK] = "nothing yet",
		[HELPER_YES] = "yes",
		[HELPER_NO] = "no",
		[HELPER_REFUSED] = "the person does not want them, so nobody",
	};

	working_add(out, NULL, "%s", wholes[advocacy_due(advocacy)]);
	say_difficulties(advocacy, out);
	working_add(out, "Care Act 2014, section 67(5) and (6)",
	    "Is there somebody suitable who could help them, who is not paid "
	    "to care for them? Ticked: %s.", helpers[advocacy->helper]);
	working_add(out, NULL, "One can be offered in any case, and other "
	    "rules may ask for one.");
}
