/* fault_vfs: a shim between SQLite and the disk that makes the disk fail, fill
 * up or lose its power at a chosen operation. For tests of the store. */
#ifndef TESTS_STORE_FAULT_VFS_H
#define TESTS_STORE_FAULT_VFS_H

#include <stdbool.h>
#include <stdint.h>

#include "support.h"

enum fault_kind {
	FAULT_NONE,
	FAULT_IO,    /* an operation of any kind fails */
	FAULT_FULL,  /* a write finds the disk full */
	FAULT_GROW,  /* writes that make a file longer find the disk full */
	FAULT_POWER, /* everything fails from here on; see fault_power_back */
};

/* Puts the shim in the way of every file that is opened from now on, and takes
 * it out again. */
void fault_begin(void);
void fault_end(void);
/* Lets operation AT (from 1) fail, or with LASTING every one from there on. */
void fault_arm(enum fault_kind kind, int64_t at, bool lasting);
void fault_disarm(void);
/* How many operations there were since fault_arm. */
int64_t fault_operations(void);

/* Leaves every file as the disk could have it after the power went: what was
 * synced, and of what was written since, nothing or (WITH_SOME) any of it. */
void fault_power_back(struct dice *dice, bool with_some);

#endif
