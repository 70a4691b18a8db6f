#include "config.h"

#include "export/json_text.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* A line feed and the spaces of some twenty levels. */
static const char feed[] = "\n                                        ";
#define INDENT 2

static void add_value(json_t *value, int level, struct buf *out);

static void
add_break(int level, struct buf *out)
{
	size_t len = 1 + (size_t)level * INDENT;
	size_t most = sizeof feed - 1;

	buf_add_bytes(out, feed, len < most ? len : most);
	for (; len > most; len--)
		buf_add_char(out, ' ');
}

static void
add_escape(unsigned char byte, struct buf *out)
{
	static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";

	for (size_t i = 0; letters[i] != '\0'; i += 2)
		if ((unsigned char)letters[i] == byte) {
			buf_add_char(out, '\\');
			buf_add_char(out, letters[i + 1]);
			return;
		}
	buf_addf(out, "\\u%04X", (unsigned)byte);
}

static void
add_words(const char *text, size_t len, struct buf *out)
{
	size_t from = 0;

	buf_add_char(out, '"');
	for (size_t i = 0; i < len; i++) {
		unsigned char byte = (unsigned char)text[i];

		if (byte >= ' ' && byte != '"' && byte != '\\')
			continue;
		buf_add_bytes(out, text + from, i - from);
		add_escape(byte, out);
		from = i + 1;
	}
	buf_add_bytes(out, text + from, len - from);
	buf_add_char(out, '"');
}

static void
add_list(json_t *list, int level, struct buf *out)
{
	size_t count = json_array_size(list);

	buf_add_char(out, '[');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add_char(out, ',');
		add_break(level + 1, out);
		add_value(json_array_get(list, i), level + 1, out);
	}
	if (count > 0)
		add_break(level, out);
	buf_add_char(out, ']');
}

struct pair {
	const char *key;
	json_t *value;
};

static int
compare_keys(const void *left, const void *right)
{
	const struct pair *a = left, *b = right;

	return strcmp(a->key, b->key);
}

static void
add_object(json_t *object, int level, struct buf *out)
{
	size_t count = json_object_size(object), n = 0;
	struct pair few[16], *pairs = few;
	const char *key;
	json_t *value;

	if (count > ARRAY_LEN(few))
		pairs = xcalloc(count, sizeof *pairs);
	json_object_foreach(object, key, value)
		pairs[n++] = (struct pair){ key, value };
	qsort(pairs, n, sizeof *pairs, compare_keys);
	buf_add_char(out, '{');
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_add_char(out, ',');
		add_break(level + 1, out);
		add_words(pairs[i].key, strlen(pairs[i].key), out);
		buf_add(out, ": ");
		add_value(pairs[i].value, level + 1, out);
	}
	if (n > 0)
		add_break(level, out);
	buf_add_char(out, '}');
	if (pairs != few)
		free(pairs);
}

/* Seldom there, and not simple: jansson's own. */
static void
add_real(json_t *value, struct buf *out)
{
	char *text = json_dumps(value,
	    JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));

	buf_add(out, text);
	free(text);
}

static void
add_value(json_t *value, int level, struct buf *out)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		add_object(value, level, out);
		break;
	case JSON_ARRAY:
		add_list(value, level, out);
		break;
	case JSON_STRING:
		add_words(json_string_value(value), json_string_length(value),
		    out);
		break;
	case JSON_INTEGER:
		buf_addf(out, "%" JSON_INTEGER_FORMAT,
		    json_integer_value(value));
		break;
	case JSON_REAL:
		add_real(value, out);
		break;
	case JSON_TRUE:
		buf_add(out, "true");
		break;
	case JSON_FALSE:
		buf_add(out, "false");
		break;
	case JSON_NULL:
		buf_add(out, "null");
		break;
	}
}

void
json_text_add(json_t *value, struct buf *out)
{
	add_value(value, 0, out);
}
