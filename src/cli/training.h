/* training: the sandboxes of made-up cases, one of the person's own and one a
 * seat, each with a folder for every version that was opened. */
#ifndef CLI_TRAINING_H
#define CLI_TRAINING_H

#include <stdbool.h>

#include "cli/cli.h"
#include "cli/training_case.h"

#define TRAINING_SEATS 20

/* Does ARGV (the operands after "training") open a sandbox on the screens? */
bool training_opens(size_t count, char **operands);
/* Makes the sandbox that they name, if need be. *FOLDER, the caller's to free, is
 * what the screens open. Other than STATUS_OK after a message. */
enum status training_prepare(size_t count, char **operands, char **folder);

/* What the plans are made with; false, and nothing to free, if it cannot be
 * read. */
struct training_kit {
	const struct settings *settings;
	struct form_set *forms;
	struct rates *rates;
};
bool training_kit_load(const struct settings *settings,
    struct training_kit *out, struct error *err)
    __attribute__((warn_unused_result));
void training_kit_clear(struct training_kit *kit);

/* The folder of SEAT (0: the person's own) with VERSION's plans; the caller
 * frees it. */
char *training_folder(const struct settings *settings, int seat,
    enum case_version version);
/* Makes the plans that are not there yet. */
bool training_make(const struct training_kit *kit, const char *folder,
    enum case_version version, struct error *err)
    __attribute__((warn_unused_result));
/* Makes every plan of SEAT's sandbox anew, in each version that was opened
 * (none yet: the complete one). Only training plans are ever removed: a file
 * that is not one is an error, before anything is changed. */
bool training_reset(const struct training_kit *kit, int seat,
    struct error *err) __attribute__((warn_unused_result));
/* Has anybody opened SEAT's sandbox? */
bool training_there(const struct settings *settings, int seat);

/* Makes the plan of one case at PATH, or nothing. */
bool training_make_plan(const struct training_kit *kit,
    const struct training_case *tcase, enum case_version version,
    const char *path, struct error *err) __attribute__((warn_unused_result));
/* The event cards in the folder CASES; ini_free. */
bool training_load_cards(const char *cases, struct ini **out,
    struct error *err) __attribute__((warn_unused_result));

/* The rest of the command, one file each. */
enum status training_event(struct cli *cli);
enum status training_handouts(struct cli *cli);

#endif
