#include "config.h"

#include "form/sandbox_private.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"

/* This is no parser: SQLite is. It knows words, bound names, numbers, strings
 * and signs apart, which is enough to see what SQLite takes without a murmur
 * and people do not mean. */

enum word_kind {
	WORD_PLAIN,  /* a name of SQL's or of a table or column */
	WORD_BOUND,  /* :name */
	WORD_NUMBER,
	WORD_STRING,
	WORD_SIGN,
};

struct word {
	enum word_kind kind;
	const char *text;
	size_t len;
};

struct words {
	struct word *items;
	size_t count, cap;
};

struct words *
words_new(void)
{
	return xcalloc(1, sizeof(struct words));
}

void
words_free(struct words *words)
{
	if (!words)
		return;
	free(words->items);
	free(words);
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
name_len(const char *at)
{
	size_t len = 0;

	while (is_letter(at[len]) || is_digit(at[len]))
		len++;
	return len;
}

/* 12, 1.5, .5, 1e6, 0x1f; a letter that hangs on is part of it. */
static size_t
number_len(const char *at)
{
	size_t len = 0;

	while (is_letter(at[len]) || is_digit(at[len]) || at[len] == '.')
		len++;
	return len;
}

static size_t
string_len(const char *at)
{
	size_t len = 1;

	while (at[len] && at[len] != '\'')
		len++;
	return at[len] ? len + 1 : len;
}

/* Blanks and comments. */
static size_t
gap_len(const char *at)
{
	const char *end;

	if (strncmp(at, "--", 2) == 0)
		return strcspn(at, "\n");
	if (strncmp(at, "/*", 2) == 0) {
		end = strstr(at + 2, "*/");
		return end ? (size_t)(end - at) + 2 : strlen(at);
	}
	return strspn(at, " \t\r\n");
}

static struct word
next_word(const char *at)
{
	struct word word = { WORD_SIGN, at, 1 };

	if (is_letter(*at)) {
		word.kind = WORD_PLAIN;
		word.len = name_len(at);
	} else if (*at == ':' && is_letter(at[1])) {
		word.kind = WORD_BOUND;
		word.len = 1 + name_len(at + 1);
	} else if (is_digit(*at) || (*at == '.' && is_digit(at[1]))) {
		word.kind = WORD_NUMBER;
		word.len = number_len(at);
	} else if (*at == '\'') {
		word.kind = WORD_STRING;
		word.len = string_len(at);
	} else if (strncmp(at, "<>", 2) == 0 || strncmp(at, "!=", 2) == 0) {
		word.len = 2;
	}
	return word;
}

void
words_read(struct words *words, const char *text)
{
	size_t gap;

	words->count = 0;
	while (*text) {
		gap = gap_len(text);
		if (gap > 0) {
			text += gap;
			continue;
		}
		ARRAY_GROW(words->items, words->count, words->cap);
		words->items[words->count] = next_word(text);
		text += words->items[words->count++].len;
	}
}

/* --- looking at words --- */

static const struct word no_word = { WORD_SIGN, "", 0 };

static const struct word *
word_at(const struct words *words, size_t at)
{
	return at < words->count ? &words->items[at] : &no_word;
}

static const struct word *
word_before(const struct words *words, size_t at)
{
	return at > 0 ? &words->items[at - 1] : &no_word;
}

static bool
word_is(const struct word *word, const char *text)
{
	return word->len == strlen(text) &&
	    strncasecmp(word->text, text, word->len) == 0;
}

static bool
word_in(const struct word *word, const char *const *list)
{
	for (size_t i = 0; list[i]; i++) {
		if (word_is(word, list[i]))
			return true;
	}
	return false;
}

/* Words of SQL that a bracket may follow, and that are no function. */
static bool
is_syntax(const struct word *word)
{
	static const char *const syntax[] = {
		"all", "and", "as", "between", "by", "case", "cast", "distinct",
		"else", "except", "exists", "filter", "from", "having", "in",
		"intersect", "is", "join", "limit", "not", "null", "offset",
		"on", "or", "over", "select", "then", "union", "using",
		"values", "when", "where", "with", NULL
	};

	return word_in(word, syntax);
}

static bool
is_call(const struct words *words, size_t at)
{
	return words->items[at].kind == WORD_PLAIN &&
	    word_is(word_at(words, at + 1), "(") &&
	    !is_syntax(&words->items[at]);
}

/* --- what people do not mean --- */

static void
say_function(const struct word *word, const char *where,
    struct problem_list *problems)
{
	struct buf allowed;

	if (word_is(word, "total")) {
		problem_add(problems, where,
		    "total() gives a number with a fraction, which is not "
		    "exact. Write coalesce(sum(...), 0).");
		return;
	}
	buf_init(&allowed);
	for (size_t i = 0; sandbox_functions[i]; i++)
		buf_addf(&allowed, "%s%s", i ? ", " : "",
		    sandbox_functions[i]);
	problem_add(problems, where,
	    "The function %.*s() may not be used here. These may: %s.",
	    (int)word->len, word->text, allowed.data);
	buf_clear(&allowed);
}

static size_t
check_functions(const struct words *words, const char *where,
    struct problem_list *problems)
{
	size_t found = 0;

	for (size_t i = 0; i < words->count; i++) {
		/* WITH name(column) AS: SQLite will say what it thinks of it */
		if (!is_call(words, i) ||
		    word_in(&words->items[i], sandbox_functions) ||
		    word_is(word_before(words, i), "with") ||
		    word_is(word_before(words, i), "recursive"))
			continue;
		say_function(&words->items[i], where, problems);
		found++;
	}
	return found;
}

/* Today, this row and the choice in hand are always there. */
static bool
may_be_null(const struct word *word)
{
	return word->kind == WORD_BOUND && !word_is(word, ":today") &&
	    !word_is(word, ":row") && !word_is(word, ":choice");
}

static size_t
check_unanswered(const struct words *words, const char *where,
    struct problem_list *problems)
{
	size_t found = 0;

	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->items[i];
		const struct word *before = word_before(words, i);
		const struct word *after = word_at(words, i + 1);
		const struct word *name = may_be_null(before) ? before : after;

		if ((word_is(word, "<>") || word_is(word, "!=")) &&
		    may_be_null(name)) {
			problem_add(problems, where,
			    "%.*s says neither yes nor no while %.*s is "
			    "unanswered. Write IS NOT instead, or IS.",
			    (int)word->len, word->text, (int)name->len,
			    name->text);
			found++;
		}
		if (word_is(word, "not") && word_is(after, "in") &&
		    may_be_null(before)) {
			problem_add(problems, where,
			    "NOT IN says neither yes nor no while %.*s is "
			    "unanswered. Write coalesce(%.*s, '') NOT IN "
			    "(...), or IS NOT for each.",
			    (int)before->len, before->text, (int)before->len,
			    before->text);
			found++;
		}
	}
	return found;
}

