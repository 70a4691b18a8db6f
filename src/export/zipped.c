#include "config.h"

#include "export/zipped.h"

#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "export/libzip.h"

/* What begins a zip with something in it. */
#define ZIP_BEGINS	"PK\003\004"
#define ZIP_BEGINS_LEN	4

#define PIECE 65536 /* bytes read at a time */

/* A file's rights, as a zip made on Unix has them: for its owner to read and
 * write. */
#define OWNER_ONLY (0100600u << 16)

/* --- writing --- */

/* The day as a zip keeps it; there is no year before 1980. */
static zip_uint16_t
dos_day(struct date day)
{
	if (day.year < 1980 || day.year > 2107)
		day = (struct date){ 1980, 1, 1 };
	return (zip_uint16_t)((day.year - 1980) << 9 | day.month << 5 |
	    day.day);
}

static bool
put_file(const struct libzip *lib, struct zip *zip, const struct file *file,
    struct date day, const char *passphrase)
{
	struct zip_source *source = lib->zip_source_buffer(zip,
	    file->bytes.data, file->bytes.len, 0);
	zip_int64_t index;

	if (source == NULL)
		return false;
	index = lib->zip_file_add(zip, file->path, source, ZIP_FL_ENC_UTF_8);
	if (index < 0) {
		lib->zip_source_free(source);
		return false;
	}
	return lib->zip_set_file_compression(zip, (zip_uint64_t)index,
		   ZIP_CM_STORE, 0) == 0 &&
	    lib->zip_file_set_dostime(zip, (zip_uint64_t)index, 0,
		dos_day(day), 0) == 0 &&
	    lib->zip_file_set_external_attributes(zip, (zip_uint64_t)index, 0,
		ZIP_OPSYS_UNIX, OWNER_ONLY) == 0 &&
	    (passphrase == NULL ||
		lib->zip_file_set_encryption(zip, (zip_uint64_t)index,
		    ZIP_EM_AES_256, passphrase) == 0);
}

/* All that SOURCE holds, now that the zip was closed into it. */
static bool
take_source(const struct libzip *lib, struct zip_source *source,
    struct buf *out)
{
	char piece[PIECE];
	zip_int64_t got;

	if (lib->zip_source_open(source) != 0)
		return false;
	while ((got = lib->zip_source_read(source, piece, sizeof piece)) > 0)
		buf_add_bytes(out, piece, (size_t)got);
	lib->zip_source_close(source);
	return got == 0;
}

bool
zipped_write(const struct files *files, struct date day,
    const char *passphrase, struct buf *out, struct error *err)
{
	struct zip_source *source;
	struct libzip lib;
	struct zip *zip;
	bool ok;

	if (!libzip_load(&lib, err))
		return false;
	source = lib.zip_source_buffer_create(NULL, 0, 0, NULL);
	zip = source != NULL
	    ? lib.zip_open_from_source(source, ZIP_TRUNCATE, NULL)
	    : NULL;
	if (zip == NULL) {
		if (source != NULL)
			lib.zip_source_free(source);
		return error_set(err, ERR_IO, "The pack could not be made.");
	}
	lib.zip_source_keep(source); /* beyond the closing of the zip */
	ok = true;
	for (size_t i = 0; ok && i < files->count; i++)
		ok = put_file(&lib, zip, &files->items[i], day, passphrase);
	ok = ok && lib.zip_close(zip) == 0;
	if (!ok)
		error_set(err, ERR_IO, "The pack could not be made: %s.",
		    lib.zip_error_strerror(lib.zip_get_error(zip)));
	if (!ok)
		lib.zip_discard(zip);
	else if (!take_source(&lib, source, out))
		ok = error_set(err, ERR_IO, "The pack could not be made.");
	lib.zip_source_free(source);
	return ok;
}

/* --- reading --- */

bool
zipped_is(const char *bytes, size_t len)
{
	return len >= ZIP_BEGINS_LEN &&
	    memcmp(bytes, ZIP_BEGINS, ZIP_BEGINS_LEN) == 0;
}

