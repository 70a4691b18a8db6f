#include "config.h"

#include "form/form_keys.h"

#include <string.h>

#include "base/alloc.h"

#define ASKED (PART_SECTION | PART_REPEAT | PART_FIELD)
#define NEEDED (PART_REPEAT | PART_FIELD)

const struct form_key form_keys[] = {
	{"id", PART_FORM, PART_FORM, false,
	    "what the names of all that is in it begin with"},
	{"title", PART_FORM | PART_SECTION | PART_REPEAT,
	    PART_FORM | PART_SECTION | PART_REPEAT, false,
	    "what is read out at the top"},
	{"version", PART_FORM, PART_FORM, false,
	    "a whole number, one more with every change"},
	{"singular", PART_REPEAT, PART_REPEAT, false,
	    "what one of them is called, as in Add a ..."},
	{"type", PART_FIELD, PART_FIELD, false, "what it takes"},
	{"label", PART_FIELD, PART_FIELD, false,
	    "the question as it is read out"},
	{"hint", ASKED, 0, false, "one line under the label or the title"},
	{"help", PART_FIELD, 0, true,
	    "what the field is for; each of help.2, help.3 is a paragraph"},
	{"easy", PART_FIELD, 0, true,
	    "the label in easy read: one sentence, of 12 words at most"},
	{"example", PART_FIELD, 0, false, "an answer as it might be"},
	{"source", PART_FIELD, 0, false, "the law or standard behind it"},
	{"who", PART_FIELD, 0, false, "who usually answers it"},
	{"choices", PART_FIELD, 0, false,
	    "the list of a choice: its id, or FORM.ID of another form's"},
	{"link", PART_FIELD, 0, false,
	    "the repeat whose rows a link names: FORM.REPEAT"},
	{"brief", PART_FIELD, 0, false,
	    "a word or two for a table's column; else the label"},
	{"unit", PART_FIELD, 0, false, "what the figure counts: hours a week"},
	{"max", PART_FIELD, 0, false,
	    "the widest sensible answer in columns"},
	{"repeat", PART_FIELD, 0, false,
	    "the repeat it and those after it stand in; \"\" is the section"},
	{"was", PART_FIELD, 0, false, "its name in older forms"},
	{"in", PART_REPEAT, 0, false,
	    "the repeat of this form whose rows its rows stand in"},
	{"summary", PART_REPEAT, 0, false,
	    "the fields its table shows; nothing said: the first three"},
	{"each", PART_REPEAT, 0, false,
	    "with in: its link; a new row begins with one for each row that "
	    "the link may name"},
	{"copies", PART_FIELD, 0, false,
	    "in a table that begins with rows by each: the field of the row "
	    "that the link names whose answer it begins with, and keeps"},
	{"rows", PART_REPEAT, 0, false, "how many rows there should be; nothing said: 1"},
	{"kinds", PART_FORM | ASKED, 0, false,
	    "the kinds of plan that it shows for; nothing said: all; with a "
	    "hyphen in front (-pool): all but those"},
	{"need", NEEDED, 0, false,
	    "by when: visit sign pay review never, or KIND:WHEN where kinds "
	    "differ; nothing said: never"},
	{"audience", NEEDED, 0, false,
	    "who may see it: person home family provider finance approver "
	    "agencies; nothing said: agencies only, and for a repeat those of "
	    "its fields"},
	{"restricted", NEEDED, 0, false,
	    "1: safeguarding, safe contact, staff safety; for agencies only"},
	{"third_party", PART_FIELD, 0, false, "1: said by somebody else"},
	{"own_words", PART_FIELD, 0, false,
	    "1: the person's own words, shown first"},
	{"quiet", PART_FIELD, 0, false,
	    "1: not printed on the copies for the person, home and the family, "
	    "where another figure or table says the same"},
	{"more", PART_FIELD, 0, false, "1: behind \"more\" on its screen"},
	{"sealed", PART_FORM | PART_SECTION | PART_FIELD, 0, false,
	    "0: about the plan, not of it, such as signatures, notes and how "
	    "it went; it is not part of what is signed"},
	{"relevant", PART_FORM | ASKED, 0, true,
	    "expression: is it asked at all?"},
	{"readonly", PART_FIELD, 0, true, "expression: may it not be changed?"},
	{"constraint", PART_FIELD, 0, true,
	    "expression: does the answer hold?"},
	{"constraint_message", PART_FIELD, 0, true,
	    "what is said when it does not"},
	{"advice", PART_FIELD, 0, true,
	    "expression: as one would expect? It only warns"},
	{"advice_message", PART_FIELD, 0, true,
	    "what is said when it is not"},
	{"appearance", PART_FIELD, 0, false,
	    "across: its choices stand side by side"},
	{"calculate", PART_FIELD, 0, true, "expression: its value"},
	{"default", PART_FIELD, 0, true,
	    "expression: its value until somebody answers"},
	{"choice_filter", PART_FIELD, 0, true,
	    "expression: is :choice offered?"},
};
const size_t form_key_count = ARRAY_LEN(form_keys);

const char *
form_part_word(enum form_part part)
{
	static const char *const words[FORM_PART_COUNT] = {
	    "form", "section", "repeat", "field", "choices"};

	for (int i = 0; i < FORM_PART_COUNT; i++) {
		if (part & (1 << i))
			return words[i];
	}
	return "";
}

const struct form_key *
form_key_find(enum form_part part, const char *key, size_t len)
{
	for (size_t i = 0; i < form_key_count; i++) {
		const struct form_key *k = &form_keys[i];

		/* most differ in their first letter */
		if (*k->key == *key && (k->parts & part) &&
		    strncmp(k->key, key, len) == 0 && !k->key[len])
			return k;
	}
	return NULL;
}
