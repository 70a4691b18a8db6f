#include "config.h"

#include "caseload/index_private.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

/* An id that is larger was never ours; memory follows these. */
#define ID_MAX 0x7ffffff

static bool
fail(struct index *index, const struct error *err)
{
	index->failed = true;
	index->damaged = index_is_damage(err);
	return false;
}

static void
bind_text(struct sql_stmt *stmt, const char *name, const char *text)
{
	sql_bind_text(stmt, sql_param(stmt, name), text);
}

static void
bind_int(struct sql_stmt *stmt, const char *name, int64_t number)
{
	sql_bind_int(stmt, sql_param(stmt, name), number);
}

/* Is there a (next) row? */
static bool
step(struct index *index, struct sql_stmt *stmt)
{
	struct error err = { 0 };
	bool row;

	if (sql_step(stmt, &row, &err))
		return row;
	return fail(index, &err);
}

static uint32_t
take_id(struct index *index, struct sql_stmt *stmt, int column)
{
	int64_t id = sql_int(stmt, column);

	if (id >= 0 && id <= ID_MAX)
		return (uint32_t)id;
	index->failed = index->damaged = true;
	return 0;
}

static void
load_people(struct index *index, struct roll *roll)
{
	struct sql_stmt *s = index->stmts[PEOPLE];

	while (step(index, s))
		roll_set_people(roll, take_id(index, s, 0), sql_text(s, 1));
	sql_reset(s);
}

bool
index_load(struct index *index, struct roll *roll, size_t count)
{
	struct sql_stmt *s = index->stmts[LOAD];
	size_t loaded = 0;

	if (index->failed)
		return false;
	if (!index->loading) {
		load_people(index, roll);
		free(index->last_words);
		index->last_words = xstrdup("");
		index->last_id = 0;
		index->loading = true;
	}
	bind_int(s, ":folder", index->folder);
	bind_text(s, ":words", index->last_words);
	bind_int(s, ":id", index->last_id);
	bind_int(s, ":count", (int64_t)count);
	while (step(index, s)) {
		struct roll_item item = {
			.id = take_id(index, s, 0),
			.words = sql_text(s, 1),
			.people = take_id(index, s, 2),
			.due = (uint16_t)sql_int(s, 3),
			.changed = (uint32_t)sql_int(s, 4),
		};

		if (item.words[0] == '\0')
			index->failed = index->damaged = true;
		else
			roll_append(roll, &item);
		if (++loaded < count)
			continue;
		free(index->last_words);
		index->last_words = xstrdup(item.words);
		index->last_id = item.id;
	}
	sql_reset(s);
	if (loaded == count && !index->failed)
		return true;
	index->loading = false;
	return false;
}

static struct stamp
take_stamp(struct sql_stmt *s, int first)
{
	return (struct stamp){
		.size = sql_int(s, first),
		.mtime_ns = sql_int(s, first + 1),
		.ctime_ns = sql_int(s, first + 2),
		.inode = sql_int(s, first + 3),
	};
}

void
index_find(struct index *index, const char *file, uint32_t *id,
    struct stamp *stamp)
{
	struct sql_stmt *s = index->stmts[FIND];

	*id = 0;
	*stamp = (struct stamp){ 0 };
	if (index->failed)
		return;
	bind_int(s, ":folder", index->folder);
	bind_text(s, ":file", file);
	if (step(index, s)) {
		*id = take_id(index, s, 0);
		*stamp = take_stamp(s, 1);
	}
	sql_reset(s);
}

/* The texts are kept in one piece of memory; NULL stays NULL. */
static void
take_texts(struct sql_stmt *s, struct indexed *out)
{
	struct caseload_row *row = &out->row;
	const char **texts_of[] = { &row->file, &row->name, &row->born,
		&row->nhs_number, &row->coordinator, &row->kinds, &row->stage,
		&row->next_due, &row->problem };
	size_t starts[ARRAY_LEN(texts_of)];
	struct buf memory;

	buf_init(&memory);
	for (size_t i = 0; i < ARRAY_LEN(texts_of); i++) {
		starts[i] = memory.len;
		buf_add(&memory, sql_text(s, (int)i));
		buf_add_char(&memory, '\0');
	}
	out->memory = buf_take(&memory);
	for (size_t i = 0; i < ARRAY_LEN(texts_of); i++)
		*texts_of[i] = out->memory + starts[i];
	if (sql_is_null(s, ARRAY_LEN(texts_of) - 1))
		row->problem = NULL;
}

