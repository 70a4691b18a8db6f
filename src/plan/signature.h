/* signature: who has signed the plan, and who is waited for. Signatures are rows
 * like any other, so that they come in one by one, over weeks, on any copy of the
 * plan. */
#ifndef PLAN_SIGNATURE_H
#define PLAN_SIGNATURE_H

#include "plan/plan.h"

/* The questions of a signature. */
#define SIGNATURES	  "sign.signature"
#define SIGNATURE_NAME	  "sign.sig_name"
#define SIGNATURE_ROLE	  "sign.sig_role"
#define SIGNATURE_HOW	  "sign.sig_how"
#define SIGNATURE_ON	  "sign.sig_on"
#define SIGNATURE_WITNESS "sign.sig_witness"
#define SIGNATURE_VIEW	  "sign.sig_view"
#define SIGNATURE_DISSENT "sign.sig_dissent"
#define SIGNATURE_SEAL	  "sign.sig_seal"
#define SIGNATURE_KEY	  "sign.sig_key"
#define SIGNATURE_FILE	  "sign.sig_file"
/* Codes of how: made with a key; chose not to. */
#define SIGNATURE_BY_KEY "key"
#define SIGNATURE_NO	 "no"

enum signature_state {
	SIGNATURE_GIVEN,    /* for the plan as it was last sealed */
	SIGNATURE_DECLINED, /* chose not to sign it */
	SIGNATURE_WAITING,
	SIGNATURE_KEY_DUE, /* waiting: with a key, and not made yet */
	SIGNATURE_AGAIN,   /* waiting: signed an earlier version only */
	SIGNATURE_EARLIER, /* for an earlier version; signed again since */
	SIGNATURE_UNSEALED, /* given before anything was sealed: for no version */
};

struct signature {
	struct uid row;
	enum signature_state state;
	char *name, *role, *how, *on, *witness; /* as read; "" if not said */
	char *view, *dissent;			/* in full */
	char *role_code, *how_code;
	bool sealed; /* SEAL is that of the version it is for */
	struct digest seal;
	char *key, *file; /* of one made with a key; "" else */
};
struct signature_list {
	struct signature *items; /* in their order */
	size_t count, cap;
};

/* Every row of the table in which anything stands. LAST is the seal of the last
 * version, NULL where nothing has been sealed. Free with signature_list_clear. */
void plan_signatures(const struct plan *plan, const struct digest *last,
    struct signature_list *out);
void signature_list_clear(struct signature_list *list);
bool signature_waits(const struct signature *signature);
/* Appends "Signed: Kwame, The person. In ink, on the printed page, 16 November
 * 2026", or that it is waited for, or was for an earlier version. */
void signature_say(const struct signature *signature, struct buf *out);

/* One to be recorded; texts that are NULL are not said. */
struct signing {
	struct uid row; /* the row that waits for it; UID_NONE: a new one */
	const char *name, *role, *how; /* ROLE and HOW are codes */
	const char *on, *witness, *view, *dissent; /* as they are typed */
	const char *key, *file; /* made with a key: its name, its signature */
	struct digest seal; /* of the version it is for */
};
/* Records it in one change. *ROW, if not NULL, is where it stands. */
bool plan_sign(struct plan *plan, const struct signing *signing,
    struct uid *row, struct error *err) __attribute__((warn_unused_result));

#endif
