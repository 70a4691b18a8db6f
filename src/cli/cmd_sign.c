#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/outfile.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/progress.h"
#include "export/key_signature.h"
#include "export/pack.h"
#include "export/seal_words.h"
#include "export/sealing.h"
#include "export/sign_off.h"
#include "export/version.h"
#include "form/field_type.h"
#include "plan/against.h"
#include "plan/changed.h"
#include "plan/signature.h"
#include "plan/stage.h"

/* One line, with what comes from people cleaned for the terminal. */
static void
print(const char *before, const char *words)
{
	struct buf text, clean;

	buf_init(&text);
	buf_init(&clean);
	buf_addf(&text, "%s%s", before, words);
	utf8_clean(text.data, text.len, &clean);
	for (char *c = clean.data; *c; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	puts(clean.data);
	buf_clear(&clean);
	buf_clear(&text);
}

/* --- looking --- */

static void
print_seal(const struct plan_stage *stage)
{
	struct buf words;

	if (!stage->sealed)
		return;
	buf_init(&words);
	seal_words_add(&stage->seal, &words);
	print("Seal: ", words.data);
	buf_clear(&words);
}

static size_t
print_against(const struct plan *plan)
{
	struct against against;
	size_t errors, missing;

	plan_against(plan, true, &against);
	errors = against.errors;
	missing = against.count - errors;
	for (size_t i = 0; i < errors; i++)
		print("Against it: ", against.items[i].text);
	against_clear(&against);
	if (missing > 0)
		printf("%zu more %s left to do before sign-off, which is no "
		       "bar. See oneplan check.\n", missing,
		    missing == 1 ? "thing is" : "things are");
	return errors;
}

static bool
print_changed(struct plan *plan, struct error *err)
{
	const struct plan_stage *stage = plan_stage(plan);
	struct changed_list list;
	struct buf text;

	if (!stage->differs)
		return true;
	if (!plan_changed(plan, &stage->version, NULL, &list, err))
		return false;
	buf_init(&text);
	for (size_t i = 0; i < list.count; i++) {
		buf_reset(&text);
		changed_say(&list.items[i], &text);
		print("Changed: ", text.data);
	}
	buf_clear(&text);
	changed_list_clear(&list);
	return true;
}

static void
print_signatures(const struct plan *plan)
{
	const struct plan_stage *stage = plan_stage(plan);
	struct signature_list list;

	plan_signatures(plan, stage->sealed ? &stage->seal : NULL, &list);
	for (size_t i = 0; i < list.count; i++) {
		struct buf text;

		buf_init(&text);
		signature_say(&list.items[i], &text);
		print("", text.data);
		buf_clear(&text);
	}
	signature_list_clear(&list);
}

static enum status
look(struct plan *plan)
{
	struct buf text;
	struct error err;
	size_t errors;

	buf_init(&text);
	stage_say(plan_stage(plan), true, &text);
	print("", text.data);
	buf_clear(&text);
	print_seal(plan_stage(plan));
	errors = print_against(plan);
	if (!print_changed(plan, &err))
		return cli_fail(&err);
	print_signatures(plan);
	if (errors == 0 && !store_training(plan_store(plan)))
		return STATUS_OK;
	if (store_training(plan_store(plan)))
		print("", "This is a training plan, which is never signed.");
	return STATUS_FINDING;
}

/* --- sealing and signing --- */

static bool
seal(struct plan *plan, struct error *err)
{
	const struct plan_stage *stage = plan_stage(plan);
	struct sealing *sealing;
	const char *note = NULL;
	struct uid version;

	if (stage->sealed && !stage->differs && stage->apart == 0 &&
	    stage->statements == 0)
		return error_set(err, ERR_USER,
		    "The plan is sealed as it stands already.");
	if (!plan_may_seal(plan, err) || !sealing_begin(plan, &sealing, err))
		return false;
	while (sealing_step(sealing))
		progress_show(sealing_far(sealing));
	progress_end();
	if (!sealing_end(sealing,
		stage->sealed ? "To be signed again" : "To be signed",
		&version, &note, err))
		return false;
	print_seal(plan_stage(plan));
	if (note != NULL)
		(void)cli_refuse("%s", note);
	return true;
}

static bool
needs_version(struct plan *plan, struct error *err)
{
	if (store_training(plan_store(plan)))
		return error_set(err, ERR_USER,
		    "This is a training plan, which is never signed.");
	if (plan_stage(plan)->sealed)
		return true;
	return error_set(err, ERR_USER,
	    "Nothing has been sealed yet, so nobody can have signed it. Seal "
	    "it first: oneplan sign --seal FILE");
}

/* A code of the question NAME, or what is read for it. */
static bool
find_code(const struct plan *plan, const char *name, const char *option,
    const char *said, const char **code, struct error *err)
{
	const struct field *field = form_set_field(plan_forms(plan), name);
	struct buf all;

	*code = NULL;
	if (!said || !field || !field->list)
		return true;
	buf_init(&all);
	for (size_t i = 0; i < field->list->count; i++) {
		const struct choice *choice = &field->list->choices[i];

		if (strcmp(said, choice->code) == 0 ||
		    strcmp(said, choice->label) == 0)
			*code = choice->code;
		buf_addf(&all, "%s%s", i > 0 ? ", " : "", choice->code);
	}
	if (!*code)
		error_set(err, ERR_USER, "--%s takes one of these: %s.",
		    option, all.data);
	buf_clear(&all);
	return *code != NULL;
}

static bool
read_options(const struct cli *cli, const struct plan *plan,
    struct signing *out, struct error *err)
{
	const struct options *options = &cli->options;

	*out = (struct signing){
		.name = options->name,
		.on = options->date,
		.witness = options->witness,
		.view = options->view,
		.dissent = options->dissent,
		.seal = plan_stage(plan)->seal,
	};
	if (!find_code(plan, SIGNATURE_ROLE, "role", options->role,
		&out->role, err) ||
	    !find_code(plan, SIGNATURE_HOW, "how", options->how, &out->how,
		err))
		return false;
	if (out->name)
		out->row = sign_off_waiting(plan, out->name, out->role);
	return true;
}

/* What is kept would be marked as wrong: somebody at a command line is told. */
static bool
check_record(const struct signing *signing, struct error *err)
{
	static const char *const seen[] = { "said", "phone", "video", "mark" };
	struct date day;

	if (!signing->name || !signing->role || !signing->how)
		return error_set(err, ERR_USER,
		    "A signature needs --name, --role and --how.");
	if (signing->on && !date_parse(signing->on, &day, err))
		return error_prefix(err, "--date: ");
	for (size_t i = 0; i < sizeof seen / sizeof seen[0]; i++)
		if (strcmp(signing->how, seen[i]) == 0 && !signing->witness)
			return error_set(err, ERR_USER,
			    "Somebody was there, or read it back. Say who with "
			    "--witness.");
	return true;
}

static bool
record(const struct cli *cli, struct plan *plan, struct error *err)
{
	char today[DATE_ISO_LEN + 1];
	struct signing signing;

	if (!needs_version(plan, err) ||
	    !read_options(cli, plan, &signing, err) ||
	    !check_record(&signing, err))
		return false;
	date_format_iso(plan_today(plan), today);
	if (!signing.on && strcmp(signing.how, "waiting") != 0)
		signing.on = today;
	if (!plan_sign(plan, &signing, NULL, err))
		return false;
	print_signatures(plan);
	return true;
}

/* Takes SIGNATURE in, and says what it means. */
static bool
take(const struct cli *cli, struct plan *plan, const char *signature,
    struct error *err)
{
	struct signing by;
	struct buf says;
	bool ok;

	buf_init(&says);
	ok = read_options(cli, plan, &by, err) &&
	    sign_off_take(plan, signature, &by, cli->settings.known_keys,
		&says, NULL, err);
	if (ok)
		print("", says.data);
	buf_clear(&says);
	return ok;
}

static bool
sign_with_key(const struct cli *cli, struct plan *plan, struct error *err)
{
	const char *key = cli->options.key ? cli->options.key
					   : cli->settings.sign_key;
	struct buf text;
	char *signature = NULL;
	bool ok;

	buf_init(&text);
	ok = needs_version(plan, err) &&
	    (cli->options.name ||
		error_set(err, ERR_USER,
		    "A signature with a key needs --name, and should have "
		    "--role.")) &&
	    version_signable(plan, &plan_stage(plan)->version, &text, err) &&
	    key_sign(key, &text, &signature, err) &&
	    take(cli, plan, signature, err);
	free(signature);
	buf_clear(&text);
	return ok;
}

static bool
attach(const struct cli *cli, struct plan *plan, struct error *err)
{
	char *signature;
	size_t len;
	bool ok;

	if (!needs_version(plan, err) ||
	    !infile_read(cli->options.attach, KEY_SIGNATURE_MAX, &signature,
		&len, err))
		return false;
	ok = take(cli, plan, signature, err);
	free(signature);
	return ok;
}

/* Writes what is to be signed elsewhere. */
static bool
detach(const struct cli *cli, struct plan *plan, struct error *err)
{
	const char *out = cli->options.output;
	struct buf text;
	bool ok;

	buf_init(&text);
	ok = needs_version(plan, err) &&
	    version_signable(plan, &plan_stage(plan)->version, &text, err);
	if (ok && out != NULL && strcmp(out, "-") != 0)
		ok = outfile_write(out, text.data, text.len, false, err);
	else if (ok)
		ok = cli_print(text.data, text.len, err);
	if (ok)
		fprintf(stderr,
		    "oneplan: Whoever signs it writes, with the file of their "
		    "key in place of KEY:\n"
		    "  ssh-keygen -Y sign -n %s -f KEY %s\n"
		    "and sends back %s.sig, which comes in with:\n"
		    "  oneplan sign --attach %s.sig --name NAME --role ROLE "
		    "%s\n",
		    KEY_NAMESPACE, out ? out : PACK_SEAL,
		    out ? out : PACK_SEAL, out ? out : PACK_SEAL,
		    cli->operands[0]);
	buf_clear(&text);
	return ok;
}

/* --- the command --- */

static bool
act(const struct cli *cli, struct plan *plan, struct error *err)
{
	const struct options *options = &cli->options;

	if (options->seal && !seal(plan, err))
		return false;
	if (options->detached)
		return detach(cli, plan, err);
	if (options->attach)
		return attach(cli, plan, err);
	if (options->key ||
	    (options->how && strcmp(options->how, SIGNATURE_BY_KEY) == 0))
		return sign_with_key(cli, plan, err);
	return !options->name || record(cli, plan, err);
}

/* Options that have no meaning together are refused, not left aside. */
static bool
options_agree(const struct options *options)
{
	bool says = options->role || options->how || options->witness ||
	    options->view || options->dissent || options->date;

	if (options->detached && (options->attach || options->key ||
				     options->name || says))
		cli_refuse("--detached writes what is to be signed; it takes "
			   "--seal and --output alone.");
	else if (options->attach && (options->key || options->how))
		cli_refuse("--attach takes a signature that has been made; "
			   "leave --key and --how out.");
	else if (options->output && !options->detached)
		cli_refuse("--output is where --detached writes to.");
	else if (says && !options->name && !options->attach && !options->key)
		cli_refuse("Say whose signature it is with --name.");
	else
		return true;
	return false;
}

enum status
cmd_sign(struct cli *cli)
{
	const struct options *options = &cli->options;
	bool acts = options->seal || options->name || options->key ||
	    options->attach || options->how || options->detached;
	enum status status = STATUS_OK;
	struct opened opened;
	struct error err;

	if (!options_agree(options))
		return STATUS_CANNOT;
	if (acts ? !cli_open_to_write(cli, cli->operands[0], &opened, &err)
		 : !cli_open(cli, cli->operands[0], &opened, &err))
		return cli_fail(&err);
	if (!acts)
		status = look(opened.plan);
	else if (!act(cli, opened.plan, &err))
		status = cli_fail(&err);
	opened_close(&opened);
	return status;
}
