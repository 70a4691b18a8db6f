/* conf: oneplan.conf, as it stands in a file. */
#ifndef CLI_CONF_H
#define CLI_CONF_H

#include <stdbool.h>

#include "base/error.h"

/* What a file said; NULL where it said nothing. */
struct conf {
	char *caseload_folder;
	char *user_name;
};

/* Reads PATH over what CONF has already. A missing file says nothing; a wrong
 * one is an error with file and line. CONF is valid either way. */
bool conf_read(struct conf *conf, const char *path, struct error *err)
    __attribute__((warn_unused_result));
void conf_clear(struct conf *conf);

#endif
