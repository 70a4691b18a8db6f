/* Who sees what, tried with every question of the real forms: each answer is a
 * word that stands nowhere else, and every copy in every format is searched for
 * all of them. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "export/write_html.h"
#include "export/write_json.h"
#include "export/write_text.h"
#include "form/field_type.h"
#include "report/access.h"
#include "report/report.h"

#define ROWS	 2   /* in every table */
#define MAX_RUNS 60 /* until every answer has shown at least once */
#define PLAIN_RUNS 10 /* then answers are given until one that has not would */
#define TRIES	 60
#define SEED	 20261116u
#define FORMATS	 3

static const enum audience audiences[] = { AUDIENCE_PERSON, AUDIENCE_HOME,
	AUDIENCE_FAMILY, AUDIENCE_PROVIDER, AUDIENCE_FINANCE,
	AUDIENCE_APPROVER, AUDIENCE_AGENCIES };

/* One question in one row. */
struct asked {
	const struct field *field;
	struct uid row;
	char marker[8];	 /* "zqaabz" */
	char *typed;	 /* what was last typed */
	bool seen;	 /* its marker was in the agencies' copy */
};

struct world {
	char folder[64], path[96];
	struct form_set *forms;
	struct plan *plan;
	struct asked *asked;
	size_t count, cap;
	uint32_t random;
	/* what the family may see, as the plan is now */
	bool by_part, part[8];
};

/* --- setting the scene --- */

/* Nobody answers it: it is worked out, or filled in by the program. */
static bool
is_ours(const struct field *field)
{
	const struct expr *readonly = field->exprs[EXPR_READONLY];

	return field->exprs[EXPR_CALCULATE] != NULL ||
	    (readonly != NULL && strcmp(readonly->text, "1") == 0);
}

static void
ask(struct world *world, const struct field *field, const struct uid *row)
{
	struct asked *asked;
	size_t n = world->count;

	if (is_ours(field))
		return;
	ARRAY_GROW(world->asked, world->count, world->cap);
	asked = &world->asked[world->count++];
	*asked = (struct asked){ .field = field, .row = *row };
	memcpy(asked->marker, "zqaaaz", 7);
	for (int i = 4; i > 1; i--, n /= 26)
		asked->marker[i] = (char)('a' + n % 26);
}

static void
ask_rows(struct world *world, const struct repeat *repeat,
    const struct uid *parent)
{
	for (int i = 0; i < ROWS; i++) {
		struct error err = { 0 };
		struct uid row;

		if (!plan_row_add(world->plan, repeat, parent, &row, &err))
			fail_msg("%s: %s", repeat->name, err.text);
		for (size_t f = 0; f < repeat->field_count; f++)
			ask(world, repeat->fields[f], &row);
		for (size_t r = 0; r < repeat->inner_count; r++)
			ask_rows(world, repeat->inner[r], &row);
	}
}

