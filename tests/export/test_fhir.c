/* A plan as FHIR: what is in it, for whom, and back again. Whether it is FHIR at
 * all is looked at by judges that are not ours: ./bootstrap check-exports. */
#include "config.h"

#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/alloc.h"
#include "base/money.h"
#include "export/read_answers.h"
#include "export/write_answers.h"
#include "export/write_fhir.h"
#include "export/write_json.h"
#include "plan/statement.h"

#define SEED	  20261116u
#define MUTATIONS 2000

static unsigned
next(unsigned *random)
{
	*random = *random * 1664525u + 1013904223u;
	return *random >> 8;
}

/* --- numbers --- */

/* Every number of up to 15 figures is written as it is, in the fewest. */
static void
test_decimals(void **state)
{
	static const struct {
		int64_t number;
		int places;
		const char *written;
	} cases[] = {
		{ 0, 2, "0" },
		{ 560, 2, "5.6" },
		{ 1234, 2, "12.34" },
		{ -320, 2, "-3.2" },
		{ 449100, 2, "4491" },
		{ 1, 4, "0.0001" },
		{ 10, 2, "0.1" },
		{ 30, 2, "0.3" },
		{ 999999999999999, 2, "9999999999999.99" },
		{ 999999999999999, 4, "99999999999.9999" },
	};
	unsigned random = SEED;

	(void)state;
	print_message("# seed %u\n", random);
	for (size_t i = 0; i < ARRAY_LEN(cases) + 20000; i++) {
		int64_t number = ((int64_t)next(&random) << 26 |
				     next(&random)) % 1000000000000000;
		int places = i % 2 ? 2 : 4;
		struct buf want, got;

		buf_init(&want);
		buf_init(&got);
		if (i < ARRAY_LEN(cases)) {
			number = cases[i].number;
			places = cases[i].places;
			buf_add(&want, cases[i].written);
		} else {
			decimal_format(number, places, &want);
		}
		buf_insert(&want, 0, "[\n  ", 4);
		buf_add(&want, "\n]\n");
		json_write(json_pack("[o]", json_decimal(number, places)),
		    &got);
		assert_string_equal(got.data, want.data);
		buf_clear(&want);
		buf_clear(&got);
	}
}

/* --- what is in it --- */

static char *
written_for(struct plan *plan, enum audience audience)
{
	struct report *report = report_build(plan, audience);
	struct buf out;

	buf_init(&out);
	write_fhir(report, &out);
	report_free(report);
	return buf_take(&out);
}

static json_t *
bundle_for(struct plan *plan, enum audience audience)
{
	char *text = written_for(plan, audience);
	json_t *bundle = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

	assert_non_null(bundle);
	free(text);
	return bundle;
}

/* The AT-th resource of TYPE, or NULL. */
static json_t *
resource(const json_t *bundle, const char *type, size_t at)
{
	json_t *entries = json_object_get(bundle, "entry");

	for (size_t i = 0; i < json_array_size(entries); i++) {
		json_t *found = json_object_get(json_array_get(entries, i),
		    "resource");

		if (strcmp(json_string_value(json_object_get(found,
			       "resourceType")), type) == 0 && at-- == 0)
			return found;
	}
	return NULL;
}

/* What stands at PATH ("name/0/family") as JSON; the caller frees it. */
static char *
at(const json_t *value, const char *path)
{
	char part[64];

	while (*path != '\0' && value != NULL) {
		size_t len = strcspn(path, "/");

		assert_true(len < sizeof part);
		memcpy(part, path, len);
		part[len] = '\0';
		value = json_is_array(value)
		    ? json_array_get(value, (size_t)atoi(part))
		    : json_object_get(value, part);
		path += len + (path[len] == '/');
	}
	return value != NULL
	    ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT |
		  JSON_SORT_KEYS | JSON_REAL_PRECISION(15))
	    : xstrdup("nothing");
}

static void
assert_at(const json_t *value, const char *path, const char *want)
{
	char *got = at(value, path);

	if (strcmp(got, want) != 0)
		fail_msg("%s: %s is not %s", path, got, want);
	free(got);
}

static void
link_to(struct plan *plan, const char *name, const struct uid *row,
    const struct uid *to)
{
	char hex[UID_HEX_LEN + 1];

	uid_format(to, hex);
	answer(plan, name, row, hex);
}

