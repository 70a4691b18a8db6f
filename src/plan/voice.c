#include "config.h"

#include "plan/voice.h"

#include <string.h>

#include "base/alloc.h"

static const struct {
	const char *code, *phrase, *asks;
	char letter;
} voices[VOICE_COUNT] = {
	[VOICE_OWN] = { "own", "The person's own words", "", '\0' },
	[VOICE_THROUGH] = { "interpreter",
	    "The person's, through an interpreter, signer or device",
	    "Who interpreted or signed, or which device?", 'I' },
	[VOICE_SEEN] = { "observed", "We think so, because of what we saw",
	    "Who saw it, and when?", 'S' },
	[VOICE_FAMILY] = { "family", "A relative's or friend's",
	    "Whose? A name, and what they are to the person.", 'F' },
	[VOICE_WORKER] = { "worker", "A worker's",
	    "Whose? A name and job.", 'W' },
	[VOICE_RECORD] = { "record", "From a record",
	    "Which record, and its date?", 'R' },
};

struct voice
voice_read(const char *text)
{
	struct voice voice = { VOICE_OWN, "" };

	for (size_t i = VOICE_THROUGH; text && i < VOICE_COUNT; i++) {
		size_t len = strlen(voices[i].code);

		if (strncmp(text, voices[i].code, len) != 0 ||
		    (text[len] != ' ' && text[len] != '\0'))
			continue;
		voice.kind = (enum voice_kind)i;
		voice.who = text + len + strspn(text + len, " ");
	}
	return voice;
}

void
voice_write(enum voice_kind kind, const char *who, struct buf *out)
{
	if (kind == VOICE_OWN)
		return;
	buf_add(out, voices[kind].code);
	who += strspn(who, " ");
	if (*who)
		buf_addf(out, " %s", who);
}

const char *
voice_phrase(enum voice_kind kind)
{
	return voices[kind].phrase;
}

const char *
voice_asks(enum voice_kind kind)
{
	return voices[kind].asks;
}

char
voice_letter(enum voice_kind kind)
{
	return voices[kind].letter;
}

void
voice_add(struct voice voice, struct buf *out)
{
	buf_add(out, voices[voice.kind].phrase);
	if (voice.who[0])
		buf_addf(out, ": %s", voice.who);
}
