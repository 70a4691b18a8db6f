/* What can be done on the sign-off screen. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/file_name.h"
#include "base/outfile.h"
#include "export/key_signature.h"
#include "export/seal.h"
#include "export/sealing.h"
#include "export/sign_off.h"
#include "export/version.h"
#include "export/write_html.h"
#include "export/write_text.h"
#include "plan/against.h"
#include "ui/screen/export_screen.h"
#include "ui/screen/sign_screen.h"
#include "ui/term.h"

#define DOCUMENT_AUDIENCE "person"
#define DOCUMENT_TEXT	  "plan.txt"
#define PAPER_NAME_BYTES  50

static void
say(struct sign_screen *screen, const char *title, const char *text)
{
	loop_push(screen->sitting->loop,
	    screen_message_new(screen->sitting, title, text));
}

/* --- reading --- */

static void
read_now(struct sign_screen *screen)
{
	struct report *report =
	    report_build(screen->sitting->plan, AUDIENCE_PERSON);
	struct buf text;

	buf_init(&text);
	write_text(report, &text);
	report_free(report);
	loop_push(screen->sitting->loop,
	    screen_document_new(screen->sitting,
		"The person's copy as it stands now: not sealed", text.data));
	buf_clear(&text);
}

static void
read_version(struct sign_screen *screen, const struct uid *version)
{
	struct sitting *sitting = screen->sitting;
	struct error err;
	void *bytes;
	size_t len;

	if (!store_member(plan_store(sitting->plan), version,
		DOCUMENT_AUDIENCE, DOCUMENT_TEXT, &bytes, &len, &err)) {
		say(screen, "It could not be read", err.text);
		return;
	}
	if (bytes)
		loop_push(sitting->loop,
		    screen_document_new(sitting,
			"The person's copy as it was sealed", bytes));
	else
		say(screen, "It is not there",
		    "This version holds no copy for the person as text. Its "
		    "pack may have it in another form.");
	free(bytes);
}

/* --- sealing --- */

static size_t
missing_answers(const struct plan *plan)
{
	struct against against;
	size_t missing;

	plan_against(plan, true, &against);
	missing = against.count - against.errors;
	against_clear(&against);
	return missing;
}

static void
say_why_sealed(const struct plan_stage *stage, struct buf *out)
{
	char day[32];

	if (!stage->sealed) {
		buf_add(out, "To be signed");
		return;
	}
	date_format_short(stage->sealed_on, day);
	buf_addf(out, "To be signed again: changed since %s", day);
}

static void
seal(struct sign_screen *screen)
{
	struct sitting *sitting = screen->sitting;
	size_t missing = missing_answers(sitting->plan);
	struct sealing *sealing;
	struct error err;
	struct buf about;

	if (missing > 0 && !screen->asked) {
		screen->asked = true;
		loop_say(sitting->loop,
		    "%zu thing%s still left. Enter again seals it all the "
		    "same.", missing, missing == 1 ? " is" : "s are");
		return;
	}
	screen->asked = false;
	if (!sitting_commit(sitting))
		return;
	if (!plan_may_seal(sitting->plan, &err) ||
	    !sealing_begin(sitting->plan, &sealing, &err)) {
		say(screen, "It was not sealed", err.text);
		return;
	}
	buf_init(&about);
	say_why_sealed(plan_stage(sitting->plan), &about);
	sign_seal(screen, sealing, buf_take(&about));
}

void
sign_sealed(struct sign_screen *screen, struct sealing *sealing,
    const char *about)
{
	const char *note = NULL;
	struct uid version;
	struct error err;

	if (!sealing_end(sealing, about, &version, &note, &err)) {
		say(screen, "It was not sealed", err.text);
		return;
	}
	screen->list.focus = 1; /* the page to sign */
	loop_say(screen->sitting->loop,
	    "Sealed. Now print the page to sign, or write down who signs.%s%s",
	    note ? " " : "", note ? note : "");
}

/* --- the page to sign --- */

/* What people print from: where there is no page for large letters, text. */
static const char *const papers[] = { "plan.pdf", "plan.html",
	DOCUMENT_TEXT };

static bool
find_paper(struct sign_screen *screen, const struct uid *version,
    const char **name, void **bytes, size_t *len, struct error *err)
{
	*bytes = NULL;
	for (size_t i = 0; i < ARRAY_LEN(papers) && !*bytes; i++) {
		*name = papers[i];
		if (!store_member(plan_store(screen->sitting->plan), version,
			DOCUMENT_AUDIENCE, papers[i], bytes, len, err))
			return false;
	}
	if (!*bytes)
		return error_set(err, ERR_CORRUPT,
		    "This version holds no copy for the person.");
	return true;
}

