#include "config.h"

#include "pdf/face.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/utf8.h"
#include "pdf/embed.h"

/* In the order in which they are tried; files of Debian 12. What stands first
 * has the widths of Arial, which NHS guidance on accessible information asks
 * for. */
static const char *const families[][WEIGHT_COUNT] = {
	{ "liberation2/LiberationSans-Regular",
	    "liberation2/LiberationSans-Bold" },
	{ "noto/NotoSans-Regular", "noto/NotoSans-Bold" },
	{ "noto/NotoSansArabic-Regular", "noto/NotoSansArabic-Bold" },
	{ "noto/NotoSansHebrew-Regular", "noto/NotoSansHebrew-Bold" },
	{ "noto/NotoSansBengali-Regular", "noto/NotoSansBengali-Bold" },
	{ "noto/NotoSansGurmukhi-Regular", "noto/NotoSansGurmukhi-Bold" },
	{ "noto/NotoSansGujarati-Regular", "noto/NotoSansGujarati-Bold" },
	{ "noto/NotoSansDevanagari-Regular", "noto/NotoSansDevanagari-Bold" },
	{ "noto/NotoSansTamil-Regular", "noto/NotoSansTamil-Bold" },
	{ "noto/NotoSansTelugu-Regular", "noto/NotoSansTelugu-Bold" },
	{ "noto/NotoSansKannada-Regular", "noto/NotoSansKannada-Bold" },
	{ "noto/NotoSansMalayalam-Regular", "noto/NotoSansMalayalam-Bold" },
	{ "noto/NotoSansSinhala-Regular", "noto/NotoSansSinhala-Bold" },
	{ "noto/NotoSansThai-Regular", "noto/NotoSansThai-Bold" },
	{ "noto/NotoSansLao-Regular", "noto/NotoSansLao-Bold" },
	{ "noto/NotoSansKhmer-Regular", "noto/NotoSansKhmer-Bold" },
	{ "noto/NotoSansMyanmar-Regular", "noto/NotoSansMyanmar-Bold" },
	{ "noto/NotoSansEthiopic-Regular", "noto/NotoSansEthiopic-Bold" },
	{ "noto/NotoSansGeorgian-Regular", "noto/NotoSansGeorgian-Bold" },
	{ "noto/NotoSansArmenian-Regular", "noto/NotoSansArmenian-Bold" },
	{ "droid/DroidSansFallbackFull", NULL }, /* Chinese, Japanese, Korean */
	{ "noto/NotoSansSymbols-Regular", "noto/NotoSansSymbols-Bold" },
	{ "noto/NotoSansSymbols2-Regular", NULL },
	{ "noto/NotoSansMath-Regular", NULL },
	{ "ancient-scripts/Symbola_hint", NULL }, /* emoji, in one colour */
};

#define FACES ((size_t)ARRAY_LEN(families) * WEIGHT_COUNT)

struct faces {
	char *folder;
	struct face list[FACES]; /* by family and weight; opened when wanted */
	bool tried[FACES];
};

struct face *
faces_at(struct faces *faces, size_t number)
{
	return &faces->list[number];
}

static const char *
file_of(size_t number)
{
	return families[number / WEIGHT_COUNT][number % WEIGHT_COUNT];
}

static void
open_face(struct faces *faces, size_t number)
{
	const char *name = file_of(number);
	struct face *face = &faces->list[number];
	hb_blob_t *blob;
	hb_face_t *found;
	struct buf path;

	faces->tried[number] = true;
	if (name == NULL)
		return;
	buf_init(&path);
	buf_addf(&path, "%s/%s.ttf", faces->folder, name);
	blob = hb_blob_create_from_file_or_fail(path.data);
	buf_clear(&path);
	if (blob == NULL)
		return;
	found = hb_face_create(blob, 0);
	hb_blob_destroy(blob);
	face->shapes = hb_face_get_glyph_count(found);
	if (face->shapes > 0) {
		face->name = strchr(name, '/') + 1;
		face->font = hb_font_create(found);
		hb_font_set_scale(face->font, EM, EM);
		face->used = xcalloc(face->shapes, sizeof *face->used);
	}
	hb_face_destroy(found);
}

/* NULL: it is not there. */
static struct face *
get_face(struct faces *faces, size_t number)
{
	if (!faces->tried[number])
		open_face(faces, number);
	return faces->list[number].font != NULL ? &faces->list[number] : NULL;
}

struct faces *
faces_open(const char *folder, struct error *err)
{
	struct faces *faces = xcalloc(1, sizeof *faces);

	faces->folder = xstrdup(folder);
	for (size_t weight = 0; weight < WEIGHT_COUNT; weight++)
		if (get_face(faces, weight) == NULL) {
			error_set(err, ERR_IO,
			    "The letters for the page are not there: "
			    "%s/%s.ttf. Install the package "
			    "fonts-liberation2, or say with --fonts which "
			    "folder has them.",
			    folder, file_of(weight));
			faces_free(faces);
			return NULL;
		}
	return faces;
}

void
faces_free(struct faces *faces)
{
	if (faces == NULL)
		return;
	for (size_t i = 0; i < FACES; i++) {
		hb_font_destroy(faces->list[i].font);
		free(faces->list[i].used);
	}
	free(faces->folder);
	free(faces);
}

/* What only steers how others are shaped need not be in a face. */
static bool
needs_shape(uint32_t ch)
{
	static const uint32_t steering[][2] = {
		{ 0, 0x1f }, { 0xad, 0xad },
		{ 0x200b, 0x200f }, { 0x202a, 0x202e }, { 0x2060, 0x206f },
		{ 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff }, { 0xe0000, 0xe0fff },
	};

	for (size_t i = 0; i < ARRAY_LEN(steering); i++)
		if (ch >= steering[i][0] && ch <= steering[i][1])
			return false;
	return true;
}

static bool
can_spell(const struct face *face, const char *text, size_t len)
{
	while (len > 0) {
		uint32_t ch;
		size_t taken = utf8_decode(text, len, &ch);
		hb_codepoint_t shape;

		if (needs_shape(ch) &&
		    !hb_font_get_nominal_glyph(face->font, ch, &shape))
			return false;
		text += taken;
		len -= taken;
	}
	return true;
}

size_t
faces_find(struct faces *faces, enum weight weight, const char *text,
    size_t len)
{
	for (size_t family = 0; family < ARRAY_LEN(families); family++) {
		size_t plain = family * WEIGHT_COUNT;
		size_t wanted = plain + (size_t)weight;

		if (get_face(faces, wanted) == NULL)
			wanted = plain;
		if (get_face(faces, wanted) != NULL &&
		    can_spell(&faces->list[wanted], text, len))
			return wanted;
	}
	return (size_t)weight;
}

void
faces_embed(struct faces *faces, struct pdf_file *file, struct buf *out)
{
	for (size_t i = 0; i < FACES; i++)
		if (faces->list[i].any)
			buf_addf(out, "/F%zu %d 0 R", i,
			    embed_face(&faces->list[i], file));
}
