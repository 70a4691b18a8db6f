/* ini_folder: a folder of INI files that are read in the order of their numbers,
 * as forms and figures are: 10-purpose.ini, 20-about_me.ini. */
#ifndef BASE_INI_FOLDER_H
#define BASE_INI_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

/* The names of the *.ini of DIR in order, without hidden files; free with
 * ini_folder_free, whatever is returned. False: it cannot be read, and errno says
 * why. */
bool ini_folder_list(const char *dir, char ***names, size_t *count)
    __attribute__((warn_unused_result));
void ini_folder_free(char **names, size_t count);
/* Does NAME begin with a number and a dash? */
bool ini_folder_numbered(const char *name);

#endif
