/* buf: text that grows. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>

struct buf {
	char *data; /* never NULL, always ends in NUL */
	size_t len; /* bytes, without the NUL */
	size_t cap; /* 0 while data is not ours to free */
};

void buf_init(struct buf *buf);
void buf_clear(struct buf *buf); /* frees; leaves it empty and usable */
void buf_reset(struct buf *buf); /* empties, keeps the memory */
void buf_add(struct buf *buf, const char *text);
void buf_add_bytes(struct buf *buf, const char *bytes, size_t len);
void buf_add_char(struct buf *buf, char c);
void buf_addf(struct buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buf_addv(struct buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* Puts LEN bytes in at byte AT (which is at most buf->len). */
void buf_insert(struct buf *buf, size_t at, const char *bytes, size_t len);
/* Takes LEN bytes out at byte AT. */
void buf_remove(struct buf *buf, size_t at, size_t len);
/* The text, now the caller's to free; BUF is empty afterwards. */
char *buf_take(struct buf *buf);

#endif
