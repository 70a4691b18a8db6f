#include "config.h"

#include "pdf/print.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "pdf/foot.h"
#include "pdf/outline.h"
#include "pdf/pdf_file.h"
#include "pdf/press.h"
#include "pdf/set.h"
#include "pdf/sheet.h"

struct printing {
	struct press press;
	struct pdf_file file;
	int *pages; /* the number of each page's object */
	int tree;
};

static void
add_paper(struct buf *out)
{
	buf_add(out, "[0 ");
	pdf_add_number(out, PAGE_TOP - PAGE_HEIGHT);
	buf_add_char(out, ' ');
	pdf_add_number(out, PAGE_WIDTH);
	buf_add_char(out, ' ');
	pdf_add_number(out, PAGE_TOP);
	buf_add_char(out, ']');
}

/* What the pages draw with, the same for all. */
static int
write_resources(struct printing *printing)
{
	struct press *press = &printing->press;
	struct pdf_file *file = &printing->file;
	int number = pdf_reserve(file), shared = pdf_reserve(file);
	struct buf text, dict;

	buf_init(&text);
	buf_init(&dict);
	leaf_finish(&press->shared, &text);
	buf_add(&dict, "/Type/XObject/Subtype/Form/BBox");
	add_paper(&dict);
	buf_addf(&dict, "/Resources %d 0 R", number);
	pdf_stream(file, shared, dict.data, text.data, text.len);
	buf_reset(&text);
	buf_add(&text, "<</Font<<");
	faces_embed(press->faces, file, &text);
	buf_addf(&text, ">>/XObject<</S %d 0 R>>>>", shared);
	pdf_object(file, number, &text);
	buf_clear(&text);
	buf_clear(&dict);
	return number;
}

static void
write_page(struct printing *printing, size_t at)
{
	struct pdf_file *file = &printing->file;
	int content = pdf_reserve(file);
	struct buf text;

	buf_init(&text);
	leaf_finish(&printing->press.pages[at], &text);
	pdf_stream(file, content, "", text.data, text.len);
	buf_reset(&text);
	buf_addf(&text,
	    "<</Type/Page/Parent %d 0 R/Contents %d 0 R/StructParents %zu>>",
	    printing->tree, content, at);
	pdf_object(file, printing->pages[at], &text);
	buf_clear(&text);
}

static void
write_pages(struct printing *printing)
{
	struct press *press = &printing->press;
	int resources;
	struct buf text;

	for (size_t i = 0; i < press->count; i++)
		write_page(printing, i);
	resources = write_resources(printing);
	buf_init(&text);
	buf_add(&text, "<</Type/Pages/MediaBox");
	add_paper(&text);
	buf_addf(&text, "/Resources %d 0 R/Count %zu/Kids[", resources,
	    press->count);
	for (size_t i = 0; i < press->count; i++)
		buf_addf(&text, "%d 0 R ", printing->pages[i]);
	buf_add(&text, "]>>");
	pdf_object(&printing->file, printing->tree, &text);
	buf_clear(&text);
}

static int
write_info(struct printing *printing, const char *title)
{
	int number = pdf_reserve(&printing->file);
	struct buf text;

	buf_init(&text);
	buf_add(&text, "<</Title");
	pdf_add_text(&text, title, strlen(title));
	buf_add(&text, "/Creator(oneplan)/Producer(oneplan-pdf)>>");
	pdf_object(&printing->file, number, &text);
	buf_clear(&text);
	return number;
}

/* What the document is, for programs that check (14.3.2). */
static void
add_xml_text(struct buf *out, const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '&')
			buf_add(out, "&amp;");
		else if (*text == '<')
			buf_add(out, "&lt;");
		else if (*text == '>')
			buf_add(out, "&gt;");
		else
			buf_add_char(out, *text);
}

static int
write_metadata(struct printing *printing, const char *title)
{
	int number = pdf_reserve(&printing->file);
	struct buf text;

	buf_init(&text);
	buf_add(&text,
	    "<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>"
	    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf="
	    "\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">"
	    "<rdf:Description rdf:about=\"\" xmlns:dc="
	    "\"http://purl.org/dc/elements/1.1/\"><dc:title><rdf:Alt>"
	    "<rdf:li xml:lang=\"x-default\">");
	add_xml_text(&text, title);
	buf_add(&text,
	    "</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>en-GB"
	    "</rdf:li></rdf:Bag></dc:language></rdf:Description></rdf:RDF>"
	    "</x:xmpmeta><?xpacket end=\"r\"?>");
	pdf_stream(&printing->file, number, "/Type/Metadata/Subtype/XML",
	    text.data, text.len);
	buf_clear(&text);
	return number;
}

static void
write_file(struct printing *printing)
{
	const struct report *report = printing->press.sheet->report;
	struct pdf_file *file = &printing->file;
	size_t count = printing->press.count;
	int catalog = pdf_reserve(file), info, metadata, tags, outline;
	struct buf text, title;

	buf_init(&title);
	buf_addf(&title, "%s%s", report->training ? "TRAINING: " : "",
	    report->title);
	printing->tree = pdf_reserve(file);
	printing->pages = xcalloc(count, sizeof *printing->pages);
	for (size_t i = 0; i < count; i++)
		printing->pages[i] = pdf_reserve(file);
	write_pages(printing);
	tags = tags_write(&printing->press.tags, file, printing->pages, count);
	outline = outline_write(&printing->press, file, printing->pages);
	metadata = write_metadata(printing, title.data);
	info = write_info(printing, title.data);
	buf_init(&text);
	buf_addf(&text,
	    "<</Type/Catalog/Pages %d 0 R/StructTreeRoot %d 0 R/MarkInfo"
	    "<</Marked true>>/Lang(en-GB)/Metadata %d 0 R/ViewerPreferences"
	    "<</DisplayDocTitle true>>",
	    printing->tree, tags, metadata);
	if (outline != 0)
		buf_addf(&text, "/Outlines %d 0 R", outline);
	buf_add(&text, ">>");
	pdf_object(file, catalog, &text);
	buf_clear(&text);
	buf_clear(&title);
	pdf_finish(file, catalog, info);
}

bool
print_report(const struct report *report, const char *fonts, struct buf *out,
    struct error *err)
{
	/* what is used of them is noted in them, for this one PDF */
	struct faces *faces = faces_open(fonts, err);
	struct printing printing = { 0 };
	struct sheet sheet;

	if (faces == NULL)
		return false;
	sheet_init(&sheet, report);
	press_init(&printing.press, faces, &sheet);
	set_report(&printing.press);
	foot_draw_all(&printing.press);
	pdf_file_init(&printing.file);
	write_file(&printing);
	buf_add_bytes(out, printing.file.out.data, printing.file.out.len);
	pdf_file_clear(&printing.file);
	press_clear(&printing.press);
	free(printing.pages);
	faces_free(faces);
	return true;
}
