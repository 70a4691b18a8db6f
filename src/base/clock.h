/* clock: what time it is; ONEPLAN_NOW freezes it. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

#include "base/date.h"

/* Seconds since 1970 UTC. ONEPLAN_NOW=2026-11-16T09:30:00Z (or a date alone:
 * noon of that day in the machine's zone) freezes it, for tests and for
 * training; anything else in it is not heeded. */
int64_t clock_now(void);
/* Today in the machine's time zone. */
struct date clock_today(void);
/* "2026-11-16T09:30:00Z"; OUT holds 32 bytes. */
void clock_format_utc(int64_t seconds, char out[32]);
/* "09:30" in the machine's zone; OUT holds 8 bytes. */
void clock_format_time(int64_t seconds, char out[8]);
/* The day in the machine's zone on which SECONDS falls. */
struct date clock_day(int64_t seconds);
/* Milliseconds that only ever grow; for waits, never shown or stored. */
int64_t clock_monotonic_ms(void);

#endif
