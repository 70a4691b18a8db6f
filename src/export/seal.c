#include "config.h"

#include "export/seal.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "export/qr.h"
#include "export/seal_words.h"
#include "rules/rates.h"
#include "store/store.h"

bool
seal_covers(const struct form_set *forms, const char *name)
{
	const struct field *field = form_set_field(forms, name);
	const struct repeat *repeat;

	if (field != NULL)
		return field->sealed;
	repeat = form_set_row_answer(forms, name);
	return repeat == NULL || repeat->section->sealed;
}

/* --- plan.json --- */

static json_t *
digest_json(const struct digest *digest)
{
	char hex[DIGEST_HEX_LEN + 1];

	digest_format(digest, hex);
	return json_string(hex);
}

/* A file by its name without its folder, which says nothing elsewhere. */
static json_t *
file_json(const char *path, const char *text, size_t len)
{
	const char *slash = strrchr(path, '/');
	struct digest digest = digest_of(text, len);

	return json_pack("{s:s, s:o}", "name", slash ? slash + 1 : path,
	    "sha256", digest_json(&digest));
}

static json_t *
forms_json(const struct form_set *forms)
{
	json_t *list = json_array();

	for (size_t i = 0; i < forms->form_count; i++) {
		const struct form *form = forms->forms[i];

		json_array_append_new(list,
		    file_json(form->file, form->text, form->text_len));
	}
	return list;
}

static json_t *
rates_json(const struct rates *rates)
{
	json_t *list = json_array();
	struct rates_text text;

	for (size_t i = 0; rates != NULL && rates_text_at(rates, i, &text);
	     i++) {
		json_t *file = file_json(text.file, text.text, text.len);

		json_object_set_new(file, "local", json_boolean(text.local));
		json_array_append_new(list, file);
	}
	return list;
}

static json_t *
sealed_json(const struct sealed_answers *answers)
{
	json_t *list = json_array();

	for (size_t i = 0; i < answers->count; i++) {
		const struct answer_digest *answer = &answers->items[i];
		char row[UID_HEX_LEN + 1] = "";

		if (!uid_is_none(&answer->row))
			uid_format(&answer->row, row);
		json_array_append_new(list,
		    json_pack("{s:s, s:s, s:o}", "field", answer->field, "row",
			row, "digest", digest_json(&answer->digest)));
	}
	return list;
}

/* Appends plan.json. */
static void
add_plan_json(struct plan *plan, const struct sealed_answers *answers,
    struct buf *out)
{
	struct store *store = plan_store(plan);
	char uid[UID_HEX_LEN + 1], day[DATE_ISO_LEN + 1], *text;
	json_t *whole;

	uid_format(store_plan_uid(store), uid);
	date_format_iso(plan_today(plan), day);
	whole = json_pack("{s:s, s:s, s:s, s:b, s:o, s:o, s:o}", "format",
	    SEAL_FORMAT, "plan", uid, "day", day, "training",
	    store_training(store), "forms", forms_json(plan_forms(plan)),
	    "rates", rates_json(plan_rates(plan)), "answers",
	    sealed_json(answers));
	text = json_dumps(whole, JSON_SORT_KEYS | JSON_COMPACT);
	buf_add(out, text);
	buf_add_char(out, '\n');
	free(text);
	json_decref(whole);
}

/* The current answers that are part of what is signed. */
static bool
read_answers(struct plan *plan, struct sealed_answers *out, struct error *err)
{
	size_t count, kept = 0;

	if (!store_answer_digests(plan_store(plan), &out->items, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct answer_digest *answer = &out->items[i];

		if (seal_covers(plan_forms(plan), answer->field)) {
			struct answer_digest swap = out->items[kept];

			out->items[kept++] = *answer;
			*answer = swap;
		}
	}
	/* what is not part of it is freed, from the end */
	for (size_t i = kept; i < count; i++) {
		free(out->items[i].field);
		value_clear(&out->items[i].value);
	}
	out->count = kept;
	return true;
}

bool
seal_make(struct plan *plan, struct seal *out, struct error *err)
{
	*out = (struct seal){ 0 };
	buf_init(&out->json);
	if (!read_answers(plan, &out->answers, err))
		return false;
	add_plan_json(plan, &out->answers, &out->json);
	out->digest = digest_of(out->json.data, out->json.len);
	return true;
}

void
seal_clear(struct seal *seal)
{
	buf_clear(&seal->json);
	sealed_answers_clear(&seal->answers);
}

bool
seal_day(const char *json, size_t len, struct date *day)
{
	json_t *whole = len <= SEAL_FILE_MAX
	    ? json_loadb(json, len, JSON_REJECT_DUPLICATES, NULL)
	    : NULL;
	const char *format = json_string_value(json_object_get(whole, "format"));
	const char *text = json_string_value(json_object_get(whole, "day"));
	bool ok = format != NULL && strcmp(format, SEAL_FORMAT) == 0 &&
	    text != NULL && date_parse_iso(text, day);

	json_decref(whole);
	return ok;
}

/* --- what pages say of it --- */

struct seal_mark *
seal_mark_new(const struct digest *seal)
{
	struct seal_mark *mark = xcalloc(1, sizeof *mark);
	char hex[DIGEST_HEX_LEN + 1];
	struct buf words;

	digest_format(seal, hex);
	buf_init(&words);
	seal_words_add(seal, &words);
	mark->words = buf_take(&words);
	mark->sha256 = xstrdup(hex);
	mark->qr = qr_make(hex, &mark->qr_size);
	return mark;
}

void
seal_mark_free(struct seal_mark *mark)
{
	if (mark == NULL)
		return;
	qr_free(mark->qr, mark->qr_size);
	free((void *)(uintptr_t)mark->words);
	free((void *)(uintptr_t)mark->sha256);
	free(mark);
}
