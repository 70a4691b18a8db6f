/* One file of figures and tables. Its grammar:
 *
 *	[file]		once, first: title; owner in a local file
 *	[figure.KEY]	title, unit (ours only); value, value.NAME:
 *			"first day | figure or blank | yes or no | source"
 *	[table.KEY]	title, columns, types (ours only)
 *	[rows.KEY]	from, verified, source; row, row.NAME: "cell | cell"
 *	[rows.KEY.NAME]	the same, from a later day
 *
 * A local file has values and rows alone: what they mean is ours. */
#include "config.h"

#include <limits.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "rules/rates_private.h"

bool
rates_key_is(const char *name, const char *key)
{
	size_t len = strlen(key);

	if (key[len - 1] != '.')
		return strcmp(name, key) == 0;
	return strncmp(name, key, len) == 0 ||
	    (strlen(name) == len - 1 && strncmp(name, key, len - 1) == 0);
}

static bool
key_known(const char *name, const char *const *keys)
{
	for (; *keys; keys++) {
		if (rates_key_is(name, *keys))
			return true;
	}
	return false;
}

static bool
has_key(const struct ini_section *ini, const char *key)
{
	for (size_t i = 0; i < ini->key_count; i++) {
		if (rates_key_is(ini->keys[i].name, key))
			return true;
	}
	return false;
}

/* "title, unit and value"; a dot at the end of a key is not shown. */
static void
add_keys(struct buf *out, const char *const *keys)
{
	for (size_t i = 0; keys[i]; i++) {
		buf_add(out, i == 0 ? "" : keys[i + 1] ? ", " : " and ");
		buf_addf(out, "%.*s", (int)strcspn(keys[i], "."), keys[i]);
	}
}

/* A line that could be written. */
static const char *
example(const char *key)
{
	static const char *const examples[][2] = {
		{"title", "title = \"What it is\""},
		{"owner", "owner = \"Northbridge Council\""},
		{"unit", "unit = \"pounds\""},
		{"value.", "value.2026 = \"2026-04-06 | 12.71 | yes | where "
		    "it stands\""},
		{"columns", "columns = \"role | limit\""},
		{"types", "types = \"words | pounds\""},
		{"from", "from = \"2026-04-06\""},
		{"verified", "verified = \"no\""},
		{"source", "source = \"where it stands\""},
		{"row.", "row.1 = \"Team manager | 15,000\""},
	};

	for (size_t i = 0; i < ARRAY_LEN(examples); i++) {
		if (strcmp(examples[i][0], key) == 0)
			return examples[i][1];
	}
	return key;
}

bool
rates_check_keys(struct rates_builder *b, const struct ini_section *ini,
    const char *const *keys, size_t needed)
{
	bool good = true;
	struct buf all;

	buf_init(&all);
	add_keys(&all, keys);
	for (size_t i = 0; i < ini->key_count; i++) {
		if (key_known(ini->keys[i].name, keys))
			continue;
		rates_mistake(b, ini->keys[i].line,
		    "%s is not a key of [%s]%s. What may stand here: %s.",
		    ini->keys[i].name, ini->name,
		    b->local ? " in a local file" : "", all.data);
		good = false;
	}
	for (size_t i = 0; i < needed; i++) {
		const char *value = ini_value(ini, keys[i]);

		if (value ? *value != '\0' : has_key(ini, keys[i]))
			continue;
		rates_mistake(b, ini->line, "[%s] has no %.*s. Add to it: %s",
		    ini->name, (int)strcspn(keys[i], "."), keys[i],
		    example(keys[i]));
		good = false;
	}
	buf_clear(&all);
	return good;
}

bool
rates_check_id(struct rates_builder *b, int line, const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789_";

	if (*name >= 'a' && *name <= 'z' && !name[strspn(name, allowed)])
		return true;
	rates_mistake(b, line, "\"%s\" is not a name. Use small letters, digits "
	    "and _, beginning with a letter.", error_quote(name).text);
	return false;
}

static void
read_file(struct rates_builder *b, const struct ini_section *ini)
{
	static const char *const ours[] = {"title", NULL};
	static const char *const local[] = {"title", "owner", NULL};
	struct rates *rates = b->rates;

	(void)rates_check_keys(b, ini, b->local ? local : ours,
	    b->local ? 2 : 1);
	b->subject = ini_value(ini, "title");
	b->owner = b->local ? ini_value(ini, "owner") : NULL;
	if (!b->local) {
		ARRAY_GROW(rates->subjects, rates->subject_count,
		    rates->subject_cap);
		rates->subjects[rates->subject_count++] = b->subject;
	}
}

/* --- figures --- */

/* In order of days; a local one, which is read later, after ours. */
static void
add_rate(struct figure *figure, const struct held *held)
{
	size_t at = figure->count;

	ARRAY_GROW(figure->rates, figure->count, figure->cap);
	while (at > 0 && figure->rates[at - 1].rate.from > held->rate.from)
		at--;
	memmove(figure->rates + at + 1, figure->rates + at,
	    (figure->count - at) * sizeof *figure->rates);
	figure->rates[at] = *held;
	figure->count++;
}

enum { FROM, FIGURE, VERIFIED, SOURCE, PARTS };

/* The figure itself, or that nobody knows it, or in a local file that ours holds
 * again. */
static bool
read_figure(struct rates_builder *b, int line, const char *text,
    struct held *held)
{
	const struct column column = {.unit = held->rate.unit};

