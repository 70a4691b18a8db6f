/* What stands at the top of every screen: whose plan this is, and where we are. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "plan/branch.h"
#include "plan/stage.h"
#include "ui/draw.h"
#include "ui/screens.h"

#define TRAINING "TRAINING"
#define WHAT_IF  "WHAT IF"

/* Draws WORD at the end of the ROOM columns; returns what is left of them. */
static int
draw_mark(struct rect area, int room, const char *word)
{
	room -= (int)strlen(word) + 2;
	draw_string(area, 0, room + 2, STYLE_TRAINING, word);
	return room;
}

/* The name gives way to the date of birth and the number, which tell people
 * with one name apart. */
static void
draw_identity(const struct sitting *sitting, struct rect area)
{
	const struct identity *identity = plan_identity(sitting->plan);
	int room = area.cols - 1;
	struct buf rest;

	if (store_training(plan_store(sitting->plan)))
		room = draw_mark(area, room, TRAINING);
	if (plan_what_if(sitting->plan))
		room = draw_mark(area, room, WHAT_IF);
	buf_init(&rest);
	if (*identity->born)
		buf_addf(&rest, ", %s", identity->born);
	if (*identity->nhs_last3)
		buf_addf(&rest, ", %s", identity->nhs_last3);
	const char *name = *identity->name ? identity->name : "No name yet";
	int rest_cols = utf8_cols(rest.data, rest.len);
	int name_cols = utf8_cols(name, strlen(name));
	if (name_cols + rest_cols > room)
		name_cols = room - rest_cols > 8 ? room - rest_cols : 8;
	draw_short(rect_part(area, 0, 0, 1, name_cols), 0, 0, STYLE_HEADER, name);
	draw_string(rect_part(area, 0, name_cols, 1, room - name_cols), 0, 0,
	    STYLE_HEADER, rest.data);
	buf_clear(&rest);
}

/* An exercise is set on a day of its own, and counts from it: said beside the
 * title, where there is room, so that it takes no line. */
static void
draw_exercise(const struct sitting *sitting, struct rect area,
    const char *title)
{
	int room = area.cols - 2 - utf8_cols(title, strlen(title)), cols;
	char day[32];
	struct buf text;

	if (!plan_exercise(sitting->plan))
		return;
	date_format_short(plan_today(sitting->plan), day);
	buf_init(&text);
	buf_addf(&text, "Today is %s in this exercise", day);
	cols = utf8_cols(text.data, text.len);
	if (cols > room) {
		buf_reset(&text);
		buf_addf(&text, "Today: %s", day);
		cols = utf8_cols(text.data, text.len);
	}
	if (cols <= room)
		draw_string(area, 0, area.cols - cols, STYLE_HINT, text.data);
	buf_clear(&text);
}

/* A plan that was signed and is not what was signed says so on every screen;
 * returns the columns that this takes. */
static int
draw_changed(const struct sitting *sitting, struct rect area, const char *title)
{
	const struct plan_stage *stage = plan_stage(sitting->plan);
	int title_cols = utf8_cols(title, strlen(title)), cols;
	struct buf text;

	buf_init(&text);
	stage_say_changed(stage, false, &text);
	if (text.len == 0)
		return 0;
	if (title_cols + 2 + utf8_cols(text.data, text.len) > area.cols) {
		buf_reset(&text);
		stage_say_changed(stage, true, &text);
	}
	cols = utf8_cols(text.data, text.len);
	draw_string(area, 0, area.cols - cols, STYLE_PROBLEM, text.data);
	buf_clear(&text);
	return cols + 2;
}

void
screen_draw_head(const struct sitting *sitting, const struct layout *layout,
    const char *title)
{
	struct rect area = layout->title;

	if (sitting->plan)
		draw_identity(sitting, layout->header);
	else
		draw_string(layout->header, 0, 0, STYLE_HEADER, "oneplan");
	if (sitting->plan) {
		area.cols -= draw_changed(sitting, area, title);
		draw_exercise(sitting, area, title);
	}
	draw_short(area, 0, 0, STYLE_TITLE, title);
	screen_draw_steps(sitting, layout);
}