bool
index_get(struct index *index, uint32_t id, struct indexed *out)
{
	struct sql_stmt *s = index->stmts[GET];

	*out = (struct indexed){ .id = 0 };
	if (index->failed)
		return false;
	bind_int(s, ":id", id);
	bind_int(s, ":folder", index->folder);
	if (step(index, s)) {
		out->id = id;
		take_texts(s, out);
		out->row.done = (int)sql_int(s, 9);
		out->row.asked = (int)sql_int(s, 10);
		out->row.changed = sql_int(s, 11);
		out->row.training = sql_int(s, 12) != 0;
		out->row.has_money = sql_int(s, 13) != 0;
		out->row.indicative_pence = sql_int(s, 14);
		out->row.planned_pence = sql_int(s, 15);
		out->stamp = take_stamp(s, 16);
	}
	sql_reset(s);
	return out->id != 0;
}

void
indexed_clear(struct indexed *indexed)
{
	free(indexed->memory);
	*indexed = (struct indexed){ .id = 0 };
}

/* --- telling --- */

static uint32_t
put_people(struct index *index, const char *words)
{
	struct sql_stmt *s = index->stmts[FIND_PEOPLE];
	struct error err = { 0 };
	uint32_t id = 0;
	bool known;

	for (int time = 0; time < 2; time++) {
		s = index->stmts[FIND_PEOPLE];
		bind_text(s, ":words", words);
		known = step(index, s);
		if (known)
			id = take_id(index, s, 0);
		sql_reset(s);
		if (known || index->failed || time > 0)
			break;
		s = index->stmts[PUT_PEOPLE];
		bind_text(s, ":words", words);
		if (!sql_run(s, &err))
			fail(index, &err);
	}
	return id;
}

static void
bind_row(struct sql_stmt *s, const struct caseload_row *row)
{
	bind_text(s, ":file", row->file);
	bind_text(s, ":name", row->name);
	bind_text(s, ":born", row->born);
	bind_text(s, ":nhs_number", row->nhs_number);
	bind_text(s, ":coordinator", row->coordinator);
	bind_text(s, ":kinds", row->kinds);
	bind_text(s, ":stage", row->stage);
	bind_text(s, ":next_due", row->next_due);
	bind_text(s, ":problem", row->problem);
	bind_int(s, ":done", row->done);
	bind_int(s, ":asked", row->asked);
	bind_int(s, ":training", row->training);
	bind_int(s, ":has_money", row->has_money);
	bind_int(s, ":indicative", row->indicative_pence);
	bind_int(s, ":planned", row->planned_pence);
}

uint32_t
index_put(struct index *index, const struct caseload_row *row,
    const struct stamp *stamp, struct roll *roll)
{
	struct sql_stmt *s = index->stmts[PUT];
	char *words, *people_words;
	struct roll_item item = { .id = 0 };

	if (index->failed)
		return 0;
	words = roll_words(row);
	people_words = roll_people_words(row);
	item = (struct roll_item){
		.words = words,
		.people = put_people(index, people_words),
		.due = roll_due(row),
		.changed = roll_changed(row),
	};
	bind_row(s, row);
	bind_int(s, ":folder", index->folder);
	bind_int(s, ":size", stamp->size);
	bind_int(s, ":mtime_ns", stamp->mtime_ns);
	bind_int(s, ":ctime_ns", stamp->ctime_ns);
	bind_int(s, ":inode", stamp->inode);
	bind_int(s, ":changed", row->changed);
	bind_text(s, ":words", words);
	bind_int(s, ":people", item.people);
	bind_int(s, ":due_day", item.due);
	if (step(index, s))
		item.id = take_id(index, s, 0);
	/* the change is made when it has run to its end */
	while (!index->failed && step(index, s))
		;
	sql_reset(s);
	if (!index->failed && roll != NULL) {
		roll_set_people(roll, item.people, people_words);
		roll_put(roll, &item);
	}
	free(words);
	free(people_words);
	return item.id;
}

void
index_forget(struct index *index, uint32_t id)
{
	struct sql_stmt *s = index->stmts[FORGET];
	struct error err = { 0 };

	if (index->failed)
		return;
	bind_int(s, ":id", id);
	bind_int(s, ":folder", index->folder);
	if (!sql_run(s, &err))
		fail(index, &err);
}

void
index_begin(struct index *index)
{
	struct error err = { 0 };

	if (index->failed || index->writing)
		return;
	index->writing = sql_begin(index->sql, &err);
	if (!index->writing)
		fail(index, &err);
}

void
index_commit(struct index *index)
{
	struct error err = { 0 };

	if (!index->writing)
		return;
	index->writing = false;
	if (index->failed)
		sql_rollback(index->sql);
	else if (!sql_commit(index->sql, &err))
		fail(index, &err);
}