static int
set_up(void **state)
{
	static const struct plan_user user = { "Aisha Bloom", "abloom",
		"clinic3" };
	struct world *world = xcalloc(1, sizeof *world);
	struct error err = { 0 };
	struct buf dir;

	buf_init(&dir);
	buf_addf(&dir, "%s/forms", getenv("TOP_SRCDIR"));
	snprintf(world->folder, sizeof world->folder,
	    "/tmp/oneplan-test-XXXXXX");
	assert_non_null(mkdtemp(world->folder));
	snprintf(world->path, sizeof world->path, "%s/all.oneplan",
	    world->folder);
	if (!form_set_load(dir.data, NULL, &world->forms, NULL, &err) ||
	    !plan_create(world->path, world->forms, NULL, &user, false, &world->plan,
		&err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < world->forms->once_count; i++)
		ask(world, world->forms->fields_once[i], &UID_NONE);
	for (size_t i = 0; i < world->forms->repeat_count; i++)
		if (world->forms->repeats[i]->in == NULL)
			ask_rows(world, world->forms->repeats[i], &UID_NONE);
	assert_true(world->count < 26 * 26 * 26);
	buf_clear(&dir);
	world->random = SEED;
	*state = world;
	return 0;
}

static int
tear_down(void **state)
{
	struct world *world = *state;

	plan_close(world->plan);
	form_set_free(world->forms);
	unlink(world->path);
	rmdir(world->folder);
	for (size_t i = 0; i < world->count; i++)
		free(world->asked[i].typed);
	free(world->asked);
	free(world);
	return 0;
}

/* --- answering --- */

static uint32_t
below(struct world *world, uint32_t limit)
{
	world->random = world->random * 1664525u + 1013904223u;
	return (world->random >> 16) % limit;
}

/* An answer that opens what chance would open too seldom: one of those below,
 * or NULL. */
static const char *
favoured(struct world *world, const struct field *field)
{
	static const char *const answers[][2] = {
		{ "money.funder", "la_ca" },
		{ "money.category", "pa" },
		{ "money.category", "agency" },
		{ "paying.charge_known", "yes" },
	};
	const char *found = NULL;
	uint32_t count = 0;

	for (size_t i = 0; i < ARRAY_LEN(answers); i++)
		if (strcmp(field->name, answers[i][0]) == 0 &&
		    below(world, ++count) == 0)
			found = answers[i][1];
	return found;
}

/* One code of the list, or several; all where ALL. */
static void
add_codes(struct world *world, const struct field *field, bool all,
    struct buf *out)
{
	const struct choice_list *list = field->list;
	bool several = field->kind == FIELD_CHOICES && below(world, 2) == 0;
	size_t only = below(world, (uint32_t)list->count);
	const char *answer = favoured(world, field);

	if (answer != NULL && below(world, 2) == 0) {
		buf_add(out, answer);
		return;
	}
	for (size_t i = 0; i < list->count; i++)
		if (all || (several ? below(world, 2) == 0 : i == only))
			buf_addf(out, "%s%s", out->len > 0 ? " " : "",
			    list->choices[i].code);
}

static void
add_links(const struct world *world, const struct field *field, struct buf *out)
{
	struct uid last = UID_NONE;

	for (size_t i = 0; i < world->count; i++) {
		const struct asked *asked = &world->asked[i];
		char hex[UID_HEX_LEN + 1];

		if (asked->field->repeat != field->link ||
		    uid_equal(&asked->row, &last))
			continue;
		last = asked->row;
		uid_format(&last, hex);
		buf_addf(out, "%s%s", out->len > 0 ? " " : "", hex);
		if (field->kind == FIELD_LINK)
			return;
	}
}

static const char *
plain_answer(struct world *world, enum field_kind kind)
{
	static const char *const numbers[] = { "0", "7", "35", "900" };
	static const char *const dates[] = { "16/11/2026", "3/4/1992",
		"1/2/2027" };

	switch (kind) {
	case FIELD_TIME:
		return "07:30";
	case FIELD_DATE:
		return dates[below(world, ARRAY_LEN(dates))];
	case FIELD_PERCENT:
		return "50";
	case FIELD_PHONE:
		return "01632 960123";
	case FIELD_EMAIL:
		return "a@b.example";
	case FIELD_POSTCODE:
		return "AB12 3CD";
	case FIELD_NHS_NUMBER:
		return "9990000018";
	case FIELD_YES_NO:
		return below(world, 2) == 0 ? "0" : "1";
	default:
		return numbers[below(world, ARRAY_LEN(numbers))];
	}
}

/* What is typed: the marker where words go and in half of the others that have
 * not shown yet, else an answer as the question wants it. */
static char *
typed(struct world *world, const struct asked *asked, bool marked)
{
	const struct field *field = asked->field;
	bool kinds = strcmp(field->name, FORM_KINDS_FIELD) == 0;
	struct buf out;

	buf_init(&out);
	if (field->link != NULL)
		add_links(world, field, &out);
	else if (marked && asked->seen && field_type(field->kind)->words &&
	    below(world, 8) == 0)
		; /* some are asked only where another has no answer */
	else if (field_type(field->kind)->words ||
	    (marked && !kinds && below(world, asked->seen ? 8 : 2) == 0))
		buf_add(&out, asked->marker);
	else if (field->list != NULL)
		add_codes(world, field, kinds && below(world, 4) != 0, &out);
	else
		buf_add(&out, plain_answer(world, field->kind));
	return buf_take(&out);
}

/* The forms of the parts that the person may choose to show to somebody. */
static const char *const parts[][2] = { { "about_me", "me" }, { "me", "me" },
	{ "outcomes", "outcomes" }, { "week", "week" }, { "health", "health" },
	{ "risks", "risks" }, { "money", "money" }, { "paying", "money" } };

/* Is CODE one of LIST's words? */
static bool
names(const char *list, const char *code)
{
	const char *found = list != NULL ? strstr(list, code) : NULL;
	size_t len = strlen(code);

	return found != NULL && (found == list || found[-1] == ' ') &&
	    (found[len] == '\0' || found[len] == ' ');
}

/* Did the person choose to show PART to everybody they named? */
static bool
shown_to_all(const struct world *world, const char *part)
{
	const struct field *field =
	    form_set_field(world->forms, "consent.viewer_parts");
	const struct field *last =
	    form_set_field(world->forms, "consent.viewer_until");

	for (size_t i = 0; i < world->count; i++) {
		const struct asked *asked = &world->asked[i];
		struct field_state state, until;

		if (asked->field != field)
			continue;
		plan_field(world->plan, field, &asked->row, &state);
		plan_field(world->plan, last, &asked->row, &until);
		if (!state.valid || !until.valid ||
		    until.value->kind != VALUE_TEXT ||
		    strcmp(until.value->text, "2026-11-16") < 0 ||
		    !names(state.value->text, part))
			return false;
	}
	return true;
}

/* Finds out once for every form what its part is worth to the family. */
static void
look_at_parts(struct world *world)
{
	const struct field *field =
	    form_set_field(world->forms, "consent.viewer_parts");

	world->by_part = plan_section_shown(world->plan, field->section);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		world->part[i] = shown_to_all(world, parts[i][1]);
}

/* Answers every question, or those that WHICH picks; MARKED: marker words may
 * stand where none are wanted. */
static void
apply(struct world *world, bool (*which)(const struct asked *asked),
    bool marked)
{
	struct change *changes = xcalloc(world->count, sizeof *changes);
	struct error err = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < world->count; i++) {
		struct asked *asked = &world->asked[i];

		if (which != NULL && !which(asked))
			continue;
		free(asked->typed);
		asked->typed = typed(world, asked, marked);
		changes[count++] = (struct change){
			.field = asked->field,
			.row = asked->row,
			.text = asked->typed,
		};
	}
	if (!plan_apply(world->plan, changes, count, NULL, &err))
		fail_msg("%s", err.text);
	free(changes);
	look_at_parts(world);
}

