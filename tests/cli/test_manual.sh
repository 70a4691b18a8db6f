#!/bin/sh
# The manuals and the completion say what the tables say, mandoc finds nothing
# wrong with them, and bash completes what it should. GENERATE=1 writes the parts
# that are made from tables anew.
set -u
program=$TOP_BUILDDIR/oneplan
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
number=0

# The lines of the file $2 between "made by oneplan $1" and "end of what is
# made".
made_by() {
	awk -v mark="made by oneplan $1" '
	substr($0, length($0) - length(mark) + 1) == mark { inside = 1; next }
	/end of what is made$/ { inside = 0 }
	inside' "$2"
}

# The file $2, with that part replaced by the file $3.
replaced() {
	awk -v mark="made by oneplan $1" -v file="$3" '
	/end of what is made$/ { inside = 0 }
	!inside
	substr($0, length($0) - length(mark) + 1) == mark {
		inside = 1
		while ((getline line < file) > 0)
			print line
	}' "$2"
}

result() {
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
	fi
}

# check_made OPTION FILE
check_made() {
	file=$TOP_SRCDIR/$2
	"$program" "$1" >"$work/printed" || exit 99
	if [ -n "${GENERATE:-}" ]; then
		replaced "$1" "$file" "$work/printed" >"$work/whole" &&
			cat "$work/whole" >"$file"
	fi
	made_by "$1" "$file" >"$work/written"
	diff "$work/printed" "$work/written" | sed 's/^/# /' >"$work/diff"
	cat "$work/diff"
	test -s "$work/printed" && ! test -s "$work/diff"
	result $? "$2 has what oneplan $1 prints"
}

# complete_to EXPECTED WORD...: what bash offers for the last of the words.
complete_to() {
	expected=$1
	shift
	offered=$(HOME=$work ONEPLAN_CASELOAD=$work/plans bash -c '
		cd "$ONEPLAN_CASELOAD/.." || exit
		. "$0"
		COMP_WORDS=("$@")
		COMP_CWORD=$(($# - 1))
		_oneplan oneplan "${COMP_WORDS[COMP_CWORD]}" \
			"${COMP_WORDS[COMP_CWORD - 1]}" 2>/dev/null
		printf "%s\n" "${COMPREPLY[@]}"' \
		"$TOP_SRCDIR/completions/oneplan.bash" "$@" | sort | xargs)
	test "$offered" = "$expected" || echo "# offered: $offered"
	test "$offered" = "$expected"
	result $? "bash completes: $*"
}

echo 1..20
check_made --print-commands man/oneplan.1
check_made --print-keys man/oneplan.1
check_made --print-settings man/oneplan.conf.5
check_made --print-form-keys man/oneplan-forms.5
check_made --print-form-types man/oneplan-forms.5
check_made --print-facts man/oneplan-forms.5
check_made --print-words completions/oneplan.bash

for manual in oneplan.1 oneplan.conf.5 oneplan-file.5 oneplan-forms.5 \
	oneplan-rates.5; do
	if command -v mandoc >/dev/null; then
		# whether other manuals are installed here says nothing of it
		mandoc -T lint "$TOP_SRCDIR/man/$manual" 2>&1 |
			grep -v -e 'referenced manual not found' \
			-e 'outdated mandoc.db' | sed 's/^/# /' >"$work/lint"
		cat "$work/lint"
		! test -s "$work/lint"
		result $? "mandoc finds nothing wrong with $manual"
	else
		number=$((number + 1))
		echo "ok $number - $manual # SKIP there is no mandoc here"
	fi
done

mkdir "$work/plans"
: >"$work/plans/kwame.oneplan"
: >"$work/plans/notes.txt"
if command -v bash >/dev/null; then
	complete_to 'export' oneplan exp
	complete_to 'family finance' oneplan export --for f
	complete_to 'family finance' oneplan export --for = f
	complete_to 'who-to-ring' oneplan export --page wh
	complete_to '--page' oneplan export --pag
	complete_to 'kwame.oneplan' oneplan show kw
	complete_to 'lint' oneplan --caseload x forms l
	complete_to 'handouts' oneplan training han
else
	for skipped in 1 2 3 4 5 6 7 8; do
		echo "ok $((number + skipped)) # SKIP there is no bash here"
	done
fi
