#include "config.h"

#include "plan/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "form/field_type.h"
#include "plan/facts.h"
#include "plan/plan_private.h"
#include "plan/voice.h"
#include "plan/working_copy.h"
#include "rules/secret.h"
#include "rules/tone.h"

/* --- opening and closing --- */

/* "1234:5678": this process and when it started, so that a number given out
 * again is not taken for us. */
static char *
process_mark(void)
{
	struct buf mark;
	char line[1024] = "";
	FILE *stat = fopen("/proc/self/stat", "r");
	const char *at;
	int field = 2;

	if (stat) {
		size_t n = fread(line, 1, sizeof line - 1, stat);
		line[n] = '\0';
		fclose(stat);
	}
	/* the name, in brackets, may hold spaces: count from its end */
	at = strrchr(line, ')');
	for (; at && *at && field < 22; at++)
		field += *at == ' ';
	buf_init(&mark);
	buf_addf(&mark, "%ld:%.*s", (long)getpid(),
	    at ? (int)strcspn(at, " \n") : 0, at ? at : "");
	return buf_take(&mark);
}

static void
set_user(struct plan *plan, const struct plan_user *user)
{
	struct buf who;

	buf_init(&who);
	if (user->display && *user->display &&
	    strcmp(user->display, user->login) != 0)
		buf_addf(&who, "%s (%s@%s)", user->display, user->login,
		    user->device);
	else
		buf_addf(&who, "%s@%s", user->login, user->device);
	plan->who = buf_take(&who);
	plan->login = xstrdup(user->login);
	plan->device = xstrdup(user->device);
	plan->process = process_mark();
}

bool
plan_put_views(struct plan *plan, const bool *also, struct error *err)
{
	const struct form_set *forms = plan->forms;
	struct store_view *views =
	    xcalloc(forms->repeat_count + 1, sizeof *views);
	size_t count = 0;
	bool ok;

	for (size_t i = 0; i < forms->repeat_count; i++) {
		const struct repeat *repeat = forms->repeats[i];
		if (!plan->tables[i].count && !(also && also[i]))
			continue;
		const char **columns =
		    xcalloc(repeat->field_count + 1, sizeof *columns);
		for (size_t j = 0; j < repeat->field_count; j++)
			columns[j] = repeat->fields[j]->name;
		views[count++] = (struct store_view){
			.name = repeat->name,
			.position_name = repeat->position_name,
			.parent_name = repeat->parent_name,
			.removed_name = repeat->removed_name,
			.columns = columns,
			.column_count = repeat->field_count,
		};
	}
	ok = store_put_views(plan->store, views, count, err);
	for (size_t i = 0; i < count; i++)
		free((void *)(uintptr_t)views[i].columns);
	free(views);
	return ok;
}

/* PATH is kept without its folder, which says nothing on another machine. */
static struct definition_used
definition_of(const char *kind, const char *path, const char *version,
    const char *text)
{
	const char *slash = strrchr(path, '/');

	return (struct definition_used){
		.kind = kind,
		.name = slash ? slash + 1 : path,
		.version = version,
		.text = text,
	};
}

static size_t
rates_count(const struct rates *rates)
{
	struct rates_text text;
	size_t count = 0;

	while (rates && rates_text_at(rates, count, &text))
		count++;
	return count;
}

/* A plan keeps the texts of the forms and rates it is filled in with, so that it
 * reads and reckons the same in ten years. */
static void
begin_session(struct plan *plan)
{
	const struct form_set *forms = plan->forms;
	size_t count = forms->form_count, rates = rates_count(plan->rates);
	struct definition_used *used =
	    xcalloc(count + rates + 1, sizeof *used);
	struct session_info info = {
		.who = plan->who,
		.login = plan->login,
		.device = plan->device,
		.process = plan->process,
	};

	for (size_t i = 0; i < count; i++) {
		const struct form *form = forms->forms[i];
		used[i] = definition_of("form", form->file, form->version,
		    form->text);
	}
	for (size_t i = 0; i < rates; i++) {
		struct rates_text text;
		if (rates_text_at(plan->rates, i, &text))
			used[count++] = definition_of(
			    text.local ? "local rates" : "rates", text.file,
			    "", text.text);
	}
	store_begin_session(plan->store, &info, used, count);
	free(used);
}

