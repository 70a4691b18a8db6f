/* The papers of a workshop: for each case the role cards, the plan blank, complete
 * and with mistakes, the answer sheet, and notes for whoever leads. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "cli/paper.h"
#include "cli/handouts.h"

static const struct ini_section *
section_at(const struct handouts *handouts, size_t at)
{
	return &handouts->tcase->ini->sections[at];
}

static size_t
section_count(const struct handouts *handouts)
{
	return handouts->tcase->ini->section_count;
}

static bool
begins(const char *name, const char *with)
{
	return strncmp(name, with, strlen(with)) == 0;
}

struct report *
handouts_paper(const struct handouts *handouts, const char *what)
{
	struct report *paper;
	struct buf title;

	buf_init(&title);
	buf_addf(&title, "%s: %s", what, handouts->tcase->title);
	paper = paper_new(title.data);
	buf_clear(&title);
	return paper;
}

bool
handouts_finish(const struct handouts *handouts, struct report *paper,
    const char *name, struct error *err)
{
	bool ok;

	paper_finish(paper);
	ok = paper_write(paper, handouts->folder, name, err);
	report_free(paper);
	return ok;
}

static void
add_text(struct report *paper, const struct ini_section *section,
    const char *key)
{
	struct buf text;

	buf_init(&text);
	case_text(section, key, &text);
	paper_text(paper, text.data);
	buf_clear(&text);
}

static bool
write_cards(const struct handouts *handouts, struct error *err)
{
	struct report *paper = handouts_paper(handouts, "Role cards");

	add_text(paper, handouts->tcase->head, "about");
	for (size_t i = 0; i < section_count(handouts); i++) {
		const struct ini_section *section = section_at(handouts, i);
		const char *who = ini_value(section, "who");

		if (!begins(section->name, "card.") || who == NULL)
			continue;
		paper_heading(paper, who);
		add_text(paper, section, "text");
	}
	return handouts_finish(handouts, paper, "role-cards", err);
}

bool
handouts_open(const struct handouts *handouts, enum case_version version,
    struct plan **out, struct error *err)
{
	struct buf path;
	bool ok;

	buf_init(&path);
	buf_addf(&path, "%s/.%s", handouts->folder,
	    case_version_word(version));
	ok = training_make_plan(handouts->kit, handouts->tcase, version,
		 path.data, err) &&
	    plan_open(path.data, handouts->kit->forms, handouts->kit->rates,
		&handouts->kit->settings->user, false, out, err);
	if (!ok) {
		unlink(path.data);
		*out = NULL;
	}
	buf_clear(&path);
	return ok;
}

void
handouts_close(struct plan *plan)
{
	char *path;

	if (plan == NULL)
		return;
	path = xstrdup(store_path(plan_store(plan)));
	plan_close(plan);
	unlink(path);
	free(path);
}

/* What PLAN says in the place that a planted mistake names. */
static void
add_said(struct report *paper, const char *what, struct plan *plan,
    const struct training_case *tcase, const struct ini_section *section)
{
	const char *name = ini_value(section, "field");
	const char *in = ini_value(section, "row");
	const struct field *field =
	    name != NULL ? form_set_field(plan_forms(plan), name) : NULL;
	struct uid row = in != NULL ? case_row(tcase, in) : UID_NONE;
	struct buf text;

	buf_init(&text);
	if (field != NULL)
		plan_show(plan, field, &row, &text);
	paper_answer(paper, what, text.len > 0 ? text.data : "Nothing");
	buf_clear(&text);
}

static void
add_fault(struct report *paper, const struct handouts *handouts,
    const struct ini_section *section, int number, struct plan *wrong,
    struct plan *right)
{
	struct buf heading;

	buf_init(&heading);
	buf_addf(&heading, "%d. %s", number, ini_value(section, "where"));
	paper_heading(paper, heading.data);
	buf_clear(&heading);
	if (ini_value(section, "field") != NULL) {
		add_said(paper, "It says", wrong, handouts->tcase, section);
		add_said(paper, "It should say", right, handouts->tcase,
		    section);
	} else
		paper_text(paper, "What stood here was taken out.");
	add_text(paper, section, "answer");
}

static bool
write_answers(const struct handouts *handouts, struct error *err)
{
	struct report *paper = handouts_paper(handouts, "Answer sheet");
	struct plan *wrong = NULL, *right = NULL;
	int number = 0;
	bool ok;

	ok = handouts_open(handouts, CASE_FAULTY, &wrong, err) &&
	    handouts_open(handouts, CASE_COMPLETE, &right, err);
	paper_text(paper,
	    "Six mistakes were planted in the faulty plan. Not every one is a "
	    "finding of oneplan check: some take a reader who knows the case.");
	for (size_t i = 0; ok && i < section_count(handouts); i++)
		if (begins(section_at(handouts, i)->name, "fault."))
			add_fault(paper, handouts, section_at(handouts, i),
			    ++number, wrong, right);
	handouts_close(wrong);
	handouts_close(right);
	if (ok)
		return handouts_finish(handouts, paper, "answer-sheet", err);
	report_free(paper);
	return false;
}

