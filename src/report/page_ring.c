/* Who to ring, and what if; and what somebody needs in an emergency. */
#include "config.h"

#include "report/report_private.h"

#define REPEAT_CONTACT "about_me.contact"
#define REPEAT_RISK    "risks.risk"
#define REPEAT_IF      "risks.if"

#define NO_WHAT_IF                                                             \
	"There is nothing on this copy yet about what to do if something "     \
	"happens."

static void
add_people(struct builder *builder)
{
	static const char *const header[] = { "Name", "Who they are", "Phone" };
	static const char *const names[] = { "about_me.contact_name",
		"about_me.contact_relation", "about_me.contact_phone" };
	const struct repeat *repeat = page_repeat(builder, REPEAT_CONTACT);
	struct draft draft = {
		.table = { .caption = "Who to ring",
		    .columns = 3,
		    .header = header },
	};
	const struct uid *rows;
	size_t count = 0;

	if (repeat != NULL &&
	    plan_repeat_shown(builder->plan, repeat, &UID_NONE))
		count = plan_rows(builder->plan, repeat, &UID_NONE, &rows);
	for (size_t i = 0; i < count; i++) {
		const char *cells[3];

		for (size_t c = 0; c < 3; c++)
			cells[c] = page_text(builder,
			    page_field(builder, names[c]), &rows[i]);
		if (cells[0][0] != '\0' || cells[2][0] != '\0')
			draft_row(builder, &draft, cells);
	}
	if (!draft_finish(builder, &draft))
		builder_text(builder, BLOCK_PARAGRAPH,
		    "There is nobody to ring in an emergency on this copy "
		    "yet.");
}

/* People and lines for when somebody thinks of harming themselves: what the
 * safety plans say, whom this copy may show them to. */
static void
add_safety_lines(struct builder *builder)
{
	static const char *const names[] = { "risks.sp_people",
		"risks.sp_staff" };
	const struct repeat *repeat = page_repeat(builder, REPEAT_RISK);
	const struct uid *risks;
	size_t count = 0;

	if (repeat != NULL &&
	    plan_repeat_shown(builder->plan, repeat, &UID_NONE))
		count = plan_rows(builder->plan, repeat, &UID_NONE, &risks);
	for (size_t i = 0; i < count; i++)
		for (size_t c = 0; c < 2; c++) {
			const struct field *field =
			    page_field(builder, names[c]);

			/* not of a risk that is now of another kind */
			if (page_value(builder, field, &risks[i]) != NULL)
				builder_field(builder, field, &risks[i],
				    page_text(builder, field, &risks[i]));
		}
}

static void
add_ifs(struct builder *builder, struct draft *draft, const struct uid *risk)
{
	static const char *const names[] = { "risks.if_this", "risks.if_that",
		"risks.if_who", "risks.if_within" };
	const struct repeat *repeat = page_repeat(builder, REPEAT_IF);
	const struct uid *rows;
	size_t count;

	if (repeat == NULL || !plan_repeat_shown(builder->plan, repeat, risk))
		return;
	count = plan_rows(builder->plan, repeat, risk, &rows);
	for (size_t i = 0; i < count; i++) {
		const char *cells[4];

		for (size_t c = 0; c < 4; c++)
			cells[c] = page_text(builder,
			    page_field(builder, names[c]), &rows[i]);
		if (cells[0][0] != '\0' || cells[1][0] != '\0')
			draft_row(builder, draft, cells);
	}
}

static bool
add_what_if(struct builder *builder)
{
	static const char *const header[] = { "If this happens", "Do this",
		"Who", "Within" };
	const struct repeat *repeat = page_repeat(builder, REPEAT_RISK);
	struct draft draft = {
		.table = { .caption = "What if",
		    .columns = 4,
		    .header = header },
	};
	const struct uid *risks;
	size_t count = 0;

	if (repeat != NULL &&
	    plan_repeat_shown(builder->plan, repeat, &UID_NONE))
		count = plan_rows(builder->plan, repeat, &UID_NONE, &risks);
	for (size_t i = 0; i < count; i++)
		add_ifs(builder, &draft, &risks[i]);
	return draft_finish(builder, &draft);
}

static void
add_coordinator(struct builder *builder)
{
	page_answer(builder, "purpose.coordinator");
	page_answer(builder, "purpose.coordinator_phone");
	page_answer(builder, "purpose.coordinator_email");
}

void
page_ring(struct builder *builder)
{
	bool any;

	add_coordinator(builder);
	add_people(builder);
	add_safety_lines(builder);
	any = add_what_if(builder);
	any = page_backups(builder) || any;
	if (!any)
		builder_text(builder, BLOCK_PARAGRAPH, NO_WHAT_IF);
}

void
page_emergency(struct builder *builder)
{
	static const char *const names[] = { "about_me.name_pref",
		"about_me.dob", "about_me.nhs_no", "about_me.address",
		"about_me.postcode", "about_me.language",
		"about_me.comm_support", "me.talk", "health.health_short",
		"health.cpr", "health.cpr_where", "health.antic_meds" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		page_answer(builder, names[i]);
	add_people(builder);
	if (!add_what_if(builder))
		builder_text(builder, BLOCK_PARAGRAPH, NO_WHAT_IF);
	add_coordinator(builder);
}