/* --- the copies --- */

struct copy {
	struct report *report;
	char *written[FORMATS];
};

static struct copy
make_copy(const struct world *world, enum audience audience)
{
	struct copy copy = { .report = report_build(world->plan, audience) };
	struct buf out;

	buf_init(&out);
	write_text(copy.report, &out);
	copy.written[0] = buf_take(&out);
	write_html(copy.report, false, &out);
	copy.written[1] = buf_take(&out);
	write_json(copy.report, &out);
	copy.written[2] = buf_take(&out);
	return copy;
}

static void
free_copy(struct copy *copy)
{
	report_free(copy->report);
	for (int i = 0; i < FORMATS; i++)
		free(copy->written[i]);
}

/* The audiences of a question of FORM that show it to the family. */
static unsigned
family_bits(const struct world *world, const struct form *form)
{
	for (size_t i = 0; world->by_part && i < ARRAY_LEN(parts); i++)
		if (strcmp(parts[i][0], form->id) == 0)
			return world->part[i]
			    ? AUDIENCE_FAMILY | AUDIENCE_PERSON
			    : 0;
	return AUDIENCE_FAMILY;
}

/* Every copy says whose it is. */
static bool
is_name(const struct field *field)
{
	return strncmp(field->name, "about_me.name_", 14) == 0;
}

/* The rule in its shortest form, apart from the report's own. */
static bool
may_see(const struct world *world, const struct field *field,
    enum audience audience)
{
	const unsigned own_side = AUDIENCE_PERSON | AUDIENCE_HOME |
	    AUDIENCE_FAMILY | AUDIENCE_PROVIDER;
	bool restricted = field->restricted, allowed;
	unsigned wanted = audience;

	if (audience == AUDIENCE_AGENCIES)
		return true;
	if (audience == AUDIENCE_FAMILY)
		wanted = family_bits(world, field->form);
	allowed = (field->audience & wanted) != 0;
	for (const struct repeat *in = field->repeat; in != NULL; in = in->in) {
		allowed = allowed && (in->audience & wanted) != 0;
		restricted = restricted || in->restricted;
	}
	return allowed && !restricted &&
	    !(field->third_party && ((unsigned)audience & own_side) != 0);
}

/* Does the whole plan print it for them, as a question with its answer? */
static bool
is_printed(const struct world *world, const struct field *field,
    enum audience audience)
{
	const unsigned quiet =
	    AUDIENCE_PERSON | AUDIENCE_HOME | AUDIENCE_FAMILY;

	return may_see(world, field, audience) &&
	    !(field->quiet && ((unsigned)audience & quiet) != 0);
}

