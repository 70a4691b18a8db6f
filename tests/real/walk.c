#include "config.h"

#include "real/walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

#define STEPS_MAX 1200 /* of Tab: a walk that takes more goes round */
#define ENTRIES_MAX 160
#define CHOICES_MAX 24

/* --- there --- */

static bool
begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* The choice that the cursor, between its brackets, is on: "[ ] By letter". */
static void
at_cursor(struct pty *pty, struct buf *out)
{
	int row, col;
	const char *at;

	buf_reset(out);
	emulator_cursor(pty->emulator, &row, &col);
	emulator_row(pty->emulator, row, out);
	for (at = out->data; *at && col > 1; col--)
		do
			at++;
		while ((*at & 0xc0) == 0x80);
	buf_remove(out, 0, (size_t)(at - out->data));
}

/* Goes to the choice that begins with WORDS and ticks it, if it is not. */
static void
tick(struct pty *pty, const char *words)
{
	struct buf at;
	bool there = false;

	buf_init(&at);
	for (int i = 0; i < CHOICES_MAX; i++) {
		at_cursor(pty, &at);
		there = at.len > 4 && begins(at.data + 4, words);
		if (there)
			break;
		/* choices side by side are gone through with Right */
		real_play(pty, (const char *const[]){ strstr(at.data, words) ?
		    "key Right" : "key Down", NULL });
	}
	if (!there)
		real_fail(pty, "\"%s\" is no choice here", words);
	if (at.data[1] == ' ')
		REAL_PLAY(pty, "key Space");
	at_cursor(pty, &at);
	if (at.data[1] != 'x' || !begins(at.data + 4, words))
		real_fail(pty, "\"%s\" is not ticked", words);
	buf_clear(&at);
}

void
walk_play(struct pty *pty, const char *const *lines)
{
	for (; *lines; lines++)
		if (begins(*lines, "tick "))
			tick(pty, *lines + 5);
		else
			real_play(pty, (const char *const[]){ *lines, NULL });
}

/* The entry that is for FOCUS and was not used; SIZE_MAX: none. */
static size_t
entry_for(const struct entry *entries, const bool *used, const char *focus)
{
	for (size_t i = 0; entries[i].label; i++)
		if (!used[i] && begins(focus, entries[i].label))
			return i;
	return SIZE_MAX;
}

static void
all_asked(struct pty *pty, const struct entry *entries, const bool *used)
{
	for (size_t i = 0; entries[i].label; i++)
		if (!used[i])
			real_fail(pty, "\"%s\" was not asked",
			    entries[i].label);
}

int
walk(struct pty *pty, const struct entry *entries, const char *stop)
{
	bool used[ENTRIES_MAX] = { false }, trace = getenv("WALK_TRACE") != NULL;
	size_t count = 0, done = 0;
	struct buf focus;
	int questions = 0, steps = 0;

	while (entries[count].label)
		count++;
	assert_true(count <= ARRAY_LEN(used));
	buf_init(&focus);
	for (; steps < STEPS_MAX; steps++) {
		bool question = real_focus(pty, &focus);
		size_t at = entry_for(entries, used, focus.data);

		if (trace)
			print_message("# %s%s\n", at < count ? "* " : "  ",
			    focus.data);
		if (at < count) {
			used[at] = true;
			done++;
			walk_play(pty, entries[at].keys);
			if (strcmp(entries[at].keys[0], "key Enter") == 0)
				continue;
		} else if (stop && done == count && begins(focus.data, stop))
			break;
		questions += question;
		REAL_PLAY(pty, "key Tab");
		if (emulator_shows(pty->emulator, "This is the last screen."))
			break;
	}
	buf_clear(&focus);
	all_asked(pty, entries, used);
	if (steps == STEPS_MAX)
		real_fail(pty, "Tab leads nowhere");
	return questions;
}

int
walk_answers(const struct entry *entries)
{
	int count = 0;

	for (; entries->label; entries++)
		count += !begins(entries->label, "+ ");
	return count;
}

void
walk_add_row(struct pty *pty, const struct entry *entries, const char *add)
{
	static const struct entry nothing[] = { { NULL, { NULL } } };

	walk(pty, nothing, add);
	REAL_PLAY(pty, "key Enter");
	walk(pty, entries, add);
}

void
walk_to(struct pty *pty, const char *words, const char *title)
{
	char text[80], see[80];

	snprintf(text, sizeof text, "text %s", words);
	snprintf(see, sizeof see, "see %s", title);
	REAL_PLAY(pty, "key Ctrl-G", text, "key Enter", see);
}

int
walk_needed(struct pty *pty)
{
	struct buf row;
	int done = 0, asked = 0;

	REAL_PLAY(pty, "key Ctrl-O");
	buf_init(&row);
	for (int i = 1; i < 5 && asked == 0; i++) {
		buf_reset(&row);
		emulator_row(pty->emulator, i, &row);
		(void)sscanf(row.data, "%d of %d answers needed", &done,
		    &asked);
	}
	buf_clear(&row);
	if (asked == 0)
		real_fail(pty, "how many answers are needed is not shown");
	if (done != asked)
		real_fail(pty, "%d of %d answers are there", done, asked);
	return asked;
}

/* --- and what came of it --- */

void
walk_printed(const struct real *real, const char *const *texts)
{
	for (; *texts; texts++)
		if (!strstr(real->out, *texts))
			fail_msg("\"%s\" is not in:\n%s", *texts, real->out);
}

void
walk_not_printed(const struct real *real, const char *const *texts)
{
	for (; *texts; texts++)
		if (strstr(real->out, *texts))
			fail_msg("\"%s\" is in:\n%s", *texts, real->out);
}

/* Spaces that line figures up become one. */
static void
squeeze(char *line)
{
	char *to = line;

	for (const char *at = line; *at; at++)
		if (at[0] != ' ' || at[1] != ' ')
			*to++ = *at;
	*to = '\0';
}

void
walk_line_says(const struct real *real, const char *words, const char *figures)
{
	const char *at = real->out, *found = NULL;

	while (*at && !found) {
		size_t n = strcspn(at, "\n");
		char *line = xstrndup(at, n);

		squeeze(line);
		found = strstr(line, words);
		if (found)
			found = strstr(found, figures);
		free(line);
		at += n + (at[n] == '\n');
	}
	if (!found)
		fail_msg("no line has \"%s\" and \"%s\" in:\n%s", words,
		    figures, real->out);
}
