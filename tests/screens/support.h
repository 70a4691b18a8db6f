/* support: one person at one terminal, in this process: the screens as ui_run
 * opens them, on a harness, with a caseload in a folder that is thrown away. */
#ifndef SCREENS_SUPPORT_H
#define SCREENS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "form/form.h"
#include "harness/harness.h"
#include "plan/plan.h"
#include "ui/sitting.h"

#define CASELOAD "plans" /* in the test's own folder, where it runs */

/* The person of every test, and somebody else. */
extern const struct plan_user aisha, priya;

/* A test's folder: made, entered, and afterwards thrown away. */
int folder_setup(void **state);
int folder_teardown(void **state);
#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)
/* Around all tests: frees what they shared. */
int group_teardown(void **state);

/* The forms, read once: those beside the golden files, which never change, or
 * where REAL_FORMS was called before, those of $ONEPLAN_FORMS. */
const struct form_set *forms(void);
void real_forms(void);
const struct field *field_of(const char *name);
/* Where the golden files stand. */
const char *screens_folder(void);

/* One person at one terminal. */
struct desk {
	struct harness *harness;
	struct sitting sitting;
	struct ui_start start;
};
struct desk *desk_open(const char *type, int rows, int cols);
void desk_close(struct desk *desk);
/* Screens are on it, but nothing has been drawn yet. */
void desk_caseload(struct desk *desk);
void desk_plan(struct desk *desk, const char *path);
/* 24 by 80, in an xterm, the plan at PATH open and drawn. */
struct desk *desk_at(const char *path);
/* The same, on a VISIT or not. */
struct desk *desk_visit(const char *path, bool visit);

/* One line of a key script, or printf of one; fails the test if it is none. */
void act(struct desk *desk, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Keys one after the other, up to NULL: letters, and others by their names. */
void act_keys(struct desk *desk, const char *const *names);
#define KEYS(desk, ...) \
	act_keys(desk, (const char *const[]){ __VA_ARGS__, NULL })
/* Goes to the first question that has WORDS by Ctrl-G, as a person does. */
void go_to(struct desk *desk, const char *words);
/* Goes to the question FIELD, in the first row of its table. */
void go_to_field(struct desk *desk, const char *field);
/* Fails, with the screen printed, unless TEXT is (not) to be seen. */
void see(struct desk *desk, const char *text);
void see_not(struct desk *desk, const char *text);
const char *screen_name(const struct desk *desk);
/* Prints the screen for whoever reads a failure. */
void print_screen(const struct desk *desk);

/* The text of a file that was written; the caller frees it. */
char *read_file(const char *path);

/* --- plan files --- */

struct plan *open_as(const char *path, const struct plan_user *user);
/* Sets one answer of the plan at PATH, as somebody else would. */
void answer_as(const char *path, const struct plan_user *user,
    const char *field, const char *text);
/* The answer in the file as it is stored (a number in decimal), "" if there is
 * none; the caller frees it. */
char *stored(const char *path, const char *field, const struct uid *row);
void assert_stored(const char *path, const char *field, const char *text);
/* The file passes oneplan's own check. */
void assert_sound(const char *path);
/* How often something was written to the file, by SQLite's own count; works
 * while it is open here. */
uint32_t commits(const char *path);

/* Numbers that are the same everywhere; the seed is printed. */
struct luck {
	uint64_t state;
};
struct luck luck_new(const char *test, uint64_t seed);
unsigned luck_draw(struct luck *luck, unsigned below);

#endif