/* Something of everything: a restricted answer, words in many scripts and lines,
 * a text that is no number, links, rows in rows, and what is set aside. */
static void
fill(struct plan *plan)
{
	struct uid stream, line, share, outcome, row;

	answer(plan, "purpose.kinds", NULL, "council joint");
	answer(plan, "purpose.start", NULL, "2026-11-16");
	answer(plan, "purpose.asked_for", NULL,
	    "  \"Chair\"\n\tעברית e\xcc\x81 👩‍👩‍👧\n\n— \\ </script>  ");
	answer(plan, "about_me.name_first", NULL, "Kwame");
	answer(plan, "about_me.name_family", NULL, "Redfern");
	answer(plan, "about_me.dob", NULL, "3/4/1992");
	answer(plan, "about_me.nhs_no", NULL, "999 834 6509");
	answer(plan, "about_me.gender", NULL, "own");
	answer(plan, "about_me.gender_words", NULL, "Agender");
	answer(plan, "about_me.info_needs", NULL, "large_print audio");
	answer(plan, "about_me.safe_contact", NULL, "this_way");
	row = add_row(plan, "about_me.contact", NULL);
	answer(plan, "about_me.contact_name", &row, "Dan");
	answer(plan, "about_me.contact_phone", &row, "07700 900456");
	outcome = add_row(plan, "outcomes.outcome", NULL);
	answer(plan, "outcomes.words", &outcome, "To get to work");
	answer(plan, "outcomes.measure", &outcome, "Days late");
	answer(plan, "outcomes.progress", &outcome, "achieved");
	row = add_row(plan, "outcomes.action", &outcome);
	answer(plan, "outcomes.action_what", &row, "Fit the chair");
	stream = add_row(plan, "money.stream", NULL);
	answer(plan, "money.funder", &stream, "la_ca");
	line = add_row(plan, "money.line", NULL);
	answer(plan, "money.what", &line, "Chair");
	answer(plan, "money.price", &line, "12.34");
	answer(plan, "money.quantity", &line, "5.6");
	answer(plan, "money.frequency", &line, "times");
	answer(plan, "money.times", &line, "about a year");
	answer(plan, "money.split", &line, "yes");
	link_to(plan, "money.outcomes", &line, &outcome);
	share = add_row(plan, "money.share", &line);
	answer(plan, "money.share_percent", &share, "33.33%");
	link_to(plan, "money.share_stream", &share, &stream);
	/* asked only while the frequency was that */
	answer(plan, "money.frequency", &line, "weekly");
}

static void
test_resources(void **state)
{
	struct fixture *fixture = *state;
	json_t *bundle, *patient, *goal, *plan;

	fill(fixture->plan);
	bundle = bundle_for(fixture->plan, AUDIENCE_AGENCIES);
	assert_at(bundle, "type", "\"collection\"");
	patient = resource(bundle, "Patient", 0);
	assert_at(patient, "identifier",
	    "[{\"system\":\"https://fhir.nhs.uk/Id/nhs-number\","
	    "\"value\":\"9998346509\"}]");
	assert_at(patient, "name",
	    "[{\"family\":\"Redfern\",\"given\":[\"Kwame\"],"
	    "\"use\":\"official\"}]");
	assert_at(patient, "birthDate", "\"1992-04-03\"");
	assert_at(patient, "gender", "\"other\"");
	assert_at(patient, "contact/0/name/text", "\"Dan\"");
	assert_at(patient, "contact/0/telecom/0/value", "\"07700 900456\"");
	goal = resource(bundle, "Goal", 0);
	assert_at(goal, "description/text", "\"To get to work\"");
	assert_at(goal, "lifecycleStatus", "\"completed\"");
	assert_at(goal, "achievementStatus/coding/0/code", "\"achieved\"");
	assert_at(goal, "target", "[{\"measure\":{\"text\":\"Days late\"}}]");
	assert_null(resource(bundle, "Goal", 1));
	plan = resource(bundle, "CarePlan", 0);
	assert_at(plan, "period",
	    "{\"end\":\"2027-11-14\",\"start\":\"2026-11-16\"}");
	assert_at(plan, "status", "\"draft\"");
	assert_at(plan, "activity/0/detail/description", "\"Fit the chair\"");
	assert_at(patient, "meta", "nothing");
	json_decref(bundle);
}

