/* passphrase: what opens an encrypted pack, from a file or from whoever sits at
 * the terminal. */
#ifndef CLI_PASSPHRASE_H
#define CLI_PASSPHRASE_H

#include <stdbool.h>

#include "base/error.h"

/* The first line of the file PATH; the caller frees it. */
bool passphrase_read(const char *path, char **out, struct error *err)
    __attribute__((warn_unused_result));
/* Is there somebody at a terminal who could be asked? */
bool passphrase_askable(void);
/* Asks for it, without showing what is typed, and with TWICE once more. The caller
 * frees it. */
bool passphrase_ask(bool twice, char **out, struct error *err)
    __attribute__((warn_unused_result));

#endif
