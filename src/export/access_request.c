#include "config.h"

#include "export/access_request.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "export/decisions.h"
#include "plan/about.h"

#define GIVEN	  "sign.access_given"
#define IN_WORDS  "sign.access_decisions"
#define D_ABOUT	  "sign.decided_about"
#define ACCESS_WHAT	  "sign.decided_what"
#define D_WHY	  "sign.decided_why"
#define D_INSTEAD "sign.decided_instead"
#define D_BY	  "sign.decided_by"
#define D_OF	  "sign.decided_of"

/* What was answered there; false: nothing. */
static bool
state_of(const struct plan *plan, const char *name, const struct uid *row,
    struct field_state *out)
{
	const struct field *field = form_set_field(plan_forms(plan), name);

	*out = (struct field_state){ 0 };
	if (field == NULL)
		return false;
	plan_field(plan, field, row, out);
	return out->answered && !out->taken_out;
}

/* The same as text, "" if there is none; borrowed. */
static const char *
text_of(const struct plan *plan, const char *name, const struct uid *row)
{
	struct field_state state;

	return state_of(plan, name, row, &state) &&
		state.answer->kind == VALUE_TEXT
	    ? state.answer->text
	    : "";
}

/* --- requests --- */

bool
access_request_open(const struct plan *plan, struct uid *request)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), ACCESS_REQUESTS);
	const struct uid *rows;
	size_t count;

	if (repeat == NULL)
		return false;
	count = plan_rows(plan, repeat, &UID_NONE, &rows);
	for (size_t i = count; i-- > 0;) {
		struct field_state given;

		*request = rows[i];
		if (!state_of(plan, GIVEN, &rows[i], &given))
			return true;
	}
	return false;
}

static bool
have_place(const struct plan *plan, struct error *err)
{
	if (form_set_repeat(plan_forms(plan), ACCESS_REQUESTS) != NULL &&
	    form_set_repeat(plan_forms(plan), ACCESS_DECIDED) != NULL)
		return true;
	return error_set(err, ERR_FORM,
	    "These forms have no place for what was decided.");
}

bool
access_request_begin(struct plan *plan, struct uid *request,
    struct error *err)
{
	return have_place(plan, err) &&
	    plan_row_add(plan,
		form_set_repeat(plan_forms(plan), ACCESS_REQUESTS), &UID_NONE,
		request, err);
}

char *
access_request_to(const struct plan *plan)
{
	const struct identity *person = plan_identity(plan);
	struct uid request;

	if (access_request_open(plan, &request) &&
	    *text_of(plan, ACCESS_WHO, &request) != '\0')
		return xstrdup(text_of(plan, ACCESS_WHO, &request));
	return xstrdup(person->name);
}

bool
access_request_writes(const struct export_format *format)
{
	return format->letters || strcmp(format->name, "text") == 0;
}

/* --- what was decided --- */

/* One row of ACCESS_DECIDED. */
struct decided {
	struct about about;
	enum access_decision decision;
	const char *reason, *instead; /* borrowed from the plan */
	bool apart;
};

static bool
read_decided(const struct plan *plan, const struct uid *row,
    struct decided *out)
{
	struct field_state what, instead;
	const char *word;

	*out = (struct decided){ 0 };
	if (!about_of_row(plan,
		form_set_repeat(plan_forms(plan), ACCESS_DECIDED), row,
		&out->about))
		return false;
	(void)state_of(plan, ACCESS_WHAT, row, &what);
	(void)state_of(plan, D_INSTEAD, row, &instead);
	out->apart = what.conflict || instead.conflict;
	word = text_of(plan, ACCESS_WHAT, row);
	for (int i = 1; i < ACCESS_DECISION_COUNT; i++)
		if (strcmp(word, access_words[i]) == 0)
			out->decision = (enum access_decision)i;
	out->reason = text_of(plan, D_WHY, row);
	out->instead = text_of(plan, D_INSTEAD, row);
	return true;
}

static struct access_item *
find_item(struct access_list *list, const struct about *about)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].field == about->field &&
		    uid_equal(&list->items[i].row, &about->row))
			return &list->items[i];
	return NULL;
}

static void
put(const struct plan *plan, const struct decided *decided,
    struct access_item *item)
{
	struct about now = about_now(plan, item->field, &item->row);

	/* a row in which nothing was decided yet leaves it as it was */
	if (decided->decision != ACCESS_OPEN)
		item->decision = decided->decision;
	item->changed = decided->decision != ACCESS_OPEN &&
	    !uid_equal(&now.revision, &decided->about.revision);
	item->apart = decided->apart;
	free(item->reason);
	free(item->instead);
	item->reason = xstrdup(decided->reason);
	item->instead = xstrdup(decided->instead);
}

