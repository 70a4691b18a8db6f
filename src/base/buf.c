#include "config.h"

#include "base/buf.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

/* What an empty buffer points to; nothing is ever written to it. */
static char nothing[1];

void
buf_init(struct buf *buf)
{
	*buf = (struct buf){.data = nothing};
}

void
buf_clear(struct buf *buf)
{
	if (buf->cap)
		free(buf->data);
	buf_init(buf);
}

void
buf_reset(struct buf *buf)
{
	buf->len = 0;
	if (buf->cap)
		buf->data[0] = '\0';
}

/* Makes room for MORE bytes and the NUL. */
static void
buf_grow(struct buf *buf, size_t more)
{
	size_t need, cap = buf->cap ? buf->cap : 32;

	if (more < buf->cap - buf->len)
		return; /* most often: with room for the NUL */
	if (__builtin_add_overflow(buf->len, more, &need) || need == SIZE_MAX)
		need = SIZE_MAX; /* cannot be had: xrealloc leaves */
	else
		need++;
	if (need <= buf->cap)
		return;
	while (cap < need && cap <= SIZE_MAX / 2)
		cap *= 2;
	if (cap < need)
		cap = need;
	buf->data = xrealloc(buf->cap ? buf->data : NULL, cap);
	buf->cap = cap;
}

void
buf_insert(struct buf *buf, size_t at, const char *bytes, size_t len)
{
	assert(at <= buf->len);
	if (len == 0)
		return;
	buf_grow(buf, len);
	memmove(buf->data + at + len, buf->data + at, buf->len - at);
	memcpy(buf->data + at, bytes, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void
buf_remove(struct buf *buf, size_t at, size_t len)
{
	assert(at <= buf->len && len <= buf->len - at);
	if (len == 0)
		return;
	memmove(buf->data + at, buf->data + at + len, buf->len - at - len);
	buf->len -= len;
	buf->data[buf->len] = '\0';
}

void
buf_add_bytes(struct buf *buf, const char *bytes, size_t len)
{
	if (len == 0)
		return;
	buf_grow(buf, len);
	memcpy(buf->data + buf->len, bytes, len);
	buf->len += len;
	buf->data[buf->len] = '\0';
}

void
buf_add(struct buf *buf, const char *text)
{
	buf_add_bytes(buf, text, strlen(text));
}

void
buf_add_char(struct buf *buf, char c)
{
	buf_grow(buf, 1);
	buf->data[buf->len++] = c;
	buf->data[buf->len] = '\0';
}

void
buf_addf(struct buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	buf_addv(buf, format, args);
	va_end(args);
}

void
buf_addv(struct buf *buf, const char *format, va_list args)
{
	va_list again;
	int n;

	assert(format);
	va_copy(again, args);
	n = vsnprintf(NULL, 0, format, args);
	assert(n >= 0); /* a wrong format of ours, or 2 GiB of text */
	buf_grow(buf, (size_t)n);
	vsnprintf(buf->data + buf->len, (size_t)n + 1, format, again);
	va_end(again);
	buf->len += (size_t)n;
}

char *
buf_take(struct buf *buf)
{
	char *text = buf->cap ? buf->data : xstrdup("");

	buf_init(buf);
	return text;
}
