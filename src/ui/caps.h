/* caps: what terminfo says of the terminal. Alone in its file because <term.h>
 * takes short words such as "columns" for itself. */
#ifndef UI_CAPS_H
#define UI_CAPS_H

#include <stdbool.h>

/* Does this machine know a terminal of this type? */
bool caps_known(const char *type);
/* Has the terminal that newterm opened last what a screen needs: can its cursor
 * be moved, and the screen cleared? */
bool caps_enough(void);
/* Can it report a mouse? */
bool caps_mouse(void);

#endif
