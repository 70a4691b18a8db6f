/* Wrapping looks a little ahead only, and after a change stops as soon as the
 * lines fall where they fell before: a key must not cost the whole text. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unilbrk.h>

#include "base/alloc.h"
#include "base/utf8.h"

struct layout {
	const char *text;
	size_t len;
	int cols;
	/* The paragraph ends at its line feed or at the end of the text. */
	size_t end, next;
	/* Where the line may break, for its bytes before TO. */
	char *breaks;
	size_t to, cap;
	size_t reach; /* the bytes to look at, from the line before */
};

void
utf8_wrap_init(struct utf8_wrap *wrap)
{
	*wrap = (struct utf8_wrap){ 0 };
}

void
utf8_wrap_clear(struct utf8_wrap *wrap)
{
	free(wrap->lines);
	utf8_wrap_init(wrap);
}

static void
add_line(struct utf8_wrap *wrap, struct utf8_line line)
{
	ARRAY_GROW(wrap->lines, wrap->count, wrap->cap);
	wrap->lines[wrap->count++] = line;
}

static struct layout
begin(const char *text, size_t len, int cols)
{
	return (struct layout){ .text = text, .len = len, .cols = cols,
		.reach = 100 };
}

static void
find_paragraph(struct layout *lay, size_t start)
{
	const char *feed = memchr(lay->text + start, '\n', lay->len - start);

	lay->end = feed ? (size_t)(feed - lay->text) : lay->len;
	lay->next = feed ? lay->end + 1 : lay->len;
	if (feed && lay->end > start && lay->text[lay->end - 1] == '\r')
		lay->end--;
}

/* What went before a line does not count, so that how a line falls depends on
 * nothing but the text from its start. */
static void
look_ahead(struct layout *lay, size_t start, size_t at)
{
	size_t size = at - start < lay->reach ? lay->reach : 2 * (at - start);

	lay->to = lay->end - start > size ? start + size : lay->end;
	while (lay->to < lay->end && (lay->text[lay->to] & 0xc0) == 0x80)
		lay->to++;
	if (lay->to - start > lay->cap) {
		lay->cap = lay->to - start;
		free(lay->breaks);
		lay->breaks = xmalloc(lay->cap);
	}
	u8_possible_linebreaks((const uint8_t *)lay->text + start,
	    lay->to - start, "UTF-8", lay->breaks);
}

static bool
may_break(struct layout *lay, size_t start, size_t at)
{
	if (at >= lay->to)
		look_ahead(lay, start, at);
	return lay->breaks[at - start] == UC_BREAK_POSSIBLE;
}

static struct utf8_line
hard_line(const struct layout *lay, size_t start, int used)
{
	size_t end = lay->end;

	/* Only spaces can stand past the edge. */
	for (; used > lay->cols && end > start && lay->text[end - 1] == ' ';
	    used--)
		end--;
	return (struct utf8_line){ start, end - start, lay->next };
}

static struct utf8_line
soft_line(const struct layout *lay, size_t start, size_t next)
{
	size_t end = next;

	while (end > start && lay->text[end - 1] == ' ')
		end--;
	return (struct utf8_line){ start, end - start, next };
}

static struct utf8_line
lay_line(struct layout *lay, size_t start)
{
	size_t allowed = start; /* the last place where it may break */
	int used = 0;

	if (start >= lay->next)
		find_paragraph(lay, start);
	/* no cluster is wider than its bytes: most answers fit as they are */
	if (lay->cols > 0 && lay->end - start <= (size_t)lay->cols)
		return hard_line(lay, start, 0);
	lay->to = start;
	for (size_t at = start, next; at < lay->end; at = next) {
		int cols;

		next = utf8_step(lay->text, lay->end, at, &cols);
		if (at > start && may_break(lay, start, at))
			allowed = at;
		if (lay->text[at] == ' ' && next == at + 1) {
			used++;
			continue;
		}
		if (used + cols > lay->cols && at > start) {
			lay->reach = at - start + 40;
			return soft_line(lay, start,
			    allowed > start ? allowed : at);
		}
		used += cols;
	}
	return hard_line(lay, start, used);
}

