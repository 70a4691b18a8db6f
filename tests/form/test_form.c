#include "config.h"

#include "form/form.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/outfile.h"

static const char purpose[] =
    "[form]\n"
    "id = \"purpose\"\ntitle = \"What for\"\nversion = \"2\"\n"
    "[section.what]\ntitle = \"What is this plan for?\"\n"
    "[field.kinds]\ntype = \"choices\"\nlabel = \"Kinds\"\n"
    "choices = \"kinds\"\nneed = \"visit\"\n"
    "[choices.kinds]\n"
    "council = \"Council care\"\n"
    "council.hint = \"Under the Care Act\"\n"
    "chc = \"CHC\"\n"
    "oneoff = \"One item\"\n";

static const char plan[] =
    "[form]\n"
    "id = \"plan\"\ntitle = \"My plan\"\nversion = \"3\"\n"
    "kinds = \"council chc\"\nrelevant = \"1\"\n"
    "[section.wishes]\ntitle = \"Wishes\"\nhint = \"Yours\"\n"
    "relevant = \":first IS NOT NULL\"\n"
    "[field.first]\ntype = \"text\"\nlabel = \"First?\"\n"
    "hint = \"H\"\nhelp = \"One.\"\nhelp.2 = \"Two.\"\nhelp.3 = \"Three.\"\n"
    "example = \"E\"\nsource = \"S\"\nwho = \"W\"\n"
    "[repeat.outcome]\ntitle = \"Outcomes\"\nsingular = \"outcome\"\n"
    "summary = \"words\"\nrows = \"2\"\nneed = \"council:sign never\"\n"
    "[field.words]\ntype = \"paragraph\"\nlabel = \"Words?\"\n"
    "own_words = \"1\"\naudience = \"person family\"\nmax = \"40\"\n"
    "brief = \"Words\"\n"
    "[field.score]\ntype = \"number\"\nlabel = \"Score?\"\nmore = \"1\"\n"
    "need = \"review chc:pay council:sign\"\nkinds = \"council chc\"\n"
    "was = \"old_score\"\nthird_party = \"1\"\n"
    "[repeat.action]\nin = \"outcome\"\ntitle = \"Actions\"\n"
    "singular = \"action\"\nrelevant = \":score\"\n"
    "[field.what]\ntype = \"text\"\nlabel = \"What?\"\n"
    "audience = \"provider\"\n"
    "[field.when_due]\ntype = \"date\"\nlabel = \"When?\"\n"
    "constraint = \":when_due > :today\"\n"
    "constraint.2 = \"OR :score IS 1\"\n"
    "constraint_message = \"Later.\"\n"
    "default = \":today\"\n"
    "[field.help_from]\ntype = \"links\"\nlabel = \"From?\"\n"
    "link = \"plan.person\"\n"
    "[field.grade]\nrepeat = \"outcome\"\ntype = \"choice\"\n"
    "label = \"Grade?\"\nchoices = \"purpose.kinds\"\n"
    "[field.after]\nrepeat = \"\"\ntype = \"choice\"\nlabel = \"After?\"\n"
    "choices = \"ways\"\nchoice_filter = \":choice IS 'a'\"\n"
    "[field.last]\ntype = \"yes_no\"\nlabel = \"Last?\"\n"
    "[choices.ways]\na = \"A\"\nb = \"B\"\n"
    "[section.people]\ntitle = \"People\"\nkinds = \"chc\"\n"
    "[repeat.person]\ntitle = \"People\"\nsingular = \"person\"\n"
    "restricted = \"1\"\n"
    "[field.name]\ntype = \"text\"\nlabel = \"Name?\"\n";

