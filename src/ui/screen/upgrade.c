/* The forms have changed since this plan was last filled in: what that changes,
 * before anything does. */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "plan/kept.h"
#include "ui/draw.h"
#include "ui/list.h"
#include "ui/screens.h"

enum { USE_TODAYS, KEEP_OWN, OPTIONS };

struct upgrade {
	struct screen screen;
	struct sitting *sitting;
	struct differences found;
	struct buf text;
	struct list list; /* the two ways on, the better first */
	int order[OPTIONS];
};

static struct upgrade *
upgrade_of(struct screen *screen)
{
	return (struct upgrade *)(void *)screen;
}

static void
add_count(struct buf *text, size_t count, const char *one, const char *many)
{
	if (count == 0)
		return;
	if (text->len > 0)
		buf_add(text, ", ");
	buf_addf(text, "%zu %s", count, count == 1 ? one : many);
}

static void
add_difference(struct buf *text, const struct difference *one)
{
	static const char *const words[] = {
		[DIFFERENCE_NEW] = "New",
		[DIFFERENCE_GONE] = "Gone",
		[DIFFERENCE_TYPE] = "Takes another kind of answer",
		[DIFFERENCE_WORDED] = "In other words",
	};

	buf_addf(text, "%s, in %s: %s", words[one->kind], one->form,
	    one->kind == DIFFERENCE_NEW ? one->is : one->was);
	if (one->kind == DIFFERENCE_WORDED)
		buf_addf(text, " -> %s", one->is);
	if (one->answers > 0 && one->kind != DIFFERENCE_WORDED)
		buf_addf(text, " (%zu answer%s, kept)", one->answers,
		    one->answers == 1 ? "" : "s");
}

static void
make_text(struct upgrade *upgrade)
{
	const struct differences *found = &upgrade->found;
	struct buf sums;

	buf_init(&sums);
	add_count(&sums, found->counts[DIFFERENCE_NEW], "question is new",
	    "questions are new");
	add_count(&sums, found->counts[DIFFERENCE_GONE],
	    "question is no longer asked", "questions are no longer asked");
	add_count(&sums, found->counts[DIFFERENCE_TYPE],
	    "question takes another kind of answer",
	    "questions take another kind of answer");
	add_count(&sums, found->counts[DIFFERENCE_WORDED],
	    "question is asked in other words",
	    "questions are asked in other words");
	buf_addf(&upgrade->text, "%s %s.\n\nNothing is lost either way: every "
	    "answer stays in the plan's file, and you are asked again the next "
	    "time it is opened with other forms.\n",
	    found->older
		? "The forms here are OLDER than those this plan was last "
		  "filled in with. With them,"
		: "The forms have changed since this plan was last filled in. "
		  "With today's,", sums.data);
	buf_clear(&sums);
}

/* The changes, one a line, under the two ways on. */
static void
draw_changes(const struct upgrade *upgrade, struct rect area, int row)
{
	struct buf line;

	buf_init(&line);
	for (size_t i = 0; i < upgrade->found.count && row < area.rows; i++) {
		size_t left = upgrade->found.count - i;
		buf_reset(&line);
		if (row == area.rows - 1 && left > 1) {
			buf_addf(&line, "and %zu more", left);
			draw_string(area, row, 0, STYLE_HINT, line.data);
			break;
		}
		add_difference(&line, &upgrade->found.items[i]);
		row += draw_wrapped(area, row, STYLE_HINT, line.data, 0);
	}
	buf_clear(&line);
}

static struct cell
upgrade_draw(struct screen *screen, const struct layout *layout)
{
	static const char *const options[] = {
		[USE_TODAYS] = "Go on with the forms of today",
		[KEEP_OWN] = "Go on with the forms this plan was filled in with",
	};
	struct upgrade *upgrade = upgrade_of(screen);
	struct rect body = rect_part(layout->body, 0, 2, layout->body.rows,
	    layout->body.cols - 4);
	int row = 1 + draw_wrapped(body, 0, STYLE_PLAIN, upgrade->text.data, 0);
	int at = row + (int)upgrade->list.focus;

	screen_draw_head(upgrade->sitting, layout, "The forms have changed");
	for (int i = 0; i < OPTIONS; i++)
		draw_string(body, row + i, 2, STYLE_PLAIN,
		    options[upgrade->order[i]]);
	for (int i = 0; i < OPTIONS; i++)
		screen_spot(screen, rect_part(body, row + i, 0, 1, body.cols),
		    (size_t)i);
	draw_string(body, at, 0, STYLE_FOCUS, ">");
	draw_changes(upgrade, body, row + OPTIONS + 1);
	return draw_cell(body, at, 2);
}

static bool
upgrade_command(struct screen *screen, enum command_id command)
{
	struct upgrade *upgrade = upgrade_of(screen);
	struct sitting *sitting = upgrade->sitting;
	struct error err;

	if (list_command(&upgrade->list, command))
		return true;
	if (command == COMMAND_ACCEPT || command == COMMAND_TOGGLE) {
		if (upgrade->order[upgrade->list.focus] == USE_TODAYS)
			loop_pop(sitting->loop, screen);
		else if (!sitting_keep_forms(sitting, &err))
			loop_say(sitting->loop, "%s", err.text);
		return true;
	}
	/* closing the plan, leaving: nothing has changed yet */
	if (command == COMMAND_LEAVE) {
		loop_say(sitting->loop, "Choose one of the two with the arrow "
		    "keys, then press Enter.");
		return true;
	}
	return command != COMMAND_HELP && command != COMMAND_QUIT &&
	    command != COMMAND_REDRAW && command != COMMAND_CURTAIN;
}

/* Once goes there; again chooses it. */
static void
upgrade_click(struct screen *screen, size_t number, struct cell at)
{
	struct list *list = &upgrade_of(screen)->list;

	(void)at;
	if (list->focus == number)
		(void)upgrade_command(screen, COMMAND_ACCEPT);
	else
		list->focus = number;
}

static void
upgrade_close(struct screen *screen)
{
	struct upgrade *upgrade = upgrade_of(screen);

	differences_clear(&upgrade->found);
	buf_clear(&upgrade->text);
	free(upgrade);
}

static const struct screen_ops upgrade_ops = {
	.name = "upgrade",
	.draw = upgrade_draw,
	.on = CONTEXT_LIST,
	.shown = { COMMAND_ACCEPT, COMMAND_DOWN, COMMAND_QUIT },
	.command = upgrade_command,
	.click = upgrade_click,
	.close = upgrade_close,
};

struct screen *
screen_upgrade_new(struct sitting *sitting, struct differences *found)
{
	struct upgrade *upgrade = xcalloc(1, sizeof *upgrade);

	upgrade->screen.ops = &upgrade_ops;
	upgrade->sitting = sitting;
	upgrade->found = *found;
	*found = (struct differences){ 0 };
	upgrade->order[0] = upgrade->found.older ? KEEP_OWN : USE_TODAYS;
	upgrade->order[1] = upgrade->found.older ? USE_TODAYS : KEEP_OWN;
	list_set_count(&upgrade->list, OPTIONS);
	list_fit(&upgrade->list, OPTIONS);
	buf_init(&upgrade->text);
	make_text(upgrade);
	return &upgrade->screen;
}
