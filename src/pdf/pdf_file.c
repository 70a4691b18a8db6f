#include "config.h"

#include "pdf/pdf_file.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/alloc.h"
#include "base/digest.h"
#include "base/utf8.h"

/* Where an object stands: in the file, or the AT-th of a packed stream. */
struct pdf_place {
	int stream; /* 0: in the file */
	size_t at;
};

/* How many objects are packed together, so that a reader who wants one page of
 * a long document need not unpack all of it. */
#define PACKED_MAX 4000

/* The second line tells mail programs that the file is not text. */
static const char head[] = "%PDF-1.7\n%\xc3\xa5\xc3\xa5\n";

void
pdf_file_init(struct pdf_file *file)
{
	*file = (struct pdf_file){ 0 };
	buf_init(&file->out);
	buf_init(&file->waiting);
	buf_init(&file->waiting_index);
	buf_add(&file->out, head);
}

void
pdf_file_clear(struct pdf_file *file)
{
	buf_clear(&file->out);
	buf_clear(&file->waiting);
	buf_clear(&file->waiting_index);
	free(file->places);
	file->places = NULL;
}

int
pdf_reserve(struct pdf_file *file)
{
	ARRAY_GROW(file->places, file->count, file->cap);
	file->places[file->count++] = (struct pdf_place){ 0 };
	return (int)file->count;
}

static void
set_place(struct pdf_file *file, int number, int stream, size_t at)
{
	struct pdf_place *place = &file->places[number - 1];

	assert(place->stream == 0 && place->at == 0);
	*place = (struct pdf_place){ .stream = stream, .at = at };
}

/* Appends DATA, packed (7.4.4). */
static void
deflate_to(struct buf *out, const void *data, size_t len)
{
	uLongf packed = compressBound((uLong)len);
	Bytef *bytes = xmalloc(packed);

	if (compress2(bytes, &packed, data, (uLong)len, 9) != Z_OK)
		abort(); /* only for want of memory */
	buf_add_bytes(out, (const char *)bytes, packed);
	free(bytes);
}

void
pdf_stream(struct pdf_file *file, int number, const char *dict,
    const void *data, size_t len)
{
	struct buf packed;

	buf_init(&packed);
	deflate_to(&packed, data, len);
	set_place(file, number, 0, file->out.len);
	buf_addf(&file->out,
	    "%d 0 obj\n<<%s/Length %zu/Filter/FlateDecode>>stream\n", number,
	    dict, packed.len);
	buf_add_bytes(&file->out, packed.data, packed.len);
	buf_add(&file->out, "\nendstream\nendobj\n");
	buf_clear(&packed);
}

/* Packs what is waiting (7.5.7). */
static void
pack_waiting(struct pdf_file *file)
{
	struct buf dict;

	if (file->waiting_count == 0)
		return;
	buf_init(&dict);
	buf_addf(&dict, "/Type/ObjStm/N %zu/First %zu", file->waiting_count,
	    file->waiting_index.len);
	buf_add_bytes(&file->waiting_index, file->waiting.data,
	    file->waiting.len);
	pdf_stream(file, file->waiting_stream, dict.data,
	    file->waiting_index.data, file->waiting_index.len);
	buf_clear(&dict);
	buf_reset(&file->waiting);
	buf_reset(&file->waiting_index);
	file->waiting_count = 0;
}

void
pdf_object(struct pdf_file *file, int number, const struct buf *text)
{
	if (file->waiting_count == 0)
		file->waiting_stream = pdf_reserve(file);
	set_place(file, number, file->waiting_stream, file->waiting_count);
	buf_addf(&file->waiting_index, "%d %zu ", number, file->waiting.len);
	buf_add_bytes(&file->waiting, text->data, text->len);
	buf_add_char(&file->waiting, '\n');
	if (++file->waiting_count == PACKED_MAX)
		pack_waiting(file);
}

#define ROW_BYTES 7 /* a kind, four bytes, two bytes */

