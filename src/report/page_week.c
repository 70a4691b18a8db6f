/* My week: the page on the fridge. */
#include "config.h"

#include "report/report_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "plan/week.h"

enum { DAY, WHEN, WHAT, WHO, PLACE, COLUMNS };

/* The week as the reader may see it, with its words. */
struct entry {
	const struct week_part *part;
	const char *no_days; /* what was said in their place */
	const char *cells[COLUMNS];
	const char *backup;
};

struct week_page {
	struct week_form form;
	struct week week;
	struct entry *entries; /* in the order of the week's parts */
};

static const char *
text_of(struct builder *builder, const struct week_form *form,
    enum week_question question, const struct uid *row)
{
	return page_text(builder, form->fields[question], row);
}

/* "07:30 to 08:30", "from 07:30", "until 08:30" or "". */
static const char *
when(struct builder *builder, const struct week_form *form,
    const struct uid *row)
{
	const char *starts = text_of(builder, form, WEEK_STARTS, row);
	const char *ends = text_of(builder, form, WEEK_ENDS, row);
	const char *copy;
	struct buf text;

	buf_init(&text);
	if (starts[0] != '\0' && ends[0] != '\0')
		buf_addf(&text, "%s to %s", starts, ends);
	else if (starts[0] != '\0')
		buf_addf(&text, "from %s", starts);
	else if (ends[0] != '\0')
		buf_addf(&text, "until %s", ends);
	copy = builder_copy(builder, text.data);
	buf_clear(&text);
	return copy;
}

/* Who is there, and how many if it takes more than one; or nobody. */
static const char *
who(struct builder *builder, const struct week_form *form,
    const struct week_part *part)
{
	const char *name = text_of(builder, form, WEEK_WHO, &part->row);
	const char *copy;
	struct buf text;

	buf_init(&text);
	buf_add(&text, name);
	if (name[0] == '\0' && part->help == WEEK_ALONE)
		buf_add(&text, "On my own");
	else if (part->people > 1)
		buf_addf(&text, "%s%d people", text.len > 0 ? ", " : "",
		    part->people);
	copy = builder_copy(builder, text.data);
	buf_clear(&text);
	return copy;
}

static void
week_page_read(struct builder *builder, struct week_page *page)
{
	const struct week_form *form = &page->form;

	page->form.entry = page_repeat(builder, WEEK_ENTRY);
	for (int i = 0; i < WEEK_QUESTIONS; i++)
		page->form.fields[i] = page_field(builder,
		    week_question_name((enum week_question)i));
	week_read(builder->plan, form, &page->week);
	page->entries = xcalloc(page->week.count + 1, sizeof *page->entries);
	for (size_t i = 0; i < page->week.count; i++) {
		const struct week_part *part = &page->week.parts[i];
		const struct uid *row = &part->row;
		struct entry *entry = &page->entries[i];

		*entry = (struct entry){
			.part = part,
			.no_days = part->days == 0
			    ? text_of(builder, form, WEEK_ON, row)
			    : "",
			.backup = text_of(builder, form, WEEK_BACKUP, row),
		};
		entry->cells[WHEN] = when(builder, form, row);
		entry->cells[WHAT] = text_of(builder, form, WEEK_WHAT, row);
		entry->cells[WHO] = who(builder, form, part);
		entry->cells[PLACE] = text_of(builder, form, WEEK_PLACE, row);
	}
}

static void
week_page_done(struct week_page *page)
{
	week_clear(&page->week);
	free(page->entries);
}

static void
add_entry(struct builder *builder, struct draft *draft,
    const struct entry *entry, const char *day)
{
	const char *cells[COLUMNS];

	memcpy(cells, entry->cells, sizeof cells);
	cells[DAY] = day;
	if (cells[WHEN][0] != '\0' || cells[WHAT][0] != '\0' ||
	    cells[WHO][0] != '\0' || cells[PLACE][0] != '\0')
		draft_row(builder, draft, cells);
}