/* How often marker words stand in TEXT, by their number. */
static void
count_markers(const struct world *world, const char *text, size_t *found)
{
	memset(found, 0, world->count * sizeof *found);
	while ((text = strstr(text, "zq")) != NULL) {
		size_t n = 0;

		for (int i = 2; i < 5; i++)
			n = n * 26 + (size_t)(text[i] - 'a');
		if (text[5] == 'z' && n < world->count)
			found[n]++;
		text += 2;
	}
}

static void
check_copy(struct world *world, enum audience audience, const char *written)
{
	size_t *found = xcalloc(world->count, sizeof *found);

	count_markers(world, written, found);
	for (size_t i = 0; i < world->count; i++) {
		struct asked *asked = &world->asked[i];
		struct field_state state;
		bool there = strcmp(asked->typed, asked->marker) == 0;

		plan_field(world->plan, asked->field, &asked->row, &state);
		there = there && state.relevant &&
		    is_printed(world, asked->field, audience);
		if (audience == AUDIENCE_AGENCIES && found[i] > 0)
			asked->seen = true;
		if (there != (found[i] > 0) && !is_name(asked->field))
			fail_msg("%s is %s the copy for %s", asked->field->name,
			    there ? "missing from" : "on",
			    audience_word(audience));
	}
	free(found);
}

/* Is TEXT the question, or the figure in "How the figures were worked out"? */
static bool
is_asked(const struct field *field, const char *text)
{
	return strcmp(field->label, text) == 0 ||
	    (field->exprs[EXPR_CALCULATE] != NULL &&
		strstr(text, field->label) != NULL);
}

/* Every question on the copy is one that its reader may see. */
static void
check_questions(const struct world *world, enum audience audience,
    const struct report *report)
{
	const struct form_set *forms = world->forms;

	for (size_t i = 0; i < report->count; i++) {
		const char *text = report->blocks[i].text;
		bool known = false;

		if (report->blocks[i].kind != BLOCK_ANSWER ||
		    strncmp(text, "Of all costs, ", 14) == 0)
			continue;
		for (size_t f = 0; f < forms->field_count && !known; f++)
			known = may_see(world, forms->fields[f], audience) &&
			    is_asked(forms->fields[f], text);
		for (size_t r = 0; r < forms->repeat_count && !known; r++)
			known = strcmp(forms->repeats[r]->title, text) == 0 &&
			    may_see(world, forms->repeats[r]->fields[0],
				audience);
		if (!known)
			fail_msg("\"%s\" is asked on the copy for %s", text,
			    audience_word(audience));
	}
}

/* The documents of one page show a part of that, and nothing else. */
static void
check_pages(struct world *world, enum audience audience)
{
	size_t *found = xcalloc(world->count, sizeof *found);

	for (int page = 0; page < PAGE_COUNT; page++) {
		struct report *report = report_page(world->plan, audience,
		    NULL, (enum page)page);
		struct buf out;

		buf_init(&out);
		write_html(report, false, &out);
		count_markers(world, out.data, found);
		for (size_t i = 0; i < world->count; i++) {
			const struct field *field = world->asked[i].field;

			if (found[i] > 0 && !is_name(field) &&
			    !may_see(world, field, audience))
				fail_msg("%s is on the page %s for %s",
				    field->name, page_word((enum page)page),
				    audience_word(audience));
		}
		buf_clear(&out);
		report_free(report);
	}
	free(found);
}

static void
check_copies(struct world *world)
{
	for (size_t i = 0; i < ARRAY_LEN(audiences); i++) {
		struct copy copy = make_copy(world, audiences[i]);

		for (int f = 0; f < FORMATS; f++)
			check_copy(world, audiences[i], copy.written[f]);
		check_questions(world, audiences[i], copy.report);
		check_pages(world, audiences[i]);
		free_copy(&copy);
	}
}

/* An answer that has not shown says nothing of who sees it. */
static size_t
count_unseen(const struct world *world, bool say)
{
	size_t unseen = 0;

	for (size_t i = 0; i < world->count; i++) {
		const struct asked *asked = &world->asked[i];

		if (asked->seen || asked->field->link != NULL ||
		    strcmp(asked->field->name, FORM_KINDS_FIELD) == 0)
			continue;
		if (say)
			print_message("# %s never showed\n",
			    asked->field->name);
		unseen++;
	}
	return unseen;
}

