/* The letter with the reasons: what was asked for and not agreed, or not in full
 * (practice.md F47), said to the person. */
#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/buf.h"

#define REPEAT_ITEM LETTER_REPEAT
#define QUESTION_DECISION "asked.decision"

/* What the letter says, in its own words, and what where nobody wrote it; NULL:
 * then it says nothing. */
static const struct {
	const char *field, *says, *missing;
} parts[] = {
	{ "asked.wish", "What you asked for", "It has not been written down." },
	{ QUESTION_DECISION, "What was decided", "Nothing has been decided." },
	{ "asked.decided_by", "Who decided", "It has not been written down." },
	{ "asked.decided_on", "When", "It has not been written down." },
	{ "asked.reason", "Why",
	    "No reason has been written down. You have a right to one." },
	{ "asked.rule", "The rule it was decided by, and whose rule it is",
	    "No rule was named." },
	{ "asked.other_ways", "Other ways that were looked at", NULL },
	{ "asked.instead", "What was offered instead", "Nothing." },
	{ "asked.answer", "What you say to that", NULL },
	{ "asked.challenge", "How you can challenge it, and by when",
	    "It has not been written down. Ask for it: you can always ask for "
	    "a decision to be looked at again." },
	{ "asked.letter_on", "This letter was given to you on", NULL },
};

size_t
letter_items(const struct plan *plan, const struct uid **rows)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), REPEAT_ITEM);

	*rows = NULL;
	if (repeat == NULL || !plan_section_shown(plan, repeat->section) ||
	    !plan_repeat_shown(plan, repeat, &UID_NONE))
		return 0;
	return plan_rows(plan, repeat, &UID_NONE, rows);
}

static void
add_greeting(struct builder *builder)
{
	const struct field *field = page_field(builder, "about_me.name_pref");
	const char *name = page_text(builder, field, &UID_NONE);
	struct buf text;

	buf_init(&text);
	if (name[0] == '\0')
		name = plan_identity(builder->plan)->name;
	if (name[0] != '\0') {
		buf_addf(&text, "Dear %s,", name);
		builder_text(builder, BLOCK_PARAGRAPH, text.data);
	}
	buf_clear(&text);
	builder_text(builder, BLOCK_PARAGRAPH,
	    "You asked for something that was not agreed, or not in full. "
	    "This letter says what was decided, by whom and why, and what you "
	    "can do if you do not agree.");
}

static void
add_item(struct builder *builder, const struct uid *item)
{
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		const struct field *field =
		    page_field(builder, parts[i].field);
		const char *text = page_text(builder, field, item);

		if (field == NULL)
			continue;
		if (text[0] == '\0' || strcmp(text, NOT_ANSWERED) == 0)
			text = parts[i].missing;
		if (text != NULL)
			builder_answer(builder, parts[i].says, text,
			    field->own_words);
	}
}

static void
add_sender(struct builder *builder)
{
	static const struct ask sign = { .number = "", .hint = "", .now = "",
		.unit = "", .lines = 2 };

	builder_heading(builder, LEVEL_FORM, "If you do not agree");
	builder_text(builder, BLOCK_PARAGRAPH,
	    "Please tell us. You can ask for a decision to be looked at "
	    "again. Somebody you trust, or an advocate, can help you. You can "
	    "also ask for this letter in another way: read out to you, in "
	    "large print, in Easy Read or in your language.");
	builder_heading(builder, LEVEL_FORM, "From");
	page_answer(builder, "purpose.coordinator");
	page_answer(builder, "purpose.coordinator_phone");
	page_answer(builder, "purpose.coordinator_email");
	builder_ask(builder, "Name, signature and date", &sign);
}

/* Several things are numbered; one alone is not. */
static void
item_heading(struct builder *builder, size_t number, size_t count)
{
	struct buf text;

	if (count == 1)
		return;
	buf_init(&text);
	buf_addf(&text, "What you asked for, %zu of %zu", number, count);
	builder_heading(builder, LEVEL_FORM, text.data);
	buf_clear(&text);
}

static bool
decided(const struct builder *builder, const struct uid *item)
{
	return page_value(builder, page_field(builder, QUESTION_DECISION),
		   item) != NULL;
}

/* CHOSEN: it is about these, decided or not; else about those that are. */
static void
add_letter(struct builder *builder, const struct uid *items, size_t count,
    bool chosen)
{
	size_t number = 0, all = 0;

	for (size_t i = 0; i < count; i++)
		all += chosen || decided(builder, &items[i]);
	if (page_repeat(builder, REPEAT_ITEM) == NULL || all == 0) {
		builder_text(builder, BLOCK_PARAGRAPH,
		    "There is nothing on this copy that was asked for and not "
		    "agreed.");
		return;
	}
	add_greeting(builder);
	for (size_t i = 0; i < count; i++) {
		if (!chosen && !decided(builder, &items[i]))
			continue;
		item_heading(builder, ++number, all);
		add_item(builder, &items[i]);
	}
	add_sender(builder);
}

void
page_letter(struct builder *builder)
{
	const struct uid *items;
	size_t count = letter_items(builder->plan, &items);

	add_letter(builder, items, count, false);
}

struct report *
report_letter(struct plan *plan, enum audience audience,
    const struct uid *viewer, const struct uid *item)
{
	struct builder builder;

	builder_init(&builder, plan, audience, viewer);
	builder.report->page = PAGE_LETTER;
	add_letter(&builder, item, 1, true);
	return builder_finish(&builder, page_title(PAGE_LETTER));
}
