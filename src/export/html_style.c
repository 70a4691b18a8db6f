#include "config.h"

#include "export/html.h"

/* Black on white with a dark grey for rules: every letter stands out by more than
 * 7 to 1 (WCAG 2.2 asks for 4.5), and nothing is said by colour alone. Sizes are
 * in rem, so one figure makes large print. */
static const char style[] =
    "body { margin: 0 auto; max-width: 44rem; padding: 1rem;\n"
    "  font-family: Arial, \"Liberation Sans\", Helvetica, sans-serif;\n"
    "  line-height: 1.45; color: #111; background: #fff;\n"
    "  overflow-wrap: break-word; }\n"
    "h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance;\n"
    "  break-after: avoid; break-inside: avoid; }\n"
    "h1 { font-size: 1.75rem; margin: 0 0 .5rem; }\n"
    "h2 { font-size: 1.4rem; margin: 2.25rem 0 .75rem; padding-top: .5rem;\n"
    "  border-top: 3px solid #111; }\n"
    "h3 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; }\n"
    "h4 { font-size: 1rem; margin: 1.25rem 0 .4rem; }\n"
    "p { margin: .4rem 0; }\n"
    ".note { border: 1px solid #555; padding: .5rem .75rem; }\n"
    ".training { font-weight: bold; border: 3px solid #111; }\n"
    "dl { margin: .4rem 0; }\n"
    "dl div { display: grid; grid-template-columns: 2fr 3fr;\n"
    "  column-gap: 1.25rem; padding: .35rem 0;\n"
    "  border-top: 1px solid #aaa; break-inside: avoid; }\n"
    "dl div.long { display: block; }\n"
    "dl div.pages { break-inside: auto; }\n"
    ".pages dt { break-after: avoid; }\n"
    "dd { margin: 0; font-weight: bold; orphans: 3; widows: 3; }\n"
    "dd p { margin: 0; }\n"
    "dd p + p { margin-top: .6rem; }\n"
    ".long dd { font-weight: normal; padding-left: .75rem;\n"
    "  border-left: 3px solid #aaa; margin-top: .3rem; }\n"
    "dd .voice, .easy .voice { float: right; margin: 0 0 0 1rem;\n"
    "  font-weight: normal; }\n"
    ".none dd { font-weight: normal; font-style: italic; }\n"
    ".own dd { border-left-color: #111; }\n"
    "table { border-collapse: collapse; width: 100%; margin: .6rem 0 1rem; }\n"
    "caption { text-align: left; font-weight: bold; padding: .4rem 0;\n"
    "  break-after: avoid; }\n"
    "caption.said { position: absolute; width: 1px; height: 1px;\n"
    "  overflow: hidden; clip-path: inset(50%); white-space: nowrap; }\n"
    "th, td { text-align: left; vertical-align: top; font-weight: normal;\n"
    "  padding: .35rem .9rem .35rem 0; border-bottom: 1px solid #aaa;\n"
    "  hyphens: auto; }\n"
    "th:last-child, td:last-child { padding-right: 0; }\n"
    "thead th { font-weight: bold; vertical-align: bottom;\n"
    "  border-bottom: 2px solid #111; }\n"
    ".n { text-align: right; white-space: nowrap;\n"
    "  font-variant-numeric: tabular-nums; }\n"
    "thead .n, .words { white-space: normal; }\n"
    ".write { width: 28%; border-left: 1px solid #aaa;\n"
    "  padding-left: .5rem; }\n"
    "tfoot th, tfoot td { font-weight: bold; border-top: 2px solid #111;\n"
    "  border-bottom: none; }\n"
    "tr { break-inside: avoid; }\n"
    "thead, thead tr { break-inside: avoid; break-after: avoid; }\n"
    ".days td:nth-of-type(1) { white-space: nowrap; }\n"
    "tbody + tbody tr:first-child > * { border-top: 2px solid #111; }\n"
    ".ask { break-inside: avoid; padding: .6rem 0 .4rem; }\n"
    ".ask p { margin: 0; }\n"
    ".ask .q { font-weight: bold; }\n"
    ".ask .now { border-left: 3px solid #111; padding-left: .75rem; }\n"
    ".ask ul { list-style: none; margin: .3rem 0; padding: 0;\n"
    "  columns: 2; column-gap: 1.5rem; }\n"
    ".ask li { break-inside: avoid; padding: .15rem 0 .15rem 1.6rem;\n"
    "  position: relative; }\n"
    ".ask li::before { content: \"\"; position: absolute; left: 0;\n"
    "  top: .3em; width: .95rem; height: .95rem;\n"
    "  border: 1.5px solid #111; }\n"
    ".line { height: 1.9rem; border-bottom: 1px solid #555; }\n"
    ".unit { text-align: right; }\n"
    "footer { margin-top: 2.5rem; break-inside: avoid; }\n"
    ".foot { font-weight: bold; }\n"
    ".digits { font-family: monospace; font-size: .8rem;\n"
    "  overflow-wrap: anywhere; }\n"
    ".qr { display: block; width: 30mm; height: 30mm; }\n"
    "@media (max-width: 36rem) { dl div { display: block; } }\n"
    "@media print {\n"
    "  body { max-width: none; padding: 0; }\n"
    "  thead { display: table-header-group; }\n"
    "  tfoot { display: table-row-group; }\n"
    "}\n";

