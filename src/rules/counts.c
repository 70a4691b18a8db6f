#include "config.h"

#include "rules/counts.h"

#include <assert.h>
#include <inttypes.h>

#include "base/buf.h"
#include "base/money.h"

#define WHOLE INT64_C(10000) /* 100%, in hundredths of one percent */

const char counts_selection_note[] =
    "People who take a budget differ in other ways from people who do not, so "
    "the difference does not show what a budget does.";

/* --- small counts --- */

static bool
is_small(int64_t people, int64_t small)
{
	return people > 0 && people < small;
}

/* The smallest count above 0 that is still shown; NULL: none. */
static struct count *
smallest_shown(struct count *counts, size_t n)
{
	struct count *smallest = NULL;

	for (size_t i = 0; i < n; i++)
		if (!counts[i].hidden && counts[i].people > 0 &&
		    (!smallest || counts[i].people < smallest->people))
			smallest = &counts[i];
	return smallest;
}

bool
counts_hide(struct count *counts, size_t n, int64_t small)
{
	int64_t people = 0;
	size_t hidden = 0;

	for (size_t i = 0; i < n; i++) {
		counts[i].hidden = is_small(counts[i].people, small);
		if (counts[i].hidden) {
			hidden++;
			people += counts[i].people;
		}
	}
	/* The total less what is shown is what is hidden: it must be several
	 * counts, and not small together. */
	while (hidden > 0 && (hidden < 2 || people < small)) {
		struct count *next = smallest_shown(counts, n);

		if (!next)
			return false;
		next->hidden = true;
		hidden++;
		people += next->people;
	}
	return true;
}

int64_t
count_share(int64_t part, int64_t whole)
{
	int64_t product;

	assert(whole > 0);
	if (!mul_checked(part, WHOLE, &product))
		return 0; /* more than there are people on earth */
	return div_half_up(product, whole);
}

bool
count_may_tell(int64_t part, int64_t whole, int64_t small)
{
	return whole > 0 && whole >= small && !is_small(part, small) &&
	    !is_small(whole - part, small);
}

/* --- where people died --- */

static bool
group_may_tell(const struct place_group *group, int64_t small)
{
	return count_may_tell(group->as_wished, group->known, small);
}

void
place_of_death_reckon(const struct place_terms *terms,
    const struct place_counts *counts, struct place_told *out)
{
	const struct place_group *with = &counts->with_budget;
	const struct place_group *without = &counts->without;
	struct place_group all = {
		.known = with->known + without->known,
		.as_wished = with->as_wished + without->as_wished,
	};

	*out = (struct place_told){
		.whole = group_may_tell(&all, terms->small),
	};
	out->split = out->whole && with->known >= terms->split_from &&
	    without->known >= terms->split_from &&
	    group_may_tell(with, terms->small) &&
	    group_may_tell(without, terms->small);
	if (out->whole)
		out->whole_share = count_share(all.as_wished, all.known);
	if (out->split) {
		out->with_share = count_share(with->as_wished, with->known);
		out->without_share =
		    count_share(without->as_wished, without->known);
	}
}

static void
explain_group(const char *who, const struct place_group *group, int64_t share,
    struct working *out)
{
	struct buf percent;

	buf_init(&percent);
	decimal_format(share, 2, &percent);
	working_add(out, NULL, "%s: %" PRId64 " of %" PRId64 ", %s%%, died "
	    "where they wished to be.", who, group->as_wished, group->known,
	    percent.data);
	buf_clear(&percent);
}

void
place_of_death_explain(const struct place_terms *terms,
    const struct place_counts *counts, const struct place_told *told,
    struct working *out)
{
	struct place_group all = {
		.known = counts->with_budget.known + counts->without.known,
		.as_wished = counts->with_budget.as_wished +
		    counts->without.as_wished,
	};

	if (!told->whole) {
		working_add(out, NULL, "Too few people to tell: groups under %"
		    PRId64 " are left out, so that nobody can be known by "
		    "them.", terms->small);
		return;
	}
	explain_group("Of all whose wish and place are known", &all,
	    told->whole_share, out);
	if (counts->not_known >= terms->small)
		working_add(out, NULL, "For %" PRId64 " more, the wish or the "
		    "place was not written down.", counts->not_known);
	if (!told->split) {
		working_add(out, NULL, "It is not split by whether people had "
		    "a budget: each group must have %" PRId64 " people or "
		    "more.", terms->split_from);
		return;
	}
	explain_group("With a budget", &counts->with_budget, told->with_share,
	    out);
	explain_group("Without one", &counts->without, told->without_share,
	    out);
	working_add(out, NULL, "%s", counts_selection_note);
}
