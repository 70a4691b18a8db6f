/* What the screen that makes a copy offers: whom it can be for and who has one, what
 * can be in it, how it can be written. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "export/access_request.h"
#include "export/packing.h"
#include "plan/pool.h"
#include "plan/stage.h"
#include "ui/screen/export_offers.h"

static const enum audience audiences[] = { AUDIENCE_PERSON, AUDIENCE_HOME,
	AUDIENCE_FAMILY, AUDIENCE_PROVIDER, AUDIENCE_FINANCE,
	AUDIENCE_APPROVER, AUDIENCE_AGENCIES };

void
export_clear_offers(struct export *export)
{
	for (size_t i = 0; i < export->count; i++)
		free(export->offers[i].text);
	export->count = 0;
}

/* TEXT is the offer's now. */
static void
offer(struct export *export, struct wanted wanted, char *text)
{
	if (*text >= 'a' && *text <= 'z')
		*text = (char)(*text - 'a' + 'A');
	text[strcspn(text, "\n")] = '\0';
	ARRAY_GROW(export->offers, export->count, export->cap);
	export->offers[export->count++] =
	    (struct offer){ .text = text, .wanted = wanted };
}

static void
offer_who(struct export *export, const struct wanted *wanted)
{
	struct buf text;

	buf_init(&text);
	wanted_add_who(export->sitting, wanted, &text);
	offer(export, *wanted, buf_take(&text));
}

static void
offer_readers(struct export *export)
{
	const struct sitting *sitting = export->sitting;

	for (size_t i = 0; i < ARRAY_LEN(audiences); i++) {
		struct wanted wanted = { .audience = audiences[i] };
		const struct uid *viewers;
		size_t count;

		/* what only workers may see stays shut on a visit */
		if (audiences[i] == AUDIENCE_AGENCIES && sitting->start->visit)
			continue;
		offer_who(export, &wanted);
		if (audiences[i] != AUDIENCE_FAMILY || export->pack)
			continue;
		count = report_viewers(sitting->plan, &viewers);
		wanted.named = true;
		for (size_t v = 0; v < count; v++) {
			wanted.viewer = viewers[v];
			offer_who(export, &wanted);
		}
	}
}

/* The person, who asked for all of it; not where somebody looks on. */
static void
offer_access(struct export *export)
{
	const struct form_set *forms = plan_forms(export->sitting->plan);

	if (!export->sitting->start->visit &&
	    form_set_repeat(forms, ACCESS_DECIDED) != NULL)
		offer(export,
		    (struct wanted){ .audience = AUDIENCE_PERSON,
			.access = true },
		    xstrdup("The person, who asks for all that is written "
			    "about them"));
}

/* Those that are OLD, or are not. */
static void
add_copies(struct export *export, const struct handed_list *list, bool old)
{
	const char *heading = old ? "Who holds an old copy" : "Who has a copy";

	for (size_t i = 0; i < list->count; i++) {
		struct buf text;

		if (list->items[i].old != old)
			continue;
		buf_init(&text);
		held_say(&list->items[i], &text);
		ARRAY_GROW(export->offers, export->count, export->cap);
		export->offers[export->count++] = (struct offer){
			.text = buf_take(&text),
			.held = true,
			.row = list->items[i].row,
			.heading = heading,
		};
		heading = NULL;
	}
}

/* Who has a copy now; not where somebody looks on. */
static void
add_held(struct export *export)
{
	struct sitting *sitting = export->sitting;
	struct handed_list list;
	struct error err;

	if (sitting->start->visit)
		return;
	if (!plan_handed(sitting->plan, &list, &err)) {
		loop_say(sitting->loop, "%s", err.text);
		return;
	}
	add_copies(export, &list, true);
	add_copies(export, &list, false);
	handed_list_clear(&list);
}

static void
offer_what(struct export *export, const struct wanted *wanted)
{
	struct buf text;

	buf_init(&text);
	wanted_add_what(export->sitting, wanted, &text);
	offer(export, *wanted, buf_take(&text));
}

/* Of a pool: one for each member. */
static void
offer_statements(struct export *export)
{
	struct wanted wanted = export->wanted;
	const struct uid *members;
	size_t count = pool_members(export->sitting->plan, &members);

	wanted.whole = wanted.one = false;
	wanted.statement = true;
	wanted.page = PAGE_LETTER; /* written by what writes a letter */
	for (size_t i = 0; i < count; i++) {
		wanted.item = members[i];
		offer_what(export, &wanted);
	}
}

static void
offer_contents(struct export *export)
{
	struct wanted wanted = export->wanted;
	const struct uid *items;
	size_t count;

	wanted.one = wanted.statement = false;
	wanted.whole = true;
	offer_what(export, &wanted);
	wanted.whole = false;
	for (int i = 0; i < PAGE_COUNT; i++) {
		wanted.page = (enum page)i;
		offer_what(export, &wanted);
	}
	offer_statements(export);
	count = letter_items(export->sitting->plan, &items);
	wanted.page = PAGE_LETTER;
	wanted.one = true;
	for (size_t i = 0; count > 1 && i < count; i++) {
		wanted.item = items[i];
		offer_what(export, &wanted);
	}
}

/* A pack has what is meant for an audience: not for one of the family alone, and
 * not what was decided about a request. */
static bool
has_pack(const struct export *export)
{
	const struct wanted *wanted = &export->wanted;

	return wanted->whole && !wanted->named && !wanted->access &&
	    plan_stage(export->sitting->plan)->sealed;
}

static void
offer_formats(struct export *export)
{
	struct wanted wanted = export->wanted;

	for (size_t i = 0; (wanted.format = export_format_at(i)) != NULL; i++)
		if (wanted.access
			? access_request_writes(wanted.format)
			: export_holds(wanted.format, wanted.whole,
			      wanted.page))
			offer(export, wanted, xstrdup(wanted.format->about));
	wanted.format = &packing_format;
	if (has_pack(export))
		offer(export, wanted, xstrdup(wanted.format->about));
}

/* Which format is best for who needs information in a way of their own. */
static const char *
needed_format(const struct export *export)
{
	static const struct {
		const char *need, *format;
	} best[] = {
		{ "large_print", "html" },
		{ "easy_read", "html" },
		{ "audio", "script" },
		{ "bsl_video", "script" },
		{ "braille", "text" },
		{ "email_only", "text" },
	};

	for (size_t i = 0; i < ARRAY_LEN(best); i++)
		if (report_needs(export->sitting->plan,
			export->wanted.audience, best[i].need))
			return best[i].format;
	return NULL;
}

/* The format that the reader needs, else the one that most people want, until
 * somebody chose another. */
static void
focus_usual(struct export *export)
{
	struct list *list = &export->lists[STEP_HOW];
	const char *needed = needed_format(export);

	if (export->wanted.format != NULL)
		return;
	for (size_t i = 0; i < export->count; i++) {
		const struct export_format *format =
		    export->offers[i].wanted.format;

		if (needed != NULL ? strcmp(format->name, needed) == 0
				   : format->usual)
			list->focus = i;
	}
}

void
export_offer(struct export *export, enum step step)
{
	export_clear_offers(export);
	export->step = step;
	switch (step) {
	case STEP_WHO:
		offer_readers(export);
		if (!export->pack)
			offer_access(export);
		add_held(export);
		break;
	case STEP_WHAT:
		offer_contents(export);
		break;
	case STEP_HOW:
		offer_formats(export);
		focus_usual(export);
		break;
	}
	list_set_count(&export->lists[step], export->count);
	export->generation = plan_generation(export->sitting->plan);
}
