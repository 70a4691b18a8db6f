#include "config.h"

#include "export/sealed_answers.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hex.h"
#include "export/seal.h"
#include "export/write_json.h"

void
sealed_answers_clear(struct sealed_answers *answers)
{
	answer_digests_clear(answers->items, answers->count);
	*answers = (struct sealed_answers){ 0 };
}

/* --- writing --- */

static json_t *
hex_json(const void *bytes, size_t len)
{
	struct buf hex;
	json_t *out;

	buf_init(&hex);
	hex_add(bytes, len, &hex);
	out = json_string(hex.data);
	buf_clear(&hex);
	return out;
}

/* A text that is not UTF-8, as only a damaged file has it, goes as its bytes. */
static void
add_value(const struct value *value, json_t *out)
{
	json_t *text;

	if (value->kind == VALUE_NUMBER) {
		json_object_set_new(out, "number",
		    json_integer(value->number));
		return;
	}
	text = json_string(value->text);
	if (text != NULL)
		json_object_set_new(out, "text", text);
	else
		json_object_set_new(out, "bytes",
		    hex_json(value->text, strlen(value->text)));
}

static json_t *
answer_json(const struct answer_digest *answer)
{
	char row[UID_HEX_LEN + 1] = "";
	json_t *out;

	if (!uid_is_none(&answer->row))
		uid_format(&answer->row, row);
	out = json_pack("{s:s, s:s, s:o}", "field", answer->field, "row", row,
	    "digest", hex_json(answer->digest.bytes, DIGEST_BYTES));
	if (value_is_none(&answer->value))
		return out; /* its words were taken out */
	json_object_set_new(out, "salt",
	    hex_json(answer->salt, answer->salt_len));
	add_value(&answer->value, out);
	return out;
}

void
sealed_answers_write(const struct sealed_answers *answers, struct buf *out)
{
	json_t *list = json_array();

	for (size_t i = 0; i < answers->count; i++)
		json_array_append_new(list, answer_json(&answers->items[i]));
	json_write(json_pack("{s:s, s:o}", "format", SEALED_ANSWERS_FORMAT,
		       "answers", list),
	    out);
}

/* --- reading --- */

static bool
read_text(const json_t *from, const char *key, const char **text, size_t *len)
{
	const json_t *value = json_object_get(from, key);

	*text = json_string_value(value);
	*len = json_string_length(value);
	return *text != NULL && strlen(*text) == *len;
}

static bool
read_value(const json_t *from, struct value *out)
{
	const json_t *number = json_object_get(from, "number");
	const char *text;
	size_t len;

	if (json_is_integer(number)) {
		value_set_number(out, json_integer_value(number));
		return true;
	}
	if (read_text(from, "text", &text, &len)) {
		value_set_text(out, text);
		return true;
	}
	if (!read_text(from, "bytes", &text, &len))
		return false;
	out->kind = VALUE_TEXT;
	out->text = xcalloc(len / 2 + 1, 1);
	return hex_parse(text, len, out->text);
}

static bool
read_answer(const json_t *from, struct answer_digest *out)
{
	const char *text;
	size_t len;

	*out = (struct answer_digest){ 0 };
	if (!read_text(from, "digest", &text, &len) ||
	    !digest_parse(text, len, &out->digest) ||
	    !read_text(from, "row", &text, &len) ||
	    (len > 0 && !uid_parse(text, len, &out->row)) ||
	    !read_text(from, "field", &text, &len))
		return false;
	out->field = xstrdup(text);
	if (json_object_get(from, "salt") == NULL)
		return true;
	if (!read_text(from, "salt", &text, &len) ||
	    len > 2 * ANSWER_SALT_MAX || !hex_parse(text, len, out->salt))
		return false;
	out->salt_len = len / 2;
	return read_value(from, &out->value);
}

bool
sealed_answers_read(const char *json, size_t len, struct sealed_answers *out,
    struct error *err)
{
	json_t *whole = len <= SEAL_FILE_MAX
	    ? json_loadb(json, len, JSON_REJECT_DUPLICATES, NULL)
	    : NULL;
	const char *format = json_string_value(json_object_get(whole, "format"));
	const json_t *list = json_object_get(whole, "answers");
	bool ok = format != NULL &&
	    strcmp(format, SEALED_ANSWERS_FORMAT) == 0 && json_is_array(list);

	*out = (struct sealed_answers){ 0 };
	if (ok)
		out->items =
		    xcalloc(json_array_size(list) + 1, sizeof *out->items);
	for (size_t i = 0; ok && i < json_array_size(list); i++)
		ok = read_answer(json_array_get(list, i),
		    &out->items[out->count++]);
	json_decref(whole);
	if (ok)
		return true;
	sealed_answers_clear(out);
	return error_set(err, ERR_USER,
	    "The answers of this pack cannot be read: this is not an "
	    "answers.json that oneplan wrote.");
}

/* --- checking --- */

/* "about_me.dob", or "money.price in the row 0a1b...". */
static void
problem(struct problem_list *problems, const struct answer_digest *answer,
    const char *text)
{
	char row[UID_HEX_LEN + 1];
	struct buf where;

	buf_init(&where);
	buf_add(&where, error_quote(answer->field).text);
	if (!uid_is_none(&answer->row)) {
		uid_format(&answer->row, row);
		buf_addf(&where, " in the row %s", row);
	}
	problem_add(problems, where.data, "%s", text);
	buf_clear(&where);
}

static bool
same_answer(const struct answer_digest *a, const struct answer_digest *b)
{
	return strcmp(a->field, b->field) == 0 && uid_equal(&a->row, &b->row) &&
	    memcmp(&a->digest, &b->digest, sizeof a->digest) == 0;
}

/* Is the answer at AT of plan.json's LIST this one? */
static bool
is_sealed(const json_t *list, size_t at, const struct answer_digest *answer)
{
	struct answer_digest sealed = { 0 };
	bool same = read_answer(json_array_get(list, at), &sealed) &&
	    same_answer(&sealed, answer);

	free(sealed.field);
	value_clear(&sealed.value);
	return same;
}

void
sealed_answers_check(const struct sealed_answers *answers, const char *plan,
    size_t len, struct problem_list *problems)
{
	json_t *whole = len <= SEAL_FILE_MAX
	    ? json_loadb(plan, len, JSON_REJECT_DUPLICATES, NULL)
	    : NULL;
	const json_t *list = json_object_get(whole, "answers");

	for (size_t i = 0; i < answers->count; i++) {
		const struct answer_digest *answer = &answers->items[i];
		struct digest digest;

		if (!is_sealed(list, i, answer))
			problem(problems, answer,
			    "This answer is not the one that was sealed.");
		if (value_is_none(&answer->value))
			continue;
		digest = answer_digest_of(answer->salt, answer->salt_len,
		    &answer->value);
		if (memcmp(&digest, &answer->digest, sizeof digest) != 0)
			problem(problems, answer,
			    "These are not the words that were sealed.");
	}
	if (json_array_size(list) != answers->count)
		problem_add(problems, "answers.json",
		    "%zu answers were sealed, and %zu are here.",
		    json_array_size(list), answers->count);
	json_decref(whole);
}
