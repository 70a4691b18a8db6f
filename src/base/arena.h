/* arena: memory that is freed all at once; what a definition is made of. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_block *first;
};

void arena_init(struct arena *arena);
/* Frees everything that came from ARENA. */
void arena_clear(struct arena *arena);
/* SIZE bytes, zeroed, aligned for any type; owned by ARENA. */
void *arena_alloc(struct arena *arena, size_t size);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t len);

#endif