/* The answer to NAME in what was answered: its first answer as JSON. */
static const json_t *
find_answer(const json_t *items, const char *name)
{
	for (size_t i = 0; i < json_array_size(items); i++) {
		const json_t *item = json_array_get(items, i), *found;

		if (strcmp(json_string_value(json_object_get(item, "linkId")),
			name) == 0)
			return json_object_get(item, "answer");
		found = find_answer(json_object_get(item, "item"), name);
		if (found != NULL)
			return found;
	}
	return NULL;
}

static const struct given {
	const char *name, *answer;
} givens[] = {
	{ "purpose.start", "[{\"valueDate\":\"2026-11-16\"}]" },
	{ "about_me.name_first", "[{\"valueString\":\"Kwame\"}]" },
	{ "about_me.gender",
	    "[{\"valueCoding\":{\"code\":\"own\",\"display\":\"In my own "
	    "words\"}}]" },
	{ "about_me.info_needs",
	    "[{\"valueCoding\":{\"code\":\"large_print\",\"display\":\"Large "
	    "print\"}},{\"valueCoding\":{\"code\":\"audio\",\"display\":"
	    "\"To listen to\"}}]" },
	{ "money.price",
	    "[{\"valueQuantity\":{\"code\":\"GBP\",\"system\":"
	    "\"urn:iso:std:iso:4217\",\"unit\":\"GBP\",\"value\":12.34}}]" },
	{ "money.quantity", "[{\"valueDecimal\":5.6}]" },
	{ "money.split", "[{\"valueBoolean\":true}]" },
	{ "money.share_percent",
	    "[{\"valueQuantity\":{\"code\":\"%\",\"system\":"
	    "\"http://unitsofmeasure.org\",\"unit\":\"%\",\"value\":33.33}}]" },
	{ "money.times", "[{\"valueString\":\"about a year\"}]" },
	/* nobody gave these */
	{ "purpose.weeks", "nothing" },
	{ "about_me.name_pref", "nothing" },
};

static void
test_answers(void **state)
{
	struct fixture *fixture = *state;
	json_t *bundle, *response;

	fill(fixture->plan);
	bundle = bundle_for(fixture->plan, AUDIENCE_AGENCIES);
	for (size_t i = 0; i < ARRAY_LEN(givens); i++) {
		const json_t *found = NULL;
		char *got;

		for (size_t r = 0; found == NULL &&
		     (response = resource(bundle, "QuestionnaireResponse",
			  r)) != NULL; r++)
			found = find_answer(json_object_get(response, "item"),
			    givens[i].name);
		got = at(found, "");
		if (strcmp(got, givens[i].answer) != 0)
			fail_msg("%s: %s", givens[i].name, got);
		free(got);
	}
	json_decref(bundle);
}

/* What somebody says against an answer goes with it, to whoever reads it. */
static void
test_statements(void **state)
{
	static const struct {
		const char *name, *answer, *words;
	} cases[] = {
		{ "about_me.language", "Wrenish", "Quince of talk" },
		{ "about_me.safe_how", "Wren at the door", "Quince, safe" },
	};
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;

	answer(plan, "about_me.safe_contact", NULL, "this_way");
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct repeat *repeat;
		struct error err = { .text = "" };
		struct uid row;

		answer(plan, cases[i].name, NULL, cases[i].answer);
		if (!statement_add(plan,
			form_set_field(fixture->forms, cases[i].name),
			&UID_NONE, &repeat, &row, &err))
			fail_msg("%s", err.text);
		answer(plan, statement_words(plan, repeat)->name, &row,
		    cases[i].words);
	}
	for (int bit = 0; bit < 7; bit++) {
		char *text = written_for(plan, (enum audience)(1 << bit));

		for (size_t i = 0; i < ARRAY_LEN(cases); i++)
			assert_int_equal(strstr(text, cases[i].words) != NULL,
			    strstr(text, cases[i].answer) != NULL);
		if (1 << bit == AUDIENCE_PERSON) {
			assert_non_null(strstr(text, "valueAnnotation"));
			assert_non_null(strstr(text, "says about this "
						     "(16 November 2026): "
						     "Quince of talk"));
			assert_null(strstr(text, "Wren at the door"));
		}
		free(text);
	}
}

