#include "config.h"

#include "base/alloc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void (*before_leaving)(void);

void
alloc_set_hook(void (*hook)(void))
{
	before_leaving = hook;
}

static _Noreturn void
leave_for_want_of_memory(void)
{
	static const char text[] =
	    "oneplan: The computer has no memory left, so oneplan stopped. "
	    "What was saved is safe; close other programs and start again.\n";
	void (*hook)(void) = before_leaving;

	before_leaving = NULL; /* the hook may fail for want of memory too */
	if (hook)
		hook();
	if (write(STDERR_FILENO, text, sizeof text - 1) < 0) {
		/* there is nobody left to tell */
	}
	_exit(2);
}

void *
xrealloc(void *old, size_t size)
{
	void *memory = realloc(old, size ? size : 1);

	if (!memory)
		leave_for_want_of_memory();
	return memory;
}

void *
xreallocarray(void *old, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		leave_for_want_of_memory();
	return xrealloc(old, bytes);
}

void *
xmalloc(size_t size)
{
	return xrealloc(NULL, size);
}

void *
xcalloc(size_t count, size_t size)
{
	void *memory = count && size ? calloc(count, size) : calloc(1, 1);

	if (!memory)
		leave_for_want_of_memory();
	return memory;
}

char *
xstrndup(const char *text, size_t len)
{
	size_t n = strnlen(text, len);
	char *copy;

	if (n == SIZE_MAX)
		leave_for_want_of_memory();
	copy = xmalloc(n + 1);
	memcpy(copy, text, n);
	copy[n] = '\0';
	return copy;
}

char *
xstrdup(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(xmalloc(size), text, size);
}
