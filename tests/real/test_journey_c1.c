/* Maya Fenwick, who does not exist (case C1 for training): a joint visit as it
 * goes, typed at 80 by 24. Notes first, then her week, then what matters to her;
 * the line drops in mid-word; at the desk the notes are put in their place and
 * the money is written. Then each copy is read by whom it is for. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/outfile.h"
#include "real/real.h"
#include "real/walk.h"

#define PLAN "data/oneplan/plan-2025-09-22-1.oneplan"
#define POUND "\302\243"
/* practice.md F1: of an s117 or joint plan, and 6 an outcome, 9 a risk and 6 a
 * cost more */
#define ANSWERS_MAX (150 + 4 * 6 + 3 * 9 + 13 * 6)

/* --- what is typed at the visit --- */

static const struct entry first_screen[] = {
	{ "What is this plan for?",
	    { "tick Council care", "tick After-care when I leave",
		"tick NHS and council together" } },
	{ NULL, { NULL } },
};

/* Each taken down wherever one is. */
static const struct {
	const char *who, *words;
	bool restricted;
} jots[] = {
	{ "Maya", "I fell on the kerb by the station, walking to the clinic.",
	    false },
	{ "Maya", "Swimming, when somebody came with me.", false },
	{ "Maya, alone", "My father must not know where I live. He shouts.",
	    true },
};

static const struct {
	const char *what;
	int day; /* the first, where the cursor is */
	const char *days[8];
	const char *from, *until, *who, *paid;
} parts[] = {
	{ "Up, washed and breakfast", 0,
	    { "tick Monday", "tick Tuesday", "tick Thursday", "tick Friday" },
	    "09:30", "11:30", "My assistant", "tick Paid" },
	{ "Out: shops, friends, the pool", 1, { "tick Tuesday", "tick Friday" },
	    "13:00", "17:00", "My assistant", "tick Paid" },
	{ "Peer group", 3, { "tick Thursday" }, "14:00", "16:00", "Ines",
	    "tick Not paid" },
	{ "Beth rings", 0,
	    { "tick Monday", "tick Tuesday", "tick Wednesday", "tick Thursday",
		"tick Friday", "tick Saturday", "tick Sunday" },
	    "19:00", "19:30", "Beth", "tick Not paid" },
};

/* From the first screen on, what is talked about. */
static const struct entry talk[] = {
	{ "Is help needed before the plan", { "key n" } },
	{ "What I am asking for, and why now",
	    { "text I want to live in my flat and stay out of hospital. "
	      "I want my body to work better, and to see my friends without "
	      "it being a project." } },
	{ "When does the plan start?", { "text 6/10/2025" } },
	{ "How many weeks does the plan", { "see [52 " } },
	{ "Who is your one person to ask?",
	    { "text Priya Raman, social worker" } },
	{ "Their phone number", { "text 01632 960141" } },
	{ "Which council?", { "text Anytown Council" } },
	{ "Which part of the NHS?",
	    { "text NHS Anyshire Integrated Care Board" } },
	{ "When did we meet?", { "text 22/9/2025" } },
	{ "Where?", { "text On the ward" } },
	{ "Who was there?",
	    { "text Maya, Beth (sister), Priya Raman, Joe Adeyemi (nurse)" } },
	{ "Was the person seen alone for", { "key y" } },
	{ "+ Add a person who asked", { "key Enter" } },
	{ "Name", { "text Priya Raman" } },
	{ "Job", { "text Social worker" } },
	{ "Which service do they work", { "text Anytown Council" } },
	{ "First name", { "text Maya" } },
	{ "Family name", { "text Fenwick" } },
	{ "Date of birth", { "text 14/3/2001" } },
	{ "NHS number", { "text 999 012 3454" } },
	{ "Where do you live?",
	    { "text Flat 3, 20 Example Road", "key Enter", "text Anytown" } },
	{ "Postcode", { "text zz99 3vz" } },
	{ "What is the best way to reach", { "tick Text message" } },
	{ "Your phone number", { "text 07700 900201" } },
	{ "How do you need written information?", { "tick Large print" } },
	{ "What helps you to talk with us", { "tick Extra time" } },
	{ "May we tell others who help", { "key y" } },
	{ "What else should we do differently",
	    { "text Letters in 14 point. When I am upset, wait: I will answer, "
	      "but not at once." } },
	{ "Which language do you like to", { "text English" } },
	{ "+ Add a person to ring", { "key Enter" } },
	{ "Their name", { "text Beth Fenwick" } },
	{ "How do they know you?", { "text Sister" } },
	{ "Their phone number", { "text 07700 900202" } },
	{ "What kind of place is it?", { "tick Rented" } },
	{ "Which surgery are you with?", { "text Example Road Surgery" } },
	{ "When was this explained to", { "text 22/9/2025" } },
	{ "Is it safe to ring, write or", { "tick Yes, any way" } },
	{ NULL, { NULL } },
};

