#include "config.h"

#include "export/key_signature.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/filter.h"

#define BEGINS	   "-----BEGIN SSH SIGNATURE-----"
#define WITH	   " signature with " /* ssh-keygen: Good "..." signature with */
#define OUTPUT_MAX 65536

bool
key_signature_is(const char *text, size_t len)
{
	return len >= strlen(BEGINS) && len <= KEY_SIGNATURE_MAX &&
	    memcmp(text, BEGINS, strlen(BEGINS)) == 0;
}

/* --- signing --- */

/* What ssh-keygen said last. */
static void
add_last_line(const struct buf *said, struct buf *out)
{
	size_t end = said->len, start;

	while (end > 0 && strchr("\r\n. ", said->data[end - 1]))
		end--;
	for (start = end; start > 0 && said->data[start - 1] != '\n';)
		start--;
	buf_add_bytes(out, said->data + start, end - start);
}

static bool
says_any(const struct buf *said, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strstr(said->data, words[i]))
			return true;
	return false;
}

static bool
sign_failed(const char *key, const struct buf *said, struct error *err)
{
	static const char *const missing[] = { "No such file" };
	static const char *const wrong[] = { "ncorrect passphrase" };
	static const char *const agent[] = { "agent refused",
		"agent contains no", "agent connection", "agent locked",
		"get agent socket" };
	static const char *const no_key[] = { "invalid format", "not a key",
		"unknown or unsupported", "No such file", "error in libcrypto" };
	static const char *const half[] = { "No private key found" };
	struct buf line;

	if (says_any(said, missing, ARRAY_LEN(missing)) && access(key, R_OK))
		return error_set(err, ERR_USER,
		    "There is no key in %s. Nothing was signed.", key);
	if (says_any(said, wrong, ARRAY_LEN(wrong)))
		return error_set(err, ERR_USER,
		    "The key was not opened: the passphrase is not right, or "
		    "there was no terminal to ask for it. Nothing was signed.");
	if (says_any(said, agent, ARRAY_LEN(agent)))
		return error_set(err, ERR_USER,
		    "The agent that holds the key did not sign. It may be "
		    "locked, or not hold this key any more. Nothing was "
		    "signed.");
	if (says_any(said, no_key, ARRAY_LEN(no_key)))
		return error_set(err, ERR_USER,
		    "What is in %s is not a key. Nothing was signed.", key);
	if (says_any(said, half, ARRAY_LEN(half)))
		return error_set(err, ERR_USER,
		    "In %s is only the public half of a key, and no agent here "
		    "holds the other, or the agent is locked. Nothing was "
		    "signed.", key);
	buf_init(&line);
	add_last_line(said, &line);
	if (line.len > 0)
		error_set(err, ERR_USER,
		    "The key did not sign, so nothing was recorded. "
		    "ssh-keygen says: %s", line.data);
	else
		error_set(err, ERR_USER,
		    "It was stopped before the key signed, so nothing was "
		    "recorded. Sign again when you are ready.");
	buf_clear(&line);
	return false;
}

/* FILTER_FILE in ARGV stands for FILE. */
static bool
sign_with(const char *key, const char *file, const struct buf *text,
    char **signature, struct error *err)
{
	const char *const argv[] = { "ssh-keygen", "-q", "-Y", "sign", "-n",
		KEY_NAMESPACE, "-f", file ? FILTER_FILE : key, NULL };
	struct buf out, said;
	struct filter filter = {
		.argv = argv,
		.input = text->data,
		.input_len = text->len,
		.file = file,
		.file_len = file ? strlen(file) : 0,
		.watched = true,
		.messages = &said,
	};
	int status = -1;
	bool ok;

	buf_init(&out);
	buf_init(&said);
	ok = filter_run(&filter, OUTPUT_MAX, &out, &status, err);
	if (!ok)
		error_prefix(err, "Nothing was signed. ");
	else if (status != 0 || !key_signature_is(out.data, out.len))
		ok = sign_failed(key ? key : "the agent", &said, err);
	*signature = ok ? buf_take(&out) : NULL;
	buf_clear(&out);
	buf_clear(&said);
	return ok;
}

/* The first line that a program prints; NULL: it failed, or said nothing. The
 * caller frees it. */
static char *
first_line(const struct filter *filter)
{
	struct error ignored;
	char *line = NULL;
	struct buf out;
	int status = -1;

	buf_init(&out);
	if (filter_run(filter, OUTPUT_MAX, &out, &status, &ignored) &&
	    status == 0 && out.len > 0)
		line = xstrndup(out.data, strcspn(out.data, "\n"));
	buf_clear(&out);
	return line;
}

/* The public half of the agent's first key; NULL: there is no agent, or it holds
 * none. */
static char *
agent_key(void)
{
	static const char *const argv[] = { "ssh-add", "-L", NULL };
	struct filter filter = { .argv = argv, .input = "" };

	return first_line(&filter);
}

