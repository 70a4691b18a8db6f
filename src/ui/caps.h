/* caps: what terminfo says of the terminal, and what we add to it. Alone in its
 * file because <term.h> takes short words such as "columns" for itself. */
#ifndef UI_CAPS_H
#define UI_CAPS_H

#include <stdbool.h>

struct caps;

/* Does this machine know a terminal of this type? */
bool caps_known(const char *type);
/* Has the terminal that newterm opened last what a screen needs: can its cursor
 * be moved, and the screen cleared? */
bool caps_enough(void);
/* Makes entering the screen also turn bracketed paste on, and leaving it turn
 * it off, in the same write. The result is freed after delscreen. */
struct caps *caps_add_paste(void);
void caps_free(struct caps *caps);

#endif
