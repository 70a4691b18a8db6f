#include "config.h"

#include "form/suggest.h"

#include <stdio.h>
#include <string.h>

#define WORD_MAX 64

static size_t
min3(size_t a, size_t b, size_t c)
{
	size_t least = a < b ? a : b;

	return least < c ? least : c;
}

/* How many letters must be put in, taken out, changed or swapped with their
 * neighbour to make A into B (optimal string alignment). */
static size_t
distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t rows[3][WORD_MAX + 1];

	for (size_t j = 0; j <= b_len; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= a_len; i++) {
		size_t *now = rows[i % 3], *last = rows[(i + 2) % 3];
		const size_t *before = rows[(i + 1) % 3];

		now[0] = i;
		for (size_t j = 1; j <= b_len; j++) {
			size_t change = a[i - 1] == b[j - 1] ? 0 : 1;

			now[j] = min3(last[j] + 1, now[j - 1] + 1,
			    last[j - 1] + change);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && before[j - 2] + 1 < now[j])
				now[j] = before[j - 2] + 1;
		}
	}
	return rows[a_len % 3][b_len];
}

void
suggest_init(struct suggest *suggest, const char *word)
{
	size_t len = strlen(word);

	/* a third of its letters may differ, but not more than three */
	suggest->word = word;
	suggest->best = NULL;
	suggest->distance = (len < 3 ? 1 : len < 9 ? len / 3 : 3) + 1;
}

void
suggest_offer(struct suggest *suggest, const char *candidate)
{
	size_t len = strlen(suggest->word), other = strlen(candidate), d;

	if (len > WORD_MAX || other > WORD_MAX || !other)
		return;
	d = distance(suggest->word, len, candidate, other);
	if (d < suggest->distance) {
		suggest->distance = d;
		suggest->best = candidate;
	}
}

void
suggest_write(const struct suggest *suggest, char out[128])
{
	out[0] = '\0';
	if (suggest->best)
		snprintf(out, 128, " Did you mean %s?", suggest->best);
}
