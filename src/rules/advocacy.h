/* advocacy: do the ticks say that an independent advocate has to be arranged
 * (Care Act 2014, section 67)? Taking part has to be very hard for the person in
 * at least one of four ways, and nobody suitable can help them. It is a lower bar
 * than not being able to decide. */
#ifndef RULES_ADVOCACY_H
#define RULES_ADVOCACY_H

#include "rules/tick.h"
#include "rules/working.h"

enum helper {
	HELPER_BLANK,
	HELPER_YES,	/* suitable, willing, and the person agrees */
	HELPER_NO,
	HELPER_REFUSED, /* there is one, and the person does not want them */
};

struct advocacy {
	enum tick understand, retain, weigh, views; /* very hard, with help? */
	enum helper helper;
};

enum advocate { ADVOCATE_NOT_FINISHED, ADVOCATE_NOT_DUE, ADVOCATE_DUE };

/* What the ticks suggest. Somebody whom the person does not want is nobody
 * (section 67(6)). */
enum advocate advocacy_due(const struct advocacy *advocacy);

void advocacy_explain(const struct advocacy *advocacy, struct working *out);

#endif
