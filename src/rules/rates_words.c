/* A figure as people read it. */
#include "config.h"

#include "base/date.h"
#include "base/money.h"
#include "rules/rates.h"

void
rate_format(const struct rate *rate, struct buf *out)
{
	if (!rate->known) {
		buf_add(out, "not known");
	} else if (rate->unit == RATE_PENCE) {
		money_format_pounds(rate->value, out);
	} else if (rate->unit == RATE_PERCENT) {
		decimal_format(rate->value, 2, out);
		buf_add_char(out, '%');
	} else {
		decimal_format(rate->value, 4, out);
	}
}

void
rate_cite(const struct rate *rate, struct buf *out)
{
	char day[32];

	date_format_long(date_from_days(rate->from), day);
	buf_addf(out, "%s: ", rate->title);
	rate_format(rate, out);
	buf_addf(out, " from %s (%s", day, rate->source);
	if (rate->whose)
		buf_addf(out, "; figure of %s", rate->whose);
	if (rate->known && !rate->verified)
		buf_add(out, "; not verified");
	buf_add_char(out, ')');
}
