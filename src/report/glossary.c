/* What some words mean: on the copies for the person, home and the family, and only
 * the words that are on the copy (practice.md F42). */
#include "config.h"

#include "report/report_private.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"

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

/* Is WORD, or more than one of it, in TEXT (may be NULL)? */
static bool
has_word(const char *text, const char *word, bool exact)
{
	size_t len = strlen(word);

	for (const char *at = text; at != NULL && *at != '\0'; at++) {
		if ((at > text && is_word(at[-1])) ||
		    (exact ? strncmp(at, word, len)
			   : strncasecmp(at, word, len)) != 0)
			continue;
		if (!is_word(at[len]) ||
		    (at[len] == 's' && !is_word(at[len + 1])))
			return true;
	}
	return false;
}

static bool
table_has(const struct table *table, const char *word, bool exact)
{
	for (size_t c = 0; c < table->columns; c++)
		if (has_word(table->header[c], word, exact))
			return true;
	for (size_t i = 0; i < table->rows * table->columns; i++)
		if (has_word(table->cells[i], word, exact))
			return true;
	return has_word(table->caption, word, exact);
}

static bool
block_has(const struct block *block, const char *word, bool exact)
{
	if (block->kind == BLOCK_TABLE)
		return table_has(&block->table, word, exact);
	return has_word(block->text, word, exact) ||
	    has_word(block->answer, word, exact);
}

/* On the first COUNT blocks of the report. */
static bool
report_has(const struct report *report, size_t count, const char *word,
    bool exact)
{
	for (size_t i = 0; i < count; i++)
		if (block_has(&report->blocks[i], word, exact))
			return true;
	return false;
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
	size_t count = report->count;

	if (!report->whole || ((unsigned)report->audience & own_side) == 0)
		return;
	builder_heading(builder, LEVEL_FORM, "What some words mean");
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (report_has(report, count, words[i].word, words[i].exact))
			draft_row(builder, &table,
			    (const char *const[]){ words[i].word,
				words[i].says });
	(void)draft_finish(builder, &table);
	builder_heading(builder, LEVEL_FORM, NULL);
}