/* The line drops in the middle of the first. */
static const struct entry about_her[] = {
	{ "People who are important to me",
	    { "text Beth, my sister. Two friends from school, Ines and Tal." } },
	{ "How to talk with me",
	    { "text Text me. Give me time, and one thing at a time." } },
	{ "Please do, and please do not",
	    { "text Please ask before you touch my arm." } },
	{ "What keeps me going",
	    { "text Swimming, and a sister who phones daily." } },
	{ "Is there a reason to doubt", { "key n" } },
	{ "Which of these is very hard", { "tick None of these" } },
	{ "Does anything in the plan", { "tick No, nothing restricts" } },
	{ "Have you ever been kept in", { "key y" } },
	{ "Under which section, and was", { "tick Section 3," } },
	{ "Is there after-care under", { "tick Yes" } },
	/* said before */
	{ "Which council takes part in", { "see [Anytown Council" } },
	{ "Which part of the NHS takes", { "see [NHS Anyshire Int" } },
	{ "Is there an open worry about", { "tick None" } },
	{ "What is a usual day like",
	    { "text I get up late and slowly. By the time I am ready nobody is "
	      "about." } },
	{ "Eating and drinking", { "tick Managing" } },
	{ "Washing", { "tick Need help" } },
	{ "Using the toilet", { "tick Managing" } },
	{ "Getting dressed", { "tick Managing" } },
	{ "Getting about at home", { "tick Managing" } },
	{ "Keeping the home going", { "tick Need help" } },
	{ "Family and friends", { "tick Need help" } },
	{ "Work and learning", { "tick Need help" } },
	{ "Getting out", { "tick Need help" } },
	{ "Looking after a child", { "tick Managing" } },
	{ "Washing: why do you need help?", { "tick It takes me far longer" } },
	{ "Keeping the home going: why", { "tick It takes me far longer" } },
	{ "Family and friends: why do", { "tick It hurts" } },
	{ "Work and learning: why do you", { "tick It hurts" } },
	{ "Getting out: why do you need", { "tick It takes me far longer" } },
	{ "Which parts of your life does",
	    { "tick Health, body and mind", "tick Family and friends" } },
	{ "Is the person who helps", { "tick Yes" } },
	{ "Are they able to, and likely", { "tick Partly" } },
	{ "Do the needs come from an", { "key y" } },
	{ "What was decided about the", { "tick The needs meet the rules" } },
	{ "What are the reasons, in words",
	    { "text Maya needs help with five of the ten parts of a day, and it "
	      "changes her health and who she sees." } },
	{ "What should somebody know who",
	    { "text Cerebral palsy, mostly the left side. Penicillin gives me a "
	      "rash." } },
	{ "Where are we with NHS", { "tick Checklist done: no full" } },
	{ "Will any of this cost money?", { "key y" } },
	{ "Do you want some or all of it", { "tick All" } },
	{ "Who will hold the money?", { "tick I will" } },
	{ "Can it be managed?", { "tick Yes, with help" } },
	{ "Is there a court order about", { "tick No" } },
	{ "Do you agree with this plan?", { "tick I agree" } },
	{ "When was it read back to you,",
	    { "text 22 September 2025, by Priya Raman. Nothing changed." } },
	{ "When were you told how to", { "text 22/9/2025" } },
	{ NULL, { NULL } },
};

/* --- and at the desk --- */

struct outcome {
	const char *words, *needs[3], *measure, *now, *by, *action, *who;
};

