#include "config.h"

#include "pdf/shape.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/utf8.h"

void
shaper_init(struct shaper *shaper, struct faces *faces)
{
	*shaper = (struct shaper){ .faces = faces };
	shaper->buffer = hb_buffer_create();
	/* said, since otherwise the machine's own language would steer it */
	shaper->language = hb_language_from_string("en", -1);
	arena_init(&shaper->arena);
}

void
shaper_clear(struct shaper *shaper)
{
	hb_buffer_destroy(shaper->buffer);
	arena_clear(&shaper->arena);
}

/* --- what a shape spells --- */

/* May the face say from now on that the shape ID spells LEN bytes of TEXT? */
static bool
spells(struct face *face, unsigned id, const char *text, size_t len)
{
	struct spelling *known = &face->used[id];

	if (id == 0)
		return false;
	if (known->len == 0)
		*known = (struct spelling){ text, len };
	return known->len == len && memcmp(known->text, text, len) == 0;
}

/* COUNT shapes that spell LEN bytes of TEXT together, a character each. */
static bool
spell_one_by_one(struct face *face, const struct shape *shapes, size_t count,
    const char *text, size_t len)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t ch;
		size_t taken = utf8_decode(text, len, &ch);

		if (len == 0 || !spells(face, shapes[i].id, text, taken))
			return false;
		text += taken;
		len -= taken;
	}
	return len == 0;
}

static void
name_shapes(struct shaper *shaper, struct face *face, struct shape *shapes,
    size_t count, const char *text, size_t len)
{
	shapes[0].text = text;
	shapes[0].len = len;
	shapes[0].together = count;
	shapes[0].apart =
	    count == 1 ? !spells(face, shapes[0].id, text, len)
		       : !spell_one_by_one(face, shapes, count, text, len);
	face->any = true;
	for (size_t i = 0; i < count; i++) {
		if (face->used[shapes[i].id].text == NULL)
			face->used[shapes[i].id].text = "";
		shaper->missing |= shapes[i].id == 0;
	}
}

/* --- shaping --- */

/* What HarfBuzz found for LEN bytes of TEXT, in reading order. */
static void
take_shapes(struct shaper *shaper, struct piece *piece, bool from_right,
    const char *text, size_t len)
{
	unsigned count;
	const hb_glyph_info_t *info =
	    hb_buffer_get_glyph_infos(shaper->buffer, &count);
	const hb_glyph_position_t *place =
	    hb_buffer_get_glyph_positions(shaper->buffer, &count);
	size_t *starts = xmalloc((count + 1) * sizeof *starts);
	int x = 0;

	piece->shapes =
	    arena_alloc(&shaper->arena, (count + 1) * sizeof *piece->shapes);
	piece->count = count;
	for (unsigned i = 0; i < count; i++) {
		unsigned at = from_right ? count - 1 - i : i;

		starts[at] = info[i].cluster;
		piece->shapes[at] = (struct shape){
			.id = info[i].codepoint,
			.x = x + place[i].x_offset,
			.rise = place[i].y_offset,
			.advance = place[i].x_advance,
		};
		x += place[i].x_advance;
	}
	piece->width = x;
	starts[count] = len;
	for (size_t from = 0, end; from < count; from = end) {
		size_t start = from == 0 ? 0 : starts[from];

		for (end = from + 1; end < count; end++)
			if (starts[end] != starts[from])
				break;
		name_shapes(shaper, faces_at(shaper->faces, piece->face),
		    &piece->shapes[from], end - from, text + start,
		    starts[end] - start);
	}
	free(starts);
}

