#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/outfile.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/json.h"
#include "export/zipped.h"
#include "plan/merge.h"

/* How a signature that ssh-keygen made begins; the file is about 1 kB. */
#define SIGNATURE_BEGINS "-----BEGIN SSH SIGNATURE-----"
#define SIGNATURE_MOST	 (64u << 10)

static bool
is_signature(const char *path)
{
	char *text;
	size_t len;
	bool is;

	if (!infile_read(path, SIGNATURE_MOST, &text, &len, NULL))
		return false;
	is = strncmp(text, SIGNATURE_BEGINS, strlen(SIGNATURE_BEGINS)) == 0;
	free(text);
	return is;
}

/* --name and --role go with a signature, and PATH is none. */
static enum status
refuse_signature(const char *path)
{
	if (access(path, F_OK) != 0)
		return cli_refuse("There is no file %s. Check the name and the "
				  "folder.", path);
	return cli_refuse("%s is not a signature, and --name and --role go "
			  "with one. Give the file that ssh-keygen wrote: its "
			  "name ends in .sig.", path);
}

/* --- as lines --- */

/* What is left to settle, a line each, cleaned for the terminal. */
static void
print_line(const char *text)
{
	struct buf clean;

	buf_init(&clean);
	utf8_clean(text, strlen(text), &clean);
	for (char *c = clean.data; *c != '\0'; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	puts(clean.data);
	buf_clear(&clean);
}

static void
print_removed(const struct removed_row *row)
{
	struct buf text;

	buf_init(&text);
	buf_addf(&text, "Removed and changed: %s - removed%s%s in one file; %zu "
			"answer%s changed in the other",
	    row->title, *row->who ? " by " : "", row->who, row->changed,
	    row->changed == 1 ? "" : "s");
	print_line(text.data);
	buf_clear(&text);
}

static void
print_lines(const struct merge_done *done, const struct todo *todo,
    size_t count, const struct removed_row *removed)
{
	struct buf text;

	buf_init(&text);
	merge_say(done, &text);
	fputs(text.data, stdout);
	for (size_t i = 0; i < count; i++) {
		if (todo[i].kind != TODO_CONFLICT)
			continue;
		buf_reset(&text);
		buf_addf(&text, "Two answers: %s", todo[i].text);
		print_line(text.data);
	}
	for (size_t i = 0; i < done->removed; i++)
		print_removed(&removed[i]);
	buf_clear(&text);
}

/* --- as JSON --- */

static json_t *
row_json(const struct uid *row)
{
	char hex[UID_HEX_LEN + 1] = "";

	if (!uid_is_none(row))
		uid_format(row, hex);
	return json_text(hex);
}

static void
print_json(const struct merge_done *done, const struct todo *todo,
    size_t count, const struct removed_row *removed)
{
	const struct merged *merged = &done->merged;
	json_t *conflicts = json_array(), *rows = json_array();

	for (size_t i = 0; i < count; i++)
		if (todo[i].kind == TODO_CONFLICT)
			json_array_append_new(conflicts,
			    json_pack("{s:o, s:o, s:o}", "field",
				json_text(todo[i].field->name), "row",
				row_json(&todo[i].row), "text",
				json_text(todo[i].text)));
	for (size_t i = 0; i < done->removed; i++)
		json_array_append_new(rows,
		    json_pack("{s:o, s:o, s:o, s:o}", "table",
			json_text(removed[i].repeat->name), "row",
			row_json(&removed[i].row), "title",
			json_text(removed[i].title), "removed_by",
			json_text(removed[i].who)));
	json_print(json_pack("{s:I, s:I, s:I, s:I, s:I, s:I, s:o, s:o, s:o}",
	    "answers", (json_int_t)merged->answers,
	    "filled", (json_int_t)merged->filled,
	    "versions", (json_int_t)merged->versions,
	    "unfinished", (json_int_t)merged->drafts,
	    "taken_out", (json_int_t)merged->redactions,
	    "kept_out", (json_int_t)merged->kept_out,
	    "conflicts", conflicts, "removed_and_changed", rows,
	    "before", json_text(done->copy ? done->copy : "")));
}

/* --- the command --- */

static enum status
print_done(const struct cli *cli, struct plan *plan,
    const struct merge_done *done)
{
	struct removed_row *removed;
	struct todo *todo;
	struct error err;
	size_t count, rows;

	if (!plan_removed_rows(plan, true, &removed, &rows, &err))
		return cli_fail(&err);
	plan_todo(plan, true, &todo, &count);
	if (cli->options.json)
		print_json(done, todo, count, removed);
	else
		print_lines(done, todo, count, removed);
	todo_clear(todo, count);
	removed_rows_clear(removed, rows);
	return done->conflicts + done->removed > 0 ? STATUS_FINDING : STATUS_OK;
}

static enum status
merge(const struct cli *cli, const char *other)
{
	struct merge_wanted wanted = {
		.other = other,
		.before = cli->settings.before,
		.same_person = cli->options.same_person,
	};
	enum status status;
	struct merge_done done;
	struct opened opened;
	struct error err;

	if (!cli_open_to_write(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	if (!plan_merge(opened.plan, &wanted, &done, &err)) {
		status = cli_fail(&err);
		if (done.doubt)
			cli_refuse("Somebody who has looked can say so with "
				   "--same-person.");
	} else {
		status = print_done(cli, opened.plan, &done);
		merge_done_clear(&done);
	}
	opened_close(&opened);
	return status;
}

enum status
cmd_merge(struct cli *cli)
{
	char *other;
	enum status status;

	/* before anything has the file open: sign --attach, by another name */
	if (is_signature(cli->operands[1])) {
		cli->options.attach = cli->operands[1];
		return cmd_sign(cli);
	}
	if (cli->options.name || cli->options.role)
		return refuse_signature(cli->operands[1]);
	if (zipped_is_file(cli->operands[1]))
		return cli_refuse("%s is a pack. It holds copies for people to "
				  "read, and nothing in it can be merged. To "
				  "see whether it is as it was: oneplan verify "
				  "%s", cli->operands[1], cli->operands[1]);
	other = settings_find_plan(&cli->settings, cli->operands[1]);
	status = merge(cli, other);
	free(other);
	return status;
}
