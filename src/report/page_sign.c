/* The page that people sign in ink. It says nothing of what is in the plan, which
 * they read first: the words at its foot say which plan that was. */
#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/alloc.h"
#include "plan/signature.h"
#include "plan/stage.h"

#define MORE_SIGNERS 2 /* room for people who are not named yet */

/* --- what everybody is asked --- */

#define QUESTION_AGREES "agree.agrees"

static const char *const agreeing[] = { "Yes", "With a part of it", "No" };

static const struct {
	const char *question, *hint;
	int lines;
} asks[] = {
	{ "What you do not agree with, or want to say with it",
	    "Only if you want to.", 2 },
	{ "Your name, signature or mark", "", 1 },
	{ "The day", "", 1 },
	{ "Who was there, or read it back to you", "Name and job.", 1 },
};

static void
ask_agrees(struct builder *builder)
{
	const struct field *field = page_field(builder, QUESTION_AGREES);
	struct ask ask = {
		.number = "",
		.hint = "",
		.now = "",
		.unit = "",
		.choices = agreeing,
		.choice_count = ARRAY_LEN(agreeing),
	};
	struct easy *easy = NULL;

	if (field != NULL && field->easy[0] != NULL) {
		easy = arena_alloc(&builder->report->arena, sizeof *easy);
		*easy = *easy_of(builder, field, NULL);
		easy->choices = agreeing;
		easy->choice_count = easy->ticked = ARRAY_LEN(agreeing);
	}
	builder_ask_easy(builder, "Do you agree with this plan?", &ask, easy);
}

/* --- what each says for themselves, in the words of the forms --- */

/* The person's own statements are all in this section; others say one thing. */
#define SECTION_MINE   "agree.mine"
#define QUESTION_TASK  "agree.helper_says"
#define QUESTION_WORKER "agree.worker_says"

static const struct {
	const char *role, *question;
} sayings[] = {
	{ "family", QUESTION_TASK },
	{ "provider", QUESTION_TASK },
	{ "nurse", QUESTION_WORKER },
	{ "coordinator", QUESTION_WORKER },
};

/* FIELD to be answered by hand; QUESTION is how it reads. */
static void
ask_field(struct builder *builder, const struct field *field,
    const char *question)
{
	const struct choice_list *list = field->list;
	const char **labels = arena_alloc(&builder->report->arena,
	    list->count * sizeof *labels);
	struct ask ask = {
		.number = "",
		.hint = "",
		.now = "",
		.unit = "",
		.choices = labels,
		.choice_count = list->count,
	};

	for (size_t i = 0; i < list->count; i++)
		labels[i] = list->choices[i].label;
	builder_ask_easy(builder, question, &ask,
	    easy_of(builder, field, NULL));
}

/* Is it one of the sentences that the person is asked about by hand? How it was
 * to plan, and what lies behind "more", is not. */
static bool
is_statement(const struct field *field)
{
	return field != NULL && field->kind == FIELD_CHOICE && field->across &&
	    !field->more && field->easy[0] != NULL;
}

static void
ask_statements(struct builder *builder)
{
	const struct section *section =
	    form_set_section(plan_forms(builder->plan), SECTION_MINE);

	for (size_t i = 0; section != NULL && i < section->item_count; i++) {
		const struct field *field = section->items[i].field;

		if (is_statement(field) &&
		    page_field(builder, field->name) != NULL)
			ask_field(builder, field, field->label);
	}
}

/* What somebody of ROLE is asked besides; false: nothing. */
static bool
ask_saying(struct builder *builder, const char *role)
{
	for (size_t i = 0; i < ARRAY_LEN(sayings); i++) {
		const struct field *field;

		if (strcmp(sayings[i].role, role) != 0)
			continue;
		field = page_field(builder, sayings[i].question);
		if (field == NULL || field->easy[0] == NULL)
			return false;
		ask_field(builder, field, easy_said(builder, field));
		return true;
	}
	return false;
}

static void
add_signer(struct builder *builder, const char *who, const char *role)
{
	builder_heading(builder, LEVEL_SECTION, who);
	if (strcmp(role, "person") == 0)
		ask_statements(builder);
	if (!ask_saying(builder, role))
		ask_agrees(builder);
	for (size_t i = 0; i < ARRAY_LEN(asks); i++)
		builder_ask(builder, asks[i].question,
		    &(struct ask){
			.number = "",
			.hint = asks[i].hint,
			.now = "",
			.unit = "",
			.lines = asks[i].lines,
		    });
}

/* --- who signs --- */

/* May the reader know who is waited for? Signatures are about the plan, so this
 * does not ask whether they are part of what is signed. */
static bool
names_meant(const struct builder *builder)
{
	const struct field *field = form_set_field(
	    plan_forms(builder->plan), SIGNATURE_NAME);

	return field && (field->audience & builder->reader.wanted) != 0;
}

static bool
is_person(const struct signature *one)
{
	return strcmp(one->role_code, "person") == 0 ||
	    strcmp(one->role_code, "attorney") == 0;
}

static void
add_waiting(struct builder *builder, const struct signature_list *list)
{
	struct buf who;

	buf_init(&who);
	for (size_t i = 0; i < list->count; i++) {
		const struct signature *one = &list->items[i];

		if (!signature_waits(one) || one->state == SIGNATURE_KEY_DUE)
			continue;
		buf_reset(&who);
		buf_add(&who, one->name);
		if (*one->role)
			buf_addf(&who, "%s%s", who.len > 0 ? ", " : "",
			    one->role);
		add_signer(builder, who.data, one->role_code);
	}
	buf_clear(&who);
}

static void
add_before(struct builder *builder)
{
	static const char *const read[] = {
		"Read the plan first.",
		"Someone can read it to you.",
		"Look at the words at the bottom of the plan.",
		"They are the same as on this page.",
	};
	static const char *const answer[] = {
		"You can say yes, or no, or no to a part.",
		"You do not have to say why.",
		"You can change your mind at any time.",
		"You have a right to support if you do not sign.",
	};

	builder_heading(builder, LEVEL_FORM, "Before you sign");
	builder_text_easy(builder,
	    "Read the plan first, or have it read to you. At its foot it has "
	    "the same words as this page: then it is the same plan.",
	    read, ARRAY_LEN(read));
	builder_text_easy(builder,
	    "Answer for yourself. No, or a part, is as good an answer as yes, "
	    "and you need not say why. You may change your mind at any time. "
	    "Signing takes nobody's duties away, and is not needed to have a "
	    "right to support.",
	    answer, ARRAY_LEN(answer));
}

void
page_sign(struct builder *builder)
{
	const struct plan_stage *stage = plan_stage(builder->plan);
	struct signature_list list;
	bool person = stage->by_person;

	add_before(builder);
	builder_heading(builder, LEVEL_FORM, "Who signs");
	plan_signatures(builder->plan, stage->sealed ? &stage->seal : NULL,
	    &list);
	for (size_t i = 0; i < list.count; i++)
		person = person || is_person(&list.items[i]);
	if (!person)
		add_signer(builder,
		    "The person, or somebody who may act for them", "person");
	if (names_meant(builder))
		add_waiting(builder, &list);
	for (int i = 0; i < MORE_SIGNERS; i++)
		add_signer(builder,
		    i == 0 ? "Somebody else" : "And somebody else", "");
	signature_list_clear(&list);
}
