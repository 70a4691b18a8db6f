#include "config.h"

#include "export/sealing.h"

#include <stdlib.h>

#include "base/alloc.h"
#include "export/seal.h"
#include "plan/stage.h"

struct sealing {
	struct plan *plan;
	uint64_t generation; /* of the plan, and its day, at the beginning */
	struct date today;
	struct seal seal;
	struct making *making;
};

static bool
may_seal(struct plan *plan, struct error *err)
{
	if (store_training(plan_store(plan)))
		return error_set(err, ERR_USER,
		    "A training plan is about no real person, so it cannot be "
		    "sealed or signed.");
	if (store_reader(plan_store(plan)))
		return error_set(err, ERR_USER,
		    "This is a working copy, without all that is in the plan, "
		    "so it cannot be sealed or signed. Merge it into the plan "
		    "first.");
	if (!plan_writable(plan))
		return error_set(err, ERR_DENIED,
		    "The plan cannot be sealed, because its file may only be "
		    "read here.");
	return true;
}

bool
sealing_begin(struct plan *plan, struct sealing **out, struct error *err)
{
	struct sealing *sealing;

	*out = NULL;
	if (!may_seal(plan, err))
		return false;
	sealing = xcalloc(1, sizeof *sealing);
	if (!seal_make(plan, &sealing->seal, err)) {
		sealing_free(sealing);
		return error_prefix(err, "The plan was not sealed. ");
	}
	sealing->plan = plan;
	sealing->generation = plan_generation(plan);
	sealing->today = plan_today(plan);
	sealing->making = making_new(plan, &sealing->seal, EVERY_AUDIENCE);
	*out = sealing;
	return true;
}

/* Pages that were made before a change and after it do not belong together. */
static bool
is_as_it_was(const struct sealing *sealing)
{
	return plan_generation(sealing->plan) == sealing->generation &&
	    date_compare(plan_today(sealing->plan), sealing->today) == 0;
}

bool
sealing_step(struct sealing *sealing)
{
	return is_as_it_was(sealing) && making_step(sealing->making);
}

struct how_far
sealing_far(const struct sealing *sealing)
{
	return making_far(sealing->making);
}

static bool
put_pack(struct plan *plan, const struct seal *seal, const struct pack *pack,
    const char *about, struct uid *version, struct error *err)
{
	struct version_member *members =
	    xcalloc(pack->count, sizeof *members);
	bool ok;

	for (size_t i = 0; i < pack->count; i++)
		members[i] = (struct version_member){
			.audience = pack->items[i].audience,
			.path = pack->items[i].path,
			.bytes = pack->items[i].bytes.data,
			.len = pack->items[i].bytes.len,
		};
	ok = store_put_version(plan_store(plan), &seal->digest, about, members,
	    pack->count, version, err);
	free(members);
	return ok;
}

bool
sealing_end(struct sealing *sealing, const char *about, struct uid *version,
    const char **note, struct error *err)
{
	struct plan *plan = sealing->plan;
	struct pack pack;
	bool ok = is_as_it_was(sealing);

	making_end(sealing->making, &pack);
	sealing->making = NULL;
	if (!ok)
		error_set(err, ERR_BUSY,
		    "The plan was changed while its pages were being made. "
		    "Look at what changed, then seal it again.");
	else
		ok = put_pack(plan, &sealing->seal, &pack, about, version,
		    err);
	if (ok && note != NULL)
		*note = pack_note(&pack);
	pack_clear(&pack);
	sealing_free(sealing);
	if (ok)
		plan_stage_anew(plan);
	return ok || error_prefix(err, "The plan was not sealed. ");
}

void
sealing_free(struct sealing *sealing)
{
	if (sealing == NULL)
		return;
	making_free(sealing->making);
	seal_clear(&sealing->seal);
	free(sealing);
}