struct change {
	const struct utf8_wrap *old;
	size_t from; /* the first old line that may be met again */
	size_t at, removed, added;
};

/* Lays out lines from START until the text ends or, after a CHANGE (else NULL),
 * until a line starts where an old one did that the change did not touch.
 * Returns the index of that old line. */
static size_t
lay_lines(struct layout *lay, size_t start, struct utf8_wrap *lines,
    const struct change *change)
{
	size_t meet = change ? change->from : 0;

	for (;;) {
		struct utf8_line line = lay_line(lay, start);

		add_line(lines, line);
		start = line.next;
		if (start == lay->len) {
			/* After a last line feed comes an empty line. */
			if (line.next > line.start && lay->text[start - 1] == '\n')
				add_line(lines,
				    (struct utf8_line){ start, 0, start });
			return change ? change->old->count : 0;
		}
		if (!change || start < change->at + change->added)
			continue;
		size_t was = start - change->added + change->removed;
		while (meet < change->old->count &&
		    change->old->lines[meet].start < was)
			meet++;
		if (meet < change->old->count &&
		    change->old->lines[meet].start == was)
			return meet;
	}
}

void
utf8_wrap_text(struct utf8_wrap *wrap, const char *text, size_t len, int cols)
{
	struct layout lay = begin(text, len, cols);

	wrap->count = 0;
	lay_lines(&lay, 0, wrap, NULL);
	free(lay.breaks);
}

/* Puts NEW in place of the old lines FROM to TO and moves those after. */
static void
splice(struct utf8_wrap *wrap, size_t from, size_t to,
    const struct utf8_wrap *new, size_t removed, size_t added)
{
	size_t after = wrap->count - to;
	size_t count = from + new->count + after;

	if (count > wrap->cap) {
		wrap->cap = 2 * count;
		wrap->lines = xreallocarray(wrap->lines, wrap->cap,
		    sizeof *wrap->lines);
	}
	struct utf8_line *line = wrap->lines + from + new->count;
	memmove(line, wrap->lines + to, after * sizeof *line);
	memcpy(wrap->lines + from, new->lines, new->count * sizeof *line);
	wrap->count = count;
	for (; after > 0; after--, line++) {
		line->start = line->start - removed + added;
		line->next = line->next - removed + added;
	}
}

void
utf8_wrap_change(struct utf8_wrap *wrap, const char *text, size_t len,
    int cols, size_t at, size_t removed, size_t added)
{
	struct layout lay = begin(text, len, cols);
	struct utf8_wrap lines;
	size_t from = utf8_wrap_line(wrap, at);

	/* What the change shortens may now fit on the line before; or even on
	 * the one before that, which was waiting for a word broken at a wide
	 * character. */
	from -= from < 2 ? from : 2;
	struct change change = { wrap, from, at, removed, added };
	utf8_wrap_init(&lines);
	size_t to = lay_lines(&lay, wrap->lines[from].start, &lines, &change);
	splice(wrap, from, to, &lines, removed, added);
	utf8_wrap_clear(&lines);
	free(lay.breaks);
}

size_t
utf8_wrap_line(const struct utf8_wrap *wrap, size_t at)
{
	size_t low = 0, high = wrap->count;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (wrap->lines[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

size_t
utf8_wrap_end(const struct utf8_wrap *wrap, const char *text, size_t line)
{
	size_t len = wrap->lines[wrap->count - 1].next;
	size_t shown = wrap->lines[line].start + wrap->lines[line].len;
	size_t next = wrap->lines[line].next;

	if (line + 1 == wrap->count)
		return len;
	if (shown == next || text[next - 1] == '\n')
		return utf8_prev_cluster(text, len, next);
	return shown; /* before the spaces at the break */
}

size_t
utf8_wrap_place(const struct utf8_wrap *wrap, const char *text, size_t line,
    int col)
{
	size_t end = utf8_wrap_end(wrap, text, line);
	size_t at = wrap->lines[line].start;

	for (size_t next; at < end; at = next) {
		int cols;

		next = utf8_step(text, end, at, &cols);
		col -= cols;
		if (col < 0)
			break;
	}
	return at;
}
