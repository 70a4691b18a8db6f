/* plans: the caseload's columns, as many as there is room for. */
#ifndef UI_SCREEN_PLANS_H
#define UI_SCREEN_PLANS_H

#include <stdbool.h>

#include "caseload/caseload.h"
#include "ui/draw.h"

/* Which columns show: the same for every row of a frame. */
struct plan_columns {
	enum caseload_order order; /* what they are ordered by always shows */
	bool any_due; /* a column that is empty in every row is left out */
};

/* Draws what the columns are called, and one plan, at ROW of AREA. */
void plans_draw_head(const struct plan_columns *columns, struct rect area,
    int row);
void plans_draw_row(const struct plan_columns *columns,
    const struct caseload_row *plan, struct rect area, int row);

#endif
