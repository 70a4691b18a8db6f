#include "config.h"

#include "scene.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "export/html.h"
#include "export/write_html.h"

static char *
html(const struct scene *scene, enum audience audience, bool large_print)
{
	struct report *report = report_build(scene->plan, audience);
	struct buf out;

	buf_init(&out);
	write_html(report, large_print, &out);
	report_free(report);
	return buf_take(&out);
}

/* The page itself is compared, not how it is styled. */
static void
test_page(void **state)
{
	const struct scene *scene = *state;
	struct buf page;
	char *text, *style, *rest;

	fill(scene);
	text = html(scene, AUDIENCE_PERSON, false);
	style = strstr(text, "<style>\n");
	rest = strstr(text, "</style>");
	assert_non_null(style);
	assert_non_null(rest);
	buf_init(&page);
	buf_add_bytes(&page, text, (size_t)(style - text) + 8);
	buf_add(&page, rest);
	assert_golden(page.data, "person.html");
	buf_clear(&page);
	free(text);
}

/* --- what must hold of every page --- */

/* Elements that are open, innermost last. */
struct open_elements {
	const char *names[32];
	size_t lens[32];
	size_t count;
};

static bool
is_void(const char *name, size_t len)
{
	static const char *const names[] = { "meta", "br", "!DOCTYPE" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strlen(names[i]) == len &&
		    strncmp(names[i], name, len) == 0)
			return true;
	return false;
}

static void
close_element(struct open_elements *open, const char *name, size_t len)
{
	assert_true(open->count > 0);
	open->count--;
	assert_int_equal(open->lens[open->count], len);
	assert_memory_equal(open->names[open->count], name, len);
}

/* Every element ends where it should, and none could run or fetch anything. */
static void
assert_well_formed(const char *page)
{
	static const char *const never[] = { "<script", "<img", "<link",
		"<iframe", "<a ", " src=", " href=", "url(", "@import",
		" onload", "javascript:" };
	struct open_elements open = { .count = 0 };

	for (size_t i = 0; i < ARRAY_LEN(never); i++)
		assert_null(strstr(page, never[i]));
	for (const char *c = strchr(page, '<'); c != NULL;
	     c = strchr(c + 1, '<')) {
		bool end = c[1] == '/';
		const char *name = c + 1 + end;
		size_t len = strcspn(name, " >\n");

		assert_true(len > 0);
		if (end) {
			close_element(&open, name, len);
		} else if (!is_void(name, len)) {
			assert_true(open.count < ARRAY_LEN(open.names));
			open.names[open.count] = name;
			open.lens[open.count++] = len;
		}
	}
	assert_int_equal(open.count, 0);
}

static void
assert_no_level_left_out(const char *page)
{
	int last = 0, count = 0;

	for (const char *c = strstr(page, "<h"); c != NULL;
	     c = strstr(c + 1, "<h")) {
		int level = c[2] - '0';

		if (level < 1 || level > 6)
			continue;
		assert_true(level <= last + 1);
		assert_true(level > 1 || count == 0); /* one h1 */
		last = level;
		count++;
	}
	assert_true(count > 0);
}

static void
test_every_page_is_well_formed(void **state)
{
	const struct scene *scene = *state;

	for (int filled = 0; filled < 2; filled++) {
		for (int i = 0; i < 7; i++) {
			char *text = html(scene, (enum audience)(1 << i),
			    i % 2 == 0);

			assert_well_formed(text);
			assert_no_level_left_out(text);
			free(text);
		}
		fill(scene);
	}
}

static void
test_what_is_typed_stays_words(void **state)
{
	static const char typed[] =
	    "</style><script>alert(1)</script> \"a\" & 'b'\n\x1b[31m\x7f"
	    "\xc2\x85<b>second</b>\n\nthird";
	const struct scene *scene = *state;
	char *text;

	answer(scene, "about_me.name_pref", typed);
	answer(scene, "about_me.day", typed);
	text = html(scene, AUDIENCE_PERSON, false);
	assert_well_formed(text);
	assert_non_null(strstr(text,
	    "<p>&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script"
	    "&gt; &quot;a&quot; &amp; &#39;b&#39;<br>\n&lt;b&gt;second"));
	assert_non_null(strstr(text, "</p><p>third</p>"));
	for (const char *c = text; *c != '\0'; c++) {
		assert_true((unsigned char)*c >= 0x20 || *c == '\n');
		assert_int_not_equal((unsigned char)*c, 0x7f);
	}
	assert_null(strstr(text, "\xc2\x85"));
	free(text);
}