/* The same bytes on another day, by another hand, and from the file again. */
static void
test_same_bytes(void **state)
{
	struct fixture *fixture = *state;
	char *first, *second;
	struct plan *plan;

	fill(fixture->plan);
	first = written_for(fixture->plan, AUDIENCE_PERSON);
	plan = fixture_again(fixture, "sam");
	plan_set_today(plan, (struct date){ 2027, 3, 1 });
	second = written_for(plan, AUDIENCE_PERSON);
	assert_string_equal(first, second);
	plan_close(plan);
	free(first);
	free(second);
}

/* --- self-harm --- */

static struct uid
add_risk(struct plan *plan, const char *kind)
{
	struct uid row = add_row(plan, "risks.risk", NULL);

	answer(plan, "risks.want", &row, "Live alone");
	answer(plan, "risks.wrong", &row, "I could fall");
	answer(plan, "risks.kind", &row, "falls");
	answer(plan, "risks.likely_before", &row, "possible");
	answer(plan, "risks.bad_before", &row, "moderate");
	answer(plan, "risks.kind", &row, kind);
	return row;
}

static size_t
count_of(const char *text, const char *part)
{
	size_t count = 0;

	for (text = strstr(text, part); text != NULL;
	     text = strstr(text + 1, part))
		count++;
	return count;
}

/* A level only where there is a grid, and of self-harm none, nor what was said
 * of it before anybody knew. Never a probability. */
static void
test_no_level_for_self_harm(void **state)
{
	struct fixture *fixture = *state;
	static const enum audience readers[] = { AUDIENCE_AGENCIES,
		AUDIENCE_APPROVER };

	answer(fixture->plan, "purpose.kinds", NULL, "council");
	answer(fixture->plan, "risks.grid_on", NULL, "yes");
	(void)add_risk(fixture->plan, "falls");
	(void)add_risk(fixture->plan, "self_harm");
	(void)add_risk(fixture->plan, "falls self_harm");
	for (size_t i = 0; i < ARRAY_LEN(readers); i++) {
		char *text = written_for(fixture->plan, readers[i]);
		json_t *bundle = json_loads(text, 0, NULL);

		assert_at(resource(bundle, "RiskAssessment", 0),
		    "prediction/0/qualitativeRisk/text",
		    "\"How likely: Possible. How bad: Moderate.\"");
		for (size_t r = 1; r < 3; r++)
			assert_at(resource(bundle, "RiskAssessment", r),
			    "prediction/0/qualitativeRisk", "nothing");
		assert_null(strstr(text, "probability"));
		/* the question, and its answer for the first risk alone */
		assert_int_equal(count_of(text, "\"risks.likely_before\""),
		    2);
		json_decref(bundle);
		free(text);
	}
}

/* --- for whom --- */

/* A word of its own under every question of words, in a row of each table. */
static size_t
mark_everything(struct plan *plan)
{
	const struct form_set *forms = plan_forms(plan);
	struct uid *rows = xcalloc(forms->repeat_count, sizeof *rows);
	size_t count = 0;

	for (size_t i = 0; i < forms->repeat_count; i++) {
		const struct repeat *repeat = forms->repeats[i];

		rows[i] = add_row(plan, repeat->name,
		    repeat->in != NULL ? &rows[repeat->in->index] : NULL);
	}
	for (size_t i = 0; i < forms->field_count; i++) {
		const struct field *field = forms->fields[i];
		char word[32];

		if ((field->kind != FIELD_TEXT &&
			field->kind != FIELD_PARAGRAPH) ||
		    field->exprs[EXPR_CALCULATE] != NULL)
			continue;
		snprintf(word, sizeof word, "word%zuword", i);
		answer(plan, field->name, field->repeat != NULL
			? &rows[field->repeat->index]
			: NULL, word);
		count++;
	}
	free(rows);
	return count;
}

/* Each reader finds in FHIR no word that is not on their page, and all that are
 * on it; the agencies find every one. */
