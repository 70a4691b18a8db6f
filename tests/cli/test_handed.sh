#!/bin/sh
# Copies that are handed out and written down, what changed since each, and all
# that is written about somebody who asks for it.
. "$TOP_SRCDIR/tests/cli/scene.sh"

"$program" new ./a >/dev/null

said 2 '--how goes with --to' export --for family --how post ./a.oneplan
said 2 'nobody can be given it' \
    export --for family --to Nell --withheld ./a.oneplan
said 0 'This is copy 1. It is written down under Who has a copy.' \
    export --for family --to 'Nell, sister' --how 'By post' -o n.txt ./a.oneplan
said 2 'Copy 1 is not of a sealed plan' export --page changes-1 ./a.oneplan
said 0 'This plan was never sealed' show --page changes ./a.oneplan
said 2 'one of that name already' \
    export --for family --to Kofi -o n.txt ./a.oneplan
"$program" history ./a.oneplan sign.copy_to >out
! grep -q Kofi out
tell $? 'nothing is written down of a copy that was not made'
said 0 'Seal: ' sign --seal ./a.oneplan
said 0 'This is copy 2.' \
    export --for person --to Kwame -o k.html ./a.oneplan
said 0 'This is copy 3.' \
    export --pack --for finance --to 'R. Bell' -o f.zip ./a.oneplan
said 0 'Nothing has changed in what this copy shows.' \
    export --page changes-2 ./a.oneplan
said 0 'since copy 3: the plan as it was sealed on 16 November 2026' \
    export --for finance --page changes-3 ./a.oneplan
said 2 'There is no copy 9.' export --page changes-9 ./a.oneplan
said 0 'By post' history ./a.oneplan sign.copy_how
said 0 'There is no review on this copy yet.' show --page review ./a.oneplan

said 2 'Say which file to write' export --for subject-access ./a.oneplan
said 2 'takes -o, --format' \
    export --for subject-access --page week -o d.csv ./a.oneplan
said 0 'keep it where only workers see it' \
    export --for subject-access -o d.csv ./a.oneplan
said 2 'for a person to read' export --for subject-access \
    --decisions d.csv --format json -o all.json ./a.oneplan
said 2 'not a table of decisions' export --for subject-access \
    --decisions n.txt -o all.txt ./a.oneplan
said 2 'there is no copy that somebody can be given' export \
    --for subject-access --to Kwame -o d3.csv ./a.oneplan
said 0 'The copy is made.' export --for subject-access --decisions d.csv -o all.txt ./a.oneplan
grep -q 'This is copy [0-9]*. It is written down' out
tell $? 'and it is in the register of copies'
said 0 'What is written about me (text)' history ./a.oneplan sign.copy_what
cp all.txt out
grep -q 'Nell, sister' all.txt
tell $? 'the copy has what was decided to be given'
said 0 'given, 0 given in part, 0 refused.' \
    history ./a.oneplan sign.access_decisions
# that record is restricted itself, so next time somebody has to decide
"$program" export --for subject-access -o d2.csv ./a.oneplan 2>/dev/null
said 1 'Nobody has decided about it' export --for subject-access \
    --decisions d2.csv -o all2.txt ./a.oneplan
test ! -e all2.txt
tell $? 'and no copy is made before'
said 1 'It is not in the table' export --for subject-access \
    --decisions d.csv -o all2.txt ./a.oneplan
# what the table says is in the plan from then on, and in the next table of one
# request
sed 's/,restricted,,,/,restricted,refuse,It names somebody else,/' \
    d2.csv >d4.csv
said 0 'It is written down under' export --for subject-access \
    --decisions d4.csv --to 'Kwame, at home' -o all4.txt ./a.oneplan
said 0 'It names somebody else' history ./a.oneplan sign.decided_why
"$program" show --for person ./a.oneplan >out
! grep -q 'names somebody else' out
tell $? 'no copy for the person has the reason'
ended
