/* The journal that a program which was stopped has left beside the plan. SQLite
 * rolls whatever lies there into the file, also the journal of another copy:
 * the plan brought back from a stick over a newer one. So it is read first.
 * The format is that of https://www.sqlite.org/fileformat.html#the_rollback_journal */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/clock.h"
#include "base/sql_raw.h"
#include "store/store_private.h"

enum {
	FILE_HEADER_BYTES = 100,
	JOURNAL_HEADER_BYTES = 28,
	PAGE_MIN = 512,
	PAGE_MAX = 65536,
	SECTOR_MIN = 32,
	NAME_TRIES = 100,
};

static const unsigned char journal_magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20,
	0xa1, 0x63, 0xd7 };
static const char file_magic[16] = "SQLite format 3";

static uint32_t
big_endian(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	    (uint32_t)at[2] << 8 | at[3];
}

/* --- the plan's own header --- */

struct file_header {
	unsigned char bytes[FILE_HEADER_BYTES];
	uint32_t page_size, counter, pages, application;
};

static bool
read_file_header(struct sql_raw *raw, struct file_header *out)
{
	unsigned char *bytes = out->bytes;

	if (!sql_raw_read(raw, 0, bytes, sizeof out->bytes) ||
	    memcmp(bytes, file_magic, sizeof file_magic) != 0)
		return false;
	out->page_size = (uint32_t)bytes[16] << 8 | bytes[17];
	if (out->page_size == 1)
		out->page_size = PAGE_MAX;
	out->counter = big_endian(bytes + 24);
	out->pages = big_endian(bytes + 28);
	out->application = big_endian(bytes + 68);
	return true;
}

/* --- the journal --- */

struct journal {
	int fd;
	int64_t size;
	uint32_t records, nonce, pages, sector, page_size;
};

static bool
read_at(const struct journal *journal, int64_t at, void *out, size_t len)
{
	ssize_t n;

	do
		n = pread(journal->fd, out, len, at);
	while (n < 0 && errno == EINTR);
	return n == (ssize_t)len;
}

static bool
read_journal_header(struct journal *journal, int64_t at)
{
	unsigned char bytes[JOURNAL_HEADER_BYTES];

	if (!read_at(journal, at, bytes, sizeof bytes) ||
	    memcmp(bytes, journal_magic, sizeof journal_magic) != 0)
		return false;
	journal->records = big_endian(bytes + 8);
	journal->nonce = big_endian(bytes + 12);
	if (at > 0) /* the later ones repeat the rest, or leave it out */
		return true;
	journal->pages = big_endian(bytes + 16);
	journal->sector = big_endian(bytes + 20);
	journal->page_size = big_endian(bytes + 24);
	return true;
}

/* A change that reached over several files. No plan takes part in one, and
 * SQLite might remove a file that such a journal names. */
static bool
names_another_file(const struct journal *journal)
{
	unsigned char end[sizeof journal_magic];

	return read_at(journal, journal->size - (int64_t)sizeof end, end,
		   sizeof end) &&
	    memcmp(end, journal_magic, sizeof end) == 0;
}

static uint32_t
checksum(const struct journal *journal, const unsigned char *page)
{
	uint32_t sum = journal->nonce;

	for (int64_t i = (int64_t)journal->page_size - 200; i > 0; i -= 200)
		sum += page[i];
	return sum;
}

/* Finds what page 1 was before the change. False: it is not in the journal. */
static bool
find_first_page(const struct journal *journal, unsigned char *page)
{
	struct journal part = *journal;
	int64_t record = 8 + (int64_t)journal->page_size;
	int64_t sector = journal->sector;
	int64_t at = 0;
	unsigned char number[4], sum[4];

	do {
		at += sector;
		for (uint32_t i = 0; i < part.records; i++, at += record) {
			if (!read_at(journal, at, number, sizeof number) ||
			    !read_at(journal, at + 4, page,
				journal->page_size) ||
			    !read_at(journal, at + record - 4, sum, sizeof sum) ||
			    big_endian(sum) != checksum(&part, page))
				return false; /* SQLite stops here too */
			if (big_endian(number) == 1)
				return true;
		}
		at = (at + sector - 1) / sector * sector;
	} while (read_journal_header(&part, at));
	return false;
}

/* Whether JOURNAL can have been made for the file as it is now. Before it is
 * overwritten, page 1 is the one that the journal keeps; after, it counts one
 * change more. SQLite cuts the file to the length that the journal says. */
static bool
belongs(const struct journal *journal, const struct file_header *file)
{
	unsigned char *page;
	uint32_t counter;
	bool ok;

	if (journal->page_size != file->page_size ||
	    journal->page_size < PAGE_MIN || journal->page_size > PAGE_MAX ||
	    journal->sector < SECTOR_MIN || journal->sector > PAGE_MAX ||
	    names_another_file(journal))
		return false;
	page = xmalloc(journal->page_size);
	if (!find_first_page(journal, page)) {
		ok = journal->pages == file->pages;
	} else {
		counter = big_endian(page + 24);
		ok = journal->pages == big_endian(page + 28) &&
		    (file->counter == counter + 1 ||
			memcmp(page, file->bytes, sizeof file->bytes) == 0);
	}
	free(page);
	return ok;
}

/* --- putting aside --- */

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

/* Gives PATH a name that says when, never that of another file. *NEW_PATH is
 * the caller's to free. */
