/* scene: a plan of our own small forms (tests/report/forms), for the tests of
 * what is made of it. */
#ifndef TESTS_REPORT_SCENE_H
#define TESTS_REPORT_SCENE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "report/report.h"

struct scene {
	char top[64];
	struct form_set *forms;
	struct plan *plan;
};

int set_up(void **state);
int set_up_training(void **state);
int set_up_real(void **state); /* of the forms that people use */
int tear_down(void **state);

/* What somebody types, in ROW or outside every table. */
void answer_in(const struct scene *scene, const struct uid *row,
    const char *name, const char *text);
void answer(const struct scene *scene, const char *name, const char *text);
void answer_link(const struct scene *scene, const struct uid *row,
    const char *name, const struct uid *to);
struct uid add_row(const struct scene *scene, const struct uid *parent,
    const char *name);
/* The plan of Kwame Redfern, who does not exist. */
void fill(const struct scene *scene);

/* The page for AUDIENCE as text, the caller's to free. */
char *page(const struct scene *scene, enum audience audience);
/* Compares with tests/report/NAME; GENERATE=1 writes it anew, to be read. */
void assert_golden(const char *text, const char *name);

#endif