/* What is in such a week: what happens every day, then day by day, then what has
 * no day yet. */
static bool
add_days(struct builder *builder, const struct week_page *page, enum week_kind kind,
    const char *caption)
{
	static const char *const header[COLUMNS] = { "Day", "When", "What",
		"Who", "Where" };
	struct draft draft = {
		.table = { .caption = caption,
		    .columns = COLUMNS,
		    .header = header,
		    .grouped = true },
	};

	for (int d = -1; d <= WEEK_DAYS; d++) {
		for (size_t i = 0; i < page->week.count; i++) {
			const struct entry *entry = &page->entries[i];
			const struct week_part *part = entry->part;
			bool daily = week_part_daily(part);

			if (part->kind != kind)
				continue;
			if (d < 0 && daily)
				add_entry(builder, &draft, entry, "Every day");
			else if (d >= 0 && d < WEEK_DAYS && !daily &&
			    week_part_on(part, d))
				add_entry(builder, &draft, entry,
				    week_day_name(d));
			else if (d == WEEK_DAYS && part->days == 0)
				add_entry(builder, &draft, entry,
				    entry->no_days[0] != '\0'
					? entry->no_days
					: "No day yet");
		}
	}
	return draft_finish(builder, &draft);
}

static bool
add_backups(struct builder *builder, const struct week_page *page)
{
	static const char *const header[] = { "What", "Who comes",
		"If they cannot" };
	struct draft draft = {
		.table = { .caption = "If somebody cannot come",
		    .columns = 3,
		    .header = header },
	};

	for (size_t i = 0; i < page->week.count; i++) {
		const struct entry *entry = &page->entries[i];
		const char *cells[] = { entry->cells[WHAT],
			entry->cells[WHO], entry->backup };

		if (entry->backup[0] != '\0')
			draft_row(builder, &draft, cells);
	}
	return draft_finish(builder, &draft);
}

bool
page_backups(struct builder *builder)
{
	struct week_page page;
	bool added;

	week_page_read(builder, &page);
	added = add_backups(builder, &page);
	week_page_done(&page);
	return added;
}

/* All the days of the week; false if there is nothing in it. */
static bool
add_week(struct builder *builder, const struct week_page *page)
{
	bool any = add_days(builder, page, WEEK_EVERY, "A usual week");

	any = add_days(builder, page, WEEK_GOOD, "In a good week, also") || any;
	any = add_days(builder, page, WEEK_BAD, "In a bad week, also") || any;
	if (any)
		(void)add_backups(builder, page);
	return any;
}

bool
week_tables(struct builder *builder, const struct repeat *repeat,
    struct sheet *said, const struct sheet *all)
{
	static const enum week_question told[] = { WEEK_WHAT, WEEK_ON,
		WEEK_STARTS, WEEK_ENDS, WEEK_WHO, WEEK_PLACE, WEEK_BACKUP };
	const struct field *fields[ARRAY_LEN(told)];
	struct week_page page;
	size_t count = 0;
	bool any;

	if (strcmp(repeat->name, WEEK_ENTRY) != 0)
		return false;
	week_page_read(builder, &page);
	any = add_week(builder, &page);
	for (size_t i = 0; i < ARRAY_LEN(told); i++) {
		fields[count] = page.form.fields[told[i]];
		count += fields[count] != NULL;
	}
	*said = sheet_pick(builder, all, fields, count);
	week_page_done(&page);
	return any;
}

void
page_week(struct builder *builder)
{
	struct week_page page;

	week_page_read(builder, &page);
	if (!add_week(builder, &page))
		builder_text(builder, BLOCK_PARAGRAPH,
		    "There is no week on this copy yet.");
	/* when somebody is by themselves is not for whoever comes to the door */
	page_answer(builder, "week.good_bad");
	page_answer(builder, "purpose.coordinator");
	page_answer(builder, "purpose.coordinator_phone");
	week_page_done(&page);
}