static void
place_row(const struct pdf_place *place, unsigned char row[ROW_BYTES])
{
	bool packed = place->stream != 0;
	size_t first = packed ? (size_t)place->stream : place->at;
	size_t second = packed ? place->at : 0;

	row[0] = packed ? 2 : 1;
	if (!packed && place->at == 0)
		row[0] = 0; /* reserved, and not used after all */
	for (int i = 0; i < 4; i++)
		row[1 + i] = (unsigned char)(first >> (24 - 8 * i));
	row[5] = (unsigned char)(second >> 8);
	row[6] = (unsigned char)second;
}

/* The table of places (7.5.8): each row holds only in what it differs from that
 * before it, which packs to next to nothing. */
static void
add_places(const struct pdf_file *file, struct buf *out)
{
	unsigned char last[ROW_BYTES] = { 0 }, row[ROW_BYTES] = { 0 };

	/* number 0 stands for none */
	buf_add_char(out, 2);
	buf_add_bytes(out, (const char *)row, sizeof row);
	for (size_t i = 0; i < file->count; i++) {
		place_row(&file->places[i], row);
		buf_add_char(out, 2);
		for (int b = 0; b < ROW_BYTES; b++)
			buf_add_char(out, (char)(row[b] - last[b]));
		memcpy(last, row, sizeof last);
	}
}

void
pdf_finish(struct pdf_file *file, int catalog, int info)
{
	struct digest digest;
	char id[DIGEST_HEX_LEN + 1];
	struct buf dict, table;
	size_t start;
	int number;

	pack_waiting(file);
	number = pdf_reserve(file);
	start = file->out.len;
	file->places[number - 1].at = start;
	digest = digest_of(file->out.data, file->out.len);
	digest_format(&digest, id);
	buf_init(&dict);
	buf_init(&table);
	add_places(file, &table);
	/* pdf_stream sets the place itself */
	file->places[number - 1].at = 0;
	buf_addf(&dict,
	    "/Type/XRef/Size %zu/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%.32s>"
	    "<%.32s>]/DecodeParms<</Predictor 12/Columns %d>>",
	    file->count + 1, catalog, info, id, id, ROW_BYTES);
	pdf_stream(file, number, dict.data, table.data, table.len);
	buf_addf(&file->out, "startxref\n%zu\n%%%%EOF\n", start);
	buf_clear(&dict);
	buf_clear(&table);
}

/* --- what objects are made of --- */

void
pdf_add_utf16(struct buf *out, const char *text, size_t len)
{
	while (len > 0) {
		uint32_t ch;
		size_t taken = utf8_decode(text, len, &ch);

		if (ch >= 0x10000)
			buf_addf(out, "%04X%04X",
			    (unsigned)(0xd800 + ((ch - 0x10000) >> 10)),
			    (unsigned)(0xdc00 + (ch & 0x3ff)));
		else
			buf_addf(out, "%04X", (unsigned)ch);
		text += taken;
		len -= taken;
	}
}

void
pdf_add_text(struct buf *out, const char *text, size_t len)
{
	bool plain = true;

	for (size_t i = 0; i < len; i++)
		plain &= text[i] >= 0x20 && text[i] < 0x7f;
	if (!plain) {
		buf_add(out, "<FEFF");
		pdf_add_utf16(out, text, len);
		buf_add_char(out, '>');
		return;
	}
	buf_add_char(out, '(');
	for (size_t i = 0; i < len; i++) {
		if (strchr("()\\", text[i]) != NULL)
			buf_add_char(out, '\\');
		buf_add_char(out, text[i]);
	}
	buf_add_char(out, ')');
}

void
pdf_add_number(struct buf *out, long thousandths)
{
	unsigned long size = thousandths < 0 ? 0UL - (unsigned long)thousandths
					     : (unsigned long)thousandths;
	unsigned long part = size % 1000;
	int places = 3;

	if (thousandths < 0)
		buf_add_char(out, '-');
	if (size >= 1000 || part == 0)
		buf_addf(out, "%lu", size / 1000);
	if (part == 0)
		return;
	while (part % 10 == 0) {
		part /= 10;
		places--;
	}
	buf_addf(out, ".%0*lu", places, part);
}
