#include "config.h"

#include "export/pack.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/hex.h"
#include "export/format.h"
#include "export/how_to_check.h"
#include "export/manifest.h"
#include "report/report.h"

/* --- what is in a pack --- */

struct making {
	struct plan *plan;
	const struct seal *seal; /* NULL: a draft */
	struct seal_mark *mark;
	unsigned audiences;	 /* for all of whom they are made */
	enum audience audience;	 /* the one whose turn it is */
	size_t next;		 /* of the table, for that one */
	size_t from;		 /* the first member that is theirs */
	struct how_far far;
	struct pack pack; /* so far */
};

#define EVERYBODY EVERY_AUDIENCE
/* Whose plan it is, and those near to them. */
#define AT_HOME (AUDIENCE_PERSON | AUDIENCE_HOME | AUDIENCE_FAMILY)
/* Who lives with the plan; who pays for it; who decides about it. */
#define NEAR                                                                   \
	(AUDIENCE_PERSON | AUDIENCE_HOME | AUDIENCE_FAMILY |                   \
	    AUDIENCE_PROVIDER | AUDIENCE_AGENCIES)
#define PAYING	 (AUDIENCE_PERSON | AUDIENCE_FINANCE | AUDIENCE_AGENCIES)
#define DECIDING (PAYING | AUDIENCE_APPROVER)
#define WHOLE	  (-1)

/* One document. It is a page of the plan in one format, or what ADD makes. */
struct document {
	const char *path;
	unsigned audiences;
	const char *format; /* as export_format has it; one that this program
			     * cannot write is left out */
	int page;	    /* enum page, or WHOLE */
	bool large;
	void (*add)(const struct making *making, struct buf *out);
};

static void
add_plan_json(const struct making *making, struct buf *out)
{
	buf_add_bytes(out, making->seal->json.data, making->seal->json.len);
}

static void
add_answers_json(const struct making *making, struct buf *out)
{
	sealed_answers_write(&making->seal->answers, out);
}

/* Out of the salts of the answers, which only the plan and answers.json have, and
 * with them the same again. */
static void
add_salt(const struct making *making, struct buf *out)
{
	const struct sealed_answers *answers = &making->seal->answers;
	struct digest digest;
	struct buf bytes;

	buf_init(&bytes);
	for (size_t i = 0; i < answers->count; i++)
		buf_add_bytes(&bytes, (const char *)answers->items[i].salt,
		    answers->items[i].salt_len);
	buf_add(&bytes, audience_word(making->audience));
	digest = digest_of(bytes.data, bytes.len);
	hex_add(digest.bytes, DIGEST_BYTES, out);
	buf_add_char(out, '\n');
	buf_clear(&bytes);
}

static void
add_how_to_check(const struct making *making, struct buf *out)
{
	how_to_check_add(making->audience, making->mark, out);
}

/* In the order of the pack. A page on which nothing stands for its reader is left
 * out. */
static const struct document documents[] = {
	{ "plan.html", EVERYBODY, "html", WHOLE, false, NULL },
	{ "plan-large-print.html", EVERYBODY, "html", WHOLE, true, NULL },
	{ "plan.txt", EVERYBODY, "text", WHOLE, false, NULL },
	{ "plan-to-read-aloud.txt", AT_HOME, "script", WHOLE, false, NULL },
	{ "plan.pdf", EVERYBODY, "pdf", WHOLE, false, NULL },
	{ "about-me.html", NEAR | AUDIENCE_APPROVER, "html", PAGE_ABOUT,
	    false, NULL },
	{ "my-week.html", NEAR | AUDIENCE_APPROVER, "html", PAGE_WEEK, false,
	    NULL },
	{ "what-to-do-if.html", NEAR, "html", PAGE_RING, false, NULL },
	{ "in-an-emergency.html", NEAR, "html", PAGE_EMERGENCY, false,
	    NULL },
	{ "my-money.html", PAYING, "html", PAGE_MONEY, false, NULL },
	{ "my-money.csv", PAYING, "csv", PAGE_MONEY, false, NULL },
	{ "payments.html", DECIDING, "html", PAGE_PAYMENTS, false, NULL },
	{ "payments.csv", DECIDING, "csv", PAGE_PAYMENTS, false, NULL },
	{ "spending.csv", DECIDING, "csv", PAGE_SPENDING, false, NULL },
	{ "streams.csv", DECIDING, "csv", PAGE_STREAMS, false, NULL },
	{ "not-agreed.html", DECIDING, "html", PAGE_LETTER, false, NULL },
	{ "fhir.json", EVERYBODY, "fhir", WHOLE, false, NULL },
	{ PACK_REPORT, EVERYBODY, "json", WHOLE, false, NULL },
	/* what is only there once it is sealed */
	{ PACK_PLAN, AUDIENCE_AGENCIES, NULL, WHOLE, false, add_plan_json },
	{ PACK_ANSWERS, AUDIENCE_AGENCIES, NULL, WHOLE, false,
	    add_answers_json },
	{ PACK_SALT, EVERYBODY, NULL, WHOLE, false, add_salt },
	{ "how-to-check.html", EVERYBODY, NULL, WHOLE, false,
	    add_how_to_check },
};

