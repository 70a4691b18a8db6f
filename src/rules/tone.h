/* tone: words of offices about people, which nobody would say to their face
 * (practice.md F43). */
#ifndef RULES_TONE_H
#define RULES_TONE_H

/* What to write in place of the first such word in TEXT, as a sentence; NULL: there
 * is none. Only ever a word of advice, and never about the person's own words. */
const char *tone_advice(const char *text);

#endif
