#!/bin/sh
# oneplan(1) says what the tables say, and mandoc finds nothing wrong with it.
# GENERATE=1 writes those parts of the manual anew.
set -u
manual=$TOP_SRCDIR/man/oneplan.1
program=$TOP_BUILDDIR/oneplan
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT

# The lines between "made by oneplan OPTION" and "end of what is made".
made_by() {
	awk -v option="$1" '
	$0 == ".\\\" made by oneplan " option { inside = 1; next }
	$0 == ".\\\" end of what is made" { inside = 0 }
	inside' "$manual"
}

# The manual, with that part replaced by the file $2.
replaced() {
	awk -v option="$1" -v file="$2" '
	$0 == ".\\\" end of what is made" { inside = 0 }
	!inside
	$0 == ".\\\" made by oneplan " option {
		inside = 1
		while ((getline line < file) > 0)
			print line
	}' "$manual"
}

result() {
	if [ "$1" -eq 0 ]; then echo "ok $2 - $3"; else echo "not ok $2 - $3"; fi
}

echo 1..3
number=0
for option in --print-commands --print-keys; do
	number=$((number + 1))
	"$program" $option >"$work/printed" || exit 99
	if [ -n "${GENERATE:-}" ]; then
		replaced $option "$work/printed" >"$work/manual" &&
			cat "$work/manual" >"$manual"
	fi
	made_by $option >"$work/written"
	test -s "$work/printed" && diff "$work/printed" "$work/written" |
		sed 's/^/# /' >"$work/diff"
	cat "$work/diff"
	test -s "$work/printed" && ! test -s "$work/diff"
	result $? $number "the manual has what oneplan $option prints"
done
if command -v mandoc >/dev/null; then
	# whether other manuals are installed here says nothing of this one
	mandoc -T lint "$manual" | grep -v 'referenced manual not found' |
		sed 's/^/# /' >"$work/lint"
	cat "$work/lint"
	! test -s "$work/lint"
	result $? 3 "mandoc finds nothing wrong with oneplan(1)"
else
	echo "ok 3 # SKIP there is no mandoc here"
fi
