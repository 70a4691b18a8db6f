/* synced: how often the disk was waited for. */
#ifndef BENCH_SYNCED_H
#define BENCH_SYNCED_H

/* Calls of fdatasync and fsync by this process so far, SQLite's included. */
long synced(void);

#endif
