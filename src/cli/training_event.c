/* Event cards: what happens to somebody in a workshop, put into their plan. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "caseload/caseload.h"
#include "cli/training.h"

/* One card and the case it is given to. */
struct event {
	struct cli *cli;
	struct training_kit kit;
	struct training_case tcase;
	struct ini *cards;
	const struct ini_section *card;
	size_t given; /* to so many plans */
};

bool
training_load_cards(const char *cases, struct ini **out, struct error *err)
{
	struct problem_list problems;
	struct buf path;
	bool ok;

	buf_init(&path);
	buf_addf(&path, "%s/events.ini", cases);
	problem_list_init(&problems);
	ok = ini_load(path.data, out, &problems, err);
	problem_list_clear(&problems);
	buf_clear(&path);
	return ok;
}

static bool
find_card(struct event *event, const char *name, struct error *err)
{
	struct buf known;

	buf_init(&known);
	for (size_t i = 0; i < event->cards->section_count; i++) {
		const struct ini_section *section = &event->cards->sections[i];
		if (strchr(section->name, '.') != NULL)
			continue;
		if (strcmp(section->name, name) == 0)
			event->card = section;
		buf_addf(&known, "%s%s", known.len > 0 ? ", " : "",
		    section->name);
	}
	if (event->card == NULL)
		error_set(err, ERR_USER,
		    "There is no event card called \"%s\". Those there are: "
		    "%s.", error_quote(name).text, known.data);
	buf_clear(&known);
	return event->card != NULL;
}

/* The day on which it happens: so many days after the plan's own. */
static struct date
day_of(const struct event *event, const struct plan *plan)
{
	const char *days = ini_value(event->card, "days");

	return date_from_days(date_to_days(plan_today(plan)) +
	    (days != NULL ? atoi(days) : 0));
}

static bool
give(struct event *event, const char *path, struct error *err)
{
	struct taken taken = { 0 };
	struct plan *plan;
	bool ok;

	if (!plan_open(path, event->kit.forms, event->kit.rates,
		&event->cli->settings.user, false, &plan, err))
		return false;
	if (!store_training(plan_store(plan)))
		ok = error_set(err, ERR_DENIED,
		    "%s is not a training plan, so no event card is given to "
		    "it.", path);
	else
		ok = case_take_event(&event->tcase, event->cards,
			 event->card->name, day_of(event, plan),
			 event->kit.forms, &taken, err) &&
		    plan_take_in(plan, &taken, NULL, err);
	taken_clear(&taken);
	plan_close(plan);
	if (ok) {
		printf("%s: %s\n", path, ini_value(event->card, "title"));
		event->given++;
	}
	return ok;
}

/* Every version of the case in SEAT's sandbox that is there. */
static bool
give_seat(struct event *event, int seat, struct error *err)
{
	bool ok = true;

	for (int i = 0; i < CASE_VERSION_COUNT && ok; i++) {
		char *folder = training_folder(&event->cli->settings, seat,
		    (enum case_version)i);
		struct stat st;
		struct buf path;

		buf_init(&path);
		buf_addf(&path, "%s/%s" CASELOAD_SUFFIX, folder,
		    event->tcase.file);
		if (i != CASE_BLANK && lstat(path.data, &st) == 0)
			ok = give(event, path.data, err);
		buf_clear(&path);
		free(folder);
	}
	return ok;
}

static bool
give_all(struct event *event, struct error *err)
{
	const struct settings *settings = &event->cli->settings;
	int last = event->cli->options.all ? TRAINING_SEATS : 0;

	if (!event->cli->options.all && !training_there(settings, 0)) {
		char *folder = training_folder(settings, 0, CASE_COMPLETE);
		bool ok = training_make(&event->kit, folder,
		    CASE_COMPLETE, err);
		free(folder);
		if (!ok)
			return false;
	}
	for (int seat = 0; seat <= last; seat++)
		if (!give_seat(event, seat, err))
			return false;
	return event->given > 0 ||
	    error_set(err, ERR_USER,
		"Nobody has opened this case yet, so the card was given to "
		"nobody.");
}

/* The id that a file of a case begins with: "c6" of "x/c6-kwame.oneplan". */
static char *
id_in(const char *name)
{
	const char *slash = strrchr(name, '/');
	const char *base = slash != NULL ? slash + 1 : name;

	return xstrndup(base, strcspn(base, "-."));
}

static bool
run(struct event *event, const char *cases, struct error *err)
{
	const char *which = event->cli->operands[1];
	bool file = strchr(which, '/') != NULL ||
	    strstr(which, CASELOAD_SUFFIX) != NULL;
	char *id = id_in(which);
	bool ok = case_load(cases, id, &event->tcase, err) &&
	    training_load_cards(cases, &event->cards, err) &&
	    find_card(event, event->cli->operands[2], err) &&
	    training_kit_load(&event->cli->settings, &event->kit, err);

	free(id);
	if (!ok)
		return false;
	return file ? give(event, which, err) : give_all(event, err);
}

enum status
training_event(struct cli *cli)
{
	struct event event = { .cli = cli };
	enum status status = STATUS_OK;
	char *cases;
	struct error err;

	if (cli->count != 3)
		return cli_refuse("Write which case, and what happens: oneplan "
				  "training event c1 hospital");
	cases = case_folder();
	if (!run(&event, cases, &err))
		status = cli_fail(&err);
	training_kit_clear(&event.kit);
	if (event.cards != NULL)
		ini_free(event.cards);
	case_clear(&event.tcase);
	free(cases);
	return status;
}
