#include "config.h"

#include "rules/sentence.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"

void
sentence_list(struct buf *out, const char *const *names, size_t count)
{
	bool plain = true;

	for (size_t i = 0; i < count; i++)
		plain = plain && !strstr(names[i], " and ") &&
		    !strchr(names[i], ',');
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add(out, !plain ? "; " :
			    i + 1 == count ? " and " : ", ");
		buf_add(out, names[i]);
	}
}

const char *
sentence_stop(const char *text)
{
	size_t len = strlen(text);

	return len > 0 && strchr(".?!", text[len - 1]) ? "" : ".";
}
