/* Who holds an old copy, on the sign-off screen. */
#include "config.h"

#include "plan/handed.h"
#include "ui/screen/export_screen.h"
#include "ui/screen/sign_screen.h"

static void
add_copy(struct sign_screen *screen, const struct handed *handed,
    const char *heading)
{
	struct buf text;

	buf_init(&text);
	held_say(handed, &text);
	sign_add(screen, ACT_COPY, heading, &text)->row = handed->row;
}

void
sign_add_copies(struct sign_screen *screen)
{
	const char *heading = "Who holds an old copy";
	struct handed_list list;
	struct error err;

	/* somebody else may see this screen, and nothing is printed there */
	if (screen->sitting->start->visit)
		return;
	if (!plan_handed(screen->sitting->plan, &list, &err)) {
		sign_add_words(screen, ACT_NONE, heading, err.text)->problem =
		    true;
		return;
	}
	for (size_t i = 0; i < list.count; i++) {
		if (!list.items[i].old)
			continue;
		add_copy(screen, &list.items[i], heading);
		heading = NULL;
	}
	handed_list_clear(&list);
}
