/* The program's own fdatasync comes before the C library's, for SQLite too, so
 * that they can be counted without another program looking on. */
#include "config.h"

#include "bench/synced.h"

#include <sys/syscall.h>
#include <unistd.h>

static long count;

long
synced(void)
{
	return count;
}

int
fdatasync(int fd)
{
	count++;
	return (int)syscall(SYS_fdatasync, fd);
}

int
fsync(int fd)
{
	count++;
	return (int)syscall(SYS_fsync, fd);
}
