/* The keys of one part of a form file: are they known, and what do they say? */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "form/form_build.h"
#include "form/form_keys.h"
#include "form/suggest.h"

static const char *const nothing[] = {NULL};

int
form_line(const struct ini_section *ini, const char *key)
{
	const struct ini_key *found = ini_find(ini, key);

	return found ? found->line : ini->line;
}

const char *
form_join(struct form_builder *b, const char *a, const char *sep,
    const char *c)
{
	size_t a_len = strlen(a), sep_len = strlen(sep), c_len = strlen(c);
	char *joined =
	    arena_alloc(&b->set->arena, a_len + sep_len + c_len + 1);

	memcpy(joined, a, a_len);
	memcpy(joined + a_len, sep, sep_len);
	memcpy(joined + a_len + sep_len, c, c_len);
	return joined;
}

/* Moves *AT on to the next word, if there is one. */
static bool
next_word(const char **at, size_t *len)
{
	while (**at == ' ')
		++*at;
	*len = strcspn(*at, " ");
	return *len > 0;
}

const char *const *
form_words(struct form_builder *b, const char *text)
{
	const char **words;
	size_t count = 0, len;
	char *copy;

	for (const char *at = text; text && next_word(&at, &len); at += len)
		count++;
	if (!count)
		return nothing;
	/* the words behind their array, in one piece */
	words = arena_alloc(&b->set->arena,
	    (count + 1) * sizeof *words + strlen(text) + 1);
	copy = (char *)(words + count + 1);
	count = 0;
	for (const char *at = text; next_word(&at, &len); at += len) {
		words[count++] = memcpy(copy, at, len);
		copy += len + 1;
	}
	return words;
}

const char *
form_value(const struct ini_section *ini, const char *key, const char *other)
{
	const char *value = ini_value(ini, key);

	return value ? value : other;
}

/* "relevant.12": the length of "relevant" and 12; 0 where there is no number,
 * -1 where what follows the dot is not one from 2 on. */
static int
key_number(const char *key, size_t *base_len)
{
	const char *dot = strchr(key, '.');
	char *end;
	long number;

	*base_len = dot ? (size_t)(dot - key) : strlen(key);
	if (!dot)
		return 0;
	number = strtol(dot + 1, &end, 10);
	return *end || dot[1] == '0' || number < 2 || number > 9999 ?
	    -1 : (int)number;
}

static void
unknown_key(struct form_builder *b, enum form_part part,
    const struct ini_key *key)
{
	struct suggest suggest;
	char hint[128];

	suggest_init(&suggest, key->name);
	for (size_t i = 0; i < form_key_count; i++) {
		if (form_keys[i].parts & part)
			suggest_offer(&suggest, form_keys[i].key);
	}
	suggest_write(&suggest, hint);
	form_mistake(b, b->form->file, key->line,
	    "[%s] has no key %s.%s%s", form_part_word(part), key->name, hint,
	    hint[0] ? "" : " Take the line out.");
}

/* Is the key there that KEY.NUMBER goes on from? */
static bool
follows(const struct ini_section *ini, const char *key, int number)
{
	struct buf before;
	bool found;

	buf_init(&before);
	buf_add(&before, key);
	if (number > 2)
		buf_addf(&before, ".%d", number - 1);
	found = ini_find(ini, before.data) != NULL;
	buf_clear(&before);
	return found;
}

static void
check_key(struct form_builder *b, enum form_part part,
    const struct ini_section *ini, const struct ini_key *key)
{
	size_t base_len;
	int number = key_number(key->name, &base_len);
	const struct form_key *known =
	    form_key_find(part, key->name, base_len);

	if (!known) {
		unknown_key(b, part, key);
		return;
	}
	if (number && (number < 0 || !known->continued)) {
		form_mistake(b, b->form->file, key->line, known->continued ?
		    "%s is not a number to go on with. Go on in %s.2, %s.3." :
		    "%s: %s cannot go on in a second key. Write it all in %s.",
		    key->name, known->key, known->key);
		return;
	}
	if (!key->value[strspn(key->value, " ")] &&
	    strcmp(known->key, "repeat") != 0)
		form_mistake(b, b->form->file, key->line,
		    "%s is empty. Write something, or take the line out.",
		    key->name);
	if (number >= 2 && !follows(ini, known->key, number))
		form_mistake(b, b->form->file, key->line,
		    "There is a gap before %s. Number them one after the "
		    "other: %s, %s.2, %s.3.", key->name, known->key,
		    known->key, known->key);
}

void
form_check_keys(struct form_builder *b, enum form_part part,
    const struct ini_section *ini)
{
	for (size_t i = 0; i < ini->key_count; i++)
		check_key(b, part, ini, &ini->keys[i]);
	for (size_t i = 0; i < form_key_count; i++) {
		const struct form_key *key = &form_keys[i];

		if ((key->required & part) && !ini_find(ini, key->key))
			form_mistake(b, b->form->file, ini->line,
			    "[%s] has no %s (%s). Add %s = \"...\".",
			    ini->name, key->key, key->about, key->key);
	}
}

/* The door lets dots and what begins with a digit through; an id has neither,
 * and two underscores join names in expressions. */
bool
form_check_id(struct form_builder *b, int line, const char *id)
{
	if (*id >= 'a' && *id <= 'z' && !strchr(id, '.') &&
	    !strstr(id, "__") &&
	    strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(id))
		return true;
	form_mistake(b, b->form->file, line,
	    "%s is not an id. Use small letters, digits and single _, "
	    "beginning with a letter.", id);
	return false;
}

