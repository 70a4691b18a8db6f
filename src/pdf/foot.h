/* foot: what stands at the foot of every page, and for a made-up plan at its
 * head: whose it is, whom it is meant for, its seal and its number. */
#ifndef PDF_FOOT_H
#define PDF_FOOT_H

struct press;

/* How much of the page it takes, its margin included. */
long foot_height(struct press *press);
/* Puts head and foot on every page, now that they are counted. What is the same
 * on all but the last is drawn once, as press->shared. */
void foot_draw_all(struct press *press);

#endif