	held->ours_again = b->local && strcmp(text, "ours") == 0;
	held->rate.known = *text != '\0' && !held->ours_again;
	return !held->rate.known || rates_read_number(b, line, &column, text,
	    &held->rate.value);
}

static void
read_value(struct rates_builder *b, struct figure *figure,
    const struct ini_key *key, long *before)
{
	struct held held = {.rate = {.key = figure->key,
	    .title = figure->title, .unit = figure->unit, .whose = b->owner}};
	struct rate *rate = &held.rate;
	const char *const *parts;
	size_t count = rates_cells(&b->rates->arena, key->value, &parts);
	bool good;

	if (count != PARTS) {
		rates_mistake(b, key->line,
		    "A value has 4 parts with | between: the first day it "
		    "holds, the figure (blank if it is not known), yes or no "
		    "for verified, and the source. This has %zu.", count);
		return;
	}
	rate->source = parts[SOURCE];
	good = rates_read_day(b, key->line, parts[FROM], &rate->from) &&
	    rates_check_order(b, key->line, before, rate->from);
	good &= read_figure(b, key->line, parts[FIGURE], &held);
	good &= rates_read_verified(b, key->line, parts[VERIFIED],
	    &rate->verified);
	good &= rates_read_source(b, key->line, parts[SOURCE]);
	if (rate->verified && !*parts[FIGURE])
		rates_mistake(b, key->line, "What is not known cannot be "
		    "verified. Write the figure, or no.");
	else if (good)
		add_rate(figure, &held);
}

static void
read_values(struct rates_builder *b, struct figure *figure,
    const struct ini_section *ini)
{
	long before = LONG_MIN;

	for (size_t i = 0; i < ini->key_count; i++) {
		if (rates_key_is(ini->keys[i].name, "value."))
			read_value(b, figure, &ini->keys[i], &before);
	}
}

/* Says so if KEY was said at AT already. */
static bool
said_before(struct rates_builder *b, const struct ini_section *ini,
    struct said_at *at)
{
	if (at->file) {
		rates_mistake(b, ini->line, "[%s] stands in %s:%d already. Put "
		    "both together, or take one out.", ini->name, at->file,
		    at->line);
		return true;
	}
	*at = (struct said_at){b->file, ini->line};
	return false;
}

static void
read_our_figure(struct rates_builder *b, const struct ini_section *ini,
    const char *key)
{
	static const char *const keys[] = {"title", "unit", "value.", NULL};
	struct rates *rates = b->rates;
	struct figure *figure = rates_figure(rates, key);
	const char *unit = ini_value(ini, "unit");
	struct column column = {0};

	if (!rates_check_id(b, ini->line, key))
		return;
	if (figure) {
		(void)said_before(b, ini, &figure->ours);
		return;
	}
	if (!rates_check_keys(b, ini, keys, 3))
		return;
	if (!rates_unit(unit, &column) || column.unit > RATE_NUMBER) {
		rates_mistake(b, ini_find(ini, "unit")->line,
		    "\"%s\" is not a unit. Write pounds, percent or number.",
		    error_quote(unit).text);
		return;
	}
	ARRAY_GROW(rates->figures, rates->figure_count, rates->figure_cap);
	figure = &rates->figures[rates->figure_count++];
	*figure = (struct figure){.subject = b->subject, .key = key,
	    .title = ini_value(ini, "title"), .unit = column.unit,
	    .ours = {b->file, ini->line}};
	read_values(b, figure, ini);
}

static void
read_local_figure(struct rates_builder *b, const struct ini_section *ini,
    const char *key)
{
	static const char *const keys[] = {"value.", NULL};
	struct figure *figure = rates_figure(b->rates, key);

	if (!figure)
		rates_mistake(b, ini->line, "There is no figure %s that a local "
		    "file could change. \"oneplan rates\" lists those there "
		    "are.", key);
	else if (!said_before(b, ini, &figure->local) &&
	    rates_check_keys(b, ini, keys, 1))
		read_values(b, figure, ini);
}

/* --- the file --- */

/* What follows PREFIX in NAME, or NULL. */
static const char *
after(const char *name, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(name, prefix, len) == 0 ? name + len : NULL;
}

static void
read_section(struct rates_builder *b, const struct ini_section *ini)
{
	const char *key;

	if ((key = after(ini->name, "figure.")) != NULL) {
		if (b->local)
			read_local_figure(b, ini, key);
		else
			read_our_figure(b, ini, key);
	} else if ((key = after(ini->name, "table.")) != NULL) {
		rates_read_table(b, ini, key);
	} else if ((key = after(ini->name, "rows.")) != NULL) {
		rates_read_rows(b, ini, key);
	} else {
		rates_mistake(b, ini->line, "[%s] is not a part of such a file. "
		    "Its parts are [file], [figure.KEY], [table.KEY] and "
		    "[rows.KEY].", ini->name);
	}
}

void
rates_read(struct rates_builder *b, const struct ini *ini)
{
	b->file = ini->file;
	b->subject = NULL;
	b->owner = NULL;
	if (!ini->section_count || strcmp(ini->sections[0].name, "file") != 0) {
		rates_mistake(b, 1, "The file does not begin with [file]. Write "
		    "it first, with a title.");
		return;
	}
	read_file(b, &ini->sections[0]);
	for (size_t i = 1; i < ini->section_count; i++)
		read_section(b, &ini->sections[i]);
}
