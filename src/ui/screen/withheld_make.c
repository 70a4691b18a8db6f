/* The copy itself: its file, and the row of the register that says who has it. */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/file_name.h"
#include "base/outfile.h"
#include "export/access_request.h"
#include "export/packing.h"
#include "ui/screen/withheld_screen.h"

/* What came of it. */
struct made {
	bool sealed;	    /* what is in it is the plan of: */
	struct digest seal;
	struct buf says;    /* what else to know of it; often nothing */
};

/* A name alone goes into the folder, and ends as its format does. */
static char *
path_of(const struct withheld_screen *screen)
{
	const char *name = withheld_said(screen, ROW_FILE);
	const char *suffix = screen->wanted.format->suffix;
	struct buf path;

	buf_init(&path);
	if (strchr(name, '/') == NULL)
		buf_addf(&path, "%s/", screen->folder);
	buf_add(&path, name);
	if (!file_name_ends(name, suffix))
		buf_add(&path, suffix);
	return buf_take(&path);
}

static bool
write_copy(struct withheld_screen *screen, const char *path,
    struct error *err)
{
	struct sitting *sitting = screen->sitting;
	struct report *report = wanted_report(sitting, &screen->wanted);
	struct buf text;
	bool ok;

	buf_init(&text);
	ok = export_write(screen->wanted.format, report,
		 screen->wanted.whole ? sitting->plan : NULL, false, &text,
		 err) &&
	    outfile_write(path, text.data, text.len, false, err);
	buf_clear(&text);
	screen->large = report->large_print && screen->wanted.format->letters;
	report_free(report);
	return ok;
}

static bool
is_pack(const struct withheld_screen *screen)
{
	return screen->wanted.format == &packing_format;
}

static bool
write_pack(struct withheld_screen *screen, const char *path, struct made *made,
    struct error *err)
{
	struct packing packing;
	struct buf zip;
	bool ok;

	packing_init(&packing, screen->sitting->plan, screen->wanted.audience);
	buf_init(&zip);
	ok = packing_add_sealed(&packing, err) &&
	    packing_zip(&packing, withheld_said(screen, ROW_LOCK), &zip, err) &&
	    outfile_write(path, zip.data, zip.len, false, err);
	if (ok)
		packing_say(&packing, &made->says);
	if (ok && *withheld_said(screen, ROW_LOCK) != '\0')
		buf_add(&made->says, "It is locked: tell the words to its "
				     "reader in another way, such as by "
				     "phone. oneplan does not keep them.\n");
	made->sealed = packing.sealed;
	made->seal = packing.seal;
	buf_clear(&zip);
	packing_clear(&packing);
	return ok;
}

static bool
write_any(struct withheld_screen *screen, const char *path, struct made *made,
    struct error *err)
{
	const struct digest *now = plan_seal_now(screen->sitting->plan);

	if (is_pack(screen))
		return write_pack(screen, path, made, err);
	made->sealed = now != NULL && !screen->wanted.access;
	if (made->sealed)
		made->seal = *now;
	return write_copy(screen, path, err);
}

/* Of all that is written about the person: what was decided is written down, and
 * the request is met. */
static bool
keep_decisions(const struct withheld_screen *screen, struct error *err)
{
	struct sitting *sitting = screen->sitting;
	struct access_list list;
	bool ok;

	if (!screen->wanted.access)
		return true;
	wanted_access(sitting->plan, &list);
	ok = access_request_give(sitting->plan, &list,
	    sitting->start->user->display, err);
	access_clear(&list);
	if (!ok)
		error_prefix(err, "The copy was made, but what was decided "
				  "could not be written down. ");
	return ok;
}

