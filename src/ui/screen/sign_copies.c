/* Who holds an old copy, on the sign-off screen, and what changed for each, as a
 * page to print. */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/file_name.h"
#include "base/outfile.h"
#include "export/write_html.h"
#include "plan/handed.h"
#include "ui/screen/export_screen.h"
#include "ui/screen/sign_screen.h"

#define NAME_BYTES 50

static void
add_copy(struct sign_screen *screen, const struct handed *handed,
    const char *heading)
{
	const char *const parts[] = { handed->what, handed->on };
	struct sign_line *line;
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "%s: %s", handed->to[0] ? handed->to : "Somebody",
	    handed->which);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (*parts[i])
			buf_addf(&text, ", %s", parts[i]);
	buf_add(&text, handed->sealed
		? ". Print what changed since"
		: ". It was not of a sealed plan: give them a new copy");
	line = sign_add(screen, handed->sealed ? ACT_CHANGES : ACT_ROW, heading,
	    &text);
	line->repeat = form_set_repeat(plan_forms(screen->sitting->plan),
	    COPIES);
	line->row = handed->row;
}

void
sign_add_copies(struct sign_screen *screen)
{
	const char *heading = "Who holds an old copy";
	struct handed_list list;
	struct error err;

	/* somebody else may see this screen, and nothing is printed there */
	if (screen->sitting->start->visit)
		return;
	if (!plan_handed(screen->sitting->plan, &list, &err)) {
		sign_add_words(screen, ACT_NONE, heading, err.text)->problem =
		    true;
		return;
	}
	for (size_t i = 0; i < list.count; i++) {
		if (!list.items[i].old)
			continue;
		add_copy(screen, &list.items[i], heading);
		heading = NULL;
	}
	handed_list_clear(&list);
}

/* --- the page --- */

/* The audience of the copy in ROW; what was not said is the person's own, and a
 * family copy shows what all of the family may see. */
static enum audience
audience_of(const struct plan *plan, const struct uid *row)
{
	const struct field *field =
	    form_set_field(plan_forms(plan), COPY_FOR);
	struct field_state state;
	unsigned bit = 0;

	if (field) {
		plan_field(plan, field, row, &state);
		if (state.value->kind == VALUE_TEXT)
			bit = audience_parse(state.value->text);
	}
	return bit ? (enum audience)bit : AUDIENCE_PERSON;
}

static char *
changes_path(const struct plan *plan, const char *folder,
    const struct handed *handed)
{
	struct buf stem;
	char *path;

	buf_init(&stem);
	file_name_add(plan_identity(plan)->name, NAME_BYTES, &stem);
	buf_add(&stem, stem.len > 0 ? "-changes-for-" : "changes-for-");
	file_name_add(handed->to, NAME_BYTES * 2, &stem);
	path = file_name_free(folder, stem.data, ".html", false);
	buf_clear(&stem);
	return path;
}

static bool
write_changes(struct sign_screen *screen, const struct handed *handed,
    const char *path, struct error *err)
{
	struct plan *plan = screen->sitting->plan;
	struct report *report;
	struct buf since, text;
	bool ok;

	buf_init(&since);
	buf_addf(&since, "copy %" PRId64, handed->number);
	report = report_changes(plan, audience_of(plan, &handed->row), NULL,
	    &handed->version, since.data);
	buf_init(&text);
	write_html(report, report->large_print, &text);
	ok = outfile_write(path, text.data, text.len, false, err);
	buf_clear(&text);
	buf_clear(&since);
	report_free(report);
	return ok;
}

static void
make_page(struct sign_screen *screen, const struct handed *handed)
{
	struct sitting *sitting = screen->sitting;
	char *folder = copies_folder(sitting);
	char *path = changes_path(sitting->plan, folder, handed);
	struct error err;
	struct buf text;
	bool ok;

	ok = folder_make(folder, &err) &&
	    write_changes(screen, handed, path, &err);
	buf_init(&text);
	if (ok)
		buf_addf(&text, "Print this for %s, and look at it first:\n\n"
				"%s\n\nWhen you make them a whole new copy, "
				"put their name at \"Given to\".",
		    handed->to, path);
	loop_push(sitting->loop,
	    screen_message_new(sitting,
		ok ? "What changed" : "The page was not written",
		ok ? text.data : err.text));
	buf_clear(&text);
	free(path);
	free(folder);
}

void
sign_print_changes(struct sign_screen *screen, const struct uid *row)
{
	struct handed_list list;
	struct error err;

	if (!plan_handed(screen->sitting->plan, &list, &err)) {
		loop_say(screen->sitting->loop, "%s", err.text);
		return;
	}
	for (size_t i = 0; i < list.count; i++)
		if (uid_equal(&list.items[i].row, row) && list.items[i].sealed)
			make_page(screen, &list.items[i]);
	handed_list_clear(&list);
}
