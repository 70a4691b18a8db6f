/* ask: a question before something that cannot be undone: the words that it is
 * about, and the choices, the last of which leaves everything as it is. */
#ifndef UI_SCREEN_ASK_H
#define UI_SCREEN_ASK_H

#include "ui/screens.h"

#define ASK_CHOICES 3 /* at most; NULL ends them */

struct asking {
	const char *name;  /* "unsay": for tests */
	const char *title, *question; /* copied */
	const char *words; /* what it is about, to be paged through; copied */
	const char *choices[ASK_CHOICES]; /* sentences; not copied */
	enum command_id again; /* the key that makes the first as well, or 0 */
	bool careful; /* the focus is on the last at first */
	/* Does what CHOICE says, once the question has closed; never the last.
	 * DATA is the asker's; drop frees it, whichever is chosen. */
	void (*chosen)(struct sitting *sitting, void *data, size_t choice);
	void (*drop)(void *data);
	void *data;
};
struct screen *screen_ask_new(struct sitting *sitting,
    const struct asking *asking);

#endif