bool
zipped_is_file(const char *path)
{
	char bytes[ZIP_BEGINS_LEN];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	ssize_t got;

	if (fd < 0)
		return false;
	got = read(fd, bytes, sizeof bytes);
	close(fd);
	return got > 0 && zipped_is(bytes, (size_t)got);
}

static bool
damaged(struct error *err)
{
	return error_set(err, ERR_CORRUPT,
	    "This zip is damaged, or is no pack: it cannot be read to its "
	    "end. Ask for it again.");
}

/* Why a file in it could not be opened. */
static bool
not_opened(const struct libzip *lib, struct zip *zip, const char *passphrase,
    struct error *err)
{
	switch (lib->zip_error_code_zip(lib->zip_get_error(zip))) {
	case ZIP_ER_NOPASSWD:
		return error_set(err, ERR_DENIED,
		    "This pack is encrypted. Give its passphrase with "
		    "--passphrase-file FILE.");
	case ZIP_ER_WRONGPASSWD:
		return error_set(err, ERR_DENIED, passphrase != NULL
		    ? "This is not the passphrase of this pack. Ask whoever "
		      "sent it, by another way than the pack came."
		    : "This pack is encrypted. Give its passphrase with "
		      "--passphrase-file FILE.");
	}
	return damaged(err);
}

static bool
take_file(const struct libzip *lib, struct zip *zip, zip_uint64_t index,
    const char *passphrase, struct files *out, size_t *left,
    struct error *err)
{
	struct zip_stat stat;
	struct zip_file *file;
	char piece[PIECE];
	zip_int64_t got;
	size_t end = out->count;

	if (lib->zip_stat_index(zip, index, 0, &stat) != 0 ||
	    (stat.valid & ZIP_STAT_NAME) == 0 || !files_path_ok(stat.name) ||
	    files_find(out, stat.name) != NULL)
		return error_set(err, ERR_CORRUPT,
		    "This is no pack: a file in it has a name that none has, "
		    "or that stands there twice.");
	file = lib->zip_fopen_index_encrypted(zip, index, 0, passphrase);
	if (file == NULL)
		return not_opened(lib, zip, passphrase, err);
	(void)files_add(out, stat.name);
	while ((got = lib->zip_fread(file, piece, sizeof piece)) > 0) {
		if ((size_t)got > *left)
			break;
		*left -= (size_t)got;
		buf_add_bytes(&out->items[end].bytes, piece, (size_t)got);
	}
	lib->zip_fclose(file);
	/* it is kept, so that whoever checks the pack can name it */
	out->items[end].broken = got < 0;
	if (got > 0)
		return error_set(err, ERR_USER,
		    "This zip holds more than any pack does, so it was not "
		    "read.");
	return true;
}

bool
zipped_read(const char *bytes, size_t len, const char *passphrase,
    struct files *out, struct error *err)
{
	size_t left = FILES_BYTES_MAX;
	struct zip_source *source;
	struct libzip lib;
	zip_int64_t count;
	struct zip *zip;
	bool ok;

	*out = (struct files){ 0 };
	if (!libzip_load(&lib, err))
		return false;
	source = lib.zip_source_buffer_create(bytes, len, 0, NULL);
	zip = source != NULL
	    ? lib.zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL)
	    : NULL;
	if (zip == NULL) {
		if (source != NULL)
			lib.zip_source_free(source);
		return damaged(err);
	}
	count = lib.zip_get_num_entries(zip, 0);
	ok = count <= FILES_MAX || error_set(err, ERR_USER,
	    "This zip holds more files than any pack does, so it was not "
	    "read.");
	for (zip_int64_t i = 0; ok && i < count; i++)
		ok = take_file(&lib, zip, (zip_uint64_t)i, passphrase, out,
		    &left, err);
	lib.zip_discard(zip);
	return ok;
}
