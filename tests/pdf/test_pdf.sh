#!/bin/sh
# oneplan-pdf and what oneplan makes with it, as poppler's tools see it: what is
# tagged as what, what the words are and in which order, and whose page it is.
# GENERATE=1 writes what is expected anew.
set -u
number=0
result() { # STATUS WORDS
	number=$((number + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $number - $2"
	else
		echo "not ok $number - $2"
		sed 's/^/# /' "$work/said" 2>/dev/null
	fi
}

if ! command -v pdfinfo >/dev/null || ! command -v pdftotext >/dev/null; then
	echo '1..0 # SKIP pdfinfo and pdftotext are not here (poppler-utils)'
	exit 0
fi
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
here=$TOP_SRCDIR/tests/pdf
pdf=$TOP_BUILDDIR/oneplan-pdf
plan=$TOP_BUILDDIR/oneplan
HOME=$work
export HOME
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME ONEPLAN_CASELOAD ONEPLAN_PDF

# same FILE WORDS: is $work/said what FILE of the tests has?
same() {
	if [ -n "${GENERATE:-}" ]; then
		cp "$work/said" "$here/$1"
	fi
	diff "$here/$1" "$work/said" >"$work/diff"
	status=$?
	mv "$work/diff" "$work/said"
	result $status "$2"
}
# says TEXT WORDS
says() {
	grep -qF -- "$1" "$work/said"
	result $? "$2"
}

# --- the program by itself ---

"$pdf" <"$here/sample.json" >"$work/sample.pdf" 2>"$work/said" &&
	! test -s "$work/said"
result $? 'a report becomes a PDF, and nothing is said'
pdfinfo -struct-text "$work/sample.pdf" >"$work/said" 2>&1
same sample.tags 'headings, paragraphs, lists, tables and their headers'
pdftotext -layout "$work/sample.pdf" - 2>&1 | tr '\f' '\n' >"$work/said"
same sample.text 'the words are there, in their order'
pdfinfo "$work/sample.pdf" >"$work/said" 2>&1
says 'TRAINING: Support plan: Kwame Redfern' 'it has its title'
says 'Tagged:          yes' 'it is tagged'
says 'A4' 'it is A4'
! grep -qE 'CreationDate|ModDate' "$work/said"
result $? 'it does not say when it was made'
pdffonts "$work/sample.pdf" >"$work/said" 2>&1
test "$(grep -c 'yes yes yes' "$work/said")" = 2
result $? 'two fonts, embedded, in part, and their letters can be copied'

# the same from another place, on another day, in another language
(cd / && TZ=Asia/Tokyo LC_ALL=C LANG=ar_EG.UTF-8 "$pdf") \
	<"$here/sample.json" >"$work/again.pdf" 2>&1
cmp "$work/sample.pdf" "$work/again.pdf" >"$work/said" 2>&1
result $? 'another place, zone and language: the same bytes'

"$pdf" <"$here/scripts.json" >"$work/scripts.pdf" 2>"$work/said"
pdftotext "$work/scripts.pdf" "$work/said"
says "$(printf 'caf\303\251 cafe\314\201 N\314\203')" \
	'marks that are typed by themselves stay so'
says 'মার বাড়ি' 'letters that are shown in another order than they are said'
says 'ਮੇਰਾ ਘਰ · 我的家' 'letters of other scripts'
says '👨‍👩‍👧' 'emoji that are joined'
says '𒀀' 'what no font has can still be copied'
pdfinfo -struct-text "$work/scripts.pdf" >"$work/said" 2>&1
says 'أريد أن أعيش في شقتي وأن أزور أختي كل يوم جمعة (الساعة 10:30).' \
	'words that run from the right are read in their order'
says 'shown as an empty box' 'what no font has is said'

printf '{' | "$pdf" >"$work/none.pdf" 2>"$work/said"
test $? = 2 && ! test -s "$work/none.pdf"
result $? 'what is no report gives no PDF'
says 'line 1 cannot be read' 'and it is said why'
"$pdf" --fonts "$work" <"$here/sample.json" >"$work/none.pdf" 2>"$work/said"
test $? = 2 && ! test -s "$work/none.pdf"
result $? 'without fonts there is no PDF'
says 'Install the package fonts-liberation2' 'and it is said what to do'
"$pdf" <"$here/sample.json" 2>"$work/said" >/dev/full
test $? = 2
result $? 'a full disk is no success'
says 'The PDF could not be written' 'and it is said'

# --- from oneplan ---

"$plan" training reset >"$work/said" 2>&1
result $? 'the training cases are there'
c1=
for file in "$work"/.local/share/oneplan-training/complete/c1-*; do
	case $file in *.oneplan) c1=$file ;; esac
done
"$plan" export -o "$work/c1.pdf" "$c1" 2>"$work/said"
result $? 'oneplan export -o c1.pdf'
pdftotext -layout "$work/c1.pdf" "$work/said"
pages=$(pdfinfo "$work/c1.pdf" | sed -n 's/^Pages: *//p')
says "2 of $pages" 'pages are numbered'
foot='This copy shows the parts meant for the person.'
test "$(grep -cF "$foot" "$work/said")" -ge "$pages"
result $? 'each page says whom it is meant for'
test "$(grep -cF 'Maya Fenwick, born 14 Mar 2001' "$work/said")" -gt "$pages"
result $? 'each page says whose it is'
test "$(grep -cF 'TRAINING: made up' "$work/said")" = "$pages"
result $? 'each page of a made-up plan is marked'
"$plan" export --for provider -o "$work/plain.pdf" "$c1" 2>"$work/said"
"$plan" export --for provider -o "$work/large.pdf" --large-print "$c1" \
	2>>"$work/said"
few=$(pdfinfo "$work/plain.pdf" | sed -n 's/^Pages: *//p')
more=$(pdfinfo "$work/large.pdf" | sed -n 's/^Pages: *//p')
test "$more" -gt "$few"
result $? 'large print takes more pages'
"$plan" export --format pdf "$c1" 2>"$work/said" >"$work/again.pdf"
cmp "$work/c1.pdf" "$work/again.pdf" >"$work/said" 2>&1
result $? 'twice the same bytes'

rm -f "$work/none.pdf"
ONEPLAN_PDF=$work/nothing "$plan" export -o "$work/none.pdf" "$c1" \
	2>"$work/said"
test $? = 2 && ! test -e "$work/none.pdf"
result $? 'without oneplan-pdf there is no file'
says 'oneplan-pdf, is not installed' 'and it is said what to do'
printf '#!/bin/sh\necho half; kill -9 $$\n' >"$work/dies"
printf '#!/bin/sh\necho "oneplan-pdf: The moon is full." >&2; exit 2\n' \
	>"$work/fails"
chmod +x "$work/dies" "$work/fails"
ONEPLAN_PDF=$work/dies "$plan" export -o "$work/none.pdf" "$c1" 2>"$work/said"
test $? = 2 && ! test -e "$work/none.pdf"
result $? 'half a PDF is no PDF'
says 'stopped half-way' 'and it is said'
ONEPLAN_PDF=$work/fails "$plan" export -o "$work/none.pdf" "$c1" 2>"$work/said"
says 'The PDF could not be made. The moon is full.' \
	'what oneplan-pdf says is passed on'
echo "1..$number"
