#include "config.h"

#include "form/lint.h"

#include <stdlib.h>
#include <string.h>

#include "form/form_build.h"
#include "form/lint_rules.h"
#include "form/suggest.h"

/* What rules/ reads must be there, or they would reckon without it. */
static void
check_reads(const struct form_set *set, const struct fact_table *table,
    const char *name, struct problem_list *problems)
{
	struct suggest suggest;
	char hint[128];

	if (form_set_field(set, name) || form_set_repeat(set, name))
		return;
	suggest_init(&suggest, name);
	for (size_t i = 0; i < set->field_count; i++)
		suggest_offer(&suggest, set->fields[i]->name);
	for (size_t i = 0; i < set->repeat_count; i++)
		suggest_offer(&suggest, set->repeats[i]->name);
	suggest_write(&suggest, hint);
	problem_add(problems, table->name,
	    "The table %s is reckoned from %s, which no form has.%s%s",
	    table->name, name, hint, hint[0] ? "" : " Put the field back.");
}

/* Does an expression name the table? Forms that do not speak of money need not
 * have what money is reckoned from. */
static bool
table_is_read(const struct form_set *set, const struct fact_table *table)
{
	size_t len = strlen(table->name);

	for (size_t i = 0; i < set->expr_count; i++)
		for (const char *at = set->exprs[i]->text;
		     (at = strstr(at, table->name)) != NULL; at++)
			if (at[len] == '.')
				return true;
	return false;
}

static void
check_tables(const struct form_set *set,
    const struct fact_table *const *tables, size_t count, struct problem_list *problems)
{
	for (size_t i = 0; i < count; i++) {
		if (!table_is_read(set, tables[i]))
			continue;
		for (const char *const *name = tables[i]->reads; *name; name++)
			check_reads(set, tables[i], *name, problems);
	}
}

/* The line in "file:line"; the file's length is in *LEN. */
static long
where_line(const char *where, size_t *len)
{
	const char *colon = strrchr(where, ':');

	*len = colon ? (size_t)(colon - where) : strlen(where);
	return colon ? strtol(colon + 1, NULL, 10) : 0;
}

static int
compare_problems(const void *va, const void *vb)
{
	const struct problem *a = va, *b = vb;
	size_t a_len, b_len;
	long a_line = where_line(a->where, &a_len);
	long b_line = where_line(b->where, &b_len);
	int way = strncmp(a->where, b->where, a_len < b_len ? a_len : b_len);

	if (way == 0)
		way = (a_len > b_len) - (a_len < b_len);
	if (way == 0)
		way = (a_line > b_line) - (a_line < b_line);
	return way ? way : strcmp(a->text, b->text);
}

bool
forms_lint(const char *dir, const char *local_dir,
    const struct fact_table *const *tables, size_t table_count,
    struct problem_list *problems)
{
	size_t before = problems->count;
	struct form_set *set;
	struct sandbox *sandbox;

	if (form_set_load(dir, local_dir, &set, problems, NULL)) {
		lint_rules(set, problems);
		check_tables(set, tables, table_count, problems);
		if (sandbox_new(set, tables, table_count, &sandbox, problems,
			NULL))
			sandbox_free(sandbox);
		form_set_free(set);
	}
	if (problems->count == before)
		return true;
	qsort(problems->items + before, problems->count - before,
	    sizeof *problems->items, compare_problems);
	return false;
}
