/* vat: the VAT in a price: which kind seems right for what is bought, who has to
 * be asked, and how much of the price it is (domain.md E6, practice.md F25). */
#ifndef RULES_VAT_H
#define RULES_VAT_H

#include "rules/figure.h"

enum vat_kind {
	VAT_UNKNOWN,
	VAT_NONE, /* outside VAT: wages, sellers who are not registered */
	VAT_EXEMPT,
	VAT_ZERO,
	VAT_REDUCED,
	VAT_STANDARD,
};

struct vat_rates {
	const struct rate *standard, *reduced;
};

/* The kind of a code of the forms ("zero"); VAT_UNKNOWN for any other, or
 * NULL. And its code; NULL for VAT_UNKNOWN. */
enum vat_kind vat_kind_find(const char *code);
const char *vat_kind_code(enum vat_kind kind);

/* The price with VAT from one without, and the VAT in a price that has it, each
 * rounded once, halves up. False if the rate is not known, or the price is below
 * zero or too large. */
bool vat_gross(int64_t net_pence, enum vat_kind kind,
    const struct vat_rates *rates, int64_t *gross_pence, struct error *err)
    __attribute__((warn_unused_result));
bool vat_contained(int64_t gross_pence, enum vat_kind kind,
    const struct vat_rates *rates, int64_t *vat_pence, struct error *err)
    __attribute__((warn_unused_result));

/* What is bought, in the codes of the forms; NULL where it was not said. */
struct vat_line {
	const char *category;
	const char *route;   /* who buys: notional, managed, dp, ... */
	bool registered;     /* with the Care Quality Commission */
	bool proof;	     /* the signed declaration is held */
	enum vat_kind chosen; /* VAT_UNKNOWN: nobody said */
};

struct vat_view {
	enum vat_kind suggested; /* VAT_UNKNOWN: it depends, see advice */
	bool ask_finance;	 /* who buys may change the VAT */
	bool unlike;		 /* another kind was chosen than is suggested */
	bool proof_missing;	 /* the kind needs a declaration */
	const char *reason;	 /* of the suggestion, a sentence */
	const char *advice;	 /* what to do, a sentence; or NULL */
};

/* Never decides: a seller and its VAT office do. */
struct vat_view vat_judge(const struct vat_line *line);

/* COST_PENCE is the line's, with VAT. */
void vat_explain(const struct vat_line *line, int64_t cost_pence,
    const struct vat_rates *rates, struct working *out);

#endif
