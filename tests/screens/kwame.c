#include "config.h"

#include "kwame.h"

#include <string.h>

#include "base/outfile.h"
#include "support.h"

struct told {
	const char *field, *text;
	bool half; /* known after the first visit */
};

static const struct told once[] = {
    {"purpose.kinds", "one_off nhs", true},
    {"purpose.urgent_now", "0", true},
    {"purpose.asked_for",
	"My chair is too wide for the doors at work and hurts my shoulders. "
	"I am late through it about once a week, and I miss training.\n"
	"I want a chair that fits, and power for the long corridor.", true},
    {"purpose.tried",
	"New cushion in March, it helped a little. Dan lifts the chair into "
	"the van.", false},
    {"purpose.others_said",
	"Brother (phone, 9 November): worried about the steps at work.", false},
    {"purpose.start", "16/11/2026", true},
    {"purpose.coordinator", "Aisha Bloom, wheelchair therapist", true},
    {"purpose.coordinator_phone", "01632 960123", false},
    {"purpose.coordinator_email", "aisha.bloom@wheels.example", false},
    {"purpose.visit_when", "9/11/2026", true},
    {"purpose.visit_where", "At home", true},
    {"purpose.visit_present",
	"Kwame, Dan (partner), Aisha Bloom (therapist)", true},
    {"purpose.visit_alone", "1", false},
    {"about_me.name_pref", "Kwame", false},
    {"about_me.name_first", "Kwame", true},
    {"about_me.name_family", "Redfern", true},
    {"about_me.pronouns", "he", false},
    {"about_me.dob", "3/5/1992", true},
    {"about_me.nhs_no", "9998346509", true},
    {"about_me.nhs_status", "not_traced", false},
    {"about_me.address", "14 Example Street\nAnytown", false},
    {"about_me.postcode", "ZZ99 3VZ", false},
    {"about_me.contact_how", "text email", true},
    {"about_me.phone", "07700 900123", true},
    {"about_me.email", "kwame@print.example", false},
    {"about_me.info_needs", "none", false},
    {"about_me.comm_support", "none", false},
    {"about_me.language", "English", false},
    {"about_me.share_no",
	"Please do not tell my employer about my pain medicine.", false},
    {"about_me.info_given", "9/11/2026", false},
    {"about_me.safe_contact", "yes", false},
    {"money.needs_money", "1", true},
};

struct row {
	const char *fields[7]; /* texts, in the order of the table's names */
	bool half;
};

static const char *const outcome_names[] = {"outcomes.words",
    "outcomes.measure", "outcomes.now", "outcomes.by_when",
    "outcomes.importance"};
static const struct row outcomes[] = {
    {{"I get to work and court in a chair that fits",
	 "Days late through chair trouble in a month: none", "5 days a month",
	 "16/5/2027", "9"}, true},
    {{"My shoulders do not hurt by Friday",
	 "Pain on Friday, 0 to 10: 3 or less", "7", "16/5/2027", "9"}, false},
    {{"I can mend small faults myself",
	 "Repairs of 4 that I do myself: 3", "0", "15/11/2027", "4"}, false},
};

static const char *const action_names[] = {"outcomes.action_what",
    "outcomes.action_who", "outcomes.action_by"};
static const struct row actions[] = {
    {{"Fit the chair at the clinic", "Aisha Bloom", "30/11/2026"}, false},
    {{"Measure the doors at work", "Kwame and Dan", "20/11/2026"}, false},
};

static const char *const stream_names[] = {"money.funder",
    "money.indicative", "money.worked_out", "money.award"};
static const struct row streams[] = {
    {{"nhs_pwb", "2450",
	 "Price of the standard chair, 2,380.00, and repairs for a year, "
	 "70.00.", "Letter of 2 November 2026"}, true},
    {{"atw", "1180", "The share of the wheels that is for work.",
	 "AtW 4471"}, false},
    {{"charity", "600", "The grant that was asked for.",
	 "Grant letter of 5 November 2026"}, false},
    {{"own", "280", "What Kwame chose to add.", NULL}, false},
};