static void
test_audiences(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	const struct form_set *forms = plan_forms(plan);
	size_t marked;

	answer(plan, "purpose.kinds", NULL,
	    "carer council nhs s117 chc urgent joint");
	marked = mark_everything(plan);
	assert_true(marked > 300);
	for (unsigned bit = 1; bit <= AUDIENCE_AGENCIES; bit <<= 1) {
		enum audience audience = (enum audience)bit;
		struct report *report = report_build(plan, audience);
		size_t found = 0;
		struct buf page;
		char *text;

		buf_init(&page);
		write_json(report, &page);
		report_free(report);
		text = written_for(plan, audience);
		for (size_t i = 0; i < forms->field_count; i++) {
			char word[32];
			bool on_page, in_fhir;

			snprintf(word, sizeof word, "word%zuword", i);
			on_page = strstr(page.data, word) != NULL;
			in_fhir = strstr(text, word) != NULL;
			if (on_page && !in_fhir)
				fail_msg("%s for %s is not in FHIR",
				    forms->fields[i]->name,
				    audience_word(audience));
			/* a page may say it otherwise; what is set aside is
			 * kept for the agencies */
			if (in_fhir && !on_page && !forms->fields[i]->quiet &&
			    audience != AUDIENCE_AGENCIES)
				fail_msg("%s for %s is only in FHIR",
				    forms->fields[i]->name,
				    audience_word(audience));
			found += in_fhir;
		}
		assert_true(found > 0);
		if (audience == AUDIENCE_AGENCIES)
			assert_int_equal(found, marked);
		else
			assert_null(strstr(text, "about_me.safe_contact"));
		buf_clear(&page);
		free(text);
	}
}

/* --- and back --- */

static char *
answers_of(struct plan *plan)
{
	struct buf out;

	buf_init(&out);
	json_write(answers_json(plan), &out);
	return buf_take(&out);
}

static struct plan *
new_plan(struct fixture *fixture, char *path, size_t size)
{
	struct plan_user user = { "Sam", "sam", "laptop" };
	struct plan *plan;
	struct error err;

	snprintf(path, size, "%s/new.oneplan", fixture->folder);
	if (!plan_create(path, fixture->forms, fixture->rates, &user, false,
		&plan, &err))
		fail_msg("%s", err.text);
	return plan;
}

static void
test_out_and_back(void **state)
{
	struct fixture *fixture = *state;
	char path[160], *text, *first, *second;
	struct read_answers read;
	struct problem_list said;
	struct plan *plan;
	struct error err;
	size_t changed;

	fill(fixture->plan);
	first = answers_of(fixture->plan);
	assert_non_null(strstr(first, "about a year"));
	text = written_for(fixture->plan, AUDIENCE_AGENCIES);
	problem_list_init(&said);
	if (!answers_read(text, strlen(text), fixture->forms, &read, &said,
		&err))
		fail_msg("%s", err.text);
	assert_int_equal(said.count, 1);
	assert_string_equal(said.items[0].where, "money.times in row 1");
	assert_false(read.training);
	plan = new_plan(fixture, path, sizeof path);
	assert_true(plan_take_in(plan, &read.taken, &changed, &err));
	second = answers_of(plan);
	assert_string_equal(first, second);
	/* the same file again changes nothing */
	assert_true(plan_take_in(plan, &read.taken, &changed, &err));
	assert_int_equal(changed, 0);
	taken_clear(&read.taken);
	problem_list_clear(&said);
	plan_close(plan);
	unlink(path);
	free(text);
	free(first);
	free(second);
}

/* --- what others send --- */

#define RESPONSE(items)                                                        \
	"{\"resourceType\": \"QuestionnaireResponse\", \"id\": \"q\", "        \
	"\"item\": [" items "]}"
#define ITEM(name, value)                                                      \
	"{\"linkId\": \"" name "\", \"answer\": [{" value "}]}"

