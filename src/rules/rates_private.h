/* rates_private: what rates are made of while they are read and after. Private
 * to src/rules: rates_load.c finds the files, rates_read.c and rates_rows.c know
 * their grammar, rates_cell.c what stands between two |, rates.c looks up. */
#ifndef RULES_RATES_PRIVATE_H
#define RULES_RATES_PRIVATE_H

#include "base/arena.h"
#include "base/ini.h"
#include "base/ini_known.h"
#include "rules/rates.h"

/* Where something was said first, so that a second time can name it. */
struct said_at {
	const char *file; /* NULL: nowhere yet */
	int line;
};

struct figure {
	const char *subject, *key, *title;
	enum rate_unit unit;
	struct held {
		struct rate rate;
		bool ours_again; /* a local file has no figure from here on */
	} *rates; /* by day; a local one after ours of the same day */
	size_t count, cap;
	struct said_at ours, local;
};

struct column {
	const char *name;
	enum rate_unit unit;
	const char *words; /* "year/week": nothing else may stand there */
};

/* The rows that hold from one day. */
struct rows {
	long from;
	const struct rate_row **rows;
	size_t count, cap;
};

struct rate_table {
	const char *subject, *key, *title;
	const char *const *names; /* of the columns */
	struct column *columns;
	size_t column_count;
	struct rows *rows; /* by day, as a figure's */
	size_t count, cap;
	struct said_at at;
};

struct rates_file {
	struct ini *ini;
	bool local;
};

struct rates {
	struct arena arena;
	const char **subjects; /* of our files */
	size_t subject_count, subject_cap;
	struct rates_file *files;
	size_t file_count, file_cap;
	struct figure *figures;
	size_t figure_count, figure_cap;
	struct rate_table *tables;
	size_t table_count, table_cap;
};

/* --- reading --- */

struct rates_builder {
	struct rates *rates;
	struct problem_list *problems;
	struct error *err;
	bool clean;
	struct ini_known *known; /* texts not to be read twice, or NULL */
	/* the file that is being read */
	const char *file;
	bool local;
	const char *subject, *owner; /* OWNER is NULL in ours */
};

/* A mistake on LINE of the file that is being read. */
void rates_mistake(struct rates_builder *builder, int line,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Reads a file that is an INI file already. */
void rates_read(struct rates_builder *builder, const struct ini *ini);
/* Its [table.KEY] and [rows.KEY]; NAME is what follows "table." or "rows.". */
void rates_read_table(struct rates_builder *builder,
    const struct ini_section *ini, const char *name);
void rates_read_rows(struct rates_builder *builder,
    const struct ini_section *ini, const char *name);

/* Is each key of INI one of KEYS (ends in NULL), and each there that must be?
 * A key that ends in "." stands for any number of keys that begin so, and for
 * itself without the dot. Those after the first NEEDED may be left out. */
bool rates_check_keys(struct rates_builder *builder,
    const struct ini_section *ini, const char *const *keys, size_t needed);
/* Does NAME stand for KEY, as above? */
bool rates_key_is(const char *name, const char *key);
/* True where NAME is [a-z][a-z0-9_]*; else a mistake. */
bool rates_check_id(struct rates_builder *builder, int line, const char *name);

/* Divides TEXT at each | and takes the blanks off. *CELLS is the arena's. */
size_t rates_cells(struct arena *arena, const char *text,
    const char *const **cells);
bool rates_read_day(struct rates_builder *builder, int line,
    const char *text, long *day);
bool rates_read_verified(struct rates_builder *builder, int line,
    const char *text, bool *verified);
bool rates_read_source(struct rates_builder *builder, int line,
    const char *text);
/* A day must come after the one BEFORE it in its section's or file's order;
 * *BEFORE is LONG_MIN at first, and is DAY afterwards. */
bool rates_check_order(struct rates_builder *builder, int line, long *before,
    long day);
/* The number that TEXT (not blank) is, as COLUMN has it; named in a mistake where
 * it has a name. */
bool rates_read_number(struct rates_builder *builder, int line,
    const struct column *column, const char *text, int64_t *number);
/* "pounds", "percent", "number"; and of a column also "date", "words" and
 * "a/b". False, without a mistake, where WORD is none. */
bool rates_unit(const char *word, struct column *column);

struct figure *rates_figure(const struct rates *rates, const char *key);
struct rate_table *rates_table(const struct rates *rates, const char *key);

#endif
