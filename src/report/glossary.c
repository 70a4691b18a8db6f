/* What some words mean: on the copies for the person, home and the family, and only
 * the words that are on the copy (practice.md F42). */
#include "config.h"

#include "report/report_private.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* By the alphabet. Letters that stand for words are looked for as they are. */
static const struct {
	const char *word, *says;
	bool exact;
} words[] = {
	{ "Advance decision",
	    "Something you write down now about a treatment that you do not "
	    "want later. Doctors must follow it if it fits.", false },
	{ "Advocate",
	    "Somebody who is on your side and helps you to say what you want. "
	    "They do not work for the council or the NHS.", false },
	{ "Attorney",
	    "Somebody you chose, in writing, to decide for you if you cannot.",
	    false },
	{ "Best interests",
	    "What is best for you, when you cannot decide something yourself. "
	    "What you want and feel comes first.", false },
	{ "Care Act",
	    "The law that says what help councils in England must give to "
	    "adults and to carers.", false },
	{ "CHC",
	    "NHS Continuing Healthcare: care that the NHS pays for in full.",
	    true },
	{ "Checklist",
	    "A short list of questions that says whether the NHS should look "
	    "fully at who pays for your care.", false },
	{ "Decision Support Tool",
	    "The long form in which health and care workers write down your "
	    "needs, to see whether the NHS pays for all of your care.",
	    false },
	{ "Deputy",
	    "Somebody whom a court chose to decide for you about some things.",
	    false },
	{ "DFG",
	    "Disabled Facilities Grant: council money to change a home.",
	    true },
	{ "Direct payment",
	    "Money for your support that is paid to you, or to somebody you "
	    "choose, so that you arrange the support yourselves.", false },
	{ "Disabled Facilities Grant",
	    "Money from the council to change a home so that a disabled person "
	    "can live in it.", false },
	{ "DST",
	    "Decision Support Tool: a long form about your needs, to see who "
	    "pays for your care.", true },
	{ "ICB",
	    "Integrated Care Board: the part of the NHS that pays for health "
	    "care where you live.", true },
	{ "Individual service fund",
	    "Money for your support that a provider looks after for you. You "
	    "say what it is spent on.", false },
	{ "Integrated Care Board",
	    "The part of the NHS that pays for health care where you live.",
	    false },
	{ "NHS Continuing Healthcare",
	    "Care that the NHS pays for in full, because most of what you need "
	    "is about your health.", false },
	{ "Personal assistant",
	    "Somebody who is paid to support you in the way you say.", false },
	{ "Personal budget",
	    "The money that it costs the council to meet your needs.", false },
	{ "Personal health budget",
	    "Money from the NHS for your health and wellbeing. You help to "
	    "decide how it is spent.", false },
	{ "Power of attorney",
	    "A paper in which you say who may decide for you if you cannot.",
	    false },
	{ "ReSPECT",
	    "A form that says what care you would like in an emergency.",
	    true },
	{ "Section 117",
	    "The part of a law that gives free help after some stays in "
	    "hospital under the Mental Health Act.", false },
	{ "Top-up",
	    "Money that somebody pays on top, for a dearer home or help than "
	    "the budget covers.", false },
};

static bool
is_word(char c)
{
	return isalnum((unsigned char)c) || (unsigned char)c >= 0x80;
}

#define WORD_COUNT (sizeof words / sizeof *words)

/* Which of them are on the copy. They stand by the alphabet, so those of one letter
 * are found by it. */
struct search {
	bool on[WORD_COUNT];
	size_t of_letter[27]; /* the first of A, of B and so on; the end */
};

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static void
begin_search(struct search *found)
{
	size_t at = 0;

	memset(found, 0, sizeof *found);
	for (int letter = 0; letter < 27; letter++) {
		while (at < WORD_COUNT &&
		    lower(words[at].word[0]) - 'a' < letter)
			at++;
		found->of_letter[letter] = at;
	}
}

/* Does the word AT, or more than one of it, begin at TEXT? */
static bool
stands_at(const char *text, size_t at)
{
	const char *word = words[at].word;
	size_t len = strlen(word);

	if ((words[at].exact ? strncmp(text, word, len)
			     : strncasecmp(text, word, len)) != 0)
		return false;
	return !is_word(text[len]) ||
	    (text[len] == 's' && !is_word(text[len + 1]));
}

/* TEXT may be NULL. */
static void
search_text(struct search *found, const char *text)
{
	bool inside = false; /* a word */

	for (; text != NULL && *text != '\0'; text++) {
		int letter = lower(*text) - 'a';

		if (!inside && letter >= 0 && letter < 26)
			for (size_t i = found->of_letter[letter];
			     i < found->of_letter[letter + 1]; i++)
				found->on[i] =
				    found->on[i] || stands_at(text, i);
		inside = is_word(*text);
	}
}

static void
search_table(struct search *found, const struct table *table)
{
	search_text(found, table->caption);
	for (size_t c = 0; c < table->columns; c++)
		search_text(found, table->header[c]);
	for (size_t i = 0; i < table->rows * table->columns; i++)
		search_text(found, table->cells[i]);
}

static void
search_report(struct search *found, const struct report *report)
{
	for (size_t i = 0; i < report->count; i++) {
		const struct block *block = &report->blocks[i];

		if (block->kind == BLOCK_TABLE) {
			search_table(found, &block->table);
			continue;
		}
		search_text(found, block->text);
		search_text(found, block->answer);
	}
}

void
report_glossary(struct builder *builder)
{
	const struct report *report = builder->report;
	const unsigned own_side =
	    AUDIENCE_PERSON | AUDIENCE_HOME | AUDIENCE_FAMILY;
	static const char *const header[] = { "Word", "What it means" };
	struct draft table = { .table = { .caption = "What some words mean",
		.header = header, .columns = 2 } };
	struct search found;

	if (!report->whole || ((unsigned)report->audience & own_side) == 0)
		return;
	builder_heading(builder, LEVEL_FORM, "What some words mean");
	begin_search(&found);
	search_report(&found, report);
	for (size_t i = 0; i < WORD_COUNT; i++)
		if (found.on[i])
			draft_row(builder, &table,
			    (const char *const[]){ words[i].word,
				words[i].says });
	(void)draft_finish(builder, &table);
	builder_heading(builder, LEVEL_FORM, NULL);
}
