#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "store/store_private.h"

static void
take_definition(struct sql_stmt *stmt, struct definition *out)
{
	size_t len;
	const void *digest = sql_blob(stmt, 0, &len);

	*out = (struct definition){
		.kind = take_text(stmt, 1),
		.name = take_text(stmt, 2),
		.version = take_text(stmt, 3),
		.text = take_text(stmt, 4),
	};
	if (len == DIGEST_BYTES)
		memcpy(out->digest.bytes, digest, DIGEST_BYTES);
	out->len = strlen(out->text);
}

bool
store_definitions(struct store *store, struct definition **out, size_t *count,
    struct error *err)
{
	struct sql_stmt *stmt;
	struct definition *list = NULL;
	size_t n = 0, cap = 0;
	bool row;

	*out = NULL;
	*count = 0;
	if (!store_statement(store, SELECT_DEFINITIONS, &stmt, err))
		return store_read_failed(err);
	while (sql_step(stmt, &row, err)) {
		if (!row) {
			sql_reset(stmt);
			*out = list;
			*count = n;
			return true;
		}
		ARRAY_GROW(list, n, cap);
		take_definition(stmt, &list[n++]);
	}
	definitions_clear(list, n);
	return store_read_failed(err);
}

void
definitions_clear(struct definition *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(list[i].kind);
		free(list[i].name);
		free(list[i].version);
		free(list[i].text);
	}
	free(list);
}
