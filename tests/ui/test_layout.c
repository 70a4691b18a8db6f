#include "config.h"

#include "ui/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/alloc.h"

#define MOST_ROWS 80
#define MOST_COLS 250

/* Marks the cells of RECT as N's; false where it leaves the screen or somebody
 * has the cell already. */
static bool
claim(char *cells, int rows, int cols, struct rect rect, char n)
{
	if (rect.rows < 0 || rect.cols < 0 || rect.row < 0 || rect.col < 0)
		return false;
	for (int row = rect.row; row < rect.row + rect.rows; row++)
		for (int col = rect.col; col < rect.col + rect.cols; col++) {
			if (row >= rows || col >= cols ||
			    cells[row * cols + col])
				return false;
			cells[row * cols + col] = n;
		}
	return true;
}

static void
check_size(int rows, int cols)
{
	static char cells[MOST_ROWS * MOST_COLS];
	struct layout layout;

	layout_compute(rows, cols, &layout);
	const struct rect rects[] = {
	    layout.header, layout.title, layout.body, layout.steps, layout.help,
	    layout.message, layout.footer,
	};

	memset(cells, 0, sizeof cells);
	for (size_t i = 0; i < ARRAY_LEN(rects); i++)
		if (!claim(cells, rows, cols, rects[i], (char)(i + 1)))
			fail_msg("%d by %d: rectangle %zu overlaps or leaves",
			    rows, cols, i);
	assert_int_equal(layout.screen.rows, rows);
	assert_int_equal(layout.screen.cols, cols);
	assert_false(rect_empty(layout.message));
	if (layout.kind == LAYOUT_TOO_SMALL) {
		assert_true(rows < 18 || cols < 60);
		return;
	}
	assert_true(rows >= 18 && cols >= 60);
	assert_true(layout.body.rows >= 14 && layout.body.cols >= 60);
	assert_false(rect_empty(layout.header) || rect_empty(layout.title) ||
	    rect_empty(layout.footer));
	assert_int_equal(rect_empty(layout.steps), cols < 110);
	assert_int_equal(rect_empty(layout.help), cols < 150);
}

static void
test_every_size(void **state)
{
	(void)state;
	for (int rows = 1; rows <= MOST_ROWS; rows++)
		for (int cols = 1; cols <= MOST_COLS; cols++)
			check_size(rows, cols);
}

static void
test_named_sizes(void **state)
{
	static const struct {
		int rows, cols;
		enum layout_kind kind;
		int body_rows, body_cols;
	} cases[] = {
		{1, 1, LAYOUT_TOO_SMALL, 0, 0},
		{5, 20, LAYOUT_TOO_SMALL, 0, 0},
		{17, 200, LAYOUT_TOO_SMALL, 0, 0},
		{18, 60, LAYOUT_NARROW, 14, 60},
		{24, 80, LAYOUT_NARROW, 20, 80},
		{24, 109, LAYOUT_NARROW, 20, 109},
		{24, 110, LAYOUT_STEPS, 20, 80},
		{50, 132, LAYOUT_STEPS, 46, 102},
		{60, 200, LAYOUT_HELP, 56, 130},
	};
	struct layout layout;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		layout_compute(cases[i].rows, cases[i].cols, &layout);
		assert_int_equal(layout.kind, cases[i].kind);
		assert_int_equal(layout.body.rows, cases[i].body_rows);
		assert_int_equal(layout.body.cols, cases[i].body_cols);
	}
}

static void
test_no_size_at_all(void **state)
{
	struct layout layout;

	(void)state;
	layout_compute(0, -3, &layout);
	assert_int_equal(layout.kind, LAYOUT_TOO_SMALL);
	assert_int_equal(layout.screen.rows, 1);
	assert_int_equal(layout.screen.cols, 1);
}

static void
check_rect(struct rect got, int row, int col, int rows, int cols)
{
	assert_int_equal(got.row, row);
	assert_int_equal(got.col, col);
	assert_int_equal(got.rows, rows);
	assert_int_equal(got.cols, cols);
}

static void
test_parts(void **state)
{
	const struct rect whole = {2, 30, 20, 80};

	(void)state;
	check_rect(rect_part(whole, 3, 5, 2, 10), 5, 35, 2, 10);
	check_rect(rect_part(whole, 18, 70, 9, 99), 20, 100, 2, 10);
	check_rect(rect_part(whole, 25, 90, 1, 1), 22, 110, 0, 0);
	check_rect(rect_part(whole, -1, -1, 3, 3), 2, 30, 3, 3);
	check_rect(rect_part(whole, 0, 0, -4, 5), 2, 30, 0, 5);
	check_rect(rect_middle(whole, 10, 40), 7, 50, 10, 40);
	check_rect(rect_middle(whole, 100, 100), 2, 30, 20, 80);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_size),
		cmocka_unit_test(test_named_sizes),
		cmocka_unit_test(test_no_size_at_all),
		cmocka_unit_test(test_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
