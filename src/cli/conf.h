/* conf: oneplan.conf, as it stands in a file. */
#ifndef CLI_CONF_H
#define CLI_CONF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"

/* What a file said; NULL where it said nothing. */
struct conf {
	char *caseload_folder;
	char *user_name;
	char *screen_mouse; /* "yes" or "no" */
	char *data_folder, *data_local;
	char *sign_key, *sign_known_keys;
};

/* One row a setting, for reading and oneplan.conf(5). */
struct conf_setting {
	const char *section, *key;
	size_t offset; /* in struct conf, of the char * it sets */
	const char *about, *example;
	bool yes_no; /* its value is one of these */
};
const struct conf_setting *conf_setting_at(size_t at); /* NULL past the last */

/* Reads PATH over what CONF has already. A missing file says nothing; a wrong
 * one is an error with file and line. CONF is valid either way. */
bool conf_read(struct conf *conf, const char *path, struct error *err)
    __attribute__((warn_unused_result));
void conf_clear(struct conf *conf);

#endif