static struct form_set *
load(void)
{
	static const struct form_text texts[] = {
	    {"10-purpose.ini", purpose, sizeof purpose - 1},
	    {"20-plan.ini", plan, sizeof plan - 1},
	};
	struct problem_list problems;
	struct form_set *set;
	struct error err = {0};
	bool loaded;

	problem_list_init(&problems);
	loaded = form_set_load_texts(texts, 2, &set, &problems, &err);
	for (size_t i = 0; i < problems.count; i++)
		print_message("# %s: %s\n", problems.items[i].where,
		    problems.items[i].text);
	problem_list_clear(&problems);
	assert_true(loaded);
	assert_int_equal(err.code, ERR_NONE);
	return set;
}

static void
test_forms_and_sections(void **state)
{
	struct form_set *set = load();
	const struct form *form = form_set_form(set, "plan");
	const struct section *section = form_set_section(set, "plan.wishes");

	(void)state;
	assert_int_equal(set->form_count, 2);
	assert_ptr_equal(set->forms[1], form);
	assert_string_equal(form->title, "My plan");
	assert_string_equal(form->version, "3");
	assert_string_equal(form->file, "20-plan.ini");
	assert_string_equal(form->text, plan);
	assert_int_equal(form->text_len, sizeof plan - 1);
	assert_string_equal(form->kinds[0], "council");
	assert_string_equal(form->kinds[1], "chc");
	assert_null(form->kinds[2]);
	assert_string_equal(form->relevant->text, "1");
	assert_int_equal(form->relevant->line, 6);
	assert_int_equal(form->section_count, 2);
	assert_ptr_equal(form->sections[0], section);
	assert_string_equal(section->title, "Wishes");
	assert_string_equal(section->hint, "Yours");
	assert_null(section->kinds[0]);
	assert_ptr_equal(section->relevant->section, section);
	assert_ptr_equal(section->relevant->form, form);
	assert_string_equal(form->sections[1]->kinds[0], "chc");
	assert_string_equal(form->sections[1]->hint, "");
	/* in the file's order; inner repeats and their fields are not items */
	assert_int_equal(section->item_count, 4);
	assert_string_equal(section->items[0].field->id, "first");
	assert_string_equal(section->items[1].repeat->id, "outcome");
	assert_string_equal(section->items[2].field->id, "after");
	assert_string_equal(section->items[3].field->id, "last");
	assert_null(section->items[3].repeat);
	form_set_free(set);
}

static void
test_fields(void **state)
{
	struct form_set *set = load();
	const struct field *first = form_set_field(set, "plan.first");
	const struct field *words = form_set_field(set, "plan.words");
	const struct field *score = form_set_field(set, "plan.score");
	const struct field *after = form_set_field(set, "plan.after");

	(void)state;
	assert_string_equal(first->label, "First?");
	assert_string_equal(first->hint, "H");
	assert_string_equal(first->help[0], "One.");
	assert_string_equal(first->help[2], "Three.");
	assert_null(first->help[3]);
	assert_string_equal(first->example, "E");
	assert_string_equal(first->source, "S");
	assert_string_equal(first->who, "W");
	assert_int_equal(first->need, NEED_NEVER);
	assert_int_equal(first->audience, AUDIENCE_AGENCIES);
	assert_null(first->repeat);
	assert_null(first->was);
	assert_string_equal(first->constraint_message, "");
	assert_string_equal(first->brief, "First?");
	assert_int_equal(first->kind, FIELD_TEXT);
	assert_int_equal(first->line, 11);

	assert_true(words->own_words);
	assert_int_equal(words->max_cols, 40);
	assert_string_equal(words->brief, "Words");
	assert_null(words->help[0]);
	assert_int_equal(words->audience,
	    AUDIENCE_PERSON | AUDIENCE_FAMILY | AUDIENCE_AGENCIES);

	assert_true(score->more && score->third_party);
	assert_string_equal(score->was, "plan.old_score");
	assert_ptr_equal(form_set_field(set, "plan.old_score"), score);
	assert_int_equal(score->need, NEED_REVIEW);
	assert_int_equal(score->need_count, 2);
	assert_string_equal(score->needs[0].kind, "chc");
	assert_int_equal(score->needs[0].need, NEED_PAY);

	assert_string_equal(after->list->id, "ways");
	assert_int_equal(after->list->count, 2);
	assert_string_equal(field_choice_label(after, "b"), "B");
	assert_null(field_choice_label(after, "c"));
	assert_null(field_choice_label(first, "a"));
	assert_string_equal(form_set_field(set, "purpose.kinds")
	    ->list->choices[0].hint, "Under the Care Act");
	assert_ptr_equal(form_set_field(set, "plan.grade")->list,
	    form_set_field(set, "purpose.kinds")->list);
	/* a restricted repeat makes its fields so */
	assert_true(form_set_field(set, "plan.name")->restricted);
	assert_null(form_set_field(set, "plan.nothing"));
	assert_null(form_set_field(set, "plan.outcome"));
	assert_null(form_set_field(set, ""));
	form_set_free(set);
}