/* stream and outcome are the numbers of rows above */
static const struct {
	const char *what, *price, *category;
	const char *outcomes; /* "12": the first and the second */
	int stream;
	bool half;
} lines[] = {
    {"Lightweight active chair (VAT relief)", "2380", "equipment", "12", 0,
	true},
    {"Powered wheel kit, work share", "1180", "equipment", "12", 1, false},
    {"Powered wheel kit, charity share", "600", "equipment", "12", 2, false},
    {"Pressure cushion upgrade (his choice)", "165", "equipment", "2", 3,
	false},
    {"Repairs allowance, year 1", "70", "running", "1", 0, false},
    {"Chair insurance with recovery", "96", "running", "1", 3, false},
    {"Self-repair lesson at sports club", "0", "training", "3", 2, false},
};

static void
set(struct plan *plan, const char *name, const struct uid *row,
    const char *text)
{
	struct error err = {0};

	if (text &&
	    !plan_set_answer(plan, field_of(name), row, text, NULL, &err))
		fail_msg("%s: %s", name, err.text);
}

static struct uid
add_row(struct plan *plan, const char *repeat, const struct uid *parent)
{
	struct uid row;
	struct error err = {0};

	if (!plan_row_add(plan, form_set_repeat(forms(), repeat), parent, &row,
		&err))
		fail_msg("%s: %s", repeat, err.text);
	return row;
}

static struct uid
add_told(struct plan *plan, const char *repeat, const struct uid *parent,
    const char *const *names, size_t count, const struct row *told)
{
	struct uid row = add_row(plan, repeat, parent);

	for (size_t i = 0; i < count; i++)
		set(plan, names[i], &row, told->fields[i]);
	return row;
}

static void
add_lines(struct plan *plan, bool half, const struct uid *outcome_rows,
    const struct uid *stream_rows)
{
	char hex[UID_HEX_LEN + 1];
	struct buf links;

	buf_init(&links);
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		if (half && !lines[i].half)
			continue;
		struct uid row = add_row(plan, "money.line", &UID_NONE);
		set(plan, "money.what", &row, lines[i].what);
		set(plan, "money.price", &row, lines[i].price);
		if (half)
			continue;
		buf_reset(&links);
		for (const char *o = lines[i].outcomes; *o; o++) {
			uid_format(&outcome_rows[*o - '1'], hex);
			buf_addf(&links, "%s%s", links.len ? " " : "", hex);
		}
		set(plan, "money.outcomes", &row, links.data);
		set(plan, "money.quantity", &row, "1");
		set(plan, "money.frequency", &row, "one_off");
		set(plan, "money.category", &row, lines[i].category);
		uid_format(&stream_rows[lines[i].stream], hex);
		set(plan, "money.paid_by", &row, hex);
		set(plan, "money.quote", &row,
		    i == 0 ? "Quote of 30 October 2026" : NULL);
	}
	buf_clear(&links);
}

static void
fill(struct plan *plan, bool half)
{
	static const struct row contact = {
	    {"Dan Osei", "Partner", "07700 900456"}, false};
	static const char *const contact_names[] = {"about_me.contact_name",
	    "about_me.contact_relation", "about_me.contact_phone"};
	struct uid outcome_rows[ARRAY_LEN(outcomes)];
	struct uid stream_rows[ARRAY_LEN(streams)];

	for (size_t i = 0; i < ARRAY_LEN(once); i++)
		if (!half || once[i].half)
			set(plan, once[i].field, &UID_NONE, once[i].text);
	if (!half)
		add_told(plan, "about_me.contact", &UID_NONE, contact_names,
		    ARRAY_LEN(contact_names), &contact);
	for (size_t i = 0; i < ARRAY_LEN(outcomes); i++)
		if (!half || outcomes[i].half)
			outcome_rows[i] = add_told(plan, "outcomes.outcome",
			    &UID_NONE, outcome_names, half ? 2 : 5,
			    &outcomes[i]);
	for (size_t i = 0; i < ARRAY_LEN(actions) && !half; i++)
		add_told(plan, "outcomes.action", &outcome_rows[0],
		    action_names, ARRAY_LEN(action_names), &actions[i]);
	for (size_t i = 0; i < ARRAY_LEN(streams); i++)
		if (!half || streams[i].half)
			stream_rows[i] = add_told(plan, "money.stream",
			    &UID_NONE, stream_names, half ? 2 : 4, &streams[i]);
	add_lines(plan, half, outcome_rows, stream_rows);
}

