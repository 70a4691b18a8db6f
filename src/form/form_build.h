/* form_build: what reading forms needs while it lasts. Private to src/form:
 * form_load.c makes the parts, form_resolve.c joins them, form.c keeps them. */
#ifndef FORM_FORM_BUILD_H
#define FORM_FORM_BUILD_H

#include "base/ini.h"
#include "form/form.h"
#include "form/form_keys.h"

enum name_kind {
	NAME_FORM,
	NAME_SECTION,
	NAME_FIELD, /* older names too */
	NAME_REPEAT,
	NAME_ROW, /* the answers every row has; what is its repeat */
	NAME_LIST,
};

struct name {
	const char *name;
	enum name_kind kind;
	const void *what;
	const char *file; /* where it was said, for messages */
	int line;
	bool older; /* said by `was` */
	size_t order; /* as read */
};

struct form_index {
	struct ini **inis; /* a set's words point into these */
	size_t ini_count;
	struct name *names; /* sorted by name, then kind */
	size_t count, cap;
};

const void *form_index_find(const struct form_index *index,
    enum name_kind kind, const char *name);

struct section_draft {
	struct section *section;
	const struct ini_section *ini;
};
struct field_draft {
	struct field *field;
	const struct ini_section *ini;
};
struct repeat_draft {
	struct repeat *repeat;
	const struct ini_section *ini;
};
struct form_draft {
	struct form *form;
	const struct ini_section *ini; /* its [form] */
};
/* A field or a repeat's table, and the section it stands in. */
struct stand {
	struct item item;
	const struct section *section;
};

struct form_builder {
	struct form_set *set;
	struct ini_known *known; /* NULL: every file is read twice */
	struct problem_list *problems;
	struct error *err;
	bool clean; /* no mistake so far */

	struct form_draft *forms;
	size_t form_count, form_cap;
	struct section_draft *sections;
	size_t section_count, section_cap;
	struct field_draft *fields;
	size_t field_count, field_cap;
	struct repeat_draft *repeats;
	size_t repeat_count, repeat_cap;
	struct choice_list **lists;
	size_t list_count, list_cap;
	struct stand *stands;
	size_t stand_count, stand_cap;
	const struct expr **exprs;
	size_t expr_count, expr_cap;

	/* where in the file we are */
	struct form *form;
	const struct section *section;
	const struct repeat *repeat; /* where the next field goes */
};

/* Adds a mistake; the text says what is wrong and how to mend it. */
void form_mistake(struct form_builder *b, const char *file, int line,
    const char *format, ...) __attribute__((format(printf, 4, 5)));
/* form_value.c: what one part of a file says. */

/* The words of TEXT (which may be NULL), NULL-terminated, in the set's arena. */
const char *const *form_words(struct form_builder *b, const char *text);
/* "a.b" in the set's arena. */
const char *form_join(struct form_builder *b, const char *a, const char *sep,
    const char *c);
/* The line of KEY, or the part's. */
int form_line(const struct ini_section *ini, const char *key);
/* KEY's value, or OTHER. */
const char *form_value(const struct ini_section *ini, const char *key,
    const char *other);
/* Every key is known and in order, and those required are there. */
void form_check_keys(struct form_builder *b, enum form_part part,
    const struct ini_section *ini);
/* Is ID [a-z][a-z0-9_]* without two underscores together? */
bool form_check_id(struct form_builder *b, int line, const char *id);
/* ID is none of the names that expressions and tables keep for themselves. */
void form_check_not_kept(struct form_builder *b, int line, const char *id);
bool form_flag(struct form_builder *b, const struct ini_section *ini,
    const char *key);
/* The same for what is so unless 0 is written: OTHER where nothing is said. */
bool form_flag_off(struct form_builder *b, const struct ini_section *ini,
    const char *key, bool other);
/* A whole number from LEAST (at least 0) to MOST; OTHER where nothing is said. */
int form_count_of(struct form_builder *b, const struct ini_section *ini,
    const char *key, int least, int most, int other);
/* The bits that audience names; 0 where nothing is said. */
unsigned form_audience(struct form_builder *b, const struct ini_section *ini,
    bool restricted);
/* KEY, KEY.2, KEY.3 ... as paragraphs. */
const char *const *form_paragraphs(struct form_builder *b,
    const struct ini_section *ini, const char *key);
/* The same joined with spaces, or NULL. */
const char *form_joined(struct form_builder *b, const struct ini_section *ini,
    const char *key);

/* Reads one file into drafts. */
void form_read(struct form_builder *b, const struct ini *ini);
/* Finds what the drafts name and fills the set. */
void form_resolve(struct form_builder *b);

#endif
