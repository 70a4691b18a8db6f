#include "config.h"

#include "base/ini_known.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "base/outfile.h"

/* The file is this line, then the marks as they are in memory: a machine that
 * has them the other way round finds none of its own among them. */
#define FIRST_LINE "oneplan " PACKAGE_VERSION ": forms that were read twice\n"
#define FIRST_LEN (sizeof FIRST_LINE - 1)
#define MARKS_MAX 256 /* a dozen folders of forms */

struct mark {
	uint64_t len, sum;
};

struct ini_known {
	struct mark marks[MARKS_MAX];
	size_t count;
	size_t next; /* where the next goes once all are in use: the oldest */
	bool changed;
};

/* Every step keeps apart what was apart: two texts that differ in one of their
 * words of eight bytes never have the same mark, and others by a chance of one
 * in 2^64. */
static uint64_t
mixed(uint64_t sum, uint64_t word)
{
	sum = (sum ^ word) * UINT64_C(0xd6e8feb86659fd93);
	return sum ^ sum >> 32;
}

static struct mark
mark_of(const char *text, size_t len)
{
	uint64_t sum = UINT64_C(0x9e3779b97f4a7c15), word;
	size_t i = 0;

	for (; len - i >= sizeof word; i += sizeof word) {
		memcpy(&word, text + i, sizeof word);
		sum = mixed(sum, word);
	}
	word = 0;
	memcpy(&word, text + i, len - i);
	return (struct mark){len, mixed(sum, word)};
}

/* What the file at PATH holds: at most MAX bytes; 0 where it is not to be
 * relied on. */
static size_t
read_own(const char *path, char *data, size_t max)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	struct stat info;
	ssize_t len = 0;

	if (fd < 0)
		return 0;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) &&
	    info.st_uid == geteuid() && !(info.st_mode & (S_IWGRP | S_IWOTH)))
		len = read(fd, data, max);
	close(fd);
	return len > 0 ? (size_t)len : 0;
}

struct ini_known *
ini_known_load(const char *path)
{
	struct ini_known *known = xcalloc(1, sizeof *known);
	char data[FIRST_LEN + sizeof known->marks];
	size_t len = read_own(path, data, sizeof data);

	if (len < FIRST_LEN || memcmp(data, FIRST_LINE, FIRST_LEN) != 0)
		return known;
	known->count = (len - FIRST_LEN) / sizeof *known->marks;
	memcpy(known->marks, data + FIRST_LEN,
	    known->count * sizeof *known->marks);
	return known;
}

void
ini_known_save(const struct ini_known *known, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct buf data;
	char *folder;

	if (!known->changed || !slash)
		return;
	folder = xstrndup(path, (size_t)(slash - path));
	buf_init(&data);
	buf_add(&data, FIRST_LINE);
	/* the oldest first, as they are thrown out */
	for (size_t i = 0; i < known->count; i++)
		buf_add_bytes(&data, (const char *)&known->marks[
		    (known->next + i) % known->count], sizeof *known->marks);
	if (folder_make(folder, NULL))
		(void)!outfile_write(path, data.data, data.len, true, NULL);
	buf_clear(&data);
	free(folder);
}

void
ini_known_free(struct ini_known *known)
{
	free(known);
}

bool
ini_known_has(const struct ini_known *known, const char *text, size_t len)
{
	struct mark mark;

	if (!known)
		return false;
	mark = mark_of(text, len);
	for (size_t i = 0; i < known->count; i++) {
		if (known->marks[i].len == mark.len &&
		    known->marks[i].sum == mark.sum)
			return true;
	}
	return false;
}

void
ini_known_add(struct ini_known *known, const char *text, size_t len)
{
	if (!known)
		return;
	if (known->count < MARKS_MAX) {
		known->marks[known->count++] = mark_of(text, len);
	} else {
		known->marks[known->next] = mark_of(text, len);
		known->next = (known->next + 1) % MARKS_MAX;
	}
	known->changed = true;
}