static void
test_repeats(void **state)
{
	struct form_set *set = load();
	const struct repeat *outcome = form_set_repeat(set, "plan.outcome");
	const struct repeat *action = form_set_repeat(set, "plan.action");
	const struct repeat *person = form_set_repeat(set, "plan.person");

	(void)state;
	assert_int_equal(set->repeat_count, 3);
	for (size_t i = 0; i < set->repeat_count; i++)
		assert_int_equal(set->repeats[i]->index, i);
	assert_ptr_equal(set->repeats[0], outcome);
	assert_ptr_equal(set->repeats[1], action);
	assert_string_equal(outcome->title, "Outcomes");
	assert_string_equal(outcome->singular, "outcome");
	assert_int_equal(outcome->rows, 2);
	assert_int_equal(outcome->field_count, 3);
	assert_string_equal(outcome->fields[2]->id, "grade");
	assert_int_equal(outcome->inner_count, 1);
	assert_ptr_equal(outcome->inner[0], action);
	assert_ptr_equal(action->in, outcome);
	assert_ptr_equal(action->section, outcome->section);
	assert_ptr_equal(action->relevant->repeat, outcome);
	assert_int_equal(action->rows, 1);
	assert_int_equal(outcome->summary_count, 1);
	assert_string_equal(outcome->summary[0]->id, "words");
	assert_int_equal(action->summary_count, 3); /* nothing said */
	for (size_t i = 0; i < action->field_count; i++) {
		assert_int_equal(action->fields[i]->column, i);
		assert_ptr_equal(action->fields[i]->repeat, action);
	}
	/* nothing said: for whom its fields and inner repeats are */
	assert_int_equal(action->audience,
	    AUDIENCE_PROVIDER | AUDIENCE_AGENCIES);
	assert_int_equal(outcome->audience, AUDIENCE_PERSON |
	    AUDIENCE_FAMILY | AUDIENCE_PROVIDER | AUDIENCE_AGENCIES);
	assert_int_equal(person->audience, AUDIENCE_AGENCIES);
	assert_true(person->restricted);
	assert_ptr_equal(form_set_field(set, "plan.help_from")->link, person);
	assert_ptr_equal(form_set_row_answer(set, outcome->position_name),
	    outcome);
	assert_ptr_equal(form_set_row_answer(set, action->parent_name),
	    action);
	assert_ptr_equal(form_set_row_answer(set, person->removed_name),
	    person);
	assert_null(form_set_row_answer(set, "plan.outcome"));
	form_set_free(set);
}

static void
test_expressions(void **state)
{
	struct form_set *set = load();
	const struct field *due = form_set_field(set, "plan.when_due");
	const struct expr *constraint = due->exprs[EXPR_CONSTRAINT];

	(void)state;
	assert_string_equal(constraint->text,
	    ":when_due > :today OR :score IS 1");
	assert_int_equal(constraint->kind, EXPR_CONSTRAINT);
	assert_ptr_equal(constraint->field, due);
	assert_ptr_equal(constraint->repeat, due->repeat);
	assert_string_equal(due->constraint_message, "Later.");
	assert_string_equal(due->exprs[EXPR_DEFAULT]->text, ":today");
	assert_null(due->exprs[EXPR_RELEVANT]);
	assert_int_equal(set->expr_count, 6);
	for (size_t i = 0; i < set->expr_count; i++)
		assert_int_equal(set->exprs[i]->index, i);
	form_set_free(set);
}

