#include "config.h"

#include "pdf/tags.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define NO_PAGE SIZE_MAX

/* Another tag, or a part of a page. */
struct kid {
	size_t page; /* NO_PAGE: a tag */
	size_t number;
};

struct tag {
	const char *kind;
	size_t parent;
	const char *scope;
	size_t rows;
	char *words;
	struct kid *kids;
	size_t count, cap;
};

static size_t
add(struct tags *tags, struct tag tag)
{
	ARRAY_GROW(tags->list, tags->count, tags->cap);
	tags->list[tags->count] = tag;
	return tags->count++;
}

static void
add_kid(struct tag *tag, size_t page, size_t number)
{
	ARRAY_GROW(tag->kids, tag->count, tag->cap);
	tag->kids[tag->count++] = (struct kid){ page, number };
}

void
tags_init(struct tags *tags)
{
	*tags = (struct tags){ 0 };
	add(tags, (struct tag){ .kind = "Document" });
}

void
tags_clear(struct tags *tags)
{
	for (size_t i = 0; i < tags->count; i++) {
		free(tags->list[i].words);
		free(tags->list[i].kids);
	}
	free(tags->list);
	*tags = (struct tags){ 0 };
}

size_t
tags_open(struct tags *tags, const char *kind)
{
	size_t number = add(tags,
	    (struct tag){ .kind = kind, .parent = tags->current });

	add_kid(&tags->list[tags->current], NO_PAGE, number);
	tags->current = number;
	return number;
}

size_t
tags_open_header(struct tags *tags, const char *scope, size_t rows)
{
	size_t number = tags_open(tags, "TH");

	tags->list[number].scope = scope;
	tags->list[number].rows = rows;
	return number;
}

size_t
tags_open_figure(struct tags *tags, const char *words)
{
	size_t number = tags_open(tags, "Figure");

	tags->list[number].words = xstrdup(words);
	return number;
}

void
tags_close(struct tags *tags)
{
	tags->current = tags->list[tags->current].parent;
}

void
tags_mark(struct tags *tags, size_t tag, size_t page, size_t mark)
{
	add_kid(&tags->list[tag], page, mark);
}

const char *
tags_kind(const struct tags *tags, size_t tag)
{
	return tags->list[tag].kind;
}

/* --- writing --- */

/* The page on which the tag's own words begin; NO_PAGE: it has none. */
static size_t
first_page(const struct tag *tag)
{
	for (size_t i = 0; i < tag->count; i++)
		if (tag->kids[i].page != NO_PAGE)
			return tag->kids[i].page;
	return NO_PAGE;
}

static void
add_kids(const struct tag *tag, int base, const int *pages, struct buf *out)
{
	size_t page = first_page(tag);

	buf_add(out, tag->count == 1 ? "/K " : "/K[");
	for (size_t i = 0; i < tag->count; i++) {
		const struct kid *kid = &tag->kids[i];

		if (i > 0)
			buf_add_char(out, ' ');
		if (kid->page == NO_PAGE)
			buf_addf(out, "%d 0 R", base + (int)kid->number);
		else if (kid->page == page)
			buf_addf(out, "%zu", kid->number);
		else
			buf_addf(out, "<</Type/MCR/Pg %d 0 R/MCID %zu>>",
			    pages[kid->page], kid->number);
	}
	if (tag->count != 1)
		buf_add_char(out, ']');
}

static void
write_tag(const struct tags *tags, size_t at, int root, int base,
    const int *pages, struct pdf_file *file)
{
	const struct tag *tag = &tags->list[at];
	size_t page = first_page(tag);
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "<</S/%s/P %d 0 R", tag->kind,
	    at == 0 ? root : base + (int)tag->parent);
	if (page != NO_PAGE)
		buf_addf(&text, "/Pg %d 0 R", pages[page]);
	if (tag->scope != NULL) {
		buf_addf(&text, "/A<</O/Table/Scope/%s", tag->scope);
		if (tag->rows > 1)
			buf_addf(&text, "/RowSpan %zu", tag->rows);
		buf_add(&text, ">>");
	}
	if (tag->words != NULL) {
		buf_add(&text, "/Alt");
		pdf_add_text(&text, tag->words, strlen(tag->words));
	}
	if (tag->count > 0)
		add_kids(tag, base, pages, &text);
	buf_add(&text, ">>");
	pdf_object(file, base + (int)at, &text);
	buf_clear(&text);
}

/* For each page, whose its parts are, in their order. */
struct owners {
	size_t *tags;
	size_t count, cap;
};

static struct owners *
find_owners(const struct tags *tags, size_t pages)
{
	struct owners *owners = xcalloc(pages, sizeof *owners);

	for (size_t t = 0; t < tags->count; t++) {
		const struct tag *tag = &tags->list[t];

		for (size_t k = 0; k < tag->count; k++) {
			struct owners *page;
			size_t mark = tag->kids[k].number;

			if (tag->kids[k].page == NO_PAGE)
				continue;
			page = &owners[tag->kids[k].page];
			while (page->count <= mark) {
				ARRAY_GROW(page->tags, page->count, page->cap);
				page->tags[page->count++] = 0;
			}
			page->tags[mark] = t;
		}
	}
	return owners;
}

/* The way back from a part of a page to its tag (14.7.4.4). */
static void
write_parents(const struct tags *tags, int number, int base, size_t pages,
    struct pdf_file *file)
{
	struct owners *owners = find_owners(tags, pages);
	struct buf text;

	buf_init(&text);
	buf_add(&text, "<</Nums[");
	for (size_t p = 0; p < pages; p++) {
		buf_addf(&text, "%zu[", p);
		for (size_t i = 0; i < owners[p].count; i++)
			buf_addf(&text, "%d 0 R ",
			    base + (int)owners[p].tags[i]);
		buf_add_char(&text, ']');
		free(owners[p].tags);
	}
	buf_add(&text, "]>>");
	pdf_object(file, number, &text);
	buf_clear(&text);
	free(owners);
}

int
tags_write(const struct tags *tags, struct pdf_file *file, const int *pages,
    size_t count)
{
	int root = pdf_reserve(file), parents = pdf_reserve(file), base;
	struct buf text;

	base = pdf_reserve(file);
	for (size_t i = 1; i < tags->count; i++)
		pdf_reserve(file);
	for (size_t i = 0; i < tags->count; i++)
		write_tag(tags, i, root, base, pages, file);
	write_parents(tags, parents, base, count, file);
	buf_init(&text);
	buf_addf(&text,
	    "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R"
	    "/ParentTreeNextKey %zu>>",
	    base, parents, count);
	pdf_object(file, root, &text);
	buf_clear(&text);
	return root;
}
