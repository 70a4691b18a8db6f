#include "config.h"

#include "report/access.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/jot.h"
#include "plan/statement.h"
#include "report/report_private.h"

#define TAKEN_OUT "(taken out)"

const char *const access_words[ACCESS_DECISION_COUNT] = {
	[ACCESS_OPEN] = "",
	[ACCESS_DISCLOSE] = "disclose",
	[ACCESS_REDACT] = "redact",
	[ACCESS_REFUSE] = "refuse",
};

/* --- what there is --- */

struct search {
	const struct plan *plan;
	struct access_list *list;
};

static void
look_at_field(void *data, const struct field *field, const struct uid *row,
    const char *where)
{
	const struct search *search = data;
	struct access_list *list = search->list;
	struct access_item item;
	struct field_state state;
	struct buf text;

	plan_field(search->plan, field, row, &state);
	if (!state.answered || state.taken_out || about_field(field) ||
	    (field->repeat != NULL &&
		strcmp(field->repeat->name, ACCESS_DECIDED) == 0))
		return;
	buf_init(&text);
	plan_show_value(search->plan, field, state.answer, &text);
	item = (struct access_item){
		.field = field,
		.row = *row,
		.where = xstrdup(where),
		.answer = buf_take(&text),
		.restricted = field_restricted(field) ||
		    jot_restricted(search->plan, field->repeat, row),
		.third_party = field->third_party,
		.set_aside = !state.relevant ||
		    !plan_section_shown(search->plan, field->section),
		.reason = xstrdup(""),
		.instead = xstrdup(""),
	};
	if (!access_marked(&item))
		item.decision = ACCESS_DISCLOSE;
	ARRAY_GROW(list->items, list->count, list->cap);
	list->items[list->count++] = item;
}

void
access_list_make(struct plan *plan, struct access_list *out)
{
	struct search search = { .plan = plan, .list = out };

	*out = (struct access_list){ 0 };
	report_walk(plan, look_at_field, &search);
}

void
access_clear(struct access_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		free(list->items[i].where);
		free(list->items[i].answer);
		free(list->items[i].reason);
		free(list->items[i].instead);
	}
	free(list->items);
	*list = (struct access_list){ 0 };
}

bool
access_marked(const struct access_item *item)
{
	return item->restricted || item->third_party;
}

const char *
access_lacks(const struct access_item *item)
{
	if (item->apart)
		return "Two people decided apart. Settle which one stands.";
	if (item->changed)
		return "The answer has changed since it was decided. Look at "
		       "it again.";
	if (item->decision == ACCESS_OPEN)
		return "Nobody has decided about it. Write disclose, redact "
		       "or refuse.";
	if (item->reason[0] != '\0')
		return NULL;
	if (item->decision != ACCESS_DISCLOSE)
		return "It is not given in full, so it needs a reason.";
	if (access_marked(item))
		return "It is restricted or was said by somebody else. If it "
		       "is given all the same, write the reason.";
	return NULL;
}

size_t
access_left(const struct access_list *list)
{
	size_t left = 0;

	for (size_t i = 0; i < list->count; i++)
		left += access_lacks(&list->items[i]) != NULL;
	return left;
}

void
access_marks(const struct access_item *item, struct buf *out)
{
	const struct {
		bool is;
		const char *text;
	} marks[] = {
		{ item->restricted, withheld_phrase(WITHHELD_RESTRICTED) },
		{ item->third_party, withheld_phrase(WITHHELD_THIRD_PARTY) },
		{ item->set_aside, "set aside" },
	};
	size_t start = out->len;

	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (marks[i].is)
			buf_addf(out, "%s%s", out->len > start ? "; " : "",
			    marks[i].text);
}

/* --- the copy --- */

/* Says the same on every copy: whether anything was left out is no part of it. */
static void
add_about(struct builder *builder)
{
	builder_text(builder, BLOCK_PARAGRAPH,
	    "You asked for what is written about you. This is what is written "
	    "in your support plan and in the notes for it. The law says that "
	    "some things may be left out: what somebody else said in "
	    "confidence, or what could do serious harm to somebody.");
	builder_text(builder, BLOCK_PARAGRAPH,
	    "If you think that something is missing or wrong, please say so. "
	    "You can ask for it to be put right, or for your own words to be "
	    "put beside it. You can ask for the decision to be looked at "
	    "again, and you can complain to the Information Commissioner.");
	builder_text(builder, BLOCK_PARAGRAPH,
	    "Answers that were changed later are kept too. You can ask for "
	    "them.");
}

static const char *
shown_of(const struct access_item *item)
{
	if (item->decision == ACCESS_DISCLOSE)
		return item->answer;
	return item->instead[0] != '\0' ? item->instead : TAKEN_OUT;
}

/* What stands above ITEM and did not above the one BEFORE it (NULL: none). A row
 * has no number, which would count those that are not here. */
static void
add_headings(struct builder *builder, const struct access_item *item,
    const struct access_item *before)
{
	const struct field *field = item->field;
	const struct field *last = before != NULL ? before->field : NULL;
	bool new_form = last == NULL || last->form != field->form;
	bool new_section = last == NULL || last->section != field->section;
	struct buf text;

	if (new_form)
		builder_heading(builder, LEVEL_FORM, field->form->title);
	if (new_section)
		builder_heading(builder, LEVEL_SECTION, field->section->title);
	if (field->repeat == NULL ||
	    (!new_section && uid_equal(&item->row, &before->row)))
		return;
	buf_init(&text);
	buf_add(&text, field->repeat->singular);
	if (text.data[0] >= 'a' && text.data[0] <= 'z')
		text.data[0] = (char)(text.data[0] - 'a' + 'A');
	builder_heading(builder, LEVEL_ROW, builder_copy(builder, text.data));
	buf_clear(&text);
}

static const struct access_item *
find_item(const struct access_list *list, const struct field *field,
    const struct uid *row)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].field == field &&
		    uid_equal(&list->items[i].row, row))
			return &list->items[i];
	return NULL;
}

/* What is said against ITEM stands beside it, as far as that is given itself. */
static void
add_statements(struct builder *builder, const struct access_list *list,
    const struct access_item *item)
{
	struct statement *said;
	size_t count = plan_statements(builder->plan, item->field, &item->row,
	    &said);

	for (size_t i = 0; i < count; i++) {
		const struct access_item *words = find_item(list,
		    statement_words(builder->plan, said[i].repeat),
		    &said[i].row);
		struct buf head;

		if (words == NULL || (words->decision != ACCESS_DISCLOSE &&
					 words->decision != ACCESS_REDACT))
			continue;
		buf_init(&head);
		statement_say(builder->plan, &said[i], &head);
		builder_answer(builder, head.data, shown_of(words), true);
		buf_clear(&head);
	}
	free(said);
}

struct report *
report_access(struct plan *plan, const struct access_list *list)
{
	const struct access_item *before = NULL;
	struct builder builder;

	builder_init(&builder, plan, AUDIENCE_PERSON, NULL);
	add_about(&builder);
	for (size_t i = 0; i < list->count; i++) {
		const struct access_item *item = &list->items[i];

		if (item->decision != ACCESS_DISCLOSE &&
		    item->decision != ACCESS_REDACT)
			continue;
		add_headings(&builder, item, before);
		before = item;
		builder_answer(&builder, item->field->label, shown_of(item),
		    item->field->own_words);
		add_statements(&builder, list, item);
	}
	return builder_finish(&builder, ACCESS_TITLE);
}