static void
shape_piece(struct shaper *shaper, struct shaped *shaped, size_t face,
    const char *text, size_t len)
{
	struct piece *piece = &shaped->pieces[shaped->count++];
	hb_buffer_t *buffer = shaper->buffer;

	piece->face = face;
	hb_buffer_clear_contents(buffer);
	hb_buffer_set_cluster_level(buffer,
	    HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
	hb_buffer_set_flags(buffer,
	    HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	hb_buffer_add_utf8(buffer, text, (int)len, 0, (int)len);
	hb_buffer_set_direction(buffer,
	    shaped->from_right ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_language(buffer, shaper->language);
	hb_buffer_guess_segment_properties(buffer);
	hb_shape(faces_at(shaper->faces, face)->font, buffer, NULL, 0);
	take_shapes(shaper, piece, shaped->from_right, text, len);
	shaped->width += piece->width;
}

static bool
all_ascii(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] >= 0x80)
			return false;
	return true;
}

/* The script of the first letter that has one; COMMON if none does. */
static hb_script_t
script_of(const char *text, size_t len)
{
	while (len > 0) {
		uint32_t ch;
		size_t taken = utf8_decode(text, len, &ch);
		hb_script_t script =
		    hb_unicode_script(hb_unicode_funcs_get_default(), ch);

		if (script != HB_SCRIPT_COMMON &&
		    script != HB_SCRIPT_INHERITED &&
		    script != HB_SCRIPT_UNKNOWN)
			return script;
		text += taken;
		len -= taken;
	}
	return HB_SCRIPT_COMMON;
}

/* Parts the text where its face or its script changes. */
static void
shape_parts(struct shaper *shaper, struct shaped *shaped)
{
	const char *text = shaped->text;
	size_t start = 0, face = 0;
	hb_script_t script = HB_SCRIPT_COMMON;

	for (size_t at = 0, next; at < shaped->len; at = next) {
		size_t here;
		hb_script_t said;

		next = utf8_next_cluster(text, shaped->len, at);
		here = faces_find(shaper->faces, shaped->weight, text + at,
		    next - at);
		said = script_of(text + at, next - at);
		if (at > start && (here != face || (said != HB_SCRIPT_COMMON &&
			script != HB_SCRIPT_COMMON && said != script))) {
			shape_piece(shaper, shaped, face, text + start,
			    at - start);
			start = at;
			script = HB_SCRIPT_COMMON;
		}
		face = here;
		if (said != HB_SCRIPT_COMMON)
			script = said;
	}
	shape_piece(shaper, shaped, face, text + start, shaped->len - start);
}

static size_t
slot_of(const char *text, size_t len)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	return hash % SHAPER_SLOTS;
}

const struct shaped *
shape_text(struct shaper *shaper, enum weight weight, bool from_right,
    const char *text, size_t len)
{
	struct shaped **slot = &shaper->slots[slot_of(text, len)];
	struct shaped *shaped;
	size_t most;

	for (shaped = *slot; shaped != NULL; shaped = shaped->next)
		if (shaped->len == len && shaped->weight == weight &&
		    shaped->from_right == from_right &&
		    memcmp(shaped->text, text, len) == 0)
			return shaped;
	shaped = arena_alloc(&shaper->arena, sizeof *shaped);
	shaped->text = arena_strndup(&shaper->arena, text, len);
	shaped->len = len;
	shaped->weight = weight;
	shaped->from_right = from_right;
	shaped->next = *slot;
	*slot = shaped;
	most = all_ascii(text, len) ? 1 : len;
	shaped->pieces =
	    arena_alloc(&shaper->arena, most * sizeof *shaped->pieces);
	if (most == 1)
		shape_piece(shaper, shaped, (size_t)weight, shaped->text, len);
	else
		shape_parts(shaper, shaped);
	return shaped;
}

/* How wide the shapes are that spell what begins before byte END. */
static int
width_before(const struct shaped *shaped, size_t end)
{
	int width = 0;
	bool counts = false;

	for (size_t p = 0; p < shaped->count; p++)
		for (size_t i = 0; i < shaped->pieces[p].count; i++) {
			const struct shape *shape =
			    &shaped->pieces[p].shapes[i];

			if (shape->together > 0)
				counts = (size_t)(shape->text - shaped->text) <
				    end;
			if (counts)
				width += shape->advance;
		}
	return width;
}

size_t
shaped_fit(const struct shaped *shaped, int width)
{
	size_t fits = utf8_next_cluster(shaped->text, shaped->len, 0);

	if (fits >= shaped->len)
		return 0;
	for (size_t at = fits; at < shaped->len;
	     at = utf8_next_cluster(shaped->text, shaped->len, at)) {
		if (width_before(shaped, at) > width)
			break;
		fits = at;
	}
	return fits;
}
