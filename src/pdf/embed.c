#include "config.h"

#include "pdf/embed.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/digest.h"

/* A page names shapes by their numbers: only their outlines are needed. */
static const hb_tag_t dropped[] = {
	HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
	HB_TAG('G', 'D', 'E', 'F'), HB_TAG('k', 'e', 'r', 'n'),
	HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'),
	HB_TAG('O', 'S', '/', '2'), HB_TAG('c', 'm', 'a', 'p'),
	HB_TAG('g', 'a', 's', 'p'), HB_TAG('h', 'd', 'm', 'x'),
	HB_TAG('V', 'D', 'M', 'X'), HB_TAG('L', 'T', 'S', 'H'),
	HB_TAG('D', 'S', 'I', 'G'), HB_TAG('F', 'F', 'T', 'M'),
	HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
	HB_TAG('m', 'e', 't', 'a'), HB_TAG('B', 'A', 'S', 'E'),
	HB_TAG('M', 'A', 'T', 'H'), HB_TAG('J', 'S', 'T', 'F'),
};

/* The outlines of what is used, each under its old number. */
static hb_blob_t *
make_subset(const struct face *face)
{
	hb_subset_input_t *input = hb_subset_input_create_or_fail();
	hb_face_t *small;
	hb_set_t *set;
	hb_blob_t *blob;

	if (input == NULL)
		abort(); /* only for want of memory */
	hb_subset_input_set_flags(input,
	    HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_RETAIN_GIDS |
		/* the box for what it cannot spell */
		HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
	set = hb_subset_input_glyph_set(input);
	for (unsigned i = 0; i < face->shapes; i++)
		if (face->used[i].text != NULL)
			hb_set_add(set, i);
	set = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
	for (size_t i = 0; i < ARRAY_LEN(dropped); i++)
		hb_set_add(set, dropped[i]);
	small = hb_subset_or_fail(hb_font_get_face(face->font), input);
	hb_subset_input_destroy(input);
	/* a damaged file: all of it, as it is */
	if (small == NULL)
		return hb_face_reference_blob(hb_font_get_face(face->font));
	blob = hb_face_reference_blob(small);
	hb_face_destroy(small);
	return blob;
}

static int
write_outlines(const struct face *face, struct pdf_file *file, char name[7])
{
	int number = pdf_reserve(file);
	hb_blob_t *blob = make_subset(face);
	unsigned len;
	const char *data = hb_blob_get_data(blob, &len);
	struct digest digest = digest_of(data, len);
	struct buf dict;

	/* six letters tell this part of the face from other parts (9.6.4) */
	for (int i = 0; i < 6; i++)
		name[i] = (char)('A' + digest.bytes[i] % 26);
	name[6] = '\0';
	buf_init(&dict);
	buf_addf(&dict, "/Length1 %u", len);
	pdf_stream(file, number, dict.data, data, len);
	buf_clear(&dict);
	hb_blob_destroy(blob);
	return number;
}

/* What each shape spells (9.10.3). */
static int
write_spellings(const struct face *face, struct pdf_file *file)
{
	int number = pdf_reserve(file);
	struct buf map, lines;
	unsigned count = 0;

	buf_init(&map);
	buf_init(&lines);
	buf_add(&map,
	    "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
	    "/CMapName/U def/CMapType 2 def\n"
	    "1 begincodespacerange<0000><FFFF>endcodespacerange\n");
	for (unsigned i = 0; i <= face->shapes; i++) {
		bool used = i < face->shapes && face->used[i].len > 0;

		if (used) {
			buf_addf(&lines, "<%04X><", i);
			pdf_add_utf16(&lines, face->used[i].text,
			    face->used[i].len);
			buf_add(&lines, ">\n");
			count++;
		}
		/* a hundred at a time */
		if (count == 100 || (i == face->shapes && count > 0)) {
			buf_addf(&map, "%u beginbfchar\n%sendbfchar\n", count,
			    lines.data);
			buf_reset(&lines);
			count = 0;
		}
	}
	buf_add(&map,
	    "endcmap CMapName currentdict/CMap defineresource pop end end\n");
	pdf_stream(file, number, "", map.data, map.len);
	buf_clear(&lines);
	buf_clear(&map);
	return number;
}

static void
add_widths(const struct face *face, struct buf *out)
{
	bool row = false;

	buf_add(out, "/W[");
	for (unsigned i = 0; i < face->shapes; i++) {
		if (face->used[i].text == NULL) {
			if (row)
				buf_add_char(out, ']');
			row = false;
			continue;
		}
		if (row)
			buf_add_char(out, ' ');
		else
			buf_addf(out, "%u[", i);
		buf_addf(out, "%d",
		    (int)hb_font_get_glyph_h_advance(face->font, i));
		row = true;
	}
	buf_add(out, row ? "]]" : "]");
}

/* NAME: of what was taken of the face, with its mark in front. */
static int
write_descriptor(const struct face *face, struct pdf_file *file,
    const char *name, int outlines)
{
	int number = pdf_reserve(file);
	hb_font_extents_t extents = { 0 };
	struct buf text;

	hb_font_get_h_extents(face->font, &extents);
	buf_init(&text);
	buf_addf(&text,
	    "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox"
	    "[-1000 %d 2000 %d]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight "
	    "700/StemV 80/FontFile2 %d 0 R>>",
	    name, (int)extents.descender, (int)extents.ascender,
	    (int)extents.ascender, (int)extents.descender, outlines);
	pdf_object(file, number, &text);
	buf_clear(&text);
	return number;
}

/* A page names shapes by number, as they stand in the face (9.7.4). */
static int
write_shapes(const struct face *face, struct pdf_file *file, const char *name,
    int descriptor)
{
	int number = pdf_reserve(file);
	struct buf text;

	buf_init(&text);
	buf_addf(&text,
	    "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo"
	    "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
	    "/CIDToGIDMap/Identity/FontDescriptor %d 0 R",
	    name, descriptor);
	add_widths(face, &text);
	buf_add(&text, ">>");
	pdf_object(file, number, &text);
	buf_clear(&text);
	return number;
}

int
embed_face(const struct face *face, struct pdf_file *file)
{
	int number = pdf_reserve(file);
	int outlines, descriptor, shapes, spellings;
	char mark[7];
	struct buf name, text;

	outlines = write_outlines(face, file, mark);
	buf_init(&name);
	buf_addf(&name, "%s+%s", mark, face->name);
	descriptor = write_descriptor(face, file, name.data, outlines);
	shapes = write_shapes(face, file, name.data, descriptor);
	spellings = write_spellings(face, file);
	buf_init(&text);
	buf_addf(&text,
	    "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
	    "/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>",
	    name.data, shapes, spellings);
	pdf_object(file, number, &text);
	buf_clear(&text);
	buf_clear(&name);
	return number;
}
