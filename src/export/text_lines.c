#include "config.h"

#include "export/text_lines.h"

#include <string.h>

#include "base/utf8.h"

void
text_add(struct buf *out, const char *text, size_t len)
{
	size_t start = out->len;

	buf_add_bytes(out, text, len);
	for (size_t i = start; i < out->len; i++)
		if (out->data[i] == '\t')
			out->data[i] = ' ';
}

void
text_add_spaces(struct buf *out, int count)
{
	while (count-- > 0)
		buf_add_char(out, ' ');
}

void
text_end_line(struct buf *out)
{
	size_t len = out->len;

	while (len > 0 && out->data[len - 1] == ' ')
		len--;
	buf_remove(out, len, out->len - len);
	buf_add_char(out, '\n');
}

void
text_add_wrapped(struct buf *out, const char *text, int indent_cols, int cols)
{
	struct utf8_wrap wrap;

	utf8_wrap_init(&wrap);
	utf8_wrap_text(&wrap, text, strlen(text), cols - indent_cols);
	for (size_t i = 0; i < wrap.count; i++) {
		text_add_spaces(out, indent_cols);
		text_add(out, text + wrap.lines[i].start, wrap.lines[i].len);
		text_end_line(out);
	}
	utf8_wrap_clear(&wrap);
}
