#include "config.h"

#include "ui/mouse.h"

#define NUMBERS	 3
#define MOST	 9999 /* of a column or row */
#define BEFORE	 3    /* "\033[<" */
#define MODIFIERS (4 | 8 | 16) /* Shift, Meta, Ctrl */

enum { LEFT_BUTTON = 0, WHEEL_UP = 64, WHEEL_DOWN = 65 };

/* Three numbers with semicolons between. */
static bool
read_numbers(const char *at, const char *end, int numbers[NUMBERS])
{
	for (int i = 0; i < NUMBERS; i++) {
		const char *first = at;

		for (numbers[i] = 0; at < end && *at >= '0' && *at <= '9'; at++)
			if (numbers[i] <= MOST)
				numbers[i] = numbers[i] * 10 + *at - '0';
		if (at == first || numbers[i] > MOST)
			return false;
		if (i + 1 < NUMBERS && (at == end || *at++ != ';'))
			return false;
	}
	return at == end;
}

bool
mouse_read(const char *bytes, size_t len, struct event *event)
{
	int numbers[NUMBERS], button;

	if (len <= BEFORE || bytes[len - 1] != 'M' ||
	    !read_numbers(bytes + BEFORE, bytes + len - 1, numbers) ||
	    numbers[1] < 1 || numbers[2] < 1)
		return false;
	button = numbers[0] & ~MODIFIERS;
	*event = (struct event){
		.kind = EVENT_WHEEL,
		.col = numbers[1] - 1,
		.row = numbers[2] - 1,
	};
	if (button == WHEEL_UP || button == WHEEL_DOWN) {
		event->key = button == WHEEL_UP ? -1 : 1;
		return true;
	}
	event->kind = EVENT_CLICK;
	return numbers[0] == LEFT_BUTTON;
}