static void
test_order(void **state)
{
	static const char *const names[] = {"purpose.kinds", "plan.first",
	    "plan.words", "plan.score", "plan.what", "plan.when_due",
	    "plan.help_from", "plan.grade", "plan.after", "plan.last",
	    "plan.name"};
	static const char *const once[] = {"purpose.kinds", "plan.first",
	    "plan.after", "plan.last"};
	struct form_set *set = load();

	(void)state;
	assert_int_equal(set->field_count, ARRAY_LEN(names));
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		assert_string_equal(set->fields[i]->name, names[i]);
	assert_int_equal(set->once_count, ARRAY_LEN(once));
	for (size_t i = 0; i < ARRAY_LEN(once); i++) {
		assert_string_equal(set->fields_once[i]->name, once[i]);
		assert_int_equal(set->fields_once[i]->column, i);
	}
	form_set_free(set);
}

static void
test_kinds_and_needs(void **state)
{
	static const struct {
		const char *plan_kinds;
		enum need score, outcome;
		bool shown, name_shown;
	} cases[] = {
	    {"", NEED_REVIEW, NEED_NEVER, false, false},
	    {"oneoff", NEED_REVIEW, NEED_NEVER, false, false},
	    {"council", NEED_SIGN, NEED_SIGN, true, false},
	    {"chc", NEED_PAY, NEED_NEVER, true, true},
	    {"chc council", NEED_SIGN, NEED_SIGN, true, true},
	    {"oneoff  chc", NEED_PAY, NEED_NEVER, true, true},
	    {"councils", NEED_REVIEW, NEED_NEVER, false, false},
	};
	static const char *const none[] = {NULL};
	struct form_set *set = load();
	const struct field *score = form_set_field(set, "plan.score");
	const struct field *name = form_set_field(set, "plan.name");
	const struct repeat *outcome = form_set_repeat(set, "plan.outcome");

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *kinds = cases[i].plan_kinds;

		assert_int_equal(field_need(score, kinds), cases[i].score);
		assert_int_equal(repeat_need(outcome, kinds),
		    cases[i].outcome);
		assert_true(field_kinds_match(score, kinds) ==
		    cases[i].shown);
		assert_true(field_kinds_match(name, kinds) ==
		    cases[i].name_shown);
	}
	assert_true(kinds_match(none, ""));
	form_set_free(set);
}

static void
test_words(void **state)
{
	(void)state;
	assert_string_equal(need_word(NEED_PAY), "pay");
	assert_string_equal(need_sentence(NEED_VISIT),
	    "before I leave this visit");
	for (unsigned a = AUDIENCE_PERSON; a <= AUDIENCE_AGENCIES; a <<= 1)
		assert_int_equal(
		    audience_parse(audience_word((enum audience)a)), a);
	assert_int_equal(audience_parse("people"), 0);
	assert_string_equal(audience_word((enum audience)0), "");
}

/* --- folders --- */

static char folder[64], local[64];

static void
write_file(const char *dir, const char *name, const char *text)
{
	struct error err;
	char path[256];

	snprintf(path, sizeof path, "%s/%s", dir, name);
	assert_true(outfile_write(path, text, strlen(text), true, &err));
}

static int
make_folders(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/oneplan-form-XXXXXX");
	strcpy(local, "/tmp/oneplan-form-XXXXXX");
	return mkdtemp(folder) && mkdtemp(local) ? 0 : -1;
}

static int
remove_folders(void **state)
{
	static const char *const names[] = {"10-purpose.ini", "20-plan.ini",
	    "30-own.ini", "own.ini", "notes.txt", ".20-plan.ini",
	    "20-plan.ini~"};
	char path[256];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		unlink(path);
		snprintf(path, sizeof path, "%s/%s", local, names[i]);
		unlink(path);
	}
	return rmdir(folder) | rmdir(local);
}

