#include "config.h"

#include "pdf/outline.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* Headings of the parts of a page and of their sections; that of the page is
 * its title, and those of single rows are too many. */
#define LEVEL_FIRST 2
#define LEVEL_LAST  3

/* A heading of the list, its neighbours and those under it, each by its
 * place in the list; 0 is the list itself, and none where it stands as a
 * neighbour. */
struct entry {
	const struct bookmark *mark;
	size_t above, before, after, first, last, count;
};

static struct entry *
make_entries(const struct press *press, size_t *count)
{
	struct entry *list = xcalloc(press->bookmark_count + 1, sizeof *list);
	size_t open = 0; /* the last of the first level */

	*count = 1;
	for (size_t i = 0; i < press->bookmark_count; i++) {
		const struct bookmark *mark = &press->bookmarks[i];
		struct entry *entry = &list[*count];
		struct entry *above;

		if (mark->level < LEVEL_FIRST || mark->level > LEVEL_LAST)
			continue;
		entry->mark = mark;
		entry->above = mark->level == LEVEL_FIRST ? 0 : open;
		above = &list[entry->above];
		entry->before = above->last;
		if (above->last != 0)
			list[above->last].after = *count;
		else
			above->first = *count;
		above->last = *count;
		above->count++;
		if (mark->level == LEVEL_FIRST)
			open = *count;
		(*count)++;
	}
	return list;
}

static void
add_link(struct buf *out, const char *key, size_t entry, int base)
{
	if (entry != 0)
		buf_addf(out, "/%s %d 0 R", key, base + (int)entry);
}

static void
add_children(struct buf *out, const struct entry *entry, int base)
{
	add_link(out, "First", entry->first, base);
	add_link(out, "Last", entry->last, base);
	/* a part is closed to begin with, the list is not */
	if (entry->count > 0)
		buf_addf(out, "/Count %s%zu", entry->mark != NULL ? "-" : "",
		    entry->count);
}

static void
write_entry(const struct entry *entry, int number, int base,
    struct pdf_file *file, const int *pages)
{
	const struct bookmark *mark = entry->mark;
	struct buf text;

	buf_init(&text);
	buf_add(&text, "<<");
	if (mark != NULL) {
		buf_add(&text, "/Title");
		pdf_add_text(&text, mark->text, strlen(mark->text));
		buf_addf(&text, "/Parent %d 0 R/Dest[%d 0 R/XYZ null ",
		    base + (int)entry->above, pages[mark->page]);
		pdf_add_number(&text, PAGE_TOP - mark->y);
		buf_add(&text, " null]");
		add_link(&text, "Prev", entry->before, base);
		add_link(&text, "Next", entry->after, base);
	}
	add_children(&text, entry, base);
	buf_add(&text, ">>");
	pdf_object(file, number, &text);
	buf_clear(&text);
}

int
outline_write(const struct press *press, struct pdf_file *file,
    const int *pages)
{
	size_t count;
	struct entry *list = make_entries(press, &count);
	int base = 0;

	if (count > 1) {
		base = pdf_reserve(file);
		for (size_t i = 1; i < count; i++)
			pdf_reserve(file);
		for (size_t i = 0; i < count; i++)
			write_entry(&list[i], base + (int)i, base, file,
			    pages);
	}
	free(list);
	return base;
}
