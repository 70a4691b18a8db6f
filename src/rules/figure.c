#include "config.h"

#include "rules/figure.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/money.h"

bool
figure_known(const struct rate *rate)
{
	return rate && rate->known;
}

int64_t
figure_value(const struct rate *rate)
{
	return figure_known(rate) ? rate->value : 0;
}

bool
figure_need(const struct rate *rate, const char *what, struct error *err)
{
	if (figure_known(rate))
		return true;
	return error_set(err, ERR_USER,
	    "%s is not known for these dates, so this is not worked out. Ask "
	    "whoever looks after the rates to add it.",
	    what);
}

int
figure_age(const struct rate *rate, int fallback)
{
	return figure_known(rate) ? (int)(rate->value / 10000) : fallback;
}

/* --- amounts as text --- */

/* None of them is longer than the room: an int64_t has 20 characters. */
static struct money_text
taken(struct buf *buf)
{
	struct money_text out;

	(void)snprintf(out.text, sizeof out.text, "%s", buf->data);
	buf_clear(buf);
	return out;
}

struct money_text
figure_percent(int64_t hundredths)
{
	struct buf buf;

	buf_init(&buf);
	decimal_format(hundredths, 2, &buf);
	buf_add_char(&buf, '%');
	return taken(&buf);
}

struct money_text
figure_number(int64_t ten_thousandths)
{
	struct buf buf;

	buf_init(&buf);
	decimal_format(ten_thousandths, 4, &buf);
	return taken(&buf);
}

struct money_text
figure_weeks(long days)
{
	struct buf buf;
	long whole = days / 7, rest = days % 7;

	buf_init(&buf);
	if (whole > 0 || rest == 0)
		buf_addf(&buf, "%ld week%s", whole, whole == 1 ? "" : "s");
	if (whole > 0 && rest > 0)
		buf_add(&buf, " and ");
	if (rest > 0)
		buf_addf(&buf, "%ld day%s", rest, rest == 1 ? "" : "s");
	return taken(&buf);
}

void
figure_step(struct working *working, const struct rate *rate,
    const char *format, ...)
{
	struct buf text, source;
	va_list args;

	buf_init(&text);
	buf_init(&source);
	va_start(args, format);
	buf_addv(&text, format, args);
	va_end(args);
	if (rate)
		rate_cite(rate, &source);
	working_add(working, rate ? source.data : NULL, "%s", text.data);
	buf_clear(&text);
	buf_clear(&source);
}

/* --- sums --- */

static int64_t
common_divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static void
cancel(int64_t *a, int64_t *d)
{
	int64_t common = common_divisor(*a, *d);

	if (common > 1) {
		*a /= common;
		*d /= common;
	}
}

bool
mul_div(int64_t a, int64_t b, int64_t c, int64_t d, int64_t *out)
{
	int64_t product;

	*out = 0;
	if (a < 0 || b < 0 || c < 0 || d <= 0)
		return false;
	cancel(&a, &d);
	cancel(&b, &d);
	cancel(&c, &d);
	if (!mul_checked(a, b, &product) ||
	    !mul_checked(product, c, &product))
		return false;
	*out = div_half_up(product, d);
	return *out <= MONEY_MAX_PENCE;
}

void
cost_add(struct cost *sum, struct cost b)
{
	sum->known = sum->known && b.known &&
	    add_checked(sum->pence, b.pence, &sum->pence) &&
	    sum->pence <= MONEY_MAX_PENCE;
	if (!sum->known)
		sum->pence = 0;
}