/* "kwame-redfern-WHAT-2026-11-16.pdf" in FOLDER, or with a number behind it; the
 * caller frees it. */
static char *
paper_path(const struct plan *plan, const char *folder, const char *what,
    const char *suffix)
{
	struct buf stem;
	char day[DATE_ISO_LEN + 1], *path;

	date_format_iso(plan_stage(plan)->sealed_on, day);
	buf_init(&stem);
	file_name_add(plan_identity(plan)->name, PAPER_NAME_BYTES, &stem);
	buf_addf(&stem, "%s%s-%s", stem.len > 0 ? "-" : "", what, day);
	path = file_name_free(folder, stem.data, suffix, false);
	buf_clear(&stem);
	return path;
}

/* The plan as it was sealed. */
static char *
write_plan(struct sign_screen *screen, const char *folder, struct error *err)
{
	struct plan *plan = screen->sitting->plan;
	const char *name = DOCUMENT_TEXT;
	char *path = NULL;
	void *bytes;
	size_t len;

	if (find_paper(screen, &plan_stage(plan)->version, &name, &bytes, &len,
		err)) {
		path = paper_path(plan, folder, "plan", strrchr(name, '.'));
		if (!outfile_write(path, bytes, len, false, err)) {
			free(path);
			path = NULL;
		}
	}
	free(bytes);
	return path;
}

/* The page for those who are waited for now, with the seal at its foot. */
static char *
write_page(struct sign_screen *screen, const char *folder, struct error *err)
{
	static const enum page page = PAGE_SIGN;
	struct plan *plan = screen->sitting->plan;
	struct seal_mark *mark = seal_mark_new(&plan_stage(plan)->seal);
	struct report *report =
	    report_sealed(plan, AUDIENCE_PERSON, &page, mark);
	char *path = paper_path(plan, folder, "to-sign", ".html");
	struct buf text;

	buf_init(&text);
	write_html(report, report->large_print, &text);
	if (!outfile_write(path, text.data, text.len, false, err)) {
		free(path);
		path = NULL;
	}
	buf_clear(&text);
	report_free(report);
	seal_mark_free(mark);
	return path;
}

static void
write_paper(struct sign_screen *screen)
{
	char *folder = copies_folder(screen->sitting);
	char *plan = NULL, *page = NULL;
	struct buf text;
	struct error err;

	if (folder_make(folder, &err))
		plan = write_plan(screen, folder, &err);
	if (plan)
		page = write_page(screen, folder, &err);
	buf_init(&text);
	buf_addf(&text,
	    "Print these two:\n\n%s\n%s\n\nThe first is the plan, the second "
	    "the page that people sign. Both have the same words at their "
	    "foot. Keep the signed page with the plan, and write here who has "
	    "signed.", plan ? plan : "", page ? page : "");
	say(screen, page ? "To print and sign" : "The page was not written",
	    page ? text.data : err.text);
	buf_clear(&text);
	free(page);
	free(plan);
	free(folder);
}

/* --- rows --- */

static void
open_row(struct sign_screen *screen, const struct repeat *repeat,
    const struct uid *row, const char *field)
{
	struct target target = {
		.section = repeat->section,
		.repeat = repeat,
		.row = *row,
	};
	const struct form_set *forms = plan_forms(screen->sitting->plan);

	loop_push(screen->sitting->loop,
	    screen_form_new(screen->sitting, &target,
		field ? form_set_field(forms, field) : NULL, 0));
}

/* A new row of TABLE that says CODE to NAME already, open at the question FIRST, or
 * with NULL at its first. */
static void
add_row(struct sign_screen *screen, const char *table, const char *name,
    const char *code, const char *first)
{
	struct plan *plan = screen->sitting->plan;
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), table);
	const struct field *field =
	    name ? form_set_field(plan_forms(plan), name) : NULL;
	struct error err;
	struct uid row;

	if (repeat && plan_row_add(plan, repeat, &UID_NONE, &row, &err) &&
	    (!field || plan_set_answer(plan, field, &row, code, NULL, &err)))
		open_row(screen, repeat, &row, first);
	else if (repeat)
		say(screen, "It was not added", err.text);
}

static void
decide(struct sign_screen *screen, const struct uid *stream)
{
	const struct plan *plan = screen->sitting->plan;
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), "sign.approval");
	char hex[UID_HEX_LEN + 1];
	struct uid row;

	uid_format(stream, hex);
	if (sign_find_decision(screen, stream, &row))
		open_row(screen, repeat, &row, "sign.ap_name");
	else
		add_row(screen, "sign.approval", "sign.ap_stream", hex,
		    "sign.ap_name");
}

/* --- signatures --- */

