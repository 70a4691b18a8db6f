/* The tables of a file, and their rows. */
#include "config.h"

#include <limits.h>
#include <string.h>

#include "base/alloc.h"
#include "rules/rates_private.h"

/* --- [table.KEY] --- */

static bool
read_columns(struct rates_builder *b, struct rate_table *table,
    const struct ini_key *columns)
{
	bool good = true;

	for (size_t i = 0; i < table->column_count; i++) {
		const char *name = table->names[i];

		if (!rates_check_id(b, columns->line, name)) {
			good = false;
			continue;
		}
		for (size_t j = 0; j < i; j++) {
			if (strcmp(table->names[j], name) != 0)
				continue;
			rates_mistake(b, columns->line, "There are two columns "
			    "called %s. Give one another name.", name);
			good = false;
			break;
		}
		table->columns[i].name = name;
	}
	return good;
}

static bool
read_types(struct rates_builder *b, struct rate_table *table,
    const struct ini_key *types)
{
	const char *const *words;
	size_t count = rates_cells(&b->rates->arena, types->value, &words);
	bool good = true;

	if (count != table->column_count) {
		rates_mistake(b, types->line, "There should be %zu types with "
		    "| between, one for each column. Found: %zu.",
		    table->column_count, count);
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		if (rates_unit(words[i], &table->columns[i]))
			continue;
		rates_mistake(b, types->line, "\"%s\" is not a type. Write "
		    "pounds, percent, number, date, words, or the words that "
		    "may stand there, such as year/week.",
		    error_quote(words[i]).text);
		good = false;
	}
	return good;
}

void
rates_read_table(struct rates_builder *b, const struct ini_section *ini,
    const char *key)
{
	static const char *const keys[] = {"title", "columns", "types", NULL};
	struct rates *rates = b->rates;
	const struct rate_table *before = rates_table(rates, key);
	struct rate_table table = {.subject = b->subject, .key = key,
	    .title = ini_value(ini, "title"), .at = {b->file, ini->line}};

	if (b->local) {
		rates_mistake(b, ini->line, "A local file gives rows alone, "
		    "under [rows.%s]; the columns are ours. Take [%s] out.",
		    key, ini->name);
		return;
	}
	if (before) {
		rates_mistake(b, ini->line, "[%s] stands in %s:%d already. Put "
		    "both together, or take one out.", ini->name,
		    before->at.file, before->at.line);
		return;
	}
	if (!rates_check_id(b, ini->line, key) ||
	    !rates_check_keys(b, ini, keys, 3))
		return;
	table.column_count = rates_cells(&rates->arena,
	    ini_value(ini, "columns"), &table.names);
	table.columns = arena_alloc(&rates->arena,
	    table.column_count * sizeof *table.columns);
	if (!read_columns(b, &table, ini_find(ini, "columns")) ||
	    !read_types(b, &table, ini_find(ini, "types")))
		return;
	ARRAY_GROW(rates->tables, rates->table_count, rates->table_cap);
	rates->tables[rates->table_count++] = table;
}

/* --- [rows.KEY] --- */

static void
read_row(struct rates_builder *b, const struct rate_table *table,
    const struct ini_key *key, struct rows *rows, const struct rate_row *about)
{
	struct arena *arena = &b->rates->arena;
	struct rate_row *row = arena_alloc(arena, sizeof *row);
	size_t count = rates_cells(arena, key->value, &row->cells);
	const char *const *cells = row->cells;
	int64_t *numbers;

	if (count != table->column_count) {
		rates_mistake(b, key->line, "This row should have %zu cells "
		    "with | between, one for each column of [table.%s]. Found: "
		    "%zu. Leave blank what there is nothing for.",
		    table->column_count, table->key, count);
		return;
	}
	numbers = arena_alloc(arena, count * sizeof *numbers);
	for (size_t i = 0; i < count; i++) {
		if (*cells[i])
			(void)rates_read_number(b, key->line,
			    &table->columns[i], cells[i], &numbers[i]);
	}
	*row = *about;
	row->cells = cells;
	row->numbers = numbers;
	ARRAY_GROW(rows->rows, rows->count, rows->cap);
	rows->rows[rows->count++] = row;
}

/* In order of days; local ones, which are read later, after ours. */
static void
add_rows(struct rate_table *table, const struct rows *rows)
{
	size_t at = table->count;

	ARRAY_GROW(table->rows, table->count, table->cap);
	while (at > 0 && table->rows[at - 1].from > rows->from)
		at--;
	memmove(table->rows + at + 1, table->rows + at,
	    (table->count - at) * sizeof *table->rows);
	table->rows[at] = *rows;
	table->count++;
}

/* Two sets of rows, both ours or both local, may not begin on one day: they
 * stand in the order of their days, in a file and over all of them. */
static bool
days_in_order(struct rates_builder *b, const struct rate_table *table,
    int line, long from)
{
	for (size_t i = table->count; i-- > 0;) {
		const struct rows *rows = &table->rows[i];
		long before = rows->from;

		if ((rows->rows[0]->whose != NULL) == b->local)
			return rates_check_order(b, line, &before, from);
	}
	return true;
}

/* The table whose rows [rows.NAME] has, or NULL after a mistake. */
static struct rate_table *
table_of(struct rates_builder *b, const struct ini_section *ini,
    const char *name)
{
	char *key = arena_strndup(&b->rates->arena, name, strcspn(name, "."));
	struct rate_table *table = rates_table(b->rates, key);

	if (table)
		return table;
	if (b->local)
		rates_mistake(b, ini->line, "There is no table %s that a local "
		    "file could change. \"oneplan rates\" lists those there "
		    "are.", key);
	else
		rates_mistake(b, ini->line, "There is no [table.%s] above. Put "
		    "it before its rows, with its columns.", key);
	return NULL;
}

void
rates_read_rows(struct rates_builder *b, const struct ini_section *ini,
    const char *name)
{
	static const char *const keys[] = {"from", "verified", "source", "row.",
	    NULL};
	struct rate_table *table = table_of(b, ini, name);
	struct rate_row about = {.whose = b->owner};
	struct rows rows = {0};
	int line;

	if (!table || !rates_check_keys(b, ini, keys, 4))
		return;
	line = ini_find(ini, "from")->line;
	about.source = ini_value(ini, "source");
	if (!rates_read_day(b, line, ini_value(ini, "from"), &about.from) ||
	    !days_in_order(b, table, line, about.from))
		return;
	(void)rates_read_verified(b, ini_find(ini, "verified")->line,
	    ini_value(ini, "verified"), &about.verified);
	rows.from = about.from;
	for (size_t i = 0; i < ini->key_count; i++) {
		if (rates_key_is(ini->keys[i].name, "row."))
			read_row(b, table, &ini->keys[i], &rows, &about);
	}
	if (rows.count)
		add_rows(table, &rows);
}
