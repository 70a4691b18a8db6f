#include "config.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "store/store_private.h"

/* One head, as it is read: the answer it would be, and where it stands. */
struct head {
	struct stored_answer answer;
	int64_t question, clock;
};

static void
take_head(struct sql_stmt *stmt, struct head *out)
{
	*out = (struct head){
		.answer = {
			.field = take_text(stmt, 0),
			.row = take_uid(stmt, 1),
			.revision = take_uid(stmt, 4),
			.at = sql_int(stmt, 6),
			.heads = 1,
			.taken_out = sql_int(stmt, 7) != 0,
			.withheld = sql_int(stmt, 8) != 0,
			.voice = take_text_or_null(stmt, 9),
		},
		.question = sql_int(stmt, 2),
		.clock = sql_int(stmt, 5),
	};
	value_init(&out->answer.value);
	sql_value(stmt, 3, &out->answer.value);
}

static void
clear_answer(struct stored_answer *answer)
{
	free(answer->field);
	free(answer->voice);
	value_clear(&answer->value);
}

static bool
is_later(const struct head *a, const struct head *b)
{
	if (a->clock != b->clock)
		return a->clock > b->clock;
	return uid_compare(&a->answer.revision, &b->answer.revision) > 0;
}

/* Puts another head of the same question together with SHOWN: the later of the
 * two shows. Takes over OTHER. */
static void
fold(struct head *shown, struct head *other)
{
	unsigned heads = shown->answer.heads + 1;
	bool conflict = shown->answer.conflict ||
	    shown->answer.taken_out != other->answer.taken_out ||
	    shown->answer.withheld || other->answer.withheld ||
	    !value_equal(&shown->answer.value, &other->answer.value);

	if (is_later(other, shown)) {
		clear_answer(&shown->answer);
		*shown = *other;
	} else {
		clear_answer(&other->answer);
	}
	shown->answer.heads = heads;
	shown->answer.conflict = conflict;
}

struct answers {
	struct stored_answer *items;
	size_t count, cap;
};

static void
add(struct answers *answers, const struct head *head)
{
	ARRAY_GROW(answers->items, answers->count, answers->cap);
	answers->items[answers->count++] = head->answer;
}

/* What STMT has, in the order of its questions; of several heads the later. */
static bool
read_answers(struct sql_stmt *stmt, struct stored_answer **out, size_t *count,
    struct error *err)
{
	struct answers answers = { NULL, 0, 0 };
	struct head shown = { .question = -1 }, head;
	bool any = false, row;

	while (sql_step(stmt, &row, err)) {
		if (!row) {
			if (any)
				add(&answers, &shown);
			sql_reset(stmt);
			*out = answers.items;
			*count = answers.count;
			return true;
		}
		take_head(stmt, &head);
		if (any && head.question == shown.question) {
			fold(&shown, &head);
			continue;
		}
		if (any)
			add(&answers, &shown);
		shown = head;
		any = true;
	}
	if (any)
		clear_answer(&shown.answer);
	stored_answers_clear(answers.items, answers.count);
	return store_read_failed(err);
}

bool
store_answers(struct store *store, struct stored_answer **out, size_t *count,
    struct error *err)
{
	struct sql_stmt *stmt;

	*out = NULL;
	*count = 0;
	if (!store_statement(store, SELECT_ANSWERS, &stmt, err))
		return store_read_failed(err);
	return read_answers(stmt, out, count, err);
}

bool
store_answers_at(struct store *store, int64_t at, struct stored_answer **out,
    size_t *count, struct error *err)
{
	struct sql_stmt *stmt;

	*out = NULL;
	*count = 0;
	if (!store_statement(store, SELECT_ANSWERS_AT, &stmt, err))
		return store_read_failed(err);
	put_int(stmt, ":at", at);
	return read_answers(stmt, out, count, err);
}

void
stored_answers_clear(struct stored_answer *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		clear_answer(&list[i]);
	free(list);
}
