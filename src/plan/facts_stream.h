/* facts_stream: kinds of money as they stand in a table of them, for the rule
 * that they cannot mix. */
#ifndef PLAN_FACTS_STREAM_H
#define PLAN_FACTS_STREAM_H

#include "plan/facts_private.h"
#include "rules/stream.h"

/* Where a table of streams has what the rule asks for. */
struct stream_fields {
	const struct repeat *repeat; /* NULL: there are none */
	const struct field *funder, *expected, *planned, *balance;
	const struct field *agreed; /* NULL: the table has none */
	const struct field *mode;
	/* Appends what stands before the funder's name ("A: "); may be NULL. */
	void (*member)(const struct fact_reader *reader, size_t row,
	    struct buf *out);
};

/* Those that count, in their order; streams_clear it. */
void streams_read(const struct fact_reader *reader,
    const struct stream_fields *from, struct streams *out);
void streams_clear(struct streams *streams);

#endif
