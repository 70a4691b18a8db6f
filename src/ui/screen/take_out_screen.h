/* take_out_screen: what the screen that takes words out and the one that moves
 * them to another plan share. */
#ifndef UI_SCREEN_TAKE_OUT_SCREEN_H
#define UI_SCREEN_TAKE_OUT_SCREEN_H

#include "plan/redact.h"
#include "ui/screens.h"

/* Which plan the words WANTED belong to, then whether they are to go there. What
 * WANTED points to outlives UNDER, the screen below, which closes with it once
 * they are moved. WORDS is what goes. */
struct screen *screen_move_new(struct sitting *sitting, struct screen *under,
    const struct redact_wanted *wanted, const char *words);

#endif
