#!/bin/sh
# C1 and C4 of the exercises as if they were real: sealed, signed in ink and with
# a key on another machine, packed for three readers, opened elsewhere, and checked
# by somebody who does what the page in the pack says, with standard tools alone.
. "$TOP_SRCDIR/tests/cli/scene.sh"

# What the page in the pack tells a reader to write, in its order.
steps() {
	awk '/<pre>/ { on = 1 } on { print } /<\/pre>/ { on = 0 }' "$1" |
		sed 's/<[^>]*>//g; s/&lt;/</g; s/&gt;/>/g; s/&amp;/\&/g'
}

# A real plan with the answers of the exercise $1.
make_real() {
	"$program" export --for agencies --format json "$1" |
		sed -e 's/"training": true/"training": false/' \
		    -e '/^    },$/ { N; s/,\n    "today":.*// }' \
		    -e 's/"money.funder": "la_ca"/"money.agreed": 1589909, &/' \
		    >real.json
	"$program" import ./plan real.json
}

# The pack for $1, followed to the end by somebody who has never seen oneplan.
follow() {
	rm -rf elsewhere
	"$program" export --pack --for "$1" -o "$1.zip" ./plan.oneplan \
	    >out 2>&1 && mkdir elsewhere && unzip -q "$1.zip" -d elsewhere
	tell $? "a pack for the $1, opened elsewhere"
	steps "elsewhere/$1/how-to-check.html" >steps
	printf 'NAME %s\n' "$(cat approver.pub)" >elsewhere/signers
	grep -q MANIFEST steps && grep -q check-novalidate steps &&
		(cd elsewhere && sh -e ../steps) >out 2>&1
	tell $? "what its page tells to do holds for the $1"
	# what is listed anywhere, and the manifest that SEAL.sha256 is for
	all=$(cat elsewhere/CHECK.sha256 elsewhere/*/MANIFEST.sha256 | wc -l)
	grep -c ': OK$' out | grep -qx $((all + 1))
	tell $? "each file of the $1 was said to be OK"
	grep -q 'Good "oneplan-signoff" signature for NAME' out
	tell $? "the $1 sees whose signature it is"
	digits=$(grep -o '[0-9a-f]\{64\}' "elsewhere/$1/how-to-check.html")
	grep -q "^$digits  agencies/plan.json" elsewhere/SEAL.sha256
	tell $? "the digits on that page of the $1 are the seal"
	said 0 'All that was checked holds.' verify "$1.zip"
}

ssh-keygen -q -t ed25519 -C '' -N '' -f approver
cases=$("$program" training complete)
for case in c1 c4; do
	about="$case: "
	rm -f plan.oneplan ./*.zip SEAL*
	exercise=$(ls "$cases/$case"-*.oneplan)
	make_real "$exercise" >out 2>&1
	tell $? "a real plan with its answers"
	said 0 'Seal: ' sign --seal ./plan.oneplan
	said 0 'Signed: ' sign --name 'The person' --role person --how ink \
	    --witness 'Aisha Bloom' ./plan.oneplan
	# the approver has a copy on another machine, and the key there
	said 0 'ssh-keygen' sign --detached -o SEAL.sha256 ./plan.oneplan
	mkdir -p there && cp plan.oneplan SEAL.sha256 there/ && (
		cd there && ssh-keygen -q -Y sign -n oneplan-signoff \
		    -f ../approver SEAL.sha256 &&
			"$program" sign --attach SEAL.sha256.sig --name \
			    'J. Marsh' --role approver ./plan.oneplan
	) >out 2>&1
	tell $? "signed on another machine"
	said 0 'came in.' merge ./plan.oneplan ./there/plan.oneplan
	said 0 'Signed: J. Marsh, Whoever approves. With a signing key' \
	    sign ./plan.oneplan
	rm -r there
	for reader in person finance approver; do
		follow $reader
	done
done
ended