/* Everything after the file itself is open, but what plan_reckon does. */
static bool
plan_start(struct plan *plan, const struct plan_user *user, struct error *err)
{
	set_user(plan, user);
	if (!plan->note && store_reader(plan->store))
		plan->note = xstrdup(
		    "This is a working copy for a broker, without what a broker "
		    "may not see. Merge it into the plan to bring back what "
		    "is changed here.");
	plan->writable = store_writable(plan->store);
	if (!plan_reload(plan, err))
		return false;
	if (plan->writable) {
		begin_session(plan);
		/* Nothing depends on what is found: a plan opens without it. */
		if (!store_find_unfinished(plan->store, &plan->found, NULL))
			memset(&plan->found, 0, sizeof plan->found);
	}
	return true;
}

bool
plan_reckon(struct plan *plan, struct error *err)
{
	const struct fact_table *tables[FACT_TABLES_MOST];

	if (plan->sandbox)
		return true;
	if (!sandbox_new(plan->forms, tables, fact_tables(tables),
		&plan->sandbox, NULL, err))
		return false;
	plan_recompute(plan);
	return !plan->writable || plan_put_views(plan, NULL, err);
}

bool
plan_create(const char *path, const struct form_set *forms,
    const struct rates *rates, const struct plan_user *user,
    bool training, struct plan **out, struct error *err)
{
	struct plan *plan = xcalloc(1, sizeof *plan);

	plan->forms = forms;
	plan->rates = rates;
	if (!store_create(path, training, &plan->store, err) ||
	    !plan_start(plan, user, err) || !plan_reckon(plan, err)) {
		plan_close(plan);
		return false;
	}
	*out = plan;
	return true;
}

bool
plan_open(const char *path, const struct form_set *forms,
    const struct rates *rates, const struct plan_user *user,
    bool read_only, struct plan **out, struct error *err)
{
	if (!plan_open_first(path, forms, rates, user, read_only, out, err))
		return false;
	if (plan_reckon(*out, err))
		return true;
	plan_close(*out);
	return false;
}

/* Opens PLAN's file again, as it was in the VERSION, or at the moment AT. */
static bool
open_as_of(const struct plan *plan, const struct uid *version, int64_t at,
    struct plan **out, struct error *err)
{
	struct plan *then = xcalloc(1, sizeof *then);

	then->forms = plan->forms;
	then->rates = plan->rates;
	then->as_of = *version;
	then->as_of_at = at;
	then->who = xstrdup(plan->who);
	if (!store_open(store_path(plan->store), STORE_READ, &then->store,
		&then->note, err) ||
	    !plan_reload(then, err) || !plan_reckon(then, err)) {
		plan_close(then);
		return false;
	}
	*out = then;
	return true;
}

bool
plan_open_sealed(const struct plan *plan, const struct uid *version,
    struct plan **out, struct error *err)
{
	return open_as_of(plan, version, 0, out, err);
}

bool
plan_open_at(const struct plan *plan, int64_t at, struct plan **out,
    struct error *err)
{
	return open_as_of(plan, &UID_NONE, at, out, err);
}

bool
plan_open_first(const char *path, const struct form_set *forms,
    const struct rates *rates, const struct plan_user *user,
    bool read_only, struct plan **out, struct error *err)
{
	struct plan *plan = xcalloc(1, sizeof *plan);

	plan->forms = forms;
	plan->rates = rates;
	if (!store_open(path, read_only ? STORE_READ : STORE_WRITE,
		&plan->store, &plan->note, err) ||
	    !plan_start(plan, user, err)) {
		plan_close(plan);
		return false;
	}
	*out = plan;
	return true;
}

