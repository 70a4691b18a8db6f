#include "config.h"

#include "export/who_signed.h"

#include <string.h>

#include "base/alloc.h"
#include "export/manifest.h"
#include "export/pack.h"
#include "export/text_lines.h"
#include "plan/signature.h"

#define COLS   80
#define INDENT 2

static const char head[] =
    "Who has signed this plan\n"
    "========================\n\n"
    "As it stood when this pack was written. It is not sealed: people sign after\n"
    "the sealing, over weeks. What is signed in ink is on the paper itself. How\n"
    "to check what was signed with a key is in how-to-check.html.\n";

static bool
may_see(const struct plan *plan, const char *name, enum audience audience)
{
	const struct field *field = form_set_field(plan_forms(plan), name);

	return field != NULL && (field->audience & audience) != 0;
}

/* Is SIGNATURE one with a key, for the version of SEAL? */
static bool
has_file(const struct signature *signature, const struct digest *seal)
{
	return signature->file[0] != '\0' && signature->sealed &&
	    memcmp(&signature->seal, seal, sizeof *seal) == 0;
}

static void
add_said(const char *before, const char *said, int indent, struct buf *out)
{
	struct buf line;

	if (*said == '\0')
		return;
	buf_init(&line);
	buf_addf(&line, "%s%s", before, said);
	text_add_wrapped(out, line.data, indent, COLS);
	buf_clear(&line);
}

/* PATH of its file; NULL: it was not made with a key. */
static void
add_one(const struct plan *plan, const struct signature *signature,
    enum audience audience, const char *path, struct buf *out)
{
	struct buf line;

	buf_init(&line);
	signature_say(signature, &line);
	buf_add_char(out, '\n');
	text_add_wrapped(out, line.data, 0, COLS);
	buf_clear(&line);
	add_said("Who was there: ", signature->witness, INDENT, out);
	if (may_see(plan, SIGNATURE_VIEW, audience))
		add_said("In their own words: ", signature->view, INDENT, out);
	if (may_see(plan, SIGNATURE_DISSENT, audience))
		add_said("What they do not agree with: ", signature->dissent,
		    INDENT, out);
	if (path) {
		add_said("The key: ", signature->key, INDENT, out);
		add_said("The signature: ", path, INDENT, out);
	}
}

/* --- who approved the money --- */

static const struct {
	const char *field, *before;
} decided[] = {
	{ "sign.ap_stream", "" },
	{ "sign.ap_says", "Decided: " },
	{ "sign.ap_amount", "How much: " },
	{ "sign.ap_name", "By: " },
	{ "sign.ap_on", "On: " },
	{ "sign.ap_why", "Why: " },
	{ "sign.ap_terms", "To be done first: " },
};

static void
add_decision(const struct plan *plan, const struct uid *row,
    enum audience audience, struct buf *out)
{
	buf_add_char(out, '\n');
	for (size_t i = 0; i < ARRAY_LEN(decided); i++) {
		const struct field *field =
		    form_set_field(plan_forms(plan), decided[i].field);
		struct buf said;

		if (field == NULL || (field->audience & audience) == 0)
			continue;
		buf_init(&said);
		plan_show(plan, field, row, &said);
		add_said(decided[i].before, said.data, i > 0 ? INDENT : 0, out);
		buf_clear(&said);
	}
}

static void
add_decisions(const struct plan *plan, enum audience audience, struct buf *out)
{
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), "sign.approval");
	const struct uid *rows;
	size_t count;

	if (repeat == NULL || !plan_repeat_shown(plan, repeat, &UID_NONE))
		return;
	count = plan_rows(plan, repeat, &UID_NONE, &rows);
	for (size_t i = 0; i < count; i++) {
		if (plan_row_blank(plan, repeat, &rows[i]))
			continue;
		if (out->len == 0)
			buf_add(out, "\nWho approved the money\n"
				     "----------------------\n");
		add_decision(plan, &rows[i], audience, out);
	}
}

/* What is in the folder, from file FROM on, so that damage on the way is found. */
static void
add_manifest(struct files *out, size_t from)
{
	size_t len = strlen(PACK_SIGNATURES "/");
	struct buf list;

	buf_init(&list);
	for (size_t i = from; i < out->count; i++) {
		const struct file *file = &out->items[i];
		struct digest digest =
		    digest_of(file->bytes.data, file->bytes.len);

		manifest_add(&list, file->path + len, &digest);
	}
	if (list.len > 0)
		buf_add(files_add(out, PACK_SIGNATURES "/" PACK_MANIFEST),
		    list.data);
	buf_clear(&list);
}

void
who_signed_add(struct plan *plan, const struct digest *seal,
    enum audience audience, struct files *out)
{
	struct signature_list list;
	struct buf path, words, money;
	size_t number = 0, from = out->count;

	if (!may_see(plan, SIGNATURE_HOW, audience))
		return;
	plan_signatures(plan, seal, &list);
	buf_init(&path);
	buf_init(&words);
	for (size_t i = 0; i < list.count; i++) {
		const struct signature *signature = &list.items[i];
		bool file = has_file(signature, seal);

		buf_reset(&path);
		buf_addf(&path, PACK_SIGNATURES "/%zu.sig", number + 1);
		add_one(plan, signature, audience, file ? path.data : NULL,
		    &words);
		if (!file)
			continue;
		buf_add(files_add(out, path.data), signature->file);
		number++;
	}
	buf_init(&money);
	add_decisions(plan, audience, &money);
	if (words.len + money.len > 0)
		buf_addf(files_add(out, PACK_SIGNATURES "/" PACK_WHO_SIGNED),
		    "%s%s%s", head, words.data, money.data);
	add_manifest(out, from);
	buf_clear(&money);
	buf_clear(&words);
	buf_clear(&path);
	signature_list_clear(&list);
}
