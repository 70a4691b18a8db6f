/* Every question of every form, for every kind of plan, as it stands on the
 * screen at 80 by 24 and at 60 by 18: who the plan is about at the top, the
 * cursor at what has the focus, the question and its hint whole, no word cut in
 * two by the right edge; and on a screen that is turned to the person nothing
 * that is for workers only. No golden files: forms change, this does not. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "kwame.h"
#include "plan/about.h"
#include "support.h"
#include "ui/layout.h"

#define MARK_COLS  2 /* of a form, left of everything */
#define TURN_PAGES 60
#define CANARY	   "Wren nests in the chimney" /* for workers only */

static const struct {
	int rows, cols;
} sizes[] = {{24, 80}, {18, 60}};

/* --- a plan that shows as much as it can --- */

/* Yes to whatever asks, every box ticked, and the canary wherever only workers
 * see it: so most of what depends on an answer shows. */
static void
answer_row(struct plan *plan, const struct field *field, const struct uid *row)
{
	struct field_state state;
	struct error err = {0};
	struct buf text;

	plan_field(plan, field, row, &state);
	if (!state.relevant || state.readonly || state.answered ||
	    strcmp(field->name, "purpose.kinds") == 0)
		return;
	buf_init(&text);
	if (field->restricted &&
	    (field->kind == FIELD_TEXT || field->kind == FIELD_PARAGRAPH))
		buf_add(&text, CANARY);
	else if (field->kind == FIELD_YES_NO)
		buf_add(&text, "yes");
	for (size_t i = 0; field->kind == FIELD_CHOICES && i < field->list->count;
	     i++)
		if (strcmp(field->list->choices[i].code, "none") != 0)
			buf_addf(&text, "%s%s", text.len > 0 ? " " : "",
			    field->list->choices[i].code);
	if (text.len > 0 &&
	    !plan_set_answer(plan, field, row, text.data, NULL, &err))
		fail_msg("%s: %s", field->name, err.text);
	buf_clear(&text);
}

/* One row in each table that shows, and one in each table of it. */
static void
fill_table(struct plan *plan, const struct repeat *repeat,
    const struct uid *parent)
{
	struct error err = {0};
	const struct uid *rows;
	struct uid row;

	if (!plan_repeat_shown(plan, repeat, parent))
		return;
	if (plan_rows(plan, repeat, parent, &rows) == 0) {
		if (!plan_row_add(plan, repeat, parent, &row, &err))
			fail_msg("%s: %s", repeat->name, err.text);
	} else
		row = rows[0];
	for (size_t i = 0; i < repeat->field_count; i++)
		answer_row(plan, repeat->fields[i], &row);
	for (size_t i = 0; i < repeat->inner_count; i++)
		fill_table(plan, repeat->inner[i], &row);
}

static void
fill_section(struct plan *plan, const struct section *section)
{
	for (size_t i = 0; i < section->item_count; i++)
		if (section->items[i].field)
			answer_row(plan, section->items[i].field, &UID_NONE);
		else
			fill_table(plan, section->items[i].repeat, &UID_NONE);
}

/* A section further down may make one further up show. */
static void
make_plan(const char *kind)
{
	struct plan *plan;
	const struct form_set *set = forms();

	(void)remove(KWAME); /* of another kind */
	kwame_make(KWAME, KWAME_HALF, false);
	answer_as(KWAME, &aisha, "purpose.kinds", kind);
	plan = open_as(KWAME, &aisha);
	for (int round = 0; round < 2; round++)
		for (size_t i = 0; i < set->form_count; i++)
			for (size_t j = 0; j < set->forms[i]->section_count; j++)
				if (plan_section_shown(plan,
					set->forms[i]->sections[j]))
					fill_section(plan,
					    set->forms[i]->sections[j]);
	plan_close(plan);
}

/* --- what is on the screen --- */

struct look {
	struct desk *desk;
	struct layout layout;
	const char *where; /* for whoever reads a failure */
	const char *words; /* every word that a form may say */
};

static void
fail_look(const struct look *look, const char *what, const char *which)
{
	print_screen(look->desk);
	fail_msg("%s: %s: %s", look->where, what, which);
}

/* Columns FROM to UP TO of a row; cells of our forms are one column each, and
 * a pound sign is two bytes. */
static void
add_cols(const struct look *look, int row, int from, int to, struct buf *out)
{
	struct buf text;
	size_t at = 0;
	uint32_t ch;

	buf_init(&text);
	emulator_row(look->desk->harness->emulator, row, &text);
	for (int col = 0; at < text.len && col < to; col++) {
		size_t n = utf8_decode(text.data + at, text.len - at, &ch);

		if (col >= from)
			buf_add_bytes(out, text.data + at, n);
		at += n;
	}
	buf_clear(&text);
}