void
plan_close(struct plan *plan)
{
	bool changed;

	if (!plan)
		return;
	/* what others wrote meanwhile belongs in the summary that closing
	 * leaves behind */
	if (plan->sandbox && plan->store && plan->writable)
		(void)plan_refresh(plan, &changed, NULL);
	store_close(plan->store);
	plan_forget(plan);
	facts_free(plan->facts);
	sandbox_free(plan->sandbox);
	undo_stack_clear(&plan->done);
	undo_stack_clear(&plan->undone);
	plan_money_clear(&plan->money);
	plan_identity_clear(&plan->identity);
	sealed_state_clear(&plan->sealed);
	found_clear(&plan->found);
	free(plan->kinds);
	free(plan->note);
	free(plan->who);
	free(plan->login);
	free(plan->device);
	free(plan->process);
	free(plan);
}

const struct rates *
plan_rates(const struct plan *plan)
{
	return plan->rates;
}

const struct form_set *
plan_forms(const struct plan *plan)
{
	return plan->forms;
}

struct store *
plan_store(struct plan *plan)
{
	return plan->store;
}

const char *
plan_note(const struct plan *plan)
{
	return plan->note;
}

bool
plan_writable(const struct plan *plan)
{
	return plan->writable;
}

bool
plan_exercise(const struct plan *plan)
{
	return plan->exercise.year != 0;
}

struct date
plan_today(const struct plan *plan)
{
	if (plan->set_day.year != 0)
		return plan->set_day;
	return plan_exercise(plan) ? plan->exercise : clock_today();
}

void
plan_set_today(struct plan *plan, struct date day)
{
	plan->set_day = day;
	plan_recompute(plan);
}

uint64_t
plan_generation(const struct plan *plan)
{
	return plan->generation;
}

const char *
plan_kinds(const struct plan *plan)
{
	return plan->kinds;
}

const struct plan_money *
plan_money(const struct plan *plan)
{
	return &plan->money;
}

const struct identity *
plan_identity(const struct plan *plan)
{
	return &plan->identity;
}

const struct found *
plan_found(const struct plan *plan)
{
	return &plan->found;
}

const struct found_draft *
plan_found_draft(const struct plan *plan, const struct field *field,
    const struct uid *row)
{
	for (size_t i = 0; i < plan->found.draft_count; i++) {
		const struct found_draft *draft = &plan->found.drafts[i];
		if (strcmp(draft->field, field->name) == 0 &&
		    uid_equal(&draft->row, row))
			return draft;
	}
	return NULL;
}

bool
plan_refresh(struct plan *plan, bool *changed, struct error *err)
{
	int64_t version = store_version(plan->store);

	*changed = false;
	if (version == -1 || version == plan->version)
		return true;
	if (!plan_reload(plan, err))
		return false;
	*changed = true;
	return true;
}

/* --- what the plan says --- */

void
plan_field(const struct plan *plan, const struct field *field,
    const struct uid *row, struct field_state *out)
{
	static const struct value none = { .kind = VALUE_NONE };
	const struct answer *answer;
	const struct cell *cell;

	plan_look(plan, field, row, &answer, &cell);
	memset(out, 0, sizeof *out);
	out->answer = answer ? &answer->value : &none;
	out->value = cell ? &cell->value : out->answer;
	out->need = field_need(field, plan->kinds);
	out->valid = out->holds = true;
	if (answer) {
		out->revision = answer->revision;
		out->at = answer->at;
		out->voice = answer->taken_out ? NULL : answer->voice;
		out->conflict = answer->conflict;
		out->taken_out = answer->taken_out;
		out->withheld = answer->withheld ||
		    plan_field_elsewhere(plan, field);
	}
	if (cell) {
		out->relevant = cell->relevant;
		out->readonly = cell->readonly || cell->calculated;
		out->calculated = cell->calculated;
		out->defaulted = cell->defaulted;
		out->holds = cell->holds;
		out->advised = cell->advised;
	} else if (!plan->sandbox) {
		out->relevant = plan_guess_relevant(plan, field, answer);
		out->calculated = field->exprs[EXPR_CALCULATE] != NULL;
	}
	out->readonly = out->readonly || out->withheld;
	if (out->calculated)
		return;
	out->answered = !value_is_none(out->answer);
	out->valid = !out->answered ||
	    (answer->valid && plan_link_leads(plan, field, out->answer));
}

