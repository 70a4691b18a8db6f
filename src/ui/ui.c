#include "config.h"

#include "ui/ui.h"

#include <stdio.h>

#include "base/alloc.h"
#include "ui/screens.h"
#include "ui/term.h"

int
ui_run(const struct ui_start *start)
{
	struct term_options options;
	struct sitting sitting;
	struct term *term;
	struct loop *loop;
	struct error err;
	int status = 0;

	term_options_init(&options);
	options.mouse = start->mouse;
	if (!term_open(&options, &term, &err)) {
		fprintf(stderr, "oneplan: %s\n", err.text);
		return 2;
	}
	alloc_set_hook(term_abandon);
	loop = loop_new(term);
	sitting_init(&sitting, loop, start);
	loop_set_general(loop, sitting_general, &sitting);
	err.text[0] = '\0';
	if (!start->file)
		loop_push(loop, screen_caseload_new(&sitting));
	else if (!sitting_open_plan(&sitting, start->file, &err))
		status = 2;
	if (status == 0)
		loop_run(loop);
	if (sitting.broken.code != ERR_NONE) {
		err = sitting.broken;
		status = 2;
	}
	loop_free(loop);
	sitting_clear(&sitting);
	alloc_set_hook(NULL);
	term_close(term);
	if (status)
		fprintf(stderr, "oneplan: %s\n", err.text);
	return status;
}
