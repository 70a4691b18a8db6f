/* What stands on the sign-off screen, line by line. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "export/seal_words.h"
#include "plan/against.h"
#include "plan/changed.h"
#include "ui/screen/sign_screen.h"

struct sign_line *
sign_add(struct sign_screen *screen, enum sign_act act, const char *heading,
    struct buf *text)
{
	struct sign_line *line;

	ARRAY_GROW(screen->lines, screen->count, screen->cap);
	line = &screen->lines[screen->count++];
	*line = (struct sign_line){
		.act = act,
		.heading = heading,
		.text = buf_take(text),
	};
	return line;
}

struct sign_line *
sign_add_words(struct sign_screen *screen, enum sign_act act, const char *heading,
    const char *words)
{
	struct buf text;

	buf_init(&text);
	buf_add(&text, words);
	return sign_add(screen, act, heading, &text);
}

/* --- the document --- */

static void
add_sealing(struct sign_screen *screen, const struct plan_stage *stage,
    const char *heading)
{
	bool visit = screen->sitting->start->visit;
	bool differs = visit ? stage->changed > 0 : stage->differs;
	struct error why;

	if (stage->sealed && !differs && stage->apart == 0 &&
	    stage->statements == 0)
		return;
	if (plan_may_seal(screen->sitting->plan, &why))
		sign_add_words(screen, ACT_SEAL, heading, !stage->sealed
			? "Seal it, so that it can be signed"
			: !differs && stage->apart == 0
			? "Seal it with what was said against it, to be "
			  "signed again"
			: "Seal it as it stands now, to be signed again");
	else
		sign_add_words(screen, ACT_NONE, heading, visit
			? "It cannot be sealed yet. Look at this again when "
			  "you are by yourself."
			: why.text)->problem = true;
}

static void
add_document(struct sign_screen *screen, const struct plan_stage *stage)
{
	static const char heading[] = "What is signed: the person's own copy";
	struct sign_line *line;
	struct buf text;
	char day[32];

	if (stage->sealed) {
		date_format_short(stage->sealed_on, day);
		buf_init(&text);
		buf_addf(&text, "Read it as it was sealed on %s. Seal: ", day);
		seal_words_add(&stage->seal, &text);
		line = sign_add(screen, ACT_READ, heading, &text);
		line->version = stage->version;
		sign_add_words(screen, ACT_PAPER, NULL,
		    "Write it out, with a page to sign in ink");
		sign_add_words(screen, ACT_PACK, NULL,
		    "Make a pack of it: all in one file, with how to check it");
	}
	if (!stage->sealed || stage->changed > 0)
		sign_add_words(screen, ACT_READ, stage->sealed ? NULL : heading,
		    "Read it as it stands now");
	add_sealing(screen, stage, NULL);
}

static void
add_changes(struct sign_screen *screen, const struct plan_stage *stage)
{
	const bool visit = screen->sitting->start->visit;
	const char *heading = stage->given > 0 || stage->signed_before
	    ? "Changed since it was signed"
	    : "Changed since it was sealed";
	struct changed_list list;
	struct error err;

	if (!stage->differs)
		return;
	if (!plan_changed(screen->sitting->plan, &stage->version, NULL, &list,
		&err)) {
		sign_add_words(screen, ACT_NONE, heading, err.text)->problem = true;
		return;
	}
	for (size_t i = 0; i < list.count; i++) {
		const struct changed *changed = &list.items[i];
		struct sign_line *line;
		struct buf text;

		if (changed->restricted && visit)
			continue;
		buf_init(&text);
		changed_say(changed, &text);
		line = sign_add(screen, changed->field ? ACT_ANSWER : ACT_TABLE,
		    heading, &text);
		line->field = changed->field;
		line->repeat = changed->repeat;
		line->row = changed->row;
		heading = NULL;
	}
	changed_list_clear(&list);
}

/* --- what stands against it --- */

static void
add_against(struct sign_screen *screen)
{
	const char *heading = "What stands against it";
	struct against against;
	size_t missing = 0;
	struct buf text;

	plan_against(screen->sitting->plan, !screen->sitting->start->visit,
	    &against);
	buf_init(&text);
	for (size_t i = 0; i < against.count; i++) {
		const struct todo *todo = &against.items[i];
		struct sign_line *line;

		if (i >= against.errors && todo->kind != TODO_UNSORTED) {
			missing++;
			continue;
		}
		buf_add(&text, todo->text);
		line = sign_add(screen, todo->kind == TODO_UNSORTED ? ACT_NOTES
							       : ACT_ANSWER,
		    heading, &text);
		line->problem = i < against.errors;
		line->field = todo->field;
		line->row = todo->row;
		heading = NULL;
	}
	if (missing > 0) {
		buf_addf(&text, "%zu answer%s needed before sign-off %s not "
		    "there yet. That is no bar.", missing,
		    missing == 1 ? "" : "s", missing == 1 ? "is" : "are");
		sign_add(screen, ACT_LEFT, heading, &text);
	} else if (heading)
		sign_add_words(screen, ACT_NONE, heading, "Nothing.");
	buf_clear(&text);
	against_clear(&against);
}

/* --- versions --- */

static void
add_versions(struct sign_screen *screen)
{
	const char *heading = "Every version that was sealed";
	struct stored_version *list;
	struct error err;
	struct buf text;
	size_t count;
	char day[32];

	if (!store_versions(plan_store(screen->sitting->plan), &list, &count,
		&err))
		return;
	buf_init(&text);
	for (size_t i = count; count > 1 && i-- > 0;) {
		date_format_short(clock_day(list[i].at), day);
		buf_addf(&text, "%s, by %s: ", day, list[i].who);
		seal_words_add(&list[i].seal, &text);
		if (*list[i].about)
			buf_addf(&text, ". %s", list[i].about);
		sign_add(screen, ACT_READ, heading, &text)->version = list[i].uid;
		heading = NULL;
	}
	buf_clear(&text);
	stored_versions_clear(list, count);
}

void
sign_lines_clear(struct sign_screen *screen)
{
	for (size_t i = 0; i < screen->count; i++)
		free(screen->lines[i].text);
	screen->count = 0;
}

void
sign_lines_make(struct sign_screen *screen)
{
	const struct plan *plan = screen->sitting->plan;
	const struct plan_stage *stage = plan_stage(plan);

	sign_lines_clear(screen);
	add_document(screen, stage);
	add_against(screen);
	add_changes(screen, stage);
	sign_add_signatures(screen, stage);
	sign_add_people(screen);
	sign_add_copies(screen);
	add_versions(screen);
	screen->generation = plan_generation(plan);
	list_set_count(&screen->list, screen->count);
}