/* Is the word at AT inside the brackets of coalesce() or ifnull()? */
static bool
has_fallback(const struct words *words, size_t at)
{
	size_t depth = 0;

	while (at-- > 0) {
		if (word_is(&words->items[at], ")")) {
			depth++;
		} else if (word_is(&words->items[at], "(")) {
			if (depth > 0)
				depth--;
			else if (word_is(word_before(words, at), "coalesce") ||
			    word_is(word_before(words, at), "ifnull"))
				return true;
		}
	}
	return false;
}

static size_t
check_sums(const struct words *words, const char *where,
    struct problem_list *problems)
{
	size_t found = 0;

	for (size_t i = 0; i < words->count; i++) {
		if (!is_call(words, i) || !word_is(&words->items[i], "sum") ||
		    has_fallback(words, i))
			continue;
		problem_add(problems, where,
		    "sum() of no rows is blank, not 0. Write "
		    "coalesce(sum(...), 0).");
		found++;
	}
	return found;
}

static size_t
check_fractions(const struct words *words, const char *where,
    struct problem_list *problems)
{
	size_t found = 0;

	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->items[i];

		if (word->kind == WORD_NUMBER &&
		    strspn(word->text, "0123456789") < word->len) {
			problem_add(problems, where,
			    "%.*s is not a whole number. Money is kept in "
			    "pence, a decimal in ten-thousandths (5.6 is "
			    "56000), a percentage in hundredths (50%% is "
			    "5000): write it so.",
			    (int)word->len, word->text);
			found++;
		}
		if (word->kind == WORD_SIGN && word_is(word, "/")) {
			problem_add(problems, where,
			    "/ drops the remainder (7 / 2 is 3). Write "
			    "div_half_up(a, b), which rounds.");
			found++;
		}
	}
	return found;
}

