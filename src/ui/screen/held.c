/* Who holds which copy, in words, and the page of what changed since a copy. */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/file_name.h"
#include "base/outfile.h"
#include "export/write_html.h"
#include "ui/screen/export_screen.h"

#define NAME_BYTES 50

void
held_say(const struct handed *handed, struct buf *out)
{
	const char *const parts[] = { handed->what, handed->on, handed->how };

	buf_addf(out, "%s: %s", handed->to[0] ? handed->to : "Somebody",
	    handed->which);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (*parts[i])
			buf_addf(out, ", %s", parts[i]);
	if (handed->number > 0)
		buf_addf(out, ", copy %" PRId64, handed->number);
	if (handed->old)
		buf_add(out, handed->sealed
			? ". It is old: print what changed since"
			: ". It is old, and was not of a sealed plan: give "
			  "them a new copy");
	buf_add_char(out, '.');
}

/* --- the page --- */

static char *
changes_path(const struct plan *plan, const char *folder,
    const struct handed *handed)
{
	struct buf stem;
	char *path;

	buf_init(&stem);
	file_name_add(plan_identity(plan)->name, NAME_BYTES, &stem);
	buf_add(&stem, stem.len > 0 ? "-changes-for-" : "changes-for-");
	file_name_add(handed->to, NAME_BYTES * 2, &stem);
	path = file_name_free(folder, stem.data, ".html", false);
	buf_clear(&stem);
	return path;
}

/* What was not said is the person's own, and a family copy shows what all of the
 * family may see. */
static bool
write_changes(struct plan *plan, const struct handed *handed, const char *path,
    struct error *err)
{
	enum audience audience = handed->audience
	    ? (enum audience)handed->audience
	    : AUDIENCE_PERSON;
	struct report *report;
	struct buf since, text;
	bool ok;

	buf_init(&since);
	buf_addf(&since, "copy %" PRId64, handed->number);
	report = report_changes(plan, audience, NULL, &handed->version,
	    since.data);
	buf_init(&text);
	write_html(report, report->large_print, &text);
	ok = outfile_write(path, text.data, text.len, false, err);
	buf_clear(&text);
	buf_clear(&since);
	report_free(report);
	return ok;
}

static void
make_page(struct sitting *sitting, const struct handed *handed)
{
	char *folder = copies_folder(sitting);
	char *path = changes_path(sitting->plan, folder, handed);
	struct error err;
	struct buf text;
	bool ok;

	ok = folder_make(folder, &err) &&
	    write_changes(sitting->plan, handed, path, &err);
	buf_init(&text);
	if (ok)
		buf_addf(&text, "Print this for %s, and look at it first:\n\n"
				"%s\n\nWhen you make them a whole new copy, "
				"put their name at \"Given to\".",
		    handed->to, path);
	loop_push(sitting->loop,
	    screen_message_new(sitting,
		ok ? "What changed" : "The page was not written",
		ok ? text.data : err.text));
	buf_clear(&text);
	free(path);
	free(folder);
}

void
held_open(struct sitting *sitting, const struct uid *row)
{
	struct target target = { .row = *row };
	struct handed_list list;
	struct error err;
	bool printed = false;

	if (!plan_handed(sitting->plan, &list, &err)) {
		loop_say(sitting->loop, "%s", err.text);
		return;
	}
	for (size_t i = 0; i < list.count; i++) {
		const struct handed *handed = &list.items[i];

		if (!uid_equal(&handed->row, row) || !handed->old ||
		    !handed->sealed)
			continue;
		make_page(sitting, handed);
		printed = true;
	}
	handed_list_clear(&list);
	target.repeat = form_set_repeat(plan_forms(sitting->plan), COPIES);
	if (printed || target.repeat == NULL)
		return;
	target.section = target.repeat->section;
	loop_push(sitting->loop, screen_form_new(sitting, &target, NULL, 0));
}