static const struct theirs {
	const char *json;
	const char *answers; /* of the plan, as answers_json has them */
	const char *said;    /* NULL: nothing */
} theirs[] = {
	{ RESPONSE("{\"linkId\": \"x\", \"item\": [" ITEM(
	      "about_me.dob", "\"valueDate\": \"1992-04-03\"") "]}"),
	    "\"about_me.dob\": \"1992-04-03\"", NULL },
	{ RESPONSE(ITEM("about_me.dob",
	      "\"valueDateTime\": \"1992-04-03T10:00:00Z\"")),
	    "\"about_me.dob\": \"1992-04-03\"", NULL },
	{ RESPONSE(ITEM("purpose.weeks", "\"valueInteger\": 26")),
	    "\"purpose.weeks\": 26", NULL },
	{ RESPONSE(ITEM("purpose.weeks", "\"valueDecimal\": 26")),
	    "\"purpose.weeks\": 26", NULL },
	{ RESPONSE(ITEM("purpose.weeks", "\"valueString\": \"26\"")),
	    "\"purpose.weeks\": 26", NULL },
	{ RESPONSE(ITEM("paying.can_amount",
	      "\"valueQuantity\": {\"value\": 200.5}")),
	    "\"paying.can_amount\": 20050", NULL },
	{ RESPONSE(ITEM("paying.can_amount", "\"valueDecimal\": 1e3")),
	    "\"paying.can_amount\": 100000", NULL },
	{ RESPONSE(ITEM("paying.can_percent", "\"valueDecimal\": 12.5")),
	    "\"paying.can_percent\": 1250", NULL },
	{ RESPONSE(ITEM("purpose.urgent_now", "\"valueBoolean\": false")),
	    "\"purpose.urgent_now\": 0", NULL },
	{ RESPONSE("{\"linkId\": \"about_me.info_needs\", \"answer\": ["
		   "{\"valueCoding\": {\"code\": \"audio\"}}, "
		   "{\"valueCoding\": {\"code\": \"large_print\"}}]}"),
	    "\"about_me.info_needs\": \"large_print audio\"", NULL },
	{ RESPONSE(ITEM("about_me.gp_name",
	      "\"valueCoding\": {\"code\": \"A81\", \"display\": \"Elm\"}")),
	    "\"about_me.gp_name\": \"Elm\"", NULL },
	/* a row that has no number of ours */
	{ RESPONSE("{\"linkId\": \"about_me.contact\", \"item\": [" ITEM(
	      "about_me.contact_name", "\"valueString\": \"Dan\"") "]}"),
	    "\"about_me.contact_name\": \"Dan\"", NULL },
	/* in an answer, as some nest them */
	{ RESPONSE("{\"linkId\": \"q\", \"item\": [{\"linkId\": \"r\", "
		   "\"item\": [" ITEM("purpose.weeks", "\"valueInteger\": 9")
		   "]}]}"),
	    "\"purpose.weeks\": 9", NULL },
	{ "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": " RESPONSE(
	      ITEM("purpose.weeks", "\"valueInteger\": 9")) "}]}",
	    "\"purpose.weeks\": 9", NULL },
	/* what cannot be taken */
	{ RESPONSE(ITEM("shoe.size", "\"valueInteger\": 9")), NULL,
	    "do not ask this" },
	{ RESPONSE(ITEM("purpose.weeks", "\"valueAttachment\": {}")), NULL,
	    "cannot be taken in here" },
	{ RESPONSE(ITEM("purpose.weeks", "\"valueString\": 9")), NULL,
	    "cannot be taken in here" },
	{ RESPONSE(ITEM("paying.can_amount",
	      "\"valueQuantity\": {\"value\": 9, \"code\": \"EUR\"}")),
	    NULL, "cannot be taken in here" },
	{ RESPONSE("{\"linkId\": \"purpose.weeks\", \"answer\": ["
		   "{\"valueInteger\": 1}, {\"valueInteger\": 2}]}"),
	    NULL, "there are several" },
	{ RESPONSE(ITEM("purpose.weeks", "\"valueInteger\": 1") ", " ITEM(
	      "purpose.weeks", "\"valueInteger\": 2")),
	    "\"purpose.weeks\": 1", "answered twice" },
	{ RESPONSE(ITEM("money.price", "\"valueDecimal\": 1")), NULL,
	    "wrong place" },
	{ RESPONSE(ITEM("about_me.gender",
	      "\"valueCoding\": {\"code\": \"zz\"}")),
	    "\"about_me.gender\": \"zz\"", "Taken in, and marked." },
	/* what is worked out is not asked for */
	{ RESPONSE(ITEM("about_me.age", "\"valueInteger\": 9")), NULL, NULL },
	/* who the person is */
	{ "{\"resourceType\": \"Patient\", \"birthDate\": \"1992-04-03\"}",
	    "\"about_me.dob\": \"1992-04-03\"", NULL },
	{ "{\"resourceType\": \"Patient\", \"identifier\": [{\"system\": "
	  "\"urn:x\", \"value\": \"1\"}, {\"system\": "
	  "\"https://fhir.nhs.uk/Id/nhs-number\", \"value\": "
	  "\"9998346509\"}]}",
	    "\"about_me.nhs_no\": \"9998346509\"", NULL },
	{ "{\"resourceType\": \"Patient\", \"name\": [{\"use\": \"usual\", "
	  "\"text\": \"Kay\"}, {\"use\": \"official\", \"family\": "
	  "\"Redfern\", \"given\": [\"Kwame\", \"Ebo\"]}]}",
	    "\"about_me.name_family\": \"Redfern\",\n    "
	    "\"about_me.name_first\": \"Kwame Ebo\",\n    "
	    "\"about_me.name_pref\": \"Kay\"", NULL },
	{ "{\"resourceType\": \"Patient\", \"address\": [{\"line\": [\"1 Elm "
	  "Row\", \"Top flat\"], \"city\": \"Anytown\", \"postalCode\": "
	  "\"zz99 3vz\"}]}",
	    "\"about_me.address\": \"1 Elm Row\\nTop flat\\nAnytown\",\n    "
	    "\"about_me.postcode\": \"ZZ99 3VZ\"", NULL },
	{ "{\"resourceType\": \"Patient\", \"telecom\": [{\"system\": "
	  "\"phone\", \"value\": \"07700 900456\"}, {\"system\": \"email\", "
	  "\"value\": \"k@print.example\"}]}",
	    "\"about_me.email\": \"k@print.example\",\n    "
	    "\"about_me.phone\": \"07700 900456\"", NULL },
	{ "{\"resourceType\": \"Patient\", \"contact\": [{\"name\": "
	  "{\"family\": \"Fox\", \"given\": [\"Dan\"]}}]}",
	    "\"about_me.contact_name\": \"Dan Fox\"", NULL },
	/* only the person says this */
	{ "{\"resourceType\": \"Patient\", \"gender\": \"male\"}", NULL,
	    NULL },
	{ "{\"resourceType\": \"Patient\", \"name\": 5, \"birthDate\": [], "
	  "\"telecom\": {\"system\": 1}, \"address\": [[]]}", NULL, NULL },
};