static const struct outcome outcomes[] = {
	{ "text I feel steady enough to stay out of hospital",
	    { "tick Family and friends" },
	    "text Stays in hospital in 6 months: none",
	    "text 3 in the last 6 months", "text 6/4/2026",
	    "text Somebody comes four days a week",
	    "text Maya and her assistant" },
	{ "text I move more easily and keep getting stronger",
	    { "tick Washing", "tick Keeping the home going" },
	    "text Minutes walked without stopping: 15", "text 5 minutes",
	    "text 6/7/2026", "text Physiotherapy at the student clinic",
	    "text Maya" },
	{ "text I see friends and do ordinary things each week",
	    { "tick Family and friends", "tick Getting out" },
	    "text Outings a week: 2", "text None", "text 5/1/2026",
	    "text Two outings a week that Maya chooses",
	    "text Maya and her assistant" },
	{ "text I move from the student clinic to my own gym",
	    { "tick Work and learning", "tick Getting out" },
	    "text Gym visits a week: 1", "text None", "text 4/10/2026",
	    "text Join the gym with the hoist from month 7", "text Maya" },
};

struct risk {
	const char *want, *matters, *wrong, *worry, *kind;
	const char *step, *step_who, *if_this, *if_that, *if_who;
};

static const struct risk risks[] = {
	{ "text Live alone and be trusted with my medicine",
	    "text It is my life, and being watched makes it worse",
	    "text I have taken too much twice, when nobody had been for days",
	    "text That people will panic and send me back",
	    "tick Self-harm or suicide", "text Medicine comes a week at a time",
	    "text Example Road Surgery", "text I stop answering for a day",
	    "text Beth rings; then the crisis line; then somebody comes round",
	    "text Beth, 07700 900202" },
	{ "text Walk to physiotherapy",
	    "text I would rather walk than be driven",
	    "text I have fallen on the kerb by the station",
	    "text Lying there with people looking", "tick Falling",
	    "text An assistant walks with Maya", "text Her assistant",
	    "text I cannot stand up", "text Taxi home, and ring Priya",
	    "text Her assistant" },
	{ "text Have an assistant I choose", "text One person, not a rota",
	    "text If one person is ill or leaves there is nobody",
	    "text A stranger at the door", "tick Employing somebody",
	    "text Keep four weeks of hours back", "text Maya",
	    "text The assistant is away for more than two days",
	    "text A bank assistant, paid from what is kept back",
	    "text Payroll service, 01632 960150" },
};

/* What there is to ask for self-harm in place of any score. */
static const struct entry safety_plan[] = {
	{ "What lies behind these",
	    { "text It builds up when I am on my own for days." } },
	{ "How do you notice that it is",
	    { "text I stop answering. I give things away." } },
	{ "What helps you by yourself?",
	    { "text Cold water on my hands, the playlist, ringing Beth." } },
	{ "Which people and places take",
	    { "text The pool. The library on Thursdays." } },
	{ "Whom can you ask for help?", { "text Beth, Ines, Tal." } },
	{ "Which workers and lines can",
	    { "text Crisis line, any hour. 999 if it is happening now." } },
	{ "What makes the place around",
	    { "text A week of medicine at a time." } },
	{ "Was the safety plan written", { "key y" } },
	{ "Who has a copy of the safety", { "text Maya, Beth" } },
	{ "When was the safety plan last", { "text 22/9/2025" } },
	{ NULL, { NULL } },
};

#define LA_CA	 "tick Council personal budget"
#define LA_S117	 "tick Council share of after-care"
#define NHS_S117 "tick NHS share of after-care"

static const struct stream {
	const char *funder, *expected, *how;
} streams[] = {
	{ LA_CA, "text 7,000", "text Points 14 to 16 of the council's table." },
	{ LA_S117, "text 4600.00", "text Council half of the after-care." },
	{ NHS_S117, "text 6000",
	    "text NHS half of the after-care, with the clinic and the dog." },
};

struct cost {
	const char *what;
	const char *outcomes[3];
	const char *quantity, *price, *often, *times, *stream; /* NULL: shared */
	struct {
		const char *stream, *percent;
	} shares[3];
	bool kept_back;
};

#define STEADY	"tick I feel steady"
#define STRONG	"tick I move more easily"
#define FRIENDS "tick I see friends"
#define GYM	"tick I move from the student"

