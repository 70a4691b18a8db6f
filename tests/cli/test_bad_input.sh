#!/bin/sh
# What goes wrong as packs are written and checked and plans are signed: each time a
# sentence that says so, and nothing half done is left.
. "$TOP_SRCDIR/tests/cli/scene.sh"
# whoever asks for a passphrase gets this answer
printf '#!/bin/sh\necho wrong\n' >ask
chmod +x ask
export SSH_ASKPASS=$work/ask

# As ran, of a command that fails: and nothing is in the folder that was not, and
# nothing was said of what is not there.
refused() {
	ls -A >before
	ran 2 "$@"
	ls -A >after
	{ diff before after && ! grep -q 'The pack holds' out; } >different 2>&1
	tell $? "... and nothing is left of it"
}

# With files no larger than $1 blocks of 512 bytes, as on a disk that fills up.
small_disk() (
	trap '' XFSZ
	ulimit -f "$1"
	shift
	"$program" "$@"
)

# As somebody who may do what the modes of files and folders say, and no more: root
# may do all.
by_the_modes() {
	if [ "$(id -u)" -ne 0 ]; then
		"$program" "$@"
	else
		setpriv --bounding-set=-dac_override,-dac_read_search \
		    "$program" "$@"
	fi
}

"$program" new ./a >/dev/null
"$program" new ./b >/dev/null
"$program" new ./never >/dev/null
"$program" new --training ./training >/dev/null
"$program" sign --seal ./a.oneplan >/dev/null 2>&1
"$program" sign --seal ./b.oneplan >/dev/null 2>&1
"$program" export --pack -o good.zip ./a.oneplan 2>/dev/null
: >before >after >different >out
ssh-keygen -q -t ed25519 -C 'made for a test' -N '' -f k
ssh-keygen -q -t ed25519 -C 'made for a test' -N 'a passphrase' -f shut

# --- a pack that cannot be written ---
refused 'there is one of that name already' \
    oneplan export --pack -o good.zip ./a.oneplan
refused 'because its folder is not there. Check the name, or make the folder' \
    oneplan export --pack -o no/p.zip ./a.oneplan
refused 'This plan was never sealed, so there is nothing signed to pack.' \
    oneplan export --pack -o p.zip ./never.oneplan
refused 'because the disk takes no file as large as that' \
    small_disk 40 export --pack -o p.zip ./a.oneplan
refused 'because the disk takes no file as large as that' \
    small_disk 40 export --pack --draft -o p.zip ./a.oneplan
refused 'nopass could not be read because it or its folder is not there.' \
    oneplan export --pack --passphrase-file nopass -o p.zip ./a.oneplan
: >blank
refused 'There is no passphrase on the first line of blank.' \
    oneplan export --pack --passphrase-file blank -o p.zip ./a.oneplan
refused 'There is no terminal to ask for the passphrase.' \
    oneplan export --pack --encrypt -o p.zip ./a.oneplan
ran 2 'Not all of it could be printed' \
    sh -c "'$program' export --pack -o - ./a.oneplan >/dev/full"
! grep -q 'The pack holds' out
tell $? '... and nothing is said of a pack'
# nobody is written down as having what was not made
refused 'there is one of that name already' \
    oneplan export --pack --to Nell -o good.zip ./a.oneplan
ran 2 'Not all of it could be printed' \
    sh -c "'$program' export --to Nell ./a.oneplan >/dev/full"
"$program" history ./a.oneplan sign.copy_to >out
! grep -q Nell out
tell $? '... and nobody is written down as having it'
mkdir locked
chmod 555 locked
if [ "$(id -u)" -ne 0 ] || command -v setpriv >/dev/null; then
	ran 2 'because you are not allowed to use that place. Use another' \
	    by_the_modes export --pack -o locked/p.zip ./a.oneplan
	cp a.oneplan shown.oneplan
	chmod 444 shown.oneplan
	ran 2 'may be looked at but not changed' \
	    by_the_modes sign --seal ./shown.oneplan
	rm -f shown.oneplan
fi

# --- without the program that makes PDFs ---
ONEPLAN_PDF=$work/no/such/program
export ONEPLAN_PDF
refused 'oneplan-pdf, is not installed. Use HTML, which prints as well' \
    oneplan export --format pdf -o p.pdf ./a.oneplan
ran 0 'There is no PDF in it, because none could be made here.' \
    oneplan export --pack --draft -o draft.zip ./a.oneplan
ONEPLAN_PDF=/bin/cat
refused 'what stands in the place of oneplan-pdf is another program' \
    oneplan export --format pdf -o p.pdf ./a.oneplan
ONEPLAN_PDF=/bin/false
refused 'the program that makes it stopped half-way' \
    oneplan export --format pdf -o p.pdf ./a.oneplan
unset ONEPLAN_PDF

# --- a pack that does not hold ---
ran 2 'There is no pack at none.zip.' oneplan verify none.zip
ran 2 'k is not a plan' oneplan verify k
head -c 5000 good.zip >cut.zip
ran 2 'This zip is damaged, or is no pack' oneplan verify cut.zip
ran 1 'this is a draft, which nobody has sealed' oneplan verify draft.zip
echo 'four words for test' >pass
echo 'four others for test' >other
"$program" export --pack --passphrase-file pass -o shut.zip ./a.oneplan \
    2>/dev/null
