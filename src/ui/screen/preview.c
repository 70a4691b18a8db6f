/* The very page that a copy would be, for each audience in turn; and the same
 * page turned to the person, from which nothing else can be reached. */
#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "export/write_text.h"
#include "ui/draw.h"
#include "ui/pager.h"
#include "ui/screens.h"

struct preview {
	struct screen screen;
	struct sitting *sitting;
	size_t audience; /* in the order of audiences[] */
	bool turned;	 /* to the person: their copy and nothing else */
	struct buf page;
	struct utf8_wrap lines;
	struct pager pager;
};

static const enum audience audiences[] = { AUDIENCE_PERSON, AUDIENCE_HOME,
	AUDIENCE_FAMILY, AUDIENCE_PROVIDER, AUDIENCE_FINANCE,
	AUDIENCE_APPROVER, AUDIENCE_AGENCIES };

static struct preview *
preview_of(struct screen *screen)
{
	return (struct preview *)(void *)screen;
}

static void
make_page(struct preview *preview)
{
	struct report *report = report_build(preview->sitting->plan,
	    audiences[preview->audience]);

	buf_reset(&preview->page);
	write_text(report, &preview->page);
	report_free(report);
	preview->lines.count = 0;
	utf8_wrap_text(&preview->lines, preview->page.data, preview->page.len,
	    TEXT_PAGE_COLS + 1);
	preview->pager.first = 0;
	preview->pager.lines = (int)preview->lines.count;
}

static struct cell
preview_draw(struct screen *screen, const struct layout *layout)
{
	struct preview *preview = preview_of(screen);
	struct rect body = layout->body;
	struct buf title;

	buf_init(&title);
	if (preview->turned)
		buf_add(&title, "My plan");
	else
		buf_addf(&title, "The copy for %s (Tab: for somebody else)",
		    audience_phrase(audiences[preview->audience]));
	screen_draw_head(preview->sitting, layout, title.data);
	buf_clear(&title);
	preview->pager.rows = body.rows;
	for (int i = 0; i < body.rows; i++) {
		size_t at = (size_t)(preview->pager.first + i);
		if (at >= preview->lines.count)
			break;
		const struct utf8_line *line = &preview->lines.lines[at];
		draw_text(body, i, 0, STYLE_PLAIN,
		    preview->page.data + line->start, line->len);
	}
	return draw_cell(body, 0, 0);
}

static void
turn_to(struct preview *preview, bool next)
{
	size_t count = ARRAY_LEN(audiences);

	/* what only workers may see stays shut on a visit */
	if (preview->sitting->start->visit)
		count--; /* the agencies stand last */
	preview->audience =
	    (preview->audience + (next ? 1 : count - 1)) % count;
	make_page(preview);
}

static bool
preview_command(struct screen *screen, enum command_id command)
{
	struct preview *preview = preview_of(screen);

	if (pager_command(&preview->pager, command))
		return true;
	if (preview->turned) {
		/* the way back is a key that is not named here */
		if (command == COMMAND_TURN)
			loop_pop(preview->sitting->loop, screen);
		return command != COMMAND_QUIT && command != COMMAND_CURTAIN;
	}
	switch (command) {
	case COMMAND_NEXT_FIELD:
	case COMMAND_RIGHT:
		turn_to(preview, true);
		return true;
	case COMMAND_PREVIOUS_FIELD:
	case COMMAND_LEFT:
		turn_to(preview, false);
		return true;
	case COMMAND_EXPORT:
		loop_push(preview->sitting->loop,
		    screen_export_new(preview->sitting,
			&audiences[preview->audience]));
		return true;
	case COMMAND_LEAVE:
	case COMMAND_ACCEPT:
	case COMMAND_PREVIEW:
		loop_pop(preview->sitting->loop, screen);
		return true;
	default:
		return false;
	}
}

static void
preview_work(struct screen *screen)
{
	struct preview *preview = preview_of(screen);

	(void)sitting_commit(preview->sitting);
	make_page(preview);
}

static const enum command_id *
preview_footer(const struct screen *screen, size_t *n)
{
	static const enum command_id ids[] = { COMMAND_HELP,
		COMMAND_NEXT_FIELD, COMMAND_LEAVE, COMMAND_EXPORT,
		COMMAND_PAGE_DOWN, COMMAND_QUIT };
	static const enum command_id turned[] = { COMMAND_PAGE_DOWN,
		COMMAND_PAGE_UP };

	if (((const struct preview *)(const void *)screen)->turned) {
		*n = ARRAY_LEN(turned);
		return turned;
	}
	*n = ARRAY_LEN(ids);
	return ids;
}

static void
preview_close(struct screen *screen)
{
	struct preview *preview = preview_of(screen);

	buf_clear(&preview->page);
	utf8_wrap_clear(&preview->lines);
	free(preview);
}

static const struct screen_ops preview_ops = {
	.name = "preview",
	.about = "The copy that each reader would get, as the plan stands now.",
	.draw = preview_draw,
	.on = CONTEXT_READING,
	.command = preview_command,
	.work = preview_work,
	.footer = preview_footer,
	.close = preview_close,
};

struct screen *
screen_preview_new(struct sitting *sitting, bool turned)
{
	struct preview *preview = xcalloc(1, sizeof *preview);

	preview->screen.ops = &preview_ops;
	preview->sitting = sitting;
	preview->turned = turned;
	buf_init(&preview->page);
	utf8_wrap_init(&preview->lines);
	(void)sitting_commit(sitting);
	make_page(preview);
	return &preview->screen;
}