/* The rows of the body between two columns as one line, without the spaces that
 * only lay it out. */
static char *
body_text(const struct look *look, int from, int to)
{
	struct buf text, out;
	bool space = false;

	buf_init(&text);
	buf_init(&out);
	for (int row = 0; row < look->layout.body.rows; row++) {
		add_cols(look, look->layout.body.row + row, from, to, &text);
		buf_add_char(&text, ' ');
	}
	for (size_t i = 0; i < text.len; i++) {
		bool blank = text.data[i] == ' ';

		if (!blank || !space)
			buf_add_char(&out, text.data[i]);
		space = blank;
	}
	buf_clear(&text);
	return buf_take(&out);
}

static bool
stands(const struct look *look, const char *text)
{
	int cols = look->layout.body.cols, middle = MARK_COLS + cols * 2 / 5;
	const struct {
		int from, to;
	} spans[] = {{0, cols}, {0, middle - 2}, {middle + 1, cols}};
	bool found = false;

	for (size_t i = 0; i < ARRAY_LEN(spans) && !found; i++) {
		char *on = body_text(look, spans[i].from, spans[i].to);

		found = strstr(on, text) != NULL;
		free(on);
	}
	return found;
}

/* --- what must hold --- */

static void
check_identity(const struct look *look)
{
	struct buf row;

	buf_init(&row);
	emulator_row(look->desk->harness->emulator, look->layout.header.row,
	    &row);
	/* a pool is nobody's plan: it has a name of its own, once it is given */
	if (strncmp(row.data, "Kwame Redfern", 13) != 0 &&
	    strcmp(plan_kinds(look->desk->sitting.plan), "pool") != 0)
		fail_look(look, "whose plan it is does not stand at the top",
		    row.data);
	buf_clear(&row);
}

/* The cursor stands beside the mark, or further down in what has it. */
static void
check_cursor(const struct look *look)
{
	int row, col;
	bool marked = false;

	emulator_cursor(look->desk->harness->emulator, &row, &col);
	for (; row >= look->layout.body.row && !marked; row--) {
		struct buf text;

		buf_init(&text);
		add_cols(look, row, 0, col, &text);
		marked = strchr(text.data, '>') != NULL;
		buf_clear(&text);
	}
	if (!marked)
		fail_look(look, "the cursor is not at the focus", "");
}

/* A word at the right edge is one that the forms have, or ends in the two dots
 * that say that it goes on. */
static void
check_edge(const struct look *look)
{
	int cols = look->layout.screen.cols;

	for (int row = 0; row < look->layout.screen.rows; row++) {
		struct buf text, word;
		size_t at;

		buf_init(&text);
		buf_init(&word);
		add_cols(look, row, 0, cols, &text);
		at = text.len;
		while (at > 0 && text.data[at - 1] != ' ')
			at--;
		buf_addf(&word, " %s ", text.data + at);
		if (utf8_cols(text.data, text.len) == cols &&
		    !strstr(look->words, word.data) &&
		    strcmp(text.data + text.len - 2, "..") != 0)
			fail_look(look, "a word is cut at the right edge",
			    text.data + at);
		buf_clear(&word);
		buf_clear(&text);
	}
}

static void
check_question(struct look *look, const struct field *field,
    const struct uid *row)
{
	if (about_field(field))
		return; /* for the program alone */
	sitting_go(&look->desk->sitting, NULL, field, row);
	harness_run(look->desk->harness);
	look->where = field->name;
	check_identity(look);
	check_edge(look);
	if (strcmp(screen_name(look->desk), "form") != 0)
		return; /* My week, as a grid */
	check_cursor(look);
	if (!stands(look, field->label))
		fail_look(look, "the question is not whole", field->label);
	/* below a list that is longer than the screen it comes at its end */
	for (size_t i = 1; field->list && i < field->list->count &&
	    !stands(look, field->hint); i++)
		act(look->desk, "key Down");
	if (!stands(look, field->hint))
		fail_look(look, "its hint is not whole", field->hint);
}

/* --- every one --- */

static unsigned
check_table(struct look *look, const struct repeat *repeat,
    const struct uid *parent)
{
	const struct uid *rows;
	struct plan *plan = look->desk->sitting.plan;
	struct uid row;
	unsigned count = 0;

	if (!plan_repeat_shown(plan, repeat, parent) ||
	    plan_rows(plan, repeat, parent, &rows) == 0)
		return 0;
	row = rows[0];
	for (size_t i = 0; i < repeat->field_count; i++) {
		struct field_state state;

		plan_field(plan, repeat->fields[i], &row, &state);
		if (!state.relevant)
			continue;
		check_question(look, repeat->fields[i], &row);
		count++;
	}
	for (size_t i = 0; i < repeat->inner_count; i++)
		count += check_table(look, repeat->inner[i], &row);
	return count;
}

