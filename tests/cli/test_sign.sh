#!/bin/sh
# Signing with real keys, made here: in ink, with a key, on another machine; and
# checked with sha256sum and ssh-keygen alone.
. "$TOP_SRCDIR/tests/cli/scene.sh"

keygen() {
	ssh-keygen -q -t ed25519 -C 'made for a test' -N "$1" -f "$2"
}


"$program" new --training ./training >/dev/null
"$program" new ./a >/dev/null
keygen '' k
keygen 'a passphrase' locked
keygen '' other

said 0 'Draft: nothing has been sealed' sign ./a.oneplan
said 2 'Nothing has been sealed yet' \
    sign --name Kwame --role person --how ink ./a.oneplan
said 2 'Nothing has been sealed yet' sign --detached ./a.oneplan
said 2 'training plan' sign --seal ./training.oneplan
said 2 'training plan' \
    sign --name Kwame --role person --how ink ./training.oneplan
said 1 'never signed' sign ./training.oneplan

said 0 'Seal: ' sign --seal ./a.oneplan
said 2 'sealed as it stands already' sign --seal ./a.oneplan
said 0 'Nobody has signed yet.' sign ./a.oneplan
said 2 'needs --name, --role and --how' sign --name Kwame ./a.oneplan
said 2 'Say whose signature it is' sign --role person ./a.oneplan
said 2 '--role takes one of these: person, ' \
    sign --name Kwame --role king --how ink ./a.oneplan
said 2 'Say who with --witness' \
    sign --name Dan --role family --how phone ./a.oneplan
said 2 'February 2026 has 28 days' \
    sign --name Kwame --role person --how ink --date 30/2/2026 ./a.oneplan
said 0 'Waiting: Dan, Family or carer' \
    sign --name Dan --role family --how waiting ./a.oneplan
said 0 'Signed: Kwame, The person. In ink, on the printed page, 16 November' \
    sign --name Kwame --role person --how ink --witness Aisha ./a.oneplan
said 0 'Waiting for 1 signature.' sign ./a.oneplan
said 0 'Signed: Dan, Family or carer. By phone, read back, 14 November' \
    sign --name Dan --role family --how phone --witness Aisha \
    --date 14/11/2026 --dissent 'Not the weekends.' ./a.oneplan
said 0 'Signed: sealed on 16 Nov 2026.' sign ./a.oneplan

said 0 'The signature holds: it was made with the ED25519 key SHA256:' \
    sign --key k --name 'J. Marsh' --role approver ./a.oneplan
said 2 'There is no key in none' \
    sign --key none --name 'J. Marsh' ./a.oneplan
said 2 'The key was not opened' \
    sign --key locked --name 'J. Marsh' ./a.oneplan
said 2 'There is no key to sign with' \
    sign --how key --name 'J. Marsh' ./a.oneplan
mkdir quiet && printf '#!/bin/sh\nexit 1\n' >quiet/ssh-keygen &&
	chmod +x quiet/ssh-keygen
ran 2 'stopped before the key signed' env PATH="$work/quiet:$PATH" \
    "$program" sign --key k --name 'J. Marsh' ./a.oneplan

# on another machine, with the key there
said 0 'ssh-keygen -Y sign -n oneplan-signoff -f KEY SEAL.sha256' \
    sign --detached -o SEAL.sha256 ./a.oneplan
said 2 'already' sign --detached -o SEAL.sha256 ./a.oneplan
ssh-keygen -q -Y sign -n oneplan-signoff -f other SEAL.sha256
said 0 'The signature holds' \
    sign --attach SEAL.sha256.sig --name 'I. Marlowe' --role nurse ./a.oneplan
said 0 'Signed: I. Marlowe, Nurse or doctor. With a signing key' \
    sign ./a.oneplan
mv SEAL.sha256.sig good.sig
ssh-keygen -q -Y sign -n file -f other SEAL.sha256
said 2 'does not fit' sign --attach SEAL.sha256.sig --name X ./a.oneplan
echo hello >words
said 2 'not a signature' sign --attach words --name X ./a.oneplan
said 2 'no.sig' sign --attach no.sig --name X ./a.oneplan

# a key that is known here, and one that an agent holds
mkdir -p config/oneplan
printf '[sign]\nknown_keys = "%s/known"\n' "$work" >config/oneplan/oneplan.conf
printf 'j.marsh@council.example namespaces="oneplan-signoff" %s\n' \
    "$(cat k.pub)" >known
said 0 'known here as j.marsh@council.example.' \
    sign --key k --name 'J. Marsh' --role coordinator ./a.oneplan
# the same once more, and under another name
said 2 'is in the plan already: J. Marsh, 16 November 2026.' \
    sign --key k --name 'J. Marsh' --role approver ./a.oneplan
said 2 'already, as that of J. Marsh. A key belongs to one person' \
    sign --key k --name 'I. Marlowe' --role nurse ./a.oneplan
ran 0 'The signature holds' ssh-agent sh -c "
	ssh-add -q other && mv other other.away &&
	'$program' sign --how key --name 'I. Marlowe' --role coordinator ./a.oneplan"
mv other.away other

# a change after signing, and the next version
said 0 'Signed: sealed on 16 Nov 2026' sign ./a.oneplan
"$program" export --for agencies --format json ./a.oneplan |
    sed 's/"answers": {}/"answers": {"about_me.name_first": "Kwame"}/' >b.json
said 0 'taken in' import ./a.oneplan b.json
said 0 'Changed since it was signed: 1 answer.' sign ./a.oneplan
said 0 'Changed: First name: was not answered, is Kwame.' sign ./a.oneplan
said 0 'new draft' list --json --caseload .
said 0 'Seal: ' sign --seal ./a.oneplan
said 0 'Waiting: Kwame, The person' sign ./a.oneplan
said 0 'It is for the version that was sealed on 16 Nov 2026' \
    sign --attach good.sig --name 'I. Marlowe' --role provider ./a.oneplan
said 0 'All that was checked holds.' verify ./a.oneplan

# signatures come days later, and pages reckon with the day of the first: what was
# sealed is made again from what the plan said then
"$program" new ./later >/dev/null
"$program" export --for agencies --format json ./later.oneplan |
    sed 's/"answers": {}/"answers": {"purpose.kinds": "council", '\
'"purpose.start": "2026-11-02"}/' >later.json
said 0 '2 answers taken in' import ./later.oneplan later.json
said 0 'Seal: ' sign --seal ./later.oneplan
ONEPLAN_NOW=2026-11-30T09:30:00Z
export ONEPLAN_NOW
said 0 'Signed: Kwame' \
    sign --name Kwame --role person --how ink ./later.oneplan
said 0 'letter by letter' verify ./later.oneplan
ONEPLAN_NOW=2026-11-16T09:30:00Z

# by somebody with standard tools alone
ran 0 'Good "oneplan-signoff" signature' sh -c '
	ssh-keygen -Y check-novalidate -n oneplan-signoff -s good.sig \
	    <SEAL.sha256'
ended
