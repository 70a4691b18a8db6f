#include "config.h"

#include "bench/material.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "bench/bench.h"
#include "caseload/caseload.h"
#include "form/field_type.h"

const struct plan_user material_user = {
	.display = "Aisha Bloom",
	.login = "abloom",
	.device = "clinic3",
};

/* --- forms --- */

static const char *const types[] = { "text", "paragraph", "choice", "date",
	"number", "yes_no", "text", "money", "choices", "phone" };

static void
add_field(struct buf *out, int at)
{
	const char *type = types[at % (int)ARRAY_LEN(types)];

	buf_addf(out,
	    "[field.q%d]\ntype = \"%s\"\nlabel = \"Question %d of these?\"\n"
	    "hint = \"One line that says what is meant by it.\"\n"
	    "help = \"Two or three sentences that say why this is asked and "
	    "who will read it. They are as long as help is in real forms, "
	    "where nobody should have to ask a colleague.\"\n"
	    "example = \"About half an hour, twice a week\"\n"
	    "need = \"sign\"\naudience = \"person agencies\"\n",
	    at, type, at);
	if (strncmp(type, "choice", 6) == 0)
		buf_add(out, "choices = \"ways\"\n");
	buf_addf(out,
	    "relevant = \":q%d IS NULL OR :q%d IS NOT 'never asked'\"\n\n",
	    at - 1, at - 1);
}

void
material_form(struct buf *out, int number, int fields)
{
	buf_addf(out, "[form]\nid = \"part%d\"\ntitle = \"Part %d\"\n"
		      "version = \"1\"\n\n", number, number);
	buf_add(out, "[section.first]\ntitle = \"What comes first\"\n\n"
		     "[field.q0]\ntype = \"text\"\nlabel = \"Where to begin?\"\n"
		     "need = \"sign\"\naudience = \"person agencies\"\n\n");
	for (int i = 1; i <= fields; i++) {
		if (i % 10 == 0)
			buf_addf(out, "[section.s%d]\ntitle = \"Part %d\"\n\n",
			    i, i / 10);
		add_field(out, i);
	}
	if (fields > 1)
		buf_add(out, "[choices.ways]\nphone = \"By phone\"\n"
			     "letter = \"By letter\"\nvisit = \"At home\"\n");
}

void
material_thousand(const char *dir)
{
	struct buf path, text;
	struct error err;

	if (mkdir(dir, 0700) != 0)
		bench_stop("a folder of forms cannot be made", NULL);
	buf_init(&path);
	buf_init(&text);
	for (int i = 1; i <= 10; i++) {
		buf_reset(&path);
		buf_reset(&text);
		buf_addf(&path, "%s/%d-part%d.ini", dir, i * 10, i);
		material_form(&text, i, 100);
		bench_must(outfile_write(path.data, text.data, text.len, false,
			       &err), path.data, &err);
	}
	buf_clear(&path);
	buf_clear(&text);
}

struct form_set *
material_load(const char *dir)
{
	struct form_set *forms;
	struct error err;

	bench_must(form_set_load(dir, NULL, &forms, NULL, &err), dir, &err);
	return forms;
}

/* --- answers --- */

/* An answer that holds for the type of FIELD, other for each N. NULL: none. */
static char *
answer_text(const struct plan *plan, const struct field *field, size_t n)
{
	struct buf text;
	const struct uid *rows;
	char hex[UID_HEX_LEN + 1];

	buf_init(&text);
	switch (field->kind) {
	case FIELD_TEXT:
		buf_addf(&text, "Walks to the shop, day %zu", n);
		break;
	case FIELD_PARAGRAPH:
		buf_addf(&text, "She would like to walk to the shop each week "
			"and to cook a meal with support, as on day %zu.\n"
			"Her sister Dora comes on Sundays.", n);
		break;
	case FIELD_CHOICE:
	case FIELD_CHOICES:
		buf_add(&text, field->list->choices[0].code);
		break;
	case FIELD_YES_NO:
		buf_add(&text, "yes");
		break;
	case FIELD_NUMBER:
	case FIELD_DECIMAL:
	case FIELD_PERCENT:
		buf_addf(&text, "%zu", n % 50 + 1);
		break;
	case FIELD_MONEY:
		buf_addf(&text, "%zu.50", n % 90 + 10);
		break;
	case FIELD_TIME:
		buf_addf(&text, "%02zu:30", n % 24);
		break;
	case FIELD_DATE:
		buf_addf(&text, "2026-11-%02zu", n % 28 + 1);
		break;
	case FIELD_PHONE:
		buf_add(&text, "01632 960123");
		break;
	case FIELD_EMAIL:
		buf_add(&text, "dora@example.org");
		break;
	case FIELD_POSTCODE:
		buf_add(&text, "SW1A 1AA");
		break;
	case FIELD_NHS_NUMBER:
		buf_add(&text, "999 000 0018");
		break;
	case FIELD_LINK:
	case FIELD_LINKS:
		if (plan_rows(plan, field->link, &UID_NONE, &rows)) {
			uid_format(&rows[0], hex);
			buf_add(&text, hex);
		}
		break;
	}
	return buf_take(&text);
}

struct batch {
	struct change *changes;
	size_t count, cap;
};