static void
test_css_strings(void **state)
{
	static const struct {
		const char *text, *css;
	} cases[] = {
		{ "Kwame", "\"Kwame\"" },
		{ "</style>", "\"\\3c /style\\3e \"" },
		{ "a\"b\\c", "\"a\\22 b\\5c c\"" },
		{ "two\nlines", "\"two\\a lines\"" },
		{ "\x1b\x7f\xc2\x85", "\"\"" },
		/* their low bytes are those of " and < */
		{ "\xc4\xa2\xc4\xbc", "\"\xc4\xa2\xc4\xbc\"" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out;

		buf_init(&out);
		html_add_css_string(&out, cases[i].text);
		assert_string_equal(out.data, cases[i].css);
		buf_clear(&out);
	}
}

/* --- tables --- */

static void
test_tables(void **state)
{
	static const char *const header[] = { "Day", "What", "Cost",
		"What happened" };
	static const char *const cells[] = { "Monday", "Swim", "£1.00", "",
		"Monday", "Tea <at home>", "£2.00", "", "Friday", "Rest", "",
		"", "All together", "", "£3.00", "" };
	static const bool right[] = { false, false, true, false };
	const struct table table = {
		.caption = "My week",
		.columns = 4,
		.rows = 4,
		.header = header,
		.cells = cells,
		.right = right,
		.total = true,
		.grouped = true,
		.write_in = true,
	};
	struct buf out;

	(void)state;
	buf_init(&out);
	html_add_table(&out, &table);
	assert_string_equal(out.data,
	    "<table class=\"days\">\n<caption>My week</caption>\n<thead>\n"
	    "<tr><th scope=\"col\">Day</th><th scope=\"col\">What</th>"
	    "<th scope=\"col\" class=\"n\">Cost</th>"
	    "<th scope=\"col\">What happened</th></tr>\n</thead>\n"
	    "<tbody>\n<tr><th scope=\"rowgroup\" rowspan=\"2\">Monday</th>"
	    "<td>Swim</td><td class=\"n\">£1.00</td>"
	    "<td class=\"write\"></td></tr>\n"
	    "<tr><td>Tea &lt;at home&gt;</td>"
	    "<td class=\"n\">£2.00</td><td class=\"write\"></td></tr>\n"
	    "</tbody>\n"
	    "<tbody>\n<tr><th scope=\"rowgroup\" rowspan=\"1\">Friday</th>"
	    "<td>Rest</td><td class=\"n\"></td>"
	    "<td class=\"write\"></td></tr>\n</tbody>\n"
	    "<tfoot>\n<tr><th scope=\"row\">All together</th>"
	    "<td></td><td class=\"n\">£3.00</td><td class=\"write\"></td></tr>"
	    "\n</tfoot>\n</table>\n");
	buf_clear(&out);
}

/* --- the whole --- */

static void
test_words_may_run_from_the_right(void **state)
{
	const struct scene *scene = *state;
	char *text;

	answer(scene, "about_me.nickname", "ורד");
	answer(scene, "about_me.name_family", "José");
	text = html(scene, AUDIENCE_PERSON, false);
	assert_non_null(strstr(text, "<p dir=\"auto\">ורד</p>"));
	assert_non_null(strstr(text, "<p>José</p>"));
	free(text);
}

static void
test_large_print(void **state)
{
	const struct scene *scene = *state;
	char *ordinary = html(scene, AUDIENCE_PERSON, false);
	char *large = html(scene, AUDIENCE_PERSON, true);

	assert_null(strstr(ordinary, "18pt"));
	assert_non_null(strstr(large, "html { font-size: 18pt; }"));
	free(ordinary);
	free(large);
}

/* Who ticked large print gets it without anybody remembering. */
static void
test_who_needs_large_print_gets_it(void **state)
{
	static const struct {
		enum audience audience;
		const char *formats;
		bool large;
	} cases[] = {
		{ AUDIENCE_PERSON, "easy_read large_print", true },
		{ AUDIENCE_HOME, "large_print", true },
		{ AUDIENCE_FINANCE, "large_print", false },
		{ AUDIENCE_PERSON, "easy_read", true },
		{ AUDIENCE_PERSON, "audio", false },
		{ AUDIENCE_PERSON, "large_printing", false },
		{ AUDIENCE_PERSON, NULL, false },
	};
	const struct scene *scene = *state;

	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char *text;

		answer(scene, "about_me.info_needs", cases[i].formats);
		text = html(scene, cases[i].audience, false);
		assert_int_equal(strstr(text, "18pt") != NULL, cases[i].large);
		free(text);
	}
}

static void
test_training_stands_on_every_page(void **state)
{
	const struct scene *scene = *state;
	char *text = html(scene, AUDIENCE_PERSON, false), *body, *footer;

	assert_non_null(strstr(text, "<title>TRAINING: Support plan"));
	assert_non_null(strstr(text, "@top-center { content: \"TRAINING"));
	body = strstr(text, "<header>\n<p class=\"note training\">");
	assert_non_null(body);
	footer = strstr(text, "<footer>\n<p class=\"note training\">");
	assert_non_null(footer);
	assert_true(body < footer);
	free(text);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(test_page),
		CASE(test_every_page_is_well_formed),
		CASE(test_what_is_typed_stays_words),
		cmocka_unit_test(test_css_strings),
		cmocka_unit_test(test_tables),
		CASE(test_words_may_run_from_the_right),
		CASE(test_large_print),
		CASE(test_who_needs_large_print_gets_it),
		cmocka_unit_test_setup_teardown(
		    test_training_stands_on_every_page, set_up_training,
		    tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
