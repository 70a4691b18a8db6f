/* access_request: a request of the person for all that is written about them, and
 * what was decided about single answers, kept in the plan as rows like any other:
 * they have a history, are merged, and are on no copy but the agencies'. */
#ifndef EXPORT_ACCESS_REQUEST_H
#define EXPORT_ACCESS_REQUEST_H

#include "plan/plan.h"
#include "export/format.h"
#include "report/access.h"

/* The rows of requests and what is asked in them. */
#define ACCESS_REQUESTS "sign.access"
#define ACCESS_ON	"sign.access_on"
#define ACCESS_DUE	"sign.access_due"
#define ACCESS_WHO	"sign.access_who"
#define ACCESS_BY	"sign.access_by"
#define ACCESS_WHAT	"sign.decided_what" /* of one answer */

/* The last request that was not met yet. False: there is none. */
bool access_request_open(const struct plan *plan, struct uid *request)
    __attribute__((warn_unused_result));
/* Begins one; who asked, and when, is still to be written. */
bool access_request_begin(struct plan *plan, struct uid *request,
    struct error *err) __attribute__((warn_unused_result));

/* Puts what was decided in REQUEST into LIST, which access_list_make made. An
 * answer that has changed since, or about which two people decided apart, is not
 * decided. */
void access_request_read(const struct plan *plan, const struct uid *request,
    struct access_list *list);
/* Makes *ROW ready in which it is decided about ITEM: a new one that says who
 * (BY) decides, or the one that is there. If ITEM has changed since, what was
 * decided is taken back; the reason stays. */
bool access_request_decide(struct plan *plan, const struct uid *request,
    const struct access_item *item, const char *by, struct uid *row,
    struct error *err) __attribute__((warn_unused_result));

/* Writes down that the copy of LIST was given today, by BY where nobody else is
 * named, and what was decided: each answer that is not simply given, and all in
 * words. Without an open request one is begun. In one change. */
bool access_request_give(struct plan *plan, const struct access_list *list,
    const char *by, struct error *err) __attribute__((warn_unused_result));
/* Who is given the copy: who asked, else the person. The caller frees it. */
char *access_request_to(const struct plan *plan);
/* Is FORMAT one for the copy: for a person to read? */
bool access_request_writes(const struct export_format *format);

#endif