/* Questions that such a plan does not ask are not answered. */
static void
batch_add(struct batch *batch, const struct plan *plan,
    const struct field *field, const struct uid *row, size_t n)
{
	if (field->exprs[EXPR_CALCULATE] ||
	    strcmp(field->name, FORM_KINDS_FIELD) == 0 ||
	    !field_kinds_match(field, plan_kinds(plan)))
		return;
	ARRAY_GROW(batch->changes, batch->count, batch->cap);
	batch->changes[batch->count++] = (struct change){
		.field = field,
		.row = *row,
		.text = answer_text(plan, field, n),
	};
}

static void
batch_apply(struct batch *batch, struct plan *plan)
{
	struct error err;

	bench_must(plan_apply(plan, batch->changes, batch->count, NULL, &err),
	    "answers", &err);
	for (size_t i = 0; i < batch->count; i++)
		free((void *)(uintptr_t)batch->changes[i].text);
	free(batch->changes);
}

static size_t
add_row(struct plan *plan, struct batch *batch, const struct repeat *repeat,
    size_t n)
{
	struct uid row;
	struct error err;
	size_t before = batch->count;

	bench_must(plan_row_add(plan, repeat, &UID_NONE, &row, &err), "a row",
	    &err);
	for (size_t i = 0; i < repeat->field_count; i++)
		batch_add(batch, plan, repeat->fields[i], &row, n + i);
	return batch->count - before + 1; /* its position is one too */
}

/* What kind of plan it is decides what is asked: much, for a council. */
static void
answer_kinds(struct plan *plan)
{
	const struct field *kinds =
	    form_set_field(plan_forms(plan), FORM_KINDS_FIELD);
	struct error err;

	if (kinds)
		bench_must(plan_set_answer(plan, kinds, &UID_NONE, "council",
			       NULL, &err), "kinds", &err);
}

void
material_answers(struct plan *plan, size_t count)
{
	const struct form_set *forms = plan_forms(plan);
	struct batch batch = { 0 };
	size_t n = 0;
	bool any = true;

	answer_kinds(plan);
	for (size_t i = 0; i < forms->once_count && n < count; i++) {
		batch_add(&batch, plan, forms->fields_once[i], &UID_NONE, i);
		n = batch.count;
	}
	while (n < count && any) {
		any = false;
		for (size_t i = 0; i < forms->repeat_count && n < count; i++)
			if (!forms->repeats[i]->in &&
			    field_kinds_match(forms->repeats[i]->fields[0],
				plan_kinds(plan))) {
				n += add_row(plan, &batch, forms->repeats[i], n);
				any = true;
			}
	}
	batch_apply(&batch, plan);
}

bool
material_rows(struct plan *plan, const char *name, size_t count)
{
	const struct repeat *repeat = form_set_repeat(plan_forms(plan), name);
	struct batch batch = { 0 };

	if (!repeat)
		return false;
	answer_kinds(plan);
	for (size_t i = 0; i < count; i++)
		add_row(plan, &batch, repeat, i);
	batch_apply(&batch, plan);
	return true;
}

void
material_plan(const char *path, const struct form_set *forms, size_t count)
{
	struct plan *plan;
	struct error err;

	bench_must(plan_create(path, forms, NULL, &material_user, false,
		       &plan, &err),
	    path, &err);
	material_answers(plan, count);
	plan_close(plan);
}

/* --- caseloads --- */

#define KINDS 20 /* of which all others are copies */
#define FILE_MOST ((size_t)4 << 20)

static const char *const first_names[KINDS] = { "Kwame", "Dora", "Ines", "Omar",
	"Bronwen", "Tariq", "Maeve", "Piotr", "Adaeze", "Lowri", "Hamish",
	"Yusuf", "Grace", "Ronan", "Mei", "Idris", "Zofia", "Callum", "Priya",
	"Ewan" };

static void
plan_file(struct buf *path, const char *folder, size_t at)
{
	buf_reset(path);
	buf_addf(path, "%s/%s-%04zu" CASELOAD_SUFFIX, folder,
	    first_names[at % KINDS], at);
}

/* One of the plans that the others are copies of. */
static void
make_plan(const char *path, const struct form_set *forms, size_t at)
{
	const struct field *name = form_set_field(forms, "about_me.name_pref");
	struct plan *plan;
	struct error err;

	bench_must(plan_create(path, forms, NULL, &material_user, false,
		       &plan, &err),
	    path, &err);
	if (name)
		bench_must(plan_set_answer(plan, name, &UID_NONE,
			       first_names[at], NULL, &err), path, &err);
	plan_close(plan);
}

void
material_caseload(const char *folder, const struct form_set *forms,
    size_t count)
{
	struct buf path;
	struct error err;
	char *bytes[KINDS];
	size_t len[KINDS];

	if (mkdir(folder, 0700) != 0)
		bench_stop("a folder of plans cannot be made", NULL);
	buf_init(&path);
	for (size_t i = 0; i < KINDS && i < count; i++) {
		plan_file(&path, folder, i);
		make_plan(path.data, forms, i);
		bench_must(infile_read(path.data, FILE_MOST, &bytes[i], &len[i],
			       &err), path.data, &err);
	}
	for (size_t i = KINDS; i < count; i++) {
		FILE *file;

		plan_file(&path, folder, i);
		file = fopen(path.data, "w");
		if (!file || fwrite(bytes[i % KINDS], 1, len[i % KINDS], file) !=
			len[i % KINDS])
			bench_stop(path.data, NULL);
		fclose(file);
	}
	for (size_t i = 0; i < KINDS && i < count; i++)
		free(bytes[i]);
	buf_clear(&path);
}
