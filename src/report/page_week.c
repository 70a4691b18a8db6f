/* My week: the page on the fridge. */
#include "config.h"

#include "report/report_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "form/field_type.h"

#define REPEAT_ENTRY "week.entry"
#define DAYS	     7

enum { DAY, WHEN, WHAT, WHO, PLACE, COLUMNS };

static const struct {
	const char *code, *name;
} days[DAYS] = {
	{ "mon", "Monday" },
	{ "tue", "Tuesday" },
	{ "wed", "Wednesday" },
	{ "thu", "Thursday" },
	{ "fri", "Friday" },
	{ "sat", "Saturday" },
	{ "sun", "Sunday" },
};

/* One thing that happens, as the reader may see it. */
struct entry {
	const char *days;     /* codes */
	const char *no_days;  /* what was said in their place */
	const char *variant;  /* "every", "good", "bad" */
	const char *starts;   /* for the order; "" last */
	const char *cells[COLUMNS];
	const char *backup;
	size_t place; /* in the plan */
};

struct week {
	struct entry *entries;
	size_t count;
};

static const char *
text_of(struct builder *builder, const char *name, const struct uid *row)
{
	return page_text(builder, page_field(builder, name), row);
}

/* "07:30 to 08:30", "from 07:30", "until 08:30" or "". */
static const char *
when(struct builder *builder, const struct uid *row)
{
	const char *starts = text_of(builder, "week.starts", row);
	const char *ends = text_of(builder, "week.ends", row);
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
who(struct builder *builder, const struct uid *row)
{
	const char *name = text_of(builder, "week.who", row);
	const struct field *staff = page_field(builder, "week.staff");
	const struct field *paid = page_field(builder, "week.paid");
	const char *copy;
	struct buf text;
	int64_t number;

	buf_init(&text);
	buf_add(&text, name);
	if (name[0] == '\0' &&
	    strcmp(page_code(builder, paid, row), "alone") == 0)
		buf_add(&text, "On my own");
	else if (page_number(builder, staff, row, &number) && number > 1)
		buf_addf(&text, "%s%lld people", text.len > 0 ? ", " : "",
		    (long long)number);
	copy = builder_copy(builder, text.data);
	buf_clear(&text);
	return copy;
}

/* By the hour; what has none comes last, in the order of the plan. */
static int
compare(const void *a, const void *b)
{
	const struct entry *left = a, *right = b;
	int order;

	if ((left->starts[0] == '\0') != (right->starts[0] == '\0'))
		return left->starts[0] == '\0' ? 1 : -1;
	order = strcmp(left->starts, right->starts);
	if (order != 0)
		return order;
	return left->place < right->place ? -1 : left->place > right->place;
}

static void
read_week(struct builder *builder, struct week *week)
{
	const struct repeat *repeat = page_repeat(builder, REPEAT_ENTRY);
	const struct uid *rows;

	*week = (struct week){ 0 };
	if (repeat == NULL ||
	    !plan_repeat_shown(builder->plan, repeat, &UID_NONE))
		return;
	week->count = plan_rows(builder->plan, repeat, &UID_NONE, &rows);
	week->entries = xcalloc(week->count + 1, sizeof *week->entries);
	for (size_t i = 0; i < week->count; i++) {
		struct entry *entry = &week->entries[i];

		*entry = (struct entry){
			.days = page_code(builder,
			    page_field(builder, "week.days"), &rows[i]),
			.variant = page_code(builder,
			    page_field(builder, "week.variant"), &rows[i]),
			.starts = page_code(builder,
			    page_field(builder, "week.starts"), &rows[i]),
			.backup = text_of(builder, "week.backup", &rows[i]),
			.place = i,
		};
		entry->no_days = entry->days[0] == '\0'
		    ? text_of(builder, "week.days", &rows[i])
		    : "";
		entry->cells[WHEN] = when(builder, &rows[i]);
		entry->cells[WHAT] = text_of(builder, "week.what", &rows[i]);
		entry->cells[WHO] = who(builder, &rows[i]);
		entry->cells[PLACE] = text_of(builder, "week.place", &rows[i]);
	}
	qsort(week->entries, week->count, sizeof *week->entries, compare);
}

static bool
every_day(const struct entry *entry)
{
	for (size_t d = 0; d < DAYS; d++)
		if (!codes_have(entry->days, days[d].code))
			return false;
	return true;
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

static bool
has_variant(const struct entry *entry, const char *variant)
{
	const char *its = entry->variant[0] != '\0' ? entry->variant : "every";

	return strcmp(its, variant) == 0;
}

/* What is in such a week: what happens every day, then day by day, then what has
 * no day yet. */
static bool
add_days(struct builder *builder, const struct week *week, const char *variant,
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

	for (size_t d = 0; d < DAYS + 2; d++) {
		for (size_t i = 0; i < week->count; i++) {
			const struct entry *entry = &week->entries[i];
			bool daily = every_day(entry);

			if (!has_variant(entry, variant))
				continue;
			if (d == 0 && daily)
				add_entry(builder, &draft, entry, "Every day");
			else if (d > 0 && d <= DAYS && !daily &&
			    codes_have(entry->days, days[d - 1].code))
				add_entry(builder, &draft, entry,
				    days[d - 1].name);
			else if (d > DAYS && entry->days[0] == '\0')
				add_entry(builder, &draft, entry,
				    entry->no_days[0] != '\0'
					? entry->no_days
					: "No day yet");
		}
	}
	return draft_finish(builder, &draft);
}

static bool
add_backups(struct builder *builder, const struct week *week)
{
	static const char *const header[] = { "What", "Who comes",
		"If they cannot" };
	struct draft draft = {
		.table = { .caption = "If somebody cannot come",
		    .columns = 3,
		    .header = header },
	};

	for (size_t i = 0; i < week->count; i++) {
		const struct entry *entry = &week->entries[i];
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
	struct week week;
	bool added;

	read_week(builder, &week);
	added = add_backups(builder, &week);
	free(week.entries);
	return added;
}

/* All the days of WEEK; false if there is nothing in it. */
static bool
add_week(struct builder *builder, const struct week *week)
{
	bool any = add_days(builder, week, "every", "A usual week");

	any = add_days(builder, week, "good", "In a good week, also") || any;
	any = add_days(builder, week, "bad", "In a bad week, also") || any;
	if (any)
		(void)add_backups(builder, week);
	return any;
}

bool
week_tables(struct builder *builder, const struct repeat *repeat,
    struct sheet *said, const struct sheet *all)
{
	static const char *const names[] = { "week.what", "week.days",
		"week.starts", "week.ends", "week.who", "week.place",
		"week.backup" };
	const struct field *fields[ARRAY_LEN(names)];
	struct week week;
	size_t count = 0;
	bool any;

	if (strcmp(repeat->name, REPEAT_ENTRY) != 0)
		return false;
	read_week(builder, &week);
	any = add_week(builder, &week);
	free(week.entries);
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		fields[count] = page_field(builder, names[i]);
		count += fields[count] != NULL;
	}
	*said = sheet_pick(builder, all, fields, count);
	return any;
}

void
page_week(struct builder *builder)
{
	struct week week;

	read_week(builder, &week);
	if (!add_week(builder, &week))
		builder_text(builder, BLOCK_PARAGRAPH,
		    "There is no week on this copy yet.");
	page_answer(builder, "week.alone");
	page_answer(builder, "week.good_bad");
	page_answer(builder, "purpose.coordinator");
	page_answer(builder, "purpose.coordinator_phone");
	free(week.entries);
}
