#include "config.h"

#include "export/how_to_check.h"

#include "export/html.h"
#include "export/qr.h"

static const char head[] =
    "<title>How to check this pack</title>\n"
    "<style>\n"
    "html { font-size: 12pt; }\n"
    "body { margin: 0 auto; max-width: 44rem; padding: 1rem;\n"
    "  font-family: Arial, \"Liberation Sans\", Helvetica, sans-serif;\n"
    "  line-height: 1.45; color: #111; background: #fff; }\n"
    "h2 { margin-top: 2rem; }\n"
    "pre, .digits { font-family: monospace; white-space: pre-wrap;\n"
    "  overflow-wrap: anywhere; }\n"
    "pre { border-left: 3px solid #111; padding-left: .75rem; }\n"
    ".qr { display: block; width: 30mm; height: 30mm; }\n"
    "@page { size: A4; margin: 18mm 18mm 20mm; }\n"
    "</style>\n"
    "</head>\n"
    "<body>\n"
    "<main>\n"
    "<h1>How to check this pack</h1>\n"
    "<p>This pack holds copies of a support plan as it was sealed. You do not "
    "need the program that made it. What you need is on every computer with "
    "Linux or macOS, and can be had for Windows.</p>\n"
    "<p>For every file a number of 64 digits was worked out from everything "
    "in it (SHA-256). If one letter changes, the number is another one.</p>\n";

static const char step_files[] =
    "<h2>1. Are the files as they were?</h2>\n"
    "<p>Open a terminal in the folder that holds the file SEAL.sha256, and "
    "write:</p>\n"
    "<pre>cd %s\n"
    "sha256sum -c MANIFEST.sha256\n"
    "cd ..</pre>\n"
    "<p>Each file must say OK. One that was changed says FAILED. On macOS "
    "write <code>shasum -a 256</code> in place of <code>sha256sum</code>. If "
    "there is a file TAKEN-OUT.txt, the documents that it names are missing "
    "because words in them were taken out of the plan.</p>\n"
    "<h2>2. Do they belong to the sealed plan?</h2>\n"
    "<pre>sha256sum -c CHECK.sha256\n"
    "sha256sum -c --ignore-missing SEAL.sha256</pre>\n"
    "<p>This must say <code>SEAL.sha256: OK</code> and "
    "<code>%s/MANIFEST.sha256: OK</code>. The other lines of "
    "SEAL.sha256 are for the copies of other readers, which are not in this "
    "pack.</p>\n";

static const char step_seal[] =
    "<h2>3. Is it the plan that you know of?</h2>\n"
    "<p>The number on the line <code>agencies/plan.json</code> in SEAL.sha256 "
    "is the seal of the whole plan. It must be this one:</p>\n";

static const char step_words[] =
    "<p>It stands on every page of the plan, as six words at the foot and as "
    "a square at the end that a telephone can read. Compare the words with "
    "those on the paper that was signed, or read them out to somebody who has "
    "a copy. The words are the beginning of the number alone: when much hangs "
    "on it, compare all the digits.</p>\n";

static const char step_keys[] =
    "<h2>4. Signatures made with a key</h2>\n"
    "<p>Most people sign on paper. Who had signed when this pack was written is "
    "in signatures/WHO-SIGNED.txt, which is not sealed itself. A signature made "
    "with a key is another file in that folder, if there is one. It is made over "
    "SEAL.sha256, and so over all files of all copies. To see whether something "
    "in that folder was damaged on the way:</p>\n"
    "<pre>cd signatures\n"
    "sha256sum -c MANIFEST.sha256\n"
    "cd ..</pre>\n"
    "<p>To see that a signature fits, and "
    "which key made it:</p>\n"
    "<pre>ssh-keygen -Y check-novalidate -n oneplan-signoff "
    "-s signatures/1.sig &lt; SEAL.sha256</pre>\n"
    "<p>To see whose key it is, ask the person who signed for their public "
    "key. Do not take it from this pack. Write a file called signers with one "
    "line: a name, a space, and that key. Then:</p>\n"
    "<pre>ssh-keygen -Y verify -f signers -I NAME -n oneplan-signoff "
    "-s signatures/1.sig &lt; SEAL.sha256</pre>\n";

static const char step_answers[] =
    "<h2>5. The answers behind the seal</h2>\n"
    "<p>plan.json names every answer by a number, not by its words. "
    "answers.json has the words. Each number is the SHA-256 of the salt (its "
    "digits as bytes), then the letter t and the text, or the letter n and "
    "the number. For the text Yes with the salt 00ff:</p>\n"
    "<pre>{ printf '00ff' | xxd -r -p; printf 'tYes'; } | sha256sum</pre>\n"
    "<p>An answer without salt and text was taken out later, with somebody's "
    "authority. Its number still stands in plan.json, so the seal still "
    "holds.</p>\n";

static const char last[] =
    "<h2>What this does not prove</h2>\n"
    "<ul>\n"
    "<li>That what stands in the plan is true, or who said it.</li>\n"
    "<li>That somebody read it, understood it or wanted it. A signature says "
    "that a key was used.</li>\n"
    "<li>On which day it was signed: computers can be set to any day.</li>\n"
    "<li>That there is no newer plan.</li>\n"
    "</ul>\n"
    "</main>\n"
    "</body>\n"
    "</html>\n";

void
how_to_check_add(enum audience audience, const struct seal_mark *mark,
    struct buf *out)
{
	const char *folder = audience_word(audience);

	html_add_head(out);
	buf_add(out, head);
	buf_addf(out, step_files, folder, folder);
	buf_add(out, step_seal);
	buf_addf(out, "<p class=\"digits\">%s</p>\n<p><strong>%s</strong></p>\n",
	    mark->sha256, mark->words);
	qr_add_svg(mark->qr, mark->qr_size, "The seal as a QR code", out);
	buf_add(out, step_words);
	buf_add(out, step_keys);
	if (audience == AUDIENCE_AGENCIES)
		buf_add(out, step_answers);
	buf_add(out, last);
}
