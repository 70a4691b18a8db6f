#include "config.h"

#include "rules/rates.h"

#include <string.h>

#include "rules/rates_private.h"

struct figure *
rates_figure(const struct rates *rates, const char *key)
{
	for (size_t i = 0; i < rates->figure_count; i++) {
		if (strcmp(rates->figures[i].key, key) == 0)
			return &rates->figures[i];
	}
	return NULL;
}

struct rate_table *
rates_table(const struct rates *rates, const char *key)
{
	for (size_t i = 0; i < rates->table_count; i++) {
		if (strcmp(rates->tables[i].key, key) == 0)
			return &rates->tables[i];
	}
	return NULL;
}

const struct rate *
rates_find(const struct rates *rates, const char *key, long day)
{
	const struct figure *figure = rates_figure(rates, key);
	bool ours_only = false;

	for (size_t i = figure ? figure->count : 0; i-- > 0;) {
		const struct held *held = &figure->rates[i];

		if (held->rate.from > day || (ours_only && held->rate.whose))
			continue;
		if (!held->ours_again)
			return &held->rate;
		ours_only = true;
	}
	return NULL;
}

int64_t
rates_value(const struct rates *rates, const char *key, long day,
    int64_t fallback)
{
	const struct rate *rate = rates_find(rates, key, day);

	return rate && rate->known ? rate->value : fallback;
}

size_t
rates_rows(const struct rates *rates, const char *key, long day,
    const struct rate_row *const **rows)
{
	const struct rate_table *table = rates_table(rates, key);

	for (size_t i = table ? table->count : 0; i-- > 0;) {
		if (table->rows[i].from <= day) {
			*rows = table->rows[i].rows;
			return table->rows[i].count;
		}
	}
	*rows = NULL;
	return 0;
}

int
rates_column(const struct rates *rates, const char *key, const char *column)
{
	const struct rate_table *table = rates_table(rates, key);

	for (size_t i = 0; table && i < table->column_count; i++) {
		if (strcmp(table->names[i], column) == 0)
			return (int)i;
	}
	return -1;
}

const char *
rates_subject_at(const struct rates *rates, size_t at)
{
	return at < rates->subject_count ? rates->subjects[at] : NULL;
}

bool
rates_figure_at(const struct rates *rates, size_t at, struct rates_figure *out)
{
	const struct figure *figure;

	if (at >= rates->figure_count)
		return false;
	figure = &rates->figures[at];
	*out = (struct rates_figure){figure->subject, figure->key,
	    figure->title, figure->unit};
	return true;
}

bool
rates_table_at(const struct rates *rates, size_t at, struct rates_table *out)
{
	const struct rate_table *table;

	if (at >= rates->table_count)
		return false;
	table = &rates->tables[at];
	*out = (struct rates_table){table->subject, table->key, table->title,
	    table->names, table->column_count};
	return true;
}

bool
rates_text_at(const struct rates *rates, size_t at, struct rates_text *out)
{
	const struct ini *ini;
	const char *slash;

	if (at >= rates->file_count)
		return false;
	ini = rates->files[at].ini;
	slash = strrchr(ini->file, '/');
	*out = (struct rates_text){slash ? slash + 1 : ini->file, ini->text,
	    ini->text_len, rates->files[at].local};
	return true;
}