static const struct cost costs[] = {
	{ "text Personal assistant wages, 16 hours a week",
	    { STEADY, FRIENDS }, "text 16", "text 13.20", "tick Every week",
	    NULL, NULL,
	    { { LA_CA, "text 50%" }, { LA_S117, "text 25%" },
		{ NHS_S117, "text 25%" } }, false },
	{ "text Assistant holiday cover, 5.6 weeks of 16 hours", { STEADY },
	    "text 16", "text 13.20", "tick Another number", "text 5.6", NULL,
	    { { LA_CA, "text 50%" }, { LA_S117, "text 25%" },
		{ NHS_S117, "text 25%" } }, false },
	{ "text Employer's national insurance after the allowance", { STEADY },
	    NULL, "text 0", "tick Every year", NULL, LA_CA, { { 0 } }, false },
	{ "text Employer pension, 3% of qualifying pay", { STEADY }, NULL,
	    "text 142.27", "tick Every year", NULL, LA_S117, { { 0 } }, false },
	{ "text Employers' liability insurance", { STEADY }, NULL, "text 61",
	    "tick Every year", NULL, LA_S117, { { 0 } }, false },
	{ "text Payroll service (price with VAT)", { STEADY }, NULL, "text 14",
	    "tick Another number", "text 12", LA_S117, { { 0 } }, false },
	{ "text Student physiotherapy clinic, 44 weeks", { STRONG }, NULL,
	    "text 18", "tick Another number", "text 44", NHS_S117, { { 0 } },
	    false },
	{ "text Peer support group: fare and fee", { STEADY, FRIENDS }, NULL,
	    "text 6.50", "tick Another number", "text 48", NHS_S117, { { 0 } },
	    false },
	{ "text Adapted gym membership, from month 7", { GYM }, NULL,
	    "text 24.50", "tick Another number", "text 6", LA_CA, { { 0 } },
	    false },
	{ "text Taxis to the clinic", { STRONG }, NULL, "text 9.60",
	    "tick Another number", "text 44", LA_S117, { { 0 } }, false },
	{ "text Assistance dog: application and assessment",
	    { STEADY, FRIENDS }, NULL, "text 450", "tick Once", NULL, NHS_S117,
	    { { 0 } }, false },
	{ "text Safe-space kit from the safety plan", { STEADY }, NULL,
	    "text 58.40", "tick Once", NULL, NHS_S117, { { 0 } }, false },
	{ "text Kept back: four weeks of assistant hours", { STEADY },
	    "text 64", "text 13.20", "tick Once", NULL, NULL,
	    { { LA_S117, "text 50%" }, { NHS_S117, "text 50%" } }, true },
};

static const struct entry charge[] = {
	{ "When were you told that you", { "text 22/9/2025" } },
	{ "Has it been worked out what", { "tick Yes" } },
	{ "+ Add a weekly amount", { "key Enter" } },
	{ "From which day?", { "text 6/10/2025" } },
	{ "How much a week?", { "text 24.25" } },
	{ "How sure is it?", { "tick Confirmed" } },
	{ "Do you want to see how it is", { "key y" } },
	{ "How much income counts, a", { "text 201.60" } },
	{ "How much do you have in", { "text 0" } },
	{ "What does finance say you", { "text 163.05" } },
	{ "What do you pay because of", { "text 14.30" } },
	{ NULL, { NULL } },
};

/* --- how --- */

/* Entries that are put together, up to a NULL label. */
struct list {
	struct entry entries[40];
	size_t count;
};

static struct entry *
put(struct list *list, const char *label, const char *line)
{
	struct entry *entry = &list->entries[list->count];

	assert_true(++list->count < ARRAY_LEN(list->entries));
	*entry = (struct entry){ label, { line } };
	return entry;
}

static void
put_lines(struct list *list, const char *label, const char *const *lines,
    size_t most)
{
	struct entry *entry = put(list, label, lines[0]);

	for (size_t i = 1; i < most && lines[i]; i++)
		entry->keys[i] = lines[i];
}

static void
take_notes(struct pty *pty)
{
	for (size_t i = 0; i < ARRAY_LEN(jots); i++) {
		char words[100], who[40];

		snprintf(words, sizeof words, "text %s", jots[i].words);
		snprintf(who, sizeof who, "text %s", jots[i].who);
		REAL_PLAY(pty, "key Ctrl-N", "at What was said?", words,
		    "key Shift-Tab", "at Who said it?", who, "key Tab 2",
		    "at Is it for workers only,",
		    jots[i].restricted ? "key y" : "key n", "key Esc",
		    "see What this plan is for");
	}
}

