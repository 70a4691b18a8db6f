/* Which words are meant on the screen that takes them out, and what would be left
 * of them elsewhere. */
#include "config.h"

#include <stdlib.h>

#include "base/buf.h"
#include "ui/screen/take_out_screen.h"

/* With somebody looking on a row is not taken out whole: what only workers may
 * see of it would have to be shown. It is the same for every row, so that this
 * tells nothing. */
bool
take_out_offers(const struct take_out *take, enum take_out_scope scope)
{
	switch (scope) {
	case SCOPE_ONE:
		return take->field && take->number > 0;
	case SCOPE_ALL:
		return take->field != NULL;
	default:
		return take->repeat && !take->sitting->start->visit;
	}
}

struct redact_wanted
take_out_wanted(const struct take_out *take)
{
	return (struct redact_wanted){
		.what = take->what,
		.only = take->scope == SCOPE_ONE ? take->number : 0,
		.why = editor_text(take->typed[ROW_WHY]),
		.by = editor_text(take->typed[ROW_BY]),
		.agreed = editor_text(take->typed[ROW_AGREED]),
		.before = take->sitting->start->before,
	};
}

/* Where the same words would be left. */
static void
add_elsewhere(const struct take_out *take, const struct redact_wanted *wanted,
    struct buf *out)
{
	size_t answers = 0;
	struct buf labels;

	buf_init(&labels);
	if (take->answers > 0 &&
	    plan_redact_elsewhere(take->sitting->plan, wanted,
		!take->sitting->start->visit, &labels, &answers, NULL) &&
	    answers > 0)
		buf_addf(out, "\nThe same words, or a part of them, also stand "
			      "here, and stay until they are taken out here "
			      "too:\n%s", labels.data);
	buf_clear(&labels);
}

/* Reads what would go, which may have changed. */
void
take_out_look(struct take_out *take)
{
	struct redact_wanted wanted;
	char hex[UID_HEX_LEN + 1];
	struct error err;
	struct buf text;

	buf_init(&text);
	uid_format(&take->row, hex);
	if (take->scope != SCOPE_ROW)
		buf_addf(&text, "%s%s", take->field->name,
		    take->repeat ? ":" : "");
	if (take->repeat)
		buf_add(&text, hex);
	free(take->what);
	take->what = buf_take(&text);
	wanted = take_out_wanted(take);
	wanted.why = wanted.by = wanted.agreed = NULL;
	buf_init(&text);
	if (!plan_redact_show(take->sitting->plan, &wanted, &text,
		&take->answers, &err)) {
		take->answers = 0;
		buf_reset(&text);
		buf_add(&text, err.text);
	}
	add_elsewhere(take, &wanted, &text);
	free(take->words);
	take->words = buf_take(&text);
	take->pager.first = 0;
	take->sure = false;
}

void
take_out_next_scope(struct take_out *take, int by)
{
	do
		take->scope = (enum take_out_scope)(((int)take->scope + by + SCOPES) %
		    SCOPES);
	while (!take_out_offers(take, take->scope));
	take_out_look(take);
}
