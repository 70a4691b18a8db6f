/* problem: a finding of lint or of a check, and a growing list of them. */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include <stddef.h>

struct problem {
	char *where; /* "forms/about_me.ini:12" or a field's full name; owned */
	char *text;  /* what is wrong, and the mend: full sentences; owned */
};

struct problem_list {
	struct problem *items;
	size_t count, cap;
};

void problem_list_init(struct problem_list *list);
void problem_list_clear(struct problem_list *list);
void problem_add(struct problem_list *list, const char *where,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
