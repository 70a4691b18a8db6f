/* full_disk: a disk on which nothing more can be written, for a while. Apart from
 * support.h, because the store's tests have one of their own. */
#ifndef SCREENS_FULL_DISK_H
#define SCREENS_FULL_DISK_H

/* Files that are opened from here on are on that disk. */
void full_disk_begin(void);
void full_disk_end(void);
/* No write succeeds. */
void full_disk_fill(void);
/* No file can grow: the room kept inside a plan is still there. */
void full_disk_stop_growth(void);
void full_disk_make_room(void);

#endif
