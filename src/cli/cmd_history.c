#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "plan/voice.h"

/* What was asked for, and where it goes: lines, or LIST where that is not NULL. */
struct history {
	const struct opened *opened;
	json_t *list;
	size_t found;
};

/* Why the words went, and on whose word. */
static void
add_taken_out(const struct stored_revision *revision,
    const struct stored_redaction *list, size_t count, struct buf *out)
{
	buf_add(out, "(taken out");
	for (size_t i = 0; i < count; i++)
		if (uid_equal(&list[i].of, &revision->uid)) {
			buf_addf(out, " by %s; %s agreed: %s",
			    list[i].taken_by, list[i].agreed_by, list[i].why);
			break;
		}
	buf_add(out, ")");
}

static void
add_value(const struct history *history, const char *name,
    const struct stored_revision *revision,
    const struct stored_redaction *redactions, size_t redaction_count,
    struct buf *out)
{
	const struct field *field =
	    form_set_field(history->opened->forms, name);
	const struct value *value = &revision->value;

	if (revision->taken_out)
		add_taken_out(revision, redactions, redaction_count, out);
	else if (revision->withheld)
		buf_add(out, "(not in this copy)");
	else if (value_is_none(value))
		buf_add(out, "(cleared)");
	else if (field != NULL)
		plan_show_value(history->opened->plan, field, value, out);
	else if (value->kind == VALUE_NUMBER)
		buf_addf(out, "%lld", (long long)value->number);
	else
		buf_add(out, value->text);
}

/* Whose words they are, where that was said. */
static void
add_voice(const struct stored_revision *revision, struct buf *out)
{
	struct voice voice = voice_read(revision->voice);

	if (revision->taken_out || revision->withheld ||
	    voice.kind == VOICE_OWN)
		return;
	buf_add(out, " (");
	voice_add(voice, out);
	buf_add_char(out, ')');
}

static void
print_line(const char *name, const struct stored_revision *revision,
    const char *value)
{
	char at[32];
	struct buf line, clean;

	clock_format_utc(revision->at, at);
	buf_init(&line);
	buf_init(&clean);
	buf_addf(&line, "%s  %s  %s: %s", at, revision->who, name, value);
	utf8_clean(line.data, line.len, &clean);
	for (char *c = clean.data; *c != '\0'; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	puts(clean.data);
	buf_clear(&clean);
	buf_clear(&line);
}

static json_t *
revision_json(const char *name, const struct uid *row,
    const struct stored_revision *revision, const char *value)
{
	char hex[UID_HEX_LEN + 1] = "";
	json_t *out;

	if (!uid_is_none(row))
		uid_format(row, hex);
	out = json_pack("{s:o, s:o, s:o, s:o, s:o, s:b, s:b}",
	    "field", json_text(name),
	    "row", json_text(hex),
	    "at", json_moment(revision->at),
	    "who", json_text(revision->who),
	    "value", json_text(value),
	    "stands", revision->head,
	    "taken_out", revision->taken_out);
	if (revision->voice != NULL && !revision->taken_out)
		json_object_set_new(out, "voice", json_text(revision->voice));
	return out;
}

static bool
add_answer(struct history *history, const char *name, const struct uid *row,
    struct error *err)
{
	struct store *store = plan_store(history->opened->plan);
	struct stored_redaction *redactions;
	struct stored_revision *list;
	size_t count, redaction_count;

	if (!store_redactions(store, name, row, &redactions, &redaction_count,
		err))
		return false;
	if (!store_revisions(store, name, row, &list, &count, err)) {
		stored_redactions_clear(redactions, redaction_count);
		return false;
	}
	for (size_t i = 0; i < count; i++) {
		struct buf value;

		buf_init(&value);
		add_value(history, name, &list[i], redactions,
		    redaction_count, &value);
		if (history->list != NULL) {
			json_array_append_new(history->list,
			    revision_json(name, row, &list[i], value.data));
		} else {
			add_voice(&list[i], &value);
			print_line(name, &list[i], value.data);
		}
		buf_clear(&value);
	}
	stored_redactions_clear(redactions, redaction_count);
	history->found += count;
	stored_revisions_clear(list, count);
	return true;
}

/* FIELD: a question's full name; NULL: all of them, but not where rows stand. */
static bool
add_all(struct history *history, const char *field, struct error *err)
{
	struct stored_answer *answers;
	size_t count;
	bool ok = true;

	if (!store_answers(plan_store(history->opened->plan), &answers, &count,
		err))
		return false;
	for (size_t i = 0; i < count && ok; i++) {
		const char *name = answers[i].field;

		if (field != NULL
			? strcmp(name, field) != 0
			: form_set_row_answer(history->opened->forms, name) !=
			    NULL)
			continue;
		ok = add_answer(history, name, &answers[i].row, err);
	}
	stored_answers_clear(answers, count);
	return ok;
}

enum status
cmd_history(struct cli *cli)
{
	const char *field = cli->count > 1 ? cli->operands[1] : NULL;
	enum status status = STATUS_OK;
	struct opened opened;
	struct history history = { .opened = &opened };
	struct error err;

	if (!cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	if (cli->options.json)
		history.list = json_array();
	if (!add_all(&history, field, &err))
		status = cli_fail(&err);
	else if (field != NULL && history.found == 0 &&
	    form_set_field(opened.forms, field) == NULL)
		status = cli_refuse("There is no question called \"%s\" in "
				    "this plan. Names look like "
				    "about_me.name_family.",
		    field);
	if (history.list != NULL && status == STATUS_OK)
		json_print(json_pack("{s:o}", "history", history.list));
	else
		json_decref(history.list);
	opened_close(&opened);
	return status;
}
