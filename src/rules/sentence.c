#include "config.h"

#include "rules/sentence.h"

#include "base/buf.h"

void
sentence_list(struct buf *out, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			buf_add(out, i + 1 == count ? " and " : ", ");
		buf_add(out, names[i]);
	}
}