static bool
put_aside(const char *path, char **new_path, struct error *err)
{
	char when[32];
	struct buf name;

	clock_format_utc(clock_now(), when);
	buf_init(&name);
	for (int i = 0; i < NAME_TRIES; i++) {
		buf_reset(&name);
		buf_addf(&name, "%s.set-aside-%.10s", path, when);
		if (i > 0)
			buf_addf(&name, "-%d", i + 1);
		if (renameat2(AT_FDCWD, path, AT_FDCWD, name.data,
			RENAME_NOREPLACE) == 0) {
			*new_path = buf_take(&name);
			return true;
		}
		if (errno != EEXIST)
			break;
	}
	buf_clear(&name);
	return error_set(err, ERR_IO,
	    "%s could not be given another name: %s. Nothing was opened, so "
	    "that nothing is lost; ask whoever looks after this computer.",
	    path, strerror(errno));
}

/* The journal is of another copy of the plan. Neither may be thrown away, since
 * nobody knows which of them holds what somebody typed. */
static bool
put_both_aside(const char *real, const char *beside, enum store_mode mode,
    struct error *err)
{
	char *plan = NULL, *journal = NULL;

	if (mode == STORE_READ)
		return error_set(err, ERR_CORRUPT,
		    "Beside the plan %s lies a journal, %s, that belongs to "
		    "another copy of it. Open the plan to change it, and both "
		    "will be kept under new names.",
		    real, base_name(beside));
	if (!put_aside(beside, &journal, err))
		return false;
	if (!put_aside(real, &plan, err)) {
		free(journal);
		return false;
	}
	error_set(err, ERR_CORRUPT,
	    "The plan %s was not opened: beside it lay a journal of another "
	    "copy of it, as when a file is brought back over a newer one. "
	    "Nothing was lost: the plan is now %s and the journal %s. To use "
	    "this plan, give it its old name again.",
	    real, base_name(plan), base_name(journal));
	free(plan);
	free(journal);
	return false;
}

/* No journal at all, only its name; the plan itself is as it should be. */
static bool
put_journal_aside(const char *beside, struct buf *note, struct error *err)
{
	char *journal;

	if (!put_aside(beside, &journal, err))
		return false;
	buf_addf(note,
	    "A file that did not belong to this plan lay beside it; it is now "
	    "called %s.",
	    base_name(journal));
	free(journal);
	return true;
}

/* --- looking --- */

char *
journal_path(const char *real)
{
	struct buf path;

	buf_init(&path);
	buf_addf(&path, "%s-journal", real);
	return buf_take(&path);
}

/* Opens BESIDE; where there is none, fd is -1. A pipe must not make us wait. */
static bool
open_journal(struct journal *journal, const char *beside, struct error *err)
{
	struct stat st;

	journal->fd =
	    open(beside, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (journal->fd < 0 && errno == ENOENT)
		return true;
	if (journal->fd >= 0 && fstat(journal->fd, &st) == 0 &&
	    S_ISREG(st.st_mode)) {
		journal->size = st.st_size;
		return true;
	}
	if (journal->fd >= 0)
		close(journal->fd);
	journal->fd = -1;
	return error_set(err, ERR_DENIED,
	    "The plan was not opened: the file %s is in the way and cannot be "
	    "read. Ask whoever looks after this computer.",
	    beside);
}

/* What SQLite takes for nothing to do: no bytes, or a header of zeros. */
static bool
is_quiet(const struct journal *journal)
{
	unsigned char first;

	return !read_at(journal, 0, &first, 1) || first == 0;
}

/* Under a lock of ours, a journal without a writer is one left behind. */
static bool
judge(struct sql_raw *raw, const char *real, const char *beside,
    enum store_mode mode, enum journal_state *state, struct buf *note,
    struct error *err)
{
	struct journal journal = { .fd = -1 };
	struct file_header file;
	bool ok = true;

	*state = JOURNAL_NONE;
	if (!open_journal(&journal, beside, err))
		return false;
	if (journal.fd < 0)
		return true;
	*state = JOURNAL_QUIET;
	if (sql_raw_being_written(raw) || is_quiet(&journal)) {
		; /* nothing to take back */
	} else if (!read_file_header(raw, &file) ||
	    file.application != (uint32_t)APPLICATION_ID) {
		ok = error_set(err, ERR_NOT_OURS,
		    "%s is not a plan. It was left as it is.", real);
	} else if (!read_journal_header(&journal, 0)) {
		*state = JOURNAL_NONE;
		ok = put_journal_aside(beside, note, err);
	} else if (!belongs(&journal, &file)) {
		ok = put_both_aside(real, beside, mode, err);
	} else {
		*state = JOURNAL_HOT;
	}
	close(journal.fd);
	return ok;
}

bool
journal_look(const char *real, enum store_mode mode, enum journal_state *state,
    struct buf *note, struct error *err)
{
	char *beside = journal_path(real);
	struct journal journal = { .fd = -1 };
	struct sql_raw *raw;
	bool ok = open_journal(&journal, beside, err);

	*state = journal.fd < 0 ? JOURNAL_NONE : JOURNAL_QUIET;
	if (ok && journal.fd >= 0 && !is_quiet(&journal)) {
		ok = sql_raw_open(real, &raw, err) ||
		    store_open_failed(real, err);
		if (ok) {
			ok = judge(raw, real, beside, mode, state, note, err);
			sql_raw_close(raw);
		}
	}
	if (journal.fd >= 0)
		close(journal.fd);
	free(beside);
	return ok;
}
