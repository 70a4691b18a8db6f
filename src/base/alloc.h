/* alloc: memory that is never NULL. No caller handles a failed allocation:
 * the hook gives the terminal back and the program leaves, which loses
 * nothing because every answer is on disk already. */
#ifndef BASE_ALLOC_H
#define BASE_ALLOC_H

#include <stddef.h>

/* Each returns memory the caller owns and frees with free(). */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t size);
/* As realloc for COUNT elements of SIZE bytes; a product too large to hold is
 * a failed allocation, never a small block. */
void *xreallocarray(void *old, size_t count, size_t size);
char *xstrdup(const char *text);
char *xstrndup(const char *text, size_t len);

/* What to call before leaving for want of memory (NULL: nothing). Set once by
 * main, so that a terminal is given back. */
void alloc_set_hook(void (*hook)(void));

/* The number of elements of an array (not of a pointer). */
#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

/* Makes room for one more element in a growing array: ITEMS and CAP are the
 * array's pointer and capacity, N the number in use. */
#define ARRAY_GROW(items, n, cap)                                              \
	do {                                                                   \
		if ((n) == (cap)) {                                            \
			(cap) = (cap) ? (cap)*2 : 8;                           \
			(items) = xreallocarray((items), (cap), sizeof *(items)); \
		}                                                              \
	} while (0)

#endif