#define FORM(id)                                                               \
	"[form]\nid = \"" id "\"\ntitle = \"T\"\nversion = \"1\"\n"             \
	"[section.s]\ntitle = \"S\"\n"                                          \
	"[field.f]\ntype = \"text\"\nlabel = \"F\"\n"

static void
test_folder(void **state)
{
	struct form_set *set;
	struct error err;

	(void)state;
	write_file(folder, "20-plan.ini", plan);
	write_file(folder, "10-purpose.ini", purpose);
	write_file(folder, "notes.txt", "not a form");
	write_file(folder, ".20-plan.ini", "not a form");
	write_file(folder, "20-plan.ini~", "not a form");
	assert_true(form_set_load(folder, NULL, &set, NULL, &err));
	assert_int_equal(set->form_count, 2);
	assert_string_equal(set->forms[0]->id, "purpose");
	assert_string_equal(set->forms[1]->id, "plan");
	form_set_free(set);

	/* a local file takes the place of its namesake, or is added */
	write_file(local, "20-plan.ini", FORM("theirs"));
	write_file(local, "30-own.ini", FORM("own"));
	assert_true(form_set_load(folder, local, &set, NULL, &err));
	assert_int_equal(set->form_count, 3);
	assert_string_equal(set->forms[1]->id, "theirs");
	assert_memory_equal(set->forms[1]->file, local, strlen(local));
	assert_string_equal(set->forms[2]->id, "own");
	form_set_free(set);
}

static void
test_folder_mistakes(void **state)
{
	struct problem_list problems;
	struct form_set *set;
	struct error err = {0};
	char expected[512];

	(void)state;
	assert_false(form_set_load(folder, NULL, &set, NULL, &err));
	assert_null(set);
	snprintf(expected, sizeof expected, "%s: There are no forms in this "
	    "folder. Forms are files such as 10-purpose.ini.", folder);
	assert_string_equal(err.text, expected);

	assert_false(form_set_load("/tmp/oneplan-form-not-there", NULL, &set,
	    NULL, &err));
	assert_int_equal(err.code, ERR_IO);
	assert_string_equal(err.text, "/tmp/oneplan-form-not-there: The folder "
	    "of forms cannot be read: No such file or directory. Check its "
	    "name, and that you may read it.");

	/* every mistake of every file; the first is in err too */
	write_file(folder, "own.ini", FORM("own"));
	write_file(folder, "20-plan.ini", "[form]\nid = 'x'\ntitle = T\n");
	problem_list_init(&problems);
	assert_false(form_set_load(folder, NULL, &set, &problems, &err));
	assert_int_equal(problems.count, 3);
	snprintf(expected, sizeof expected, "%s/20-plan.ini:2", folder);
	assert_string_equal(problems.items[0].where, expected);
	assert_memory_equal(err.text, expected, strlen(expected));
	snprintf(expected, sizeof expected, "%s/own.ini", folder);
	assert_string_equal(problems.items[2].where, expected);
	assert_string_equal(problems.items[2].text,
	    "Forms are shown in the order of their files' numbers, and this "
	    "has none. Call it 50-NAME.ini, for one.");
	problem_list_clear(&problems);
}

/* A file that says something else shows it, though its size and its time are the
 * same to the nanosecond; and one that is wrong is refused. */