/* NUMBER: of the copy in the register; 0: nobody has it yet. */
static void
say_where(const struct withheld_screen *screen, const char *path,
    int64_t number, struct buf *out)
{
	const struct repeat *given =
	    form_set_repeat(plan_forms(screen->sitting->plan), "sign.copy");

	buf_add(out, "The copy for ");
	wanted_add_who(screen->sitting, &screen->wanted, out);
	buf_addf(out, " is in this file:\n\n%s\n\nNobody else who uses this "
		      "computer can open it. Give it only to those it is "
		      "meant for.", path);
	if (number > 0)
		buf_addf(out, "\n\nIt is copy %" PRId64 ", for %s, as is "
			      "written down under \"%s\".", number,
		    withheld_said(screen, ROW_TO), given->title);
	else if (given != NULL)
		buf_addf(out, "\n\nWhen somebody has it, write that down under "
			      "\"%s\".", given->title);
}

/* Writes down who has it, if somebody was named; what stands against that is
 * said. SEAL: of the plan that the copy is of; NULL: of none. */
static int64_t
hand_out(const struct withheld_screen *screen, const struct digest *seal)
{
	struct sitting *sitting = screen->sitting;
	const char *to = withheld_said(screen, ROW_TO);
	struct handing handing = {
		.to = to,
		.audience = screen->wanted.audience,
		.how = withheld_said(screen, ROW_HOW),
		.by = sitting->start->user->display,
		.seal = seal,
	};
	int64_t number = 0;
	struct error err;
	struct buf what;

	if (*to == '\0')
		return 0;
	buf_init(&what);
	if (is_pack(screen)) {
		buf_add(&what, PACKING_WHAT);
	} else {
		wanted_add_what(sitting, &screen->wanted, &what);
		buf_addf(&what, " (%s%s)", screen->wanted.format->name,
		    screen->large ? ", large print" : "");
	}
	handing.what = what.data;
	if (!plan_hand_out(sitting->plan, &handing, &number, &err)) {
		loop_say(sitting->loop, "%s", err.text);
		number = 0;
	}
	buf_clear(&what);
	return number;
}

/* What has to be said before it can be made; false: it was not, and the message
 * line asks for it. */
static bool
all_said(struct withheld_screen *screen)
{
	struct loop *loop = screen->sitting->loop;

	if (*withheld_said(screen, ROW_FILE) == '\0') {
		loop_say(loop, "The file needs a name.");
		screen->list.focus = ROW_FILE;
		return false;
	}
	if (screen->wanted.access && *withheld_said(screen, ROW_TO) == '\0') {
		loop_say(loop, "Write who is given it: that goes into the "
			       "register of copies.");
		screen->list.focus = ROW_TO;
		return false;
	}
	if (*withheld_said(screen, ROW_HOW) != '\0' &&
	    *withheld_said(screen, ROW_TO) == '\0') {
		loop_say(loop, "Write who is given it as well. If nobody has "
			       "it yet, leave both blank.");
		screen->list.focus = ROW_TO;
		return false;
	}
	return true;
}

void
withheld_make(struct withheld_screen *screen)
{
	struct sitting *sitting = screen->sitting;
	struct made made = { .sealed = false };
	struct error err;
	struct buf where;
	char *path;

	if (!all_said(screen) || !sitting_commit(sitting))
		return;
	path = path_of(screen);
	buf_init(&made.says);
	if (!folder_make(screen->folder, &err) ||
	    !write_any(screen, path, &made, &err) ||
	    !keep_decisions(screen, &err)) {
		loop_say(sitting->loop, "%s", err.text);
	} else {
		buf_init(&where);
		say_where(screen, path,
		    hand_out(screen, made.sealed ? &made.seal : NULL), &where);
		if (made.says.len > 0) /* it ends its own last line */
			buf_addf(&where, "\n\n%.*s",
			    (int)made.says.len - 1, made.says.data);
		loop_pop(sitting->loop, screen->under);
		loop_push(sitting->loop, screen_message_new(sitting,
					     "The copy is made", where.data));
		buf_clear(&where);
	}
	buf_clear(&made.says);
	free(path);
}