void
access_request_read(const struct plan *plan, const struct uid *request,
    struct access_list *list)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), ACCESS_DECIDED);
	const struct uid *rows;
	size_t count;

	if (repeat == NULL)
		return;
	count = plan_rows(plan, repeat, request, &rows);
	for (size_t i = 0; i < count; i++) {
		struct access_item *item;
		struct decided decided;

		if (read_decided(plan, &rows[i], &decided) &&
		    (item = find_item(list, &decided.about)) != NULL)
			put(plan, &decided, item);
	}
}

/* --- deciding --- */

static struct about
about_item(const struct plan *plan, const struct access_item *item)
{
	return about_now(plan, item->field, &item->row);
}

/* Adds the row about ABOUT in REQUEST, with what it is about and who decides;
 * one that is there stays as it is. */
static struct uid
add_row(struct taken *taken, const struct plan *plan,
    const struct uid *request, const struct about *about, const char *by)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), ACCESS_DECIDED);
	struct uid row = about_row(request, about);
	struct buf text;

	buf_init(&text);
	taken_add_row(taken, repeat, &row, request);
	about_say(plan, about, &text);
	taken_add_text(taken, plan, D_ABOUT, &row, text.data);
	buf_reset(&text);
	about_write(about, &text);
	taken_add_text(taken, plan, D_OF, &row, text.data);
	buf_clear(&text);
	if (!plan_row_exists(plan, repeat, &row) ||
	    *text_of(plan, D_BY, &row) == '\0')
		taken_add_text(taken, plan, D_BY, &row, by);
	return row;
}

bool
access_request_decide(struct plan *plan, const struct uid *request,
    const struct access_item *item, const char *by, struct uid *row,
    struct error *err)
{
	struct about about = about_item(plan, item);
	struct taken taken = { 0 };
	bool ok;

	if (!have_place(plan, err))
		return false;
	*row = add_row(&taken, plan, request, &about, by);
	if (item->changed)
		taken_add_text(&taken, plan, ACCESS_WHAT, row, "");
	ok = plan_take_in(plan, &taken, NULL, err);
	taken_clear(&taken);
	return ok;
}

/* --- giving --- */

/* Is ITEM to have a row: not simply given, or no longer what its row says? */
static bool
worth_a_row(const struct plan *plan, const struct uid *request,
    const struct access_item *item)
{
	struct about about = about_item(plan, item);
	struct uid row = about_row(request, &about);

	return access_marked(item) || item->decision != ACCESS_DISCLOSE ||
	    item->reason[0] != '\0' ||
	    plan_row_exists(plan,
		form_set_repeat(plan_forms(plan), ACCESS_DECIDED), &row);
}

static void
add_decision(struct taken *taken, const struct plan *plan,
    const struct uid *request, const struct access_item *item, const char *by)
{
	struct about about = about_item(plan, item);
	struct uid row = add_row(taken, plan, request, &about, by);

	taken_add_text(taken, plan, ACCESS_WHAT, &row,
	    access_words[item->decision]);
	taken_add_text(taken, plan, D_WHY, &row, item->reason);
	taken_add_text(taken, plan, D_INSTEAD, &row, item->instead);
}

bool
access_request_give(struct plan *plan, const struct access_list *list,
    const char *by, struct error *err)
{
	struct taken taken = { 0 };
	char day[DATE_ISO_LEN + 1];
	struct uid request;
	struct buf text;
	bool ok;

	if (!have_place(plan, err))
		return false;
	if (!access_request_open(plan, &request)) {
		request = uid_new();
		taken_add_row(&taken,
		    form_set_repeat(plan_forms(plan), ACCESS_REQUESTS),
		    &request, &UID_NONE);
	}
	for (size_t i = 0; i < list->count; i++)
		if (worth_a_row(plan, &request, &list->items[i]))
			add_decision(&taken, plan, &request, &list->items[i],
			    by);
	date_format_iso(plan_today(plan), day);
	taken_add_text(&taken, plan, GIVEN, &request, day);
	if (!plan_row_exists(plan,
		form_set_repeat(plan_forms(plan), ACCESS_REQUESTS), &request) ||
	    *text_of(plan, ACCESS_BY, &request) == '\0')
		taken_add_text(&taken, plan, ACCESS_BY, &request, by);
	buf_init(&text);
	decisions_say(list, &text);
	taken_add_text(&taken, plan, IN_WORDS, &request, text.data);
	ok = plan_take_in(plan, &taken, NULL, err);
	buf_clear(&text);
	taken_clear(&taken);
	return ok;
}
