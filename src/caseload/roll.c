#include "config.h"

#include "caseload/roll.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/date.h"
#include "base/utf8.h"

/* More of a name than this is not looked in; the file always is. */
#define NAME_MAX_BYTES 400
#define FILTER_WORDS_MAX 64

void
roll_init(struct roll *roll)
{
	*roll = (struct roll){ .count = 0 };
	buf_init(&roll->text);
}

void
roll_clear(struct roll *roll)
{
	for (size_t i = 0; i < roll->people_count; i++)
		free(roll->people[i]);
	free(roll->people);
	free(roll->entries);
	free(roll->filter);
	buf_clear(&roll->text);
	roll_init(roll);
}

/* --- what a row is found by --- */

/* The family name stands last: "redfern kwame". */
static void
add_sort_name(const char *name, struct buf *out)
{
	char *folded = utf8_fold(name, strnlen(name, NAME_MAX_BYTES));
	size_t len = strlen(folded);

	for (char *c = folded; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	while (len > 0 && folded[len - 1] == ' ')
		folded[--len] = '\0';
	char *space = strrchr(folded, ' ');
	if (space == NULL) {
		buf_add(out, folded);
	} else {
		*space = '\0';
		buf_addf(out, "%s %s", space + 1, folded);
	}
	free(folded);
}

char *
roll_words(const struct caseload_row *row)
{
	const char *place = "a";
	size_t stem = strlen(row->file) - strlen(CASELOAD_SUFFIX);
	char *file = utf8_fold(row->file, stem);
	struct buf words;

	if (row->problem != NULL)
		place = "c";
	else if (row->name[0] == '\0')
		place = "b";
	buf_init(&words);
	buf_add(&words, place);
	add_sort_name(row->name, &words);
	buf_addf(&words, "\n%s\n%.16s", file, row->nhs_number);
	free(file);
	return buf_take(&words);
}

char *
roll_people_words(const struct caseload_row *row)
{
	struct buf words;
	char *folded;

	buf_init(&words);
	buf_addf(&words, "%s\n%s", row->coordinator, row->stage);
	folded = utf8_fold(words.data, words.len);
	buf_clear(&words);
	return folded;
}

uint16_t
roll_due(const struct caseload_row *row)
{
	static const struct date first = { 2000, 1, 1 };
	struct date date;
	long days;

	if (!date_parse_iso(row->next_due, &date))
		return 0;
	days = date_days_between(first, date);
	if (days < 1)
		return 1;
	return (uint16_t)(days < UINT16_MAX ? days : UINT16_MAX);
}

uint32_t
roll_changed(const struct caseload_row *row)
{
	if (row->changed < 0)
		return 0;
	return (uint32_t)(row->changed < UINT32_MAX ? row->changed
						    : UINT32_MAX);
}

/* --- plans come and go --- */

static const char *
words_of(const struct roll *roll, const struct roll_entry *entry)
{
	return roll->text.data + entry->words;
}

void
roll_set_people(struct roll *roll, uint32_t people, const char *words)
{
	size_t count = roll->people_count;

	if (people >= count) {
		count = people + people / 2 + 8;
		roll->people = xreallocarray(roll->people, count,
		    sizeof *roll->people);
		memset(roll->people + roll->people_count, 0,
		    (count - roll->people_count) * sizeof *roll->people);
		roll->people_count = count;
	}
	if (roll->people[people] == NULL)
		roll->people[people] = xstrdup(words);
}

static void
insert(struct roll *roll, size_t at, const struct roll_item *item)
{
	size_t len = strlen(item->words);

	ARRAY_GROW(roll->entries, roll->count, roll->cap);
	memmove(roll->entries + at + 1, roll->entries + at,
	    (roll->count - at) * sizeof *roll->entries);
	roll->entries[at] = (struct roll_entry){
		.id = item->id,
		.words = (uint32_t)roll->text.len,
		.people = item->people,
		.changed = item->changed,
		.due = item->due,
	};
	roll->count++;
	buf_add_bytes(&roll->text, item->words, len + 1);
	for (size_t i = 0; i < len; i++)
		roll->letters[(unsigned char)item->words[i]]++;
	free(roll->filter);
	roll->filter = NULL;
}

void
roll_append(struct roll *roll, const struct roll_item *item)
{
	insert(roll, roll->count, item);
}

/* The first entry that does not stand before WORDS. */
static size_t
place_of(const struct roll *roll, const char *words)
{
	size_t low = 0, high = roll->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(words_of(roll, &roll->entries[middle]), words) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void
roll_remove(struct roll *roll, uint32_t id)
{
	for (size_t i = roll->count; i-- > 0;) {
		if (roll->entries[i].id != id)
			continue;
		roll->count--;
		memmove(roll->entries + i, roll->entries + i + 1,
		    (roll->count - i) * sizeof *roll->entries);
		return;
	}
}

void
roll_put(struct roll *roll, const struct roll_item *item)
{
	bool now =
	    roll->whole || place_of(roll, item->words) < roll->count;

	roll_remove(roll, item->id);
	if (now)
		insert(roll, place_of(roll, item->words), item);
}

size_t
roll_problems(const struct roll *roll)
{
	return roll->count - place_of(roll, "c");
}

bool
roll_any_due(const struct roll *roll)
{
	for (size_t i = 0; i < roll->count; i++)
		if (roll->entries[i].due != 0)
			return true;
	return false;
}

/* --- filter --- */

struct word {
	const char *text;
	size_t len;
	size_t rare; /* where its letter is that the words have least */
};

struct filter {
	struct word words[FILTER_WORDS_MAX];
	size_t count;
	uint64_t *in_people; /* a bit a word that is found there */
};

static struct word
word_of(const struct roll *roll, const char *text, size_t len)
{
	struct word word = { .text = text, .len = len };

	for (size_t i = 1; i < len; i++)
		if (roll->letters[(unsigned char)text[i]] <
		    roll->letters[(unsigned char)text[word.rare]])
			word.rare = i;
	return word;
}

/* A call of strncmp would cost more than the few letters it looks at. */
static bool
begins(const char *text, const struct word *word)
{
	size_t i = 0;

	while (i < word->len && text[i] == word->text[i])
		i++;
	return i == word->len;
}

static bool
has(const char *text, const struct word *word)
{
	for (const char *at = text; (at = strchr(at, word->text[word->rare]));
	     at++)
		if ((size_t)(at - text) >= word->rare &&
		    begins(at - word->rare, word))
			return true;
	return false;
}

static void
filter_init(struct filter *filter, const struct roll *roll, const char *text)
{
	const char *at = text + strspn(text, " ");

	filter->count = 0;
	while (*at != '\0' && filter->count < FILTER_WORDS_MAX) {
		size_t len = strcspn(at, " ");

		filter->words[filter->count++] = word_of(roll, at, len);
		at += len;
		at += strspn(at, " ");
	}
	filter->in_people = xcalloc(roll->people_count + 1,
	    sizeof *filter->in_people);
	for (size_t i = 0; i < roll->people_count; i++) {
		const char *people = roll->people[i];

		for (size_t j = 0; people != NULL && j < filter->count; j++)
			if (has(people, &filter->words[j]))
				filter->in_people[i] |= UINT64_C(1) << j;
	}
}

static bool
matches(const struct roll *roll, const struct roll_entry *entry,
    const struct filter *filter)
{
	uint64_t in_people = entry->people < roll->people_count
	    ? filter->in_people[entry->people]
	    : 0;

	for (size_t i = 0; i < filter->count; i++)
		if (!(in_people >> i & 1) &&
		    !has(words_of(roll, entry) + 1, &filter->words[i]))
			return false;
	return true;
}

/* Marks every entry that matches. */
static void
find(struct roll *roll, const char *text)
{
	bool narrower = roll->filter != NULL &&
	    strncmp(text, roll->filter, strlen(roll->filter)) == 0;
	struct filter filter;

	filter_init(&filter, roll, text);
	for (size_t i = 0; i < roll->count; i++) {
		struct roll_entry *entry = &roll->entries[i];

		if (!narrower || entry->found)
			entry->found = matches(roll, entry, &filter);
	}
	free(filter.in_people);
	free(roll->filter);
	roll->filter = xstrdup(text);
}

/* --- order --- */

/* Smaller stands first; alike, they stay in the roll's own order. */
static uint32_t
key_of(const struct roll *roll, const struct roll_entry *entry,
    enum caseload_order order)
{
	if (words_of(roll, entry)[0] == 'c')
		return UINT32_MAX;
	if (order == CASELOAD_BY_DUE)
		return entry->due != 0 ? entry->due : UINT32_MAX - 1;
	return UINT32_MAX - 1 - entry->changed;
}

/* What is sorted: the key above, the id below. */
static uint64_t
pair_of(const struct roll *roll, const struct roll_entry *entry,
    enum caseload_order order)
{
	return (uint64_t)key_of(roll, entry, order) << 32 | entry->id;
}

#define DIGIT_BITS 11
#define DIGITS (1u << DIGIT_BITS)

/* One pass of a radix sort, which is stable and does not compare: ten times as
 * quick as qsort here. */
static void
sort_by_digit(const uint64_t *from, uint64_t *to, size_t count, int shift)
{
	size_t starts[DIGITS + 1] = { 0 };

	for (size_t i = 0; i < count; i++)
		starts[(from[i] >> shift & (DIGITS - 1)) + 1]++;
	for (size_t i = 0; i < DIGITS; i++)
		starts[i + 1] += starts[i];
	for (size_t i = 0; i < count; i++)
		to[starts[from[i] >> shift & (DIGITS - 1)]++] = from[i];
}

static void
sort(uint64_t *pairs, size_t count)
{
	uint64_t *other = xreallocarray(NULL, count + 1, sizeof *other);

	sort_by_digit(pairs, other, count, 32);
	sort_by_digit(other, pairs, count, 32 + DIGIT_BITS);
	sort_by_digit(pairs, other, count, 32 + 2 * DIGIT_BITS);
	memcpy(pairs, other, count * sizeof *pairs);
	free(other);
}

size_t
roll_show(struct roll *roll, const char *filter, enum caseload_order order,
    uint32_t *ids)
{
	uint64_t *pairs = NULL;
	size_t count = 0;

	find(roll, filter);
	if (order != CASELOAD_BY_NAME)
		pairs = xreallocarray(NULL, roll->count + 1, sizeof *pairs);
	for (size_t i = 0; i < roll->count; i++) {
		const struct roll_entry *entry = &roll->entries[i];

		if (!entry->found)
			continue;
		if (pairs != NULL)
			pairs[count++] = pair_of(roll, entry, order);
		else
			ids[count++] = entry->id;
	}
	if (pairs != NULL) {
		sort(pairs, count);
		for (size_t i = 0; i < count; i++)
			ids[i] = (uint32_t)pairs[i];
	}
	free(pairs);
	return count;
}
