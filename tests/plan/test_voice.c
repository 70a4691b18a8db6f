/* Whose words an answer is: kept with it, through changes, undo and opening
 * again. */
#include "config.h"

#include "plan/voice.h"

#include "support.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

#define ASKED "purpose.asked_for"

static void
test_read_and_write(void **state)
{
	static const struct {
		const char *text;
		enum voice_kind kind;
		const char *who, *says;
	} cases[] = {
		{ NULL, VOICE_OWN, "", "The person's own words" },
		{ "", VOICE_OWN, "", "The person's own words" },
		{ "family Dan", VOICE_FAMILY, "Dan",
		    "A relative's or friend's: Dan" },
		{ "worker", VOICE_WORKER, "", "A worker's" },
		{ "record GP letter, 3 May 2026", VOICE_RECORD,
		    "GP letter, 3 May 2026",
		    "From a record: GP letter, 3 May 2026" },
		{ "observed Jo and Al", VOICE_SEEN, "Jo and Al",
		    "We think so, because of what we saw: Jo and Al" },
		{ "interpreter Marta Silva", VOICE_THROUGH, "Marta Silva",
		    "The person's, through an interpreter, signer or device: "
		    "Marta Silva" },
		/* of a newer oneplan, or of nobody */
		{ "families Dan", VOICE_OWN, "", "The person's own words" },
		{ "ghost", VOICE_OWN, "", "The person's own words" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct voice voice = voice_read(cases[i].text);
		struct buf text;

		assert_int_equal(voice.kind, cases[i].kind);
		assert_string_equal(voice.who, cases[i].who);
		buf_init(&text);
		voice_add(voice, &text);
		assert_string_equal(text.data, cases[i].says);
		buf_reset(&text);
		voice_write(voice.kind, voice.who, &text);
		assert_string_equal(text.data,
		    voice.kind == VOICE_OWN ? "" : cases[i].text);
		buf_clear(&text);
	}
}

/* Every kind but the person's own has a letter of its own, and asks who. */
static void
test_letters(void **state)
{
	(void)state;
	assert_int_equal(voice_letter(VOICE_OWN), '\0');
	for (int a = VOICE_THROUGH; a < VOICE_COUNT; a++) {
		assert_true(voice_letter((enum voice_kind)a) >= 'A');
		assert_string_not_equal(voice_asks((enum voice_kind)a), "");
		for (int b = VOICE_THROUGH; b < a; b++)
			assert_int_not_equal(voice_letter((enum voice_kind)a),
			    voice_letter((enum voice_kind)b));
	}
}

static void
say(struct plan *plan, const char *text, const char *voice)
{
	struct change change = {
		.field = form_set_field(plan_forms(plan), ASKED),
		.text = text,
		.has_voice = true,
		.voice = voice,
	};

	assert_true(plan_apply(plan, &change, 1, NULL, &(struct error){ 0 }));
}

static void
assert_voice(struct plan *plan, const char *voice)
{
	struct field_state state;

	plan_field(plan, form_set_field(plan_forms(plan), ASKED), &UID_NONE,
	    &state);
	if (voice == NULL)
		assert_null(state.voice);
	else
		assert_string_equal(state.voice, voice);
}

static void
test_kept(void **state)
{
	struct fixture *fixture = *state;
	struct plan *again;

	answer(fixture->plan, ASKED, NULL, "A chair.");
	assert_voice(fixture->plan, NULL);
	say(fixture->plan, "A chair.", "family Dan");
	assert_voice(fixture->plan, "family Dan");
	/* a letter put right does not make them the person's */
	answer(fixture->plan, ASKED, NULL, "A new chair.");
	assert_voice(fixture->plan, "family Dan");
	again = fixture_again(fixture, "priya");
	assert_voice(again, "family Dan");
	plan_close(again);
	say(fixture->plan, "A new chair.", NULL);
	assert_voice(fixture->plan, NULL);
	say(fixture->plan, "A new chair.", "worker Aisha");
	/* what is cleared is nobody's, and neither is what is given after it */
	answer(fixture->plan, ASKED, NULL, NULL);
	assert_voice(fixture->plan, NULL);
	answer(fixture->plan, ASKED, NULL, "Mine.");
	assert_voice(fixture->plan, NULL);
}

static void
test_undo(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	struct error err;

	say(plan, "A chair.", "family Dan");
	say(plan, "A chair.", "record A letter, 3 May 2026");
	assert_true(plan_undo(plan, NULL, &err));
	assert_voice(plan, "family Dan");
	assert_true(plan_redo(plan, NULL, &err));
	assert_voice(plan, "record A letter, 3 May 2026");
	assert_true(plan_undo(plan, NULL, &err));
	assert_true(plan_undo(plan, NULL, &err));
	assert_voice(plan, NULL);
	assert_shown(plan, ASKED, NULL, "");
}

/* What is brought back from the history is theirs who said it. */
static void
test_brought_back(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	const struct field *field = form_set_field(plan_forms(plan), ASKED);
	struct error err;

	say(plan, "Said by Dan.", "family Dan");
	say(plan, "Mine.", NULL);
	assert_true(plan_settle(plan, field, &UID_NONE, "Said by Dan.", &err));
	assert_voice(plan, "family Dan");
	assert_true(plan_settle(plan, field, &UID_NONE, "Mine.", &err));
	assert_voice(plan, NULL);
}

static void
test_taken_in(void **state)
{
	struct fixture *fixture = *state;
	const struct field *field =
	    form_set_field(fixture->forms, ASKED);
	struct taken taken = { 0 };
	struct value value;
	struct error err;

	value_init(&value);
	value_set_text(&value, "A chair.");
	taken_add_answer(&taken, field, &UID_NONE, &value);
	taken_add_voice(&taken, field, &UID_NONE, "observed Jo");
	assert_true(plan_take_in(fixture->plan, &taken, NULL, &err));
	taken_clear(&taken);
	assert_voice(fixture->plan, "observed Jo");
}

/* Who writes about the person is told of words that nobody would say to them; the
 * person, and those whose words are quoted, write as they like. */
static void
test_tone(void **state)
{
	struct fixture *fixture = *state;
	struct plan *plan = fixture->plan;
	static const char words[] = "A service user.";

	answer(plan, "purpose.others_said", NULL, words);
	assert_non_null(advice(plan, "purpose.others_said", NULL));
	assert_true(holds(plan, "purpose.others_said", NULL));
	answer(plan, "purpose.others_said", NULL, "Kwame.");
	assert_null(advice(plan, "purpose.others_said", NULL));
	answer(plan, ASKED, NULL, words);
	assert_null(advice(plan, ASKED, NULL));
	say(plan, words, "family Dan");
	assert_null(advice(plan, ASKED, NULL));
	say(plan, words, "worker Aisha");
	assert_non_null(advice(plan, ASKED, NULL));
}

#define WITH(test) \
	cmocka_unit_test_setup_teardown(test, fixture_open, fixture_close)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_read_and_write),
		cmocka_unit_test(test_letters),
		WITH(test_kept),
		WITH(test_undo),
		WITH(test_brought_back),
		WITH(test_taken_in),
		WITH(test_tone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
