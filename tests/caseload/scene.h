/* scene: a folder of its own for each test of the caseload. */
#ifndef CASELOAD_SCENE_H
#define CASELOAD_SCENE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "caseload/caseload.h"
#include "store/store.h"

/* caseload/ and, elsewhere, the index. */
struct scene {
	char top[64];
	char folder[96], index[96];
};

int set_up(void **state);
int tear_down(void **state);
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

/* The caller frees it. */
char *path_of(const struct scene *scene, const char *file);
/* Gives a file an age, so that it counts as settled: the index does not
 * remember what was written a moment ago. */
void set_age(const char *path, int seconds);
void make_plan(const struct scene *scene, const char *file,
    const struct summary *summary, int age);
void make_file(const struct scene *scene, const char *file, const char *text,
    size_t len);
/* Zoë Hart in b, Kwame Redfern in a, and nobody yet in plan-2026-11-16-1. */
void make_three(const struct scene *scene);
/* Those, and links to b, copy-0000 and on: so many in all. */
#define PLENTY 3000
void make_plenty(const struct scene *scene);

struct caseload *open_caseload(const struct scene *scene);
struct caseload *begin_caseload(const struct scene *scene);
/* Slices of no time at all, each does one thing, until all is done. Returns how
 * many there were. */
size_t work(struct caseload *caseload);
/* The files shown, in order, joined by spaces. */
void assert_files(const struct caseload *caseload, const char *expected);

/* Runs CHECK as somebody without rights (root may do anything) in a process of
 * its own; it returns what went wrong, or NULL. */
void run_without_rights(const struct scene *scene,
    const char *(*check)(const struct scene *scene));

#endif