/* Names that expressions and row tables keep for themselves. */
void
form_check_not_kept(struct form_builder *b, int line, const char *id)
{
	static const char *const kept[] = {
	    "row", "parent", "pos", "today", "choice"};

	for (size_t i = 0; i < ARRAY_LEN(kept); i++) {
		if (strcmp(id, kept[i]) == 0)
			form_mistake(b, b->form->file, line,
			    "%s means something else in expressions. Give "
			    "the field another id.", id);
	}
}

bool
form_flag(struct form_builder *b, const struct ini_section *ini,
    const char *key)
{
	const char *value = form_value(ini, key, "0");

	if (strcmp(value, "0") != 0 && strcmp(value, "1") != 0)
		form_mistake(b, b->form->file, form_line(ini, key),
		    "%s is \"%s\". Write 1 for yes, or take the line out.",
		    key, value);
	return strcmp(value, "1") == 0;
}

bool
form_flag_off(struct form_builder *b, const struct ini_section *ini,
    const char *key, bool other)
{
	const char *value = ini_value(ini, key);

	if (value && strcmp(value, "0") != 0)
		form_mistake(b, b->form->file, form_line(ini, key),
		    "%s is \"%s\". Write 0 for no, or take the line out.",
		    key, value);
	return value ? false : other;
}

/* A whole number from 1 to MOST; OTHER where nothing is said. */
int
form_count_of(struct form_builder *b, const struct ini_section *ini,
    const char *key, int least, int most, int other)
{
	const char *value = ini_value(ini, key);
	size_t len = value ? strlen(value) : 0;
	int number;

	if (!value)
		return other;
	number = len > 0 && len < 6 && strspn(value, "0123456789") == len ?
	    atoi(value) : -1;
	if (number < least || number > most) {
		form_mistake(b, b->form->file, form_line(ini, key),
		    "%s is \"%s\". Write a whole number from %d to %d.",
		    key, value, least, most);
		return other;
	}
	return number;
}

/* The bit of the LEN bytes at WORD; 0 if there is none such. */
static unsigned
audience_of(const char *word, size_t len)
{
	for (unsigned a = 1; a <= AUDIENCE_AGENCIES; a <<= 1) {
		const char *known = audience_word((enum audience)a);

		if (strncmp(known, word, len) == 0 && !known[len])
			return a;
	}
	return 0;
}

static void
unknown_audience(struct form_builder *b, int line, const char *word)
{
	struct suggest suggest;
	char hint[128];

	suggest_init(&suggest, word);
	for (unsigned a = 1; a <= AUDIENCE_AGENCIES; a <<= 1)
		suggest_offer(&suggest, audience_word((enum audience)a));
	suggest_write(&suggest, hint);
	form_mistake(b, b->form->file, line,
	    "%s is no audience.%s Use person, home, family, provider, "
	    "finance, approver, agencies.", word, hint);
}

/* The bits that audience names; 0 where nothing is said. */
unsigned
form_audience(struct form_builder *b, const struct ini_section *ini,
    bool restricted)
{
	const struct ini_key *key = ini_find(ini, "audience");
	int line = key ? key->line : ini->line;
	unsigned bits = 0;
	size_t len;

	for (const char *at = key ? key->value : ""; next_word(&at, &len);
	     at += len) {
		unsigned bit = audience_of(at, len);

		bits |= bit;
		if (!bit)
			unknown_audience(b, line,
			    arena_strndup(&b->set->arena, at, len));
	}
	if (restricted && (bits & ~(unsigned)AUDIENCE_AGENCIES))
		form_mistake(b, b->form->file, line,
		    "What is restricted, or stands in a restricted repeat, is "
		    "for the agencies only. Take out audience, or "
		    "restricted.");
	return bits ? bits | AUDIENCE_AGENCIES : 0;
}

/* Is NAME the LEN bytes of KEY, or these and a dot and more? */
static bool
goes_on(const char *name, const char *key, size_t len)
{
	return *name == *key && strncmp(name, key, len) == 0 &&
	    (!name[len] || name[len] == '.');
}

/* KEY, KEY.2, KEY.3 ... as paragraphs. */
const char *const *
form_paragraphs(struct form_builder *b, const struct ini_section *ini,
    const char *key)
{
	size_t len = strlen(key), most = 0, count = 0, base;
	const char **texts;

	if (!ini_find(ini, key))
		return nothing;
	for (size_t i = 0; i < ini->key_count; i++)
		most += goes_on(ini->keys[i].name, key, len);
	texts = arena_alloc(&b->set->arena, (most + 1) * sizeof *texts);
	for (size_t i = 0; i < ini->key_count; i++) {
		const struct ini_key *k = &ini->keys[i];
		int number;

		if (!goes_on(k->name, key, len))
			continue;
		number = key_number(k->name, &base);
		if (number < 0)
			continue;
		if (number > (int)count + 1 && follows(ini, key, number))
			form_mistake(b, b->form->file, k->line,
			    "%s stands out of order. Put %s, %s.2, %s.3 one "
			    "after the other.", k->name, key, key, key);
		texts[count++] = k->value;
	}
	return texts;
}

/* KEY, KEY.2 ... joined with spaces, or NULL. */
const char *
form_joined(struct form_builder *b, const struct ini_section *ini,
    const char *key)
{
	const char *const *parts = form_paragraphs(b, ini, key);
	struct buf buf;
	const char *text;

	if (!parts[0] || !parts[1])
		return parts[0];
	buf_init(&buf);
	for (size_t i = 0; parts[i]; i++) {
		if (i > 0)
			buf_add_char(&buf, ' ');
		buf_add(&buf, parts[i]);
	}
	text = arena_strdup(&b->set->arena, buf.data);
	buf_clear(&buf);
	return text;
}
