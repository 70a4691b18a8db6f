#include "config.h"

#include "form/coverage.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"

#define UNDER " > " /* between a group and what stands in it */

struct reading {
	const char *file;
	int line;
	const struct form_set *forms;
	struct coverage *coverage;
	struct problem_list *problems;
};

static void __attribute__((format(printf, 3, 4)))
complain(const struct reading *reading, int line, const char *format, ...)
{
	struct buf where, text;
	va_list args;

	buf_init(&where);
	buf_init(&text);
	buf_addf(&where, "%s:%d", reading->file, line);
	va_start(args, format);
	buf_addv(&text, format, args);
	va_end(args);
	problem_add(reading->problems, where.data, "%s", text.data);
	buf_clear(&where);
	buf_clear(&text);
}

/* --- one line --- */

/* Are all the fields that WORDS names in the forms? Says which are not. */
static bool
fields_are_there(const struct reading *reading, const char *words)
{
	bool all = true;

	while (*words) {
		size_t len = strcspn(words, " ");
		char *name = xstrndup(words, len);

		if (!form_set_field(reading->forms, name)) {
			complain(reading, reading->line, "The forms have no "
			    "field \"%s\". Put the name it has now, or "
			    "\"not:\" and the reason.", name);
			all = false;
		}
		free(name);
		words += len + strspn(words + len, " ");
	}
	return all;
}

/* "not: why" after its PREFIX, or NULL. */
static const char *
after(const char *text, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(text, prefix, len) == 0
	    ? text + len + strspn(text + len, " ") : NULL;
}

static void
read_how(const struct reading *reading, const char *text,
    struct coverage_element *element)
{
	const char *words;

	if (strcmp(text, "group") == 0) {
		element->how = COVERAGE_GROUP;
		words = "";
	} else if ((words = after(text, "not:")) != NULL) {
		element->how = COVERAGE_NOT;
	} else if ((words = after(text, "kept:")) != NULL) {
		element->how = COVERAGE_KEPT;
		element->held = true;
	} else {
		element->how = COVERAGE_FIELDS;
		words = text;
		element->held = fields_are_there(reading, words);
	}
	if (element->how != COVERAGE_GROUP && !*words)
		complain(reading, reading->line, "Nothing is said about "
		    "\"%s\". Name the fields that hold it, or put \"not:\" and the "
		    "reason.", element->path);
	element->words = xstrdup(words);
}

static const struct coverage_element *
find(const struct coverage *coverage, const char *path)
{
	for (size_t i = 0; i < coverage->count; i++)
		if (strcmp(coverage->elements[i].path, path) == 0)
			return &coverage->elements[i];
	return NULL;
}

/* LINE is path, use and how, with a tab between them. */
static void
read_line(const struct reading *reading, char *line)
{
	struct coverage *coverage = reading->coverage;
	struct coverage_element element = { .line = reading->line };
	char *rest = line, *path = strsep(&rest, "\t");
	char *use = strsep(&rest, "\t");

	if (!use || !rest || !*path || strlen(use) != 1 ||
	    !strchr("MRO", *use)) {
		complain(reading, reading->line, "This line cannot be read. It "
		    "has an element, M, R or O, and the fields that hold it, "
		    "with one tab between each.");
		return;
	}
	if (find(coverage, path)) {
		complain(reading, reading->line, "\"%s\" is here twice. Take "
		    "one of the two lines out.", path);
		return;
	}
	element.path = xstrdup(path);
	element.use = *use;
	read_how(reading, rest, &element);
	ARRAY_GROW(coverage->elements, coverage->count, coverage->cap);
	coverage->elements[coverage->count++] = element;
}

/* --- all of them --- */

static bool
is_under(const struct coverage_element *element,
    const struct coverage_element *group)
{
	size_t len = strlen(group->path);

	return strncmp(element->path, group->path, len) == 0 &&
	    strncmp(element->path + len, UNDER, strlen(UNDER)) == 0;
}

/* A mandatory part that is missing would leave a hole; where none is mandatory,
 * any part will do. */
static bool
group_is_held(const struct coverage *coverage,
    const struct coverage_element *group)
{
	bool mandatory = false, holes = false, any = false;

	for (size_t i = 0; i < coverage->count; i++) {
		const struct coverage_element *part = &coverage->elements[i];

		if (!is_under(part, group) || part->how == COVERAGE_GROUP)
			continue;
		any = any || part->held;
		mandatory = mandatory || part->use == 'M';
		holes = holes || (part->use == 'M' && !part->held);
	}
	return mandatory ? !holes : any;
}

static struct coverage_section *
section_of(struct coverage *coverage, const char *path)
{
	const char *end = strstr(path, UNDER);
	size_t len = end ? (size_t)(end - path) : strlen(path);

	for (size_t i = 0; i < coverage->section_count; i++) {
		struct coverage_section *section = &coverage->sections[i];

		if (strlen(section->title) == len &&
		    strncmp(section->title, path, len) == 0)
			return section;
	}
	ARRAY_GROW(coverage->sections, coverage->section_count,
	    coverage->section_cap);
	coverage->sections[coverage->section_count] =
	    (struct coverage_section){ .title = xstrndup(path, len) };
	return &coverage->sections[coverage->section_count++];
}

static void
add_to(struct coverage_section *section, const struct coverage_element *element)
{
	section->count++;
	section->held += element->held;
	section->mandatory += element->use == 'M';
	section->mandatory_held += element->use == 'M' && element->held;
}

static void
add_up(const struct reading *reading)
{
	struct coverage *coverage = reading->coverage;

	for (size_t i = 0; i < coverage->count; i++) {
		struct coverage_element *element = &coverage->elements[i];

		if (element->how == COVERAGE_GROUP)
			element->held = group_is_held(coverage, element);
		add_to(section_of(coverage, element->path), element);
		add_to(&coverage->total, element);
		if (element->use == 'M' && !element->held)
			complain(reading, element->line, "The standard must "
			    "have \"%s\", and the forms do not hold it. Name "
			    "the field that does, or add one.", element->path);
	}
}

bool
coverage_load(const char *file, const struct form_set *forms,
    struct coverage *out, struct problem_list *problems, struct error *err)
{
	struct reading reading = { .file = file, .forms = forms,
		.coverage = out, .problems = problems };
	FILE *stream = fopen(file, "re");
	char *line = NULL;
	size_t size = 0;
	ssize_t len;
	bool ok;

	*out = (struct coverage){ 0 };
	if (!stream)
		return error_set(err, ERR_IO, "The map of the standard, %s, "
		    "cannot be read: %s.", file, strerror(errno));
	while ((len = getline(&line, &size, stream)) >= 0) {
		reading.line++;
		if (len > 0 && line[len - 1] == '\n')
			line[len - 1] = '\0';
		if (*line && *line != '#')
			read_line(&reading, line);
	}
	ok = !ferror(stream) || error_set(err, ERR_IO, "The map of the "
	    "standard, %s, could not be read to its end.", file);
	free(line);
	fclose(stream);
	if (ok)
		add_up(&reading);
	return ok;
}

void
coverage_clear(struct coverage *coverage)
{
	for (size_t i = 0; i < coverage->count; i++) {
		free(coverage->elements[i].path);
		free(coverage->elements[i].words);
	}
	free(coverage->elements);
	for (size_t i = 0; i < coverage->section_count; i++)
		free(coverage->sections[i].title);
	free(coverage->sections);
	*coverage = (struct coverage){ 0 };
}