static void
fill_the_week(struct pty *pty)
{
	walk_to(pty, "my week", "Nothing is here yet.");
	for (size_t i = 0; i < ARRAY_LEN(parts); i++) {
		struct list list = { .count = 0 };
		char what[80], from[16], until[16], who[40];

		snprintf(what, sizeof what, "text %s", parts[i].what);
		snprintf(from, sizeof from, "text %s", parts[i].from);
		snprintf(until, sizeof until, "text %s", parts[i].until);
		snprintf(who, sizeof who, "text %s", parts[i].who);
		put(&list, "What happens?", what);
		put_lines(&list, "On which days?", parts[i].days, 8);
		put(&list, "From what time?", from);
		put(&list, "Until what time?", until);
		put(&list, "Who is with you?", who);
		put(&list, "Are they paid?", parts[i].paid);
		REAL_PLAY(pty, "key Left 6");
		for (int day = 0; day < parts[i].day; day++)
			REAL_PLAY(pty, "key Right");
		REAL_PLAY(pty, "key a");
		walk(pty, list.entries, "+ More questions");
		REAL_PLAY(pty, "key Esc", "see My week: what is in every week");
	}
	REAL_PLAY(pty, "see In all 16 hours paid, 5 hours 30 minutes not paid.");
}

/* In the middle of a word the line drops; what comes back is the same place. */
static struct pty *
drop_and_resume(struct real *real, struct pty *pty)
{
	struct shot before, after;

	REAL_PLAY(pty, "at What is most important to me",
	    "text My sister, the wat");
	shot_take(pty, &before);
	pty_hang_up(pty);
	real_wait_end(pty, 10000);
	assert_true(WIFEXITED(pty->status) && WEXITSTATUS(pty->status) == 0);
	real_end(real, pty);
	assert_int_equal(real_count("data/oneplan"), 1);
	pty = real_start(real, PLAN, 24, 80);
	shot_take(pty, &after);
	shot_same(pty, &before, &after);
	shot_clear(&before);
	shot_clear(&after);
	REAL_PLAY(pty, "text er, and being asked before things are done.",
	    "key Tab", "at People who are important to me");
	return pty;
}

static void
add_outcomes(struct pty *pty)
{
	walk_to(pty, "What I want to change", "What I want to change");
	for (size_t i = 0; i < ARRAY_LEN(outcomes); i++) {
		const struct outcome *o = &outcomes[i];
		struct list list = { .count = 0 };

		put(&list, "What I want, in my own words", o->words);
		put_lines(&list, "Which of your needs does it", o->needs, 3);
		put(&list, "How will we know that it has", o->measure);
		put(&list, "How is it now?", o->now);
		put(&list, "By when?", o->by);
		put(&list, "+ Add a thing to do", "key Enter");
		put(&list, "What will be done?", o->action);
		put(&list, "Who will do it?", o->who);
		walk_add_row(pty, list.entries, "+ Add a thing I want to change");
	}
}

static void
add_risks(struct pty *pty)
{
	walk_to(pty, "Risks worth taking", "Risks worth taking");
	for (size_t i = 0; i < ARRAY_LEN(risks); i++) {
		const struct risk *r = &risks[i];
		struct list list = { .count = 0 };

		put(&list, "What do you want to do?", r->want);
		put(&list, "Why does it matter to you?", r->matters);
		put(&list, "What could go wrong, and has", r->wrong);
		put(&list, "What worries you about it?", r->worry);
		put(&list, "What kind of risk is it?", r->kind);
		put(&list, "Who decides about this?", "tick I do");
		put(&list, "Do you agree with what is", "tick I agree");
		for (size_t j = 0; i == 0 && safety_plan[j].label; j++)
			put(&list, safety_plan[j].label, safety_plan[j].keys[0]);
		put(&list, "+ Add a thing to do", "key Enter");
		put(&list, "What will be done?", r->step);
		put(&list, "Who will do it?", r->step_who);
		put(&list, "+ Add a plan for if it happens", "key Enter");
		put(&list, "If this happens", r->if_this);
		put(&list, "Then we do that", r->if_that);
		put(&list, "Who does it, and their number", r->if_who);
		walk_add_row(pty, list.entries, "+ Add a risk");
	}
}

