#include "config.h"

#include "full_disk.h"

#include "store/fault_vfs.h"

void
full_disk_begin(void)
{
	fault_begin();
}

void
full_disk_end(void)
{
	fault_end();
}

void
full_disk_fill(void)
{
	fault_arm(FAULT_FULL, 1, true);
}

void
full_disk_stop_growth(void)
{
	fault_arm(FAULT_GROW, 1, true);
}

void
full_disk_make_room(void)
{
	fault_disarm();
}