/* Brackets that close more than they open would let an expression out of its
 * own. */
static size_t
check_brackets(const struct words *words, const char *where,
    struct problem_list *problems)
{
	int depth = 0;

	for (size_t i = 0; i < words->count && depth >= 0; i++) {
		if (word_is(&words->items[i], "("))
			depth++;
		if (word_is(&words->items[i], ")"))
			depth--;
	}
	if (depth == 0)
		return 0;
	problem_add(problems, where, depth < 0
	    ? "There is a ) too many. Take it out, or open it with ( before."
	    : "A ( is never closed. Close it with ).");
	return 1;
}

size_t
words_check(const struct words *words, const char *where,
    struct problem_list *problems)
{
	return check_brackets(words, where, problems) +
	    check_functions(words, where, problems) +
	    check_unanswered(words, where, problems) +
	    check_sums(words, where, problems) +
	    check_fractions(words, where, problems);
}

/* --- bare columns --- */

static bool
has_column(const struct table *table, const struct fact_table *facts,
    const struct word *word)
{
	static const char *const own[] = { "row", "parent", "pos", NULL };

	if (facts)
		return word_in(word, facts->columns);
	for (size_t i = 0; i < table->column_count; i++) {
		if (word_is(word, table->columns[i].field->id))
			return true;
	}
	return word_in(word, own);
}

/* Our ids are in small letters and SQL's words usually are not, so END closes a
 * CASE and `end` is a column. */
size_t
words_check_bare(const struct words *words, const struct table *table,
    const struct fact_table *facts, const char *where,
    struct problem_list *problems)
{
	const char *name = facts ? facts->name : table->name;
	size_t found = 0;

	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->items[i];
		const struct word *before = word_before(words, i);
		const struct word *after = word_at(words, i + 1);

		if (word->kind != WORD_PLAIN ||
		    (word->text[0] >= 'A' && word->text[0] <= 'Z') ||
		    word_is(before, ".") || word_is(before, "as") ||
		    word_is(after, ".") || word_is(after, "(") ||
		    !has_column(table, facts, word))
			continue;
		problem_add(problems, where,
		    "The column %.*s stands without its table, so it may be "
		    "taken from another one. Write %s.%.*s.",
		    (int)word->len, word->text, name, (int)word->len,
		    word->text);
		found++;
	}
	return found;
}

/* --- what is read --- */

bool
words_next_read(const struct words *words, size_t *at, struct buf *table,
    struct buf *name)
{
	for (; *at < words->count; (*at)++) {
		const struct word *word = &words->items[*at];
		const struct word *column = word_at(words, *at + 2);

		if (word->kind == WORD_BOUND) {
			buf_add_bytes(name, word->text + 1, word->len - 1);
			*at += 1;
			return true;
		}
		if (word->kind == WORD_PLAIN &&
		    word_is(word_at(words, *at + 1), ".") &&
		    column->kind == WORD_PLAIN) {
			buf_add_bytes(table, word->text, word->len);
			buf_add_bytes(name, column->text, column->len);
			*at += 3;
			return true;
		}
	}
	return false;
}