static void
make(const char *path, enum extent extent, bool training)
{
	struct plan *plan;
	struct error err = {0};

	if (!plan_create(path, forms(), NULL, &aisha, training, &plan, &err))
		fail_msg("%s", err.text);
	if (extent != KWAME_BLANK)
		fill(plan, extent == KWAME_HALF);
	/* nobody was at a screen, so nobody comes back to one */
	plan_close(plan);
}

/* Made once of each sort; the next ones are copies of its bytes. */
void
kwame_make(const char *path, enum extent extent, bool training)
{
	static struct {
		char *bytes;
		size_t len;
	} made[KWAME_FULL + 1][2];
	struct error err = {0};
	char **bytes = &made[extent][training].bytes;
	size_t *len = &made[extent][training].len;

	if (*bytes) {
		if (!outfile_write(path, *bytes, *len, false, &err))
			fail_msg("%s", err.text);
		return;
	}
	make(path, extent, training);
	if (!infile_read(path, 1 << 24, bytes, len, &err))
		fail_msg("%s", err.text);
}

void
kwame_named(const char *kind, bool training)
{
	struct plan *plan = NULL;
	struct error err;

	if (!plan_create(KWAME, forms(), NULL, &aisha, training, &plan, &err))
		fail_msg("%s", err.text);
	plan_close(plan);
	answer_as(KWAME, &aisha, "purpose.kinds", kind);
	answer_as(KWAME, &aisha, "about_me.name_first", "Kwame");
	answer_as(KWAME, &aisha, "about_me.name_family", "Redfern");
}

void
kwame_split(const char *path)
{
	struct plan *plan = open_as(path, &aisha);
	struct uid row = add_row(plan, "money.line", &UID_NONE), streams_two[2];
	const struct uid *rows;
	char hex[UID_HEX_LEN + 1];

	assert_int_equal(plan_rows(plan,
	    form_set_repeat(forms(), "money.stream"), &UID_NONE, &rows), 4);
	memcpy(streams_two, rows + 2, sizeof streams_two);
	set(plan, "money.what", &row, "Carry bag");
	set(plan, "money.price", &row, "18.75");
	set(plan, "money.frequency", &row, "one_off");
	set(plan, "money.split", &row, "1");
	for (size_t i = 0; i < 2; i++) {
		struct uid share = add_row(plan, "money.share", &row);
		uid_format(&streams_two[i], hex);
		set(plan, "money.share_stream", &share, hex);
		set(plan, "money.share_percent", &share, "50%");
	}
	plan_close(plan);
}

void
kwame_spoil(const char *path)
{
	static const struct told wrong[] = {
	    {"purpose.start", "31/2/2027", false},
	    {"purpose.weeks", "520", false},
	    {"purpose.coordinator_phone", "ring the clinic", false},
	    {"purpose.coordinator_email", "aisha.bloom at wheels", false},
	    {"about_me.dob", "3/5/2092", false},
	    {"about_me.nhs_no", "999 834 6508", false},
	    {"about_me.postcode", "ZZ9", false},
	    {"about_me.info_needs", "none large_print", false},
	};
	struct plan *plan = open_as(path, &aisha);
	const struct uid *rows;

	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		set(plan, wrong[i].field, &UID_NONE, wrong[i].text);
	assert_true(plan_rows(plan, form_set_repeat(forms(), "money.line"),
	    &UID_NONE, &rows) > 0);
	struct uid line = rows[0];
	set(plan, "money.quantity", &line, "two");
	set(plan, "money.price", &line, "12.345");
	set(plan, "money.split", &line, "1");
	struct uid share = add_row(plan, "money.share", &line);
	set(plan, "money.share_percent", &share, "120%");
	plan_close(plan);
}

struct desk *
kwame_desk(enum extent extent)
{
	kwame_make(KWAME, extent, false);
	return desk_at(KWAME);
}

void
fill_in(struct desk *desk, const char *field, const char *text)
{
	go_to_field(desk, field);
	act(desk, "key Ctrl-A");
	act(desk, "key Delete");
	act(desk, "text %s", text);
}

bool
in_conflict(const char *field)
{
	struct plan *plan = open_as(KWAME, &aisha);
	struct field_state answer;

	plan_field(plan, field_of(field), &UID_NONE, &answer);
	plan_close(plan);
	return answer.conflict;
}