/* The short answers of a row stand in two columns, each beside its question. */
static const char ordinary[] =
    "@media print, (min-width: 36rem) {\n"
    "h4 + dl { columns: 2; column-gap: 1.5rem; break-inside: avoid; }\n"
    "h4 + dl div { display: block; }\n"
    "h4 + dl .long { column-span: all; }\n"
    "h4 + dl :not(.long) > dt, h4 + dl :not(.long) > dd,\n"
    "h4 + dl :not(.long) > dd > p { display: inline; }\n"
    "}\n";

/* Questions and answers under each other, where large letters need the width. */
static const char large[] =
    "html { font-size: 18pt; }\n"
    "dl div { display: block; }\n"
    ".ask ul { columns: 1; }\n"
    "th, td { padding-right: .6rem; }\n"
    "@page { margin: 15mm 15mm 20mm; font-size: 14pt; }\n";

/* What is meant to fit one sheet stands closer together. */
static const char sheet[] =
    "body { line-height: 1.25; }\n"
    "h1 { font-size: 1.45rem; margin-bottom: .2rem; }\n"
    "h2 { margin: 1.2rem 0 .3rem; padding-top: .3rem; }\n"
    "h3 { margin: .9rem 0 .2rem; }\n"
    "p { margin: .15rem 0; }\n"
    ".note { border: none; padding: 0; }\n"
    "dl { margin: .2rem 0; }\n"
    "dl div { padding: .15rem 0; }\n"
    ".long dd { margin-top: 0; }\n"
    "table { margin: .2rem 0 .5rem; }\n"
    "caption { padding: .25rem 0 .1rem; }\n"
    "th, td { padding-top: .15rem; padding-bottom: .15rem; }\n"
    "@page { margin: 12mm 15mm 16mm; }\n";

/* What only a page with a picture needs. */
static const char pictures[] =
    "figure { margin: 1rem 0 2rem; }\n"
    "figcaption { font-size: 1.15rem; font-weight: bold;\n"
    "  break-after: avoid; }\n"
    "figure div, figure li { break-inside: avoid; padding: .3rem 0; }\n"
    "figure svg { display: block; width: 100%; height: auto; }\n"
    "figure p { margin: .1rem 0; }\n"
    ".says { padding-left: 1rem; }\n"
    ".key { font-style: italic; }\n";

/* Short sentences beside room for a picture, and a line under that to write on
 * what it shows. The empty box is drawn alone: there is nothing to read out. */
static const char easy[] =
    ".easy { display: grid; grid-template-columns: 8rem 1fr;\n"
    "  column-gap: 1.25rem; padding: .9rem 0; break-inside: avoid; }\n"
    ".slot { height: 6rem; border: 2px solid #111; margin-bottom: 1.9rem;\n"
    "  position: relative; }\n"
    ".slot::after { content: \"\"; position: absolute; left: 0; right: 0;\n"
    "  bottom: -1.8rem; border-bottom: 1px solid #555; }\n"
    ".easy p { font-weight: bold; }\n"
    ".easy .said p { font-weight: normal; border-left: 3px solid #111;\n"
    "  padding-left: .75rem; }\n"
    ".easy ul { list-style: none; margin: .6rem 0; padding: 0; }\n"
    ".easy li { padding: .15rem 0 .15rem 1.9rem; position: relative; }\n"
    ".easy li::before { content: \"\"; position: absolute; left: 0;\n"
    "  top: .25em; width: 1.1rem; height: 1.1rem;\n"
    "  border: 2px solid #111; }\n"
    ".easy li.on::before { border-width: .35rem; width: .5rem;\n"
    "  height: .5rem; }\n";

static bool
has_picture(const struct report *report)
{
	for (size_t i = 0; i < report->count; i++)
		if (report->blocks[i].kind == BLOCK_PICTURE)
			return true;
	return false;
}

/* Whose page it is and its number stand below every printed page. */
static void
add_page_box(struct buf *out, const struct report *report)
{
	buf_add(out,
	    "@page { size: A4; margin: 18mm 18mm 20mm;\n"
	    "  font: 10pt Arial, \"Liberation Sans\", Helvetica, sans-serif;\n");
	if (report->training)
		buf_add(out,
		    "  @top-center { content: \"TRAINING: made up, about no "
		    "real person\"; font-weight: bold; }\n");
	buf_add(out, "  @bottom-left { width: 80%; content: ");
	html_add_css_string(out, report->whose);
	buf_add(out, " \"\\A\" ");
	html_add_css_string(out, report->foot);
	buf_add(out,
	    "; white-space: pre-line; }\n"
	    "  @bottom-right { width: 20%; content: \"Page \" counter(page) "
	    "\" of \" counter(pages); }\n"
	    "}\n");
}

void
html_add_style(struct buf *out, const struct report *report,
    bool large_print)
{
	add_page_box(out, report);
	buf_add(out, "html { font-size: 12pt; }\n");
	buf_add(out, style);
	buf_add(out, large_print ? large : ordinary);
	if (report->one_page)
		buf_add(out, sheet);
	if (has_picture(report))
		buf_add(out, pictures);
	if (report->easy)
		buf_add(out, easy);
}