static bool
write_notes(const struct handouts *handouts, struct error *err)
{
	static const struct {
		const char *key, *title;
	} parts[] = {
		{ "m20", "In 20 minutes" },
		{ "m45", "In 45 minutes" },
		{ "m90", "In 90 minutes" },
		{ "look", "What to look for: how they went about it, not "
			  "what they scored" },
	};
	struct report *paper = handouts_paper(handouts, "Notes for whoever leads");
	const struct ini_section *notes = NULL;
	char day[32], line[96];

	for (size_t i = 0; i < section_count(handouts); i++)
		if (strcmp(section_at(handouts, i)->name, "notes") == 0)
			notes = section_at(handouts, i);
	add_text(paper, handouts->tcase->head, "about");
	date_format_long(handouts->tcase->today, day);
	snprintf(line, sizeof line, "In this exercise today is %s.", day);
	paper_text(paper, line);
	paper_heading(paper, "What the case is for");
	add_text(paper, handouts->tcase->head, "teaches");
	for (size_t i = 0; notes != NULL && i < ARRAY_LEN(parts); i++) {
		paper_heading(paper, parts[i].title);
		add_text(paper, notes, parts[i].key);
	}
	return handouts_finish(handouts, paper, "notes", err);
}

static bool
write_plan(const struct handouts *handouts, enum case_version version,
    struct error *err)
{
	struct report *page;
	struct plan *plan;
	bool ok;

	if (!handouts_open(handouts, version, &plan, err))
		return false;
	page = report_build(plan, AUDIENCE_AGENCIES);
	ok = paper_write(page, handouts->folder, case_version_word(version),
	    err);
	report_free(page);
	handouts_close(plan);
	return ok;
}

static bool
write_case(const struct training_kit *kit, const struct training_case *tcase,
    const char *top, struct error *err)
{
	struct handouts handouts = { .kit = kit, .tcase = tcase };
	struct buf folder;
	bool ok;

	buf_init(&folder);
	buf_addf(&folder, "%s/%s", top, tcase->file);
	handouts.folder = folder.data;
	ok = folder_make(folder.data, err) && write_cards(&handouts, err) &&
	    write_answers(&handouts, err) && write_notes(&handouts, err) &&
	    handouts_blank(&handouts, err) &&
	    write_plan(&handouts, CASE_COMPLETE, err) &&
	    write_plan(&handouts, CASE_FAULTY, err);
	buf_clear(&folder);
	return ok;
}

static bool
write_event_cards(const char *cases, const char *top, struct error *err)
{
	struct report *paper = paper_new("Event cards");
	struct ini *cards = NULL;
	bool ok = training_load_cards(cases, &cards, err);

	for (size_t i = 0; ok && i < cards->section_count; i++) {
		const struct ini_section *card = &cards->sections[i];

		if (strchr(card->name, '.') != NULL)
			continue;
		paper_heading(paper, ini_value(card, "title"));
		add_text(paper, card, "card");
		struct buf command;
		buf_init(&command);
		buf_addf(&command, "oneplan training event CASE %s",
		    card->name);
		paper_answer(paper, "To let it happen", command.data);
		buf_clear(&command);
	}
	paper_finish(paper);
	ok = ok && paper_write(paper, top, "event-cards", err);
	report_free(paper);
	if (cards != NULL)
		ini_free(cards);
	return ok;
}

static bool
write_all(const struct training_kit *kit, const char *cases, const char *top,
    struct error *err)
{
	char **ids = NULL;
	size_t count = 0;
	bool ok = case_list(cases, &ids, &count, err) &&
	    folder_make(top, err) && write_event_cards(cases, top, err);

	for (size_t i = 0; i < count; i++) {
		struct training_case tcase = { 0 };
		if (ok)
			ok = case_load(cases, ids[i], &tcase, err) &&
			    write_case(kit, &tcase, top, err);
		case_clear(&tcase);
		free(ids[i]);
	}
	free(ids);
	return ok;
}

enum status
training_handouts(struct cli *cli)
{
	struct training_kit kit;
	struct error err;
	char *cases;
	bool ok;

	if (cli->count != 2)
		return cli_refuse("Write where the papers go: oneplan training "
				  "handouts DIR");
	if (!training_kit_load(&cli->settings, &kit, &err))
		return cli_fail(&err);
	cases = case_folder();
	ok = write_all(&kit, cases, cli->operands[1], &err);
	free(cases);
	training_kit_clear(&kit);
	return ok ? STATUS_OK : cli_fail(&err);
}
