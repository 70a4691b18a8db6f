/* shape: words as the shapes that spell them, each where it stands (HarfBuzz).
 * Words come again and again, so each is shaped once. */
#ifndef PDF_SHAPE_H
#define PDF_SHAPE_H

#include <hb.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "pdf/face.h"

/* A shape of a piece. Shapes stand in the order in which they are read; x says
 * where each is seen. */
struct shape {
	unsigned id;
	int x, rise; /* from the left end of the piece and from its line */
	int advance;
	/* the first of those that spell something together says what, and how
	 * many they are; the others say 0 */
	const char *text;
	size_t len;
	size_t together;
	bool apart; /* the face says something else: the page has to say it */
};

/* What is in one face and one script. */
struct piece {
	size_t face;
	struct shape *shapes;
	size_t count;
	int width;
};

struct shaped {
	const char *text;
	size_t len;
	enum weight weight;
	bool from_right;
	struct piece *pieces; /* as they are read */
	size_t count;
	int width;
	struct shaped *next;
};

#define SHAPER_SLOTS 4096

struct shaper {
	struct faces *faces;
	hb_buffer_t *buffer;
	hb_language_t language;
	struct arena arena;
	struct shaped *slots[SHAPER_SLOTS];
	bool missing; /* no face had the letters for something */
};

void shaper_init(struct shaper *shaper, struct faces *faces);
void shaper_clear(struct shaper *shaper);
/* LEN bytes of TEXT, which runs in one direction; the shaper's. */
const struct shaped *shape_text(struct shaper *shaper, enum weight weight,
    bool from_right, const char *text, size_t len);
/* How many bytes of it fit in WIDTH: at least one cluster, and fewer than all.
 * 0: it cannot be parted. */
size_t shaped_fit(const struct shaped *shaped, int width);

#endif
