/* The parts of oneplan-forms(5) that are made from tables. */
#include "config.h"

#include <ctype.h>
#include <string.h>

#include "cli/mdoc.h"
#include "form/field_type.h"
#include "form/form_keys.h"
#include "plan/facts.h"

/* TEXT as a sentence: a capital at its beginning and a stop at its end. */
static void
add_sentence(struct buf *out, const char *text)
{
	struct buf sentence;
	size_t len = strlen(text);

	buf_init(&sentence);
	buf_add(&sentence, text);
	sentence.data[0] =
	    (char)toupper((unsigned char)sentence.data[0]);
	if (len > 0 && strchr(".?!", text[len - 1]) == NULL)
		buf_add_char(&sentence, '.');
	mdoc_add_text(out, sentence.data);
	buf_clear(&sentence);
}

/* "form, section and repeat" */
static void
add_parts(struct buf *out, unsigned parts)
{
	int left = 0;

	for (int i = 0; i < FORM_PART_COUNT; i++)
		left += (parts & (1u << i)) != 0;
	for (int i = 0; i < FORM_PART_COUNT; i++) {
		if (!(parts & (1u << i)))
			continue;
		buf_add(out, form_part_word((enum form_part)(1u << i)));
		left--;
		if (left > 0)
			buf_add(out, left == 1 ? " and " : ", ");
	}
}

static void
add_key(struct buf *out, const struct form_key *key)
{
	unsigned may = key->parts & ~key->required;

	buf_addf(out, ".It Cm %s\n", key->key);
	add_sentence(out, key->about);
	if (key->required != 0) {
		buf_add(out, "Must stand in ");
		add_parts(out, key->required);
		buf_add(out, ".\n");
	}
	if (may != 0) {
		buf_add(out, "May stand in ");
		add_parts(out, may);
		buf_add(out, ".\n");
	}
	if (key->continued)
		buf_addf(out, "May go on in\n.Cm %s.2 ,\n.Cm %s.3\n"
			      "and so on.\n",
		    key->key, key->key);
}

void
cli_print_form_keys(FILE *out)
{
	struct buf text;

	buf_init(&text);
	buf_add(&text, ".Bl -tag -width Ds\n");
	for (size_t i = 0; i < form_key_count; i++)
		add_key(&text, &form_keys[i]);
	buf_add(&text, ".El\n");
	mdoc_print(&text, out);
}

/* How expressions see a value of the type. */
static const char *
bound_as(const struct field_type *type)
{
	if (type->kind == FIELD_MONEY)
		return "A number: pence.";
	if (type->kind == FIELD_DECIMAL)
		return "A number: ten-thousandths.";
	if (type->kind == FIELD_PERCENT)
		return "A number: hundredths of one percent.";
	if (type->kind == FIELD_YES_NO)
		return "A number: 1 for yes, 0 for no.";
	if (type->number)
		return "A number.";
	if (type->kind == FIELD_DATE)
		return "A text: YYYY-MM-DD.";
	if (type->kind == FIELD_TIME)
		return "A text: HH:MM.";
	if (type->kind == FIELD_LINK || type->kind == FIELD_LINKS)
		return "A text: the ids of rows, with a space between.";
	if (type->picked)
		return "A text: codes, with a space between.";
	return "A text.";
}

void
cli_print_form_types(FILE *out)
{
	struct buf text;

	buf_init(&text);
	buf_add(&text, ".Bl -tag -width Ds\n");
	for (int i = 0; i < FIELD_KIND_COUNT; i++) {
		const struct field_type *type =
		    field_type((enum field_kind)i);

		buf_addf(&text, ".It Cm %s\n", type->word);
		add_sentence(&text, type->about);
		mdoc_add_text(&text, bound_as(type));
	}
	buf_add(&text, ".El\n");
	mdoc_print(&text, out);
}

static const char *
column_type(char type)
{
	if (type == 'i')
		return "a number";
	return type == 'r' ? "the id of a row" : "a text";
}

static void
add_fact_table(struct buf *out, const struct fact_table *table)
{
	buf_addf(out, ".It Sy %s\n", table->name);
	add_sentence(out, table->about);
	buf_add(out, "Columns:\n");
	for (size_t i = 0; table->columns[i] != NULL; i++)
		buf_addf(out, ".Sy %s\n.Pq %s %s\n", table->columns[i],
		    column_type(table->types[i]),
		    table->columns[i + 1] != NULL ? "," : ".");
	buf_add(out, "Reckoned from:\n");
	for (size_t i = 0; table->reads[i] != NULL; i++)
		buf_addf(out, ".Li %s%s\n", table->reads[i],
		    table->reads[i + 1] != NULL ? " ," : " .");
}

void
cli_print_facts(FILE *out)
{
	const struct fact_table *tables[FACT_TABLES_MOST];
	size_t count = fact_tables(tables);
	struct buf text;

	buf_init(&text);
	buf_add(&text, ".Bl -tag -width Ds\n");
	for (size_t i = 0; i < count; i++)
		add_fact_table(&text, tables[i]);
	buf_add(&text, ".El\n");
	mdoc_print(&text, out);
}