ran 2 'This pack is encrypted.' oneplan verify shut.zip
ran 2 'not the passphrase of this pack. Ask whoever sent it' \
    oneplan verify --passphrase-file other shut.zip
if command -v unzip >/dev/null; then
	"$program" export --pack --for family -o b.zip ./b.oneplan 2>/dev/null
	mkdir mixed
	unzip -q good.zip -d mixed
	unzip -q b.zip 'family/*' -d mixed
	ran 1 'family/MANIFEST.sha256. It is not the list that was sealed' \
	    oneplan verify mixed
	rm -r mixed/family
	# a key that signed something else
	mkdir -p mixed/signatures
	echo something else | ssh-keygen -q -Y sign -n oneplan-signoff -f k \
	    >mixed/signatures/1.sig 2>/dev/null
	ran 1 'signatures/1.sig. The signature does not fit this plan.' \
	    oneplan verify mixed
	# nothing is said to hold that nobody could check
	ran 0 'It was not checked. The program ssh-keygen is not installed' \
	    env PATH=/nowhere "$program" verify mixed
fi

# --- keys ---
ran 2 'There is no key to sign with' oneplan sign --how key --name X ./a.oneplan
ran 2 'There is no key in none. Nothing was signed.' \
    oneplan sign --key none --name X ./a.oneplan
ran 2 'What is in blank is not a key. Nothing was signed.' \
    oneplan sign --key blank --name X ./a.oneplan
ran 2 'The key was not opened: the passphrase is not right' \
    oneplan sign --key shut --name X ./a.oneplan
mkdir half
cp k.pub half/k.pub
ran 2 'only the public half of a key' \
    oneplan sign --key half/k.pub --name X ./a.oneplan
ran 2 'Nothing was signed. The program ssh-keygen is not installed here' \
    env PATH=/nowhere "$program" sign --key k --name X ./a.oneplan
ran 2 'The signature was not taken in. The program ssh-keygen is not' \
    env PATH=/nowhere "$program" sign --attach mixed/signatures/1.sig \
    --name X ./a.oneplan
ran 2 'a locked agent shows none' ssh-agent sh -c "
	ssh-add -q k && ssh-add -x >/dev/null 2>&1 &&
	'$program' sign --how key --name X ./a.oneplan"
ran 0 'Nobody has signed yet' oneplan sign ./a.oneplan

# --- what is signed elsewhere ---
ran 0 'Whoever signs it writes' oneplan sign --detached -o a.seal ./a.oneplan
refused 'there is one of that name already' \
    oneplan sign --detached -o a.seal ./a.oneplan
refused 'because its folder is not there' \
    oneplan sign --detached -o no/a.seal ./a.oneplan
ran 2 'Not all of it could be printed' \
    sh -c "'$program' sign --detached ./a.oneplan >/dev/full"
! grep -q 'Whoever signs it' out
tell $? '... and nobody is told to sign it'
ssh-keygen -q -Y sign -n oneplan-signoff -f k a.seal 2>/dev/null
ran 2 'The signature does not fit this plan.' \
    oneplan merge --name X ./b.oneplan a.seal.sig
ran 2 'Nothing has been sealed yet' \
    oneplan merge --name X ./never.oneplan a.seal.sig
head -c 200 a.seal.sig >cut.sig
ran 2 'The signature does not fit this plan.' \
    oneplan merge --name X ./a.oneplan cut.sig
ran 2 'There is no file no.sig.' oneplan merge --name X ./a.oneplan no.sig
ran 2 'pass is not a signature' oneplan merge --name X ./a.oneplan pass
ran 2 'good.zip is a pack. It holds copies for people to read' \
    oneplan merge ./a.oneplan good.zip
ran 2 'Say whose it is with --name' oneplan merge ./a.oneplan a.seal.sig
ran 0 'Nobody has signed yet' oneplan sign ./a.oneplan
ran 0 'The signature holds' oneplan merge --name 'J. Marsh' --role approver \
    ./a.oneplan a.seal.sig
ran 2 'is in the plan already: J. Marsh, 16 November 2026.' \
    oneplan merge --name 'J. Marsh' --role approver ./a.oneplan a.seal.sig
ran 2 'already, as that of J. Marsh. A key belongs to one person' \
    oneplan merge --name 'R. Bell' ./a.oneplan a.seal.sig

# --- sealing ---
ran 2 'so it cannot be sealed or signed' \
    oneplan sign --seal ./training.oneplan
ran 2 'The plan was not sealed.' small_disk 700 sign --seal ./never.oneplan
! grep -q 'still on the screen' out
tell $? '... and nothing is ran of a screen'
ran 0 'Draft: nothing has been sealed' oneplan sign ./never.oneplan
ran 1 'First name - not answered yet' oneplan check ./never.oneplan

# --- a newer plan ---
if command -v sqlite3 >/dev/null; then
	cp b.oneplan newer.oneplan
	sqlite3 newer.oneplan 'PRAGMA user_version = 99'
	refused 'made by a newer oneplan than this one' \
	    oneplan export --pack -o p.zip ./newer.oneplan
	ran 2 'made by a newer oneplan' oneplan sign --seal ./newer.oneplan
	ran 2 'made by a newer oneplan' oneplan verify ./newer.oneplan
	ran 2 'made by a newer oneplan' \
	    oneplan merge ./b.oneplan ./newer.oneplan
fi
ended
