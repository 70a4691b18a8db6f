#!/bin/sh
# Two files of a plan brought together, words taken out, a broker's copy, and a
# signature that comes back by merge: with the program itself.
. "$TOP_SRCDIR/tests/cli/scene.sh"

# Are the words $1 nowhere in the files that follow?
gone() {
	words=$1
	shift
	! cat "$@" | grep -qF -e "$words"
	tell $? "no \"$words\""
}

# Answers the question $2 of the plan $1 with $3, and so on.
answer() {
	plan=$1 answers=
	shift
	while [ $# -gt 1 ]; do
		answers="$answers${answers:+, }\"$1\": \"$2\""
		shift 2
	done
	printf '{"plan": {"format": "oneplan answers 1", "answers": {%s}, %s' \
	    "$answers" '"rows": {}}}' >in.json
	"$program" import "$plan" in.json >/dev/null || echo "# not answered"
}

secret='he frightens her when he drinks'
"$program" new ./a >/dev/null
answer a.oneplan about_me.name_first Kwame about_me.name_family Redfern \
    about_me.dob 1992-04-03 about_me.not_contact 'a former partner' \
    purpose.others_said 'the office knows this'
"$program" copy a.oneplan b.oneplan >/dev/null

# --- merging

said 0 'There was nothing new' merge a.oneplan b.oneplan
said 2 'one and the same file' merge a.oneplan a.oneplan
answer b.oneplan purpose.asked_for 'a lighter chair'
answer a.oneplan purpose.tried 'the old chair'
said 0 '1 answer came in.' merge a.oneplan b.oneplan
said 0 'The plan as it was before is kept in' merge b.oneplan a.oneplan
answer a.oneplan purpose.asked_for 'a lighter chair, and soon'
answer b.oneplan purpose.asked_for 'a chair and a ramp'
said 1 'Two answers: ' merge a.oneplan b.oneplan
said 1 '"conflicts": [' merge --json a.oneplan b.oneplan
"$program" new --training ./t >/dev/null
said 2 'never merged' merge a.oneplan t.oneplan
"$program" new ./c >/dev/null
answer c.oneplan about_me.name_first Iris about_me.name_family Achebe \
    about_me.dob 1941-10-09
said 2 'Iris Achebe' merge a.oneplan c.oneplan
said 2 'two different plans' merge a.oneplan c.oneplan
echo 'no plan' >e.oneplan
said 2 'is not a plan' merge a.oneplan e.oneplan
said 2 'no plan at' merge a.oneplan no.oneplan
said 2 'is not a signature' merge --name Kwame a.oneplan b.oneplan

# --- a broker's copy

"$program" new ./p >/dev/null
answer p.oneplan about_me.name_first Kwame \
    about_me.not_contact 'a former partner' \
    purpose.others_said 'the office knows this'
said 2 'Write: --working --for broker' export --working p.oneplan
said 0 'p-broker.oneplan' export --working --for broker p.oneplan
gone 'former partner' p-broker.oneplan
gone 'the office knows' p-broker.oneplan
gone 'not_contact: a' p-broker.oneplan
said 0 'a working copy for a broker' show p-broker.oneplan
answer p-broker.oneplan purpose.asked_for 'a lighter chair'
said 2 'other way round' merge p-broker.oneplan p.oneplan
said 2 'cannot be sealed or signed' sign --seal p-broker.oneplan
said 0 '1 answer came in.' merge p.oneplan p-broker.oneplan
said 0 'a former partner' history p.oneplan about_me.not_contact
said 0 'the office knows this' history p.oneplan purpose.others_said

# --- words taken out

"$program" new ./r >/dev/null
answer r.oneplan about_me.name_first Kwame purpose.tried "$secret"
"$program" copy r.oneplan old.oneplan >/dev/null
answer old.oneplan purpose.asked_for 'a lighter chair'
said 0 'Seal: ' sign --seal r.oneplan
said 0 'came in' merge r.oneplan old.oneplan
said 2 'say why, who takes them out' redact r.oneplan purpose.tried
said 2 'Somebody else must agree' redact --why 'wrong plan' --by 'A B' \
    --agreed 'a b' r.oneplan purpose.tried
said 2 'from 1, the oldest' redact --rev 0 --why 'wrong plan' --by 'A B' \
    --agreed 'C D' r.oneplan purpose.tried
said 0 'documents of sealed versions showed them' redact --why 'wrong plan' \
    --by 'A B' --agreed 'C D' r.oneplan purpose.tried
gone "$secret" r.oneplan state/oneplan/before-merge/*
said 0 'taken out' history r.oneplan purpose.tried
said 0 'by A B; C D agreed: wrong plan' history r.oneplan purpose.tried
said 0 'TAKEN-OUT.txt says' verify r.oneplan
# the pages of a pack are made again without them, and say so
said 0 'were made again without them' export --pack --for agencies -o r.zip \
    r.oneplan
said 0 'Note: made-again/agencies/plan.txt. It was made again' verify r.zip
gone "$secret" r.oneplan
# an old copy does not bring them back, and loses them
said 0 'were left there' merge r.oneplan old.oneplan
gone "$secret" r.oneplan
said 0 'taken out' merge old.oneplan r.oneplan
gone "$secret" old.oneplan state/oneplan/before-merge/*
said 1 'purpose.kinds' check r.oneplan

# --- words typed into the wrong plan

"$program" new ./w >/dev/null
"$program" new ./v >/dev/null
answer w.oneplan about_me.name_first Kwame purpose.kinds council \
    purpose.tried "$secret"
answer v.oneplan about_me.name_first Ines purpose.kinds council
said 2 'Somebody else must agree' redact --why 'wrong plan' --by 'A B' \
    --agreed 'a b' --move-to v.oneplan w.oneplan purpose.tried
gone "$secret" v.oneplan
said 0 'In both plans it is noted' redact --why 'wrong plan' --by 'A B' \
    --agreed 'C D' --move-to v.oneplan w.oneplan purpose.tried
gone "$secret" w.oneplan
said 0 "$secret" show v.oneplan
said 0 'Mixed up with somebody else' show w.oneplan
said 0 'moved to the plan' history w.oneplan purpose.tried

# --- a signature that comes back

if command -v ssh-keygen >/dev/null; then
	ssh-keygen -q -t ed25519 -C 'made for a test' -N '' -f k
	"$program" new ./s >/dev/null
	"$program" sign --seal s.oneplan >/dev/null
	"$program" sign --detached -o SEAL.sha256 s.oneplan 2>/dev/null
	ssh-keygen -q -Y sign -n oneplan-signoff -f k SEAL.sha256 2>/dev/null
	said 0 'The signature holds' merge --name Kwame --role approver s.oneplan \
	    SEAL.sha256.sig
	said 0 'Signed: Kwame' sign s.oneplan
fi

ended
