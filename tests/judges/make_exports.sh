#!/bin/sh
# make_exports.sh ONEPLAN FOLDER: what the judges look at, in FOLDER/copies: every
# case for training, for every reader, whole (as HTML, in large letters, as FHIR and
# JSON) and page by page; the papers for a workshop; and a plan that is sealed.
set -eu
oneplan=$1
folder=$2
readers='person home family provider finance approver agencies'
# as bash completes them, so that a new page is looked at too
pages=$("$oneplan" --print-words |
	sed -n "s/.*--page) echo '\(.*\)'.*/\1/p")
[ -n "$pages" ]

XDG_DATA_HOME=$folder/home
XDG_CONFIG_HOME=$folder/home
XDG_STATE_HOME=$folder/home
XDG_CACHE_HOME=$folder/home
export XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME
mkdir -p "$folder/home" "$folder/copies"

# copy FORMAT SUFFIX ARGS...: the one for $reader, beside the others
copy() {
	format=$1
	suffix=$2
	shift 2
	"$oneplan" export --for "$reader" --format "$format" \
		-o "$to/$reader-$suffix" "$@" "$plan"
}

for version in complete half; do
	for plan in "$("$oneplan" training $version)"/*.oneplan; do
		to=$folder/copies/$(basename "$plan" .oneplan)-$version
		mkdir -p "$to"
		for reader in $readers; do
			copy html plan.html
			copy fhir plan.fhir.json
			copy json plan.json
			[ $version = complete ] || continue
			copy html plan-large-print.html --large-print
			[ $reader != person ] || copy html plan-easy.html --easy
			for page in $pages; do
				copy html "$page.html" --page "$page"
			done
		done
	done
done

"$oneplan" training handouts "$folder/copies/papers"

# A training plan cannot be sealed: one comes out as FHIR, is no longer said to be
# made up, and goes into a new plan.
to=$folder/copies/sealed
mkdir "$to"
plan=$(echo "$folder"/home/oneplan-training/complete/c6-*.oneplan)
"$oneplan" export --for agencies --format fhir "$plan" |
	sed 's/"HTEST"/"NONE"/' >"$folder/home/c6.fhir.json"
"$oneplan" import "$folder/home/sealed.oneplan" "$folder/home/c6.fhir.json"
"$oneplan" sign --seal "$folder/home/sealed.oneplan"
for reader in $readers; do
	"$oneplan" export --pack --for "$reader" -o "$folder/home/$reader.zip" \
		"$folder/home/sealed.oneplan"
	unzip -qo "$folder/home/$reader.zip" -d "$to"
done
