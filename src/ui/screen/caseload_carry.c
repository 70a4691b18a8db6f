/* A plan to be carried: a second file of it; and one that comes back. */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "ui/screen/caseload_screen.h"
#include "ui/screen/export_screen.h"

static void
carry(struct caseload_screen *screen, const struct caseload_row *row)
{
	struct sitting *sitting = screen->sitting;
	char *folder = copies_folder(sitting), *copy;
	char *path = caseload_path(screen->caseload, row);
	struct error err;
	struct buf text;

	if (!caseload_copy(path, folder, NULL, &copy, &err)) {
		loop_say(sitting->loop, "%s", err.text);
	} else {
		buf_init(&text);
		buf_addf(&text, "It is this file:\n\n%s\n\nIt is the same plan, "
				"with all that is in it: its history, its "
				"notes and what only workers may see. Keep it "
				"as safe as the plan itself.\n\nAnswers given "
				"in one file show in the other once it is "
				"brought in: press i on the plan.", copy);
		loop_push(sitting->loop, screen_message_new(sitting,
					     "The second file is made",
					     text.data));
		buf_clear(&text);
		free(copy);
	}
	free(path);
	free(folder);
}

void
caseload_carry(struct caseload_screen *screen)
{
	const struct caseload_row *row = caseload_focused(screen);
	uint32_t asked = screen->to_carry;
	char *title;

	if (!row)
		return;
	screen->to_carry = caseload_id(screen->caseload, screen->list.focus);
	if (asked == screen->to_carry) {
		screen->to_carry = 0;
		carry(screen, row);
		return;
	}
	title = caseload_title(row);
	loop_say(screen->sitting->loop,
	    "Press c again to make a second file of the plan%s (%s), to carry "
	    "with you. For a copy to give to somebody press m.", title,
	    row->file);
	free(title);
}

void
caseload_merge(struct caseload_screen *screen)
{
	const struct caseload_row *row = caseload_focused(screen);
	char *path;

	if (!row)
		return;
	/* it has changed when it comes back into view */
	free(screen->went_to);
	screen->went_to = xstrdup(row->file);
	path = caseload_path(screen->caseload, row);
	loop_push(screen->sitting->loop,
	    screen_merge_new(screen->sitting, path));
	free(path);
}
