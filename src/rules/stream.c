#include "config.h"

#include "rules/stream.h"

#include <stdbool.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/money.h"

enum stream_mode
stream_mode(const char *code)
{
	if (code && strcmp(code, "pool") == 0)
		return STREAM_POOL;
	if (code && strcmp(code, "single") == 0)
		return STREAM_SINGLE;
	return STREAM_ALIGNED;
}

enum stream_family
stream_family(const char *code)
{
	if (code && strncmp(code, "nhs_", strlen("nhs_")) == 0)
		return STREAM_NHS;
	if (code && strncmp(code, "la_", strlen("la_")) == 0)
		return STREAM_COUNCIL;
	return STREAM_OTHER;
}

static bool
is_agreed(const struct stream *stream)
{
	return stream->balance_pence < 0 &&
	    stream->agreed_pence >= stream->planned_pence;
}

static bool
is_short(const struct stream *stream)
{
	return stream->balance_pence < 0 && !is_agreed(stream);
}

/* How many streams are short; *LAST is one of them. */
static size_t
count_short(const struct streams *streams, const struct stream **last)
{
	size_t count = 0;

	*last = NULL;
	for (size_t i = 0; i < streams->count; i++)
		if (is_short(&streams->items[i])) {
			*last = &streams->items[i];
			count++;
		}
	return count;
}

/* Has any stream of FAMILY something left? */
static bool
has_left(const struct streams *streams, enum stream_family family)
{
	for (size_t i = 0; i < streams->count; i++)
		if (streams->items[i].family == family &&
		    streams->items[i].balance_pence > 0)
			return true;
	return false;
}

static void
say_whole(const struct streams *streams, struct buf *out)
{
	int64_t whole = streams->whole_pence;

	if (whole > 0)
		buf_addf(out, "The whole is %s in hand, but ",
		    money_pounds(whole).text);
	else if (whole == 0)
		buf_add(out, "The whole comes out even, but ");
	else
		buf_addf(out, "The whole is short by %s: ",
		    money_pounds(-whole).text);
}

static void
say_one(const struct stream *stream, struct buf *out)
{
	static const char *const whose[] = {
		[STREAM_NHS] = "the NHS stream",
		[STREAM_COUNCIL] = "the council's stream",
		[STREAM_OTHER] = "one stream",
	};

	buf_addf(out, "%s is short by %s: %s.", whose[stream->family],
	    money_pounds(-stream->balance_pence).text, stream->title);
}

static void
say_several(const struct streams *streams, size_t count, struct buf *out)
{
	const char *before = "";

	buf_addf(out, "%zu streams are short: ", count);
	for (size_t i = 0; i < streams->count; i++) {
		const struct stream *stream = &streams->items[i];

		if (!is_short(stream))
			continue;
		buf_addf(out, "%s%s by %s", before, stream->title,
		    money_pounds(-stream->balance_pence).text);
		before = "; ";
	}
	buf_add_char(out, '.');
}

/* Whose money is left that must not simply be taken. */
static const char *
whose_left(const struct streams *streams, const struct stream *stream)
{
	bool nhs = has_left(streams, STREAM_NHS) &&
	    stream->family != STREAM_NHS;
	bool council = has_left(streams, STREAM_COUNCIL) &&
	    stream->family != STREAM_COUNCIL;

	if (nhs == council)
		return "What is left of other money";
	return nhs ? "NHS money" : "Council money";
}

static void
say_rule(const struct streams *streams, size_t count,
    const struct stream *stream, struct buf *out)
{
	bool left = false;

	for (size_t i = 0; i < streams->count; i++)
		left = left || streams->items[i].balance_pence > 0;
	if (!left)
		return;
	switch (streams->mode) {
	case STREAM_POOL:
		buf_addf(out, " What is left in the pool does not fill %s "
		    "unless the agreement about the pool says so.",
		    count == 1 ? "it" : "them");
		break;
	case STREAM_SINGLE:
		buf_addf(out, " What is left of other money does not fill %s "
		    "unless the funder of each agrees, though one organisation "
		    "holds it all.", count == 1 ? "it" : "them");
		break;
	case STREAM_ALIGNED:
		if (count == 1)
			buf_addf(out, " %s does not fill it unless both agree.",
			    whose_left(streams, stream));
		else
			buf_add(out, " What is left of other money does not "
			    "fill them unless the funder of each agrees.");
		break;
	}
}

static void
say_short(const struct streams *streams, struct buf *out)
{
	const struct stream *stream;
	size_t count = count_short(streams, &stream);

	if (count == 0)
		return;
	say_whole(streams, out);
	if (count == 1)
		say_one(stream, out);
	else
		say_several(streams, count, out);
	say_rule(streams, count, stream, out);
}

void
streams_say(const struct streams *streams, struct buf *out)
{
	say_short(streams, out);
	for (size_t i = 0; i < streams->count; i++) {
		const struct stream *stream = &streams->items[i];

		if (is_agreed(stream))
			buf_addf(out, "%s%s more than expected has been "
			    "agreed: %s.", out->len > 0 ? " " : "",
			    money_pounds(-stream->balance_pence).text,
			    stream->title);
	}
}

void
streams_explain(const struct streams *streams, struct working *out)
{
	struct buf says;

	buf_init(&says);
	streams_say(streams, &says);
	if (says.len == 0)
		buf_add(&says, "No stream is short.");
	working_add(out, "Each kind of money has rules of its own, so each "
			 "balances by itself", "%s", says.data);
	buf_clear(&says);
	for (size_t i = 0; i < streams->count; i++) {
		const struct stream *stream = &streams->items[i];

		working_add(out, NULL, "%s: %s expected - %s planned = %s",
		    stream->title, money_pounds(stream->expected_pence).text,
		    money_pounds(stream->planned_pence).text,
		    money_pounds(stream->balance_pence).text);
	}
	working_add(out, NULL, "All together: %s",
	    money_pounds(streams->whole_pence).text);
}
