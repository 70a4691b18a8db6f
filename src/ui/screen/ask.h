/* ask: a question before something that cannot be undone: the words that it is
 * about, and two choices, the second of which leaves everything as it is. */
#ifndef UI_SCREEN_ASK_H
#define UI_SCREEN_ASK_H

#include "ui/screens.h"

struct asking {
	const char *name;  /* "unsay": for tests */
	const char *title, *question; /* copied */
	const char *words; /* what it is about, to be paged through; copied */
	const char *yes, *no; /* sentences; not copied */
	enum command_id again; /* the key that says yes as well, or 0 */
	bool careful; /* the focus is on no at first */
	/* Does it, once ASK has been closed. DATA is the asker's; drop (may be
	 * NULL) frees it, whichever is chosen. */
	void (*chosen)(struct sitting *sitting, void *data);
	void (*drop)(void *data);
	void *data;
};
struct screen *screen_ask_new(struct sitting *sitting,
    const struct asking *asking);

#endif
