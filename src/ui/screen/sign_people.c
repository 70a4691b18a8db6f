/* The people on the sign-off screen: what each says, who may say no, who decides
 * about the money, who has signed. */
#include "config.h"

#include <string.h>

#include "base/alloc.h"
#include "ui/screen/sign_screen.h"

static const struct field *
field_of(const struct sign_screen *screen, const char *name)
{
	return form_set_field(plan_forms(screen->sitting->plan), name);
}

/* Appends the answer as it is read. */
static bool
show(const struct sign_screen *screen, const char *name, const struct uid *row,
    struct buf *out)
{
	const struct field *field = field_of(screen, name);
	size_t start = out->len;

	if (field)
		plan_show(screen->sitting->plan, field, row, out);
	return out->len > start;
}

static size_t
rows_of(const struct sign_screen *screen, const char *name,
    const struct uid **rows)
{
	const struct plan *plan = screen->sitting->plan;
	const struct repeat *repeat = form_set_repeat(plan_forms(plan), name);

	return repeat && plan_repeat_shown(plan, repeat, &UID_NONE)
	    ? plan_rows(plan, repeat, &UID_NONE, rows)
	    : 0;
}

/* --- what people say --- */

static void
add_person(struct sign_screen *screen)
{
	struct sign_line *line;
	struct buf text, no;

	if (!field_of(screen, "agree.agrees"))
		return;
	buf_init(&text);
	buf_init(&no);
	buf_add(&text, "The person: ");
	if (!show(screen, "agree.agrees", &UID_NONE, &text))
		buf_add(&text, "not asked yet");
	if (show(screen, "agree.not_agreed", &UID_NONE, &no)) {
		buf_addf(&text, ". \"%s\"", no.data);
	}
	buf_clear(&no);
	line = sign_add(screen, ACT_ANSWER, "What each of them says", &text);
	line->field = field_of(screen, "agree.agrees");
}

/* "2 willing, 1 not asked yet": how many rows of TABLE say each of FIELD's
 * choices. */
static void
add_counted(struct sign_screen *screen, const char *table, const char *name,
    const char *who)
{
	const struct plan *plan = screen->sitting->plan;
	const struct field *field = field_of(screen, name);
	const struct uid *rows;
	size_t count, unsaid, groups = 0;
	struct buf text;

	if (!field || !plan_section_shown(plan, field->section))
		return;
	count = unsaid = rows_of(screen, table, &rows);
	buf_init(&text);
	buf_addf(&text, "%s: ", who);
	for (size_t i = 0; i < field->list->count; i++) {
		const struct choice *choice = &field->list->choices[i];
		size_t n = 0;

		for (size_t j = 0; j < count; j++) {
			struct field_state state;
			plan_field(plan, field, &rows[j], &state);
			n += state.value->kind == VALUE_TEXT &&
			    strcmp(state.value->text, choice->code) == 0;
		}
		if (n > 0)
			buf_addf(&text, "%s%s: %zu", groups++ ? "; " : "",
			    choice->label, n);
		unsaid -= n;
	}
	if (unsaid > 0)
		buf_addf(&text, "%snot asked yet: %zu", groups ? "; " : "",
		    unsaid);
	if (count == 0)
		buf_add(&text, "nobody is named");
	sign_add(screen, ACT_TABLE, NULL, &text)->section = field->section;
}

static void
add_for_me(struct sign_screen *screen)
{
	const struct field *field = field_of(screen, "agree.fm_decided");

	if (field && plan_section_shown(screen->sitting->plan, field->section))
		sign_add_words(screen, ACT_TABLE, NULL,
		    "Because the person cannot decide this: what was decided "
		    "for them, and how")
		    ->section = field->section;
}

/* --- who may say no --- */

static const struct {
	const char *code, *to;
} refusers[] = {
	{ "person", "to the whole, a part, the budget, or being written about" },
	{ "attorney", "to all that they may decide" },
	{ "carer", "to a task, or to caring at all" },
	{ "pa", "to a task" },
	{ "provider", "to a task" },
	{ "nurse", "to handing on a health task, now or later" },
	{ "coordinator", "where professional duty does not allow it" },
	{ "approver", "with a reason" },
	{ "advocate", "writes down worries; never signs for the person" },
};