bool
plan_state_problem(const struct field *field, const struct field_state *state,
    struct error *why)
{
	if (!state->relevant)
		return false;
	if (state->conflict) {
		error_set(why, ERR_USER,
		    "Two answers were given apart, and both are kept. Choose "
		    "which one stands.");
		return true;
	}
	if (!state->valid) {
		if (field_valid(field, state->answer, why))
			error_set(why, ERR_USER,
			    "This points to something that has been removed or "
			    "set aside. Choose again.");
		return true;
	}
	if (!state->holds) {
		error_set(why, ERR_USER, "%s", field->constraint_message);
		return true;
	}
	return false;
}

bool
plan_field_problem(const struct plan *plan, const struct field *field,
    const struct uid *row, struct error *why)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	return plan->sandbox && plan_state_problem(field, &state, why);
}

/* The words of those who write about the person, not of the person or those near
 * to them. */
static const char *
tone_of_staff(const struct field *field, const struct field_state *state)
{
	enum voice_kind kind = voice_read(state->voice).kind;

	if (!field_type(field->kind)->words ||
	    state->answer->kind != VALUE_TEXT || kind == VOICE_FAMILY ||
	    kind == VOICE_THROUGH || kind == VOICE_RECORD ||
	    (field->own_words && kind == VOICE_OWN))
		return NULL;
	return tone_advice(state->answer->text);
}

const char *
plan_field_advice(const struct plan *plan, const struct field *field,
    const struct uid *row)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	if (!state.relevant)
		return NULL;
	if (field_type(field->kind)->words &&
	    state.answer->kind == VALUE_TEXT && secret_in(state.answer->text))
		return "This looks like a code or a password. Keep it where the "
		       "agency keeps codes, not in the plan.";
	if (state.advised)
		return field->advice_message;
	return tone_of_staff(field, &state);
}

static void
show_links(const struct plan *plan, const struct field *field,
    const struct value *value, struct buf *out)
{
	const char *at = value->text;
	bool first = true;

	while (*at) {
		struct uid id;
		size_t len = strcspn(at, " ");
		if (!first)
			buf_add(out, "; ");
		if (!uid_parse(at, len, &id))
			buf_add_bytes(out, at, len);
		else if (plan_row_exists(plan, field->link, &id))
			plan_row_title(plan, field->link, &id, out);
		else
			buf_addf(out, "(a %s that was removed)",
			    field->link->singular);
		first = false;
		at += len;
		at += strspn(at, " ");
	}
}

void
plan_show_value(const struct plan *plan, const struct field *field,
    const struct value *value, struct buf *out)
{
	if (field->link && value->kind == VALUE_TEXT)
		show_links(plan, field, value, out);
	else
		field_show(field, value, out);
}

void
plan_show(const struct plan *plan, const struct field *field,
    const struct uid *row, struct buf *out)
{
	struct field_state state;

	plan_field(plan, field, row, &state);
	if (state.taken_out)
		buf_add(out, "(taken out)");
	else if (state.withheld)
		buf_add(out, "(not in this copy)");
	else
		plan_show_value(plan, field,
		    state.answered ? state.answer : state.value, out);
}

char *
plan_shown(const struct plan *plan, const char *name, const struct uid *row)
{
	const struct field *field = form_set_field(plan->forms, name);
	struct buf text;

	buf_init(&text);
	if (field)
		plan_show(plan, field, row, &text);
	return buf_take(&text);
}

