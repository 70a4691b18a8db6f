/* utf8: bytes, characters, clusters and columns, which are four things
 * (libunistring). A cluster is what a person calls one character. */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

bool utf8_valid(const char *bytes, size_t len);
/* Reads the character at BYTES; *ch is U+FFFD where the bytes are not UTF-8.
 * Returns how many bytes it took (at least 1 when len > 0). */
size_t utf8_decode(const char *bytes, size_t len, uint32_t *ch);
/* Writes CH; returns the number of bytes, 1 to 4. */
size_t utf8_encode(uint32_t ch, char out[4]);

/* The byte after the cluster that begins at AT, and the first byte of the
 * cluster that ends at AT. Both stop at the ends of the text. */
size_t utf8_next_cluster(const char *text, size_t len, size_t at);
size_t utf8_prev_cluster(const char *text, size_t len, size_t at);
/* As utf8_next_cluster, for AT < LEN, with the cluster's columns: the quick way
 * to walk along a text. */
size_t utf8_step(const char *text, size_t len, size_t at, int *cols);
/* Word movement: the start of the next word, and of this or the last word. */
size_t utf8_next_word(const char *text, size_t len, size_t at);
size_t utf8_prev_word(const char *text, size_t len, size_t at);
size_t utf8_count_clusters(const char *text, size_t len);

/* Columns of one cluster on a terminal: 1 or 2; 0 for a line feed; 1 for a
 * control character or lone combining mark, which is drawn as a mark. */
int utf8_cluster_cols(const char *cluster, size_t len);
/* True where terminals disagree about the width or a cell cannot hold the
 * whole: drawn as its first character, and the column is set anew after it. */
bool utf8_cluster_uncertain(const char *cluster, size_t len);
int utf8_cols(const char *text, size_t len);
/* How many bytes of TEXT fit in COLS columns, ending between clusters. */
size_t utf8_fit(const char *text, size_t len, int cols);

/* Where a text wrapped at COLS columns breaks (Unicode line breaking; a word
 * longer than a line is broken between clusters; a line feed always breaks).
 * Spaces never begin a line because of a break: they stay at the end of the
 * line before, past the edge when there is no room, and are not shown there. */
struct utf8_line {
	size_t start; /* first byte */
	size_t len;   /* bytes shown: without the line feed or spaces at the break */
	size_t next;  /* first byte of the next line; the text's length at the end */
};
struct utf8_wrap {
	struct utf8_line *lines; /* at least one, even for an empty text */
	size_t count, cap;
};
void utf8_wrap_init(struct utf8_wrap *wrap);
void utf8_wrap_clear(struct utf8_wrap *wrap);
void utf8_wrap_text(struct utf8_wrap *wrap, const char *text, size_t len,
    int cols);
/* The same result from the wrap of the text as it was, when only the REMOVED
 * bytes at AT gave way to ADDED others: looks at the lines they touch. TEXT is
 * the text as it is now; COLS must be what it was. */
void utf8_wrap_change(struct utf8_wrap *wrap, const char *text, size_t len,
    int cols, size_t at, size_t removed, size_t added);
/* The line on which byte AT stands: at a break, the later one. */
size_t utf8_wrap_line(const struct utf8_wrap *wrap, size_t at);
/* The last place on LINE where a cursor still stands on it, and the place at
 * its column COL or the nearest. TEXT is what was wrapped. */
size_t utf8_wrap_end(const struct utf8_wrap *wrap, const char *text,
    size_t line);
size_t utf8_wrap_place(const struct utf8_wrap *wrap, const char *text,
    size_t line, int col);

/* Appends BYTES as text that may be stored: valid UTF-8 stays byte for byte;
 * invalid bytes become U+FFFD, escape sequences and control characters other
 * than line feed and tab are left out, CR and CR LF become LF. Returns false if
 * anything was changed other than line ends. */
bool utf8_clean(const char *bytes, size_t len, struct buf *out);

/* For searching: case folded, decomposed, without marks ("José" finds "jose").
 * The result is the caller's to free. */
char *utf8_fold(const char *text, size_t len);

#endif
