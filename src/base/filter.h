/* filter: another program that is given bytes and gives bytes back. Both go
 * through memory alone, so nothing of a plan reaches a disk, and neither side
 * waits for the other. */
#ifndef BASE_FILTER_H
#define BASE_FILTER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"

/* The name under which the program finds `file`. */
#define FILTER_FILE "/dev/fd/3"

struct filter {
	const char *const *argv; /* found along PATH; NULL-terminated */
	const void *input;	 /* its standard input */
	size_t input_len;
	const void *file; /* FILTER_FILE; NULL: there is none */
	size_t file_len;
	/* it may talk with the person at the terminal, which nothing else uses
	 * meanwhile; keys that stop a program then stop it alone */
	bool watched;
	struct buf *messages; /* what it said is appended; NULL: it is dropped */
};

/* Runs it to its end and appends what it printed, at most MAX bytes, to OUT.
 * *STATUS is its exit status, -1 if a signal ended it. False only when it could
 * not be run: the error is ERR_NOT_OURS when there is no such program. */
bool filter_run(const struct filter *filter, size_t max, struct buf *out,
    int *status, struct error *err) __attribute__((warn_unused_result));

#endif