static void
check_theirs(struct fixture *fixture, const struct theirs *from)
{
	struct read_answers read;
	struct problem_list said;
	char path[160], *answers;
	struct plan *plan;
	struct error err;
	size_t changed;

	problem_list_init(&said);
	if (!answers_read(from->json, strlen(from->json), fixture->forms,
		&read, &said, &err))
		fail_msg("%s: %s", from->json, err.text);
	if (said.count != (from->said != NULL) ||
	    (from->said != NULL &&
		strstr(said.items[0].text, from->said) == NULL))
		fail_msg("%s: %zu said: %s", from->json, said.count,
		    said.count > 0 ? said.items[0].text : "");
	plan = new_plan(fixture, path, sizeof path);
	assert_true(plan_take_in(plan, &read.taken, &changed, &err));
	answers = answers_of(plan);
	if (from->answers == NULL)
		assert_int_equal(changed, 0);
	else if (strstr(answers, from->answers) == NULL)
		fail_msg("%s: %s", from->json, answers);
	free(answers);
	plan_close(plan);
	unlink(path);
	taken_clear(&read.taken);
	problem_list_clear(&said);
}

static void
test_theirs(void **state)
{
	for (size_t i = 0; i < ARRAY_LEN(theirs); i++)
		check_theirs(*state, &theirs[i]);
}

/* What the answers say of the person counts more than the Patient beside them. */
static void
test_answers_first(void **state)
{
	static const struct theirs both = {
		"{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": "
		"{\"resourceType\": \"Patient\", \"birthDate\": "
		"\"1990-01-01\"}}, {\"resource\": " RESPONSE(ITEM(
		    "about_me.dob", "\"valueDate\": \"1992-04-03\"")) "}]}",
		"\"about_me.dob\": \"1992-04-03\"", NULL };

	check_theirs(*state, &both);
}