/* --- the pack as a list --- */

struct buf *
pack_add(struct pack *pack, const char *audience, const char *path)
{
	struct pack_member *member;

	ARRAY_GROW(pack->items, pack->count, pack->cap);
	member = &pack->items[pack->count++];
	member->audience = audience;
	member->path = xstrdup(path);
	buf_init(&member->bytes);
	return &member->bytes;
}

const struct buf *
pack_find(const struct pack *pack, const char *audience, const char *path)
{
	for (size_t i = 0; i < pack->count; i++)
		if (strcmp(pack->items[i].audience, audience) == 0 &&
		    strcmp(pack->items[i].path, path) == 0)
			return &pack->items[i].bytes;
	return NULL;
}

/* A PDF is made by a program of its own, with fonts, which may not be here. */
const char *
pack_note(const struct pack *pack)
{
	for (size_t i = 0; i < pack->count; i++)
		if (strcmp(pack->items[i].path, "plan.pdf") == 0)
			return NULL;
	return "There is no PDF in it, because none could be made here. The "
	       "other documents say the same; oneplan export --format pdf "
	       "says what is wanting.";
}

void
pack_files(const struct pack *pack, struct files *files)
{
	struct buf path;

	buf_init(&path);
	for (size_t i = 0; i < pack->count; i++) {
		const struct pack_member *member = &pack->items[i];

		buf_reset(&path);
		if (strcmp(member->audience, PACK_COMMON) != 0)
			buf_addf(&path, "%s/", member->audience);
		buf_add(&path, member->path);
		buf_add_bytes(files_add(files, path.data), member->bytes.data,
		    member->bytes.len);
	}
	buf_clear(&path);
}

void
pack_clear(struct pack *pack)
{
	for (size_t i = 0; i < pack->count; i++) {
		free(pack->items[i].path);
		buf_clear(&pack->items[i].bytes);
	}
	free(pack->items);
	*pack = (struct pack){ 0 };
}

/* --- making it --- */

static struct report *
make_report(const struct making *making, const struct document *document)
{
	enum page page;

	if (document->page == WHOLE)
		return making->mark != NULL
		    ? report_sealed(making->plan, making->audience, NULL,
			  making->mark)
		    : report_build(making->plan, making->audience);
	page = (enum page)document->page;
	return making->mark != NULL
	    ? report_sealed(making->plan, making->audience, &page, making->mark)
	    : report_page(making->plan, making->audience, NULL, page);
}

static void
make_page(struct making *making, const struct document *document)
{
	const struct export_format *format;
	struct report *report;
	struct buf text;

	format = export_format_find(document->format);
	if (format == NULL)
		return;
	report = make_report(making, document);
	buf_init(&text);
	/* a PDF cannot be made everywhere: the rest says the same */
	if ((document->page == WHOLE || !report->blank) &&
	    export_write(format, report, NULL, document->large, &text, NULL))
		*pack_add(&making->pack, audience_word(making->audience),
		    document->path) = text;
	else
		buf_clear(&text);
	report_free(report);
}

/* The list of what is there for the audience, from member FROM on. */
static void
make_manifest(struct pack *pack, size_t from, const char *audience)
{
	struct buf list;

	buf_init(&list);
	for (size_t i = from; i < pack->count; i++) {
		const struct pack_member *member = &pack->items[i];
		struct digest digest =
		    digest_of(member->bytes.data, member->bytes.len);

		manifest_add(&list, member->path, &digest);
	}
	*pack_add(pack, audience, PACK_MANIFEST) = list;
}

static const char read_me[] =
    "A support plan as it was sealed\n"
    "===============================\n\n"
    "In the folder with the name of its reader (person, finance, approver):\n\n"
    "  plan.html          the plan, to read in a web browser and to print\n"
    "  plan.pdf           the same, to print or to send, if it is there\n"
    "  plan.txt           the same as plain text\n"
    "  how-to-check.html  how to see that nothing was changed\n\n"
    "The other pages are parts of the plan, such as my week. What ends in .csv\n"
    "is for a spreadsheet, and what ends in .json for other programs. Who has\n"
    "signed is in signatures/WHO-SIGNED.txt, if it is there.\n";

static void
make_check_file(struct pack *pack, const struct buf *seal_file)
{
	struct digest seal = digest_of(seal_file->data, seal_file->len);
	struct digest first = digest_of(read_me, strlen(read_me));
	struct buf list;

	buf_add(pack_add(pack, PACK_COMMON, PACK_FIRST), read_me);
	buf_init(&list);
	manifest_add(&list, PACK_SEAL, &seal);
	manifest_add(&list, PACK_FIRST, &first);
	*pack_add(pack, PACK_COMMON, PACK_CHECK) = list;
}

