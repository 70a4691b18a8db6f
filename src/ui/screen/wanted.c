/* The copy that somebody wants, in words and as a report. */
#include "config.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/file_name.h"
#include "export/access_request.h"
#include "plan/pool.h"
#include "ui/screen/export_screen.h"

/* A file's name is short enough for every disk, with room for a number. */
#define NAME_BYTES  50
#define WHAT_BYTES  90
#define STEM_BYTES 130

#define VIEWER_WHO "consent.viewer_who"

/* Nothing, if whoever it is has no name here yet. */
static void
add_viewer_name(const struct sitting *sitting, const struct uid *viewer,
    struct buf *out)
{
	const struct field *field =
	    form_set_field(plan_forms(sitting->plan), VIEWER_WHO);

	if (field != NULL)
		plan_show(sitting->plan, field, viewer, out);
}

static void
add_viewer(const struct sitting *sitting, const struct uid *viewer,
    struct buf *out)
{
	size_t start = out->len;

	add_viewer_name(sitting, viewer, out);
	if (out->len == start)
		buf_add(out, "somebody who has no name here yet");
}

void
wanted_add_who(const struct sitting *sitting, const struct wanted *wanted,
    struct buf *out)
{
	if (wanted->named)
		add_viewer(sitting, &wanted->viewer, out);
	else
		buf_add(out, audience_phrase(wanted->audience));
}

void
wanted_add_name(const struct sitting *sitting, const struct wanted *wanted,
    struct buf *out)
{
	if (wanted->access) {
		char *to = access_request_to(sitting->plan);

		buf_add(out, to);
		free(to);
		return;
	}
	if (wanted->named)
		add_viewer_name(sitting, &wanted->viewer, out);
	else if (wanted->audience == AUDIENCE_PERSON ||
	    wanted->audience == AUDIENCE_HOME)
		buf_add(out, plan_identity(sitting->plan)->name);
}

void
wanted_add_what(const struct sitting *sitting, const struct wanted *wanted,
    struct buf *out)
{
	const struct repeat *repeat;

	if (wanted->access) {
		buf_add(out, ACCESS_TITLE);
		return;
	}
	if (wanted->statement) {
		buf_add(out, "Statement for ");
		plan_row_title(sitting->plan,
		    form_set_repeat(plan_forms(sitting->plan), POOL_MEMBER),
		    &wanted->item, out);
		return;
	}
	buf_add(out, wanted->whole ? "The whole plan"
				   : page_title(wanted->page));
	if (!wanted->one)
		return;
	repeat = form_set_repeat(plan_forms(sitting->plan), LETTER_REPEAT);
	buf_add(out, ": ");
	plan_row_title(sitting->plan, repeat, &wanted->item, out);
}

char *
copies_folder(const struct sitting *sitting)
{
	char *here;

	if (sitting->start->copies != NULL)
		return xstrdup(sitting->start->copies);
	here = getcwd(NULL, 0);
	return here != NULL ? here : xstrdup(".");
}

char *
wanted_file(const struct sitting *sitting, const struct wanted *wanted,
    const char *folder)
{
	const char *name = plan_identity(sitting->plan)->name;
	struct buf stem, who;
	char *path;

	buf_init(&stem);
	buf_init(&who);
	file_name_add(name, NAME_BYTES, &stem);
	if (stem.len > 0)
		buf_add_char(&stem, '-');
	if (wanted->statement)
		wanted_add_what(sitting, wanted, &who);
	file_name_add(wanted->statement ? who.data
			  : wanted->access ? ACCESS_TITLE
			  : wanted->whole ? "plan"
					  : page_title(wanted->page),
	    WHAT_BYTES, &stem);
	buf_reset(&who);
	buf_add(&stem, "-for-");
	if (wanted->named)
		add_viewer(sitting, &wanted->viewer, &who);
	else
		buf_add(&who, audience_word(wanted->audience));
	file_name_add(who.data, STEM_BYTES, &stem);
	path = file_name_free(folder, stem.data, wanted->format->suffix, false);
	buf_clear(&who);
	buf_clear(&stem);
	return path;
}

void
wanted_access(struct plan *plan, struct access_list *out)
{
	struct uid request;

	access_list_make(plan, out);
	if (access_request_open(plan, &request))
		access_request_read(plan, &request, out);
}

static struct report *
access_report(struct plan *plan)
{
	struct access_list list;
	struct report *report;

	wanted_access(plan, &list);
	report = report_access(plan, &list);
	access_clear(&list);
	return report;
}

struct report *
wanted_report(const struct sitting *sitting, const struct wanted *wanted)
{
	const struct uid *viewer = wanted->named ? &wanted->viewer : NULL;
	struct plan *plan = sitting->plan;

	if (wanted->access)
		return access_report(plan);
	if (wanted->statement)
		return report_statement(plan, &wanted->item);
	if (wanted->whole)
		return viewer ? report_build_viewer(plan, viewer)
			      : report_build(plan, wanted->audience);
	if (wanted->one)
		return report_letter(plan, wanted->audience, viewer,
		    &wanted->item);
	return report_page(plan, wanted->audience, viewer, wanted->page);
}
