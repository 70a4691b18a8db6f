/* --page: one page in place of the whole plan. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli/cli.h"
#include "plan/handed.h"
#include "plan/pool.h"

#define STATEMENT "statement"

/* The number behind the hyphen of "letter-2", "changes-3"; 0: there is none. */
static size_t
item_of(const char *tail)
{
	char *end;
	unsigned long item;

	if (tail[0] != '-' || tail[1] < '1' || tail[1] > '9')
		return 0;
	item = strtoul(tail + 1, &end, 10);
	return *end == '\0' && item < 10000 ? item : 0;
}

static bool
is_page(const char *word, enum page page, size_t *item)
{
	size_t len = strlen(page_word(page));

	*item = 0;
	if (strcmp(word, page_word(page)) == 0)
		return true;
	if ((page != PAGE_LETTER && page != PAGE_CHANGES) ||
	    strncmp(word, page_word(page), len) != 0)
		return false;
	*item = item_of(word + len);
	return *item > 0;
}

bool
cli_page(const struct cli *cli, struct wanted_page *out)
{
	const char *word = cli->options.page;
	struct buf all;

	*out = (struct wanted_page){ .whole = word == NULL };
	if (word == NULL)
		return true;
	if (strncmp(word, STATEMENT, strlen(STATEMENT)) == 0) {
		out->item = item_of(word + strlen(STATEMENT));
		out->statement = out->item > 0;
		out->page = PAGE_LETTER; /* written by what writes a letter */
		if (out->statement)
			return true;
	}
	buf_init(&all);
	for (int i = 0; i < PAGE_COUNT; i++) {
		out->page = (enum page)i;
		if (is_page(word, out->page, &out->item)) {
			buf_clear(&all);
			return true;
		}
		buf_addf(&all, "%s%s", i > 0 ? ", " : "", page_word(out->page));
	}
	cli_refuse("There is no page called \"%s\". Those there are: %s.", word,
	    all.data);
	buf_clear(&all);
	return false;
}

static struct report *
statement(struct plan *plan, size_t item)
{
	const struct uid *members;
	size_t count = pool_members(plan, &members);

	if (item <= count)
		return report_statement(plan, &members[item - 1]);
	if (count == 0)
		cli_refuse("This is no pool of a household, so there is no "
			   "statement to write.");
	else
		cli_refuse("There is no statement %zu: %zu member%s the pool.",
		    item, count, count == 1 ? " shares" : "s share");
	return NULL;
}

/* What changed since the copy of that number was made. */
static struct report *
changes_since_copy(struct plan *plan, const struct copy_for *copy,
    const struct uid *viewer, size_t number)
{
	struct report *report = NULL;
	const struct handed *handed;
	struct handed_list list;
	struct error err;
	char since[32];

	if (!plan_handed(plan, &list, &err)) {
		cli_fail(&err);
		return NULL;
	}
	handed = handed_find(&list, (int64_t)number);
	snprintf(since, sizeof since, "copy %zu", number);
	if (handed == NULL)
		cli_refuse("There is no copy %zu. Who has a copy stands under "
			   "Who decides and who signs.", number);
	else if (!handed->sealed)
		cli_refuse("Copy %zu is not of a sealed plan, so what changed "
			   "since is not known. Give them a new copy.", number);
	else
		report = report_changes(plan, copy->audience, viewer,
		    &handed->version, since);
	handed_list_clear(&list);
	return report;
}

struct report *
cli_report(struct plan *plan, const struct copy_for *copy,
    const struct wanted_page *page)
{
	const struct uid *viewer = copy->named ? &copy->viewer : NULL;
	const struct uid *items;
	size_t count;

	if (page->statement)
		return statement(plan, page->item);
	if (page->whole)
		return viewer != NULL ? report_build_viewer(plan, viewer)
				      : report_build(plan, copy->audience);
	if (page->item == 0)
		return report_page(plan, copy->audience, viewer, page->page);
	if (page->page == PAGE_CHANGES)
		return changes_since_copy(plan, copy, viewer, page->item);
	count = letter_items(plan, &items);
	if (page->item <= count)
		return report_letter(plan, copy->audience, viewer,
		    &items[page->item - 1]);
	if (count == 0)
		cli_refuse("Nothing stands under Asked for, not agreed, so there "
			   "is no letter to write.");
	else
		cli_refuse("There is no letter %zu: %zu thing%s under Asked "
			   "for, not agreed.", page->item, count,
		    count == 1 ? " stands" : "s stand");
	return NULL;
}
