#!/bin/sh
# What goes out for other programs and comes back, with the program itself: every
# case as FHIR, and a month that somebody filled in.
. "$TOP_SRCDIR/tests/cli/scene.sh"

# The answers of a plan as JSON. The day that an exercise is set on is none of
# them; without it a comma stands elsewhere.
answers() {
	"$program" export --for agencies --json "$1" |
		sed -n '/^  "plan": {/,/^  "seal"/p' | grep -v '^    "today":' |
		tr -d ',\n'
}

cases=$("$program" training)
for plan in "$cases"/*.oneplan; do
	name=$(basename "$plan" .oneplan)
	"$program" export --for agencies -o "$name.fhir.json" "$plan" >out 2>&1 &&
		"$program" import "./$name" "$name.fhir.json" >out 2>&1
	first=$(answers "$plan")
	[ ${#first} -gt 1000 ] && [ "$first" = "$(answers "$name.oneplan")" ]
	tell $? "$name comes back from FHIR with every answer"
	"$program" import "$name.oneplan" "$name.fhir.json" >out 2>&1
	grep -q ' 0 answers taken in' out
	tell $? "$name has nothing new the second time"
done
said 2 'about somebody else' import c1-maya-fenwick.oneplan \
    c6-kwame-redfern.fhir.json
sed 's/"HTEST"/"NONE"/' c6-kwame-redfern.fhir.json >real.json
said 2 'about a real person' import c6-kwame-redfern.oneplan real.json
said 0 ' answers taken in.' import ./real real.json

c1=c1-maya-fenwick.oneplan
"$program" export --page money -o money.csv "$c1"
said 2 'Nothing is written' import "$c1" money.csv
sed '/Taxis to the clinic/s/,[^,]*$/,30.40/' money.csv >filled.csv
said 0 '2 answers taken in' import "$c1" filled.csv
said 0 '0 answers taken in, 2 the same' import "$c1" filled.csv
"$program" show --for agencies "$c1" >out
grep -q '30\.40' out
tell $? 'what the taxis really cost stands in the review'
said 2 'somebody else' import c2-harold-okafor-lane.oneplan filled.csv
said 2 'There is no plan' import nobody.oneplan filled.csv
# several months in one go, all or none
sed '/Taxis to the clinic/s/,[^,]*$/,12.00/' money.csv >more.csv
said 0 '1 answer taken in' import "$c1" filled.csv more.csv
"$program" show --for agencies "$c1" >out
grep -q '42\.40' out
tell $? 'what two months came to stands in the review'
said 2 'filled.csv is named twice' import "$c1" filled.csv filled.csv
said 2 'None of the files was taken in.' import "$c1" more.csv money.csv
said 2 'only those can be taken in together' import "$c1" more.csv out
said 0 '0 answers taken in, 2 the same' import "$c1" filled.csv more.csv
said 2 'Say which' export --format csv "$c1"
said 2 'Leave out --page' export --format fhir --page week "$c1"
ended