/* Would an answer that never showed be on a copy now? */
static bool
would_show(const struct world *world)
{
	for (size_t i = 0; i < world->count; i++) {
		const struct asked *asked = &world->asked[i];
		struct field_state state;

		if (asked->seen || asked->field->link != NULL ||
		    strcmp(asked->typed, asked->marker) != 0)
			continue;
		plan_field(world->plan, asked->field, &asked->row, &state);
		if (state.relevant)
			return true;
	}
	return false;
}

static void
test_every_answer_of_every_form(void **state)
{
	struct world *world = *state;
	int runs = 0;

	print_message("# seed %u\n", SEED);
	do {
		apply(world, NULL, true);
		for (int i = 0; runs >= PLAIN_RUNS && i < TRIES &&
		     !would_show(world); i++)
			apply(world, NULL, true);
		check_copies(world);
		runs++;
	} while (count_unseen(world, false) > 0 && runs < MAX_RUNS);
	print_message("# %d runs\n", runs);
	assert_int_equal(count_unseen(world, true), 0);
}

/* --- what may not be seen changes nothing --- */

static bool
is_restricted(const struct asked *asked)
{
	for (const struct repeat *in = asked->field->repeat; in != NULL;
	     in = in->in)
		if (in->restricted)
			return true;
	return asked->field->restricted;
}

static bool
is_third_party(const struct asked *asked)
{
	return asked->field->third_party;
}

static void
assert_same(const char *before, const char *after, enum audience audience)
{
	size_t at = 0;

	if (strcmp(before, after) == 0)
		return;
	while (before[at] == after[at])
		at++;
	while (at > 0 && before[at - 1] != '\n')
		at--;
	fail_msg("the copy for %s said \"%.*s\" and says \"%.*s\"",
	    audience_word(audience), (int)strcspn(before + at, "\n"),
	    before + at, (int)strcspn(after + at, "\n"), after + at);
}

/* However the answers WHICH are given, the copies for READERS stay as they
 * are. */
static void
check_no_change(struct world *world, bool (*which)(const struct asked *asked),
    unsigned readers)
{
	struct copy before[ARRAY_LEN(audiences)];
	size_t tried = 0;

	for (size_t i = 0; i < world->count; i++)
		tried += which(&world->asked[i]);
	assert_true(tried > 0);
	for (size_t i = 0; i < ARRAY_LEN(audiences); i++)
		before[i] = make_copy(world, audiences[i]);
	for (int run = 0; run < 6; run++) {
		apply(world, which, true);
		for (size_t i = 0; i < ARRAY_LEN(audiences); i++) {
			struct copy after;

			if (((unsigned)audiences[i] & readers) == 0)
				continue;
			after = make_copy(world, audiences[i]);
			for (int f = 0; f < FORMATS; f++)
				assert_same(before[i].written[f],
				    after.written[f], audiences[i]);
			free_copy(&after);
		}
	}
	for (size_t i = 0; i < ARRAY_LEN(audiences); i++)
		free_copy(&before[i]);
}

static void
test_restricted_answers_change_no_copy(void **state)
{
	struct world *world = *state;

	apply(world, NULL, false);
	check_no_change(world, is_restricted, ~(unsigned)AUDIENCE_AGENCIES);
}

static void
test_what_others_said_changes_no_copy(void **state)
{
	struct world *world = *state;

	apply(world, NULL, false);
	check_no_change(world, is_third_party,
	    AUDIENCE_PERSON | AUDIENCE_HOME | AUDIENCE_FAMILY |
		AUDIENCE_PROVIDER);
}

/* --- what the worker is told --- */

static const struct withheld *
find_withheld(const struct withheld_list *list, const struct asked *asked)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].field == asked->field &&
		    uid_equal(&list->items[i].row, &asked->row))
			return &list->items[i];
	return NULL;
}

/* Is it in a row that was added here? A review begins with rows of its own. */
static bool
row_asked(const struct world *world, const struct withheld *item)
{
	for (size_t i = 0; i < world->count; i++)
		if (world->asked[i].field->repeat == item->field->repeat &&
		    uid_equal(&world->asked[i].row, &item->row))
			return true;
	return false;
}

/* What was decided about a copy is nothing that it could hold. */
static bool
is_about_a_copy(const struct field *field)
{
	return field->repeat != NULL &&
	    strcmp(field->repeat->name, ACCESS_DECIDED) == 0;
}