static void
add_streams(struct pty *pty)
{
	walk_to(pty, "The money there is", "Money: The money there is");
	for (size_t i = 0; i < ARRAY_LEN(streams); i++) {
		const struct entry entries[] = {
			{ "Whose money is it?", { streams[i].funder } },
			{ "How much do we expect it to",
			    { streams[i].expected } },
			{ "How was it worked out?", { streams[i].how } },
			{ NULL, { NULL } },
		};

		walk_add_row(pty, entries, "+ Add a kind of money");
	}
}

static void
add_cost(struct pty *pty, const struct cost *cost)
{
	struct list list = { .count = 0 };

	put(&list, "What will you buy or arrange?", cost->what);
	put_lines(&list, "Which of the things you want does it help?",
	    cost->outcomes, 3);
	if (cost->quantity)
		put(&list, "How many?", cost->quantity);
	put(&list, "What does one cost?", cost->price);
	put(&list, "How often is it paid?", cost->often);
	if (cost->times)
		put(&list, "How many times while the plan", cost->times);
	put(&list, "Is the cost shared between", cost->stream ? "key n" :
	    "key y");
	if (cost->stream)
		put(&list, "Which money pays for it?", cost->stream);
	if (cost->kept_back) {
		put(&list, "+ More questions", "key Enter");
		put(&list, "What kind of thing is it?", "tick Kept back");
	}
	for (size_t i = 0; i < ARRAY_LEN(cost->shares) &&
	    cost->shares[i].stream; i++) {
		put(&list, "+ Add a share", "key Enter");
		put(&list, "Which money pays this share?",
		    cost->shares[i].stream);
		put(&list, "How large is this share?", cost->shares[i].percent);
	}
	walk_add_row(pty, list.entries, "+ Add a cost");
}

/* Each goes where it belongs; the one for workers only goes nowhere else. */
static void
file_notes(struct pty *pty)
{
	walk_to(pty, "Notes to sort later", "One thought in each row");
	REAL_PLAY(pty, "at I fell on the kerb", "key f", "text usual day like",
	    "key Enter", "see The note now stands at the end of",
	    "key Down", "at Swimming", "key f", "text have tried", "key Enter",
	    "see The note now stands at the end of", "key Down",
	    "at My father", "key f", "text have tried", "key Enter",
	    "see This note is for workers only.", "key Esc", "key f",
	    "text must not be contacted", "key Enter",
	    "see The note now stands at the end of");
}

/* --- what came of it --- */

static void
check_totals(struct real *real)
{
	WALK_PRINTED(real,
	    "paid again and again\n    " POUND "14,209.79\n",
	    "paid once\n    " POUND "508.40\n",
	    "kept back just in case\n    " POUND "844.80\n");
	/* what there is, what is planned, what is left over */
	walk_line_says(real, "Council personal budget, Care Act (LA_CA)",
	    POUND "7,000.00 " POUND "6,229.56 " POUND "770.44");
	walk_line_says(real, "Council share of after-care, section 117",
	    POUND "4,600.00 " POUND "4,257.35 " POUND "342.65");
	walk_line_says(real, "NHS share of after-care, section 117",
	    POUND "6,000.00 " POUND "5,076.08 " POUND "923.92");
	walk_line_says(real, "All together",
	    POUND "17,600.00 " POUND "15,562.99 " POUND "2,037.01");
	walk_line_says(real, POUND "24.25 a week", POUND "1,261.00");
	WALK_PRINTED(real, "What the council pays\n    " POUND "4,968.56\n");
	/* after-care is free, whatever it is shared with */
	walk_line_says(real, "Council personal budget, Care Act (LA_CA)",
	    "50% " POUND "5,491.20");
	walk_line_says(real, "Council share of after-care, section 117 (LA_S117)",
	    "25% " POUND "2,745.60");
}

/* Nobody's copy but the workers' own shows what is for workers only. */
static void
check_restricted(struct real *real)
{
	static const char *const audiences[] = { "person", "home", "family",
		"provider", "finance", "approver" };
	static const char *const formats[] = { "text", "html", "json" };

	for (size_t i = 0; i < ARRAY_LEN(audiences); i++)
		for (size_t j = 0; j < ARRAY_LEN(formats); j++) {
			REAL_RUN(real, "export", "--for", audiences[i],
			    "--format", formats[j], PLAN);
			assert_int_equal(real->status, 0);
			WALK_NOT_PRINTED(real, "father", "He shouts",
			    "contacted or told", "Maya, alone", "seen alone",
			    "safe to ring", "court order", "Notes to sort");
		}
	REAL_RUN(real, "show", "--for", "agencies", PLAN);
	WALK_PRINTED(real, "My father must not know where I live.");
}

