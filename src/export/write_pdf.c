#include "config.h"

#include "export/write_pdf.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/filter.h"
#include "export/write_json.h"

#define PROGRAM	   "oneplan-pdf"
#define PDF_BEGINS "%PDF-"

/* More than this is not taken from it, in bytes. */
#define PDF_MAX (256u << 20)

/* --- what it is given --- */

/* How a table stands on paper, beside what it says. */
static void
add_table(json_t *object, const struct table *table)
{
	json_t *right = json_array();

	for (size_t c = 0; c < table->columns; c++)
		json_array_append_new(right, json_boolean(table->right[c]));
	json_object_set_new(object, "right", right);
	json_object_set_new(object, "said", json_boolean(table->said));
	json_object_set_new(object, "grouped", json_boolean(table->grouped));
	json_object_set_new(object, "write_in", json_boolean(table->write_in));
}

static json_t *
texts_json(const char *const *texts, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, json_string(texts[i]));
	return array;
}

static void
add_easy(json_t *object, const struct easy *easy)
{
	json_t *value = json_object();

	json_object_set_new(value, "lines",
	    texts_json(easy->lines, easy->line_count));
	json_object_set_new(value, "choices",
	    texts_json(easy->choices, easy->choice_count));
	json_object_set_new(value, "ticked",
	    json_integer((json_int_t)easy->ticked));
	json_object_set_new(object, "easy", value);
}

/* What of a block only paper needs to know. */
static void
add_for_paper(json_t *object, const struct report *report,
    const struct block *block)
{
	if (block->kind == BLOCK_TABLE)
		add_table(object, &block->table);
	if (report->easy && block->easy != NULL)
		add_easy(object, block->easy);
}

void
write_pdf_json(const struct report *report, bool large_print, struct buf *out)
{
	json_t *root = report_json(report);
	json_t *blocks = json_object_get(root, "blocks");

	for (size_t i = 0; i < report->count; i++)
		add_for_paper(json_array_get(blocks, i), report,
		    &report->blocks[i]);
	json_object_set_new(root, "whose", json_string(report->whose));
	json_object_set_new(root, "meant_for",
	    json_string(report->reader != NULL
		    ? report->reader
		    : audience_phrase(report->audience)));
	json_object_set_new(root, "large_print",
	    json_boolean(large_print || report->large_print));
	json_object_set_new(root, "one_page", json_boolean(report->one_page));
	json_write(root, out);
}

/* --- the program --- */

/* Where it is: as somebody says, or beside this program, or along PATH. */
static void
find_program(struct buf *out)
{
	const char *said = getenv("ONEPLAN_PDF");
	char self[PATH_MAX];
	ssize_t len;

	buf_reset(out);
	if (said != NULL && said[0] != '\0') {
		buf_add(out, said);
		return;
	}
	len = readlink("/proc/self/exe", self, sizeof self);
	while (len > 0 && self[len - 1] != '/')
		len--;
	if (len > 0 && (size_t)len < sizeof self) {
		buf_add_bytes(out, self, (size_t)len);
		buf_add(out, PROGRAM);
		if (access(out->data, X_OK) == 0)
			return;
	}
	buf_reset(out);
	buf_add(out, PROGRAM);
}

/* What it said, without its name in front and its line feed. */
static bool
say_why(struct buf *messages, struct error *err)
{
	const char *text = messages->data;
	size_t len = messages->len;

	if (strncmp(text, PROGRAM ": ", strlen(PROGRAM ": ")) == 0) {
		text += strlen(PROGRAM ": ");
		len -= strlen(PROGRAM ": ");
	}
	while (len > 0 && text[len - 1] == '\n')
		len--;
	if (len == 0)
		return error_set(err, ERR_IO,
		    "The PDF could not be made: the program that makes it "
		    "stopped half-way. The HTML copy prints as well.");
	return error_set(err, ERR_IO, "The PDF could not be made. %.*s",
	    (int)(len > INT_MAX ? INT_MAX : len), text);
}

static bool
say_missing(struct error *err)
{
	return error_set(err, ERR_NOT_OURS,
	    "A PDF cannot be made here, because the program that makes it, "
	    "oneplan-pdf, is not installed. Use HTML, which prints as well, or "
	    "ask whoever looks after this computer for oneplan-pdf.");
}

bool
write_pdf(const struct report *report, bool large_print, struct buf *out,
    struct error *err)
{
	struct buf json, program, messages;
	size_t before = out->len;
	struct error unheard;
	int status = 0;
	bool ok;

	if (err == NULL)
		err = &unheard;
	buf_init(&json);
	buf_init(&program);
	buf_init(&messages);
	write_pdf_json(report, large_print, &json);
	find_program(&program);
	ok = filter_run(
	    &(struct filter){
		.argv = (const char *const[]){ program.data, NULL },
		.input = json.data,
		.input_len = json.len,
		.messages = &messages,
	    },
	    PDF_MAX, out, &status, err);
	if (!ok && err->code == ERR_NOT_OURS)
		say_missing(err);
	/* 127: there is something of that name, and it cannot be run */
	else if (ok && status == 127)
		ok = say_missing(err);
	else if (ok && status != 0)
		ok = say_why(&messages, err);
	else if (ok && (out->len - before < strlen(PDF_BEGINS) ||
			   memcmp(out->data + before, PDF_BEGINS,
			       strlen(PDF_BEGINS)) != 0))
		ok = error_set(err, ERR_NOT_OURS,
		    "The PDF could not be made: what stands in the place of "
		    "oneplan-pdf is another program. The HTML copy prints as "
		    "well.");
	if (!ok)
		buf_remove(out, before, out->len - before);
	buf_clear(&json);
	buf_clear(&program);
	buf_clear(&messages);
	return ok;
}
