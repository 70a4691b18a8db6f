/* typing: text that is being typed: which commands are for it, and one line of it
 * as it is drawn. */
#ifndef UI_TYPING_H
#define UI_TYPING_H

#include <stdbool.h>

#include "ui/command.h"
#include "ui/editor.h"
#include "ui/layout.h"

/* Does COMMAND to the text; *DONE says whether it could be (at the edge, nothing
 * to undo). False: it is none for text. */
bool typing_command(struct editor *editor, enum command_id command,
    bool *done);

/* An editor for a line that never wraps: Home goes to where it begins. Free with
 * editor_free. */
struct editor *typing_new(struct clipboard *clipboard);
/* Draws such a line in the first row of ROOM. While it has the focus (TYPING) what is
 * selected is marked, and the insertion point in view: what does not fit is cut
 * off at its left. Returns the cell of the insertion point. */
struct cell typing_draw(const struct editor *editor, struct rect room,
    bool typing);

#endif
