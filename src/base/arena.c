#include "config.h"

#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"

#define BLOCK_SIZE ((size_t)16 * 1024)

struct arena_block {
	struct arena_block *next;
	size_t used, size; /* bytes of memory */
	alignas(max_align_t) unsigned char memory[];
};

void
arena_init(struct arena *arena)
{
	arena->first = NULL;
}

void
arena_clear(struct arena *arena)
{
	while (arena->first) {
		struct arena_block *block = arena->first;

		arena->first = block->next;
		free(block);
	}
}

/* A large request gets a block to itself, behind the one being filled. */
static struct arena_block *
block_for(struct arena *arena, size_t size)
{
	struct arena_block *first = arena->first, *block;
	size_t room = size > BLOCK_SIZE / 4 ? size : BLOCK_SIZE;

	if (first && first->size - first->used >= size)
		return first;
	block = xcalloc(1, sizeof *block + room);
	block->size = room;
	if (first && room == size) {
		block->next = first->next;
		first->next = block;
	} else {
		block->next = first;
		arena->first = block;
	}
	return block;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	struct arena_block *block;
	void *memory;

	if (size > SIZE_MAX / 2)
		return xmalloc(SIZE_MAX); /* cannot be had: leaves */
	size = size ? (size + align - 1) / align * align : align;
	block = block_for(arena, size);
	memory = block->memory + block->used;
	block->used += size;
	return memory;
}

char *
arena_strndup(struct arena *arena, const char *text, size_t len)
{
	size_t n = strnlen(text, len);

	return memcpy(arena_alloc(arena, n + 1), text, n);
}

char *
arena_strdup(struct arena *arena, const char *text)
{
	return arena_strndup(arena, text, strlen(text));
}