static void
add_refusals(struct sign_screen *screen)
{
	const struct field *as = field_of(screen, "agree.no_as");
	const char *heading = "Who says no, and who may (Enter writes it down)";
	const struct uid *rows;
	size_t count = rows_of(screen, "agree.no", &rows);
	struct buf text;

	if (!as)
		return;
	buf_init(&text);
	for (size_t i = 0; i < count; i++) {
		struct sign_line *line;

		if (!show(screen, "agree.no_who", &rows[i], &text))
			buf_add(&text, "Somebody");
		buf_add(&text, " says no: ");
		(void)show(screen, "agree.no_what", &rows[i], &text);
		buf_add(&text, ". ");
		(void)show(screen, "agree.no_words", &rows[i], &text);
		line = sign_add(screen, ACT_ROW, heading, &text);
		line->repeat = as->repeat;
		line->row = rows[i];
		heading = NULL;
	}
	for (size_t i = 0; i < ARRAY_LEN(refusers); i++) {
		const char *label = field_choice_label(as, refusers[i].code);

		if (!label)
			continue;
		buf_addf(&text, "%s: %s", label, refusers[i].to);
		sign_add(screen, ACT_REFUSE, heading, &text)->code =
		    refusers[i].code;
		heading = NULL;
	}
	buf_clear(&text);
}

/* --- the money --- */

bool
sign_find_decision(const struct sign_screen *screen, const struct uid *stream,
    struct uid *out)
{
	const struct field *link = field_of(screen, "sign.ap_stream");
	const struct uid *rows;
	size_t count = rows_of(screen, "sign.approval", &rows);
	char hex[UID_HEX_LEN + 1];

	uid_format(stream, hex);
	for (size_t i = 0; link && i < count; i++) {
		struct field_state state;

		plan_field(screen->sitting->plan, link, &rows[i], &state);
		if (state.value->kind == VALUE_TEXT &&
		    strcmp(state.value->text, hex) == 0) {
			*out = rows[i];
			return true;
		}
	}
	return false;
}

static void
say_decision(const struct sign_screen *screen, const struct uid *row,
    struct buf *text)
{
	if (!show(screen, "sign.ap_says", row, text)) {
		buf_add(text, "not decided yet");
		return;
	}
	buf_add(text, ", ");
	if (show(screen, "sign.ap_amount", row, text))
		buf_add(text, ", ");
	if (!show(screen, "sign.ap_name", row, text))
		buf_add(text, "by somebody who is not named");
	buf_add(text, ", ");
	if (!show(screen, "sign.ap_on", row, text))
		buf_add(text, "no day");
}

static void
add_money(struct sign_screen *screen)
{
	const struct plan *plan = screen->sitting->plan;
	const struct repeat *streams =
	    form_set_repeat(plan_forms(plan), "money.stream");
	const struct field *decided = field_of(screen, "sign.ap_says");
	const char *heading = "Who approves the money";
	const struct uid *rows;
	size_t count = rows_of(screen, "money.stream", &rows);
	struct buf text;

	if (!decided || !plan_section_shown(plan, decided->section))
		return;
	buf_init(&text);
	for (size_t i = 0; i < count; i++) {
		struct uid decision;
		size_t before;

		plan_row_title(plan, streams, &rows[i], &text);
		buf_add(&text, ": ");
		if (!show(screen, "money.decider", &rows[i], &text))
			buf_add(&text, "nothing to approve here");
		buf_add(&text, ". Decided: ");
		if (sign_find_decision(screen, &rows[i], &decision))
			say_decision(screen, &decision, &text);
		else
			buf_add(&text, "not yet");
		buf_add(&text, ".\n");
		before = text.len;
		if (!show(screen, "money.decider_rules", &rows[i], &text))
			text.data[text.len = before - 1] = '\0';
		sign_add(screen, ACT_DECIDE, heading, &text)->row = rows[i];
		heading = NULL;
	}
	buf_clear(&text);
}

/* --- signatures --- */

