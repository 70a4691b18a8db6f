#include "config.h"

#include "rules/vat.h"

#include <string.h>

#include "base/money.h"

#define WHOLE_PERCENT INT64_C(10000)

static const char *const kind_codes[] = {
	[VAT_NONE] = "none",
	[VAT_EXEMPT] = "exempt",
	[VAT_ZERO] = "zero",
	[VAT_REDUCED] = "reduced",
	[VAT_STANDARD] = "standard",
};

enum vat_kind
vat_kind_find(const char *code)
{
	if (code)
		for (int kind = VAT_NONE; kind <= VAT_STANDARD; kind++)
			if (strcmp(kind_codes[kind], code) == 0)
				return (enum vat_kind)kind;
	return VAT_UNKNOWN;
}

const char *
vat_kind_code(enum vat_kind kind)
{
	return kind_codes[kind];
}

static const struct rate *
rate_of(enum vat_kind kind, const struct vat_rates *rates)
{
	if (kind == VAT_STANDARD)
		return rates->standard;
	return kind == VAT_REDUCED ? rates->reduced : NULL;
}

/* The hundredths of one percent that KIND adds. */
static bool
percent_of(enum vat_kind kind, const struct vat_rates *rates, int64_t *percent,
    struct error *err)
{
	*percent = 0;
	if (kind == VAT_UNKNOWN)
		return error_set(err, ERR_USER,
		    "Nobody has said which VAT it has. Ask the seller.");
	if (kind < VAT_REDUCED)
		return true;
	if (!figure_need(rate_of(kind, rates), "The rate of VAT", err))
		return false;
	*percent = figure_value(rate_of(kind, rates));
	return true;
}

static bool
too_large(struct error *err)
{
	return error_set(err, ERR_USER,
	    "The price is too large to work out, or below zero. Check it.");
}

bool
vat_gross(int64_t net_pence, enum vat_kind kind, const struct vat_rates *rates,
    int64_t *gross_pence, struct error *err)
{
	int64_t percent;

	*gross_pence = 0;
	if (!percent_of(kind, rates, &percent, err))
		return false;
	if (!mul_div(net_pence, WHOLE_PERCENT + percent, 1, WHOLE_PERCENT,
		gross_pence))
		return too_large(err);
	return true;
}

bool
vat_contained(int64_t gross_pence, enum vat_kind kind,
    const struct vat_rates *rates, int64_t *vat_pence, struct error *err)
{
	int64_t percent;

	*vat_pence = 0;
	if (!percent_of(kind, rates, &percent, err))
		return false;
	if (!mul_div(gross_pence, percent, 1, WHOLE_PERCENT + percent,
		vat_pence))
		return too_large(err);
	return true;
}

/* --- which kind --- */

/* What a category suggests. WITH and WITHOUT: registered, or holding the
 * declaration, or neither. */
static const struct {
	const char *category;
	enum vat_kind with, without;
	const char *reason;
} suggestions[] = {
	{ "pa", VAT_NONE, VAT_NONE,
	    "Wages of somebody you employ have no VAT." },
	{ "natural", VAT_NONE, VAT_NONE, "Help that is free has no VAT." },
	{ "agency", VAT_EXEMPT, VAT_UNKNOWN,
	    "Care from a registered provider is exempt. From others there may "
	    "be VAT." },
	{ "respite", VAT_EXEMPT, VAT_UNKNOWN,
	    "Care from a registered provider is exempt. From others there may "
	    "be VAT." },
	{ "equipment", VAT_ZERO, VAT_UNKNOWN,
	    "What is made for disabled people has no VAT, with a signed "
	    "declaration. Other things have it." },
	{ "technology", VAT_ZERO, VAT_UNKNOWN,
	    "What is made for disabled people has no VAT, with a signed "
	    "declaration. Other things have it." },
	{ "adaptation", VAT_UNKNOWN, VAT_UNKNOWN,
	    "Changes to a home may have no VAT, 5% or 20%. It depends on what "
	    "is fitted, and on your age." },
};

static bool
is(const char *code, const char *wanted)
{
	return code && strcmp(code, wanted) == 0;
}

static void
suggest(const struct vat_line *line, struct vat_view *view)
{
	bool care = is(line->category, "agency") ||
	    is(line->category, "respite");

	view->suggested = VAT_UNKNOWN;
	view->reason = "It depends on what it is and who sells it.";
	for (size_t i = 0; i < sizeof suggestions / sizeof suggestions[0]; i++)
		if (is(line->category, suggestions[i].category)) {
			view->suggested = (care ? line->registered :
						  line->proof) ?
			    suggestions[i].with :
			    suggestions[i].without;
			view->reason = suggestions[i].reason;
		}
}

struct vat_view
vat_judge(const struct vat_line *line)
{
	struct vat_view view = { 0 };
	bool agency_buys =
	    is(line->route, "notional") || is(line->route, "managed");

	suggest(line, &view);
	view.unlike = line->chosen != VAT_UNKNOWN &&
	    view.suggested != VAT_UNKNOWN && line->chosen != view.suggested;
	view.proof_missing = !line->proof &&
	    (line->chosen == VAT_ZERO || line->chosen == VAT_REDUCED);
	/* The zero rate is for what is supplied to the disabled person; and
	 * the NHS and councils may have other VAT back. */
	view.ask_finance = agency_buys &&
	    (line->chosen == VAT_ZERO || line->chosen == VAT_REDUCED ||
		line->chosen == VAT_STANDARD);
	if (view.ask_finance && line->chosen == VAT_ZERO)
		view.advice =
		    "When the NHS or the council buys it, the zero rate may "
		    "not hold. Ask your finance team before you order.";
	else if (view.ask_finance)
		view.advice =
		    "When the NHS or the council buys it, they may have the "
		    "VAT back. Ask your finance team whether to put it in.";
	else if (view.proof_missing)
		view.advice =
		    "This VAT needs a signed declaration. Without it the full "
		    "VAT has to be paid.";
	else if (view.unlike)
		view.advice = "This is not the usual VAT for such a thing. Ask "
			      "the seller.";
	return view;
}

void
vat_explain(const struct vat_line *line, int64_t cost_pence,
    const struct vat_rates *rates, struct working *out)
{
	struct vat_view view = vat_judge(line);
	const struct rate *rate = rate_of(line->chosen, rates);
	struct error err;
	int64_t vat;

	if (!vat_contained(cost_pence, line->chosen, rates, &vat, &err))
		working_add(out, NULL, "The VAT in it: %s", err.text);
	else if (!rate)
		working_add(out, NULL, "There is no VAT in %s.",
		    money_pounds(cost_pence).text);
	else {
		working_add(out, NULL, "%s of the %s is VAT, at %s.",
		    money_pounds(vat).text, money_pounds(cost_pence).text,
		    figure_percent(rate->value).text);
		figure_step(out, rate, "%s x %s / %s = %s",
		    money_pounds(cost_pence).text,
		    figure_percent(rate->value).text,
		    figure_percent(WHOLE_PERCENT + rate->value).text,
		    money_pounds(vat).text);
	}
	working_add(out, "VAT Notices 701/2 and 701/7", "%s", view.reason);
	if (view.advice)
		working_add(out, NULL, "%s", view.advice);
	working_add(out, NULL,
	    "A price in the plan has its VAT in it: you cannot claim it back.");
}
