/* error: why something could not be done, as a sentence for a person. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <stdbool.h>

/* One code for each thing a caller does differently. */
enum error_code {
	ERR_NONE,
	ERR_USER,     /* what was typed or asked for cannot be used */
	ERR_BUSY,     /* somebody else is writing; try again */
	ERR_FULL,     /* no room on the disk; keep the text and try again */
	ERR_IO,	      /* the disk, the folder or the terminal failed */
	ERR_CORRUPT,  /* the file is damaged */
	ERR_FORM,     /* a form or table of ours is wrong */
	ERR_NOT_OURS, /* not a plan, or one from a newer oneplan */
	ERR_DENIED,   /* not allowed to read or write */
};

/* Fixed in size, so that it works with no memory left. */
struct error {
	enum error_code code;
	char text[512]; /* full sentences: what, why, what now; no codes, no SQL */
};

/* Fills ERR (which may be NULL) and returns false, so that a function can
 * `return error_set(...)`. Text that does not fit ends in "...". */
bool error_set(struct error *err, enum error_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts what was being done in front of what went wrong; returns false. */
bool error_prefix(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What was typed, as an error may repeat it: without blanks at its ends, and if
 * it is long only its beginning, cut between characters and marked by an
 * ellipsis. Use as error_set(err, ERR_USER, "%s is...", error_quote(s).text). */
struct error_quote {
	char text[44];
};
struct error_quote error_quote(const char *text);

#endif
