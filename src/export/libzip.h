/* libzip: loaded when it is needed, because it brings libcrypto with it, which
 * would double the time that oneplan takes to start. Private to zipped.c. */
#ifndef EXPORT_LIBZIP_H
#define EXPORT_LIBZIP_H

#include <stdbool.h>
#include <zip.h>

#include "base/error.h"

#define LIBZIP_FUNCTIONS(X)                                                    \
	X(zip_close)                                                           \
	X(zip_discard)                                                         \
	X(zip_error_code_zip)                                                  \
	X(zip_error_strerror)                                                  \
	X(zip_fclose)                                                          \
	X(zip_file_add)                                                        \
	X(zip_file_set_dostime)                                                \
	X(zip_file_set_encryption)                                             \
	X(zip_file_set_external_attributes)                                    \
	X(zip_fopen_index_encrypted)                                           \
	X(zip_fread)                                                           \
	X(zip_get_error)                                                       \
	X(zip_get_num_entries)                                                 \
	X(zip_open_from_source)                                                \
	X(zip_set_file_compression)                                            \
	X(zip_source_buffer)                                                   \
	X(zip_source_buffer_create)                                            \
	X(zip_source_close)                                                    \
	X(zip_source_free)                                                     \
	X(zip_source_keep)                                                     \
	X(zip_source_open)                                                     \
	X(zip_source_read)                                                     \
	X(zip_stat_index)

/* Its functions by their names. */
struct libzip {
#define LIBZIP_MEMBER(name) __typeof__(&(name)) name;
	LIBZIP_FUNCTIONS(LIBZIP_MEMBER)
#undef LIBZIP_MEMBER
};

/* False with a sentence where it is not installed. It is never unloaded. */
bool libzip_load(struct libzip *lib, struct error *err)
    __attribute__((warn_unused_result));

#endif
