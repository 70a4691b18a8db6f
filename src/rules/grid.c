#include "config.h"

#include "rules/grid.h"

static bool
on_the_side(int number)
{
	return number >= 1 && number <= GRID_SIDE;
}

int
grid_score(const struct grid_risk *risk)
{
	if (!risk->on || risk->self_harm || !on_the_side(risk->likelihood) ||
	    !on_the_side(risk->consequence))
		return 0;
	return risk->likelihood * risk->consequence;
}

const struct grid_band *
grid_band(const struct grid_band *bands, size_t count, int score)
{
	for (size_t i = 0; i < count; i++)
		if (score >= bands[i].from && score <= bands[i].to)
			return &bands[i];
	return NULL;
}

static bool
in_one_band(const struct grid_band *bands, size_t count, int score)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += score >= bands[i].from && score <= bands[i].to;
	return found == 1;
}

bool
grid_bands_sound(const struct grid_band *bands, size_t count)
{
	for (int likelihood = 1; likelihood <= GRID_SIDE; likelihood++)
		for (int consequence = 1; consequence <= GRID_SIDE;
		     consequence++)
			if (!in_one_band(bands, count,
				likelihood * consequence))
				return false;
	return true;
}

void
grid_explain(const struct grid_risk *risk, const struct grid_band *bands,
    size_t count, const char *source, struct working *out)
{
	static const char *const likelihoods[] = { "", "rare", "unlikely",
		"possible", "likely", "almost certain" };
	static const char *const consequences[] = { "", "negligible", "minor",
		"moderate", "major", "catastrophic" };
	int score = grid_score(risk);
	const struct grid_band *band = grid_band(bands, count, score);

	if (risk->self_harm) {
		working_add(out, "NICE guideline NG225", "A safety plan is "
		    "written together. Nothing is scored.");
		return;
	}
	if (score == 0) {
		working_add(out, NULL, risk->on ?
		    "There is no number yet: how likely and how bad are not "
		    "both answered." :
		    "The organisation does not use numbers for risks.");
		return;
	}
	working_add(out, NULL, "How likely (%s, %d) x how bad (%s, %d) = %d",
	    likelihoods[risk->likelihood], risk->likelihood,
	    consequences[risk->consequence], risk->consequence, score);
	if (band)
		working_add(out, source, "%d to %d is called %s.", band->from,
		    band->to, band->name);
	working_add(out, NULL, "It decides nothing. The words come first.");
}