static void
make_seal_file(const struct seal *seal, struct pack *pack)
{
	struct buf list, path;

	buf_init(&list);
	buf_init(&path);
	buf_addf(&path, "%s/" PACK_PLAN, audience_word(AUDIENCE_AGENCIES));
	manifest_add(&list, path.data, &seal->digest);
	for (size_t i = 0; i < pack->count; i++) {
		const struct pack_member *member = &pack->items[i];
		struct digest digest;

		if (strcmp(member->path, PACK_MANIFEST) != 0)
			continue;
		buf_reset(&path);
		buf_addf(&path, "%s/%s", member->audience, member->path);
		digest = digest_of(member->bytes.data, member->bytes.len);
		manifest_add(&list, path.data, &digest);
	}
	buf_clear(&path);
	make_check_file(pack, &list);
	*pack_add(pack, PACK_COMMON, PACK_SEAL) = list;
}

/* Is the document made for the one whose turn it is? */
static bool
is_made(const struct making *making, const struct document *document)
{
	return (document->audiences & making->audience) != 0 &&
	    (document->add == NULL || making->seal != NULL);
}

/* The next of those whom documents are made for, from BIT on. */
static void
begin_audience(struct making *making, unsigned bit)
{
	while (bit <= AUDIENCE_AGENCIES && (making->audiences & bit) == 0)
		bit <<= 1;
	making->audience = (enum audience)bit;
	making->next = 0;
	making->from = making->pack.count;
}

static size_t
count_documents(const struct making *making)
{
	struct making counting = *making;
	size_t count = 0;

	for (unsigned bit = 1; bit <= AUDIENCE_AGENCIES; bit <<= 1) {
		counting.audience = (enum audience)bit;
		for (size_t i = 0; i < ARRAY_LEN(documents); i++)
			count += (making->audiences & bit) != 0 &&
			    is_made(&counting, &documents[i]);
	}
	return count;
}

struct making *
making_new(struct plan *plan, const struct seal *seal, unsigned audiences)
{
	struct making *making = xcalloc(1, sizeof *making);

	making->plan = plan;
	making->seal = seal;
	making->mark = seal != NULL ? seal_mark_new(&seal->digest) : NULL;
	making->audiences = audiences;
	making->far.of = count_documents(making);
	begin_audience(making, 1);
	return making;
}

/* The lists come with the last document that they name. */
static void
end_audience(struct making *making)
{
	make_manifest(&making->pack, making->from,
	    audience_word(making->audience));
	begin_audience(making, (unsigned)making->audience << 1);
	if (making->audience > AUDIENCE_AGENCIES && making->seal != NULL)
		make_seal_file(making->seal, &making->pack);
}

bool
making_step(struct making *making)
{
	const struct document *document;

	if (making->audience > AUDIENCE_AGENCIES)
		return false;
	while (making->next < ARRAY_LEN(documents) &&
	    !is_made(making, &documents[making->next]))
		making->next++;
	if (making->next == ARRAY_LEN(documents)) {
		end_audience(making);
		return making_step(making);
	}
	document = &documents[making->next++];
	if (document->add == NULL)
		make_page(making, document);
	else
		document->add(making,
		    pack_add(&making->pack, audience_word(making->audience),
			document->path));
	making->far.done++;
	return true;
}

struct how_far
making_far(const struct making *making)
{
	return making->far;
}

void
making_end(struct making *making, struct pack *out)
{
	*out = making->pack;
	making->pack = (struct pack){ 0 };
	making_free(making);
}

void
making_free(struct making *making)
{
	if (making == NULL)
		return;
	pack_clear(&making->pack);
	seal_mark_free(making->mark);
	free(making);
}

void
pack_make(struct plan *plan, const struct seal *seal, unsigned audiences,
    struct pack *out)
{
	struct making *making = making_new(plan, seal, audiences);

	while (making_step(making))
		;
	making_end(making, out);
}

/* --- a page made again --- */

static const struct document *
find_page(const char *path)
{
	for (size_t i = 0; i < ARRAY_LEN(documents); i++)
		if (documents[i].format != NULL &&
		    strcmp(documents[i].path, path) == 0)
			return &documents[i];
	return NULL;
}

/* One that people read has room at its head for what it is; data has not. */
static bool
is_read(const struct document *document)
{
	return strcmp(document->format, "html") == 0 ||
	    strcmp(document->format, "text") == 0 ||
	    strcmp(document->format, "script") == 0 ||
	    strcmp(document->format, "pdf") == 0;
}

bool
pack_make_again(struct plan *plan, enum audience audience, const char *path,
    const char *note, struct buf *out)
{
	const struct document *document = find_page(path);
	const struct export_format *format;
	struct report *report;
	enum page page;
	bool ok;

	if (document == NULL || !is_read(document))
		return false;
	format = export_format_find(document->format);
	if (format == NULL)
		return false;
	page = document->page == WHOLE ? PAGE_WEEK : (enum page)document->page;
	report = report_made_again(plan, audience,
	    document->page == WHOLE ? NULL : &page, note);
	ok = export_write(format, report, NULL, document->large, out, NULL);
	report_free(report);
	return ok;
}