static void
check_person(struct real *real)
{
	const char *words, *money;

	REAL_RUN(real, "show", PLAN);
	assert_int_equal(real->status, 0);
	check_totals(real);
	WALK_PRINTED(real, "Maya Fenwick", "999 012 3454",
	    "    My sister, the water, and being asked before things are done.",
	    "    Swimming, when somebody came with me. (Maya)\n",
	    "    I fell on the kerb by the station, walking to the clinic. "
	    "(Maya)\n",
	    "I feel steady enough to stay out of hospital",
	    "Cold water on my hands, the playlist, ringing Beth.",
	    "What the council pays");
	/* words in front of money; nothing about her safety has a score */
	words = strstr(real->out, "I want to live in my flat");
	money = strstr(real->out, POUND);
	assert_non_null(words);
	assert_true(words < money);
	WALK_NOT_PRINTED(real, "How likely", "How bad", "is eligible",
	    "not answered");
	REAL_RUN(real, "show", "--page", "who-to-ring", PLAN);
	WALK_PRINTED(real, "Beth Fenwick", "Crisis line, any hour.",
	    "Taxi home, and ring Priya");
}

static void
check_provider(struct real *real)
{
	REAL_RUN(real, "show", "--for", "provider", PLAN);
	assert_int_equal(real->status, 0);
	WALK_PRINTED(real, "Please ask before you touch my arm.",
	    "09:30 to 11:30  Up, washed and breakfast",
	    "Taxi home, and ring Priya", "Extra time");
	WALK_NOT_PRINTED(real, POUND, "budget", "national rules",
	    "Continuing Healthcare", "taken too much", "Mental Health Act",
	    "builds up");
}

static void
check_finance(struct real *real)
{
	REAL_RUN(real, "show", "--for", "finance", PLAN);
	assert_int_equal(real->status, 0);
	check_totals(real);
	WALK_PRINTED(real, "Employers' liability insurance",
	    "Points 14 to 16 of the");
	WALK_NOT_PRINTED(real, "I want to live in my flat", "My sister",
	    "kerb", "Cerebral palsy", "taken too much", "I feel steady",
	    "Beth");
}

static void
type_the_visit(struct real *real, struct pty *pty)
{
	REAL_PLAY(pty, "key n");
	walk(pty, first_screen, "Is help needed before the plan");
	take_notes(pty);
	fill_the_week(pty);
	walk_to(pty, "help needed before", "What is this plan for?");
	walk(pty, talk, "What is most important to me");
	pty = drop_and_resume(real, pty);
	walk(pty, about_her, NULL);
	real_quit(pty);
	real_end(real, pty);
}

static void
type_at_the_desk(struct real *real, struct pty *pty)
{
	int needed;

	add_outcomes(pty);
	add_risks(pty);
	add_streams(pty);
	walk_to(pty, "What it will be spent on",
	    "Money: What it will be spent on");
	for (size_t i = 0; i < ARRAY_LEN(costs); i++)
		add_cost(pty, &costs[i]);
	walk_to(pty, "When were you told that you may", "What you pay");
	walk(pty, charge, "+ More questions");
	file_notes(pty);
	needed = walk_needed(pty);
	print_message("# case C1: %d answers needed, and all are there\n",
	    needed);
	assert_in_range(needed, 1, ANSWERS_MAX);
	real_quit(pty);
	real_end(real, pty);
}

static void
test_c1(void **state)
{
	struct real *real = *state;

	setenv("ONEPLAN_NOW", "2025-09-22T13:30:00Z", 1);
	setenv("ONEPLAN_NAME", "Priya Raman", 1);
	type_the_visit(real, real_start(real, NULL, 24, 80));
	type_at_the_desk(real, real_start(real, PLAN, 24, 80));

	REAL_RUN(real, "check", PLAN);
	assert_string_equal(real->out, "");
	assert_int_equal(real->status, 0);
	check_person(real);
	check_provider(real);
	check_finance(real);
	check_restricted(real);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_c1, real_set_up,
		    real_tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
