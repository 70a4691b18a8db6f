/* typing: which commands are for text that is being typed. */
#ifndef UI_TYPING_H
#define UI_TYPING_H

#include <stdbool.h>

#include "ui/command.h"
#include "ui/editor.h"

/* Does COMMAND to the text; *DONE says whether it could be (at the edge, nothing
 * to undo). False: it is none for text. */
bool typing_command(struct editor *editor, enum command_id command,
    bool *done);

#endif
