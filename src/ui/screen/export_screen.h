/* export_screen: what the two screens that make a copy share: whom it is for and
 * what is in it, asked first, beside who has a copy already; and what it leaves
 * out, looked at before it is made. */
#ifndef UI_SCREEN_EXPORT_SCREEN_H
#define UI_SCREEN_EXPORT_SCREEN_H

#include "export/format.h"
#include "plan/handed.h"
#include "ui/screens.h"

/* The copy that somebody wants. */
struct wanted {
	enum audience audience;
	bool named;	   /* it is for one whom the person named */
	struct uid viewer; /* the row that names them */
	bool whole;	   /* the whole plan, else one page */
	enum page page;
	bool one; /* of letters the one about ITEM alone */
	bool statement; /* of a household's pool, to the member ITEM */
	bool access; /* all that is written about the person, as decided */
	struct uid item;
	const struct export_format *format;
};

/* Appends "the person", "Nell, sister"; "The whole plan", "My week". */
void wanted_add_who(const struct sitting *sitting, const struct wanted *wanted,
    struct buf *out);
void wanted_add_what(const struct sitting *sitting,
    const struct wanted *wanted, struct buf *out);
/* Appends the name of the one whom it is for, if it is for one whose name is
 * known. */
void wanted_add_name(const struct sitting *sitting,
    const struct wanted *wanted, struct buf *out);
/* "kwame-redfern-my-week-for-person.html", a name that nothing has in FOLDER yet;
 * the caller frees it. */
char *wanted_file(const struct sitting *sitting, const struct wanted *wanted,
    const char *folder);
/* Where a copy is put if its name says no other folder; the caller frees it. */
char *copies_folder(const struct sitting *sitting);
/* The copy as it stands now, for report_free. */
struct report *wanted_report(const struct sitting *sitting,
    const struct wanted *wanted);

/* All there is, with what was decided about it; for access_clear. */
struct access_list;
void wanted_access(struct plan *plan, struct access_list *out);

/* Appends "Nell, sister: Family and supporters, The whole plan (html), 16 Nov
 * 2026, By post, copy 3. It is old: print what changed since." */
void held_say(const struct handed *handed, struct buf *out);
/* Of an old copy, writes what changed since as a page, if that can be told; of
 * another one opens the row ROW of the register. */
void held_open(struct sitting *sitting, const struct uid *row);

/* How the copy of all that is written about the person is written, and from there
 * the copy itself; everything has been decided. UNDER closes when it is made. */
struct screen *screen_export_access_new(struct sitting *sitting,
    struct screen *under);

/* What the copy leaves out, and the file's name; from here it is made. UNDER is
 * the screen that asked, which closes with it. */
struct screen *screen_withheld_new(struct sitting *sitting,
    struct screen *under, const struct wanted *wanted);

#endif