bool
plan_section_shown(const struct plan *plan, const struct section *section)
{
	if (!plan->sandbox)
		return kinds_match(section->kinds, plan->kinds) &&
		    kinds_match(section->form->kinds, plan->kinds);
	return sandbox_section_relevant(plan->sandbox, section);
}

bool
plan_form_shown(const struct plan *plan, const struct form *form)
{
	for (size_t i = 0; i < form->section_count; i++)
		if (plan_section_shown(plan, form->sections[i]))
			return true;
	return false;
}

bool
plan_repeat_shown(const struct plan *plan, const struct repeat *repeat,
    const struct uid *parent)
{
	size_t sheet = 0;

	if (repeat->in) {
		const struct plan_row *row =
		    plan_find_row(plan, repeat->in, parent);
		if (!row || !row->there)
			return false;
		sheet = row->sheet;
	}
	if (!plan->sandbox)
		return kinds_match(repeat->kinds, plan->kinds) &&
		    !repeat->relevant;
	return sandbox_repeat_relevant(plan->sandbox, repeat, sheet);
}

bool
plan_choice_offered(const struct plan *plan, const struct field *field,
    const struct uid *row, const char *code)
{
	const struct plan_row *found = NULL;

	if (field->repeat)
		found = plan_find_row(plan, field->repeat, row);
	if (!plan->sandbox || (field->repeat && (!found || !found->there)))
		return true;
	return sandbox_choice_offered(plan->sandbox, field,
	    found ? found->sheet : 0, code);
}

/* --- conflicts --- */

void
plan_bases(struct plan *plan, const struct field *field, const struct uid *row,
    struct uid **bases, size_t *count)
{
	const struct answer *answer = plan_answer(plan, field, row);
	struct stored_revision *list;
	size_t n, cap = 0;

	*bases = NULL;
	*count = 0;
	if (!answer || uid_is_none(&answer->revision))
		return;
	if (!answer->conflict ||
	    !store_revisions(plan->store, field->name, row, &list, &n, NULL)) {
		*bases = xreallocarray(NULL, 1, sizeof **bases);
		**bases = answer->revision;
		*count = 1;
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (list[i].head && value_equal(&list[i].value, &answer->value)) {
			ARRAY_GROW(*bases, *count, cap);
			(*bases)[(*count)++] = list[i].uid;
		}
	stored_revisions_clear(list, n);
}

/* Whose words VALUE was among the answers ever given there, the caller's; the
 * latest says it. NULL: nobody said. */
static char *
voice_then(struct plan *plan, const struct field *field, const struct uid *row,
    const struct value *value)
{
	struct stored_revision *list;
	char *voice = NULL;
	size_t count;

	if (!store_revisions(plan->store, field->name, row, &list, &count,
		NULL))
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (value_equal(&list[i].value, value)) {
			free(voice);
			voice = list[i].voice ? xstrdup(list[i].voice) : NULL;
		}
	stored_revisions_clear(list, count);
	return voice;
}

bool
plan_settle(struct plan *plan, const struct field *field, const struct uid *row,
    const char *text, struct error *err)
{
	struct plan_write write = { 0 };
	const struct answer *answer = plan_answer(plan, field, row);
	struct value value;
	char *voice;

	if (!answer || !plan->writable)
		return error_set(err, ERR_DENIED,
		    "This plan was opened to look at only, so nothing was "
		    "settled.");
	value_init(&value);
	bool read = field_parse(field, text ? text : "", &value, NULL);
	(void)read; /* kept as it was typed, like any answer */
	plan_write_add(&write, field->name, row, &answer->value, &value, NULL,
	    0, false);
	voice = voice_then(plan, field, row, &value);
	plan_write_voice(&write, answer->voice, voice);
	free(voice);
	value_clear(&value);
	undo_stack_clear(&plan->undone);
	return plan_write_commit(plan, &write, NULL, &plan->done,
	    xstrdup(field->label), err);
}