/* Where ssh looks for a key when nobody names one; NULL: there is none. */
static char *
usual_key(void)
{
	static const char *const names[] = { "id_ed25519", "id_ecdsa",
		"id_rsa" };
	const char *home = getenv("HOME");
	struct buf path;

	buf_init(&path);
	for (size_t i = 0; home && i < ARRAY_LEN(names); i++) {
		buf_reset(&path);
		buf_addf(&path, "%s/.ssh/%s", home, names[i]);
		if (access(path.data, R_OK) == 0)
			return buf_take(&path);
	}
	buf_clear(&path);
	return NULL;
}

bool
key_sign(const char *key, const struct buf *text, char **signature,
    struct error *err)
{
	char *held = key ? NULL : agent_key();
	char *usual = key || held ? NULL : usual_key();
	bool ok = false;

	*signature = NULL;
	if (held)
		ok = sign_with(NULL, held, text, signature, err);
	else if (key || usual)
		ok = sign_with(key ? key : usual, NULL, text, signature, err);
	else
		error_set(err, ERR_USER,
		    "There is no key to sign with: no agent shows one (a locked "
		    "agent shows none), and none is where ssh looks for it. "
		    "Name one under [sign] in oneplan.conf or with --key, or "
		    "sign in ink.");
	free(held);
	free(usual);
	return ok;
}

/* --- checking --- */

/* Is it OWNER's, by the file of known keys, now and for this purpose? */
static bool
owner_holds(const char *signature, const struct buf *text, const char *allowed,
    const char *owner)
{
	const char *const argv[] = { "ssh-keygen", "-Y", "verify", "-n",
		KEY_NAMESPACE, "-s", FILTER_FILE, "-f", allowed, "-I", owner,
		NULL };
	struct filter filter = {
		.argv = argv,
		.input = text->data,
		.input_len = text->len,
		.file = signature,
		.file_len = strlen(signature),
	};
	struct error ignored;
	struct buf out;
	int status = -1;
	bool ok;

	buf_init(&out);
	ok = filter_run(&filter, OUTPUT_MAX, &out, &status, &ignored) &&
	    status == 0;
	buf_clear(&out);
	return ok;
}

static char *
find_owner(const char *signature, const struct buf *text,
    const char *allowed)
{
	const char *const argv[] = { "ssh-keygen", "-Y", "find-principals",
		"-s", FILTER_FILE, "-f", allowed, NULL };
	struct filter filter = {
		.argv = argv,
		.input = "",
		.file = signature,
		.file_len = strlen(signature),
	};
	char *owner = first_line(&filter);

	if (owner && !owner_holds(signature, text, allowed, owner)) {
		free(owner);
		owner = NULL;
	}
	return owner;
}

static bool
check_any(const struct buf *text, const char *signature, struct buf *says,
    struct error *err)
{
	static const char *const argv[] = { "ssh-keygen", "-Y",
		"check-novalidate", "-n", KEY_NAMESPACE, "-s", FILTER_FILE,
		NULL };
	struct filter filter = {
		.argv = argv,
		.input = text->data,
		.input_len = text->len,
		.file = signature,
		.file_len = strlen(signature),
	};
	int status = -1;

	if (!filter_run(&filter, OUTPUT_MAX, says, &status, err))
		return false;
	if (status != 0)
		return error_set(err, ERR_USER,
		    "The signature does not fit this plan. It was made over "
		    "something else, such as another version, or one of the "
		    "two was altered.");
	return true;
}

bool
key_check(const struct buf *text, const char *signature, const char *allowed,
    struct key_check *out, struct error *err)
{
	const char *key;
	struct buf says;
	bool ok;

	*out = (struct key_check){ 0 };
	if (!key_signature_is(signature, strlen(signature)))
		return error_set(err, ERR_USER,
		    "This is not a signature that was made with a key.");
	buf_init(&says);
	ok = check_any(text, signature, &says, err);
	key = ok ? strstr(says.data, WITH) : NULL;
	if (key) {
		key += strlen(WITH);
		out->key = xstrndup(key, strcspn(key, "\n"));
		if (allowed)
			out->owner = find_owner(signature, text, allowed);
	} else if (ok)
		ok = error_set(err, ERR_NOT_OURS,
		    "What ssh-keygen said of the signature was not "
		    "understood.");
	buf_clear(&says);
	return ok;
}

void
key_check_clear(struct key_check *check)
{
	free(check->key);
	free(check->owner);
	*check = (struct key_check){ 0 };
}

void
key_check_say(const struct key_check *check, struct buf *out)
{
	buf_addf(out, "The signature holds: it was made with the %s",
	    check->key);
	if (check->owner)
		buf_addf(out, ", which is known here as %s.", check->owner);
	else
		buf_add(out, ". Whose key that is, oneplan does not know: "
			     "have its owner read it to you.");
}
