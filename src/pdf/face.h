/* face: the letters that a page is set in. One family for all that it can
 * spell, and for other scripts and signs the first of a fixed list that can:
 * the same words always come out in the same letters, whatever else a machine
 * has. */
#ifndef PDF_FACE_H
#define PDF_FACE_H

#include <hb.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "pdf/pdf_file.h"

enum weight {
	WEIGHT_PLAIN,
	WEIGHT_BOLD,
};
#define WEIGHT_COUNT 2

/* All lengths in letters are thousandths of their size. */
#define EM 1000

/* What a shape of a face spells, where it has been used. */
struct spelling {
	const char *text; /* borrowed; NULL: not used yet */
	size_t len;
};

struct face {
	const char *name; /* of its file, without what is behind the dot */
	hb_font_t *font;
	unsigned shapes; /* how many it has */
	struct spelling *used;
	bool any; /* is one of them used? */
};

struct faces;

/* Opens the letters below FOLDER. Fails, with what to install, where the family
 * itself is not there. The caller frees it. */
struct faces *faces_open(const char *folder, struct error *err);
void faces_free(struct faces *faces);

/* The face, by number, that can spell all of TEXT in WEIGHT; the family's own
 * where none can. */
size_t faces_find(struct faces *faces, enum weight weight, const char *text,
    size_t len);
struct face *faces_at(struct faces *faces, size_t number);

/* Puts into FILE what is used of each face and nothing else of it, and appends
 * to OUT the entries that name them: "/F3 17 0 R". */
void faces_embed(struct faces *faces, struct pdf_file *file, struct buf *out);

#endif
