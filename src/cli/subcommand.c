#include "config.h"

#include <string.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "cli/cli.h"

static const struct subcommand subcommands[] = {
	{
		.name = "new",
		.synopsis = "[--training] [NAME]",
		.help = "Makes a new plan in the caseload (or, if NAME has a "
			"slash, there) and prints its path.",
		.options = "ct",
		.max = 1,
		.run = cmd_new,
	},
	{
		.name = "copy",
		.synopsis = "FILE [NEW]",
		.help = "Makes a second file of the same plan, with all that is "
			"in it, and prints its path: NEW, or the name of FILE "
			"with -copy, in this folder.",
		.options = "c",
		.min = 1,
		.max = 2,
		.run = cmd_copy,
	},
	{
		.name = "list",
		.synopsis = "[--json] [WORD...]",
		.help = "Lists the plans of the caseload; with words, those in "
			"which each is found.",
		.options = "cj",
		.max = 100,
		.run = cmd_list,
	},
	{
		.name = "show",
		.synopsis = "[--json] [--for AUDIENCE] [--page PAGE] FILE",
		.help = "Prints a plan as text, or what the page is made of.",
		.options = "cfjp",
		.min = 1,
		.max = 1,
		.run = cmd_show,
	},
	{
		.name = "check",
		.synopsis = "[--json] FILE",
		.help = "Checks that the file is whole, and prints all that "
			"stands against sign-off, restricted answers included.",
		.options = "cj",
		.min = 1,
		.max = 1,
		.run = cmd_check,
	},
	{
		.name = "history",
		.synopsis = "[--json] FILE [FIELD]",
		.help = "Prints every answer that was ever given, or those to "
			"one question, with who gave it and when, restricted "
			"answers included.",
		.options = "cj",
		.min = 1,
		.max = 2,
		.run = cmd_history,
	},
	{
		.name = "export",
		.synopsis = "[--for AUDIENCE] [--viewer NAME] [--page PAGE] "
			    "[--format FORMAT] [--large-print] [--easy] "
			    "[--script] [--what-if] "
			    "[-o OUT] "
			    "[--to NAME] [--how HOW] FILE | "
			    "--pack [--draft] [--encrypt] [--passphrase-file "
			    "FILE] [--with-history] [--for AUDIENCE] -o OUT "
			    "FILE | "
			    "--withheld [--json] [--for AUDIENCE] [--viewer "
			    "NAME] FILE | --for subject-access [--decisions "
			    "IN [--to NAME] [--how HOW]] -o OUT FILE | "
			    "--working --for broker [-o OUT] "
			    "FILE",
		.help = "Writes a copy of a plan for one audience, whole or "
			"one page of it, to standard output or to a new file. "
			"With --pack, writes all documents for the audience "
			"into one zip, as they were sealed, with all that is "
			"needed to check them without oneplan. "
			"With --withheld, prints "
			"instead which answers that copy leaves out and why, "
			"restricted ones included: for the worker who hands it "
			"out. With --to, writes down in the plan who has the "
			"copy. With --for subject-access, writes a table of "
			"every answer, with what was decided so far, to decide "
			"what the person is given; and with that table as "
			"--decisions, the copy for them, which is written down "
			"in the plan with what was decided. "
			"With --working, makes a file of the plan for a "
			"support broker, without what a broker may not see, "
			"that merge brings back, and prints its path.",
		.options = "cefijlopsvwDEFHKPOTUX",
		.min = 1,
		.max = 1,
		.run = cmd_export,
	},
	{
		.name = "import",
		.synopsis = "FILE IN ...",
		.help = "Takes the answers of IN into the plan FILE, or into a "
			"new one, all or none. IN is JSON that export wrote "
			"for agencies; or FHIR, whose answers are taken in and "
			"who the person is; or the table of My money in a "
			"month with what really happened written into it, "
			"which goes into the costs of the last full review. "
			"Of several such tables, a month each, the amounts are "
			"added up. What could not be taken, or is marked, is "
			"printed.",
		.options = "c",
		.min = 2,
		.max = 100,
		.run = cmd_import,
	},
	{
		.name = "merge",
		.synopsis = "[--json] [--same-person] FILE OTHER | [--name "
			    "NAME] [--role ROLE] FILE SIG",
		.help = "Brings OTHER, another file of the same plan, into FILE. "
			"Nothing of either is lost: what was answered in both "
			"stands side by side until somebody chooses, and is "
			"listed, with what was removed in one and changed in "
			"the other. What was taken out in either is out. FILE "
			"as it was before is kept. Or takes in a signature "
			"that was made with a key, as sign --attach does.",
		.options = "cjnrZ",
		.min = 2,
		.max = 2,
		.run = cmd_merge,
	},
	{
		.name = "redact",
		.synopsis = "--why WHY --by NAME --agreed NAME [--rev NUMBER] "
			    "[--move-to OTHER] FILE FIELD|ROW|FIELD:ROW",
		.help = "Takes words out of a plan for ever: every answer that "
			"was ever given to a question, or in a row of a table, "
			"unfinished text, and the pages of sealed versions "
			"that show them. What is left says when, who, why and "
			"who agreed, and wins in every merge. Seals and "
			"signatures still hold, and a pack has those pages made "
			"again without the words. Words that were typed into "
			"the wrong plan are first written in the plan OTHER, "
			"and noted in both.",
		.options = "cBGMRY",
		.min = 2,
		.max = 2,
		.run = cmd_redact,
	},
	{
		.name = "forms",
		.synopsis = "lint [--json] [DIR] | count [--json] [--kind KIND] "
			    "| coverage [--json]",
		.help = "Finds every mistake in the forms, with file and line; "
			"or counts what each kind of plan is asked; or prints "
			"how much of the PRSB standard for plans the forms "
			"hold, and what they do not and why.",
		.options = "jk",
		.min = 1,
		.max = 2,
		.run = cmd_forms,
	},
	{
		.name = "rates",
		.synopsis = "[--json] [--date DAY] [KEY] | lint [--json] [DIR]",
		.help = "Prints the figures and tables that oneplan reckons "
			"with, as they hold today or on DAY, or one of them "
			"with its source; or finds every mistake in their "
			"files, with file and line.",
		.options = "dj",
		.max = 2,
		.run = cmd_rates,
	},
	{
		.name = "sign",
		.synopsis = "FILE | --seal FILE | --name NAME --role ROLE --how "
			    "HOW [--witness NAME] [--date DAY] [--view WORDS] "
			    "[--dissent WORDS] FILE | --key KEY --name NAME "
			    "[--role ROLE] FILE | --detached [-o OUT] FILE | "
			    "--attach SIG [--name NAME] [--role ROLE] FILE",
		.help = "Says how far a plan has come, what stands against "
			"signing it, what changed since, and who is waited "
			"for; or seals it as it stands, so that it can be "
			"signed; or records a signature for what was sealed "
			"last, such as one in ink; or signs it with a key, by "
			"ssh-keygen; or writes out what somebody else signs "
			"with their key, and takes the signature back in.",
		.options = "cdoSnrOWVNyxA",
		.min = 1,
		.max = 1,
		.run = cmd_sign,
	},
	{
		.name = "report",
		.synopsis = "[--json] [DIR]",
		.help = "Prints what may be told about all the plans of a "
			"folder together (the caseload, if nothing is said): "
			"how far they have come, what they are for, what is "
			"due, how it went, where people do not agree. Small "
			"numbers are left out, and no name is printed.",
		.options = "cj",
		.max = 1,
		.run = cmd_report,
	},
	{
		.name = "training",
		.synopsis = "[seat N] [complete | half | blank | faulty] | reset "
			    "[--all] | event CASE EVENT [--all] | handouts "
			    "DIR",
		.help = "Opens made-up cases to practise on, each set on a day "
			"of its own. A room has up to 20 seats, each with its "
			"own copies. reset makes the plans anew; event lets "
			"something happen to somebody, such as event c1 "
			"hospital; handouts writes the papers for a workshop "
			"into a new folder.",
		.options = "a",
		.max = 3,
		.run = cmd_training,
	},
	{
		.name = "verify",
		.synopsis = "[--json] [--passphrase-file FILE] PACK",
		.help = "Says in words whether a pack is as it was sealed: a "
			"zip, the folder that it was opened in, or a plan, "
			"whose documents are then made again and compared.",
		.options = "cjK",
		.min = 1,
		.max = 1,
		.run = cmd_verify,
	},
};

