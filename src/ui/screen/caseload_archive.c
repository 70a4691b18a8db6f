/* The archive: plans are put away and brought back. */
#include "config.h"

#include "ui/screen/caseload_screen.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/utf8.h"

void
moved_clear(struct moved *moved)
{
	free(moved->from);
	free(moved->to);
	free(moved->file);
	*moved = (struct moved){ .from = NULL };
}

/* Moves FILE out of this list; the focus stays where it was, on the next. */
static bool
move(struct caseload_screen *screen, const char *file)
{
	const char *plans = screen->sitting->start->caseload;
	char *archive = caseload_archive(plans);
	const char *from = screen->archived ? archive : plans;
	const char *to = screen->archived ? plans : archive;
	struct error err;
	char *name;
	bool ok = caseload_move(from, to, file, &name, &err);

	if (ok) {
		moved_clear(&screen->moved);
		screen->moved = (struct moved){ xstrdup(from), xstrdup(to),
			name };
		caseload_look_at(screen->caseload, file);
	} else {
		loop_say(screen->sitting->loop, "%s", err.text);
	}
	free(archive);
	return ok;
}

char *
caseload_title(const struct caseload_row *row)
{
	struct buf title;

	buf_init(&title);
	if (*row->name) {
		buf_add(&title, " of ");
		(void)utf8_clean(row->name, strlen(row->name), &title);
	}
	return buf_take(&title);
}

void
caseload_put_away(struct caseload_screen *screen)
{
	const struct caseload_row *row = caseload_focused(screen);
	struct loop *loop = screen->sitting->loop;
	uint32_t asked = screen->to_archive, focus;
	char *title, *file;

	if (!row)
		return;
	focus = caseload_id(screen->caseload, screen->list.focus);
	title = caseload_title(row);
	file = xstrdup(row->file);
	if (screen->archived) {
		loop_say(loop, "It is archived already; b brings it back.");
	} else if (asked != focus) {
		screen->to_archive = focus;
		loop_say(loop,
		    "Press v again to archive the plan%s (%s). It is only "
		    "put away, and can be brought back.", title, file);
	} else {
		screen->to_archive = 0;
		if (move(screen, file))
			loop_say(loop,
			    "The plan%s is in the archive, as %s. Ctrl-Z "
			    "brings it back; a shows the archived plans.",
			    title, screen->moved.file);
	}
	free(title);
	free(file);
}

void
caseload_bring_back(struct caseload_screen *screen)
{
	const struct caseload_row *row = caseload_focused(screen);
	char *title, *file;

	if (!row)
		return;
	if (!screen->archived) {
		loop_say(screen->sitting->loop,
		    "This plan is not archived. a shows those that are.");
		return;
	}
	title = caseload_title(row);
	file = xstrdup(row->file);
	if (move(screen, file))
		loop_say(screen->sitting->loop,
		    "The plan%s is back among the plans, as %s. Esc goes "
		    "there.", title, screen->moved.file);
	free(title);
	free(file);
}

/* What was taken back is NAME now, here or in the other folder. */
static void
show_again(struct caseload_screen *screen, const char *name)
{
	const struct moved *moved = &screen->moved;
	size_t at;

	if (strcmp(caseload_folder(screen->caseload), moved->from) != 0) {
		caseload_look_at(screen->caseload, moved->file);
		return;
	}
	caseload_look_at(screen->caseload, name);
	caseload_find_focus(screen);
	at = caseload_find_file(screen->caseload, name);
	if (at < caseload_count(screen->caseload))
		caseload_choose(screen, at);
}

void
caseload_undo(struct caseload_screen *screen)
{
	struct moved *moved = &screen->moved;
	struct loop *loop = screen->sitting->loop;
	struct error err;
	char *name;

	if (!moved->from) {
		loop_say(loop, "There is nothing to take back here.");
		return;
	}
	if (!caseload_move(moved->to, moved->from, moved->file, &name, &err)) {
		loop_say(loop, "%s", err.text);
		return;
	}
	loop_say(loop, "%s is back where it was.", name);
	if (screen->caseload)
		show_again(screen, name);
	free(name);
	moved_clear(moved);
}