static void
say_signature(const struct signature *one, struct buf *text)
{
	static const char *const words[] = {
		[SIGNATURE_WAITING] = "waiting",
		[SIGNATURE_KEY_DUE] = "waiting, with a key. Enter signs with "
				      "it here",
		[SIGNATURE_AGAIN] = "waiting; signed an earlier version only",
		[SIGNATURE_EARLIER] = "signed an earlier version",
		[SIGNATURE_UNSEALED] = "signed before anything was sealed, so "
				       "it is for no version",
		[SIGNATURE_DECLINED] = "has chosen not to sign",
		[SIGNATURE_GIVEN] = "signed",
	};

	buf_addf(text, "%s", *one->name ? one->name : "Nobody named yet");
	if (*one->role)
		buf_addf(text, ", %s", one->role);
	buf_addf(text, ": %s", words[one->state]);
	if (one->state == SIGNATURE_GIVEN)
		buf_addf(text, ". %s", one->how);
	if (*one->on && !signature_waits(one))
		buf_addf(text, ", %s", one->on);
	if (*one->witness)
		buf_addf(text, ". Seen or read back by %s", one->witness);
	if (*one->key)
		buf_addf(text, ". %s", one->key);
	if (*one->view)
		buf_addf(text, "\n\"%s\"", one->view);
	if (*one->dissent)
		buf_addf(text, "\nDoes not agree: \"%s\"", one->dissent);
}

static enum sign_act
act_of(const struct signature *one)
{
	if (one->state == SIGNATURE_KEY_DUE)
		return ACT_KEY;
	return one->state == SIGNATURE_AGAIN ? ACT_SIGN_AGAIN : ACT_ROW;
}

static void
add_signature(struct sign_screen *screen, const struct signature *one,
    const char *heading)
{
	const struct plan *plan = screen->sitting->plan;
	struct sign_line *line;
	struct buf text;

	buf_init(&text);
	say_signature(one, &text);
	line = sign_add(screen, act_of(one), heading, &text);
	line->repeat = form_set_repeat(plan_forms(plan), SIGNATURES);
	line->row = one->row;
}

/* Is the person, or somebody who may act for them, among those of this version? */
static bool
has_person(const struct signature_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		const struct signature *one = &list->items[i];

		if ((strcmp(one->role_code, "person") == 0 ||
			strcmp(one->role_code, "attorney") == 0) &&
		    one->state != SIGNATURE_EARLIER &&
		    one->state != SIGNATURE_UNSEALED)
			return true;
	}
	return false;
}

void
sign_add_signatures(struct sign_screen *screen, const struct plan_stage *stage)
{
	const char *heading = "Who has signed, and who is waited for";
	const struct plan *plan = screen->sitting->plan;
	struct signature_list list;

	if (!form_set_repeat(plan_forms(plan), SIGNATURES))
		return;
	plan_signatures(plan, stage->sealed ? &stage->seal : NULL, &list);
	for (int waits = 1; waits >= 0; waits--)
		for (size_t i = 0; i < list.count; i++)
			if (signature_waits(&list.items[i]) == waits) {
				add_signature(screen, &list.items[i], heading);
				heading = NULL;
			}
	if (stage->sealed && !stage->by_person && !has_person(&list)) {
		sign_add_words(screen, ACT_ADD, heading,
		    "The person, or somebody who may act for them: not named "
		    "here yet")->code = "person";
		heading = NULL;
	}
	signature_list_clear(&list);
	sign_add_words(screen, ACT_ADD, heading, stage->sealed
		? "Add somebody who signs, or who is to sign"
		: "Add somebody who is to sign, once it is sealed");
	if (stage->sealed)
		sign_add_words(screen, ACT_KEY, NULL,
		    "Sign it with your own key, if you have one");
	if (field_of(screen, "agree.interim"))
		sign_add_words(screen, ACT_ANSWER, NULL,
		    "Help starts before everybody has signed: say from when")
		    ->field = field_of(screen, "agree.interim");
}

void
sign_add_people(struct sign_screen *screen)
{
	add_person(screen);
	add_counted(screen, "agree.helper", "agree.helper_says",
	    "Each person with a task");
	add_counted(screen, "agree.worker", "agree.worker_says",
	    "Each worker");
	add_for_me(screen);
	add_money(screen);
	add_refusals(screen);
}
