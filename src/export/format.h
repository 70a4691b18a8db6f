/* format: the ways in which a copy can be written. A new one is a row here; the
 * command line, its help and the screens take them from this table. */
#ifndef EXPORT_FORMAT_H
#define EXPORT_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/error.h"
#include "plan/plan.h"
#include "report/report.h"

struct export_format {
	const char *name;   /* "html" */
	const char *suffix; /* of a file written so: ".html" */
	const char *about;  /* what it is good for, for who chooses it */
	bool letters;	    /* have a size */
	bool easy;	    /* has room for easy read */
	bool usual;	    /* what screens offer first */
	/* Can it hold the whole plan, or PAGE of it? NULL: all of them. */
	bool (*holds)(bool whole, enum page page);
	/* Appends the copy. LARGE: in large letters, where they have a size. */
	void (*write)(const struct report *report, bool large,
	    struct buf *out);
	/* In place of it, where making the copy can fail. */
	bool (*make)(const struct report *report, bool large,
	    struct buf *out, struct error *err);
	/* The same with every answer of the plan beside it, for a program to
	 * take in; NULL: there is no such way. */
	void (*write_answers)(const struct report *report,
	    const struct plan *plan, struct buf *out);
};

/* Every row in order, the first being the command line's own; NULL past the
 * last. */
const struct export_format *export_format_at(size_t at);

/* The row called NAME, or NULL. */
const struct export_format *export_format_find(const char *name);

/* Can FORMAT hold the whole plan, or PAGE of it? */
bool export_holds(const struct export_format *format, bool whole,
    enum page page);
/* Appends REPORT, which it holds, in FORMAT. PLAN: what it is the whole copy of,
 * whose answers go with it where the format has a place for them and it is for the
 * agencies; NULL: it is one page. Only a PDF can fail: ERR_NOT_OURS means that what
 * makes them is not installed here. */
bool export_write(const struct export_format *format,
    const struct report *report, const struct plan *plan, bool large,
    struct buf *out, struct error *err) __attribute__((warn_unused_result));

#endif
