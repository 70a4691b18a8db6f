#include "config.h"

#include "two_files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hex.h"
#include "base/sql.h"

const char *
in_folder(const struct fixture *fixture, const char *name)
{
	static char paths[64][PATH_BYTES * 2];
	static size_t next;
	char *path = paths[next++ % 64];

	snprintf(path, PATH_BYTES * 2, "%s/%s", fixture->folder, name);
	return path;
}

void
copy_file(const char *from, const char *to)
{
	struct store *store;
	struct error err = { .text = "" };

	if (!store_open(from, STORE_READ, &store, NULL, &err) ||
	    !store_copy(store, to, &err))
		fail_msg("%s", err.text);
	store_close(store);
}

struct store *
open_at(const char *path, const char *login)
{
	struct store *store = NULL;
	struct error err = { .text = "" };

	if (!store_open(path, STORE_WRITE, &store, NULL, &err))
		fail_msg("%s", err.text);
	begin_as(store, login, login);
	return store;
}

static bool
merge(const char *path, const char *other, struct merged *out,
    struct error *err)
{
	struct store *store = open_at(path, "merger"), *from = NULL;
	bool ok;

	if (!store_open(other, STORE_READ, &from, NULL, err)) {
		store_close(store);
		return false;
	}
	ok = store_merge(store, from, out, err);
	store_close(from);
	if (ok)
		assert_clean(store);
	store_close(store);
	return ok;
}

struct merged
merge_files(const char *path, const char *other)
{
	struct error err = { .text = "" };
	struct merged merged;

	if (!merge(path, other, &merged, &err))
		fail_msg("%s", err.text);
	return merged;
}

struct error
merge_refused(const char *path, const char *other)
{
	struct error err = { .text = "" };
	struct merged merged;
	char *before = dump(path), *after;

	if (merge(path, other, &merged, &err))
		fail_msg("it was merged");
	after = dump(path);
	assert_string_equal(before, after);
	free(before);
	free(after);
	return err;
}

/* --- what is in it --- */

#define UID(column) "lower(hex(" column "))"

static const char *const queries[] = {
	"SELECT 'plan ' || " UID("uid") " || created || training FROM plan",
	"SELECT 'definition ' || " UID("digest") " || kind || name || version"
	" FROM definition",
	"SELECT 'session ' || " UID("uid") " || who || login || device || started"
	" FROM session s"
	" WHERE EXISTS (SELECT 1 FROM revision WHERE session = s.id)"
	" OR EXISTS (SELECT 1 FROM redaction WHERE session = s.id)"
	" OR EXISTS (SELECT 1 FROM draft WHERE session = s.id)"
	" OR EXISTS (SELECT 1 FROM version WHERE session = s.id)",
	"SELECT 'question ' || field || " UID("row") " FROM question",
	"SELECT 'revision ' || " UID("r.uid") " || ' ' || q.field || ' ' ||"
	" " UID("q.row") " || ' ' || quote(r.value) || ' ' || quote(r.salt) ||"
	" ' ' || r.clock || ' ' || r.at || quote(r.voice) || " UID("s.uid")
	" FROM revision r JOIN question q ON q.id = r.question"
	" JOIN session s ON s.id = r.session",
	"SELECT 'base ' || " UID("r.uid") " || ' ' || " UID("b.base")
	" FROM revision_base b JOIN revision r USING (rev)",
	"SELECT 'head ' || " UID("r.uid") " || (h.question = r.question)"
	" FROM head h JOIN revision r USING (rev)",
	"SELECT 'redaction ' || " UID("of") " || " UID("x.uid") " ||"
	" " UID("value_digest") " || x.at || why || taken_by || authority ||"
	" " UID("s.uid") " FROM redaction x JOIN session s ON s.id = x.session",
	"SELECT 'withheld ' || " UID("of") " || " UID("value_digest")
	" FROM withheld",
	"SELECT 'version ' || " UID("v.uid") " || v.at || " UID("seal") " ||"
	" about || " UID("s.uid")
	" FROM version v JOIN session s ON s.id = v.session",
	"SELECT 'version base ' || " UID("version") " || " UID("base")
	" FROM version_base",
	"SELECT 'without ' || " UID("version") " || " UID("of")
	" FROM version_without",
	"SELECT 'member ' || " UID("digest") " || size || ' ' || quote(bytes)"
	" FROM member",
	"SELECT 'document ' || " UID("version") " || audience || path ||"
	" " UID("digest") " FROM version_member",
	"SELECT 'draft ' || " UID("s.uid") " || field || " UID("row") " || text"
	" || cursor || " UID("bases") " || at"
	" FROM draft d JOIN session s ON s.id = d.session",
};

static int
compare_lines(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

char *
dump(const char *path)
{
	struct error err = { .text = "" };
	char **lines = NULL;
	size_t count = 0, cap = 0;
	struct sql_stmt *stmt;
	struct sql *sql;
	struct buf all;
	bool row;

	if (!sql_open(path, SQL_READ, NULL, &sql, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < ARRAY_LEN(queries); i++) {
		if (!sql_prepare(sql, queries[i], &stmt, &err))
			fail_msg("%s", err.text);
		while (sql_step(stmt, &row, &err) && row) {
			ARRAY_GROW(lines, count, cap);
			lines[count++] = xstrdup(sql_text(stmt, 0));
		}
	}
	sql_close(sql);
	qsort(lines, count, sizeof *lines, compare_lines);
	buf_init(&all);
	for (size_t i = 0; i < count; i++) {
		buf_addf(&all, "%s\n", lines[i]);
		free(lines[i]);
	}
	free(lines);
	return buf_take(&all);
}

/* --- versions --- */

struct uid
seal_version(struct store *store, const char *about)
{
	struct error err = { .text = "" };
	struct answer_digest *list;
	struct buf json, page;
	struct digest seal;
	struct uid uid;
	size_t count;

	buf_init(&json);
	buf_init(&page);
	if (!store_answer_digests(store, &list, &count, &err))
		fail_msg("%s", err.text);
	for (size_t i = 0; i < count; i++) {
		buf_addf(&json, "%s ", list[i].field);
		hex_add(list[i].digest.bytes, DIGEST_BYTES, &json);
		buf_add_char(&json, '\n');
		buf_addf(&page, "%s: %s\n", list[i].field,
		    list[i].value.kind == VALUE_TEXT ? list[i].value.text : "");
	}
	struct version_member members[] = {
		{ SEALED_AUDIENCE, SEALED_PATH, json.data, json.len },
		{ SEALED_AUDIENCE, "answers.json", page.data, page.len },
		{ "person", "plan.txt", page.data, page.len },
		{ "person", "MANIFEST.sha256", about, strlen(about) },
	};
	seal = digest_of(json.data, json.len);
	if (!store_put_version(store, &seal, about, members,
		ARRAY_LEN(members), &uid, &err))
		fail_msg("%s", err.text);
	answer_digests_clear(list, count);
	buf_clear(&json);
	buf_clear(&page);
	return uid;
}

/* --- bytes --- */

bool
words_in_folder(const struct fixture *fixture, const char *words)
{
	DIR *dir = opendir(fixture->folder);
	struct dirent *entry;
	bool found = false;

	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		unsigned char *bytes;
		size_t len;

		if (entry->d_name[0] == '.')
			continue;
		bytes = read_bytes(in_folder(fixture, entry->d_name), &len);
		found = found ||
		    memmem(bytes, len, words, strlen(words)) != NULL;
		free(bytes);
	}
	closedir(dir);
	return found;
}