static const struct refused {
	const char *json, *text;
} refusals[] = {
	{ "{\"resourceType\": \"Bundle\"}", "There are no answers" },
	{ "{\"resourceType\": \"Goal\"}", "There are no answers" },
	{ "{\"resourceType\": 5}", "holds no answers" },
	{ "{\"resourceType\": \"Bundle\", \"entry\": [{\"resource\": "
	  "{\"resourceType\": \"Patient\"}}, {\"resource\": "
	  "{\"resourceType\": \"Patient\"}}]}", "more than one person" },
};

static void
test_refused(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < ARRAY_LEN(refusals); i++) {
		struct read_answers read;
		struct problem_list said;
		struct error err;

		problem_list_init(&said);
		assert_false(answers_read(refusals[i].json,
		    strlen(refusals[i].json), fixture->forms, &read, &said,
		    &err));
		if (strstr(err.text, refusals[i].text) == NULL)
			fail_msg("%s: %s", refusals[i].json, err.text);
		problem_list_clear(&said);
	}
}

/* Made up is made up, in every resource by itself. */
static void
test_training(void **state)
{
	static const char json[] =
	    "{\"resourceType\": \"Patient\", \"meta\": {\"security\": "
	    "[{\"code\": \"HTEST\"}]}}";
	struct fixture *fixture = *state;
	struct read_answers read;
	struct problem_list said;
	struct error err;

	problem_list_init(&said);
	assert_true(answers_read(json, strlen(json), fixture->forms, &read,
	    &said, &err));
	assert_true(read.training);
	taken_clear(&read.taken);
	problem_list_clear(&said);
}

static void
mutate(struct buf *json, unsigned *random)
{
	static const char *const pieces[] = { "{", "}", "[", "]", "\"", ",",
		":", "1e9", "-1", "null", "valueString", "item", "answer",
		"linkId", "resourceType" };

	for (unsigned i = next(random) % 4 + 1; i > 0; i--) {
		size_t from = next(random) % json->len;
		const char *piece = pieces[next(random) % ARRAY_LEN(pieces)];
		size_t rest = json->len - from, cut = next(random) % 12;

		if (next(random) % 2)
			buf_remove(json, from, cut < rest ? cut : rest - 1);
		else
			buf_insert(json, from, piece, strlen(piece));
	}
}

/* Those of one form alone: most changes to a whole bundle would hit a question
 * that nobody reads. */
static char *
money_answers(struct plan *plan)
{
	json_t *bundle = bundle_for(plan, AUDIENCE_AGENCIES), *response;
	char *answers = NULL;

	for (size_t i = 0; answers == NULL &&
	     (response = resource(bundle, "QuestionnaireResponse", i)) != NULL;
	     i++) {
		char *one = json_dumps(response, JSON_SORT_KEYS);

		if (strstr(one, "money.share") != NULL)
			answers = one;
		else
			free(one);
	}
	json_decref(bundle);
	assert_non_null(answers);
	return answers;
}

static void
test_mutated(void **state)
{
	struct fixture *fixture = *state;
	unsigned random = SEED, reads = 0;
	char *answers;

	fill(fixture->plan);
	answers = money_answers(fixture->plan);
	print_message("# seed %u\n", SEED);
	for (unsigned i = 0; i < MUTATIONS; i++) {
		struct read_answers read;
		struct problem_list said;
		struct error err;
		struct buf json;

		buf_init(&json);
		buf_add(&json, answers);
		mutate(&json, &random);
		problem_list_init(&said);
		if (answers_read(json.data, json.len, fixture->forms, &read,
			&said, &err)) {
			if (reads++ % 100 == 0)
				assert_true(plan_take_in(fixture->plan,
				    &read.taken, NULL, &err));
			taken_clear(&read.taken);
		} else
			assert_true(strlen(err.text) > 10);
		problem_list_clear(&said);
		buf_clear(&json);
	}
	assert_true(reads > MUTATIONS / 20); /* else nothing was tried */
	free(answers);
}

#define CASE(test)                                                             \
	cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_decimals),
		CASE(test_resources),
		CASE(test_answers),
		CASE(test_statements),
		CASE(test_same_bytes),
		CASE(test_no_level_for_self_harm),
		CASE(test_audiences),
		CASE(test_out_and_back),
		CASE(test_theirs),
		CASE(test_answers_first),
		CASE(test_refused),
		CASE(test_training),
		CASE(test_mutated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