/* Who signed an earlier version and is waited for now has a row of their own for
 * this one; the earlier one stays as it is. */
static void
sign_again(struct sign_screen *screen, const struct uid *earlier)
{
	struct plan *plan = screen->sitting->plan;
	static const char *const names[] = { SIGNATURE_NAME, SIGNATURE_ROLE };
	const struct repeat *repeat =
	    form_set_repeat(plan_forms(plan), SIGNATURES);
	struct change changes[ARRAY_LEN(names)] = { 0 };
	struct error err;
	struct uid row;
	bool ok = plan_row_add(plan, repeat, &UID_NONE, &row, &err);

	for (size_t i = 0; ok && i < ARRAY_LEN(names); i++) {
		struct field_state state;

		changes[i].field = form_set_field(plan_forms(plan), names[i]);
		changes[i].row = row;
		plan_field(plan, changes[i].field, earlier, &state);
		changes[i].text = state.answer->text;
	}
	if (ok && plan_apply(plan, changes, ARRAY_LEN(names), NULL, &err))
		open_row(screen, repeat, &row, SIGNATURE_HOW);
	else
		say(screen, "It was not added", err.text);
}

/* The terminal is given back while ssh-keygen asks for a passphrase. */
static bool
make_signature(struct sign_screen *screen, const struct buf *text,
    char **signature, struct error *err)
{
	struct term *term = loop_term(screen->sitting->loop);
	bool ok;

	term_pause(term, "Your key signs the plan now.\nIf it has a passphrase, "
			 "ssh-keygen asks for it here. Ctrl-C gives up.");
	ok = key_sign(screen->sitting->start->sign_key, text, signature, err);
	term_resume(term);
	return ok;
}

static void
sign_with_key(struct sign_screen *screen, const struct uid *row)
{
	struct sitting *sitting = screen->sitting;
	struct uid version = plan_stage(sitting->plan)->version, at;
	bool named = !uid_is_none(row);
	struct signing by = {
		.row = *row,
		.name = named ? NULL : sitting->start->user->display,
	};
	struct buf text, says;
	char *signature = NULL;
	struct error err;
	bool ok;

	buf_init(&text);
	buf_init(&says);
	ok = sitting_commit(sitting) &&
	    version_signable(sitting->plan, &version, &text, &err) &&
	    make_signature(screen, &text, &signature, &err) &&
	    sign_off_take(sitting->plan, signature, &by,
		sitting->start->known_keys, &says, &at, &err);
	/* as what somebody signs, only they know */
	if (ok && !named)
		open_row(screen, form_set_repeat(plan_forms(sitting->plan),
				     SIGNATURES), &at, SIGNATURE_ROLE);
	say(screen, ok ? "Signed with a key" : "Nothing was signed",
	    ok ? says.data : err.text);
	free(signature);
	buf_clear(&says);
	buf_clear(&text);
}

void
sign_act(struct sign_screen *screen, const struct sign_line *line)
{
	struct sitting *sitting = screen->sitting;
	struct target target = { .section = line->section };

	switch (line->act) {
	case ACT_NONE:
		return;
	case ACT_READ:
		if (uid_is_none(&line->version))
			read_now(screen);
		else
			read_version(screen, &line->version);
		return;
	case ACT_SEAL:
		seal(screen);
		return;
	case ACT_COPY:
		held_open(sitting, &line->row);
		return;
	case ACT_PAPER:
		write_paper(screen);
		return;
	case ACT_PACK:
		loop_push(sitting->loop, screen_export_pack_new(sitting));
		return;
	case ACT_ANSWER:
		sitting_go(sitting, NULL, line->field, &line->row);
		return;
	case ACT_TABLE:
		if (line->repeat)
			target = sitting_table_target(line->repeat, &UID_NONE);
		sitting_go(sitting, &target, NULL, &UID_NONE);
		return;
	case ACT_ROW:
		open_row(screen, line->repeat, &line->row, NULL);
		return;
	case ACT_LEFT:
		loop_push(sitting->loop, screen_left_new(sitting));
		return;
	case ACT_NOTES:
		sitting_go_notes(sitting);
		return;
	case ACT_REFUSE:
		add_row(screen, "agree.no", "agree.no_as", line->code, NULL);
		return;
	case ACT_DECIDE:
		decide(screen, &line->row);
		return;
	case ACT_ADD:
		add_row(screen, SIGNATURES, line->code ? SIGNATURE_ROLE : NULL,
		    line->code, NULL);
		return;
	case ACT_SIGN_AGAIN:
		sign_again(screen, &line->row);
		return;
	case ACT_KEY:
		sign_with_key(screen, &line->row);
		return;
	}
}
