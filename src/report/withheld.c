#include "config.h"

#include "report/access.h"
#include "report/report_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "plan/statement.h"

static const char *const phrases[WITHHELD_WHY_COUNT] = {
	[WITHHELD_RESTRICTED] = "restricted",
	[WITHHELD_THIRD_PARTY] = "said by somebody else",
	[WITHHELD_AUDIENCE] = "not meant for this audience",
};

const char *
withheld_phrase(enum withheld_why why)
{
	return phrases[why];
}

/* What is looked for in the plan; what is found goes to LIST. */
struct search {
	const struct plan *plan;
	const struct reader *reader;
	enum withheld_why why;
	struct withheld_list *list;
};

static enum withheld_why
why_withheld(const struct search *search, const struct field *field)
{
	if (field_restricted(field))
		return WITHHELD_RESTRICTED;
	if (third_party_kept(search->reader, field))
		return WITHHELD_THIRD_PARTY;
	return WITHHELD_AUDIENCE;
}

/* Is it part of what is said against an answer that the copy shows? */
static bool
stands_beside(const struct search *search, const struct field *field,
    const struct uid *row)
{
	struct about about;

	return statement_table(field->repeat) &&
	    about_of_row(search->plan, field->repeat, row, &about) &&
	    field_meant(search->reader, about.field);
}

/* What was decided about a copy is no part of what a copy could hold. */
static bool
about_a_copy(const struct field *field)
{
	return field->repeat != NULL &&
	    strcmp(field->repeat->name, ACCESS_DECIDED) == 0;
}

static void
look_at_field(void *data, const struct field *field, const struct uid *row,
    const char *where)
{
	const struct search *search = data;
	struct withheld_list *list = search->list;
	struct field_state state;

	if (field_meant(search->reader, field) ||
	    why_withheld(search, field) != search->why ||
	    stands_beside(search, field, row) || about_a_copy(field))
		return;
	plan_field(search->plan, field, row, &state);
	if (!state.relevant || !state.answered || state.taken_out)
		return;
	ARRAY_GROW(list->items, list->count, list->cap);
	list->items[list->count++] = (struct withheld){
		.field = field,
		.row = *row,
		.why = search->why,
		.where = xstrdup(where),
	};
	list->counts[search->why]++;
}

static void
list_withheld(const struct plan *plan, const struct reader *reader,
    struct withheld_list *out)
{
	struct search search = { .plan = plan, .reader = reader, .list = out };

	*out = (struct withheld_list){ 0 };
	for (int why = 0; why < WITHHELD_WHY_COUNT; why++) {
		search.why = (enum withheld_why)why;
		report_walk(plan, look_at_field, &search);
	}
}

void
report_withheld(struct plan *plan, enum audience audience,
    struct withheld_list *out)
{
	struct reader reader;

	reader_init(&reader, plan, audience, NULL);
	list_withheld(plan, &reader, out);
}

void
report_withheld_viewer(struct plan *plan, const struct uid *viewer,
    struct withheld_list *out)
{
	struct reader reader;

	reader_init(&reader, plan, AUDIENCE_FAMILY, viewer);
	list_withheld(plan, &reader, out);
}

void
withheld_clear(struct withheld_list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->items[i].where);
	free(list->items);
	*list = (struct withheld_list){ 0 };
}

void
withheld_sentence(const struct withheld_list *list, const char *reader,
    struct buf *out)
{
	const char *between = ": ";

	buf_addf(out, "The copy for %s leaves out ", reader);
	if (list->count == 0)
		buf_add(out, "nothing");
	else
		buf_addf(out, "%zu answer%s", list->count,
		    list->count == 1 ? "" : "s");
	for (int why = 0; why < WITHHELD_WHY_COUNT; why++) {
		if (list->counts[why] == 0)
			continue;
		buf_addf(out, "%s%zu %s", between, list->counts[why],
		    phrases[why]);
		between = ", ";
	}
	buf_add_char(out, '.');
}