static const struct cli_option options[] = {
	{ "agreed", 'G', "NAME",
	    "Who agreed that the words are taken out; not the one who does "
	    "it." },
	{ "all", 'a', NULL,
	    "In every sandbox that somebody opened, those of the seats too." },
	{ "attach", 'A', "SIG",
	    "Takes in a signature that ssh-keygen made over what --detached "
	    "wrote." },
	{ "by", 'B', "NAME", "Who takes the words out." },
	{ "caseload", 'c', "DIR", "The folder of plans." },
	{ "date", 'd', "DAY",
	    "The day that is meant, such as 2026-04-06; if nothing is said, "
	    "today." },
	{ "decisions", 'X', "IN",
	    "With --for subject-access: the table with what was decided." },
	{ "detached", 'x', NULL,
	    "Writes SEAL.sha256, which a key signs, and says how." },
	{ "dissent", 'N', "WORDS",
	    "What whoever signs does not agree with, in full." },
	{ "draft", 'D', NULL,
	    "Packs the plan as it stands, not as it was sealed." },
	{ "easy", 'e', NULL,
	    "Writes what the forms have in easy read so: short sentences, room "
	    "for a picture beside them, and boxes to tick, in large letters. A "
	    "copy for a person who needs easy read is written so anyway." },
	{ "encrypt", 'E', NULL,
	    "Asks for a passphrase, and encrypts the pack with it (AES-256, "
	    "which 7-Zip opens)." },
	{ "for", 'f', "AUDIENCE",
	    "Whom the copy is for: person (if nothing is said), home, family, "
	    "provider, finance, approver or agencies; or subject-access, for "
	    "a person who asks for all that is written about them." },
	{ "format", 'F', "FORMAT",
	    "How to write it: text, html, pdf, script (to read aloud), csv (a "
	    "table for a spreadsheet, "
	    "of the pages money, streams, spending and payments), fhir (for "
	    "the record systems of health and care) or json. If nothing is "
	    "said, as the name of OUT ends, else text." },
	{ "help", 'h', NULL, "Prints help." },
	{ "how", 'O', "HOW",
	    "With --to: how they were given it, such as by post. Else how "
	    "somebody signed: ink, said, phone, video, mark, key (with the "
	    "key of oneplan.conf or of an agent), no (has chosen not to) or "
	    "waiting." },
	{ "json", 'j', NULL, "Prints JSON, for another program." },
	{ "key", 'y', "KEY",
	    "The file of the key to sign with, or its public half where an "
	    "agent has the other." },
	{ "kind", 'k', "KIND", "Counts for this kind of plan alone." },
	{ "large-print", 'l', NULL,
	    "Writes HTML or PDF in 18 point letters. A copy for a person who needs "
	    "large print is written so anyway." },
	{ "move-to", 'M', "OTHER",
	    "The plan that the words belong to. They are written there before "
	    "they are taken out here." },
	{ "name", 'n', "NAME", "Who signs." },
	{ "output", 'o', "OUT",
	    "The file to write; one that is there already is left alone." },
	{ "pack", 'P', NULL,
	    "All documents for the audience in one zip." },
	{ "page", 'p', "PAGE",
	    "One page in place of the whole plan: week (my week), money (my "
	    "money in a month, with room to write what happened), who-to-ring "
	    "(and what if), emergency, visit (what is still to be asked at the "
	    "visit, numbered, to write on), open (the same for all that is "
	    "needed before sign-off), about-me (who I am and what matters to "
	    "me), streams (the money there is), spending (what it costs), "
	    "payments (each by its day), sign (where people sign in ink), or "
	    "letter (what was not agreed, and "
	    "why; letter-2 is about the second thing alone), review (how it "
	    "went, beside what it cost), pictures (how far the money goes, and "
	    "the days of the plan, to look at), or changes (since the plan was last "
	    "sealed; changes-3 is for whoever holds copy 3, since that copy); "
	    "of a household's pool, statement-2 is what its second member is "
	    "told." },
	{ "passphrase-file", 'K', "FILE",
	    "Takes the passphrase of the pack from the first line of FILE." },
	{ "rev", 'R', "NUMBER",
	    "One answer to the question alone, by its place in oneplan "
	    "history, from 1, the oldest." },
	{ "role", 'r', "ROLE",
	    "As what they sign: person, attorney, family, provider, nurse, "
	    "coordinator, approver or advocate." },
	{ "same-person", 'Z', NULL,
	    "The two files are of one person, though their names, dates of "
	    "birth or NHS numbers differ: somebody has looked." },
	{ "script", 's', NULL,
	    "The same as --format script: sentences to read aloud, to record or "
	    "to sign, page by page, with pauses marked and sums in words." },
	{ "seal", 'S', NULL,
	    "Seals the plan as it stands, with its documents for everybody." },
	{ "to", 'T', "NAME",
	    "Who is handed the copy. The plan keeps the number of each copy, "
	    "so that they can be told when it changes." },
	{ "training", 't', NULL, "Marks the new plan as made up for training." },
	{ "view", 'V', "WORDS",
	    "What whoever signs wants to say with it." },
	{ "viewer", 'v', "NAME",
	    "With --for family: whose copy it is, as the plan names who else may "
	    "see it. It holds the parts chosen for them; without a name, those "
	    "chosen for everybody." },
	{ "what-if", 'i', NULL,
	    "Writes a copy of a what if, which is not done unasked. Every page "
	    "of it says that it is not the plan." },
	{ "withheld", 'w', NULL,
	    "Prints what the copy leaves out, and why." },
	{ "why", 'Y', "WHY",
	    "Why the words are taken out, without the words." },
	{ "with-history", 'H', NULL,
	    "Adds the working file to a pack for agencies. It shows every "
	    "answer that was ever given, changed, removed and restricted ones "
	    "too, and who gave it and when." },
	{ "witness", 'W', "NAME",
	    "Who was there, or read it back." },
	{ "working", 'U', NULL, "A file to work on, to be merged back." },
};

const struct subcommand *
subcommand_at(size_t at)
{
	return at < ARRAY_LEN(subcommands) ? &subcommands[at] : NULL;
}

const struct subcommand *
subcommand_find(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(subcommands); i++)
		if (strcmp(subcommands[i].name, name) == 0)
			return &subcommands[i];
	return NULL;
}

const struct cli_option *
cli_option_at(size_t at)
{
	return at < ARRAY_LEN(options) ? &options[at] : NULL;
}