/* The list names what counts and is not on the copy, and nothing else. */
static void
test_withheld_is_the_rest(void **state)
{
	struct world *world = *state;

	apply(world, NULL, false);
	for (size_t i = 0; i < ARRAY_LEN(audiences); i++) {
		struct withheld_list list;
		size_t kept = 0, ours = 0;

		report_withheld(world->plan, audiences[i], &list);
		for (size_t j = 0; j < world->count; j++) {
			const struct asked *asked = &world->asked[j];
			const struct withheld *found =
			    find_withheld(&list, asked);
			struct field_state now;
			bool expected;

			plan_field(world->plan, asked->field, &asked->row,
			    &now);
			expected = now.relevant && now.answered &&
			    !is_about_a_copy(asked->field) &&
			    !may_see(world, asked->field, audiences[i]);
			/* a link may show more than itself */
			if (asked->field->link == NULL)
				assert_int_equal(expected, found != NULL);
			kept += found != NULL;
			if (found != NULL && is_restricted(asked))
				assert_int_equal(found->why,
				    WITHHELD_RESTRICTED);
		}
		for (size_t j = 0; j < list.count; j++)
			ours += is_ours(list.items[j].field) ||
			    !row_asked(world, &list.items[j]);
		assert_int_equal(kept + ours, list.count);
		assert_int_equal(list.counts[0] + list.counts[1] +
			list.counts[2],
		    list.count);
		if (audiences[i] == AUDIENCE_AGENCIES)
			assert_int_equal(list.count, 0);
		withheld_clear(&list);
	}
}

/* --- what the person chose to show --- */

static void
set(struct world *world, const char *name, const struct uid *row,
    const char *text)
{
	const struct field *field = form_set_field(world->forms, name);
	struct error err = { 0 };

	assert_non_null(field);
	if (!plan_set_answer(world->plan, field, row, text, NULL, &err))
		fail_msg("%s", err.text);
}

static char *
text_for(struct report *report)
{
	struct buf out;

	buf_init(&out);
	write_text(report, &out);
	report_free(report);
	return buf_take(&out);
}

static void
test_family_sees_what_was_chosen(void **state)
{
	static const struct {
		const char *viewer; /* NULL: nobody in particular */
		const char *until;  /* of the first */
		bool found, me, week;
	} cases[] = {
		{ NULL, NULL, true, false, true }, /* chosen for both */
		{ "Nell", NULL, true, true, true },
		{ "Ruth", NULL, true, false, true },
		{ "Nell", "16/11/2026", true, true, true },
		{ "Nell", "15/11/2026", true, false, false },
		{ NULL, "15/11/2026", true, false, false },
		{ "Nell", "soon", true, false, false },
		{ "Zoe", NULL, false, false, false },
		{ "", NULL, false, false, false }, /* both begin so */
	};
	struct world *world = *state;
	const struct uid *lent;
	struct uid rows[ROWS];

	assert_int_equal(plan_rows(world->plan,
			     form_set_repeat(world->forms, "consent.viewer"),
			     &UID_NONE, &lent),
	    ROWS);
	memcpy(rows, lent, sizeof rows); /* lent until the next change */
	set(world, "purpose.kinds", &UID_NONE, "council");
	set(world, "me.important", &UID_NONE, "The sea.");
	set(world, "consent.viewer_who", &rows[0], "Nell, sister");
	set(world, "consent.viewer_parts", &rows[0], "me week");
	set(world, "consent.viewer_who", &rows[1], "Ruth, neighbour");
	set(world, "consent.viewer_parts", &rows[1], "week");
	set(world, "week.alone", &UID_NONE, "Sunday afternoons.");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct uid viewer;
		bool found = cases[i].viewer == NULL ||
		    report_find_viewer(world->plan, cases[i].viewer, &viewer);
		char *text;

		assert_int_equal(found, cases[i].found);
		if (!found)
			continue;
		set(world, "consent.viewer_until", &rows[0], cases[i].until);
		text = text_for(cases[i].viewer != NULL
			? report_build_viewer(world->plan, &viewer)
			: report_build(world->plan, AUDIENCE_FAMILY));
		assert_int_equal(strstr(text, "The sea.") != NULL,
		    cases[i].me);
		assert_int_equal(strstr(text, "Sunday") != NULL,
		    cases[i].week);
		if (cases[i].viewer != NULL)
			assert_non_null(strstr(text, cases[i].viewer));
		free(text);
	}
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_every_answer_of_every_form),
		CASE(test_restricted_answers_change_no_copy),
		CASE(test_what_others_said_changes_no_copy),
		CASE(test_withheld_is_the_rest),
		CASE(test_family_sees_what_was_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
