/* All that is written about the person, and what somebody decided of it. */
#include "config.h"

#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "export/csv.h"
#include "export/decisions.h"
#include "export/write_text.h"

#define HEADER "Disclose / redact / refuse,Reason,If redact: shown instead,"

/* The small forms: a restricted answer, one that somebody else gave, and two of
 * the person's own. */
static void
fill_in(const struct scene *scene)
{
	answer(scene, "about_me.name_pref", "Kwame");
	answer(scene, "about_me.name_family", "Redfern, =1+1");
	answer(scene, "about_me.safe_to_ring", "Never on a Friday");
}

static char *
table(const struct scene *scene)
{
	struct access_list list;
	struct buf text;

	access_list_make(scene->plan, &list);
	buf_init(&text);
	decisions_write(&list, &text);
	access_clear(&list);
	return buf_take(&text);
}

/* TEXT with the first FROM made into TO; TEXT is freed. */
static char *
with(char *text, const char *from, const char *to)
{
	char *at = strstr(text, from);
	struct buf out;

	if (at == NULL)
		fail_msg("there is no %s in\n%s", from, text);
	buf_init(&out);
	buf_add_bytes(&out, text, (size_t)(at - text));
	buf_add(&out, to);
	buf_add(&out, at + strlen(from));
	free(text);
	return buf_take(&out);
}

/* Reads TEXT, which is freed. SAID: how many things stand against it; where NULL
 * is expected, it is no such table. The copy, or NULL. */
static char *
copy_of(const struct scene *scene, char *text, size_t said, struct buf *record)
{
	struct problem_list problems;
	struct access_list list;
	struct error err;
	struct buf out;

	problem_list_init(&problems);
	access_list_make(scene->plan, &list);
	if (!decisions_read(text, strlen(text), &list, &problems, &err))
		fail_msg("%s", err.text);
	if (problems.count != said)
		fail_msg("%zu stand against it, not %zu, in\n%s",
		    problems.count, said, text);
	buf_init(&out);
	if (said == 0) {
		struct report *report = report_access(scene->plan, &list);

		write_text(report, &out);
		report_free(report);
	}
	if (record != NULL)
		decisions_say(&list, record);
	problem_list_clear(&problems);
	access_clear(&list);
	free(text);
	return buf_take(&out);
}

static void
nothing_is_given_before_it_is_decided(void **state)
{
	const struct scene *scene = *state;
	char *text;

	fill_in(scene);
	text = table(scene);
	assert_non_null(strstr(text, "Never on a Friday,restricted,,"));
	assert_non_null(strstr(text, "Kwame,,disclose,"));
	free(copy_of(scene, text, 1, NULL));
	/* without a reason, it is not decided either */
	free(copy_of(scene, with(table(scene), ",restricted,,",
	    ",restricted,refuse,"), 1, NULL));
	free(copy_of(scene, with(table(scene), ",restricted,,",
	    ",restricted,disclose,"), 1, NULL));
	free(copy_of(scene, with(table(scene), ",restricted,,",
	    ",restricted,perhaps,"), 1, NULL));
	free(copy_of(scene, with(table(scene), "Kwame,,disclose,",
	    "Kwame,,redact,"), 2, NULL));
	free(copy_of(scene, with(table(scene), "Kwame,,disclose,",
	    "Kwame,,,"), 2, NULL));
}

static void
what_is_refused_leaves_no_trace(void **state)
{
	const struct scene *scene = *state;
	struct buf record;
	char *copy, *without;

	fill_in(scene);
	buf_init(&record);
	copy = copy_of(scene, with(table(scene), ",restricted,,,",
	    ",restricted, REFUSE ,It could do serious harm.,"), 0, &record);
	assert_null(strstr(copy, "Friday"));
	assert_null(strstr(copy, "safe to ring"));
	assert_null(strstr(copy, "serious harm."));
	assert_non_null(strstr(copy, "Kwame"));
	/* the words of the record are for the organisation alone */
	assert_non_null(strstr(record.data, "2 given, 0 given in part, 1 "
					    "refused."));
	assert_non_null(strstr(record.data, "It could do serious harm."));
	assert_null(strstr(record.data, "Friday"));
	/* and the copy is the same as where there never was anything */
	answer(scene, "about_me.safe_to_ring", "");
	without = copy_of(scene, table(scene), 0, NULL);
	assert_string_equal(copy, without);
	free(copy);
	free(without);
	buf_clear(&record);
}

static void
in_part(void **state)
{
	const struct scene *scene = *state;
	char *copy;

	fill_in(scene);
	copy = copy_of(scene, with(table(scene), ",restricted,,,,",
	    ",restricted,redact,A friend said it.,On some days,"), 0, NULL);
	assert_non_null(strstr(copy, "On some days"));
	assert_null(strstr(copy, "Friday"));
	assert_null(strstr(copy, "A friend"));
	free(copy);
	copy = copy_of(scene, with(table(scene), ",restricted,,,,",
	    ",restricted,redact,A friend said it.,,"), 0, NULL);
	assert_non_null(strstr(copy, "(taken out)"));
	assert_null(strstr(copy, "Friday"));
	free(copy);
}

/* A decision is about the words that somebody read. */
static void
what_changed_since_is_looked_at_again(void **state)
{
	const struct scene *scene = *state;
	char *text;

	fill_in(scene);
	text = with(table(scene), ",restricted,,,",
	    ",restricted,disclose,They know it.,");
	answer(scene, "about_me.safe_to_ring", "Never on a Monday");
	free(copy_of(scene, xstrdup(text), 1, NULL));
	answer(scene, "about_me.safe_to_ring", "Never on a Friday");
	free(copy_of(scene, xstrdup(text), 0, NULL));
	/* one that is new is not in the table */
	answer(scene, "about_me.dob", "3/4/1992");
	free(copy_of(scene, text, 1, NULL));
}

static void
what_is_no_table_of_decisions(void **state)
{
	static const char *const texts[] = { "", "a,b\n1,2\n",
		"No.,Where,Question\n", HEADER "Field,Row\n" };
	const struct scene *scene = *state;

	fill_in(scene);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct problem_list problems;
		struct access_list list;
		struct error err;

		problem_list_init(&problems);
		access_list_make(scene->plan, &list);
		if (decisions_read(texts[i], strlen(texts[i]), &list, &problems,
			&err))
			fail_msg("\"%s\" was taken", texts[i]);
		problem_list_clear(&problems);
		access_clear(&list);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define SMALL(test)                                                            \
	cmocka_unit_test_setup_teardown(test, set_up, tear_down)
		SMALL(nothing_is_given_before_it_is_decided),
		SMALL(what_is_refused_leaves_no_trace),
		SMALL(in_part),
		SMALL(what_changed_since_is_looked_at_again),
		SMALL(what_is_no_table_of_decisions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
