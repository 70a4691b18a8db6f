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

/* " from 1 April 2025 (SOURCE; set by COUNCIL; not verified)" */
static void
add_standing(struct buf *out, long from, const char *source, const char *whose,
    bool doubted)
{
	char day[32];

	date_format_long(date_from_days(from), day);
	buf_addf(out, " from %s (%s", day, source);
	if (whose)
		buf_addf(out, "; set by %s", whose);
	if (doubted)
		buf_add(out, "; not verified");
	buf_add_char(out, ')');
}

void
rate_cite(const struct rate *rate, struct buf *out)
{
	buf_addf(out, "%s: ", rate->title);
	rate_format(rate, out);
	add_standing(out, rate->from, rate->source, rate->whose,
	    rate->known && !rate->verified);
}

void
rates_cite_rows(const struct rates_table *table, const struct rate_row *row,
    struct buf *out)
{
	buf_addf(out, "%s,", table->title);
	add_standing(out, row->from, row->source, row->whose, !row->verified);
}
