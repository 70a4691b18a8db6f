#include "config.h"

#include "plan/plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "plan/facts.h"
#include "plan/plan_private.h"

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