static unsigned
check_section(struct look *look, const struct section *section)
{
	struct target target = {.section = section};
	unsigned count = 0;

	look->where = section->name;
	sitting_go(&look->desk->sitting, &target, NULL, &UID_NONE);
	harness_run(look->desk->harness);
	check_identity(look);
	check_edge(look);
	check_cursor(look);
	for (size_t i = 0; i < section->item_count; i++) {
		const struct item *item = &section->items[i];
		struct field_state state;

		if (!item->field) {
			count += check_table(look, item->repeat, &UID_NONE);
			continue;
		}
		plan_field(look->desk->sitting.plan, item->field, &UID_NONE,
		    &state);
		if (!state.relevant)
			continue;
		check_question(look, item->field, &UID_NONE);
		count++;
	}
	return count;
}

static void
add_words(struct buf *out, const char *text)
{
	buf_add_char(out, ' ');
	for (; text && *text; text++)
		buf_add_char(out, *text == '\n' ? ' ' : *text);
	buf_add_char(out, ' ');
}

/* All that the forms say, and what the frame of a screen does. */
static char *
all_words(void)
{
	const struct form_set *set = forms();
	struct buf out;

	buf_init(&out);
	add_words(&out, "Ctrl-Q quit screen left up down next F1 help");
	for (size_t i = 0; i < set->field_count; i++) {
		const struct field *field = set->fields[i];

		add_words(&out, field->label);
		add_words(&out, field->brief);
		add_words(&out, field->hint);
		add_words(&out, field->constraint_message);
		add_words(&out, field->advice_message);
		for (size_t j = 0; field->list && j < field->list->count; j++) {
			add_words(&out, field->list->choices[j].label);
			add_words(&out, field->list->choices[j].hint);
		}
	}
	for (size_t i = 0; i < set->repeat_count; i++) {
		add_words(&out, set->repeats[i]->title);
		add_words(&out, set->repeats[i]->hint);
		add_words(&out, set->repeats[i]->singular);
	}
	for (size_t i = 0; i < set->form_count; i++)
		for (size_t j = 0; j < set->forms[i]->section_count; j++) {
			add_words(&out, set->forms[i]->sections[j]->title);
			add_words(&out, set->forms[i]->sections[j]->hint);
		}
	return buf_take(&out);
}

static void
check_kind(const char *kind)
{
	const struct form_set *set = forms();
	char *words = all_words();

	make_plan(kind);
	for (size_t size = 0; size < ARRAY_LEN(sizes); size++) {
		struct look look = {.words = words};
		unsigned count = 0;

		look.desk = desk_open("xterm-256color", sizes[size].rows,
		    sizes[size].cols);
		layout_compute(sizes[size].rows, sizes[size].cols,
		    &look.layout);
		desk_plan(look.desk, KWAME);
		harness_run(look.desk->harness);
		for (size_t i = 0; i < set->form_count; i++)
			for (size_t j = 0; j < set->forms[i]->section_count; j++)
				if (plan_section_shown(look.desk->sitting.plan,
					set->forms[i]->sections[j]))
					count += check_section(&look,
					    set->forms[i]->sections[j]);
		print_message("# %s at %d by %d: %u questions\n", kind,
		    sizes[size].cols, sizes[size].rows, count);
		assert_true(count > 50);
		desk_close(look.desk);
	}
	free(words);
}

/* --- turned to the person --- */

static void
check_turned(const char *kind)
{
	struct desk *desk;

	make_plan(kind);
	desk = desk_at(KWAME);
	go_to_field(desk, "about_me.not_contact");
	see(desk, CANARY); /* it is there to be seen */
	act(desk, "key Ctrl-]");
	see(desk, "My plan");
	for (int page = 0; page < TURN_PAGES; page++) {
		see_not(desk, "Wren nests");
		see_not(desk, "the chimney");
		see_not(desk, "Is it safe to ring");
		see_not(desk, "seen alone");
		act(desk, "key PgDn");
	}
	desk_close(desk);
}

/* --- the kinds --- */

static void
test_questions(void **state)
{
	const struct choice_list *kinds = field_of("purpose.kinds")->list;

	(void)state;
	for (size_t i = 0; i < kinds->count; i++)
		check_kind(kinds->choices[i].code);
}

static void
test_turned(void **state)
{
	const struct choice_list *kinds = field_of("purpose.kinds")->list;

	(void)state;
	/* a pool asks nothing of what only workers see */
	for (size_t i = 0; i < kinds->count; i++)
		if (strcmp(kinds->choices[i].code, "pool") != 0)
			check_turned(kinds->choices[i].code);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    TEST(test_questions),
	    TEST(test_turned),
	};

	real_forms();
	return cmocka_run_group_tests(tests, NULL, group_teardown);
}
