/* The page that people sign in ink. It says nothing of what is in the plan, which
 * they read first: the words at its foot say which plan that was. */
#include "config.h"

#include "report/report_private.h"

#include <string.h>

#include "base/alloc.h"
#include "plan/signature.h"
#include "plan/stage.h"

#define MORE_SIGNERS 2 /* room for people who are not named yet */

static const struct {
	const char *question, *hint;
	int lines;
	bool choose;
} asks[] = {
	{ "Do you agree with this plan?", "", 0, true },
	{ "What you do not agree with, or want to say with it",
	    "Only if you want to.", 2, false },
	{ "Your name, signature or mark", "", 1, false },
	{ "The day", "", 1, false },
	{ "Who was there, or read it back to you", "Name and job.", 1, false },
};

static void
add_signer(struct builder *builder, const char *who)
{
	static const char *const choices[] = { "Yes", "With a part of it",
		"No" };

	builder_heading(builder, LEVEL_SECTION, who);
	for (size_t i = 0; i < ARRAY_LEN(asks); i++) {
		struct ask ask = {
			.number = "",
			.hint = asks[i].hint,
			.now = "",
			.unit = "",
			.lines = asks[i].lines,
		};

		if (asks[i].choose) {
			ask.choices = choices;
			ask.choice_count = ARRAY_LEN(choices);
		}
		builder_ask(builder, asks[i].question, &ask);
	}
}

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
		add_signer(builder, who.data);
	}
	buf_clear(&who);
}

void
page_sign(struct builder *builder)
{
	const struct plan_stage *stage = plan_stage(builder->plan);
	struct signature_list list;
	bool person = stage->by_person;

	builder_heading(builder, LEVEL_FORM, "Before you sign");
	builder_text(builder, BLOCK_PARAGRAPH,
	    "Read the plan first, or have it read to you. At its foot it has "
	    "the same words as this page: then it is the same plan.");
	builder_text(builder, BLOCK_PARAGRAPH,
	    "Answer for yourself. No, or a part, is as good an answer as yes, "
	    "and you need not say why. You may change your mind at any time. "
	    "Signing takes nobody's duties away, and is not needed to have a "
	    "right to support.");
	builder_heading(builder, LEVEL_FORM, "Who signs");
	plan_signatures(builder->plan, stage->sealed ? &stage->seal : NULL,
	    &list);
	for (size_t i = 0; i < list.count; i++)
		person = person || is_person(&list.items[i]);
	if (!person)
		add_signer(builder,
		    "The person, or somebody who may act for them");
	if (names_meant(builder))
		add_waiting(builder, &list);
	for (int i = 0; i < MORE_SIGNERS; i++)
		add_signer(builder, i == 0 ? "Somebody else"
					   : "And somebody else");
	signature_list_clear(&list);
}
