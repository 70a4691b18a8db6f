/* cli: the command line. One table holds the subcommands: --help, the manual's
 * list and what may be asked of each come from it. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/error.h"
#include "cli/settings.h"
#include "report/report.h"

/* Exit statuses, as oneplan(1) documents them. */
enum status {
	STATUS_OK = 0,
	STATUS_FINDING = 1, /* a check or lint found something */
	STATUS_CANNOT = 2,  /* not used rightly, or it could not be done */
};

struct options {
	bool all, easy, help, json, large_print, script, training, what_if, withheld;
	bool pack, draft, encrypt, with_history; /* of a pack */
	const char *passphrase_file;
	bool seal, detached; /* of sign-off */
	const char *name, *role, *how, *witness, *view, *dissent, *key,
	    *attach;
	bool working, same_person; /* of files of one plan */
	const char *why, *by, *agreed, *rev; /* of words taken out */
	const char *move_to; /* the plan that they belong to */
	const char *caseload, *audience, *viewer, *output, *format, *kind,
	    *page, *date, *to, *decisions;
};

/* One run of a subcommand. */
struct cli {
	const struct subcommand *command;
	struct options options;
	struct settings settings;
	char **operands;
	size_t count;
};

struct subcommand {
	const char *name;
	const char *synopsis; /* what follows the name */
	const char *help;     /* one or two sentences */
	const char *options;  /* the letters of the options it takes */
	size_t min, max;      /* operands */
	enum status (*run)(struct cli *cli);
};

/* One row an option, for --help and the manual. */
struct cli_option {
	const char *name;
	int letter;
	const char *argument; /* NULL: takes none */
	const char *help;
};

/* Every row in order; NULL past the last. */
const struct subcommand *subcommand_at(size_t at);
const struct subcommand *subcommand_find(const char *name); /* or NULL */
const struct cli_option *cli_option_at(size_t at);

/* Runs ARGV[0], the name of a subcommand, with what follows it. CASELOAD: the
 * folder said before it, or NULL. Returns the exit status; nothing is ever asked
 * and the terminal is not used. */
enum status cli_run(const struct subcommand *command, const char *caseload,
    int argc, char **argv);

/* The whole --help. */
void cli_print_help(FILE *out);
/* The --help of one subcommand. */
void cli_print_subcommand_help(const struct subcommand *command, FILE *out);
/* What bash completes, as completions/oneplan.bash has it. */
void cli_print_words(FILE *out);
/* Prints LEN bytes and sees that they, and what was printed before, have
 * arrived. */
bool cli_print(const char *bytes, size_t len, struct error *err)
    __attribute__((warn_unused_result));
/* Sees that what was printed has arrived; turns STATUS into STATUS_CANNOT, with
 * a message, if not. */
enum status cli_finish(enum status status);

/* --- for the subcommands --- */

/* "oneplan: ..." on standard error; each returns STATUS_CANNOT. */
enum status cli_fail(const struct error *err);
enum status cli_refuse(const char *format, ...)
    __attribute__((format(printf, 1, 2)));
/* The audience of --for, the person if there is none; false after a message. */
bool cli_audience(const struct cli *cli, enum audience *out);
/* Opens the plan that FILE names to look at it, for opened_close. What was
 * recovered is said on standard error. */
struct opened {
	struct form_set *forms;
	struct rates *rates;
	struct plan *plan;
};
bool cli_open(const struct cli *cli, const char *file, struct opened *out,
    struct error *err) __attribute__((warn_unused_result));
/* The same, to change it. */
bool cli_open_to_write(const struct cli *cli, const char *file,
    struct opened *out, struct error *err) __attribute__((warn_unused_result));
void opened_close(struct opened *opened);
/* The path of a new plan that NAME names: in the caseload unless it has a slash,
 * and with the suffix that a caseload lists. The caller frees it. */
bool cli_new_path(const struct cli *cli, const char *name, char **path,
    struct error *err) __attribute__((warn_unused_result));

/* Whom a copy is for: the one whom --for and --viewer name. */
struct copy_for {
	enum audience audience;
	bool named;
	struct uid viewer; /* the row that names them */
};
/* What --page asks for: a page; of letters the one about its ITEM alone, of
 * changes those since the copy of the number ITEM. */
struct wanted_page {
	bool whole; /* nothing was asked: the whole plan */
	enum page page;
	size_t item; /* from 1; 0: all */
	bool statement; /* of a pool, to the member ITEM */
};
/* False after a message. */
bool cli_page(const struct cli *cli, struct wanted_page *out);
/* The copy, for report_free; NULL after a message. */
struct report *cli_report(struct plan *plan, const struct copy_for *copy,
    const struct wanted_page *page);
/* False after a message. */
bool cli_copy_for(const struct cli *cli, struct plan *plan,
    struct copy_for *out);
/* Nobody has agreed a what if, so it goes to nobody unasked. False after a
 * message. */
bool cli_may_leave(const struct cli *cli, const struct plan *plan);
/* Writes the pack that was asked for: cmd_export's, with --pack. */
enum status export_pack(const struct cli *cli);
/* Was all asked for, to do with who has a copy, that can be? False after a
 * message. */
bool cli_may_hand_out(const struct cli *cli);
/* Writes down in PLAN, if --to says so, who was handed the copy for AUDIENCE that
 * holds WHAT, of the version with SEAL, or (NULL) of a draft. */
enum status cli_hand_out(const struct cli *cli, struct plan *plan,
    enum audience audience, const char *what, const struct digest *seal);
/* Is it a copy of all that is written about the person (--for subject-access)?
 * And that: cmd_export's. */
bool wants_access(const struct options *options);
struct export_format;
enum status export_access(const struct cli *cli,
    const struct export_format *format);
/* Makes a working copy: cmd_export's, with --working. */
enum status export_working(const struct cli *cli);
/* Prints what a copy leaves out: cmd_export's, with --withheld. */
enum status print_withheld(const struct cli *cli, struct plan *plan,
    const struct copy_for *copy);

enum status cmd_check(struct cli *cli);
enum status cmd_copy(struct cli *cli);
enum status cmd_export(struct cli *cli);
enum status cmd_forms(struct cli *cli);
enum status cmd_history(struct cli *cli);
enum status cmd_import(struct cli *cli);
enum status cmd_list(struct cli *cli);
enum status cmd_merge(struct cli *cli);
enum status cmd_new(struct cli *cli);
enum status cmd_rates(struct cli *cli);
enum status cmd_redact(struct cli *cli);
enum status cmd_report(struct cli *cli);
enum status cmd_show(struct cli *cli);
enum status cmd_sign(struct cli *cli);
enum status cmd_training(struct cli *cli);
enum status cmd_verify(struct cli *cli);

#endif
