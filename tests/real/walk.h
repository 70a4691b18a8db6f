/* walk: a plan typed as somebody types it: from question to question with Tab,
 * each answered where its label comes up. What is typed names labels, not
 * places, so a form may change its order. */
#ifndef REAL_WALK_H
#define REAL_WALK_H

#include "real/real.h"

#define WALK_KEYS 12

/* What is done where the focus comes to LABEL (how it begins), the first time:
 * lines of a key script, and "tick WORDS": the choice that begins so, which is
 * then ticked. A list ends at a NULL label. */
struct entry {
	const char *label;
	const char *keys[WALK_KEYS];
};

/* Plays such lines up to NULL. */
void walk_play(struct pty *pty, const char *const *lines);
#define WALK_PLAY(pty, ...) \
	walk_play(pty, (const char *const[]){ __VA_ARGS__, NULL })

/* Goes from question to question with Tab and does what ENTRIES say, passing by
 * whatever else is asked, until the focus is on STOP and all is done, or the
 * last screen has been reached (STOP NULL). Returns how many questions it
 * passed. Fails where something in ENTRIES was not asked. With WALK_TRACE in
 * the environment it prints each label that it comes to. */
int walk(struct pty *pty, const struct entry *entries, const char *stop);

/* How many of ENTRIES answer a question, and do not just add a row. */
int walk_answers(const struct entry *entries);

/* Opens a row with ADD ("+ Add a cost"), from the screen of its table, fills it
 * in, and comes back to ADD. */
void walk_add_row(struct pty *pty, const struct entry *entries,
    const char *add);

/* Goes to a screen by WORDS of its name; TITLE then stands on it. */
void walk_to(struct pty *pty, const char *words, const char *title);

/* How many answers the program itself says are needed; fails unless all of them
 * are there. Ends on the overview. */
int walk_needed(struct pty *pty);

/* --- what came of it --- */

/* Each text stands in what the last command printed. */
void walk_printed(const struct real *real, const char *const *texts);
#define WALK_PRINTED(real, ...) \
	walk_printed(real, (const char *const[]){ __VA_ARGS__, NULL })
/* None of them does. */
void walk_not_printed(const struct real *real, const char *const *texts);
#define WALK_NOT_PRINTED(real, ...) \
	walk_not_printed(real, (const char *const[]){ __VA_ARGS__, NULL })
/* A line of it has WORDS, and after them FIGURES, whatever the space between
 * figures. */
void walk_line_says(const struct real *real, const char *words,
    const char *figures);

#endif