static void
test_noted_changes_show(void **state)
{
	static const char before[] = FORM("one"), after[] = FORM("two");
	static const char wrong[] = FORM("on\"");
	struct timespec times[2] = {{1700000000, 1}, {1700000000, 1}};
	struct form_set *set;
	struct error err;
	char noted[256], path[256];

	(void)state;
	snprintf(noted, sizeof noted, "%s/forms.noted", local);
	snprintf(path, sizeof path, "%s/10-a.ini", folder);
	for (int i = 0; i < 4; i++) {
		const char *text = i % 2 ? after : before;

		write_file(folder, "10-a.ini", text);
		assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
		for (int again = 0; again < 2; again++) {
			assert_true(form_set_load_noted(folder, NULL, noted,
			    &set, &err));
			assert_string_equal(set->forms[0]->id,
			    i % 2 ? "two" : "one");
			assert_string_equal(set->forms[0]->text, text);
			form_set_free(set);
		}
		assert_int_equal(access(noted, F_OK), 0);
	}
	write_file(folder, "10-a.ini", wrong);
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	assert_false(form_set_load_noted(folder, NULL, noted, &set, &err));
	assert_null(set);
	assert_int_equal(err.code, ERR_FORM);
	assert_int_equal(unlink(noted), 0);
	assert_int_equal(unlink(path), 0);
}

static void
test_nothing_to_free(void **state)
{
	struct form_set *set;
	struct error err;

	(void)state;
	form_set_free(NULL);
	assert_true(form_set_load_texts(NULL, 0, &set, NULL, &err));
	assert_int_equal(set->form_count, 0);
	assert_null(form_set_field(set, "a.b"));
	form_set_free(set);
}

static uint64_t
next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) +
	    UINT64_C(1442695040888963407);
	return *seed >> 33;
}

#define MAX_LINES 200

/* The lines of plan in OUT, some left out, said twice or in another place. */
static void
shuffle_lines(uint64_t *seed, struct buf *out)
{
	const char *lines[MAX_LINES];
	size_t count = 0;

	for (const char *at = plan; *at; at = strchr(at, '\n') + 1)
		lines[count++] = at;
	for (uint64_t n = next_random(seed) % 4; n; n--)
		lines[next_random(seed) % count] =
		    lines[next_random(seed) % count];
	buf_reset(out);
	for (size_t i = 0; i < count; i++) {
		if (next_random(seed) % count)
			buf_add_bytes(out, lines[i],
			    strcspn(lines[i], "\n") + 1);
	}
}

/* However the lines stand, a set is whole or there is none, and then it is said
 * why. */
static void
test_any_lines(void **state)
{
	uint64_t seed = UINT64_C(20261116);
	struct buf text;
	int loaded = 0;

	(void)state;
	print_message("# seed %llu\n", (unsigned long long)seed);
	buf_init(&text);
	for (int i = 0; i < 5000; i++) {
		struct form_text texts[2] = {
		    {"10-purpose.ini", purpose, sizeof purpose - 1}};
		struct problem_list problems;
		struct error err = {0};
		struct form_set *set;

		problem_list_init(&problems);
		shuffle_lines(&seed, &text);
		texts[1] = (struct form_text){"a.ini", text.data, text.len};
		if (form_set_load_texts(texts, 2, &set, &problems, &err)) {
			assert_int_equal(problems.count, 0);
			assert_int_equal(set->form_count, 2);
			loaded++;
		} else {
			assert_null(set);
			assert_true(problems.count > 0);
			assert_int_equal(err.code, ERR_FORM);
		}
		form_set_free(set);
		problem_list_clear(&problems);
	}
	assert_true(loaded > 100);
	buf_clear(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(test_forms_and_sections),
	    cmocka_unit_test(test_fields),
	    cmocka_unit_test(test_repeats),
	    cmocka_unit_test(test_expressions),
	    cmocka_unit_test(test_order),
	    cmocka_unit_test(test_kinds_and_needs),
	    cmocka_unit_test(test_words),
	    cmocka_unit_test_setup_teardown(test_folder, make_folders,
		remove_folders),
	    cmocka_unit_test_setup_teardown(test_folder_mistakes,
		make_folders, remove_folders),
	    cmocka_unit_test_setup_teardown(test_noted_changes_show,
		make_folders, remove_folders),
	    cmocka_unit_test(test_nothing_to_free),
	    cmocka_unit_test(test_any_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
